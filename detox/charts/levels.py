"""Values become heights in eighths of a row, and heights become cells; knows nothing of diaries."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from msgspec import Struct

from detox.charts.plotext_adapter import TOP

EIGHTHS = 8
"""Heights within a row: the blocks from one eighth to the whole (Unicode 2581..2588)."""
BLOCKS = " ▁▂▃▄▅▆▇█"
MARKER = 5
"""A marker is five eighths of a row high: with fewer it is hard to see, with more neighbours look alike."""


class SplitCell(Struct, frozen=True):
    """One cell of two inks: the sign is drawn in `ink` and leaves the rest to `ground`."""

    sign: str
    ink: str
    ground: str


def split_cell(eighths: int, lower: str, upper: str) -> SplitCell:
    """A cell whose lowest `eighths`, 0..8, are of one ink and whose rest is of another.

    A cell of one ink is a full block on a ground of the same ink, so that no terminal leaves a seam in it.
    """
    if eighths <= 0:
        return SplitCell(BLOCKS[EIGHTHS], upper, upper)
    if eighths >= EIGHTHS or lower == upper:
        return SplitCell(BLOCKS[EIGHTHS], lower, lower)
    return SplitCell(BLOCKS[eighths], lower, upper)


def height_of(value: float, rows: int, top: float = TOP) -> int:
    """The eighths, counted from below, that a value reaches in a drawing of `rows`; within 0..8 * rows."""
    if value != value:  # noqa: PLR0124 - not a number
        return 0
    share = min(1.0, max(0.0, value / top)) if top > 0 else 0.0
    return round(share * rows * EIGHTHS)


def tick_row(value: float, rows: int, top: float = TOP) -> int:
    """The row, counted from below, in whose upper part or at whose upper edge a value lies."""
    return min(rows - 1, max(0, -(-height_of(value, rows, top) // EIGHTHS) - 1))


def marker_at(value: float, rows: int, top: float = TOP) -> int:
    """The lowest of the eighths that the marker of a value takes; its middle is at the value.

    A cell has two inks and a marker has ground above and below it, so it begins at an edge of a row, or
    three eighths above one, or it crosses the next edge: one and two are moved by one eighth.
    """
    highest = rows * EIGHTHS - MARKER
    exact = min(1.0, max(0.0, value / top)) * rows * EIGHTHS - MARKER / 2 if top > 0 else 0.0
    start = max(0, min(highest, int(exact + 0.5)))
    within = start % EIGHTHS
    return start - 1 if within == 1 else start + 1 if within == 2 else start  # noqa: PLR2004 - see above


def marker_rows(start: int) -> dict[int, tuple[int, int]]:
    """The rows, counted from below, that a marker lies in: its first and its end within each, 0..8."""
    end = start + MARKER
    rows = range(start // EIGHTHS, (end - 1) // EIGHTHS + 1)
    return {row: (max(0, start - row * EIGHTHS), min(EIGHTHS, end - row * EIGHTHS)) for row in rows}


def marker_cell(first: int, end: int, marker: str, ground: str) -> SplitCell:
    """The cell of a marker from `first` to `end` within one row; it touches the row's lower or upper edge."""
    return split_cell(end, marker, ground) if first == 0 else split_cell(first, ground, marker)


def bounds_of(counts: Sequence[int], rows: int) -> list[int]:
    """Where each part of a stacked bar ends, in eighths from below; the last one at the top of the bar.

    No row holds two of them inside, because a cell has two inks. They are moved to the edges of that row,
    so that as few parts vanish as possible and the rest moves least; a part of nothing has no height.
    All are 0 where nothing was counted.
    """
    total, whole = sum(counts), rows * EIGHTHS
    if not total:
        return [0] * len(counts)
    ends, so_far = [], 0
    for count in counts:
        so_far += count
        ends.append(round(so_far * whole / total))
    for row in range(rows):
        low, high = row * EIGHTHS, (row + 1) * EIGHTHS
        inside = sorted({end for end in ends if low < end < high})
        if len(inside) > 1:
            ends = min((_one_kept(ends, low, high, kept) for kept in inside), key=partial(_harm, ends))
    return ends


def _one_kept(ends: Sequence[int], low: int, high: int, kept: int) -> list[int]:
    """The ends, those inside a row moved to its edges but for one."""
    return [low if low < end < kept else high if kept < end < high else end for end in ends]


def _harm(before: Sequence[int], after: Sequence[int]) -> tuple[int, int]:
    """How many parts have vanished, and how far the ends have moved."""
    seen, left = (sum(a < b for a, b in pairwise([0, *ends])) for ends in (before, after))
    return seen - left, sum(abs(a - b) for a, b in zip(before, after, strict=True))
