"""The columns of a table of people: what they are called, and what the reader takes each of them for."""

import csv
import io
from collections.abc import Sequence

from detox.domain.record import Record
from detox.errors import BadLog
from detox.exchange.contact_cards import ContactCard
from detox.exchange.contact_columns import Columns
from detox.exchange.contact_tables import looks_like_table, table_cards
from detox.exchange.foreign.foreign_csv import table_of

DELIMITERS = ",;\t"
LONGEST_SAMPLE = 24


class Table(Record, frozen=True, kw_only=True):
    """A table before anybody said what its columns mean."""

    heads: tuple[str, ...]
    """The columns that can be named: those that have a name, each name once."""
    found: dict[str, tuple[str, ...]]
    """For `name`, `phone` and `email` the columns that the reader takes by itself; may be empty."""
    samples: dict[str, str]
    """What stands in the first row."""

    @property
    def clear(self) -> bool:
        """Whether every column is the only one of a kind, so that there is nothing to ask."""
        taken = [columns[0] for columns in self.found.values() if len(columns) == 1]
        return bool(self.found["name"]) and sorted(taken) == sorted(self.heads)

    def without(self, taken: Sequence[str]) -> "Table":
        """The table with the columns that are still to be given a meaning."""
        found = {
            kind: tuple(name for name in names if name not in taken) for kind, names in self.found.items()
        }
        return self.replace(heads=tuple(name for name in self.heads if name not in taken), found=found)


def table_in(text: str) -> Table | None:
    """The table that a text is; `None` where it is vCards or names.

    Raises:
        BadLog: a row has more cells than there are columns, or a quote is never closed.
    """
    text = text.lstrip("\ufeff \r\n")
    if text[:11].upper() == "BEGIN:VCARD" or "\nBEGIN:VCARD" in text.upper() or not looks_like_table(text):
        return None
    first_line = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first_line.count)
    rows = table_of(text, delimiter=delimiter)
    head = [cell.strip() for cell in next(rows)[1]]
    heads = tuple(dict.fromkeys(cell for cell in head if cell))
    if not heads:
        return None
    table_cards(text, Columns(name=heads[0]))  # whether the rows are sound does not hang on the columns
    sample = dict(zip(reversed(head), reversed(_padded(next(rows, ("", []))[1], len(head))), strict=True))
    shown = {name: _short(cell) for name, cell in sample.items() if cell}
    return Table(heads=heads, found=_taken(head, delimiter), samples=shown)


def _taken(head: Sequence[str], delimiter: str) -> dict[str, tuple[str, ...]]:
    """What the reader takes each column for: it is given a row whose cells are the columns' numbers."""
    made = io.StringIO()
    csv.writer(made, delimiter=delimiter).writerows([head, [f"{n} " for n in range(len(head))]])
    try:
        (card,), _aside = table_cards(made.getvalue(), Columns())
    except BadLog:  # no column is a name's: say which one is, and see what else is known
        (card,), _aside = table_cards(made.getvalue(), Columns(name=next(cell for cell in head if cell)))
        card = ContactCard(place="", phones=card.phones, emails=card.emails)
    cells = {"name": card.name.split(), "phone": card.phones, "email": card.emails}
    return {
        kind: tuple(head[int(number)] for number in numbers if number.strip().isdigit())
        for kind, numbers in cells.items()
    }


def _padded(row: Sequence[str], cells: int) -> list[str]:
    return [*row[:cells], *[""] * (cells - len(row))]


def _short(cell: str) -> str:
    text = " ".join(cell.split())
    return text if len(text) <= LONGEST_SAMPLE else text[: LONGEST_SAMPLE - 1] + "~"
