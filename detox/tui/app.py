"""The screens as one program: seven modes, two themes, two languages, and a clean way out."""

import asyncio
import gc
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar, cast

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.events import Event, Key
from textual.filter import Monochrome, NoColor
from textual.notifications import SeverityLevel
from textual.screen import Screen

from detox.charts import plotext_adapter
from detox.diary import Diary
from detox.errors import DetoxError
from detox.messages import renewed_text
from detox.messages.file_messages import notice_text
from detox.messages.undo_messages import deed_name, deed_text
from detox.settings import Settings, changed
from detox.tui.dialog import Dialog
from detox.tui.diary_screen import DiaryScreen
from detox.tui.full_width_keys import plain_twin
from detox.tui.glyphs import GLYPH_SETS, Glyphs
from detox.tui.header_footer import MODES, TABS, key_label, only_moves
from detox.tui.palette import ActionsProvider
from detox.tui.refusals import refusal_text
from detox.tui.scroll_bars import draw_scroll_bars
from detox.tui.theme import NAMES, few_colours, themes
from detox.tui.today_screen import TodayScreen
from detox.words import LANGUAGES, N_, _, language, names_in, speak

Keep = Callable[[Settings], None]
LOOKING_AGAIN = 1.0
"""Seconds between looks at whether another program has written, or a new day has begun."""
TOAST, LASTING_TOAST = 3.0, 8.0
TO_SCREENS = [
    Binding(str(n), f"switch_mode('{mode}')", tab, show=False, id=f"screen.{mode}")
    for n, (mode, tab) in enumerate(zip(MODES, TABS, strict=True), 1)
]
PREFERENCES = (
    (N_("Theme: dark"), "theme", "dark"),
    (N_("Theme: light"), "theme", "light"),
    (N_("Theme: the terminal's own colours"), "theme", "ansi"),
    (N_("Signs: Unicode"), "signs", "unicode"),
    (N_("Signs: ASCII"), "signs", "ascii"),
)


def _week() -> Screen[None]:
    from detox.tui.week_screen import WeekScreen

    return WeekScreen()


def _journal() -> Screen[None]:
    from detox.tui.journal_screen import JournalScreen

    return JournalScreen()


def _ties() -> Screen[None]:
    from detox.tui.ties_screen import TiesScreen

    return TiesScreen()


def _people() -> Screen[None]:
    from detox.tui.people_screen import PeopleScreen

    return PeopleScreen()


def _trial() -> Screen[None]:
    from detox.tui.trial_screen import TrialScreen

    return TrialScreen()


def _list() -> Screen[None]:
    from detox.tui.list_screen import ListScreen

    return ListScreen()


def preload() -> None:
    """Import what the first picture does without: six screens, every dialog, the drawing library.

    All of them at the start would hold it up by a sixth; whoever is quicker waits for one. Safe in a thread.
    """
    from detox.tui import (  # noqa: F401
        app_dialogs,
        journal_screen,
        list_screen,
        people_screen,
        reflection_dialogs,
        ties_screen,
        trial_screen,
        week_screen,
    )

    plotext_adapter.load()
    gc.freeze()
    gc.set_threshold(20_000)


