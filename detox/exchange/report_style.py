"""How a report looks: on a desk, on a phone, in the dark and on paper."""

_LIGHT = """
  --ground: #FBF9F4; --text: #33373B; --strong: #15171A; --muted: #5E6164; --line: #CFC9BA; --row: #E6E1D4;
  --accent: #5A4E00; --range: #777A7D; --edge: #24272A;
  --direct: #006B52; --workaround: #1267A8; --proxy: #A03C7A; --app: #955200;
""".strip()
_DARK = """
  --ground: #15171A; --text: #C9CCCF; --strong: #F2F0EA; --muted: #A3A6A9; --line: #4A4E52; --row: #2C3034;
  --accent: #E3CF62; --range: #8F9295; --edge: #D5D7D9;
  --direct: #4CC3A0; --workaround: #6DB5EE; --proxy: #E08ABF; --app: #E8A04E;
""".strip()
NARROW_UNDER = 600
"""Pages of fewer pixels get the narrow drawings."""
STYLE = f"""
:root {{ color-scheme: light; {_LIGHT} }}
@media screen and (prefers-color-scheme: dark) {{ :root {{ color-scheme: dark; {_DARK} }} }}
* {{ box-sizing: border-box; }}
body {{ margin: 0; background: var(--ground); color: var(--text); line-height: 1.55; font-size: 16px;
  font-family: system-ui, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }}
main {{ max-width: 46rem; margin: 0 auto; padding: 3rem 1.25rem 4rem; }}
h1, h2, .strong {{ color: var(--strong); }}
h1 {{ font-size: 1.75rem; line-height: 1.25; margin: 0 0 .35rem; overflow-wrap: anywhere; }}
h2 {{ font-size: 1.15rem; margin: 2.6rem 0 .6rem; break-after: avoid; }}
p {{ margin: .5rem 0; overflow-wrap: anywhere; orphans: 3; widows: 3; }}
.aside {{ color: var(--muted); font-size: .9rem; }}
.strong {{ font-weight: 600; font-size: 1.15rem; margin: 1rem 0; }}
.answer {{ font-weight: 700; font-size: 2rem; line-height: 1.2; margin: 1.4rem 0 .4rem;
  color: var(--strong); }}
blockquote {{ margin: 1.6rem 0; padding: .2rem 0 .2rem 1rem; border-left: 3px solid var(--accent);
  color: var(--strong); white-space: pre-wrap; overflow-wrap: anywhere; font-size: 1.1rem;
  break-inside: avoid; }}
.slanted {{ font-style: italic; }}
figure {{ margin: 1rem 0; break-inside: avoid; }}
figcaption {{ color: var(--muted); font-size: .9rem; }}
svg {{ display: block; width: 100%; height: auto; }}
svg.narrow {{ display: none; }}
.scroll {{ overflow-x: auto; margin: .8rem 0; }}
.scroll:focus-visible {{ outline: 2px solid var(--accent); outline-offset: 3px; }}
table {{ border-collapse: collapse; font-size: .88rem; font-variant-numeric: tabular-nums; min-width: 60%; }}
th {{ text-align: left; font-weight: 600; color: var(--muted); vertical-align: bottom;
  border-bottom: 1px solid var(--line); word-break: keep-all; }}
th, td {{ padding: .28rem 1rem .28rem 0; overflow-wrap: break-word; }}
th:last-child, td:last-child {{ padding-right: 0; }}
td {{ vertical-align: top; border-bottom: 1px solid var(--row); }}
thead {{ display: table-header-group; }}
tr {{ break-inside: avoid; }}
.right {{ text-align: right; word-break: keep-all; }}
td.right {{ white-space: nowrap; }}
svg text {{ font-family: inherit; }}
.axis {{ stroke: var(--line); }}
.before {{ stroke: var(--muted); stroke-dasharray: 5 4; }}
.label {{ fill: var(--muted); font-size: 12px; }}
.name {{ fill: var(--strong); }}
.count {{ fill: var(--strong); font-size: 12px; }}
.plate {{ fill: var(--ground); fill-opacity: .86; }}
.end {{ text-anchor: end; }}
.middle {{ text-anchor: middle; }}
.range {{ stroke: var(--range); stroke-width: 1.5; }}
.point {{ fill: var(--accent); stroke: var(--accent); stroke-width: 1.6; }}
.hollow {{ fill: var(--ground); }}
.trend {{ stroke: var(--muted); stroke-width: 1.4; stroke-dasharray: 1.5 4; stroke-linecap: round; }}
.part {{ stroke: var(--ground); stroke-width: 1; }}
.direct {{ fill: var(--direct); }}
.workaround {{ fill: var(--workaround); }}
.proxy {{ fill: var(--proxy); }}
.app {{ fill: var(--app); }}
.tint {{ fill-opacity: .3; }}
.part.direct {{ fill-opacity: .45; }}
.part.workaround {{ fill: url(#p-wide-workaround); }}
.part.proxy {{ fill: url(#p-wide-proxy); }}
.part.app {{ fill: url(#p-wide-app); }}
.narrow .part.workaround {{ fill: url(#p-narrow-workaround); }}
.narrow .part.proxy {{ fill: url(#p-narrow-proxy); }}
.narrow .part.app {{ fill: url(#p-narrow-app); }}
.part.unmet {{ fill: var(--ground); stroke: var(--edge); stroke-dasharray: 2 2; }}
@media screen and (max-width: {NARROW_UNDER}px) {{
  main {{ padding: 1.5rem 1.1rem 3rem; }}
  svg.wide {{ display: none; }}
  svg.narrow {{ display: block; }}
  table {{ width: 100%; font-size: .84rem; }}
  th, td {{ padding-right: .6rem; }}
  .wide th, .wide td {{ padding-right: .2rem; }}
  .wide th {{ writing-mode: vertical-rl; vertical-align: top; }}
  .wide th.right {{ text-align: right; }}
}}
@media print {{
  :root {{ --ground: #FFFFFF; }}
  body {{ font-size: 10.5pt; }}
  main {{ max-width: none; padding: 0; }}
  .scroll {{ overflow: visible; }}
  h2 + p, p:has(+ section), p:has(+ figure) {{ break-after: avoid; }}
  @page {{ margin: 18mm 18mm 20mm; @bottom-center {{ content: counter(page) " / " counter(pages);
    font-family: system-ui, sans-serif; font-size: 9pt; color: #5E6164; }} }}
}}
""".strip()
"""One sheet; every colour is named once a look, and paper is always light."""
