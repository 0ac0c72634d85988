"""The dialogs of every screen: what its keys do, whom to talk to on a hard day, the preferences."""

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar, cast

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.screen import Screen

from detox.diary import Diary
from detox.errors import DetoxError
from detox.messages import sentences
from detox.messages.file_messages import machines_text
from detox.messages.seal_messages import NOT_SEALED
from detox.settings import LATEST_DAY_START, THEMES, Settings
from detox.shown import shown_lines
from detox.tui.canvas import Canvas
from detox.tui.dialog import Dialog, Keys
from detox.tui.diary_screen import DiaryScreen, ScreenHost
from detox.tui.header_footer import key_label, only_moves
from detox.tui.keymap import key_of
from detox.tui.keys_dialog import KeysDialog
from detox.tui.refusals import refusal_text
from detox.tui.standard_dialogs import InfoDialog, NoteDialog
from detox.tui.styled_lines import Line, wrapped
from detox.words import LANGUAGES, N_, _, language, names_in

SECOND = 36
"""The column at which the second column of keys begins, where there is room."""
SEAL_WIDTH = 36
"""Cells of a line about the seal, in the dialog of the preferences."""
ROOM_TO_SAY_SO = 30
"""Rows of a window in which the settings leave room for the whole sentence about it."""
SETTINGS_AROUND = 9
"""Rows of the window that the settings leave: the question, the keys, the edges."""
LABEL_AROUND = 3
"""Cells of a row that neither the name of a setting nor its value has."""
KEY_ROOM = 8
WORD = KEY_ROOM + 2
"""Where the word behind a key begins."""
WEEK_STARTS = {"mon": N_("Monday"), "sun": N_("Sunday"), "sat": N_("Saturday")}
CHOICES: dict[str, tuple[str, dict[str, str]]] = {
    "language": (N_("Language"), {tongue: names_in(tongue).name for tongue in LANGUAGES}),
    "theme": (
        N_("Theme"),
        {
            **{name: name for name in THEMES},
            "dark": N_("dark"),
            "light": N_("light"),
            "ansi": N_("the terminal's own colours"),
        },
    ),
    "signs": (N_("Signs"), {"unicode": "Unicode", "ascii": "ASCII"}),
    "day_start": (
        N_("A day begins at"),
        {str(hour): f"{hour:02}:00" for hour in range(LATEST_DAY_START + 1)},
    ),
    "week_start": (N_("A week begins on"), WEEK_STARTS),
    "grouped": (N_("Today by part of life"), {"true": N_("yes"), "false": N_("no")}),
    "key_style": (N_("Keys that move"), {"usual": N_("arrows"), "vim": N_("arrows and h j k l")}),
    "first_lines": (N_("Say what a screen is for, once"), {"true": N_("yes"), "false": N_("no")}),
    "ratings": (N_("Ask for mood, cut off, urge"), {"true": N_("yes"), "false": N_("no")}),
    "lock_minutes": (
        N_("A sealed diary locks after"),
        {"5": N_("5 min"), "10": N_("10 min"), "30": N_("30 min"), "60": N_("60 min"), "0": N_("never")},
    ),
    "tense": (N_("Ask how tense the day was"), {"true": N_("yes"), "false": N_("no")}),
    "hide_at_start": (N_("Names at the start"), {"false": N_("as before"), "true": N_("hidden")}),
    "hide_ratings": (N_("F2 hides the answers, too"), {"true": N_("yes"), "false": N_("no")}),
}


class HelpDialog(InfoDialog):
    """The keys that work on the screen behind, and what they do."""

    def __init__(self, bindings: Mapping[str, ActiveBinding]) -> None:
        super().__init__(_("What the keys here do"), partial(help_lines, bindings))
        self.bindings_behind = bindings

    def action_chosen(self, name: str) -> None:
        """A click on a row: leave, and do what its key does."""
        active = next(held for held in self.bindings_behind.values() if held.binding.id == name)
        where = "app" if active.node is self.app else "screen"

        async def go() -> None:
            await self.app.run_action(f"{where}.{active.binding.action}", self.app.screen)

        self.dismiss(None)
        self.app.call_after_refresh(go)


