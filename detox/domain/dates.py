"""Days as people mean them: the logical day, spans, the weeks of a trial."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from detox.domain.record import Record

ONE_DAY = timedelta(days=1)
LATE = timedelta(days=2)
"""What is written longer after its day than this is late (docs/method.md)."""
SHORTEST_WEEK = 4
"""A last week cut short by the trial's end counts only with this many days."""


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
