"""The index week by week: points with their likely range on a fixed scale, where it goes, and before."""

from collections.abc import Sequence
from math import isfinite

from msgspec import Struct
from rich.cells import cell_len

from detox.charts import dots
from detox.charts.levels import (
    EIGHTHS,
    SplitCell,
    height_of,
    marker_at,
    marker_cell,
    marker_rows,
    split_cell,
    tick_row,
)
from detox.charts.plotext_adapter import TICKS, TOP
from detox.domain.trend import Trend, trend_ends
from detox.domain.weeks import Status, Week
from detox.tui.cell_grid import CellGrid
from detox.tui.glyphs import Glyphs
from detox.tui.styled_lines import Line
from detox.tui.week_columns import WeekColumns
from detox.words import _

DASH, DASH_STEP = 4, 6
"""Half columns of a dash of the line of before, and from one to the next."""
DOT_STEP = 4
"""Half columns from one dot of the trend to the next."""
PLAIN_HEIGHTS = "_-'"
"""Three heights of a row where glyphs are ASCII."""
TICK_GAP = 2


class IndexView(Struct, frozen=True, kw_only=True):
    """What the chart of the index shows."""

    weeks: Sequence[Week]
    """Oldest first; a week without an index leaves its place empty."""
    columns: WeekColumns
    rows: int
    glyphs: Glyphs
    coloured: bool
    """Whether there are colours to lay a point on its range."""
    chosen: int = -1
    """The place of the week that is looked at."""
    trend: Trend | None = None
    before: float | None = None
    """Where one stood before, 0..100; `None` where that was not answered."""


def index_lines(view: IndexView) -> list[Line]:
    """The chart with the numbers of its scale; `rows` lines."""
    grid = CellGrid(view.rows)
    _frame(grid, view)
    ends = trend_ends(view.weeks, view.trend) if view.trend else None
    if view.columns.apart:
        shown = [(n, week) for n, week in enumerate(view.weeks) if _known(week.index)]
        for place, week in shown:
            _band(grid, view, place, week)
        _trend(grid, view, ends)
        for place, week in shown:
            _marker(grid, view, place, week)
    else:
        _line(grid, view)
        _trend(grid, view, ends)
    _before_word(grid, view)
    return grid.lines()


