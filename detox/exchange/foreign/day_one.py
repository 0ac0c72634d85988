"""Day One's JSON, alone or in its archive: texts with a moment and the zone they were written in."""

from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from detox.exchange.foreign import objects
from detox.exchange.foreign.archive import LARGEST_READ, Archive
from detox.exchange.foreign.source import Source, SourceRow, refuse, source

KNOWN = ("uuid", "creationDate", "timeZone", "text", "richText", "tags", "starred", "creationDevice")
"""What is taken in, or says the same again."""
REPEATED = ("modifiedDate", "editingTime", "duration", "isPinned", "isAllDay", "creationDeviceType")
ENDING = ".json"


def read(data: bytes) -> Source:
    """What an export holds; a text's day is the one that the person had where they wrote it.

    Raises:
        BadLog: it is none; the place is named.
    """
    if not data.startswith(b"PK"):
        return source("day-one", (), *_journal(data, ""))
    archive = Archive(data, largest=LARGEST_READ, needed=(ENDING,))
    rows: list[SourceRow] = []
    aside: list[str] = []
    for name in archive.names:
        if not name.endswith(ENDING):
            aside.append(name)  # photographs
            continue
        more, others = _journal(archive.bytes(name), f"{name}, ")
        rows += more
        aside += others
    return source("day-one", (), rows, aside)


def is_like(data: bytes) -> bool:
    """Whether the first look says so."""
    return b'"entries"' in data and b'"creationDate"' in data


def is_like_archive(data: bytes) -> bool:
    """Whether it is an archive with journals in it, and not Loop's."""
    return data.startswith(b"PK") and ENDING.encode() in data and b".csv" not in data


def _journal(data: bytes, name: str) -> tuple[Iterator[SourceRow], list[str]]:
    found = objects.document(data, "entries")
    items = objects.objects(found["entries"], f"{name}entries")
    aside = objects.others(found, ("metadata", "entries"), f"{name}file")
    for place, item in items:
        aside += objects.others(item, (*KNOWN, *REPEATED), place)
        if _zone(item) is None:
            aside.append(f"{place}.timeZone: not known here, so its time is in UTC")
    return (_row(place, item) for place, item in items), aside


def _row(place: str, item: dict[str, Any]) -> SourceRow:
    said = objects.text(item, "creationDate", place, needed=True)
    try:
        moment = datetime.fromisoformat(said)
        moment = moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(_zone(item) or UTC)
    except (ValueError, OverflowError):
        refuse(f"{place}.creationDate", "a moment like 2026-03-14T21:30:00Z", said)
    star = "*" if item.get("starred") is True else ""
    text = objects.text(item, "text", place).strip()
    return SourceRow(
        place=place, day=moment.date(), at=f"{moment:%H:%M}", text=objects.tagged(text, item, place, star)
    )


def _zone(item: dict[str, Any]) -> tzinfo | None:
    name = item.get("timeZone")
    return UTC if not isinstance(name, str) or not name else _zone_of(name)


@lru_cache(maxsize=64)
def _zone_of(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
