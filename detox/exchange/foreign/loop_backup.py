"""Loop Habit Tracker's full backup: a SQLite file, of any version since 2016."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from detox.exchange.foreign.loop import FAMILY, settings_aside
from detox.exchange.foreign.loop_marks import LoopCell, LoopHabit, loop_habit, marked, number_of
from detox.exchange.foreign.source import FreeNames, Source, SourceRow, refuse, source
from detox.exchange.foreign.sqlite_file import SqliteFile, opened

EXPECTED = "a backup of Loop Habit Tracker"
HABITS, REPETITIONS = "Habits", "Repetitions"
NEEDED, MARKED = ("id", "name"), ("habit", "timestamp")
READ = ("question", "description", "type", "target_type", "target_value", "unit")
SETTINGS = ("freq_num", "freq_den", "color", "position", "archived", "uuid")
"""What a diary has no place for; it is named."""
VALUE, NOTES = "value", "notes"
TICK = 2
"""Before version 18 of the tables a row was a tick and had no value."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def read(data: bytes) -> Source:
    """What a full backup holds.

    Raises:
        BadLog: it is none, or a damaged one.
    """
    with opened(data, EXPECTED) as file:
        held, marked_by = file.columns(HABITS), file.columns(REPETITIONS)
        if not (held.keys() >= set(NEEDED) and marked_by.keys() >= set(MARKED)):
            refuse(
                "file", "the tables Habits and Repetitions of Loop Habit Tracker", "a database without them"
            )
        aside: list[str] = []
        habits = _habits(file, [name for name in (*NEEDED, *READ, *SETTINGS) if name in held], aside)
        columns = [name for name in (*MARKED, VALUE, NOTES) if name in marked_by]
        return source(FAMILY, (kept.habit for kept in habits.values()), _rows(file, columns, habits), aside)


def _habits(file: SqliteFile, columns: list[str], aside: list[str]) -> dict[int, LoopHabit]:
    habits: dict[int, LoopHabit] = {}
    names = FreeNames()
    for n, facts in enumerate(file.rows(HABITS, columns, "id"), start=1):
        place = f"{HABITS}, row {n}"
        if type(facts["id"]) is not int or facts["id"] in habits:
            refuse(place, "an id of its own", facts["id"])
        texts = [str(facts.get(key) or "") for key in ("name", "question", "description")]
        habits[facts["id"]] = LoopHabit(
            habit=loop_habit(names.give(texts[0].strip()), *texts[1:]),
            numerical=facts.get("type") == 1,
            unit=str(facts.get("unit") or "").strip(),
            target=number_of(str(facts.get("target_value") or 0), place),
            at_most=facts.get("target_type") == 1,
        )
        aside += settings_aside(texts[0], {key: facts[key] for key in columns if key not in NEEDED})
    return habits


def _rows(file: SqliteFile, columns: list[str], habits: dict[int, LoopHabit]) -> Iterator[SourceRow]:
    for n, facts in enumerate(file.rows(REPETITIONS, columns, " ".join(MARKED)), start=1):
        place = f"{REPETITIONS}, row {n}"
        kept = habits.get(facts["habit"]) if type(facts["habit"]) is int else None
        if kept is None:
            refuse(place, "a habit of the table Habits", facts["habit"])
        value = facts.get(VALUE, TICK)
        if type(facts["timestamp"]) is not int or type(value) is not int:
            refuse(place, "whole numbers", facts["timestamp"])
        cell = LoopCell(place, _utc_day(facts["timestamp"], place), str(value), _text(facts.get(NOTES)))
        yield from marked([cell], kept, units=False)


def _text(value: Any) -> str:  # noqa: ANN401 - any value that SQLite holds
    return value if isinstance(value, str) else "" if value is None else str(value)


def _utc_day(milliseconds: int, place: str) -> date:
    # Loop stores midnight in UTC of the day as the person saw it, whatever their zone.
    try:
        return (_EPOCH + timedelta(milliseconds=milliseconds)).date()
    except OverflowError:
        refuse(place, "a moment in milliseconds", milliseconds)
