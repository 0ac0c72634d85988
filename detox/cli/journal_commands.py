"""The commands that show what was written: day, journal, demo."""

import tempfile
from argparse import ArgumentParser
from collections.abc import Collection
from datetime import date
from pathlib import Path

from detox.catalogue.labels import outcome_name
from detox.cli.call import Call, Exit
from detox.cli.command import Command, as_json
from detox.cli.console import ID_SHOWN, has_terminal, said_day, table, with_id
from detox.cli.figure_commands import week_text
from detox.diary import Diary
from detox.diary.search import SearchResult
from detox.diary.sender import Sender
from detox.domain.dates import ONE_DAY, Span, is_late
from detox.domain.entries import CheckIn, Entry
from detox.errors import BadField
from detox.messages import (
    checkin_text,
    entry_text,
    long_day,
    minutes_text,
    titled,
)
from detox.messages.choice_messages import limits_text, review_due_text
from detox.messages.review_messages import checkin_words, entry_words, keep_notes_back
from detox.messages.sweep_messages import sweep_offer, swept_text
from detox.messages.version_messages import version_lines
from detox.words import N_, _, language, ngettext, pgettext

JOURNAL_DAYS = 30
"""So many days are read unless some are named."""


def _day_arguments(p: ArgumentParser) -> None:
    p.add_argument("day", nargs="?", metavar=_("DATE"), help=_("today unless given"))
    as_json(p)


def day(call: Call) -> None:
    """`detox day [DATE]`: what was written, what is open, the check-in, the week so far."""
    diary = call.diary
    asked = call.day(call.args.day) or diary.today
    if not call.args.json:
        call.out(day_text(diary, asked))
        _point_to_help(call, asked)
        return
    found = diary.day(asked)
    call.json(
        {
            "day": found.day,
            "entries": found.entries,
            "checkin": found.checkin,
            "index": found.index,
            "usual": diary.usual_rows(asked),
            "versions": diary.several(asked, asked),
        }
    )


def found_json(diary: Diary, found: SearchResult) -> dict[str, object]:
    """What was found, with all versions of what stands in more than one."""
    records: list[Entry | CheckIn] = [*found.entries, *found.checkins]
    days = [record.day for record in records]
    several = diary.several(min(days), max(days)) if days else {}
    versions = {record.id: several[record.id] for record in records if record.id in several}
    return {"entries": found.entries, "checkins": found.checkins, "versions": versions}


def _journal_arguments(p: ArgumentParser) -> None:
    p.add_argument(
        "--from", dest="from_", metavar=_("DATE"), help=_("the first day; 30 days in all unless given")
    )
    p.add_argument("--to", metavar=_("DATE"), help=_("the last day; today unless given"))
    as_json(p)


def journal(call: Call) -> None:
    """`detox journal`: the days of a stretch that were written, newest first, each entry as it is said.

    Raises:
        BadField: the first day comes after the last.
    """
    diary = call.diary
    last = call.day(call.args.to) or diary.today
    first = call.day(call.args.from_) or last - (JOURNAL_DAYS - 1) * ONE_DAY
    if first > last:
        raise BadField("journal", "--to", "a day not before --from", last)
    found = diary.journal.month(Span(first=first, last=last))
    if call.args.json:
        call.json(found_json(diary, found))
        return
    checkins = {checkin.day: checkin for checkin in found.checkins}
    days = sorted({entry.day for entry in found.entries} | set(checkins), reverse=True)
    for day in days:
        entries = [entry for entry in reversed(found.entries) if entry.day == day]
        call.out("\n".join([long_day(day), *_journal_lines(diary, entries, checkins.get(day)), ""]))
    call.say(
        ngettext(
            "{n} day written from {first} to {last}.", "{n} days written from {first} to {last}.", len(days)
        ).format(n=len(days), first=said_day(first), last=said_day(last))
    )


def _journal_lines(diary: Diary, entries: list[Entry], checkin: CheckIn | None) -> list[str]:
    """A day's entries in the order they were recorded, then its check-in; a sweep's in one line."""
    lines = []
    for entry in entries:
        if entry.swept:
            continue
        channel = diary.channels.name(entry.channel) if entry.channel else None
        said = entry_text(entry, diary.basket.task_name(entry.task), channel)
        late = _(", written late") if is_late(entry.day, entry.recorded_at) else ""
        lines.append("  " + _("{line} ({id})").format(line=said + late, id=entry.id[:ID_SHOWN]))
        lines += [f"    {line}" for line in entry_words(entry).splitlines()]
    if any(entry.swept for entry in entries):
        lines.append("  " + swept_text(entries))
    if checkin is not None and checkin.answered:
        lines.append("  " + _("Check-in: {answers}").format(answers=checkin_text(checkin)))
    return lines + [f"    {line}" for line in (checkin_words(checkin).splitlines() if checkin else ())]


def _demo_arguments(p: ArgumentParser) -> None:
    p.add_argument(
        "--export", metavar=_("FILE"), help=_("write the made-up weeks as a log instead of opening them")
    )
    p.add_argument("--force", action="store_true", help=_("replace a file that is there"))


