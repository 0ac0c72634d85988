"""Sentences about the drawings of the weeks that could be false; no screen is opened for them."""

import msgspec
import pytest
from rich.cells import cell_len

from detox.domain.entries import NEEDED, Outcome
from detox.domain.trend import NO_TREND, Direction
from detox.domain.weeks import Status, Week
from detox.tui.cell_grid import CellGrid
from detox.tui.fills import contrast
from detox.tui.glyphs import ASCII, UNICODE, Glyphs
from detox.tui.index_drawing import IndexView, index_lines
from detox.tui.outcome_bars import BarView, bar_lines, without_share
from detox.tui.styled_lines import Line
from detox.tui.theme import ROLES
from detox.tui.week_columns import WeekColumns
from detox.tui.week_drawing import columns_for, legend_lines, without_row
from detox.tui.week_page import shared_rows
from tests.test_charts import a_week

BAND = "on:band"


def an_index(weeks: list[Week], *, rows: int = 12, width: int = 74, **more: object) -> list[Line]:
    facts: dict[str, object] = {"glyphs": UNICODE, "coloured": True}
    columns = columns_for(width, len(weeks), full=True)
    return index_lines(IndexView(weeks=weeks, columns=columns, rows=rows, **facts | more))  # type: ignore[arg-type]


def text(lines: list[Line]) -> str:
    return "\n".join(line.text() for line in lines)


def life(*values: float | None) -> list[Week]:
    return [
        a_week(
            n, value, low=None if value is None else value - 10, high=None if value is None else value + 10
        )
        for n, value in enumerate(values)
    ]


def marks(lines: list[Line], column: int, role: str) -> list[tuple[int, str]]:
    """Row and sign wherever that role is in that column."""
    return [
        (row, piece.text[column - piece.column])
        for row, line in enumerate(lines)
        for piece in line.pieces
        if piece.column <= column < piece.column + len(piece.text) and role in piece.role.split()
    ]


def marker_of(lines: list[Line], columns: WeekColumns, place: int) -> list[tuple[int, str, str]]:
    column = columns.middle(place)
    return [
        (row, piece.text[column - piece.column], piece.role)
        for row, line in enumerate(lines)
        for piece in line.pieces
        if piece.column <= column < piece.column + len(piece.text) and "text" in piece.role
    ]


@pytest.mark.parametrize("rows", [12, 20])
def test_33_31_34_and_32_are_drawn_at_four_heights(rows: int) -> None:
    weeks = life(32.76, 30.6, 34.24, 31.77)

    lines = an_index(weeks, rows=rows)

    columns = columns_for(74, 4, full=True)
    assert len({str(marker_of(lines, columns, n)) for n in range(4)}) == 4


def test_a_range_begins_and_ends_on_its_eighths() -> None:
    lines = an_index([a_week(0, 50.0, low=25.0, high=75.0)], rows=12)

    rows = [row for row, _sign in marks(lines, columns_for(74, 1, full=True).start(0), BAND)]
    assert rows == [3, 4, 5, 6, 7, 8]


def test_a_week_without_an_index_leaves_its_place_empty() -> None:
    lines = an_index(life(50.0, None, 30.0))

    columns = columns_for(74, 3, full=True)
    held = [line.text()[columns.start(1) : columns.start(1) + 4].strip(" ▁") for line in lines]
    assert held == [""] * 12


def test_a_thin_week_has_half_the_ink_and_the_chosen_one_the_accent() -> None:
    weeks = [*life(50.0, 40.0), a_week(2, 45.0, low=35.0, high=55.0, status=Status.TOO_FEW)]

    lines = an_index(weeks, chosen=1)

    roles = {word.removeprefix("on:") for line in lines for p in line.pieces for word in p.role.split()}
    assert {"accent", "thin", "text", "band"} <= roles


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_before_is_drawn_only_where_it_was_answered(glyphs: Glyphs) -> None:
    without, told = (an_index(life(50.0, 40.0), glyphs=glyphs, before=before) for before in (None, 82.0))

    assert "before" not in text(without)
    assert "before 82" in text(told)
    row = next(line for line in told if "before 82" in line.text())
    assert row.text().index("before 82") + 9 == 9 + 60


def test_the_word_before_covers_no_point_of_the_newest_week() -> None:
    lines = an_index(life(*[84.0] * 12), before=82.0)

    assert "before 82" in text(lines)
    columns = columns_for(74, 12, full=True)
    assert all(marker_of(lines, columns, n) for n in range(12))


def test_the_trend_runs_only_through_the_weeks_it_was_reckoned_from() -> None:
    trend = msgspec.structs.replace(
        NO_TREND,
        call=Direction.DOWN,
        first_week=3,
        last_week=6,
        slope=-5.0,
        intercept=90.0,
        low=-6.0,
        high=-4.0,
    )
    columns = columns_for(74, 9, full=True)

    lines = an_index(life(*[20.0] * 9), trend=trend)

    dotted = [
        piece.column
        for line in lines
        for piece in line.pieces
        if any("⠀" < sign <= "⣿" for sign in piece.text)
    ]
    assert min(dotted) == columns.middle(2)
    assert max(dotted) <= columns.middle(5)


