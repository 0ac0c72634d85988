"""What another machine purged, taken out of all that this one keeps of what was."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from detox.storage.backups import HELD, KEPT, LOST, history_folder, quarantined, without_erased
from detox.storage.drafts import Drafts
from detox.storage.file_format import Doc, FileContent, Tables
from detox.storage.merge import marks_of
from detox.storage.paths import DiaryPaths
from detox.storage.undo_log import UndoLog

_MARKED = ("purged", "purged_at", "forgotten")


def erase_joined(paths: DiaryPaths, name: str, known: FileContent | None, joined: FileContent) -> None:
    """Take what newly came to be purged out of the history, the undo log, the quarantine and the drafts.

    The lock is held. What cannot be reached now stays, as it does where a folder is read only.

    Args:
        paths: this diary.
        name: which file of it that is.
        known: what this machine's own copy says; `None` where it has none.
        joined: what the file says from now on.
    """
    new = _new_marks(known.tables if known else {}, joined.tables)
    if not new:
        return
    marks = {key: mark for (_table, key), mark in new.items()}
    for path in _past_of(paths, name):
        with suppress(OSError):
            data = paths.disk.read(path)
            clean = without_erased(name, data, dict(marks))
            if clean != data:
                paths.writer.write(path, clean)
    with suppress(OSError):
        UndoLog(paths).erase(new, unfinished=False)
        drafts = Drafts(paths)
        for draft in drafts.all():
            if any(key in draft.name for key in marks):
                drafts.drop(draft.name)


def _new_marks(known: Tables, joined: Tables) -> dict[tuple[str, str], Doc]:
    """What was purged of each record that was not known to be, by table and id."""
    return {
        (table, key): marks
        for table, docs in joined.items()
        for key, doc in docs.items()
        if any(field in doc for field in _MARKED)
        and (marks := marks_of(doc))
        and marks != marks_of(known.get(table, {}).get(key))
    }


def _past_of(paths: DiaryPaths, name: str) -> Iterator[Path]:
    folder = history_folder(paths, name)
    yield from (folder / day for day in paths.disk.names(folder) if day[0] != ".")
    for state in (LOST, HELD, KEPT):
        yield from (file.path for file in quarantined(paths, state) if file.file == name)
