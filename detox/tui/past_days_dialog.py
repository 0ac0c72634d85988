"""Several past days at once: a grid of days and tasks, one key a cell, kept as one deed."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import Resize
from textual.geometry import Region
from textual.widgets import Static

from detox.diary import Diary
from detox.domain.entries import WEEKDAYS, Entry, Outcome, Task
from detox.messages import SHORT_WEEKDAYS, short_day
from detox.tui.canvas import Canvas
from detox.tui.dialog import Dialog, Keys
from detox.tui.diary_screen import DiaryScreen
from detox.tui.names import OUTCOMES, Names
from detox.tui.prose import Prose
from detox.tui.styled_lines import Line
from detox.words import N_, _, ngettext

CELL, LONGEST_NAME, SHORTEST_NAME = 5, 36, 12
BROAD = 66
AROUND = 13
"""Rows of the dialog that are no tasks."""
Place = tuple[date, str]


class PastDaysDialog(Dialog[bool]):
    """Days across, tasks down; what is alike is shown pale and is nobody's answer until its own key."""

    BROAD = True
    KEYS: ClassVar[Keys] = (
        ("d w p a x n", N_("how")),
        ("t", N_("as last week")),
        ("enter", N_("keep all")),
        ("esc", N_("leave")),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *[
            Binding(key, f"fill('{what}')", word, show=False, id=f"past.{what}")
            for key, what, word in OUTCOMES
        ],
        Binding("t", "alike", N_("as last week"), show=False, id="past.alike"),
        Binding("space", "take", N_("as it is shown"), show=False, id="past.take"),
        Binding("backspace,delete", "clear", N_("nothing said"), show=False, id="past.clear"),
        Binding("up,k", "move(0, -1)", N_("up"), show=False, id="past.up"),
        Binding("down,j", "move(0, 1)", N_("down"), show=False, id="past.down"),
        Binding("left,h", "move(-1, 0)", N_("the day before"), show=False, id="past.left"),
        Binding("right,l", "move(1, 0)", N_("the next day"), show=False, id="past.right"),
        Binding("enter", "keep", N_("keep all"), show=False, id="past.keep"),
    ]

    def __init__(self, diary: Diary, names: Names, days: Sequence[date]) -> None:
        n = len(days)
        super().__init__(ngettext("{n} day without a line", "{n} days without a line", n).format(n=n))
        self.diary, self.names, self.days = diary, names, tuple(days)
        self.tasks: list[Task] = diary.past_days.tasks(days)
        self.usual = {(day, task.id) for day in days for task in diary.basket.usual(day)}
        self.said: dict[Place, Outcome] = {}
        self.pale: dict[Place, Entry] = {}
        """What the days alike were like; shown, and never written by itself."""
        self.across = self.down = 0

    def body(self) -> ComposeResult:
        """What to do, and the grid."""
        yield Prose("", classes="hint choosing", id="which", markup=False)
        with VerticalScroll(classes="choices", can_focus=False):
            yield Canvas(id="choices", ground="raised")

    def on_mount(self) -> None:
        """Show it."""
        super().on_mount()
        self.call_after_refresh(self.show_grid)

    @property
    def here(self) -> Place:
        """The cell under the cursor."""
        return self.days[self.across], self.tasks[self.down].id

    def show_grid(self) -> None:
        """Draw the days above and a row a task."""
        canvas = self.query_one("#choices", Canvas)
        width = canvas.size.width or BROAD
        longest = max((cell_len(self.names.task(task.id)) for task in self.tasks), default=0)
        room = max(SHORTEST_NAME, min(LONGEST_NAME, longest, width - 3 - CELL * len(self.days)))
        rows = [self._row(n, task, room) for n, task in enumerate(self.tasks)]
        canvas.show([*self._heads(room), *rows])
        canvas.parent.scroll_to_region(Region(0, self.down, 1, 3), animate=False)  # type: ignore[union-attr]
        self.query_one("#which", Static).update(self._which())

    def _which(self) -> str:
        day, task = self.here
        pale = self.pale.get(self.here)
        if pale is not None and self.here not in self.said:
            said = _("{day}: {task} as on {then}; space takes it, any other key says otherwise.")
            return said.format(day=short_day(day), task=self.names.task(task), then=short_day(pale.day))
        return _("One key a cell; what you leave blank stays unknown. One undo takes all of it back.")

    def _heads(self, room: int) -> list[Line]:
        names, numbers = Line(), Line()
        for n, day in enumerate(self.days):
            role = "bright bold" if n == self.across else "muted"
            at = room + 3 + CELL * n
            names.put(at, _(SHORT_WEEKDAYS[WEEKDAYS[day.weekday()]])[:3], role)
            numbers.put(at, str(day.day), role)
        return [names, numbers]

    def _row(self, n: int, task: Task, room: int) -> Line:
        glyphs, here = self.host.glyphs, n == self.down
        line = Line(key=("row", n))
        line.put(0, glyphs.focus, "accent") if here else None
        line.put(2, self.names.task(task.id), "bright bold" if here else "text", room=room)
        for column, day in enumerate(self.days):
            at, place = room + 3 + CELL * column, (day, task.id)
            cursor = here and column == self.across
            outcome, pale = self.said.get(place), self.pale.get(place)
            sign = glyphs.outcomes[outcome] if outcome else glyphs.outcomes[pale.outcome] if pale else ""
            role = str(outcome) if outcome else "muted"
            if not sign:
                sign = glyphs.track if place in self.usual else " "
                role = "line"
            action = f"screen.go({column}, {n})"
            text = f"[{sign}]" if cursor else f" {sign} "
            line.put(at, text, "accent bold" if cursor and not outcome else role, action=action)
        return line

    def action_fill(self, outcome: str) -> None:
        """It went like that; on to the next task, behind the last one to the next day."""
        self.said[self.here] = Outcome(outcome)
        self._on()

    def action_take(self) -> None:
        """It went as it is shown."""
        pale = self.pale.get(self.here)
        if pale is not None:
            self.said[self.here] = pale.outcome
        self._on()

    def action_clear(self) -> None:
        """Nothing is said of this cell."""
        self.said.pop(self.here, None)
        self.show_grid()

    def action_alike(self) -> None:
        """Show, pale, what the last same weekday was like; again: show it no more."""
        day = self.days[self.across]
        if any(place[0] == day for place in self.pale):
            self.pale = {place: entry for place, entry in self.pale.items() if place[0] != day}
        else:
            ids = {task.id for task in self.tasks}
            alike = self.diary.past_days.alike(day)
            self.pale |= {(day, task): entry for task, entry in alike.items() if task in ids}
        self.show_grid()

    def action_move(self, across: int, down: int) -> None:
        """Another cell."""
        self.across = max(0, min(len(self.days) - 1, self.across + across))
        self.down = max(0, min(len(self.tasks) - 1, self.down + down))
        self.show_grid()

    def action_go(self, across: int, down: int) -> None:
        """A click: this very cell."""
        self.across, self.down = across, down
        self.show_grid()

    def _on(self) -> None:
        """To the next cell that usually comes up and has no answer yet, day by day; else one down."""
        order = [(column, row) for column in range(len(self.days)) for row in range(len(self.tasks))]
        behind = order[order.index((self.across, self.down)) + 1 :]
        places = [(at, (self.days[at[0]], self.tasks[at[1]].id)) for at in behind]
        found = [at for at, place in places if place in self.usual and place not in self.said]
        self.across, self.down = found[0] if found else behind[0] if behind else (self.across, self.down)
        self.show_grid()

    def answer(self) -> bool | None:
        """Whether anything was keyed."""
        return True if self.said else None

    def keep_unfinished(self) -> None:
        """The program has to stop: what was keyed is kept; each was a key of its own."""
        self.diary.past_days.fill(self.said)

    def on_resize(self, event: Resize) -> None:
        """Draw again at the new width, with as many rows as there is room for."""
        self.query_one(".choices").styles.max_height = max(3, event.size.height - AROUND)
        self.call_after_refresh(self.show_grid)


def fill_days(screen: DiaryScreen) -> None:
    """Open the grid for the days of the last week without a line, or say that there is none."""
    days = screen.diary.past_days.gap()
    if not days or not screen.diary.past_days.tasks(days):
        screen.host.say(_("Every day of the last week has a line. [ goes to a single day."))
        return
    dialog = PastDaysDialog(screen.diary, screen.names, days)

    def write(_answer: bool) -> None:  # noqa: FBT001 - a dialog's answer
        screen.diary.past_days.fill(dialog.said)

    def kept(answer: bool | None) -> None:  # noqa: FBT001 - a dialog's answer
        screen.refresh_diary()
        if answer:
            n = len(dialog.said)
            said = ngettext("{n} entry written", "{n} entries written", n).format(n=n)
            screen.app.call_later(screen.host.say, _("{what}.  u undo").format(what=said))

    dialog.submit = write
    screen.app.push_screen(dialog, kept)
