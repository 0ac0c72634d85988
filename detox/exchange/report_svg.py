"""The report's pictures as SVG, drawn by hand: marks and numbers; words and colours are given to them."""

from collections.abc import Mapping, Sequence
from html import escape

from detox.domain.entries import NEEDED, Outcome
from detox.domain.record import Record
from detox.domain.trend import Trend, trend_ends
from detox.domain.weeks import Status, Week

TICKS = (0, 25, 50, 75, 100)
TOP, FOOT = 14, 24
INDEX_HEIGHT, OUTCOMES_HEIGHT, RATINGS_HEIGHT = 220, 190, 110
SHORTEST_NUMBERED = 12
"""A part of a bar this high has room for its count."""
CROWDED = 0.055
"""So many weeks to a unit of width leave room for small points only."""
LEGEND_ROW = 22


class Frame(Record, frozen=True, kw_only=True):
    """How wide a picture is drawn: its letters keep their size, so a narrow page has a drawing of its own."""

    name: str
    width: int
    left: int = 36
    right: int = 56
    widest_bar: int = 38
    label_room: int = 25
    """A week's number needs so much."""
    legend: int = len(NEEDED)
    """So many of its words stand in a row."""

    @property
    def inner(self) -> int:
        """The room between both edges."""
        return self.width - self.left - self.right

    def x(self, n: int, count: int) -> float:
        """The middle of the n-th of so many weeks, from 0."""
        return round(self.left + self.inner * (n + 0.5) / max(count, 1), 1)


WIDE = Frame(name="wide", width=720)
NARROW = Frame(name="narrow", width=350, left=30, right=46, widest_bar=20, label_room=24, legend=2)
FRAMES = (WIDE, NARROW)
"""The page shows one of them, by its own width."""


def index_svg(
    weeks: Sequence[Week],
    trend: Trend,
    *,
    said: str,
    before: str,
    frame: Frame = WIDE,
    base: float | None = None,
) -> str:
    """The index by week, 0..100: points with their likely range, hollow where data is thin, a gap where none.

    Args:
        weeks: in order.
        trend: its line is drawn only where it says up or down.
        said: what the picture shows, for those who cannot see it.
        before: the word beside the dashed line.
        frame: how wide.
        base: where one stood before, 0..100: there the dashed line is; `None` where that was not said.
    """
    edge = frame.width - frame.right
    marks = [_tick(value, frame) for value in TICKS]
    if base is not None:
        marks.append(f'<line class="before" x1="{frame.left}" x2="{edge}" y1="{_y(base)}" y2="{_y(base)}"/>')
        marks.append(f'<text class="label" x="{edge + 6}" y="{_y(base) + 4}">{escape(before)}</text>')
    marks += _trend_line(weeks, trend, frame)
    radius = 2.2 if len(weeks) > CROWDED * frame.width else 4.5
    for n, week in enumerate(weeks):
        marks += _point(week, frame.x(n, len(weeks)), radius)
    return _svg(INDEX_HEIGHT, said, [*marks, *_week_labels(weeks, INDEX_HEIGHT, frame)], frame)


def ratings_svg(weeks: Sequence[Week], ratings: Mapping[str, str], *, said: str, frame: Frame = WIDE) -> str:
    """Each rating's weekly mean, 0..10, one below the other; a week in which it was not given is a gap.

    Args:
        weeks: in order.
        ratings: the fields of a week, and what each is called.
        said: what the picture shows.
        frame: how wide.
    """
    marks: list[str] = []
    for row, (field, name) in enumerate(ratings.items()):
        top = row * RATINGS_HEIGHT
        marks.append(f'<text class="label name" x="{frame.left}" y="{top + 14}">{escape(name)}</text>')
        marks += [_rating_tick(value, top, frame) for value in (0, 5, 10)]
        marks += _line_of(weeks, field, top, frame)
    height = RATINGS_HEIGHT * len(ratings)
    return _svg(height, said, [*marks, *_week_labels(weeks, height, frame)], frame)


def _rating_y(value: float, top: int) -> float:
    return round(top + 24 + (RATINGS_HEIGHT - 34) * (10 - value) / 10, 1)


def _rating_tick(value: int, top: int, frame: Frame) -> str:
    y = _rating_y(value, top)
    line = f'<line class="axis" x1="{frame.left}" x2="{frame.width - frame.right}" y1="{y}" y2="{y}"/>'
    return line + f'<text class="label end" x="{frame.left - 8}" y="{y + 4}">{value}</text>'


def _line_of(weeks: Sequence[Week], field: str, top: int, frame: Frame) -> list[str]:
    marks: list[str] = []
    before: tuple[float, float] | None = None
    for n, week in enumerate(weeks):
        value = week.means.get(field)
        here = None if value is None else (frame.x(n, len(weeks)), _rating_y(value, top))
        if here and before:
            ends = f'x1="{before[0]}" y1="{before[1]}" x2="{here[0]}" y2="{here[1]}"'
            marks.append(f'<line class="range" {ends}/>')
        if here:
            marks.append(f'<circle class="point" cx="{here[0]}" cy="{here[1]}" r="2.6"/>')
        before = here
    return marks


