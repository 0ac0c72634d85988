"""The drawing of "if you went back": every task by what would change, and what staying out rests on."""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct
from rich.cells import cell_len

from detox.catalogue.labels import BEFORE, INDEPENDENCE
from detox.diary import Diary
from detox.diary.answers import if_unwritten_were_bad
from detox.diary.return_figures import ReturnFigures
from detox.domain.going_back import BEFORE_UNKNOWN, Group, TaskBack
from detox.domain.verdict import Verdict
from detox.messages import listed, percent_text, titled
from detox.messages.return_messages import (
    GROUPS,
    back_text,
    before_text,
    if_bad_text,
    staying_texts,
    thread_texts,
    way_text,
    ways_text,
)
from detox.messages.verdict_messages import unwritten_text
from detox.tui.figure_table import TableColumn, figure_table
from detox.tui.render_context import RenderContext
from detox.tui.styled_lines import Line, wrapped
from detox.words import N_, _, ngettext

BAR = 12
"""Cells of the bar to the day on which a way was found."""
LEAST_BAR = 6
"""A shorter bar says nothing."""
LONGEST_NAME, SHORTEST_NAME = 36, 14
DONE = 8
"""Cells of "done without" at least: "22 of 22"."""
LEAST_BESIDE_TIME = 20
"""Where names would have fewer cells, the minutes of a time are left out; the table has them."""
MOST_SPARE = 4
"""Cells between two columns at most, beside the one they need."""
ABOUT = {
    Group.TIED: N_("going back would make it possible"),
    Group.SLOWER: N_("it works, with effort"),
    Group.FREE: N_("nothing would change"),
}
"""What a group means, beside its name."""


class ReturnFacts(Struct, frozen=True, kw_only=True):
    """Everything the page shows."""

    found: ReturnFigures
    verdict: Verdict | None
    """What may be shown of the trial's rule; `None` without a trial, and before its last day."""
    days: int
    """On how many days a way could have been found: the length of the bars."""
    index: float | None
    """Of the last week that is over."""
    before: Counter[int]
    """How many tasks of the list went through the app how often, by their own word."""


def return_facts(diary: Diary) -> ReturnFacts:
    """Gather what the page shows; nothing of the rule is read by it."""
    trial, found = diary.trial.current(), diary.figures.if_went_back()
    last = diary.figures.last_over()
    members = {task.id for task in found.tasks}
    tried = [task for task in diary.basket.tasks(archived=True) if task.id in members]
    passed = len(diary.figures.weeks()) * 7
    return ReturnFacts(
        found=found,
        verdict=diary.trial.verdict_at_end(),
        days=max([passed, trial.days if trial else 0, *(task.way_day or 0 for task in found.tasks), 1]),
        index=last.index if last else None,
        before=Counter(task.before for task in tried if task.before is not None),
    )


def rows_in_order(found: ReturnFigures, *, by_way: bool) -> list[TaskBack]:
    """The tasks that came up: by group and what is at stake, or by the day on which their way was found."""
    seen = [task for task in found.tasks if task.group is not Group.UNSEEN] if found.tells else []
    if by_way:
        return sorted(seen, key=lambda task: (task.way_day is None, task.way_day or -task.tries, task.id))
    order = list(GROUPS)
    return sorted(
        seen,
        key=lambda task: (
            order.index(task.group),
            task.without - task.tried,
            -task.minutes,
            -task.tried,
            task.id,
        ),
    )


def return_lines(
    facts: ReturnFacts, context: RenderContext, here: str | None, *, by_way: bool, folded: bool
) -> list[Line]:
    """The page: the sentences, then the tasks; `here` is the one under the cursor.

    Args:
        facts: what is shown.
        context: how it is drawn.
        here: the id of the task under the cursor.
        by_way: one list, by the day on which a way was found, in place of the groups.
        folded: the free tasks as a line of names, where the window is low.
    """
    found = facts.found
    lines = [_head(context)]
    said = [back_text(found)]
    said += [*staying_texts(found, with_helpers=False), ways_text(found)] if found.tells else []
    for n, text in enumerate(text for text in said if text):
        lines += [Line().put(0, row, "muted" if n else "text") for row in wrapped(text, context.width)]
    if not found.tells:
        return lines
    rows = rows_in_order(found, by_way=by_way)
    if by_way:
        title = Line().put(0, _("By the day a way was found"), "bright bold")
        return [*lines, Line(), _columns(title, rows, context), *_rows(rows, facts, context, here)]
    for n, group in enumerate((Group.TIED, Group.SLOWER, Group.FREE)):
        of_group = [task for task in rows if task.group is group]
        title = (
            Line()
            .put(0, capital(_(GROUPS[group])), "bright bold")
            .then(str(len(of_group)), "bright bold", gap=2)
        )
        if n:
            title.then(_(ABOUT[group]), "muted", gap=3)
        lines += [Line()] if n == 0 or not folded else []
        lines.append(title if n else _columns(title, rows, context))
        if folded and group is Group.FREE and here not in {task.id for task in of_group}:
            names = _("{what}.").format(what=listed(context.names.task(task.id) for task in of_group))
            lines += [Line().put(2, row) for row in wrapped(names, context.width - 2)] if of_group else []
            continue
        lines += _rows(of_group, facts, context, here)
    return lines


