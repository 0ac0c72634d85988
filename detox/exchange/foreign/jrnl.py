"""jrnl's JSON: entries with a title, a body and tags; each becomes a text in its day's note."""

import re
from collections.abc import Iterator
from typing import Any

from detox.exchange.foreign import objects
from detox.exchange.foreign.source import Source, SourceRow, clock_of, day_of, refuse, source

KNOWN = ("title", "body", "date", "time", "tags", "starred")


def read(data: bytes) -> Source:
    """What a jrnl export holds.

    Raises:
        BadLog: it is none; the place is named.
    """
    found = objects.document(data, "entries")
    rows: list[SourceRow] = []
    aside: list[str] = []
    for place, item in objects.objects(found["entries"], "entries"):
        rows += _rows(place, item)
        aside += objects.others(item, KNOWN, place)
    return source("jrnl", (), rows, [*aside, *objects.others(found, ("tags", "entries"), "file")])


def is_like(data: bytes) -> bool:
    """Whether the first look says so."""
    head = data[:2000]
    return b'"entries"' in data and b'"tags"' in head and not re.search(rb'"format"\s*:', head)


def _rows(place: str, item: dict[str, Any]) -> Iterator[SourceRow]:
    day = day_of(objects.text(item, "date", place, needed=True), f"{place}.date")
    at = clock_of(objects.text(item, "time", place), f"{place}.time")
    title, body = (objects.text(item, key, place).strip() for key in ("title", "body"))
    said = "\n".join(part for part in (title, body) if part)
    tags = item.get("tags") or []
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        refuse(f"{place}.tags", "a list of texts", tags)
    missing = " ".join(tag for tag in tags if tag.casefold() not in said.casefold())
    star = "*" if item.get("starred") is True else ""
    # Tags stand in the text as a rule; those that do not, and the star, are added so that nothing is lost.
    whole = " ".join(part for part in (said, missing, star) if part)
    if whole:
        yield SourceRow(place=place, day=day, at=at, text=whole)
