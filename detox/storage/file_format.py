"""What a file of the diary looks like: tables of records, one a line, with a sum; which record is where."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, NamedTuple

import msgspec

from detox.digest import of_file
from detox.domain.entries import Channel, CheckIn, Contact, Entry, Life, Pause, Step, Task
from detox.domain.readings import Reading
from detox.domain.record import Record
from detox.domain.trial import Trial
from detox.errors import BadField, NewerDiary

FORMAT = "detox"
SCHEMA = 2
META = "_meta"

Doc = dict[str, Any]
"""One record as it rests: its own fields and the envelope."""
Tables = dict[str, dict[str, Doc]]
"""All records of a file: table, id, record."""
Lines = dict[str, dict[str, tuple[Doc, msgspec.Raw]]]
"""Records as they were read, each with its very bytes, so that a rewrite need not spell them again."""


def _pauses_with_their_time(tables: Tables) -> Tables:
    """Before 2 a pause did not say when it was written: it counts as written when it began."""
    if "pauses" not in tables:
        return tables
    return tables | {"pauses": {key: _recorded(doc) for key, doc in tables["pauses"].items()}}


def _recorded(doc: Doc) -> Doc:
    made: Doc = {"recorded_at": f"{doc['from']}T00:00:00+00:00"} | doc if "from" in doc else doc
    if "others" in made:
        made = made | {"others": [_recorded(other) for other in made["others"]]}
    return made


MIGRATIONS: dict[int, Callable[[Tables], Tables]] = {1: _pauses_with_their_time}
"""From each older schema to the next one."""
CHANGED = {1: frozenset({"book"})}
"""The files that each of these changes; all others may be read as an older Detox left them."""

ENVELOPE = (
    *("updated_at", "clock", "rev", "supersedes", "deleted", "others", "doubt"),
    *("forgotten", "purged", "purged_at"),
    "seen",  # of schema 1
)
"""What the store itself says about a record, beside the person's own fields."""

BOOK = "book"
CONTACTS = "contacts"
JOURNAL = "journal/"
TRIALS = "trials"
DIARY = "diary"
"""The table that says whose diary a file is of: its keys are ids, and each stands for itself."""
READINGS = "readings"
"""The field of a trial that only grows; see `with_readings`."""

_TABLES: dict[type[Record], tuple[str, str]] = {
    Entry: (JOURNAL, "entries"),
    CheckIn: (JOURNAL, "checkins"),
    Life: (BOOK, "life"),
    Task: (BOOK, "tasks"),
    Channel: (BOOK, "channels"),
    Trial: (BOOK, TRIALS),
    Step: (BOOK, "steps"),
    Pause: (BOOK, "pauses"),
    Contact: (CONTACTS, "contacts"),
}
KINDS = {table: kind for kind, (_, table) in _TABLES.items()}
"""Which record a table holds."""
FILES_OF = {table: file for file, table in _TABLES.values()}
"""Where a table is: `JOURNAL` for one that every month has, `BOOK`, `CONTACTS`."""
_WITH_TUPLES = (Trial, Task, Contact)

_KEY = "file"
_encode = msgspec.json.Encoder(order="sorted").encode
_decode_tables = msgspec.json.Decoder(Tables).decode
_decode_lines = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]]).decode
_decode_doc = msgspec.json.Decoder(Doc).decode
_decode_text = msgspec.json.Decoder(str).decode
_HEAD = b'{"_meta": {\n"file": '
_HEAD_ENDS = b"\n}"
# Compiled by `re` when damage is first met, not when the program starts.
_RECORD = rb'\s*("(?:[^"\\]|\\.)*"):\s?(\{.*\}),?\s*'
_TABLE = rb'\s*[,{]?\s*("(?:[^"\\]|\\.)*"):\s?\{\s*'


class BrokenFile(Exception):
    """These bytes are no whole file of the diary."""


class OtherFile(BrokenFile):
    """These bytes are a whole file, but another one."""