def capital(text: str) -> str:
    """A word as it stands at the beginning of a line."""
    return text[:1].upper() + text[1:]


def _head(context: RenderContext) -> Line:
    return Line().put(0, _("What would change, task by task"), "bright bold", room=context.width)


class ReturnColumns(Struct, frozen=True, kw_only=True):
    """Where the columns of the tasks end, and how long the bar is."""

    names: int
    """Cells of the names."""
    done: int
    time: int
    bar: int
    """The column at which the bars begin."""
    bar_cells: int
    """0 where there is no room for a bar."""
    way: int
    """The column at which the day of the way begins."""


def return_columns(rows: Sequence[TaskBack], context: RenderContext) -> ReturnColumns:
    """The names as wide as the longest one, each figure as its longest; the bar has what is left."""
    width = context.width
    longest = max((cell_len(context.names.task(task.id)) for task in rows), default=0)
    done = max([DONE, *(cell_len(_done(task)) for task in rows)]) + 1
    time = max([0, *(cell_len(_minutes(task)) for task in rows)]) + 1
    way = max([0, *(cell_len(way_text(task)) for task in rows)]) + 1
    if width - 2 - done - time - way < min(longest, LEAST_BESIDE_TIME):  # on a phone names come first
        time = 0
    names = max(SHORTEST_NAME, min(longest, LONGEST_NAME, width - 2 - done - time - way))
    rest = width - 2 - names - done - time - way
    bar = min(BAR, rest - 2) if rest - 2 >= LEAST_BAR else 0
    spare = max(0, rest - (bar + 2 if bar else 0))
    done_end = 2 + names + done + min(spare // 2, MOST_SPARE)
    time_end = done_end + time + (min(spare // 4, MOST_SPARE) if time else 0)
    start = width - way + 1
    return ReturnColumns(
        names=names, done=done_end, time=time_end, bar=start - 1 - bar, bar_cells=bar, way=start
    )


def _columns(title: Line, rows: Sequence[TaskBack], context: RenderContext) -> Line:
    """The heads of the columns, as far as they fit beside the group's name."""
    at = return_columns(rows, context)
    title.right(at.done, (_("done without"), "muted"), gap=1)
    title.right(at.time, (_("a time"), "muted"), gap=1) if at.time > at.done else None
    return title.right(context.width, (_("three times in a row"), "muted"), gap=1)


def _rows(
    tasks: Sequence[TaskBack], facts: ReturnFacts, context: RenderContext, here: str | None
) -> list[Line]:
    at = return_columns(rows_in_order(facts.found, by_way=False), context)
    return [_row(task, facts, context, at, here=task.id == here) for task in tasks]


def _done(task: TaskBack) -> str:
    return _("{part} of {whole}").format(part=task.without, whole=task.tried)


def _minutes(task: TaskBack) -> str:
    return "" if task.median_minutes is None else _("{n} min").format(n=f"{task.median_minutes:g}")


def _row(
    task: TaskBack, facts: ReturnFacts, context: RenderContext, at: ReturnColumns, *, here: bool
) -> Line:
    line = context.row(task.id, here=here)
    line.put(2, context.names.task(task.id), "bright bold" if here else "text", room=at.names)
    line.right(at.done, (_done(task), "bright bold" if here else "text"), gap=1)
    if at.time > at.done and _minutes(task):
        line.right(at.time, (_minutes(task), "muted"), gap=1)
    if at.bar_cells:
        line.join(_bar(task, facts.days, context, at.bar_cells, here=here), at.bar)
    return line.put(at.way, way_text(task), "text" if task.way_day is not None else "muted")


def _bar(task: TaskBack, days: int, context: RenderContext, cells: int, *, here: bool) -> Line:
    """Solid to the day of its way; dotted where there is none."""
    glyphs = context.glyphs
    if task.way_day is None:
        return Line().put(0, glyphs.nothing * cells, "line")
    halves = max(1, round(2 * cells * min(1.0, task.way_day / days)))
    drawn = glyphs.bar * (halves // 2) + (glyphs.half_bar if halves % 2 else "")
    return Line().put(0, drawn, "accent" if here else "text")


def thread_lines(facts: ReturnFacts, context: RenderContext) -> list[Line]:
    """What hangs on one channel alone, whose channels carry how much, and who helped how often."""
    found, names, width = facts.found, context.names, context.width
    head = Line().put(0, _("On one thread"), "bright bold")
    hanging = sum(len(thread.tasks) for thread in found.threads)
    seen = sum(task.group is not Group.UNSEEN for task in found.tasks)
    count = _("{part} of {whole} tasks").format(part=hanging, whole=seen)
    lines = [head.right(width, (count, "muted"))]
    for thread in found.threads:
        said = titled(names.channel(thread.channel), listed(map(names.task, thread.tasks)))
        lines += [Line().put(2 if n else 0, row) for n, row in enumerate(wrapped(said, width - 2))]
    if found.threads:
        lines.append(Line().put(0, _("The only way in four weeks."), "muted", room=width))
    lines += [Line()]
    lines += _pairs(
        _("Done without it through"),
        [
            (_(INDEPENDENCE[kind]), percent_text(100 * share))
            for kind, share in sorted(found.owners.items(), key=lambda pair: -pair[1])
        ],
        width,
    )
    helped = [
        (names.helper(helper.helper, n), str(helper.n)) for n, helper in enumerate(found.helpers, start=1)
    ]
    return lines + _pairs(_("Who helped"), helped, width)


def _pairs(title: str, pairs: Sequence[tuple[str, str]], width: int) -> list[Line]:
    if not pairs:
        return []
    lines = [Line().put(0, title, "text")]
    for word, figure in pairs:
        row = Line().put(0, word, "muted", room=width - cell_len(figure) - 1)
        lines.append(row.right(width, (figure, "bright bold"), gap=1))
    return lines


def unwritten_lines(facts: ReturnFacts, width: int) -> list[Line]:
    """What the unwritten days would turn; empty without a trial."""
    verdict = facts.verdict
    if verdict is None or verdict.unwritten is None:
        return []
    worst = if_unwritten_were_bad(verdict)
    said = [unwritten_text(verdict.unwritten), *([if_bad_text(worst)] if worst else [])]
    lines = [Line().put(0, row, "bright bold") for row in wrapped(_("If the unwritten days were bad"), width)]
    return lines + [Line().put(0, row, "muted") for text in said for row in wrapped(text, width)]


def before_lines(facts: ReturnFacts, width: int) -> list[Line]:
    """How it was before, by their own word, and where they stand now; empty where that was not said."""
    if facts.found.baseline == BEFORE_UNKNOWN and not facts.before:
        return []
    lines = [Line().put(0, _("Before"), "bright bold")]
    parts = [
        ngettext("{how}: {n} task", "{how}: {n} tasks", facts.before[value]).format(
            how=_(how), n=facts.before[value]
        )
        for value, how in BEFORE.items()
        if facts.before[value]
    ]
    said = _("Through the app {parts}.").format(parts=listed(parts)) if parts else ""
    lines += [Line().put(0, row, "muted") for row in wrapped(said, width)] if said else []
    lines += [Line().put(0, row, "muted") for row in wrapped(before_text(facts.found), width) if row]
    if facts.index is not None and before_text(facts.found):
        now = Line().put(0, _("dependence now"), "muted")
        lines.append(now.right(width, (f"{facts.index:.0f}", "bright bold"), gap=1))
    return lines


def rest_lines(facts: ReturnFacts, context: RenderContext) -> list[Line]:
    """The panels below the tasks, in a window without room beside them."""
    blocks = [_thread_rows(facts, context)]
    blocks += [unwritten_lines(facts, context.width), before_lines(facts, context.width)]
    return [line for block in blocks if block for line in (Line(), *block)]


def _thread_rows(facts: ReturnFacts, context: RenderContext) -> list[Line]:
    """The same as the panel in sentences: a narrow page has no second column."""
    names, found = context.names, facts.found
    lines = [Line().put(0, _("On one thread"), "bright bold")]
    said = thread_texts(found, names.task, names.channel) or [_("No task hangs on one channel alone.")]
    who = [f"{names.helper(helper.helper, n)} {helper.n}" for n, helper in enumerate(found.helpers, start=1)]
    if who:
        said.append(_("Who helped in {days} days: {who}.").format(days=found.days, who=listed(who)))
    return lines + [Line().put(0, row, "muted") for text in said for row in wrapped(text, context.width)]


def return_table(facts: ReturnFacts, context: RenderContext) -> list[Line]:
    """The same numbers as a table."""
    rows = rows_in_order(facts.found, by_way=False)
    weekly = [f"{task.minutes:.0f}" if _minutes(task) or task.minutes else "" for task in rows]
    times = ["" if task.median_minutes is None else f"{task.median_minutes:g}" for task in rows]
    columns = [
        TableColumn(
            head="", texts=[_(GROUPS[task.group]) for task in rows], role="muted", to_left=True, needed=1
        ),
        TableColumn(head=_("without"), texts=[f"{task.without}/{task.tried}" for task in rows], needed=3),
        TableColumn(head=_("a time"), texts=times),
        TableColumn(head=_("min/week"), texts=weekly),
        TableColumn(head=_("way"), texts=[way_text(task) for task in rows], needed=2),
    ]
    names = TableColumn(head=_("task"), texts=[context.names.task(task.id) for task in rows])
    return figure_table(names, columns, context.width, context.glyphs.rule)