class DetoxApp(App[int]):
    """Hands its screens the diary, the settings and the looks."""

    CSS_PATH = "detox.tcss"
    TITLE = "Detox"
    MODES: ClassVar[dict[str, Any]] = {
        "week": _week,
        "journal": _journal,
        "ties": _ties,
        "people": _people,
        "trial": _trial,
        "list": _list,
    }
    COMMANDS: ClassVar[set[Any]] = {ActionsProvider}
    DEFAULT_MODE = "today"
    """Not among the modes: Textual parses every rule again for a mode, not for the default screen."""
    BINDINGS: ClassVar[list[BindingType]] = [
        *TO_SCREENS,
        Binding("question_mark", "help", N_("help"), key_display="?", id="help"),
        Binding("h", "care", N_("whom to talk to"), show=False, id="care"),
        Binding("f2", "hide", N_("hide or show names"), show=False, id="hide"),
        Binding("u", "turn('undo')", N_("undo"), show=False, id="undo"),
        Binding("U,ctrl+r", "turn('redo')", N_("redo"), show=False, key_display="U", id="redo"),
        Binding("comma", "preferences", N_("preferences"), show=False, key_display=",", id="preferences"),
        Binding("q", "quit", N_("quit"), show=False, id="quit"),
        Binding("ctrl+c,ctrl+q", "quit", N_("quit"), show=False, priority=True, id="quit.now"),
    ]

    def __init__(self, diary: Diary, settings: Settings, *, keep: Keep | None = None) -> None:
        super().__init__()
        self.diary, self.settings, self.keep = diary, settings, keep
        self.few = few_colours(os.environ) or self.no_color
        self.hidden = False
        self._stamp: object = None
        self._folders: object = None
        self._day = diary.today
        draw_scroll_bars(whole_cells=not self.glyphs.steps)
        for theme in themes():
            self.register_theme(theme)
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

    @property
    def look(self) -> str:
        """dark, light or ansi."""
        return "ansi" if self.few else self.settings.theme

    @property
    def glyphs(self) -> Glyphs:
        """The marks in use."""
        return GLYPH_SETS[self.settings.signs]

    def on_mount(self) -> None:
        """Begin the watch over other writers and over midnight."""
        self.set_interval(LOOKING_AGAIN, self._look_again)
        self.add_mode("today", TodayScreen)
        if sys.platform != "win32":
            for number in (signal.SIGTERM, signal.SIGHUP):
                asyncio.get_running_loop().add_signal_handler(number, self._leave, number)

    def on_staged_screen_fully_drawn(self) -> None:
        """Fetch what is used next; ask the first questions, or offer what was being typed the last time."""
        self.run_worker(preload, thread=True, exit_on_error=False)
        if not self.diary.started():
            from detox.tui.setup_dialogs import set_up

            self.run_worker(set_up(self), name="set up", exclusive=True)
        elif isinstance(self.screen, DiaryScreen):
            from detox.tui.drafts_dialog import offer_drafts

            offer_drafts(self.screen)

    def redraw(self) -> None:
        """Read the diary again on the screen that is shown."""
        self._stamp, self._day = self.diary.stamp(), self.diary.today
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
        self._stamp = self.diary.stamp_as_read(self._folders)

    def tell_notices(self) -> None:
        """What happened to the files, each thing once."""
        told = [notice_text(notice) for notice in self.diary.maintenance.notices()]
        code = self.diary.trial.renewed_code()
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
        if isinstance(event, Key) and not event.is_forwarded:
            field = self.focused
            if field is None or not field.check_consume_key(event.key, event.character):
                event = plain_twin(event)
        await super().on_event(event)

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
        draw_scroll_bars(whole_cells=not self.glyphs.steps)
        self.theme = NAMES[self.look]
        self.refresh_css(animate=False)
        self.redraw()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Every action that works now, then what is set in the preferences."""
        for active in screen.active_bindings.values():
            binding, action = active.binding, active.binding.action
            if not active.enabled or not binding.description or binding.id is None or only_moves(action):
                continue
            where = "app" if active.node is self else "screen"
            yield SystemCommand(
                _(binding.description),
                active.tooltip or binding.key_display or key_label(binding.key),
                lambda where=where, action=action: self.run_action(f"{where}.{action}", self.screen),
            )
        tongues = {tongue: names_in(tongue).name for tongue in LANGUAGES}
        spoken = [(_("Language: {name}").format(name=name), "language", key) for key, name in tongues.items()]
        for title, key, value in (*((_(title), key, value) for title, key, value in PREFERENCES), *spoken):
            yield SystemCommand(title, "", lambda key=key, value=value: self.set(key, value))

    def action_command_palette(self) -> None:
        """Every action by its name."""
        if not CommandPalette.is_open(cast("App[object]", self)):
            self.push_screen(CommandPalette(placeholder=_("any action"), id="--command-palette"))

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
        """Hide every name and note, or show them again; what a toast said of them is gone."""
        self.hidden = not self.hidden
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
        what = deed_name(done.deed)
        if len(done.changes) == 1 and not self.hidden:
            before, after = done.changes[0]
            what = deed_text(before, after, self.diary.name)[2:]
        self.say(_(said).format(what=what))
        self.redraw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Dialogs keep their keys to themselves; undo works where there is something to undo."""
        alone = {"switch_mode", "help", "care", "turn", "preferences"}
        return not (isinstance(self.screen, Dialog) and action in alone)

    def _look_again(self) -> None:
        if not self.is_running:  # it is being left: widgets go one by one, and no screen is whole any more
            return
        if (self.diary.stamp(), self.diary.today) != (self._stamp, self._day):
            self.redraw()

    def _leave(self, number: int) -> None:
        """Keep what was being typed and leave the terminal as it was."""
        self._keep_unfinished()
        self.call_later(self.exit, 128 + number)

    def _keep_unfinished(self) -> None:
        for screen in reversed(self.screen_stack):
            if isinstance(screen, Dialog):
                screen.keep_unfinished()

    def _fatal_error(self) -> None:
        """A bug: say where, never with what values; they may be somebody's notes."""
        _kind, error, trace = sys.exc_info()
        places = traceback.extract_tb(trace)[-5:]
        where = "\n".join(f"  {place.filename}:{place.lineno} {place.name}" for place in places)
        name = type(error).__name__
        said = _("Detox has a fault and had to stop ({name}). What was written is safe.").format(name=name)
        self._exit_renderables.append(f"{said}\n{where}")
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
