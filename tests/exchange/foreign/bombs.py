"""Small or harmless-looking files that ask for all the memory or all the time there is."""

# ruff: noqa: S608 - the texts are ours; the files are meant to be bad
import io
import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.exchange.foreign.packing import database

HABITS = "create table Habits (id integer primary key, name text);"
REPETITIONS = "create table Repetitions (habit int, timestamp int, value int);"
MARKS = f"{REPETITIONS}insert into Repetitions values (1, 1761955200000, 2);"


def numbers(most: int, *columns: str) -> str:
    """A query of that many rows."""
    counted = f"values(1) union all select i + 1 from n where i < {most}"
    return f"with recursive n(i) as ({counted}) select {', '.join(columns)} from n"


def computed_name() -> bytes:
    """A table whose names are each as long as SQLite allows."""
    rows = "".join(f"insert into Habits(id) values ({n});" for n in range(1, 9))
    name = "name text generated always as (hex(zeroblob(000000001))) virtual"
    return _grown(database(f"create table Habits (id integer primary key, {name});{rows}{MARKS}"))


def computed_elsewhere() -> bytes:
    """The same in a column that nobody needs."""
    rows = "".join(f"insert into Habits(id, name) values ({n}, 'a{n}');" for n in range(1, 9))
    big = "big text generated always as (hex(zeroblob(000000001))) virtual"
    return _grown(database(f"create table Habits (id integer primary key, name text, {big});{rows}{MARKS}"))


def _grown(data: bytes) -> bytes:
    """That database with a computed text made large afterwards: while it is written, it is computed too."""
    return data.replace(b"000000001", b"100000000")


def slow_function() -> bytes:
    """One call of a function that goes on for minutes, and that no handler interrupts."""
    where = "instr(printf('%.*c',00000021,'a'),printf('%.*c',00000011,'a')||'b')"
    data = database(
        f"create table Habits (id integer primary key, name text generated always as ({where}) virtual);"
        f"insert into Habits(id) values (1);{MARKS}"
    )
    return data.replace(b"00000021", b"20000000").replace(b"00000011", b"10000000")


def endless_view() -> bytes:
    """A view in the place of a table."""
    endless = (
        "with recursive n(i) as (values(1) union all select i + 1 from n) select i as id, 'a' as name from n"
    )
    return database(f"create view Habits as {endless};{MARKS}")


def huge_value() -> bytes:
    """One name of fifty megabytes."""
    return database(f"{HABITS}insert into Habits values (1, hex(zeroblob(25000000)));{MARKS}")


def many_of_one_name() -> bytes:
    """Twenty thousand habits of one name."""
    return database(f"{HABITS}insert into Habits {numbers(20_000, 'i', 'char(97)')};{MARKS}")


def many_rows() -> bytes:
    """Two million marks."""
    rows = numbers(2_000_000, "1", "i", "2")
    return database(
        f"{HABITS}insert into Habits values (1, 'a');{REPETITIONS}insert into Repetitions {rows};"
    )


def large_when_unpacked() -> bytes:
    """A zip of 1.5 MB that unpacks to 1.5 GB."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("Habits.csv", "Position,Name\n001,A\n")
        with archive.open("001 A/Checkmarks.csv", "w", force_zip64=True) as file:
            for _ in range(1500):
                file.write(bytes(1 << 20))
    return target.getvalue()


def lying_about_its_size() -> bytes:
    """A zip whose file says that it has ten bytes and has a hundred million."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("Habits.csv", "Position,Name\n001,A\n")
        archive.writestr("001 A/Checkmarks.csv", b"2026-03-13,2\n" * 8_000_000)
    return target.getvalue().replace(struct.pack("<I", 104_000_000), struct.pack("<I", 10))


def many_names() -> bytes:
    """A zip that lists forty thousand files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for n in range(40_000):
            archive.writestr(f"{n:0100} Checkmarks.csv", "")
    return target.getvalue()


def many_short_rows() -> bytes:
    """A table of 60 MB, five million rows long."""
    return b"Date,Value,Notes\n" + b"2026-03-13,NO\n" * 4_000_000


def many_cells() -> bytes:
    """A table of one row with fifty million cells."""
    return b"Date,Task\n" + b"," * 50_000_000


def many_values() -> bytes:
    """JSON of twelve million numbers."""
    return b'{"version": 1, "files": {"books/a": [' + b"1," * 12_000_000 + b"1]}}"


def many_trackers() -> bytes:
    """A note with eight million trackers."""
    note = "#a " * 8_000_000
    return json.dumps({"nomie": {}, "events": [{"note": note, "end": 1620000000000}]}).encode()


def deep() -> bytes:
    """JSON nested a million times."""
    return b'{"nomie": 1, "events": ' + b"[" * 1_000_000


def nothing_but_nul() -> bytes:
    """40 MB of NUL."""
    return bytes(40_000_000)


def one_long_line() -> bytes:
    """60 MB without an end of a line."""
    return b"# " + b"x" * 60_000_000


LOG = b'{"format": "detox-log", "version": 1, '


def log_of_numbers() -> bytes:
    """A log of our own with eleven million entries that are numbers."""
    return LOG + b'"entries": [' + b"1," * 11_000_000 + b"1]}"


def log_of_objects() -> bytes:
    """A log with five million entries without a word."""
    return LOG + b'"entries": [' + b"{}," * 5_000_000 + b"{}]}"


def log_of_keys() -> bytes:
    """A log with a million keys of its own."""
    return LOG + b",".join(b'"k%d":1' % n for n in range(1_000_000)) + b"}"


def log_of_one_value() -> bytes:
    """A log with a list of eleven million where none belongs."""
    return LOG + b'"trial": [' + b"1," * 11_000_000 + b"1]}"


BOMBS: dict[str, Callable[[], bytes]] = {
    made.__name__: made
    for made in (
        computed_name, slow_function, endless_view, huge_value, many_of_one_name, many_rows,
        large_when_unpacked, lying_about_its_size, many_names, many_short_rows, many_cells, many_values,
        many_trackers, deep, nothing_but_nul, one_long_line, log_of_numbers, log_of_objects, log_of_keys,
        log_of_one_value,
    )
}  # fmt: skip
"""Each of them is to be refused."""
HEAVY = frozenset(
    {"computed_name", "many_rows", "large_when_unpacked", "log_of_objects", "many_cells", "many_short_rows"}
)
"""Those that take more than a second each: the half of the work."""


def hole(path: Path, size: int = 12 << 30) -> None:
    """A file of that many bytes that takes no room."""
    with path.open("wb") as file:
        file.truncate(size)
