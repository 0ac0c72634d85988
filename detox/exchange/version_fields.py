"""What a log says of the versions of a record, beside the fields of the record itself."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from detox.domain.entries import Entry
from detox.domain.record import ISO_DAY, MOMENT, Record, whole
from detox.domain.record_versions import (
    CLOCK,
    MOST_NAMED,
    MOST_OTHERS,
    REV,
    Lineage,
    OtherVersion,
    VersionStamp,
)
from detox.exchange.problems import UNKNOWN_KEY, Problems

KEYS = ("rev", "clock", "supersedes", "doubt", "others")
"""What a row may say beside the fields of its record; also `updated_at`, where its kind has none."""
Row = dict[str, Any]
_STAMPED = {
    "rev": (REV, "1-64 of a-z 0-9 -"),
    "clock": (CLOCK, "milliseconds-counter-machine"),
    "updated_at": (MOMENT, "YYYY-MM-DDTHH:MM:SS+HH:MM"),
}
"""The texts of a stamp, with how a refusal says what each may be."""
_MOMENT = {"type": "string", "pattern": whole(MOMENT.pattern), "format": "date-time"}
_REV = {"type": "string", "pattern": whole(REV.pattern)}


@cache
def version_keys(kind: type[Record]) -> tuple[str, ...]:
    """The keys a row of that kind may have beside its own fields."""
    return KEYS if "updated_at" in kind.__struct_encode_fields__ else (*KEYS, "updated_at")


def version_fields(kind: type[Record], lineage: Lineage, own: Callable[[Record], Row]) -> Row:
    """What a row says of its versions; only what there is to say.

    Args:
        kind: of the record.
        lineage: which version it is, and those beside it.
        own: the fields of a record as the log writes them.
    """
    others = [_other(kind, other, own) for other in lineage.others]
    return _stamped(kind, lineage.stamp) | ({"others": others} if others else {})


def _other(kind: type[Record], other: OtherVersion, own: Callable[[Record], Row]) -> Row:
    if other.record is not None:
        return own(other.record) | _stamped(kind, other.stamp)
    day = {"day": other.day} if other.day else {}
    return {"deleted": True, **day} | _when(other.stamp) | _stamped(kind, other.stamp)


def _when(stamp: VersionStamp) -> Row:
    return {"updated_at": stamp.updated_at} if stamp.updated_at else {}


def _stamped(kind: type[Record], stamp: VersionStamp) -> Row:
    said: Row = {} if "updated_at" in kind.__struct_encode_fields__ else _when(stamp)
    for key in ("rev", "clock", "supersedes", "doubt"):
        if value := getattr(stamp, key):
            said[key] = value
    return said


def schema_fields(kind: type[Record], name: str) -> Row:
    """What a row of that kind may say of its versions, in the words of JSON Schema.

    Args:
        kind: of the record.
        name: what the definition of one of its versions is called.
    """
    day = {"day": {"type": "string", "pattern": whole(ISO_DAY.pattern)}} if kind is Entry else {}
    gone = {
        "type": "object",
        "required": ["deleted"],
        "properties": {"deleted": {"const": True}, **stamp_fields(kind), "updated_at": _MOMENT, **day},
        "additionalProperties": False,
    }
    beside = {"anyOf": [{"$ref": f"#/$defs/{name}"}, gone]}
    return stamp_fields(kind) | {"others": {"type": "array", "items": beside, "maxItems": MOST_OTHERS}}


def stamp_fields(kind: type[Record]) -> Row:
    """The same of one version alone."""
    own = "updated_at" in kind.__struct_encode_fields__
    return {
        "rev": _REV,
        "clock": {"type": "string", "pattern": whole(CLOCK.pattern)},
        "supersedes": {"type": "array", "items": _REV, "maxItems": MOST_NAMED},
        "doubt": {"type": "boolean"},
    } | ({} if own else {"updated_at": _MOMENT})


def parted(row: Any, kind: type[Record]) -> tuple[Any, Row]:  # noqa: ANN401 - any JSON value
    """A row without what it says of its versions, and that."""
    if not isinstance(row, dict):
        return row, {}
    keys = version_keys(kind)
    if row.keys().isdisjoint(keys):
        return row, {}
    own = dict(row)
    return own, {key: own.pop(key) for key in keys if key in own}


def stamp_of(said: Row, place: str, problems: Problems) -> VersionStamp:
    """The stamp in what a row says of its versions; what is wrong in it is noted."""
    for key, (pattern, expected) in _STAMPED.items():
        if key in said and not (isinstance(said[key], str) and pattern.fullmatch(said[key])):
            problems.add(f"{place}.{key}", expected, said[key])
            return VersionStamp()
    named = said.get("supersedes", [])
    if not isinstance(named, list) or len(named) > MOST_NAMED or not all(map(_is_rev, named)):
        problems.add(f"{place}.supersedes", f"a list of at most {MOST_NAMED} of what rev may be", named)
        return VersionStamp()
    if not isinstance(said.get("doubt", False), bool):
        problems.add(f"{place}.doubt", "true | false", said["doubt"])
        return VersionStamp()
    return VersionStamp(
        rev=said.get("rev", ""),
        clock=said.get("clock", ""),
        updated_at=said.get("updated_at", ""),
        supersedes=tuple(named),
        doubt=said.get("doubt", False),
    )


def others_in(said: Row, place: str, problems: Problems) -> list[Any]:
    """The rows under `others`, not looked at yet."""
    others = said.get("others", [])
    if not isinstance(others, list) or len(others) > MOST_OTHERS:
        problems.add(f"{place}.others", f"a list of at most {MOST_OTHERS}", others)
        return []
    return others


def is_deletion(row: Any) -> bool:  # noqa: ANN401 - any JSON value
    """Whether a row under `others` is a deletion."""
    return isinstance(row, dict) and "deleted" in row


def deletion_in(row: Row, place: str, problems: Problems) -> OtherVersion:
    """A deletion under `others`; what is wrong in it is noted."""
    known = ("deleted", "day", "updated_at", *KEYS[:-1])
    for key in row.keys() - set(known):
        problems.add(f"{place}.{key}", " | ".join(known), UNKNOWN_KEY)
    if row["deleted"] is not True:
        problems.add(f"{place}.deleted", "true", row["deleted"])
    day = row.get("day")
    if day is not None and not (isinstance(day, str) and ISO_DAY.fullmatch(day) and _is_a_day(day)):
        problems.add(f"{place}.day", "YYYY-MM-DD", day)
        day = None
    stamp = stamp_of(row, place, problems)
    return OtherVersion(stamp=stamp, day=date.fromisoformat(day) if day else None)


def _is_rev(value: object) -> bool:
    return isinstance(value, str) and REV.fullmatch(value) is not None


def _is_a_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
