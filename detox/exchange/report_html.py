"""A report as one HTML file: no script, no address, no font of its own; made to be read, printed and kept."""

import re
from collections.abc import Iterator
from html import escape

from detox.exchange.report import Block, Heading, Picture, Report, ReportTable, Sentence, Tone
from detox.exchange.report_style import STYLE
from detox.shown import shown, shown_lines

CLOSE = 6
"""A table of more columns is set closer."""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser may do for this file: nothing but show it."""
_CHINESE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")


def to_html(report: Report) -> str:
    """The report as a whole file; everything a person wrote is escaped and harmless.

    A policy in its head forbids any browser to fetch anything for it.
    """
    tag = report.language.replace("_", "-")
    head = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(tag)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{_plain(report.title)}</title>",
        f"<style>\n{STYLE}\n</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{_plain(report.title)}</h1>",
        f'<p class="aside">{_plain(report.subtitle)}</p>',
    ]
    return "\n".join([*head, *_body(report), "</main>", "</body>", "</html>"]) + "\n"


def _body(report: Report) -> Iterator[str]:
    """The blocks; a table is called after the heading it stands under."""
    under, tables = report.title, 0
    for block in report.blocks:
        if isinstance(block, Heading):
            under, tables = block.text, 0
        tables += isinstance(block, ReportTable | Picture)
        yield _block(block, under if tables < 2 else f"{under} ({tables})")  # noqa: PLR2004 - the first has no number


def _block(block: Block, under: str) -> str:
    match block:
        case Heading():
            return f"<h2>{_plain(block.text)}</h2>"
        case Sentence(tone=Tone.QUOTE):
            # Chinese is never slanted.
            slant = "" if _CHINESE.search(block.text) else ' class="slanted"'
            return f"<blockquote{slant}>{escape(shown_lines(block.text))}</blockquote>"
        case Sentence():
            return f'<p class="{block.tone}">{_plain(block.text)}</p>'
        case ReportTable():
            return _table(block, under)
        case Picture():
            said = f"<figcaption>{_plain(block.said)}</figcaption>"
            drawn = "\n".join(block.svgs)
            return f"<figure>\n{drawn}\n{said}\n</figure>\n{_table(block.twin, under)}"


def _table(table: ReportTable, under: str) -> str:
    """A table that a keyboard can reach and scroll where it is wider than the page."""

    def row(cells: tuple[str, ...], tag: str) -> str:
        marked = (' class="right"' if n in table.right else "" for n in range(len(cells)))
        kind = tag if tag == "td" else 'th scope="col"'
        inner = "".join(
            f"<{kind}{mark}>{_plain(cell)}</{tag}>" for cell, mark in zip(cells, marked, strict=True)
        )
        return f"<tr>{inner}</tr>"

    head = f"<thead>{row(table.head, 'th')}</thead>"
    body = "\n".join(row(cells, "td") for cells in table.rows)
    wide = ' class="wide"' if len(table.head) > CLOSE else ""
    section = f'<section class="scroll" tabindex="0" aria-label="{_plain(under)}">'
    return f"{section}<table{wide}>{head}<tbody>\n{body}\n</tbody></table></section>"


def _plain(text: str) -> str:
    return escape(shown(text))
