"""CSV of any origin as rows of text, each with the line it begins on."""

import csv
import re
from collections.abc import Iterator, Sequence

from detox.exchange.foreign.source import MOST_ROWS, refuse

LONGEST_LINE = 4 * 1024 * 1024
"""In signs; a row of it may have as many cells, each of which weighs more than its sign."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
"""A line as CSV knows it; other signs that end lines are part of what somebody wrote."""


def text_of(data: bytes, name: str = "") -> str:
    """The text of a file in UTF-8, or in UTF-16 where it says so.

    Raises:
        BadLog: it is neither.
    """
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        refuse(_at(name, f"byte {error.start}"), "UTF-8", "a byte that is none")
    if "\0" in text:
        refuse(_at(name, f"character {text.index(chr(0))}"), "a text", "a NUL")
    return text


def lines(text: str) -> Iterator[tuple[str, str]]:
    """The lines that are not blank, each with its place; only what ends lines in a file ends one here.

    Raises:
        BadLog: there are far too many of them.
    """
    found = 0
    for n, line in enumerate(_LINE.finditer(text), start=1):
        if line[0].strip():
            found += 1
            if found > MOST_ROWS:
                refuse(f"line {n}", f"at most {MOST_ROWS} lines", "more of them")
            yield f"line {n}", line[0].rstrip("\r\n")


def table_of(text: str, name: str = "", *, delimiter: str = ",") -> Iterator[tuple[str, list[str]]]:
    """The rows that hold anything, each with its place: "Habits.csv, line 3".

    Raises:
        BadLog: a quote is never closed, a cell is longer than any note, or there are far too many rows; the
            line is named.
    """
    reader = csv.reader(_lines(text, name), strict=True, delimiter=delimiter)
    line, found = 1, 0
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            refuse(_at(name, f"line {line}"), "CSV", error)
        if row is None:
            return
        if any(cell.strip() for cell in row):
            found += 1
            if found > MOST_ROWS:
                refuse(_at(name, f"line {line}"), f"at most {MOST_ROWS} rows", "more of them")
            yield _at(name, f"line {line}"), row
        line = reader.line_num + 1


def heads(text: str, *, delimiter: str = ",") -> tuple[str, ...]:
    """The names in the first row; empty where there is no row.

    Raises:
        BadLog: as `table_of`.
    """
    _place, head = next(table_of(text, delimiter=delimiter), ("", []))
    return tuple(cell.strip() for cell in head)


def named_table(
    text: str, needed: Sequence[str], name: str = "", *, delimiter: str = ","
) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows by the names in the first one, which must hold those needed.

    Raises:
        BadLog: a column is missing or named twice, or a row is shorter or longer than the first.
    """
    rows = table_of(text, name, delimiter=delimiter)
    place, head = next(rows, (_at(name, "line 1"), []))
    names = [cell.strip() for cell in head]
    for column in needed:
        if column not in names:
            refuse(place, f"a column {column}", ", ".join(names) or "an empty file")
        if names.count(column) > 1:
            refuse(place, f"one column {column}", "several")
    for place, row in rows:
        if len(row) != len(names):
            refuse(place, f"{len(names)} cells", len(row))
        yield place, dict(zip(names, row, strict=True))


def _lines(text: str, name: str) -> Iterator[str]:
    for n, line in enumerate(_LINE.finditer(text), start=1):
        if line.end() - line.start() > LONGEST_LINE:
            refuse(_at(name, f"line {n}"), f"at most {LONGEST_LINE} signs", "a longer line")
        yield line[0]


def _at(name: str, place: str) -> str:
    return f"{name}, {place}" if name else place
