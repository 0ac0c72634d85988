"""Beaver Habits' JSON: habits with a record a day, each with what was written to it."""

from collections.abc import Iterator
from typing import Any

from detox.exchange.foreign import objects
from detox.exchange.foreign.source import FreeNames, Habit, Mark, Source, SourceRow, day_of, refuse, source

KNOWN = ("name", "id", "records")
RECORD = ("day", "done", "text")
AROUND = ("habits", "order", "order_by", "exported_at")
"""What says nothing of a day."""


def read(data: bytes) -> Source:
    """What a Beaver Habits export holds; habits of one name are told apart by a number.

    Raises:
        BadLog: it is none; the place is named.
    """
    found = objects.document(data, "habits")
    names = FreeNames()
    aside = objects.others(found, AROUND, "file")
    items = [
        (place, item, _habit(place, item, names))
        for place, item in objects.objects(found["habits"], "habits")
    ]
    for _place, item, habit in items:
        aside += objects.others(item, KNOWN, habit.name)
    rows = (row for place, item, habit in items for row in _rows(place, item, habit.name, aside))
    return source("beaver", [habit for _place, _item, habit in items], rows, aside)


def is_like(data: bytes) -> bool:
    """Whether the first look says so: its own Export button leaves out the order of the habits."""
    return b'"habits"' in data and b'"records"' in data and b'"record_date"' not in data


def _habit(place: str, item: dict[str, Any], names: FreeNames) -> Habit:
    tags = item.get("tags") or []
    about = ", ".join(map(str, tags)) if isinstance(tags, list) else str(tags)
    return Habit(name=names.give(objects.text(item, "name", place, needed=True).strip()), about=about)


def _rows(place: str, item: dict[str, Any], name: str, aside: list[str]) -> Iterator[SourceRow]:
    for where, record in objects.objects(item.get("records", []), f"{place}.records"):
        # Beaver itself takes a record without it for one that is not done.
        done = record.get("done", False)
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
