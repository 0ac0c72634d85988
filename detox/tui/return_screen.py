"""If you went back: a page of its own over Ties, Trial and Week; it never says what to choose."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll

from detox.tui.canvas import Canvas
from detox.tui.diary_screen import SHORT, DiaryScreen
from detox.tui.return_drawing import (
    before_lines,
    rest_lines,
    return_facts,
    return_lines,
    return_table,
    rows_in_order,
    thread_lines,
    unwritten_lines,
)
from detox.tui.task_sheet import TaskSheet
from detox.words import N_, _

PANELS = ("threads", "unwritten", "before")


class ReturnScreen(DiaryScreen):
    """Task by task what going back would change; esc goes back to where it was opened."""

    MODE = "return"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "scroll(2)", N_("more"), key_display="PgDn", id="return.page-down"),
        Binding("enter", "open", N_("open a task"), id="return.open"),
        Binding("w", "by_way", N_("by way found"), id="return.way"),
        Binding("t", "table", N_("table"), id="return.table"),
        Binding("escape,b", "leave", N_("back"), key_display="esc", id="return.leave"),
        Binding("up", "move(-1)", N_("up"), show=False, id="cursor.up"),
        Binding("down", "move(1)", N_("down"), show=False, id="cursor.down"),
        Binding("pageup", "scroll(-2)", N_("up"), show=False, id="return.page-up"),
    ]

    def __init__(self, tab: str) -> None:
        super().__init__()
        self.opened_from = tab
        self.ids: list[str] = []
        self.place = 0
        self.by_way = self.as_table = False
        self.written = ""

    @property
    def tab(self) -> str:
        """The tab it was opened from."""
        return self.opened_from

    def page(self) -> ComposeResult:
        """The tasks, and beside them three panels; in narrow windows these stand below."""
        with Horizontal(id="columns"):
            with Vertical(id="sheet"), VerticalScroll(can_focus=False, id="scroll"):
                yield Canvas(id="canvas")
            with VerticalScroll(id="return-side", classes="side", can_focus=False):
                for name in PANELS:
                    yield Canvas(id=name, ground="panel").add_class("return-panel")

    def show_diary(self) -> None:
        """Reckon what would change, and draw it."""
        canvas, facts = self.query_one("#canvas", Canvas), return_facts(self.diary)
        context = self.render_context(canvas.size.width or self.size.width)
        found = facts.found
        self.written = _("{written} of {days} days written").format(written=found.written, days=found.days)
        self.ids = [task.id for task in rows_in_order(found, by_way=self.by_way)]
        self.place = max(0, min(self.place, len(self.ids) - 1))
        side = self.wide and found.tells
        self.query_one("#return-side").display = side
        if side:
            inner = self.render_context(self.query_one("#threads", Canvas).size.width or 28)
            drawn = (
                thread_lines(facts, inner),
                unwritten_lines(facts, inner),
                before_lines(facts, inner.width),
            )
            for name, lines in zip(PANELS, drawn, strict=True):
                panel = self.query_one(f"#{name}", Canvas)
                panel.show(lines)
                panel.display = bool(lines)
        if self.as_table:
            canvas.show(return_table(facts, context))
            return
        here = self.ids[self.place] if self.ids else None
        lines = return_lines(facts, context, here, by_way=self.by_way, folded=self.size.height <= SHORT)
        canvas.show(lines if side or not found.tells else [*lines, *rest_lines(facts, context)])
        at = next((n for n, line in enumerate(lines) if line.raised), 0)
        self.call_after_refresh(self.call_after_refresh, self.show_keys)  # it may scroll only then
        self.keep_in_sight("#scroll", 0 if self.place == 0 else at, 2)

    def right_words(self) -> Sequence[str]:
        """Which days are looked at, and how many of them are written."""
        span = _("the last 4 weeks")
        return (f"{span}   {self.written}", self.written)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Only what works now."""
        if action == "open":
            return bool(self.ids) and not self.as_table
        if action == "by_way":
            return bool(self.ids) and not self.as_table
        if action == "scroll":
            return any(view.display and view.max_scroll_y > 0 for view in self.query(VerticalScroll))
        return action != "table" or bool(self.ids)

    def action_move(self, step: int) -> None:
        """Another task; behind the last one on to what stands below."""
        at_end = self.place == (len(self.ids) - 1 if step > 0 else 0)
        if self.as_table or not self.ids or at_end:
            self.action_scroll(step)
            return
        self.place += step
        self.refresh_diary()

    def action_scroll(self, step: int) -> None:
        """Further down or up, on both sides."""
        self.scroll_by("#scroll", step)
        self.scroll_by("#return-side", step)

    def action_by_way(self) -> None:
        """One list by the day on which a way was found, or the groups again."""
        here = self.ids[self.place]
        self.by_way = not self.by_way
        found = self.diary.figures.if_went_back()
        self.place = [task.id for task in rows_in_order(found, by_way=self.by_way)].index(here)
        self.refresh_diary()

    def action_table(self) -> None:
        """The same numbers as a table, and back."""
        self.as_table = not self.as_table
        self.refresh_diary()

    def action_open(self) -> None:
        """The sheet of the task."""
        self.app.push_screen(TaskSheet(self.opened_from, self.ids, self.ids[self.place]))

    def action_leave(self) -> None:
        """Back to where it was opened."""
        self.app.pop_screen()

    def on_canvas_picked(self, event: Canvas.Picked) -> None:
        """A click moves the cursor there."""
        if event.key in self.ids:
            self.place = self.ids.index(str(event.key))
            self.refresh_diary()
