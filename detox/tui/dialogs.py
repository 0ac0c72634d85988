"""Dialogs: one question each; they gather, the diary judges; `None` is a change of mind."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.widgets import Input, Static, TextArea

from detox.tui.frame import GAP
from detox.tui.paint import Line
from detox.tui.screen import House
from detox.tui.sheet import Sheet
from detox.words import N_, _

Answer = TypeVar("Answer")
KEEP_KEYS = (("enter", N_("keep")), ("esc", N_("leave as it was")))


class Dialog(ModalScreen[Answer | None], Generic[Answer]):
    """A question over a page that has stepped back."""

    BROAD: ClassVar[bool] = False
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = KEEP_KEYS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("leave as it was"), id="dialog.leave"),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self.question = question

    def compose(self) -> ComposeResult:
        """The question, what to answer with, and the keys."""
        with Vertical(classes="dialog broad" if self.BROAD else "dialog"):
            yield Static(self.question, classes="question", markup=False)
            yield from self.body()
            yield Sheet(id="dialog-keys", ground="raised")

    def body(self) -> ComposeResult:
        """What stands between the question and the keys."""
        yield from ()

    def on_mount(self) -> None:
        """Show the keys."""
        line = Line()
        for key, word in self.KEYS:
            line.then(_(key), "text bold", gap=GAP if line.pieces else 0)
            line.then(_(word), "muted", gap=1)
        sheet = self.query_one("#dialog-keys", Sheet)
        sheet.add_class("dialog-keys")
        sheet.show([line])

    @property
    def house(self) -> House:
        """The app, as far as a dialog needs it."""
        return cast("House", self.app)

    def answer(self) -> Answer | None:
        """What has been gathered so far."""
        return None

    def keep_draft(self) -> None:
        """The program has to stop: what was typed counts as an answer."""
        self.dismiss(self.answer())

    def action_keep(self) -> None:
        """Give the answer."""
        self.dismiss(self.answer())

    def action_leave(self) -> None:
        """A change of mind."""
        self.dismiss(None)


@dataclass(frozen=True, kw_only=True)
class Field:
    """One line of a form."""

    key: str
    label: str
    value: str = ""
    hint: str = ""
    digits: bool = False


class FormDialog(Dialog[dict[str, str]]):
    """Fields to fill in, one a line; Enter keeps them all."""

    def __init__(
        self, question: str, fields: Sequence[Field], *, note: str = "", broad: bool = False
    ) -> None:
        super().__init__(question)
        self.fields, self.note, self.broad = tuple(fields), note, broad

    def body(self) -> ComposeResult:
        """A label and an input for each."""
        for field in self.fields:
            with Horizontal(classes="field"):
                yield Static(field.label, markup=False)
                yield Input(
                    field.value,
                    placeholder=field.hint,
                    type="integer" if field.digits else "text",
                    max_length=4 if field.digits else None,
                    select_on_focus=field.digits,
                    id=f"field-{field.key}",
                )
        if self.note:
            yield Static(self.note, classes="hint", markup=False)

    def on_mount(self) -> None:
        """Wide where sentences are typed."""
        super().on_mount()
        self.query_one(".dialog").set_class(self.broad, "broad")

    def answer(self) -> dict[str, str]:
        """The fields as typed."""
        return {field.key: self.query_one(f"#field-{field.key}", Input).value for field in self.fields}

    def on_input_submitted(self) -> None:
        """Enter keeps."""
        self.action_keep()


class NoteDialog(Dialog[str]):
    """A longer text; Enter keeps it, ctrl+j begins a new line."""

    BROAD = True
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (*KEEP_KEYS, ("ctrl+j", N_("new line")))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", N_("keep"), priority=True, id="dialog.keep"),
        Binding("ctrl+j", "new_line", N_("new line"), priority=True, id="dialog.new-line"),
    ]

    def __init__(self, question: str, text: str) -> None:
        super().__init__(question)
        self.text = text

    def body(self) -> ComposeResult:
        """A field of five lines."""
        yield TextArea(self.text, soft_wrap=True, show_line_numbers=False)

    def on_mount(self) -> None:
        """Write on at the end."""
        super().on_mount()
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)

    def answer(self) -> str:
        """The text."""
        return self.query_one(TextArea).text

    def action_new_line(self) -> None:
        """Begin a new line."""
        self.query_one(TextArea).insert("\n")


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One thing to choose."""

    key: str
    name: str
    aside: str = ""
    """A word at its right."""


NEW = "\0new"
"""Before a name that was typed and is none of the choices."""


class ChoiceDialog(Dialog[str]):
    """One of many; typing narrows them down, and may name a new one."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("enter", N_("choose")), ("esc", N_("leave as it was")))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", N_("up"), show=False, priority=True, id="choice.up"),
        Binding("down", "move(1)", N_("down"), show=False, priority=True, id="choice.down"),
    ]

    def __init__(
        self, question: str, choices: Sequence[Choice], *, chosen: str | None = None, new: str = ""
    ) -> None:
        super().__init__(question)
        self.choices, self.new = tuple(choices), new
        self.place = next((n for n, choice in enumerate(choices) if choice.key == chosen), 0)

    def body(self) -> ComposeResult:
        """A field to type in and the choices that fit."""
        yield Input(placeholder=_("type to narrow it down"))
        yield Static("", markup=False)
        with VerticalScroll(classes="choices", can_focus=False):
            yield Sheet(id="choices", ground="raised")

    def on_mount(self) -> None:
        """Show them all."""
        super().on_mount()
        self.show_choices()

    def fitting(self) -> list[Choice]:
        """The choices that hold what was typed; at the end, a new one of that name where that may be."""
        typed = self.query_one(Input).value.strip()
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

    def keep_draft(self) -> None:
        """Nothing was chosen yet."""
        self.dismiss(None)

    def action_move(self, step: int) -> None:
        """The one above or below."""
        self.place += step
        self.show_choices()

    def on_input_changed(self) -> None:
        """Narrow the choices down."""
        self.place = self.place if not self.query_one(Input).value else 0
        self.show_choices()

    def on_input_submitted(self) -> None:
        """Enter chooses."""
        if self.answer() is not None:
            self.action_keep()

    def on_resize(self) -> None:
        """Draw again at the new width."""
        self.call_after_refresh(self.show_choices)

    def on_sheet_picked(self, event: Sheet.Picked) -> None:
        """A click chooses."""
        self.place = int(str(event.key))
        self.action_keep()


class InfoDialog(Dialog[bool]):
    """Lines to read; any of the usual keys closes it."""

    BROAD = True
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("esc", N_("close")),)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,q,space", "leave", N_("close"), show=False, id="info.close"),
        Binding("down,j,pagedown", "scroll(1)", N_("down"), show=False, id="info.down"),
        Binding("up,k,pageup", "scroll(-1)", N_("up"), show=False, id="info.up"),
    ]

    def __init__(self, question: str, lines: Sequence[Line]) -> None:
        super().__init__(question)
        self.lines = tuple(lines)

    def body(self) -> ComposeResult:
        """The lines; they scroll where the window is short."""
        with VerticalScroll(can_focus=False, classes="info"):
            yield Sheet(id="info", ground="raised")

    def on_mount(self) -> None:
        """Show them."""
        super().on_mount()
        self.query_one("#info", Sheet).show(self.lines)

    def action_scroll(self, step: int) -> None:
        """Further down or up."""
        self.query_one(".info", VerticalScroll).scroll_relative(y=step * 4, animate=False)
