"""The diary on the disk: read by day, by id, or in outline; written in transactions that can be undone."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from detox.domain.dates import ONE_DAY, Span
from detox.domain.entries import CheckIn, Contact, Entry, Life
from detox.domain.record import Record
from detox.domain.record_versions import Lineage, RecordKey
from detox.domain.snapshot import Book, Snapshot, is_rival, standing_trial
from detox.errors import BadField, Damaged, NoSuch, StoreError
from detox.storage.backups import quarantined
from detox.storage.cache import FEW_DAYS, FileCache, FileView
from detox.storage.disk import Disk
from detox.storage.drafts import Drafts
from detox.storage.erase import Key, deleted_keys, erase, erase_helper, keys_of
from detox.storage.file_format import BOOK, CONTACTS, KINDS, Doc, month_file, place, record_of
from detox.storage.incoming import take_record
from detox.storage.local_state import known_device
from detox.storage.log_versions import joined_lineages, records_in
from detox.storage.merge import distinct
from detox.storage.paths import DiaryPaths, Notice, refusing
from detox.storage.projections import MonthProjections, project_bytes, project_records
from detox.storage.replicas import agreed_bytes, read_pair
from detox.storage.sync_conflicts import conflict_files, merge_conflicts
from detox.storage.transaction import Change, commit, open_transaction, undo_or_redo
from detox.storage.undo_log import DONE, UNFINISHED, LoggedTransaction, UndoLog

MOST_LEAN = 14
"""So many months stay, lean: as many as `FEW_DAYS` may touch."""


class RecordVersion(msgspec.Struct, frozen=True, kw_only=True):
    """One of the versions of a record that nobody has superseded."""

    record: Record | None
    """`None` where it was deleted there, or makes no sense."""
    updated_at: str
    """RFC 3339, as its writer's clock said."""
    device: str
    """The short name of the device that wrote it, "x..." for an import, a second window or a damaged copy."""
    here: bool = False
    """Whether that is this device."""
    doubt: bool = False
    """Whether it comes out of bytes that cannot be trusted."""


class MergeCounts(msgspec.Struct, frozen=True, kw_only=True):
    """What an import did."""

    added: int = 0
    changed: int = 0
    """Records whose imported version is the later one and now stands in front."""
    kept: int = 0
    """Records where the diary's own version stays in front; the imported one is kept beside it."""
    deleted: int = 0
    """Records that were deleted here and stay deleted."""
    forgotten: int = 0
    """Records that were purged here and stay purged."""


