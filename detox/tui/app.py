"""The screens as one program: seven modes, two themes, two languages, and a clean way out."""

import asyncio
import gc
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.events import Event, Key, MouseEvent
from textual.filter import Monochrome, NoColor
from textual.notifications import SeverityLevel
from textual.screen import Screen

from detox.diary import Diary
from detox.errors import DetoxError, StoreError
from detox.messages import renewed_text, sentences
from detox.messages.file_messages import notice_text
from detox.messages.seal_messages import NOT_SEALED
from detox.messages.undo_messages import deed_name, turned_text
from detox.settings import KEY, Settings, changed
from detox.tui.dialog import Dialog
from detox.tui.diary_screen import STYLES, DiaryScreen, Stage, StagedScreen
from detox.tui.fault import fault_text
from detox.tui.full_width_keys import plain_twin
from detox.tui.glyphs import GLYPH_SETS, Glyphs
from detox.tui.header_footer import MODES, TABS
from detox.tui.keymap import keymap_of, use_keys
from detox.tui.mode_screens import screen_class
from detox.tui.refusals import refusal_text
from detox.tui.refused_keys import refusal_of_key
from detox.tui.scroll_bars import draw_scroll_bars
from detox.tui.theme import NAMES, look_of, mixes_colours, theme_of
from detox.tui.toasts import keep_signs_whole
from detox.tui.today_screen import TodayScreen
from detox.words import N_, _, language, speak

Keep = Callable[[Settings], None]
LOOKING_AGAIN = 1.0
"""Seconds between looks at whether another program has written, or a new day has begun."""
TOAST, LASTING_TOAST = 3.0, 8.0
TURNING = 0.01
"""Seconds for which nothing is drawn while another screen comes: it takes so long to draw itself."""
LOCKED, OPEN_ANEW = -2, -3
"""How the screens end, where it is no exit code: the diary was locked; its seal has changed."""
A_MINUTE = 60
TO_SCREENS = [
    Binding(str(n), f"switch_mode('{mode}')", tab, show=False, id=f"screen.{mode}")
    for n, (mode, tab) in enumerate(zip(MODES, TABS, strict=True), 1)
]


def preload() -> None:
    """Import what the first picture does without: six screens, every dialog, the drawing library.

    All of them at the start would hold it up by a sixth; whoever is quicker waits for one. Safe in a thread.
    """
    from detox.charts import plotext_adapter
    from detox.tui import (  # noqa: F401
        app_dialogs,
        journal_screen,
        list_screen,
        palette,
        people_screen,
        reflection_dialogs,
        ties_screen,
        trial_screen,
        week_screen,
    )

    plotext_adapter.load()
    gc.collect()  # 4 MB of rings that importing left behind, and that freezing would keep
    gc.freeze()
    gc.set_threshold(1_000)  # rarer, what is thrown away in rings would be 2 MB


