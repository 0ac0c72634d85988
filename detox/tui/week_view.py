"""The drawings of the week screen: the chart with its numbers, how it got done, the days, the small rows."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from rich.cells import cell_len

from detox.catalogue import labels
from detox.catalogue.labels import outcome_name
from detox.charts import AXIS, Ink, index_chart, week_column
from detox.charts.plotext_adapter import available
from detox.domain.entries import NEEDED, RATING_TOP, Outcome
from detox.domain.trend import Direction, Trend
from detox.domain.weeks import WEEKLY_RATINGS, Week
from detox.messages import WEEKDAYS
from detox.messages.figure_messages import rating_call
from detox.tui.drawings import WAFFLE, bars, days_grid, number_row, waffle, with_room
from detox.tui.paint import Line
from detox.tui.signs import Signs
from detox.words import _

BLOCKS = 12
"""Waffles, grid rows and small bars at most."""
PLOT = 60
SMALL_ROW = 10 + 2 * BLOCKS + 6
"""The cells of a small row: its name, its bars, and this week's value right behind them."""
_CODE = re.compile(r"\x1b\[([0-9;]*)m")


def chart_lines(
    weeks: Sequence[Week],
    trend: Trend | None,
    rows: int,
    ink: Ink,
    signs: Signs,
    *,
    indent: int,
    plot: int = PLOT,
) -> list[Line]:
    """The index chart with "before" at the end of its upper line."""
    ends = trend_ends(weeks, trend) if trend else None
    drawn = index_chart(weeks, plot + AXIS, rows, ink, trend=ends, marks=signs.marks)
    lines = [_coloured(row, ink, indent) for row in drawn.split("\n")]
    if lines and available():
        lines[0].put(indent + AXIS + plot + 1, _("before"), "muted")
    return lines


def trend_ends(weeks: Sequence[Week], trend: Trend) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Where the trend line begins and ends; `None` where the method calls no direction."""
    if trend.call not in (Direction.DOWN, Direction.UP) or trend.slope is None or trend.intercept is None:
        return None
    known = [n for n, week in enumerate(weeks) if week.index is not None]
    if not known:
        return None
    first, last = ((float(n), trend.intercept + trend.slope * weeks[n].week) for n in (known[0], known[-1]))
    return first, last


def _coloured(row: str, ink: Ink, indent: int) -> Line:
    roles = {ink.point: "accent", ink.muted: "muted", ink.line: "line"}
    line, role = Line(width=indent), "muted" if any(roles) else "text"
    pieces = _CODE.split(row)
    for n, piece in enumerate(pieces):
        if n % 2:
            numbers = [int(part) for part in piece.split(";") if part]
            colour = (numbers[2], numbers[3], numbers[4]) if numbers[:2] == [38, 2] else None
            role = roles.get(colour, "muted") if colour else "muted"
        elif piece:
            line.then(piece, role)
    return line


def number_lines(
    weeks: Sequence[Week], indent: int, chosen: int, *, full: bool, plot: int = PLOT
) -> list[Line]:
    """The exact values under the chart, each at its point's column; every row of the same weeks."""
    index = [f"{week.index:.0f}" if week.index is not None else "" for week in weeks]
    numbers = [str(week.week) for week in weeks]
    days = [f"{w.logged_days}/{(w.end - w.start).days + 1}" if w.logged_days else "" for w in weeks]
    normal = [f"{w.normal_days}/{w.normal_answers}" if w.normal_answers else "" for w in weeks]
    rows = [
        (_("week"), numbers, "muted"),
        (_("index"), index, "text"),
        (_("days"), days, "muted") if full else (_("normal"), normal, "muted"),
    ]
    at = [indent + week_column(n, len(weeks), plot + AXIS) for n in range(len(weeks))]
    left = max(cell_len(label) for label, _texts, _role in rows) + 1
    cells = [max(len(texts[n]) for _label, texts, _role in rows) for n in range(len(weeks))]
    shown = with_room(at, cells, chosen % len(weeks) if weeks else 0, left)
    return [
        number_row(
            label,
            [texts[n] for n in shown],
            [at[n] for n in shown],
            role=role,
            chosen=shown.index(chosen) if role == "text" and chosen in shown else -1,
        )
        for label, texts, role in rows
    ]


