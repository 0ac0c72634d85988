"""The command for what was written while the diary was locked and could not be placed."""

import sys
from argparse import ArgumentParser

from detox.cli.call import Call, Exit
from detox.cli.command import Command, as_json
from detox.cli.console import answer
from detox.cli.typed_arguments import typed_number
from detox.diary.locked_entries import UNRESOLVED
from detox.errors import Ambiguous, DetoxError, NoSuch
from detox.messages import day_heading, listed, quoted, refusal, titled
from detox.storage.inbox import InboxRecord
from detox.words import N_, _


def _inbox_arguments(p: ArgumentParser) -> None:
    p.add_argument(
        "number", nargs="?", type=typed_number, metavar="N", help=_("one of those that are listed")
    )
    p.add_argument("--task", metavar=_("TASK"), help=_("which task was meant"))
    p.add_argument("--via", metavar=_("CHANNEL"), help=_("which channel was meant"))
    way = p.add_mutually_exclusive_group()
    way.add_argument("--new", action="store_true", help=_("take its task in as a new one, off the list"))
    way.add_argument("--drop", action="store_true", help=_("throw it away"))
    as_json(p)


def inbox(call: Call) -> int:
    """`detox inbox`: what was written while the diary was locked and waits; each placed or thrown away."""
    waiting = call.diary.locked_entries.join()[1]
    if call.args.number is not None:
        return _settle(call, [record for record, _error in waiting])
    if call.args.json:
        call.json(
            {"waiting": [{"day": held.day, "kind": held.kind, "said": held.said} for held, _error in waiting]}
        )
        return Exit.DONE
    if not waiting:
        call.out(_("Nothing waits."))
    for n, (record, error) in enumerate(waiting, 1):
        call.out(f"{n}  {said_text(record)}")
        call.say(f"   {refusal(error)}")
        if sys.stdin.isatty():
            _ask(call, record, error)
        else:
            call.say(_("   Place it: detox inbox {n} --task TASK or --via CHANNEL, or --drop.").format(n=n))
    return Exit.DONE


def said_text(record: InboxRecord) -> str:
    """One of them as it was typed."""
    values = [
        " ".join(value.values()) if isinstance(value, dict) else value for value in record.said.values()
    ]
    said = [quoted(v).strip() for v in values if v not in (None, "") and not isinstance(v, bool)]
    return titled(day_heading(record.day), listed(said))


def _settle(call: Call, waiting: list[InboxRecord]) -> int:
    args, number = call.args, call.args.number
    if not 1 <= number <= len(waiting):
        raise NoSuch("entry", str(number))
    record = waiting[number - 1]
    meant = {"task": args.task, "channel": args.via, "new": args.new or None}
    meant = {field: value for field, value in meant.items() if value is not None}
    if args.drop:
        call.diary.locked_entries.drop(record)
        call.say(_("Thrown away."))
    elif meant:
        call.diary.locked_entries.resolve(record, **meant)
        call.say(_("Placed."))
    else:
        call.out(f"{number}  {said_text(record)}")
    return Exit.DONE


def _ask(call: Call, record: InboxRecord, error: DetoxError) -> None:
    """Ask what was meant, until it is clear or left."""
    channel = isinstance(error, NoSuch | Ambiguous) and error.kind == "channel"
    entries = call.diary.locked_entries
    while True:
        try:
            said = answer(
                _("Which channel? Enter leaves it; - throws it away:")
                if channel
                else _("Which task? Enter leaves it; + takes it in as a new one; - throws it away:")
            )
        except EOFError:
            return
        if not said:
            return
        if said == "-":
            entries.drop(record)
            return
        try:
            entries.resolve(record, **_meant(said, channel=channel))
        except UNRESOLVED as problem:
            call.say(refusal(problem))
        else:
            return


def _meant(said: str, *, channel: bool) -> dict[str, object]:
    if channel:
        return {"channel": said}
    return {"new": True} if said == "+" else {"task": said}


COMMANDS = (
    Command(
        "inbox",
        help=N_("place what was written while the diary was locked"),
        example="detox inbox",
        arguments=_inbox_arguments,
        run=inbox,
    ),
)
