"""Numbers become drawings: the index by week and how things got done; only this file knows plotext."""

import math
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from detox.charts.plotext_adapter import (
    DOTS,
    TOP,
    Colour,
    available,
    blank,
    dot_figure,
    exactly,
    figure_of,
    mark,
)
from detox.domain.entries import NEEDED, Outcome
from detox.domain.weeks import Status, Week

Point = tuple[float, float]

AXIS = 5
"""Cells before the plot: three digits and two of space."""
WIDEST_WEEK = 5
_SMALLEST = (AXIS + 3, 3)
_POINTS_A_COLUMN = 2


class Ink(Struct, frozen=True, kw_only=True):
    """The colours a chart is drawn in; `None` throughout draws without any."""

    point: Colour | None = None
    muted: Colour | None = None
    line: Colour | None = None


class Marks(Struct, frozen=True, kw_only=True):
    """The signs a chart is drawn with, one cell each."""

    full: str = "●"
    hollow: str = "○"
    whisker: str = "│"
    upper_half: str = "╵"
    lower_half: str = "╷"
    before: str = "╌"
    floor: str = "─"
    trend: str | None = None
    """`None` draws the trend in braille dots."""


PLAIN = Marks(
    full="o", hollow="0", whisker="|", upper_half="'", lower_half=".", before="-", floor="-", trend="."
)


