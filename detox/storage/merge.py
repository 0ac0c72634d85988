"""Copies of records into one: recovery, syncing and importing are this one merge.

Each version has an identity, `rev`, and names in `supersedes` those it stands over. A version is over only
where another one names it; of the rest the later stands in front, the others stay with it under `others`.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from detox.storage.file_format import ENVELOPE, Doc, Tables, encode_doc
from detox.storage.lineage import DERIVED, MIGRATED, derived_rev, identified, is_identified, named_by, new_rev

FORGOTTEN: Doc = {"forgotten": True}
"""The mark of an erased record as schema 1 left it: it beats every version that schema 1 told apart."""
_OF_RECORD = ("others", "purged", "purged_at")
"""What is said of a record as a whole, and of no single version."""
_MARKED = frozenset({"forgotten", "purged", "purged_at"})
"""Without any of these nothing was purged of a record."""


def versions(doc: Doc) -> list[Doc]:
    """The version in front and those that nobody has superseded, each by itself; none of a mere mark."""
    alone = {field: value for field, value in doc.items() if field not in _OF_RECORD}
    front = [] if alone.get("forgotten") else [identified(alone)]
    return [*front, *(version for other in doc.get("others", ()) for version in versions(other))]


def merged(*docs: Doc) -> Doc:
    """One record out of copies of it, the same whatever their order and however often they come."""
    marks = _marks(docs)
    found: dict[tuple[str, bytes], Doc] = {}
    for version in (version for doc in docs for version in versions(doc)):
        if is_purged(version, marks):
            continue
        key = version["rev"], encode_doc(_said(version))
        if key not in found or encode_doc(version) > encode_doc(found[key]):
            found[key] = version
    left = _not_superseded(list(found.values()))
    if not left:
        return {"forgotten": True} | marks
    left.sort(key=lambda version: (_rank(version), encode_doc(version)), reverse=True)
    front, *others = left
    return front | ({"others": others} if others else {}) | marks


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


def is_gone(doc: Doc | None) -> bool:
    """Whether nothing stands in front of a record: there is none, or it is deleted or purged."""
    return doc is None or bool(doc.get("deleted") or doc.get("forgotten"))


def content(doc: Doc | None) -> Doc | None:
    """What a person wrote, without the envelope; `None` for nothing and for a tombstone."""
    if doc is None or is_gone(doc):
        return None
    return {field: value for field, value in doc.items() if field not in ENVELOPE}


def contents(doc: Doc | None) -> list[bytes]:
    """What all versions of a record say, in order; equal where two documents say the same."""
    return sorted(encode_doc(content(version)) for version in (versions(doc) if doc else ()))


def distinct(doc: Doc | None) -> list[Doc]:
    """The versions that say something of their own, the one in front first; equal words stand once."""
    said: dict[bytes, Doc] = {}
    for version in versions(doc) if doc else ():
        said.setdefault(encode_doc(content(version)), version)
    return list(said.values())


def says_several(doc: Doc | None) -> bool:
    """Whether a record stands in versions that do not all say the same."""
    return doc is not None and "others" in doc and len(distinct(doc)) > 1


def next_version(fields: Doc, over: Doc | None, *, device: str, now: datetime, rev: str | None = None) -> Doc:
    """A version that supersedes all that is known of the record; what was purged of it stays named."""
    known = versions(over) if over else []
    made = version_over(fields, known, device=device, now=now, rev=rev)
    return made | (_marks([over]) if over else {})


def version_over(fields: Doc, known: list[Doc], *, device: str, now: datetime, rev: str | None = None) -> Doc:
    """A version that supersedes these and no other."""
    names = named_by(known)
    made = _timed(fields, now) | {"clock": _clock(known, device, now), "rev": rev or new_rev()}
    return made | {"supersedes": names} if names else made


def version_beside(fields: Doc, seen: list[Doc], *, device: str, now: datetime) -> Doc:
    """A version by somebody who had not seen these, but what they stand over."""
    names = named_by(seen)
    unseen = {version["rev"] for version in seen}
    below = [rev for rev in names if rev not in unseen]
    made = _timed(fields, now) | {"clock": _clock(seen, device, now), "rev": new_rev()}
    return made | {"supersedes": below} if below else made


def lone_version(fields: Doc, now: datetime, *, apart: str = "") -> Doc:
    """A version that stands over no other: of an imported log that names none.

    It is named by its content, so that the same one coming again changes nothing; `apart` tells one
    change from an earlier one that wrote the same.
    """
    fields = _timed(fields, now)
    rev = derived_rev(fields, apart)
    clock = _clock([], rev[:9].replace("-", ""), moment(fields["updated_at"]) or now)
    return fields | {"clock": clock, "rev": rev}


def doubted(doc: Doc) -> Doc:
    """A version out of bytes that cannot be trusted: kept, but never in front of a trusted one."""
    left_out = {*_OF_RECORD, "rev", "supersedes", "seen", "doubt"}
    alone = {field: value for field, value in doc.items() if field not in left_out}
    return alone | {"rev": derived_rev(alone), "doubt": True}


def supersedes(newer: Doc, older: Doc) -> bool:
    """Whether `newer` names `older`; two that name each other are no such pair."""
    return older["rev"] in newer.get("supersedes", ()) and newer["rev"] not in older.get("supersedes", ())


def purged(doc: Doc, now: datetime) -> Doc:
    """What is left of a record whose every version is purged: the names of all that it was.

    A name made of the content would tell what that was: for those the moment of the purge stands.
    """
    known = versions(doc)
    names = {version["rev"] for version in known} | {rev for v in known for rev in v.get("supersedes", ())}
    marks = _marks([doc])
    kept = sorted({name for name in names if not name.startswith(DERIVED)} | set(marks.get("purged", ())))
    return {"forgotten": True, "purged": kept, "purged_at": now.isoformat(timespec="seconds")}


def is_purged(version: Doc, marks: Doc) -> bool:
    """Whether the marks of a record name that version."""
    rev, names = version["rev"], marks.get("purged", ())
    if rev in names:
        return True
    if MIGRATED in names and rev.startswith((MIGRATED, DERIVED)):
        return True
    if not rev.startswith(DERIVED) or "purged_at" not in marks:
        return False
    return instant(version.get("updated_at")) <= instant(marks["purged_at"])


def marks_of(doc: Doc | None) -> Doc:
    """What was purged of a record; empty where nothing was."""
    return _marks([doc]) if doc and not _MARKED.isdisjoint(doc) else {}


def without_purged(doc: Doc, marks: Doc) -> Doc | None:
    """A copy of a record without the versions that the marks name; `None` where nothing is left."""
    if is_identified(doc) and not any(is_purged(version, marks) for version in versions(doc)):
        return doc
    left = merged(doc, {"forgotten": True} | marks)
    return None if left.get("forgotten") else left


def instant(text: Any) -> datetime:  # noqa: ANN401 - out of a file: anything
    """That RFC 3339 text as a moment; the earliest there is where it is none."""
    found = moment(text)
    return datetime.min.replace(tzinfo=UTC) if found is None or found.tzinfo is None else found


def moment(text: Any) -> datetime | None:  # noqa: ANN401 - out of a file: anything
    """That RFC 3339 text as a moment."""
    try:
        return datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None


def _marks(docs: Iterable[Doc]) -> Doc:
    names: set[str] = set()
    moments: set[str] = set()
    for doc in docs:
        if doc.get("forgotten") and "purged" not in doc:
            names.add(MIGRATED)
        names |= set(doc.get("purged", ()))
        moments |= {doc["purged_at"]} if "purged_at" in doc else set()
    found: Doc = {"purged": sorted(names)} if names or moments else {}
    return found | ({"purged_at": max(moments, key=lambda at: (instant(at), at))} if moments else {})


def _not_superseded(found: list[Doc]) -> list[Doc]:
    """Those that no other names; all of them where, against all sense, they name each other in a ring."""
    left = [version for version in found if not any(supersedes(other, version) for other in found)]
    return left or found


def _said(version: Doc) -> Doc:
    """A version without what came of the way it travelled."""
    return {field: value for field, value in version.items() if field not in {"clock", "supersedes", "doubt"}}


def _rank(version: Doc) -> tuple[bool, bool, datetime, str]:
    written = instant(version.get("updated_at"))
    return not version.get("deleted"), not version.get("doubt"), written, version.get("clock", "")


def _timed(fields: Doc, now: datetime) -> Doc:
    return fields if "updated_at" in fields else fields | {"updated_at": now.isoformat(timespec="seconds")}


def _clock(known: list[Doc], device: str, now: datetime) -> str:
    """A hybrid clock, "milliseconds-counter-device": never behind one that its writer has seen."""
    wall = int(now.timestamp() * 1000)
    last, counter = max(map(_ticks, known)) if known else (0, 0)
    ticks = (wall, 0) if wall > last else (last, counter + 1)
    return f"{ticks[0]:013d}-{ticks[1]:04d}-{device}"


def _ticks(version: Doc) -> tuple[int, int]:
    parts = str(version.get("clock", "")).split("-")
    try:
        return int(parts[0]), int(parts[1])
    except (ValueError, IndexError):
        return 0, 0
