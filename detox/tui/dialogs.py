"""Dialogs: one question each; they gather, the diary judges; `None` is a change of mind.

A dialog that is given a deed does it before it closes, and stays as it was typed where the diary refuses.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static, TextArea

from detox.errors import BadField, DetoxError
from detox.tui.fields import LineField, NoteField
from detox.tui.frame import GAP
from detox.tui.paint import Line
from detox.tui.refused import refused
from detox.tui.screen import House
from detox.tui.sheet import Sheet
from detox.words import N_, _

FEW_ROWS = 24
"""In a lower window a refusal takes the place of the note."""
FEW_FIELDS = 4
"""More stand without an empty row between them."""
Answer = TypeVar("Answer")
Keys = Sequence[tuple[str, str]]
KEEP_KEYS: Keys = (("enter", N_("keep")), ("esc", N_("leave as it was")))


class Dialog(ModalScreen[Answer | None], Generic[Answer]):
    """A question over a page that has stepped back."""

    BROAD: ClassVar[bool] = False
    KEYS: ClassVar[Keys] = KEEP_KEYS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("leave as it was"), id="dialog.leave"),
    ]

    def __init__(
        self, question: str, keys: Keys = (), deed: Callable[[Answer], object] | None = None
    ) -> None:
        super().__init__()
        self.question, self.keys, self.deed = question, keys or self.KEYS, deed

    def compose(self) -> ComposeResult:
        """The question, what to answer with, and the keys."""
        with Vertical(classes="dialog broad" if self.BROAD else "dialog"):
            yield Static(self.question, classes="question", markup=False)
            yield from self.body()
            yield Static(id="refused", markup=False)
            yield Sheet(id="dialog-keys", ground="raised")

    def body(self) -> ComposeResult:
        """What stands between the question and the keys."""
        yield from ()

    def on_mount(self) -> None:
        """Show the keys; what was said before would lie over the question."""
        self.app.clear_notifications()
        self.show_keys(self.keys)

    def show_keys(self, keys: Keys) -> None:
        """Draw the keys that this dialog knows."""
        line = Line()
        for key, word in keys:
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
        answer = self.answer()
        if answer is not None and self.deed is not None:
            with suppress(DetoxError):
                self.deed(answer)
        self.dismiss(answer)

    def action_keep(self) -> None:
        """Give the answer; stay, with the reason, where the diary refuses it."""
        answer = self.answer()
        if answer is not None and self.deed is not None:
            try:
                self.deed(answer)
            except DetoxError as error:
                self.query_one("#refused", Static).update(self.why_not(error))
                self.query_one("#refused").add_class("open")
                self.set_class(self.size.height < FEW_ROWS, "tight")
                return
        self.dismiss(answer)

    def why_not(self, error: DetoxError) -> str:
        """The refusal as this dialog says it."""
        return refused(error)

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
        self,
        question: str,
        fields: Sequence[Field],
        *,
        note: str = "",
        broad: bool = False,
        labels: int = 0,
        keys: Keys = (),
        deed: Callable[[dict[str, str]], object] | None = None,
    ) -> None:
        super().__init__(question, keys, deed)
        self.fields, self.note, self.broad, self.labels = tuple(fields), note, broad, labels

    def body(self) -> ComposeResult:
        """A label and an input for each."""
        for field in self.fields:
            with Horizontal(classes="field"):
                yield Static(field.label, markup=False)
                yield LineField(
                    field.value,
                    placeholder=field.hint,
                    type="integer" if field.digits else "text",
                    max_length=4 if field.digits else 0,
                    select_on_focus=field.digits,
                    id=f"field-{field.key}",
                )
        if self.note:
            yield Static(self.note, classes="hint", markup=False)

    def on_mount(self) -> None:
        """Wide where sentences are typed."""
        super().on_mount()
        self.query_one(".dialog").set_class(self.broad, "broad")
        self.query_one(".dialog").set_class(len(self.fields) > FEW_FIELDS, "dense")
        for label in self.query(".field Static"):
            label.styles.width = self.labels or None

    def answer(self) -> dict[str, str]:
        """The fields as typed."""
        return {field.key: self.query_one(f"#field-{field.key}", Input).value for field in self.fields}

    def why_not(self, error: DetoxError) -> str:
        """The refusal, with the field called as it is called here."""
        labels = {field.key: field.label for field in self.fields}
        return refused(error, labels.get(error.field, "") if isinstance(error, BadField) else "")

    def on_input_submitted(self) -> None:
        """Enter keeps."""
        self.action_keep()


class NoteDialog(Dialog[str]):
    """A longer text; Enter keeps it, ctrl+j begins a new line."""

    BROAD = True
    KEYS: ClassVar[Keys] = (*KEEP_KEYS, ("ctrl+j", N_("new line")))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", N_("keep"), id="dialog.keep"),
        Binding("ctrl+j", "new_line", N_("new line"), id="dialog.new-line"),
    ]

    def __init__(self, question: str, text: str, deed: Callable[[str], object] | None = None) -> None:
        super().__init__(question, deed=deed)
        self.text = text

    def body(self) -> ComposeResult:
        """A field of five lines below its label."""
        yield Static(_("Note"), classes="hint", markup=False)
        yield NoteField(self.text, soft_wrap=True, show_line_numbers=False)

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


class InfoDialog(Dialog[bool]):
    """Lines to read; any of the usual keys closes it."""

    BROAD = True
    KEYS: ClassVar[Keys] = (("esc", N_("close")),)
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
        self.call_after_refresh(self._say_there_is_more)

    def _say_there_is_more(self) -> None:
        if self.query_one(".info", VerticalScroll).max_scroll_y > 0:
            self.show_keys((*self.keys, ("down", N_("more"))))

    def action_scroll(self, step: int) -> None:
        """Further down or up."""
        self.query_one(".info", VerticalScroll).scroll_relative(y=step * 4, animate=False)
