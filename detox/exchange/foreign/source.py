"""What another program's file held, before anybody says what it meant."""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from itertools import islice
from typing import NoReturn

from detox.domain.record import Record
from detox.errors import BadLog
from detox.shown import shown

LONGEST_QUOTE = 60
MOST_ROWS, MOST_HABITS = 250_000, 10_000
"""Thirty habits a day for twenty years; a file with more is none that a person wrote."""
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


class Mark(StrEnum):
    """What a row says of a habit on a day."""

    YES = "yes"
    NO = "no"
    SKIP = "skip"
    AUTO = "auto"
    """Counted as done by the other program itself, since it was not due."""
    UNKNOWN = "unknown"
    REPLACED = "replaced"
    """A later row of the same file says otherwise."""


class SourceRow(Record, frozen=True, kw_only=True):
    """One thing that was written: a mark of a habit, a mood, or a text."""

    place: str
    """Where in the file: "line 3"."""
    day: date
    at: str | None = None
    """HH:MM."""
    habit: str | None = None
    """The habit's name; `None` for a mood or a text of the day."""
    mark: Mark | None = None
    mood: str | None = None
    """The mood's word, as the other program has it."""
    text: str = ""
    """What the person wrote beside it; the whole of it where it is a text of the day."""


class Habit(Record, frozen=True, kw_only=True):
    """Something that was marked day by day."""

    name: str
    about: str = ""
    """Its question or description, to say what a yes means."""


class TableReading(Record, frozen=True, kw_only=True):
    """How a table that no program is known for was read, or is to be read."""

    columns: dict[str, str]
    """What each column says: "date", "time", "task", "outcome", "note", to the name of the column."""
    outcomes: dict[str, Mark]
    """What a word in the column of outcomes means; a number needs none: 0 is a no, any other a yes."""
    dates: str = ""
    """Which of day and month comes first, where the year stands last."""


class Source(Record, frozen=True, kw_only=True):
    """A whole file, read; every row of it is here."""

    family: str
    """The program: "loop", "daylio"..."""
    habits: tuple[Habit, ...] = ()
    """Also those without rows."""
    rows: tuple[SourceRow, ...] = ()
    aside: tuple[str, ...] = ()
    """What is no row and has no place in a diary: settings, colours, figures reckoned from rows."""
    table: TableReading | None = None
    """How it was read, where a person may say otherwise."""


def source(
    family: str,
    habits: Iterable[Habit],
    rows: Iterable[SourceRow],
    aside: Iterable[str] = (),
    table: TableReading | None = None,
) -> Source:
    """A source with each habit once, those only rows name among them, and its rows in the file's order.

    Raises:
        BadLog: there are more rows or more habits than a person writes.
    """
    kept = tuple(islice(rows, MOST_ROWS + 1))
    named = {habit.name: habit for habit in habits}
    for row in kept:
        if row.habit is not None:
            named.setdefault(row.habit, Habit(name=row.habit))
    if len(kept) > MOST_ROWS or len(named) > MOST_HABITS:
        refuse("file", f"at most {MOST_ROWS} rows of {MOST_HABITS} habits", f"{len(kept)} of {len(named)}")
    return Source(
        family=family,
        habits=tuple(named.values()),
        rows=kept,
        aside=tuple(dict.fromkeys(aside)),
        table=table,
    )


def day_of(text: str, place: str) -> date:
    """The day in a text like `2026-03-14`, with or without a time or a zone behind it.

    Raises:
        BadLog: there is none.
    """
    found = _DAY.match(text.strip())
    if found is None:
        refuse(place, "YYYY-MM-DD", text)
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        refuse(place, "a day of the calendar", text)


class FreeNames:
    """Gives each habit a name of its own: two of one name are told apart by a number."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}

    def give(self, name: str) -> str:
        """That name, or that name with the next number that no other habit has."""
        free, n = name, self._last.get(name, 1)
        while free in self._taken:
            n += 1
            free = f"{name} ({n})"
        self._last[name] = n
        self._taken.add(free)
        return free


def _kind_or_text(value: object) -> str:
    """What a value is, short: a list or an object by its kind, since it may be as long as its file."""
    kinds: dict[type, str] = {list: "a list", dict: "an object", bytes: "bytes"}
    return kinds.get(type(value)) or str(value)


def refuse(place: str, expected: str, got: object) -> NoReturn:
    """Say no, naming the place.

    Raises:
        BadLog: always.
    """
    # Only the beginning is ever shown, so only that is made harmless.
    said = shown((got if isinstance(got, str) else _kind_or_text(got))[: LONGEST_QUOTE * 4])
    said = said if len(said) <= LONGEST_QUOTE else said[: LONGEST_QUOTE - 1] + "~"
    raise BadLog((f"{shown(place)}: expected {expected}, got {said or 'nothing'}",))
