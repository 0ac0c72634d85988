"""What the days of a year come to: what was written and answered, what came and went, what was silent."""

from datetime import date
from itertools import groupby
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from detox.domain.dates import Span
from detox.domain.entries import PastTask, Task
from detox.domain.year_days import (
    Moved,
    ThenNow,
    YearDay,
    YearMonth,
    came_and_went,
    silences,
    then_and_now,
    year_days,
    year_months,
)
from tests.data.made_up import START, after, checkin, entry

PAY = Task(id="pay", name="Pay", category="c", since=START)


def on(number: int, **more: Any) -> YearDay:
    facts: dict[str, Any] = {"written": False, "normal": None, "mood": None, "trial": False}
    return YearDay(day=after(number), **facts | more)


def test_a_day_is_written_by_an_entry_an_answer_or_a_note_and_by_nothing_that_a_sweep_wrote() -> None:
    entries = [entry(0, after(0), "pay", "app"), entry(1, after(1), "pay", "not_needed", swept=True)]
    answers = [checkin(after(2), normal=False), checkin(after(3), mood=0), checkin(after(4), note="Hm.")]
    empty = checkin(after(5))

    found = year_days(
        Span(first=START, last=after(6)), entries, [*answers, empty], [Span(first=after(3), last=after(4))]
    )

    assert found == [
        on(0, written=True),
        on(1),
        on(2, written=True, normal=False),
        on(3, written=True, mood=0, trial=True),
        on(4, written=True, trial=True),
        on(5),
        on(6),
    ]


def test_a_month_counts_its_answers_and_the_mean_of_its_moods() -> None:
    days = [on(0, normal=True, mood=4), on(1, normal=False, mood=7), on(2), on(15, normal=True)]

    assert year_months([days[3], *days[:3]]) == [
        YearMonth(month=10, normal=1, answers=2, mood=5.5),
        YearMonth(month=11, normal=1, answers=1, mood=None),
    ]


@given(st.sets(st.integers(0, 120)), st.integers(0, 60))
@settings(max_examples=30)
def test_a_silence_is_every_run_of_three_weeks_and_more_between_two_written_days(
    written: set[int], gap: int
) -> None:
    days = sorted({*written, 121, 122 + gap})
    runs = [list(run) for bare, run in groupby(range(days[0], days[-1]), lambda n: n not in days) if bare]

    found = silences([after(n) for n in days])

    assert found == [Span(first=after(run[0]), last=after(run[-1])) for run in runs if len(run) >= 21]


def test_twenty_days_are_no_silence_and_twenty_one_are() -> None:
    assert silences([after(0), after(21)]) == []
    assert silences([after(0), after(22), after(23)]) == [Span(first=after(1), last=after(21))]


def test_what_comes_back_within_the_year_came_and_went_and_what_lies_outside_did_neither() -> None:
    back = PAY.replace(
        was=(
            PastTask(until=after(9), importance=3, listed=True),
            PastTask(until=after(19), importance=3, listed=False),
        )
    )
    other = PAY.replace(id="chat", since=after(5), was=(PastTask(until=after(7), importance=1, listed=True),))

    came, went = came_and_went([back, other], Span(first=START, last=after(30)))
    later = came_and_went([back, other], Span(first=after(6), last=after(19)))

    assert came == [
        Moved(id="pay", day=START),
        Moved(id="chat", day=after(5)),
        Moved(id="pay", day=after(20)),
    ]
    assert went == [Moved(id="pay", day=after(10))]
    assert later == ([], [Moved(id="pay", day=after(10))])


def test_a_task_beside_itself_counts_what_was_needed_and_what_was_done_without_the_app() -> None:
    then = [
        entry(n, after(n), "pay", what) for n, what in enumerate(["app", "direct", "not_needed", "unmet"])
    ]
    then += [entry(8, START, "gone", "direct")]
    now = [entry(n, after(n), "pay", what) for n, what in enumerate(["workaround", "direct", "proxy"])]
    now += [entry(9, START, "new", "app"), entry(10, START, "gone", "not_needed")]

    assert then_and_now(then, now) == [
        ThenNow(id="pay", then_without=1, then_tried=3, now_without=2, now_tried=3)
    ]
    assert then_and_now([], now) == []


def test_a_leap_day_is_a_day_of_its_year() -> None:
    span = Span(first=date(2028, 2, 28), last=date(2028, 3, 1))

    assert [day.day.day for day in year_days(span, (), (), ())] == [28, 29, 1]
