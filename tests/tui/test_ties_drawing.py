"""Sentences about the drawing of the ties that could be false; no screen is opened for them."""

from datetime import date

import pytest
from rich.cells import cell_len

from detox.domain.ties import ChannelTry, Tie, Ties, only_ways
from detox.tui.glyphs import ASCII, UNICODE, Glyphs
from detox.tui.styled_lines import CUT
from detox.tui.ties_drawing import TiesFacts, ties_layout
from detox.tui.ties_matrix import Matrix, MatrixCell, matrix_lines
from detox.tui.ties_ranking import RankingRow, ranking_columns, ranking_lines

NAMES = ("Scan-to-order in a restaurant", "Residents' / property group", "Bus")
WIDTHS = (38, 58, 74, 94, 114, 154, 160)


def ranked(*names: str) -> list[RankingRow]:
    weeks = [None, 0.0, 40.0, 100.0] * 3
    return [RankingRow(key=name, name=name, share=0.3, weeks=weeks, last="yesterday") for name in names]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_a_ranking_fits_its_width_and_cuts_no_name(width: int, glyphs: Glyphs) -> None:
    rows = ranked(*NAMES)
    at = ranking_columns(rows, max(map(cell_len, NAMES)), width)

    lines = ranking_lines(rows, at, 0, glyphs)

    assert all(line.width <= width for line in lines)
    assert all(name in line.text() for name, line in zip(NAMES, lines, strict=True))
    assert all("30" in line.text() for line in lines)


def test_the_bar_takes_what_is_left() -> None:
    bars = [ranking_columns(ranked(*NAMES), 29, width).bar for width in (74, 114, 160)]

    assert bars == sorted(bars)
    assert bars[0] >= 15
    assert bars[-1] >= 70


def test_a_week_in_which_a_task_did_not_come_up_is_a_gap_and_one_without_a_tie_is_not() -> None:
    rows = ranked("Bus")
    at = ranking_columns(rows, 29, 114)

    (line,) = ranking_lines(rows, at, -1, UNICODE)

    assert line.text()[at.weeks : at.weeks + 8] == "  ▁ ▂ ▆ "


def shown(width: int, names: tuple[str, ...] = NAMES) -> Matrix:
    heads = ["SMS", "Phone call", "Paper / ID card", "In person", "E-mail", "Website"]
    cell = MatrixCell(worked=15, tried=20, minutes="20 min")
    cells = [[cell if (row + n) % 2 else None for n in range(len(heads))] for row in range(len(names))]
    return Matrix(names=names, heads=heads, cells=cells, name_cells=max(map(cell_len, names)), width=width)


@pytest.mark.parametrize("width", WIDTHS[1:])
def test_a_matrix_fits_its_width_and_cuts_neither_a_name_nor_a_head(width: int) -> None:
    lines = matrix_lines(shown(width), None, UNICODE)

    assert all(line.width <= width for line in lines)
    assert not any(CUT in line.text() for line in lines)


def test_the_channel_under_the_cursor_is_always_among_those_that_are_drawn() -> None:
    for channel, head in enumerate(("SMS", "Phone call", "Paper / ID", "In person", "E-mail", "Website")):
        lines = matrix_lines(shown(74), (0, channel), UNICODE)

        assert any(head in line.text() for line in lines)
        assert any(piece.role.startswith("accent") for piece in lines[-3].pieces[1:])


def tied(n: int) -> TiesFacts:
    tasks = tuple(
        Tie(id=f"t{k}", points=float(n - k), score=50.0, last=date(2023, 1, 1), age_weeks=0) for k in range(n)
    )
    pairs = tuple(
        ChannelTry(task=f"t{k}", channel="sms", tried=3, worked=k % 2, median_minutes=None) for k in range(n)
    )
    ties = Ties(
        week=12,
        index=24.0,
        tasks=tasks,
        matrix=pairs,
        channels=(),
        another_super_app=None,
        no_substitute=(),
        plans=(),
    )
    return TiesFacts(ties=ties, itself=frozenset(), weeks=())


@pytest.mark.parametrize(("rows", "least"), [(15, 4), (19, 4), (30, 8), (44, 16)])
def test_a_higher_window_shows_more_ties(rows: int, least: int) -> None:
    layout = ties_layout(tied(40), rows, wide=False)

    assert len(layout.ranked) >= least
    assert len(layout.ranked) + len(layout.tried) <= max(8, rows - 9)
    assert layout.tied == 40


def test_few_ties_leave_their_rows_to_the_matrix() -> None:
    layout = ties_layout(tied(3), 30, wide=False)

    assert (len(layout.ranked), len(layout.tried)) == (3, 3)


def test_the_only_way_that_ever_worked_is_told_and_a_second_one_takes_it_away() -> None:
    ties = tied(4).ties

    assert only_ways(ties, ()) == {"sms": ("t1", "t3")}
    assert only_ways(ties, {"sms"}) == {}


def test_the_most_used_channels_have_a_bar_each_only_where_that_hides_no_tie() -> None:
    assert ties_layout(tied(12), 44, wide=True, widest=True).bars
    assert not ties_layout(tied(12), 31, wide=True, widest=True).bars
    assert len(ties_layout(tied(9), 44, wide=True, widest=True).ranked) == 9
