"""What the entries of a week come to, and which tasks count in it, before an index is made of them."""

from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest

from detox.domain.entries import Entry, Outcome, PastTask, Pause, Task
from detox.domain.week_tally import CarriedScores, CountedDays, WeekTally, event_weight, tallies
from tests.data.made_up import START, after, checkin, entry

EVERY_DAY = "mon tue wed thu fri sat sun"
PAY = Task(id="pay", name="Pay", category="c", importance=3, days="", since=START)
MSG = Task(id="msg", name="Msg", category="c", importance=2, days=EVERY_DAY, since=START)


def counted(
    rows: list[Entry],
    tasks: tuple[Task, ...] = (PAY, MSG),
    *,
    until: int = 6,
    pauses: tuple[Pause, ...] = (),
    **more: Any,
) -> list[WeekTally]:
    reach = CountedDays(start=START, until=after(until), pauses=pauses)
    return tallies(tasks, rows, more.get("checkins", ()), reach, more.get("before", ()))


class Listed(NamedTuple):
    """The list of one week: its members, what is known of them, what is not."""

    members: dict[str, int]
    scores: dict[str, float]
    ages: dict[str, int]
    unanswered: list[int]
    silent: int
    not_come_up: int


def lists(
    rows: list[Entry], *tasks: Task, until: int = 6, end: date | None = None, pauses: tuple[Pause, ...] = ()
) -> list[Listed]:
    found = counted(rows, tasks, until=until, pauses=pauses)
    return [
        Listed(
            members=week.members,
            scores={score.task.id: score.value for score in week.known},
            ages={score.task.id: score.age for score in week.known},
            unanswered=week.unanswered,
            silent=week.silent,
            not_come_up=week.not_come_up,
        )
        for week in CarriedScores(tasks, found, end).weeks()
    ]


def written(week: WeekTally) -> set[date]:
    return {week.start + timedelta(days=n) for n in range(7) if week.logged >> n & 1}


def past(until: int, importance: int, *, listed: bool = True, days: str | None = None) -> PastTask:
    return PastTask(until=after(until), importance=importance, listed=listed, days=days)


@pytest.mark.parametrize(("minutes", "weight"), [(None, 25), (0, 25), (1, 25 + 25 / 30), (30, 50), (31, 50)])
def test_a_way_round_weighs_a_quarter_to_a_half_by_its_known_minutes(
    minutes: int | None, weight: float
) -> None:
    assert event_weight(Outcome.WORKAROUND, minutes) == weight


@pytest.mark.parametrize(
    ("outcome", "weight"),
    [("direct", 0), ("proxy", 75), ("app", 100), ("unmet", 100), ("not_needed", None)],
)
def test_anything_else_weighs_the_same_however_long_it_took(outcome: str, weight: float | None) -> None:
    assert event_weight(Outcome(outcome), 30) == weight


def test_one_day_has_a_week_and_no_day_has_none() -> None:
    assert [week.number for week in counted([], until=0)] == [1]
    assert counted([], until=-1) == []


def test_of_a_week_are_known_its_outcomes_its_minutes_and_who_helped() -> None:
    rows = [
        entry(1, START, "pay", "workaround", 12, helper="Ann"),
        entry(2, START, "pay", "proxy", 5, helper="Bea"),
        entry(3, after(1), "own", "direct", helper="Cy"),
        entry(4, after(1), "msg", "not_needed", helper="Di"),
        entry(5, after(2), "msg", "app", 0, helper="Ed"),
    ]

    (week,) = counted(rows)

    assert week.outcomes == {
        Outcome.DIRECT: 1,
        Outcome.WORKAROUND: 1,
        Outcome.PROXY: 1,
        Outcome.APP: 1,
        Outcome.UNMET: 0,
        Outcome.NOT_NEEDED: 1,
    }
    assert (week.minutes, week.timed, week.helped) == (17, 3, 3)
    assert week.weights == {"pay": [35, 75], "own": [0], "msg": [100]}
    assert week.quiet == {"msg"}


