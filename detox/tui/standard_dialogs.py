"""The dialogs that fit every question: a form, a note, a page to read, one of many, all that fit."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from msgspec import Struct
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.geometry import Region
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static, TextArea

from detox.diary.name_search import fits
from detox.errors import BadField, DetoxError
from detox.tui.canvas import Canvas
from detox.tui.dialog import KEEP_KEYS, NEW, TALLEST, Dialog, Keys, ScrollingDialog
from detox.tui.header_footer import GAP
from detox.tui.prose import Prose
from detox.tui.refusals import refusal_text
from detox.tui.styled_lines import Line, folded
from detox.tui.text_fields import NUMBER, LineField, NoteField
from detox.words import N_, _

INFO_WIDTH = 66
"""Cells of a line in a dialog that is read."""
INFO_WIDTH_AT_FIRST = 60
"""Cells of such a line, until it is known how many there are."""
AROUND = 8
"""Cells of a narrow window that no line of a dialog has."""
AROUND_ROWS = 10
"""Rows of a dialog that are none to read."""
ROOM_FOR_LABELS = 60
"""In narrower windows the column of labels is only as wide as the longest."""
FEW_FIELDS = 4
"""More stand without an empty row between them."""
FEW = 6
"""So many choices need no narrowing down."""


def info_cells(window: int) -> int:
    """Cells of a line in a dialog that is read, in a window of that width."""
    return min(INFO_WIDTH, window - AROUND)


LONGEST_NUMBER = 12
"""Signs of a number as it is typed: 1h30, 90 minutes."""


class Field(Struct, frozen=True, kw_only=True):
    """One line of a form."""

    key: str
    label: str
    name: str = ""
    """What a refusal calls it, where the label says more than its name."""
    value: str = ""
    hint: str = ""
    digits: bool = False
    """Whether a number is asked for: it is short, and typing replaces it."""
    lines: bool = False
    """Whether it may have several lines; Enter keeps them, ctrl+j begins a new one."""
    names: tuple[str, ...] = ()
    """What is likely meant: the first that begins as typed is offered; the right arrow takes it."""


def label_cells(fields: Sequence[Field]) -> int:
    """The width of the column of labels, with a gap."""
    return max(cell_len(field.label) for field in fields) + GAP


NEW_LINE = ("ctrl+j", N_("new line"))


class FormDialog(Dialog[dict[str, str]]):
    """Fields to fill in, one a line; Enter keeps them all."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", N_("keep"), show=False, id="form.keep"),
        Binding("ctrl+j", "new_line", N_("new line"), show=False, id="form.new-line"),
    ]

    def __init__(
        self,
        question: str,
        fields: Sequence[Field],
        *,
        note: str = "",
        broad: bool = False,
        labels: int = 0,
        draft: str,
        keys: Keys = (),
        submit: Callable[[dict[str, str]], object] | None = None,
    ) -> None:
        if any(field.lines for field in fields):
            keys = (*(keys or self.KEYS), NEW_LINE)
        super().__init__(question, keys, submit, draft=draft)
        self.fields, self.note, self.broad, self.labels = tuple(fields), note, broad, labels

    def body(self) -> ComposeResult:
        """A label and an input for each."""
        for field in self.fields:
            with Horizontal(classes="field lines" if field.lines else "field"):
                yield Static(field.label, markup=False)
                if field.lines:
                    yield NoteField(
                        field.value, soft_wrap=True, show_line_numbers=False, id=f"field-{field.key}"
                    )
                    continue
                yield LineField(
                    field.value,
                    placeholder=field.hint,
                    max_length=LONGEST_NUMBER if field.digits else 0,
                    select_on_focus=field.digits,
                    suggester=SuggestFromList(field.names, case_sensitive=False) if field.names else None,
                    classes=NUMBER if field.digits else "",
                    id=f"field-{field.key}",
                )
        if self.note:
            yield Prose(self.note, classes="hint", markup=False)

    def on_mount(self) -> None:
        """Wide where sentences are typed."""
        super().on_mount()
        self.query_one(".dialog").set_class(self.broad, "broad")
        self.query_one(".dialog").set_class(len(self.fields) > FEW_FIELDS, "dense")

    def on_resize(self) -> None:
        """On a phone the labels have no more cells than they need, and the fields the rest."""
        needed = label_cells(self.fields) if self.app.size.width < ROOM_FOR_LABELS else None
        for label in self.query(".field Static"):
            label.styles.width = self.labels or needed

    def answer(self) -> dict[str, str]:
        """The fields as typed."""
        return {field.key: self._typed(field) for field in self.fields}

    def _typed(self, field: Field) -> str:
        name = f"#field-{field.key}"
        return self.query_one(name, NoteField).text if field.lines else self.query_one(name, Input).value

    def refusal_for(self, error: DetoxError) -> str:
        """The refusal, with the field called as it is called here."""
        labels = {field.key: field.name or field.label for field in self.fields}
        return refusal_text(error, labels.get(error.field, "") if isinstance(error, BadField) else "")

    def on_input_submitted(self) -> None:
        """Enter keeps."""
        self.action_keep()

    def action_new_line(self) -> None:
        """Begin a new line where there may be several."""
        if isinstance(self.focused, NoteField):
            self.focused.insert("\n")


