"""A transaction: what a person did, done whole, finished after a crash, or not done at all."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import msgspec

from detox.domain.record import Record
from detox.errors import BadField, Forbidden, StoreError
from detox.storage.file_format import (
    ENVELOPE,
    KINDS,
    READINGS,
    TRIALS,
    Doc,
    Place,
    encode_doc,
    fields_of,
    kept_fields,
    place,
    record_of,
    unknown_fields,
    with_readings,
    without_readings,
)
from detox.storage.local_state import device_id
from detox.storage.merge import (
    content,
    contents,
    marks_of,
    merged,
    next_version,
    version_beside,
    version_over,
    versions,
)
from detox.storage.paths import DiaryPaths, refusal
from detox.storage.replicas import SafeStorage, write_files
from detox.storage.undo_log import DONE, UNDONE, UNFINISHED, DocumentChange, LoggedTransaction, UndoLog

TOMBSTONE: Doc = {"deleted": True}
_GONE = object()
"""In the place of a value: the field is no longer there."""


MOST_OPEN = 8
"""So many files that nothing is changed in stay read."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One record before and after; `before` None: new; `after` None: deleted."""

    before: Record | None = None
    after: Record | None = None
    settles: bool = False
    """Whether `after` shall stand for all versions of the record."""


class Transaction:
    """The records that one deed of the person touches; nothing is on the disk before `commit`."""

    def __init__(self, paths: DiaryPaths) -> None:
        self.paths = paths
        self.touched: dict[Place, DocumentChange] = {}
        self._storages: dict[str, SafeStorage] = {}
        self._changed: set[str] = set()
        """The files that something of is touched."""

    def doc(self, where: Place) -> Doc | None:
        """The record as it stands in this transaction."""
        if where in self.touched:
            return self.touched[where].after
        if where.file not in self._storages:
            self._make_room()
            self._storages[where.file] = SafeStorage(self.paths, where.file)
        return self._storages[where.file].read().get(where.table, {}).get(where.id)

    def put(self, where: Place, doc: Doc | None) -> None:
        """Let the record be that, or be no more."""
        before = self.touched[where].before if where in self.touched else self.doc(where)
        self._touch(where, before, doc)

    def _touch(self, where: Place, before: Doc | None, after: Doc | None) -> None:
        self._changed.add(where.file)
        self.touched[where] = DocumentChange(
            file=where.file, table=where.table, id=where.id, before=before, after=after
        )

    def _make_room(self) -> None:
        """Let go of a file that nothing is changed in: a diary of ten years has 120."""
        if len(self._storages) >= MOST_OPEN:
            idle = (n for n, held in self._storages.items() if held.pair.agreed and n not in self._changed)
            if (name := next(idle, None)) is not None:
                del self._storages[name]

    def change(self, change: Change) -> None:
        """Take over what a person changed."""
        old = place(change.before) if change.before else None
        new = place(change.after) if change.after else None
        if change.after and new:
            source = self.doc(old or new)
            fields = unknown_fields(source, type(change.after)) | fields_of(change.after)
            before = change.before if old == new else None
            self.write(new, fields, instead_of=before, settles=change.settles)
        if old and old != new:
            self.write(old, TOMBSTONE, instead_of=change.before)

    def write(self, where: Place, fields: Doc, *, instead_of: Record | None, settles: bool = False) -> None:
        """Put a new version over what the writer saw, or beside what the writer did not see.

        Where several versions stand, each gets what was changed and keeps the rest, until the person
        `settles` it; a deletion and a settling stand over all of them.
        """
        current = self.doc(where)
        held = versions(current) if current else []
        seen = next((v for v in held if _says(v, where, instead_of)), None)
        if current is not None and seen is None and _says(current, where, instead_of):
            seen = held[0] if held else {}
        if settles or current is None or content(fields) is None or (seen is not None and len(held) < 2):  # noqa: PLR2004
            self._write_over(where, fields, seen is not None or current is None)
        elif seen is None and held:
            self._write_unseen(where, fields, instead_of)
        elif seen is not None:
            self._write_into_each(where, fields, seen)

    def _write_over(self, where: Place, fields: Doc, seen: bool) -> None:  # noqa: FBT001
        current = self.doc(where)
        if not seen and current and content(current) is not None:
            self._beside(where, fields)
            return
        several = current is not None and "others" in current
        if content(current) == content(fields) and not several:
            return
        self.put(where, next_version(fields, current, device=self._device, now=self.paths.now()))

    def _write_into_each(self, where: Place, fields: Doc, seen: Doc) -> None:
        """Change in every version what was changed of the one before the writer's eyes."""
        current = self.doc(where) or {}
        changed = _changed(seen, fields)
        if not set(changed) - {"updated_at"}:
            return
        made: dict[bytes, tuple[Doc, list[Doc]]] = {}
        for version in versions(current):
            own = content(version)
            after = None if own is None or version.get("doubt") else _with(own, changed)
            said = encode_doc(version if after is None else after)
            made.setdefault(said, (version if after is None else after, []))[1].append(version)
        self.put(where, merged(*(self._over(*one) for one in made.values()), _mark(current)))

    def _over(self, fields: Doc, known: list[Doc]) -> Doc:
        if "rev" in fields:  # it stays as it is
            return fields
        return version_over(fields, known, device=self._device, now=self.paths.now())

    def _write_unseen(self, where: Place, fields: Doc, instead_of: Record | None) -> None:
        """Somebody wrote since the writer looked: what both changed stands twice, all else is joined."""
        current = self.doc(where) or {}
        before = unknown_fields(current, KINDS[where.table]) | fields_of(instead_of) if instead_of else None
        changed = {} if before is None else _changed(before, fields)
        since = {} if before is None or content(current) is None else _changed(before, current)
        both = (set(changed) & set(since)) - {"updated_at"}
        if before is None or content(current) is None or both or "others" in current:
            self._beside(where, fields)
            return
        joined = _with(content(current) or {}, changed)
        self.put(where, next_version(joined, current, device=self._device, now=self.paths.now()))

    def _beside(self, where: Place, fields: Doc) -> None:
        current = self.doc(where) or {}
        if encode_doc(content(fields)) in contents(current):
            return
        own = version_beside(fields, versions(current), device=self._device, now=self.paths.now())
        self.put(where, merged(current, own))

    @property
    def _device(self) -> str:
        return device_id(self.paths)

    def restore(self, where: Place, wanted: Doc | None, left: Doc | None) -> bool:
        """Put a record back to what it was, in all its versions; whether that was possible.

        What has come beside since stays beside.
        """
        current = self.doc(where)
        if where.table == TRIALS and current and current.get(READINGS):
            if content(wanted) is None:
                return True  # what was read stays
            wanted, left = _read_meanwhile(current, wanted, left)
            if left is None:
                return False
        if contents(current) == contents(wanted) or is_nothing(current, wanted):
            return True
        if not is_nothing(current, left) and not set(contents(left)) <= set(contents(current)):
            return False
        held = versions(current) if current else []
        over = [version for version in held if encode_doc(content(version)) in contents(left)]
        kept = [version for version in held if version not in over]
        now = self.paths.now()
        brought = [
            version_over(fields, over or held, device=self._device, now=now)
            for fields in self._wanted(where, wanted)
        ]
        self.put(where, merged(*brought, *(kept if over else ()), _mark(current)))
        return True

    def _wanted(self, where: Place, wanted: Doc | None) -> list[Doc]:
        """Each version of what shall be, without its envelope; nothing at all is a tombstone."""
        found = [
            TOMBSTONE if content(version) is None else _doubting(version, KINDS[where.table])
            for version in (versions(wanted) if wanted else ())
        ]
        return found or [TOMBSTONE]

    def roll_forward(self, touched: DocumentChange) -> None:
        """Bring a record to where a transaction cut short wanted it; what came since is kept."""
        current = self.doc(touched.place)
        if touched.after and current != touched.after:
            self.put(touched.place, merged(current, touched.after) if current else touched.after)

    def heal_replicas(self) -> None:
        """Let both copies of each file say the same, after a crash came between them."""
        differing = [storage for storage in self._storages.values() if not storage.pair.agreed]
        if differing:
            write_files(self.paths, differing)
        self.paths.notices = [notice for notice in self.paths.notices if notice.kind != "restored"]

    def write_changes(self) -> None:
        """Write each touched file once."""
        from detox.storage.database import put_documents  # noqa: PLC0415 - TinyDB: 3 ms for writers

        by_file: dict[str, dict[str, dict[str, Doc | None]]] = {}
        for where, touched in self.touched.items():
            by_file.setdefault(where.file, {}).setdefault(where.table, {})[where.id] = touched.after

        def change(storage: SafeStorage) -> None:
            put_documents(storage, by_file[storage.name])

        write_files(self.paths, [self._storages[file] for file in by_file], change)


