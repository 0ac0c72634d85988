"""Table Habit's JSON: habits with a goal a day, and records by the number of the day since 1970."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from detox.exchange.foreign import objects
from detox.exchange.foreign.source import FreeNames, Habit, Mark, Source, SourceRow, refuse, source

KNOWN = ("name", "desc", "records", "create_t", "modify_t")
RECORD = ("record_date", "record_type", "record_value", "reason", "create_t", "modify_t")
MARKS = {0: Mark.UNKNOWN, 1: Mark.YES, 2: Mark.SKIP}
"""Its types of record; a done one is a yes where its number reaches the goal."""
NEGATIVE = 2
"""The type of habit whose numbers should stay below the goal."""
_EPOCH = date(1970, 1, 1)


def read(data: bytes) -> Source:
    """What a backup holds; habits of one name are told apart by a number.

    Raises:
        BadLog: it is none; the place is named.
    """
    found = objects.document(data, "habits")
    names = FreeNames()
    aside = objects.others(found, ("habits",), "file")
    items = [
        (place, item, names.give(objects.text(item, "name", place, needed=True).strip()))
        for place, item in objects.objects(found["habits"], "habits")
    ]
    for _place, item, name in items:
        aside += objects.others(item, KNOWN, name)
    habits = [
        Habit(name=name, about=objects.text(item, "desc", place).strip()) for place, item, name in items
    ]
    rows = (row for place, item, name in items for row in _rows(place, item, name, aside))
    return source("table-habit", habits, rows, aside)


def is_like(data: bytes) -> bool:
    """Whether the first look says so."""
    return b'"habits"' in data and (
        b'"record_date"' in data or (b'"freq_type"' in data and b'"start_date"' in data)
    )


def _rows(place: str, item: dict[str, Any], name: str, aside: list[str]) -> Iterator[SourceRow]:
    goal, most, kind = (_number(item, key, place) for key in ("daily_goal", "daily_goal_extra", "type"))
    unit = objects.text(item, "daily_goal_unit", place).strip()
    for where, record in objects.objects(item.get("records") or [], f"{place}.records"):
        mark = MARKS.get(record.get("record_type", 0))
        value = _number(record, "record_value", where)
        if mark is None:
            refuse(f"{where}.record_type", " | ".join(map(str, MARKS)), record.get("record_type"))
        if mark is Mark.YES:
            reached = value <= max(goal, most) if kind == NEGATIVE else value >= goal
            mark = Mark.YES if reached else Mark.NO
        # The number that every plain yes has says nothing; a skip's is no amount.
        plain = (
            value == 0
            if mark is Mark.SKIP or record.get("record_type", 0) == 0
            else (value, goal, unit) == (1, 1, "")
        )
        amount = "" if plain else f"{value:g} {unit}".strip()
        aside += objects.others(record, RECORD, where)
        texts = (amount, objects.text(record, "reason", where).strip())
        yield SourceRow(
            place=where,
            day=_day(record.get("record_date"), f"{where}.record_date"),
            habit=name,
            mark=mark,
            text="\n".join(text for text in texts if text),
        )


def _number(item: dict[str, Any], key: str, place: str) -> float:
    value = item.get(key)
    if value is None:
        return 0
    if type(value) not in (int, float):
        refuse(f"{place}.{key}", "a number", value)
    return float(value)


def _day(number: object, place: str) -> date:
    if type(number) is not int:
        refuse(place, "the number of a day since 1970", number)
    try:
        return _EPOCH + timedelta(days=number)
    except OverflowError:
        refuse(place, "the number of a day since 1970", number)
