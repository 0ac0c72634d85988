"""Loop Habit Tracker: its CSV archive, old and new, and its full backup."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from detox.exchange.foreign.archive import Archive
from detox.exchange.foreign.foreign_csv import named_table, table_of, text_of
from detox.exchange.foreign.source import Habit, Mark, Source, SourceRow, day_of, free_name, refuse, source

FAMILY = "loop"
WORDS = {
    "YES_MANUAL": Mark.YES,
    "YES_AUTO": Mark.AUTO,
    "NO": Mark.NO,
    "SKIP": Mark.SKIP,
    "UNKNOWN": Mark.UNKNOWN,
}
CODES = {2: Mark.YES, 1: Mark.AUTO, 0: Mark.NO, 3: Mark.SKIP, -1: Mark.UNKNOWN}
THOUSANDTHS = 1000
"""Amounts are stored as whole thousandths."""
NUMERICAL = "NUMERICAL"
AT_MOST = "AT_MOST"
HABITS, CHECKMARKS = "Habits.csv", "Checkmarks.csv"
RECKONED = ("Scores.csv", CHECKMARKS)
SKIPPED, NOT_KNOWN = 3, -1
"""Marks that an amount may have too."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class _Kept(NamedTuple):
    """A habit as Loop keeps it."""

    habit: Habit
    numerical: bool
    unit: str
    target: Decimal
    at_most: bool


def read_zip(data: bytes) -> Source:
    """What a CSV archive holds.

    Raises:
        BadLog: it is none; the file and the line are named.
    """
    archive = Archive(data)
    habits: dict[str, _Kept] = {}
    aside: list[str] = []
    listed = next((name for name in archive.names if name.split("/")[-1] == HABITS), HABITS)
    for place, cells in named_table(text_of(archive.bytes(listed), listed), ("Position", "Name"), listed):
        position = cells["Position"].strip()
        if not position.isascii() or not position.isdecimal() or position.zfill(3) in habits:
            refuse(place, "a position of its own", position)
        habits[position.zfill(3)] = _alone(_from_cells(cells, place), habits.values())
        aside += _aside(cells["Name"], {key: cells[key] for key in cells if key not in ("Position", "Name")})
    rows: list[SourceRow] = []
    for name in archive.names:
        folder, _, file = name.rpartition("/")
        kept = habits.get(folder.split("/")[-1][:3])
        if file == CHECKMARKS and kept is not None:
            rows += _checkmarks(text_of(archive.bytes(name), name), name, kept)
        elif file == CHECKMARKS and folder != listed.rpartition("/")[0]:
            refuse(name, f"a folder that begins with a position of {HABITS}", folder)
        elif name != listed:
            aside.append(f"{name}: reckoned from the other files" if file in RECKONED else name)
    return source(FAMILY, (kept.habit for kept in habits.values()), rows, aside)


def read_backup(data: bytes) -> Source:
    """What a full backup, a SQLite file, holds.

    Raises:
        BadLog: it is none, or a damaged one.
    """
    try:
        with closing(sqlite3.connect(":memory:")) as base:
            base.deserialize(data)
            # The file is somebody else's: nothing in it may run.
            base.execute("pragma trusted_schema = off")
            base.execute("pragma query_only = on")
            base.row_factory = sqlite3.Row
            return _from_base(base)
    except (sqlite3.Error, OverflowError, UnicodeDecodeError, MemoryError) as error:
        refuse("file", "a backup of Loop Habit Tracker", error)


def _from_cells(cells: dict[str, str], place: str) -> _Kept:
    return _Kept(
        habit=_habit(cells["Name"], cells.get("Question", ""), cells.get("Description", "")),
        numerical=cells.get("Type", "") == NUMERICAL,
        unit=cells.get("Unit", "").strip(),
        target=_number(cells.get("Target Value", "") or "0", place),
        at_most=cells.get("Target Type", "") == AT_MOST,
    )


def _alone(kept: _Kept, others: Iterable[_Kept]) -> _Kept:
    name = free_name(kept.habit.name, {other.habit.name for other in others})
    return kept._replace(habit=kept.habit.replace(name=name))


def _habit(name: str, *about: str) -> Habit:
    return Habit(name=name.strip(), about="\n".join(text.strip() for text in about if text and text.strip()))


def _checkmarks(text: str, name: str, kept: _Kept) -> Iterator[SourceRow]:
    # Since 2.3.1 there is a header and a third column; before, bare dates and whole numbers.
    rows = list(table_of(text, name))
    if rows and rows[0][1][0].strip() == "Date":
        for place, cells in rows[1:]:
            if len(cells) < 2:  # noqa: PLR2004 - a date and a value
                refuse(place, "a date and a value", ",".join(cells))
            yield _row(place, cells[0], cells[1], cells[2] if len(cells) > 2 else "", kept)  # noqa: PLR2004 - as above
        return
    numbers = [_code(cells, place) for place, cells in rows]
    # An old archive does not say which habits are amounts; no mark is above 3.
    kept = kept._replace(numerical=kept.numerical or any(n not in CODES for n in numbers))
    for (place, cells), n in zip(rows, numbers, strict=True):
        yield _coded(place, day_of(cells[0], place), n, "", kept)


