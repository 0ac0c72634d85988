"""Sentences about tables and columns that could be false: names stay whole; no screen is opened for them."""

import pytest
from textual.geometry import Size

from detox.catalogue.labels import answer_in_line
from detox.tui.figure_table import TableColumn, figure_table
from detox.tui.prose import Prose
from detox.tui.today_rows import column_starts
from detox.words import speak

LONG = "Scan-to-order in a restaurant"
NAMES = TableColumn(head="task", texts=("Pay", LONG))
COLUMNS = (
    TableColumn(head="points", texts=("6.67", "15.00"), needed=2),
    TableColumn(head="score", texts=("100", "")),
    TableColumn(head="last needed", texts=("today", "2 weeks ago"), needed=1),
)


def rows(width: int) -> list[str]:
    return [line.text() for line in figure_table(NAMES, COLUMNS, width, "")]


@pytest.mark.parametrize("width", [50, 58, 74, 114])
def test_a_name_is_whole_where_there_is_room_for_it(width: int) -> None:
    drawn = rows(width)

    assert LONG in drawn[2]
    assert max(map(len, drawn)) <= width


def test_before_a_name_is_cut_short_columns_are_left_out_for_it_but_never_all() -> None:
    head, _first, second = rows(38)

    assert "score" not in head
    assert "last needed" not in head
    assert "15.00" in second
    assert "15.00" in rows(20)[2]


def test_figures_end_below_each_other() -> None:
    head, _first, second = rows(114)

    assert head.index("points") + len("points") == second.index("15.00") + len("15.00")


@pytest.mark.parametrize(("width", "word"), [(58, 27), (70, 35), (76, 35)])
def test_what_follows_a_name_stands_behind_the_longest_one(width: int, word: int) -> None:
    assert column_starts(width, len(LONG))[0] == word
    assert column_starts(width, len("Pay")) == column_starts(width)


def test_no_stop_begins_a_line_of_a_dialog() -> None:
    text = Prose("其余没有就按回车。", markup=False)

    assert text.get_content_height(Size(), Size(), 16) == 2
    assert text.get_content_height(Size(), Size(), 18) == 1


@pytest.mark.parametrize(("tongue", "said"), [("en", "won back"), ("zh_Hans", "省下")])
def test_minutes_say_their_unit_once(tongue: str, said: str) -> None:
    speak(tongue)

    assert answer_in_line("won_back") == said
    assert answer_in_line("mood") != ""
