"""Other programs' files: bytes in, what they held, a plan one may change, and then a diary's records."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, NoReturn

from detox.errors import BadLog
from detox.exchange.foreign import (
    any_table,
    beaver,
    day_one,
    daylio,
    habitbull,
    harsh,
    jrnl,
    loop,
    loop_backup,
    nomie,
    table_habit,
    tui_journal,
)
from detox.exchange.foreign.plan import ImportPlan, planned
from detox.exchange.foreign.source import Source, TableReading, refuse
from detox.words import N_, _

LARGEST = 64 * 1024 * 1024
"""Bytes of a file that is held whole; an archive may be larger, for little of it is unpacked."""
OWN = ("detox", "csv")
"""What `--as` calls a diary of our own."""
_ARCHIVE = b"PK"


class Format(NamedTuple):
    """A kind of file that can be taken in."""

    name: str
    """Which program wrote it."""
    read: Callable[[bytes], Source]
    is_like: Callable[[bytes], bool]
    """Whether the first look says so; never raises."""
    moods: Mapping[str, int | str] = {}
    """What its moods are from 0 to 10, where it has any."""


def _begins(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.removeprefix(b"\xef\xbb\xbf")[:4096].lstrip().startswith(starts)


def _is_loop_archive(data: bytes) -> bool:
    return data.startswith(_ARCHIVE) and (b"Checkmarks.csv" in data or b"Habits.csv" in data)


FORMATS: dict[str, Format] = {
    "loop": Format("Loop Habit Tracker, CSV", loop.read_zip, _is_loop_archive),
    "loop-backup": Format("Loop Habit Tracker, backup", loop_backup.read, _begins(b"SQLite format 3\0")),
    "loop-csv": Format("Loop Habit Tracker, one table", loop.read_csv, loop.is_like_csv),
    "daylio": Format("Daylio", daylio.read, daylio.is_like, daylio.MOODS),
    "day-one": Format(
        "Day One, JSON", day_one.read, lambda d: day_one.is_like(d) or day_one.is_like_archive(d)
    ),
    "tui-journal": Format("tui-journal, JSON", tui_journal.read, tui_journal.is_like),
    "jrnl": Format("jrnl, JSON", jrnl.read, jrnl.is_like),
    "jrnl-text": Format("jrnl, text", jrnl.read_text, jrnl.is_like_text),
    "table-habit": Format("Table Habit, JSON", table_habit.read, table_habit.is_like),
    "beaver": Format("Beaver Habits, JSON", beaver.read, beaver.is_like),
    "habitbull": Format("HabitBull, CSV", habitbull.read, habitbull.is_like),
    "nomie-csv": Format("Nomie, CSV", nomie.read_csv, _begins(b"epoch,start,end", b'"epoch"')),
    "nomie": Format("Nomie, JSON", nomie.read_json, nomie.is_like_json),
    "harsh": Format("harsh or habitctl, log", harsh.read, harsh.is_like),
    "table": Format(N_("a table with a header"), any_table.read, any_table.is_like),
}
"""By the word that `--as` takes; those that are surest come first."""


def guessed(data: bytes) -> str | None:
    """The format that a file is like; `None` where it is like none."""
    return next((key for key, form in FORMATS.items() if form.is_like(data)), None)


def read(data: bytes, form: str | None = None, table: TableReading | None = None) -> Source:
    """What a file holds, in the format that is named or else guessed; a table may be told how to be read.

    Raises:
        BadLog: it is not sound, or no format is like it.
    """
    key = guessed(data) if form is None else _same_program(form, data)
    if key not in FORMATS:
        refuse_unknown()
    if len(data) > LARGEST and not data.startswith(_ARCHIVE):
        refuse("file", f"at most {LARGEST // 1024**2} MB", f"{len(data)} bytes")
    if key == "table":
        return any_table.read(data, table)
    return FORMATS[key].read(data)


def _same_program(form: str, data: bytes) -> str:
    """The format that is named, or another of the same program's where only that one is like the file."""
    kin = [key for key in FORMATS if _program(key) == _program(form)] if form in FORMATS else []
    like = [key for key in kin if FORMATS[key].is_like(data)]
    return form if form in like or not like else like[0]


def _program(key: str) -> str:
    return FORMATS[key].name.partition(", ")[0]


def refuse_unknown() -> NoReturn:
    """Say which files can be read, and how to say which one this is.

    Raises:
        BadLog: always.
    """
    keys: dict[str, list[str]] = {"Detox": list(OWN)}
    for key, form in FORMATS.items():
        keys.setdefault(_(form.name).partition(", ")[0], []).append(key)
    known = _(", ").join(f"{program} ({' | '.join(words)})" for program, words in keys.items())
    said = _("This is none of the files that can be read: {known}. Say which one it is with --as.")
    raise BadLog((said.format(known=known),))


def first_plan(source: Source) -> ImportPlan:
    """The plan that supposes least; a person may change it."""
    return planned(source, dict(FORMATS[source.family].moods))


def full_plan(plan: ImportPlan, source: Source) -> ImportPlan:
    """A plan with every answer; one that only says how a table is to be read has the rest as at first."""
    if plan.table is None or plan.habits or plan.moods:
        return plan
    return first_plan(source)
