"""tui-journal's transfer file: entries with a title and a content, each a text in its day's note."""

from typing import Any

from detox.exchange.foreign import objects
from detox.exchange.foreign.source import Source, SourceRow, day_of, source
from detox.exchange.foreign.written_dates import time_behind
from detox.exchange.foreign.written_times import clock_of

KNOWN = ("id", "title", "content", "date", "tags")


def read(data: bytes) -> Source:
    """What a transfer file holds; its days are the person's own, whatever zone it says.

    Raises:
        BadLog: it is none; the place is named.
    """
    found = objects.document(data, "entries")
    items = objects.objects(found["entries"], "entries")
    aside = objects.others(found, ("version", "entries"), "file")
    for place, item in items:
        aside += objects.others(item, KNOWN, place)
    return source("tui-journal", (), (_row(place, item) for place, item in items), aside)


def is_like(data: bytes) -> bool:
    """Whether the first look says so."""
    return all(word in data for word in (b'"version"', b'"entries"', b'"title"', b'"content"', b'"date"'))


def _row(place: str, item: dict[str, Any]) -> SourceRow:
    moment = objects.text(item, "date", place, needed=True)
    said = "\n".join(part for key in ("title", "content") if (part := objects.text(item, key, place).strip()))
    return SourceRow(
        place=place,
        day=day_of(moment, f"{place}.date"),
        at=clock_of(time_behind(moment), f"{place}.date"),
        text=objects.tagged(said, item, place),
    )
