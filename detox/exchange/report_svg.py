"""The report's pictures as SVG, drawn by hand: marks and numbers; words and colours are given to them."""

from collections.abc import Mapping, Sequence
from html import escape

from detox.domain.entries import NEEDED, Outcome
from detox.domain.trend import Trend, trend_ends
from detox.domain.weeks import Status, Week

WIDTH, LEFT, RIGHT, TOP = 720, 36, 56, 14
INDEX_HEIGHT, OUTCOMES_HEIGHT, FOOT = 220, 190, 24
TICKS = (0, 25, 50, 75, 100)
MOST_LABELS = 26
"""More weeks than these are numbered only now and then."""
WIDEST_BAR = 38
SHORTEST_NUMBERED = 12
"""A part of a bar this high has room for its count."""
CROWDED = 40
"""So many weeks leave room for small points only."""


def index_svg(weeks: Sequence[Week], trend: Trend, *, said: str, before: str) -> str:
    """The index by week, 0..100: points with their likely range, hollow where data is thin, a gap where none.

    Args:
        weeks: in order.
        trend: its line is drawn only where it says up or down.
        said: what the picture shows, for those who cannot see it.
        before: the word beside the dashed line at 100.
    """
    marks = [_tick(value) for value in TICKS]
    marks.append(f'<line class="before" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{_y(100)}" y2="{_y(100)}"/>')
    marks.append(f'<text class="label" x="{WIDTH - RIGHT + 6}" y="{_y(100) + 4}">{escape(before)}</text>')
    marks += _trend_line(weeks, trend)
    radius = 2.2 if len(weeks) > CROWDED else 4.5
    for n, week in enumerate(weeks):
        marks += _point(week, _x(n, len(weeks)), radius)
    return _svg(INDEX_HEIGHT, said, [*marks, *_week_labels(weeks, INDEX_HEIGHT)])


def outcomes_svg(weeks: Sequence[Week], names: Mapping[Outcome, str], *, said: str) -> str:
    """How each week's tasks went, one bar a week from the easiest at its foot; a week without any is blank.

    Args:
        weeks: in order.
        names: what each outcome is called; the legend stands below in the bars' order.
        said: what the picture shows.
    """
    most = max((_needed(week) for week in weeks), default=0) or 1
    step = (WIDTH - LEFT - RIGHT) / max(len(weeks), 1)
    marks = [f'<line class="axis" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{_floor()}" y2="{_floor()}"/>']
    for n, week in enumerate(weeks):
        marks += _bar(week, _x(n, len(weeks)), min(WIDEST_BAR, step * 0.72), most)
    legend = _legend(names, OUTCOMES_HEIGHT + FOOT)
    return _svg(
        OUTCOMES_HEIGHT + FOOT, said, [PATTERNS, *marks, *_week_labels(weeks, OUTCOMES_HEIGHT), *legend]
    )


def _pattern(outcome: str, mark: str, turn: str = "") -> str:
    tint = f'<rect class="{outcome} tint" width="6" height="6"/>'
    size = 'width="6" height="6" patternUnits="userSpaceOnUse"'
    return f'<pattern id="p-{outcome}" {size}{turn}>{tint}<{mark} class="{outcome}"/></pattern>'


PATTERNS = "".join(
    (
        "<defs>",
        _pattern("workaround", 'rect width="2" height="6"', ' patternTransform="rotate(45)"'),
        _pattern("proxy", 'circle cx="3" cy="3" r="1.4"'),
        _pattern("app", 'rect width="6" height="2.4"'),
        "</defs>",
    )
)
"""No outcome is told by its colour alone: each has a pattern, which a printer without colours keeps."""


def _svg(height: int, said: str, marks: Sequence[str]) -> str:
    head = f'<svg viewBox="0 0 {WIDTH} {height + FOOT}" role="img" aria-label="{escape(said)}">'
    return "\n".join([head, *marks, "</svg>"])


def _x(n: int, count: int) -> float:
    return round(LEFT + (WIDTH - LEFT - RIGHT) * (n + 0.5) / max(count, 1), 1)


def _y(value: float) -> float:
    return round(TOP + (INDEX_HEIGHT - TOP) * (100 - value) / 100, 1)


def _floor() -> int:
    return OUTCOMES_HEIGHT


def _tick(value: int) -> str:
    line = f'<line class="axis" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{_y(value)}" y2="{_y(value)}"/>'
    text = f'<text class="label end" x="{LEFT - 8}" y="{_y(value) + 4}">{value}</text>'
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


def _trend_line(weeks: Sequence[Week], trend: Trend) -> list[str]:
    ends = trend_ends(weeks, trend)
    if ends is None:
        return []
    (x1, y1), (x2, y2) = ((_x(n, len(weeks)), _y(value)) for n, value in ends)
    return [f'<line class="trend" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>']


def _week_labels(weeks: Sequence[Week], height: int) -> list[str]:
    every = -(-len(weeks) // MOST_LABELS)
    return [
        f'<text class="label middle" x="{_x(n, len(weeks))}" y="{height + 18}">{week.week}</text>'
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


def _legend(names: Mapping[Outcome, str], y: int) -> list[str]:
    step = (WIDTH - LEFT) / len(NEEDED)
    marks = []
    for n, outcome in enumerate(NEEDED):
        x = LEFT + n * step
        marks.append(f'<rect class="part {outcome}" x="{x:.1f}" y="{y + 4}" width="14" height="14"/>')
        marks.append(f'<text class="label" x="{x + 20:.1f}" y="{y + 15}">{escape(names[outcome])}</text>')
    return marks
