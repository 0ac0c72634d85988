"""A record of the domain and the document it rests in: which file, which table, which fields."""

from functools import cache
from typing import NamedTuple

import msgspec

from detox.domain.entries import Channel, CheckIn, Contact, Entry, Life, Pause, Step, Task
from detox.domain.record import Record
from detox.domain.trial import Trial
from detox.storage.documents import Doc
from detox.storage.join import ENVELOPE

BOOK = "book"
CONTACTS = "contacts"
JOURNAL = "journal/"

_TABLES: dict[type[Record], tuple[str, str]] = {
    Entry: (JOURNAL, "entries"),
    CheckIn: (JOURNAL, "checkins"),
    Life: (BOOK, "life"),
    Task: (BOOK, "tasks"),
    Channel: (BOOK, "channels"),
    Trial: (BOOK, "trials"),
    Step: (BOOK, "steps"),
    Pause: (BOOK, "pauses"),
    Contact: (CONTACTS, "contacts"),
}
KINDS = {table: kind for kind, (_, table) in _TABLES.items()}
"""Which record a table holds."""


_WITH_TUPLES = (Trial, Task, Contact)
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Doc).decode


class Envelope(msgspec.Struct):
    """The types of what the store says about a record."""

    seen: dict[str, int] = {}
    clock: str = ""
    updated_at: str = ""
    deleted: bool = False
    doubt: bool = False
    forgotten: bool = False
    others: list["Envelope"] = []


class Place(NamedTuple):
    """Where one record rests."""

    file: str
    """Its path below the home without `.json`: "journal/2026-03", "book"."""
    table: str
    id: str


def place(record: Record) -> Place:
    """Where that record belongs."""
    file, table = _TABLES[type(record)]
    if file == JOURNAL:
        file = month_file(record.day)  # type: ignore[attr-defined]  # both journal records have one
    return Place(file, table, record.id)  # type: ignore[attr-defined]  # every kind of the list has one


def month_file(day: object) -> str:
    """The file of that day's month."""
    return JOURNAL + str(day)[:7]


def fields_of(record: Record) -> Doc:
    """The fields a person wrote, as they rest; those in `Record.added` only where they say something."""
    # `to_builtins` shares the record's texts, where a way through JSON would copy each of them; but it
    # leaves tuples, which no file gives back.
    with_tuples = isinstance(record, _WITH_TUPLES)
    fields: Doc = _decode(_encode(record)) if with_tuples else msgspec.to_builtins(record)
    _leave_out_empty(fields, record)
    return fields


def _leave_out_empty(fields: Doc, record: Record) -> None:
    for field, empty in _empty(type(record)).items():
        if getattr(record, field) == empty:
            del fields[field]
    if isinstance(record, Trial) and record.choice is not None:
        _leave_out_empty(fields["choice"], record.choice)


@cache
def _empty(kind: type[Record]) -> dict[str, object]:
    """What each of the added fields says where it says nothing."""
    return {field.name: field.default for field in msgspec.structs.fields(kind) if field.name in kind.added}


def kept_fields(doc: Doc, kind: type[Record]) -> Doc:
    """All fields of a document but the envelope, so that it can stand in front once more."""
    own = kind.__struct_encode_fields__
    return {field: value for field, value in doc.items() if field in own or field not in ENVELOPE}


def unknown_fields(doc: Doc | None, kind: type[Record]) -> Doc:
    """Fields that this version of Detox does not know; they survive every rewrite."""
    known = kind.__struct_encode_fields__
    return {
        field: value for field, value in (doc or {}).items() if field not in known and field not in ENVELOPE
    }


def record_of(doc: Doc, kind: type[Record]) -> Record | None:
    """The record in that document; `None` for a tombstone.

    Raises:
        msgspec.ValidationError: a value that no such record can have.
        BadField: a value out of range.
    """
    if doc.get("deleted") or doc.get("forgotten"):
        return None
    return msgspec.convert(doc, kind)


def belongs(file: str, table: str, key: str, doc: Doc) -> bool:
    """Whether that document is a sound record, and this its place; unknown tables hold anything.

    Raises:
        msgspec.ValidationError: a value that no such record can have.
        BadField: a value out of range.
    """
    msgspec.convert(doc, Envelope)
    kind = KINDS.get(table)
    if kind is None:
        return True
    record = record_of(doc, kind)
    return record is None or place(record) == (file, table, key)