class DiaryReader:
    """What the diary says."""

    def __init__(
        self, home: Path, state: Path, *, now: Callable[[], datetime], disk: Disk | None = None
    ) -> None:
        self.paths = DiaryPaths(home, state, disk or Disk(), now)
        if self.paths.disk.mark(home) and not self.paths.disk.is_folder(home):
            raise StoreError("not a folder", file=home.name)
        self.drafts = Drafts(self.paths)
        """What was typed and is not saved yet."""
        self.cache = FileCache(self.paths, recover=partial(_recover, self.paths))
        self._book: tuple[FileView, Book] | None = None
        self._lean: dict[str, tuple[object, MonthProjections]] = {}
        """The months that were read last in a short span, with their stamps."""

    def entries(self, first: date, last: date) -> list[Entry]:
        """The entries of `first`..`last`, both included, by day, then as they were recorded.

        Raises:
            Damaged: a month of them has no whole copy; said once, then what is left is given.
            StoreError: a month cannot be read.
        """
        found = {entry.id: entry for entry in self._of_days("entries", first, last)}
        return sorted(found.values(), key=_place)

    def newest_first(self, first: date, last: date) -> Iterator[Entry]:
        """The same entries, the newest first, a month read only when it is reached."""
        day = last
        while day >= first:
            month = max(first, day.replace(day=1))
            yield from reversed(self.entries(month, day))
            day = month - ONE_DAY

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

    def projections(self, first: date, last: date) -> Iterator[MonthProjections]:
        """The same days, lean, a month at a time; of a long span never more than one is held."""
        keep = (last - first).days <= FEW_DAYS
        for name in self.cache.months(first, last):
            yield self._projected(name, keep=keep).between(first, last)

    def _projected(self, name: str, *, keep: bool) -> MonthProjections:
        stamp = self.cache.stamp_of(name)
        held = self._lean.get(name)
        if held and held[0] == stamp:
            return held[1]
        data = agreed_bytes(self.paths, name)
        month = project_bytes(data) if data is not None else None
        if month is None:
            view = self.cache.view(name)
            month = project_records(view.all("entries"), view.all("checkins"))
        if keep:
            month = month.kept()
            self._lean.pop(name, None)
            self._lean[name] = (stamp, month)
            if len(self._lean) > MOST_LEAN:
                del self._lean[next(iter(self._lean))]
        return month

    def entry(self, id: str) -> Entry | None:  # noqa: A002 - the record's own word
        """The entry of that id, wherever it is.

        Raises:
            Damaged: it was found nowhere, and a month has no whole copy.
        """
        damaged = None
        for name in reversed(self.cache.months()):
            data = agreed_bytes(self.paths, name)
            if data is not None and id.encode() not in data:
                continue
            try:
                entry: Entry | None = self.cache.view(name).one("entries", id)
            except Damaged as error:
                damaged = error
                continue
            if entry is not None:
                return entry
        if damaged:
            raise damaged
        return None

    def beginning(self, start: str) -> Iterator[Entry]:
        """The entries whose ids begin like that, of the newest month first; other months are not unpacked."""
        for name in reversed(self.cache.months()):
            data = agreed_bytes(self.paths, name)
            if data is None or start.encode() in data:
                yield from (e for e in self.cache.view(name).all("entries") if e.id.startswith(start))

    def recorded_last(self) -> Entry | None:
        """The entry that was recorded last, whatever its day; `None` where there is none.

        A file holds nothing that was recorded after it was written, so those that were not written since
        are not read.
        """
        found: Entry | None = None
        for name, written in self.cache.newest_written():
            if found is not None and _recorded(found).timestamp() > written:
                break
            entries = self.cache.view(name).all("entries")
            found = max([*entries, *([found] if found else [])], key=_recorded_order, default=None)
        return found

    def span(self) -> Span | None:
        """The first and the last day with an entry or a check-in."""
        names = self.cache.months()
        first = next((days for name in names if (days := self._days(name))), None)
        last = next((days for name in reversed(names) if (days := self._days(name))), None)
        if not first or not last:
            return None
        return Span(first=date.fromisoformat(min(first)), last=date.fromisoformat(max(last)))

    def book(self) -> Book:
        """What stands beside the months."""
        view = self.cache.view(BOOK)
        if self._book is None or self._book[0] is not view:
            tables = ("tasks", "channels", "trials", "steps", "pauses")
            records = {table: tuple(view.all(table)) for table in tables}
            life = view.one("life", "life") or Life()
            named = self._trials_named(life) if view.several("life") else {life.trial}
            shown = standing_trial(named, records["trials"])
            rivals = tuple(t for t in records["trials"] if shown and t.id in named and is_rival(t, shown))
            found = Book(life=life, shown=shown.id if shown else None, rivals=rivals, **records)
            self._book = (view, found)
        return self._book[1]

    def _trials_named(self, life: Life) -> set[str | None]:
        lives = (version.record for version in self.versions(life))
        return {version.trial for version in lives if isinstance(version, Life)}

    def contacts(self) -> tuple[Contact, ...]:
        """The people, by id."""
        return tuple(self.cache.view(CONTACTS).all("contacts"))

    def versions(self, record: Record) -> tuple[RecordVersion, ...]:
        """All versions of a record that nobody has superseded, the one in front first; else nothing.

        Of those that say the same, which two machines wrote apart, only the first.
        """
        where = place(record)
        doc = read_pair(self.paths, where.file).content.tables.get(where.table, {}).get(where.id)
        here = known_device(self.paths)
        return tuple(
            RecordVersion(
                record=_record_in(version, type(record)),
                updated_at=version.get("updated_at", ""),
                device=(device := version.get("clock", "").rpartition("-")[2]),
                here=device == here,
                doubt=version.get("doubt", False),
            )
            for version in distinct(doc)
        )

    def several(self, first: date, last: date) -> dict[str, tuple[RecordVersion, ...]]:
        """The entries and check-ins of `first`..`last` with more than one version: all of them, by id."""
        found: dict[str, tuple[RecordVersion, ...]] = {}
        for name in self.cache.months(first, last):
            view = self.cache.view(name)
            for table in ("entries", "checkins"):
                for key in view.several(table):
                    record = view.one(table, key)
                    if record is not None and first <= record.day <= last:
                        found[key] = self.versions(record)
        return found

    def several_beside(self) -> list[Record]:
        """The tasks, channels, trials, steps, pauses and people with more than one version."""
        views = (self.cache.view(name) for name in (BOOK, CONTACTS))
        found = [view.one(table, key) for view in views for table in KINDS for key in view.several(table)]
        return [record for record in found if record is not None]

    def lineages(self) -> dict[RecordKey, Lineage]:
        """Which version every record of the diary is that stands, and what stands beside it.

        Raises:
            Damaged: a file has no whole copy; said once.
            StoreError: a file cannot be read.
        """
        found: dict[RecordKey, Lineage] = {}
        read: list[str] = []
        for name in (BOOK, CONTACTS, *self.cache.months()):
            view = self.cache.view(name)
            for table in KINDS:
                for key, lineage in view.lineages(table):
                    held = found.get((table, key))
                    found[table, key] = (
                        self._in_two_months(read, table, key, lineage, held) if held else lineage
                    )
            read.append(name)
        return found

    def _in_two_months(
        self, read: list[str], table: str, key: str, later: Lineage, earlier: Lineage
    ) -> Lineage:
        """The lineage of a record that one machine moved to another month, and another one wrote on."""
        fronts = (self.cache.view(name).one(table, key) for name in reversed(read))
        front = next((record for record in fronts if record is not None), None)
        return later if front is None else joined_lineages(later, earlier, front)

    @refusing
    def stamp(self) -> object:
        """Equal while no file has changed."""
        return self.cache.stamp()

    def stamp_of(self, first: date, last: date) -> object:
        """Equal while no file of the months of `first`..`last` has changed."""
        return [(name, self.cache.stamp_of(name)) for name in self.cache.months(first, last)]

    def notices(self) -> list[Notice]:
        """What the person should hear about the files; each is handed out once."""
        told, self.paths.notices = self.paths.notices, []
        return told

    def _of_days(self, table: str, first: date, last: date) -> list[Any]:
        names = self.cache.months(first, last)
        return [record for name in names for record in self.cache.view(name).between(table, first, last)]

    def _days(self, name: str) -> list[str]:
        view = self.cache.view(name)
        return [day for table in ("entries", "checkins") for day, _ in view.days(table)]


