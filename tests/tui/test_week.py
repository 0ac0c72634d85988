"""Sentences about the week that could be false."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from detox.diary import Diary
from detox.domain.entries import NEEDED
from detox.domain.weeks import Week
from detox.tui.signs import UNICODE
from detox.tui.week_view import table_lines
from tests.tui.seen import demo_diary, play, press, text_of, watch


@pytest.fixture
def demo(tmp_path: Path) -> Diary:
    return demo_diary(tmp_path)


def _numbers(week: Week) -> set[str]:
    outcomes = {str(week.outcomes.get(outcome, 0)) for outcome in NEEDED}
    return outcomes | {str(week.minutes), f"{week.index:.1f}", f"{week.urge:.1f}", f"{week.mood:.1f}"}


@pytest.mark.parametrize("width", [38, 58, 74, 114])
def test_the_table_drops_no_number_where_it_is_narrow(demo: Diary, width: int) -> None:
    for week in demo.figures.weeks():
        lines = table_lines([week], width, UNICODE)

        words = {word for line in lines for word in line.text().split()}
        assert _numbers(week) <= words
        assert all(line.width <= width for line in lines)


def test_the_table_scrolls_to_its_last_block(demo: Diary) -> None:
    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "2", "t", *["down"] * 6)

        assert "went back" in text_of(pilot)

    watch(demo, see)


def test_the_sum_stands_above_the_tasks_in_a_low_window(demo: Diary) -> None:
    found = demo.figures.explain()
    whole = sum(share.importance for share in found.tasks)

    seen = play(demo, "2", "e")

    assert f"/ all weights {whole} = {found.index:.2f}" in seen


@pytest.mark.parametrize(
    ("key", "size"), [("1", (80, 24)), ("1", (60, 20)), ("2", (80, 24)), ("2", (60, 20))]
)
def test_the_index_says_how_many_days_are_behind_it(demo: Diary, key: str, size: tuple[int, int]) -> None:
    seen = play(demo, key, size=size)

    assert "5 of 7 days" in seen or "5/7 days" in seen


def test_the_points_have_their_weeks_below_them_in_a_low_window(demo: Diary) -> None:
    rows = play(demo, "2").splitlines()

    numbers = next(row for row in rows if row.strip().startswith("week"))
    assert numbers.split()[1:] == [str(n) for n in range(1, 13)]
