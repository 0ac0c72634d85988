"""Nomie's CSV and JSON: short notes with #trackers in them, in the person's own time."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from detox.exchange.foreign import objects
from detox.exchange.foreign.foreign_csv import named_table, text_of
from detox.exchange.foreign.source import Habit, Mark, Source, SourceRow, day_of, refuse, source
from detox.exchange.foreign.written_times import clock_of

NEEDED = ("epoch", "start", "end", "offset", "note")
CSV_PLACE = ("lat", "lng", "location")
LOG = ("note", "notes", "end", "start", "offset", "_id", "_dirty", "score", "modified", "trackers")
SETTINGS = ("nomie", "version", "created", "boards", "dashboards")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MOST_OFFSET = 24 * 60
_TRACKER = re.compile(r"(?<!\S)#([^\s()]+)(?:\(([^()]*)\))?")
"""A word that begins with the sign; a web address may have one inside."""
_PUNCTUATION = re.compile(r"[,.!?:]|['’].*")
"""What Nomie takes away from a tracker's name; a genitive goes as a whole."""
_TIME = re.compile(r"T(\d\d:\d\d)")


def read_csv(data: bytes) -> Source:
    """What a CSV export holds; its times are the person's own already.

    Raises:
        BadLog: it is none; the line is named.
    """
    aside: list[str] = []
    return source("nomie", (), _table_rows(data, aside), aside)


def read_json(data: bytes) -> Source:
    """What a backup holds, of version 3 to 5 (`events`) or of version 6 (`files`).

    Raises:
        BadLog: it is none; the place is named.
    """
    found = objects.whole(data)
    logs, habits, aside = _logs(found)
    for place, item in logs:
        aside += objects.others(item, LOG, place)
    return source("nomie", habits, (row for place, item in logs for row in _rows(place, item)), aside)


def is_like_json(data: bytes) -> bool:
    """Whether the first look says so."""
    return (b'"nomie"' in data and b'"events"' in data) or (b'"files"' in data and b'"version"' in data)


def _table_rows(data: bytes, aside: list[str]) -> Iterator[SourceRow]:
    seen: set[tuple[str, str, str]] = set()
    for place, cells in named_table(text_of(data), NEEDED):
        end = cells["end"].strip() or cells["start"].strip()
        day = day_of(end, place)
        time = _TIME.search(end)
        at, note = clock_of(time[1] if time else "", place), cells["note"].strip()
        # With a column `tracker`, each of a note's trackers has a row of its own that repeats the note.
        log = (cells["epoch"], end, note)
        tracker, value = cells.get("tracker", "").strip(), cells.get("value", "").strip()
        if not tracker:
            yield from _trackers_in(note, place, day, at)
        elif tracker != "note":
            yield _mark(place, day, at, tracker.lower(), value)
        if log in seen:
            continue
        seen.add(log)
        aside += [f"{place}: {key} {cells[key].strip()}" for key in CSV_PLACE if cells.get(key, "").strip()]
        if _has_words(note) or not (note or tracker not in ("", "note")):
            yield SourceRow(place=place, day=day, at=at, text=note)


def _logs(found: dict[str, Any]) -> tuple[list[tuple[str, dict[str, Any]]], list[Habit], list[str]]:
    if "events" in found:
        logs = objects.objects(found["events"], "events")
        habits = _trackers(found.get("trackers"))
        return logs, habits, objects.others(found, (*SETTINGS, "events", "trackers"), "file")
    files = found.get("files")
    if not isinstance(files, dict):
        refuse("file", '"events" or "files"', ", ".join(list(found)[:8]))
    logs, habits, aside = [], [], []
    for name, content in files.items():
        if isinstance(content, list) and ("books/" in name or any(map(_is_log, content))):
            logs += objects.objects(content, name)
        elif name.endswith("trackers.json"):
            habits += _trackers(content)
        else:
            aside.append(f"{name}: settings")
    return logs, habits, aside


def _is_log(item: Any) -> bool:  # noqa: ANN401 - any JSON value
    return (
        isinstance(item, dict) and ("note" in item or "notes" in item) and ("end" in item or "start" in item)
    )


def _trackers(found: Any) -> list[Habit]:  # noqa: ANN401 - any JSON value
    if not isinstance(found, dict):
        return []
    named = [(tag.lower(), item) for tag, item in found.items() if isinstance(item, dict) and tag.strip()]
    return [Habit(name=tag, about=str(item.get("label") or "")) for tag, item in named]


def _rows(place: str, item: dict[str, Any]) -> Iterator[SourceRow]:
    # Version 3 called it `notes`; a log may have neither, but only where somebody was, or how they felt.
    note = (objects.text(item, "note", place) or objects.text(item, "notes", place)).strip()
    moment = _local(item, place)
    day, at = moment.date(), f"{moment:%H:%M}"
    yield from _trackers_in(note, place, day, at)
    if _has_words(note) or not note:
        yield SourceRow(place=place, day=day, at=at, text=note)


def _trackers_in(note: str, place: str, day: date, at: str | None) -> Iterator[SourceRow]:
    for found in _TRACKER.finditer(note):
        if name := _name(found[1]):
            yield _mark(place, day, at, name, found[2] or "")


def _name(word: str) -> str:
    """A tracker's name as Nomie takes it out of a note."""
    return _PUNCTUATION.sub("", word).lower()


def _local(item: dict[str, Any], place: str) -> datetime:
    """The person's own time; the offset counts minutes west of Greenwich, as browsers do."""
    end, offset = item.get("end", item.get("start")), item.get("offset") or 0
    if type(offset) not in (int, float) or abs(offset) > MOST_OFFSET:
        refuse(f"{place}.offset", "minutes", offset)
    try:
        if isinstance(end, str):
            moment = datetime.fromisoformat(end)
            return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC) - timedelta(minutes=offset)
        # Not so for `true`, which Python counts among the numbers and `float` cannot read as text.
        return EPOCH + timedelta(milliseconds=float(str(end)), minutes=-offset)
    except (ValueError, OverflowError):
        refuse(f"{place}.end", "a moment", end)


def _mark(place: str, day: date, at: str | None, tracker: str, value: str = "") -> SourceRow:
    return SourceRow(place=place, day=day, at=at, habit=tracker, mark=Mark.YES, text=value)


def _has_words(note: str) -> bool:
    """Whether a note says more than its trackers; their punctuation says nothing."""
    rest = _TRACKER.sub(lambda found: "" if _name(found[1]) else found[0], note)
    return bool(re.search(r"[^\s,.!?:]", rest))
