"""Nomie's CSV and JSON: short notes with #trackers in them, in the person's own time."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from detox.exchange.foreign import objects
from detox.exchange.foreign.foreign_csv import named_table, text_of
from detox.exchange.foreign.source import Habit, Mark, Source, SourceRow, clock_of, day_of, refuse, source

NEEDED = ("epoch", "start", "end", "offset", "note")
CSV_PLACE = ("lat", "lng", "location")
LOG = ("note", "notes", "end", "start", "offset", "_id", "_dirty", "score", "modified", "trackers")
SETTINGS = ("nomie", "version", "created", "boards", "dashboards")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MOST_OFFSET = 24 * 60
_TRACKER = re.compile(r"#([^\s#()]+)(?:\(([^()]*)\))?")
_TIME = re.compile(r"T(\d\d:\d\d)")


def read_csv(data: bytes) -> Source:
    """What a CSV export holds; its times are the person's own already.

    Raises:
        BadLog: it is none; the line is named.
    """
    rows: list[SourceRow] = []
    aside: list[str] = []
    seen: set[tuple[str, str, str]] = set()
    for place, cells in named_table(text_of(data), NEEDED):
        end = cells["end"].strip() or cells["start"].strip()
        day = day_of(end, place)
        time = _TIME.search(end)
        at, note = clock_of(time[1] if time else "", place), cells["note"].strip()
        # With a column `tracker`, each of a note's trackers has a row of its own that repeats the note.
        log = (cells["epoch"], end, note)
        if tracker := cells.get("tracker", "").strip():
            value = cells.get("value", "").strip()
            marks = [(tracker, value)] if tracker != "note" else []
        else:
            marks = _TRACKER.findall(note)
        rows += [_mark(place, day, at, *found) for found in marks]
        if log not in seen and _has_words(note):
            rows.append(SourceRow(place=place, day=day, at=at, text=note))
        if log not in seen:
            aside += [
                f"{place}: {key} {cells[key].strip()}" for key in CSV_PLACE if cells.get(key, "").strip()
            ]
        seen.add(log)
    return source("nomie", (), rows, aside)


def read_json(data: bytes) -> Source:
    """What a backup holds, of version 4 and 5 (`events`) or of version 6 (`files`).

    Raises:
        BadLog: it is none; the place is named.
    """
    found = objects.whole(data)
    logs, habits, aside = _logs(found)
    rows: list[SourceRow] = []
    for place, item in logs:
        rows += _rows(place, item)
        aside += objects.others(item, LOG, place)
    return source("nomie", habits, rows, aside)


def is_like_json(data: bytes) -> bool:
    """Whether the first look says so."""
    return (b'"nomie"' in data and b'"events"' in data) or (b'"files"' in data and b'"version"' in data)


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
        if isinstance(content, list) and content and all(_is_log(item) for item in content):
            logs += objects.objects(content, name)
        elif name.endswith("trackers.json"):
            habits += _trackers(content)
        else:
            aside.append(f"{name}: settings")
    return logs, habits, aside


def _is_log(item: Any) -> bool:  # noqa: ANN401 - any JSON value
    return isinstance(item, dict) and "note" in item and "end" in item


def _trackers(found: Any) -> list[Habit]:  # noqa: ANN401 - any JSON value
    if not isinstance(found, dict):
        return []
    named = [(tag, item) for tag, item in found.items() if isinstance(item, dict) and tag.strip()]
    return [Habit(name=tag, about=str(item.get("label") or "")) for tag, item in named]


def _rows(place: str, item: dict[str, Any]) -> Iterator[SourceRow]:
    note = objects.text(item, "note", place).strip()
    moment = _local(item, place)
    day, at = moment.date(), f"{moment:%H:%M}"
    for tracker, value in _TRACKER.findall(note):
        yield _mark(place, day, at, tracker, value)
    if _has_words(note):
        yield SourceRow(place=place, day=day, at=at, text=note)


def _local(item: dict[str, Any], place: str) -> datetime:
    """The person's own time; the offset counts minutes west of Greenwich, as browsers do."""
    end, offset = item.get("end") or item.get("start"), item.get("offset") or 0
    if type(offset) not in (int, float) or abs(offset) > MOST_OFFSET:
        refuse(f"{place}.offset", "minutes", offset)
    try:
        if isinstance(end, str):
            return datetime.fromisoformat(end).astimezone(UTC) - timedelta(minutes=offset)
        # Not so for `true`, which Python counts among the numbers and `float` cannot read as text.
        return EPOCH + timedelta(milliseconds=float(str(end)), minutes=-offset)
    except (ValueError, OverflowError):
        refuse(f"{place}.end", "a moment", end)


def _mark(place: str, day: date, at: str | None, tracker: str, value: str = "") -> SourceRow:
    return SourceRow(place=place, day=day, at=at, habit=tracker, mark=Mark.YES, text=value)


def _has_words(note: str) -> bool:
    """Whether a note says more than its trackers."""
    return bool(_TRACKER.sub("", note).strip())
