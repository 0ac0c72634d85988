"""A record of another diary taken into this one: joined where it differs, and gone where it is gone here."""

import msgspec

from detox.domain.record import Record
from detox.domain.record_versions import Lineage
from detox.errors import BadField
from detox.storage.file_format import (
    KINDS,
    READINGS,
    TRIALS,
    Doc,
    Place,
    fields_of,
    place,
    record_of,
    with_readings,
    without_readings,
)
from detox.storage.lineage import named_by
from detox.storage.local_state import device_id
from detox.storage.log_versions import EPOCH, LONG_AGO, docs_of
from detox.storage.merge import (
    content,
    instant,
    is_purged,
    lone_version,
    marks_of,
    merged,
    next_version,
    versions,
)
from detox.storage.transaction import Transaction, is_nothing


def take_record(
    transaction: Transaction, record: Record, lineage: Lineage | None = None, *, restore: bool = False
) -> str:
    """Merge a record of another diary.

    "added", "changed" (it stands in front now), "kept"; "deleted" and "forgotten" (it stays so); or
    nothing. With `restore`, what was deleted here is written again.

    Args:
        transaction: what it becomes a part of.
        record: as it stands in front there.
        lineage: which version that is; `None`: it does not say, and is judged by what it says.
        restore: whether what was deleted here comes back.
    """
    if lineage is None or not lineage.stamp.rev:
        return _take_unnamed(transaction, record, restore=restore)
    docs: dict[Place, list[Doc]] = {}
    for where, doc in docs_of(record, lineage):
        docs.setdefault(where, []).append(doc)
    said = [_join(transaction, where, found, restore=restore) for where, found in docs.items()]
    return next(filter(None, said), "")


def _join(transaction: Transaction, where: Place, docs: list[Doc], *, restore: bool) -> str:
    """The versions that a log names, joined with those that stand here: the same deed as joining files."""
    current = transaction.doc(where)
    held = merged(current) if current else None
    both = merged(*([held] if held else []), *(doc for doc in docs if not _is_here(held, doc, where)))
    if both != held:
        transaction.put(where, both)
        if content(held) is None:
            return "added" if content(both) is not None else ""
        return "changed" if content(both) != content(held) else "kept"
    if content(held) is not None or content(docs[0]) is None:
        return ""
    if is_purged(docs[0], marks_of(held)):
        return "forgotten"
    if restore:
        _write(transaction, where, content(docs[0]) or {})
        return "added"
    return "deleted"


def _is_here(held: Doc | None, doc: Doc, where: Place) -> bool:
    """Whether that very version stands here, perhaps with fields that no log carries."""
    same = [version for version in (versions(held) if held else ()) if version["rev"] == doc["rev"]]
    kind = KINDS[where.table]
    return any(_record(version, kind) == _record(doc, kind) for version in same)


def _record(version: Doc, kind: type[Record]) -> Record | None:
    try:
        return record_of(version, kind)
    except (msgspec.ValidationError, BadField):
        return None


def _take_unnamed(transaction: Transaction, record: Record, *, restore: bool) -> str:
    """A record of a log that names no versions: judged by its content and by when it was written."""
    where = place(record)
    current = transaction.doc(where)
    said, theirs = unnamed_version(record, current)
    if said == "deleted" and restore:
        _write(transaction, where, fields_of(record))
        return "added"
    if theirs is None:
        return said
    both = merged(current, theirs) if current else theirs
    if both == current:
        return ""
    transaction.put(where, both)
    if content(current) is None:
        return "added"
    return "changed" if content(both) == content(theirs) else "kept"


def unnamed_version(record: Record, current: Doc | None) -> tuple[str, Doc | None]:
    """What a record of a log that names no versions becomes beside what stands here.

    Returns:
        "deleted" or "forgotten" where it is gone here and was not written later, and nothing to join; an
        empty word and nothing where it is here already; else an empty word and the version to join.
    """
    where, fields = place(record), fields_of(record)
    if current and is_nothing(current, None) and (gone := _stays_gone(current, fields)):
        return gone, None
    held = versions(current) if current else []
    if any(content(version) == content(fields) for version in held):
        return "", None
    own = content(current)
    if where.table != TRIALS or own is None or without_readings(own) != without_readings(fields):
        return "", lone_version({"updated_at": LONG_AGO} | fields, EPOCH)
    both = with_readings(own, fields)  # the same trial: its readings only grow
    if both.get(READINGS) == own.get(READINGS):
        return "", None
    made = lone_version({"updated_at": (current or {}).get("updated_at", LONG_AGO)} | both, EPOCH)
    return "", made | {"supersedes": named_by(held)}


def _write(transaction: Transaction, where: Place, fields: Doc) -> None:
    paths = transaction.paths
    made = next_version(fields, transaction.doc(where), device=device_id(paths), now=paths.now())
    transaction.put(where, made)


def _stays_gone(current: Doc, fields: Doc) -> str:
    """How a record is gone here that was written before that; empty where it was written later."""
    written = instant(fields.get("updated_at"))
    tombs = [instant(version.get("updated_at")) for version in versions(current)]
    if tombs and written <= max(tombs):
        return "deleted"
    marks = marks_of(current)
    if marks and ("purged_at" not in marks or written <= instant(marks["purged_at"])):
        return "forgotten"
    return ""
