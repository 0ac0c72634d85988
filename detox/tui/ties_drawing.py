"""The drawing of the ties: what still pulls the index up, and what has carried it instead."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import msgspec
from msgspec import Struct
from rich.cells import cell_len

from detox.domain.ties import Ties, only_ways
from detox.domain.weeks import WeekScores
from detox.messages import minutes_text, percent_text, titled
from detox.tui.figure_table import TableColumn, figure_table
from detox.tui.render_context import RenderContext
from detox.tui.sparklines import plain_bar
from detox.tui.styled_lines import Line, beside, wrapped
from detox.tui.ties_matrix import Matrix, MatrixCell, matrix_lines
from detox.tui.ties_ranking import NAME, RankingColumns, RankingRow, ranking_columns, ranking_lines
from detox.words import _, ngettext

FEW = 4
"""Rows of the ranking and of the matrix that even a low window has; there the page scrolls."""
AROUND = 11
"""Rows of headings and gaps around the ranking, the matrix and what stands below them."""
RANKED_SHARE = 0.57
"""The ranking's share of the rows that it and the matrix have."""
SIDE_BY_SIDE, PLANS_AT, PLANS_AT_WIDE, WIDEST = 100, 62, 70, 140
"""From so many cells on the plans stand beside the threads, and where; from the last on with more room."""
MOST_USED_ROWS, TALL = 4, 40
"""Rows of the most used channels, and of the widest page on which each has a bar; else they have one row."""
LONGEST_NAME = 36
WEEK = 7


class TiesCell(Struct, frozen=True):
    """Where the cursor is: a task, and in the matrix a channel."""

    task: str
    channel: str | None = None


class TiesLayout(Struct, frozen=True):
    """Which tasks and channels the screen shows."""

    ranked: tuple[str, ...]
    tried: tuple[str, ...]
    channels: tuple[str, ...]
    tied: int = 0
    """How many tasks tie in all."""
    bars: bool = False
    """Whether the most used channels have a bar each."""

    def cursor_rows(self) -> list[tuple[TiesCell, ...]]:
        """Every row of the cursor's way: the ranking, then the matrix with its cells."""
        rows: list[tuple[TiesCell, ...]] = [(TiesCell(task),) for task in self.ranked]
        return rows + [tuple(TiesCell(task, channel) for channel in self.channels) for task in self.tried]


class TiesFacts(Struct, frozen=True, kw_only=True):
    """Everything the page shows."""

    ties: Ties
    itself: frozenset[str]
    """Ids of the channels that are the app itself."""
    weeks: Sequence[WeekScores]
    """The last weeks, oldest first."""


def ties_layout(facts: TiesFacts, rows: int, *, wide: bool, widest: bool = False) -> TiesLayout:
    """The strongest ties, and the most used channels for them, as many as a canvas of `rows` holds."""
    ties = facts.ties
    tied = [tie.id for tie in ties.tasks if tie.points > 0]
    pairs = [pair for pair in ties.matrix if pair.channel not in facts.itself]
    carried = {pair.task for pair in pairs}
    order = [tie.id for tie in ties.tasks if tie.id in carried]
    order += sorted(carried - set(order))
    below = 1 + max(_thread_rows(facts), len(ties.plans) or 1) if wide else 0
    bars = widest and rows >= TALL
    free = rows - AROUND - below - (MOST_USED_ROWS + 1 if bars else 0)
    ranked = min(len(tied), max(FEW, round(free * RANKED_SHARE), free - len(order)))
    tried = order[: max(FEW, free - ranked)]
    uses: Counter[str] = Counter()
    for pair in pairs:
        if pair.task in tried:
            uses[pair.channel] += pair.tried
    channels = tuple(channel for channel, _n in uses.most_common())
    return TiesLayout(tuple(tied[:ranked]), tuple(tried), channels, len(tied), bars)


def _thread_rows(facts: TiesFacts) -> int:
    return len(only_ways(facts.ties, facts.itself)) + len(facts.ties.no_substitute)


def ties_lines(
    facts: TiesFacts, shown: TiesLayout, cursor: tuple[int, int], context: RenderContext
) -> list[Line]:
    """The ranking, and below it the matrix; names are whole while there is room for them."""
    (row, column), names = cursor, context.names
    ranked, in_matrix = _ranked(facts, shown, context), row - len(shown.ranked)
    name_cells = min(
        LONGEST_NAME, max((cell_len(names.task(task)) for task in (*shown.ranked, *shown.tried)), default=0)
    )
    at = ranking_columns(ranked, name_cells, context.width)
    table = _matrix(facts, shown, name_cells, context)
    focus = (in_matrix, min(column, len(shown.channels) - 1)) if in_matrix >= 0 else None
    carried = Line().put(0, _("What carried it instead"), "bright bold", room=context.width)
    said = _("worked / tried, usual minutes")
    if carried.width + 3 + cell_len(said) <= context.width:
        carried.then(said, "muted", gap=3)
    more = len(shown.channels) - table.fitting
    if more > 0:
        text = ngettext("{n} more channel: right", "{n} more channels: right", more).format(n=more)
        carried.right(context.width - 1, (text, "muted"))
    return [
        _ranking_head(facts, shown, at, context.width),
        Line(),
        *ranking_lines(ranked, at, row, context.glyphs),
        Line(),
        carried,
        *([Line()] if table.head_rows == 1 else []),
        *(matrix_lines(table, focus, context.glyphs) if shown.channels else _no_channel_lines(context.width)),
    ]


