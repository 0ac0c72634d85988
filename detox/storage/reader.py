"""Reading the diary: by day, by id, or lean for charts; what changed on the disk is read again."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from detox.domain.dates import Span
from detox.domain.entries import CheckIn, Contact, Entry, Life
from detox.domain.record import Record
from detox.domain.snapshot import Book
from detox.errors import Damaged, StoreError
from detox.storage.copies import agreed_bytes
from detox.storage.disk import Disk
from detox.storage.page import Page
from detox.storage.pages import Pages
from detox.storage.records import BOOK, CONTACTS
from detox.storage.shelf import Notice, Shelf, refusing
from detox.storage.tallies import MonthTallies, lean, tallied
from detox.storage.versions import Version, versions_of


class MonthReader:
    """What the diary says."""

    def __init__(
        self, home: Path, state: Path, *, now: Callable[[], datetime], disk: Disk | None = None
    ) -> None:
        self.shelf = Shelf(home, state, disk or Disk(), now)
        if self.shelf.disk.mark(home) and not self.shelf.disk.is_folder(home):
            raise StoreError("not a folder", file=home.name)
        self.pages = Pages(self.shelf)
        self._book: tuple[Page, Book] | None = None

    def entries(self, first: date, last: date) -> list[Entry]:
        """The entries of `first`..`last`, both included, by day, then as they were recorded.

        Raises:
            Damaged: a month of them has no whole copy; said once, then what is left is given.
            StoreError: a month cannot be read.
        """
        found = {entry.id: entry for entry in self._of_days("entries", first, last)}
        return sorted(found.values(), key=_place)

    def checkins(self, first: date, last: date) -> list[CheckIn]:
        """The check-ins of `first`..`last`, both included, by day.

        Raises:
            Damaged: a month of them has no whole copy; said once, then what is left is given.
            StoreError: a month cannot be read.
        """
        return sorted(self._of_days("checkins", first, last), key=lambda checkin: checkin.day)

    def checkin(self, day: date) -> CheckIn | None:
        """The check-in of a day, to write on in it: what is damaged has been noted, and typing goes on."""
        with suppress(Damaged):
            return next(iter(self.checkins(day, day)), None)
        return next(iter(self.checkins(day, day)), None)

    def tallies(self, first: date, last: date) -> Iterator[MonthTallies]:
        """The same days, lean, a month at a time; never more than one of them is held."""
        for name in self.pages.months(first, last):
            data = agreed_bytes(self.shelf, name)
            month = lean(data) if data is not None else None
            if month is None:
                page = self.pages.page(name)
                month = tallied(page.all("entries"), page.all("checkins"))
            yield month.between(first, last)

    def entry(self, id: str) -> Entry | None:  # noqa: A002 - the record's own word
        """The entry of that id, wherever it is.

        Raises:
            Damaged: it was found nowhere, and a month has no whole copy.
        """
        damaged = None
        for name in reversed(self.pages.months()):
            data = agreed_bytes(self.shelf, name)
            if data is not None and id.encode() not in data:
                continue
            try:
                entry: Entry | None = self.pages.page(name).one("entries", id)
            except Damaged as error:
                damaged = error
                continue
            if entry is not None:
                return entry
        if damaged:
            raise damaged
        return None

    def span(self) -> Span | None:
        """The first and the last day with an entry or a check-in."""
        names = self.pages.months()
        first = next((days for name in names if (days := self._days(name))), None)
        last = next((days for name in reversed(names) if (days := self._days(name))), None)
        if not first or not last:
            return None
        return Span(first=date.fromisoformat(min(first)), last=date.fromisoformat(max(last)))

    def book(self) -> Book:
        """What stands beside the months."""
        page = self.pages.page(BOOK)
        if self._book is None or self._book[0] is not page:
            tables = ("tasks", "channels", "trials", "steps", "pauses")
            records = {table: tuple(page.all(table)) for table in tables}
            self._book = (page, Book(life=page.one("life", "life") or Life(), **records))
        return self._book[1]

    def contacts(self) -> tuple[Contact, ...]:
        """The people, by id."""
        return tuple(self.pages.page(CONTACTS).all("contacts"))

    def versions(self, record: Record) -> tuple[Version, ...]:
        """All versions of a record that nobody has superseded, the one in front first."""
        return versions_of(self.shelf, record)

    @refusing
    def stamp(self) -> object:
        """Equal while no file has changed."""
        return self.pages.stamp()

    def stamp_of(self, first: date, last: date) -> object:
        """Equal while no file of the months of `first`..`last` has changed."""
        return [(name, self.shelf.stamp(name)) for name in self.pages.months(first, last)]

    def notices(self) -> list[Notice]:
        """What the person should hear about the files; each is handed out once."""
        told, self.shelf.notices = self.shelf.notices, []
        return told

    def _of_days(self, table: str, first: date, last: date) -> list[Any]:
        names = self.pages.months(first, last)
        return [record for name in names for record in self.pages.page(name).between(table, first, last)]

    def _days(self, name: str) -> list[str]:
        page = self.pages.page(name)
        return [day for table in ("entries", "checkins") for day, _ in page.days(table)]


def _place(entry: Entry) -> tuple[date, datetime, str]:
    """By instant, not by text: after an autumn night's clock change, or a flight, 01:10 may follow 01:50."""
    return entry.day, datetime.fromisoformat(entry.recorded_at), entry.id
