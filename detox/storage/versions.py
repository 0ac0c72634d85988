"""A record of which two versions exist, because two devices wrote it without knowing of each other."""

import msgspec

from detox.domain.record import Record
from detox.errors import BadField
from detox.storage.copies import look
from detox.storage.documents import Doc
from detox.storage.join import versions
from detox.storage.records import place, record_of
from detox.storage.shelf import Shelf


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One of the versions of a record that nobody has superseded."""

    record: Record | None
    """`None` where it was deleted there, or makes no sense."""
    updated_at: str
    """RFC 3339, as its writer's clock said."""
    device: str
    """The short name of the device that wrote it, "x..." for an import, a second window or a damaged copy."""
    doubt: bool = False
    """Whether it comes out of bytes that cannot be trusted."""


def versions_of(shelf: Shelf, record: Record) -> tuple[Version, ...]:
    """All versions of a record, the one in front first; nothing where it is not there."""
    where = place(record)
    doc = look(shelf, where.file).content.tables.get(where.table, {}).get(where.id)
    return tuple(
        Version(
            record=_record_in(version, type(record)),
            updated_at=version.get("updated_at", ""),
            device=version.get("clock", "").rpartition("-")[2],
            doubt=version.get("doubt", False),
        )
        for version in (versions(doc) if doc else ())
    )


def _record_in(version: Doc, kind: type[Record]) -> Record | None:
    try:
        return record_of(version, kind)
    except (msgspec.ValidationError, BadField):
        return None
