"""Conflict copies that a syncing program left beside a file, known by what is in them, not by name."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from detox.errors import DetoxError, NewerDiary
from detox.storage.backups import KEPT, purge_marks, quarantine, without_erased
from detox.storage.brake import hides_too_much, hold
from detox.storage.file_format import (
    FORMAT,
    JOURNAL,
    BrokenFile,
    FileContent,
    Tables,
    decode,
    is_diary_file,
    name_in,
)
from detox.storage.local_state import known_diary
from detox.storage.merge import merged_tables
from detox.storage.ownership import ids_in, is_named, is_strangers, name_once
from detox.storage.paths import DiaryPaths
from detox.storage.replicas import SafeStorage, read_pair, sound_records, write_files

_START = 4096
"""So many bytes hold the line in which a file says what it is."""
_SAYS_WHAT_IT_IS = re.compile(rb'\{"_meta": \{\n"file": (\{.*\})\n')
_UNFINISHED = ("~syncthing~", "~$")
"""How the names of files begin that a syncing program is still writing; hidden ones are passed by anyway."""
_MONTHS = re.compile(r"(?:[0-9]{4}-[0-9]{2}\.json\n)*")
"""Nothing but files of months, a line each."""
_PARTS = (".part", ".partial", ".crdownload", ".tmp")


def conflict_files(paths: DiaryPaths) -> list[Path]:
    """Files in the home that say they are a file of the diary, but not the one their name says."""
    return [path for path in _beside(paths) if is_diary_file(stated_name(paths, path))]


def strays(paths: DiaryPaths) -> list[Path]:
    """What looks like a file of the diary by name, and is none; it is passed by."""
    return [
        path
        for path in _beside(paths)
        if ".json" in path.name
        and not (is_diary_file(_named(paths, path)) and paths.disk.is_regular(path))
        and not is_diary_file(stated_name(paths, path))
    ]


def stated_name(paths: DiaryPaths, path: Path) -> str:
    """Which file of the diary that is by its own word; empty where it says nothing of the kind."""
    if not paths.disk.is_regular(path):
        return ""
    try:
        said = _SAYS_WHAT_IT_IS.match(paths.disk.read_start(path, _START))
        meta = msgspec.json.decode(said[1], type=dict[str, object]) if said else {}
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return ""
    return str(meta.get("name", "")) if meta.get("format") == FORMAT else ""


def strangers_in(paths: DiaryPaths) -> list[tuple[Path, str]]:
    """The files in the home that are somebody else's, and which file of a diary each is."""
    found = []
    for path in conflict_files(paths):
        for name, tables in _stated(paths, path):
            if is_strangers(paths, tables, read_pair(paths, name).content.tables):
                found.append((path, name))
    for name in paths.all_files():
        with suppress(NewerDiary):
            pair = read_pair(paths, name)
            if pair.home.stranger and pair.agreed:
                found.append((pair.home.path, name))
    return found


def merge_strangers(paths: DiaryPaths) -> int:
    """Join the files in the home that are somebody else's, as the person said; the lock is held.

    Returns:
        How many were joined and moved to quarantine; a month that stood under its own name waits there now.
    """
    joined = 0
    for path, name in strangers_in(paths):
        data = paths.disk.read(path)
        if path == paths.replicas(name)[0]:
            storage = SafeStorage(paths, name)
            theirs = sound_records(name, decode(name, data).tables)
            storage.content = FileContent(merged_tables(storage.content.tables, theirs), storage.content.meta)
            write_files(paths, [storage])  # which puts the bytes aside first
        else:
            _merge_one(paths, path, name, data, asked=True)
            joined += 1
    return joined