class FileContent(msgspec.Struct, frozen=True):
    """What one file holds."""

    tables: Tables
    meta: Doc = {}
    """What the file says about itself, unknown fields too."""
    sound: bool = True
    """Whether the sum held: these were exactly the bytes that some Detox wrote."""
    lines: Lines = {}


class Envelope(msgspec.Struct):
    """The types of what the store says about a record."""

    rev: str = ""
    supersedes: list[str] = []
    purged: list[str] = []
    purged_at: str = ""
    seen: dict[str, int] = {}
    """Of schema 1: how many versions of each device its writer knew."""
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


def encode_doc(doc: object) -> bytes:
    """One record's bytes, the same for the same record."""
    return _encode(doc)


def encode(name: str, content: FileContent) -> bytes:
    """The bytes of a file; the same records always give the same bytes."""
    body = _body(content.tables, content.lines)
    total = _sum(name, SCHEMA, body)
    meta = content.meta | {"format": FORMAT, "schema": SCHEMA, "name": name, "sum": total}
    return b"".join((_HEAD, _encode(meta), _HEAD_ENDS, body))


def is_sound(name: str, data: bytes) -> bool:
    """Whether these are exactly the bytes that a Detox wrote for that file, in a form that still holds."""
    older = SCHEMA
    while older > 1 and name not in CHANGED.get(older - 1, frozenset({name})):
        older -= 1
    return any(_untouched(data, name, schema) for schema in range(SCHEMA, older - 1, -1))


def decode(name: str, data: bytes) -> FileContent:
    """What those bytes say.

    Raises:
        Foreign: a whole file of the diary, but not this one.
        Broken: no JSON, not ours, or a record that is none.
        NewerDiary: a schema above ours.
    """
    try:
        tables = _decode_tables(data)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise BrokenFile(type(error).__name__) from None
    meta = tables.pop(META, {}).get(_KEY, {})
    said, schema = meta.get("name"), meta.get("schema")
    if meta.get("format") != FORMAT or not isinstance(schema, int) or not schema:
        raise BrokenFile("not ours")
    if said != name:
        raise OtherFile(said) if _untouched(data, said, schema) else BrokenFile("not this file")
    if schema > SCHEMA:
        raise NewerDiary(name, schema, SCHEMA)
    if is_sound(name, data):
        return FileContent(tables, meta, sound=True, lines=_lines(data, tables))
    sound = _untouched(data, name, schema)
    for older in range(schema, SCHEMA):
        tables = MIGRATIONS[older](tables)
    return FileContent(tables, meta, sound=sound)


def surely_newer(name: str, data: bytes, schema: int) -> bool:
    """Whether a newer Detox wrote that, and it is no flipped digit: how the sum is reckoned never changes."""
    return _untouched(data, name, schema)


def says_the_same(data: bytes, content: FileContent) -> bool:
    """Whether those bytes, parsed back, are that content; lines that were reused are only counted."""
    raw = _decode_lines(data)
    raw.pop(META)
    if any(raw.get(table, {}).keys() != docs.keys() for table, docs in content.tables.items()):
        return False
    return all(
        _decode_doc(raw[table][key]) == doc
        for table, docs in content.tables.items()
        for key, doc in docs.items()
        if (line := content.lines.get(table, {}).get(key)) is None or line[0] is not doc
    )


def name_in(data: bytes) -> str | None:
    """Which file those bytes say they are; `None` for bytes that are no whole file."""
    try:
        decode("", data)
    except OtherFile as foreign:
        return str(foreign)
    except (BrokenFile, NewerDiary):
        return None
    return None


def salvage(data: bytes) -> Tables:
    """The records that can still be read in bytes that are broken as a whole."""
    tables: Tables = {}
    table: dict[str, Doc] = {}
    for line in data.split(b"\n"):
        try:
            if opened := re.fullmatch(_TABLE, line):
                table = tables.setdefault(_decode_text(opened[1]), {})
            elif found := re.fullmatch(_RECORD, line):
                table[_decode_text(found[1])] = _decode_doc(found[2])
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
            continue
    tables.pop(META, None)
    return {name: records for name, records in tables.items() if records}


