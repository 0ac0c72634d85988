"""The drawing of the list: tasks by part of life, what is offered besides, and the channels."""

from collections import Counter
from collections.abc import Container, Mapping, Sequence

from msgspec import Struct
from rich.cells import cell_len

from detox import catalogue
from detox.catalogue import category_name
from detox.catalogue.labels import INDEPENDENCE
from detox.diary import Diary
from detox.diary.basket import TaskUse, counts
from detox.diary.name_search import fits
from detox.domain.entries import IMPORTANCES, WITHOUT_APP, Channel, Independence, Task
from detox.messages import short_day
from detox.tui.render_context import RenderContext
from detox.tui.styled_lines import Line
from detox.tui.task_marks import rhythm_cells, rhythm_marks, weight_marks
from detox.words import _, ngettext

NAME, GAP = 2, 2
"""Where names begin, and the cells between two columns."""
LEAST_NAME, MOST_NAME = 22, 36
LEAST_BESIDE_RHYTHM = 20
"""Where names would have fewer cells, the days on which a task comes up are left out."""
LEAST_BESIDE_KIND = 12
"""So many cells a channel's name has, however long it is whom it depends on."""
WEIGHT, RHYTHM, PLAN, TIMES = 7, 12, 10, 7
"""The cells of the other columns, where their heads need no more."""


class ListRow(Struct, frozen=True, kw_only=True):
    """One task of the list: one's own, or one that the catalogue offers."""

    task: Task
    name: str
    """In the language spoken now."""
    offered: bool = False


class ListColumns(Struct, frozen=True, kw_only=True):
    """Where the columns begin; `None` where this window has no room for one."""

    weight: int
    rhythm: int | None
    plan: int | None
    times: bool


class ListUses(Struct, frozen=True, kw_only=True):
    """What the channels have done: how often each was used, how often it worked, alone for how many tasks."""

    uses: Mapping[str, int]
    worked: Mapping[str, int]
    only_way: Mapping[str, int]


def list_rows(diary: Diary, text: str, *, away: bool) -> list[ListRow]:
    """The tasks by part of life, one's own first, then what the catalogue offers.

    Args:
        diary: whose list it is.
        text: only those whose name, in any language, holds every word of it.
        away: with those that were put away; a text finds them, too.
    """
    found = {task.id: task for task in diary.basket.offered(text)}
    held = [
        task
        for task in diary.basket.tasks(archived=True)
        if task.id in found or (task.archived and _fits_away(diary, task, text, away=away))
    ]
    known = {task.id for task in held}
    spoken = diary.basket.spoken
    rows = [ListRow(task=task, name=spoken(task.id, task.name)) for task in held]
    fresh = [task for task in found.values() if task.id not in known]
    fresh.sort(key=lambda task: catalogue.place(task.id))
    rows += [ListRow(task=task, name=spoken(task.id, task.name), offered=True) for task in fresh]
    order = [category.id for category in catalogue.categories()]
    order += sorted({row.task.category for row in rows} - set(order))
    return sorted(rows, key=lambda row: order.index(row.task.category))  # the sort is stable


def _fits_away(diary: Diary, task: Task, text: str, *, away: bool) -> bool:
    if not text:
        return away
    return fits(text, diary.basket.known_by(task))


def list_columns(rows: Sequence[ListRow], context: RenderContext) -> ListColumns:
    """The name is as wide as the longest, up to 36; then as many columns as there is room for."""
    weight, rhythm = max(WEIGHT, cell_len(_("matters"))), max(RHYTHM, rhythm_cells(), cell_len(_("comes up")))
    longest = max((cell_len(row.name) for row in rows), default=LEAST_NAME)  # hiding them moves nothing
    own = max((cell_len(row.name) for row in rows if not row.offered), default=LEAST_NAME)
    room = context.width - NAME - weight - rhythm - 2 * GAP - 1
    with_times = room - GAP - PLAN - TIMES
    if max(own, LEAST_NAME) <= with_times < longest:  # what is only offered may be cut for a column
        longest = with_times
    name = min(max(LEAST_NAME, longest), MOST_NAME, room)
    weight_at = NAME + name + GAP
    rhythm_at = weight_at + weight + GAP
    if name < min(longest, LEAST_BESIDE_RHYTHM):  # on a phone names come first
        name = min(MOST_NAME, longest, context.width - NAME - GAP - max(IMPORTANCES) - 1)
        weight_at = rhythm_at = NAME + name + GAP
        return ListColumns(weight=weight_at, rhythm=None, plan=None, times=False)
    plan_at = rhythm_at + rhythm + GAP
    left = context.width - 1 - plan_at
    return ListColumns(
        weight=weight_at,
        rhythm=rhythm_at,
        plan=plan_at if left >= PLAN else None,
        times=left >= PLAN + TIMES,
    )


