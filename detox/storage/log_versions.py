"""The versions of a record on their way into a log and back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import msgspec

from detox.domain.entries import CheckIn, Entry, Life
from detox.domain.record import MOMENT, Record
from detox.domain.record_versions import (
    CLOCK,
    MOST_NAMED,
    MOST_OTHERS,
    REV,
    Lineage,
    OtherVersion,
    VersionStamp,
)
from detox.domain.snapshot import Snapshot
from detox.errors import BadField
from detox.storage.file_format import JOURNAL, TRIALS, Doc, Place, fields_of, place, record_of
from detox.storage.merge import lone_version, versions

LONG_AGO = "1970-01-01T00:00:00+00:00"
"""An imported version that says no time is older than any that does."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""The moment itself."""


class _Head(msgspec.Struct, gc=False):
    """As much of a record as says which version it is."""

    rev: str = ""
    clock: str = ""
    updated_at: str = ""
    supersedes: tuple[str, ...] = ()
    doubt: bool = False
    deleted: bool = False
    forgotten: bool = False
    seen: dict[str, int] | None = None


_head = msgspec.json.Decoder(_Head).decode
_whole = msgspec.json.Decoder(Doc).decode


def lineage_in(row: msgspec.Raw | Doc, kind: type[Record]) -> Lineage | None:
    """Which version a record at rest is, and those beside it; `None` where nothing stands in front."""
    if not isinstance(row, dict):
        if b'"others":[' not in bytes(row):
            head = _head(row)
            if head.rev and head.seen is None:
                return None if head.deleted or head.forgotten else Lineage(stamp=_stamp(head))
        row = _whole(row)
    return _lineage(row, kind)


def records_in(snapshot: Snapshot) -> Iterator[tuple[Record, Lineage | None]]:
    """Every record of a diary, with which version it is where that is known."""
    trials = (*snapshot.past_trials, *((snapshot.trial,) if snapshot.trial else ()))
    shown = snapshot.trial.id if snapshot.trial else None
    life = Life(app=snapshot.app, left=snapshot.left, how=snapshot.how, trial=shown, until=snapshot.until)
    known = snapshot.lineages
    if life != Life() or ("life", life.id) in known:
        yield life, known.get(("life", life.id))
    # A month's file is opened for entries and check-ins at once, so that it need not be kept.
    dated: list[Entry | CheckIn] = [*snapshot.entries, *snapshot.checkins]
    for written in sorted(dated, key=lambda record: record.day):
        kind = "entries" if isinstance(written, Entry) else "checkins"
        yield written, known.get((kind, written.id))
    for table, records in (
        (TRIALS, trials),
        ("tasks", snapshot.tasks),
        ("channels", snapshot.channels),
        ("contacts", snapshot.contacts),
        ("steps", snapshot.steps),
        ("pauses", snapshot.pauses),
    ):
        for record in records:
            yield record, known.get((table, record.id))


def docs_of(record: Record, lineage: Lineage) -> Iterator[tuple[Place, Doc]]:
    """Each version of a record in a log, the one in front first, with where it belongs."""
    front = lineage.front or record
    yield place(record), _version(fields_of(front), lineage.stamp)
    for other in lineage.others:
        if other.record is not None:
            yield place(other.record), _version(fields_of(other.record), other.stamp)
        else:
            where = place(record)
            if other.day is not None and where.file.startswith(JOURNAL):
                where = where._replace(file=JOURNAL + other.day.isoformat()[:7])
            yield where, _version({"deleted": True}, other.stamp)


def joined_lineages(later: Lineage, earlier: Lineage, record: Record) -> Lineage:
    """The lineage of a record that stands in two months: the later month's version is in front.

    Args:
        later: of the month whose version is shown.
        earlier: of the other month.
        record: what is in front in the other month.
    """
    beside = OtherVersion(stamp=earlier.stamp, record=record)
    return msgspec.structs.replace(later, others=(*later.others, beside, *earlier.others))


def _lineage(doc: Doc, kind: type[Record]) -> Lineage | None:
    if doc.get("deleted") or doc.get("forgotten"):
        return None
    front, *beside = versions(doc)
    others: list[OtherVersion] = []
    for version in beside[:MOST_OTHERS]:
        if version.get("deleted"):
            others.append(OtherVersion(stamp=_stamp_of(version), day=_day(doc, kind)))
        elif (record := _record(version, kind)) is not None:
            others.append(OtherVersion(stamp=_stamp_of(version), record=record))
    own = _record(front, kind) if beside else None
    return Lineage(stamp=_stamp_of(front), others=tuple(others), front=own)


def _day(doc: Doc, kind: type[Record]) -> date | None:
    return date.fromisoformat(doc["day"]) if kind is Entry else None


def _record(version: Doc, kind: type[Record]) -> Record | None:
    try:
        return record_of(version, kind)
    except (msgspec.ValidationError, BadField):
        return None


def _stamp_of(version: Doc) -> VersionStamp:
    return _stamp(
        msgspec.convert({key: version[key] for key in _Head.__struct_fields__ if key in version}, _Head)
    )


def _stamp(head: _Head) -> VersionStamp:
    """What a log can say of it; what somebody made up is left out."""
    return VersionStamp(
        rev=head.rev if REV.fullmatch(head.rev) else "",
        clock=head.clock if CLOCK.fullmatch(head.clock) else "",
        updated_at=head.updated_at if MOMENT.fullmatch(head.updated_at) else "",
        supersedes=tuple(rev for rev in head.supersedes if REV.fullmatch(rev))[:MOST_NAMED],
        doubt=head.doubt,
    )


def _version(fields: Doc, stamp: VersionStamp) -> Doc:
    """A version as it rests; what its stamp leaves open is made of what it says, the same each time."""
    made: Doc = {"updated_at": stamp.updated_at or LONG_AGO} | fields
    if not (stamp.rev and stamp.clock):
        made = lone_version(made, EPOCH)
    made |= {"rev": stamp.rev} if stamp.rev else {}
    made |= {"clock": stamp.clock} if stamp.clock else {}
    made |= {"supersedes": list(stamp.supersedes)} if stamp.supersedes else {}
    return made | ({"doubt": True} if stamp.doubt else {})