class NoteDialog(Dialog[str]):
    """A longer text; Enter keeps it, ctrl+j begins a new line."""

    BROAD = True
    KEYS: ClassVar[Keys] = (*KEEP_KEYS, NEW_LINE)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", N_("keep"), id="dialog.keep"),
        Binding("ctrl+j", "new_line", N_("new line"), id="dialog.new-line"),
    ]

    def __init__(
        self, question: str, text: str, submit: Callable[[str], object] | None = None, *, draft: str
    ) -> None:
        super().__init__(question, submit=submit, draft=draft)
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


Layout = Callable[[int], Sequence[Line]]
"""Lays lines out in so many cells."""


class InfoDialog(Dialog[bool]):
    """Lines to read, no wider than the window and no taller than they need; the usual keys close it."""

    BROAD = True
    KEYS: ClassVar[Keys] = (("esc", N_("close")),)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,q,space", "leave", N_("close"), show=False, id="info.close"),
        Binding("down,j,pagedown", "scroll(1)", N_("down"), show=False, id="info.down"),
        Binding("up,k,pageup", "scroll(-1)", N_("up"), show=False, id="info.up"),
    ]

    def __init__(self, question: str, lines: Sequence[Line] | Layout) -> None:
        super().__init__(question)
        self.lay_out = lines if callable(lines) else None
        self.lines = () if callable(lines) else tuple(lines)

    def body(self) -> ComposeResult:
        """The lines; they scroll where the window is short."""
        with VerticalScroll(can_focus=False, classes="info"):
            yield Canvas(id="info", ground="raised")

    def on_mount(self) -> None:
        """Show them."""
        super().on_mount()
        self.on_canvas_widened()

    def on_canvas_widened(self) -> None:
        """Lay the lines out for the width there is; a resized window has another one."""
        canvas = self.query_one("#info", Canvas)
        rows = self.lines_in(canvas.size.width or info_cells(self.app.size.width))
        canvas.show(rows)
        room = int(self.size.height * TALLEST) - AROUND_ROWS
        self.query_one(".info").set_class(len(rows) <= room, "fits")
        self.query_one(".dialog").set_class(len(rows) > room, "scrolls")
        self.call_after_refresh(self._say_there_is_more)

    def lines_in(self, width: int) -> Sequence[Line]:
        """The lines in so many cells; what ends later goes on in the next row."""
        return self.lay_out(width) if self.lay_out else folded(self.lines, width)

    def _say_there_is_more(self) -> None:
        more = self.query_one(".info", VerticalScroll).max_scroll_y > 0
        self.show_keys((*self.keys, ("down", N_("more"))) if more else self.keys)

    def on_resize(self) -> None:
        """A window of another height has other rows, even where its width is the same."""
        self.call_after_refresh(self.on_canvas_widened)

    def action_scroll(self, step: int) -> None:
        """Further down or up."""
        self.query_one(".info", VerticalScroll).scroll_relative(y=step * 4, animate=False)


class YesNoDialog(Dialog[bool]):
    """A question that is answered with y or n; n and Esc leave everything as it was."""

    KEYS: ClassVar[Keys] = (("y", N_("yes")), ("n", N_("no")))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "yes", N_("yes"), id="question.yes"),
        Binding("n", "leave", N_("no"), id="question.no"),
    ]

    def action_yes(self) -> None:
        """So it is."""
        self.dismiss(result=True)


class Option(Struct, frozen=True, kw_only=True):
    """One thing to choose."""

    key: str
    name: str
    aside: str = ""
    """A word at its right."""


