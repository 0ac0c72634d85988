"""What every drawing of rows needs: what things are called, the marks, the room, the day."""

from collections.abc import Hashable
from datetime import date

from msgspec import Struct

from detox.tui.glyphs import Glyphs
from detox.tui.names import Names
from detox.tui.styled_lines import Line


class RenderContext(Struct, frozen=True, kw_only=True):
    """Handed to the drawings; they ask nobody else."""

    names: Names
    glyphs: Glyphs
    width: int
    """Cells of the canvas."""
    today: date

    def row(self, key: Hashable, *, here: bool) -> Line:
        """A row that can be chosen; raised and marked where the cursor is."""
        line = Line(raised=here, key=key)
        return line.put(0, self.glyphs.focus, "accent") if here else line