def said_inside(lines: Sequence[Line], said: Sequence[tuple[str, str]], columns: WeekColumns) -> list[Line]:
    """Sentences, with their roles, in the middle of an empty chart."""
    first = (len(lines) - len(said)) // 2
    rows = list(lines)
    for n, (text, role) in enumerate(said, first):
        ticks = Line()
        for piece in lines[n].pieces:
            if piece.column < columns.left:
                ticks.put(piece.column, piece.text, piece.role)
        inset = max(0, (columns.plot - cell_len(text)) // 2)
        rows[n] = ticks.put(columns.left + inset, text, role, room=columns.plot)
    return rows


def _known(value: float | None) -> bool:
    return value is not None and isfinite(value)


def _frame(grid: CellGrid, view: IndexView) -> None:
    """The floor, the numbers of the scale, and the line of before."""
    left, plot, last = view.columns.left, view.columns.plot, view.rows - 1
    grid.put(last, left, view.glyphs.floor * plot, "line")
    for tick in TICKS:
        text = str(tick)
        grid.put(last - tick_row(tick, view.rows), left - TICK_GAP - len(text), text, "muted")
    if view.before is None:
        return
    if view.glyphs.steps:
        marks = [(n, view.before) for n in range(2 * plot) if n % DASH_STEP < DASH]
        _dotted(grid, view, marks)
        return
    row = last - tick_row(view.before, view.rows)
    for n in range(plot):
        if n % (DASH_STEP // 2) < DASH // 2:
            grid.put(row, left + n, "-", "muted")


def _before_word(grid: CellGrid, view: IndexView) -> None:
    """What the line of before is, above or below its end, wherever nothing is covered."""
    if view.before is None:
        return
    text = _("before {n}").format(n=f"{view.before:.0f}")
    row = view.rows - 1 - tick_row(view.before, view.rows)
    line, ends = Line().put(0, text), view.columns.left + view.columns.plot
    places = [(row + side, column) for side in (-1, 1) for column in (ends - line.width, view.columns.left)]
    free = [(at, column) for at, column in places if grid.free(at, column, line.width)]
    at, column = (free or places)[0]
    grid.put_wide(max(0, at), column, text, "muted")


def _band(grid: CellGrid, view: IndexView, place: int, week: Week) -> None:
    """The likely range; the rows that the point lies in are filled whole."""
    if not (_known(week.low) and _known(week.high)):
        return
    low, high = (height_of(value or 0.0, view.rows) for value in (week.low, week.high))
    of_point = marker_rows(marker_at(week.index or 0.0, view.rows))
    start, cells = view.columns.start(place), view.columns.band
    for row in range(view.rows):
        first, end = max(0, low - row * EIGHTHS), min(EIGHTHS, high - row * EIGHTHS)
        at = view.rows - 1 - row
        if row in of_point:
            first, end = 0, EIGHTHS
        if end <= first:
            continue
        if not view.glyphs.steps:
            grid.put(at, view.columns.middle(place), ":", "muted")
        elif not view.coloured:
            grid.put(at, view.columns.middle(place), "│", "band")
        elif first == 0:
            _fill(grid, at, start, cells, split_cell(end, "band", "ground"))
        else:  # a range that begins and ends within one row is told by its lower end
            _fill(grid, at, start, cells, split_cell(first, "ground", "band"))


def _fill(grid: CellGrid, row: int, start: int, cells: int, cell: SplitCell) -> None:
    if cell.ink == cell.ground:
        grid.put(row, start, " " * cells, f"{cell.ink} on:{cell.ground}")
    else:
        grid.put(row, start, cell.sign * cells, f"{cell.ink} on:{cell.ground}")


def _marker(grid: CellGrid, view: IndexView, place: int, week: Week) -> None:
    """The point itself: accent for the week that is looked at, half ink where the data is thin."""
    role = "accent" if place == view.chosen else "text" if week.status is Status.OK else "thin"
    columns, value = view.columns, week.index or 0.0
    cells = min(2, columns.band)
    start = columns.start(place) + (columns.band - cells) // 2
    if not view.glyphs.steps:
        _plain_marker(grid, view, place, week)
        return
    ground = "band" if _known(week.low) and _known(week.high) and columns.band >= cells else "ground"
    for row, (first, end) in marker_rows(marker_at(value, view.rows)).items():
        at = view.rows - 1 - row
        if view.coloured:
            cell = marker_cell(first, end, role, ground)
            grid.put(at, start, cell.sign * cells, f"{cell.ink} on:{cell.ground}")
        else:  # the upper part of a cell is its lower part turned round
            turned = "" if first == 0 else " reverse"
            grid.put(at, start, split_cell(end if first == 0 else first, "", "-").sign * cells, role + turned)


def _plain_marker(grid: CellGrid, view: IndexView, place: int, week: Week) -> None:
    heights = len(PLAIN_HEIGHTS)
    thirds = min(view.rows * heights - 1, int((week.index or 0.0) / TOP * view.rows * heights))
    sign, cells = PLAIN_HEIGHTS[thirds % heights], max(1, view.columns.band - 1)
    start = view.columns.start(place) + view.columns.band - cells
    role = "accent" if place == view.chosen else "text"
    at = view.rows - 1 - thirds // heights
    grid.put(at, view.columns.start(place), " " * view.columns.band, role)
    grid.put(at, start, sign * cells, role)
    if week.status is not Status.OK and cells > 2:  # noqa: PLR2004 - one with a gap in it
        grid.put(at, start + 1, " ", role)


def _trend(grid: CellGrid, view: IndexView, ends: tuple[tuple[int, float], tuple[int, float]] | None) -> None:
    """A dot every other cell between two ends; it goes through the ranges and round the points."""
    if ends is None or not all(isfinite(part) for end in ends for part in end):
        return
    (x1, y1), (x2, y2) = ((view.columns.middle(round(x)) - view.columns.left, y) for x, y in ends)
    marks = [(2 * x, y1 + (y2 - y1) * (x - x1) / max(1, x2 - x1)) for x in range(x1, x2 + 1, DOT_STEP // 2)]
    if view.glyphs.steps:
        _dotted(grid, view, marks)
        return
    for x, y in marks:
        row, column = view.rows - 1 - tick_row(y, view.rows), view.columns.left + x // 2
        if grid.at(row, column) in (None, (view.glyphs.floor, "line")):
            grid.put(row, column, ".", "muted")


def _line(grid: CellGrid, view: IndexView) -> None:
    """Many weeks: a line of at most two points a column, split at the gaps."""
    columns, run = view.columns, list[tuple[float, float]]()
    rows = [(2.0 * (at - columns.left), _mean(group)) for at, group in columns.groups(view.weeks)]
    for x, value in (*rows, (0.0, None)):
        if value is not None:
            run.append((x, value))
        elif run:
            _dotted(grid, view, run, role="text", joined=True)
            run = []


def _mean(weeks: Sequence[Week]) -> float | None:
    known = [week.index for week in weeks if week.index is not None and isfinite(week.index)]
    return sum(known) / len(known) if known else None


def _dotted(
    grid: CellGrid,
    view: IndexView,
    points: Sequence[tuple[float, float]],
    *,
    role: str = "muted",
    joined: bool = False,
) -> None:
    """Braille dots; over a range they lie on it, its ends stay as they are."""
    left = view.columns.left
    for row, text in enumerate(dots(points, view.columns.plot, view.rows, joined=joined)):
        for n, sign in enumerate(text):
            there = grid.at(row, left + n)
            if sign == " " or (there and there[0] not in " ⠀" and there[1] != "line"):
                continue
            grid.put(row, left + n, sign, f"{role} on:band" if there and "on:band" in there[1] else role)
