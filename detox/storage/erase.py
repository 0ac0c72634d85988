"""Forgetting one record for good: out of both copies, the history, the quarantine, the deeds, the drafts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from detox.errors import NoSuch
from detox.storage.backups import KEPT, LOST, cleansed, waiting
from detox.storage.file_format import BOOK, CONTACTS, JOURNAL, Content, Tables
from detox.storage.local_state import Drafts
from detox.storage.merge import FORGOTTEN
from detox.storage.paths import Shelf
from detox.storage.replicas import SafeStorage, look, write_files
from detox.storage.undo_log import Deeds


def purge(shelf: Shelf, id: str) -> None:  # noqa: A002 - the record's own word
    """Leave nothing of that record but a mark that it is forgotten; the lock is held.

    The old places go first: cut short, it can be done again, for the record is still there.

    Raises:
        NoSuch: no record has that id.
    """
    holding = [name for name in (*shelf.names(JOURNAL), BOOK, CONTACTS) if _tables_with(shelf, name, id)]
    if not holding:
        raise NoSuch("entry", id)
    texts = {text for name in holding for text in _texts(shelf, name, id)}
    _purge_drafts(shelf, id, texts)
    Deeds(shelf).forget(id)
    for aside in (*waiting(shelf, LOST), *waiting(shelf, KEPT)):
        _cleanse(shelf, aside.path, aside.file, id)
    for path, name in _histories(shelf):
        _cleanse(shelf, path, name, id)
    for name in holding:
        storage = SafeStorage(shelf, name)
        storage.content = Content(_forgotten(storage.content.tables, id), storage.content.meta)
        write_files(shelf, [storage])
        for path in _histories_of(shelf, name):  # this very write has just kept what was before it
            _cleanse(shelf, path, name, id)


def _tables_with(shelf: Shelf, name: str, id: str) -> list[str]:  # noqa: A002
    tables = look(shelf, name).content.tables
    return [table for table, docs in tables.items() if docs.get(id, FORGOTTEN) != FORGOTTEN]


def _forgotten(tables: Tables, id: str) -> Tables:  # noqa: A002
    return {
        table: {key: FORGOTTEN if key == id else doc for key, doc in docs.items()}
        for table, docs in tables.items()
    }


def _texts(shelf: Shelf, name: str, id: str) -> Iterator[str]:  # noqa: A002
    for docs in look(shelf, name).content.tables.values():
        yield from _notes(docs.get(id))


def _notes(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever a document holds
    if isinstance(value, dict):
        if isinstance(note := value.get("note"), str) and note:
            yield note
        for inner in value.values():
            yield from _notes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _notes(inner)


def _purge_drafts(shelf: Shelf, id: str, texts: set[str]) -> None:  # noqa: A002
    drafts = Drafts(shelf)
    for name, text in drafts.all().items():
        if id in name or any(note in text for note in texts):
            drafts.drop(name)


def _histories(shelf: Shelf) -> Iterator[tuple[Path, str]]:
    for name in (*shelf.names(JOURNAL), BOOK, CONTACTS):
        for path in _histories_of(shelf, name):
            yield path, name


def _histories_of(shelf: Shelf, name: str) -> list[Path]:
    folder = shelf.state / "history" / name.rpartition("/")[2]
    return [folder / day for day in shelf.disk.names(folder) if day[0] != "."]


def _cleanse(shelf: Shelf, path: Path, name: str, id: str) -> None:  # noqa: A002
    data = shelf.disk.read(path)
    clean = cleansed(name, data, {id})
    if clean != data:
        shelf.put(path, clean)