def test_a_task_was_last_needed_on_its_latest_day_in_whatever_order_it_was_written() -> None:
    rows = [entry(n, after(day), "pay", "direct") for n, day in enumerate((2, 4, 3, 4))]
    rows.append(entry(9, after(5), "pay", "not_needed"))

    (week,) = counted(rows)

    assert week.last == {"pay": after(4)}


def test_a_day_is_written_by_an_entry_that_no_sweep_wrote_or_by_an_answer() -> None:
    rows = [
        entry(1, after(0), "pay", "direct", swept=True),
        entry(2, after(1), "pay", "direct", swept=True),
        entry(3, after(1), "msg", "not_needed"),
    ]
    answers = [checkin(after(2), mood=0), checkin(after(3), note="quiet"), checkin(after(7), mood=1)]

    (week,) = counted(rows, checkins=answers)

    assert written(week) == {after(1), after(2)}
    assert week.answers == answers[:1]


def test_the_eighth_day_is_of_the_second_week() -> None:
    rows = [entry(n, after(n), "pay", "direct") for n in (6, 7)]

    first, second, third = counted(rows, until=14)

    assert [(week.number, week.start, week.end) for week in (first, second, third)] == [
        (1, after(0), after(6)),
        (2, after(7), after(13)),
        (3, after(14), after(20)),
    ]
    assert (written(first), written(second), written(third)) == ({after(6)}, {after(7)}, set())


@pytest.mark.parametrize(
    ("task", "counts"),
    [
        (PAY.replace(since=after(2)), [2, 3]),
        (PAY.replace(since=after(2), listed=False, was=(past(6, 3),)), [2, 3]),
        (PAY.replace(since=after(2), listed=False), [1, 2, 3]),
        (PAY.replace(since=START), [1, 2, 3]),
    ],
    ids=["on the list", "once on the list", "never on the list", "from the start"],
)
def test_what_was_written_before_a_task_joined_the_list_counts_nowhere(task: Task, counts: list[int]) -> None:
    rows = [entry(n, after(n), "pay", "app", n) for n in (1, 2, 3)]

    (week,) = counted(rows, (task,))

    assert (week.outcomes[Outcome.APP], week.minutes) == (len(counts), sum(counts))
    assert written(week) == {after(1), after(2), after(3)}


def test_weeks_go_on_from_earlier_ones_which_stay_as_they_were() -> None:
    rows = [
        entry(1, after(7), "pay", "workaround", 3, helper="Ann"),
        entry(2, after(7), "msg", "not_needed"),
    ]
    before = counted(rows, until=8, checkins=[checkin(after(8), mood=4)])
    were = [{name: repr(getattr(week, name)) for name in WeekTally.__slots__} for week in before]

    later = [
        entry(3, after(9), "pay", "proxy", 4, helper="Bo"),
        entry(4, after(9), "ride", "workaround", helper="Cy"),
    ]
    later.append(entry(5, after(9), "news", "not_needed"))
    more = [checkin(after(10), mood=5)]

    found = counted(later, until=10, checkins=more, before=before)

    at_once = counted([*rows, *later], until=10, checkins=[checkin(after(8), mood=4), *more])
    assert [{name: repr(getattr(week, name)) for name in WeekTally.__slots__} for week in before] == were
    for week, whole in zip(found, at_once, strict=True):
        assert all(getattr(week, name) == getattr(whole, name) for name in WeekTally.__slots__)
    assert found[1].minutes == 7


def test_only_an_archived_task_that_was_needed_while_it_was_paused_is_remembered_by_the_pause() -> None:
    pause = Pause(id="p", first=after(-3), last=after(8))
    rows = [
        entry(0, after(-1), "ride", "app"),
        entry(1, after(0), "pay", "app"),
        entry(2, after(7), "pay", "app"),
        entry(3, after(8), "ride", "not_needed"),
        entry(4, after(8), "msg", "app"),
        entry(5, after(15), "pay", "app"),
    ]
    archived = (PAY.replace(archived=True), MSG, MSG.replace(id="ride", archived=True))

    first, second = counted(rows, archived, until=13, pauses=(pause,))

    assert (first.stopped, second.stopped) == ({"pay"}, {"pay"})
    assert (second.weights, written(second), second.outcomes[Outcome.APP]) == ({}, set(), 0)