def _no_channel_lines(width: int) -> list[Line]:
    said = _("No channel is written yet: c on Today says what carried it.")
    return [Line().put(NAME, row, "muted") for row in wrapped(said, width - NAME - 1)]


def _ranking_head(facts: TiesFacts, shown: TiesLayout, at: RankingColumns, width: int) -> Line:
    """What the ranking is, and as much about its columns as fits."""
    ties = facts.ties
    points = "-" if ties.index is None else f"{ties.index:.0f}"
    head = Line().put(0, _("What still ties you"), "bright bold", room=width)
    share = _("share of this week's {points} points").format(points=points)
    if head.width + 3 + cell_len(share) <= (at.weeks - 2 if at.weeks else width):
        head.then(share, "muted", gap=3)
    hidden = shown.tied - len(shown.ranked)
    said = _("{n} more: t").format(n=hidden)
    if hidden and head.width + 3 + cell_len(said) <= (at.weeks - 2 if at.weeks else width):
        head.then(said, "muted", gap=3)
    weekly = _("tied, week by week")
    if at.weeks and head.width < at.weeks:
        head.put(at.weeks, weekly, "muted")
    return head.right(at.last, (_("last needed"), "muted")) if at.last else head


def _matrix(facts: TiesFacts, shown: TiesLayout, name_cells: int, context: RenderContext) -> Matrix:
    names = context.names
    table = Matrix(
        names=[names.task(task) for task in shown.tried],
        heads=[names.channel(channel) for channel in shown.channels],
        cells=_cells(facts.ties, shown, full=context.width >= SIDE_BY_SIDE),
        name_cells=name_cells,
        width=context.width,
    )
    room = context.width - NAME - 1 - table.column  # on a phone a channel comes before the end of a name
    return table if name_cells <= room else msgspec.structs.replace(table, name_cells=max(1, room))


def below_lines(facts: TiesFacts, context: RenderContext, *, bars: bool = False) -> list[Line]:
    """What hangs on one channel alone, the plans, what carried most; side by side where there is room."""
    wide = context.width >= SIDE_BY_SIDE
    at = (PLANS_AT_WIDE if context.width >= WIDEST else PLANS_AT) if wide else 0
    threads = _thread_lines(facts, context, at - 4 if wide else context.width)
    plans = _plan_lines(facts.ties, context, context.width - at)
    blocks = beside(threads, plans, at) if wide else [*threads, *([Line()] if threads else []), *plans]
    return [Line(), *blocks, Line(), *_most_used(facts.ties, context, bars=bars)]


