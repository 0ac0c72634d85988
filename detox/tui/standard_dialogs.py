"""The questions that are typed into or read: a form, a note, a page."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from msgspec import Struct
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, Static, TextArea

from detox.errors import BadField, DetoxError
from detox.tui.canvas import Sheet
from detox.tui.dialog import KEEP_KEYS, Dialog, Keys
from detox.tui.fields import LineField, NoteField
from detox.tui.header_footer import GAP
from detox.tui.refusals import refused
from detox.tui.styled_lines import Line
from detox.words import N_, _

FEW_FIELDS = 4
"""More stand without an empty row between them."""


class Field(Struct, frozen=True, kw_only=True):
    """One line of a form."""

    key: str
    label: str
    value: str = ""
    hint: str = ""
    digits: bool = False


def label_cells(fields: Sequence[Field]) -> int:
    """The width of the column of labels, with a gap."""
    return max(cell_len(field.label) for field in fields) + GAP


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
        draft: bool = False,
        keys: Keys = (),
        deed: Callable[[dict[str, str]], object] | None = None,
    ) -> None:
        super().__init__(question, keys, deed)
        self.fields, self.note, self.broad, self.labels = tuple(fields), note, broad, labels
        self.draft = draft

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
    DRAFT = True
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
