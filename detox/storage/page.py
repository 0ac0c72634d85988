"""One file's records, each made a value only when it is wanted."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any

import msgspec

from detox.domain.record import Record
from detox.errors import BadField
from detox.storage.documents import Doc
from detox.storage.records import KINDS, record_of

Rows = dict[str, msgspec.Raw] | dict[str, Doc]
"""The records of a table by id: as bytes where both copies agree, else as documents."""


class Dated(msgspec.Struct, gc=False):
    """As much of a record as says when it was."""

    day: str = ""
    """YYYY-MM-DD; nothing for a tombstone."""
    deleted: bool = False
    forgotten: bool = False


_dated = msgspec.json.Decoder(Dated).decode
_tables = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]]).decode


class Page:
    """What a file held at one moment."""

    def __init__(self, tables: dict[str, Rows], odd: Callable[[], None]) -> None:
        self._tables = tables
        self._odd = odd
        self._made: dict[tuple[str, str], Any] = {}
        self._days: dict[str, list[tuple[str, str]]] = {}

    @classmethod
    def of(cls, data: bytes, odd: Callable[[], None]) -> "Page":
        """The page in a file's bytes; `odd` is called for a record that makes no sense."""
        return cls(dict(_tables(data)), odd)

    def all(self, table: str) -> list[Any]:
        """Every record of a table, by id."""
        return [record for key in sorted(self._tables.get(table, ())) if (record := self.one(table, key))]

    def between(self, table: str, first: date, last: date) -> list[Any]:
        """The records of the days `first`..`last`, both included, by id."""
        low, high = first.isoformat(), last.isoformat()
        keys = [key for day, key in self.days(table) if low <= day <= high]
        return [record for key in keys if (record := self.one(table, key))]

    def days(self, table: str) -> list[tuple[str, str]]:
        """Of every record that has one, its day and its id."""
        if table not in self._days:
            self._days[table] = list(self._dated(table))
        return self._days[table]

    def one(self, table: str, key: str) -> Any:  # noqa: ANN401 - whatever the table holds
        """That record; `None` where there is none, or one that makes no sense."""
        if (table, key) not in self._made:
            self._made[table, key] = self._make(table, key)
        return self._made[table, key]

    def _make(self, table: str, key: str) -> Record | None:
        row = self._tables.get(table, {}).get(key)
        if row is None:
            return None
        try:
            return record_of(row, KINDS[table]) if isinstance(row, dict) else _record(row, table)
        except (msgspec.ValidationError, BadField):
            self._odd()
            return None

    def _dated(self, table: str) -> Iterator[tuple[str, str]]:
        rows = self._tables.get(table, {})
        for key in sorted(rows):
            row = rows[key]
            try:
                dated = msgspec.convert(row, Dated) if isinstance(row, dict) else _dated(row)
            except msgspec.ValidationError:
                self._odd()
                continue
            if dated.day and not dated.deleted and not dated.forgotten:
                yield dated.day, key


def _record(row: msgspec.Raw, table: str) -> Record | None:
    dated = _dated(row)
    return None if dated.deleted or dated.forgotten else _decoder(table)(row)


@cache
def _decoder(table: str) -> Callable[[msgspec.Raw], Record]:
    return msgspec.json.Decoder(KINDS[table]).decode
