"""Loop Habit Tracker's CSV: its archive, old and new, and the single files in it."""

from collections.abc import Iterable, Iterator, Sequence

from detox.exchange.foreign.archive import LARGEST_READ, Archive
from detox.exchange.foreign.foreign_csv import named_table, table_of, text_of
from detox.exchange.foreign.loop_marks import (
    LoopCell,
    LoopHabit,
    cells_of,
    in_units,
    loop_habit,
    marked,
    number_of,
)
from detox.exchange.foreign.source import FreeNames, Source, day_of, refuse, source

FAMILY = "loop"
NUMERICAL, AT_MOST = "NUMERICAL", "AT_MOST"
HABITS, CHECKMARKS, SCORES = "Habits.csv", "Checkmarks.csv", "Scores.csv"
_Marks = list[tuple[LoopHabit, list[LoopCell]]]


def read_zip(data: bytes) -> Source:
    """What a CSV archive holds.

    Raises:
        BadLog: it is none; the file and the line are named.
    """
    archive = Archive(data, largest=LARGEST_READ, needed=(HABITS, CHECKMARKS))
    listed = next((name for name in archive.names if name.split("/")[-1] == HABITS), None)
    root = (listed or "").rpartition("/")[0]
    aside: list[str] = []
    habits = (
        _habits_of_folders(archive.names)
        if listed is None
        else _habits(text_of(archive.bytes(listed), listed), listed, aside)
    )
    marks: dict[str, list[LoopCell]] = {}
    for name in archive.names:
        folder, _, file = name.rpartition("/")
        position = folder.split("/")[-1][:3]
        if file == CHECKMARKS and position in habits:
            cells = cells_of(table_of(text_of(archive.bytes(name), name), name))
            marks.setdefault(position, []).extend(cells)
        elif file == CHECKMARKS and folder != root:
            refuse(name, f"a folder that begins with a position of {HABITS}", folder)
    found = [(kept, marks[position]) for position, kept in habits.items() if position in marks]
    lacking = [kept for position, kept in habits.items() if position not in marks]
    whole = f"{root}/{CHECKMARKS}".removeprefix("/")
    if whole in archive.names and (lacking or not habits):
        columns = _columns(text_of(archive.bytes(whole), whole), whole, list(habits.values()))
        found += [(kept, cells) for kept, cells in columns if kept in lacking or not habits]
        whole = ""
    if not found:
        refuse("file", f"{CHECKMARKS} in the archive", ", ".join(archive.names[:5]))
    aside += _others(archive.names, listed, whole)
    return _source(list(habits.values()), found, aside)


def read_csv(data: bytes) -> Source:
    """What a single file out of an archive holds: one habit's Checkmarks.csv, or that of all of them.

    Raises:
        BadLog: it is neither; the line is named.
    """
    text = text_of(data)
    _place, first = next(table_of(text), ("", [""]))
    if first[:2] == ["Position", "Name"] or [cell.strip() for cell in first[:2]] == ["Date", "Score"]:
        refuse("file", f"{CHECKMARKS}, or the whole archive", f"{HABITS} or {SCORES}, which have no marks")
    if first[0].strip() == "Date" and first[1:2] != ["Value"]:
        return _source([], _columns(text, "", []), [])
    # The file itself does not say which habit it is of; its folder in the archive did.
    kept = LoopHabit(loop_habit(CHECKMARKS))
    return _source([kept], [(kept, list(cells_of(table_of(text))))], [])


def is_like_csv(data: bytes) -> bool:
    """Whether the first look says so: its header, or a day and a code without one."""
    line = data.removeprefix(b"\xef\xbb\xbf")[:4096].partition(b"\n")[0].strip()
    day, _, value = line.partition(b",")
    if day == b"Date" and value:
        return value.endswith(b",") or value in (b"Value", b"Value,Notes", b"Score")
    alone = len(day) == len("2026-03-14") and day.count(b"-") == 2 and day.replace(b"-", b"").isdigit()  # noqa: PLR2004
    return line.startswith(b"Position,Name,") or (alone and value.removeprefix(b"-").isdigit())


