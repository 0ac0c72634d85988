"""The drawing of the journal: days with their entries, and a month to jump by."""

from calendar import Calendar
from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct
from rich.cells import cell_len

from detox.catalogue.labels import outcome_name
from detox.diary import Diary
from detox.diary.search import Filter, SearchResult
from detox.domain.dates import ONE_DAY, Span, is_late
from detox.domain.entries import CheckIn, Entry, Outcome
from detox.messages import (
    MONTHS,
    WEEKDAYS,
    day_heading,
    long_day,
    minutes_text,
    titled,
)
from detox.messages.review_messages import checkin_words, entry_words
from detox.storage.store import RecordVersion
from detox.tui.names import Names
from detox.tui.render_context import RenderContext
from detox.tui.styled_lines import Line, wrapped
from detox.tui.today_rows import QUIET_CHANNELS, column_starts
from detox.tui.version_choice import version_name, version_note
from detox.words import _, ngettext

Versions = tuple[RecordVersion, ...]
ONE_ROW = 50
"""Cells from which on an entry has one row."""
NAME = 5
"""The column at which names begin."""
STARTS = {"mon": 0, "sun": 6, "sat": 5}


class JournalItem(Struct, frozen=True):
    """One thing of the journal that can be chosen."""

    day: date
    entry: Entry | None = None
    checkin: CheckIn | None = None
    others: tuple[RecordVersion, ...] = ()
    """What other versions of it say, where more than one stands."""


def journal_items(found: SearchResult, several: Mapping[str, Versions] | None = None) -> list[JournalItem]:
    """Days newest first; within a day the check-in, then the entries as they were recorded.

    Args:
        found: what is shown.
        several: all versions of what stands in more than one, by id.
    """
    behind = {id: versions[1:] for id, versions in (several or {}).items()}  # noqa: A001 - the record's own word
    days: dict[date, list[JournalItem]] = {}
    for checkin in found.checkins:
        item = JournalItem(checkin.day, checkin=checkin, others=behind.get(checkin.id, ()))
        days.setdefault(checkin.day, []).append(item)
    for entry in reversed(found.entries):
        item = JournalItem(entry.day, entry=entry, others=behind.get(entry.id, ()))
        days.setdefault(entry.day, []).append(item)
    return [item for day in sorted(days, reverse=True) for item in days[day]]


def index_of(held: JournalItem, items: Sequence[JournalItem], near: int) -> int:
    """Where an item stands now that others came or went; `near` where it is gone."""

    def is_held(item: JournalItem) -> bool:
        if held.entry is None or item.entry is None:
            return held.entry is item.entry and held.day == item.day
        return held.entry.id == item.entry.id

    return next((n for n, item in enumerate(items) if is_held(item)), near)


def journal_lines(
    items: Sequence[JournalItem], cursor: int, context: RenderContext
) -> tuple[list[Line], int]:
    """The lines, and which of them the cursor is on."""
    lines: list[Line] = []
    at = 0
    day: date | None = None
    late = _late_days(items)
    tasks = {item.entry.task for item in items if item.entry is not None}
    starts = column_starts(context.width, max(map(context.names.task_cells, tasks), default=0))
    for n, item in enumerate(items):
        if item.day != day:
            day = item.day
            said = day_heading(day) if day.year == context.today.year else long_day(day)
            lines += [Line()] if lines else []
            head = Line().put(0, said, "bright bold")
            aside = _("dated ahead") if day > context.today else _("late") if day in late else ""
            lines.append(head.then(aside, "muted", gap=3) if aside else head)
        at = len(lines) if n == cursor else at
        lines += _item_lines(item, context.row(n, here=n == cursor), context, starts, said_late=day in late)
    return lines, at


def _late_days(items: Sequence[JournalItem]) -> set[date]:
    """The days of which every entry was written late."""
    entries = [item.entry for item in items if item.entry is not None]
    timely = {entry.day for entry in entries if not is_late(entry.day, entry.recorded_at)}
    return {entry.day for entry in entries} - timely


def _item_lines(
    item: JournalItem, line: Line, context: RenderContext, starts: tuple[int, int], *, said_late: bool
) -> list[Line]:
    if item.checkin is not None:
        said = context.names.answers(item.checkin) or _("a note")
        role = "bright" if line.raised else "muted"
        first, *more = wrapped(titled(_("check-in"), said), context.width - NAME - 1)
        rows = [Line(raised=line.raised, key=line.key).put(NAME, text, role) for text in more]
        return [
            line.put(NAME, first, role),
            *rows,
            *_note_lines(checkin_words(item.checkin), context),
            *_other_lines(item.others, context),
        ]
    if item.entry is not None:
        return [
            *_entry_lines(line, item.entry, context, starts, said_late=said_late),
            *_note_lines(entry_words(item.entry), context),
            *_other_lines(item.others, context),
        ]
    return [line]


def _other_lines(others: Versions, context: RenderContext) -> list[Line]:
    """What another machine, or another window, wrote instead, numbered as `detox edit --keep` has it."""
    lines: list[Line] = []
    for number, version in enumerate(others, start=2):
        said = f"{number}  {version_name(version, context.names)}"
        lines.append(Line().put(5, said, "accent", room=context.width - 6))
        lines += _note_lines(version_note(version), context)
    return lines


