"""The commands of what came up: log, edit, delete, undo, redo."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from detox import catalogue
from detox.cli.call import Call
from detox.cli.command import DAY_HELP, Command, as_json, note_arguments
from detox.cli.console import ID_SHOWN, speaks_plainly, typed_line
from detox.cli.typed_arguments import typed_minutes
from detox.diary.after_entry import EFFORT
from detox.diary.basket import find_outcome
from detox.domain.entries import WITHOUT_APP, Cost, Entry, Life, Outcome
from detox.domain.questions import QUESTIONS
from detox.domain.record import Record
from detox.domain.said_answers import yes_or_no
from detox.domain.said_numbers import COST_FORM, said_cost, said_time
from detox.errors import BadField
from detox.messages import day_heading, entry_text, listed, moment_text, plan_text, sentences, titled
from detox.messages.review_messages import NOTED, SLIP
from detox.messages.seal_messages import WAITING
from detox.shown import shown
from detox.words import N_, _, ngettext

if TYPE_CHECKING:
    from detox.diary.undo_list import UndoStep

CLEARED = ("at", "channel", "minutes", "cost", "helper", "note")

OUTCOME_HELP = N_("direct workaround proxy app unmet not_needed, or d w p a x n")

ANY_CURRENCY = "CNY"
"""Only to look at an amount with."""
MOST = 3
"""So many records of one deed are named."""


def _log_arguments(p: ArgumentParser) -> None:
    p.add_argument("task", metavar=_("TASK"), help=_("an id, a name, or a clear part of one"))
    p.add_argument(
        "outcome",
        metavar=_("OUTCOME"),
        help=_(OUTCOME_HELP),
    )
    _field_arguments(p)
    p.add_argument(
        "--new", action="store_true", help=_("take in a task that is not on the list; it stays off it")
    )
    as_json(p)


def _field_arguments(p: ArgumentParser) -> None:
    p.add_argument("--via", metavar=_("CHANNEL"), help=_("what carried it"))
    p.add_argument("--minutes", type=typed_minutes, metavar="N", help=_("extra minutes: 12, 1h30, 1:30"))
    p.add_argument("--cost", metavar="2.50", help=_("what it cost: 2.50, 2.50 CNY, $2.50"))
    p.add_argument(
        "--currency", metavar="CNY", help=_("in which currency; of the app's country unless given")
    )
    p.add_argument("--helper", metavar=_("NAME"), help=_("who helped"))
    note_arguments(p)
    p.add_argument("--on", metavar=_("DATE"), help=_(DAY_HELP))
    p.add_argument("--at", metavar="HH:MM", help=_("the time of day: 8:30, 0830, 8pm, noon"))


def _log_hint(unknown: Sequence[str]) -> str:
    """The word behind the outcome is most often what carried it."""
    if unknown[0].startswith("-"):
        return ""
    return _("What carried it is named with --via: --via {word}").format(word=shown(unknown[0]))


def _edit_hint(unknown: Sequence[str]) -> str:
    """The answers of a check-in are no fields of an entry."""
    option = unknown[0].partition("=")[0]
    if option.removeprefix("--").replace("-", "_") not in QUESTIONS:
        return ""
    return _("{option} belongs to the check-in. To change one: detox checkin --on DATE {option} ...").format(
        option=option
    )


def log(call: Call) -> None:
    """`detox log TASK OUTCOME`: one entry."""
    if call.is_locked:
        _log_locked(call)
        return
    diary = call.diary
    with diary.one_look():
        entry = _logged(call)
    if call.args.json:
        call.json(entry)
        return
    if call.quiet:
        return
    _say_entry(call, entry)
    _say_plan(call, entry)


def _logged(call: Call) -> Entry:
    args = call.args
    return call.diary.log(
        args.task,
        _outcome_by(call, args.outcome, args.via),
        channel=args.via,
        minutes=args.minutes,
        cost=_cost(call),
        helper=_helper(call),
        note=call.note_given() or "",
        day=call.day(args.on),
        at=_time(args.at),
        new=args.new,
    )


def _log_locked(call: Call) -> None:
    """Keep the words as they were typed, for the next unlocking; what needs no diary is checked now."""
    args = call.args
    typed = {
        "task": args.task,
        "outcome": str(find_outcome(args.outcome)),
        "channel": args.via,
        "minutes": args.minutes,
        "helper": args.helper,
        "note": call.note_given() or "",
        "at": _time(args.at),
    }
    sealing = call.doors.sealing()
    day = call.locked_day(args.on)
    if _cost_of(call, ANY_CURRENCY):  # which currency is the usual one only the open diary knows
        typed["cost"] = {"amount": args.cost, "currency": args.currency or ""}
    checked = {field: value for field, value in typed.items() if field not in {"cost", "channel", "task"}}
    moment = sealing.moment
    Entry(id="locked", task="locked", day=day, recorded_at=moment, updated_at=moment, **checked)
    said = {field: value for field, value in typed.items() if value not in (None, "")}
    sealing.leave("log", day, said | ({"new": True} if args.new else {}))
    call.say(_(WAITING))


def _say_plan(call: Call, entry: Entry) -> None:
    """After an effort or a return its if-then plan, or how to make one."""
    diary, back = call.diary, entry.outcome is Outcome.APP
    task = diary.basket.held(entry.task)
    if diary.after.wants_plan(entry):
        plan = _("A plan may help next time: detox task plan {task} CHANNEL").format(task=entry.task)
        call.say(sentences(_(SLIP) if back else "", plan))
    elif entry.outcome in EFFORT and task is not None and task.plan:
        plan = plan_text(diary.basket.task_name(task.id), diary.channels.name(task.plan))
        call.say(sentences(_(NOTED) if back else "", plan))


def _outcome_by(call: Call, said: str, via: str | None) -> str:
    """The outcome as it was said; by the old account it may be "went back": asked at a terminal."""
    channels = call.diary.channels
    if via is None or find_outcome(said) not in WITHOUT_APP or not sys.stdin.isatty():
        return said
    channel = channels.find(via)
    if not channels.is_the_app(channel.id):
        return said
    question = _("{channel} is the old account: did you go back to it? [y/N]")
    yes = yes_or_no(typed_line(question.format(channel=shown(channels.name(channel.id))) + " "))
    return str(Outcome.APP) if yes else said


def _edit_arguments(p: ArgumentParser) -> None:
    p.add_argument(
        "id",
        metavar=_("ID"),
        help=_("an entry's id, or its first letters, as detox day shows it; last: the one written last"),
    )
    p.add_argument("--task", metavar=_("TASK"), help=_("an id, a name, or a clear part of one"))
    p.add_argument("--outcome", metavar=_("OUTCOME"), help=_(OUTCOME_HELP))
    _field_arguments(p)
    p.add_argument(
        "--keep",
        metavar="N|both",
        help=_("where two versions stand, keep that one, or both texts; see: detox doctor"),
    )
    p.add_argument(
        "--clear", action="append", choices=CLEARED, help=_("empty a field; may be given several times")
    )
    as_json(p)


def edit(call: Call) -> None:
    """`detox edit ID`: change an entry; what is not named stays as it is."""
    args, diary = call.args, call.diary
    if args.keep is not None:
        _keep(call)
        return
    entry = diary.entry(args.id)
    named = {
        "task": diary.basket.find(args.task).id if args.task else None,
        "outcome": find_outcome(args.outcome) if args.outcome else None,
        "channel": args.via,
        "minutes": args.minutes,
        "cost": _cost(call),
        "helper": _helper(call),
        "note": call.note_given(entry.note),
        "day": call.day(args.on),
        "at": _time(args.at),
    }
    empty: dict[str, Any] = {field: "" if field == "note" else None for field in args.clear or ()}
    changed = diary.edit(entry, **empty | {name: value for name, value in named.items() if value is not None})
    if call.args.json:
        call.json(changed)
    elif not call.quiet:
        _say_entry(call, changed)


def _keep(call: Call) -> None:
    """One of several versions, or their texts together, stand for all from now on."""
    diary = call.diary
    record = diary.maintenance.beside(call.args.id) or diary.written(call.args.id)
    kept = diary.maintenance.keep(record, call.args.keep)
    what = _record_line(call, record, kept) if kept else ""
    call.wrote(kept, _("Kept: {what}").format(what=what) if kept else _("Deleted."))


def _delete_arguments(p: ArgumentParser) -> None:
    p.add_argument(
        "id", metavar=_("ID"), help=_("an entry's id as detox day shows it, last, or the day of a check-in")
    )
    as_json(p)


def delete(call: Call) -> None:
    """`detox delete ID`: an entry or a day's check-in; `detox undo` brings it back."""
    gone = call.diary.delete(call.args.id)
    deed = _record_line(call, gone, None)
    call.wrote(gone, _("Deleted: {deed}. detox undo brings it back.").format(deed=deed))


