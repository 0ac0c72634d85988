"""The weekly sweep: which of the tasks that were not mentioned came up; then the week in three lines."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import Resize
from textual.geometry import Region
from textual.widgets import Static

from detox.diary import Diary
from detox.diary.basket import TaskUse
from detox.diary.sweeps import Sweep
from detox.domain.entries import NEEDED, Outcome, Task
from detox.messages import short_day
from detox.messages.sweep_messages import came_up_text
from detox.tui.canvas import Canvas
from detox.tui.dialog import Dialog, Keys
from detox.tui.diary_screen import DiaryScreen
from detox.tui.names import OUTCOMES, Names
from detox.tui.prose import Prose
from detox.tui.reflection_dialogs import ask_review
from detox.tui.styled_lines import Line
from detox.tui.task_marks import rhythm_cells, rhythm_marks
from detox.words import N_, _

OUTCOME_AT, RHYTHM, LAST = 33, 12, 11
"""Where the outcome stands; the cells of the rhythm at least, and of the last day with a gap."""
BROAD = 66
"""Narrower, the rhythm and the last day are left out."""
PAGE = 8
"""Rows of a page."""
WORDS = {what: word for _key, what, word in OUTCOMES}
CAME_UP = [(key, what, word) for key, what, word in OUTCOMES if what in NEEDED]


class SweepDialog(Dialog[bool]):
    """One row a task; a key where it came up, Enter: none of the others did, Esc: nothing is said of them."""

    BROAD = True
    KEYS: ClassVar[Keys] = (("d w p a x", N_("came up")), ("enter", N_("no more did")), ("esc", N_("later")))
    BINDINGS: ClassVar[list[BindingType]] = [
        *[
            Binding(key, f"came('{what}')", word, show=False, id=f"sweep.{what}")
            for key, what, word in CAME_UP
        ],
        Binding("up", "move(-1)", N_("up"), show=False, id="sweep.up"),
        Binding("down", "move(1)", N_("down"), show=False, id="sweep.down"),
        Binding("pageup", f"move(-{PAGE})", N_("up"), show=False, id="sweep.page-up"),
        Binding("pagedown", f"move({PAGE})", N_("down"), show=False, id="sweep.page-down"),
        Binding("home", "move(-999)", N_("up"), show=False, id="sweep.first"),
        Binding("end", "move(999)", N_("down"), show=False, id="sweep.last"),
        Binding("left_square_bracket", "week(1)", N_("the week before"), show=False, id="sweep.before"),
        Binding("right_square_bracket", "week(-1)", N_("the week after"), show=False, id="sweep.after"),
        Binding("enter", "keep", N_("no more did"), id="sweep.keep"),
    ]

    def __init__(self, diary: Diary, names: Names, sweeps: Sequence[Sweep], week: int) -> None:
        super().__init__(_("Did any of these come up?"))
        self.diary, self.names, self.sweeps = diary, names, tuple(sweeps)
        self.at = next((n for n, sweep in enumerate(self.sweeps) if sweep.week == week), 0)
        self.uses: dict[str, TaskUse] = diary.basket.uses()
        self.came: dict[int, dict[str, Outcome]] = {sweep.week: {} for sweep in self.sweeps}
        """What came up, by week and task."""
        self.place = 0
        if len(self.sweeps) > 1:
            self.keys = (*self.KEYS, ("[ ]", N_("week")))

    @property
    def sweep(self) -> Sweep:
        """The week that is asked about now."""
        return self.sweeps[self.at]

    def body(self) -> ComposeResult:
        """Which week, its tasks, and what the answers come to."""
        yield Prose("", classes="hint choosing", id="which", markup=False)
        with VerticalScroll(classes="choices", can_focus=False):
            yield Canvas(id="choices", ground="raised")
        yield Prose("", classes="hint", id="so-far", markup=False)

    def on_mount(self) -> None:
        """Show them."""
        super().on_mount()
        self.call_after_refresh(self.show_tasks)

    def show_tasks(self) -> None:
        """Draw the tasks with what was said of them."""
        span, said = self.sweep.span, self.came[self.sweep.week]
        which = _("Week {n}, {first} to {last}: a key where it did, Enter when no more did.").format(
            n=self.sweep.week, first=short_day(span.first), last=short_day(span.last)
        )
        self.query_one("#which", Static).update(which)
        so_far = came_up_text(len(said), len(self.sweep.tasks) - len(said))
        kept = _("Kept for the week as a whole. Esc says nothing of the rest.")
        self.query_one("#so-far", Static).update(f"{so_far}\n{kept}")
        canvas = self.query_one("#choices", Canvas)
        width = canvas.size.width or BROAD
        canvas.show([self._row(n, task, width) for n, task in enumerate(self.sweep.tasks)])
        canvas.parent.scroll_to_region(Region(0, self.place, 1, 1), animate=False)  # type: ignore[union-attr]

    def _row(self, n: int, task: Task, width: int) -> Line:
        here, glyphs = n == self.place, self.host.glyphs
        outcome = self.came[self.sweep.week].get(task.id)
        broad = width >= BROAD
        rhythm_at = width - LAST - max(RHYTHM, rhythm_cells())
        word_at, room = (OUTCOME_AT, rhythm_at - OUTCOME_AT - 1) if broad else (width - 12, 12)
        name = word_at if broad or outcome or here else width
        line = Line(key=n)
        line.put(0, glyphs.focus, "accent") if here else None
        line.put(2, glyphs.outcomes[outcome], str(outcome)) if outcome else None
        line.put(5, self.names.task(task.id), "bright bold" if here else "text", room=name - 6)
        if outcome:
            line.put(word_at, _(WORDS[outcome]), str(outcome), room=room)
        elif here:
            line.put(word_at, _("no"), "muted italic")
        if broad:
            rhythm_marks(line, rhythm_at, task, glyphs, "muted")
            use = self.uses.get(task.id)
            line.right(width, (short_day(use.last) if use and use.last else "", "muted"), gap=1)
        return line

    def action_came(self, outcome: str) -> None:
        """It came up like that, and on to the next; the same key again takes it back."""
        said, task = self.came[self.sweep.week], self.sweep.tasks[self.place].id
        if said.get(task) == outcome:
            del said[task]
        else:
            said[task] = Outcome(outcome)
            self.place = min(len(self.sweep.tasks) - 1, self.place + 1)
        self.show_tasks()

    def action_move(self, step: int) -> None:
        """Up or down."""
        self.place = max(0, min(len(self.sweep.tasks) - 1, self.place + step))
        self.show_tasks()

    def action_week(self, step: int) -> None:
        """The week before or after that still has something to ask."""
        self.at = max(0, min(len(self.sweeps) - 1, self.at + step))
        self.place = 0
        self.show_tasks()

    def answer(self) -> bool | None:
        """None of the rest came up."""
        return True

    def action_keep(self) -> None:
        """None of the rest came up: kept, with what did."""
        self._write(rest=True)

    def action_leave(self) -> None:
        """Later: what was keyed stays, nothing is said of the rest."""
        self._write(rest=False)

    def keep_unfinished(self) -> None:
        """The program has to stop: what was keyed stays."""
        self._write(rest=False)

    def _write(self, *, rest: bool) -> None:
        for sweep in self.sweeps:
            whole = rest and sweep is self.sweep
            if whole or self.came[sweep.week]:
                self.diary.sweeps.answer(sweep, self.came[sweep.week], rest=whole)
        self.dismiss(rest)

    def on_canvas_picked(self, event: Canvas.Picked) -> None:
        """A click moves the cursor there."""
        if isinstance(event.key, int):
            self.place = event.key
            self.show_tasks()

    def on_resize(self, _event: Resize) -> None:
        """Draw again at the new width."""
        self.call_after_refresh(self.show_tasks)


def open_review(screen: DiaryScreen, day: date) -> None:
    """The review: first the sweep of a week that has something to ask, then the week in three lines."""
    diary = screen.diary
    sweeps = diary.sweeps.open()
    due = diary.sweeps.due(day) or next((sweep for sweep in sweeps if day in sweep.span), None)
    if due is None:
        ask_review(screen, day)
        return
    dialog = SweepDialog(diary, screen.names, sweeps, due.week)

    def swept(kept: bool | None) -> None:  # noqa: FBT001 - an answer
        screen.refresh_diary()
        ask_review(screen, day)
        if kept:
            said = dialog.came[dialog.sweep.week]
            text = came_up_text(len(said), len(dialog.sweep.tasks) - len(said))
            screen.app.call_later(screen.host.say, _("{what}.  u undo").format(what=text.rstrip(".。")))

    screen.app.push_screen(dialog, swept)
