"""What made-up files of other programs have in common: names, texts, days, and what each file says."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

NAMES = (
    "Cash only", "只用现金", "No app, today", 'A "slow" lunch', "Ran 5 km", "散步😉", "Café", "Πληρωμή",
    "يمشي", "a-b_c",
)  # fmt: skip
TEXTS = (
    "", "", "fine", "老板说“稀奇”", 'She said "no app?", and laughed', "two\nlines", "sep\u2028arated",
    "tab\there", "a; b | c", "🙂 ok", "=1+1", "x" * 300, "nb\u00a0sp", "שלום", "1,5", "100%",
    "<b>no tags</b>", "[not a day] here",
)  # fmt: skip
Fact = tuple[str, str | None, str | None, str | None, str | None, str]
"""Day, time, habit, mark, mood, text."""


class Made(NamedTuple):
    """A file and what it says."""

    form: str
    """The word that `--as` takes for it."""
    data: bytes
    facts: list[Fact]
    """Every row that is to be found in it, in any order."""
    told: tuple[str, ...] = ()
    """What has no place in a diary and must be named among what is set aside."""


def fact(
    day: date | str, at: str | None = None, habit: str | None = None, mark: str | None = None, *,
    mood: str | None = None, text: str = "",
) -> Fact:  # fmt: skip
    return (str(day), at, habit, mark, mood, text)


def days(chance: Random, most: int = 12) -> list[date]:
    """Some different days of ten years."""
    found = {
        date(2015, 1, 1) + timedelta(days=chance.randrange(3650)) for _ in range(chance.randint(1, most))
    }
    return sorted(found, reverse=chance.random() < 0.5)


def names(chance: Random, most: int = 4) -> list[str]:
    return chance.sample(NAMES, chance.randint(1, most))


def clock(chance: Random) -> tuple[int, int]:
    return chance.randrange(24), chance.randrange(60)


def table(
    rows: Sequence[Sequence[object]], *, ends: str = "\n", delimiter: str = ",", quoting: int = 0
) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=ends, delimiter=delimiter, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return text.getvalue()


def zipped(files: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return target.getvalue()