def _doubting(version: Doc, kind: type[Record]) -> Doc:
    fields = kept_fields(version, kind)
    return fields | {"doubt": True} if version.get("doubt") else fields


def _changed(before: Doc, after: Doc) -> Doc:
    """The fields that `after` says otherwise than `before`; `_GONE` where it lacks one."""
    named = {field for field in (*before, *after) if field not in ENVELOPE} | {"updated_at"}
    found = {field: after.get(field, _GONE) for field in sorted(named)}
    return {field: value for field, value in found.items() if before.get(field, _GONE) != value}


def _with(fields: Doc, changed: Doc) -> Doc:
    return {field: value for field, value in (fields | changed).items() if value is not _GONE}


def _mark(doc: Doc | None) -> Doc:
    """The marks of a record as a document that holds nothing else."""
    marks = marks_of(doc)
    return {"forgotten": True, "purged": []} | marks


def is_nothing(one: Doc | None, other: Doc | None) -> bool:
    """Whether neither says anything any more."""
    return not any(content(v) for doc in (one, other) if doc for v in versions(doc))


def _read_meanwhile(current: Doc, wanted: Doc | None, left: Doc | None) -> tuple[Doc | None, Doc | None]:
    """What a trial shall be and was left as, with the readings it has by now.

    Only a choice may be turned under them: each reading is built on the rule as it stood.
    """
    if _but_choice(wanted) != _but_choice(left) and current.get(READINGS) != (left or {}).get(READINGS):
        return wanted, None
    return with_readings(wanted or {}, current), with_readings(left or {}, current)


