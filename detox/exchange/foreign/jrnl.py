"""jrnl's JSON and its journals as text: entries with a title and a body, each a text in its day's note."""

import re
from typing import Any

from detox.exchange.foreign import objects
from detox.exchange.foreign.foreign_csv import text_of
from detox.exchange.foreign.source import Source, SourceRow, day_of, refuse, source
from detox.exchange.foreign.written_dates import is_day, months_in, order_of, time_behind, written_day
from detox.exchange.foreign.written_times import clock_of

KNOWN = ("title", "body", "date", "time", "tags", "starred")
_BRACKETED = re.compile(r"\[([^\[\]]{6,60})\](?: |$)")
_BARE = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d)(?: |$)")
"""As version 1 wrote them."""
_LINE_END = re.compile(r"\r\n|\r|\n")


def read(data: bytes) -> Source:
    """What a jrnl export holds.

    Raises:
        BadLog: it is none; the place is named.
    """
    found = objects.document(data, "entries")
    items = objects.objects(found["entries"], "entries")
    aside = objects.others(found, ("tags", "entries"), "file")
    for place, item in items:
        aside += objects.others(item, KNOWN, place)
    return source("jrnl", (), (_row(place, item) for place, item in items), aside)


def read_text(data: bytes) -> Source:
    """What a journal as text holds; an entry goes on until the next one begins.

    Raises:
        BadLog: it does not begin with the day of an entry; the line is named.
    """
    text = text_of(data)
    begins = _BARE if _BARE.match(text.lstrip()) else _BRACKETED
    entries: list[tuple[str, str, list[str]]] = []
    for n, line in enumerate(_LINE_END.split(text), start=1):
        found = begins.match(line)
        if found and is_day(found[1]):
            entries.append((f"line {n}", found[1], [line[found.end() :]]))
        elif entries:
            entries[-1][2].append(line)
        elif line.strip():
            refuse(f"line {n}", "[YYYY-MM-DD HH:MM] and a title", line)
    heads = [head for _place, head, _lines in entries]
    order, months = order_of(heads), months_in(heads)
    rows = (
        SourceRow(
            place=place,
            day=written_day(head, place, order=order, months=months),
            at=clock_of(time_behind(head), place),
            text="\n".join(lines).strip(),
        )
        for place, head, lines in entries
    )
    return source("jrnl", (), rows)


def is_like(data: bytes) -> bool:
    """Whether the first look says so; other journals have entries, too, but no bodies."""
    return (
        b'"entries"' in data and b'"body"' in data and b'"tags"' in data and b'"detox-log"' not in data[:2000]
    )


def is_like_text(data: bytes) -> bool:
    """Whether the first line says so."""
    head = data[:400].decode(errors="replace").lstrip("\ufeff \t\r\n").partition("\n")[0]
    found = _BARE.match(head) or _BRACKETED.match(head)
    return found is not None and is_day(found[1])


def _row(place: str, item: dict[str, Any]) -> SourceRow:
    day = day_of(objects.text(item, "date", place, needed=True), f"{place}.date")
    if "body" not in item and "content" in item:
        refuse(f"{place}.body", "the text of a jrnl entry", "an entry of tui-journal")
    at = clock_of(objects.text(item, "time", place), f"{place}.time")
    said = "\n".join(part for key in ("title", "body") if (part := objects.text(item, key, place).strip()))
    star = "*" if item.get("starred") is True else ""
    # Tags stand in the text as a rule; those that do not, and the star, are added so that nothing is lost.
    return SourceRow(place=place, day=day, at=at, text=objects.tagged(said, item, place, star))
