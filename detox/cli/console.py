"""Tables of text, counted in cells so that Chinese stands in line."""

from collections.abc import Sequence

from detox.shown import shown

ID_SHOWN = 13
"""So much of an id tells entries apart; it is enough for `edit` and `delete`."""


def table(rows: Sequence[Sequence[str]], *, right: Sequence[int] = (), indent: str = "") -> str:
    """Rows of text as lines with two spaces between columns; the columns in `right` end in line."""
    from rich.cells import cell_len  # noqa: PLC0415 - rich is only for those who print a table

    cleaned = [[shown(cell) for cell in row] for row in rows]
    columns = max((len(row) for row in cleaned), default=0)
    widths = [max((cell_len(row[n]) for row in cleaned if n < len(row)), default=0) for n in range(columns)]

    def padded(n: int, cell: str) -> str:
        space = " " * (widths[n] - cell_len(cell))
        return space + cell if n in right else cell + space

    lines = ("  ".join(padded(n, cell) for n, cell in enumerate(row)) for row in cleaned)
    return "\n".join((indent + line).rstrip() for line in lines)
