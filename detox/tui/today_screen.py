"""Today: one key a task, five digits for the day, everything saved when it is pressed."""

from asyncio import TimerHandle
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import Key, ScreenSuspend
from textual.screen import ModalScreen

from detox.diary import Day
from detox.domain.dates import ONE_DAY
from detox.domain.entries import Entry, Outcome
from detox.domain.questions import asked_questions
from detox.messages import entry_text, weekday_and_day
from detox.tui.canvas import Canvas
from detox.tui.checkin_form import CheckInForm, checkin_keys
from detox.tui.dialog import NEW
from detox.tui.diary_screen import TALL, Stage, StagedScreen
from detox.tui.header_footer import trial_status
from detox.tui.hints import Hints
from detox.tui.names import OUTCOMES
from detox.tui.styled_lines import Line
from detox.tui.today_groups import RowGroup, category_of, grouped_rows
from detox.tui.today_rows import (
    DayRow,
    answered_count,
    concerned_entry,
    cursor_on,
    day_rows,
    day_title,
    last_entry,
    row_lines,
)
from detox.words import N_, _

if TYPE_CHECKING:
    from detox.diary.figures import Reckoned

A_BREATH = 0.03
"""Seconds after a key; its answer stands there before weeks of ten years are reckoned again."""
NOWHERE = -1
"""The cursor of a day just opened: it goes to the first task without an answer."""
PASSED_ON = ("q", "f2", "question_mark", "ctrl+c", "ctrl+q", "ctrl+p")
"""Keys that the check-in leaves to the program."""


