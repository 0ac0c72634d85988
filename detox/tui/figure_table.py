"""A table of figures on a screen: names first, then as many columns as leave the names whole."""

from collections.abc import Sequence

from msgspec import Struct
from rich.cells import cell_len

from detox.tui.styled_lines import Line

GAP, MOST_SPARE = 2, 4
"""Cells between two columns, and beside these at most where there is room."""
LEAST_NAME = 24
"""Names keep so many cells, or their own, before columns are left out for them."""


class TableColumn(Struct, frozen=True, kw_only=True):
    """One column: its head, and a text a row; an empty text is an empty cell."""

    head: str
    texts: Sequence[str]
    role: str = "text"
    head_role: str = "muted"
    to_left: bool = False
    """Whether its texts begin below each other; those of figures end below each other."""
    needed: int = 0
    """Where not all have room, those needed least go first; of equal ones the last."""

    @property
    def cells(self) -> int:
        """Its longest text, the head included."""
        return max(map(cell_len, (self.head, *self.texts)))


def figure_table(names: TableColumn, columns: Sequence[TableColumn], width: int, rule: str) -> list[Line]:
    """The head, a line of `rule` where one is given, and the rows, in at most `width` cells.

    Names are cut only where there is no room for them beside the columns that stay; one always stays.
    """
    least = min(max(map(cell_len, names.texts), default=0), LEAST_NAME)
    kept = list(columns)
    while len(kept) > 1 and width - _cells(kept) < least:
        kept.remove(min(reversed(kept), key=lambda column: column.needed))
    room = max(1, width - _cells(kept))
    first = min(names.cells, room)
    spare = min(MOST_SPARE, (room - first) // max(1, len(kept)))
    lines = [_row(-1, names, kept, first, spare)]
    lines += [Line().put(0, rule * width, "line")] if rule else []
    return lines + [_row(n, names, kept, first, spare) for n in range(len(names.texts))]


def _cells(columns: Sequence[TableColumn]) -> int:
    return sum(GAP + column.cells for column in columns)


def _row(n: int, names: TableColumn, columns: Sequence[TableColumn], first: int, spare: int) -> Line:
    """A row of the table; below 0 the heads."""
    line = Line().put(0, _text(names, n), _role(names, n), room=first)
    start = first
    for column in columns:
        start += GAP + spare
        text = _text(column, n)
        at = start if column.to_left else start + column.cells - cell_len(text)
        line.put(at, text, _role(column, n))
        start += column.cells
    return line


def _text(column: TableColumn, n: int) -> str:
    return column.head if n < 0 else column.texts[n]


def _role(column: TableColumn, n: int) -> str:
    return column.head_role if n < 0 else column.role
