"""The matrix of the ties: tasks by channels, each cell the tries that worked and the usual minutes."""

from collections.abc import Sequence

from msgspec import Struct
from rich.cells import cell_len

from detox.tui.glyphs import Glyphs
from detox.tui.styled_lines import Line, wrapped

OFTEN_ENOUGH = 0.75
"""From three in four on a way is bold."""
LEAST_COLUMN, LONGEST_HEAD = 8, 12
"""Cells of a channel's column at least; a longer head stands in several rows."""
FIRST = 2
"""The column at which names begin."""


class MatrixCell(Struct, frozen=True, kw_only=True):
    """One cell of the matrix."""

    worked: int
    tried: int
    minutes: str
    """The usual extra minutes as said; empty where none are known."""

    @property
    def count(self) -> str:
        """So many of so many."""
        return f"{self.worked}/{self.tried}"


class Matrix(Struct, frozen=True, kw_only=True):
    """What the matrix shows."""

    names: Sequence[str]
    heads: Sequence[str]
    cells: Sequence[Sequence[MatrixCell | None]]
    """A row a name, a cell a head."""
    name_cells: int
    """Cells of the longest name that is shown."""
    width: int

    @property
    def counted(self) -> int:
        """Cells of the longest count."""
        return max((len(cell.count) for row in self.cells for cell in row if cell), default=3)

    @property
    def column(self) -> int:
        """Cells of a channel's column, the gap before it among them."""
        minutes = max((cell_len(cell.minutes) for row in self.cells for cell in row if cell), default=0)
        heads = max((cell_len(row) for head in self.heads for row in wrapped(head, LONGEST_HEAD)), default=0)
        return max(LEAST_COLUMN, heads + 1, 1 + self.counted + (minutes + 1 if minutes else 0))

    @property
    def head_rows(self) -> int:
        """Rows of the longest head."""
        return max((len(wrapped(head, LONGEST_HEAD)) for head in self.heads[: self.fitting]), default=1)

    @property
    def fitting(self) -> int:
        """How many channels there is room for."""
        return max(1, min(len(self.heads), (self.width - FIRST - self.name_cells - 1) // self.column))


def matrix_lines(shown: Matrix, focus: tuple[int, int] | None, glyphs: Glyphs) -> list[Line]:
    """The channels from the first on, or so far to the right that the focused one is among them.

    Args:
        shown: the matrix.
        focus: the row and the channel under the cursor; `None` while it is elsewhere.
        glyphs: the marks.
    """
    across = focus[1] if focus else 0
    first = max(0, min(across - shown.fitting + 1, len(shown.heads) - shown.fitting))
    channels = range(first, first + min(shown.fitting, len(shown.heads)))
    lines = [*_heads(shown, channels), Line().put(FIRST, glyphs.rule * (shown.width - FIRST - 1), "line")]
    for row, name in enumerate(shown.names):
        chosen = focus is not None and focus[0] == row
        line = Line(raised=chosen, key=("matrix", row))
        if chosen:
            line.put(0, glyphs.focus, "accent")
        line.put(FIRST, name, "bright bold" if chosen else "text", room=shown.name_cells)
        for n, channel in enumerate(channels):
            start = FIRST + shown.name_cells + 1 + n * shown.column
            _put_cell(
                line, shown, shown.cells[row][channel], start, here=focus == (row, channel), glyphs=glyphs
            )
        lines.append(line)
    return lines


def _heads(shown: Matrix, channels: range) -> list[Line]:
    said = [wrapped(shown.heads[channel], LONGEST_HEAD) for channel in channels]
    rows = max((len(head) for head in said), default=1)
    lines = [Line() for _row in range(rows)]
    for n, head in enumerate(said):
        end = FIRST + shown.name_cells + 1 + (n + 1) * shown.column
        for line, text in zip(lines[rows - len(head) :], head, strict=True):
            line.right(end, (text, "muted"), gap=1)
    return lines


def _put_cell(
    line: Line, shown: Matrix, cell: MatrixCell | None, start: int, *, here: bool, glyphs: Glyphs
) -> None:
    end = start + 1 + shown.counted
    if cell is None:
        line.right(end - shown.counted // 2, (glyphs.nothing, "accent" if here else "line"), gap=0)
        return
    role = "bright bold" if cell.worked >= OFTEN_ENOUGH * cell.tried else "text"
    line.right(end, (cell.count, "accent bold" if here else role), gap=0)
    if cell.minutes:
        line.then(cell.minutes, "muted", gap=1)
