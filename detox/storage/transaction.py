"""A deed from its first note to its last file: done whole, finished after a crash, or not done at all."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial

import msgspec
from tinydb import TinyDB
from tinydb.table import Document, Table

from detox.domain.record import Record
from detox.errors import BadField, Forbidden, StoreError
from detox.storage.file_format import (
    KINDS,
    Doc,
    Place,
    fields_of,
    kept_fields,
    place,
    record_of,
    unknown_fields,
)
from detox.storage.local_state import device_id
from detox.storage.merge import content, joined, lone_version, next_version, versions
from detox.storage.paths import Shelf, refusal
from detox.storage.replicas import SafeStorage, write_files
from detox.storage.undo_log import DOING, DONE, UNDONE, Deed, Deeds, Touched

_LONG_AGO = {"updated_at": "1970-01-01T00:00:00+00:00"}
"""A record of a log that says no time is older than any that does."""
TOMBSTONE: Doc = {"deleted": True}


class Texts(Table):
    """A TinyDB table whose ids are texts."""

    document_id_class = str  # type: ignore[assignment]
    default_query_cache_capacity = 0


class Database(TinyDB):
    """A TinyDB database over one file of the diary."""

    table_class = Texts


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One record before and after; `before` None: new; `after` None: deleted."""

    before: Record | None = None
    after: Record | None = None