def groups_of(weeks: Sequence[Week], plot: int) -> list[Sequence[Week]]:
    """The weeks in at most `BLOCKS` groups of the same length that have room, the last one whole."""
    most = max(1, min(BLOCKS, plot // (WAFFLE + 1)))
    size = -(-len(weeks) // most) or 1
    first = len(weeks) % size
    cuts = [weeks[:first]] if first else []
    return [*cuts, *(weeks[n : n + size] for n in range(first, len(weeks), size))]


def shared_text(weeks: Sequence[Week], plot: int, said: str) -> str:
    """What a block's sign stands for; how many weeks share a block where it is more than one."""
    size = len(groups_of(weeks, plot)[-1]) if weeks else 1
    if size == 1:
        return said
    return _("{n} weeks a block, {said}").format(n=size, said=said)


def waffle_lines(weeks: Sequence[Week], rows: int, signs: Signs, indent: int, plot: int = PLOT) -> list[Line]:
    """A waffle a week, below its point; where they are many, several weeks share one below their middle."""
    lines = [Line() for _row in range(rows)]
    before = 0
    for group in groups_of(weeks, plot):
        outcomes = {o: sum(week.outcomes.get(o, 0) for week in group) for o in Outcome}
        ends = (before, before + len(group) - 1)
        middle = sum(week_column(n, len(weeks), plot + AXIS) for n in ends) / 2
        before += len(group)
        column = indent + max(AXIS, int(middle) - WAFFLE // 2)
        if lines[0].pieces and column <= lines[0].width:
            column = lines[0].width + 1
        for line, cells in zip(lines, waffle(outcomes, rows, signs), strict=True):
            line.join(cells, column)
    return lines


def empty_chart(rows: int, ink: Ink, signs: Signs, said: Sequence[tuple[str, str]], width: int) -> list[Line]:
    """The axes, and in them what will be here."""
    indent, plot = frame_of(width)
    lines = chart_lines((), None, rows, ink, signs, indent=indent, plot=plot)
    first = (rows - len(said)) // 2
    for line, (text, role) in zip(lines[first : first + len(said)], said, strict=True):
        label = line.text()[: indent + AXIS]
        line.pieces, line.width = [], 0
        line.put(0, label.rstrip(), "muted")
        line.put(max(indent + AXIS, indent + AXIS + (plot - cell_len(text)) // 2), text, role, room=plot)
    return lines


def frame_of(width: int) -> tuple[int, int]:
    """Where the chart begins and how wide its plot is, on a sheet of that width."""
    if width >= PLOT + AXIS + 9:
        return 2, PLOT
    return 1, max(1, min(PLOT, width - AXIS - 1))


def legend(signs: Signs, width: int) -> Line:
    """Sign and word of each outcome, in the order of the waffle."""
    line = Line()
    for outcome in NEEDED:
        sign, word = signs.outcomes[outcome], outcome_name(outcome)
        line.then(sign, str(outcome), gap=2 if line.pieces else 0).then(word, "muted", gap=1)
    while line.width > width and line.pieces:
        line.pieces = line.pieces[:-2]
        line.width = line.pieces[-1].column + cell_len(line.pieces[-1].text) if line.pieces else 0
    return line


def days_lines(weeks: Sequence[Week], normal: Mapping[date, bool | None], signs: Signs) -> list[Line]:
    """Days lived normally, weeks downwards, with the legend."""
    shown = weeks[-BLOCKS:]
    heads = [_(WEEKDAYS[(shown[0].start + timedelta(days=n)).weekday()]) for n in range(7)] if shown else []
    heads = [name[0] if name.isascii() else name[-1] for name in heads]
    rows = [
        (
            str(week.week),
            [normal.get(week.start + timedelta(days=n)) for n in range((week.end - week.start).days + 1)],
        )
        for week in shown
    ]
    words = Line().put(0, signs.normal, "text").then(_("yes"), "muted", gap=1)
    words.then(signs.not_normal, "text", gap=2).then(_("no"), "muted", gap=1)
    words.then(signs.nothing, "muted", gap=2).then(_("not written"), "muted", gap=1)
    return [*days_grid(rows, heads, signs), Line(), words]


def days_part(weeks: Sequence[Week], normal: Mapping[date, bool | None], signs: Signs) -> list[Line]:
    """The days under their heading, with how many of them were normal."""
    good = sum(week.normal_days for week in weeks)
    logged = sum(week.logged_days for week in weeks)
    said = _("{normal} of {logged} logged days").format(normal=good, logged=logged)
    return [
        Line().put(0, _("Days lived normally"), "bright bold"),
        Line().put(0, said, "muted"),
        Line(),
        *days_lines(weeks, normal, signs),
    ]


def small_part(weeks: Sequence[Week], ratings: Mapping[str, Trend], width: int, signs: Signs) -> list[Line]:
    """The small rows under their heading, which says how many weeks they are where not all are drawn."""
    heading = Line().put(0, _("By week"), "bright bold")
    if len(weeks) > BLOCKS:
        heading.then(_("the last {n} weeks").format(n=BLOCKS), "muted", gap=3)
    return [heading, *small_rows(weeks, ratings, width, signs)]


def small_rows(weeks: Sequence[Week], ratings: Mapping[str, Trend], width: int, signs: Signs) -> list[Line]:
    """Minutes and ratings by week, then this week's value; behind it where each rating goes, or below."""
    shown, end = weeks[-BLOCKS:], min(width, SMALL_ROW)
    calls = _calls(shown, ratings)
    behind = all(end + 2 + cell_len(call) <= width for call in calls.values())
    lines: list[Line] = []
    for field, name, values, scale, form in _small_values(shown):
        line = Line().put(0, name, "muted", room=9).join(bars(values, scale, 1, signs)[0], 10)
        value = values[-1] if values else None
        said = form.format(value) if value is not None else signs.nothing
        line.right(end, (said, "bright bold"), gap=1)
        call = calls.get(field, "")
        if behind:
            lines += [Line(), line.put(end + 2, call, "muted")]
        else:
            lines += [line, Line().put(10, call, "muted", room=width - 10)]
    return lines


def _small_values(weeks: Sequence[Week]) -> list[tuple[str, str, list[float | None], float, str]]:
    """Field, name, values, the top of the scale, and how a value is written."""
    minutes = [float(week.minutes) if week.events else None for week in weeks]
    top = max([1.0, *(value for value in minutes if value is not None)])
    ratings = ((name, [getattr(week, name) for week in weeks]) for name in WEEKLY_RATINGS)
    return [
        ("minutes", _("extra min"), minutes, top, "{:.0f}"),
        *((name, _(labels.ANSWERS[name]), values, RATING_TOP, "{:.1f}") for name, values in ratings),
    ]


def _calls(weeks: Sequence[Week], ratings: Mapping[str, Trend]) -> dict[str, str]:
    """Where each rating goes, in a word or two; nothing of one that was never given."""
    return {
        rating: rating_call(trend)
        for rating, trend in ratings.items()
        if any(week.rated.get(rating) for week in weeks)
    }
