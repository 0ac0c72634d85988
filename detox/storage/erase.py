"""Erasing one record for good: out of both copies, the history, the quarantine, the undo log, the drafts."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from detox.errors import NewerDiary, NoSuch
from detox.storage.backups import (
    HELD,
    KEPT,
    LOST,
    QuarantinedFile,
    history_folder,
    quarantined,
    without_erased,
)
from detox.storage.drafts import Drafts
from detox.storage.file_format import BrokenFile, FileContent, Tables, decode
from detox.storage.merge import FORGOTTEN, purged
from detox.storage.paths import STATE, DiaryPaths
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
    _erase_in_state(paths, holding, id, texts)
    for name in holding:
        storage = SafeStorage(paths, name)
        left = _forgotten(storage.content.tables, id, paths.now())
        storage.content = FileContent(left, storage.content.meta)
        write_files(paths, [storage])
        _erase_in_history(paths, name, id)  # this very write has just kept what was before it
    for other in _other_states(paths):
        with other.locked():
            _erase_in_state(other, holding, id, texts)
            for name in holding:  # the home says already that it is forgotten
                write_files(other, [SafeStorage(other, name)])
                _erase_in_history(other, name, id)


def _other_states(paths: DiaryPaths) -> list[DiaryPaths]:
    """The state folder that this home had when it was named, where it is usual now."""
    state = paths.home / STATE
    if state == paths.state or not paths.disk.is_folder(state):
        return []
    return [DiaryPaths(paths.home, state, paths.disk, paths.now)]


def _erase_in_state(paths: DiaryPaths, holding: list[str], id: str, texts: set[str]) -> None:  # noqa: A002
    """Out of all that a state folder keeps of what was."""
    _erase_drafts(paths, id, texts)
    UndoLog(paths).erase(id)
    for file in (*quarantined(paths, LOST), *quarantined(paths, HELD)):
        _erase_in(paths, file.path, file.file, id)
    for file in quarantined(paths, KEPT):
        if file.file in holding and not _whole(paths, file):
            paths.writer.discard(file.path)  # a piece may hold the words without the id, and nobody needs it
        else:
            _erase_in(paths, file.path, file.file, id)
    for name in paths.all_files():
        _erase_in_history(paths, name, id)


def _whole(paths: DiaryPaths, file: QuarantinedFile) -> bool:
    try:
        decode(file.file, paths.disk.read(file.path))
    except (BrokenFile, NewerDiary):
        return False
    return True


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
    for draft in drafts.all():
        held = (draft.question, *draft.said, *draft.before.values())
        if id in draft.name or any(note in text for note in texts for text in held):
            drafts.drop(draft.name)


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
