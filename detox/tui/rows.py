"""The rows of a day: the tasks that usually come up, what was written, and what else came up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detox.domain.entries import Entry, Outcome, Task
from detox.sentences import minutes_text
from detox.tui.names import Names
from detox.tui.paint import Line
from detox.tui.signs import Signs
from detox.words import _

WORD, CHANNEL, CHANNEL_NARROW = 27, 42, 43
FULL_WIDTH = 100
QUIET_CHANNELS = (Outcome.APP,)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of a day: a task, with its entry once it has one."""

    task: str
    """An id; a name as typed while it is new."""
    entry: Entry | None = None
    new: bool = False
    """Whether the task is not in the diary yet."""


def day_rows(usual: Sequence[Task], entries: Sequence[Entry], extra: Iterable[Row]) -> list[Row]:
    """The usual tasks with their entries, then other entries, then what has just been named."""
    rows: list[Row] = []
    for task in usual:
        written = [entry for entry in entries if entry.task == task.id]
        rows += [Row(task=task.id, entry=entry) for entry in written] or [Row(task=task.id)]
    known = {task.id for task in usual}
    rows += [Row(task=entry.task, entry=entry) for entry in entries if entry.task not in known]
    return [*rows, *extra]


def answered(rows: Sequence[Row]) -> int:
    """How many rows have an entry."""
    return sum(1 for row in rows if row.entry is not None)


def row_lines(
    rows: Sequence[Row], cursor: int, names: Names, signs: Signs, width: int, *, airy: bool, screen: int
) -> list[Line]:
    """The day's list; behind its last row a line for what else came up."""
    lines: list[Line] = []
    channel = CHANNEL if screen >= FULL_WIDTH else CHANNEL_NARROW
    for n, row in enumerate(rows):
        lines.append(_row_line(row, n, n == cursor, names, signs, width, channel))
        lines += [Line()] if airy else []
    here = cursor == len(rows)
    more = Line(raised=here, key=len(rows))
    more.put(0, signs.focus, "accent") if here else None
    more.put(2, "+", "accent").put(5, _("something else came up"), "bright bold" if here else "muted")
    return [*lines, more]


def _row_line(
    row: Row,
    n: int,
    here: bool,
    names: Names,
    signs: Signs,
    width: int,
    channel_at: int,  # noqa: FBT001 - drawing
) -> Line:
    line, entry = Line(raised=here, key=n), row.entry
    line.put(0, signs.focus, "accent") if here else None
    quiet = entry is not None and entry.outcome is Outcome.NOT_NEEDED
    name = row.task if row.new else names.task(row.task)
    role = "bright bold" if here else "muted" if quiet else "text"
    if entry is not None:
        line.put(2, signs.outcomes[entry.outcome], str(entry.outcome))
    line.put(5, name, role, room=WORD - 6)
    if entry is None:
        return line.put(WORD, _("how did it go?"), "muted italic") if here else line
    minutes = minutes_text(entry.minutes) if entry.minutes is not None else ""
    line.put(
        WORD, names.outcome(entry), str(entry.outcome), room=channel_at - WORD - (0 if names.hidden else 1)
    )
    aside = " ".join(part for part in (names.channel(entry.channel), "*" if entry.note else "") if part)
    room = width - 1 - channel_at - (len(minutes) + 2 if minutes else 0)
    line.put(channel_at, aside, "muted" if entry.outcome in QUIET_CHANNELS else "text", room=room)
    return line.right(width - 1, (minutes, "text"), gap=1) if minutes else line
