"""What a field may hold: both ends of each limit, and the next value that is refused."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from detox.domain.entries import (
    IMPORTANCES,
    NEEDED,
    Channel,
    Contact,
    Cost,
    Life,
    Outcome,
    PastTask,
    Pause,
    Step,
    Task,
    is_favour,
)
from detox.domain.readings import Reading, ReadingKind
from detox.domain.record import Record, whole_number
from detox.domain.trial import Choice, Ending, Hours
from detox.errors import BadField
from tests.data.made_up import START, after, checkin, entry, stamp

TASK = Task(id="pay", name="Pay", category="c", since=START)


RECORDS: Mapping[str, Record] = {
    "entry": entry(1, START, "pay", "workaround"),
    "checkin": checkin(START),
    "task": TASK,
    "past task": PastTask(until=START, importance=1, listed=True),
    "channel": Channel(id="mail", name="Mail"),
    "contact": Contact(id="a", name="A", updated_at=stamp(START)),
    "step": Step(id="s", text="S", updated_at=stamp(START)),
    "cost": Cost(amount="1", currency="CNY"),
    "life": Life(),
    "reading": Reading(what=ReadingKind.LOOK, time=stamp(START), day=1, rule=0, prev_hash="", hash=""),
    "choice": Choice(on=START, what=Ending.LATER),
    "hours": Hours(first="08:00", last="09:00"),
}
FITS: list[tuple[str, str, list[Any], list[Any]]] = [
    ("entry", "id", ["a", "x" * 64, "A.b_c-9"], ["", "x" * 65, "a b", "a/b", "id\n", "é"]),
    ("entry", "minutes", [None, 0, 1440], [-1, 1441]),
    ("entry", "note", ["", "x" * 20_000], ["x" * 20_001]),
    ("entry", "helper", [None, "A", "x" * 200], ["", " ", "x" * 201]),
    ("entry", "at", [None, "00:00", "23:59"], ["24:00", "8:30", "12:60", "12:3٤"]),
    ("entry", "day", [date(1970, 1, 1), date(2999, 12, 31)], [date(1969, 12, 31), date(3000, 1, 1)]),
    (
        "entry",
        "recorded_at",
        ["2028-02-29T00:00:00Z", "2026-12-31T23:59:59.999999999-23:59", "2026-04-30T08:00:00+08:00"],
        [
            "2026-02-29T00:00:00Z",
            "2026-04-31T08:00:00Z",
            "2026-04-30T08:00:00",
            "2026-04-30",
            "1969-12-31T00:00:00Z",
        ],
    ),
    ("checkin", "mood", [None, 0, 10], [-1, 11]),
    ("checkin", "won_back", [0, 1440], [-1, 1441]),
    ("task", "importance", [1, 2, 3], [0, 4]),
    ("task", "days", ["", "mon", "mon wed fri"], ["wed mon", "mon mon", "monday", "xyz"]),
    ("task", "order", [None, 0, 100_000], [-1, 100_001]),
    ("task", "before", [None, 100, 67, 33, 0], [1, 50, 101]),
    ("past task", "importance", [1, 3], [0, 4]),
    ("channel", "name", ["x" * 200], ["", "x" * 201]),
    ("contact", "address", ["", "x" * 200], ["x" * 201]),
    ("step", "clock_from", [None, stamp(START)], ["2026-04-30"]),
    ("cost", "amount", ["0", "2.5", "999999999.99"], ["", "2.505", "-1", "1234567890", ".5"]),
    ("cost", "currency", ["CNY"], ["cny", "CN", "CNYX"]),
    ("life", "until", [None, "2026-04-30", "2028-02-29", stamp(START)], ["2026-04-31", "2026-02-29", "soon"]),
    ("reading", "hash", ["", "a" * 64], ["a" * 65]),
    ("reading", "day", [0, 1_000_000], [-1, 1_000_001]),
    ("choice", "weeks", [None, 0, 520], [-1, 521]),
    ("choice", "tasks", [(), ("pay", "msg")], [("pay", "a b")]),
    ("hours", "first", ["00:00"], ["24:00"]),
]


@pytest.mark.parametrize(
    ("record", "field", "good", "bad"), FITS, ids=[f"{record}.{field}" for record, field, _, _ in FITS]
)
def test_a_field_holds_what_its_limits_say_and_nothing_beyond(
    record: str, field: str, good: list[Any], bad: list[Any]
) -> None:
    held = RECORDS[record]

    assert [getattr(held.replace(**{field: value}), field) for value in good] == good
    for value in bad:
        with pytest.raises(BadField) as refused:
            held.replace(**{field: value})
        assert (refused.value.field, refused.value.value) == (field, value)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0", 0),
        ("7", 7),
        ("999999999", 999_999_999),
        ("1000000000", None),
        ("", None),
        ("-1", None),
        ("1.5", None),
    ],
)
def test_a_whole_number_has_at_most_nine_figures_and_nothing_else(typed: str, number: int | None) -> None:
    assert whole_number(typed) == number


def test_what_is_new_counts_in_the_middle_every_day_and_is_neither_archived_nor_swept_nor_key() -> None:
    person = Contact(id="a", name="A", updated_at=stamp(START))
    channel = Channel(id="mail", name="Mail")

    assert (TASK.importance, TASK.listed, TASK.archived) == (2, True, False)
    assert [TASK.usual_on(after(n)) for n in range(7)] == [True] * 7
    assert (IMPORTANCES, person.key, channel.archived) == ((1, 2, 3), False, False)
    assert not entry(1, START, "pay", "direct").swept


def test_a_task_is_usual_on_its_own_weekdays() -> None:
    task = TASK.replace(days="mon wed")  # the first day of all is a Monday

    assert [task.usual_on(after(n)) for n in range(8)] == [True, False, True, *[False] * 4, True]
    assert not TASK.replace(days="").usual_on(START)


@pytest.mark.parametrize(
    ("outcome", "helper", "favour"),
    [
        ("proxy", None, True),
        ("proxy", "Ann", True),
        ("direct", "Ann", True),
        ("direct", None, False),
        ("not_needed", "Ann", False),
        ("not_needed", None, False),
    ],
)
def test_a_favour_is_what_somebody_did_or_helped_with(outcome: str, helper: str | None, favour: bool) -> None:  # noqa: FBT001 - a case
    assert is_favour(entry(1, START, "pay", outcome, helper=helper)) is favour


def test_everything_but_not_needed_is_needed() -> None:
    assert [*NEEDED, Outcome.NOT_NEEDED] == list(Outcome)


def test_a_rhythm_stands_only_where_no_weekday_is_usual() -> None:
    rare = TASK.replace(days="", rhythm="weekly")

    assert rare.rhythm == "weekly"
    with pytest.raises(BadField):
        rare.replace(days="mon")


def test_a_pause_has_both_its_ends_and_may_be_one_day() -> None:
    pause = Pause(id="p", first=after(1), last=after(2))

    assert [after(n) in pause for n in range(4)] == [False, True, True, False]
    assert after(1) in pause.replace(last=after(1))
    with pytest.raises(BadField):
        pause.replace(last=after(0))