def test_the_trend_leaves_the_weeks_of_a_trial_before_alone() -> None:
    earlier, now = life(*[60.0] * 8), life(*[40.0] * 8)
    trend = msgspec.structs.replace(
        NO_TREND,
        call=Direction.DOWN,
        first_week=1,
        last_week=8,
        slope=-1.0,
        intercept=90.0,
        low=-6.0,
        high=-4.0,
    )
    columns = columns_for(94, 16, full=True)

    lines = an_index([*earlier, *now], width=94, trend=trend)

    dotted = [
        piece.column
        for line in lines
        for piece in line.pieces
        if any("⠀" < sign <= "⣿" for sign in piece.text)
    ]
    assert columns.middle(8) <= min(dotted)


@pytest.mark.parametrize("coloured", [1, 0])
@pytest.mark.parametrize("n", [0, 1, 12, 26, 52, 130])
@pytest.mark.parametrize("width", [24, 38, 58, 74])
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_every_chart_has_its_rows_and_keeps_its_width(
    coloured: int, n: int, width: int, glyphs: Glyphs
) -> None:
    weeks, columns = life(*[float(k % 100) for k in range(n)]), columns_for(width, n)

    index = index_lines(
        IndexView(weeks=weeks, columns=columns, rows=7, glyphs=glyphs, coloured=bool(coloured), before=60.0)
    )
    bars = bar_lines(BarView(weeks=weeks, columns=columns, rows=3, glyphs=glyphs, coloured=bool(coloured)))

    assert (len(index), len(bars)) == (7, 3)
    assert all(line.width <= width for line in (*index, *bars))


def test_many_weeks_are_a_line_that_is_split_at_a_gap() -> None:
    weeks = life(*[None if 20 <= n < 30 else 40.0 for n in range(60)])

    lines = an_index(weeks)

    row = next(line.text() for line in lines if any("⠀" < sign <= "⣿" for sign in line.text()))
    assert row[9 + 21 : 9 + 29].strip() == ""
    assert " " not in row[9 + 1 : 9 + 19]


BARS = {Outcome.DIRECT: 9, Outcome.WORKAROUND: 17, Outcome.PROXY: 5, Outcome.APP: 10, Outcome.UNMET: 2}


def bars_of(outcomes: dict[Outcome, int], glyphs: Glyphs, *, coloured: bool, rows: int = 11) -> list[Line]:
    weeks = [a_week(0, 50.0, outcomes=outcomes)]
    columns = WeekColumns(left=0, plot=60, weeks=1)
    return bar_lines(BarView(weeks=weeks, columns=columns, rows=rows, glyphs=glyphs, coloured=coloured))


def test_a_bar_is_read_by_its_signs_where_there_are_no_colours() -> None:
    seen = text(bars_of(BARS, UNICODE, coloured=False))

    order = [next(o for o in NEEDED if UNICODE.outcomes[o] in row) for row in reversed(seen.split("\n"))]
    assert list(dict.fromkeys(order)) == list(NEEDED)


def test_a_bar_in_ascii_is_made_of_the_signs() -> None:
    seen = [row.strip() for row in text(bars_of(BARS, ASCII, coloured=False)).split("\n")]

    assert [row[0] for row in reversed(seen)] == ["o", "o", *"~~~~", "&", *"<<<", "_"]


def test_each_part_of_a_whole_row_has_its_sign_once_in_colour() -> None:
    seen = text(bars_of(BARS, UNICODE, coloured=True, rows=20))

    assert {sign: seen.count(sign) for sign in "◉◒◨◄"} == dict.fromkeys("◉◒◨◄", 1)


def test_a_week_in_which_nothing_was_needed_has_no_bar() -> None:
    drawn = bars_of({Outcome.NOT_NEEDED: 4}, UNICODE, coloured=True)

    assert text(drawn).strip() == ""
    assert without_row([a_week(0, None, outcomes={})]).texts == [""]


def test_done_without_is_done_directly_or_by_another_way() -> None:
    assert without_share(BARS) == 26 / 43


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("outcome", NEEDED)
def test_a_part_stands_out_from_the_ground_and_its_sign_from_it(theme: str, outcome: Outcome) -> None:
    roles = ROLES[theme]

    assert contrast(roles[f"{outcome}-fill"], roles["ground"]) >= 3
    assert contrast(roles[f"{outcome}-sign"], roles[f"{outcome}-fill"]) >= 4.5


@pytest.mark.parametrize("width", [20, 38, 58, 74, 114])
def test_the_legend_leaves_no_outcome_out(width: int) -> None:
    lines = legend_lines(UNICODE, width)

    assert all(UNICODE.outcomes[outcome] in text(lines) for outcome in NEEDED)
    assert all(line.width <= width for line in lines)


@pytest.mark.parametrize(("rows", "shared"), [(9, (6, 3)), (11, (7, 4)), (18, (12, 6)), (31, (20, 11))])
def test_the_rows_are_shared_as_large_as_the_window_is(rows: int, shared: tuple[int, int]) -> None:
    assert shared_rows(rows) == shared


def test_later_signs_lie_over_earlier_ones_and_wide_ones_take_two_cells() -> None:
    grid = CellGrid(1)
    grid.put(0, 2, "....", "muted")
    grid.put_wide(0, 3, "前", "text")

    (line,) = grid.lines()

    assert line.text() == "  .前."
    assert cell_len(line.text()) == line.width == 6


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("shade", [1, 2, 3, 4])
def test_the_mood_can_be_read_on_every_tile_of_the_year(theme: str, shade: int) -> None:
    roles = ROLES[theme]

    assert contrast(roles["bright"], roles[f"tile-{shade}"]) >= 4.5
