"""The JSON Schema of the log, made from the records themselves; the file beside it is what this makes."""

import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from detox.domain.entries import Channel, CheckIn, Contact, Entry, Life, Pause, Step, Task
from detox.domain.record import ISO_DAY, MOMENT, Record, whole
from detox.domain.trial import CRITERIA, Op, Trial
from detox.exchange.version_fields import schema_fields, stamp_fields

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILE = Path(__file__).with_name("detox-log.schema.json")
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
MADE_UP = {"Entry": ("id", "recorded_at", "updated_at"), "CheckIn": ("recorded_at", "updated_at")}
"""What an import makes up where a row lacks it."""
CLOSED = {"additionalProperties": False}


DAY = {"pattern": whole(ISO_DAY.pattern)}
TIME = {"pattern": whole(MOMENT.pattern), "format": "date-time"}


def schema() -> dict[str, Any]:
    """JSON Schema, draft 2020-12, of the log: what it refuses, an import refuses too.

    An import refuses more: what one value can say only beside another, such as a channel that is not listed.
    """
    records = components(*LISTS.values(), Life)
    life = records.pop("Life")["properties"]
    for kind in LISTS.values():
        records[kind.__name__]["properties"] |= schema_fields(kind, kind.__name__)
    records["LifeVersion"] = {
        "type": "object",
        "properties": {key: value for key, value in life.items() if key != "id"} | stamp_fields(Life),
        **CLOSED,
    }
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
            "life": {
                "type": "object",
                "properties": {"trial": life["trial"]} | schema_fields(Life, "LifeVersion"),
                **CLOSED,
            },
            "trial": {"anyOf": [trial, {"type": "null"}]},
            **{
                name: {"type": "array", "items": {"$ref": f"#/$defs/{kind.__name__}"}}
                for name, kind in LISTS.items()
            },
        },
        **CLOSED,
        "$defs": dict(sorted(records.items())),
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
            for field in record["properties"].values():
                _limit_days(field)
    if "Criterion" in found:
        found["Criterion"]["oneOf"] = [_criterion(name) for name in CRITERIA]
    return {name: found[name] for name in sorted(found)}


def _limit_days(field: dict[str, Any]) -> None:
    """Add to a day, or to that one of a field's alternatives which is one, which days there are."""
    for choice in field.get("anyOf", [field]):
        if choice.get("format") == "date":
            choice.update(DAY)


def _criterion(name: str) -> dict[str, Any]:
    measure = CRITERIA[name]
    line = {"id": {"const": name}, "value": {"minimum": measure.least, "maximum": measure.most}}
    return {"properties": line if measure.op is Op.IS else line | {"op": {"const": measure.op.value}}}


if __name__ == "__main__":
    sys.stdout.write(as_text(schema()))
