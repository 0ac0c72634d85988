"""What was, kept: each file as it stood before its first write of a day, and damaged bytes in quarantine."""

from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from detox.digest import sha256
from detox.errors import NewerDiary
from detox.storage.file_format import BrokenFile, Doc, FileContent, Tables, decode, encode, salvage
from detox.storage.merge import marks_of, without_purged
from detox.storage.paths import DiaryPaths

HISTORY_DAYS = 14
LOST = ".lost"
"""Of a file that had no whole copy: waits for `detox doctor --repair`."""
HELD = ".held"
"""Of a file that would have hidden more than the brake lets through: waits for the person's word."""
KEPT = ".kept"
"""Of a file whose other copy was whole, or that has been repaired."""

PurgeMarks = dict[str, Doc | None]
"""What was purged of records, by id; `None`: everything that stands under that id."""


class QuarantinedFile(NamedTuple):
    """One file in quarantine."""

    path: Path
    file: str
    """Which file of the diary it was."""
    day: str
    """When it was put here, YYYY-MM-DD."""


def history_folder(paths: DiaryPaths, name: str) -> Path:
    """The folder of a file's earlier states."""
    return paths.state / "history" / name.rpartition("/")[2]


def keep_history(paths: DiaryPaths, name: str, past: bytes, erased: PurgeMarks) -> None:
    """Keep what a file was, if this is its first write today; a failure is a note, not a refusal."""
    folder = history_folder(paths, name)
    today = paths.now().date()
    if paths.disk.mark(folder / today.isoformat()):
        return
    try:
        paths.writer.write(folder / today.isoformat(), without_erased(name, past, erased))
    except OSError as error:
        paths.notify("history", name, error.strerror or "")
        return
    for day in surplus_days(paths.disk.names(folder), today):
        paths.writer.discard(folder / day)


def surplus_days(names: list[str], today: date) -> list[str]:
    """Of the days of a history, those that are neither of the last fourteen days nor a month's last."""
    border = (today - timedelta(days=HISTORY_DAYS)).isoformat()
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


def newest_history(paths: DiaryPaths, name: str) -> tuple[str, FileContent] | None:
    """The latest earlier state that is whole, with its day."""
    folder = history_folder(paths, name)
    for day in reversed(days_in(paths.disk.names(folder))):
        with suppress(FileNotFoundError, BrokenFile):
            return day, decode(name, paths.disk.read(folder / day))
    return None


def quarantine(paths: DiaryPaths, name: str, where: str, data: bytes, state: str) -> None:
    """Put bytes into quarantine; the same bytes only once."""
    total = sha256(data).hexdigest()[:12]
    file = name.replace("/", "-")
    path = paths.state / "quarantine" / f"{file}.{paths.now().date()}.{where}.{total}{state}"
    if paths.disk.mark(path) is None:
        paths.writer.write(path, data)


def quarantined(paths: DiaryPaths, state: str = LOST) -> list[QuarantinedFile]:
    """What lies in quarantine in that state, in order."""
    folder = paths.state / "quarantine"
    found = []
    for name in paths.disk.names(folder):
        file, *parts = name.rsplit(".", 4)  # a name of a file may have points of its own
        if name.endswith(state) and len(parts) == 4 and days_in(parts[:1]):  # noqa: PLR2004 - see `quarantine`
            found.append(QuarantinedFile(folder / name, file.replace("journal-", "journal/", 1), parts[0]))
    return found


def purge_marks(tables: Tables) -> PurgeMarks:
    """What was purged of the records of a file, by their ids."""
    return {key: marks for docs in tables.values() for key, doc in docs.items() if (marks := marks_of(doc))}


def without_erased(name: str, data: bytes, marks: PurgeMarks) -> bytes:
    """Those bytes without the versions that the marks name; as they are where they hold none."""
    found = {id: mark for id, mark in marks.items() if id.encode() in data}  # noqa: A001 - the record's own word
    if not found:
        return data
    try:
        content = decode(name, data)
    except (BrokenFile, NewerDiary):  # then each line that names the record is looked at
        return b"\n".join(line for line in data.split(b"\n") if _may_stay(line, found))
    left = {
        table: {key: kept for key, doc in docs.items() if (kept := _left_of(key, doc, found)) is not None}
        for table, docs in content.tables.items()
    }
    return data if left == content.tables else encode(name, FileContent(left, content.meta))


def _left_of(key: str, doc: Doc, marks: PurgeMarks) -> Doc | None:
    if key not in marks or (doc.get("forgotten") and not doc.get("others")):
        return doc
    mark = marks[key]
    return None if mark is None else without_purged(doc, mark)


def _may_stay(line: bytes, marks: PurgeMarks) -> bool:
    if not any(id.encode() in line for id in marks):  # noqa: A001
        return True
    found = [(key, doc) for docs in salvage(b'"t": {\n' + line).values() for key, doc in docs.items()]
    return bool(found) and all(key in marks and _left_of(key, doc, marks) == doc for key, doc in found)
