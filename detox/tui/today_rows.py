"""The rows of a day: the tasks that usually come up, what was written, and what else came up."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct
from rich.cells import cell_len

from detox.catalogue.labels import outcome_name
from detox.domain.dates import is_late
from detox.domain.entries import Entry, Outcome, Task
from detox.messages import day_heading, long_day, minutes_text
from detox.tui.diary_screen import DiaryScreen
from detox.tui.header_footer import suspension_text, translated_key
from detox.tui.keymap import key_of
from detox.tui.names import Names
from detox.tui.render_context import RenderContext
from detox.tui.styled_lines import Line, cut
from detox.words import _, ngettext

NAME = 5
"""Where the names of tasks begin."""
NARROW, WIDE = (27, 43), (33, 49)
"""Where the outcome's word and the channel stand; wide enough for nearly every name of the catalogue."""
WIDE_FROM = 70
LEAST_CHANNEL = 19
"""Cells behind where the channel begins: for its name, or a short one and the minutes."""
QUIET_CHANNELS = (Outcome.APP,)
"""An entry written later than this after its day is marked."""


class DayRow(Struct, frozen=True, kw_only=True):
    """One line of a day: a task, with its entry once it has one."""

    task: str
    """An id; a name as typed while it is new."""
    entry: Entry | None = None
    new: bool = False
    """Whether the task is not in the diary yet."""
    name: str = ""
    """What a new task is called."""


def day_rows(usual: Sequence[Task], entries: Sequence[Entry], extra: Iterable[DayRow]) -> list[DayRow]:
    """The usual tasks with their entries, then other entries, then what has just been named.

    What the weekly sweep wrote says nothing of its day, and is no row of it.
    """
    rows: list[DayRow] = []
    entries = [entry for entry in entries if not entry.swept]
    for task in usual:
        written = [entry for entry in entries if entry.task == task.id]
        rows += [DayRow(task=task.id, entry=entry) for entry in written] or [DayRow(task=task.id)]
    known = {task.id for task in usual}
    rows += [DayRow(task=entry.task, entry=entry) for entry in entries if entry.task not in known]
    return [*rows, *extra]


def cursor_on(rows: Sequence[DayRow], before: Sequence[DayRow], cursor: int) -> int:
    """Where the cursor belongs now that others may have written; below 0 the first row without an answer."""
    if cursor < 0:
        return next((n for n, row in enumerate(rows) if row.entry is None), 0)
    if cursor >= len(before):
        return len(rows) if before else min(cursor, len(rows))
    held = before[cursor]
    same = [n for n, row in enumerate(rows) if row.entry and held.entry and row.entry.id == held.entry.id]
    same = same or [n for n, row in enumerate(rows) if row.task == held.task]
    return min(same, key=lambda n: abs(n - cursor), default=min(cursor, len(rows)))


def last_entry(rows: Sequence[DayRow], entry_id: str | None) -> Entry | None:
    """The entry of that id among the rows; `None` where it is not there."""
    return next((row.entry for row in rows if row.entry and row.entry.id == entry_id), None)


def concerned_entry(rows: Sequence[DayRow], cursor: int, entry_id: str | None) -> Entry | None:
    """The entry that minutes, channel and note concern: the one made last, or the one under the cursor."""
    last = last_entry(rows, entry_id)
    return rows[cursor].entry if last is None and 0 <= cursor < len(rows) else last


def answered_count(rows: Sequence[DayRow]) -> int:
    """How many rows have an entry."""
    return sum(1 for row in rows if row.entry is not None)


def column_starts(width: int, longest: int = 0) -> tuple[int, int]:
    """Where the outcome's word and the channel stand in a list of that width.

    Behind the `longest` name, in cells, as far as there is room for what follows it.
    """
    if width < WIDE_FROM:
        return NARROW
    word, channel = WIDE
    aside = max(0, min(NAME + longest + 1 - word, width - channel - LEAST_CHANNEL))
    return word + aside, channel + aside


def day_title(screen: DiaryScreen, day: date, answered: int, rows: int, width: int) -> list[Line]:
    """The day and how much of it is answered, with an empty row below."""
    today = screen.diary.today
    name = day_heading(day) if day.year == today.year else long_day(day)
    line = Line().put(0, name, "bright bold")
    if screen.names.hidden:
        return [line.right(width, (_("names hidden   F2 shows them"), "muted")), Line()]
    if day != today:
        ago = (today - day).days
        said = _("yesterday") if ago == 1 else ngettext("{n} day ago", "{n} days ago", ago).format(n=ago)
        line.then(said, "muted", gap=3)
    elif suspended := suspension_text(screen.diary):
        line.then(suspended, "muted", gap=3)
    elif width < WIDE_FROM and (waiting := len(screen.diary.steps.first())):
        # Wider windows name the first of them below the list; here there is no row for it.
        said = _("{key}: {n} cannot wait").format(key=translated_key(key_of("step.first", "e")), n=waiting)
        line.then(said, "text", gap=3, action="screen.first_steps")
    count = _("{answered} of {rows} answered").format(answered=answered, rows=rows)
    return [line.right(width, (count, "muted")), Line()]


