"""What is said of a week beside its index."""

import pytest

from detox.domain.entries import Outcome
from detox.domain.index import weeks
from detox.domain.weeks import Status, Week, WeekScores
from tests.data.made_up import START, after, checkin, entry, tasks_of

TASKS = tasks_of({"pay": ["money", 1]})


def week_of(*outcomes: tuple[str, int | None]) -> Week:
    rows = [entry(n, START, "pay", outcome, minutes) for n, (outcome, minutes) in enumerate(outcomes)]
    return weeks(TASKS, rows, [], start=START, until=after(6))[0]


@pytest.mark.parametrize(
    ("outcomes", "minutes"),
    [
        ([], 0),
        ([("direct", None)], 0),
        ([("workaround", None)], None),
        ([("proxy", None)], None),
        ([("proxy", None), ("workaround", None)], None),
        ([("workaround", None), ("proxy", 4)], 4),
        ([("workaround", 0)], 0),
        ([("direct", 3)], 3),
    ],
    ids=str,
)
def test_minutes_are_unknown_where_an_effort_was_made_and_none_were_written(
    outcomes: list[tuple[str, int | None]], minutes: int | None
) -> None:
    assert week_of(*outcomes).known_minutes == minutes


def test_a_week_has_the_days_from_its_first_to_its_last() -> None:
    found = weeks(TASKS, [], [], start=START, until=after(40), end=after(9))

    assert [week.days for week in found] == [7, 3]


def test_what_nobody_wrote_is_none_and_what_is_left_out_is_counted() -> None:
    answers = [checkin(START, normal=True), checkin(after(1), normal=False), checkin(after(2), mood=4)]

    (week,) = weeks(TASKS, [], answers, start=START, until=after(6))

    assert (week.never_answered, week.not_come_up, week.timed, week.events) == (1, 0, 0, 0)
    assert (week.normal_days, week.normal_answers, week.rated) == (1, 2, {"mood": 1, "cut_off": 0, "urge": 0})
    assert week.outcomes == dict.fromkeys(Outcome, 0)


@pytest.mark.parametrize(
    ("status", "good"),
    [(Status.OK, True), (Status.PARTIAL, True), (Status.TOO_FEW, False), (Status.NO_DATA, False)],
)
def test_a_week_can_be_compared_where_enough_was_written(status: Status, good: bool) -> None:  # noqa: FBT001 - a case
    week = WeekScores(week=1, end=START, status=status, index=0, members={}, scores={})

    assert week.good is good
