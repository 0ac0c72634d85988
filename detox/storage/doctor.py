"""What is wrong with the files, what was kept of it, and how to make it good."""

import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec

from detox.domain.dates import Span
from detox.errors import NewerDiary, StoreError
from detox.storage.backups import KEPT, LOST, Aside, newest, waiting
from detox.storage.file_format import BOOK, CONTACTS, JOURNAL, Broken, Content, Tables, decode, salvage
from detox.storage.merge import joined_tables
from detox.storage.paths import Shelf, refusing
from detox.storage.replicas import Found, SafeStorage, look, put_aside, sound_records, write_files


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is not as it should be."""

    kind: str
    """`damaged`, `lost`, `one copy`, `unreadable`, `newer`, `doubt`, `versions`, `open to others`."""
    file: str
    count: int = 0
    """Records: of `lost` and `damaged` those that can be had back, else those concerned."""
    days: Span | None = None
    """Of `lost` and `damaged`: what was written in these days may be missing; `None`: nothing is known."""


@refusing
def examine(shelf: Shelf) -> list[Finding]:
    """Everything that is wrong now; nothing is changed."""
    found = [finding for name in _files(shelf) for finding in _of_file(shelf, name)]
    for name in sorted({aside.file for aside in waiting(shelf)}):
        tables = _rescued(shelf, name, _data(shelf, name))
        found.append(Finding(kind="lost", file=name, count=_count(tables), days=_missing(shelf, name)))
    return found + [Finding(kind="open to others", file=path.name) for path in _open_to_others(shelf)]


@refusing
def repair(shelf: Shelf) -> list[Finding]:
    """Make good what can be made good; says what it was. Nothing is thrown away.

    Raises:
        StoreError: a file could not be read or written; the others are good now, and nothing is lost.
    """
    before = examine(shelf)
    with shelf.locked():
        errors = [error for name in _files(shelf) if (error := _healed(shelf, name))]
        for name in sorted({aside.file for aside in waiting(shelf)}):
            _bring_back(shelf, name)
        for path in _open_to_others(shelf):
            path.chmod(0o700 if path.is_dir() else 0o600)
    for error in errors:
        raise error
    return [finding for finding in before if finding.kind in _MENDED]


_MENDED = ("damaged", "lost", "one copy", "open to others")


def _files(shelf: Shelf) -> list[str]:
    return [*shelf.names(JOURNAL), BOOK, CONTACTS]


def _of_file(shelf: Shelf, name: str) -> Iterator[Finding]:
    try:
        found = look(shelf, name)
    except NewerDiary:
        yield Finding(kind="newer", file=name)
        return
    if found.error:
        yield Finding(kind="unreadable", file=name)
    elif found.damaged:
        data = [copy.data for copy in found.copies if copy.data is not None]
        count = _count(_rescued(shelf, name, data))
        yield Finding(kind="damaged", file=name, count=count, days=_missing(shelf, name))
    elif not found.agreed:
        yield Finding(kind="one copy", file=name)
    yield from _of_records(found)


def _of_records(found: Found) -> Iterator[Finding]:
    docs = [doc for table in found.content.tables.values() for doc in table.values()]
    several = [doc["others"] for doc in docs if doc.get("others")]
    doubtful = [others for others in several if any(version.get("doubt") for version in others)]
    if doubtful:
        yield Finding(kind="doubt", file=found.name, count=len(doubtful))
    if len(several) > len(doubtful):
        yield Finding(kind="versions", file=found.name, count=len(several) - len(doubtful))


def _healed(shelf: Shelf, name: str) -> StoreError | None:
    """Make one file good; says why that could not be done."""
    try:
        found = look(shelf, name)
    except NewerDiary:
        return None
    if found.error:
        return StoreError("unreadable", file=name, detail=found.error.strerror or "")
    if found.damaged:
        put_aside(shelf, found)
        for copy in found.copies:
            if copy.data is not None:
                shelf.disk.remove(copy.path)
    elif not found.agreed:
        write_files(shelf, [SafeStorage(shelf, name)])
    return None


def _bring_back(shelf: Shelf, name: str) -> None:
    asides = _waiting_for(shelf, name)
    storage = SafeStorage(shelf, name)
    tables = joined_tables(storage.content.tables, _rescued(shelf, name, _data(shelf, name)))
    storage.content = Content(tables, storage.content.meta)
    write_files(shelf, [storage])
    for aside in asides:
        shelf.disk.replace(aside.path, aside.path.with_suffix(KEPT))


def _rescued(shelf: Shelf, name: str, damaged: list[bytes]) -> Tables:
    """What can still be read of the damaged bytes, joined with the newest whole history."""
    past = newest(shelf, name)
    tables = past[1].tables if past else {}
    return joined_tables(tables, *(sound_records(name, _readable(name, data)) for data in damaged))


def _readable(name: str, data: bytes) -> Tables:
    try:
        return decode(name, data).tables
    except (Broken, NewerDiary):
        return salvage(data)


def _missing(shelf: Shelf, name: str) -> Span | None:
    """From the newest history to the damage."""
    past = newest(shelf, name)
    if past is None:
        return None
    first = date.fromisoformat(past[0])
    asides = _waiting_for(shelf, name)
    last = max((date.fromisoformat(aside.day) for aside in asides), default=shelf.now().date())
    return Span(first=first, last=max(first, last))


def _waiting_for(shelf: Shelf, name: str) -> list[Aside]:
    return [aside for aside in waiting(shelf, LOST) if aside.file == name]


def _data(shelf: Shelf, name: str) -> list[bytes]:
    return [shelf.disk.read(aside.path) for aside in _waiting_for(shelf, name)]


def _count(tables: Tables) -> int:
    return sum(not doc.get("deleted") for docs in tables.values() for doc in docs.values())


def _open_to_others(shelf: Shelf) -> list[Path]:
    """Our files and folders that another account may read."""
    found = []
    for root in dict.fromkeys((shelf.home, shelf.state)):
        for path in (root, *(root.rglob("*") if root.is_dir() else ())):
            mode = path.lstat().st_mode if path.exists() else 0
            if mode & (stat.S_IRWXG | stat.S_IRWXO) and not stat.S_ISLNK(mode) and _is_ours(shelf, path):
                found.append(path)
    return sorted(set(found))


def _is_ours(shelf: Shelf, path: Path) -> bool:
    if shelf.state in (path, *path.parents):
        return True
    return (
        path == shelf.home
        or path.name in {"journal", "book.json", "contacts.json"}
        or path.parent.name == "journal"
    )