class TodayScreen(StagedScreen):
    """The day that is written now, or another one."""

    MODE = "today"
    BINDINGS: ClassVar[list[BindingType]] = [
        *[Binding(key, f"outcome('{what}')", word, id=f"outcome.{what}") for key, what, word in OUTCOMES],
        Binding("c", "channel", N_("channel"), id="entry.channel"),
        Binding("m", "minutes", N_("minutes"), id="entry.minutes"),
        Binding("k", "check_in", N_("check-in"), id="checkin"),
        Binding("i", "note", N_("note"), id="entry.note"),
        Binding("I", "day_note", N_("note on the day"), show=False, id="day.note"),
        Binding("P", "plan", N_("if-then plan"), show=False, id="plan"),
        Binding("y", "lapse", N_("what it was for"), show=False, id="entry.lapse"),
        Binding("s", "sheet", N_("the task's sheet"), show=False, id="task.sheet"),
        Binding("r", "review", N_("the week in three lines"), show=False, id="review"),
        Binding("f", "fill", N_("several days at once"), show=False, id="days.fill"),
        Binding("t", "alike", N_("as last week"), show=False, id="day.alike"),
        Binding("space", "take", N_("so it was"), show=False, id="day.take"),
        Binding("e", "first_steps", N_("what cannot wait"), show=False, id="step.first"),
        Binding("g", "group", N_("by part of life"), show=False, id="today.group"),
        Binding("z", "fold", N_("fold this part of life"), show=False, id="today.fold"),
        Binding("v", "urge", N_("watch an urge"), show=False, id="urge"),
        Binding("plus", "something_else", N_("something else came up"), key_display="+", id="entry.add"),
        Binding("delete,backspace", "delete", N_("delete"), show=False, key_display="del", id="entry.delete"),
        Binding("left_square_bracket", "day(-1)", N_("day"), key_display="[ ]", id="day.before"),
        Binding("right_square_bracket", "day(1)", N_("day"), key_display="[ ]", id="day.after"),
        Binding("up", "move(-1)", N_("up"), show=False, id="cursor.up"),
        Binding("down", "move(1)", N_("down"), show=False, id="cursor.down"),
        Binding("enter", "enter", N_("down, or what is offered"), show=False, id="cursor.enter"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.chosen_day: date | None = None
        self.today = date.min
        """The day that was today when it was drawn; a key means what was on the screen."""
        self.cursor = NOWHERE
        self.last: str | None = None
        """The entry made last; minutes, channel and note concern it until the cursor is moved by hand."""
        self.extra: list[DayRow] = []
        self.rows: list[DayRow] = []
        self.checkin_form: CheckInForm | None = None
        self.groups: list[RowGroup] = []
        """The parts of life, where the rows stand by them."""
        self.folded: set[str] = set()
        """Which of them are folded away."""
        self.alike: dict[str, Entry] = {}
        """How it went on the last such weekday, by task; shown once it is asked for, and never written."""
        self.reckoned: Reckoned | None = None
        """The weeks as they were reckoned last."""
        self.waiting: TimerHandle | None = None

    def page(self) -> ComposeResult:
        """The day at the left, the panels at the right; in narrow windows two rows below."""
        with Horizontal(id="columns"):
            with Vertical(id="day"):
                yield Canvas(id="heading")
                with VerticalScroll(id="list", can_focus=False):
                    yield Canvas(id="rows")
                yield Hints()
            with Vertical(id="side", classes="side"):
                yield Canvas(id="week-panel", ground="panel")
                yield Canvas(id="checkin-panel", ground="panel")
        yield Canvas(id="below").add_class("below")

    @property
    def day(self) -> date:
        """The day that is shown."""
        return min(self.chosen_day or self.today, self.today)

    @property
    def row(self) -> DayRow | None:
        """The row under the cursor; `None` below the last one, and while no day stands here yet."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None

    def show_diary(self) -> None:
        """Read the day and the weeks, and draw them."""
        if (
            self.checkin_form is None and self.today != self.diary.today
        ):  # a check-in ends on the day it began
            self.today, self.cursor, self.last, self.extra = self.diary.today, NOWHERE, None, []
        day = self.diary.day(self.day, scored=False)
        before, rows = self.rows, day_rows(self.diary.basket.usual(self.day), day.entries, self.extra)
        self.groups = []
        if self.host.settings.grouped:
            rows, self.groups = grouped_rows(rows, category_of(self.diary), self.folded)
        self.rows = rows
        self.cursor = cursor_on(self.rows, before, self.cursor)
        self._show_list(day)
        if self.stage is Stage.ALL:
            if self.reckoned is not None:
                self._show_panels(day, self.reckoned)
            if self.waiting is not None:
                self.waiting.cancel()
            self.waiting = self.after(A_BREATH, self._reckon)

    def _show_list(self, day: Day) -> None:
        rows, canvas = self.rows, self.query_one("#rows", Canvas)
        heading, hints = self.query_one("#heading", Canvas), self.query_one(Hints)
        away = [group for group in self.groups if group.folded]
        answered = answered_count(rows) + sum(group.answered for group in away)
        whole = len(rows) + sum(group.rows for group in away)
        heading.show(day_title(self, day.day, answered, whole, heading.size.width))
        here = self.row.task if self.row else None
        quiet: list[Line] = []
        hints.take_room(self)
        if self.stage is Stage.ALL:  # they read far back: the list does not wait for them
            quiet = hints.fill(self, day, here, last_entry(rows, self.last))
        room = hints.room_above(self)
        airy = self.size.height >= TALL and 2 * len(rows) + 1 <= room and not self.groups
        context = self.render_context(canvas.size.width or self.size.width)
        several = self.diary.several(self.day, self.day)
        heads = self._heads(context.width)
        lines = row_lines(
            rows, self.cursor, context, airy=airy, several=several, alike=self.alike, heads=heads
        )
        canvas.show([*lines, *quiet])
        # No taller than its rows, so that the hints stand right below them.
        self.query_one("#list").styles.height = min(len(lines), room) if hints.rows else "1fr"
        at = next((n for n, line in enumerate(lines) if line.raised), 0)
        self.keep_in_sight("#list", at - 1 if self.groups else at, 2 if self.groups else 1)

    def _heads(self, width: int) -> dict[int, list[Line]]:
        """The headings of the parts of life, by the row they stand before."""
        heads: dict[int, list[Line]] = {}
        for group in self.groups:
            heads.setdefault(group.at, []).append(group.line(width))
        return heads

    def _reckon(self) -> None:
        """The weeks again; keys that come quickly have them reckoned once."""
        if not self.query("#below"):  # the program is being left
            return
        with self.reporting(), self.host.reading(whole=False):
            reckoned = self.diary.figures.trend()
            if reckoned != self.reckoned:
                self.reckoned = reckoned
                self._show_panels(self.diary.day(self.day, scored=False), reckoned)

    def _show_panels(self, day: Day, reckoned: "Reckoned") -> None:
        from detox.tui.side_panels import show_panels

        show_panels(self, day, reckoned, self.checkin_form)

    def right_words(self) -> Sequence[str]:
        """How many days are written, and which day of the trial this is."""
        if self.stage is not Stage.ALL:  # it reads the trial, and with it what reckons: 10 ms
            return ()
        return trial_status(self.diary, wide=self.size.width >= 120)  # noqa: PLR2004 - the wide grid

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what works now."""
        if self.checkin_form is not None:
            return action == "answer"
        if action == "day" and parameters == (1,):
            return self.day < self.today
        if action == "outcome":
            return self.row is not None
        row = self.row
        entry = concerned_entry(self.rows, self.cursor, self.last)
        went_back = entry is not None and entry.outcome is Outcome.APP
        works = {
            **dict.fromkeys(("minutes", "channel", "note"), entry is not None),
            "lapse": went_back and not self.host.hidden,
            "fold": bool(self.groups),
            "take": row is not None and row.entry is None and row.task in self.alike,
            "delete": row is not None and (row.entry is not None or row in self.extra),
        }
        return works.get(action, True) or None  # help lists them even where they do nothing just now

    def footer(self) -> list[tuple[str, str, str]]:
        """The keys that work now; while the check-in asks, its own."""
        if self.checkin_form is None:
            return super().footer()
        return checkin_keys(self.checkin_form, self.size.width)

    def action_outcome(self, outcome: str) -> None:
        """One key: saved, and on to the next."""
        row = self.row
        if row is None:
            return
        with self.reporting():
            how = Outcome(outcome)
            entry = self.diary.tap(row.task, how, day=self.day, entry=row.entry, new=row.new)
            if row in self.extra:
                self.extra.remove(row)
            self.last = entry.id
            if row.entry is not None:
                names = self.names
                said = entry_text(entry, names.task(entry.task), names.channel(entry.channel))
                self.host.say(_("{what}.  u undo").format(what=said if not names.hidden else _("changed")))
            self.cursor += 1
        self.refresh_diary()

    def action_minutes(self) -> None:
        """How many extra minutes it took."""
        from detox.tui.entry_dialogs import ask_minutes

        ask_minutes(self, concerned_entry(self.rows, self.cursor, self.last))

    def action_channel(self) -> None:
        """What carried it."""
        from detox.tui.channel_dialogs import ask_channel

        ask_channel(self, concerned_entry(self.rows, self.cursor, self.last))

    def action_note(self) -> None:
        """A note on the entry made last, or on the row that is shown, and who helped."""
        from detox.tui.entry_dialogs import ask_note

        ask_note(self, concerned_entry(self.rows, self.cursor, self.last))

    def action_day_note(self) -> None:
        """A note on the whole day."""
        from detox.tui.entry_dialogs import ask_day_note

        ask_day_note(self, self.day, self.diary.day(self.day).checkin)

    def action_plan(self) -> None:
        """An if-then plan for the task of the entry made last, or the one under the cursor."""
        from detox.tui.channel_dialogs import ask_plan

        entry = concerned_entry(self.rows, self.cursor, self.last)
        held = entry or self.row
        if held is not None:
            ask_plan(self, held.task)

    def action_enter(self) -> None:
        """What is offered below the list, what else came up on its last row, else the next row."""
        hints = self.query_one(Hints)
        if hints.advised is not None:
            from detox.tui.task_dialogs import AdviceDialog

            self.app.push_screen(AdviceDialog(self, hints.advised.task))
            hints.advice_seen = hints.advised.id
        elif self.cursor == len(self.rows):
            self.action_something_else()
        else:
            self.action_move(1)

    def action_sheet(self) -> None:
        """Everything known of the task under the cursor."""
        from detox.tui.task_sheet import TaskSheet

        ids = list(dict.fromkeys(row.task for row in self.rows if not row.new))
        if self.row and not self.row.new:
            self.app.push_screen(TaskSheet(self.MODE, ids, self.row.task))

    def action_lapse(self) -> None:
        """What it was for, after going back."""
        from detox.tui.reflection_dialogs import ask_lapse

        ask_lapse(self, concerned_entry(self.rows, self.cursor, self.last))

    def action_review(self) -> None:
        """The week, in three lines."""
        from detox.tui.sweep_dialog import open_review

        open_review(self, self.day)

    def action_fill(self) -> None:
        """The days of the last week without a line, all at once."""
        from detox.tui.past_days_dialog import fill_days

        fill_days(self)

    def action_alike(self) -> None:
        """Show how it went on the last such weekday, or show it no more; nothing is written by that."""
        shown = not self.alike and self.diary.past_days.alike(self.day)
        self.alike = shown or {}
        if shown:
            then = weekday_and_day(next(iter(shown.values())).day)
            self.host.say(
                _("Pale: as on {day}. Space takes a row, any other key says otherwise.").format(day=then)
            )
        elif shown == {}:
            self.host.say(_("No such weekday of the last two months has an entry."))
        self.refresh_diary()

    def action_take(self) -> None:
        """The row went as on the day that is shown pale."""
        row = self.row
        pale = self.alike.get(row.task) if row and row.entry is None else None
        if row is None or pale is None:
            return
        with self.reporting():
            self.last = self.diary.log_as(pale, self.day).id
            self.cursor += 1
        self.refresh_diary()

    async def action_first_steps(self) -> None:
        """To the steps after leaving, those that cannot wait on top."""
        from detox.tui.people_screen import PeopleScreen

        app = self.app
        await app.switch_mode("people")
        for screen in app.screen_stack:
            if isinstance(screen, PeopleScreen):
                screen.show_steps()

    def action_group(self) -> None:
        """By part of life, or in one list; it stays so."""
        self.folded = set()
        self.host.set("grouped", "false" if self.host.settings.grouped else "true")

    def action_fold(self, category: str = "") -> None:
        """Fold a part of life away, or unfold it; without a name the one under the cursor, else all again."""
        above = [group for group in self.groups if not group.folded and group.at <= self.cursor]
        if category:
            self.folded ^= {category}
        elif above and self.cursor < len(self.rows):
            self.folded.add(above[-1].category)
            self.cursor = above[-1].at
        else:
            self.folded = set()
        self.refresh_diary()

    def action_urge(self) -> None:
        """Three minutes to watch an urge."""
        from detox.tui.reflection_dialogs import watch_urge

        watch_urge(self)

    def action_something_else(self) -> None:
        """Another task came up, or one a second time."""
        from detox.tui.task_dialogs import ask_task

        row = self.row
        ask_task(self, row.task if row and row.entry else None, self.day, self.something_else)

    def something_else(self, answer: str | None) -> None:
        """A row for it, to be answered."""
        if answer is None:
            return
        with self.reporting():
            self._wait_for(self._named_row(answer))

    def _named_row(self, answer: str) -> DayRow:
        """The row of a task that was chosen or typed."""
        task = answer.removeprefix(NEW)
        if not answer.startswith(NEW) and self.diary.basket.held(task) is not None:
            return DayRow(task=task)
        return DayRow(task=task, new=True, name=self.diary.basket.made(task).name)

    def _wait_for(self, row: DayRow) -> None:
        waiting = [n for n, held in enumerate(self.rows) if held == row]
        self.extra += [] if waiting else [row]
        self.refresh_diary()
        self.cursor = waiting[0] if waiting else len(self.rows) - 1
        self.last = None
        self.refresh_diary()

    def action_delete(self) -> None:
        """Take the row's entry away; undo brings it back."""
        row = self.row
        if row is None:
            return
        with self.reporting():
            if row.entry is None:
                self.extra.remove(row)
            else:
                self.diary.delete(row.entry.id)
                self.host.say(_("Deleted.  u undo"))
        self.refresh_diary()

    def on_screen_suspend(self, _event: ScreenSuspend) -> None:
        """What was said of the trial's end was seen; it is said again at the next start."""
        if not isinstance(self.app.screen, ModalScreen):
            for hints in self.query(Hints):
                hints.told = True

    def action_check_in(self) -> None:
        """Ask the day's questions."""
        self.app.clear_notifications()  # a toast would lie over the question
        self.checkin_form = CheckInForm(asked_questions(self.host.settings))
        self.refresh_diary()

    def on_key(self, event: Key) -> None:
        """While the check-in asks, every key is an answer to it."""
        if self.checkin_form is None or event.key in PASSED_ON:
            return
        event.stop()
        event.prevent_default()
        self.action_answer(event.key)

    def action_answer(self, keys: str) -> None:
        """Take keys of the check-in, pressed or clicked, with a blank between two."""
        form, goes_on = self.checkin_form, True
        if form is None:
            return
        for key in keys.split(" "):
            goes_on = form.press(key)
        with self.reporting():
            for name, value in form.taken():
                self.diary.check_in(self.day, **{name: value})
        self.checkin_form = form if goes_on else None
        self.refresh_diary()

    def action_day(self, step: int) -> None:
        """The day before or after."""
        self.chosen_day = self.day + step * ONE_DAY
        if self.chosen_day >= self.today:
            self.chosen_day = None
        self.cursor, self.last, self.extra, self.alike = NOWHERE, None, [], {}
        self.refresh_diary()

    def show_day(self, day: date) -> None:
        """Turn to a day; today and later ones are today."""
        self.chosen_day = day if day < self.today else None
        self.cursor, self.last, self.extra, self.alike = NOWHERE, None, [], {}
        self.refresh_diary()

    def action_move(self, step: int) -> None:
        """Up or down; from here on minutes, channel and note concern this row."""
        self.cursor = max(0, min(len(self.rows), self.cursor + step))
        self.last = None
        self.refresh_diary()

    def on_canvas_picked(self, event: Canvas.Picked) -> None:
        """A click moves the cursor there."""
        if isinstance(event.key, int):
            self.cursor, self.last = event.key, None
            if self.cursor == len(self.rows):
                self.action_something_else()
            self.refresh_diary()
