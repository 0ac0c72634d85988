"""What a file of the diary looks like: tables of records, one a line, sorted, with a sum over them."""

import hashlib
import re
from collections.abc import Callable
from typing import Any

import msgspec

from detox.errors import NewerDiary

FORMAT = "detox"
SCHEMA = 1
META = "_meta"
_META_ID = "file"

Doc = dict[str, Any]
"""One record as it rests: its own fields and the envelope."""
Tables = dict[str, dict[str, Doc]]
"""All records of a file: table, id, record."""

MIGRATIONS: dict[int, Callable[[Tables], Tables]] = {}
"""From each older schema to the next one."""

_encoder = msgspec.json.Encoder(order="sorted")
encode_doc = _encoder.encode
_LINE = re.compile(rb'^ *("(?:[^"\\]|\\.)*") ?: ?(\{.*\}),?\s*$')
_TABLE = re.compile(rb'^[,{]? ?("(?:[^"\\]|\\.)*") ?: ?\{\s*$')


class Broken(Exception):
    """These bytes are no whole file of the diary."""


class Content(msgspec.Struct, frozen=True):
    """What was read from one copy."""

    tables: Tables
    sound: bool
    """Whether the sum holds: these are exactly the bytes that we wrote."""
    meta: Doc = {}
    """What the file says about itself, unknown fields too."""


def encode(name: str, content: Content) -> bytes:
    """The bytes of a file; the same records always give the same bytes."""
    body = _body(content.tables)
    meta = content.meta | {"format": FORMAT, "schema": SCHEMA, "name": name, "sum": _sum(body)}
    return b'{"%s": {\n"%s": %s\n}' % (META.encode(), _META_ID.encode(), encode_doc(meta)) + body


def decode(name: str, data: bytes) -> Content:
    """What those bytes say.

    Raises:
        Broken: no JSON, not ours, another file's, or a record that is none.
        NewerDiary: a schema above ours.
    """
    try:
        tables = msgspec.json.decode(data, type=Tables)
    except (msgspec.DecodeError, RecursionError) as error:
        raise Broken(str(error)) from None
    meta = tables.pop(META, {}).get(_META_ID, {})
    schema = meta.get("schema")
    if meta.get("format") != FORMAT or meta.get("name") != name or not isinstance(schema, int):
        raise Broken("not this file")
    if schema > SCHEMA:
        raise NewerDiary(name, schema, SCHEMA)
    said = meta.get("sum")
    sound = said == _sum(data[data.find(b"\n}") + 2 :]) or said == _sum(_body(tables))
    for older in range(schema, SCHEMA):
        tables = MIGRATIONS[older](tables)
    return Content(tables, sound, meta)


def salvage(data: bytes) -> Tables:
    """The records that can still be read in bytes that are broken as a whole."""
    tables: Tables = {}
    table: dict[str, Doc] = {}
    for line in data.split(b"\n"):
        try:
            if opened := _TABLE.match(line):
                table = tables.setdefault(msgspec.json.decode(opened[1], type=str), {})
            elif found := _LINE.match(line):
                table[msgspec.json.decode(found[1], type=str)] = msgspec.json.decode(found[2], type=Doc)
        except (msgspec.DecodeError, RecursionError):
            continue
    tables.pop(META, None)
    return {name: records for name, records in tables.items() if records}


def _body(tables: Tables) -> bytes:
    parts = []
    for table, records in sorted(tables.items()):
        if not records:
            continue
        lines = b",\n".join(
            b"%s: %s" % (encode_doc(key), encode_doc(records[key])) for key in sorted(records)
        )
        parts.append(b",\n%s: {\n%s\n}" % (encode_doc(table), lines))
    return b"".join(parts) + b"\n}\n"


def _sum(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
