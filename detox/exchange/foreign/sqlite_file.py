"""A SQLite file of unknown origin, read in memory: its own tables and columns, and nothing that computes."""

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from detox.exchange.foreign.source import MOST_ROWS, refuse

SECONDS = 4.0
LONGEST_VALUE = 1_000_000
"""Bytes; no note comes near, and a value may claim to be a thousand times as long."""
LARGEST = 64 * 1024 * 1024
_STEPS = 10_000
"""Of SQLite's own machine, between two looks at the clock; a millisecond or less."""
_WRITE_AHEAD, _ROLLBACK = b"\2\2", b"\1\1"
_VERSIONS = slice(18, 20)
"""Where the header says how the file was written; in memory nothing is written ahead."""
_KEPT_AS_IT_IS = 0
"""`hidden` in `table_xinfo` of a column that is stored; 1 is of a virtual table, 2 and 3 are computed."""


class SqliteFile:
    """The tables of a file."""

    def __init__(self, base: sqlite3.Connection, clock: "_Clock") -> None:
        self._base = base
        self._clock = clock

    def columns(self, table: str) -> dict[str, str]:
        """The columns of a table that are stored, by their names in small letters; empty where there is none.

        A view is none: it could go on for ever. A computed column is none: it could be as long as it likes.
        """
        held = self.fetched(
            "select name from sqlite_master where type = 'table' and name = ? collate nocase", (table,)
        )
        if not held:
            return {}
        rows = self.fetched("select name, hidden from pragma_table_xinfo(?)", held[0])
        return {name.lower(): name for name, hidden in rows if hidden == _KEPT_AS_IT_IS}

    def rows(self, table: str, columns: Sequence[str], order: str) -> list[dict[str, Any]]:
        """The rows by the columns that are named, which must be among `columns`, in that order.

        No more than one above what any file may hold.
        """
        held = self.columns(table)
        chosen = ", ".join(f'"{_doubled(held[name])}" as "{name}"' for name in columns)
        by = ", ".join(f'"{_doubled(held[name])}"' for name in order.split())
        # The names are the file's own, quoted; no value is ever part of the text.
        text = f'select {chosen} from "{table}" order by {by} limit {MOST_ROWS + 1}'  # noqa: S608
        return [dict(zip(columns, row, strict=True)) for row in self.fetched(text)]

    def fetched(self, text: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """What SQLite answers, for as long as there is time."""
        with self._clock:
            return self._base.execute(text, values).fetchall()


@contextmanager
def opened(data: bytes, expected: str) -> Iterator[SqliteFile]:
    """The file for as long as it takes, but at most four seconds; ctrl+c ends it at once.

    Raises:
        BadLog: it is damaged, too large or takes too long; `expected` says what it should have been.
    """
    if len(data) > LARGEST:
        refuse("file", f"{expected} of at most {LARGEST // 1024**2} MB", f"{len(data)} bytes")
    clock = _Clock()
    base = sqlite3.connect(":memory:")
    try:
        if data[_VERSIONS] == _WRITE_AHEAD:
            data = data[: _VERSIONS.start] + _ROLLBACK + data[_VERSIONS.stop :]
        base.deserialize(data)
        base.execute("pragma trusted_schema = off")
        base.execute("pragma query_only = on")
        base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
        base.set_progress_handler(clock.is_over, _STEPS)
        yield SqliteFile(base, clock)
    except (sqlite3.Error, OverflowError, UnicodeDecodeError, MemoryError) as error:
        interrupted = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT
        if interrupted and not clock.over:
            raise KeyboardInterrupt from None  # SQLite swallows it where the clock is looked at
        refuse("file", expected, "one that takes too long to read" if interrupted else error)
    finally:
        base.close()


class _Clock:
    """Counts the time that SQLite itself takes; it asks now and then, and stops where it is."""

    def __init__(self) -> None:
        self._left = SECONDS
        self._began = 0.0
        self.over = False

    def __enter__(self) -> None:
        self._began = time.monotonic()

    def __exit__(self, *_: object) -> None:
        self._left -= time.monotonic() - self._began

    def is_over(self) -> bool:
        """Whether SQLite shall stop."""
        self.over = time.monotonic() - self._began > self._left
        return self.over


def _doubled(name: str) -> str:
    return name.replace('"', '""')
