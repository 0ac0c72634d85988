"""Weeks that are over stay as they were, whatever is edited; what is written late is told as late."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detox.domain.dated_states import (
    contact_state_on,
    contact_with_change,
    counted_days,
    counted_pauses,
    earliest_end,
    with_change,
)
from detox.domain.dates import Span, week_number, week_span
from detox.domain.entries import Contact, ContactState, Entry, Outcome, Pause, Task
from detox.domain.facts import Evidence
from detox.domain.index import scored_weeks
from detox.domain.kept_readings import frozen
from detox.domain.rule_reading import changed_reading, first_reading
from detox.domain.trend import index_trend
from detox.domain.trial import Trial, usual_rule
from detox.domain.weeks import Week, WeekScores
from tests.data.made_up import START, after, checkin, entry, stamp

CALM = settings(max_examples=40)
NAMES = ("pay", "chat", "work", "news", "ride")
EVERY_DAY = "mon tue wed thu fri sat sun"
TASKS = [
    Task(
        id=name,
        name=name,
        category="c",
        importance=1 + n % 3,
        days=EVERY_DAY if n % 2 else "",
        since=START,
    )
    for n, name in enumerate(NAMES)
]
LAST = 55
rows = st.lists(
    st.tuples(
        st.integers(0, LAST),
        st.sampled_from(NAMES),
        st.sampled_from(list(Outcome)),
        st.none() | st.integers(0, 60),
    ),
    max_size=60,
).map(lambda found: [entry(n, after(day), *rest) for n, (day, *rest) in enumerate(found)])
new_states = st.fixed_dictionaries(
    {},
    optional={
        "importance": st.sampled_from([1, 2, 3]),
        "days": st.sampled_from(["", "mon", EVERY_DAY]),
        "listed": st.booleans(),
        "archived": st.booleans(),
    },
)
edits = st.lists(st.tuples(st.integers(0, LAST), st.sampled_from(NAMES), new_states), max_size=6).map(
    lambda found: sorted(found, key=lambda edit: edit[0])
)


def reckoned(
    tasks: list[Task], entries: list[Entry], pauses: tuple[Pause, ...] = (), until: int = LAST
) -> tuple[list[Week], list[WeekScores]]:
    return scored_weeks(tasks, entries, [], start=START, until=after(until), pauses=counted_pauses(pauses, 2))


def edited(tasks: list[Task], name: str, fields: dict[str, Any], today: date) -> list[Task]:
    """The tasks after an edit of one of them on that day."""
    week = week_span(week_number(today, START), START)
    return [
        with_change(task, task.replace(**fields), week=week) if task.id == name else task for task in tasks
    ]


def over_by(weeks: list[Week], today: date) -> list[Week]:
    """The weeks that are over or running on that day: no edit of it moves them."""
    return [week for week in weeks if week.start <= today]


@CALM
@given(rows, edits)
def test_no_edit_of_the_list_moves_a_week_that_is_over_or_running(
    entries: list[Entry], changes: list[tuple[int, str, dict[str, Any]]]
) -> None:
    tasks = [task.replace(since=START - timedelta(days=7)) for task in TASKS]

    for number, name, fields in changes:
        before = reckoned(tasks, entries)[0]
        tasks = edited(tasks, name, fields, after(number))
        assert over_by(reckoned(tasks, entries)[0], after(number)) == over_by(before, after(number))


@CALM
@given(rows, st.integers(0, LAST), st.integers(-20, 20), st.integers(0, 30))
def test_no_pause_that_is_written_today_moves_a_day_before_the_day_before_yesterday(
    entries: list[Entry], number: int, ahead: int, length: int
) -> None:
    today = after(number)
    first = today + timedelta(days=ahead)
    pause = Pause(id="p", first=first, last=first + timedelta(days=length), recorded_at=stamp(today))

    before, now = reckoned(TASKS, entries)[0], reckoned(TASKS, entries, (pause,))[0]

    untouched = [week.week for week in before if week.end < today - timedelta(days=2)]
    assert now[: len(untouched)] == before[: len(untouched)]


@CALM
@given(rows, edits)
def test_no_edit_changes_what_the_first_rule_says(
    entries: list[Entry], changes: list[tuple[int, str, dict[str, Any]]]
) -> None:
    rule = usual_rule(28)
    trial = frozen(
        Trial(start=START, days=28, need=rule.need, veto=rule.veto, criteria=rule.criteria), TASKS, ()
    )
    answers = [checkin(after(n), normal=n % 5 != 0, urge=n % 4) for n in range(28)]
    tasks = list(TASKS)
    said = first_reading(trial, Evidence(tasks=tasks, rows=entries, checkins=answers))

    for number, name, fields in changes:
        tasks = edited(tasks, name, fields, after(number))

    now = first_reading(trial, Evidence(tasks=tasks, rows=entries, checkins=answers))
    assert now.replace(unwritten=None) == said.replace(unwritten=None)


@CALM
@given(rows)
def test_nothing_that_is_written_of_later_days_changes_a_reading(entries: list[Entry]) -> None:
    rule = usual_rule(28)
    trial = frozen(Trial(start=START, days=28, criteria=rule.criteria), TASKS, ())
    of_the_trial = [each for each in entries if each.day <= after(27)]

    whole = first_reading(trial, Evidence(tasks=TASKS, rows=entries, checkins=()))

    assert whole == first_reading(trial, Evidence(tasks=TASKS, rows=of_the_trial, checkins=()))


def test_what_is_written_late_moves_a_week_and_is_told_as_late() -> None:
    rule = usual_rule(28)
    trial = frozen(Trial(start=START, days=28, criteria=rule.criteria), TASKS, ())
    entries = [entry(n, after(7 * (n % 4)), NAMES[n % 5], "app") for n in range(20)]
    late = entry(90, after(20), "pay", "direct").replace(recorded_at=stamp(after(23)))
    in_time = late.replace(recorded_at=stamp(after(22)))

    read = [
        first_reading(trial, Evidence(tasks=TASKS, rows=[*entries, added], checkins=()))
        for added in (late, in_time)
    ]

    assert [found.late_days for found in read] == [1, 0]
    assert reckoned(TASKS, [*entries, late])[0][2] != reckoned(TASKS, entries)[0][2]


@CALM
@given(rows, st.data())
def test_what_a_sweep_writes_makes_no_day_a_written_one(entries: list[Entry], data: st.DataObject) -> None:
    swept = [
        entry(900 + n, after(day), name, "not_needed", swept=True)
        for n, (day, name) in enumerate(
            data.draw(st.lists(st.tuples(st.integers(0, LAST), st.sampled_from(NAMES)), max_size=9))
        )
    ]

    before, now = reckoned(TASKS, entries)[0], reckoned(TASKS, entries + swept)[0]

    assert [week.logged_days for week in now] == [week.logged_days for week in before]
    assert [week.index for week in now] == [week.index for week in before]


def test_a_sweep_makes_a_silent_week_known() -> None:
    entries = [entry(n, after(n % 7), "chat", "direct") for n in range(5)]
    swept = [entry(90 + n, after(6), name, "not_needed", swept=True) for n, name in enumerate(NAMES)]

    silent, known = reckoned(TASKS, entries, until=6)[0][0], reckoned(TASKS, entries + swept, until=6)[0][0]

    assert (silent.never_answered, silent.coverage) == (1, 2 / 3)
    assert (known.never_answered, known.coverage, known.fresh) == (0, 1.0, 1.0)
    assert known.not_come_up == 4


def test_a_task_without_weekdays_counts_from_its_first_time_on() -> None:
    entries = [entry(0, after(0), "chat", "direct"), entry(1, after(7), "pay", "app")]

    first, second = reckoned(TASKS, entries, until=13)[0]

    assert (first.not_come_up, first.never_answered) == (3, 1)
    assert second.not_come_up == 2
    assert first.coverage < 1


def test_one_state_a_week_is_kept_and_none_in_the_week_a_task_joined() -> None:
    week = week_span(2, START)
    old = TASKS[0].replace(importance=3)

    once = with_change(old, old.replace(importance=1), week=week)
    twice = with_change(once, once.replace(importance=2), week=week)
    joined = with_change(
        old.replace(since=week.first), old.replace(since=week.first, importance=1), week=week
    )

    assert [(past.until, past.importance) for past in twice.was] == [(week.last, 3)]
    assert joined.was == ()
    assert with_change(old, old.replace(importance=1), week=None).was == ()


def test_a_new_name_keeps_no_state() -> None:
    assert with_change(TASKS[0], TASKS[0].replace(name="Pay"), week=week_span(2, START)).was == ()


def test_a_contact_keeps_its_state_up_to_yesterday_and_one_a_day() -> None:
    chen = Contact(id="chen", name="Chen", updated_at=stamp(START))

    told = contact_with_change(chen, chen.replace(state=ContactState.TOLD), today=after(3))
    replied = contact_with_change(told, told.replace(state=ContactState.REPLIED), today=after(3))

    assert [(past.until, past.state) for past in replied.was] == [(after(2), ContactState.LISTED)]
    assert contact_state_on(replied, after(2)) is ContactState.LISTED
    assert contact_state_on(replied, after(3)) is ContactState.REPLIED


@pytest.mark.parametrize(
    ("first", "last", "earliest"),
    [(1, 9, None), (0, 9, 0), (-1, 9, -1), (-9, 9, -2), (-9, -4, -4)],
)
def test_a_pause_that_has_begun_ends_two_days_ago_at_the_earliest(
    first: int, last: int, earliest: int | None
) -> None:
    today = after(20)
    pause = Pause(id="p", first=after(20 + first), last=after(20 + last), recorded_at=stamp(START))

    assert earliest_end(pause, today) == (None if earliest is None else after(20 + earliest))


@CALM
@given(rows, st.sampled_from(NAMES))
def test_a_trend_needs_no_task_that_came_up_once(entries: list[Entry], name: str) -> None:
    once = [each for each in entries if each.task != name]
    once.append(entry(999, after(3), name, "unmet"))

    kept, plain = (index_trend(reckoned(TASKS, found)[1], after(LAST + 1)) for found in (once, once[:-1]))

    if kept.weeks_used == plain.weeks_used:
        assert kept.s == plain.s


@CALM
@given(rows)
def test_a_mirrored_diary_goes_the_other_way(entries: list[Entry]) -> None:
    """Each entry either needs the app or does not; what was needed is not, and the other way round."""
    plain = [each.replace(outcome=Outcome.APP if n % 2 else Outcome.DIRECT) for n, each in enumerate(entries)]
    other = {Outcome.APP: Outcome.DIRECT, Outcome.DIRECT: Outcome.APP}
    mirror = [each.replace(outcome=other[each.outcome]) for each in plain]

    found, turned = (index_trend(reckoned(TASKS, each)[1], after(LAST + 1)) for each in (plain, mirror))

    assert found.weeks_used == turned.weeks_used
    assert (found.s or 0) == -(turned.s or 0)
    assert found.spread == pytest.approx(turned.spread)


def test_the_changed_rule_is_never_the_headline_and_is_read_at_its_own_end() -> None:
    rule = usual_rule(28)
    trial = frozen(Trial(start=START, days=28, criteria=rule.criteria), TASKS, ())
    trial = trial.amended(
        rule.replace(days=42, window=28), time=stamp(after(10)), day=11, logged=5, reason="ill"
    )
    evidence = Evidence(tasks=TASKS, rows=[], checkins=())

    assert changed_reading(trial, evidence, today=after(41)) is None
    changed = changed_reading(trial, evidence, today=after(42))
    assert changed is not None
    assert (changed.window, first_reading(trial, evidence).window) == (
        Span(first=after(14), last=after(41)),
        Span(first=after(0), last=after(27)),
    )


def test_a_window_reaches_back_over_a_pause_by_a_week_at_most() -> None:
    rule = usual_rule(56)
    trial = frozen(Trial(start=START, days=56, criteria=rule.criteria), TASKS, ())
    pauses = [
        Pause(id="p", first=after(40), last=after(40 + length - 1), recorded_at=stamp(after(40)))
        for length in (5, 10)
    ]

    short, long = (
        first_reading(trial, Evidence(tasks=TASKS, rows=[], checkins=(), pauses=[pause])) for pause in pauses
    )

    assert short.window == Span(first=after(23), last=after(55))
    assert long.window == Span(first=after(21), last=after(55))
    assert len(counted_days(pauses[1:], after(21), after(55), method=2)) == 25


def test_a_span_of_one_day_has_that_day() -> None:
    day = date(2026, 3, 14)

    assert counted_days([], day, day, method=2) == [day]


def test_a_pause_that_only_its_last_day_reaches_stops_that_day() -> None:
    last = date(2026, 3, 14)
    late = Pause(id="p", first=date(2026, 3, 1), last=last, recorded_at="2026-03-16T08:00:00+08:00")

    assert counted_pauses([late], 2) == (late.replace(first=last),)
