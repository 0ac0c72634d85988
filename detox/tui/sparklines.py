"""What is drawn by hand: bars, grids, meters; values in, lines out."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.renderables.digits import DIGITS, DIGITS3X3

from detox.tui.glyphs import Glyphs
from detox.tui.styled_lines import Line

STEPS = 8
"""Heights within a cell."""
DAYS_GRID = 29
"""Cells of the grid of days: the week's number, seven days, and how many of them."""
LOWEST_TOP = 50.0
"""The index scale of the small week bars ends here at least, so that a calm life draws no towers."""


def week_bars(values: Sequence[float | None], rows: int, glyphs: Glyphs) -> list[Line]:
    """The index week by week, a cell and a gap each, the last in accent; digits where glyphs are ASCII."""
    top = max([LOWEST_TOP, *(value for value in values if value is not None)])
    if not glyphs.steps:
        return [*[Line() for _ in range(rows - 1)], _tens(values)]
    return bars(values, top, rows, glyphs)


def bars(values: Sequence[float | None], top: float, rows: int, glyphs: Glyphs) -> list[Line]:
    """One bar a value, `rows` high, a cell and a gap each; a value unknown stays a gap, zero does not."""
    if not glyphs.steps:
        return [*[Line() for _ in range(rows - 1)], _scaled_digits(values, top)]
    lines = [Line() for _ in range(rows)]
    for n, value in enumerate(values):
        if value is None:
            continue
        role = "accent" if n == len(values) - 1 else "muted"
        eighths = max(1, round(min(1.0, max(0.0, value / top)) * rows * STEPS))
        for row, line in enumerate(lines):
            filled = min(STEPS, max(0, eighths - (rows - 1 - row) * STEPS))
            if filled:
                line.put(2 * n, glyphs.steps[filled], role)
    return lines


def _tens(values: Sequence[float | None]) -> Line:
    return _digits([None if value is None else min(9, int(value // 10)) for value in values])


def _scaled_digits(values: Sequence[float | None], top: float) -> Line:
    return _digits([None if value is None else min(9, round(value * 10 / top)) for value in values])


def _digits(values: Sequence[int | None]) -> Line:
    line = Line()
    for n, value in enumerate(values):
        if value is not None:
            line.put(2 * n, str(value), "accent" if n == len(values) - 1 else "muted")
    return line


def meter(value: float | None, top: float, width: int, glyphs: Glyphs, *, role: str = "text") -> Line:
    """How much of `top` there is: a bar on its track; only the track where nothing is known."""
    share = 0.0 if value is None or top <= 0 else min(1.0, max(0.0, value / top))
    cells = round(share * width)
    return Line().put(0, glyphs.bar * cells, role).then(glyphs.track * (width - cells), "line")


def plain_bar(share: float, width: int, glyphs: Glyphs, role: str) -> Line:
    """A bar without a track, in steps of half a cell."""
    halves = max(1, round(min(1.0, max(0.0, share)) * width * 2))
    return Line().put(0, glyphs.bar * (halves // 2) + (glyphs.half_bar if halves % 2 else ""), role)


def big_number(text: str) -> list[Line]:
    """A number three rows high, in thin lines."""
    rows = ["", "", ""]
    for sign in text:
        place = DIGITS.index(sign) * 3
        for n in range(3):
            rows[n] += DIGITS3X3[place + n].ljust(3)
    return [Line().put(0, row.rstrip(), "accent") if row.strip() else Line() for row in rows]


def with_room(columns: Sequence[int], cells: Sequence[int], chosen: int, left: int) -> list[int]:
    """Which of the numbers at these columns have room: the chosen one first, then from the right."""
    order = dict.fromkeys([chosen, *range(len(columns) - 1, -1, -1)])
    taken: dict[int, tuple[int, int]] = {}
    for n in order:
        if n >= len(columns):
            continue
        start = columns[n] - min(1, max(0, cells[n] - 1))
        end = start + cells[n]
        if start >= left and all(end < first or start > last for first, last in taken.values()):
            taken[n] = (start, end)
    return sorted(taken)


def number_row(
    label: str,
    numbers: Sequence[str],
    columns: Sequence[int],
    *,
    role: str = "text",
    chosen: int = -1,
    chosen_role: str = "bright bold",
) -> Line:
    """Exact values under a chart, each at its point; see `with_room`."""
    line = Line().put(0, label, "muted", room=8)
    for n, (number, column) in enumerate(zip(numbers, columns, strict=True)):
        if number:
            start = column - min(1, len(number) - 1)
            _fit(line, start, number, chosen_role if n == chosen else role)
    return line


def _fit(line: Line, column: int, text: str, role: str) -> None:
    if column >= line.width + (1 if line.pieces else 0):
        line.put(column, text, role)


def days_grid(
    weeks: Sequence[tuple[str, Sequence[bool | None]]],
    heads: Sequence[str],
    ends: Sequence[str],
    glyphs: Glyphs,
    *,
    chosen: int = -1,
) -> list[Line]:
    """Days lived normally: weeks downwards, weekdays across, three cells a day; `None` is not written."""
    head = Line()
    for n, weekday in enumerate(heads):
        head.put(4 + 3 * n, weekday, "muted")
    lines = [head]
    for row, ((label, days), end) in enumerate(zip(weeks, ends, strict=True)):
        here = row == chosen
        line = Line().right(max(2, cell_len(label)), (label, "accent bold" if here else "muted"))
        for n, normal in enumerate(days):
            sign = glyphs.nothing if normal is None else glyphs.normal if normal else glyphs.not_normal
            line.put(4 + 3 * n, sign, "muted" if normal is None else "text")
        lines.append(line.right(DAYS_GRID, (end, "bright bold" if here else "muted"), gap=1) if end else line)
    return lines
