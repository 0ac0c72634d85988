"""Lines that fit a terminal: broken between words, what goes on set in; a pipe gets them as they are."""

import os
import re
from collections.abc import Iterable
from typing import TextIO

from detox.messages.line_breaks import cells, words

FOLD = 2
"""Cells by which the rest of a line is further in than its beginning, as on the screens."""
NARROWEST = 20
"""In fewer cells nothing is gained by breaking."""
LEAST_COLUMN = 8
"""A column of a table is made no narrower, nor than its longest word."""
COLUMN_GAP = "  "
_MARKED = r" *(?:[-*•] |\d+[.)] )?"
_CALL = "detox "
"""What begins a call: it is copied, and an end of line in it would be copied, too."""


def width_of(stream: TextIO) -> int | None:
    """The cells of a line of a terminal, by `COLUMNS` or by itself; `None` where the stream is none."""
    if not stream.isatty():
        return None
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return max(NARROWEST, int(columns))
    try:
        found = os.get_terminal_size(stream.fileno()).columns
    except (ValueError, OSError):  # it says it is one, and has no size
        return None
    return max(NARROWEST, found) if found else None


def fitted(text: str, stream: TextIO) -> str:
    """The text as it is written there: a line that is too long for the terminal goes on below, set in.

    A word that is longer than a line stays whole, and so does a call that is to be copied.
    """
    width = width_of(stream)
    if width is None or all(len(line) * 2 <= width for line in text.split("\n")):
        return text
    return "\n".join(part for line in text.split("\n") for part in broken(line, width))


def broken(line: str, width: int) -> list[str]:
    """A line in at most `width` cells; what goes on stands under the text of its item, or further in."""
    if cells(line) <= width or line.lstrip().startswith(_CALL):
        return [line]
    begun = re.match(_MARKED, line)
    lead = begun[0] if begun else ""
    inner = lead if lead.strip() or not lead else lead + " " * FOLD
    further = " " * (cells(inner) if inner and cells(inner) <= width // 2 else FOLD)
    first, *rest = filled(line[len(lead) :], width - cells(lead), width - len(further))
    return [lead + first, *(further + part for part in rest)]


def filled(text: str, width: int, later: int | None = None) -> list[str]:
    """A text in lines of at most `width` cells, after the first of `later`; a longer word has its own."""
    lines, line, room = [], "", width
    for word in words(text):
        if line and cells(line + word.rstrip()) > room:
            lines.append(line.rstrip())
            line, room = word.lstrip(), later or width
        else:
            line += word
    return [*lines, line.rstrip()]


def narrowed(rows: list[list[str]], widths: list[int], kept: set[int], room: int) -> list[int]:
    """The widths of a table's columns so that its rows fit, as few of its cells folded as may be.

    Args:
        rows: the cells, in which the columns in `kept` are never folded.
        widths: how wide each column is by itself.
        kept: the columns that are figures.
        room: the cells that a row may take.
    """
    used = max((n + 1 for n, width in enumerate(widths) if width), default=0)
    room -= len(COLUMN_GAP) * (used - 1)
    if sum(widths) <= room:
        return widths
    least = [_least(row[n] for row in rows if n < len(row)) for n in range(len(widths))]
    ways = [_shrunk(widths, least, {*kept, *whole}, room) for whole in ((), *((n,) for n in range(used)))]
    fitting = [way for way in ways if sum(way) <= room] or ways[:1]
    return min(fitting, key=lambda way: sum(_folds(row, way) for row in rows))


def _least(column: Iterable[str]) -> int:
    return max([LEAST_COLUMN, *(cells(word.rstrip()) for cell in column for word in words(cell))])


def _shrunk(widths: list[int], least: list[int], whole: set[int], room: int) -> list[int]:
    """The widths in so much room, the widest made narrower first, the last of two, none of `whole`."""
    shrunk = list(widths)
    while sum(shrunk) > room:
        narrower = [n for n, width in enumerate(shrunk) if n not in whole and width > least[n]]
        if not narrower:
            break
        shrunk[max(narrower, key=lambda n: (shrunk[n], n))] -= 1
    return shrunk


def _folds(row: list[str], widths: list[int]) -> int:
    """About how many lines more than one the cells of a row take, all together."""
    return sum((cells(cell) - 1) // width for cell, width in zip(row, widths, strict=False) if cell and width)
