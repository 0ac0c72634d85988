"""A report as Markdown: the pictures as their tables, everything a person wrote escaped."""

from detox.exchange.markdown import escaped
from detox.exchange.report import Block, Heading, Picture, Report, ReportTable, Sentence, Tone


def to_markdown(report: Report) -> str:
    """The report as text that reads well as it stands and in any Markdown reader."""
    blocks = [f"# {escaped(report.title)}", escaped(report.subtitle), *map(_block, report.blocks)]
    return "\n\n".join(blocks) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"## {escaped(block.text)}"
        case Sentence(tone=Tone.QUOTE):
            return "\n".join(f"> {escaped(line)}".rstrip() for line in _lines(block.text))
        case Sentence(tone=Tone.STRONG | Tone.ANSWER):
            return f"**{escaped(block.text)}**"
        case Sentence():
            return escaped(block.text)
        case ReportTable():
            return _table(block)
        case Picture():
            return f"{escaped(block.said)}\n\n{_table(block.twin)}"


def _table(table: ReportTable) -> str:
    rule = ("---:" if n in table.right else "---" for n in range(len(table.head)))
    rows = [table.head, tuple(rule), *table.rows]
    return "\n".join(
        f"| {' | '.join(cells if n == 1 else map(escaped, cells))} |" for n, cells in enumerate(rows)
    )


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").split("\n")
