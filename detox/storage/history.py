"""What a file was before its first write of a day: fourteen days, then one a month."""

from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from detox.storage.cleansing import cleansed, forgotten_in
from detox.storage.copies import Found
from detox.storage.documents import Broken, Content, decode
from detox.storage.shelf import Shelf

DAYS = 14


def history_of(shelf: Shelf, name: str) -> Path:
    """The folder of a file's earlier states."""
    return shelf.state / "history" / name.rpartition("/")[2]


def remember(shelf: Shelf, found: Found) -> None:
    """Keep what a file is, if this is its first write today; a failure is a note, not a refusal."""
    folder = history_of(shelf, found.name)
    today = shelf.now().date()
    past = next((copy.data for copy in found.copies if copy.trusted), None)
    if past is None or shelf.disk.mark(folder / today.isoformat()):
        return
    try:
        past = cleansed(found.name, past, forgotten_in(found.content.tables))
        shelf.put(folder / today.isoformat(), past)
    except OSError as error:
        shelf.tell("history", found.name, error.strerror or "")
        return
    for name in superfluous(shelf.disk.names(folder), today):
        shelf.drop(folder / name)


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
