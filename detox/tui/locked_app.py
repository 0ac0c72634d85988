"""The locked screen: no names, no tabs, no count; a passphrase, and nothing else to see."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import PurePath
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Static

from detox.diary.sealing import Sealing
from detox.errors import DetoxError, Locked
from detox.messages.seal_messages import NOT_IT
from detox.settings import Settings
from detox.tui.canvas import Canvas
from detox.tui.drawn_first import drawn_first
from detox.tui.fault import fault_text
from detox.tui.header_footer import key_lines, translated_key
from detox.tui.prose import Prose
from detox.tui.refusals import refusal_text
from detox.tui.text_fields import LineField
from detox.tui.theme import NAMES, look_of, theme_of
from detox.words import N_, _

OPENED = -1
"""How it ends where the passphrase was right: no exit code of a program."""
Program = Callable[[], str | None]
"""Asks the program of the person's own for the passphrase; `None` where it gave none."""
KEYS = (
    ("enter", N_("open it"), "app.open"),
    ("F3", N_("show it"), "app.show"),
    ("esc", N_("quit"), "app.leave"),
)


class LockedApp(App[int]):
    """Asks for the passphrase until it is right, or the person leaves."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["detox.tcss", "first_page.tcss", "other_screens.tcss"]
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("open it"), show=False, id="locked.open"),
        Binding("f3", "show", N_("show it"), show=False, id="locked.show"),
        Binding("escape,ctrl+c,ctrl+q", "leave", N_("quit"), show=False, priority=True, id="locked.leave"),
    ]

    def __init__(self, sealing: Sealing, settings: Settings, program: Program | None = None) -> None:
        super().__init__()
        self.sealing, self.program = sealing, program
        self.look = look_of(settings.theme, os.environ, no_color=self.no_color)
        self.register_theme(theme_of(self.look))
        self.theme = NAMES[self.look]
        self._opening = False

    def compose(self) -> ComposeResult:
        """A field in the middle, the keys below."""
        with Container(id="locked"):
            yield Static(_("This diary is locked."), classes="question", markup=False)
            yield Static(_("Passphrase"), classes="hint", markup=False)
            yield LineField(password=True, id="passphrase")
            yield Prose(id="locked-said", markup=False)
            yield Prose(self.hint, id="locked-hint", classes="hint", markup=False)
        yield Canvas(id="keys")

    @property
    def hint(self) -> str:
        """What can be known without it."""
        if self.program is not None:
            return _("Enter alone asks your program for it.")
        return _("It cannot be recovered: without it nobody can read what is in here.")

    def on_mount(self) -> None:
        """Draw the keys; leave the terminal as it was, whoever ends this."""
        self.query_one("#passphrase").focus()
        if sys.platform != "win32":
            for number in (signal.SIGTERM, signal.SIGHUP):
                asyncio.get_running_loop().add_signal_handler(number, self.exit, 128 + number)

    def on_canvas_widened(self) -> None:
        """Draw the keys for the width there is."""
        keys = [(translated_key(key), _(word), action) for key, word, action in KEYS]
        self.query_one("#keys", Canvas).show(key_lines(keys, self.size.width))

    def on_input_submitted(self) -> None:
        """Enter opens."""
        self.action_open()

    def action_open(self) -> None:
        """Try what was typed; that takes about a second, and one try at a time."""
        typed = self.query_one("#passphrase", LineField).value
        if self._opening or not (typed or self.program):
            return
        self._opening = True
        self._say(_("Opening..."))
        self.run_worker(self._try(typed), exit_on_error=True)

    async def _try(self, typed: str) -> None:
        try:
            await drawn_first(self._open, typed)
        except DetoxError as error:
            self._refused(error)
        else:
            self.exit(OPENED)

    def _open(self, typed: str) -> None:
        self.sealing.unlock(typed or (self.program() if self.program else "") or "")

    def _refused(self, error: DetoxError) -> None:
        self._opening = False
        wrong = isinstance(error, Locked) and error.reason == "wrong"
        self._say(_(NOT_IT) if wrong else refusal_text(error))
        self.query_one("#passphrase", LineField).value = ""

    def _say(self, sentence: str) -> None:
        said = self.query_one("#locked-said", Static)
        said.update(sentence)
        said.set_class(bool(sentence), "open")

    def action_show(self) -> None:
        """Show what is typed, or cover it again."""
        field = self.query_one("#passphrase", LineField)
        field.password = not field.password
        field.refresh()

    def action_leave(self) -> None:
        """Leave it locked."""
        self.exit(0)

    def _fatal_error(self) -> None:
        """A bug: never with what was typed."""
        self._exit_renderables.append(fault_text())
        self._close_messages_no_wait()

    def deliver_screenshot(self, *_args: object, **_kwargs: object) -> str | None:
        """Refused: what is typed may be shown."""
        return None


def unlock_screen(sealing: Sealing, settings: Settings, program: Program | None = None) -> int | None:
    """Show the locked screen until the diary is open; `None` then, else the exit code."""
    app = LockedApp(sealing, settings, program)
    code = app.run()
    if code == OPENED:
        return None
    return code if code is not None else app.return_code or 0
