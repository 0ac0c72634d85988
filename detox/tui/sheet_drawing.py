"""The drawing of one task's sheet: week by week, what carried it, its plan, what was not tried yet."""

from collections.abc import Sequence
from datetime import date
from statistics import median

from msgspec import Struct
from rich.cells import cell_len

from detox.catalogue import category_name
from detox.catalogue.labels import BEFORE, outcome_name
from detox.diary import Diary
from detox.diary.return_figures import ReturnFigures
from detox.domain.dates import week_number
from detox.domain.entries import NEEDED, WITHOUT_APP, Entry, Independence, Outcome, Task
from detox.domain.going_back import TaskBack
from detox.domain.ties import Ties
from detox.messages import minutes_text, plan_text, short_day
from detox.messages.return_messages import task_back_text, way_found_text
from detox.messages.review_messages import entry_words
from detox.tui.render_context import RenderContext
from detox.tui.styled_lines import Line, wrapped
from detox.tui.task_marks import rhythm_marks, weight_marks
from detox.tui.ties_drawing import ago
from detox.words import _, ngettext

LABEL, WEEK = 9, 5
"""Cells of a label before the weeks, and of a week."""
HIGHEST = 4
"""More signs than this in a week are said by a number on top."""
MOST_WEEKS = 12
MOST_NOTES = 3
ROOM_FOR_MINUTES = 50
"""On a narrower sheet what it usually takes is left out: the names of the channels come first."""
LONGEST_BAR, ROOM_FOR_BARS = 10, 70
"""Cells of the bar of a channel, and from so many cells of the sheet on it is drawn."""


class TaskSheetFacts(Struct, frozen=True, kw_only=True):
    """Everything the sheet of a task shows."""

    task: Task
    entries: Sequence[Entry]
    """Every time it came up, newest first."""
    start: date | None
    """The first day of week 1; `None` where there is no week yet."""
    ties: Ties | None
    back: ReturnFigures
    """What going back would change for the whole list."""
    apart: frozenset[str]
    """Channels that are no way without the app: the app itself, and other people."""

    @property
    def own_back(self) -> TaskBack | None:
        """What it would change for this task; `None` for one that is not on the list."""
        return next((task for task in self.back.tasks if task.id == self.task.id), None)


def sheet_facts(diary: Diary, task: Task, entries: Sequence[Entry], ties: Ties | None) -> TaskSheetFacts:
    """Gather what the sheet of a task shows."""
    reach = diary.figures.reach()
    others = (Independence.ANOTHER_PERSON, Independence.THE_APP)
    channels = diary.channels.all(archived=True)
    return TaskSheetFacts(
        task=task,
        entries=[entry for entry in entries if entry.outcome in NEEDED],
        start=reach.start if reach else None,
        ties=ties,
        back=diary.figures.if_went_back(),
        apart=frozenset(held.id for held in channels if held.independence in others),
    )


def sheet_lines(facts: TaskSheetFacts, context: RenderContext) -> list[Line]:
    """The sheet from top to bottom."""
    return [
        *_head_lines(facts, context),
        Line(),
        *_week_lines(facts, context),
        Line(),
        *_way_lines(facts, context),
        *_carried_lines(facts, context),
        Line(),
        *_plan_lines(facts, context),
        Line(),
        *_note_lines(facts, context),
    ]


def _head_lines(facts: TaskSheetFacts, context: RenderContext) -> list[Line]:
    task = facts.task
    line = Line().put(0, context.names.task(task.id), "bright bold", room=context.width - 1)
    if line.width + 3 + cell_len(category_name(task.category)) < context.width:
        line.then(category_name(task.category), "muted", gap=3)
    about = Line().put(0, _("matters"), "muted")
    weight_marks(about, about.width + 1, task.importance, context.glyphs)
    rhythm_marks(about, about.width + 3, task, context.glyphs)
    rows = [about]
    said = [_("since {day}").format(day=short_day(task.since))]
    if task.before is not None:
        said.append(_("before: {how} through the app").format(how=_(BEFORE[task.before])))
    for text in said:
        if rows[-1].width + 3 + cell_len(text) >= context.width:
            rows.append(Line())
        rows[-1].then(text, "muted", gap=3 if rows[-1].pieces else 0)
    state = _("put away") if task.archived else "" if task.listed else _("off the list")
    line.then(state, "accent", gap=3)
    return [line, *rows, *(Line().put(0, row) for row in wrapped(_tie_text(facts, context), context.width))]