def row_lines(
    rows: Sequence[DayRow],
    cursor: int,
    context: RenderContext,
    *,
    airy: bool,
    several: Collection[str] = (),
    alike: Mapping[str, Entry] | None = None,
    heads: Mapping[int, Sequence[Line]] | None = None,
) -> list[Line]:
    """The day's list; behind its last row a line for what else came up.

    Args:
        rows: the tasks of the day.
        cursor: which row the keys act on.
        context: how it is drawn.
        airy: whether an empty line stands between rows.
        several: the ids of the entries that stand in more than one version; the journal has all their texts.
        heads: the lines that stand before a row, by its number.
        alike: how it went on a day like this one, by task, to be shown pale where nothing is written.
    """
    lines: list[Line] = []
    heads = heads or {}
    named = (cell_len(row.name) if row.new else context.names.task_cells(row.task) for row in rows)
    starts = column_starts(context.width, max(named, default=0))
    for n, row in enumerate(rows):
        lines += heads.get(n, ())
        line = context.row(n, here=n == cursor)
        if row.entry is None:
            lines.append(_unsaid_line(row, line, context, starts, (alike or {}).get(row.task)))
        else:
            lines.append(_said_line(row, row.entry, line, context, starts, twice=row.entry.id in several))
        lines += [Line()] if airy else []
    lines += heads.get(len(rows), ())
    more = context.row(len(rows), here=cursor == len(rows))
    role = "bright bold" if more.raised else "muted"
    return [*lines, more.put(2, "+", "accent").put(5, _("something else came up"), role)]


def _name(row: DayRow, names: Names) -> str:
    return names.words(row.name or row.task, _("new task")) if row.new else names.task(row.task)


def _said_line(
    row: DayRow, entry: Entry, line: Line, context: RenderContext, starts: tuple[int, int], *, twice: bool
) -> Line:
    """A task and how it went; a long name pushes what follows aside as far as there are blanks."""
    (word_at, channel_at), names = starts, context.names
    quiet = entry.outcome is Outcome.NOT_NEEDED
    here = (NAME, _name(row, names), "bright bold" if line.raised else "muted" if quiet else "text")
    last = context.width - 1
    line.put(2, names.sign(entry, context.glyphs), names.role(entry))
    end = _end_of(entry)
    narrow = context.width <= channel_at  # then the sign in front has to say how it went
    word = _("2 versions") if twice and narrow else names.outcome(entry)
    parts = [names.carried(entry), "*" if entry.note else ""]
    parts += [_("two versions")] if twice else []
    aside = "" if narrow else " ".join(part for part in parts if part)
    if narrow:  # the word comes before the end of the name
        after = 1 + cell_len(word) + (2 + sum(cell_len(text) for text, _role in end) if end else 0)
        here = (NAME, cut(here[1], last - NAME - after), here[2])
    role = "muted" if entry.outcome in QUIET_CHANNELS else "text"
    cells = sum(cell_len(text) for text, _role in end)
    texts = [here, (word_at, word, names.role(entry)), (channel_at, aside, role)]
    line.columns(texts, last - (cells + 2 if end else 0))
    return line.right(last, *end, gap=1)


def _unsaid_line(
    row: DayRow, line: Line, context: RenderContext, starts: tuple[int, int], pale: Entry | None
) -> Line:
    """The question, on the row of the cursor; or how it went on a day alike, and nothing of it is written."""
    word_at, channel_at = starts
    parts = [(NAME, _name(row, context.names), "bright bold" if line.raised else "text")]
    if pale is not None:
        channel = "" if context.width <= channel_at else context.names.channel(pale.channel)
        parts += [
            (word_at, outcome_name(pale.outcome), "muted italic"),
            (channel_at, channel, "muted italic"),
        ]
    elif line.raised:
        asked = _("how did it go?")
        fits = NAME + cell_len(parts[0][1]) + 1 + cell_len(asked) < context.width  # half of it asks nothing
        parts += [(word_at, asked, "muted italic")] if fits else []
    return line.columns(parts, context.width - 1)


def _end_of(entry: Entry) -> list[tuple[str, str]]:
    """The minutes, and whether it was written late."""
    minutes = [(minutes_text(entry.minutes), "text")] if entry.minutes is not None else []
    late = (
        [("  " if minutes else "", "text"), (_("late"), "muted")]
        if is_late(entry.day, entry.recorded_at)
        else []
    )
    return [*minutes, *late]
