"""The brake: a file that would hide much of a diary waits until the person says so."""

from typing import Any

from detox.storage.backups import HELD, QuarantinedFile, quarantine, quarantined
from detox.storage.file_format import Doc, Tables
from detox.storage.merge import content
from detox.storage.paths import DiaryPaths

MOST_HIDDEN = 20
"""So many records may one file hide, purge or empty of their text without a word: about a day of entries."""
_TEXTS = ("note", "text", "name", "address", "reason", "sentence")


def hidden_in(mine: Tables, joined: Tables) -> list[tuple[str, str]]:
    """The records, table and id, that a join hid, purged or emptied of their text.

    Args:
        mine: what stood before.
        joined: what `merged_tables` made of it; records that it left alone are the very same.
    """
    return [
        (table, key)
        for table, docs in mine.items()
        for key, doc in docs.items()
        if (after := joined[table][key]) is not doc and _hides(doc, after)
    ]


def hides_too_much(mine: Tables, joined: Tables) -> bool:
    """Whether the brake holds the file that made this of mine."""
    return len(hidden_in(mine, joined)) > MOST_HIDDEN


def hold(paths: DiaryPaths, name: str, data: bytes, *, kind: str = "held") -> None:
    """Put a file aside until the person says what shall become of it; said once for the same bytes.

    Args:
        paths: this diary.
        name: which file of it that is.
        data: the bytes that wait.
        kind: why, as a notice calls it: "held" or "stranger".
    """
    known = {file.path for file in quarantined(paths, HELD)}
    quarantine(paths, name, "sync", data, HELD)
    if {file.path for file in quarantined(paths, HELD)} - known:
        paths.notify(kind, name)


def held_files(paths: DiaryPaths) -> list[QuarantinedFile]:
    """What the brake holds, in order."""
    return quarantined(paths, HELD)


def _hides(mine: Doc, joined: Doc) -> bool:
    before: Any = content(mine)
    if before is None:
        return False
    after: Any = content(joined)
    if after is None:
        return True
    return any(before.get(field) and not after.get(field) for field in _TEXTS)
