"""Preferences: language, theme, signs, where a day begins, what the check-in asks."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from detox.settings import LATEST_DAY_START, Settings
from detox.tui.canvas import Sheet
from detox.tui.dialog import Dialog, Keys
from detox.tui.diary_screen import DiaryScreen
from detox.tui.styled_lines import Line
from detox.words import N_, _, language

WEEK_STARTS = {"mon": N_("Monday"), "sun": N_("Sunday"), "sat": N_("Saturday")}
CHOICES: dict[str, tuple[str, dict[str, str]]] = {
    "language": (N_("Language"), {"en": "English", "zh_Hans": "中文"}),
    "theme": (
        N_("Theme"),
        {"dark": N_("dark"), "light": N_("light"), "ansi": N_("the terminal's own colours")},
    ),
    "signs": (N_("Signs"), {"unicode": "Unicode", "ascii": "ASCII"}),
    "day_start": (
        N_("A day begins at"),
        {str(hour): f"{hour:02}:00" for hour in range(LATEST_DAY_START + 1)},
    ),
    "week_start": (N_("A week begins on"), WEEK_STARTS),
    "ratings": (N_("Ask for mood, cut off, urge"), {"true": N_("yes"), "false": N_("no")}),
    "tense": (N_("Ask how tense the day was"), {"true": N_("yes"), "false": N_("no")}),
}


def value_of(settings: Settings, key: str) -> str:
    """A setting as the text it is changed by."""
    value = getattr(settings, key)
    if key == "language":
        return value or language()
    return str(value).lower() if isinstance(value, bool) else str(value)


class PreferencesDialog(Dialog[bool]):
    """Each change works and is kept at once."""

    KEYS: ClassVar[Keys] = (("< >", N_("change")), ("esc", N_("close")))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", N_("up"), id="preferences.up"),
        Binding("down", "move(1)", N_("down"), id="preferences.down"),
        Binding("left", "turn(-1)", N_("change"), id="preferences.before"),
        Binding("right,space,enter", "turn(1)", N_("change"), id="preferences.after"),
        Binding("q,comma", "leave", N_("close"), id="preferences.close"),
    ]

    def __init__(self, place: int = 0) -> None:
        super().__init__(_("Preferences"))
        self.place = place

    def body(self) -> ComposeResult:
        """One row a setting."""
        yield Sheet(id="settings", ground="raised")

    def on_mount(self) -> None:
        """Show them."""
        super().on_mount()
        self.call_after_refresh(self.show_settings)

    def show_settings(self) -> None:
        """Draw the settings as they are now."""
        sheet = self.query_one("#settings", Sheet)
        lines = []
        for n, (key, (label, values)) in enumerate(CHOICES.items()):
            here, line = n == self.place, Line(key=n)
            line.put(0, self.house.signs.focus, "accent") if here else None
            line.put(2, _(label), "bright bold" if here else "text")
            value = values[value_of(self.house.settings, key)]
            lines.append(line.right(sheet.size.width, (_(value), "bright bold" if here else "muted"), gap=1))
        sheet.show(lines)

    def action_move(self, step: int) -> None:
        """The setting above or below."""
        self.place = (self.place + step) % len(CHOICES)
        self.show_settings()

    def action_turn(self, step: int) -> None:
        """Its next value."""
        key, (_label, values) = list(CHOICES.items())[self.place]
        options = list(values)
        now = options.index(value_of(self.house.settings, key))
        self.house.set(key, options[(now + step) % len(options)])
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

    def on_sheet_picked(self, event: Sheet.Picked) -> None:
        """A click turns that setting."""
        if isinstance(event.key, int):
            self.place = event.key
            self.action_turn(1)
