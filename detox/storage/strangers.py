"""Conflict copies that a syncing program left beside a file, known by what is in them, not by name."""

from pathlib import Path

from detox.errors import DetoxError
from detox.storage.cleansing import cleansed, forgotten_in
from detox.storage.copies import sound_records
from detox.storage.documents import Broken, Content, decode, name_in
from detox.storage.files import SafeStorage, write_files
from detox.storage.join import joined_tables
from detox.storage.quarantine import KEPT, keep
from detox.storage.records import BOOK, CONTACTS, JOURNAL
from detox.storage.shelf import Shelf


def ours(name: str) -> bool:
    """Whether a file of that name is one that Detox itself writes."""
    if not name.startswith(JOURNAL):
        return name in {BOOK, CONTACTS}
    month = name[len(JOURNAL) :]
    return len(month) == len("2026-03") and month[4] == "-" and (month[:4] + month[5:]).isdigit()


def strangers(shelf: Shelf) -> list[Path]:
    """Files in the home that look like ours under another name."""
    return [
        shelf.home / folder / name
        for folder in ("", JOURNAL)
        for name in shelf.disk.names(shelf.home / folder)
        if name[0] != "." and ".json" in name and not ours(folder + name.removesuffix(".json"))
    ]


def take_in(shelf: Shelf) -> None:
    """Join every conflict copy into its file and move it to quarantine; the lock is held."""
    for path in strangers(shelf):
        data = _bytes_of(shelf, path)
        name = None if data is None else name_in(data)
        if data is None or name is None or not ours(name):
            continue
        try:
            content = decode(name, data)
            storage = SafeStorage(shelf, name)
        except (Broken, DetoxError):
            continue
        tables = joined_tables(storage.content.tables, sound_records(name, content.tables))
        if tables != storage.content.tables:
            storage.content = Content(tables, storage.content.meta)
            write_files(shelf, [storage])
        keep(shelf, name, "conflict", cleansed(name, data, forgotten_in(tables)), KEPT)
        shelf.disk.remove(path)
        shelf.tell("conflict", name, path.name)


def _bytes_of(shelf: Shelf, path: Path) -> bytes | None:
    """What is in a file that is none of ours yet; `None`: it is no such file, or far too large."""
    try:
        return shelf.disk.read(path) if shelf.disk.is_regular(path) else None
    except OSError:
        return None
