"""The glyphs: two sets of one-cell marks, Unicode and ASCII, exchanged all at once."""

from msgspec import Struct

from detox import charts
from detox.charts import Marks
from detox.domain.entries import Outcome


class Glyphs(Struct, frozen=True, kw_only=True):
    """Every mark the screens draw; each takes one cell."""

    outcomes: dict[Outcome, str]
    focus: str
    rule: str
    tab: str
    normal: str
    not_normal: str
    nothing: str
    """Where nothing is written."""
    bar: str
    half_bar: str
    track: str
    steps: str
    """Nine heights of a small bar, from none to full; empty where heights are said in digits."""
    quote: str
    """The bar beside the person's own sentence."""
    above: str
    """The line right above a row."""
    floor: str
    """The line on which a chart stands."""
    digits: bool
    """Whether a number may be drawn three rows high."""
    marks: Marks = Marks()
    selected: str = "x"
    weight: str = "▮"
    light: str = "▯"
    """How much a task matters, in threes: filled and empty."""


UNICODE = Glyphs(
    outcomes=dict(zip(Outcome, "◉◒◨◄◌⋅", strict=True)),
    focus="▌",
    rule="─",
    tab="━",
    normal="▰",
    not_normal="▱",
    nothing="⋅",
    bar="━",
    half_bar="╸",
    track="─",
    steps=" ▁▂▃▄▅▆▇█",
    quote="▌",
    above="▔",
    floor="▁",
    digits=True,
)
ASCII = Glyphs(
    outcomes=dict(zip(Outcome, "o~&<_.", strict=True)),
    focus=">",
    rule="-",
    tab="=",
    normal="o",
    not_normal="-",
    nothing=".",
    bar="=",
    half_bar="-",
    track="-",
    steps="",
    quote="|",
    above="=",
    floor="_",
    digits=False,
    marks=charts.PLAIN,
    weight="#",
    light=".",
)
GLYPH_SETS = {"unicode": UNICODE, "ascii": ASCII}
