"""The first run's pages of tasks: which went through the app, and how often each of them did."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.events import Key, Resize
from textual.geometry import Region
from textual.widgets import Input

from detox import catalogue
from detox.catalogue import TaskChoice, labels
from detox.diary.basket import LONG_LIST
from detox.diary.name_search import fits
from detox.tui.canvas import Canvas
from detox.tui.dialog import Dialog, Keys
from detox.tui.styled_lines import Line, wrapped
from detox.tui.task_marks import weight_marks
from detox.tui.text_fields import LineField
from detox.words import N_, _, ngettext

GROUPS = 19
"""Cells of the parts of life with their counts."""
SHARES = {"3": 100, "2": 67, "1": 33}
"""How a task went through the app, by key."""
SHORT_IS_SOONER = N_("A short list is read sooner. Everything can be changed under 7 List.")
CHANGED_LATER = N_("Ticked: what most people used it for. Everything can be changed under 7 List.")


ROOM_FOR_PARTS = 60
"""In a narrower window the part of life stands above its tasks, and not all of them beside these."""


class SetupTasksDialog(Dialog[tuple[str, ...]]):
    """Space ticks, tab goes to the next part of life, typing after / finds in both languages."""

    WHOLE = True
    KEYS: ClassVar[Keys] = (
        ("space", N_("tick")),
        ("tab", N_("group")),
        ("/", N_("filter")),
        ("enter", N_("next")),
        ("esc", N_("skip")),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", N_("tick"), show=False, id="setup.tick"),
        Binding("tab,right,pagedown", "group(1)", N_("group"), show=False, priority=True, id="setup.group"),
        Binding("shift+tab,left,pageup", "group(-1)", N_("group"), show=False, id="setup.group-before"),
        Binding("up", "move(-1)", N_("up"), show=False, priority=True, id="setup.up"),
        Binding("down", "move(1)", N_("down"), show=False, priority=True, id="setup.down"),
        Binding("home", "move(-999)", N_("up"), show=False, id="setup.first"),
        Binding("end", "move(999)", N_("down"), show=False, id="setup.last"),
        Binding("slash", "search", N_("filter"), show=False, id="setup.search"),
        Binding("enter", "keep", N_("next"), show=False, id="setup.keep"),
    ]

    AUTO_FOCUS = ""

    def __init__(self, app: str | None) -> None:
        super().__init__(_("What went through {app}?").format(app=catalogue.app_name(app)))
        self.named = app
        self.ticked = {task.id for task in catalogue.preset(app)}
        tasks = catalogue.tasks(app)
        self.parts = [part for part in catalogue.categories() if any(t.category == part.id for t in tasks)]
        self.part, self.place, self.text = 0, 0, ""

    def body(self) -> ComposeResult:
        """How many are ticked, a field to search in, both columns."""
        yield Canvas(id="counted")
        yield LineField(placeholder=_("type to search, in any language"), id="search")
        with Horizontal(id="page-columns"):
            with VerticalScroll(can_focus=False, id="page-parts"):
                yield Canvas(id="parts")
            with VerticalScroll(can_focus=False, id="page-rows"):
                yield Canvas(id="choices")

    def on_mount(self) -> None:
        """Show them."""
        super().on_mount()
        self.call_after_refresh(self.show_tasks)

    @property
    def shown(self) -> list[TaskChoice]:
        """The tasks at the right: of the part of life, or what was searched for."""
        if self.text:
            return [
                t for t in catalogue.tasks(self.named) if fits(self.text, (t.name(self.named), *t.known_by))
            ]
        return [task for task in catalogue.tasks(self.named) if task.category == self.parts[self.part].id]

    @property
    def one_column(self) -> bool:
        """Whether the parts of life have no column of their own."""
        return self.size.width < ROOM_FOR_PARTS

    def show_tasks(self) -> None:
        """Draw both columns with what is ticked."""
        canvas = self.query_one("#choices", Canvas)
        width = canvas.size.width or 50
        whole, n = len(catalogue.tasks(self.named)), len(self.ticked)
        counted = ngettext("{n} of {whole} chosen", "{n} of {whole} chosen", n).format(n=n, whole=whole)
        above = [Line().put(0, counted, "bright bold"), Line()]
        if self.one_column and not self.text:
            above.append(self._part_lines()[self.part])
        self.query_one("#counted", Canvas).show(above)
        note = _(SHORT_IS_SOONER if n > LONG_LIST else CHANGED_LATER)
        lines = [self._task_line(n, task, width) for n, task in enumerate(self.shown)]
        lines = lines or [Line().put(2, _("nothing fits"), "muted")]
        canvas.show([*lines, Line(), *(Line().put(2, row, "muted") for row in wrapped(note, width - 4))])
        self.query_one("#parts", Canvas).show(self._part_lines())
        self.query_one("#page-rows").scroll_to_region(Region(0, self.place, 1, 1), animate=False)
        self.query_one("#page-parts").scroll_to_region(Region(0, self.part, 1, 1), animate=False)

    def _part_lines(self) -> list[Line]:
        lines = []
        for n, part in enumerate(self.parts):
            here = n == self.part and not self.text
            own = [task for task in catalogue.tasks(self.named) if task.category == part.id]
            count = f"{sum(task.id in self.ticked for task in own)}/{len(own)}"
            line = Line(key=("part", n))
            line.put(0, self.host.glyphs.focus, "accent") if here else None
            line.put(2, part.name(), "bright bold" if here else "text")
            lines.append(line.right(GROUPS - 1, (count, "muted"), gap=1))
        return lines

    def _task_line(self, n: int, task: TaskChoice, width: int) -> Line:
        here, ticked, glyphs = n == self.place, task.id in self.ticked, self.host.glyphs
        line = Line(key=n)
        line.put(0, glyphs.focus, "accent") if here else None
        line.put(2, f"[{glyphs.selected if ticked else ' '}]", "text" if ticked else "muted")
        role = "bright bold" if here else "text" if ticked else "muted"
        name = task.name(self.named)
        if self.one_column and cell_len(name) > width - 11:  # the name comes before how much it matters
            return line.put(6, name, role, room=width - 6)
        line.put(6, name, role, room=width - 11)
        return weight_marks(line, max(line.width + 1, width - 4), task.importance, glyphs, "muted")

    def answer(self) -> tuple[str, ...]:
        """What is ticked, in the order of the catalogue."""
        return tuple(task.id for task in catalogue.tasks(self.named) if task.id in self.ticked)

    def action_tick(self) -> None:
        """Tick the task, or take its tick away."""
        if self.shown:
            self.ticked ^= {self.shown[self.place].id}
            self.show_tasks()

    def action_move(self, step: int) -> None:
        """Up or down; past the end of a part of life into the next one."""
        self.set_focus(None)
        to, last = self.place + step, len(self.shown) - 1
        if not self.text and abs(step) == 1 and not 0 <= to <= last:
            self.action_group(step)
            self.place = 0 if step > 0 else len(self.shown) - 1
        else:
            self.place = max(0, min(last, to))
        self.show_tasks()

    def action_group(self, step: int) -> None:
        """The part of life after or before; all are shown again after a search."""
        if self.text:
            self._leave_search()
        self.action_to_group((self.part + step) % len(self.parts))

    def action_to_group(self, part: int) -> None:
        """To that part of life."""
        self.part, self.place = part, 0
        self.show_tasks()

    def action_search(self) -> None:
        """Only the tasks whose name holds what is typed."""
        field = self.query_one("#search", Input)
        field.add_class("open")
        field.focus()

    def on_input_changed(self) -> None:
        """Find while typing."""
        self.text, self.place = self.query_one("#search", Input).value.strip(), 0
        self.show_tasks()

    def on_input_submitted(self) -> None:
        """Enter in the field goes to what was found."""
        self.set_focus(None)

    def on_key(self, event: Key) -> None:
        """Esc in the field, or after a search, shows everything again."""
        if event.key == "escape" and (self.focused is not None or self.text):
            event.stop()
            event.prevent_default()
            self._leave_search()

    def _leave_search(self) -> None:
        field = self.query_one("#search", Input)
        self.set_focus(None)
        self.text, self.place = "", 0
        with self.prevent(Input.Changed):
            field.value = ""
        field.remove_class("open")
        self.show_tasks()

    def action_leave(self) -> None:
        """Skip the page; a search is left first."""
        if self.text or self.query_one("#search").has_class("open"):
            self._leave_search()
        else:
            self.dismiss(None)

    def on_canvas_picked(self, event: Canvas.Picked) -> None:
        """A click ticks a task, or goes to a part of life."""
        if isinstance(event.key, int):
            self.place = event.key
            self.action_tick()
        elif isinstance(event.key, tuple):
            self._leave_search()
            self.action_to_group(int(event.key[1]))

    def on_resize(self, _event: Resize) -> None:
        """Draw again at the new width."""
        self.query_one("#page-parts").display = not self.one_column
        self.call_after_refresh(self.show_tasks)

    def on_canvas_widened(self) -> None:
        """Draw again in the room there is without the other column, or beside it."""
        self.call_after_refresh(self.show_tasks)


class SetupBeforeDialog(Dialog[dict[str, int]]):
    """How often the ticked tasks went through the app, by 3 2 1, in one pass that Esc leaves out."""

    WHOLE = True
    KEYS: ClassVar[Keys] = (("3 2 1", N_("how often")), ("enter", N_("next")), ("esc", N_("skip")))
    BINDINGS: ClassVar[list[BindingType]] = [
        *[
            Binding(key, f"often({share})", N_("how often"), show=False, id=f"before.{share}")
            for key, share in SHARES.items()
        ],
        Binding("up", "move(-1)", N_("up"), show=False, id="before.up"),
        Binding("down", "move(1)", N_("down"), show=False, id="before.down"),
        Binding("pageup", "move(-10)", N_("up"), show=False, id="before.page-up"),
        Binding("pagedown", "move(10)", N_("down"), show=False, id="before.page-down"),
        Binding("home", "move(-999)", N_("up"), show=False, id="before.first"),
        Binding("end", "move(999)", N_("down"), show=False, id="before.last"),
        Binding("enter", "keep", N_("next"), show=False, id="before.keep"),
    ]

    def __init__(self, app: str | None, tasks: Sequence[str]) -> None:
        super().__init__(_("And before: how often through it?"))
        self.named = app
        self.tasks = [task for task in catalogue.tasks() if task.id in tasks]
        self.said: dict[str, int] = {}
        self.place = 0

    def body(self) -> ComposeResult:
        """What it is for, and the tasks."""
        yield Canvas(id="counted")
        with VerticalScroll(can_focus=False, id="page-rows"):
            yield Canvas(id="choices")

    def on_mount(self) -> None:
        """Show them."""
        super().on_mount()
        self.call_after_refresh(self.show_tasks)

    def show_tasks(self) -> None:
        """Draw the tasks with what was said of each."""
        canvas = self.query_one("#choices", Canvas)
        width = canvas.size.width or 70
        note = _("3 always, 2 often, 1 seldom. It is the only picture of before, and is not asked again.")
        rows = [Line().put(0, row, "muted") for row in wrapped(note, width)]
        self.query_one("#counted", Canvas).show([*rows, Line()])
        canvas.show([self._line(n, task, width) for n, task in enumerate(self.tasks)])
        canvas.parent.scroll_to_region(Region(0, self.place, 1, 1), animate=False)  # type: ignore[union-attr]

    def _line(self, n: int, task: TaskChoice, width: int) -> Line:
        here, glyphs = n == self.place, self.host.glyphs
        said = _(labels.BEFORE[self.said[task.id]]) if task.id in self.said else ""
        line = Line(key=n)
        line.put(0, glyphs.focus, "accent") if here else None
        room = width - 4 - max(10, cell_len(said))
        line.put(2, task.name(self.named), "bright bold" if here else "text", room=room)
        return line.put(max(line.width + 1, width - 12), said or glyphs.nothing, "text" if said else "muted")

    def answer(self) -> dict[str, int]:
        """The shares in per cent by task; those not said are left out."""
        return dict(self.said)

    def action_often(self, share: int) -> None:
        """So it went, and on to the next."""
        self.said[self.tasks[self.place].id] = share
        self.action_move(1)

    def action_move(self, step: int) -> None:
        """Up or down."""
        self.place = max(0, min(len(self.tasks) - 1, self.place + step))
        self.show_tasks()

    def on_canvas_picked(self, event: Canvas.Picked) -> None:
        """A click moves the cursor there."""
        if isinstance(event.key, int):
            self.place = event.key
            self.show_tasks()

    def on_resize(self, _event: Resize) -> None:
        """Draw again at the new width."""
        self.call_after_refresh(self.show_tasks)
