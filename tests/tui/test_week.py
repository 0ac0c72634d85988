"""Sentences about the week that could be false."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from detox.charts import AXIS
from detox.diary import Diary
from detox.domain.entries import NEEDED, Entry, Outcome, Task
from detox.domain.index import weeks as weeks_of
from detox.domain.weeks import Week
from detox.tui.signs import UNICODE
from detox.tui.week_view import groups_of, number_lines, table_lines, waffle_lines
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


@pytest.mark.parametrize("plot", [46, 60])
@pytest.mark.parametrize("n", [1, 12, 26, 52, 130, 522])
def test_every_number_under_the_chart_belongs_to_the_week_above_it(n: int, plot: int) -> None:
    first = _many(n)

    numbers, index, days = (line.pieces[1:] for line in number_lines(first, 2, n - 1, full=True, plot=plot))

    weeks = [first[int(piece.text) - 1] for piece in numbers]
    assert weeks[-1] is first[-1]
    assert [piece.text for piece in index] == [f"{week.index:.0f}" for week in weeks]
    assert [piece.text for piece in days] == [f"{week.logged_days}/7" for week in weeks]


@pytest.mark.parametrize("n", [12, 26, 52, 130, 522])
def test_the_blocks_stand_in_their_order_below_the_whole_chart(n: int) -> None:
    weeks = _many(n)

    (line, *_rest) = waffle_lines(weeks, 3, UNICODE, 2)

    starts = [piece.column for piece in line.pieces]
    assert starts == sorted(starts)
    assert sum(len(group) for group in groups_of(weeks, 60)) == n
    assert 2 + AXIS + 60 - 10 <= line.width <= 2 + AXIS + 60 + 2


def _many(n: int) -> list[Week]:
    start, entries = date(2016, 1, 4), []
    for day in range(7 * n):
        outcome = ("direct", "app", "workaround")[day % 3]
        entries.append(
            Entry(
                id=f"e{day}",
                day=start + timedelta(days=day),
                task="pay.shop",
                outcome=Outcome(outcome),
                recorded_at="2016-01-04T21:00:00+08:00",
                updated_at="2016-01-04T21:00:00+08:00",
            )
        )
    shop = Task(id="pay.shop", name="Pay in a shop", category="payments", importance=3, since=start)
    return weeks_of([shop], entries, [], start=start, until=start + timedelta(days=7 * n - 1))
