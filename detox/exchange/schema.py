"""The JSON Schema of the log, made from the records themselves; the file beside it is what this makes."""

import json
from pathlib import Path
from typing import Any

import msgspec

from detox.domain.entries import (
    AMOUNT,
    BEFORE,
    CLOCK_TIME,
    CURRENCY,
    MINUTES_A_DAY,
    MOST_TASKS,
    RATING_TOP,
    RATINGS,
    WEEKDAYS,
    Channel,
    CheckIn,
    Contact,
    Entry,
    Life,
    Pause,
    Step,
    Task,
)
from detox.domain.readings import HASH_LENGTH, MOST_DAYS
from detox.domain.record import ID, ISO_DAY, MOMENT, NAME_LENGTH, NOTE_LENGTH
from detox.domain.trial import CRITERIA, LENGTHS, LONGEST_CHOICE, METHODS, Op, Trial

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILE = Path(__file__).with_name("detox-log.schema.json")
LISTS: dict[str, type[msgspec.Struct]] = {
    "past_trials": Trial,
    "tasks": Task,
    "channels": Channel,
    "entries": Entry,
    "checkins": CheckIn,
    "contacts": Contact,
    "steps": Step,
    "pauses": Pause,
}
MADE_UP = {"Entry": ("id", "recorded_at", "updated_at"), "CheckIn": ("recorded_at", "updated_at")}
"""What an import makes up where a row lacks it."""
CLOSED = {"additionalProperties": False}


def whole(pattern: str) -> dict[str, Any]:
    """A text that matches from its first sign to its last, a line's end included."""
    return {"pattern": f"^(?:{pattern})(?![\\s\\S])"}


def between(least: float, most: float) -> dict[str, Any]:
    """A number, both ends included."""
    return {"minimum": least, "maximum": most}


IDENTIFIER = whole(ID.pattern)
NAME = {"maxLength": NAME_LENGTH, "pattern": "\\S"}
NOTE = {"maxLength": NOTE_LENGTH}
TIME = whole(MOMENT.pattern) | {"format": "date-time"}
DAY = whole(ISO_DAY.pattern)
DAY_OR_MOMENT = {"anyOf": [DAY | {"format": "date"}, TIME]}
HOUR = whole(CLOCK_TIME.pattern)
IDENTIFIERS = {"items": {"type": "string"} | IDENTIFIER}
HASHES = {key: {"maxLength": HASH_LENGTH} for key in ("prev_hash", "hash")}
MINUTES = between(0, MINUTES_A_DAY)
IN_WEEK_ORDER = whole("\\s*" + "".join(f"({day}(\\s+|(?![\\s\\S])))?" for day in WEEKDAYS))
RULE: dict[str, dict[str, Any]] = {
    "days": between(LENGTHS.start, LENGTHS.stop - 1),
    "window": between(1, LENGTHS.stop - 1),
    "need": between(1, len(CRITERIA)),
    "veto": {"items": {"enum": list(CRITERIA)}},
}
LIMITS: dict[str, dict[str, dict[str, Any]]] = {
    "Life": {"app": NAME, "until": DAY_OR_MOMENT},
    "Lapse": {**dict.fromkeys(("what", "who", "when"), NOTE), "sure": between(0, RATING_TOP)},
    "Review": dict.fromkeys(("hardest", "plan", "people"), NOTE),
    "Cost": {"amount": whole(AMOUNT.pattern), "currency": whole(CURRENCY.pattern)},
    "Entry": {
        **dict.fromkeys(("id", "task", "channel"), IDENTIFIER),
        **dict.fromkeys(("recorded_at", "updated_at"), TIME),
        "at": whole(CLOCK_TIME.pattern),
        "minutes": MINUTES,
        "helper": NAME,
        "note": NOTE,
    },
    "CheckIn": {
        **dict.fromkeys(RATINGS, between(0, RATING_TOP)),
        **dict.fromkeys(("recorded_at", "updated_at"), TIME),
        "won_back": MINUTES,
        "note": NOTE,
    },
    "Task": {
        **dict.fromkeys(("id", "category", "plan"), IDENTIFIER),
        "name": NAME,
        "importance": between(1, 3),
        "days": IN_WEEK_ORDER,
        "order": between(0, MOST_TASKS),
        "before": {"enum": list(BEFORE)},
    },
    "PastTask": {"importance": between(1, 3), "days": IN_WEEK_ORDER},
    "Channel": {"id": IDENTIFIER, "name": NAME},
    "Contact": {
        **dict.fromkeys(("id", "reach"), IDENTIFIER),
        "name": NAME,
        "address": {"maxLength": NAME_LENGTH},
        "note": NOTE,
        "updated_at": TIME,
    },
    "Step": {"id": IDENTIFIER, "text": NAME, "updated_at": TIME, "clock_from": TIME},
    "Pause": {"id": IDENTIFIER, "reason": NOTE, "recorded_at": TIME},
    "Rule": RULE,
    "Trial": RULE | {"sentence": NOTE, "method": {"enum": list(METHODS)}, "people": IDENTIFIERS},
    "Amendment": {**HASHES, "time": TIME, "reason": NOTE},
    "BasketTask": {"id": IDENTIFIER, "importance": between(1, 3)},
    "Reading": {**HASHES, "time": TIME, **dict.fromkeys(("day", "rule"), between(0, MOST_DAYS))},
    "Choice": {
        "why": NOTE,
        "weeks": between(0, LONGEST_CHOICE),
        **dict.fromkeys(("tasks", "people"), IDENTIFIERS),
    },
    "Hours": dict.fromkeys(("from", "to"), HOUR),
}
"""What the records check about their fields, beyond their types."""


