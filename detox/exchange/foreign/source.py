"""What another program's file held, before anybody says what it meant."""

import re
from collections.abc import Container, Iterable
from datetime import date
from enum import StrEnum
from itertools import count
from typing import NoReturn

from detox.domain.record import Record
from detox.errors import BadLog
from detox.shown import shown

LONGEST_QUOTE = 60
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?::\d{2})?")
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


class Source(Record, frozen=True, kw_only=True):
    """A whole file, read; every row of it is here."""

    family: str
    """The program: "loop", "daylio"..."""
    habits: tuple[Habit, ...] = ()
    """Also those without rows."""
    rows: tuple[SourceRow, ...] = ()
    aside: tuple[str, ...] = ()
    """What is no row and has no place in a diary: settings, colours, figures reckoned from rows."""


def source(
    family: str, habits: Iterable[Habit], rows: Iterable[SourceRow], aside: Iterable[str] = ()
) -> Source:
    """A source with each habit once, those only rows name among them, and its rows in the file's order."""
    rows = tuple(rows)
    named = {habit.name: habit for habit in habits}
    for row in rows:
        if row.habit is not None:
            named.setdefault(row.habit, Habit(name=row.habit))
    return Source(family=family, habits=tuple(named.values()), rows=rows, aside=tuple(dict.fromkeys(aside)))


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


def free_name(name: str, taken: Container[str]) -> str:
    """A name that no other habit has: two habits of one name are told apart by a number."""
    numbered = (name if n == 1 else f"{name} ({n})" for n in count(1))
    return next(candidate for candidate in numbered if candidate not in taken)


def clock_of(text: str, place: str) -> str | None:
    """A time of day as HH:MM, from 24 hours or from am and pm in either language; `None` where there is none.

    Raises:
        BadLog: there is something, but no time.
    """
    said = text.replace("\u202f", " ").replace("\xa0", " ").strip().lower()
    if not said:
        return None
    found = _CLOCK.search(said)
    if found is None:
        refuse(place, "a time like 21:30", text)
    hour, minute = int(found[1]), int(found[2])
    if re.search(r"p\.?m|下午|晚上|中午", said):
        hour = hour % 12 + 12
    elif re.search(r"a\.?m|上午|早上|凌晨", said):
        hour %= 12
    if hour > 23 or minute > 59:  # noqa: PLR2004 - a clock's own numbers
        refuse(place, "a time like 21:30", text)
    return f"{hour:02}:{minute:02}"


def refuse(place: str, expected: str, got: object) -> NoReturn:
    """Say no, naming the place.

    Raises:
        BadLog: always.
    """
    said = shown(str(got))
    said = said if len(said) <= LONGEST_QUOTE else said[: LONGEST_QUOTE - 1] + "~"
    raise BadLog((f"{shown(place)}: expected {expected}, got {said or 'nothing'}",))