def week_step(weeks: int, width: int) -> int:
    """The cells a week takes in a chart of `width`, 0 where several weeks share one."""
    return max(0, min(WIDEST_WEEK, (width - AXIS) // max(1, weeks)))


def week_column(place: int, weeks: int, width: int) -> int:
    """The column, from the chart's left, of the point of the week at `place`, counted from 0."""
    step = week_step(weeks, width)
    if step:
        return AXIS + place * step + step // 2
    return AXIS + round(place * (width - AXIS - 1) / max(1, weeks - 1))


def index_chart(
    weeks: Sequence[Week],
    width: int,
    height: int,
    ink: Ink,
    *,
    trend: tuple[Point, Point] | None = None,
    marks: Marks | None = None,
) -> str:
    """The dependence index by week on a fixed scale of 0..100, `height` lines of `width` cells.

    Args:
        weeks: Oldest first; a week without an index leaves its place empty.
        width: Cells, the numbers of the axis among them.
        height: Lines; 4k+1 puts every number of the axis on its own value.
        ink: The colours.
        trend: Its two ends as (place among `weeks` from 0, index); `None` draws none.
        marks: The signs; Unicode where not given.
    """
    if width < _SMALLEST[0] or height < _SMALLEST[1]:
        return blank(width, height)
    if not available():
        return _table(weeks, width, height)
    sheet = _Sheet(width, height, ink, marks or Marks())
    sheet.frame()
    if week_step(len(weeks), width) >= _POINTS_A_COLUMN:
        sheet.trend(trend, len(weeks))
        sheet.points(weeks)
    elif weeks:
        sheet.lines(weeks)
        sheet.trend(trend, len(weeks))
    return sheet.text()


def outcome_chart(
    weeks: Sequence[Week],
    width: int,
    height: int,
    colours: Mapping[Outcome, Colour],
    signs: Mapping[Outcome, str],
) -> str:
    """How things got done, week by week, as stacked bars of 0..100 %, `height` lines of `width` cells.

    Without `colours` the bars are made of the outcomes' `signs`. A week without entries stays empty.
    """
    if width < _SMALLEST[0] or height < _SMALLEST[1] or not available():
        return blank(width, height)
    figure = figure_of(width, height, max(1, width - AXIS))
    step = week_step(len(weeks), width)
    if step < _POINTS_A_COLUMN:
        weeks, step = weeks[-((width - AXIS) // _POINTS_A_COLUMN) :], _POINTS_A_COLUMN
    cells: dict[Outcome, list[Point]] = {}
    for place, week in enumerate(weeks):
        for outcome, rows in _stack(week, height):
            bar = [(place * step + n, _level(row, height)) for n in range(step - 1) for row in rows]
            cells.setdefault(outcome, []).extend(bar)
    for outcome, points in cells.items():
        sign = mark("█" if colours else signs[outcome], colours.get(outcome))
        figure.draw(figure.signal([x for x, _ in points], [y for _, y in points], marker=sign))
    return exactly(str(figure.build()), width, height, coloured=bool(colours))


def _stack(week: Week, height: int) -> list[tuple[Outcome, range]]:
    """The rows, counted from below, that each outcome fills; largest remainder, so that they fill all."""
    shares = shared_out([week.outcomes.get(outcome, 0) for outcome in NEEDED], height)
    stack: list[tuple[Outcome, range]] = []
    floor = 0
    for outcome, rows in zip(NEEDED, shares, strict=True):
        if rows:
            stack.append((outcome, range(floor, floor + rows)))
        floor += rows
    return stack


def dots(points: Sequence[Point], width: int, height: int, *, joined: bool = False) -> list[str]:
    """Values on a scale of 0..100 in braille dots, two columns and four rows a cell: finer than any sign.

    Args:
        points: Half columns from the left, 0..2 * width - 1, and values; what is not finite is left out.
        width: Cells.
        height: Lines.
        joined: Whether a line runs through them; the gaps are the caller's to cut at.

    Returns:
        `height` rows of `width` cells each; blank ones where the drawing library is missing.
    """
    edge = TOP / (2 * DOTS * max(1, height))
    kept = [(x, min(max(y, edge), TOP - edge)) for x, y in points if math.isfinite(x) and math.isfinite(y)]
    if not kept or width < 1 or height < 1 or not available():
        return [" " * max(0, width)] * max(0, height)
    figure = dot_figure(width, height)
    # plotext aborts the process on NaN in a joined line: only what passed the gate above gets here.
    signal = figure.signal([x for x, _ in kept], [y for _, y in kept], marker=mark("braille", None))
    figure.draw(signal.lines(joined and len(kept) > 1))
    return exactly(str(figure.build()), width, height, coloured=False).split("\n")


def shared_out(counts: Sequence[int], cells: int) -> list[int]:
    """`cells` given to `counts` in proportion, by largest remainder; all zero where nothing was counted."""
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    exact = [count * cells / total for count in counts]
    given = [int(share) for share in exact]
    by_remainder = sorted(range(len(counts)), key=lambda n: (given[n] - exact[n], n))
    for n in by_remainder[: cells - sum(given)]:
        given[n] += 1
    return given


class _Sheet:
    """One index chart while it is drawn."""

    def __init__(self, width: int, height: int, ink: Ink, marks: Marks) -> None:
        self.width, self.height, self.ink, self.marks = width, height, ink, marks
        self.plot = width - AXIS
        self.figure = figure_of(width, height, self.plot)

    def put(self, points: Sequence[Point], sign: str, colour: Colour | None, *, joined: bool = False) -> None:
        """Draw `sign` at `points`, given in columns and index points; finite ones only."""
        kept = [(x, min(max(y, 0.0), float(TOP))) for x, y in points if math.isfinite(x) and math.isfinite(y)]
        if not kept:
            return
        signal = self.figure.signal([x for x, _ in kept], [y for _, y in kept], marker=mark(sign, colour))
        # plotext aborts the process on NaN in a joined line: only what passed the gate above gets here.
        self.figure.draw(signal.lines(joined and len(kept) > 1))

    def frame(self) -> None:
        """The line of before at the top and the floor."""
        columns = range(self.plot)
        self.put([(x, TOP) for x in columns], self.marks.before, self.ink.muted)
        self.put([(x, 0) for x in columns], self.marks.floor, self.ink.line)

    def column(self, place: int, weeks: int) -> int:
        """The plot's column of a week."""
        return week_column(place, weeks, self.width) - AXIS

    def points(self, weeks: Sequence[Week]) -> None:
        """Each week's point with its likely range; hollow where the data is thin."""
        seen = [(self.column(n, len(weeks)), week) for n, week in enumerate(weeks) if _known(week.index)]
        whiskers: dict[str, list[Point]] = {}
        for x, week in seen:
            for row, sign in self.whisker(week):
                whiskers.setdefault(sign, []).append((x, _level(row, self.height)))
        for sign, cells in whiskers.items():
            self.put(cells, sign, self.ink.muted)
        for sign, ok in ((self.marks.full, True), (self.marks.hollow, False)):
            here = [(x, week.index or 0.0) for x, week in seen if (week.status is Status.OK) is ok]
            self.put(here, sign, self.ink.point)

    def whisker(self, week: Week) -> Iterator[tuple[int, str]]:
        """The rows, from below, of the likely range with their signs: it begins and ends in half cells."""
        if not (_known(week.low) and _known(week.high)):
            return
        low, high = (self.half_row(value or 0.0) for value in (week.low, week.high))
        for row in range(low // 2, high // 2 + 1):
            lower, upper = row * 2 >= low, row * 2 + 1 <= high
            whole, half = self.marks.whisker, self.marks.lower_half if lower else self.marks.upper_half
            yield row, whole if lower and upper else half

    def half_row(self, value: float) -> int:
        """The half cell, counted from below, that holds an index."""
        place = min(max(value, 0.0), float(TOP)) / TOP * (self.height - 1)
        return min(2 * self.height - 1, max(0, math.floor((place + 0.5) * 2)))

    def trend(self, ends: tuple[Point, Point] | None, weeks: int) -> None:
        """A dot a cell between two ends."""
        if ends is None or not all(math.isfinite(part) for end in ends for part in end):
            return
        (x1, y1), (x2, y2) = ((self.column(max(0, round(x)), weeks), y) for x, y in ends)
        steps = range(x1, min(x2, self.plot - 1) + 1)
        dots = [(x, y1 + (y2 - y1) * (x - x1) / max(1, x2 - x1)) for x in steps]
        self.put(dots, self.marks.trend or "braille", self.ink.muted)

    def lines(self, weeks: Sequence[Week]) -> None:
        """Many weeks: a line of at most two points a column, split at the gaps."""
        binned = _binned(weeks, self.plot * _POINTS_A_COLUMN)
        width = (self.plot - 1) / max(1, len(binned) - 1)
        run: list[Point] = []
        for n, value in enumerate([*binned, None]):
            if value is not None:
                run.append((n * width, value))
                continue
            self.put(run, self.marks.trend or "braille", self.ink.point, joined=True)
            run = []  # a gap is two lines, never a missing value

    def text(self) -> str:
        """What was drawn."""
        coloured = any((self.ink.point, self.ink.muted, self.ink.line))
        return exactly(str(self.figure.build()), self.width, self.height, coloured=coloured)


def _binned(weeks: Sequence[Week], most: int) -> list[float | None]:
    """The indexes, oldest first, averaged until there are at most `most`; a gap stays a gap."""
    size = max(1, math.ceil(len(weeks) / max(1, most)))
    values = []
    for n in range(0, len(weeks), size):
        known = [
            min(max(week.index, 0.0), 100.0)
            for week in weeks[n : n + size]
            if week.index is not None and math.isfinite(week.index)
        ]
        values.append(sum(known) / len(known) if known else None)
    return values


def _known(value: float | None) -> bool:
    return value is not None and math.isfinite(value)


def _level(row: int, height: int) -> float:
    """The index at the middle of a row, counted from below."""
    return row * TOP / max(1, height - 1)


def _table(weeks: Sequence[Week], width: int, height: int) -> str:
    """The newest weeks' numbers, where no chart can be drawn."""
    rows = [
        f"{week.week:>4} {week.index:5.1f}  {week.low:.0f}-{week.high:.0f}"
        for week in weeks
        if week.index is not None and week.low is not None and week.high is not None
    ]
    shown = [row[:width].ljust(width) for row in rows[-height:]]
    return "\n".join(shown + [" " * width] * (height - len(shown)))
