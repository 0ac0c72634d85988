"""Today's tasks by part of life: their order, a heading each, and which of them are folded away."""

from collections.abc import Callable, Collection, Sequence

from msgspec import Struct

from detox import catalogue
from detox.diary import Diary
from detox.diary.basket import OWN_CATEGORY
from detox.tui.styled_lines import Line
from detox.tui.today_rows import DayRow, answered_count
from detox.words import _


class RowGroup(Struct, frozen=True, kw_only=True):
    """One part of life on a day."""

    category: str
    at: int
    """The row that it stands before, among those that are shown."""
    rows: int
    answered: int
    folded: bool

    def line(self, width: int) -> Line:
        """Its heading: a click folds it away, or unfolds it."""
        action = f"screen.fold('{self.category}')"
        line = Line().put(2, catalogue.category_name(self.category), "muted", action=action)
        count = _("{answered} of {rows}").format(answered=self.answered, rows=self.rows)
        line.then(count, "muted", gap=2, action=action)
        if self.folded:
            line.then("...", "muted", gap=1, action=action)
        return line if line.width <= width else Line()


def category_of(diary: Diary) -> Callable[[DayRow], str]:
    """In which part of life a row's task stands; what is new stands among one's own."""
    held = {task.id: task.category for task in diary.basket.tasks(archived=True)}
    return lambda row: held.get(row.task, OWN_CATEGORY) if not row.new else OWN_CATEGORY


def grouped_rows(
    rows: Sequence[DayRow], category: Callable[[DayRow], str], folded: Collection[str]
) -> tuple[list[DayRow], list[RowGroup]]:
    """The rows by part of life, in the order in which each part comes up first; without those folded away."""
    parts: dict[str, list[DayRow]] = {}
    for row in rows:
        parts.setdefault(category(row), []).append(row)
    shown: list[DayRow] = []
    groups = []
    for name, members in parts.items():
        away = name in folded
        groups.append(
            RowGroup(
                category=name,
                at=len(shown),
                rows=len(members),
                answered=answered_count(members),
                folded=away,
            )
        )
        shown += [] if away else members
    return shown, groups
