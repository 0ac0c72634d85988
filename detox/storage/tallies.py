"""What charts need of a month and no more: ten years of it in a blink."""

from datetime import date

import msgspec

from detox.domain.entries import CheckIn, Entry, Outcome


class Tally(msgspec.Struct, frozen=True, gc=False):
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


class DayTally(msgspec.Struct, frozen=True, gc=False):
    """What a chart needs of a check-in."""

    day: date = date.min
    normal: bool | None = None
    mood: int | None = None
    cut_off: int | None = None
    urge: int | None = None
    tense: int | None = None
    won_back: int | None = None
    deleted: bool = False
    forgotten: bool = False


class MonthTallies(msgspec.Struct, frozen=True):
    """One month, lean, in no order."""

    entries: list[Tally]
    checkins: list[DayTally]

    def between(self, first: date, last: date) -> "MonthTallies":
        """Only the days `first`..`last`, both included."""
        return MonthTallies(
            [tally for tally in self.entries if first <= tally.day <= last and not tally.deleted],
            [tally for tally in self.checkins if first <= tally.day <= last and not tally.deleted],
        )


class _Month(msgspec.Struct, frozen=True):
    entries: dict[str, Tally] = {}
    checkins: dict[str, DayTally] = {}


_decode = msgspec.json.Decoder(_Month).decode


def lean(data: bytes) -> MonthTallies | None:
    """A month's file as it rests; `None` where a record in it is odd."""
    try:
        month = _decode(data)
    except msgspec.ValidationError:
        return None
    return MonthTallies(list(month.entries.values()), list(month.checkins.values()))


def tallied(entries: list[Entry], checkins: list[CheckIn]) -> MonthTallies:
    """The same out of whole records."""
    return MonthTallies(
        [msgspec.convert(entry, Tally, from_attributes=True) for entry in entries],
        [msgspec.convert(checkin, DayTally, from_attributes=True) for checkin in checkins],
    )
