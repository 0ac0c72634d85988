"""What every screen does: reads the diary when shown, says refusals, speaks the person's language."""

import asyncio
from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from enum import IntEnum
from pathlib import Path
from typing import ClassVar, Protocol, cast

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding
from textual.containers import Container, VerticalScroll
from textual.events import Resize, ScreenResume, ScreenSuspend
from textual.geometry import Region, Size
from textual.message import Message
from textual.screen import ModalScreen, Screen

from detox.diary import Diary
from detox.errors import DetoxError
from detox.settings import Settings
from detox.tui.canvas import Canvas
from detox.tui.glyphs import Glyphs
from detox.tui.header_footer import NARROW, PAIR, key_label, key_lines, tab_lines, translated_key
from detox.tui.names import Names
from detox.tui.refusals import refusal_text
from detox.tui.render_context import RenderContext
from detox.tui.styled_lines import Line, wrapped
from detox.words import _

PAGE_STYLES = Path(__file__).with_name("first_page.tcss")
"""How the first page looks; read once the tabs stand."""
STYLES = Path(__file__).with_name("other_screens.tcss")
"""How everything behind the first picture looks; read once that stands."""
SMALLEST = (40, 12)
WIDE, FULL = 100, 120
WIDEST_PAGE = 166
"""Cells of the widest page, its margins among them; tabs and keys are as wide, so all screens share edges."""
TALL = 34
FRAME_ROWS = 5
"""Rows of the tabs above the page and of the keys below it."""
ROWS_A_STEP = 4
SHORT = 30
"""Windows up to this height have no room between the panels."""
TOAST_ROWS = 8
"""A toast of four rows, with the keys below it."""
NARROW_TOAST_ROWS = 3
"""In a narrow window a toast takes the place of the keys: a row of the page at most is below it."""
LOW = 17
"""Lower windows have room for the list alone."""
HIGH_ENOUGH = 29
"""A side column is as tall as this."""
SOON = 0.003
"""Seconds; the first picture is made in less. A callback after it would come a sixtieth of a second later."""


class ScreenHost(Protocol):
    """What the app has for its screens."""

    diary: Diary
    settings: Settings
    hidden: bool
    stamp_as_read: object

    @property
    def glyphs(self) -> Glyphs: ...  # noqa: D102 - the marks in use
    @property
    def look(self) -> str: ...  # noqa: D102 - dark, light or ansi
    def say(self, sentence: str, *, lasting: bool = False) -> None: ...  # noqa: D102 - a toast
    def reading(self, *, whole: bool = True) -> AbstractContextManager[None]: ...  # noqa: D102 - a drawing reads
    def say_first_line(self, screen: "DiaryScreen") -> None: ...  # noqa: D102 - what it is for, once
    def tell_notices(self) -> None: ...  # noqa: D102 - what happened to the files, each thing once
    def set(self, key: str, value: str) -> None: ...  # noqa: D102 - a setting changed and kept
    def open_anew(self) -> None: ...  # noqa: D102 - its seal has changed
    def take_early_keys(self) -> None: ...  # noqa: D102 - what was typed before there was a list


class PageContainer(Container):
    """What stands between the tabs and the keys, where it comes later than these."""

    def __init__(self, content: Callable[[], ComposeResult]) -> None:
        super().__init__(id="page")
        self.content = content

    def compose(self) -> ComposeResult:
        """What its screen puts on it."""
        yield from self.content()


