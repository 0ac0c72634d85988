"""A record of another diary taken into this one: joined where it differs, and gone where it is gone here."""

from detox.domain.record import Record
from detox.storage.file_format import (
    READINGS,
    TRIALS,
    Doc,
    Place,
    fields_of,
    place,
    with_readings,
    without_readings,
)
from detox.storage.local_state import device_id
from detox.storage.merge import content, instant, lone_version, marks_of, merged, next_version, versions
from detox.storage.transaction import Transaction, is_nothing

_LONG_AGO = {"updated_at": "1970-01-01T00:00:00+00:00"}
"""An imported record that says no time is older than any that does."""


def take_record(transaction: Transaction, record: Record, *, restore: bool = False) -> str:
    """Merge a record of another diary.

    "added", "changed" (it stands in front now), "kept"; "deleted" and "forgotten" (it stays so); or
    nothing. With `restore`, what was deleted here is written again.
    """
    where = place(record)
    current = transaction.doc(where)
    fields = fields_of(record)
    if current and is_nothing(current, None) and (gone := _stays_gone(current, fields)):
        if gone != "deleted" or not restore:
            return gone
        _write(transaction, where, fields)
        return "added"
    if current and any(content(version) == content(fields) for version in versions(current)):
        return ""
    if where.table == TRIALS and without_readings(content(current)) == without_readings(fields):
        return _take_readings(transaction, where, fields)
    return _put_lone(transaction, where, fields)


def _put_lone(transaction: Transaction, where: Place, fields: Doc) -> str:
    current = transaction.doc(where)
    theirs = lone_version(_LONG_AGO | fields, transaction.paths.now())
    both = merged(current, theirs) if current else theirs
    if both == current:
        return ""
    transaction.put(where, both)
    if content(current) is None:
        return "added"
    return "changed" if content(both) == content(theirs) else "kept"


def _take_readings(transaction: Transaction, where: Place, fields: Doc) -> str:
    """Add the readings of another copy of a trial that is the same but for them."""
    held = content(transaction.doc(where)) or {}
    both = with_readings(held, fields)
    if both.get(READINGS) == held.get(READINGS):
        return ""
    _write(transaction, where, both)
    return "changed"


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