def demo(call: Call) -> int:
    """`detox demo`: twelve made-up weeks, written as a log, or opened from a folder that is thrown away."""
    from detox import demo as weeks  # noqa: PLC0415 - only this command needs it

    snapshot = weeks.demo_snapshot(language())
    if call.args.export is not None:
        from detox.cli.file_io import deliver_log  # noqa: PLC0415 - only for those who write a file
        from detox.exchange import log  # noqa: PLC0415 - only for those who write a file

        text = log.to_json(snapshot, exported_at=weeks.MOMENT.isoformat())
        deliver_log(call, text, call.args.export, force=call.args.force)
        return Exit.DONE
    with tempfile.TemporaryDirectory(prefix="detox-demo-") as folder:
        diary = call.doors.throw_away(Path(folder), lambda: weeks.MOMENT)
        diary.take_in(snapshot)
        diary.sender.keep(Sender(name=weeks.demo_writer(language())))
        return open_or_print(
            call, diary, _("These weeks are made up. Open them in a terminal to see the screens.")
        )


def open_or_print(call: Call, diary: Diary, otherwise: str) -> int:
    """Open the screens over a diary; where no terminal can show them, print Today and say `otherwise`."""
    keep_notes_back(on=False)
    if has_terminal():  # the screens leave nothing in the scrollback
        return call.doors.screens(diary)
    keep_notes_back(on=not call.notes_printed)
    call.out(day_text(diary, diary.today))
    call.say(otherwise)
    return Exit.DONE


def day_text(diary: Diary, asked: date) -> str:
    """Today's screen as plain lines: nothing in it is said by colour or by a sign alone."""
    found = diary.day(asked)
    entries = [entry for entry in found.entries if not entry.swept]
    still_open = [row for row in diary.usual_rows(asked) if row.outcome is None]
    head = titled(long_day(asked), _("dated ahead")) if asked > diary.today else long_day(asked)
    lines = [head, *_trial_line(diary, asked), ""]
    if not diary.started():
        return "\n".join([*lines, _("Nothing has been written yet. Begin with: detox start")])
    rows = [_entry_row(diary, entry) for entry in entries]
    rows += [[row.name, pgettext("task", "open"), "", "", ""] for row in still_open]
    lines.append(table(rows, right=(3,), indent="  ") if rows else _("Nothing was written on this day."))
    lines += versions_text(diary, asked, asked)
    if len(entries) < len(found.entries):
        lines += ["", swept_text(found.entries)]
    if found.checkin is not None and found.checkin.answered:
        lines += ["", _("Check-in: {answers}").format(answers=checkin_text(found.checkin))]
    if found.checkin is not None and checkin_words(found.checkin):
        lines += ["  " + line for line in checkin_words(found.checkin).splitlines()]
    lines += _end_lines(diary) if asked == diary.today else []
    weeks = diary.figures.weeks(1) if asked == diary.today else []
    lines += ["", week_text(diary, diary.figures.last_over() or weeks[-1])] if weeks else []
    sweep = diary.sweeps.due(asked)
    if sweep is not None:
        lines += ["", sweep_offer(sweep)]
    return "\n".join(lines)


def _end_lines(diary: Diary) -> list[str]:
    """That the rule can be read, a choice to look at again, and limits that hold."""
    decisions, lines = diary.decisions, []
    if diary.trial.unread():
        lines.append(_("Your trial is over: its rule can be read. Read it with: detox verdict"))
    review, limits = decisions.review_due(), decisions.limits()
    if review is not None:
        lines.append(review_due_text(review))
    if limits is not None:
        lines.append(limits_text(limits, decisions.counted(), diary.basket.task_name, diary.people.name))
    return ["", *lines] if lines else []


def versions_text(diary: Diary, first: date, last: date, ids: Collection[str] | None = None) -> list[str]:
    """Every version of what stands in more than one, each with its text; nothing where all is settled."""
    lines: list[str] = []
    for id, versions in diary.several(first, last).items():  # noqa: A001 - the record's own word
        if ids is not None and id not in ids:
            continue
        said = _("Two versions of {id}, both kept. To choose: detox edit {id} --keep 1")
        lines += ["", said.format(id=id[:ID_SHOWN])]
        lines += version_lines(versions, diary.name)
    return lines


def _point_to_help(call: Call, asked: date) -> None:
    helped = call.diary.help
    if asked == call.diary.today and helped.due():
        call.say("\n" + helped.text())
        helped.shown()


def _trial_line(diary: Diary, asked: date) -> list[str]:
    trial = diary.trial.current()
    if trial is None or not trial.start <= asked <= (trial.stopped_on or trial.end):
        return []
    return [_("Day {n} of {days}").format(n=trial.day_number(asked), days=trial.rule.days)]


def _entry_row(diary: Diary, entry: Entry) -> list[str]:
    said = outcome_name(entry.outcome)
    if entry.helper:
        said = _("through {helper}").format(helper=entry.helper)
    return [
        diary.basket.task_name(entry.task),
        said,
        diary.channels.name(entry.channel) if entry.channel else "",
        "" if entry.minutes is None else minutes_text(entry.minutes),
        *with_id(entry.id, entry_words(entry)),
    ]


COMMANDS = (
    Command(
        "day",
        help=N_("show a day"),
        example="detox day yesterday",
        arguments=_day_arguments,
        run=day,
    ),
    Command(
        "journal",
        help=N_("read a stretch of the journal, day by day"),
        example="detox journal --from mon --to today",
        arguments=_journal_arguments,
        run=journal,
    ),
    Command(
        "demo",
        help=N_("open twelve made-up weeks"),
        example="detox demo --export demo.json",
        arguments=_demo_arguments,
        run=demo,
    ),
)
