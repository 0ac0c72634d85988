"""What was, kept: each file as it stood before its first write of a day, and damaged bytes in quarantine."""

import hashlib
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from detox.errors import NewerDiary
from detox.storage.file_format import Broken, Content, Tables, decode, encode
from detox.storage.merge import FORGOTTEN
from detox.storage.paths import Shelf

DAYS = 14
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


def history_of(shelf: Shelf, name: str) -> Path:
    """The folder of a file's earlier states."""
    return shelf.state / "history" / name.rpartition("/")[2]


def superfluous(names: list[str], today: date) -> list[str]:
    """Of the days of a history, those that are neither of the last fourteen days nor a month's last."""
    border = (today - timedelta(days=DAYS)).isoformat()
    old = [name for name in days_in(names) if name <= border]
    last_of_month = {name[:7]: name for name in old}
    return [name for name in old if last_of_month[name[:7]] != name]


def days_in(names: list[str]) -> list[str]:
    """Those names that are days, in order."""
    found = []
    for name in sorted(names):
        with suppress(ValueError):
            found.append(date.fromisoformat(name).isoformat())
    return found


def newest(shelf: Shelf, name: str) -> tuple[str, Content] | None:
    """The latest earlier state that is whole, with its day."""
    folder = history_of(shelf, name)
    for day in reversed(days_in(shelf.disk.names(folder))):
        with suppress(FileNotFoundError, Broken):
            return day, decode(name, shelf.disk.read(folder / day))
    return None


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


def forgotten_in(tables: Tables) -> set[str]:
    """The ids of the purged records."""
    return {key for docs in tables.values() for key, doc in docs.items() if doc == FORGOTTEN}


def cleansed(name: str, data: bytes, ids: set[str]) -> bytes:
    """Those bytes without any record of these ids; as they are where they hold none."""
    found = {id for id in ids if id.encode() in data}  # noqa: A001 - the record's own word
    if not found:
        return data
    try:
        content = decode(name, data)
    except (Broken, NewerDiary):  # nobody can parse it: every line that names the record goes
        lines = data.split(b"\n")
        return b"\n".join(line for line in lines if not any(id.encode() in line for id in found))  # noqa: A001
    left = {
        table: {key: doc for key, doc in docs.items() if key not in found or doc == FORGOTTEN}
        for table, docs in content.tables.items()
    }
    return data if left == content.tables else encode(name, Content(left, content.meta))
