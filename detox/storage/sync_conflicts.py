"""Conflict copies that a syncing program left beside a file, known by what is in them, not by name."""

from pathlib import Path

from detox.errors import DetoxError
from detox.storage.backups import KEPT, cleansed, forgotten_in, keep
from detox.storage.file_format import JOURNAL, Broken, Content, decode, name_in, ours
from detox.storage.merge import joined_tables
from detox.storage.paths import Shelf
from detox.storage.replicas import SafeStorage, sound_records, write_files


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
        data = shelf.disk.read(path)
        name = name_in(data)
        if name is None or not ours(name):
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
