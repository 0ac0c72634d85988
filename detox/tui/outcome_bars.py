"""How things got done week by week: stacked bars that are read by place, by colour and by sign."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from detox.charts import shared_out
from detox.charts.levels import EIGHTHS, bounds_of, split_cell
from detox.domain.entries import NEEDED, WITHOUT_APP, Outcome
from detox.domain.weeks import Week
from detox.tui.cell_grid import CellGrid
from detox.tui.glyphs import Glyphs
from detox.tui.styled_lines import Line
from detox.tui.week_columns import WeekColumns

SHADES = dict(zip(NEEDED, "█▓▒░ ", strict=True))
"""What a part is filled with where there are no colours; its own sign stands in it, too."""
SIGN_FROM = 2
"""A bar of fewer cells has no room for a sign beside its colour."""


class BarView(Struct, frozen=True, kw_only=True):
    """What the bars show."""

    weeks: Sequence[Week]
    columns: WeekColumns
    rows: int
    glyphs: Glyphs
    coloured: bool


def bar_lines(view: BarView) -> list[Line]:
    """A bar a week below its point, `rows` high; where weeks are many, several share one cell's width."""
    grid = CellGrid(view.rows)
    for column, group in view.columns.groups(view.weeks):
        outcomes: dict[Outcome, int] = {
            outcome: sum(week.outcomes.get(outcome, 0) for week in group) for outcome in NEEDED
        }
        draw_bar(grid, column, outcomes, view)
    return grid.lines()


def draw_bar(grid: CellGrid, column: int, outcomes: Mapping[Outcome, int], view: BarView) -> None:
    """One bar; nothing where nothing was needed."""
    counts = [outcomes.get(outcome, 0) for outcome in NEEDED]
    if not sum(counts):
        return
    if view.coloured and view.glyphs.steps:
        _solid(grid, column, counts, view)
    else:
        _signed(grid, column, counts, view)


def without_share(outcomes: Mapping[Outcome, int]) -> float | None:
    """The share done without the app, easily or not, 0..1; `None` where nothing was needed."""
    needed = sum(outcomes.get(outcome, 0) for outcome in NEEDED)
    return sum(outcomes.get(outcome, 0) for outcome in WITHOUT_APP) / needed if needed else None


def _solid(grid: CellGrid, column: int, counts: Sequence[int], view: BarView) -> None:
    """Two colours a cell at most; the sign in a whole row of its part."""
    ends, cells = bounds_of(counts, view.rows), view.columns.band
    for row in range(view.rows):
        low = row * EIGHTHS
        first = next(n for n, end in enumerate(ends) if end > low)
        here = next(n for n, end in enumerate(ends) if end >= low + EIGHTHS)
        cell = split_cell(ends[first] - low, f"{NEEDED[first]}-fill", f"{NEEDED[here]}-fill")
        grid.put(view.rows - 1 - row, column, cell.sign * cells, f"{cell.ink} on:{cell.ground}")
    for outcome, low, end in zip(NEEDED, [0, *ends], ends, strict=False):
        rows = range(-(-low // EIGHTHS), end // EIGHTHS)
        if rows and cells >= SIGN_FROM:
            at = view.rows - 1 - rows[(len(rows) - 1) // 2]
            grid.put(
                at, column + cells // 2, view.glyphs.outcomes[outcome], f"{outcome}-sign on:{outcome}-fill"
            )


def _signed(grid: CellGrid, column: int, counts: Sequence[int], view: BarView) -> None:
    """Whole rows alone: shades with a sign where glyphs allow, else signs."""
    cells = view.columns.band
    rows = [o for o, n in zip(NEEDED, shared_out(counts, view.rows), strict=True) for _row in range(n)]
    for row, outcome in enumerate(rows):
        sign, at = view.glyphs.outcomes[outcome], view.rows - 1 - row
        if not view.glyphs.steps:
            grid.put(at, column + min(1, cells - 1), sign * max(1, cells - 1), str(outcome))
            continue
        grid.put(at, column, SHADES[outcome] * cells, "text")
        if cells >= SIGN_FROM:
            grid.put(at, column + cells // 2, sign, "text" + (" reverse" if outcome is NEEDED[0] else ""))