def merge_conflicts(paths: DiaryPaths) -> None:
    """Merge every conflict copy into its file and move it to quarantine; the lock is held.

    Each is judged alone: one that cannot be read, is newer, no file of ours, or a stranger's stops no other.
    """
    for path in conflict_files(paths):
        data = _bytes_of(paths, path)
        name = None if data is None else name_in(data)
        if data is None or name is None or not is_diary_file(name) or name == _named(paths, path):
            continue
        try:
            _merge_one(paths, path, name, data)
        except NewerDiary:
            name_once(paths, "newer", name, _relative(paths, path), data)
        except (BrokenFile, DetoxError):
            continue


def newer_in(paths: DiaryPaths) -> list[Path]:
    """Conflict copies that a newer Detox wrote; they are passed by until that is installed here."""
    found = []
    for path in conflict_files(paths):
        data = _bytes_of(paths, path)
        name = None if data is None else name_in(data)
        try:
            if data is not None and name is not None:
                decode(name, data)
        except NewerDiary:
            found.append(path)
        except BrokenFile:
            continue
    return found


def _relative(paths: DiaryPaths, path: Path) -> str:
    return path.relative_to(paths.home).as_posix()


def _stated(paths: DiaryPaths, path: Path) -> Iterator[tuple[str, Tables]]:
    """Which file of a diary that is, and what it says, if it is whole."""
    data = _bytes_of(paths, path)
    name = None if data is None else name_in(data)
    if data is not None and name is not None and is_diary_file(name):
        with suppress(BrokenFile, DetoxError):
            yield name, decode(name, data).tables


def _merge_one(paths: DiaryPaths, path: Path, name: str, data: bytes, *, asked: bool = False) -> None:
    content = decode(name, data)
    if not asked and is_named(paths, data) and not ids_in(content.tables) & set(known_diary(paths)):
        return  # looked at before; what makes it ours later says so by its ids
    storage = SafeStorage(paths, name)
    theirs = sound_records(name, content.tables)
    if not asked and is_strangers(paths, theirs, storage.content.tables):
        name_once(paths, "stranger", name, _relative(paths, path), data)
        return
    tables = merged_tables(storage.content.tables, theirs)
    if hides_too_much(storage.content.tables, tables):
        hold(paths, name, data)
        paths.disk.remove(path)
        return
    if tables != storage.content.tables:
        storage.content = FileContent(tables, storage.content.meta)
        write_files(paths, [storage])
    quarantine(paths, name, "conflict", without_erased(name, data, purge_marks(tables)), KEPT)
    paths.disk.remove(path)
    paths.notify("conflict", name, path.name)


def _beside(paths: DiaryPaths) -> list[Path]:
    """Names in the home that are none of the diary's, or new ones that the mirror does not know yet."""
    found = []
    for folder in ("", JOURNAL):
        known = _of_the_diary(folder, paths.disk.names(paths.mirror / folder))
        # Of twenty years nearly every name is known; paths are slow.
        for name in [name for name in paths.disk.names(paths.home / folder) if name not in known]:
            if name[0] == "." or name.startswith(_UNFINISHED) or name.endswith(_PARTS):
                continue
            path = paths.home / folder / name
            if stated_name(paths, path) != _named(paths, path) or not is_diary_file(_named(paths, path)):
                found.append(path)
    return found


def _of_the_diary(folder: str, names: list[str]) -> set[str]:
    """Those names of a folder that files of the diary have; mostly all, and one look says so."""
    if folder == JOURNAL and _MONTHS.fullmatch("\n".join((*names, ""))):
        return set(names)
    return {
        name for name in names if name.endswith(".json") and is_diary_file(folder + name[: -len(".json")])
    }


def _named(paths: DiaryPaths, path: Path) -> str:
    """Which file of the diary that is by its name; some other text where it is none."""
    file = path.relative_to(paths.home).as_posix()
    return file[: -len(".json")] if file.endswith(".json") else "." + file


def _bytes_of(paths: DiaryPaths, path: Path) -> bytes | None:
    """What is in a file that is none of ours yet; `None`: it is no such file, or far too large."""
    try:
        return paths.disk.read(path) if paths.disk.is_regular(path) else None
    except OSError:
        return None
