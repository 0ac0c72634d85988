"""Whose diary a file is: each carries the ids of its diary, and shares versions with the others of it."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from os import urandom
from pathlib import Path

from detox.digest import sha256
from detox.errors import NewerDiary, StoreError
from detox.storage.file_format import DIARY, JOURNAL, BrokenFile, Tables, decode
from detox.storage.lineage import DERIVED
from detox.storage.local_state import adopt_diary, known_diary
from detox.storage.merge import marks_of, versions
from detox.storage.paths import DiaryPaths

_ID = re.compile(r"[0-9a-f]{16}")
_NAMED = "jotter/passed-by"
"""The file below the state folder that says which files in the home were named."""
_MOST = 200
"""So many of them are remembered."""


def ids_in(tables: Tables) -> set[str]:
    """The ids of the diary that a file says it is of; none in a file from before there were any."""
    return {key for key in tables.get(DIARY, ()) if _ID.fullmatch(key)}


def with_ids(tables: Tables, ids: Iterable[str]) -> Tables:
    """The tables of a file that says it is of the diary with these ids."""
    return tables | {DIARY: {one: {} for one in ids} | tables.get(DIARY, {})}


def settled_ids(paths: DiaryPaths, found: Iterable[str] = ()) -> list[str]:
    """The ids of this diary, with those that were found in files of it; the lock is held.

    Two diaries that were joined have the ids of both. One from before there were any gets an id that every
    machine reckons alike.
    """
    ids = set(known_diary(paths)) | set(found)
    if not ids:
        ids = _ids_of_files(paths) or {_reckoned(paths) or urandom(8).hex()}
    adopt_diary(paths, ids)
    return sorted(ids)


def is_strangers(paths: DiaryPaths, tables: Tables, *beside: Tables) -> bool:
    """Whether a file has nothing in common with this diary: no id, no version, no writer.

    Args:
        paths: this diary.
        tables: what the file says.
        beside: what is known of this diary's own state of that file; the rest is read if that is not enough.
    """
    ours = set(known_diary(paths))
    if not ours or ours & ids_in(tables):
        return False
    theirs = set(traces(tables))
    if not theirs or any(theirs & set(traces(known)) for known in beside):
        return False
    return not any(theirs & set(traces(known)) for known in _mirrored(paths))


def name_once(paths: DiaryPaths, kind: str, name: str, file: str, data: bytes) -> None:
    """Say once why a file in the home is passed by: the same bytes are named no second time.

    Args:
        paths: this diary.
        kind: why, as a notice calls it: "stranger" or "newer".
        name: which file of a diary it is.
        file: how it is called in the home.
        data: what is in it.
    """
    if not is_named(paths, data):
        with suppress(OSError, StoreError):
            named = _named(paths)
            paths.writer.write(paths.state / _NAMED, "\n".join([*named[-_MOST:], _digest(data)]).encode())
            paths.notify(kind, name, file)


def is_named(paths: DiaryPaths, data: bytes) -> bool:
    """Whether it was said already why these bytes are passed by."""
    return _digest(data) in _named(paths)


def _named(paths: DiaryPaths) -> list[str]:
    try:
        return paths.disk.read(paths.state / _NAMED).decode(errors="replace").split()
    except OSError:
        return []


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:16]


def traces(tables: Tables) -> Iterator[str]:
    """What two states of one diary have in common: versions, entries, writers; nothing of what is said.

    A name that was made of content is none: two people may take in the same file.
    """
    for table, docs in tables.items():
        for key, doc in docs.items():
            yield from (f"entry {key}" for _ in range(table == "entries"))
            yield from (f"rev {rev}" for rev in marks_of(doc).get("purged", ()))
            for version in versions(doc):
                named = (version["rev"], *version.get("supersedes", ()))
                yield from (f"rev {rev}" for rev in named if not rev.startswith(DERIVED))
                writer = str(version.get("clock", "")).rpartition("-")[2]
                if writer and not writer.startswith(DERIVED[0]):
                    yield f"by {writer}"


def _mirrored(paths: DiaryPaths) -> Iterator[Tables]:
    """Every file of the mirror, the latest month first: nobody else writes there."""
    for name in reversed(paths.all_files()):
        yield from _whole(paths, name, paths.replicas(name)[1])


def _ids_of_files(paths: DiaryPaths) -> set[str]:
    every = ((name, path) for name in paths.all_files() for path in paths.replicas(name))
    return {one for name, path in every for tables in _whole(paths, name, path) for one in ids_in(tables)}


def _reckoned(paths: DiaryPaths) -> str:
    """An id out of the first entry of the first month; empty where there is none."""
    for name in paths.names(JOURNAL):
        for path in paths.replicas(name):
            for tables in _whole(paths, name, path):
                if entries := tables.get("entries"):
                    return sha256(min(entries).encode()).hexdigest()[:16]
    return ""


def _whole(paths: DiaryPaths, name: str, path: Path) -> Iterator[Tables]:
    """What a file says, if it is whole."""
    try:
        yield decode(name, paths.disk.read(path)).tables
    except (OSError, BrokenFile, NewerDiary):
        return
