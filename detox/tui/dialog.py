"""The frame of every dialog: one question; it gathers, the diary judges; `None` is a change of mind.

A dialog that is given `submit` calls it before it closes, and stays as it was typed where the diary refuses.
"""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Generic, Protocol, TypeVar, cast

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from detox.errors import DetoxError
from detox.tui.canvas import Canvas
from detox.tui.diary_screen import STYLES, ScreenHost
from detox.tui.header_footer import GAP, translated_key
from detox.tui.prose import Prose
from detox.tui.refusals import refusal_text
from detox.tui.styled_lines import Line
from detox.words import N_, _

FEW_ROWS = 24
"""In a lower window a refusal takes the place of the note."""
TALLEST = 0.9
"""The share of the window's rows that a dialog has at most."""
FEWEST_CHOICES, MOST_CHOICES = 3, 12
"""Rows of a list in a dialog."""
KEY_CODES = {
    "esc": "escape",
    "F3": "f3",
    "del": "delete",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
}
"""Keys by what Textual calls them, where a dialog calls them otherwise."""
NEW = "\0new"
"""Before a name that was typed and is none of the choices."""
Answer = TypeVar("Answer")
Keys = Sequence[tuple[str, str]]
KEEP_KEYS: Keys = (("enter", N_("keep")), ("esc", N_("leave as it was")))