def _tie_text(facts: TaskSheetFacts, context: RenderContext) -> str:
    last = facts.entries[0].day if facts.entries else None
    if last is None:
        return _("It has not come up yet.")
    needed = _("last needed {when}").format(when=ago(last, context.today))
    ties = facts.ties
    whole = sum(tie.points for tie in ties.tasks) if ties else 0.0
    tie = next((tie for tie in ties.tasks if tie.id == facts.task.id), None) if ties else None
    if ties is None or tie is None or ties.index is None or whole <= 0:
        return _("{what}.").format(what=needed[:1].upper() + needed[1:])
    share = _("It carries {n} % of this week's {points} points").format(
        n=f"{100 * tie.points / whole:.0f}", points=f"{ties.index:.0f}"
    )
    return _("{first}; {second}").format(first=share, second=needed) + _(".")


def _week_lines(facts: TaskSheetFacts, context: RenderContext) -> list[Line]:
    head = Line().put(0, _("Week by week"), "bright bold")
    head.right(context.width - 1, (_("each sign one time"), "muted"))
    start = facts.start
    if start is None or not facts.entries:
        return [head, Line().put(2, _("no week yet"), "muted")]
    newest = week_number(context.today, start)
    shown = max(1, min(MOST_WEEKS, (context.width - LABEL) // WEEK, newest))
    weeks = range(newest - shown + 1, newest + 1)
    came: dict[int, list[Outcome]] = {week: [] for week in weeks}
    for entry in facts.entries:
        week = week_number(entry.day, start)
        if week in came:
            came[week].append(entry.outcome)
    rows = max(1, min(HIGHEST, max(len(held) for held in came.values())))
    return [head, *_stack_lines(came, rows, context), *_number_lines(came)]


def _stack_lines(came: dict[int, list[Outcome]], rows: int, context: RenderContext) -> list[Line]:
    lines = [Line() for _row in range(rows)]
    for n, held in enumerate(came.values()):
        over = len(held) > rows
        signs = sorted(held, key=NEEDED.index)[: rows - 1 if over else rows]
        for up, outcome in enumerate(signs):
            covered = context.names.hidden and outcome is Outcome.APP
            role = "muted" if covered else f"{outcome}-sign on:{outcome}-fill"
            sign = " " if covered else context.glyphs.outcomes[outcome]
            _put_sign(lines[rows - 1 - up], n, f" {sign}  ", role)
        if over:
            _put_sign(lines[0], n, f"+{len(held) - len(signs)}".center(4), "muted")
    return lines


def _put_sign(line: Line, week: int, text: str, role: str) -> None:
    column = LABEL + week * WEEK
    line.then(text, role, gap=column - line.width) if line.pieces else line.put(column, text, role)


def _number_lines(came: dict[int, list[Outcome]]) -> list[Line]:
    weeks, without = Line().put(0, _("week"), "muted"), Line().put(0, _("without"), "muted")
    newest = max(came)
    for n, (week, held) in enumerate(came.items()):
        end = LABEL + n * WEEK + 4
        role = "accent bold" if week == newest else "muted"
        weeks.right(end, (str(week), role), gap=0)
        done = sum(outcome in WITHOUT_APP for outcome in held)
        without.right(end, (f"{done}/{len(held)}" if held else " ", "text"), gap=0)
    return [weeks, without]


def _way_lines(facts: TaskSheetFacts, context: RenderContext) -> list[Line]:
    """From when on there was a way without the app; an empty row behind it."""
    back = facts.own_back
    if back is None or not facts.entries:
        return []
    line = Line().put(0, _("Way found"), "bright bold")
    said = wrapped(way_found_text(back), context.width - line.width - 4)
    at = line.width + 3
    return [line.put(at, said[0], "muted"), *(Line().put(at, row, "muted") for row in said[1:]), Line()]


def _carried_lines(facts: TaskSheetFacts, context: RenderContext) -> list[Line]:
    width, names = context.width, context.names
    days = max((cell_len(short_day(entry.day)) for entry in facts.entries), default=0)
    ends = (width - days - 18, width - days - 6, width - 1)
    narrow = width < ROOM_FOR_MINUTES
    ends = (ends[1], 0, ends[2]) if narrow else ends
    head = Line().put(0, _("What carried it"), "bright bold")
    for end, text in zip(ends, (_("worked / tried"), _("usually"), _("last")), strict=True):
        head.right(end, (text, "muted"), gap=1)
    held: dict[str, list[Entry]] = {}
    for entry in facts.entries:
        if entry.channel:
            held.setdefault(entry.channel, []).append(entry)
    most = max((len(tries) for channel, tries in held.items() if channel not in facts.apart), default=1)
    names_end = 4 + max((cell_len(names.channel(channel)) for channel in held), default=0)
    lines = [head]
    for channel, tries in sorted(held.items(), key=lambda pair: (pair[0] in facts.apart, -len(pair[1]))):
        line = Line().put(2, names.channel(channel), "text", room=ends[0] - 9)
        worked = sum(entry.outcome in WITHOUT_APP for entry in tries)
        times = ngettext("{n} time", "{n} times", len(tries)).format(n=len(tries))
        said = times if channel in facts.apart else f"{worked}/{len(tries)}"
        if width >= ROOM_FOR_BARS and channel not in facts.apart:
            line.join(_tries_bar(worked, len(tries), most, context), names_end)
        line.right(ends[0], (said, "muted" if channel in facts.apart else "bright bold"), gap=1)
        minutes = [entry.minutes for entry in tries if entry.minutes is not None]
        usual = minutes_text(round(median(minutes))) if minutes else ""
        line.right(ends[1], (usual, "text"), gap=1) if usual and not narrow else None
        lines.append(line.right(ends[2], (short_day(tries[0].day), "muted"), gap=1))
    if held:
        return lines
    said = _("Never tried.")
    if facts.entries:
        said = _("No channel is written yet: c on Today says what carried it.")
    return [head, *(Line().put(2, row, "muted") for row in wrapped(said, width - 3))]


def _tries_bar(worked: int, tried: int, most: int, context: RenderContext) -> Line:
    """A cell a try where they are few, solid as far as it worked."""
    cells = tried if most <= LONGEST_BAR else max(1, round(LONGEST_BAR * tried / most))
    good = round(cells * worked / tried)
    bar = Line().put(0, context.glyphs.bar * good, "text")
    return bar.then(context.glyphs.track * (cells - good), "line")


def _plan_lines(facts: TaskSheetFacts, context: RenderContext) -> list[Line]:
    task, names = facts.task, context.names
    head = Line().put(0, _("Plan"), "bright bold")
    if task.plan is None:
        return [head, Line().put(2, _("No if-then plan for this yet."), "muted")]
    plan = next((p for p in (facts.ties.plans if facts.ties else ()) if p.task == task.id), None)
    if plan is not None and plan.used:
        worked = _("worked {worked} of {used} times").format(worked=plan.worked, used=plan.used)
        head.right(context.width - 1, (worked, "text"))
    said = plan_text(names.task(task.id), names.channel(task.plan))
    said = _("plan hidden") if names.hidden else said
    return [head, *(Line().put(2, row, "text italic") for row in wrapped(said, context.width - 3))]


def _note_lines(facts: TaskSheetFacts, context: RenderContext) -> list[Line]:
    lines, names = [Line().put(0, _("Last written"), "bright bold")], context.names
    held = facts.entries[:MOST_NOTES]
    end = 2 + max((cell_len(short_day(entry.day)) for entry in held), default=0)
    for entry in held:
        line = Line().right(end, (short_day(entry.day), "muted"), gap=0)
        line.put(end + 3, names.sign(entry, context.glyphs), names.role(entry))
        said = names.outcome(entry) if names.covers(entry) else outcome_name(entry.outcome)
        line.then(said, names.role(entry), gap=2)
        note, at = names.note(entry_words(entry)), end + 23
        lines.append(line.put(at, note, "text italic", room=context.width - 1 - at) if note else line)
    return lines if held else []


def back_lines(facts: TaskSheetFacts, context: RenderContext) -> list[Line]:
    """What going back would change for this task; empty for one that is not on the list, or never came up."""
    back = facts.own_back
    if back is None or not facts.entries:
        return []
    said = wrapped(task_back_text(facts.back, back), context.width)
    return [
        Line().put(0, _("If you went back"), "bright bold"),
        Line(),
        *(Line().put(0, row) for row in said),
    ]


def untried_lines(facts: TaskSheetFacts, context: RenderContext) -> list[Line]:
    """What the catalogue knows of and this diary has not tried; empty where there is nothing left."""
    tried = {entry.channel for entry in facts.entries}
    advised = context.names.advice(facts.task.id)
    named = [said for channel, said in advised if channel is None or channel not in tried]
    if not named:
        return []
    head = Line().put(0, _("Not tried yet"), "bright bold")
    said = _("from the catalogue")
    if head.width + 1 + cell_len(said) <= context.width:
        head.then(said, "muted", gap=1)
    lines = [head, Line()]
    for text in named:
        lines += [Line().put(0, row) for row in wrapped(text, context.width)]
    line = Line().put(0, "P", "text bold", action="screen.plan")
    return [*lines, Line(), line.then(_("make one of them the plan"), "muted", gap=1, action="screen.plan")]