def _entry_lines(
    line: Line, entry: Entry, context: RenderContext, starts: tuple[int, int], *, said_late: bool
) -> list[Line]:
    """An entry in one row; on a phone its channel and what is aside stand in a second one."""
    names = context.names
    word_at, channel_at = starts
    line.put(2, names.sign(entry, context.glyphs), names.role(entry))
    aside = [minutes_text(entry.minutes)] if entry.minutes is not None else []
    aside += [f"{entry.cost.amount} {entry.cost.currency}"] if entry.cost else []
    aside += [_("late")] if is_late(entry.day, entry.recorded_at) and not said_late else []
    end = "  ".join(aside)
    role = "muted" if entry.outcome in QUIET_CHANNELS else "text"
    parts = (
        (NAME, names.task(entry.task), "bright bold" if line.raised else "text"),
        (word_at, names.outcome(entry), names.role(entry)),
        (channel_at, names.carried(entry), role),
    )
    if context.width >= ONE_ROW:
        line.columns(parts, context.width - 1 - (cell_len(end) + 2 if end else 0))
        return [line.right(context.width - 1, (end, "muted"), gap=1) if end else line]
    below = Line(raised=line.raised, key=line.key)
    if NAME + cell_len(parts[0][1]) + 1 + cell_len(parts[1][1]) < context.width:
        line.columns(parts[:2], context.width - 1)
    else:  # a name that fills its row sends the word below it
        line.columns(parts[:1], context.width - 1)
        below.put(NAME, parts[1][1], parts[1][2])
    if not below.pieces and not entry.channel and not end:
        return [line]
    at = below.width + 2 if below.pieces else NAME
    room = context.width - 1 - at - (cell_len(end) + 2 if end else 0)
    below.put(at, names.channel(entry.channel), role, room=room)
    return [line, below.right(context.width - 1, (end, "muted"), gap=1) if end else below]


def _note_lines(note: str, context: RenderContext) -> list[Line]:
    said = context.names.note(note)
    return [Line().put(7, row, "muted italic") for row in wrapped(said, context.width - 9)] if said else []


def title_line(wanted: Filter, month: Span | None, entries: int, context: RenderContext) -> Line:
    """The month, or what is looked for, and how much there is of it."""
    count = ngettext("{n} entry", "{n} entries", entries).format(n=entries)
    line = Line()
    if wanted != Filter():
        line.put(0, _wanted_text(wanted, context.names), "bright bold", room=context.width - 20)
    elif month is not None:
        line.put(0, month_name(month.first), "bright bold")
    return line.right(context.width, (count, "muted"))


def shown_month(month: Span | None, months: Sequence[Span]) -> Span | None:
    """The month that is shown: the same as before where it is still there, else the newest."""
    same = (span for span in months if month is not None and span.first == month.first)
    return next(same, months[0] if months else None)


def narrowed(wanted: Filter, choice: str) -> Filter:
    """The same search, narrower: "task:id", "outcome:id" or "channel:id"; "" is everything again."""
    kind, _colon, value = choice.partition(":")
    if not value:
        return Filter(text=wanted.text)
    return wanted.replace(**{kind: Outcome(value) if kind == "outcome" else value})


def written_days(diary: Diary, shown: date) -> set[date]:
    """The days of that day's month with anything on them."""
    first = shown.replace(day=1)
    last = (first + 31 * ONE_DAY).replace(day=1) - ONE_DAY
    found = diary.journal.month(Span(first=first, last=last))
    return {entry.day for entry in found.entries} | {checkin.day for checkin in found.checkins}


def month_name(day: date) -> str:
    """A month with its year."""
    return _("{month} {year}").format(month=_(MONTHS[day.month - 1]), year=day.year)


def _wanted_text(wanted: Filter, names: Names) -> str:
    parts = [f'"{names.words(wanted.text, "...")}"'] if wanted.text else []
    parts += [names.task(wanted.task)] if wanted.task else []
    parts += [outcome_name(wanted.outcome)] if wanted.outcome else []
    parts += [names.channel(wanted.channel)] if wanted.channel else []
    return _("found: {what}").format(what=", ".join(parts))


def empty_lines(width: int, *, searching: bool) -> list[Line]:
    """What will be here."""
    if searching:
        return [
            Line(),
            Line().put(5, _("Nothing fits. esc shows everything again."), "muted", room=width - 5),
        ]
    return [
        Line(),
        Line().put(5, _("Your days will appear here, the newest first."), "bright bold", room=width - 5),
        Line().put(5, _("The first key on Today writes the first line."), "muted", room=width - 5),
    ]


def month_lines(shown: date, written: set[date], week_start: str) -> list[Line]:
    """A month: days written are bold, the shown one in accent; a click goes there."""
    first = shown.replace(day=1)
    calendar = Calendar(STARTS[week_start])
    heads = [_(WEEKDAYS[n]) for n in calendar.iterweekdays()]
    head = Line()
    for n, text in enumerate(heads):
        head.right(3 * n + 2, (text[0] if text.isascii() else text[-1], "muted"), gap=0)
    lines = [Line().put(0, month_name(first), "bright bold"), Line(), head]
    for week in calendar.monthdatescalendar(first.year, first.month):
        line = Line()
        for n, day in enumerate(week):
            if day.month == first.month:
                role = "accent bold" if day == shown else "bright bold" if day in written else "muted"
                text = str(day.day)
                line.put(3 * n + 2 - len(text), text, role, action=f"screen.to_day('{day}')")
        lines.append(line)
    words = Line().put(0, _("bold: written"), "muted")
    return [*lines, Line(), words]
