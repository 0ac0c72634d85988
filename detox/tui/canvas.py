"""A canvas: the one widget that everything drawn by hand is drawn on."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from textual.events import Click, Resize
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from detox.tui.styled_lines import Line, LineRenderer


class Canvas(Widget):
    """Lines, as tall as there are; a click on a line that stands for something says so."""

    DEFAULT_CSS = "Canvas { height: auto; }"

    @dataclass
    class Picked(Message):
        """A row was clicked."""

        key: Hashable

    class Widened(Message):
        """It has another width than it was drawn for."""

    def __init__(self, *, id: str | None = None, ground: str = "ground") -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.ground = ground
        self._width = 0
        self.lines: tuple[Line, ...] = ()
        """What is drawn here."""

    def show(self, lines: Sequence[Line]) -> None:
        """Draw these lines from now on; the page is laid out anew only where there are more or fewer."""
        moves = len(lines) != len(self.lines)
        self.lines = tuple(lines)
        self.refresh(layout=moves)

    @property
    def renderer(self) -> LineRenderer:
        """How this canvas is painted now."""
        look = getattr(self.app, "look", "dark")
        return LineRenderer(look, self.ground, behind=self.screen.has_class("behind"))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """One row a line."""
        return len(self.lines)

    def render_line(self, y: int) -> Strip:
        """The cells of one row."""
        line = self.lines[y] if y < len(self.lines) else Line()
        return self.renderer.strip(line, self.size.width)

    def on_resize(self, event: Resize) -> None:
        """Ask for another drawing where the width has changed."""
        if event.size.width != self._width:
            self._width = event.size.width
            self.post_message(self.Widened())
        if event.size.height != len(self.lines):  # lines that came while it was being laid out had no say
            self.call_after_refresh(self.refresh, layout=True)

    def on_click(self, event: Click) -> None:
        """Say which row it was."""
        place = event.get_content_offset(self)
        if place is not None and place.y < len(self.lines) and self.lines[place.y].key is not None:
            self.post_message(self.Picked(self.lines[place.y].key))
