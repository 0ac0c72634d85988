"""What charts need of a month and no more: ten years of it in a blink."""

from datetime import date
from sys import intern

import msgspec

from detox.domain.entries import CheckIn, Entry, Outcome
from detox.domain.questions import Answers


class EntryProjection(msgspec.Struct, frozen=True, gc=False):
    """What a chart needs of an entry."""

    day: date = date.min
    task: str = ""
    outcome: Outcome = Outcome.NOT_NEEDED
    minutes: int | None = None
    channel: str | None = None
    helper: str | None = None
    swept: bool = False
    deleted: bool = False
    forgotten: bool = False


class CheckInProjection(Answers, frozen=True, gc=False):
    """What a chart needs of a check-in: its answers."""

    day: date = date.min
    deleted: bool = False
    forgotten: bool = False


class MonthProjections(msgspec.Struct, frozen=True):
    """One month, lean, in no order."""

    entries: list[EntryProjection]
    checkins: list[CheckInProjection]

    def between(self, first: date, last: date) -> "MonthProjections":
        """Only the days `first`..`last`, both included."""
        return MonthProjections(
            [entry for entry in self.entries if first <= entry.day <= last and not entry.deleted],
            [checkin for checkin in self.checkins if first <= checkin.day <= last and not checkin.deleted],
        )

    def kept(self) -> "MonthProjections":
        """The same to be held for long: each text and each day is there once, and not once an entry."""
        days: dict[date, date] = {}
        return MonthProjections([_shared(entry, days) for entry in self.entries], self.checkins)


def _shared(entry: EntryProjection, days: dict[date, date]) -> EntryProjection:
    return EntryProjection(
        days.setdefault(entry.day, entry.day),
        intern(entry.task),
        entry.outcome,
        entry.minutes,
        entry.channel and intern(entry.channel),
        entry.helper and intern(entry.helper),
        entry.swept,
        entry.deleted,
        entry.forgotten,
    )


class _Month(msgspec.Struct, frozen=True):
    entries: dict[str, EntryProjection] = {}
    checkins: dict[str, CheckInProjection] = {}


_decode = msgspec.json.Decoder(_Month).decode


def project_bytes(data: bytes) -> MonthProjections | None:
    """A month's file as it rests; `None` where a record in it is odd."""
    try:
        month = _decode(data)
    except msgspec.ValidationError:
        return None
    return MonthProjections(list(month.entries.values()), list(month.checkins.values()))


def project_records(entries: list[Entry], checkins: list[CheckIn]) -> MonthProjections:
    """The same out of whole records."""
    return MonthProjections(
        [msgspec.convert(entry, EntryProjection, from_attributes=True) for entry in entries],
        [msgspec.convert(checkin, CheckInProjection, from_attributes=True) for checkin in checkins],
    )