def name_of(row: ListRow, context: RenderContext) -> str:
    """What a task is called; what is only offered is in no diary, and is never hidden."""
    return row.name if row.offered else context.names.task(row.task.id)


def list_head(rows: Sequence[ListRow], at: ListColumns, context: RenderContext, text: str) -> list[Line]:
    """How many tasks are on the list, and the heads of the columns."""
    on = sum(counts(row.task) and not row.offered for row in rows)
    more = sum(row.offered for row in rows)
    line = Line().put(0, _("Tasks"), "bright bold")
    if text:
        line.then(_("found: {what}").format(what=context.names.words(text, "...")), "muted", gap=3)
    else:
        for said in (
            ngettext("{n} on your list", "{n} on your list", on).format(n=on),
            ngettext("{n} more in the catalogue", "{n} more in the catalogue", more).format(n=more),
        ):
            if line.width + 3 + cell_len(said) <= context.width:
                line.then(said, "muted", gap=3)
    head = Line()
    if at.rhythm is not None:
        head.put(at.weight, _("matters"), "muted").put(at.rhythm, _("comes up"), "muted")
    if at.plan is not None:
        head.put(at.plan, _("plan"), "muted")
    return [line, head.right(context.width - 1, (_("times"), "muted"), gap=1) if at.times else head]


def list_lines(
    rows: Sequence[ListRow],
    cursor: int,
    at: ListColumns,
    uses: Mapping[str, TaskUse],
    context: RenderContext,
) -> tuple[list[Line], int]:
    """The groups with their tasks, and which line the cursor is on; below 0 it is nowhere."""
    lines: list[Line] = []
    found, group = 0, ""
    for n, row in enumerate(rows):
        if row.task.category != group:
            group = row.task.category
            lines.append(_group_line(group, rows))
        found = len(lines) if n == cursor else found
        line = context.row(("task", n), here=n == cursor)
        lines.append(_task_line(row, line, at, uses.get(row.task.id), context))
    return lines, found


def _group_line(group: str, rows: Sequence[ListRow]) -> Line:
    own = [row for row in rows if row.task.category == group]
    on = sum(counts(row.task) and not row.offered for row in own)
    count = _("{part} of {whole}").format(part=on, whole=len(own))
    return Line().put(0, category_name(group), "bright bold").then(count, "muted", gap=2)


def _task_line(
    row: ListRow,
    line: Line,
    at: ListColumns,
    use: TaskUse | None,
    context: RenderContext,
) -> Line:
    task = row.task
    on = counts(task) and not row.offered
    quiet = "text" if on else "muted"
    name = name_of(row, context)
    # a long name goes on into the marks' column, which is wider than they are
    weight = max(at.weight, NAME + cell_len(name) + 1)
    weight = at.weight if at.rhythm is None else min(weight, at.rhythm - max(IMPORTANCES) - 1)
    line.put(NAME, name, "bright bold" if line.raised else quiet, room=weight - NAME - 1)
    weight_marks(line, weight, task.importance, context.glyphs, quiet)
    if at.rhythm is not None:
        rhythm_marks(line, at.rhythm, task, context.glyphs, quiet)
    if not on and not row.offered and at.plan is not None:
        state = _("put away") if task.archived else _("off the list")
        return line.put(at.plan, state, "muted", room=context.width - 1 - at.plan)
    if at.plan is not None and task.plan:
        room = context.width - 1 - at.plan - (TIMES if at.times else 0)
        line.put(at.plan, context.names.channel(task.plan), quiet, room=room)
    return line.right(context.width - 1, (str(use.times), "muted"), gap=1) if at.times and use else line


def frozen_lines(diary: Diary) -> list[Line]:
    """When the list was frozen."""
    trial = diary.trial.current()
    if trial is None:
        return []
    said = _("Frozen with the rule on {day}; each change since is dated.").format(day=short_day(trial.start))
    return [Line(), Line().put(0, said, "muted")]


def channel_uses(diary: Diary) -> ListUses:
    """What every channel has carried, over all that was written."""
    uses, worked = Counter[str](), Counter[str]()
    ways: dict[str, set[str]] = {}
    for row in diary.journal.rows():
        if row.channel is None:
            continue
        uses[row.channel] += 1
        if row.outcome in WITHOUT_APP:
            worked[row.channel] += 1
            ways.setdefault(row.task, set()).add(row.channel)
    only = Counter(next(iter(way)) for way in ways.values() if len(way) == 1)
    return ListUses(uses=uses, worked=worked, only_way=only)


def channel_rows(diary: Diary, uses: Mapping[str, int], *, everything: bool) -> list[Channel]:
    """The channels by kind, the most used first; unused and put away ones only with `everything`."""
    order = list(INDEPENDENCE)
    own = {channel.id for channel in diary.channels.all() if catalogue.channel_choice(channel.id) is None}
    held = [
        channel
        for channel in diary.channels.all(archived=True)
        if everything or (not channel.archived and (uses.get(channel.id) or channel.id in own))
    ]
    return sorted(held, key=lambda channel: (order.index(channel.independence), -uses.get(channel.id, 0)))