def test_a_task_that_the_first_method_archived_is_listed_to_the_week_it_was_needed_last() -> None:
    pause = Pause(id="p", first=after(14), last=after(15))
    rows = [entry(1, after(0), "pay", "app"), entry(2, after(7), "msg", "direct")]
    paused = entry(3, after(14), "pay", "app")
    tasks = (PAY.replace(archived=True), MSG)

    by_its_entry = lists(rows, *tasks, until=27)
    by_the_pause = lists([*rows, paused], *tasks, until=27, pauses=(pause,))

    assert [sorted(week.members) for week in by_its_entry] == [["msg", "pay"], ["msg"], ["msg"], ["msg"]]
    assert [sorted(week.members) for week in by_the_pause] == [
        ["msg", "pay"],
        ["msg", "pay"],
        ["msg", "pay"],
        ["msg"],
    ]


def test_an_archived_task_that_was_never_needed_is_listed_in_no_week() -> None:
    assert [week.members for week in lists([], PAY.replace(archived=True), until=13)] == [{}, {}]


def test_a_task_that_was_archived_later_is_listed_as_its_states_say_and_no_longer() -> None:
    rows = [entry(1, after(0), "pay", "app"), entry(2, after(14), "pay", "app")]
    task = PAY.replace(archived=True, was=(past(6, 1),))

    weeks = lists(rows, task, until=20)

    assert [week.members for week in weeks] == [{"pay": 1}, {}, {}]


def test_a_week_goes_by_how_a_task_stood_on_its_last_day_or_on_the_trials() -> None:
    task = PAY.replace(importance=3, was=(past(8, 1),))

    whole = lists([], task, until=13)
    cut = lists([], task, until=8, end=after(8))

    assert [week.members for week in whole] == [{"pay": 1}, {"pay": 3}]
    assert [week.members for week in cut] == [{"pay": 1}, {"pay": 1}]


@pytest.mark.parametrize(("since", "members"), [(6, [["late"], ["late"]]), (7, [[], ["late"]])])
def test_a_task_is_listed_from_the_week_it_joins(since: int, members: list[list[str]]) -> None:
    task = PAY.replace(id="late", since=after(since))

    assert [sorted(week.members) for week in lists([], task, until=13)] == members


def test_a_score_is_the_mean_of_its_week_and_is_carried_until_the_task_comes_up_again() -> None:
    rows = [
        entry(1, after(0), "pay", "app"),
        entry(2, after(1), "pay", "proxy"),
        entry(3, after(21), "pay", "direct"),
    ]

    weeks = lists(rows, PAY, until=27)

    assert [week.scores["pay"] for week in weeks] == [87.5, 87.5, 87.5, 0]
    assert [week.ages["pay"] for week in weeks] == [0, 1, 2, 0]


def test_a_usual_task_is_missing_until_it_is_answered_and_any_other_until_never() -> None:
    rows = [entry(1, after(7), "msg", "not_needed")]

    first, second, third = lists(rows, PAY, MSG, until=20)

    assert (first.unanswered, first.silent, first.not_come_up) == ([2], 2, 1)
    assert (second.unanswered, second.silent, second.not_come_up) == ([], 0, 2)
    assert (third.unanswered, third.silent, third.not_come_up) == ([], 0, 2)


def test_of_a_usual_task_that_came_up_once_every_week_should_hear() -> None:
    rows = [
        entry(1, after(0), "msg", "direct"),
        entry(2, after(0), "pay", "direct"),
        entry(3, after(14), "msg", "not_needed"),
    ]

    weeks = lists(rows, PAY, MSG, PAY.replace(id="ride"), until=20)

    assert [week.silent for week in weeks] == [0, 2, 0]
    assert [week.not_come_up for week in weeks] == [1, 1, 1]


def test_a_score_counts_with_the_importance_of_its_week() -> None:
    rows = [entry(1, after(0), "pay", "app")]
    task = PAY.replace(importance=3, was=(past(6, 1),))

    points = [
        score.points
        for week in CarriedScores((task,), counted(rows, (task,), until=13)).weeks()
        for score in [*week.known]
    ]

    assert points == [100, 300]
