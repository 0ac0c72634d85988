"""The drawings of the week screen: chart, numbers, waffles, days and small rows; the table; the sum."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate

from rich.cells import cell_len

from detox.catalogue import labels
from detox.catalogue.labels import outcome_name
from detox.charts import AXIS, Ink, index_chart, week_column
from detox.charts.plotext_adapter import available
from detox.domain.entries import NEEDED, Outcome
from detox.domain.index import Explained
from detox.domain.questions import QUESTIONS, WEEKLY_RATINGS
from detox.domain.record import RATING_TOP
from detox.domain.trend import Trend, trend_ends
from detox.domain.weeks import Week
from detox.messages import WEEKDAYS
from detox.messages.figure_messages import (
    rating_call,
    rating_days_text,
    rating_text,
    stretch_text,
    stretches,
    trend_text,
    week_numbers,
)
from detox.tui.glyphs import Glyphs
from detox.tui.names import Names
from detox.tui.sparklines import WAFFLE, bars, days_grid, number_row, waffle, with_room
from detox.tui.standard_dialogs import INFO_WIDTH
from detox.tui.styled_lines import Line, wrapped
from detox.words import N_, _, ngettext

BLOCKS = 12
"""Waffles, grid rows and small bars at most."""
PLOT = 60
SMALL_ROW = 10 + 2 * BLOCKS + 6
"""The cells of a small row: its name, its bars, and this week's value right behind them."""
_CODE = re.compile(r"\x1b\[([0-9;]*)m")
TABLE = (
    *(N_("week"), N_("index"), N_("likely"), N_("days"), N_("normal"), N_("min")),
    *(QUESTIONS[name].label for name in WEEKLY_RATINGS),
)
TABLE_CELLS = (
    *(4, 7, 9, 7, 7, 6),
    *(max(6, len(QUESTIONS[name].label) + 2) for name in WEEKLY_RATINGS),
    *(4,) * len(NEEDED),
)


def chart_lines(
    weeks: Sequence[Week],
    trend: Trend | None,
    rows: int,
    ink: Ink,
    glyphs: Glyphs,
    *,
    indent: int,
    plot: int = PLOT,
) -> list[Line]:
    """The index chart with "before" at the end of its upper line."""
    ends = trend_ends(weeks, trend) if trend else None
    drawn = index_chart(weeks, plot + AXIS, rows, ink, trend=ends, marks=glyphs.marks)
    lines = [_coloured(row, ink, indent) for row in drawn.split("\n")]
    if lines and available():
        lines[0].put(indent + AXIS + plot + 1, _("before"), "muted")
    return lines


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
    days = [f"{w.logged_days}/{w.days}" if w.logged_days else "" for w in weeks]
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


def waffle_lines(
    weeks: Sequence[Week], rows: int, glyphs: Glyphs, indent: int, plot: int = PLOT
) -> list[Line]:
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
        for line, cells in zip(lines, waffle(outcomes, rows, glyphs), strict=True):
            line.join(cells, column)
    return lines


