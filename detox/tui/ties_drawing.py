"""The drawing of the ties: what still pulls the index up, and what has carried it instead."""

from collections import Counter
from collections.abc import Container
from datetime import date

from msgspec import Struct
from rich.cells import cell_len

from detox.domain.ties import Ties
from detox.messages import minutes_text
from detox.tui.render_context import RenderContext
from detox.tui.sparklines import MatrixCell, RankingRow, matrix, ranking
from detox.tui.styled_lines import Line, cut
from detox.words import _, ngettext

FEW, MANY = 5, 8
"""Rows shown in a low and in a high window."""
WEEK = 7


class TiesCell(Struct, frozen=True):
    """Where the cursor is: a task, and in the matrix a channel."""

    task: str
    channel: str | None = None


class TiesLayout(Struct, frozen=True):
    """Which tasks and channels the screen has room for."""

    ranked: tuple[str, ...]
    tried: tuple[str, ...]
    channels: tuple[str, ...]

    def cursor_rows(self) -> list[tuple[TiesCell, ...]]:
        """Every row of the cursor's way: the ranking, then the matrix with its cells."""
        rows: list[tuple[TiesCell, ...]] = [(TiesCell(task),) for task in self.ranked]
        return rows + [tuple(TiesCell(task, channel) for channel in self.channels) for task in self.tried]


def ties_layout(ties: Ties, itself: Container[str], *, full: bool, tall: bool) -> TiesLayout:
    """The strongest ties, and the most used channels for them; `itself` are ids of the app's own channels."""
    rows = MANY if tall else FEW
    ranked = [tie.id for tie in ties.tasks if tie.points > 0][:rows]
    carried = {pair.task for pair in ties.matrix}
    order = [tie.id for tie in ties.tasks if tie.id in carried]
    order += sorted(carried - set(order))
    tried = order[: rows - 1 if tall else rows]
    uses: Counter[str] = Counter()
    for pair in ties.matrix:
        if pair.task in tried and pair.channel not in itself:
            uses[pair.channel] += pair.tried
    channels = [channel for channel, _n in uses.most_common(6 if full else 4)]
    return TiesLayout(ranked=tuple(ranked), tried=tuple(tried), channels=tuple(channels))


def ties_lines(ties: Ties, shown: TiesLayout, cursor: tuple[int, int], context: RenderContext) -> list[Line]:
    """The ranking, the matrix, and below what has no substitute yet."""
    (row, column), names, width = cursor, context.names, context.width
    in_matrix = row - len(shown.ranked)
    focus = (in_matrix, column) if in_matrix >= 0 else None
    points = "-" if ties.index is None else f"{ties.index:.0f}"
    share = _("share of this week's {points} points").format(points=points)
    head = Line().put(0, _("What still ties you"), "bright bold").then(share, "muted", gap=3)
    carried = Line().put(0, _("What carried it instead"), "bright bold")
    carried.then(_("worked / tried, usual minutes"), "muted", gap=3)
    ranked = _ranked(ties, shown, context)
    drawn = ranking(ranked, width, row, context.glyphs)
    if any(line.width == width - 1 for line in drawn):  # the column is there
        head.right(width - 1, (_("last needed"), "muted"))
    return [
        head,
        Line(),
        *drawn,
        Line(),
        carried,
        Line(),
        *matrix(
            [names.task(task) for task in shown.tried],
            [cut(names.channel(channel), 11) for channel in shown.channels],
            _cells(ties, shown, full=len(shown.channels) > 4),  # noqa: PLR2004 - the wide grid says "min"
            width,
            focus=focus,
            glyphs=context.glyphs,
        ),
    ]


def below_lines(ties: Ties, context: RenderContext) -> list[Line]:
    """Tasks without a substitute, the share of other super-apps, the plans."""
    names, width = context.names, context.width
    lines = [Line()]
    line = Line()
    if ties.no_substitute:
        said = ", ".join(names.task(task) for task in ties.no_substitute)
        line.put(2, _("No acceptable substitute after three tries:"), "muted").then(said, "bright", gap=2)
    if ties.another_super_app is not None:
        percent = _("through another super-app: {n} %").format(n=f"{ties.another_super_app * 100:.0f}")
        if line.width + 3 + len(percent) > width - 1 and line.pieces:
            lines.append(line)
            line = Line()
        line.right(width - 1, (percent, "muted"))
    lines.append(line)
    lines += [Line(), Line().put(0, _("Plans"), "bright bold").right(width - 1, (_("worked"), "muted"))]
    for plan in ties.plans:
        worked = _("{part} of {whole}").format(part=plan.worked, whole=plan.used)
        row = Line().put(2, names.plan(plan.task, plan.channel), "text italic", room=width - 14)
        lines.append(row.right(width - 1, (worked, "bright bold"), gap=1))
    if not ties.plans:
        lines.append(Line().put(2, _("P on a task writes its first if-then plan."), "muted", room=width - 3))
    return [*lines, Line(), _most_used(ties, context)]


def _most_used(ties: Ties, context: RenderContext) -> Line:
    """The channels by their share of all that was carried, as many as there is room for."""
    uses = Line().put(2, _("carried most by:"), "muted") if ties.channels else Line()
    for use in ties.channels:
        said = _("{channel} {n} %").format(channel=context.names.channel(use.id), n=f"{use.share * 100:.0f}")
        if uses.width + 2 + cell_len(said) > context.width - 1:
            break
        uses.then(said, "text", gap=2)
    return uses


def _ranked(ties: Ties, shown: TiesLayout, context: RenderContext) -> list[RankingRow]:
    names, today = context.names, context.today
    whole = sum(tie.points for tie in ties.tasks) or 1.0
    return [
        RankingRow(key=tie.id, name=names.task(tie.id), share=tie.points / whole, last=ago(tie.last, today))
        for tie in ties.tasks
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
    names, width, glyphs, today = context.names, context.width, context.glyphs, context.today
    head = Line().put(0, _("task"), "muted")
    for end, text in ((38, _("points")), (46, _("score")), (width, _("last needed"))):
        head.right(end, (text, "muted"), gap=1)
    lines = [head, Line().put(0, glyphs.rule * width, "line")]
    for tie in ties.tasks:
        line = Line().put(0, names.task(tie.id), "text", room=30)
        line.right(38, (f"{tie.points:.2f}", "bright bold"), gap=1).right(
            46, (f"{tie.score:.0f}", "text"), gap=1
        )
        lines.append(line.right(width, (ago(tie.last, today), "muted")))
    pairs = Line().put(0, _("task"), "muted").put(30, _("channel"), "muted")
    for end, text in ((width - 12, _("worked")), (width, _("min"))):
        pairs.right(end, (text, "muted"), gap=1)
    lines += [Line(), pairs, Line().put(0, glyphs.rule * width, "line")]
    for pair in ties.matrix:
        line = Line().put(0, names.task(pair.task), "text", room=28)
        line.put(30, names.channel(pair.channel), "text", room=width - 50)
        line.right(width - 12, (f"{pair.worked}/{pair.tried}", "bright bold"), gap=1)
        usual = "" if pair.median_minutes is None else f"{pair.median_minutes:g}"
        lines.append(line.right(width, (usual, "muted"), gap=1) if usual else line)
    return lines
