"""One deed in the making: which files it touches and what it does to each record."""

import secrets
from functools import partial

import msgspec
from tinydb import TinyDB
from tinydb.table import Document, Table

from detox.domain.record import Record
from detox.errors import BadField
from detox.storage.deeds import Touched
from detox.storage.device import device_id
from detox.storage.documents import Doc
from detox.storage.files import SafeStorage, write_files
from detox.storage.join import content, joined, lone_version, next_version, versions
from detox.storage.records import KINDS, Place, fields_of, kept_fields, place, record_of, unknown_fields
from detox.storage.shelf import Shelf

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