def _source(habits: Sequence[LoopHabit], marks: _Marks, aside: Iterable[str]) -> Source:
    units = in_units(cell for kept, cells in marks for cell in cells if kept.numerical or not habits)
    rows = (row for kept, cells in marks for row in marked(cells, kept, units=units))
    return source(FAMILY, (kept.habit for kept in habits), rows, aside)


def _habits(text: str, listed: str, aside: list[str]) -> dict[str, LoopHabit]:
    """The habits by their positions, in three digits: what their folders begin with."""
    habits: dict[str, LoopHabit] = {}
    names = FreeNames()
    for place, cells in named_table(text, ("Position", "Name"), listed):
        position = cells["Position"].strip()
        if not position.isascii() or not position.isdecimal() or position.zfill(3) in habits:
            refuse(place, "a position of its own", position)
        kept = _from_cells(cells, place)
        habits[position.zfill(3)] = kept._replace(habit=kept.habit.replace(name=names.give(kept.habit.name)))
        aside += settings_aside(
            cells["Name"], {key: cells[key] for key in cells if key not in ("Position", "Name")}
        )
    return habits


def _habits_of_folders(names: Iterable[str]) -> dict[str, LoopHabit]:
    """The habits of an archive without a list of them; the name of a folder has lost some signs."""
    free = FreeNames()
    folders = [name.split("/")[-2] for name in names if name.endswith(f"/{CHECKMARKS}")]
    return {
        folder[:3]: LoopHabit(loop_habit(free.give(folder[3:].strip() or folder)))
        for folder in folders
        if folder[:3].isascii() and folder[:3].isdecimal()
    }


def settings_aside(name: str, facts: dict[str, object]) -> list[str]:
    """A habit's settings, which a diary has no place for, as one line; its texts stand in the plan."""
    said = ", ".join(f"{key} {value}" for key, value in facts.items() if value not in ("", None))
    return [f"{name.strip()}: {said}"] if said else []


def _from_cells(cells: dict[str, str], place: str) -> LoopHabit:
    return LoopHabit(
        habit=loop_habit(cells["Name"], cells.get("Question", ""), cells.get("Description", "")),
        numerical=cells["Type"] == NUMERICAL if "Type" in cells else None,
        unit=cells.get("Unit", "").strip(),
        target=number_of(cells.get("Target Value", "") or "0", place),
        at_most=cells.get("Target Type", "") == AT_MOST,
    )


def _columns(text: str, name: str, habits: list[LoopHabit]) -> _Marks:
    """The columns of the file of all habits, or of those that were chosen for it.

    Raises:
        BadLog: a row has another number of values than there are habits; a comma in a name stands as it is.
    """
    rows = table_of(text, name)
    place, head = next(rows, (name or "file", []))
    found: _Marks = [(kept, []) for kept in _in_columns([cell.strip() for cell in head[1:]], habits)]
    if not found:
        refuse(place, "a day and the names of habits", ",".join(head))
    for place, cells in rows:
        values = cells[1:-1] if len(cells) == len(found) + 2 and not cells[-1].strip() else cells[1:]
        if len(values) != len(found):
            refuse(place, f"a day and {len(found)} values", len(cells))
        day = day_of(cells[0], place)
        for (_kept, marks), value in zip(found, values, strict=True):
            marks.append(LoopCell(place, day, value.strip()))
    return found


def _in_columns(names: list[str], habits: list[LoopHabit]) -> list[LoopHabit]:
    """The habits that the columns are of: by their names, and where a comma is in one, by their order."""
    names = names[:-1] if names and not names[-1] else names
    known = {kept.habit.name: kept for kept in habits}
    if habits and all(name in known for name in names) and len(set(names)) == len(names):
        return [known[name] for name in names]
    free = FreeNames()
    return habits or [LoopHabit(loop_habit(free.give(name))) for name in names]


def _others(names: Iterable[str], listed: str | None, whole: str) -> Iterator[str]:
    """The files that were not read for their marks."""
    for name in names:
        file = name.split("/")[-1]
        if file == SCORES or name == whole:
            yield f"{name}: reckoned from the other files"
        elif file != CHECKMARKS and name != listed:
            yield name