def channel_column(
    rows: Sequence[Channel], cursor: int, uses: ListUses, context: RenderContext
) -> tuple[list[Line], int]:
    """The channels as a column: by kind, with how often each was used."""
    lines = [Line().put(0, _("Channels"), "bright bold").right(context.width, (_("uses"), "muted"))]
    found, kind = 0, None
    for n, channel in enumerate(rows):
        if channel.independence is not kind:
            kind = channel.independence
            whole = sum(uses.uses.get(row.id, 0) for row in rows if row.independence is kind)
            head = Line().put(0, _(INDEPENDENCE[kind]), "bright bold")
            lines += [Line(), head.right(context.width, (str(whole), "muted"))]
        found = len(lines) if n == cursor else found
        lines.append(
            _short_channel_line(channel, context.row(("channel", n), here=n == cursor), uses, context)
        )
    return lines, found


def _short_channel_line(channel: Channel, line: Line, uses: ListUses, context: RenderContext) -> Line:
    count = uses.uses.get(channel.id, 0)
    end = _("put away") if channel.archived else str(count or "")
    role = "bright bold" if line.raised else "muted" if channel.archived or not count else "text"
    line.put(NAME, context.names.channel(channel.id), role, room=context.width - NAME - cell_len(end) - 2)
    return line.right(context.width, (end, "muted"), gap=1) if end else line


def channel_lines(
    rows: Sequence[Channel], cursor: int, uses: ListUses, context: RenderContext
) -> tuple[list[Line], int]:
    """The channels as a page: whose each is, how often it worked and was tried, alone for how many tasks."""
    width = context.width
    name = max([LEAST_NAME - 4, *(cell_len(context.names.channel(row.id)) for row in rows)])
    kinds = max((cell_len(_(INDEPENDENCE[row.independence])) for row in rows), default=0)
    kind_at = NAME + min(name, MOST_NAME - 8, max(LEAST_BESIDE_KIND, width - 1 - NAME - GAP - kinds)) + GAP
    fits = width - 1 >= kind_at + kinds + 1 + TIMES
    tried, only_at = min(kind_at + 32, width - 1) if fits else 0, kind_at + 34
    head = Line().put(kind_at, _("depends on"), "muted").right(tried, (_("worked / tried"), "muted"))
    if width - only_at >= cell_len(_("only way for")) + 1:
        head.put(only_at, _("only way for"), "muted")
    if NAME + name + GAP + kinds > width - 1:  # no column holds them; at the edge each name has its own room
        kind_at, head = 0, Line().right(width - 1, (_("depends on"), "muted"))
    lines = [head]
    for n, channel in enumerate(rows):
        line = context.row(("channel", n), here=n == cursor)
        lines.append(_channel_line(channel, line, (kind_at, tried, only_at), uses, context))
    return lines, cursor + 1


def _channel_line(
    channel: Channel, line: Line, at: tuple[int, int, int], uses: ListUses, context: RenderContext
) -> Line:
    kind_at, tried, only_at = at
    used, carried = uses.uses.get(channel.id, 0), uses.worked.get(channel.id, 0)
    quiet = "muted" if channel.archived or not used else "text"
    name = context.names.channel(channel.id)
    kind = "muted" if channel.independence is Independence.INDEPENDENT else quiet
    whose = _(INDEPENDENCE[channel.independence])
    parts = (
        (NAME, name, "bright bold" if line.raised else quiet),
        (kind_at or context.width - 1 - cell_len(whose), whose, kind),
    )
    line.columns(parts, tried - TIMES if tried else context.width - 1)
    apart = channel.independence in (Independence.ANOTHER_PERSON, Independence.THE_APP)
    times = ngettext("{n} time", "{n} times", used).format(n=used)
    if channel.archived:
        line.right(tried, (_("put away"), "muted"), gap=1)
    elif used:
        line.right(tried, (times if apart else f"{carried}/{used}", "text"), gap=1)
    only = uses.only_way.get(channel.id, 0)
    if only and context.width - only_at >= PLAN:
        line.put(only_at, ngettext("{n} task", "{n} tasks", only).format(n=only), "text")
    return line


def channels_below(diary: Diary, shown: Container[str]) -> str:
    """How many channels are not shown, and the key that shows them; empty where all are."""
    rest = [channel for channel in diary.channels.all(archived=True) if channel.id not in shown]
    away = sum(channel.archived for channel in rest)
    parts = [ngettext("{n} not used yet", "{n} not used yet", len(rest) - away).format(n=len(rest) - away)]
    parts += [ngettext("{n} put away", "{n} put away", away).format(n=away)] if away else []
    return _("{what}: v shows them").format(what=_("; ").join(parts)) if rest else ""