class DetoxApp(App[int]):
    """Hands its screens the diary, the settings and the looks."""

    CSS_PATH = "detox.tcss"
    TITLE = "Detox"
    MODES: ClassVar[dict[str, Any]] = {
        mode: lambda mode=mode: screen_class(mode)() for mode in MODES if mode != "today"
    }
    DEFAULT_MODE = "today"
    """Not among the modes: Textual parses every rule again for a mode, not for the default screen."""
    BINDINGS: ClassVar[list[BindingType]] = [
        *TO_SCREENS,
        Binding("question_mark", "help", N_("help"), key_display="?", id="help"),
        Binding("h", "care", N_("whom to talk to"), show=False, id="care"),
        Binding("f2", "hide", N_("hide or show names"), show=False, id="hide"),
        Binding("u", "turn('undo')", N_("undo"), show=False, id="undo"),
        Binding("U,ctrl+r", "turn('redo')", N_("redo"), show=False, key_display="U", id="redo"),
        Binding("T", "tour", N_("a look around"), show=False, id="tour"),
        Binding("ctrl+p", "command_palette", N_("any action"), show=False, priority=True, id="palette"),
        Binding("comma", "preferences", N_("preferences"), show=False, key_display=",", id="preferences"),
        Binding("ctrl+l", "lock", N_("lock now"), show=False, priority=True, id="lock"),
        Binding("q", "quit", N_("quit"), show=False, id="quit"),
        Binding("ctrl+c,ctrl+q", "quit", N_("quit"), show=False, priority=True, id="quit.now"),
    ]

    has_look = False
    """Whether a theme of ours is chosen."""

    def __init__(self, diary: Diary, settings: Settings, *, keep: Keep | None = None) -> None:
        super().__init__()
        self.diary, self.settings, self.keep = diary, settings, keep
        self.hidden = settings.hidden or settings.hide_at_start
        self._copied = False
        self._keys: dict[str, str] = {}
        self._early_keys: list[Key] = []
        """Typed before the first list could take them."""
        self.stamp_as_read: object = None
        """What the diary's stamp was when it was read last."""
        self._folders: object = None
        self._day = diary.today
        self.touched_at = time.monotonic()
        """When the last key was pressed, or the mouse moved."""
        self.busy_sealing = False
        """Whether its seal changes right now, by this very program."""
        self._take_look()
        draw_scroll_bars(whole_cells=not self.glyphs.steps)
        # Set where nothing watches yet, and the colours given to the style sheet by hand: a theme that
        # is changed has every rule parsed again, twice before the first picture.
        self.set_reactive(DetoxApp.theme, NAMES[self.look])
        self.stylesheet.set_variables(self.get_css_variables())
        self._refresh_truecolor_filter(self.ansi_theme)
        # Textual chose its filter before it knew our theme: grey is a colour, too.
        self._filters = [NoColor() if isinstance(held, Monochrome) else held for held in self._filters]

    def get_default_screen(self) -> Screen[None]:
        """Today."""
        return TodayScreen()

    def get_css_variables(self) -> dict[str, str]:
        """Textual's, of our own theme alone: those of its own one, which it asks for first, cost as much."""
        return super().get_css_variables() if self.has_look else {}

    def _take_look(self) -> None:
        """The look that the settings want; where no ground can be told from another, dialogs have an edge."""
        self.look = look_of(self.settings.theme, os.environ, no_color=self.no_color)
        """How it looks: one of our own looks, or one of Textual's themes."""
        self.register_theme(theme_of(self.look))
        self.has_look = True
        self.set_class(not mixes_colours(self.look), "edged")
        self.set_class(self.settings.signs == "ascii", "plain-signs")

    @property
    def glyphs(self) -> Glyphs:
        """The marks in use."""
        return GLYPH_SETS[self.settings.signs]

    def on_mount(self) -> None:
        """Begin the watch over other writers and over midnight."""
        keep_signs_whole()
        self._take_keys(keymap_of(self.settings))
        self.set_interval(LOOKING_AGAIN, self.look_again)
        self.add_mode("today", TodayScreen)
        if sys.platform != "win32":
            for number in (signal.SIGTERM, signal.SIGHUP):
                asyncio.get_running_loop().add_signal_handler(number, self._leave, number)

    def on_staged_screen_fully_drawn(self) -> None:
        """Fetch what is used next; ask the first questions, or offer what was being typed the last time."""
        self.run_worker(preload, thread=True, exit_on_error=False)
        self.stylesheet.read(STYLES)
        self.stylesheet.parse()
        self._check_keys()
        if not self.diary.started():
            from detox.tui.setup_dialogs import set_up

            self.run_worker(set_up(self), name="set up", exclusive=True)
        elif isinstance(screen := self.screen, DiaryScreen):
            from detox.tui.drafts_dialog import offer_drafts

            offer_drafts(screen)
            self.say_first_line(screen)

    def say_first_line(self, screen: DiaryScreen) -> None:
        """What a screen is for, the first time it is opened; never over a dialog or another sentence."""
        looks = self.diary.first_looks
        early = isinstance(screen, StagedScreen) and screen.stage is not Stage.ALL
        if not self.settings.first_lines or early or self.screen is not screen or self._notifications:
            return
        if self.busy_sealing or self.diary.sealing_changed:  # nothing can be noted before it is opened anew
            return
        if not self.diary.started() or not looks.is_first(screen.MODE):
            return
        from detox.tui.first_lines import FIRST_LINES

        if screen.MODE in FIRST_LINES:
            with screen.reporting():
                looks.seen(screen.MODE)
            self.say(_(FIRST_LINES[screen.MODE]), lasting=True)

    def action_tour(self) -> None:
        """What each screen answers, in two minutes."""
        from detox.tui.first_lines import look_around

        self.run_worker(look_around(self), name="tour", exclusive=True)

    def redraw(self) -> None:
        """Read the diary again on the screen that is shown."""
        self.stamp_as_read, self._day = self.diary.stamp(), self.diary.today
        for screen in self.screen_stack:
            if isinstance(screen, DiaryScreen):
                screen.refresh_diary()

    @contextmanager
    def reading(self, *, whole: bool = True) -> Iterator[None]:
        """A drawing reads the diary in here; what was read is what a later change is measured by.

        Args:
            whole: whether all that is shown is read, or only some more of it.
        """
        if whole:
            self._folders, self._day = self.diary.folder_marks(), self.diary.today
        with self.diary.one_look():
            yield
        self.stamp_as_read = self.diary.stamp_as_read(self._folders)

    def tell_notices(self) -> None:
        """What happened to the files, each thing once."""
        told = [notice_text(notice) for notice in self.diary.notices()]
        code = self.diary.renewed_code()
        told += [renewed_text(code)] if code else []
        if told:
            self.say("\n".join(told), lasting=True)

    def say(self, sentence: str, *, lasting: bool = False) -> None:
        """A toast; the one before it makes room."""
        self.clear_notifications()
        self.notify(sentence, timeout=LASTING_TOAST if lasting else TOAST, markup=False)
        if isinstance(self.screen, DiaryScreen):
            self.screen.call_after_refresh(self.screen.place_toasts)

    async def on_event(self, event: Event) -> None:
        """A full-width key is its plain twin, but in a field where it is a letter of a text."""
        if isinstance(event, Key | MouseEvent):
            self.touched_at = time.monotonic()
        if isinstance(event, Key) and not event.is_forwarded:
            front = self.screen
            if self._early_keys or (isinstance(front, StagedScreen) and not front.takes_keys):
                self._early_keys.append(event)
                return
            field = self.focused
            if field is None or not field.check_consume_key(event.key, event.character):
                event = plain_twin(event)
        await super().on_event(event)

    def take_early_keys(self) -> None:
        """Let the keys have their turn that were typed before there was a list, and those after them."""
        if self._early_keys:
            self.call_later(self._press_early_keys)

    async def _press_early_keys(self) -> None:
        typed, self._early_keys = self._early_keys, []
        for event in typed:
            await self.on_event(event)

    def on_key(self, event: Key) -> None:
        """A key that does nothing here now says why; judged in its turn, after the keys before it."""
        front = self.screen
        if isinstance(front, DiaryScreen) and (said := refusal_of_key(front, front.MODE, event.key)):
            event.prevent_default()
            self.say(said)

    def delay_update(self, delay: float = TURNING) -> None:
        """As in Textual, which would wait for 50 ms each time that a screen comes."""
        super().delay_update(delay)

    async def action_switch_mode(self, mode: str) -> None:
        """Another screen; what was said on this one stays here."""
        self.clear_notifications()
        await super().action_switch_mode(mode)

    def notify(
        self,
        message: str,
        *,
        title: str = "",  # noqa: ARG002 - a toast is one sentence
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,  # noqa: ARG002 - never markup: a note may hold brackets
    ) -> None:
        """As in Textual, but never with markup."""
        super().notify(message, severity=severity, timeout=timeout, markup=False)

    def set(self, key: str, value: str) -> None:
        """Change a setting, keep it, and show it at once."""
        self.settings = changed(self.settings, key, value)
        if self.keep is not None:
            self.keep(self.settings)
        if key == "language" and self.settings.language:
            speak(self.settings.language)
        self.diary.day_begins_at(self.settings.day_start)
        if key == "key_style" or key.startswith(KEY):
            self._take_keys(keymap_of(self.settings))
            self._check_keys()
        self._take_look()
        draw_scroll_bars(whole_cells=not self.glyphs.steps)
        self.theme = NAMES[self.look]
        self.refresh_css(animate=False)
        self.redraw()

    def _take_keys(self, keys: Mapping[str, str]) -> None:
        """These keys from now on, on the screens and in what they draw."""
        use_keys(keys)
        if dict(keys) != self._keys:
            self._keys = dict(keys)
            self.set_keymap(self._keys)

    def _check_keys(self) -> None:
        """Leave out keys from the settings that cannot be, and say why."""
        from detox.tui.own_keys import sound_keymap

        if self.settings.keys:
            keys, said = sound_keymap(self.settings, self.BINDINGS)
            self._take_keys(keys)
            if said:
                self.say("\n".join(said), lasting=True)

    def action_command_palette(self) -> None:
        """Every action of the program, every task, person, day and setting, by a part of its name."""
        from detox.tui.palette import PaletteDialog, run_entry
        from detox.tui.palette_entries import day_entry, palette_entries

        screen = self.screen
        if not isinstance(screen, PaletteDialog):
            found, days = partial(palette_entries, screen), partial(day_entry, screen)
            self.push_screen(PaletteDialog(found, days), run_entry)

    def copy_to_clipboard(self, text: str) -> None:
        """Hand a text to the terminal, which may put it on the clipboard; it is taken back when we leave."""
        self._copied = self._copied or bool(text)
        super().copy_to_clipboard(text)

    def exit(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Textual's own
        """Leave; what was copied from the diary does not stay on the clipboard."""
        if self._copied:
            self._copied = False
            super().copy_to_clipboard("")
        super().exit(*args, **kwargs)

    @property
    def is_sealed(self) -> bool:
        """Whether what is read here rests sealed."""
        return self.diary.sealing.is_sealed

    def action_lock(self) -> None:
        """Lock a sealed diary at once; what was being typed is kept, sealed, and offered afterwards."""
        if self.busy_sealing:
            return
        if self.is_sealed:
            self._end(LOCKED)
            return
        self.say(sentences(_(NOT_SEALED), _("Preferences, s: seal it.")))

    def open_anew(self, *, sealed_here: bool = False) -> None:
        """The seal has changed: everything is read again; by new keys, where another program changed it."""
        if sealed_here or not self.busy_sealing:
            self._end(OPEN_ANEW if sealed_here else LOCKED)

    def _end(self, how: int) -> None:
        self._keep_unfinished()
        self.call_later(self.exit, how)

    async def action_quit(self) -> None:
        """Leave; what was being typed is kept and offered at the next start."""
        self._keep_unfinished()
        self.call_later(self.exit)

    def action_help(self) -> None:
        """Say what the keys here do."""
        from detox.tui.app_dialogs import HelpDialog

        self.push_screen(HelpDialog(self.screen.active_bindings))

    def action_care(self) -> None:
        """Whom to talk to on hard days."""
        from detox.tui.app_dialogs import CareDialog

        self.push_screen(CareDialog(self.diary, hidden=self.hidden))

    def action_preferences(self) -> None:
        """Language, theme, signs, day start."""
        from detox.tui.app_dialogs import PreferencesDialog

        self.push_screen(PreferencesDialog())

    def action_hide(self) -> None:
        """Hide every name and note, or show them again; what a toast said of them is gone.

        It stays so at the next start; that it cannot be kept is no reason to show anything.
        """
        self.hidden = not self.hidden
        self.settings = changed(self.settings, "hidden", str(self.hidden).lower())
        if self.keep is not None:
            with suppress(DetoxError):
                self.keep(self.settings)
        self.clear_notifications()
        for screen in self.screen_stack:
            if isinstance(screen, Dialog):
                screen.cover(covered=self.hidden)
        self.redraw()

    def action_turn(self, which: str) -> None:
        """Take back the last deed, or do it again."""
        undo = which == "undo"
        turn = self.diary.undo_list.undo if undo else self.diary.undo_list.redo
        said = N_("Undone: {what}. U redoes it.") if undo else N_("Done again: {what}. u undoes it.")
        try:
            done = turn()
        except DetoxError as error:
            self.say(refusal_text(error))
            return
        hidden = self.hidden
        what = deed_name(done.deed) if hidden else turned_text(done.deed, done.changes, self.diary.name)
        self.say(_(said).format(what=what))
        self.redraw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Dialogs keep their keys to themselves; undo works where there is something to undo."""
        alone = {"switch_mode", "tour", "help", "care", "turn", "preferences"}
        return not (isinstance(self.screen, Dialog) and self.screen.ALONE and action in alone)

    def look_again(self) -> None:
        """Whether somebody else has written, a new day has begun, or nobody has pressed a key for long."""
        if not self.is_running:  # it is being left: widgets go one by one, and no screen is whole any more
            return
        if self.diary.sealing_changed:
            self.open_anew()
            return
        idle = time.monotonic() - self.touched_at
        if self.settings.lock_minutes and idle > self.settings.lock_minutes * A_MINUTE and self.is_sealed:
            self._end(LOCKED)
            return
        if (self.diary.stamp(), self.diary.today) != (self.stamp_as_read, self._day):
            self.redraw()

    def _leave(self, number: int) -> None:
        """Keep what was being typed and leave the terminal as it was."""
        self._keep_unfinished()
        self.call_later(self.exit, 128 + number)

    def _keep_unfinished(self) -> None:
        for screen in reversed(self.screen_stack):
            if isinstance(screen, Dialog):
                screen.keep_unfinished()

    def _handle_exception(self, error: Exception) -> None:
        """What was read just when another program changed the seal is no fault: it is opened anew."""
        if isinstance(error, StoreError) and error.reason == "sealing changed":
            self.open_anew()
        else:
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """A bug: say where, never with what values; they may be somebody's notes."""
        self._exit_renderables.append(fault_text())
        self._close_messages_no_wait()

    def save_screenshot(self, *_args: object, **_kwargs: object) -> str:
        """Refused: a picture of the diary is the diary."""
        return ""

    def deliver_screenshot(self, *_args: object, **_kwargs: object) -> str | None:
        """Refused: a picture of the diary is the diary."""
        return None


def open_screens(diary: Diary, settings: Settings, *, keep: Keep | None = None) -> int:
    """Show the screens until the person leaves; the exit code."""
    if settings.language is None:
        speak(language())
    app = DetoxApp(diary, settings, keep=keep)
    code = app.run()
    return code if code is not None else app.return_code or 0
