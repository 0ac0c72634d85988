"""Lines that fit a terminal: broken between words, what goes on set in; a pipe gets them as they are."""

import os
import re
from typing import TextIO

from detox.messages.line_breaks import cells, words

FOLD = 2
"""Cells by which the rest of a line is further in than its beginning, as on the screens."""
NARROWEST = 20
"""In fewer cells nothing is gained by breaking."""
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
    lines, line, taken, room = [], "", 0, width
    for word in words(text):
        if line and taken + cells(word.rstrip()) > room:
            lines.append(line.rstrip())
            line, taken, room = "", 0, later or width
            word = word.lstrip()  # noqa: PLW2901 - what stood between two words stands at no beginning
        line += word
        taken += cells(word)
    return [*lines, line.rstrip()]
