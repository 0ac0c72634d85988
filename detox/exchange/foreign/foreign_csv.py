"""CSV of any origin as rows of text, each with the line it begins on."""

import csv
import io
from collections.abc import Iterator, Sequence

from detox.exchange.foreign.source import refuse


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


def table_of(text: str, name: str = "", *, delimiter: str = ",") -> Iterator[tuple[str, list[str]]]:
    """The rows that hold anything, each with its place: "Habits.csv, line 3".

    Raises:
        BadLog: a quote is never closed, or a cell is longer than any note; the line is named.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
    line = 1
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            refuse(_at(name, f"line {line}"), "CSV", error)
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield _at(name, f"line {line}"), row
        line = reader.line_num + 1


def named_table(text: str, needed: Sequence[str], name: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """The rows by the names in the first one, which must hold those needed.

    Raises:
        BadLog: a column is missing, or a row is shorter or longer than the first.
    """
    rows = table_of(text, name)
    place, head = next(rows, (_at(name, "line 1"), []))
    names = [cell.strip() for cell in head]
    for column in needed:
        if column not in names:
            refuse(place, f"a column {column}", ", ".join(names) or "an empty file")
    for place, row in rows:
        if len(row) != len(names):
            refuse(place, f"{len(names)} cells", len(row))
        yield place, dict(zip(names, row, strict=True))


def _at(name: str, place: str) -> str:
    return f"{name}, {place}" if name else place
