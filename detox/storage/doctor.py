"""What is wrong with the files, what was kept of it, and how to make it good."""

import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec

from detox.domain.dates import Span
from detox.errors import NewerDiary, StoreError
from detox.storage.backups import KEPT, LOST, QuarantinedFile, newest_history, quarantined
from detox.storage.brake import held_files
from detox.storage.file_format import (
    DIARY,
    BrokenFile,
    FileContent,
    Tables,
    decode,
    salvage,
)
from detox.storage.merge import merged_tables, says_several
from detox.storage.paths import DiaryPaths, refusing
from detox.storage.replicas import (
    ReplicaPair,
    SafeStorage,
    quarantine_damaged,
    read_pair,
    sound_records,
    write_files,
)
from detox.storage.sealed_disk import UNOPENED
from detox.storage.sync_conflicts import merge_conflicts, newer_in, strangers_in, strays


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is not as it should be."""

    kind: str
    """`damaged`, `lost`, `one copy`, `unreadable`, `newer`, `doubt`, `versions`, `held`, `stranger`, `stray`,
    `other key`, `open to others`."""
    file: str
    count: int = 0
    """Records: of `lost` and `damaged` those that can be had back, else those concerned."""
    days: Span | None = None
    """Of `lost` and `damaged`: what was written in these days may be missing; `None`: nothing is known."""


@refusing
def examine(paths: DiaryPaths) -> list[Finding]:
    """Everything that is wrong now; nothing is changed."""
    found = [finding for name in paths.all_files() for finding in _of_file(paths, name)]
    for name in sorted({file.file for file in quarantined(paths)}):
        tables = _rescued(paths, name, _data(paths, name))
        found.append(Finding(kind="lost", file=name, count=_count(tables), days=_missing(paths, name)))
    found += [Finding(kind="held", file=file.file) for file in held_files(paths)]
    found += [Finding(kind="newer", file=path.relative_to(paths.home).as_posix()) for path in newer_in(paths)]
    found += [
        Finding(kind="stranger", file=path.relative_to(paths.home).as_posix())
        for path, _ in strangers_in(paths)
    ]
    found += [Finding(kind=_stray_kind(paths, path), file=path.name) for path in strays(paths)]
    return found + [Finding(kind="open to others", file=path.name) for path in _open_to_others(paths)]


@refusing
def repair(paths: DiaryPaths) -> list[Finding]:
    """Make good what can be made good; says what it was. Nothing is thrown away.

    Raises:
        StoreError: a file could not be read or written; the others are good now, and nothing is lost.
    """
    before = examine(paths)
    with paths.locked():
        merge_conflicts(paths)
        errors = [error for name in paths.all_files() if (error := _healed(paths, name))]
        for name in sorted({file.file for file in quarantined(paths)}):
            _bring_back(paths, name)
        for path in _open_to_others(paths):
            path.chmod(0o700 if path.is_dir() else 0o600)
    for error in errors:
        raise error
    return [finding for finding in before if finding.kind in MENDED]


MENDED = ("damaged", "lost", "one copy", "open to others")
"""What `repair` makes good."""


def _stray_kind(paths: DiaryPaths, path: Path) -> str:
    sealed = paths.disk.is_regular(path) and paths.disk.read_start(path, len(UNOPENED)) == UNOPENED
    return "other key" if sealed else "stray"


def _of_file(paths: DiaryPaths, name: str) -> Iterator[Finding]:
    try:
        pair = read_pair(paths, name)
    except NewerDiary:
        yield Finding(kind="newer", file=name)
        return
    if pair.error:
        yield Finding(kind="unreadable", file=name)
    elif pair.damaged:
        data = [copy.data for copy in pair.replicas if copy.data is not None]
        count = _count(_rescued(paths, name, data))
        yield Finding(kind="damaged", file=name, count=count, days=_missing(paths, name))
    elif not pair.agreed:
        yield Finding(kind="one copy", file=name)
    yield from _of_records(pair)


def _of_records(pair: ReplicaPair) -> Iterator[Finding]:
    docs = [doc for table in pair.content.tables.values() for doc in table.values()]
    several = [doc["others"] for doc in docs if says_several(doc)]
    doubtful = [others for others in several if any(version.get("doubt") for version in others)]
    if doubtful:
        yield Finding(kind="doubt", file=pair.name, count=len(doubtful))
    if len(several) > len(doubtful):
        yield Finding(kind="versions", file=pair.name, count=len(several) - len(doubtful))


def _healed(paths: DiaryPaths, name: str) -> StoreError | None:
    """Make one file good; says why that could not be done."""
    try:
        pair = read_pair(paths, name)
    except NewerDiary:
        return None
    if pair.error:
        return StoreError("unreadable", file=name, detail=pair.error.strerror or "")
    if pair.damaged:
        quarantine_damaged(paths, pair)
        for copy in pair.replicas:
            if copy.data is not None:
                paths.disk.remove(copy.path)
    elif not pair.agreed:
        write_files(paths, [SafeStorage(paths, name)])
    return None


def _bring_back(paths: DiaryPaths, name: str) -> None:
    files = _waiting_for(paths, name)
    storage = SafeStorage(paths, name)
    tables = merged_tables(storage.content.tables, _rescued(paths, name, _data(paths, name)))
    storage.content = FileContent(tables, storage.content.meta)
    write_files(paths, [storage])
    for file in files:
        paths.disk.replace(file.path, file.path.with_suffix(KEPT))


def _rescued(paths: DiaryPaths, name: str, damaged: list[bytes]) -> Tables:
    """What can still be read of the damaged bytes, merged with the newest whole history."""
    past = newest_history(paths, name)
    tables = past[1].tables if past else {}
    return merged_tables(tables, *(sound_records(name, _readable(name, data)) for data in damaged))


def _readable(name: str, data: bytes) -> Tables:
    try:
        return decode(name, data).tables
    except (BrokenFile, NewerDiary):
        return salvage(data)


def _missing(paths: DiaryPaths, name: str) -> Span | None:
    """From the newest history to the damage."""
    past = newest_history(paths, name)
    if past is None:
        return None
    first = date.fromisoformat(past[0])
    files = _waiting_for(paths, name)
    last = max((date.fromisoformat(file.day) for file in files), default=paths.now().date())
    return Span(first=first, last=max(first, last))


def _waiting_for(paths: DiaryPaths, name: str) -> list[QuarantinedFile]:
    return [file for file in quarantined(paths, LOST) if file.file == name]


def _data(paths: DiaryPaths, name: str) -> list[bytes]:
    return [paths.disk.read(file.path) for file in _waiting_for(paths, name)]


def _count(tables: Tables) -> int:
    return sum(
        not doc.get("deleted") for table, docs in tables.items() if table != DIARY for doc in docs.values()
    )


def _open_to_others(paths: DiaryPaths) -> list[Path]:
    """Our files and folders that another account may read."""
    found = []
    for root in dict.fromkeys((paths.home, paths.state)):
        for path in (root, *(root.rglob("*") if root.is_dir() else ())):
            mode = path.lstat().st_mode if path.exists() else 0
            if mode & (stat.S_IRWXG | stat.S_IRWXO) and not stat.S_ISLNK(mode) and _is_ours(paths, path):
                found.append(path)
    return sorted(set(found))


def _is_ours(paths: DiaryPaths, path: Path) -> bool:
    if paths.state in (path, *path.parents):
        return True
    return (
        path == paths.home
        or path.name in {"journal", "book.json", "contacts.json"}
        or path.parent.name == "journal"
    )