class DiaryScreen(Screen[None]):
    """One of the seven screens, between its tabs and its keys."""

    CSS_PATH = STYLES
    MODE: ClassVar[str] = ""
    _due = False
    """Whether another drawing has been asked for."""
    _laid_out_for: Size | None = None
    _watching = False
    _keys: Sequence[tuple[str, str, str]] = ()
    """Those that are drawn."""
    _left = False
    """Whether another of the seven stands in its place: what it is behind a dialog may be changed by that."""
    _read_as: object = None
    """What its last drawing was made of."""
    _styled_as: object = None
    """What its widgets were styled by when it was shown last."""
    _drawn_for: object = None
    """The sizes that the last drawing was made for."""

    def compose(self) -> ComposeResult:
        """The tabs, the page, the keys."""
        yield Canvas(id="tabs")
        with Container(id="page"):
            yield from self.page()
        yield Canvas(id="keys")

    @abstractmethod
    def page(self) -> ComposeResult:
        """What stands between the tabs and the keys."""

    @abstractmethod
    def show_diary(self) -> None:
        """Read the diary again and draw it."""

    @property
    def tab(self) -> str:
        """The mode whose tab is marked."""
        return self.MODE

    def right_words(self) -> Sequence[str]:
        """What may stand at the right of the tabs: the first that fits."""
        return ()

    @property
    def host(self) -> ScreenHost:
        """The app, as far as a screen needs it."""
        return cast("ScreenHost", self.app)

    @property
    def diary(self) -> Diary:
        """The diary."""
        return self.host.diary

    @property
    def names(self) -> Names:
        """What things are called now."""
        ratings = self.host.hidden and self.host.settings.hide_ratings
        return Names(self.diary, hidden=self.host.hidden, ratings_hidden=ratings)

    @property
    def wide(self) -> bool:
        """Whether there is room for a side column."""
        return self.size.width >= WIDE and self.size.height >= HIGH_ENOUGH

    @property
    def full(self) -> bool:
        """Whether there is room for the whole drawing."""
        return self.size.width >= FULL and self.size.height >= HIGH_ENOUGH

    @property
    def page_rows(self) -> int:
        """The rows between the tabs and the keys, without the empty one that pages begin with."""
        return self.size.height - FRAME_ROWS - (1 if self.size.height > SHORT else 0)

    @property
    def drawn(self) -> bool:
        """Whether it was drawn once."""
        return self._drawn_for is not None

    def render_context(self, width: int) -> RenderContext:
        """What the drawings need, for a canvas of that width."""
        return RenderContext(names=self.names, glyphs=self.host.glyphs, width=width, today=self.diary.today)

    @contextmanager
    def reporting(self) -> Iterator[None]:
        """A write stands in here: a refusal becomes a toast, a bug crashes."""
        try:
            with self.diary.one_look():
                yield
        except DetoxError as error:
            self.host.say(refusal_text(error), lasting=True)

    def refresh_diary(self) -> None:
        """Draw everything again: the tabs, the page, the keys."""
        if not self.is_mounted or self.size.width < 1:
            return
        if not self.query_one("#tabs").size.width:  # not laid out yet: that asks for a drawing of its own
            return
        if self.diary.sealing_changed:  # what stands here can be read no more, and says nothing
            self.host.open_anew()
            return
        with self.host.reading():
            with self.reporting():
                self.show_diary()
            self.host.tell_notices()
            self.show_tabs(self.right_words())
        self._drawn_for, self._read_as = self._layout(), self._made_of(self.host.stamp_as_read)
        if not self._watching:  # whether there is more to scroll shows only when the lines have their room
            self._watching = True
            for view in self.query(VerticalScroll):
                self.watch(view, "virtual_size", self._room_changed, init=False)
        self.call_after_refresh(self.show_keys)

    def show_tabs(self, right: Sequence[str]) -> None:
        """Draw the tabs; in a window that is too small for the diary, say so politely in their place."""
        width = self.size.width
        lines = tab_lines(self.tab, width, right, self.host.glyphs)
        if self.has_class("tiny"):
            said = _("This window is too small for the diary. Make it 40 by 12 or larger.")
            lines = [Line(), *(Line().put(1, row) for row in wrapped(said, width - 2))]
        self.query_one("#tabs", Canvas).show(lines)

    def show_keys(self) -> None:
        """Draw the keys that work now; below a dialog those that worked before it."""
        here = self.app.screen is self
        self._keys = self.footer() if here else self._keys
        if self._keys:
            self.query_one("#keys", Canvas).show(key_lines(self._keys, self.size.width))
        if here:
            self.place_toasts()

    def place_toasts(self) -> None:
        """Toasts stand above the keys; below the tabs where the focused row is near the keys."""
        rows = [
            canvas.region.y + n
            for canvas in self.query(Canvas)
            for n, line in enumerate(canvas.lines)
            if line.raised
        ]
        toast = NARROW_TOAST_ROWS if self.has_class("narrow") else TOAST_ROWS
        low = any(self.size.height - toast <= row for row in rows)
        self.query("ToastRack").set_class(low, "above")

    def footer(self) -> list[tuple[str, str, str]]:
        """The keys that work now, as (key, word, action); a pair of keys has two actions."""
        keys: dict[tuple[str, str], list[str]] = {}
        for active in self.active_bindings.values():
            binding = active.binding
            label = translated_key(binding.key_display or key_label(binding.key))
            if not binding.show or not active.enabled:
                continue
            target = "app" if active.node is self.app else "screen" if active.node is self else "focused"
            actions = keys.setdefault((label, binding.description), [])
            action = f"{target}.{binding.action}"
            actions += [] if action in actions else [action]  # + and = are one key
        return [(label, word, PAIR.join(actions)) for (label, word), actions in keys.items()]

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The bindings in the person's language and in their usual order, whichever keys they have."""
        ids = [binding.id for binding in Binding.make_bindings(type(self).BINDINGS)]
        held = sorted(
            super().active_bindings.items(),
            key=lambda pair: ids.index(pair[1].binding.id) if pair[1].binding.id in ids else len(ids),
        )
        return {
            key: active._replace(
                binding=replace(active.binding, description=_(active.binding.description)),
                tooltip=_(active.binding.tooltip) if active.binding.tooltip else "",
            )
            for key, active in held
        }

    def keep_in_sight(self, scroll: str, line: int, rows: int = 1) -> None:
        """Scroll so that these lines can be seen, once the new lines have their room."""
        region = Region(0, max(0, line), 1, rows)
        view = self.query_one(scroll, VerticalScroll)

        def look() -> None:
            view.scroll_to_region(region, animate=False)

        # Twice: the first refresh may have come before the new lines were laid out.
        self.call_after_refresh(look)
        self.call_after_refresh(self.call_after_refresh, look)

    def scroll_by(self, scroll: str, step: int) -> None:
        """Some rows for a step of one, a window for more; keys that come quickly all count."""
        view = self.query_one(scroll, VerticalScroll)
        rows = ROWS_A_STEP if abs(step) == 1 else max(1, view.size.height - 1)
        view.scroll_relative(y=rows if step > 0 else -rows, animate=False, immediate=True)

    def on_resize(self, event: Resize) -> None:
        """Lay the page out anew; a window wider than the widest page has it in its middle."""
        width, height = event.size
        beside = max(0, width - WIDEST_PAGE)
        if beside or self.styles.padding.width:
            self.styles.padding = (0, beside - beside // 2, 0, beside // 2)
        sizes = {
            "tiny": width < SMALLEST[0] or height < SMALLEST[1],
            "narrow": width < NARROW,
            "wide": self.wide,
            "full": self.full,
            "short": height <= SHORT,
            "low": height < LOW,
        }
        self.update_classes(sizes)  # at once: each would give every widget its styles anew
        if self._laid_out_for != event.size:  # at the start it is told several times
            self._laid_out_for = event.size
            self.on_canvas_widened()

    def on_canvas_widened(self) -> None:
        """Draw again, once for all canvases that have another width now."""
        if not self._due:
            self._due = True
            self.call_after_refresh(self._draw_again)

    def _draw_again(self) -> None:
        self._due = False
        if self._drawn_for != self._layout():
            self.refresh_diary()
        else:
            self.show_keys()

    def _room_changed(self) -> None:
        self.call_after_refresh(self.show_keys)

    def _made_of(self, stamp: object) -> object:
        """What a drawing is made of, besides what is chosen on this very screen."""
        host = self.host
        return stamp, self.diary.today, host.settings, host.hidden, self._layout()

    def _layout(self) -> object:
        """The size of the window, and how wide every canvas is."""
        return self.size, [(canvas.id, canvas.size.width) for canvas in self.query(Canvas)]

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Read again, where another screen, or another program, has written, or it has changed itself."""
        app = self.app
        styled_as = (app.stylesheet.rules, app.theme, app.classes, app.app_focus)
        # Textual has this handler run before its own, which styles every widget anew: 8 ms.
        event.refresh_styles = styled_as != self._styled_as
        self._styled_as = styled_as
        self.set_class(False, "behind")
        if self._left and self._read_as == self._made_of(self.diary.stamp()):
            self.show_keys()
        else:
            self.refresh_diary()
        self._left = False
        self.call_after_refresh(self.host.say_first_line, self)

    def on_screen_suspend(self, _event: ScreenSuspend) -> None:
        """Step back, muted, while a dialog asks something."""
        above = self.app.screen
        self._left = self not in self.app.screen_stack
        self.set_class(isinstance(above, ModalScreen) and getattr(above, "MUTES", True), "behind")
        self.refresh(layout=True)
        for canvas in self.query(Canvas):
            canvas.refresh()


class Stage(IntEnum):
    """What has been put on the screen since the program was opened."""

    TABS = 0
    LIST = 1
    ALL = 2


class StagedScreen(DiaryScreen):
    """Nothing is read before the tabs stand there, and no long way back before the list does."""

    class FullyDrawn(Message):
        """Everything has been drawn once."""

    def __init__(self) -> None:
        super().__init__()
        self.stage = Stage.TABS
        self._waiting = False
        """Whether the list is being drawn, and all else is drawn after it."""

    def compose(self) -> ComposeResult:
        """The tabs alone."""
        yield Canvas(id="tabs")

    @property
    def takes_keys(self) -> bool:
        """Whether a key means what stands here: its list was drawn, or never will be in so small a window."""
        return self.drawn or (self.has_class("tiny") and self.stage is not Stage.TABS)

    def on_mount(self) -> None:
        """Open the page, once the tabs stand there."""
        self.after(SOON, self._open_page)

    def after(self, seconds: float, then: Callable[[], object]) -> asyncio.TimerHandle:
        """Do something in a while, by the loop's own clock.

        A timer of Textual's never comes where the machine stands still for as long as it waits, between two
        of its looks at the time.
        """
        return asyncio.get_running_loop().call_later(seconds, self.call_next, then)

    async def _open_page(self) -> None:
        styles = self.app.stylesheet
        styles.read(PAGE_STYLES)
        styles.parse()
        styles.update(self)
        with self.app.batch_update():  # else an empty page is laid out and drawn first
            await self.mount(PageContainer(self.page), Canvas(id="keys"))
        self.stage = Stage.LIST
        self._let_keys_in()

    def on_screen_suspend(self, _event: ScreenSuspend) -> None:
        """What stands below its list may be said but once: it is drawn anew whenever it is shown."""
        self._read_as = None

    def refresh_diary(self) -> None:
        """Draw what has its place by now."""
        if not self.is_mounted or self.size.width < 1:
            return
        if self.stage is Stage.TABS or not self.query_one("#rows").size.width:
            self.show_tabs(())
        else:
            super().refresh_diary()
            if self.stage is Stage.LIST and not self._waiting:
                self._waiting = True
                self._once_shown(self._draw_all)
        self._let_keys_in()

    def _let_keys_in(self) -> None:
        if self.takes_keys:
            self.host.take_early_keys()

    def _once_shown(self, then: Callable[[], None]) -> None:
        """Do something once what was just drawn stands on the terminal.

        `call_after_refresh` comes before the refresh where no widget has asked for one yet.
        """
        signal, rows = self.screen_layout_refresh_signal, self.query_one("#rows")

        def laid_out(_screen: Screen[object]) -> None:
            signal.unsubscribe(rows)
            then()

        signal.subscribe(rows, laid_out)
        self.refresh(layout=True)  # the drawing may have needed none

    def _draw_all(self) -> None:
        if self.stage is Stage.LIST:
            self.stage = Stage.ALL
            self.refresh_diary()
            self._once_shown(self._say_fully_drawn)

    def _say_fully_drawn(self) -> None:
        self.post_message(self.FullyDrawn())