def _recorded(entry: Entry) -> datetime:
    return datetime.fromisoformat(entry.recorded_at)


def _recorded_order(entry: Entry) -> tuple[datetime, str]:
    return _recorded(entry), entry.id


class DiaryStore(DiaryReader):
    """The diary on the disk: `journal/2026-03.json`, `book.json`, `contacts.json`, each in two copies."""

    def save(self, action: str, changes: Sequence[Change], *, undoable: bool = True) -> None:
        """Write all of these changes or none, as one transaction; what is already so is left alone.

        What is not `undoable` is passed over by undo and redo.

        Raises:
            StoreError: it could not be written; nothing has changed.
        """
        with open_transaction(self.paths) as transaction:
            for change in changes:
                transaction.change(change)
            commit(transaction, action, undoable=undoable)

    def merge(
        self, snapshot: Snapshot, before: Sequence[Change] = (), *, restore: bool = False
    ) -> MergeCounts:
        """Take over another diary: what is new is added, what differs is kept beside, the later in front.

        Args:
            snapshot: the other diary.
            before: what is to change here first, as a part of the same deed.
            restore: bring back what was deleted here; what was purged stays purged.

        Raises:
            StoreError: it could not be written; nothing has changed.
        """
        with open_transaction(self.paths) as transaction:
            for change in before:
                transaction.change(change)
            counts = Counter(
                take_record(transaction, record, lineage, restore=restore)
                for record, lineage in records_in(snapshot)
            )
            commit(transaction, "import")
        return MergeCounts(**{what: n for what, n in counts.items() if what})

    def undone(self) -> list[LoggedTransaction]:
        """What can be undone, newest first."""
        return UndoLog(self.paths).in_state(DONE)[::-1]

    def undo(self) -> LoggedTransaction:
        """Take back the last transaction.

        Raises:
            Forbidden: there is none, or what it wrote has changed since.
        """
        return undo_or_redo(self.paths, "undo")

    def redo(self) -> LoggedTransaction:
        """Do again what was undone last.

        Raises:
            Forbidden: there is none, or what it wrote has changed since.
        """
        return undo_or_redo(self.paths, "redo")

    def forget(self, *what: str | Record | Key) -> tuple[str, ...]:
        """Erase records everywhere, each given, or named by its id or by table and id: not to be undone.

        Returns:
            The files that are damaged and wait for repair, by name: they may hold it in pieces.

        Raises:
            NoSuch: none of them is there; nothing has changed.
            StoreError: a file could not be written; asking again goes on with it.
        """
        with open_transaction(self.paths):
            keys = {key for one in what for key in self._keys(one)}
            if not keys:
                raise NoSuch("record", str(what[0]) if what else "")
            erase(self.paths, keys)
            return tuple(sorted({file.file for file in quarantined(self.paths)}))

    def deleted_on(self, day: date) -> set[Key]:
        """The entries and check-ins of that day that are deleted and can still be brought back."""
        said = day.isoformat()
        return deleted_keys(self.paths, [month_file(day)], lambda _table, doc: doc.get("day") == said)

    def deleted_contacts(self, is_meant: Callable[[str], bool]) -> set[Key]:
        """The contacts whose name is meant that are deleted and can still be brought back."""
        return deleted_keys(self.paths, [CONTACTS], lambda _table, doc: is_meant(str(doc.get("name", ""))))

    def ids(self, id: str) -> set[Key]:  # noqa: A002 - the record's own word
        """Every record of that id that was not erased, deleted ones too, by table and id."""
        return keys_of(self.paths, id)

    def _keys(self, what: str | Record | Key) -> set[Key]:
        if isinstance(what, str):
            return keys_of(self.paths, what)
        if isinstance(what, tuple):
            return {what}
        where = place(what)
        return {(where.table, where.id)}

    def forget_helper(self, entries: Sequence[Entry]) -> None:
        """Erase who helped in those entries, everywhere; all else they say stays. That cannot be undone.

        Raises:
            NoSuch: none of them is there; nothing has changed.
            StoreError: a file could not be written; asking again goes on with it.
        """
        with open_transaction(self.paths):
            names = {entry.helper for entry in entries if entry.helper}
            erase_helper(self.paths, [entry.id for entry in entries], names)


def _record_in(version: Doc, kind: type[Record]) -> Record | None:
    try:
        return record_of(version, kind)
    except (msgspec.ValidationError, BadField):
        return None


def _recover(paths: DiaryPaths) -> None:
    """Finish what a crash cut short and merge conflict copies, if the disk lets us."""
    if UndoLog(paths).files(UNFINISHED) or conflict_files(paths):
        with suppress(OSError, StoreError), open_transaction(paths):
            merge_conflicts(paths)


def _place(entry: Entry) -> tuple[date, datetime, str]:
    """By instant, not by text: after an autumn night's clock change, or a flight, 01:10 may follow 01:50."""
    return entry.day, datetime.fromisoformat(entry.recorded_at), entry.id
