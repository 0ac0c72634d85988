"""The files of the diary, kept in memory while they do not change; a record is made when it is wanted."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache, partial
from typing import Any

import msgspec

from detox.domain.record import Record
from detox.domain.record_versions import Lineage
from detox.errors import BadField, Damaged
from detox.storage.backups import quarantined
from detox.storage.file_format import (
    BOOK,
    CONTACTS,
    JOURNAL,
    KINDS,
    TRIALS,
    Doc,
    is_diary_file,
    month_file,
    record_of,
)
from detox.storage.log_versions import lineage_in
from detox.storage.merge import says_several
from detox.storage.paths import DiaryPaths, refusing
from detox.storage.replicas import agreed_bytes, read_and_heal
from detox.storage.undo_log import UndoLog

_KEPT = 8
"""So many files stay in memory: the twelve weeks that the screens show, the book, the people, and some."""
FEW_DAYS = 400

Rows = dict[str, msgspec.Raw] | dict[str, Doc]
"""The records of a table by id: as bytes where both copies agree, else as documents."""


class DatedRecord(msgspec.Struct, gc=False):
    """As much of a record as says when it was."""

    day: str = ""
    """YYYY-MM-DD; nothing for a tombstone."""
    deleted: bool = False
    forgotten: bool = False


_dated = msgspec.json.Decoder(DatedRecord).decode
_decode_doc = msgspec.json.Decoder(Doc).decode
_tables = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]]).decode


class FileView:
    """What a file held at one moment."""

    def __init__(self, tables: dict[str, Rows], odd: Callable[[], None]) -> None:
        self._tables = tables
        self._odd = odd
        self._made: dict[tuple[str, str], Any] = {}
        self._days: dict[str, list[tuple[str, str]]] = {}

    @classmethod
    def of(cls, data: bytes, odd: Callable[[], None]) -> "FileView":
        """The view of a file's bytes; `odd` is called for a record that makes no sense."""
        return cls(dict(_tables(data)), odd)

    def all(self, table: str) -> list[Any]:
        """Every record of a table, by id."""
        return [record for key in sorted(self._tables.get(table, ())) if (record := self.one(table, key))]

    def between(self, table: str, first: date, last: date) -> list[Any]:
        """The records of the days `first`..`last`, both included, by id."""
        low, high = first.isoformat(), last.isoformat()
        keys = [key for day, key in self.days(table) if low <= day <= high]
        return [record for key in keys if (record := self.one(table, key))]

    def days(self, table: str) -> list[tuple[str, str]]:
        """Of every record that has one, its day and its id."""
        if table not in self._days:
            self._days[table] = list(self._dated(table))
        return self._days[table]

    def several(self, table: str) -> list[str]:
        """The ids of the records that stand in more than one version, unlike each other, in order."""
        rows = self._tables.get(table, {})
        return [
            key
            for key in sorted(rows)
            if says_several(row if isinstance(row := rows[key], dict) else _several_in(row))
        ]

    def lineages(self, table: str) -> Iterator[tuple[str, Lineage]]:
        """Of every record that stands, its id, which version it is, and what stands beside it."""
        for key, row in self._tables.get(table, {}).items():
            if (found := lineage_in(row, KINDS[table])) is not None:
                yield key, found

    def one(self, table: str, key: str) -> Any:  # noqa: ANN401 - whatever the table holds
        """That record; `None` where there is none, or one that makes no sense."""
        if (table, key) not in self._made:
            self._made[table, key] = self._make(table, key)
        return self._made[table, key]

    def _make(self, table: str, key: str) -> Record | None:
        row = self._tables.get(table, {}).get(key)
        if row is None:
            return None
        try:
            return record_of(row, KINDS[table]) if isinstance(row, dict) else _record(row, table)
        except (msgspec.ValidationError, BadField):
            self._odd()
            return None

    def _dated(self, table: str) -> Iterator[tuple[str, str]]:
        rows = self._tables.get(table, {})
        for key in sorted(rows):
            row = rows[key]
            try:
                dated = msgspec.convert(row, DatedRecord) if isinstance(row, dict) else _dated(row)
            except msgspec.ValidationError:
                self._odd()
                continue
            if dated.day and not dated.deleted and not dated.forgotten:
                yield dated.day, key


def _several_in(row: msgspec.Raw) -> Doc:
    # Hardly any record has two versions: the look at the bytes spares the reading of all others.
    return _decode_doc(row) if b'"others":[' in bytes(row) else {}


def _record(row: msgspec.Raw, table: str) -> Record | None:
    dated = _dated(row)
    if dated.deleted or dated.forgotten:
        return None
    if table == TRIALS:  # its readings stand in all of its versions
        return record_of(_decode_doc(row), KINDS[table])
    return _decoder(table)(row)


@cache
def _decoder(table: str) -> Callable[[msgspec.Raw], Record]:
    return msgspec.json.Decoder(KINDS[table]).decode


class DiskLook:
    """What one look at the disk has seen so far."""

    def __init__(self, times_locked: int) -> None:
        self.times_locked = times_locked
        self.in_order = False
        self.stamps: dict[str, object] = {}
        self.views: dict[str, FileView] = {}


