"""What Loop Habit Tracker's marks and amounts say, in each of the ways it has written them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from detox.exchange.foreign.source import Habit, Mark, SourceRow, day_of, refuse

WORDS = {
    "YES_MANUAL": Mark.YES,
    "YES_AUTO": Mark.AUTO,
    "NO": Mark.NO,
    "SKIP": Mark.SKIP,
    "UNKNOWN": Mark.UNKNOWN,
}
CODES = {2: Mark.YES, 1: Mark.AUTO, 0: Mark.NO, 3: Mark.SKIP, -1: Mark.UNKNOWN}
"""A measurable habit has them too; there 0 is an amount of nothing, which may be what was aimed at."""
VALUES = f"{' | '.join(WORDS)}, or a number"
THOUSANDTHS = 1000
"""Amounts are stored, and until now exported, as whole thousandths."""
NOTES = 2
"""The column of notes, where there is one."""


class LoopHabit(NamedTuple):
    """A habit as Loop keeps it."""

    habit: Habit
    numerical: bool | None = None
    """Whether it is measured; `None` where the file does not say."""
    unit: str = ""
    target: Decimal = Decimal(0)
    at_most: bool = False


class LoopCell(NamedTuple):
    """One mark as a file has it."""

    place: str
    day: date
    value: str
    """A word, a code, or an amount."""
    notes: str = ""


def loop_habit(name: str, *about: str) -> Habit:
    """A habit with its question and description."""
    return Habit(name=name.strip(), about="\n".join(text.strip() for text in about if text and text.strip()))


def cells_of(rows: Iterable[tuple[str, list[str]]]) -> Iterator[LoopCell]:
    """The marks of one habit's Checkmarks.csv; a first row without a day in it is a header.

    Raises:
        BadLog: a row has no value, or no day.
    """
    for n, (place, cells) in enumerate(rows):
        if n == 0 and not re.search(r"\d", cells[0]):
            continue
        if len(cells) < 2:  # noqa: PLR2004 - a date and a value
            refuse(place, "a date and a value", ",".join(cells))
        notes = cells[NOTES] if len(cells) > NOTES else ""
        yield LoopCell(place, day_of(cells[0], place), cells[1].strip(), notes)


def in_units(cells: Iterable[LoopCell]) -> bool:
    """Whether amounts stand in their own units, with a point; thousandths are whole."""
    return any(re.fullmatch(r"-?\d*[.,]\d+", cell.value) for cell in cells)


def marked(cells: Sequence[LoopCell], kept: LoopHabit, *, units: bool) -> Iterator[SourceRow]:
    """The rows of one habit.

    Args:
        cells: its marks, all of them: where the archive is old, they alone say whether it is measured.
        kept: what its archive says of it.
        units: whether amounts stand in their units, not in thousandths.

    Raises:
        BadLog: a value is none of Loop's.
    """
    if kept.numerical is None:
        numbers = (number_of(cell.value, cell.place, VALUES) for cell in cells if cell.value not in WORDS)
        # No mark is above 3, and none has a point.
        kept = kept._replace(numerical=any(number not in CODES for number in numbers))
    for cell in cells:
        mark, amount = _mark(cell, kept, units=units)
        text = "\n".join(part.strip() for part in (amount, cell.notes) if part.strip())
        yield SourceRow(place=cell.place, day=cell.day, habit=kept.habit.name, mark=mark, text=text)


def number_of(text: str, place: str, expected: str = "a number") -> Decimal:
    """A number, such as a habit's target.

    Raises:
        BadLog: it is none, or far larger than any habit's.
    """
    try:
        number = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        refuse(place, expected, text)
    if not number.is_finite() or abs(number.adjusted()) > 15:  # noqa: PLR2004 - no habit comes near
        refuse(place, expected, text)
    return number


def _mark(cell: LoopCell, kept: LoopHabit, *, units: bool) -> tuple[Mark, str]:
    mark = WORDS.get(cell.value)
    number = None if mark is not None else number_of(cell.value, cell.place, VALUES)
    if number is not None and not (units and kept.numerical):
        mark = CODES.get(int(number)) if number == number.to_integral_value() else None
    if not kept.numerical:
        if mark is None:
            refuse(cell.place, VALUES, cell.value)
        return mark, ""
    if mark is Mark.NO:
        return _amount(Decimal(0), kept)
    if mark is None:
        value = number or Decimal(0)
        return _amount(value if units else value / THOUSANDTHS, kept)
    # Two thousandths are what is left of a tick made before the habit was measured.
    return mark, ""


def _amount(value: Decimal, kept: LoopHabit) -> tuple[Mark, str]:
    """An amount is a yes where it reaches its target; it is kept as a text in any case."""
    reached = value <= kept.target if kept.at_most else value > 0 and value >= kept.target
    plain = f"{value.normalize():f}"
    return Mark.YES if reached else Mark.NO, f"{plain} {kept.unit}".strip()
