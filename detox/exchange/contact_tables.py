"""Tables of people: where the names of the columns stand, and what the rows under them say."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NoReturn

from detox.domain.record import Record
from detox.exchange.contact_cards import (
    ContactCard,
    Flaw,
    LeftOut,
    Reach,
    cleaned,
    full_name,
    is_email,
    numbers_in,
    ranked,
)
from detox.exchange.contact_columns import (
    Columns,
    Kind,
    column_kinds,
    is_label,
    is_number_column,
    known_kinds,
)
from detox.exchange.foreign.source import refuse

FEWEST_CELLS = 3
"""A first line of so many cells is a table's, even where none of them is known."""
TITLE_ROWS = 5
"""Above the names of the columns there may stand a title, a date, an empty row."""
LONGEST_HEAD, LONGEST_FIRST = 1_000_000, 10_000
"""Signs in which the first rows, and what stands between their cells, are looked for."""
ROW_LINES = 1_000
"""A quotation mark that is not closed after so many lines is one too many."""
DELIMITERS = ",;\t|，"
_SEPARATOR = re.compile(r"\s*\"?sep=(.)\"?[\t ]*(?:\n|$)", re.IGNORECASE)
_SEVERAL = re.compile(r"\s*:::\s*")
_NOBODY = re.compile(
    r"[^\s@]+@chatroom|gh_[0-9a-f]{8,}|filehelper|fmessage|weixin|newsapp|medianote|floatbottle"
)
"""Rooms and accounts of the service itself in what exporters of chats write."""

Row = tuple[str, list[str], LeftOut | None]
"""Its place, its cells, and why it is no row."""


class TableHead(Record, frozen=True, kw_only=True):
    """Where a table begins."""

    names: tuple[str, ...]
    """The columns; empty where no row names them."""
    kinds: tuple[Kind, ...]
    first: int
    """How many rows stand above the first one with data."""
    above: tuple[str, ...]
    """What stands above the names of the columns."""

    def oddity(self, cells: Sequence[str]) -> LeftOut | None:
        """Why these cells are nobody's: there are too many, or they name the columns again."""
        if any(cell.strip() for cell in cells[len(self.kinds) :]):
            return LeftOut.CELLS
        again = self.names and tuple(cell.strip() for cell in cells) == self.names
        return LeftOut.HEADING if again else None


def looks_like_table(text: str) -> bool:
    """Whether a text is a table: it says so, a row names columns, or many cells stand in a row."""
    if _SEPARATOR.match(text):
        return True
    rows = _first_rows(text)
    if not rows:
        return False
    if _named_head(rows, Columns()) or _guessed_kinds(rows):
        return True
    spaced = text.count(",") and text.count(",") == text.count(", ")  # prose, or names in a row
    return len(rows[0][1]) >= FEWEST_CELLS and not spaced


def table_outline(text: str) -> tuple[TableHead, list[str]] | None:
    """What the columns are called, though none may be a name's, and the first row; `None`: nothing."""
    rows = _first_rows(text)
    head = _named_head(rows, Columns())
    if head is None:
        if not rows or _guessed_kinds(rows):
            return None
        names = tuple(cell.strip() for cell in rows[0][1])
        head = TableHead(names=names, kinds=known_kinds(names), first=1, above=())
    sample = rows[head.first][1] if len(rows) > head.first else []
    return head, sample


def table_head(text: str, columns: Columns) -> TableHead:
    """Which row names the columns, and what each of them holds.

    Raises:
        BadLog: a column that was named is not there, or no column is a name's.
    """
    rows = _first_rows(text)
    found = _named_head(rows, columns)
    if found is None and columns == Columns() and (kinds := _guessed_kinds(rows)):
        found = TableHead(names=(), kinds=kinds, first=0, above=())
    if found is None:
        _refuse_head(rows, columns)
    return found


def _refuse_head(rows: Sequence[Row], columns: Columns) -> NoReturn:
    place, cells, _odd = rows[0] if rows else ("line 1", [], None)
    names = [cell.strip() for cell in cells]
    wanted = next((name for name in columns.named() if name not in names), None)
    expected = f"a column {wanted}" if wanted else "a column with names; say which with --name"
    refuse(place, expected, ", ".join(names) or "an empty file")