class FileCache:
    """Every file of the diary, read when it is wanted."""

    def __init__(self, paths: DiaryPaths, *, recover: Callable[[], None]) -> None:
        self.paths = paths
        self._recover = recover
        """Finishes what a crash cut short and merges conflict copies; called before anything is read."""
        self._kept: dict[str, tuple[object, FileView]] = {}
        self._told: set[str] = set()
        self._lost_files: set[str] = set()
        self._looked: object = None
        self._looks = 0
        self._look = DiskLook(0)
        self._watched = (paths.home, paths.home / JOURNAL, UndoLog(paths).folder, paths.state / "quarantine")
        self._one_at_a_time = threading.RLock()

    @contextmanager
    def one_look(self) -> Iterator[None]:
        """Within, the disk is looked at once: all that is read is of one moment, until we write ourselves."""
        self._looks += 1
        try:
            yield
        finally:
            self._looks -= 1
            if not self._looks:
                self._look = DiskLook(self.paths.times_locked)

    def _seen(self) -> DiskLook:
        """What this look has seen; outside of one every question is a new look."""
        if not self._looks or self._look.times_locked != self.paths.times_locked:
            self._look = DiskLook(self.paths.times_locked)
        return self._look

    def stamp_of(self, name: str) -> object:
        """Equal while neither copy of that file has changed."""
        stamps = self._seen().stamps
        if name not in stamps:
            stamps[name] = self.paths.stamp(name)
        return stamps[name]

    @refusing
    def months(self, first: date = date.min, last: date = date.max) -> list[str]:
        """The files of the months from `first`'s to `last`'s, in order."""
        with self._one_at_a_time:
            self._put_in_order()
        low, high = month_file(first), month_file(last)
        if (last - first).days <= FEW_DAYS:  # a look at each is quicker than a list of twenty years
            days = (first + timedelta(days=n) for n in range(0, (last - first).days + 28, 28))
            names = [name for name in dict.fromkeys(map(month_file, days)) if self._is_there(name)]
        else:
            names = self.paths.names(JOURNAL)
        return [name for name in names if low <= name <= high and is_diary_file(name)]

    def newest_written(self) -> list[tuple[str, float]]:
        """Every month's file with the moment it was written, in seconds since 1970, the newest first."""
        marks = {name: [mark for mark in self.paths.stamp(name) if mark] for name in self.months()}
        written = [(name, max(mark[2] for mark in held) / 1e9) for name, held in marks.items() if held]
        return sorted(written, key=lambda each: (-each[1], each[0]))

    def stamp(self) -> object:
        """Equal while no file has come, gone or been replaced, and none that was read has changed."""
        files = {name: self.paths.stamp(name) for name in sorted({BOOK, CONTACTS, *self._kept})}
        return self.folder_marks(), files

    def folder_marks(self) -> object:
        """Equal while no file has come, gone or been replaced."""
        paths = self.paths
        folders = (paths.home, paths.mirror, *(root / JOURNAL for root in (paths.home, paths.mirror)))
        return tuple(paths.disk.mark(folder) for folder in folders)

    def stamp_as_read(self, folder_marks: object) -> object:
        """What `stamp` gives while the diary is still as it was read.

        Args:
            folder_marks: those from before it was read.
        """
        kept = {name: held[0] for name, held in self._kept.items()}
        names = sorted({BOOK, CONTACTS, *kept})
        return folder_marks, {name: kept.get(name) or self.paths.stamp(name) for name in names}

    @refusing
    def view(self, name: str) -> FileView:
        """What that file says now.

        Raises:
            Damaged: it has no whole copy, or was set aside for that; said once.
            StoreError: it is there, but cannot be read.
        """
        with self._one_at_a_time:
            self._put_in_order()
            seen = self._seen()
            if name in seen.views:
                return seen.views[name]
            self._say_what_is_lost(name)
            stamp = self.stamp_of(name)
            kept = self._kept.pop(name, None)
            if kept and kept[0] == stamp:
                self._kept[name] = kept
                seen.views[name] = kept[1]
                return kept[1]
            view = seen.views[name] = self._read(name)
            if stamp == self.paths.stamp(name):  # else it was healed, or somebody wrote meanwhile
                self._kept[name] = (stamp, view)
            if len(self._kept) > _KEPT:
                del self._kept[next(iter(self._kept))]
            return view

    def _is_there(self, name: str) -> bool:
        if self.stamp_of(name) == (None, None):
            return False
        home, mirror = self.paths.replicas(name)
        return self.paths.disk.mark(mirror) is not None or not self.paths.is_no_file(home)

    def _read(self, name: str) -> FileView:
        odd = partial(self.paths.notify, "odd", name)
        data = agreed_bytes(self.paths, name)
        if data is not None:
            return FileView.of(data, odd)
        found = read_and_heal(self.paths, name)
        if found.home.foreign:
            self._recover()
            found = read_and_heal(self.paths, name)
        if found.damaged:
            self._lost(name)
        return FileView(dict(found.content.tables), odd)

    def _say_what_is_lost(self, name: str) -> None:
        if name in self._lost_files:
            self._lost(name)

    def _lost(self, name: str) -> None:
        if name not in self._told:
            self._told.add(name)
            self.paths.notify("damaged", name)
            raise Damaged(name)

    def _put_in_order(self) -> None:
        if self._seen().in_order:
            return
        self.paths.check_sealing()
        looked = [self.paths.disk.mark(path) for path in self._watched]
        if looked != self._looked:
            self._recover()
            self._lost_files = {file.file for file in quarantined(self.paths)}
            self._looked = looked
        self._seen().in_order = True