class Dialog(ModalScreen[Answer | None], Generic[Answer]):
    """A question over a page that has stepped back."""

    CSS_PATH = STYLES
    BROAD: ClassVar[bool] = False
    WHOLE: ClassVar[bool] = False
    """Whether it takes the whole window, as a page of its own."""
    MUTES: ClassVar[bool] = True
    """Whether the page behind it steps back."""
    ALONE: ClassVar[bool] = True
    """Whether the program's own keys rest while it is open."""
    KEYS: ClassVar[Keys] = KEEP_KEYS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("leave as it was"), id="dialog.leave"),
        # Textual asks nobody behind a dialog for a key; this one has to work everywhere.
        Binding("f2", "app.hide", N_("hide or show names"), show=False, priority=True, id="dialog.hide"),
    ]

    def __init__(
        self,
        question: str,
        keys: Keys = (),
        submit: Callable[[Answer], object] | None = None,
        *,
        draft: str = "",
    ) -> None:
        from detox.tui.draft_keeper import DraftKeeper  # noqa: PLC0415 - the first picture has no fields

        super().__init__()
        self.question, self.keys, self.submit = question, keys or self.KEYS, submit
        self.keeper = DraftKeeper(self, question, draft)
        """What is typed here is kept under the name `draft`, where that is given."""
        self._focused_before: Widget | None = None
        self._shown_keys: Keys = self.keys

    def compose(self) -> ComposeResult:
        """The question, what to answer with, and the keys."""
        size = "dialog whole" if self.WHOLE else "dialog broad" if self.BROAD else "dialog"
        with Vertical(classes=size):
            yield Prose(self.question, classes="question", markup=False)
            yield from self.body()
            yield Prose(id="taken-up", classes="hint", markup=False)
            yield Prose(id="refused", markup=False)
            yield Prose(_("names hidden   F2 shows them"), id="covered", classes="hint", markup=False)
            yield Canvas(id="dialog-keys", ground="ground" if self.WHOLE else "raised")

    def body(self) -> ComposeResult:
        """What stands between the question and the keys."""
        yield from ()

    def on_mount(self) -> None:
        """Show the keys; what was said before would lie over the question."""
        self.app.clear_notifications()
        self.show_keys(self.keys)
        self.keeper.take_up()

    def on_input_changed(self) -> None:
        """What is typed goes to the disk soon after."""
        self.keeper.typed()

    def on_text_area_changed(self) -> None:
        """What is typed goes to the disk soon after."""
        self.keeper.typed()

    def show_keys(self, keys: Keys) -> None:
        """Draw the keys that this dialog knows, in as many rows as they need."""
        self._shown_keys = keys
        canvas = self.query_one("#dialog-keys", Canvas)
        lines = [Line()]
        for key, word in keys:
            name, action = self.key_name(key), self._action_of(key)
            needs = cell_len(name) + 1 + cell_len(_(word))
            if lines[-1].pieces and 0 < canvas.size.width < lines[-1].width + GAP + needs:
                lines.append(Line())
            for n, part in enumerate(key.split(" ")):  # each of several keys can be clicked
                gap = 1 if n else GAP if lines[-1].pieces else 0
                lines[-1].then(self.key_name(part), "text bold", gap=gap, action=self._action_of(part))
            lines[-1].then(_(word), "muted", gap=1, action=action)
        canvas.add_class("dialog-keys")
        canvas.show(lines)

    def on_canvas_widened(self) -> None:
        """Draw the keys again: how many go into a row is known only now."""
        self.show_keys(self._shown_keys)

    def key_name(self, key: str) -> str:
        """How a key is called here."""
        return translated_key(key)

    def _action_of(self, key: str) -> str:
        """What a click on a key does: the same as the key; a key that is typed, like 0-9, has none."""
        name = KEY_CODES.get(key, key)
        held = self.active_bindings.get(name)
        if held is not None and held.node is self:
            return f"screen.{held.binding.action}"
        return "screen.keep" if name == "enter" else ""

    def cover(self, *, covered: bool) -> None:
        """Hide whatever stands here, and take it up again where it was; what was typed stays."""
        if covered:
            self._focused_before = self.focused
        self.set_class(covered, "covered")
        if not covered and self._focused_before is not None:
            self.set_focus(self._focused_before)

    @property
    def host(self) -> ScreenHost:
        """The app, as far as a dialog needs it."""
        return cast("ScreenHost", self.app)

    def answer(self) -> Answer | None:
        """What has been gathered so far."""
        return None

    def keep_unfinished(self) -> None:
        """The program has to stop: what was being typed stays a draft; no question counts as answered."""
        self.keeper.keep()

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close, kept or left: either way nothing is unfinished any more."""
        self.keeper.let_go()
        return super().dismiss(result)

    def action_keep(self) -> None:
        """Give the answer; stay, with the reason, where the diary refuses it."""
        answer = self.answer()
        if answer is not None and self.submit is not None:
            try:
                self.submit(answer)
            except DetoxError as error:
                self.query_one("#refused", Static).update(self.refusal_for(error))
                self.query_one("#refused").add_class("open")
                self.set_class(self.size.height < FEW_ROWS, "tight")
                return
        self.dismiss(answer)

    def refusal_for(self, error: DetoxError) -> str:
        """The refusal as this dialog says it."""
        return refusal_text(error)

    def action_leave(self) -> None:
        """A change of mind."""
        self.dismiss(None)


class DialogHost(Protocol):
    """Who can put a dialog on the screen and wait for its answer."""

    async def push_screen_wait(self, screen: Dialog[Any]) -> Any: ...  # noqa: ANN401, D102 - as Textual's


class ScrollingDialog(Dialog[Answer]):
    """A list under its question, which has as many rows as leave the question and the keys in sight."""

    @abstractmethod
    def show_choices(self) -> None:
        """Draw the list."""

    def on_resize(self) -> None:
        """Draw again in the room there is now."""
        self.call_after_refresh(self.show_choices)

    def on_canvas_widened(self) -> None:
        """The keys may need another row now."""
        self.call_after_refresh(self.show_choices)

    def make_room(self) -> None:
        """Let the list have as many rows as leave the question and the keys in sight."""
        frame, held = self.query_one(".dialog"), self.query_one(".choices")
        others = [child for child in frame.children if child is not held and child.display]
        around = sum(child.outer_size.height + child.styles.margin.height for child in others)
        room = int(self.size.height * TALLEST) - frame.gutter.height - around
        held.styles.max_height = max(FEWEST_CHOICES, min(MOST_CHOICES, room))
