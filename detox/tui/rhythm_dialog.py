"""When a task usually comes up: a key a weekday, or weekly, monthly, seldom."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from detox.catalogue.labels import RHYTHMS
from detox.domain.entries import WEEKDAYS, Rhythm, Task
from detox.messages import SHORT_WEEKDAYS
from detox.tui.canvas import Canvas
from detox.tui.dialog import Dialog, Keys
from detox.tui.styled_lines import Line
from detox.words import N_, _

STEP = 5
"""Cells of a weekday."""
BY_KEY = {"w": Rhythm.WEEKLY, "m": Rhythm.MONTHLY, "s": Rhythm.SELDOM}
NOW_AND_THEN = "n"
Rhythmical = dict[str, Any]
"""The fields `days` and `rhythm` of a task."""


class RhythmDialog(Dialog[Rhythmical]):
    """1 to 7 turn a weekday on or off; a word puts all weekdays aside."""

    KEYS: ClassVar[Keys] = (("1-7", N_("weekday")), ("enter", N_("keep")), ("esc", N_("leave as it was")))
    BINDINGS: ClassVar[list[BindingType]] = [
        *[
            Binding(str(n), f"day('{day}')", N_("weekday"), show=False, id=f"rhythm.{day}")
            for n, day in enumerate(WEEKDAYS, 1)
        ],
        *[
            Binding(key, f"often('{key}')", N_("how often"), show=False, id=f"rhythm.{key}")
            for key in (*BY_KEY, NOW_AND_THEN)
        ],
        Binding("enter", "keep", N_("keep"), id="rhythm.keep"),
    ]

    def __init__(self, question: str, task: Task, submit: Callable[[Rhythmical], object]) -> None:
        super().__init__(question, submit=submit)
        self.days = set(task.days.split())
        self.rhythm = task.rhythm

    def body(self) -> ComposeResult:
        """The weekdays, and below them the words."""
        yield Canvas(id="rhythm", ground="raised")

    def on_mount(self) -> None:
        """Show them."""
        super().on_mount()
        self.show_rhythm()

    def show_rhythm(self) -> None:
        """Draw what is chosen now."""
        glyphs, numbers, days = self.host.glyphs, Line(), Line()
        for n, day in enumerate(WEEKDAYS):
            on, action = day in self.days, f"screen.day('{day}')"
            numbers.put(n * STEP, str(n + 1), "text bold", action=action)
            name = _(SHORT_WEEKDAYS[day])
            days.put(
                n * STEP, name if on else glyphs.nothing, "bright bold" if on else "muted", action=action
            )
        lines = [numbers, days, Line()]
        for key, rhythm in (*BY_KEY.items(), (NOW_AND_THEN, None)):
            chosen = not self.days and self.rhythm is rhythm
            word = _(RHYTHMS[rhythm]) if rhythm else _("now and then")
            line = Line().put(0, glyphs.focus, "accent") if chosen else Line()
            action = f"screen.often('{key}')"
            line.put(2, key, "text bold", action=action)
            lines.append(line.then(word, "bright bold" if chosen else "text", gap=1, action=action))
        self.query_one("#rhythm", Canvas).show(lines)

    def answer(self) -> Rhythmical:
        """The weekdays in their order, or how often."""
        days = " ".join(day for day in WEEKDAYS if day in self.days)
        return {"days": days, "rhythm": None if days else self.rhythm}

    def action_day(self, day: str) -> None:
        """On that weekday, or not any more."""
        self.days ^= {day}
        self.rhythm = None
        self.show_rhythm()

    def action_often(self, key: str) -> None:
        """On no weekday in particular."""
        self.days, self.rhythm = set(), BY_KEY.get(key)
        self.show_rhythm()
