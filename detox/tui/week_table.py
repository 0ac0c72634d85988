"""The table of the week screen: the charts' numbers, and in sentences where they go."""

from collections.abc import Mapping, Sequence
from itertools import accumulate

from detox.catalogue import labels
from detox.domain.entries import NEEDED
from detox.domain.trend import Trend
from detox.domain.weeks import Week
from detox.messages.figure_messages import rating_days_text, rating_text, trend_text
from detox.tui.glyphs import Signs
from detox.tui.styled_lines import Line, wrapped
from detox.tui.week_drawing import legend
from detox.words import N_, _

TABLE = (
    *(N_("week"), N_("index"), N_("likely"), N_("days"), N_("normal")),
    *(N_("min"), N_("mood"), N_("cut off"), N_("urge")),
)
TABLE_CELLS = (4, 7, 9, 7, 7, 6, 6, 9, 6, *(4,) * len(NEEDED))


def table_lines(weeks: Sequence[Week], width: int, signs: Signs) -> list[Line]:
    """The same numbers as a table, newest first; in blocks one below the other where the sheet is narrow."""
    heads = (*(_(name) for name in TABLE), *(signs.outcomes[outcome] for outcome in NEEDED))
    lines: list[Line] = []
    for columns in _table_blocks(width):
        ends = list(accumulate(TABLE_CELLS[column] for column in columns))
        head = Line()
        for end, column in zip(ends, columns, strict=True):
            head.right(end, (heads[column], "muted"), gap=0)
        lines += [*([Line()] if lines else []), head, Line().put(0, signs.rule * width, "line")]
        for week in reversed(weeks):
            line, row = Line(), _table_row(week)
            for end, column in zip(ends, columns, strict=True):
                line.right(end, (row[column], "text"), gap=0) if row[column] else None
            lines.append(line)
    return [*lines, Line(), legend(signs, width)]


def direction_lines(
    weeks: Sequence[Week], trend: Trend, ratings: Mapping[str, Trend], width: int
) -> list[Line]:
    """Where the index and each rating go, in whole sentences; a rating never given is left out."""
    ratings = {name: found for name, found in ratings.items() if any(w.rated.get(name) for w in weeks)}
    said = [(_("index"), trend_text(trend, len(weeks)))]
    said += [(_(labels.ANSWERS[name]), rating_text(found, len(weeks))) for name, found in ratings.items()]
    lines: list[Line] = []
    for name, sentence in said:
        rows = [Line().put(10, row) for row in wrapped(sentence, width - 10)]
        rows[0] = Line().put(0, name, "muted", room=9).join(rows[0], 0)
        lines += rows
    if ratings:
        lines += [Line().put(10, row, "muted") for row in wrapped(rating_days_text(), width - 10)]
    return lines


def _table_blocks(width: int) -> list[list[int]]:
    """Which columns stand beside each other; every block begins with the week."""
    every = range(len(TABLE_CELLS))
    if sum(TABLE_CELLS) <= width:
        return [list(every)]
    first = [n for n in every[: len(TABLE)] if sum(TABLE_CELLS[: n + 1]) <= width]
    blocks = [first]
    for n in every[len(first) :]:
        if len(blocks) == 1 or sum(TABLE_CELLS[held] for held in blocks[-1]) + TABLE_CELLS[n] > width:
            blocks.append([0])
        blocks[-1].append(n)
    return blocks


def _table_row(week: Week) -> list[str]:
    def rating(value: float | None) -> str:
        return "" if value is None else f"{value:.1f}"

    known = week.index is not None and week.low is not None and week.high is not None
    days = (week.end - week.start).days + 1
    return [
        str(week.week),
        f"{week.index:.1f}" if known else "",
        f"{week.low:.0f}-{week.high:.0f}" if known else "",
        f"{week.logged_days}/{days}",
        f"{week.normal_days}/{week.normal_answers}" if week.normal_answers else "",
        str(week.minutes) if week.logged_days else "",
        rating(week.mood),
        rating(week.cut_off),
        rating(week.urge),
        *(str(week.outcomes.get(outcome, 0)) for outcome in NEEDED),
    ]
