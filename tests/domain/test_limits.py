"""How often a day kept to the limits of a return."""

import pytest

from detox.domain.entries import Entry
from detox.domain.limits import LimitCount, kept_to
from detox.domain.trial import Choice, Ending, Hours
from tests.data.made_up import START, entry

ONE, NONE, UNKNOWN = (
    LimitCount(within=1, outside=0, unknown=0),
    LimitCount(within=0, outside=1, unknown=0),
    LimitCount(within=0, outside=0, unknown=1),
)


def counted(*rows: Entry, tasks: tuple[str, ...] = (), hours: tuple[str, ...] = ()) -> LimitCount:
    spans = (span.split("-") for span in hours)
    chosen = tuple(Hours(first=first, last=last) for first, last in spans)
    return kept_to(Choice(on=START, what=Ending.RETURN, tasks=tasks, hours=chosen), rows)


def used(at: str | None = None, task: str = "pay", outcome: str = "app", *, swept: bool = False) -> Entry:
    return entry(0, START, task, outcome, at=at, swept=swept)


@pytest.mark.parametrize(
    ("hours", "inside", "outside"),
    [
        ("18:00-20:00", ["18:00", "19:30", "20:00"], ["17:59", "20:01", "00:00"]),
        ("22:00-02:00", ["22:00", "23:59", "00:00", "02:00"], ["21:59", "02:01", "12:00"]),
        ("08:00-08:00", ["08:00"], ["07:59", "08:01"]),
    ],
)
def test_hours_hold_both_their_ends_and_may_reach_over_midnight(
    hours: str, inside: list[str], outside: list[str]
) -> None:
    assert {at: counted(used(at), hours=(hours,)) for at in inside} == dict.fromkeys(inside, ONE)
    assert {at: counted(used(at), hours=(hours,)) for at in outside} == dict.fromkeys(outside, NONE)


def test_any_of_several_hours_will_do() -> None:
    assert counted(used("07:30"), used("19:00"), used("12:00"), hours=("07:00-08:00", "18:00-20:00")) == (
        LimitCount(within=2, outside=1, unknown=0)
    )


def test_a_task_that_was_not_chosen_is_outside_whatever_its_hour() -> None:
    assert counted(used("19:00"), tasks=("chat",), hours=("18:00-20:00",)) == NONE
    assert counted(used("19:00", task="chat"), tasks=("chat",), hours=("18:00-20:00",)) == ONE
    assert counted(used(task="chat"), tasks=("chat",)) == ONE


def test_what_says_no_hour_or_is_limited_by_none_is_not_known() -> None:
    assert counted(used(), hours=("18:00-20:00",)) == UNKNOWN
    assert counted(used("19:00")) == UNKNOWN


def test_only_what_was_written_as_done_with_the_app_counts() -> None:
    rows = used(outcome="direct"), used(outcome="unmet"), used(swept=True)

    assert counted(*rows) == LimitCount(within=0, outside=0, unknown=0)
