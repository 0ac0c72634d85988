"""Reading the diary: by day, by id, or streamed lean for charts."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec

from detox.domain.dates import Span
from detox.domain.entries import CheckIn, Contact, Entry, Life, Outcome, Record
from detox.domain.snapshot import Book
from detox.errors import BadField, StoreError
from detox.storage.disk import Disk
from detox.storage.documents import Tables
from detox.storage.files import Notice, Shelf
from detox.storage.records import BOOK, CONTACTS, JOURNAL, KINDS, month_file, record_of


class Tally(msgspec.Struct, frozen=True, gc=False):
    """What a chart needs of an entry."""

    day: date
    task: str
    outcome: Outcome
    minutes: int | None = None
    channel: str | None = None
    helper: str | None = None


class DayTally(msgspec.Struct, frozen=True, gc=False):
    """What a chart needs of a check-in."""

    day: date
    normal: bool | None = None
    mood: int | None = None
    cut_off: int | None = None
    urge: int | None = None
    tense: int | None = None
    won_back: int | None = None


class MonthTallies(msgspec.Struct, frozen=True):
    """One month, lean."""

    entries: list[Tally]
    checkins: list[DayTally]


class MonthReader:
    """What the diary says; reads afresh whatever has changed on the disk."""

    def __init__(
        self, home: Path, state: Path, *, now: Callable[[], datetime], disk: Disk | None = None
    ) -> None:
        if home.exists() and not home.is_dir():
            raise StoreError("not a folder", file=home.name)
        self.shelf = Shelf(home, state, disk or Disk(), now)
        self._kept: dict[str, tuple[object, dict[str, list[Any]]]] = {}

    def entries(self, first: date, last: date) -> list[Entry]:
        """The entries of `first`..`last`, both included, by day, then as they were recorded."""
        found = {entry.id: entry for entry in self._of_days("entries", first, last)}
        return sorted(found.values(), key=lambda entry: (entry.day, entry.recorded_at, entry.id))

    def checkins(self, first: date, last: date) -> list[CheckIn]:
        """The check-ins of `first`..`last`, both included, by day."""
        return sorted(self._of_days("checkins", first, last), key=lambda checkin: checkin.day)

    def tallies(self, first: date, last: date) -> Iterator[MonthTallies]:
        """The same days, lean, a month at a time."""
        for name in self._months(first, last):
            records = self._records(name)
            yield MonthTallies(
                [
                    Tally(e.day, e.task, e.outcome, e.minutes, e.channel, e.helper)
                    for e in records.get("entries", ())
                    if first <= e.day <= last
                ],
                [
                    DayTally(c.day, c.normal, c.mood, c.cut_off, c.urge, c.tense, c.won_back)
                    for c in records.get("checkins", ())
                    if first <= c.day <= last
                ],
            )

    def entry(self, id: str) -> Entry | None:  # noqa: A002 - the record's own word
        """The entry of that id, wherever it is."""
        for name in reversed(self.shelf.names(JOURNAL)):
            for entry in self._records(name).get("entries", ()):
                if entry.id == id:
                    return entry  # type: ignore[no-any-return]
        return None

    def span(self) -> Span | None:
        """The first and the last day with an entry or a check-in."""
        names = self.shelf.names(JOURNAL)
        first = next((days for name in names if (days := self._days(name))), None)
        last = next((days for name in reversed(names) if (days := self._days(name))), None)
        return Span(first=min(first), last=max(last)) if first and last else None

    def book(self) -> Book:
        """What stands beside the months."""
        tables = self._records(BOOK)
        life = tables.pop("life", None) or [Life()]
        return Book(life=life[0], **{table: tuple(records) for table, records in tables.items()})

    def contacts(self) -> tuple[Contact, ...]:
        """The people, by id."""
        return tuple(self._records(CONTACTS).get("contacts", ()))

    def stamp(self) -> object:
        """Equal while no file has changed."""
        names = [*self.shelf.names(JOURNAL), BOOK, CONTACTS]
        return tuple((name, self.shelf.stamp(name)) for name in names)

    def notices(self) -> list[Notice]:
        """What the person should hear about the files; each is handed out once."""
        told, self.shelf.notices = self.shelf.notices, []
        return told

    def _of_days(self, table: str, first: date, last: date) -> list[Any]:
        names = self._months(first, last)
        return [
            record
            for name in names
            for record in self._records(name).get(table, ())
            if first <= record.day <= last
        ]

    def _months(self, first: date, last: date) -> list[str]:
        low, high = month_file(first), month_file(last)
        return [name for name in self.shelf.names(JOURNAL) if low <= name <= high]

    def _days(self, name: str) -> list[date]:
        return [record.day for records in self._records(name).values() for record in records]

    def _records(self, name: str) -> dict[str, list[Any]]:
        stamp = self.shelf.stamp(name)
        kept = self._kept.get(name)
        if kept and kept[0] == stamp:
            return dict(kept[1])
        found = self.shelf.load(name)
        records = _records_of(found.content.tables)
        if found.agreed:
            self._kept[name] = (stamp, records)
        return dict(records)


def _records_of(tables: Tables) -> dict[str, list[Any]]:
    known = [table for table in tables if table in KINDS]
    return {table: _sound_records(tables[table], KINDS[table]) for table in known}


def _sound_records(documents: dict[str, dict[str, Any]], kind: type[Record]) -> list[Any]:
    records = []
    for _, doc in sorted(documents.items()):
        try:
            record = record_of(doc, kind)
        except (msgspec.ValidationError, BadField):
            continue
        if record is not None:
            records.append(record)
    return records
