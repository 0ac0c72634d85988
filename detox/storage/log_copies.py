"""A log as copies of the diary's files, so that it is joined, counted and braked like a folder."""

from collections.abc import Iterator

from detox.domain.record import Record
from detox.domain.record_versions import Lineage
from detox.domain.snapshot import Snapshot
from detox.storage.file_format import Doc, Place, Tables, place
from detox.storage.incoming import unnamed_version
from detox.storage.log_versions import docs_of, records_in
from detox.storage.merge import merged, merged_tables
from detox.storage.other_copies import Copy
from detox.storage.paths import DiaryPaths
from detox.storage.replicas import read_pair


def copies_of_log(paths: DiaryPaths, snapshot: Snapshot) -> list[Copy]:
    """The files that a log would be, in the order of their names; nothing is written.

    What its rows do not name is judged by what stands here: what is gone stays gone, and is counted.
    """
    by_file: dict[str, list[tuple[Place, Record, Lineage | None]]] = {}
    for record, lineage in records_in(snapshot):
        where = place(record)
        by_file.setdefault(where.file, []).append((where, record, lineage))
    made: dict[str, Copy] = {}
    for name in sorted(by_file):
        for copy in _copies(paths, name, by_file.pop(name)):
            made[copy.name] = _together(made.get(copy.name), copy)
    return [made[name] for name in sorted(made)]


def _copies(paths: DiaryPaths, name: str, rows: list[tuple[Place, Record, Lineage | None]]) -> Iterator[Copy]:
    """The file of these rows, and those months into which another version of one belongs."""
    mine = read_pair(paths, name).content.tables
    files: dict[str, Tables] = {}
    gone = {"deleted": 0, "forgotten": 0}
    for where, record, lineage in rows:
        if lineage is not None and lineage.stamp.rev:
            for there, doc in docs_of(record, lineage):
                _put(files, there, doc)
            continue
        said, made = unnamed_version(record, mine.get(where.table, {}).get(where.id))
        if said:
            gone[said] += 1
        if made is not None:
            _put(files, where, made)
    own_file = files.pop(name, {})
    yield Copy(name=name, tables=own_file, deleted=gone["deleted"], forgotten=gone["forgotten"])
    for other in sorted(files):
        yield Copy(name=other, tables=files[other])


def _put(files: dict[str, Tables], where: Place, doc: Doc) -> None:
    docs = files.setdefault(where.file, {}).setdefault(where.table, {})
    docs[where.id] = merged(docs[where.id], doc) if where.id in docs else doc


def _together(one: Copy | None, other: Copy) -> Copy:
    if one is None:
        return other
    return Copy(
        name=one.name,
        tables=merged_tables(one.tables, other.tables),
        deleted=one.deleted + other.deleted,
        forgotten=one.forgotten + other.forgotten,
    )
