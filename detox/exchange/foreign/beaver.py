"""Beaver Habits' JSON: habits with a record a day, each with what was written to it."""

from collections.abc import Iterator
from typing import Any

from detox.exchange.foreign import objects
from detox.exchange.foreign.source import Habit, Mark, Source, SourceRow, day_of, free_name, refuse, source

KNOWN = ("name", "id", "records")
RECORD = ("day", "done", "text")


def read(data: bytes) -> Source:
    """What a Beaver Habits export holds; habits of one name are told apart by a number.

    Raises:
        BadLog: it is none; the place is named.
    """
    found = objects.document(data, "habits")
    habits: list[Habit] = []
    rows: list[SourceRow] = []
    aside = objects.others(found, ("habits", "order", "order_by"), "file")
    for place, item in objects.objects(found["habits"], "habits"):
        name = free_name(
            objects.text(item, "name", place, needed=True).strip(), {habit.name for habit in habits}
        )
        tags = item.get("tags") or []
        habits.append(
            Habit(name=name, about=", ".join(map(str, tags)) if isinstance(tags, list) else str(tags))
        )
        aside += objects.others(item, KNOWN, name)
        rows += _rows(place, item, name, aside)
    return source("beaver", habits, rows, aside)


def is_like(data: bytes) -> bool:
    """Whether the first look says so."""
    return b'"habits"' in data and b'"records"' in data and b'"order' in data


def _rows(place: str, item: dict[str, Any], name: str, aside: list[str]) -> Iterator[SourceRow]:
    for where, record in objects.objects(item.get("records", []), f"{place}.records"):
        done = record.get("done", True)
        if type(done) is not bool:
            refuse(f"{where}.done", "true or false", done)
        aside += objects.others(record, RECORD, where)
        yield SourceRow(
            place=where,
            day=day_of(objects.text(record, "day", where, needed=True), f"{where}.day"),
            habit=name,
            mark=Mark.YES if done else Mark.NO,
            text=objects.text(record, "text", where).strip(),
        )
