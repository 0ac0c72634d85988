"""Daylio's CSV: a mood, activities and a note, several times a day."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from detox.exchange.foreign.foreign_csv import heads, named_table, text_of
from detox.exchange.foreign.source import Mark, Source, SourceRow, day_of, source
from detox.exchange.foreign.written_dates import months_in, order_of, written_day
from detox.exchange.foreign.written_times import clock_of

DAY = "full_date"
NEEDED = (DAY, "time", "mood", "activities", "note")
NEEDED_OLD = ("year", "date", *NEEDED[1:])
"""Of 2018."""
KNOWN = (*NEEDED, "year", "date", "weekday", "note_title")
MOODS: dict[str, int | str] = {
    **dict.fromkeys(("rad", "超棒", "超赞", "狂喜"), 10),
    **dict.fromkeys(("good", "开心", "不错", "好"), 8),
    **dict.fromkeys(("meh", "一般", "还行"), 5),
    **dict.fromkeys(("bad", "不好", "难过", "不开心"), 2),
    **dict.fromkeys(("awful", "糟糕", "超烂", "极差"), 0),
}
"""Daylio's five steps, 1..5, are (step - 1) * 2.5, rounded: 0, 2, 5, 8, 10."""
_PLACES = re.compile(r"\s*\|\s*")


def read(data: bytes) -> Source:
    """What a Daylio export holds.

    Raises:
        BadLog: it is none; the line is named.
    """
    text = text_of(data)
    aside: list[str] = []
    columns = heads(text)
    needed = NEEDED_OLD if DAY not in columns and "year" in columns else NEEDED
    table = list(named_table(text, needed))
    days = _days(table) if needed is NEEDED_OLD else _DayColumns({}, None)
    return source("daylio", (), _every_row(table, days, aside), aside)


def is_like(data: bytes) -> bool:
    """Whether the first look says so."""
    head = data.removeprefix(b"\xef\xbb\xbf")[:400].partition(b"\n")[0].replace(b'"', b"").strip()
    return head.startswith((b"full_date,", b"year,date,")) and b",mood,activities," in head


class _DayColumns(NamedTuple):
    """How the days of an export without full dates are to be read."""

    months: dict[str, int]
    order: str | None


def _days(table: Sequence[tuple[str, dict[str, str]]]) -> _DayColumns:
    texts = [cells["date"] for _place, cells in table]
    return _DayColumns(months_in(texts), order_of(f"{text} 2018" for text in texts))


def _day(cells: dict[str, str], days: _DayColumns, place: str) -> date:
    if DAY in cells:
        return day_of(cells[DAY], place)
    # In 2018 the year had a column of its own, and the rest of the day was written as people write it.
    year, rest = cells["year"].strip(), cells["date"].strip()
    first = f"{rest} {year}" if days.order is not None else f"{year} {rest}"
    return written_day(first, place, order=days.order, months=days.months)


def _every_row(
    table: Iterable[tuple[str, dict[str, str]]], days: _DayColumns, aside: list[str]
) -> Iterator[SourceRow]:
    for place, cells in table:
        aside += [
            f"{place}: {key} {cells[key].strip()}" for key in cells if key not in KNOWN and cells[key].strip()
        ]
        yield from _rows(place, cells, _day(cells, days, place))


def _rows(place: str, cells: dict[str, str], day: date) -> Iterator[SourceRow]:
    at = clock_of(cells["time"], place)
    mood, activities = cells["mood"].strip(), [a for a in _PLACES.split(cells["activities"].strip()) if a]
    if mood:
        yield SourceRow(place=place, day=day, at=at, mood=mood)
    for activity in activities:
        yield SourceRow(place=place, day=day, at=at, habit=activity, mark=Mark.YES)
    text = "\n".join(part for part in (cells.get("note_title", "").strip(), _plain(cells["note"])) if part)
    if text or not (mood or activities):
        yield SourceRow(place=place, day=day, at=at, text=text)


def _plain(note: str) -> str:
    # Newer versions write their notes as HTML; a diary's note is plain text.
    if not re.search(r"</?(?:br|p|b|i|u|div|ul|li|strong|em)\s*/?>", note):
        return note.strip()
    broken = re.sub(r"<(?:br\s*/?|/p|/div|/li)>", "\n", note)
    return html.unescape(re.sub(r"<[^<>]{1,40}>", "", broken)).strip()