def empty_chart(
    rows: int, ink: Ink, glyphs: Glyphs, said: Sequence[tuple[str, str]], width: int
) -> list[Line]:
    """The axes, and in them what will be here."""
    indent, plot = chart_frame(width)
    lines = chart_lines((), None, rows, ink, glyphs, indent=indent, plot=plot)
    first = (rows - len(said)) // 2
    for line, (text, role) in zip(lines[first : first + len(said)], said, strict=True):
        label = line.text()[: indent + AXIS]
        line.pieces, line.width = [], 0
        line.put(0, label.rstrip(), "muted")
        line.put(max(indent + AXIS, indent + AXIS + (plot - cell_len(text)) // 2), text, role, room=plot)
    return lines


def chart_frame(width: int) -> tuple[int, int]:
    """Where the chart begins and how wide its plot is, on a canvas of that width."""
    if width >= PLOT + AXIS + 9:
        return 2, PLOT
    return 1, max(1, min(PLOT, width - AXIS - 1))


def legend(glyphs: Glyphs, width: int) -> Line:
    """Sign and word of each outcome, in the order of the waffle."""
    line = Line()
    for outcome in NEEDED:
        sign, word = glyphs.outcomes[outcome], outcome_name(outcome)
        line.then(sign, str(outcome), gap=2 if line.pieces else 0).then(word, "muted", gap=1)
    while line.width > width and line.pieces:
        line.pieces = line.pieces[:-2]
        line.width = line.pieces[-1].column + cell_len(line.pieces[-1].text) if line.pieces else 0
    return line


def days_lines(weeks: Sequence[Week], normal: Mapping[date, bool | None], glyphs: Glyphs) -> list[Line]:
    """Days lived normally, weeks downwards, with the legend."""
    shown = weeks[-BLOCKS:]
    heads = [_(WEEKDAYS[(shown[0].start + timedelta(days=n)).weekday()]) for n in range(7)] if shown else []
    heads = [name[0] if name.isascii() else name[-1] for name in heads]
    rows = [
        (
            str(week.week),
            [normal.get(week.start + timedelta(days=n)) for n in range(week.days)],
        )
        for week in shown
    ]
    words = Line().put(0, glyphs.normal, "text").then(_("yes"), "muted", gap=1)
    words.then(glyphs.not_normal, "text", gap=2).then(_("no"), "muted", gap=1)
    words.then(glyphs.nothing, "muted", gap=2).then(_("not written"), "muted", gap=1)
    return [*days_grid(rows, heads, glyphs), Line(), words]


def days_part(weeks: Sequence[Week], normal: Mapping[date, bool | None], glyphs: Glyphs) -> list[Line]:
    """The days under their heading, with how many of them were normal."""
    good = sum(week.normal_days for week in weeks)
    logged = sum(week.logged_days for week in weeks)
    said = _("{normal} of {logged} logged days").format(normal=good, logged=logged)
    return [
        Line().put(0, _("Days lived normally"), "bright bold"),
        Line().put(0, said, "muted"),
        Line(),
        *days_lines(weeks, normal, glyphs),
    ]


def small_part(weeks: Sequence[Week], ratings: Mapping[str, Trend], width: int, glyphs: Glyphs) -> list[Line]:
    """The small rows under their heading, which says how many weeks they are where not all are drawn."""
    heading = Line().put(0, _("By week"), "bright bold")
    if len(weeks) > BLOCKS:
        heading.then(_("the last {n} weeks").format(n=BLOCKS), "muted", gap=3)
    return [heading, *small_rows(weeks, ratings, width, glyphs)]


def small_rows(weeks: Sequence[Week], ratings: Mapping[str, Trend], width: int, glyphs: Glyphs) -> list[Line]:
    """Minutes and ratings by week, then this week's value; behind it where each rating goes, or below."""
    shown, end = weeks[-BLOCKS:], min(width, SMALL_ROW)
    calls = _calls(shown, ratings)
    behind = all(end + 2 + cell_len(call) <= width for call in calls.values())
    lines: list[Line] = []
    for field, name, values, scale, form in _small_values(shown):
        line = Line().put(0, name, "muted", room=9).join(bars(values, scale, 1, glyphs)[0], 10)
        value = values[-1] if values else None
        said = form.format(value) if value is not None else glyphs.nothing
        line.right(end, (said, "bright bold"), gap=1)
        call = calls.get(field, "")
        if behind:
            lines += [Line(), line.put(end + 2, call, "muted")]
        else:
            lines += [line, Line().put(10, call, "muted", room=width - 10)]
    return lines


def _small_values(weeks: Sequence[Week]) -> list[tuple[str, str, list[float | None], float, str]]:
    """Field, name, values, the top of the scale, and how a value is written."""
    minutes = [
        float(week.known_minutes) if week.events and week.known_minutes is not None else None
        for week in weeks
    ]
    top = max([1.0, *(value for value in minutes if value is not None)])
    ratings = ((name, [week.means.get(name) for week in weeks]) for name in WEEKLY_RATINGS)
    return [
        ("minutes", _("extra min"), minutes, top, "{:.0f}"),
        *((name, labels.answer_label(name), values, RATING_TOP, "{:.1f}") for name, values in ratings),
    ]


def _calls(weeks: Sequence[Week], ratings: Mapping[str, Trend]) -> dict[str, str]:
    """Where each rating goes, in a word or two; nothing of one that was never given."""
    return {
        rating: rating_call(trend)
        for rating, trend in ratings.items()
        if any(week.rated.get(rating) for week in weeks)
    }


def table_lines(weeks: Sequence[Week], width: int, glyphs: Glyphs) -> list[Line]:
    """The same numbers as a table, newest first; in blocks one below the other where the canvas is narrow."""
    heads = (*(_(name) for name in TABLE), *(glyphs.outcomes[outcome] for outcome in NEEDED))
    lines: list[Line] = []
    for columns in _table_blocks(width):
        ends = list(accumulate(TABLE_CELLS[column] for column in columns))
        head = Line()
        for end, column in zip(ends, columns, strict=True):
            head.right(end, (heads[column], "muted"), gap=0)
        lines += [*([Line()] if lines else []), head, Line().put(0, glyphs.rule * width, "line")]
        for run in reversed(stretches(weeks)):
            if len(run) > 1:
                lines.append(Line().put(0, f"{week_numbers(run)}  {stretch_text(run)}", "muted", room=width))
                continue
            line, row = Line(), _table_row(run[0])
            for end, column in zip(ends, columns, strict=True):
                line.right(end, (row[column], "text"), gap=0) if row[column] else None
            lines.append(line)
    return [*lines, Line(), legend(glyphs, width)]


def direction_lines(
    weeks: Sequence[Week], trend: Trend, ratings: Mapping[str, Trend], width: int
) -> list[Line]:
    """Where the index and each rating go, in whole sentences; a rating never given is left out."""
    ratings = {name: found for name, found in ratings.items() if any(w.rated.get(name) for w in weeks)}
    said = [(_("index"), trend_text(trend, weeks))]
    said += [(labels.answer_label(name), rating_text(found)) for name, found in ratings.items()]
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
    return [
        str(week.week),
        f"{week.index:.1f}" if known else "",
        f"{week.low:.0f}-{week.high:.0f}" if known else "",
        f"{week.logged_days}/{week.days}",
        f"{week.normal_days}/{week.normal_answers}" if week.normal_answers else "",
        str(week.known_minutes) if week.logged_days and week.known_minutes is not None else "",
        *(rating(week.means.get(name)) for name in WEEKLY_RATINGS),
        *(str(week.outcomes.get(outcome, 0)) for outcome in NEEDED),
    ]


def explain_lines(found: Explained, names: Names) -> list[Line]:
    """Each task with importance, score and points; the points add up to the index."""
    whole = sum(share.importance for share in found.tasks)
    lines = []
    if found.index is not None:
        sum_said = _("scores x weights {total} / all weights {whole} = {index}").format(
            total=f"{found.index * whole:.1f}", whole=whole, index=f"{found.index:.2f}"
        )
        lines += [Line().put(0, sum_said, "bright bold"), Line()]
    head = Line().put(0, _("task"), "muted")
    for end, text in ((34, _("score")), (41, _("weight")), (50, _("points")), (INFO_WIDTH, _("behind it"))):
        head.right(end, (text, "muted"), gap=1)
    lines.append(head)
    for share in found.tasks:
        line = Line().put(0, names.task(share.id), "text", room=27)
        line.right(34, (f"{share.score:.1f}", "text"), gap=1)
        line.right(41, (f"x {share.importance}", "muted"), gap=1)
        line.right(50, (f"{share.points:.2f}", "bright bold"), gap=1)
        behind = ngettext("{n} entry", "{n} entries", share.n).format(n=share.n)
        if share.age_weeks:
            behind = ngettext("{n} week old", "{n} weeks old", share.age_weeks).format(n=share.age_weeks)
        lines.append(line.right(INFO_WIDTH, (behind, "muted"), gap=1))
    if found.index is not None:
        total = Line().put(0, _("together"), "bright bold")
        lines.append(total.right(50, (f"{found.index:.2f}", "accent bold"), gap=1))
    lines.append(Line())
    for text in _below(found):
        lines += [Line().put(0, row, "muted") for row in wrapped(text, INFO_WIDTH)]
    return lines


def _below(found: Explained) -> list[str]:
    whole = sum(share.importance for share in found.tasks)
    said = [
        _("points = score x weight / {whole}, the weights of all tasks tried so far.").format(whole=whole),
        _("0 = all without the app, 100 = as before."),
    ]
    if found.untested and found.bound_low is not None and found.bound_high is not None:
        n = len(found.untested)
        text = ngettext(
            "{n} task has not come up yet; it could move the index to {low}-{high}.",
            "{n} tasks have not come up yet; they could move the index to {low}-{high}.",
            n,
        )
        said.append(text.format(n=n, low=f"{found.bound_low:.0f}", high=f"{found.bound_high:.0f}"))
    return said
