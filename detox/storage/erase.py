"""Erasing one record for good: out of both copies, the history, the quarantine, the undo log, the drafts."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from detox.errors import NoSuch
from detox.storage.backups import HELD, KEPT, LOST, history_folder, quarantined, without_erased
from detox.storage.file_format import FileContent, Tables
from detox.storage.local_state import Drafts
from detox.storage.merge import FORGOTTEN, purged
from detox.storage.paths import DiaryPaths
from detox.storage.replicas import SafeStorage, read_pair, write_files
from detox.storage.undo_log import UndoLog


def erase(paths: DiaryPaths, id: str) -> None:  # noqa: A002 - the record's own word
    """Leave nothing of that record but a mark that it is forgotten; the lock is held.

    The old places go first: cut short, it can be done again, for the record is still there.

    Raises:
        NoSuch: no record has that id.
    """
    holding = [name for name in paths.all_files() if _tables_with(paths, name, id)]
    if not holding:
        raise NoSuch("entry", id)
    paths.sweep(at_once=True)
    texts = {text for name in holding for text in _texts(paths, name, id)}
    _erase_drafts(paths, id, texts)
    UndoLog(paths).erase(id)
    for file in (file for state in (LOST, KEPT, HELD) for file in quarantined(paths, state)):
        _erase_in(paths, file.path, file.file, id)
    for name in paths.all_files():
        _erase_in_history(paths, name, id)
    for name in holding:
        storage = SafeStorage(paths, name)
        left = _forgotten(storage.content.tables, id, paths.now())
        storage.content = FileContent(left, storage.content.meta)
        write_files(paths, [storage])
        _erase_in_history(paths, name, id)  # this very write has just kept what was before it


def _tables_with(paths: DiaryPaths, name: str, id: str) -> list[str]:  # noqa: A002
    tables = read_pair(paths, name).content.tables
    return [table for table, docs in tables.items() if not docs.get(id, FORGOTTEN).get("forgotten")]


def _forgotten(tables: Tables, id: str, now: datetime) -> Tables:  # noqa: A002
    return {
        table: {key: purged(doc, now) if key == id else doc for key, doc in docs.items()}
        for table, docs in tables.items()
    }


def _texts(paths: DiaryPaths, name: str, id: str) -> Iterator[str]:  # noqa: A002
    for docs in read_pair(paths, name).content.tables.values():
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


def _erase_drafts(paths: DiaryPaths, id: str, texts: set[str]) -> None:  # noqa: A002
    drafts = Drafts(paths)
    for name, text in drafts.all().items():
        if id in name or any(note in text for note in texts):
            drafts.drop(name)


def _erase_in_history(paths: DiaryPaths, name: str, id: str) -> None:  # noqa: A002
    folder = history_folder(paths, name)
    for day in paths.disk.names(folder):
        if day[0] != ".":
            _erase_in(paths, folder / day, name, id)


def _erase_in(paths: DiaryPaths, path: Path, name: str, id: str) -> None:  # noqa: A002
    data = paths.disk.read(path)
    clean = without_erased(name, data, {id: None})
    if clean != data:
        paths.writer.write(path, clean)
