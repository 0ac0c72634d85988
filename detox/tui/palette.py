"""The palette: whatever can be done, gone to or found, by a part of its name; its hit letters are marked."""

import inspect
from collections.abc import Callable, Sequence
from typing import ClassVar

from msgspec import Struct
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.events import Resize
from textual.fuzzy import Matcher
from textual.geometry import Region

from detox.diary.name_search import fits, plain
from detox.tui.canvas import Canvas
from detox.tui.dialog import Dialog, Keys
from detox.tui.palette_entries import GROUPS, PaletteEntry
from detox.tui.styled_lines import Line, cut
from detox.tui.text_fields import LineField
from detox.words import N_, _

Entries = Callable[[], Sequence[PaletteEntry]]
Days = Callable[[str], Sequence[PaletteEntry]]
MOST_ROWS = 14
AROUND = 9
"""Rows of the dialog that are no results."""
GAP = 2
LONGEST_GROUP = 8
"""Cells; no group's name is longer in a language we have."""
BY_READING, BY_OTHER_NAME, LOOSELY = 4, 5, 6
"""How far a hit is that no letters of its name show; 0 to 3 are hits of its own letters."""
SHORTEST_LOOSE = 3
"""Fewer letters, scattered, are in nearly every name."""


class PaletteHit(Struct, frozen=True, kw_only=True):
    """What was found, how near it is, and which letters of its name were hit."""

    entry: PaletteEntry
    distance: int
    """0 the whole name, 1 its beginning, 2 the beginning of words, 3 any part, 4 and more without letters."""
    letters: frozenset[int] = frozenset()
    """Places in the name."""


def find_entries(typed: str, entries: Sequence[PaletteEntry]) -> list[PaletteHit]:
    """What fits, in the order of the groups and in each the nearest first; an empty text finds everything.

    Where nothing does, what has the typed letters in this order.
    """
    hits = [hit for entry in entries if (hit := _hit(typed, entry)) is not None]
    if not hits and len(typed.strip()) >= SHORTEST_LOOSE:
        matcher = Matcher(typed.strip())
        hits = [
            PaletteHit(entry=entry, distance=LOOSELY) for entry in entries if matcher.match(entry.name) > 0
        ]
    return sorted(hits, key=lambda hit: (GROUPS.index(hit.entry.group), hit.distance))


def _hit(typed: str, entry: PaletteEntry) -> PaletteHit | None:
    wish, name = plain(typed), plain(entry.name)
    words = wish.split()
    if not words:
        return PaletteHit(entry=entry, distance=0)
    places = [_place(word, name) for word in words]
    if all(place is not None for place in places):
        found = [(place, len(word)) for place, word in zip(places, words, strict=True) if place is not None]
        starts = all(_starts_word(name, place) for place, _length in found)
        distance = 0 if wish == name else 1 if name.startswith(wish) else 2 if starts else 3
        same = len(name) == len(entry.name)
        letters = {place + n for place, length in found for n in range(length)} if same else set()
        return PaletteHit(entry=entry, distance=distance, letters=frozenset(letters))
    if fits(typed, (entry.name,)):
        return PaletteHit(entry=entry, distance=BY_READING)
    return PaletteHit(entry=entry, distance=BY_OTHER_NAME) if entry.also and fits(typed, entry.also) else None


def _place(word: str, name: str) -> int | None:
    """Where a word stands in a name: at a word's beginning if it can; `None` where it does not."""
    places = [n for n in range(len(name)) if name.startswith(word, n)]
    return next((n for n in places if _starts_word(name, n)), places[0] if places else None)


def _starts_word(name: str, place: int) -> bool:
    return place == 0 or not name[place - 1].isalnum()


def hit_lines(hits: Sequence[PaletteHit], chosen: int, width: int, focus: str) -> list[Line]:
    """A row a hit: its group where that begins, its name with the letters that were hit, its key."""
    at = LONGEST_GROUP + GAP
    lines = []
    for n, hit in enumerate(hits):
        here, entry = n == chosen, hit.entry
        line = Line(key=n, raised=here, raised_from=at)
        if n == 0 or hits[n - 1].entry.group != entry.group:
            line.put(0, _(entry.group), "muted")
        line.put(at, focus, "accent") if here else None
        name = cut(entry.name, width - at - GAP - (cell_len(entry.key) + GAP if entry.key else 1))
        for text, lit in _runs(name, hit.letters):
            role = "accent" if lit else "bright" if here else "text"
            role = f"{role} bold" if here or lit else role
            line.put(at + GAP, text, role) if line.width <= at + 1 else line.then(text, role)
        lines.append(line.right(width - 1, (entry.key, "bright bold" if here else "muted"), gap=1))
    return lines


