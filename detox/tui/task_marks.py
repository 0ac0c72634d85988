"""The small marks of a task: how much it matters, and when it usually comes up."""

from rich.cells import cell_len

from detox.catalogue import labels
from detox.domain.entries import IMPORTANCES, WEEKDAYS, Task
from detox.messages import WEEKDAYS as WEEKDAY_NAMES
from detox.tui.glyphs import Glyphs
from detox.tui.styled_lines import Line
from detox.words import _


def weight_marks(line: Line, column: int, importance: int, glyphs: Glyphs, role: str = "text") -> Line:
    """How much a task matters, 1 to 3, as three marks from `column` on."""
    line.put(column, glyphs.weight * importance, role)
    return line.then(glyphs.light * (max(IMPORTANCES) - importance), "line")


def rhythm_marks(line: Line, column: int, task: Task, glyphs: Glyphs, role: str = "text") -> Line:
    """When a task comes up: a letter a weekday, a mark where it does not; else how often in a word."""
    if not task.days:
        word = _(labels.RHYTHMS[task.rhythm]) if task.rhythm else _("now and then")
        return line.put(column, word, "muted")
    named = task.days.split()
    at = column
    for day, letter in zip(WEEKDAYS, weekday_letters(), strict=True):
        comes = day in named
        _put_tight(line, at, letter if comes else glyphs.nothing, role if comes else "line")
        at += cell_len(letter)
    return line


def _put_tight(line: Line, column: int, text: str, role: str) -> None:
    line.then(text, role, gap=column - line.width) if line.pieces else line.put(column, text, role)


def weekday_letters() -> list[str]:
    """The weekdays, a sign each: M T W T F S S."""
    names = [_(name) for name in WEEKDAY_NAMES]
    return [name[0] if name.isascii() else name[-1] for name in names]


def rhythm_cells() -> int:
    """The cells of all weekdays."""
    return sum(cell_len(letter) for letter in weekday_letters())