def _code(cells: list[str], place: str) -> int:
    if len(cells) != 2:  # noqa: PLR2004 - a date and a value
        refuse(place, "a date and a whole number", ",".join(cells))
    number = _number(cells[1], place)
    if number != number.to_integral_value():
        refuse(place, "a whole number", cells[1])
    return int(number)


def _row(place: str, day: str, value: str, notes: str, kept: _Kept) -> SourceRow:
    mark, amount = WORDS.get(value.strip()), ""
    if mark is None:
        if not kept.numerical:
            refuse(place, " | ".join(WORDS), value)
        mark, amount = _amount(_number(value, place), kept)
    return _marked(place, day_of(day, place), mark, (amount, notes), kept)


def _coded(place: str, day: date, code: int, notes: str, kept: _Kept) -> SourceRow:
    mark, amount = CODES.get(code), ""
    if kept.numerical and code not in (SKIPPED, NOT_KNOWN):
        mark, amount = _amount(Decimal(code) / THOUSANDTHS, kept)
    if mark is None:
        refuse(place, " | ".join(map(str, CODES)), code)
    return _marked(place, day, mark, (amount, notes), kept)


def _marked(place: str, day: date, mark: Mark, texts: tuple[str, str], kept: _Kept) -> SourceRow:
    text = "\n".join(part.strip() for part in texts if part.strip())
    return SourceRow(place=place, day=day, habit=kept.habit.name, mark=mark, text=text)


def _amount(value: Decimal, kept: _Kept) -> tuple[Mark, str]:
    """An amount is a yes where it reaches its target; it is kept as a text in any case."""
    reached = value <= kept.target if kept.at_most else value > 0 and value >= kept.target
    plain = f"{value.normalize():f}"
    return Mark.YES if reached else Mark.NO, f"{plain} {kept.unit}".strip()


def _number(text: str, place: str) -> Decimal:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        refuse(place, "a number", text)
    if not number.is_finite() or abs(number.adjusted()) > 15:  # noqa: PLR2004 - no habit comes near
        refuse(place, "a number", text)
    return number


def _aside(name: str, facts: dict[str, object]) -> list[str]:
    """A habit's settings, which a diary has no place for; its texts stand in the plan."""
    said = ", ".join(f"{key} {value}" for key, value in facts.items() if value not in ("", None))
    return [f"{name.strip()}: {said}"] if said else []


def _from_base(base: sqlite3.Connection) -> Source:
    columns, marked = _columns(base, "Habits"), _columns(base, "Repetitions")
    if not {"id", "name"} <= columns or not {"habit", "timestamp", "value"} <= marked:
        refuse("file", "the tables Habits and Repetitions of Loop Habit Tracker", "a database without them")
    habits: dict[int, _Kept] = {}
    aside: list[str] = []
    for n, row in enumerate(base.execute("select * from Habits order by id")):
        facts = dict(row)
        habits[facts["id"]] = _alone(_from_facts(facts, f"Habits, row {n + 1}"), habits.values())
        kept_aside = {key: facts[key] for key in facts if key not in ("id", "Id", "name")}
        aside += _aside(str(facts["name"]), kept_aside)
    rows = base.execute("select * from Repetitions order by habit, timestamp")
    return source(FAMILY, (kept.habit for kept in habits.values()), _repetitions(rows, habits), aside)


def _columns(base: sqlite3.Connection, table: str) -> set[str]:
    # A view of that name could go on for ever.
    held = base.execute("select 1 from sqlite_master where type = 'table' and name = ?", (table,)).fetchone()
    return (
        {row["name"] for row in base.execute("select name from pragma_table_info(?)", (table,))}
        if held
        else set()
    )


def _from_facts(facts: dict[str, object], place: str) -> _Kept:
    texts = [str(facts.get(key) or "") for key in ("name", "question", "description")]
    return _Kept(
        habit=_habit(*texts),
        numerical=facts.get("type") == 1,
        unit=str(facts.get("unit") or "").strip(),
        target=_number(str(facts.get("target_value") or 0), place),
        at_most=facts.get("target_type") == 1,
    )


def _repetitions(rows: Iterable[sqlite3.Row], habits: dict[int, _Kept]) -> Iterator[SourceRow]:
    for n, row in enumerate(rows):
        place, facts = f"Repetitions, row {n + 1}", dict(row)
        kept = habits.get(facts["habit"])
        if kept is None:
            refuse(place, "a habit of the table Habits", facts["habit"])
        if type(facts["timestamp"]) is not int or type(facts["value"]) is not int:
            refuse(place, "whole numbers", facts["timestamp"])
        yield _coded(
            place, _utc_day(facts["timestamp"], place), facts["value"], str(facts.get("notes") or ""), kept
        )


def _utc_day(milliseconds: int, place: str) -> date:
    # Loop stores midnight in UTC of the day as the person saw it, whatever their zone.
    try:
        return (_EPOCH + timedelta(milliseconds=milliseconds)).date()
    except OverflowError:
        refuse(place, "a moment in milliseconds", milliseconds)