def schema() -> dict[str, Any]:
    """JSON Schema, draft 2020-12, of the log: what it refuses, an import refuses too.

    An import refuses more: what one value can say only beside another, such as a channel that is not listed.
    """
    records = components(*LISTS.values(), Life)
    life = records.pop("Life")["properties"]
    trial = {"$ref": "#/$defs/Trial"}
    return {
        "$schema": DIALECT,
        "title": "Detox log, version 2",
        "description": "A whole diary, as detox export writes it and detox import reads it.",
        "type": "object",
        "required": ["format", "version"],
        "properties": {
            "format": {"const": "detox-log"},
            "version": {"type": "integer", "enum": [1, 2]},
            "exported_at": {"type": "string", **TIME},
            **{key: life[key] for key in ("app", "left", "how", "until")},
            "trial": {"anyOf": [trial, {"type": "null"}]},
            **{
                name: {"type": "array", "items": {"$ref": f"#/$defs/{kind.__name__}"}}
                for name, kind in LISTS.items()
            },
        },
        **CLOSED,
        "$defs": records,
    }


def as_text(made: dict[str, Any]) -> str:
    """A schema as its file holds it."""
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def components(*kinds: type[msgspec.Struct]) -> dict[str, Any]:
    """The schema of each of these records and of all they are made of, by name, with every limit."""
    _refs, found = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    for name, record in found.items():
        if "properties" in record:
            record.update(CLOSED)
            record["required"] = [key for key in record["required"] if key not in MADE_UP.get(name, ())]
            for field, limits in LIMITS.get(name, {}).items():
                _limit(record["properties"][field], limits)
            for field in record["properties"].values():
                _limit(field, DAY, of="date")
    if "Criterion" in found:
        found["Criterion"]["oneOf"] = [_criterion(name) for name in CRITERIA]
    return {name: found[name] for name in sorted(found)}


def _limit(field: dict[str, Any], limits: dict[str, Any], of: str | None = None) -> None:
    """Add limits to a field, or to that one of its alternatives which can have them."""
    choices = field.get("anyOf", [field])
    for choice in choices:
        plain = choice.get("type") not in (None, "null")
        if plain and (of is None or choice.get("format") == of):
            choice.update(limits)


def _criterion(name: str) -> dict[str, Any]:
    measure = CRITERIA[name]
    line = {"id": {"const": name}, "value": between(measure.least, measure.most)}
    return {"properties": line if measure.op is Op.IS else line | {"op": {"const": measure.op.value}}}
