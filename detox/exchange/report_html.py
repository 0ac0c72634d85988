"""A report as one HTML file: no script, no address, no font of its own; made to be read, printed and kept."""

import re
from html import escape

from detox.exchange.report import Block, Heading, Picture, Report, ReportTable, Sentence, Tone
from detox.shown import shown, shown_lines

STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #FBF9F4; color: #33373B; line-height: 1.55; font-size: 16px;
  font-family: system-ui, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 3rem 1.25rem 4rem; }
h1, h2, .strong, caption { color: #15171A; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 .35rem; }
h2 { font-size: 1.1rem; margin: 2.6rem 0 .6rem; break-after: avoid; }
p { margin: .5rem 0; overflow-wrap: anywhere; }
.aside { color: #5E6164; font-size: .9rem; }
.strong { font-weight: 600; font-size: 1.15rem; margin: 1rem 0; }
blockquote { margin: 1.6rem 0; padding: .2rem 0 .2rem 1rem; border-left: 3px solid #5A4E00; color: #15171A;
  white-space: pre-wrap; overflow-wrap: anywhere; font-size: 1.1rem; }
.slanted { font-style: italic; }
figure { margin: 1rem 0; break-inside: avoid; }
figcaption { color: #5E6164; font-size: .9rem; }
svg { display: block; width: 100%; height: auto; }
.scroll { overflow-x: auto; margin: .8rem 0; }
table { border-collapse: collapse; font-size: .85rem; font-variant-numeric: tabular-nums; min-width: 60%; }
th { text-align: left; font-weight: 600; color: #5E6164; vertical-align: bottom;
  border-bottom: 1px solid #CFC9BA; }
td.right { white-space: nowrap; }
th, td { padding: .28rem 1rem .28rem 0; overflow-wrap: break-word; }
.wide td:first-child:not(.right) { min-width: 8rem; }
.wide td:last-child:not(.right) { min-width: 10.5rem; }
.wide td.right { white-space: normal; }
.wide { font-size: .8rem; }
.wide th, .wide td { padding-right: .7rem; }
td { vertical-align: top; border-bottom: 1px solid #EFEBE1; }
tr { break-inside: avoid; }
.right { text-align: right; word-break: keep-all; }
svg text { font-family: inherit; }
.axis { stroke: #CFC9BA; }
.before { stroke: #5E6164; stroke-dasharray: 5 4; }
.label { fill: #5E6164; font-size: 12px; }
.count { fill: #15171A; font-size: 11px; }
.plate { fill: #FBF9F4; fill-opacity: .82; }
.end { text-anchor: end; }
.middle { text-anchor: middle; }
.range { stroke: #8A8D90; stroke-width: 1.5; }
.point { fill: #5A4E00; stroke: #5A4E00; stroke-width: 1.6; }
.hollow { fill: #FBF9F4; }
.trend { stroke: #5E6164; stroke-width: 1.4; stroke-dasharray: 1.5 4; stroke-linecap: round; }
.part { stroke: #FBF9F4; stroke-width: 1; }
.direct { fill: #006B52; }
.workaround { fill: #1267A8; }
.proxy { fill: #A03C7A; }
.app { fill: #955200; }
.tint { fill-opacity: .3; }
.part.direct { fill-opacity: .45; }
.part.workaround { fill: url(#p-workaround); }
.part.proxy { fill: url(#p-proxy); }
.part.app { fill: url(#p-app); }
.part.unmet { fill: #FBF9F4; stroke: #24272A; stroke-dasharray: 2 2; }
@media print {
  body { background: #FFFFFF; font-size: 11pt; }
  main { max-width: none; padding: 0; }
  .hollow, .part.unmet, .plate { fill: #FFFFFF; }
  .scroll { overflow: visible; }
  @page { margin: 18mm; }
}
""".strip()


NARROW = 6
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
        "<!doctype html>",
        f'<html lang="{escape(tag)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{_plain(report.title)}</title>",
        f"<style>\n{STYLE}\n</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{_plain(report.title)}</h1>",
        f'<p class="aside">{_plain(report.subtitle)}</p>',
    ]
    return "\n".join([*head, *map(_block, report.blocks), "</main>", "</body>", "</html>"]) + "\n"


def _block(block: Block) -> str:
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
            return _table(block)
        case Picture():
            said = f"<figcaption>{_plain(block.said)}</figcaption>"
            return f"<figure>\n{block.svg}\n{said}\n</figure>\n{_table(block.twin)}"


def _table(table: ReportTable) -> str:
    def row(cells: tuple[str, ...], tag: str) -> str:
        marked = (' class="right"' if n in table.right else "" for n in range(len(cells)))
        inner = "".join(
            f"<{tag}{mark}>{_plain(cell)}</{tag}>" for cell, mark in zip(cells, marked, strict=True)
        )
        return f"<tr>{inner}</tr>"

    head = f"<thead>{row(table.head, 'th')}</thead>" if any(table.head) else ""
    body = "\n".join(row(cells, "td") for cells in table.rows)
    wide = ' class="wide"' if len(table.head) > NARROW else ""
    return f'<div class="scroll"><table{wide}>{head}<tbody>\n{body}\n</tbody></table></div>'


def _plain(text: str) -> str:
    return escape(shown(text))
