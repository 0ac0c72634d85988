"""The records of a file as values, kept while the file does not change on the disk."""

import threading
from contextlib import suppress
from datetime import date
from typing import Any

import msgspec

from detox.domain.record import Record
from detox.errors import BadField, Damaged, StoreError
from detox.storage.copies import agreed_bytes
from detox.storage.deeds import DOING, Deeds
from detox.storage.documents import Doc
from detox.storage.doing import writing
from detox.storage.files import load
from detox.storage.quarantine import waiting
from detox.storage.records import JOURNAL, KINDS, month_file, record_of
from detox.storage.shelf import Shelf, refusing
from detox.storage.strangers import ours, strangers, take_in

_KEPT = 8
"""So many files stay in memory: the twelve weeks that the screens show, the book, the people, and some."""
_lines = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]]).decode
_decoders = {table: msgspec.json.Decoder(kind).decode for table, kind in KINDS.items()}
_decode_doc = msgspec.json.Decoder(Doc).decode

Records = dict[str, list[Any]]
"""Sound records by table, by id."""


class Pages:
    """Every file of the diary, read when it is wanted."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._kept: dict[str, tuple[object, Records]] = {}
        self._told: set[str] = set()
        self._looked: object = None
        self._one_at_a_time = threading.RLock()

    @refusing
    def months(self, first: date | None = None, last: date | None = None) -> list[str]:
        """The files of the months from `first`'s to `last`'s, in order; all of them where nothing is said."""
        with self._one_at_a_time:
            self._put_in_order()
        low, high = month_file(first or date.min), month_file(last or date.max)
        return [name for name in self.shelf.names(JOURNAL) if low <= name <= high and ours(name)]

    @refusing
    def records(self, name: str) -> Records:
        """The sound records of a file.

        Raises:
            Damaged: it has no whole copy, or was set aside for that; said once.
            StoreError: it is there, but cannot be read.
        """
        with self._one_at_a_time:
            self._put_in_order()
            self._say_what_is_lost(name)
            stamp = self.shelf.stamp(name)
            kept = self._kept.pop(name, None)
            if kept is None or kept[0] != stamp:
                kept = (stamp, self._read(name))
            if stamp == self.shelf.stamp(name):  # else it was healed, or somebody wrote meanwhile
                self._kept[name] = kept
            if len(self._kept) > _KEPT:
                del self._kept[next(iter(self._kept))]
            return kept[1]

    def _read(self, name: str) -> Records:
        data = agreed_bytes(self.shelf, name)
        tables: dict[str, dict[str, Any]]
        if data is not None:
            tables = _lines(data)
        else:
            found = load(self.shelf, name)
            if found.damaged:
                self._lost(name)
            tables = found.content.tables
        return {table: self._sound(name, table, tables[table]) for table in tables if table in KINDS}

    def _sound(self, name: str, table: str, docs: dict[str, Any]) -> list[Any]:
        records = []
        for doc in docs.values():
            try:
                record = _record(doc, table)
            except (msgspec.ValidationError, BadField):
                self.shelf.tell("odd", name)
            else:
                if record is not None:
                    records.append(record)
        return records

    def _say_what_is_lost(self, name: str) -> None:
        if name not in self._told and any(aside.file == name for aside in waiting(self.shelf)):
            self._lost(name)

    def _lost(self, name: str) -> None:
        if name not in self._told:
            self._told.add(name)
            self.shelf.tell("damaged", name)
            raise Damaged(name)

    def _put_in_order(self) -> None:
        """Finish what a crash cut short and join conflict copies, before anything is read."""
        shelf = self.shelf
        looked = [shelf.disk.mark(path) for path in (shelf.home, shelf.home / JOURNAL, Deeds(shelf).folder)]
        if looked == self._looked:
            return
        if Deeds(shelf).paths(DOING) or strangers(shelf):
            with suppress(OSError, StoreError), writing(shelf):
                take_in(shelf)
        self._looked = looked


def _record(doc: Doc | msgspec.Raw, table: str) -> Record | None:
    if isinstance(doc, dict):
        return record_of(doc, KINDS[table])
    data = memoryview(doc)
    # Such bytes cannot be part of a text: there the quotes are escaped.
    if any(word in bytes(data) for word in (b'"deleted":', b'"forgotten":')):
        return record_of(_decode_doc(data), KINDS[table])
    return _decoders[table](data)
