"""Journal: every day newest first, any part of any word found again, changed or deleted in place."""

from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import Key
from textual.widgets import Input

from detox.diary.search import Filter, SearchResult
from detox.domain.dates import Span
from detox.domain.entries import Entry, Outcome
from detox.storage.store import RecordVersion
from detox.tui.canvas import Canvas
from detox.tui.channel_dialogs import ask_channel
from detox.tui.diary_screen import DiaryScreen
from detox.tui.entry_dialogs import (
    ask_answers,
    ask_day_note,
    ask_entry,
    ask_minutes,
    ask_note,
    filter_choices,
    names_hidden,
)
from detox.tui.journal_drawing import (
    JournalItem,
    empty_lines,
    index_of,
    journal_items,
    journal_lines,
    month_lines,
    narrowed,
    shown_month,
    title_line,
    written_days,
)
from detox.tui.names import OUTCOMES
from detox.tui.standard_dialogs import ChoiceDialog, Field, FormDialog
from detox.tui.styled_lines import Line
from detox.tui.text_fields import LineField
from detox.tui.version_choice import ask_version
from detox.words import N_, _


class JournalScreen(DiaryScreen):
    """A month at a time; a search looks through all of them."""

    MODE = "journal"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "settle", N_("choose a version"), id="journal.settle"),
        Binding("slash", "search", N_("search"), key_display="/", id="journal.search"),
        Binding("f", "filter", N_("filter"), id="journal.filter"),
        Binding("left_square_bracket", "month(-1)", N_("month"), key_display="[ ]", id="month.before"),
        Binding("right_square_bracket", "month(1)", N_("month"), key_display="[ ]", id="month.after"),
        Binding("g", "go", N_("go to a day"), id="journal.go"),
        Binding("e,enter", "change", N_("change"), key_display="e", id="journal.change"),
        Binding("delete,backspace", "delete", N_("delete"), key_display="del", id="entry.delete"),
        Binding("m", "minutes", N_("minutes"), id="entry.minutes"),
        Binding("c", "channel", N_("channel"), id="entry.channel"),
        Binding("i", "note", N_("note"), id="entry.note"),
        *[
            Binding(key, f"outcome('{what}')", word, show=False, id=f"outcome.{what}")
            for key, what, word in OUTCOMES
        ],
        Binding("escape", "everything", N_("show everything"), key_display="esc", id="journal.everything"),
        Binding("up", "move(-1)", N_("up"), show=False, id="cursor.up"),
        Binding("down", "move(1)", N_("down"), show=False, id="cursor.down"),
        Binding("pageup", "move(-10)", N_("up"), show=False, id="cursor.page-up"),
        Binding("pagedown", "move(10)", N_("down"), show=False, id="cursor.page-down"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.wanted = Filter()
        self.month: Span | None = None
        """The month that is shown; `None` is the newest."""
        self.cursor = 0
        self._view: object = None
        """What was looked for, the month and the cursor as they were drawn last."""
        self.items: list[JournalItem] = []
        self.gone = False
        """Whether the cursor went to a day just now; that day is to stand on top."""

    def page(self) -> ComposeResult:
        """What is looked for, the days, and at the right a month."""
        with Horizontal(id="columns"):
            with Vertical(id="day"):
                yield LineField(id="search")
                yield Canvas(id="heading")
                with VerticalScroll(id="list", can_focus=False):
                    yield Canvas(id="rows")
            with Vertical(id="side", classes="side"):
                yield Canvas(id="month-panel", ground="panel")

    def show_diary(self) -> None:
        """Read the month, or what the search brings, and draw it."""
        months = self.diary.journal.months()
        self.month = shown_month(self.month, months)
        wanted = self.looked_for
        if wanted != Filter():
            found = self.diary.journal.search(wanted)
        else:
            found = (
                self.diary.journal.month(self.month) if self.month else SearchResult(entries=(), checkins=())
            )
        before, self.items = self.items, journal_items(found, self._several(found))
        view = (wanted, self.month, self.cursor)
        if view == self._view and self.cursor < len(before):  # another program may have written above it
            self.cursor = index_of(before[self.cursor], self.items, self.cursor)
        self.cursor = max(0, min(self.cursor, len(self.items) - 1))
        self._view = (wanted, self.month, self.cursor)
        canvas = self.query_one("#rows", Canvas)
        width = canvas.size.width or self.size.width
        field = self.query_one("#search", Input)
        field.placeholder = _("any part of a word; esc leaves")
        if self.host.hidden and self.focused is field:
            self.set_focus(None)
        is_open = field.has_class("open") or bool(self.wanted.text)
        field.set_class(is_open and not self.host.hidden, "open")
        title = title_line(wanted, self.month, len(found.entries), self.render_context(width))
        self.query_one("#heading", Canvas).show([title, Line()])
        lines, at = journal_lines(self.items, self.cursor, self.render_context(width))
        canvas.show(lines or empty_lines(width, searching=self.searching))
        top = 0 if self.cursor == 0 else max(0, at - 1)
        self.keep_in_sight("#list", top, self.query_one("#list").size.height if self.gone else at - top + 2)
        self.gone = False
        shown = self.items[self.cursor].day if self.items else self.diary.today
        panel = month_lines(shown, written_days(self.diary, shown), self.host.settings.week_start)
        self.query_one("#month-panel", Canvas).show(panel)

    def _several(self, found: SearchResult) -> dict[str, tuple[RecordVersion, ...]]:
        """All versions of what stands in more than one among what is shown."""
        days = [entry.day for entry in found.entries] + [checkin.day for checkin in found.checkins]
        return self.diary.several(min(days), max(days)) if days else {}

    @property
    def looked_for(self) -> Filter:
        """What is looked for; nothing while names are hidden, or whoever searches finds what is written."""
        return Filter() if self.host.hidden else self.wanted

    @property
    def searching(self) -> bool:
        """Whether something is looked for."""
        return self.looked_for != Filter()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what works now."""
        on_entry = self.entry is not None
        works = {
            "minutes": on_entry,
            "channel": on_entry,
            "outcome": on_entry,
            "note": bool(self.items),
            "delete": bool(self.items),
            "change": bool(self.items),
            "settle": self.item is not None and bool(self.item.others),
            "everything": self.searching,
            "filter": self.month is not None,
            "search": self.month is not None,
            "go": self.month is not None,
        }
        if action == "month":
            return self._next_month(int(str(parameters[0]))) is not None
        return works.get(action, True)

    @property
    def item(self) -> JournalItem | None:
        """What the cursor is on."""
        return self.items[self.cursor] if self.items else None

    @property
    def entry(self) -> Entry | None:
        """The entry the cursor is on."""
        return self.item.entry if self.item else None

    def _next_month(self, step: int) -> Span | None:
        if self.month is None or self.searching:
            return None
        months = self.diary.journal.months()
        at = next((n for n, span in enumerate(months) if span.first == self.month.first), 0) - step
        return months[at] if 0 <= at < len(months) else None

    def action_month(self, step: int) -> None:
        """The month before or after."""
        self.month, self.cursor = self._next_month(step) or self.month, 0
        self.refresh_diary()

    def action_move(self, step: int) -> None:
        """Up or down; past a month's end into the next one."""
        self.cursor += step
        if self.cursor >= len(self.items) and step == 1 and self._next_month(-1):
            self.action_month(-1)
            return
        self.refresh_diary()

    def action_search(self) -> None:
        """Look for any part of a word, while it is typed."""
        if names_hidden(self):
            return
        field = self.query_one("#search", Input)
        field.add_class("open")
        field.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find while typing."""
        self.wanted, self.cursor = self.wanted.replace(text=event.value), 0
        self.refresh_diary()

    def on_input_submitted(self) -> None:
        """To the list."""
        self.set_focus(None)
        self.refresh_diary()

    def on_key(self, event: Key) -> None:
        """Esc leaves the search field; down goes to the list."""
        if self.focused is not None and event.key in {"escape", "down"}:
            event.stop()
            self.set_focus(None)
            if event.key == "escape":
                self.action_everything()
            self.refresh_diary()

    def action_everything(self) -> None:
        """Look for nothing any more."""
        field = self.query_one("#search", Input)
        self.wanted, self.cursor = Filter(), 0
        with self.prevent(Input.Changed):
            field.value = ""
        field.remove_class("open")
        self.refresh_diary()

    def action_filter(self) -> None:
        """Only one task, outcome or channel."""
        if names_hidden(self):
            return

        def chosen(answer: str | None) -> None:
            if answer is not None:
                self.wanted, self.cursor = narrowed(self.wanted, answer), 0
                self.refresh_diary()

        self.app.push_screen(ChoiceDialog(_("Show only"), filter_choices(self), broad=True), chosen)

    def action_go(self) -> None:
        """To a day, said as people say it, or the nearest one before it."""

        def go(answer: dict[str, str]) -> None:
            self.action_to_day(self.diary.day_said(answer["day"]).isoformat())

        field = Field(key="day", label=_("Day"), hint=_("2026-11-22, mon, -3"))
        self.app.push_screen(FormDialog(_("Go to a day"), [field], broad=True, draft="", submit=go))

    def action_to_day(self, day: str) -> None:
        """To that day, or the nearest written one before it."""
        wanted = date.fromisoformat(day)
        if self.searching:
            self.action_everything()
        self.month = Span(first=wanted.replace(day=1), last=wanted)
        self.cursor = 0
        self.refresh_diary()
        places = [n for n, item in enumerate(self.items) if item.day <= wanted]
        self.cursor = places[0] if places else max(0, len(self.items) - 1)
        self.gone = True
        self.refresh_diary()

    def action_outcome(self, outcome: str) -> None:
        """Another outcome for this entry."""
        if self.entry is not None:
            with self.reporting():
                self.diary.tap(self.entry.task, Outcome(outcome), day=self.entry.day, entry=self.entry)
            self.refresh_diary()

    def action_minutes(self) -> None:
        """How many extra minutes it took."""
        ask_minutes(self, self.entry)

    def action_channel(self) -> None:
        """What carried it."""
        ask_channel(self, self.entry)

    def action_note(self) -> None:
        """The note of the entry or of the check-in."""
        if self.item is not None and self.item.checkin is not None:
            ask_day_note(self, self.item.day, self.item.checkin)
            return
        ask_note(self, self.entry)

    def action_change(self) -> None:
        """An entry's task, day, hour, cost; the answers of a check-in."""
        item = self.item
        if item is not None and item.entry is not None:
            ask_entry(self, item.entry)
        elif item is not None and item.checkin is not None:
            ask_answers(self, item.checkin)

    def action_settle(self) -> None:
        """Which of several versions stands from now on."""
        item = self.item
        record = (item.entry or item.checkin) if item else None
        if record is not None:
            ask_version(self, record)

    def action_delete(self) -> None:
        """Take it away; undo brings it back."""
        item = self.item
        if item is None:
            return
        with self.reporting():
            self.diary.delete(item.entry.id if item.entry else item.day.isoformat())
            self.host.say(_("Deleted.  u undo"))
        self.refresh_diary()

    def on_canvas_picked(self, event: Canvas.Picked) -> None:
        """A click moves the cursor there."""
        if isinstance(event.key, int):
            self.cursor = event.key
            self.refresh_diary()
