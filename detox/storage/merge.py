"""Copies of records into one: recovery, syncing and importing are this one merge.

A version says in `seen` how many versions of each device its writer knew, its own among them. One that
another had seen is over; of the rest the later stands in front, the others stay with it under `others`.
"""

import hashlib
from datetime import UTC, datetime
from typing import Any

from detox.storage.file_format import ENVELOPE, Doc, Tables, encode_doc

FORGOTTEN: Doc = {"forgotten": True}
"""What is left of an erased record; it beats every version, everywhere."""


def versions(doc: Doc) -> list[Doc]:
    """The version in front and those that nobody has superseded, each by itself."""
    alone = {field: value for field, value in doc.items() if field != "others"}
    return [alone, *(version for other in doc.get("others", ()) for version in versions(other))]


def merged(*docs: Doc) -> Doc:
    """One record out of copies of it, the same whatever their order and however often they come."""
    found = {encode_doc(version): version for doc in docs for version in versions(doc)}
    if any(version.get("forgotten") for version in found.values()):
        return FORGOTTEN
    if len(found) == 1:
        return next(iter(found.values()))
    left = [(key, version) for key, version in found.items() if not _superseded(version, found.values())]
    left.sort(key=lambda pair: (_rank(pair[1]), pair[0]), reverse=True)
    front, *others = (version for _, version in left)
    return front | {"others": others} if others else front


def merged_tables(*copies: Tables) -> Tables:
    """The records of all copies of one file."""
    tables: Tables = {name: dict(records) for name, records in copies[0].items()}
    for copy in copies[1:]:
        for name, records in copy.items():
            table = tables.setdefault(name, {})
            for key, doc in records.items():
                mine = table.get(key)
                if mine is None:
                    table[key] = doc
                elif mine != doc:
                    table[key] = merged(mine, doc)
    return tables


def content(doc: Doc | None) -> Doc | None:
    """What a person wrote, without the envelope; `None` for nothing and for a tombstone."""
    if doc is None or doc.get("deleted") or doc.get("forgotten"):
        return None
    return {field: value for field, value in doc.items() if field not in ENVELOPE}


def next_version(fields: Doc, over: Doc | None, *, device: str, now: datetime) -> Doc:
    """A version that supersedes all that is known of the record."""
    known = versions(over) if over else []
    seen: dict[str, int] = {}
    for version in known:
        for name, count in version.get("seen", {}).items():
            seen[name] = max(count, seen.get(name, 0))
    seen[device] = seen.get(device, 0) + 1
    return _timed(fields, now) | {"clock": _clock(known, device, now), "seen": seen}


def lone_version(fields: Doc, now: datetime, *, apart: str = "") -> Doc:
    """A version that has seen no other: of an imported log, of a window that was not up to date.

    It is named by its content, so that the same one coming again changes nothing; `apart` tells one
    change from an earlier one that wrote the same.
    """
    fields = _timed(fields, now)
    name = "x" + hashlib.sha256(encode_doc(fields) + apart.encode()).hexdigest()[:12]
    clock = _clock([], name, moment(fields["updated_at"]) or now)
    return fields | {"clock": clock, "seen": {name: 1}}


def doubted(doc: Doc) -> Doc:
    """A version out of bytes that cannot be trusted: kept, but never in front of a trusted one."""
    alone = {field: value for field, value in doc.items() if field not in {"others", "seen", "doubt"}}
    name = "x" + hashlib.sha256(encode_doc(alone)).hexdigest()[:12]
    return alone | {"seen": {name: 1}, "doubt": True}


def dominates(newer: Doc, older: Doc) -> bool:
    """Whether the writer of `newer` had seen `older`, and more."""
    mine: dict[str, int] = newer.get("seen", {})
    theirs: dict[str, int] = older.get("seen", {})
    not_behind = all(mine.get(device, 0) >= count for device, count in theirs.items())
    return not_behind and any(count > theirs.get(device, 0) for device, count in mine.items())


def moment(text: Any) -> datetime | None:  # noqa: ANN401 - out of a file: anything
    """That RFC 3339 text as a moment."""
    try:
        return datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None


def _superseded(version: Doc, all_of_them: Any) -> bool:  # noqa: ANN401
    return any(dominates(other, version) for other in all_of_them)


def _rank(version: Doc) -> tuple[bool, bool, datetime, str]:
    written = moment(version.get("updated_at"))
    if written is None or written.tzinfo is None:
        written = datetime.min.replace(tzinfo=UTC)
    return not version.get("deleted"), not version.get("doubt"), written, version.get("clock", "")


def _timed(fields: Doc, now: datetime) -> Doc:
    return fields if "updated_at" in fields else fields | {"updated_at": now.isoformat(timespec="seconds")}


def _clock(known: list[Doc], device: str, now: datetime) -> str:
    """A hybrid clock, "milliseconds-counter-device": never behind one that its writer has seen."""
    wall = int(now.timestamp() * 1000)
    last, counter = max((_ticks(version) for version in known), default=(0, 0))
    ticks = (wall, 0) if wall > last else (last, counter + 1)
    return f"{ticks[0]:013d}-{ticks[1]:04d}-{device}"


def _ticks(version: Doc) -> tuple[int, int]:
    parts = str(version.get("clock", "")).split("-")
    try:
        return int(parts[0]), int(parts[1])
    except (ValueError, IndexError):
        return 0, 0