def _but_choice(doc: Doc | None) -> Doc:
    return {field: value for field, value in without_readings(content(doc)).items() if field != "choice"}


def _says(doc: Doc, where: Place, record: Record | None) -> bool:
    """Whether the writer had that very version before its eyes."""
    try:
        return record_of(doc, KINDS[where.table]) == record
    except (msgspec.ValidationError, BadField):
        return False


@contextmanager
def open_transaction(paths: DiaryPaths) -> Iterator[Transaction]:
    """Hold the lock, with everything in order, for one transaction.

    Raises:
        StoreError: another Detox is saving, or the disk does not do what it should.
    """
    with paths.locked():
        try:
            _recover(paths)
            yield Transaction(paths)
        except OSError as error:
            raise refusal(error) from None


def commit(transaction: Transaction, action: str, *, reverses: str = "", undoable: bool = True) -> None:
    """Put a transaction on the disk; the lock is held.

    Args:
        transaction: what is to be written.
        action: what it was, in the word of the caller.
        reverses: the number of the transaction that it turns.
        undoable: whether it is noted among what can be undone.
    """
    if not transaction.touched:
        return
    log = UndoLog(transaction.paths)
    at = transaction.paths.now().isoformat(timespec="seconds")
    logged = LoggedTransaction(
        action=action, at=at, touched=tuple(transaction.touched.values()), reverses=reverses
    )
    several = len({touched.file for touched in logged.touched}) > 1
    path = log.begin(logged, durable=several)
    try:
        transaction.write_changes()
    except BaseException:
        if _nothing_was_written(transaction.paths, logged):  # else it will be finished, and none of it lost
            transaction.paths.writer.discard(path)
        raise
    with suppress(OSError):  # it is done; the next write puts the list in order
        if undoable:
            log.finish(path, logged)
        else:
            transaction.paths.writer.discard(path)


def undo_or_redo(paths: DiaryPaths, verb: str) -> LoggedTransaction:
    """Undo the last transaction, or redo the one undone last; says which one it was.

    Raises:
        Forbidden: there is none, or what it wrote has changed since; nothing has changed.
    """
    there, back = (DONE, UNDONE) if verb == "undo" else (UNDONE, DONE)
    with open_transaction(paths) as transaction:
        log = UndoLog(paths)
        files = log.files(there)
        for path in files[::-1] if verb == "undo" else files:
            logged = log.read(path)
            if logged is None:
                paths.writer.discard(path)
                continue
            _restore_records(transaction, logged, verb)
            if transaction.touched:
                commit(transaction, verb, reverses=path.stem)
                return logged
            paths.disk.replace(path, path.with_suffix(back))  # so it is already
    raise Forbidden(f"nothing to {verb}")


def _restore_records(transaction: Transaction, logged: LoggedTransaction, verb: str) -> None:
    for touched in logged.touched:
        ends = (touched.before, touched.after)
        if not transaction.restore(touched.place, *(ends if verb == "undo" else ends[::-1])):
            raise Forbidden("changed since")


def _nothing_was_written(paths: DiaryPaths, logged: LoggedTransaction) -> bool:
    with suppress(OSError, StoreError):
        transaction = Transaction(paths)
        return all(transaction.doc(touched.place) == touched.before for touched in logged.touched)
    return False


def _recover(paths: DiaryPaths) -> None:
    log = UndoLog(paths)
    for path in log.files(UNFINISHED):
        logged = log.read(path)
        if logged is None:
            paths.writer.discard(path)
            continue
        transaction = Transaction(paths)
        for touched in logged.touched:
            transaction.roll_forward(touched)
        if transaction.touched:
            transaction.write_changes()
        transaction.heal_replicas()
        log.finish(path, logged)