def place(record: Record) -> Place:
    """Where that record belongs."""
    file, table = _TABLES[type(record)]
    if file == JOURNAL:
        file = month_file(record.day)  # type: ignore[attr-defined]  # both journal records have one
    return Place(file, table, record.id)  # type: ignore[attr-defined]  # every kind of the list has one


@lru_cache(maxsize=64)
def month_file(day: object) -> str:
    """The file of that day's month."""
    return JOURNAL + str(day)[:7]


def is_diary_file(name: str) -> bool:
    """Whether a file of that name is one that Detox itself writes."""
    if not name.startswith(JOURNAL):
        return name in {BOOK, CONTACTS}
    month = name[len(JOURNAL) :]
    return len(month) == len("2026-03") and month[4] == "-" and (month[:4] + month[5:]).isdigit()


def fields_of(record: Record) -> Doc:
    """The fields a person wrote, as they rest; those in `Record.added` only where they say something."""
    # `to_builtins` shares the record's texts, where a way through JSON would copy each of them; but it
    # leaves tuples, which no file gives back.
    with_tuples = isinstance(record, _WITH_TUPLES)
    fields: Doc = _decode_doc(msgspec.json.encode(record)) if with_tuples else msgspec.to_builtins(record)
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
    """The record in that document; `None` for a tombstone. A trial has the readings of all its versions.

    Raises:
        msgspec.ValidationError: a value that no such record can have.
        BadField: a value out of range.
    """
    if doc.get("deleted") or doc.get("forgotten"):
        return None
    return msgspec.convert(with_readings(doc, *doc.get("others", ())) if kind is Trial else doc, kind)


def with_readings(doc: Doc, *others: Doc) -> Doc:
    """A trial's document with the readings of other versions of it too: none is ever lost."""
    found = [_readings(other) for other in others]
    if not any(found):
        return doc
    from detox.domain.kept_readings import joined_readings  # noqa: PLC0415 - the rule: 10 ms for trials alone

    joined = joined_readings(_readings(doc), *found)
    return doc | {READINGS: [msgspec.to_builtins(reading) for reading in joined]}


def without_readings(doc: Doc | None) -> Doc:
    """The rest of a trial's document."""
    return {field: value for field, value in (doc or {}).items() if field != READINGS}


def _readings(doc: Doc) -> list[Reading]:
    """The readings of all versions in a document; what makes no sense is none."""
    try:
        found = msgspec.convert(doc.get(READINGS, ()), list[Reading])
    except (msgspec.ValidationError, BadField):
        found = []
    return [*found, *(reading for other in doc.get("others", ()) for reading in _readings(other))]


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


def _lines(data: bytes, tables: Tables) -> Lines:
    raw = _decode_lines(data)
    return {
        table: dict(zip(docs, zip(docs.values(), raw[table].values(), strict=True), strict=True))
        for table, docs in tables.items()
    }


def _body(tables: Tables, lines: Lines) -> bytes:
    parts: list[bytes | msgspec.Raw] = []
    for table, records in sorted(tables.items()):
        if not records:
            continue
        known = lines.get(table, {})
        rows: list[bytes | msgspec.Raw] = []
        for key in sorted(records):
            doc = records[key]
            line = known.get(key)
            rows += (_encode(key), b": ", line[1] if line and line[0] is doc else _encode(doc), b",\n")
        parts += (b",\n", _encode(table), b": {\n", *rows[:-1], b"\n}")
    return b"".join((*parts, b"\n}\n"))


def _untouched(data: bytes, name: object, schema: object) -> bool:
    end = data.find(_HEAD_ENDS)
    if not data.startswith(_HEAD) or end < 0:
        return False
    try:
        meta = _decode_doc(data[len(_HEAD) : end])
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    if meta.get("schema") != schema:
        return False
    total = _sum(name, schema, memoryview(data)[end + len(_HEAD_ENDS) :])
    return (meta.get("name"), meta.get("sum")) == (name, total)


def _sum(name: object, schema: object, body: bytes | memoryview) -> str:
    return of_file(f"{name}\n{schema}\n".encode(), body)
