"""Copies of a diary that a person names: another folder, a conflict copy, what the brake holds."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from detox.digest import sha256
from detox.errors import Forbidden
from detox.storage.age_format import MAGIC, KeyRing
from detox.storage.backups import KEPT, QuarantinedFile
from detox.storage.brake import MOST_HIDDEN, held_files, hidden_in, hold
from detox.storage.file_format import DIARY, BrokenFile, Doc, FileContent, Tables, decode, encode, name_in
from detox.storage.local_state import device_id, known_diary
from detox.storage.merge import (
    content,
    is_gone,
    is_purged,
    marks_of,
    merged,
    merged_tables,
    says_several,
    version_over,
    versions,
)
from detox.storage.ownership import ids_in, is_strangers, traces
from detox.storage.paths import IDENTITY, DiaryPaths
from detox.storage.replicas import SafeStorage, read_pair, sound_records, write_files
from detox.storage.sync_conflicts import merge_strangers


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """One file of another copy of a diary."""

    name: str
    """Which file of the diary it is: "journal/2026-03", "book"."""
    tables: Tables
    data: bytes = b""
    """Its bytes; none of a part of a log."""
    deleted: int = 0
    """Records of a log that were deleted here and stay so."""
    forgotten: int = 0
    """And that were purged here."""


class CopyCounts(msgspec.Struct, frozen=True, kw_only=True):
    """What joining a copy does."""

    added: int = 0
    several: int = 0
    """Records with two versions that had one before."""
    hidden: int = 0
    """Records that are hidden by it."""
    deleted: int = 0
    """Records that it has and that stay deleted here."""
    forgotten: int = 0
    """And that stay purged."""
    held: bool = False
    """Whether the brake holds it."""


def copies_in(paths: DiaryPaths, path: Path, keys: KeyRing | None = None) -> Iterator[Copy]:
    """The files of the diary in a folder, or the one that a file is; what is none of ours is passed by.

    Args:
        paths: this diary.
        path: the folder, or the file.
        keys: those of another diary, where that is sealed.

    Raises:
        NewerDiary: one was written by a newer Detox.
        Forbidden: one is sealed with a key that is not here.
    """
    inside = (*sorted(path.glob("journal/*")), *sorted(path.glob("*"))) if path.is_dir() else (path,)
    for file in inside:
        if file.name[0] == "." or file.name == IDENTITY:
            continue
        if not paths.disk.bare.is_regular(file) or file.stat().st_size == 0:
            continue
        data = paths.disk.bare.read(file)
        if data.startswith(MAGIC):
            data = paths.disk.opened(data) or (keys.open(data) if keys else None) or b""
            if not data:
                raise Forbidden("another key", name=file.name)
        name = name_in(data)
        if name is not None:
            content_ = decode(name, data)
            yield Copy(name=name, data=data, tables=sound_records(name, content_.tables))


def is_same_diary(paths: DiaryPaths, copies: list[Copy]) -> bool:
    """Whether these are copies of this diary: either is empty, or they have an id or a version in common."""
    ids = set(known_diary(paths))
    if any(ids & ids_in(copy.tables) for copy in copies) or any(_shares(paths, copy) for copy in copies):
        return True
    theirs = {trace for copy in copies for trace in traces(copy.tables)}
    empty = True
    for name in paths.all_files():
        tables = read_pair(paths, name).content.tables
        mine = set(traces(tables))
        if mine & theirs or any(ids_in(tables) & ids_in(copy.tables) for copy in copies):
            return True
        empty = empty and not mine
    return empty or not theirs


def _shares(paths: DiaryPaths, copy: Copy) -> bool:
    """Whether a copy has something in common with the very file it is a copy of: mostly it has."""
    mine = set(traces(read_pair(paths, copy.name).content.tables))
    return any(trace in mine for trace in traces(copy.tables))


def merge_copy(paths: DiaryPaths, copy: Copy, *, dry_run: bool = False) -> CopyCounts:
    """Join one copy into its file; the lock is held unless it is a `dry_run`, which writes nothing."""
    storage = None if dry_run else SafeStorage(paths, copy.name)
    mine = storage.content.tables if storage else read_pair(paths, copy.name).content.tables
    joined = merged_tables(mine, copy.tables)
    counts = _counts(mine, copy, joined)
    if storage is not None and counts.held:
        hold(paths, copy.name, copy.data or encode(copy.name, FileContent(copy.tables)))
    elif storage is not None:
        _write(paths, storage, joined)
    return counts


def held_copies(paths: DiaryPaths) -> list[tuple[QuarantinedFile, Copy, list[tuple[str, str]]]]:
    """What the brake holds: the file, what it says, and which records it would hide."""
    found = []
    for file in held_files(paths):
        data = paths.disk.read(file.path)
        copy = Copy(name=file.file, data=data, tables=decode(file.file, data).tables)
        mine = read_pair(paths, file.file).content.tables
        found.append((file, copy, hidden_in(mine, merged_tables(mine, copy.tables))))
    return found


def accept_held(paths: DiaryPaths) -> int:
    """Join everything that waits, strangers' files in the home too; how many files. The lock is held."""
    strangers = merge_strangers(paths)
    held = held_copies(paths)
    for file, copy, _hidden in held:
        storage = SafeStorage(paths, file.file)
        _write(paths, storage, merged_tables(storage.content.tables, copy.tables))
        paths.disk.replace(file.path, file.path.with_suffix(KEPT))
    return len(held) + strangers