class CareDialog(InfoDialog):
    """Whom to talk to: the person's own list first."""

    KEYS: ClassVar[Keys] = (("i", N_("write your own list")), ("esc", N_("close")))
    BINDINGS: ClassVar[list[BindingType]] = [Binding("i", "own", N_("write your own list"), id="care.own")]

    def __init__(self, diary: Diary, *, hidden: bool) -> None:
        own = _("names hidden   F2 shows them") if hidden else None
        super().__init__(_("Whom to talk to"), _read(diary.help.text(asked=True, instead=own)))
        self.diary, self.hidden = diary, hidden

    def action_own(self) -> None:
        """Names and numbers of one's own; they never leave this machine."""
        if self.hidden:
            self.host.say(_("names hidden   F2 shows them"))
            return

        def keep(answer: str) -> None:
            self.diary.help.own(answer)
            self.lines = tuple(_read(self.diary.help.text(asked=True)))
            self.on_canvas_widened()

        self.app.push_screen(NoteDialog(_("Your own people: names and numbers"), "", keep, draft="help:"))


def _read(text: str) -> list[Line]:
    return [Line().put(0, part) for part in shown_lines(text).split("\n")]


def help_lines(bindings: Mapping[str, ActiveBinding], width: int) -> list[Line]:
    """Two columns of keys with their words, or one; below, the check-in and a word for hard days."""
    keys = _keys(bindings)
    half = (len(keys) + 1) // 2
    left, right = (max((cell_len(key[1]) for key in part), default=0) for part in (keys[:half], keys[half:]))
    second = min(SECOND, width - WORD - right)
    if second <= WORD + left:
        half = len(keys)
    lines = []
    for n in range(half):
        line = _put(Line(), 0, keys[n])
        lines.append(_put(line, second, keys[half + n]) if half + n < len(keys) else line)
    lines.append(Line())
    for text in _reading():
        lines += [Line().put(0, row, "muted") for row in wrapped(text, width)]
    return lines


def _reading() -> tuple[str, ...]:
    return (
        _("In the check-in digits are answers: 0 and 2-9 move on at once, 1 waits for a 0 or any other key."),
        _("0 = all without the app, 100 = as before. Each task on your list counts once, x1 to x3."),
        _("These are our own questions. They are not a validated scale and not a diagnosis."),
        _("On a hard day: {key} says whom to talk to. Stopping the trial is fine, too.").format(
            key=key_of("care", "h")
        ),
    )


def _keys(bindings: Mapping[str, ActiveBinding]) -> list[tuple[str, str, str]]:
    found: dict[str, tuple[list[str], str, str]] = {}
    for key, active in bindings.items():
        binding = active.binding
        if only_moves(binding.action) or not binding.description or binding.id in (None, "quit.now"):
            continue
        label = binding.key_display or key_label(key)
        action = f"screen.chosen('{binding.id}')" if active.enabled else ""
        names, _word, _action = found.setdefault(str(binding.id), ([], binding.description, action))
        if label not in names and len(" ".join([*names, label])) <= KEY_ROOM:
            names.append(label)
    rows = [(" ".join(names), word, action) for names, word, action in found.values()]
    return [row for n, row in enumerate(rows) if row[:2] not in [held[:2] for held in rows[:n]]]


def _put(line: Line, column: int, key: tuple[str, str, str]) -> Line:
    start = column + KEY_ROOM - cell_len(key[0])
    line.put(start, key[0], "text bold", action=key[2]) if not line.pieces or start > line.width else None
    return line.put(column + WORD, key[1], "muted", action=key[2])


def value_of(settings: Settings, key: str) -> str:
    """A setting as the text it is changed by."""
    value = getattr(settings, key)
    if key == "language":
        return value or language()
    return str(value).lower() if isinstance(value, bool) else str(value)