def _thread_lines(facts: TiesFacts, context: RenderContext, width: int) -> list[Line]:
    """Channel and tasks; last those that have no way yet."""
    names, ties = context.names, facts.ties
    rows = [
        (names.channel(channel), "text", _("; ").join(map(names.task, tasks)), "muted")
        for channel, tasks in only_ways(ties, facts.itself).items()
    ]
    rows += [(_("nothing yet"), "muted", names.task(task), "text") for task in ties.no_substitute]
    if not rows:
        return []
    head = Line().put(0, _("On one thread"), "bright bold")
    said = _("the only way that ever worked")
    if head.width + 3 + cell_len(said) <= width:
        head.then(said, "muted", gap=3)
    cells = min(max(cell_len(row[0]) for row in rows), width // 2)
    lines = [head]
    for name, role, tasks, of_tasks in rows:
        for n, text in enumerate(wrapped(tasks, width - cells - 4)):
            line = Line().put(2, name, role, room=cells) if n == 0 else Line()
            lines.append(line.put(cells + 4, text, of_tasks))
    return lines


def _plan_lines(ties: Ties, context: RenderContext, width: int) -> list[Line]:
    """The if-then plans, whole sentences where all of them fit, and how often each worked."""
    names = context.names
    lines = [Line().put(0, _("Plans"), "bright bold").right(width - 1, (_("worked"), "muted"))]
    if not ties.plans:
        said = _("P on a task writes its first if-then plan.")
        return [*lines, *(Line().put(2, row, "muted") for row in wrapped(said, width - 3))]
    worked = [_("{part} of {whole}").format(part=plan.worked, whole=plan.used) for plan in ties.plans]
    room = width - 2 - max(map(cell_len, worked)) - 2
    texts = [names.plan(plan.task, plan.channel) for plan in ties.plans]
    if any(cell_len(text) > room for text in texts) and not names.hidden:
        texts = [titled(names.task(plan.task), names.channel(plan.channel)) for plan in ties.plans]
    for text, count in zip(texts, worked, strict=True):
        rows = [Line().put(2, row, "text italic") for row in wrapped(text, room)]
        rows[0].right(width - 1, (count, "bright bold"), gap=1)
        lines += rows
    return lines


def _most_used(ties: Ties, context: RenderContext, *, bars: bool) -> list[Line]:
    """The channels by their share of all that was carried, as many as there is room for."""
    if not ties.channels:
        return []
    head = Line().put(0, _("Carried most by"), "bright bold")
    if ties.another_super_app is not None:
        percent = _("through another super-app: {n} %").format(n=f"{ties.another_super_app * 100:.0f}")
        if head.width + 3 + cell_len(percent) <= context.width:
            head.then(percent, "muted", gap=3)
    if bars:
        return [head, Line(), *_used_bars(ties, context)]
    uses = Line()
    for use in ties.channels:
        said = _("{channel} {n} %").format(channel=context.names.channel(use.id), n=f"{use.share * 100:.0f}")
        if uses.width + 3 + cell_len(said) > context.width - 1:
            break
        uses.put(2, said) if not uses.pieces else uses.then(said, gap=3)
    return [head, uses]


def _used_bars(ties: Ties, context: RenderContext) -> list[Line]:
    """The same with a bar each, in two columns."""
    shown = ties.channels[: 2 * MOST_USED_ROWS]
    longest = max(cell_len(context.names.channel(use.id)) for use in shown)
    top = max(use.share for use in shown) or 1.0
    lines = [Line() for _row in range(min(len(shown), MOST_USED_ROWS))]
    for n, use in enumerate(shown):
        line, at = lines[n % MOST_USED_ROWS], PLANS_AT_WIDE * (n // MOST_USED_ROWS)
        line.put(at + 2, context.names.channel(use.id))
        bar_at = at + 2 + longest + 2
        end = at + PLANS_AT_WIDE - 8
        line.join(plain_bar(use.share / top, end - bar_at - 6, context.glyphs, "muted"), bar_at)
        line.right(end, (percent_text(100 * use.share), "text"), gap=1)
    return lines


def _ranked(facts: TiesFacts, shown: TiesLayout, context: RenderContext) -> list[RankingRow]:
    names, today = context.names, context.today
    whole = sum(tie.points for tie in facts.ties.tasks) or 1.0
    return [
        RankingRow(
            key=tie.id,
            name=names.task(tie.id),
            share=tie.points / whole,
            weeks=[week.scores.get(tie.id) for week in facts.weeks],
            last=ago(tie.last, today),
        )
        for tie in facts.ties.tasks
        if tie.id in shown.ranked
    ]


def _cells(ties: Ties, shown: TiesLayout, *, full: bool) -> list[list[MatrixCell | None]]:
    found = {(pair.task, pair.channel): pair for pair in ties.matrix}
    rows: list[list[MatrixCell | None]] = []
    for task in shown.tried:
        cells: list[MatrixCell | None] = []
        for channel in shown.channels:
            pair = found.get((task, channel))
            usual = _usual(pair.median_minutes, full=full) if pair else ""
            cells.append(MatrixCell(worked=pair.worked, tried=pair.tried, minutes=usual) if pair else None)
        rows.append(cells)
    return rows


def _usual(minutes: float | None, *, full: bool) -> str:
    if minutes is None or minutes < 1:
        return ""
    return minutes_text(round(minutes)) if full else f"{minutes:.0f}"


def ago(day: date, today: date) -> str:
    """How long ago a day was, as people say it."""
    days = (today - day).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days < 2 * WEEK:
        return ngettext("{n} day ago", "{n} days ago", days).format(n=days)
    return ngettext("{n} week ago", "{n} weeks ago", days // WEEK).format(n=days // WEEK)


def table_lines(ties: Ties, context: RenderContext) -> list[Line]:
    """Every task and every pair as a table."""
    names, width, rule = context.names, context.width, context.glyphs.rule
    tasks = TableColumn(head=_("task"), texts=[names.task(tie.id) for tie in ties.tasks])
    figures = [
        TableColumn(
            head=_("points"), texts=[f"{tie.points:.2f}" for tie in ties.tasks], role="bright bold", needed=2
        ),
        TableColumn(head=_("score"), texts=[f"{tie.score:.0f}" for tie in ties.tasks]),
        TableColumn(
            head=_("last needed"),
            texts=[ago(tie.last, context.today) for tie in ties.tasks],
            role="muted",
            needed=1,
        ),
    ]
    pairs = ties.matrix
    tried = TableColumn(head=_("task"), texts=[names.task(pair.task) for pair in pairs])
    usual = ["" if pair.median_minutes is None else f"{pair.median_minutes:g}" for pair in pairs]
    ways = [
        TableColumn(
            head=_("channel"), texts=[names.channel(pair.channel) for pair in pairs], to_left=True, needed=2
        ),
        TableColumn(
            head=_("worked"),
            texts=[f"{pair.worked}/{pair.tried}" for pair in pairs],
            role="bright bold",
            needed=1,
        ),
        TableColumn(head=_("min"), texts=usual, role="muted"),
    ]
    below = [Line(), *figure_table(tried, ways, width, rule)] if pairs else []
    return [*figure_table(tasks, figures, width, rule), *below]