def table_cards(text: str, columns: Columns) -> tuple[list[ContactCard], Counter[str]]:
    """The rows of a table, and how often each column that has no place was filled.

    Raises:
        BadLog: as `table_head`.
    """
    head = table_head(text, columns)
    cards: list[ContactCard] = []
    aside = Counter[str](head.above)
    for place, cells, broken in islice(table_rows(text), head.first, None):
        odd = broken or head.oddity(cells)
        if odd is not None:
            cards.append(ContactCard(place=place, name=", ".join(filter(None, cells)), left_out=odd))
            continue
        cards.append(_card(place, head, cells, free=columns))
        aside.update(
            name
            for name, kind, cell in zip(head.names, head.kinds, cells, strict=False)
            if kind is Kind.NONE and cell.strip()
        )
    return cards, aside


def table_rows(text: str) -> Iterator[Row]:
    """The rows that hold anything, each with its place; a broken one does not take the others with it."""
    separator = _SEPARATOR.match(text)
    lines = text.split("\n")
    start = 1 if separator else 0
    delimiter = delimiter_of(text)
    while start < len(lines):
        cells, taken, odd = _row(lines, start, delimiter)
        if any(cell.strip() for cell in cells):
            yield f"line {start + 1}", cells, odd
        start += taken


def _row(lines: Sequence[str], start: int, delimiter: str) -> tuple[list[str], int, LeftOut | None]:
    chunk = (lines[n] + "\n" for n in range(start, min(start + ROW_LINES, len(lines))))
    reader = csv.reader(chunk, strict=True, delimiter=delimiter)
    try:
        return next(reader, []), max(1, reader.line_num), None
    except csv.Error as error:
        if "end of data" in str(error) or "field larger" in str(error):
            return [lines[start].strip()], 1, LeftOut.QUOTE
    # A quotation mark inside a cell that nobody doubled: a reader that is not strict takes it as it is.
    try:
        return next(csv.reader([lines[start]], delimiter=delimiter), []), 1, None
    except csv.Error:
        return [lines[start].strip()], 1, LeftOut.QUOTE


def delimiter_of(text: str) -> str:
    """What stands between the cells: what the file says, or what the first lines have most of."""
    said = _SEPARATOR.match(text)
    if said:
        return said[1]
    lines = [line for line in text[:LONGEST_FIRST].split("\n") if line.strip()][:TITLE_ROWS]
    # A title above the table has none, and a long note has commas: the line with the most decides.
    return max(
        DELIMITERS, key=lambda sign: (_steady(lines, sign), max((x.count(sign) for x in lines), default=0))
    )


def _steady(lines: Sequence[str], sign: str) -> bool:
    """Whether two lines that follow each other have the same number of cells, and more than one."""
    counts = [len(next(csv.reader([line], delimiter=sign), [])) for line in lines]
    return any(one == two > 1 for one, two in pairwise(counts))


def _first_rows(text: str) -> list[Row]:
    rows = table_rows(text[:LONGEST_HEAD])
    return [row for _n, row in zip(range(TITLE_ROWS), rows, strict=False)]


def _named_head(rows: Sequence[Row], columns: Columns) -> TableHead | None:
    """The row that names the columns; `None` where there is none among the first."""
    for n, (_place, cells, odd) in enumerate(rows):
        names = [cell.strip() for cell in cells]
        kinds = column_kinds(names, columns) if odd is None and len(names) > 1 else None
        if kinds is None or (
            columns == Columns() and any(is_email(name) or numbers_in(name) for name in names)
        ):
            continue
        above = [next(cell.strip() for cell in row if cell.strip()) for _at, row, _why in rows[:n]]
        return TableHead(names=tuple(names), kinds=kinds, first=n + 1, above=tuple(above))
    return None