def _undo_arguments(p: ArgumentParser) -> None:
    p.add_argument("--list", action="store_true", help=_("show what would be undone, the last deed first"))
    as_json(p)


def undo(call: Call) -> None:
    """`detox undo`: the last deed taken back; `--list` only shows."""
    if call.args.list:
        _list_deeds(call)
        return
    undone = call.diary.undo_list.undo()
    call.wrote(_deed_json(undone), _("Undone: {deed}").format(deed=_deed_line(call, undone)))


def _list_deeds(call: Call) -> None:
    deeds = call.diary.undo_list.done()
    if call.args.json:
        call.json({"deeds": [_deed_json(deed) for deed in deeds]})
        return
    for deed in deeds:
        at = moment_text(deed.at, call.diary.today) if speaks_plainly() else deed.at
        call.out(
            titled(at, _deed_line(call, deed)) if speaks_plainly() else f"{at}  {_deed_line(call, deed)}"
        )


def _deed_json(done: "UndoStep") -> dict[str, object]:
    changes = [{"before": before, "after": after} for before, after in done.changes]
    return {"deed": done.deed, "at": done.at, "changes": changes}


def redo(call: Call) -> None:
    """`detox redo`: what was undone last, done again."""
    redone = call.diary.undo_list.redo()
    call.wrote(_deed_json(redone), _("Done again: {deed}").format(deed=_deed_line(call, redone)))


