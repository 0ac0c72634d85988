"""What the first method reads of a window: how much is enough, which days and entries count."""

from typing import Any

import pytest

from detox.domain.dates import Span
from detox.domain.entries import Contact, ContactState, Pause, Task
from detox.domain.facts import (
    Evidence,
    WindowFacts,
    app_days,
    done_without_app,
    enough,
    enough_weeks,
    essential_unmet,
    key_people,
    minutes_by_day,
    normal_days,
)
from tests.data.made_up import START, after, checkin, entry, stamp

PAY = Task(id="pay", name="Pay", category="c", importance=3, since=START)
MSG = Task(id="msg", name="Msg", category="c", importance=2, since=START)


def facts(first: int = 0, last: int = 27, until: int | None = None, **written: Any) -> WindowFacts:
    evidence = Evidence(**{"tasks": [PAY, MSG], "rows": [], "checkins": [], **written})
    window = Span(first=after(first), last=after(last))
    return WindowFacts(evidence, start=START, window=window, until=after(last if until is None else until))


@pytest.mark.parametrize(
    ("days", "needed"), [(0, 1), (1, 1), (5, 3), (6, 4), (14, 9), (27, 17), (28, 17), (84, 51)]
)
def test_three_days_of_five_are_enough(days: int, needed: int) -> None:
    assert enough(days) == needed


@pytest.mark.parametrize(
    ("days", "needed"), [(0, 1), (7, 1), (10, 1), (11, 2), (17, 2), (18, 3), (28, 3), (35, 4), (84, 9)]
)
def test_three_weeks_of_four_are_enough_and_most_of_a_week_is_one(days: int, needed: int) -> None:
    assert enough_weeks(days) == needed


def test_paused_days_are_no_days_of_a_span() -> None:
    pauses = [Pause(id="p", first=after(3), last=after(4)), Pause(id="q", first=after(4), last=after(9))]

    found = facts(pauses=pauses)

    assert found.days == 21
    assert found.days_of(Span(first=after(3), last=after(10))) == 1


def test_both_ends_of_the_window_are_in_it_and_what_lies_beyond_is_not() -> None:
    days = (-1, 0, 2, 3, 9, 10, 11)
    rows = [entry(n, after(day), "pay", "app") for n, day in enumerate(days)]
    answers = [checkin(after(day), normal=True, urge=day) for day in days if 0 <= day < 11]

    found = facts(first=3, last=10, until=11, rows=rows, checkins=answers)
    early = facts(first=3, last=10, until=9, rows=rows, checkins=answers)

    assert [row.day for row in found.rows] == [after(3), after(9), after(10)]
    assert (found.logged, early.logged) == (3, 2)
    assert found.ratings("urge", found.window) == [3, 9, 10]
    share = normal_days(found)
    assert share is not None
    assert (share.k, share.n) == (3, 3)


def test_a_day_is_logged_by_an_entry_or_by_an_answer_and_not_by_a_note() -> None:
    answers = [checkin(after(1), mood=0), checkin(after(2), note="quiet"), checkin(after(3), mood=1)]

    assert facts(rows=[entry(1, after(3), "pay", "direct")], checkins=answers).logged == 2


def test_the_halves_are_the_first_and_the_last_two_weeks() -> None:
    found = facts(first=56, last=83)

    assert found.first_half == Span(first=after(0), last=after(13))
    assert found.last_half == Span(first=after(70), last=after(83))


def test_only_days_that_say_whether_they_were_normal_are_tried() -> None:
    answers = [checkin(after(1), normal=True), checkin(after(2), mood=3), checkin(after(4), normal=False)]

    share = normal_days(facts(checkins=answers))

    assert share is not None
    assert (share.k, share.n) == (1, 2)
    assert normal_days(facts(checkins=answers[1:2])) is None