class ChoiceDialog(ScrollingDialog[str]):
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
        choices: Sequence[Option],
        *,
        chosen: str | None = None,
        new: str = "",
        note: str = "",
        broad: bool = False,
        keys: Keys = (),
        draft: str = "",
    ) -> None:
        super().__init__(question, keys, draft=draft)
        self.choices, self.new, self.note, self.broad = tuple(choices), new, note, broad
        self.place = next((n for n, choice in enumerate(choices) if choice.key == chosen), 0)

    def body(self) -> ComposeResult:
        """A field to type in and the choices that fit."""
        if len(self.choices) > FEW or self.new:
            yield self.field()
        if self.note:
            yield Prose(self.note, classes="hint choosing", markup=False)
        with VerticalScroll(classes="choices", can_focus=False):
            yield Canvas(id="choices", ground="raised")

    def field(self) -> LineField:
        """What is typed in narrows the choices down."""
        return LineField(placeholder=_("type to narrow it down"), classes="narrowing")

    def on_mount(self) -> None:
        """Show them all."""
        super().on_mount()
        self.query_one(".dialog").set_class(self.broad, "broad")
        self.call_after_refresh(self.show_choices)

    @property
    def typed(self) -> str:
        """What the choices are narrowed down to."""
        return "".join(field.value.strip() for field in self.query(Input))

    def fitting(self) -> list[Option]:
        """The choices that hold what was typed; at the end, a new one of that name where that may be."""
        typed = self.typed
        fitting = [choice for choice in self.choices if fits(typed, (choice.name,))]
        exact = any(typed.casefold() == choice.name.casefold() for choice in self.choices)
        if typed and self.new and not exact:
            fitting.append(Option(key=NEW + typed, name=self.new.format(name=typed)))
        return fitting

    def show_choices(self) -> None:
        """Draw the choices that fit."""
        self.make_room()
        fitting = self.fitting()
        self.place = max(0, min(self.place, len(fitting) - 1))
        lines, canvas = [], self.query_one("#choices", Canvas)
        width = canvas.size.width or 38
        for n, choice in enumerate(fitting):
            here = n == self.place
            line = Line(key=n)
            line.put(0, self.host.glyphs.focus, "accent") if here else None
            line.put(2, self.label_of(n, choice), "bright bold" if here else "text", room=width - 4)
            lines.append(line.right(width, (choice.aside, "muted")) if choice.aside else line)
        canvas.show(lines or [Line().put(2, _("nothing fits"), "muted")])
        canvas.parent.scroll_to_region(Region(0, self.place, 1, 1), animate=False)  # type: ignore[union-attr]

    def label_of(self, place: int, choice: Option) -> str:  # noqa: ARG002 - a search counts its first ones
        """What stands in a choice's row."""
        return choice.name

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

    def on_canvas_picked(self, event: Canvas.Picked) -> None:
        """A click chooses."""
        self.place = int(str(event.key))
        self.action_keep()


class TickDialog(ScrollingDialog[tuple[str, ...]]):
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
        choices: Sequence[Option],
        ticked: Sequence[str],
        *,
        keys: Keys = (),
        submit: Callable[[tuple[str, ...]], object] | None = None,
    ) -> None:
        super().__init__(question, keys, submit)
        self.choices, self.ticked, self.place = tuple(choices), set(ticked), 0

    def body(self) -> ComposeResult:
        """The list."""
        with VerticalScroll(classes="choices", can_focus=False):
            yield Canvas(id="choices", ground="raised")

    def on_mount(self) -> None:
        """Show it."""
        super().on_mount()
        self.call_after_refresh(self.show_choices)

    def show_choices(self) -> None:
        """Draw every line with its tick."""
        self.make_room()
        canvas, lines = self.query_one("#choices", Canvas), []
        glyphs = self.host.glyphs
        for n, choice in enumerate(self.choices):
            here, ticked = n == self.place, choice.key in self.ticked
            line = Line(key=n)
            line.put(0, glyphs.focus, "accent") if here else None
            line.put(2, f"[{glyphs.selected if ticked else ' '}]", "text" if ticked else "muted")
            role = "bright bold" if here else "text" if ticked else "muted"
            line.put(6, choice.name, role, room=canvas.size.width - 7 - cell_len(choice.aside))
            lines.append(line.right(canvas.size.width, (choice.aside, "muted")) if choice.aside else line)
        canvas.show(lines)
        canvas.parent.scroll_to_region(Region(0, self.place, 1, 1), animate=False)  # type: ignore[union-attr]

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

    def on_canvas_picked(self, event: Canvas.Picked) -> None:
        """A click ticks."""
        if isinstance(event.key, int):
            self.place = event.key
            self.action_tick()