def _guessed_kinds(rows: Sequence[Row]) -> tuple[Kind, ...] | None:
    """What the columns hold where no row names them, by their cells; `None` where that is not plain."""
    table = [cells for _place, cells, odd in rows if odd is None]
    if not table or len({len(cells) for cells in table}) != 1 or len(table[0]) < FEWEST_CELLS:
        return None
    kinds = [
        _guessed_kind([cleaned(cell) for cell in column if cell.strip()])
        for column in zip(*table, strict=True)
    ]
    # The first row may be the names of columns in words that nobody knows here.
    first = [cleaned(c) for c, kind in zip(table[0], kinds, strict=True) if kind in (Kind.PHONE, Kind.EMAIL)]
    if not any(first) or not all(is_email(cell) or numbers_in(cell) for cell in first if cell):
        return None
    if Kind.NOTE not in kinds:
        return None
    kinds[kinds.index(Kind.NOTE)] = Kind.NAME
    return tuple(kinds)


def _guessed_kind(cells: Sequence[str]) -> Kind:
    if cells and all(is_email(cell) for cell in cells):
        return Kind.EMAIL
    if cells and all(cell.isdecimal() and not is_number_column(cell) for cell in cells):  # 1, 2, 3...
        return Kind.NONE
    long_enough = [cell for cell in cells if numbers_in(cell) and is_number_column(cell)]
    return Kind.PHONE if cells and len(long_enough) * 2 > len(cells) else Kind.NOTE


def _card(place: str, head: TableHead, cells: Sequence[str], *, free: Columns) -> ContactCard:
    held: dict[Kind, list[Reach]] = {}
    names = head.names or ("",) * len(cells)
    label = ""
    for name, kind, cell in zip(names, head.kinds, cells, strict=False):
        # "Phone 1 - Label" stands before the "Phone 1 - Value" that it speaks of.
        if is_label(name):
            label = cell.strip() if not cell.strip().startswith("* ") or kind is Kind.NONE else label
            continue
        held.setdefault(kind, []).extend(
            Reach(value=part, label=f"{name} {label}".strip() if kind is Kind.PHONE else name)
            for part in map(cleaned, _SEVERAL.split(cell))
            if part
        )
        label = ""
    if any(_NOBODY.fullmatch(cell.strip()) for cell in cells):
        return ContactCard(place=place, name=_name(held), left_out=LeftOut.GROUP)
    return _sorted(place, held, free)


def _sorted(place: str, held: dict[Kind, list[Reach]], free: Columns) -> ContactCard:
    flaws: list[tuple[Flaw, str]] = []
    odd: list[str] = []

    def checked(kind: Kind, flaw: Flaw, named: str | None) -> list[Reach]:
        good = []
        for reach in held.get(kind, ()):
            parts = numbers_in(reach.value) if kind is Kind.PHONE else (reach.value,) * is_email(reach.value)
            parts = (reach.value,) if named is not None else parts
            good += [reach.replace(value=part) for part in parts]
            if not parts:
                flaws.append((flaw, reach.value))
                # What begins with "* " is one of the book's own labels in the wrong column.
                odd.extend([] if reach.value.startswith("* ") else [_labelled(reach)])
        return good

    phones, rest = ranked(checked(Kind.PHONE, Flaw.NUMBER, free.phone))
    emails = [reach.value for reach in checked(Kind.EMAIL, Flaw.EMAIL, free.email)]
    name = _name(held)
    others = [reach.value for kind in (Kind.NICK, Kind.COMPANY, Kind.NOTE) for reach in held.get(kind, ())]
    notes = [text for text in (*others, *rest, *odd) if text != name]
    if any("\ufffd" in text for text in (name, *notes)):
        flaws.append((Flaw.BYTES, name))
    return ContactCard(
        place=place,
        name=name,
        phones=tuple(phones),
        emails=tuple(emails),
        notes=tuple(notes),
        flaws=tuple(flaws),
    )


def _labelled(reach: Reach) -> str:
    return f"{reach.label}: {reach.value}" if reach.label else reach.value


def _name(held: dict[Kind, list[Reach]]) -> str:
    """What somebody is called: in full, in parts, as they are filed, by themselves, or their company."""

    def one(kind: Kind) -> str:
        return next((reach.value for reach in held.get(kind, ())), "")

    parts = full_name(one(Kind.FAMILY), one(Kind.GIVEN), one(Kind.MIDDLE))
    return one(Kind.NAME) or parts or one(Kind.FILED) or one(Kind.NICK) or one(Kind.COMPANY)
