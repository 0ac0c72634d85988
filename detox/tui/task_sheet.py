"""One task on a page of its own: week by week, what carried it, its plan, what was not tried yet."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll

from detox.diary.search import Filter
from detox.domain.entries import Task
from detox.domain.ties import Ties
from detox.errors import NoSuch
from detox.messages import off_list_text
from detox.tui.canvas import Canvas
from detox.tui.channel_dialogs import ask_plan
from detox.tui.diary_screen import DiaryScreen
from detox.tui.entry_dialogs import ask_task_fields, names_hidden
from detox.tui.journal_drawing import journal_items, journal_lines
from detox.tui.sheet_drawing import back_lines, sheet_facts, sheet_lines, untried_lines
from detox.tui.standard_dialogs import InfoDialog
from detox.tui.styled_lines import Line
from detox.words import N_, _

MOST_ENTRIES = 60
WIDEST = 84
"""Cells; a wider sheet is no better read."""


class TaskSheet(DiaryScreen):
    """The sheet of a task; [ and ] turn to its neighbours, esc goes back to where it was opened."""

    MODE = "sheet"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left_square_bracket", "turn(-1)", N_("task"), key_display="[ ]", id="sheet.before"),
        Binding("right_square_bracket", "turn(1)", N_("task"), key_display="[ ]", id="sheet.after"),
        Binding("e", "change", N_("change"), id="task.edit"),
        Binding("P", "plan", N_("plan"), id="plan"),
        Binding("enter", "entries", N_("every entry"), id="sheet.entries"),
        Binding("x", "archive", N_("archive"), id="task.archive"),
        Binding("escape", "leave", N_("back"), id="sheet.leave"),
        Binding("down,pagedown", "scroll(1)", N_("more"), show=False, id="sheet.down"),
        Binding("up,pageup", "scroll(-1)", N_("up"), show=False, id="sheet.up"),
    ]

    def __init__(self, tab: str, ids: Sequence[str], here: str) -> None:
        super().__init__()
        self.opened_from, self.ids = tab, list(ids) if here in ids else [here, *ids]
        self.place = self.ids.index(here)

    @property
    def tab(self) -> str:
        """The tab it was opened from."""
        return self.opened_from

    @property
    def own_task(self) -> Task | None:
        """The task it shows; `None` once it is gone from the diary."""
        return self.diary.basket.held(self.ids[self.place])

    def page(self) -> ComposeResult:
        """The sheet, and beside it what was not tried yet; in narrow windows below it."""
        with Horizontal(id="columns"):
            with Vertical(id="sheet"), VerticalScroll(can_focus=False, id="scroll"):
                yield Canvas(id="canvas")
            with Vertical(id="side", classes="side"):
                yield Canvas(id="untried", ground="panel")
                yield Canvas(id="back", ground="panel")

    def show_diary(self) -> None:
        """Read the task and everything written of it."""
        canvas, task = self.query_one("#canvas", Canvas), self.own_task
        width = min(WIDEST, canvas.size.width or self.size.width)
        if task is None:
            canvas.show([Line().put(0, _("This task is gone. esc goes back."), "muted")])
            return
        facts = sheet_facts(
            self.diary, task, self.diary.journal.search(Filter(task=task.id)).entries, self._ties()
        )
        lines = sheet_lines(facts, self.render_context(width))
        for name, draw in (("#untried", untried_lines), ("#back", back_lines)):
            panel = self.query_one(name, Canvas)
            if self.wide:
                panel.show(draw(facts, self.render_context(panel.size.width or 30)))
            else:
                rest = draw(facts, self.render_context(width))
                lines += [Line(), *rest] if rest else []
            panel.display = bool(panel.lines)
        canvas.show(lines)

    def _ties(self) -> Ties | None:
        try:
            return self.diary.figures.ties()
        except NoSuch:
            return None

    def right_words(self) -> Sequence[str]:
        """Which of how many it is."""
        return (_("{part} of {whole}").format(part=self.place + 1, whole=len(self.ids)),)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Only what works now."""
        if action == "turn":
            return len(self.ids) > 1
        return self.own_task is not None or action in {"leave", "scroll"}

    def action_turn(self, step: int) -> None:
        """The task before or after; behind the last one the first."""
        self.place = (self.place + step) % len(self.ids)
        self.query_one("#scroll", VerticalScroll).scroll_home(animate=False)
        self.refresh_diary()

    def action_change(self) -> None:
        """Its name, how much it matters, when it comes up, how it was before."""
        if self.own_task is not None and not names_hidden(self):
            ask_task_fields(self, self.own_task.id)

    def action_plan(self) -> None:
        """If I need this, then I will use that."""
        if self.own_task is not None:
            ask_plan(self, self.own_task.id)

    def action_entries(self) -> None:
        """Everything that was written of it."""
        if self.own_task is not None:
            show_entries(self, self.own_task.id, None)

    def action_archive(self) -> None:
        """Off the list and out of sight, or back; what was written stays."""
        task = self.own_task
        if task is None:
            return
        with self.reporting():
            changed = self.diary.basket.edit(task, archived=not task.archived)
            starts = self.diary.basket.counts_from(changed)
            said = off_list_text(starts) if changed.archived else _("Back on your list.")
            self.host.say(f"{said}  {_('u undo')}")
        self.refresh_diary()

    def action_leave(self) -> None:
        """Back to where it was opened."""
        self.app.pop_screen()

    def action_scroll(self, step: int) -> None:
        """Further down or up."""
        self.scroll_by("#scroll", step)


def show_entries(screen: DiaryScreen, task_id: str, channel: str | None) -> None:
    """The entries of a task, or of a task by one channel, newest first."""
    found = screen.diary.journal.search(Filter(task=task_id, channel=channel))
    items = journal_items(found)[:MOST_ENTRIES]
    title = screen.names.task(task_id)
    if channel:
        title = _("{what} by {channel}").format(what=title, channel=screen.names.channel(channel))

    def lay_out(width: int) -> list[Line]:
        return journal_lines(items, -1, screen.render_context(width))[0]

    nothing = [Line().put(0, _("Never tried."), "muted")]
    screen.app.push_screen(InfoDialog(title, lay_out if items else nothing))