def _runs(name: str, letters: frozenset[int]) -> list[tuple[str, bool]]:
    """A name in runs of letters that were hit and that were not."""
    runs: list[tuple[str, bool]] = []
    for n, sign in enumerate(name):
        lit = n in letters
        if runs and runs[-1][1] == lit:
            runs[-1] = (runs[-1][0] + sign, lit)
        else:
            runs.append((sign, lit))
    return runs


class PaletteDialog(Dialog[PaletteEntry]):
    """Type a part of what is wanted; Enter does it."""

    ALONE = False
    KEYS: ClassVar[Keys] = (("enter", N_("do it")), ("esc", N_("close")))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", N_("up"), show=False, priority=True, id="palette.up"),
        Binding("down", "move(1)", N_("down"), show=False, priority=True, id="palette.down"),
        Binding("pageup", "move(-10)", N_("up"), show=False, priority=True, id="palette.page-up"),
        Binding("pagedown", "move(10)", N_("down"), show=False, priority=True, id="palette.page-down"),
        Binding("enter", "keep", N_("do it"), show=False, id="palette.run"),
    ]

    def __init__(self, entries: Entries, days: Days) -> None:
        super().__init__(_("any action"))
        self.entries, self.days = entries, days
        self.all: Sequence[PaletteEntry] = ()
        self.hits: list[PaletteHit] = []
        self.place = 0

    def body(self) -> ComposeResult:
        """What is typed and how much fits it, then what fits."""
        with Horizontal(id="palette-field"):
            yield LineField(placeholder=_("any action, task, person, day"))
            yield Canvas(id="palette-count")
        with VerticalScroll(id="palette-list", can_focus=False):
            yield Canvas(id="palette-hits", ground="raised")

    def on_mount(self) -> None:
        """Ask what there is, and show it all."""
        super().on_mount()
        self.query_one(".dialog").add_class("palette")
        self.query_one(".question").display = False
        self.call_after_refresh(self.ask_again)

    def ask_again(self) -> None:
        """Ask what there is; names may have been hidden since."""
        self.all = self.entries()
        self.query_one(LineField).password = self.host.hidden
        self.find()

    def find(self) -> None:
        """Show what fits now, the nearest one chosen."""
        typed = self.query_one(LineField).value
        self.hits = find_entries(typed, [*self.days(typed), *self.all] if typed.strip() else self.all)
        nearest = min((hit.distance for hit in self.hits), default=0)
        self.place = next((n for n, hit in enumerate(self.hits) if hit.distance == nearest), 0)
        self.show_hits()

    def show_hits(self) -> None:
        """Draw what fits; that nothing does is said."""
        canvas = self.query_one("#palette-hits", Canvas)
        width = canvas.size.width or 1
        lines = hit_lines(self.hits, self.place, width, self.host.glyphs.focus)
        typed = self.query_one(LineField).value.strip()
        nothing = _("Nothing found for {text}.").format(text="" if self.host.hidden else typed)
        canvas.show(lines or [Line().put(0, nothing, "muted", room=width)])
        count = _("{n} of {all}").format(n=len(self.hits), all=len(self.all))
        counted = self.query_one("#palette-count", Canvas)
        counted.styles.width = cell_len(count) + 1
        counted.show([Line().put(0, count, "muted")])
        view = self.query_one("#palette-list", VerticalScroll)
        view.scroll_to_region(Region(0, self.place, 1, 1), animate=False)

    def answer(self) -> PaletteEntry | None:
        """What is chosen."""
        return self.hits[self.place].entry if self.hits else None

    def action_keep(self) -> None:
        """Do it; where nothing fits there is nothing to do."""
        if self.hits:
            super().action_keep()

    def action_move(self, step: int) -> None:
        """The one above or below."""
        self.place = max(0, min(len(self.hits) - 1, self.place + step))
        self.show_hits()

    def cover(self, *, covered: bool) -> None:  # noqa: ARG002 - it covers names one by one
        """Names become numbers, or names again; everything else stays to be found."""
        self.ask_again()

    def on_input_changed(self) -> None:
        """Find again."""
        self.find()

    def on_input_submitted(self) -> None:
        """Enter does it, in the field as outside it."""
        self.action_keep()

    def on_resize(self, event: Resize) -> None:
        """As many rows as the window has room for."""
        rows = max(1, min(MOST_ROWS, event.size.height - AROUND))
        self.query_one("#palette-list").styles.height = rows
        self.call_after_refresh(self.show_hits)

    def on_canvas_picked(self, event: Canvas.Picked) -> None:
        """A click does it."""
        self.place = int(str(event.key))
        self.action_keep()


async def run_entry(entry: PaletteEntry | None) -> None:
    """Do what was chosen in the palette."""
    if entry is not None:
        done = entry.run()
        if inspect.isawaitable(done):
            await done
