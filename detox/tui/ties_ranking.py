"""The ranking of the ties: each task's share, how tied it was week by week, when it was last needed."""

from collections.abc import Sequence

from msgspec import Struct
from rich.cells import cell_len

from detox.messages import percent_text
from detox.tui.glyphs import Glyphs
from detox.tui.sparklines import plain_bar
from detox.tui.styled_lines import Line
from detox.words import _

NAME, PERCENT, GAP = 2, 5, 2
"""The column at which names begin, the cells of a share, and those between two columns."""
LEAST_BAR = 6
"""A shorter bar says nothing."""
ROOM_FOR_WEEKS = 100
"""Cells from which on the weeks stand beside the shares."""
WHOLE = 100.0
HIGHEST = 6
"""Eighths of a row that a week's bar is high at most, so that neighbouring rows stay apart."""


class RankingRow(Struct, frozen=True, kw_only=True):
    """One row of a ranking."""

    key: str
    name: str
    share: float
    """Of the whole, 0..1."""
    weeks: Sequence[float | None]
    """How tied it was in each of the last weeks, 0..100; `None` where it did not come up."""
    last: str


class RankingColumns(Struct, frozen=True, kw_only=True):
    """Where the parts of a ranking stand."""

    names: int
    """Cells of the names."""
    bar: int
    """Cells of the longest bar; 0 where there is no room for one."""
    weeks: int
    """The column of the weeks; 0 where there is no room for them."""
    percent: int
    """The column at which the shares end."""
    last: int
    """The column at which the last column ends; 0 where it is left out."""


def ranking_columns(rows: Sequence[RankingRow], name_cells: int, width: int) -> RankingColumns:
    """Names first, then the shares, then when it was last needed, then the weeks; the bar takes the rest."""
    last = max((cell_len(row.last) for row in rows), default=0)
    last = max(last, cell_len(_("last needed")))
    drawn = max((len(row.weeks) for row in rows), default=0) * 2
    drawn = max(drawn, cell_len(_("tied, week by week"))) if drawn else 0
    bar = width - NAME - name_cells - PERCENT - GAP - 1
    end = width - 1 if bar - last - GAP >= LEAST_BAR else 0
    bar -= last + GAP if end else 0
    wide = bool(drawn) and width >= ROOM_FOR_WEEKS and bar - drawn - GAP >= LEAST_BAR
    bar -= drawn + GAP if wide else 0
    bar = max(0, bar - GAP)
    percent = NAME + name_cells + (GAP + bar if bar >= LEAST_BAR else 0) + 1 + PERCENT
    return RankingColumns(
        names=name_cells,
        bar=bar if bar >= LEAST_BAR else 0,
        weeks=percent + GAP if wide else 0,
        percent=percent,
        last=end,
    )


def ranking_lines(rows: Sequence[RankingRow], at: RankingColumns, focus: int, glyphs: Glyphs) -> list[Line]:
    """A row a task, the focused one in accent."""
    top = max((row.share for row in rows), default=1.0) or 1.0
    lines = []
    for n, row in enumerate(rows):
        here = n == focus
        line = Line(raised=here, key=row.key)
        if here:
            line.put(0, glyphs.focus, "accent")
        line.put(NAME, row.name, "bright bold" if here else "text", room=at.names)
        if at.bar:
            bar = plain_bar(row.share / top, at.bar, glyphs, "accent" if here else "muted")
            line.join(bar, NAME + at.names + GAP)
        line.right(at.percent, (percent_text(row.share * WHOLE), "bright bold" if here else "text"), gap=1)
        if at.weeks:
            line.join(_weeks(row.weeks, glyphs), at.weeks)
        lines.append(line.right(at.last, (row.last, "muted")) if at.last else line)
    return lines


def _weeks(values: Sequence[float | None], glyphs: Glyphs) -> Line:
    """A cell a week; a week in which it did not come up is a gap, one without a tie is not."""
    line = Line()
    for n, value in enumerate(values):
        if value is None:
            continue
        share = min(1.0, max(0.0, value / WHOLE))
        sign = glyphs.steps[max(1, round(share * HIGHEST))] if glyphs.steps else str(min(9, int(share * 10)))
        line.put(2 * n, sign, "accent" if n == len(values) - 1 else "muted")
    return line
