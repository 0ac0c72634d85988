"""Textual's scrollbars, and in ASCII ones whose ends are whole cells: its halves are block signs."""

from typing import ClassVar

from textual.scrollbar import ScrollBar, ScrollBarRender


class WholeCellBar(ScrollBarRender):
    """A bar of whole cells."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * len(ScrollBarRender.VERTICAL_BARS)
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "] * len(ScrollBarRender.HORIZONTAL_BARS)


def draw_scroll_bars(*, whole_cells: bool) -> None:
    """Draw every scrollbar of the program like this from now on."""
    ScrollBar.renderer = WholeCellBar if whole_cells else ScrollBarRender
