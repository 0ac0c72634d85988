"""Daylio's CSV: a mood, activities and a note, several times a day."""

import html
import re
from collections.abc import Iterator

from detox.exchange.foreign.foreign_csv import named_table, text_of
from detox.exchange.foreign.source import Habit, Mark, Source, SourceRow, clock_of, day_of, source

NEEDED = ("full_date", "time", "mood", "activities", "note")
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
    rows: list[SourceRow] = []
    aside: list[str] = []
    for place, cells in named_table(text_of(data), NEEDED):
        rows += _rows(place, cells)
        if cells.get("scales", "").strip():
            aside.append(f"{place}: scales {cells['scales'].strip()}")
    habits = (Habit(name=row.habit) for row in rows if row.habit is not None)
    return source("daylio", habits, rows, aside)


def _rows(place: str, cells: dict[str, str]) -> Iterator[SourceRow]:
    day = day_of(cells["full_date"], place)
    at = clock_of(cells["time"], place)
    if mood := cells["mood"].strip():
        yield SourceRow(place=place, day=day, at=at, mood=mood)
    for activity in _PLACES.split(cells["activities"].strip()):
        if activity:
            yield SourceRow(place=place, day=day, at=at, habit=activity, mark=Mark.YES)
    text = "\n".join(part for part in (cells.get("note_title", "").strip(), _plain(cells["note"])) if part)
    if text:
        yield SourceRow(place=place, day=day, at=at, text=text)


def _plain(note: str) -> str:
    # Newer versions write their notes as HTML; a diary's note is plain text.
    if not re.search(r"</?(?:br|p|b|i|u|div|ul|li|strong|em)\s*/?>", note):
        return note.strip()
    broken = re.sub(r"<(?:br\s*/?|/p|/div|/li)>", "\n", note)
    return html.unescape(re.sub(r"<[^<>]{1,40}>", "", broken)).strip()
