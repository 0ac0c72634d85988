"""Dialogs that choose: one of many, or all that fit; typing narrows them down."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from msgspec import Struct
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.widgets import Input, Static

from detox.tui.canvas import Sheet
from detox.tui.dialog import Dialog, Keys
from detox.tui.fields import LineField
from detox.tui.styled_lines import Line
from detox.tui.today_rows import NEW
from detox.words import N_, _


class Choice(Struct, frozen=True, kw_only=True):
    """One thing to choose."""

    key: str
    name: str
    aside: str = ""
    """A word at its right."""


FEW = 6
"""So many choices need no narrowing down."""


class ChoiceDialog(Dialog[str]):
    """One of many; typing narrows them down, and may name a new one."""

    KEYS: ClassVar[Keys] = (("enter", N_("choose")), ("esc", N_("leave as it was")))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", N_("up"), show=False, priority=True, id="choice.up"),
        Binding("down", "move(1)", N_("down"), show=False, priority=True, id="choice.down"),
        Binding("enter", "choose", N_("choose"), show=False, id="choice.choose"),
    ]

    def __init__(
        self,
        question: str,
        choices: Sequence[Choice],
        *,
        chosen: str | None = None,
        new: str = "",
        note: str = "",
        broad: bool = False,
        keys: Keys = (),
    ) -> None:
        super().__init__(question, keys)
        self.choices, self.new, self.note, self.broad = tuple(choices), new, note, broad
        self.place = next((n for n, choice in enumerate(choices) if choice.key == chosen), 0)

    def body(self) -> ComposeResult:
        """A field to type in and the choices that fit."""
        if len(self.choices) > FEW or self.new:
            yield LineField(placeholder=_("type to narrow it down"), classes="narrowing")
        if self.note:
            yield Static(self.note, classes="hint choosing", markup=False)
        with VerticalScroll(classes="choices", can_focus=False):
            yield Sheet(id="choices", ground="raised")

    def on_mount(self) -> None:
        """Show them all."""
        super().on_mount()
        self.query_one(".dialog").set_class(self.broad, "broad")
        self.call_after_refresh(self.show_choices)

    @property
    def typed(self) -> str:
        """What the choices are narrowed down to."""
        return "".join(field.value.strip() for field in self.query(Input))

    def fitting(self) -> list[Choice]:
        """The choices that hold what was typed; at the end, a new one of that name where that may be."""
        typed = self.typed
        fitting = [choice for choice in self.choices if typed.casefold() in choice.name.casefold()]
        exact = any(typed.casefold() == choice.name.casefold() for choice in self.choices)
        if typed and self.new and not exact:
            fitting.append(Choice(key=NEW + typed, name=self.new.format(name=typed)))
        return fitting

    def show_choices(self) -> None:
        """Draw the choices that fit."""
        fitting = self.fitting()
        self.place = max(0, min(self.place, len(fitting) - 1))
        lines, sheet = [], self.query_one("#choices", Sheet)
        width = sheet.size.width or 38
        for n, choice in enumerate(fitting):
            here = n == self.place
            line = Line(key=n)
            line.put(0, self.house.signs.focus, "accent") if here else None
            line.put(2, choice.name, "bright bold" if here else "text", room=width - 4)
            lines.append(line.right(width, (choice.aside, "muted")) if choice.aside else line)
        sheet.show(lines or [Line().put(2, _("nothing fits"), "muted")])
        sheet.parent.scroll_to_region(Region(0, self.place, 1, 1), animate=False)  # type: ignore[union-attr]

    def answer(self) -> str | None:
        """The key of the chosen one."""
        fitting = self.fitting()
        return fitting[self.place].key if fitting else None

    def action_move(self, step: int) -> None:
        """The one above or below."""
        self.place += step
        self.show_choices()

    def on_input_changed(self) -> None:
        """Narrow the choices down."""
        self.place = 0 if self.typed else self.place
        self.show_choices()

    def on_input_submitted(self) -> None:
        """Enter chooses, in the field as outside it."""
        self.action_choose()

    def action_choose(self) -> None:
        """Choose the marked one."""
        if self.answer() is not None:
            self.action_keep()

    def on_resize(self) -> None:
        """Draw again at the new width."""
        self.call_after_refresh(self.show_choices)

    def on_sheet_picked(self, event: Sheet.Picked) -> None:
        """A click chooses."""
        self.place = int(str(event.key))
        self.action_keep()


class TickDialog(Dialog[tuple[str, ...]]):
    """All that fit: Space ticks, Enter keeps."""

    BROAD = True
    KEYS: ClassVar[Keys] = (("space", N_("tick")), ("enter", N_("keep")), ("esc", N_("skip")))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", N_("up"), show=False, id="tick.up"),
        Binding("down", "move(1)", N_("down"), show=False, id="tick.down"),
        Binding("pageup", "move(-8)", N_("up"), show=False, id="tick.page-up"),
        Binding("pagedown", "move(8)", N_("down"), show=False, id="tick.page-down"),
        Binding("space", "tick", N_("tick"), show=False, id="tick.tick"),
        Binding("enter", "keep", N_("keep"), show=False, id="tick.keep"),
    ]

    def __init__(
        self,
        question: str,
        choices: Sequence[Choice],
        ticked: Sequence[str],
        *,
        keys: Keys = (),
        deed: Callable[[tuple[str, ...]], object] | None = None,
    ) -> None:
        super().__init__(question, keys, deed)
        self.choices, self.ticked, self.place = tuple(choices), set(ticked), 0

    def body(self) -> ComposeResult:
        """The list."""
        with VerticalScroll(classes="choices", can_focus=False):
            yield Sheet(id="choices", ground="raised")

    def on_mount(self) -> None:
        """Show it."""
        super().on_mount()
        self.call_after_refresh(self.show_choices)

    def show_choices(self) -> None:
        """Draw every line with its tick."""
        sheet, lines = self.query_one("#choices", Sheet), []
        signs = self.house.signs
        for n, choice in enumerate(self.choices):
            here, ticked = n == self.place, choice.key in self.ticked
            line = Line(key=n)
            line.put(0, signs.focus, "accent") if here else None
            line.put(2, f"[{signs.selected if ticked else ' '}]", "text" if ticked else "muted")
            role = "bright bold" if here else "text" if ticked else "muted"
            line.put(6, choice.name, role, room=sheet.size.width - 7 - cell_len(choice.aside))
            lines.append(line.right(sheet.size.width, (choice.aside, "muted")) if choice.aside else line)
        sheet.show(lines)
        sheet.parent.scroll_to_region(Region(0, self.place, 1, 1), animate=False)  # type: ignore[union-attr]

    def answer(self) -> tuple[str, ...]:
        """The keys of what is ticked, in the order of the list."""
        return tuple(choice.key for choice in self.choices if choice.key in self.ticked)

    def action_move(self, step: int) -> None:
        """Up or down."""
        self.place = max(0, min(len(self.choices) - 1, self.place + step))
        self.show_choices()

    def action_tick(self) -> None:
        """Tick the line, or take its tick away."""
        self.ticked ^= {self.choices[self.place].key}
        self.show_choices()

    def on_sheet_picked(self, event: Sheet.Picked) -> None:
        """A click ticks."""
        if isinstance(event.key, int):
            self.place = event.key
            self.action_tick()
