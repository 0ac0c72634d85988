"""The screen that the program opens with: its tabs, its list, its panels, each before the next is begun."""

from enum import IntEnum

from textual.app import ComposeResult
from textual.message import Message

from detox.tui.canvas import Sheet
from detox.tui.diary_screen import DiaryScreen, Page

SOON = 0.003
"""Seconds; the first picture is made in less. A callback after it would come a sixtieth of a second later."""


class Stage(IntEnum):
    """What has been put on the screen since the program was opened."""

    TABS = 0
    LIST = 1
    ALL = 2


class OpeningScreen(DiaryScreen):
    """Nothing is read before the tabs stand there, and no long way back before the list does."""

    class Stands(Message):
        """Everything has been drawn once."""

    def __init__(self) -> None:
        super().__init__()
        self.stage = Stage.TABS

    def compose(self) -> ComposeResult:
        """The tabs alone."""
        yield Sheet(id="tabs")

    def on_mount(self) -> None:
        """Open the page, once the tabs stand there."""
        self.set_timer(SOON, self._open_page)

    async def _open_page(self) -> None:
        await self.mount(Page(self.page), Sheet(id="keys"))
        self.stage = Stage.LIST

    def refresh_diary(self) -> None:
        """Draw what has its place by now."""
        if not self.is_mounted or self.size.width < 1:
            return
        if self.stage is Stage.TABS or not self.query_one("#rows").size.width:
            self.show_tabs(())
            return
        super().refresh_diary()
        if self.stage is Stage.LIST:
            self.call_after_refresh(self._draw_all)

    def _draw_all(self) -> None:
        if self.stage is Stage.LIST:
            self.stage = Stage.ALL
            self.refresh_diary()
            self.post_message(self.Stands())