def _say_entry(call: Call, entry: Entry) -> None:
    basket = call.diary.basket
    channel = call.diary.channels.name(entry.channel) if entry.channel else None
    said = entry_text(entry, basket.task_name(entry.task), channel)
    line = _("{line} ({id})").format(line=titled(day_heading(entry.day), said), id=entry.id[:ID_SHOWN])
    call.say(line)


def _record_line(call: Call, before: Record, after: Record | None) -> str:
    """What became of one record, without a sign."""
    from detox.messages.undo_messages import deed_text  # noqa: PLC0415 - only for those who take away

    return deed_text(before, after, call.diary.name)[2:]


def _deed_line(call: Call, done: "UndoStep") -> str:
    from detox.messages import undo_messages  # noqa: PLC0415 - only for those who undo

    say = undo_messages.plain_deed_text if speaks_plainly() else undo_messages.deed_text
    told = [pair for pair in done.changes if not isinstance(pair[1] or pair[0], Life)] or done.changes
    many = [say(before, after, call.diary.name) for before, after in told]
    if len(many) <= MOST:
        return _("; ").join(many)
    count = ngettext("{n} record", "{n} records", len(many)).format(n=len(many))
    return listed((undo_messages.deed_name(done.deed), count))


def _helper(call: Call) -> str | None:
    """Who helped, by the name that the list has for them; `None` where nobody was named."""
    said: str | None = call.args.helper
    return call.diary.people.helper_named(said) if said else said


def _cost(call: Call) -> Cost | None:
    """What it cost.

    Raises:
        BadField: that is no amount, or a currency is named without one.
    """
    return _cost_of(call, catalogue.usual_currency(call.diary.life.app))


def _cost_of(call: Call, usual: str) -> Cost | None:
    args = call.args
    cost = said_cost(args.cost, usual, args.currency) if args.cost is not None else None
    if cost is None and (args.cost is not None or args.currency is not None):
        raise BadField("cost", "cost", COST_FORM, args.cost or "")
    return cost


def _time(text: str | None) -> str | None:
    return None if text is None else said_time(text)


COMMANDS = (
    Command(
        "log",
        help=N_("write that a task came up"),
        example="detox log pay.shop w --via cash",
        arguments=_log_arguments,
        run=log,
        hint=_log_hint,
    ),
    Command(
        "edit",
        help=N_("change an entry"),
        example="detox edit 01a204a9-5984 --minutes 12",
        arguments=_edit_arguments,
        run=edit,
        hint=_edit_hint,
    ),
    Command(
        "delete",
        help=N_("delete an entry or a check-in"),
        example="detox delete 01a204a9-5984",
        arguments=_delete_arguments,
        run=delete,
    ),
    Command(
        "undo",
        help=N_("take back the last deed"),
        example="detox undo --list",
        arguments=_undo_arguments,
        run=undo,
    ),
    Command(
        "redo",
        help=N_("do again what was undone"),
        example="detox redo",
        arguments=as_json,
        run=redo,
    ),
)
