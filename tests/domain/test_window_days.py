"""What the days of a window come to, before a rule is read on them."""

from datetime import date, timedelta
from typing import Any

import pytest

from detox.domain.entries import Entry, Pause
from detox.domain.facts import Evidence
from detox.domain.window_days import ReadList, WindowDays, usual_tasks
from tests.data.made_up import START, checkin, entry, stamp, tasks_of

LIST = ReadList(importance={"pay": 1, "msg": 3, "work": 2}, usual=frozenset({"pay", "msg"}), people=())


def day(number: int) -> date:
    """The day so many days after the trial's first."""
    return START + timedelta(days=number)


def window(rows: list[Entry], *, length: int = 14, **more: Any) -> WindowDays:
    evidence = Evidence(tasks=(), rows=rows, checkins=(), **more)
    return WindowDays(evidence, start=START, length=length, last=day(length - 1))


def test_a_days_share_is_of_what_was_done_that_day_and_days_stand_in_order() -> None:
    found, _live = window(
        [
            entry(1, day(3), "pay", "app"),
            entry(2, day(1), "pay", "workaround"),
            entry(3, day(1), "pay", "unmet"),
            entry(4, day(2), "pay", "direct"),
        ]
    ).without_app(LIST)

    assert found == {"pay": [0.5, 1.0, 0.0]}


@pytest.mark.parametrize(
    ("outcome", "live"),
    [("not_needed", {"pay": 1}), ("direct", {"pay": 1, "msg": 3})],
)
def test_a_usual_task_that_was_never_answered_counts_unless_it_was_not_needed(
    outcome: str, live: dict[str, int]
) -> None:
    _found, counts = window([entry(1, day(0), "msg", outcome)]).without_app(LIST)

    assert counts == live


def test_a_task_that_is_not_usual_counts_once_it_came_up_and_one_off_the_list_never() -> None:
    rows = [entry(1, day(0), "work", "direct"), entry(2, day(0), "own", "direct")]

    found, counts = window(rows).without_app(LIST)

    assert found == {"work": [1.0]}
    assert counts == {"pay": 1, "msg": 3, "work": 2}


def test_a_task_that_was_once_not_needed_and_once_done_counts_by_what_was_done() -> None:
    rows = [entry(1, day(0), "msg", "not_needed"), entry(2, day(1), "msg", "app")]

    found, counts = window(rows).without_app(LIST)

    assert found == {"msg": [0.0]}
    assert counts == {"pay": 1, "msg": 3}


def test_only_what_matters_most_and_could_not_be_done_is_counted() -> None:
    rows = [
        entry(1, day(0), "msg", "unmet"),
        entry(2, day(1), "msg", "unmet"),
        entry(3, day(2), "msg", "app"),
        entry(4, day(3), "work", "unmet"),
        entry(5, day(4), "own", "unmet"),
    ]

    assert window(rows).essential_unmet(LIST) == 2


def test_a_day_is_late_by_its_first_record_more_than_two_days_after() -> None:
    rows = [
        entry(1, day(0), "pay", "direct").replace(recorded_at=stamp(day(9))),
        entry(2, day(0), "msg", "direct").replace(recorded_at=stamp(day(2))),
        entry(3, day(1), "pay", "direct").replace(recorded_at=stamp(day(4))),
        entry(4, day(2), "pay", "direct").replace(recorded_at=stamp(day(4), "23:59")),
    ]

    assert window(rows).late_days == 1


def test_a_swept_day_is_no_written_day_and_its_minutes_are_none() -> None:
    swept = entry(1, day(0), "pay", "workaround", 20, swept=True)
    typed = entry(2, day(1), "pay", "workaround", 10)

    found = window([swept, typed])

    assert found.logged == {day(1)}
    assert found.minutes() == ([day(1).toordinal()], [10])
    assert found.without_app(LIST)[0] == {"pay": [1.0, 1.0]}


def test_a_window_has_its_counted_days_and_at_least_one_to_divide_by() -> None:
    paused = Pause(id="p", first=day(0), last=day(13), recorded_at=stamp(day(0)))

    assert [window([], length=length).whole for length in (1, 2, 28)] == [1, 2, 28]
    assert window([], pauses=[paused]).whole == 1


def test_on_the_written_days_a_usual_task_is_answered_or_stays_unanswered() -> None:
    every = "mon tue wed thu fri sat sun"
    tasks = [task.replace(days=every) for task in tasks_of({"pay": ["money", 1], "own": ["money", 1]})]
    rows = [entry(1, day(0), "pay", "direct"), entry(2, day(1), "msg", "direct")]
    evidence = Evidence(tasks=tasks, rows=rows, checkins=[checkin(day(2), mood=5)])
    days = WindowDays(evidence, start=START, length=14, last=day(13))

    assert usual_tasks(days, LIST) == (3, 2)
