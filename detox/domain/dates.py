"""Days as people mean them: the logical day, spans, the weeks of a trial, days said in words."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from detox.domain.record import FIRST_DAY, Record
from detox.errors import BadDate
from detox.words import words_for_days

ONE_DAY = timedelta(days=1)
LATE = timedelta(days=2)
"""What is written longer after its day than this is late (docs/method.md)."""
SHORTEST_WEEK = 4
"""A last week cut short by the trial's end counts only with this many days."""

_AGO = re.compile(r"-(\d{1,5})")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def is_late(day: date, recorded_at: str) -> bool:
    """Whether what was recorded then, RFC 3339, was written more than two days after its day."""
    return date.fromisoformat(recorded_at[:10]) - day > LATE


class Span(Record, frozen=True, kw_only=True):
    """The days `first`..`last`, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __iter__(self) -> Iterator[date]:
        for n in range(len(self)):
            yield self.first + timedelta(days=n)

    def __len__(self) -> int:
        return (self.last - self.first).days + 1


def logical_day(moment: datetime, day_start: int) -> date:
    """The day that `moment` belongs to where a day starts at `day_start` o'clock.

    Reckoned on the naive wall clock: in New York on 2025-03-09 at 04:10 it is the 9th although that night
    lost an hour.
    """
    return (moment.replace(tzinfo=None) - timedelta(hours=day_start)).date()


def week_number(day: date, start: date) -> int:
    """Which week since `start` that is: 1 for its first seven days."""
    return (day - start).days // 7 + 1


def week_span(number: int, start: date) -> Span:
    """The days of week `number`, counted from 1."""
    first = start + timedelta(days=7 * (number - 1))
    return Span(first=first, last=first + timedelta(days=6))


def monday_of(day: date) -> date:
    """The Monday of that day's week."""
    return day - timedelta(days=day.weekday())


def said_day(text: str, today: date) -> date:
    """The day that a person means: `2026-11-22`, `today`, `mon` (the last one), `-3`, in any language.

    Raises:
        BadDate: no day is called that.
    """
    word = text.strip().lower()
    days, weekdays = words_for_days()
    if word in days:
        return today - timedelta(days=days[word])
    if ago := _AGO.fullmatch(word):
        return _days_before(today, int(ago[1]), text)
    if word in weekdays:
        return _weekday(*weekdays[word], today)
    return _iso_day(word, text)


def _weekday(weekday: int, before: bool, today: date) -> date:  # noqa: FBT001 - as it was found
    if before:  # in the week before this one
        return monday_of(today) - timedelta(days=7 - weekday)
    return today - timedelta(days=(today.weekday() - weekday) % 7)


def _days_before(today: date, n: int, text: str) -> date:
    if (today - FIRST_DAY).days < n:
        raise BadDate(text)
    return today - timedelta(days=n)


def _iso_day(word: str, text: str) -> date:
    if not _ISO.fullmatch(word):
        raise BadDate(text)
    try:
        day = date.fromisoformat(word)
    except ValueError:
        raise BadDate(text) from None
    if day < FIRST_DAY:
        raise BadDate(text)
    return day
