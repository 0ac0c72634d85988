"""The rows of a log as records, each checked; every bad one named by its place."""

import json
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any, TypeVar

import msgspec

from detox import catalogue
from detox.domain.entries import (
    Channel,
    CheckIn,
    Contact,
    Cost,
    Entry,
    Independence,
    Leaving,
    Life,
    Outcome,
    Pause,
    Step,
    Task,
)
from detox.domain.record import Record
from detox.domain.snapshot import Snapshot
from detox.domain.trial import Amendment, Choice, Criterion, Rule, Trial
from detox.errors import BadField, BadLog
from detox.exchange.missing import filled
from detox.shown import shown

MOST_NAMED = 20
LONGEST_VALUE = 60
LONGEST_PLACE = 80
LISTS: dict[str, type[Record]] = {
    "past_trials": Trial,
    "tasks": Task,
    "channels": Channel,
    "entries": Entry,
    "checkins": CheckIn,
    "contacts": Contact,
    "steps": Step,
    "pauses": Pause,
}
NESTED: dict[str, type[Record]] = {
    "cost": Cost,
    "rule": Rule,
    "criteria": Criterion,
    "amendments": Amendment,
    "choice": Choice,
}
EXPECTED: dict[str, str] = {
    **dict.fromkeys(("day", "since", "due", "on", "left", "start", "from", "to"), "YYYY-MM-DD"),
    "outcome": " | ".join(Outcome),
    "independence": " | ".join(Independence),
    "how": " | ".join(Leaving),
}
_PLACE = re.compile(r" - at `\$\.?(.*)`$")
Kind = TypeVar("Kind", bound=Record)


class Problems:
    """What is wrong, in the order it was found."""

    def __init__(self) -> None:
        self._found: list[str] = []
        self._more = 0

    def add(self, place: str, expected: str, got: object) -> None:
        """Note one problem: at most twenty are named, the rest counted."""
        if len(self._found) == MOST_NAMED:
            self._more += 1
            return
        where = shown(place).removeprefix(".")[:LONGEST_PLACE]
        self._found.append(f"{where}: expected {expected[:120]}, got {_short(got)}")

    def refuse(self) -> None:
        """Raise them all.

        Raises:
            BadLog: there are any.
        """
        if self._found:
            raise BadLog(tuple(self._found), more=self._more)


class Rows:
    """The rows of a log as records, taken one at a time."""

    def __init__(self, problems: Problems, *, today: date) -> None:
        self._problems = problems
        self._last_day = today + timedelta(days=1)
        self._found: dict[str, dict[str, Any]] = {name: {} for name in LISTS}
        self._carried: dict[str, str] = {}
        """Where each channel was named first by an entry."""
        self._copies: Counter[str] = Counter()

    def take(self, name: str, n: int, row: object) -> None:
        """One row of a list, any JSON value."""
        place = f"{name}[{n}]"
        kind = LISTS[name]
        record: Any = self.row(place, filled(row, kind, self._copies), kind)
        if record is None:
            return
        self._keep(self._found[name], record, place)
        if name == "entries" and record.channel is not None:
            self._carried.setdefault(record.channel, f"{place}.channel")

    def snapshot(
        self, life: Life, trial: Trial | None, *, known_channels: Container[str], known_tasks: Container[str]
    ) -> Snapshot:
        """Everything that was taken; only sound where no problem was noted."""
        for channel, place in self._carried.items():
            if channel not in self._found["channels"] and channel not in known_channels:
                self._problems.add(place, "a channel of the log or the diary", channel)
        entries = self._found["entries"].values()
        lists = {name: tuple(found.values()) for name, found in self._found.items()}
        lists["tasks"] += tuple(_off_list(entries, self._found["tasks"], known_tasks))
        return Snapshot(app=life.app, left=life.left, how=life.how, trial=trial, **lists)

    def _keep(self, found: dict[str, Any], record: Any, place: str) -> None:  # noqa: ANN401 - of any list
        key = record.id
        if found.setdefault(key, record) != record:
            self._problems.add(f"{place}.id", "each id once, or twice with the same content", key)

    def row(self, place: str, row: object, kind: type[Kind]) -> Kind | None:
        """One row as a record; where it is none, that is noted."""
        if not isinstance(row, dict):
            self._problems.add(place, "an object", row)
            return None
        for where, expected, got in _strange(row, kind, place):
            self._problems.add(where, expected, got)
            return None
        try:
            record = msgspec.convert(row, kind)
        except BadField as error:
            self._problems.add(f"{place}.{_encoded(kind, error.field)}", error.expected, error.value)
            return None
        except msgspec.ValidationError as error:
            self._problems.add(*_misfit(place, row, str(error)))
            return None
        return self._in_time(record, place)

    def _in_time(self, record: Kind, place: str) -> Kind | None:
        day = getattr(record, "day", None)
        if isinstance(record, Entry | CheckIn) and day is not None and day > self._last_day:
            self._problems.add(f"{place}.day", f"a day up to {self._last_day}", day)
            return None
        return record


