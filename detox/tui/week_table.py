"""The week's numbers as a table, where they go in sentences, and the very sum of one week."""

from collections.abc import Mapping, Sequence
from itertools import accumulate

from detox.catalogue import labels
from detox.domain.entries import NEEDED
from detox.domain.index import Explained, TaskShare
from detox.domain.questions import QUESTIONS, WEEKLY_RATINGS
from detox.domain.trend import Trend
from detox.domain.weeks import Week
from detox.messages.figure_messages import (
    rating_days_text,
    rating_text,
    stretch_text,
    stretches,
    trend_text,
    week_numbers,
)
from detox.tui.figure_table import TableColumn, figure_table
from detox.tui.glyphs import Glyphs
from detox.tui.names import Names
from detox.tui.styled_lines import Line, wrapped
from detox.tui.week_drawing import legend_lines
from detox.words import N_, _, ngettext

TABLE = (
    *(N_("week"), N_("index"), N_("likely"), N_("days"), N_("normal"), N_("min")),
    *(QUESTIONS[name].label for name in WEEKLY_RATINGS),
)
TABLE_CELLS = (
    *(4, 7, 9, 7, 7, 6),
    *(max(6, len(QUESTIONS[name].label) + 2) for name in WEEKLY_RATINGS),
    *(4,) * len(NEEDED),
)


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
    return [*lines, Line(), *legend_lines(glyphs, width)]


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


def explain_lines(found: Explained, names: Names, width: int) -> list[Line]:
    """Each task with importance, score and points; the points add up to the index.

    Names are whole while they can be; in a narrow window what is behind a score goes first, then the score.
    """
    shares, whole = found.tasks, sum(share.importance for share in found.tasks)
    lines, end = [], [""] if found.index is not None else []
    if found.index is not None:
        sum_said = _("scores x weights {total} / all weights {whole} = {index}").format(
            total=f"{found.index * whole:.1f}", whole=whole, index=f"{found.index:.2f}"
        )
        lines = [*(Line().put(0, row, "bright bold") for row in wrapped(sum_said, width)), Line()]
    called = [*(names.task(share.id) for share in shares), *(_("together") for _n in end)]
    points = [*(f"{share.points:.2f}" for share in shares), *(f"{found.index:.2f}" for _n in end)]
    weights = [*(f"x {share.importance}" for share in shares), *end]
    columns = [
        TableColumn(head=_("score"), texts=[*(f"{share.score:.1f}" for share in shares), *end], needed=1),
        TableColumn(head=_("weight"), texts=weights, role="muted", needed=2),
        TableColumn(head=_("points"), texts=points, role="bright bold", needed=3),
        TableColumn(head=_("behind it"), texts=[*map(_behind, shares), *end], role="muted"),
    ]
    lines += [*figure_table(TableColumn(head=_("task"), texts=called), columns, width, ""), Line()]
    return [*lines, *(Line().put(0, row, "muted") for text in _below(found) for row in wrapped(text, width))]


def _behind(share: TaskShare) -> str:
    if share.age_weeks:
        return ngettext("{n} week old", "{n} weeks old", share.age_weeks).format(n=share.age_weeks)
    return ngettext("{n} entry", "{n} entries", share.n).format(n=share.n)


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
