"""The command that finds what was written, newest first."""

from argparse import ArgumentParser
from datetime import date

from detox.catalogue.labels import outcome_name
from detox.cli.call import Call
from detox.cli.command import Command, as_json
from detox.cli.console import said_day, table, with_id
from detox.cli.journal_commands import found_json, versions_text
from detox.cli.typed_arguments import typed_count
from detox.diary.basket import find_outcome
from detox.diary.search import Filter, SearchResult
from detox.domain.dates import Span
from detox.domain.entries import CheckIn, Entry
from detox.domain.record import FIRST_DAY, LAST_DAY
from detox.errors import BadField
from detox.messages import checkin_text, minutes_text
from detox.messages.review_messages import checkin_words, entry_words
from detox.words import N_, _, ngettext


def _search_arguments(p: ArgumentParser) -> None:
    p.add_argument("text", nargs="?", default="", metavar=_("TEXT"), help=_("any part of a note or a name"))
    p.add_argument("--from", dest="from_", metavar=_("DATE"), help=_("the first day"))
    p.add_argument("--to", metavar=_("DATE"), help=_("the last day"))
    p.add_argument("--task", metavar=_("TASK"), help=_("only this task"))
    p.add_argument("--outcome", metavar=_("OUTCOME"), help=_("only this outcome"))
    p.add_argument("--channel", "--via", dest="via", metavar=_("CHANNEL"), help=_("only this channel"))
    p.add_argument("--limit", type=typed_count, metavar="N", help=_("the newest N; all unless given"))
    as_json(p)


def search(call: Call) -> None:
    """`detox search TEXT`: entries and check-ins that hold it, newest first.

    Raises:
        BadField: the first day comes after the last.
    """
    args, diary = call.args, call.diary
    span = Span(first=call.day(args.from_) or FIRST_DAY, last=call.day(args.to) or LAST_DAY)
    if span.first > span.last:
        raise BadField("journal", "--to", "a day not before --from", span.last)
    wanted = Filter(
        text=args.text,
        task=diary.basket.find(args.task).id if args.task else None,
        outcome=find_outcome(args.outcome) if args.outcome else None,
        channel=diary.channels.find(args.via).id if args.via else None,
    )
    found = diary.journal.search(wanted, span, most=args.limit)
    if args.json:
        call.json(found_json(diary, found))
        return
    written = _newest_first(found)
    if written:
        call.out(table([_row(call, record) for record in written], right=(4,)))
    for line in _versions(call, found):
        call.out(line)
    n = len(written)
    call.say(ngettext("{n} found", "{n} found", n).format(n=n))


def _versions(call: Call, found: SearchResult) -> list[str]:
    written = _newest_first(found)
    days = [record.day for record in written]
    ids = {record.id for record in written}
    return versions_text(call.diary, min(days), max(days), ids) if days else []


def _newest_first(found: SearchResult) -> list[Entry | CheckIn]:
    written: list[Entry | CheckIn] = [*found.entries, *found.checkins]
    return sorted(written, key=lambda record: record.day, reverse=True)


def _row(call: Call, record: Entry | CheckIn) -> tuple[str, ...]:
    day = _dated(record.day, call.diary.today)
    if isinstance(record, CheckIn):
        return (
            day,
            _("check-in"),
            "",
            "",
            "",
            "",
            "",
            f"{checkin_text(record)}  {checkin_words(record)}".strip(),
        )
    return (
        day,
        call.diary.basket.task_name(record.task),
        outcome_name(record.outcome),
        call.diary.channels.name(record.channel) if record.channel else "",
        "" if record.minutes is None else minutes_text(record.minutes),
        *with_id(record.id, record.helper or "", entry_words(record)),
    )


def _dated(day: date, today: date) -> str:
    return f"{said_day(day)} ({_('dated ahead')})" if day > today else said_day(day)


COMMANDS = (
    Command(
        "search",
        help=N_("find what was written"),
        example="detox search cash --outcome w --limit 5",
        arguments=_search_arguments,
        run=search,
    ),
)