def test_what_was_written_before_a_task_was_listed_is_no_entry_of_the_window() -> None:
    late = PAY.replace(since=after(2))
    off = MSG.replace(id="off", listed=False, since=after(9))
    rows = [entry(n, after(n), task, "unmet") for n, task in enumerate(("off", "pay", "pay", "pay"))]

    found = facts(rows=rows, tasks=[late, off])

    assert [row.day for row in found.rows] == [after(0), after(2), after(3)]
    assert essential_unmet(found) == 2


def test_needed_tasks_of_the_list_are_shared_by_what_was_done_without_the_app() -> None:
    outcomes = ("direct", "workaround", "proxy", "app", "unmet", "not_needed")
    rows = [entry(n, after(0), "pay", outcome) for n, outcome in enumerate(outcomes)]
    rows += [
        entry(8, after(1), "msg", "direct"),
        entry(9, after(2), "msg", "direct"),
        entry(10, after(1), "own", "direct"),
    ]

    share = done_without_app(facts(rows=rows))

    assert share is not None
    assert (share.k, share.n) == (4, 7)
    assert done_without_app(facts(rows=rows[-1:])) is None


def test_of_what_could_not_be_done_only_the_most_important_of_the_list_counts() -> None:
    rows = [
        entry(1, after(0), "pay", "unmet"),
        entry(2, after(0), "pay", "app"),
        entry(3, after(1), "msg", "unmet"),
        entry(4, after(1), "own", "unmet"),
    ]

    assert essential_unmet(facts(rows=rows)) == 1


def test_a_day_with_the_app_counts_once() -> None:
    rows = [entry(n, after(n // 2), "own", "app" if n < 3 else "direct") for n in range(8)]

    assert app_days(facts(rows=rows)) == 2


def test_the_minutes_of_a_day_are_added_and_unknown_ones_are_none() -> None:
    rows = [
        entry(1, after(5), "pay", "workaround", 7),
        entry(2, after(2), "pay", "workaround", 10),
        entry(3, after(2), "msg", "proxy", 5),
        entry(4, after(3), "msg", "proxy"),
    ]

    assert minutes_by_day(facts(rows=rows)) == [15, 0, 7]


def test_key_people_are_reached_once_they_replied() -> None:
    people = [
        Contact(id=str(state), name="A", state=state, key=key, updated_at=stamp(START))
        for state in ContactState
        for key in (True, False)
        if key or state is not ContactState.TOLD
    ]

    assert key_people(facts(contacts=people)) == (2, 5)


@pytest.mark.parametrize(("first", "weeks"), [(2, 4), (3, 4), (4, 3)])
def test_a_good_week_counts_with_four_of_its_days_in_the_window(first: int, weeks: int) -> None:
    rows = [entry(7 * week + n, after(7 * week + n), "pay", "app") for week in range(4) for n in range(5)]

    found = facts(first=first, rows=rows, tasks=[PAY]).window_weeks

    assert [index for index, _ in found] == [100] * weeks


def test_a_week_with_too_few_entries_is_no_good_week_of_the_window() -> None:
    rows = [entry(n, after(n), "pay", "app") for n in range(4)]

    assert facts(rows=rows, tasks=[PAY]).window_weeks == []


@pytest.mark.parametrize(("importance", "weeks"), [(2, 1), (3, 0)])
def test_the_first_method_knows_a_week_by_its_whole_list(importance: int, weeks: int) -> None:
    never = MSG.replace(days="", importance=importance)
    rows = [entry(n, after(n), "pay", "app") for n in range(5)]

    assert len(facts(rows=rows, tasks=[PAY, never]).window_weeks) == weeks


def test_a_week_that_the_window_cuts_counts_with_four_days_and_not_with_three() -> None:
    rows = [entry(n, after(7 + n % 3), "pay", "app") for n in range(5)]

    three, four = (facts(last=last, rows=rows, tasks=[PAY]).window_weeks for last in (9, 10))

    assert (len(three), len(four)) == (0, 1)