def outcomes_svg(
    weeks: Sequence[Week], names: Mapping[Outcome, str], *, said: str, frame: Frame = WIDE
) -> str:
    """How each week's tasks went, one bar a week from the easiest at its foot; a week without any is blank.

    Args:
        weeks: in order.
        names: what each outcome is called; the legend stands below in the bars' order.
        said: what the picture shows.
        frame: how wide.
    """
    most = max((_needed(week) for week in weeks), default=0) or 1
    step = frame.inner / max(len(weeks), 1)
    edge = frame.width - frame.right
    marks = [f'<line class="axis" x1="{frame.left}" x2="{edge}" y1="{_floor()}" y2="{_floor()}"/>']
    for n, week in enumerate(weeks):
        marks += _bar(week, frame.x(n, len(weeks)), min(frame.widest_bar, step * 0.72), most)
    marks += [*_week_labels(weeks, OUTCOMES_HEIGHT, frame), *_legend(names, OUTCOMES_HEIGHT + FOOT, frame)]
    rows = -(-len(NEEDED) // frame.legend)
    return _svg(OUTCOMES_HEIGHT + LEGEND_ROW * rows, said, [_patterns(frame), *marks], frame)


def _patterns(frame: Frame) -> str:
    """No outcome is told by its colour alone: each has a pattern, which a printer without colours keeps."""
    return "".join(
        (
            "<defs>",
            _pattern(frame, "workaround", 'rect width="2" height="6"', ' patternTransform="rotate(45)"'),
            _pattern(frame, "proxy", 'circle cx="3" cy="3" r="1.4"'),
            _pattern(frame, "app", 'rect width="6" height="2.4"'),
            "</defs>",
        )
    )


def _pattern(frame: Frame, outcome: str, mark: str, turn: str = "") -> str:
    tint = f'<rect class="{outcome} tint" width="6" height="6"/>'
    size = 'width="6" height="6" patternUnits="userSpaceOnUse"'
    return f'<pattern id="p-{frame.name}-{outcome}" {size}{turn}>{tint}<{mark} class="{outcome}"/></pattern>'


def _svg(height: int, said: str, marks: Sequence[str], frame: Frame) -> str:
    box = f'viewBox="0 0 {frame.width} {height + FOOT}"'
    head = f'<svg class="{frame.name}" {box} role="img" aria-label="{escape(said)}">'
    return "\n".join([head, *marks, "</svg>"])


def _y(value: float) -> float:
    return round(TOP + (INDEX_HEIGHT - TOP) * (100 - value) / 100, 1)


def _floor() -> int:
    return OUTCOMES_HEIGHT


def _tick(value: int, frame: Frame) -> str:
    edge = frame.width - frame.right
    line = f'<line class="axis" x1="{frame.left}" x2="{edge}" y1="{_y(value)}" y2="{_y(value)}"/>'
    text = f'<text class="label end" x="{frame.left - 8}" y="{_y(value) + 4}">{value}</text>'
    return (line if value == 0 else "") + text


def _point(week: Week, x: float, radius: float) -> list[str]:
    if week.index is None or week.low is None or week.high is None:
        return []
    low, high, y = _y(week.low), _y(week.high), _y(week.index)
    marks = [
        # The range stops at the point's edge, so that a hollow point stays hollow.
        f'<line class="range" x1="{x}" x2="{x}" y1="{near}" y2="{far}"/>'
        for near, far in ((y + radius, low), (y - radius, high))
        if abs(far - y) > radius
    ]
    kind = "point" if week.status is Status.OK else "point hollow"
    return [*marks, f'<circle class="{kind}" cx="{x}" cy="{y}" r="{radius}"/>']


def _trend_line(weeks: Sequence[Week], trend: Trend, frame: Frame) -> list[str]:
    ends = trend_ends(weeks, trend)
    if ends is None:
        return []
    (x1, y1), (x2, y2) = ((frame.x(n, len(weeks)), _y(value)) for n, value in ends)
    return [f'<line class="trend" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>']


def _week_labels(weeks: Sequence[Week], height: int, frame: Frame) -> list[str]:
    every = -(-len(weeks) * frame.label_room // frame.inner)
    return [
        f'<text class="label middle" x="{frame.x(n, len(weeks))}" y="{height + 18}">{week.week}</text>'
        for n, week in enumerate(weeks)
        if every and n % every == 0
    ]


def _needed(week: Week) -> int:
    return sum(week.outcomes.get(outcome, 0) for outcome in NEEDED)


def _bar(week: Week, x: float, width: float, most: int) -> list[str]:
    marks: list[str] = []
    foot = float(_floor())
    for outcome in NEEDED:
        count = week.outcomes.get(outcome, 0)
        height = (_floor() - TOP) * count / most
        if not count:
            continue
        top = foot - height
        marks.append(
            f'<rect class="part {outcome}" x="{x - width / 2:.1f}" y="{top:.1f}" '
            f'width="{width:.1f}" height="{height:.1f}"/>'
        )
        if height >= SHORTEST_NUMBERED and width >= SHORTEST_NUMBERED:
            marks.append(_count(x, (top + foot) / 2, count))
        foot = top
    return marks


def _count(x: float, y: float, count: int) -> str:
    wide = 7.5 * len(str(count)) + 4
    size = f'width="{wide:.1f}" height="11" rx="2"'
    plate = f'<rect class="plate" x="{x - wide / 2:.1f}" y="{y - 5.5:.1f}" {size}/>'
    return plate + f'<text class="count middle" x="{x}" y="{y + 3.8:.1f}">{count}</text>'


def _legend(names: Mapping[Outcome, str], y: int, frame: Frame) -> list[str]:
    step = (frame.width - frame.left) / frame.legend
    marks = []
    for n, outcome in enumerate(NEEDED):
        row, column = divmod(n, frame.legend)
        x, top = frame.left + column * step, y + row * LEGEND_ROW
        marks.append(f'<rect class="part {outcome}" x="{x:.1f}" y="{top + 4}" width="14" height="14"/>')
        marks.append(f'<text class="label" x="{x + 20:.1f}" y="{top + 15}">{escape(names[outcome])}</text>')
    return marks