class Work:
    """The records that one deed touches; nothing is on the disk before `commit`."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.touched: dict[Place, Touched] = {}
        self._storages: dict[str, SafeStorage] = {}

    def doc(self, where: Place) -> Doc | None:
        """The record as it stands in this deed."""
        if where in self.touched:
            return self.touched[where].after
        if where.file not in self._storages:
            self._storages[where.file] = SafeStorage(self.shelf, where.file)
        return self._storages[where.file].read().get(where.table, {}).get(where.id)

    def put(self, where: Place, doc: Doc | None) -> None:
        """Let the record be that, or be no more."""
        before = self.touched[where].before if where in self.touched else self.doc(where)
        self.touched[where] = Touched(
            file=where.file, table=where.table, id=where.id, before=before, after=doc
        )

    def change(self, change: Change) -> None:
        """Take over what a person changed."""
        old = place(change.before) if change.before else None
        new = place(change.after) if change.after else None
        if change.after and new:
            source = self.doc(old or new)
            fields = unknown_fields(source, type(change.after)) | fields_of(change.after)
            self.write(new, fields, instead_of=change.before if old == new else None)
        if old and old != new:
            self.write(old, TOMBSTONE, instead_of=change.before)

    def write(self, where: Place, fields: Doc, *, instead_of: Record | None) -> None:
        """Put a new version over what the writer saw, or beside what the writer did not see."""
        current = self.doc(where)
        seen = current is None or _says(current, where, instead_of)
        choosing = current is not None and "others" in current and seen
        if content(current) == content(fields) and not choosing:
            return
        now = self.shelf.now()
        if seen:
            self.put(where, next_version(fields, current, device=device_id(self.shelf), now=now))
        elif current:
            self.put(where, joined(current, lone_version(fields, now, apart=secrets.token_hex(4))))

    def turn(self, where: Place, wanted: Doc | None, left: Doc | None) -> bool:
        """Put a record back to what it was; whether that was possible."""
        current = self.doc(where)
        if content(current) == content(wanted):
            return True
        if content(current) != content(left):
            return False
        fields = TOMBSTONE if content(wanted) is None else kept_fields(wanted or {}, KINDS[where.table])
        self.put(where, next_version(fields, current, device=device_id(self.shelf), now=self.shelf.now()))
        return True

    def take(self, record: Record) -> str:
        """Join a record of another log; says "added", "changed" (it stands in front), "kept" or nothing."""
        where = place(record)
        current = self.doc(where)
        fields = fields_of(record)
        if current and any(content(version) == content(fields) for version in versions(current)):
            return ""
        theirs = lone_version(_LONG_AGO | fields, self.shelf.now())
        both = joined(current, theirs) if current else theirs
        if both == current:
            return ""
        self.put(where, both)
        if content(current) is None:
            return "added"
        return "changed" if content(both) == content(theirs) else "kept"

    def finish(self, touched: Touched) -> None:
        """Bring a record to where a deed cut short wanted it; what came since is kept."""
        current = self.doc(touched.place)
        if touched.after and current != touched.after:
            self.put(touched.place, joined(current, touched.after) if current else touched.after)

    def make_even(self) -> None:
        """Let both copies of each file say the same, after a crash came between them."""
        uneven = [storage for storage in self._storages.values() if not storage.found.agreed]
        if uneven:
            write_files(self.shelf, uneven)
        self.shelf.notices = [notice for notice in self.shelf.notices if notice.kind != "restored"]

    def commit(self) -> None:
        """Write each touched file once."""
        by_file: dict[str, dict[str, dict[str, Doc | None]]] = {}
        for where, touched in self.touched.items():
            by_file.setdefault(where.file, {}).setdefault(where.table, {})[where.id] = touched.after
        for file, tables in by_file.items():
            database = Database(storage=partial(_the_same, self._storages[file]))
            for table, docs in tables.items():
                rows = database.table(table, cache_size=0)
                rows.remove(doc_ids=docs)  # type: ignore[arg-type]  # ids are texts here
                rows.insert_multiple(Document(doc, key) for key, doc in docs.items() if doc)  # type: ignore[arg-type]
        write_files(self.shelf, [self._storages[file] for file in by_file])


def _says(doc: Doc, where: Place, record: Record | None) -> bool:
    """Whether the writer had that very version before its eyes."""
    try:
        return record_of(doc, KINDS[where.table]) == record
    except (msgspec.ValidationError, BadField):
        return False


def _the_same(storage: SafeStorage) -> SafeStorage:
    """TinyDB makes its storage itself; ours is there already."""
    return storage


@contextmanager
def writing(shelf: Shelf) -> Iterator[Work]:
    """Hold the lock, with everything in order, for one deed.

    Raises:
        StoreError: another Detox is saving, or the disk does not do what it should.
    """
    with shelf.locked():
        try:
            _finish_what_was_cut_short(shelf)
            yield Work(shelf)
        except OSError as error:
            raise refusal(error) from None


def do(work: Work, name: str, *, of: str = "") -> None:
    """Put a deed on the disk; `of` is the number of the deed that it turns. The lock is held."""
    if not work.touched:
        return
    deeds = Deeds(work.shelf)
    at = work.shelf.now().isoformat(timespec="seconds")
    deed = Deed(deed=name, at=at, touched=tuple(work.touched.values()), of=of)
    several = len({touched.file for touched in deed.touched}) > 1
    path = deeds.begin(deed, durable=several)
    try:
        work.commit()
    except BaseException:
        if _nothing_is_there(work.shelf, deed):  # else it will be finished, and none of it lost
            work.shelf.drop(path)
        raise
    with suppress(OSError):  # it is done; the next write puts the list in order
        deeds.finish(path, deed)


def turn(shelf: Shelf, verb: str) -> Deed:
    """Undo the last deed, or redo the one undone last; says which one it was.

    Raises:
        Forbidden: there is none, or what it wrote has changed since; nothing has changed.
    """
    there, back = (DONE, UNDONE) if verb == "undo" else (UNDONE, DONE)
    with writing(shelf) as work:
        deeds = Deeds(shelf)
        paths = deeds.paths(there)
        for path in paths[::-1] if verb == "undo" else paths:
            deed = deeds.read(path)
            if deed is None:
                shelf.drop(path)
                continue
            _turn_records(work, deed, verb)
            if work.touched:
                do(work, verb, of=path.stem)
                return deed
            shelf.disk.replace(path, path.with_suffix(back))  # so it is already
    raise Forbidden(f"nothing to {verb}")


def _turn_records(work: Work, deed: Deed, verb: str) -> None:
    for touched in deed.touched:
        ends = (touched.before, touched.after)
        if not work.turn(touched.place, *(ends if verb == "undo" else ends[::-1])):
            raise Forbidden("changed since")


def _nothing_is_there(shelf: Shelf, deed: Deed) -> bool:
    with suppress(OSError, StoreError):
        work = Work(shelf)
        return all(work.doc(touched.place) == touched.before for touched in deed.touched)
    return False


def _finish_what_was_cut_short(shelf: Shelf) -> None:
    deeds = Deeds(shelf)
    for path in deeds.paths(DOING):
        deed = deeds.read(path)
        if deed is None:
            shelf.drop(path)
            continue
        work = Work(shelf)
        for touched in deed.touched:
            work.finish(touched)
        if work.touched:
            work.commit()
        work.make_even()
        deeds.finish(path, deed)