class PreferencesDialog(Dialog[bool]):
    """Each change works and is kept at once."""

    KEYS: ClassVar[Keys] = (
        ("< >", N_("change")),
        ("k", N_("keys")),
        ("esc", N_("close")),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", N_("up"), id="preferences.up"),
        Binding("down", "move(1)", N_("down"), id="preferences.down"),
        Binding("left", "turn(-1)", N_("change"), id="preferences.before"),
        Binding("right,space,enter", "turn(1)", N_("change"), id="preferences.after"),
        Binding("k", "keys", N_("keys"), id="preferences.keys"),
        Binding("m", "machines", N_("which machines have written here"), id="preferences.machines"),
        Binding("s", "seal", N_("seal the diary"), id="preferences.seal"),
        Binding("q,comma", "leave", N_("close"), id="preferences.close"),
    ]

    def __init__(self, place: int = 0) -> None:
        super().__init__(_("Preferences"))
        self.place = place

    def body(self) -> ComposeResult:
        """One row a setting; they scroll where the window is low. Below them what is to be said of one."""
        with VerticalScroll(id="settings-list", can_focus=False):
            yield Canvas(id="settings", ground="raised")
        yield Canvas(id="settings-said", ground="raised")

    def on_mount(self) -> None:
        """Show them."""
        super().on_mount()
        self.call_after_refresh(self.show_settings)

    def on_resize(self) -> None:
        """Draw them again for the room there is now."""
        self.call_after_refresh(self.show_settings)

    def show_settings(self) -> None:
        """Draw the settings as they are now."""
        canvas = self.query_one("#settings", Canvas)
        lines = []
        for n, (key, (label, values)) in enumerate(CHOICES.items()):
            here, line = n == self.place, Line(key=n)
            line.put(0, self.host.glyphs.focus, "accent") if here else None
            held = value_of(self.host.settings, key)
            value, width = _(values.get(held, held)), canvas.size.width
            room = width - cell_len(value) - LABEL_AROUND if width else None
            line.put(2, _(label), "bright bold" if here else "text", room=room)
            lines.append(line.right(width, (value, "bright bold" if here else "muted"), gap=1))
        on_weeks = list(CHOICES)[self.place] == "week_start"
        said = _("It orders the calendars only, and no figure.") if on_weeks else self._seal_text()
        canvas.show(lines)
        rows = [
            Line().put(2, row, "muted")
            for row in wrapped(said, min(SEAL_WIDTH, (canvas.size.width or 99) - 2))
        ]
        self.query_one("#settings-said", Canvas).show([Line(), *rows])
        room = max(1, self.app.size.height - SETTINGS_AROUND - len(rows))
        view = self.query_one("#settings-list", VerticalScroll)
        view.styles.height = min(len(lines), room)
        view.scroll_to_region(Region(0, self.place, 1, 1), animate=False)

    def _seal_text(self) -> str:
        if self.host.diary.sealing.is_sealed:
            return sentences(_("Sealed: ctrl+l locks it."), _("m: machines."))
        plainly = _(NOT_SEALED) if self.app.size.height >= ROOM_TO_SAY_SO else _("Not sealed.")
        return sentences(plainly, _("s: seal it."), _("m: machines."))

    def action_move(self, step: int) -> None:
        """The setting above or below."""
        self.place = (self.place + step) % len(CHOICES)
        self.show_settings()

    def action_turn(self, step: int) -> None:
        """Its next value."""
        key, (_label, values) = list(CHOICES.items())[self.place]
        options = list(values)
        held = value_of(self.host.settings, key)
        now = options.index(held) if held in options else 0
        self.host.set(key, options[(now + step) % len(options)])
        self.show_settings()
        if key == "language":
            self._speak_again()

    def _speak_again(self) -> None:
        """Open again over the page: its keys, too, speak the other language now."""
        app = self.app
        app.pop_screen()
        page = app.screen
        if isinstance(page, DiaryScreen):
            page.refresh_diary()
            page.show_keys()
        app.push_screen(PreferencesDialog(self.place))

    def action_seal(self) -> None:
        """Seal the diary, where it is not sealed yet."""
        if self.host.diary.sealing.is_sealed:
            return
        from detox.tui.seal_dialogs import SealHost, seal_now  # noqa: PLC0415 - hardly ever needed

        app = self.app
        self.dismiss(None)
        app.run_worker(seal_now(cast("SealHost", app)), name="seal", exclusive=True)

    def action_keys(self) -> None:
        """Which key does what, to be changed."""
        self.app.push_screen(KeysDialog(self.app))

    def action_machines(self) -> None:
        """Which machines have written here, and when; their names are chance, and need no hiding."""
        show_machines(self)

    def on_canvas_picked(self, event: Canvas.Picked) -> None:
        """A click turns that setting."""
        if isinstance(event.key, int):
            self.place = event.key
            self.action_turn(1)


def show_machines(screen: Screen[Any]) -> None:
    """Which machines have written here, and when; a refusal is said."""
    host = cast("ScreenHost", screen.app)
    try:
        head, *said = machines_text(host.diary.maintenance.machines())
    except DetoxError as error:
        host.say(refusal_text(error), lasting=True)
        return
    screen.app.push_screen(InfoDialog(head, [Line().put(0, line) for line in said]))
