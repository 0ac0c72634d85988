"""What was typed and not kept when the program stopped: offered at the next start, no entry by itself."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import ScreenResume
from textual.widgets import Static

from detox.domain.entries import CheckIn, Entry
from detox.messages import moment_text
from detox.shown import shown_lines
from detox.storage.drafts import Draft
from detox.tui.canvas import Canvas
from detox.tui.dialog import Keys
from detox.tui.diary_screen import DiaryScreen
from detox.tui.entry_dialogs import (
    ask_answers,
    ask_day_note,
    ask_entry,
    ask_minutes,
    ask_note,
    ask_task_fields,
)
from detox.tui.pause_dialogs import ask_new_pause
from detox.tui.prose import Prose
from detox.tui.reflection_dialogs import ask_lapse, ask_review
from detox.tui.standard_dialogs import (
    INFO_WIDTH,
    ChoiceDialog,
    InfoDialog,
    Option,
    YesNoDialog,
)
from detox.tui.styled_lines import Line, wrapped
from detox.tui.task_dialogs import ask_own_task
from detox.words import N_, _

ROWS = 4
"""So many lines of the text are shown."""
OF_AN_ENTRY: dict[str, Callable[[DiaryScreen, Entry], None]] = {
    "note": ask_note,
    "minutes": ask_minutes,
    "entry": ask_entry,
    "lapse": ask_lapse,
}


class DraftsDialog(ChoiceDialog):
    """The texts, those typed first in front; each is opened where it belongs, or let go of, or left."""

    KEYS: ClassVar[Keys] = (("enter", N_("go on")), ("x", N_("let go")), ("esc", N_("later")))
    BINDINGS: ClassVar[list[BindingType]] = [Binding("x", "let_go", N_("let go"), id="drafts.let-go")]

    def __init__(self, page: DiaryScreen) -> None:
        self.page = page
        self.drafts = page.diary.drafts.waiting()
        super().__init__(_("You were typing when Detox stopped"), self._options(), broad=True)

    def body(self) -> ComposeResult:
        """Which texts, then the one under the cursor."""
        note = _("None of it is written in the diary yet, and none of it leaves this machine.")
        yield Prose(note, classes="hint choosing", markup=False)
        with VerticalScroll(classes="choices", can_focus=False):
            yield Canvas(id="choices", ground="raised")
        yield Prose(id="typed", classes="hint", markup=False)

    def show_choices(self) -> None:
        """Draw them, and the text that is meant now."""
        super().show_choices()
        if self.drafts:
            rows = shown_lines("\n".join(self._chosen().said)).split("\n")
            width = max(20, self.query_one("#typed").size.width or INFO_WIDTH)
            lines = [line for row in rows for line in wrapped(row, width)]
            more = ["..."] if len(lines) > ROWS else []
            self.query_one("#typed", Static).update("\n".join([*lines[:ROWS], *more]))

    def action_keep(self) -> None:
        """Open it where it belongs."""
        self._open(self._chosen())

    def action_let_go(self) -> None:
        """Ask, then let go of it."""

        def answered(yes: bool | None) -> None:  # noqa: FBT001 - an answer
            if yes:
                self.page.diary.drafts.drop(chosen.name)
                self._look_again()

        chosen = self._chosen()
        self.app.push_screen(YesNoDialog(_("Let this text go for good?")), answered)

    def on_screen_resume(self, _event: ScreenResume) -> None:
        """One was kept, or let go of: look which are left."""
        self._look_again()

    def _look_again(self) -> None:
        self.drafts = self.page.diary.drafts.waiting()
        self.choices = tuple(self._options())
        if self.drafts:
            self.call_after_refresh(self.show_choices)
        elif self.is_current:
            self.dismiss(None)

    def _chosen(self) -> Draft:
        return self.drafts[self.place]

    def _options(self) -> list[Option]:
        today = self.page.diary.today
        return [
            Option(key=d.name, name=d.question or d.name, aside=moment_text(d.typed_at, today))
            for d in self.drafts
        ]

    def _open(self, draft: Draft) -> None:
        with self.page.reporting():
            if not opened(self.page, draft):
                self.app.push_screen(InfoDialog(draft.question or draft.name, _to_read(draft)))


def opened(page: DiaryScreen, draft: Draft) -> bool:
    """Open the question again that a draft was typed in; false where that is not done from here."""
    kind, _colon, key = draft.name.partition(":")
    if kind in OF_AN_ENTRY:
        entry = page.diary.held(key)
        if entry is not None:
            OF_AN_ENTRY[kind](page, entry)
        return entry is not None
    if kind in ("day", "answers", "review"):
        return _open_of_a_day(page, kind, date.fromisoformat(key))
    if kind == "task":
        ask_task_fields(page, key)
    elif kind == "pause":
        ask_new_pause(page)
    elif kind == "own task":
        ask_own_task(page, None)
    return kind in ("task", "pause", "own task")


def _open_of_a_day(page: DiaryScreen, kind: str, day: date) -> bool:
    checkin: CheckIn | None = page.diary.checkin(day)
    if kind == "day":
        ask_day_note(page, day, checkin)
    elif kind == "review":
        ask_review(page, day)
    elif checkin is not None:
        ask_answers(page, checkin)
    return kind != "answers" or checkin is not None


def _to_read(draft: Draft) -> list[Line]:
    said = _("It stands in its field again when you open this question. Until then it is kept here.")
    rows = shown_lines("\n".join(draft.said)).split("\n")
    return [Line().put(0, said, "muted"), Line(), *(Line().put(0, row) for row in rows)]


def offer_drafts(page: DiaryScreen) -> None:
    """Offer what was typed and not kept; where there is nothing, nothing is said."""
    if page.diary.drafts.waiting():
        page.app.push_screen(DraftsDialog(page))