def refuse_held(paths: DiaryPaths) -> int:
    """Join everything the brake holds but its hiding; how many files it was. The lock is held.

    The records it would hide are written as new versions, so that its marks no longer reach them. Of a
    stranger's file nothing is joined; one in the home stays where it is.
    """
    held = held_copies(paths)
    for file, copy, hidden in held:
        storage = SafeStorage(paths, file.file)
        mine = storage.content.tables
        if not is_strangers(paths, copy.tables, mine):
            tables = merged_tables(mine, copy.tables)
            for table, key in hidden:
                tables[table][key] = _written_again(paths, mine[table][key], copy.tables[table][key])
            _write(paths, storage, tables)
        paths.disk.replace(file.path, file.path.with_suffix(KEPT))
    return len(held)


def merged_bytes(ours: bytes, theirs: bytes) -> bytes:
    """Two states of one file as one, for a version control system; no diary is opened.

    Raises:
        BrokenFile: one of them is no whole file of the diary, or they are not the same file.
        NewerDiary: one was written by a newer Detox.
    """
    name = name_in(ours)
    if name is None or name_in(theirs) != name:
        raise BrokenFile("not the same file")
    mine, other = decode(name, ours), decode(name, theirs)
    return encode(name, FileContent(merged_tables(mine.tables, other.tables), other.meta | mine.meta))


def _written_again(paths: DiaryPaths, mine: Doc, theirs: Doc) -> Doc:
    both = merged(mine, theirs)
    known = [*versions(mine), *versions(theirs)]
    made = [
        version_over(fields, known, device=device_id(paths), now=paths.now())
        for version in versions(mine)
        if (fields := content(version)) is not None
    ]
    return merged(*made, {"forgotten": True, "purged": []} | marks_of(both))


def _write(paths: DiaryPaths, storage: SafeStorage, tables: Tables) -> None:
    if tables != storage.content.tables:
        storage.content = FileContent(tables, storage.content.meta)
        write_files(paths, [storage])


def _counts(mine: Tables, copy: Copy, joined: Tables) -> CopyCounts:
    said = Counter({"deleted": copy.deleted, "forgotten": copy.forgotten})
    for table, docs in joined.items():
        before, there = mine.get(table, {}), copy.tables.get(table, {})
        for key, doc in docs.items() if table != DIARY else ():
            held = before.get(key)
            if doc is not held:
                said["added"] += is_gone(held) and not is_gone(doc)
                said["several"] += says_several(doc) and not says_several(held)
            if held is not None and is_gone(doc) and (theirs := there.get(key)):
                said[_stays(held, theirs)] += 1
    hidden = len(hidden_in(mine, joined))
    return CopyCounts(
        added=said["added"],
        several=said["several"],
        hidden=hidden,
        deleted=said["deleted"],
        forgotten=said["forgotten"],
        held=hidden > MOST_HIDDEN,
    )


def _stays(held: Doc, theirs: Doc) -> str:
    """How a record that another copy has stays gone here; empty where it is gone there too, or only now."""
    if not is_gone(held) or is_gone(theirs):
        return ""
    marks = marks_of(held)
    return "forgotten" if all(is_purged(version, marks) for version in versions(theirs)) else "deleted"


def is_sealed_file(path: Path) -> bool:
    """Whether that file is of the age format, whoever can open it."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def set_beside(theirs: Path, named: Path) -> Path:
    """Put a state of a file that cannot be opened now beside it; it is joined at the next unlocking.

    Raises:
        OSError: it could not be written.
    """
    data = theirs.read_bytes()
    stem, _dot, rest = named.name.partition(".")
    target = named.with_name(f"{stem}.from-git-{sha256(data).hexdigest()[:8]}.{rest}")
    target.write_bytes(data)
    return target
