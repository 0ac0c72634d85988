"""Toasts keep their Chinese whole: a wide sign is never cut by the edge of what lies below."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets._toast import Toast

WIDE = 2


class WholeSigns(Strip):
    """A line that is cut beside a wide sign, never through one.

    Textual cuts every line where a widget begins or ends anywhere on that row of the screen, and draws half a
    sign as a blank. Here the sign moves on by a cell instead, and a blank at the end of the line makes room.
    """

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """As `Strip.divide`; every piece is as wide as asked for."""
        at = list(cuts)
        return Strip(_moved(self._segments, frozenset(at)), self.cell_length).divide(at)


def keep_signs_whole() -> None:
    """Let every toast give its lines so; Textual makes the toasts itself and takes no class for them."""
    Toast.render_lines = _render_lines  # type: ignore[method-assign, assignment]


def _render_lines(self: Toast, crop: Region) -> list[Strip]:
    lines = super(Toast, self).render_lines(crop)
    return [WholeSigns(line, line.cell_length) for line in lines]


def _moved(segments: Iterable[Segment], cuts: frozenset[int]) -> list[Segment]:
    signs = [Segment(sign, part.style) for part in segments for sign in part.text]
    text = "".join(sign.text for sign in signs)
    most = len(text) - len(text.rstrip())
    placed: list[Segment] = []
    at = moved = 0
    for sign in signs:
        wide = cell_len(sign.text) == WIDE
        while moved < most and wide and at + 1 in cuts:
            placed.append(Segment(" ", sign.style))
            at, moved = at + 1, moved + 1
        placed.append(sign)
        at += cell_len(sign.text)
    return list(Segment.simplify(placed[: len(placed) - moved]))
