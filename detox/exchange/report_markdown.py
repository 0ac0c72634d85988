"""A report as Markdown: the pictures as their tables, everything a person wrote escaped."""

import re

from detox.exchange.report import Block, Heading, Picture, Report, Sentence, Table, Tone
from detox.shown import shown, shown_lines

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_STARTS = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)


def to_markdown(report: Report) -> str:
    """The report as text that reads well as it stands and in any Markdown reader."""
    blocks = [f"# {_plain(report.title)}", _plain(report.subtitle), *map(_block, report.blocks)]
    return "\n\n".join(blocks) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"## {_plain(block.text)}"
        case Sentence(tone=Tone.QUOTE):
            return "\n".join(f"> {escaped(line)}".rstrip() for line in shown_lines(block.text).split("\n"))
        case Sentence(tone=Tone.STRONG):
            return f"**{_plain(block.text)}**"
        case Sentence():
            return _plain(block.text)
        case Table():
            return _table(block)
        case Picture():
            return f"{_plain(block.said)}\n\n{_table(block.twin)}"


def escaped(text: str) -> str:
    """`text` without any meaning for Markdown or HTML."""
    return _STARTS.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", text))


def _table(table: Table) -> str:
    rule = ("---:" if n in table.right else "---" for n in range(len(table.head)))
    rows = [table.head, tuple(rule), *table.rows]
    return "\n".join(
        f"| {' | '.join(cells if n == 1 else map(_plain, cells))} |" for n, cells in enumerate(rows)
    )


def _plain(text: str) -> str:
    return escaped(shown(text))
