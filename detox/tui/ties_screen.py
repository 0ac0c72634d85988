"""Ties: what still pulls the index up, what has carried it instead, and the plans."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from detox.domain.entries import Independence
from detox.domain.ties import Ties
from detox.errors import NoSuch
from detox.tui.canvas import Canvas
from detox.tui.channel_dialogs import ask_plan
from detox.tui.diary_screen import DiaryScreen
from detox.tui.entry_dialogs import ask_task_fields, names_hidden
from detox.tui.return_screen import ReturnScreen
from detox.tui.side_panels import WEEKS_SHOWN, days_short, days_written
from detox.tui.styled_lines import Line
from detox.tui.task_sheet import TaskSheet, show_entries
from detox.tui.ties_drawing import (
    SIDE_BY_SIDE,
    WIDEST,
    TiesCell,
    TiesFacts,
    TiesLayout,
    below_lines,
    table_lines,
    ties_layout,
    ties_lines,
)
from detox.words import N_, _


class TiesScreen(DiaryScreen):
    """The cursor walks through the ranking into the matrix."""

    MODE = "ties"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "scroll(2)", N_("more"), key_display="PgDn", id="ties.page-down"),
        Binding("enter", "open", N_("open a task"), id="ties.open"),
        Binding("b", "went_back", N_("if you went back"), id="went-back"),
        Binding("P", "plan", N_("if-then plan"), id="plan"),
        Binding("t", "table", N_("table"), id="ties.table"),
        Binding("e", "edit", N_("change the task"), id="task.edit"),
        Binding(
            "delete", "archive", N_("put the task away"), show=False, key_display="del", id="task.archive"
        ),
        Binding("up", "move(-1)", N_("up"), show=False, id="cursor.up"),
        Binding("down", "move(1)", N_("down"), show=False, id="cursor.down"),
        Binding("left", "across(-1)", N_("the channel before"), show=False, id="cursor.left"),
        Binding("right", "across(1)", N_("the next channel"), show=False, id="cursor.right"),
        Binding("pageup", "scroll(-2)", N_("up"), show=False, id="ties.page-up"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.ties: Ties | None = None
        self.shown = TiesLayout((), (), ())
        self.row, self.column = 0, 0
        self.as_table = False

    def page(self) -> ComposeResult:
        """One canvas; it scrolls where the window is short."""
        with VerticalScroll(can_focus=False, id="scroll"):
            yield Canvas(id="canvas").add_class("canvas")

    def show_diary(self) -> None:
        """Reckon the ties of the newest week and draw them."""
        self.ties = self._reckoned()
        canvas = self.query_one("#canvas", Canvas)
        width = canvas.size.width or self.size.width
        if self.ties is None:
            canvas.show(_empty_lines(width))
            return
        facts = self._facts(self.ties)
        self.shown = ties_layout(facts, self.page_rows, wide=width >= SIDE_BY_SIDE, widest=width >= WIDEST)
        self.row = max(0, min(self.row, len(self.shown.cursor_rows()) - 1))
        if self.as_table:
            canvas.show(table_lines(self.ties, self.render_context(width)))
            return
        lines = ties_lines(facts, self.shown, (self.row, self.column), self.render_context(width))
        canvas.show([*lines, *below_lines(facts, self.render_context(width), bars=self.shown.bars)])
        at = next((n for n, line in enumerate(lines) if line.raised), 0)
        self.keep_in_sight("#scroll", at, 2)

    def _facts(self, ties: Ties) -> TiesFacts:
        channels = self.diary.channels.all()
        itself = [channel.id for channel in channels if channel.independence is Independence.THE_APP]
        weeks = self.diary.figures.scores(WEEKS_SHOWN)
        return TiesFacts(ties=ties, itself=frozenset(itself), weeks=weeks)

    def _reckoned(self) -> Ties | None:
        try:
            ties = self.diary.figures.ties()
        except NoSuch:
            return None
        return ties if ties.tasks or ties.matrix else None

    @property
    def cell(self) -> TiesCell | None:
        """What the cursor is on."""
        rows = self.shown.cursor_rows() if self.ties is not None and not self.as_table else []
        if not rows:
            return None
        row = rows[self.row]
        return row[min(self.column, len(row) - 1)] if row else None

    def right_words(self) -> Sequence[str]:
        """Which week, and how many days are behind it."""
        if self.ties is None:
            return (_("no week yet"),)
        week = self.diary.figures.week(self.ties.week)
        days = days_written(week)
        return (f"{_('week {n}').format(n=week.week)}   {days}", days, days_short(week))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Only what works now."""
        if action in {"open", "plan", "edit", "archive"}:
            return self.cell is not None
        if action == "across":
            return self.cell is not None and self.cell.channel is not None
        if action == "scroll":
            return self.query_one("#scroll", VerticalScroll).max_scroll_y > 0
        return action != "table" or self.ties is not None

    def action_move(self, step: int) -> None:
        """Up or down, through both drawings."""
        if self.as_table:
            self.action_scroll(step)
            return
        self.row = max(0, min(len(self.shown.cursor_rows()) - 1, self.row + step))
        self.refresh_diary()

    def action_across(self, step: int) -> None:
        """Another channel of the matrix."""
        self.column = max(0, min(len(self.shown.channels) - 1, self.column + step))
        self.refresh_diary()

    def action_scroll(self, step: int) -> None:
        """Further down or up."""
        self.scroll_by("#scroll", step)

    def action_table(self) -> None:
        """The same numbers as a table, and back."""
        self.as_table = not self.as_table
        self.refresh_diary()

    def action_open(self) -> None:
        """The sheet of a task; in the matrix the entries behind a cell."""
        cell = self.cell
        if cell is not None and cell.channel is None:
            ids = [tie.id for tie in self.ties.tasks] if self.ties else []
            self.app.push_screen(TaskSheet(self.MODE, ids, cell.task))
        elif cell is not None:
            with self.reporting():
                show_entries(self, cell.task, cell.channel)

    def action_went_back(self) -> None:
        """What would change, task by task."""
        self.app.push_screen(ReturnScreen(self.MODE))

    def action_plan(self) -> None:
        """If I need this, then I will use that."""
        cell = self.cell
        if cell is None:
            return
        ask_plan(self, cell.task, cell.channel)

    def action_edit(self) -> None:
        """Its name, how much it matters, the weekdays it usually comes up on."""
        if self.cell is not None and not names_hidden(self):
            ask_task_fields(self, self.cell.task)

    def action_archive(self) -> None:
        """Off the list from here on; its entries stay."""
        if self.cell is not None:
            with self.reporting():
                self.diary.basket.edit(self.diary.basket.find(self.cell.task), archived=True)
                self.host.say(_("Put away.  u undo"))
            self.refresh_diary()

    def on_canvas_picked(self, event: Canvas.Picked) -> None:
        """A click moves the cursor there."""
        if isinstance(event.key, tuple):
            self.row = len(self.shown.ranked) + int(event.key[1])
        elif event.key in self.shown.ranked:
            self.row = self.shown.ranked.index(str(event.key))
        self.refresh_diary()


def _empty_lines(width: int) -> list[Line]:
    said = (
        (_("What still ties you will appear here."), "bright bold"),
        (_("A first row needs one entry of a task on your list;"), "muted"),
        (_("what carried it shows once a channel was tried."), "muted"),
        ("", "muted"),
        (_("Nothing is missing."), "muted"),
    )
    return [Line(), *[Line().put(2, text, role, room=width - 2) for text, role in said]]