def _strange(row: dict[str, Any], kind: type[Record], place: str) -> Iterator[tuple[str, str, object]]:
    """Keys that the record does not have and texts that are none, wherever they are nested."""
    known = kind.__struct_encode_fields__
    for key, value in row.items():
        if key not in known:
            yield f"{place}.{key}", " | ".join(known), "a key that this version does not know"
        elif isinstance(value, str):
            if not value.isascii() and not _is_text(value):
                yield f"{place}.{key}", "text", "half of a surrogate pair"
        elif isinstance(value, dict | list) and key in NESTED:
            parts = value if isinstance(value, list) else [value]
            for n, part in enumerate(parts):
                if isinstance(part, dict):
                    inner = f"{place}.{key}[{n}]" if isinstance(value, list) else f"{place}.{key}"
                    yield from _strange(part, NESTED[key], inner)


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _misfit(place: str, row: dict[str, Any], message: str) -> tuple[str, str, object]:
    found = _PLACE.search(message)
    path = found[1] if found else ""
    said = message[: found.start()] if found else message
    if "missing required field" in said:
        field = said.split("`")[1]
        where = ".".join(part for part in (path, field) if part)
        return f"{place}.{where}", "a value", "nothing"
    field = re.sub(r"\[.*", "", path.rsplit(".", 1)[-1])
    expected = EXPECTED.get(field) or said.split(", got")[0].removeprefix("Expected ").replace("`", "")
    return f"{place}.{path}", expected, _value_at(row, path)


def _value_at(row: Any, path: str) -> object:  # noqa: ANN401 - walks any JSON
    value = row
    for part in re.findall(r"[^.\[\]]+", path):
        try:
            value = value[int(part)] if isinstance(value, list) else value[part]
        except (KeyError, IndexError, TypeError, ValueError):
            return value
    return value


def _encoded(kind: type[Record], field: str) -> str:
    names = dict(zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True))
    return names.get(field, field)


def _off_list(entries: Iterable[Entry], held: Container[str], known: Container[str]) -> list[Task]:
    made: dict[str, Task] = {}
    for entry in sorted(entries, key=lambda entry: entry.day):
        if entry.task not in held and entry.task not in known and entry.task not in made:
            choice = catalogue.task_choice(entry.task)
            made[entry.task] = Task(
                id=entry.task,
                name=choice.name() if choice else entry.task,
                category=choice.category if choice else "information",
                listed=False,
                since=entry.day,
            )
    return list(made.values())


def _short(value: object) -> str:
    if isinstance(value, bool) or value is None:
        text = {True: "true", False: "false", None: "null"}[value]
    elif isinstance(value, dict | list):
        # Piece by piece, for it may be as long as the file.
        pieces = json.JSONEncoder(ensure_ascii=False, default=str).iterencode(value)
        text = "".join(piece[: LONGEST_VALUE * 2] for piece in islice(pieces, LONGEST_VALUE * 2))
    else:
        text = str(value)
    text = shown(text[: LONGEST_VALUE * 2])
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "~"
