"""What each screen answers: a line the first time it is opened, and a look around in two minutes."""

import asyncio
from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec import Struct
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Resize

from detox.tui.canvas import Canvas
from detox.tui.dialog import Dialog, Keys
from detox.tui.header_footer import MODES, TABS
from detox.tui.standard_dialogs import info_cells
from detox.tui.styled_lines import Line, wrapped
from detox.words import N_, _

FIRST_LINES: Mapping[str, str] = {
    "today": N_("Today: what came up and how it went, one key per task. T shows you around in two minutes."),
    "week": N_("Week: how much still depends on the app, with the range that the data allows."),
    "journal": N_("Journal: every day as you wrote it, to be searched and changed."),
    "ties": N_("Ties: which tasks still tie you most, and what carried them instead."),
    "people": N_("People: who can reach you without the app, and what to do after leaving."),
    "trial": N_("Trial: the rule you set yourself; it is read once, when the trial is over."),
    "list": N_("List: the tasks and channels you ask yourself about, to be changed as you like."),
    "sheet": N_("One task: its weeks, what worked, and what was not tried yet."),
    "year": N_("A year: a tile for each day, filled where you lived normally."),
    "return": N_("What would change if you went back, task by task; it does not say what to choose."),
}
"""By the mode of a screen or a page."""
LOOKS, A_LOOK = 100, 0.01
"""How often it is looked whether a screen is drawn, and the seconds between."""


class TourStop(Struct, frozen=True, kw_only=True):
    """One screen on the way around."""

    mode: str
    asks: str
    """The question it answers."""
    said: str
    """How to read it, in two or three sentences."""


TOUR = (
    TourStop(
        mode="today",
        asks=N_("What came up today, and how did it go?"),
        said=N_(
            "One key a task, saved at once: d without the app as easily as before, w another way with "
            "effort, p through someone, a with the app after all, x not at all. k asks five questions about "
            "the day."
        ),
    ),
    TourStop(
        mode="week",
        asks=N_("How much still depends on the app?"),
        said=N_(
            "0 is all without it, 100 is as before. Each week has its value and a range; where little was "
            "written the range is wide. A week without entries stays empty. e shows how it is worked out."
        ),
    ),
    TourStop(
        mode="journal",
        asks=N_("What did I write?"),
        said=N_("Every day, the newest first. / finds any part of a word, e changes an entry, u takes back."),
    ),
    TourStop(
        mode="ties",
        asks=N_("What still ties me, and what carried it instead?"),
        said=N_(
            "The tasks by their share of the index, below them each task with each channel: "
            "how often it worked, out of how many tries. b says what would change if you went back."
        ),
    ),
    TourStop(
        mode="people",
        asks=N_("Who can reach me without it?"),
        said=N_("Whom to tell next, who answered, who is really who they say; and the steps after leaving."),
    ),
    TourStop(
        mode="trial",
        asks=N_("Can I live normally without it?"),
        said=N_(
            "What living normally means was written down before the trial. It is read once, when the trial "
            "is over: Yes, No, or It cannot be said. What follows is your own choice."
        ),
    ),
    TourStop(
        mode="list",
        asks=N_("What do I ask myself about?"),
        said=N_("Tasks and channels, of your own or from the catalogue: how much each matters, how often."),
    ),
)
"""The seven screens in their order."""


class TourDialog(Dialog[bool]):
    """What the screen above it answers; Enter goes on, Esc ends the tour."""

    BROAD = True
    MUTES = False
    KEYS: ClassVar[Keys] = (("enter", N_("next")), ("esc", N_("enough")))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,right", "keep", N_("next"), show=False, id="tour.next"),
    ]

    def __init__(self, number: int) -> None:
        stop = TOUR[number]
        tab = _(TABS[MODES.index(stop.mode)])
        title = _("{screen}: {action}").format(screen=tab, action=_(stop.asks))
        super().__init__(f"{MODES.index(stop.mode) + 1} {title}")
        self.number, self.stop = number, stop

    def body(self) -> ComposeResult:
        """How to read the screen."""
        yield Canvas(id="tour-said", ground="raised")

    def on_mount(self) -> None:
        """Stand at the bottom, so that the screen can be seen."""
        super().on_mount()
        self.add_class("tour")
        self._show()

    def on_resize(self, _event: Resize) -> None:
        """Break the lines anew."""
        self._show()

    def answer(self) -> bool | None:
        """On to the next screen."""
        return True

    def _show(self) -> None:
        rows = wrapped(_(self.stop.said), info_cells(self.app.size.width))
        count = _("{n} of {all}").format(n=self.number + 1, all=len(TOUR))
        self.query_one("#tour-said", Canvas).show([Line().put(0, row) for row in (*rows, count)])


async def look_around(app: App[Any]) -> None:
    """Open the seven screens one after the other with what each answers; it ends on Today."""
    for number, stop in enumerate(TOUR):
        await app.run_action(f"app.switch_mode('{stop.mode}')")
        for _n in range(LOOKS):
            if getattr(app.screen, "drawn", False):
                break
            await asyncio.sleep(A_LOOK)
        if not await app.push_screen_wait(TourDialog(number)):
            break
    await app.run_action("app.switch_mode('today')")
