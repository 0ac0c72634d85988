"""Lines of cells: text put at a column, cut by width, styled by role; the screens are made of these."""

from collections.abc import Hashable, Sequence

from msgspec import Struct
from rich.cells import cell_len, chop_cells, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from detox.messages.line_breaks import words
from detox.shown import shown
from detox.tui.theme import ON, fill, style
from detox.words import language, names_in

CUT = "~"
COLUMN_GAP = 1
"""Cells between a text and the one that it pushes to the right."""
FOLD = 2
"""Cells by which the rest of a line that was folded is further in."""
LEAST_COLUMN = 6
"""A text in fewer cells says nothing."""
CHOSEN = "chosen"
"""The ground of a focused row on raised ground."""


def cut(text: str, cells: int) -> str:
    """`text` in at most `cells` cells; what is cut ends in `~`, and no wide sign is cut through."""
    if cell_len(text) <= cells:
        return text
    if cells <= 0:
        return ""
    kept = text
    while kept and cell_len(kept) > cells - 1:
        kept = kept[:-1]
    return kept + CUT


def wrapped(text: str, cells: int) -> list[str]:
    """`text` in lines of at most `cells` cells, broken between words, between any two wide signs."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in words(paragraph):
            if cell_len(line + word.rstrip()) > cells and line:
                lines.append(line.rstrip())
                line = ""
            if cell_len(word.rstrip()) > cells:  # longer than a line; the one before it is closed by now
                *whole, rest = chop_cells(word, max(1, cells))
                lines += whole
                line = rest
                continue
            line += word
        lines.append(line.rstrip())
    return lines


class Piece(Struct, frozen=True):
    """Some cells of a line."""

    column: int
    text: str
    role: str
    action: str = ""
    """What a click on it does, as Textual writes actions."""


class Line(Struct):
    """One row of a drawing; it grows to the right."""

    pieces: list[Piece] = []
    width: int = 0
    raised: bool = False
    """Whether it lies on the raised ground: the focused row."""
    raised_from: int = 0
    """The column from which on it does."""
    key: Hashable = None
    """What a click on the row chooses; `None` is nothing."""

    def put(
        self, column: int, text: str, role: str = "text", *, room: int | None = None, action: str = ""
    ) -> "Line":
        """Put text at a column, cut to `room` cells; a cell after what stands there already at least."""
        if not text:
            return self
        text = shown(text)  # names do it themselves; nothing harmful passes here whatever was forgotten
        column = max(column, self.width + 1 if self.pieces and column <= self.width else column)
        text = text if room is None else cut(text, room)
        self.pieces.append(Piece(column, text, role, action))
        self.width = column + cell_len(text)
        return self

    def then(self, text: str, role: str = "text", *, gap: int = 0, action: str = "") -> "Line":
        """Put text right behind what stands there, `gap` cells away."""
        if not text:
            return self
        text = shown(text)
        self.pieces.append(Piece(self.width + gap, text, role, action))
        self.width += gap + cell_len(text)
        return self

    def columns(self, parts: Sequence[tuple[int, str, str]], end: int) -> "Line":
        """Put texts at their columns, as (column, text, role), all before `end`.

        A long one pushes the next to the right, and where that ends too late they move left again as far as
        they can; only what does not fit at all is cut, from the last one on, each down to a few cells.
        """
        if self._fit(parts, end):
            return self
        texts = [shown(text) for _column, text, _role in parts]
        first = parts[0][0] if parts else 0
        over = first + sum(cell_len(text) + COLUMN_GAP for text in texts if text) - COLUMN_GAP - end
        for n in range(len(parts) - 1, -1, -1):
            cells = cell_len(texts[n])
            if over > 0 and cells > LEAST_COLUMN:
                texts[n] = cut(texts[n], max(LEAST_COLUMN, cells - over))
                over -= cells - cell_len(texts[n])
        starts = _starts([column for column, _text, _role in parts], texts, end)
        for start, text, (_column, _text, role) in zip(starts, texts, parts, strict=True):
            self.put(start, text, role)
        return self

    def _fit(self, parts: Sequence[tuple[int, str, str]], end: int) -> bool:
        """Put them where they belong, if each ends before the next: a month has hundreds of such rows."""
        pieces, at = [], self.width
        for column, text, role in parts:
            if not text:
                continue
            if column < at:
                return False
            clean = shown(text)
            pieces.append(Piece(column, clean, role))
            at = column + cell_len(clean) + COLUMN_GAP
        if pieces and at - COLUMN_GAP <= end:
            self.pieces += pieces
            self.width = at - COLUMN_GAP
            return True
        return not pieces

    def right(self, end: int, *parts: tuple[str, str], gap: int = 2) -> "Line":
        """Put text so that it ends before column `end`; left out where it does not fit."""
        parts = tuple((shown(text), role) for text, role in parts)
        start = end - sum(cell_len(text) for text, _role in parts)
        if start < (self.width + gap if self.pieces else 0):
            return self
        for text, role in parts:
            self.pieces.append(Piece(start, text, role))
            start += cell_len(text)
        self.width = end
        return self

    def join(self, other: "Line", column: int) -> "Line":
        """The pieces of another line from `column` on."""
        for piece in other.pieces:
            self.pieces.append(Piece(piece.column + column, piece.text, piece.role, piece.action))
            self.width = max(self.width, piece.column + column + cell_len(piece.text))
        return self

    def text(self) -> str:
        """The row as plain text."""
        plain = ""
        for piece in self.pieces:
            plain += " " * (piece.column - cell_len(plain)) + piece.text
        return plain


def beside(left: Sequence[Line], right: Sequence[Line], column: int) -> list[Line]:
    """Two drawings next to each other, the right one from `column` on."""
    rows = []
    for n in range(max(len(left), len(right))):
        line = left[n] if n < len(left) else Line()
        rows.append(line.join(right[n], column) if n < len(right) else line)
    return rows


def legend(line: Line, meanings: Sequence[tuple[str, str]], cells: int, *, gap: int = 2) -> list[Line]:
    """Signs and what they mean, behind what stands in a line; what would end too late begins the next row."""
    rows = [line]
    for sign, word in meanings:
        if rows[-1].pieces and rows[-1].width + gap + cell_len(sign) + 1 + cell_len(word) > cells:
            rows.append(Line())
        rows[-1].then(sign, "text", gap=gap if rows[-1].pieces else 0).then(word, "muted", gap=1)
    return rows


def folded(lines: Sequence[Line], cells: int) -> list[Line]:
    """The lines in at most `cells` cells: what ends later goes on in rows of its own, further in."""
    return [row for line in lines for row in ([line] if line.width <= cells else _folded(line, cells))]


def _folded(line: Line, cells: int) -> list[Line]:
    rows = [Line(raised=line.raised, key=line.key)]
    first = min(line.pieces[0].column if line.pieces else 0, cells // 2)
    shift = 0
    for piece in line.pieces:
        row, column = rows[-1], piece.column - shift
        if column + cell_len(piece.text) > cells:
            together = row.pieces[-1] if row.pieces and _is_key_of(row.pieces[-1], piece) else None
            if together is not None and len(row.pieces) > 1:  # a key stays before its word
                row.pieces.pop()
                rows.append(Line(raised=line.raised, key=line.key, pieces=[_moved(together, first + FOLD)]))
                column = first + FOLD + piece.column - shift - together.column
            elif row.pieces and together is None:
                rows.append(Line(raised=line.raised, key=line.key))
                column = first + FOLD
            column = min(column, max(first, cells - cell_len(piece.text)))
            shift = piece.column - column
        _put_wrapped(rows, piece, column, cells)
    return rows


def _is_key_of(key: Piece, word: Piece) -> bool:
    return bool(word.action) and key.action == word.action


def _moved(piece: Piece, column: int) -> Piece:
    return Piece(column, piece.text, piece.role, piece.action)


def _put_wrapped(rows: list[Line], piece: Piece, column: int, cells: int) -> None:
    for n, text in enumerate(wrapped(piece.text, max(FOLD, cells - column))):
        if n:
            rows.append(Line(raised=rows[-1].raised, key=rows[-1].key))
        rows[-1].pieces.append(Piece(column, text, piece.role, piece.action))
        rows[-1].width = column + cell_len(text)


def _starts(columns: Sequence[int], texts: Sequence[str], end: int) -> list[int]:
    """Where texts begin that push each other to the right, and back to the left from `end`."""
    starts, at = [], 0
    for column, text in zip(columns, texts, strict=True):
        start = max(column, at)
        starts.append(start)
        at = start + cell_len(text) + COLUMN_GAP if text else at
    limit = end
    for n in range(len(starts) - 1, -1, -1):
        if texts[n]:
            starts[n] = max(columns[0], min(starts[n], limit - cell_len(texts[n])))
            limit = starts[n] - COLUMN_GAP
    return starts


class LineRenderer(Struct, frozen=True):
    """How a drawing becomes cells: which theme, on which ground, and whether a dialog lies above it."""

    theme: str
    ground: str = "ground"
    behind: bool = False

    def style(self, role: str, *, raised: bool = False) -> Style:
        """The style of a role."""
        words = role.split()
        if self.behind:
            low = any(word == "line" or word.startswith(ON) for word in words)
            words = ["line" if low else "muted", *(word for word in words if word == "italic")]
        if not names_in(language()).slanted:
            words = [word for word in words if word != "italic"]  # Chinese is never slanted
        above = CHOSEN if self.ground == "raised" else "raised"
        return style(" ".join(words), self.theme, above if raised else self.ground)

    def strip(self, line: Line, width: int) -> Strip:
        """A line as exactly `width` cells."""
        raised = line.raised and not self.behind
        above = CHOSEN if self.ground == "raised" else "raised"
        empty = fill(self.theme, above if raised else self.ground)
        flat = min(width, line.raised_from) if raised else 0
        segments = [Segment(" " * flat, fill(self.theme, self.ground))] if flat else []
        at = flat
        for piece in line.pieces:
            if piece.column >= width:
                break
            if piece.column < flat:  # before the raised part: only ever the first piece
                text = cut(piece.text, flat - piece.column)
                segments = _put_flat(text, piece.column, flat, self.style(piece.role), segments[0].style)
                continue
            if piece.column > at:
                segments.append(Segment(" " * (piece.column - at), empty))
            text = piece.text
            if piece.column + cell_len(text) > width:
                text = set_cell_size(text, width - piece.column)
            painted = self.style(piece.role, raised=raised)
            if piece.action and not self.behind:
                painted += Style(meta={"@click": piece.action})
            segments.append(Segment(text, painted))
            at = piece.column + cell_len(text)
        return Strip(segments).adjust_cell_length(width, empty)


def _put_flat(text: str, column: int, cells: int, painted: Style, empty: Style | None) -> list[Segment]:
    """So many cells with a text in them at a column."""
    rest = cells - column - cell_len(text)
    return [Segment(" " * column, empty), Segment(text, painted), Segment(" " * rest, empty)]
