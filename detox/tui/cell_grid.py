"""A grid of cells: what is drawn sign by sign, later signs over earlier ones, before it becomes lines."""

from rich.cells import cell_len

from detox.tui.styled_lines import Line, Piece

Cell = tuple[str, str]
"""A sign of one cell, and its role."""


class CellGrid:
    """Rows of cells, the first one on top; what lies outside its rows or left of it is not drawn."""

    def __init__(self, rows: int) -> None:
        self._rows: list[dict[int, Cell]] = [{} for _row in range(rows)]

    def put(self, row: int, column: int, text: str, role: str) -> None:
        """Signs of one cell each from a column on, over what stood there."""
        if 0 <= row < len(self._rows):
            for n, sign in enumerate(text):
                if column + n >= 0:
                    self._rows[row][column + n] = (sign, role)

    def put_wide(self, row: int, column: int, text: str, role: str) -> None:
        """A word, whose signs may be two cells wide, over what stood there."""
        for sign in text:
            self.put(row, column, sign, role)
            if cell_len(sign) > 1:
                self._rows[row][column + 1] = ("", role)
            column += cell_len(sign)

    def at(self, row: int, column: int) -> Cell | None:
        """What stands there; `None` where nothing was drawn."""
        return self._rows[row].get(column) if 0 <= row < len(self._rows) else None

    def free(self, row: int, column: int, cells: int) -> bool:
        """Whether a row is there and nothing stands in so many of its cells."""
        return 0 <= row < len(self._rows) and not any(
            n in self._rows[row] for n in range(column, column + cells)
        )

    def lines(self) -> list[Line]:
        """The rows as lines; neighbours of one role become one piece."""
        return [_line(cells) for cells in self._rows]


def _line(cells: dict[int, Cell]) -> Line:
    pieces: list[Piece] = []
    for column in sorted(cells):
        sign, role = cells[column]
        if not sign:  # the right half of a wide one
            continue
        last = pieces[-1] if pieces else None
        if last is not None and last.role == role and last.column + cell_len(last.text) == column:
            pieces[-1] = Piece(last.column, last.text + sign, role)
        else:
            pieces.append(Piece(column, sign, role))
    width = pieces[-1].column + cell_len(pieces[-1].text) if pieces else 0
    return Line(pieces=pieces, width=width)
