"""Which files in clear were written elsewhere: a list in the state folder, to be told of them later."""

from pathlib import Path

import msgspec

from detox.storage.local_state import LocalState
from detox.storage.paths import DiaryPaths

_NAME = "exports"
MOST = 200
"""So many are kept, the latest."""


class KnownExport(msgspec.Struct, frozen=True, kw_only=True):
    """A file or folder that was written outside the diary."""

    path: str
    """Absolute."""
    at: str
    """When, RFC 3339 with offset."""


def known_exports(paths: DiaryPaths) -> list[KnownExport]:
    """Those that are remembered, the oldest in front; none where the list cannot be read."""
    try:
        return msgspec.json.decode(LocalState(paths).read(_NAME) or "[]", type=list[KnownExport])
    except (msgspec.DecodeError, UnicodeDecodeError):
        return []


def remember_export(paths: DiaryPaths, path: Path, at: str) -> None:
    """Put a file on the list; one that was written again stands there once.

    Raises:
        StoreError: the list could not be written; the file is there all the same.
    """
    named = str(path)
    kept = [held for held in known_exports(paths) if held.path != named]
    _write(paths, [*kept, KnownExport(path=named, at=at)][-MOST:])


def forget_exports(paths: DiaryPaths) -> None:
    """Empty the list; the files stay where they are.

    Raises:
        StoreError: it could not be written.
    """
    _write(paths, [])


def _write(paths: DiaryPaths, held: list[KnownExport]) -> None:
    LocalState(paths).write(_NAME, msgspec.json.encode(held).decode() if held else "")
