"""Other programs' files: bytes in, what they held, a plan one may change, and then a diary's records."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from detox.exchange.foreign import beaver, daylio, harsh, jrnl, loop, nomie
from detox.exchange.foreign.plan import ImportPlan, planned
from detox.exchange.foreign.source import Source, refuse


class Format(NamedTuple):
    """A kind of file that can be taken in."""

    name: str
    """Which program wrote it."""
    read: Callable[[bytes], Source]
    is_like: Callable[[bytes], bool]
    """Whether the first look says so; never raises."""
    moods: Mapping[str, int | str]
    """What its moods are from 0 to 10, where it has any."""


def _begins(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(starts)


FORMATS: dict[str, Format] = {
    "loop": Format("Loop Habit Tracker, CSV", loop.read_zip, _begins(b"PK"), {}),
    "loop-backup": Format("Loop Habit Tracker, backup", loop.read_backup, _begins(b"SQLite format 3\0"), {}),
    "daylio": Format("Daylio", daylio.read, _begins(b"full_date,", b'"full_date"'), daylio.MOODS),
    "jrnl": Format("jrnl, JSON", jrnl.read, jrnl.is_like, {}),
    "beaver": Format("Beaver Habits, JSON", beaver.read, beaver.is_like, {}),
    "nomie-csv": Format("Nomie, CSV", nomie.read_csv, _begins(b"epoch,start,end", b'"epoch"'), {}),
    "nomie": Format("Nomie, JSON", nomie.read_json, nomie.is_like_json, {}),
    "harsh": Format("harsh or habitctl, log", harsh.read, harsh.is_like, {}),
}
"""By the word that `--as` takes."""


def guessed(data: bytes) -> str | None:
    """The format that a file is like; `None` where it is like none."""
    return next((key for key, form in FORMATS.items() if form.is_like(data)), None)


def read(data: bytes, form: str | None = None) -> Source:
    """What a file holds, in the format that is named or else guessed.

    Raises:
        BadLog: it is not sound, or no format is like it.
    """
    key = form or guessed(data)
    if key not in FORMATS:
        refuse("file", f"one of {', '.join(FORMATS)}; name it with --as", key or "a file that is like none")
    return FORMATS[key].read(data)


def first_plan(source: Source) -> ImportPlan:
    """The plan that supposes least; a person may change it."""
    form = next(f for key, f in FORMATS.items() if key.split("-")[0] == source.family)
    return planned(source, dict(form.moods))
