"""Damaged bytes are never thrown away: they go here before anything is written over them."""

import hashlib
from pathlib import Path
from typing import NamedTuple

from detox.storage.cleansing import cleansed, forgotten_in
from detox.storage.copies import Found
from detox.storage.history import days_in
from detox.storage.shelf import Shelf

LOST = ".lost"
"""Of a file that had no whole copy: waits for `detox doctor --repair`."""
KEPT = ".kept"
"""Of a file whose other copy was whole, or that has been repaired."""


class Aside(NamedTuple):
    """One file in quarantine."""

    path: Path
    file: str
    """Which file of the diary it was."""
    day: str
    """When it was put here, YYYY-MM-DD."""


def put_aside(shelf: Shelf, found: Found) -> None:
    """Keep the bytes of copies that cannot be trusted, and say so."""
    gone = forgotten_in(found.content.tables)
    for copy, where in ((found.home, "home"), (found.mirror, "mirror")):
        if copy.wrong and copy.data is not None:
            data = cleansed(found.name, copy.data, gone)
            keep(shelf, found.name, where, data, LOST if found.damaged else KEPT)
    _say(shelf, found)


def keep(shelf: Shelf, name: str, where: str, data: bytes, state: str) -> None:
    """Put bytes into quarantine; the same bytes only once."""
    total = hashlib.sha256(data).hexdigest()[:12]
    file = name.replace("/", "-")
    path = shelf.state / "quarantine" / f"{file}.{shelf.now().date()}.{where}.{total}{state}"
    if shelf.disk.mark(path) is None:
        shelf.put(path, data)


def waiting(shelf: Shelf, state: str = LOST) -> list[Aside]:
    """What lies in quarantine in that state, in order."""
    folder = shelf.state / "quarantine"
    found = []
    for name in shelf.disk.names(folder):
        parts = name.split(".")
        if name.endswith(state) and len(parts) == 5 and days_in([parts[1]]):  # noqa: PLR2004 - see `keep`
            file = parts[0].replace("journal-", "journal/", 1)
            found.append(Aside(folder / name, file, parts[1]))
    return found


def _say(shelf: Shelf, found: Found) -> None:
    if found.agreed:
        return
    if found.damaged:
        shelf.tell("damaged", found.name)
    elif any(copy.wrong for copy in found.copies):
        told_by_sum = all(copy.content for copy in found.copies if copy.data is not None)
        shelf.tell("doubt" if told_by_sum else "healed", found.name)
    elif found.home.data is None or (found.mirror.data is None and any(shelf.disk.names(shelf.mirror))):
        shelf.tell("restored", found.name)  # where there is no mirror at all, the diary has just moved in
