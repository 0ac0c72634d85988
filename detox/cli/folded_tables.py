"""Tables in a terminal that is narrower than they are: columns are folded at words, and no cell is cut."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import zip_longest

from detox.cli.terminal_lines import filled
from detox.messages.line_breaks import cells, words

COLUMN_GAP = "  "
LEAST_COLUMN = 8
"""A column is made no narrower, nor than its longest word."""
LEAST_TEXT = 12
"""A column is not read in fewer cells; the last ones go below their rows instead."""
BELOW = "    "


def row_lines(row: Sequence[str], widths: Sequence[int], right: Collection[int]) -> Iterator[str]:
    """A row as one line, or as more where a cell is wider than its column; those in `right` end in line."""
    parts = [
        filled(cell, width) if cells(cell) > width else [cell]
        for cell, width in zip(row, widths, strict=False)
    ]
    for n in range(max(map(len, parts), default=1)):
        yield COLUMN_GAP.join(
            _padded(part[n] if n < len(part) else "", widths[column], right=column in right)
            for column, part in enumerate(parts)
        )


def folded_rows(rows: Sequence[list[str]], right: Collection[int], room: int) -> Iterator[str]:
    """The rows as lines of at most `room` cells, those of figures in `right` whole.

    Where too little would be left for a column, the last ones stand below their row, further in.
    """
    sizes = [[cells(cell) for cell in row] for row in rows]
    least = [_longest_word(column) for column in zip_longest(*rows, fillvalue="")]
    beside, widths = len(least), list[int]()
    while beside:
        widths = narrowed([row[:beside] for row in sizes], least[:beside], set(right), room)
        if beside == 1 or _is_readable(widths, [row[:beside] for row in sizes], room):
            break
        beside -= 1
    for row in rows:
        yield from row_lines(row[:beside], widths, right)
        below = COLUMN_GAP.join(cell for cell in row[beside:] if cell)
        yield from (BELOW + line for line in filled(below, room - len(BELOW)) if line)


def narrowed(sizes: Sequence[list[int]], least: list[int], kept: Collection[int], room: int) -> list[int]:
    """The widths of a table's columns so that its rows fit, as few of its cells folded as may be.

    Args:
        sizes: how wide each cell is, row by row.
        least: what each column is made no narrower than.
        kept: the columns that are figures, and never folded.
        room: the cells that a row may take.
    """
    widths = _widths(sizes)
    if _taken(widths) <= room:
        return widths
    used = max(n + 1 for n, width in enumerate(widths) if width)
    room -= len(COLUMN_GAP) * (used - 1)
    ways = [_shrunk(widths, least, {*kept, *whole}, room) for whole in ((), *((n,) for n in range(used)))]
    fitting = [way for way in ways if sum(way) <= room] or ways[:1]
    return min(fitting, key=lambda way: sum(_folds(row, way) for row in sizes))


def _is_readable(widths: list[int], sizes: Sequence[list[int]], room: int) -> bool:
    """Whether the columns fit, and none of them is made a ladder of words."""
    own = zip(widths, _widths(sizes), strict=True)
    return _taken(widths) <= room and all(now >= min(width, LEAST_TEXT) for now, width in own)


def _widths(sizes: Sequence[list[int]]) -> list[int]:
    return [max(column) for column in zip_longest(*sizes, fillvalue=0)]


def _taken(widths: Sequence[int]) -> int:
    """The cells of a row, without empty columns at its end."""
    used = max((n + 1 for n, width in enumerate(widths) if width), default=1)
    return sum(widths) + len(COLUMN_GAP) * (used - 1)


def _longest_word(column: Iterable[str]) -> int:
    """The cells of the longest word of a column, and `LEAST_COLUMN` at least."""
    return max([LEAST_COLUMN, *(cells(word.rstrip()) for cell in set(column) for word in words(cell))])


def _shrunk(widths: list[int], least: list[int], whole: set[int], room: int) -> list[int]:
    """The widths in so much room, the widest made narrower first, the last of two, none of `whole`."""
    shrunk = list(widths)
    while sum(shrunk) > room:
        narrower = [n for n, width in enumerate(shrunk) if n not in whole and width > least[n]]
        if not narrower:
            break
        shrunk[max(narrower, key=lambda n: (shrunk[n], n))] -= 1
    return shrunk


def _folds(sizes: list[int], widths: list[int]) -> int:
    """About how many lines more than one the cells of a row take, all together."""
    return sum((size - 1) // width for size, width in zip(sizes, widths, strict=False) if size)


def _padded(cell: str, width: int, *, right: bool) -> str:
    space = " " * (width - cells(cell))
    return space + cell if right else cell + space
