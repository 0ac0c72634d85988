"""The commands of lists: task, channel, pause."""

from argparse import ArgumentParser
from typing import Any

from detox.catalogue import category_name
from detox.catalogue.labels import INDEPENDENCE, RHYTHMS
from detox.cli.call import Call
from detox.cli.command import Command, as_json
from detox.cli.console import ID_SHOWN, table
from detox.cli.typed_arguments import YES_NO, typed_number, typed_weekdays, typed_yes_no
from detox.domain.entries import Independence, Rhythm, Task
from detox.domain.said_numbers import said_weekdays
from detox.domain.typed_forms import folded
from detox.errors import BadField, NoSuch
from detox.messages import day_heading, full_day, listed, plan_text
from detox.messages.pause_messages import paused_text, shortened_text
from detox.messages.rhythm_messages import rhythm_text
from detox.shown import shown
from detox.words import N_, _

BEFORE_WORDS = {"always": 100, "often": 67, "seldom": 33, "never": 0}


def _task_arguments(p: ArgumentParser) -> None:
    actions = p.add_subparsers(dest="action", metavar=_("ACTION"), required=True)
    held = actions.add_parser("list", help=_("the tasks on your list"))
    held.add_argument("--all", action="store_true", help=_("with those put away"))
    as_json(held)
    add = actions.add_parser("add", help=_("put a task on your list from today on"))
    add.add_argument("name", metavar=_("NAME"), help=_("a name of your own, or a task of the catalogue"))
    _task_field_arguments(add)
    edit = actions.add_parser("edit", help=_("change a task"))
    _name_argument(edit)
    edit.add_argument("--name", metavar=_("NAME"), help=_("another name"))
    _task_field_arguments(edit)
    plan = actions.add_parser("plan", help=_("an if-then plan: if I need to do this, then I will use that"))
    _name_argument(plan)
    plan.add_argument(
        "channel", nargs="?", metavar=_("CHANNEL"), help=_("what you will use; none takes the plan back")
    )
    archive = actions.add_parser("archive", help=_("put a task away, or bring it back"))
    _name_argument(archive)
    move = actions.add_parser("move", help=_("another place among the tasks of its part of life"))
    _name_argument(move)
    move.add_argument("by", type=typed_number, metavar="N", help=_("so many places down; up with a minus"))
    for parser in (add, edit, plan, archive, move):
        as_json(parser)


def _name_argument(p: ArgumentParser) -> None:
    p.add_argument("task", metavar=_("TASK"), help=_("an id, a name, or a clear part of one"))


def _task_field_arguments(p: ArgumentParser) -> None:
    p.add_argument("--category", metavar=_("ID"), help=_("messages, work, payments or any other"))
    p.add_argument("--importance", type=typed_number, metavar="1-3", help=_("how much it matters"))
    p.add_argument(
        "--weekdays",
        type=typed_weekdays,
        metavar="mon,tue",
        help=_("the weekdays it usually comes up on; mon-fri"),
    )
    p.add_argument(
        "--rhythm",
        metavar="weekly",
        help=_("weekly, monthly, seldom, or weekdays:mon,tue; what is not usual today is asked by the sweep"),
    )
    p.add_argument(
        "--before",
        choices=list(BEFORE_WORDS),
        help=_("how it went through the app before: always, often, seldom, never"),
    )
    p.add_argument("--listed", type=typed_yes_no, metavar=YES_NO, help=_("whether it stands on your list"))


def task(call: Call) -> None:
    """`detox task ACTION`."""
    {
        "list": _list_tasks,
        "add": _add_task,
        "edit": _edit_task,
        "plan": _plan_task,
        "archive": _archive_task,
        "move": _move_task,
    }[call.args.action](call)


def _list_tasks(call: Call) -> None:
    basket = call.diary.basket
    tasks = basket.tasks(archived=call.args.all)
    if call.args.json:
        call.json({"tasks": tasks})
        return
    head = [_("id"), _("name"), _("part of life"), _("matters"), _("comes up"), _("plan"), ""]
    rows = [
        [
            task.id,
            basket.spoken(task.id, task.name),
            category_name(task.category),
            f"x{task.importance}",
            rhythm_text(task),
            call.diary.channels.name(task.plan) if task.plan else "",
            _task_state(task),
        ]
        for task in tasks
    ]
    call.out(table([head, *rows], head=True))


def _add_task(call: Call) -> None:
    task = call.diary.basket.add(call.args.name, **_task_fields(call))
    long = _("A short list is read sooner: with more than twenty tasks most weeks leave some unasked.")
    call.wrote(
        task,
        _("On your list from {day} on: {name}").format(day=full_day(task.since), name=shown(task.name)),
        *([long] if call.diary.basket.is_long() else []),
    )


def _edit_task(call: Call) -> None:
    found = call.diary.basket.find(call.args.task)
    fields = _task_fields(call) | ({"name": call.args.name} if call.args.name is not None else {})
    changed = call.diary.basket.edit(found, **fields)
    call.wrote(changed, _("Changed: {name}").format(name=shown(changed.name)), *_from_when(call, changed))


def _from_when(call: Call, task: Task) -> list[str]:
    starts = call.diary.basket.counts_from(task)
    if starts is None:
        return []
    week, first = starts
    return [_("It counts from week {n} on ({day}).").format(n=week, day=day_heading(first))]


def _move_task(call: Call) -> None:
    basket = call.diary.basket
    basket.move(basket.find(call.args.task), call.args.by)
    tasks = basket.tasks()
    call.wrote({"tasks": tasks}, listed(shown(basket.spoken(task.id, task.name)) for task in tasks))


def _plan_task(call: Call) -> None:
    basket = call.diary.basket
    found = basket.find(call.args.task)
    channel = call.diary.channels.find(call.args.channel) if call.args.channel else None
    changed = basket.edit(found, plan=channel.id if channel else None)
    name = basket.spoken(found.id, found.name)
    said = (
        _("No plan any more for: {name}").format(name=shown(name))
        if channel is None
        else plan_text(name, call.diary.channels.name(channel.id))
    )
    call.wrote(changed, said)


def _archive_task(call: Call) -> None:
    found = call.diary.basket.find(call.args.task)
    changed = call.diary.basket.edit(found, archived=not found.archived)
    said = _("Put away: {name}") if changed.archived else _("Back on your list: {name}")
    call.wrote(changed, said.format(name=shown(changed.name)), *_from_when(call, changed))


def _task_fields(call: Call) -> dict[str, Any]:
    args = call.args
    given = {
        "category": args.category,
        "importance": args.importance,
        "days": args.weekdays,
        "before": BEFORE_WORDS[args.before] if args.before else None,
        "listed": args.listed,
        **(_said_rhythm(args.rhythm) if args.rhythm else {}),
    }
    return {name: value for name, value in given.items() if value is not None}


def _said_rhythm(text: str) -> dict[str, Any]:
    """A rhythm as it is typed: `weekly`, `monthly`, `seldom`, or `weekdays:mon,tue`.

    Raises:
        NoSuch: it is none of these.
    """
    word = folded(text)
    known: dict[str, Rhythm] = {str(rhythm): rhythm for rhythm in Rhythm}
    known |= {_(said): rhythm for rhythm, said in RHYTHMS.items()}
    if word in known:
        return {"rhythm": known[word]}
    try:
        return {"days": said_weekdays(word.removeprefix("weekdays:"))}
    except BadField:
        raise NoSuch("rhythm", text, (*map(str, Rhythm), "weekdays:mon,tue")) from None


def _task_state(task: Task) -> str:
    if task.archived:
        return _("put away")
    return "" if task.listed else _("off the list")


def _channel_arguments(p: ArgumentParser) -> None:
    actions = p.add_subparsers(dest="action", metavar=_("ACTION"), required=True)
    held = actions.add_parser("list", help=_("what may carry a task, and whom each depends on"))
    held.add_argument("--all", action="store_true", help=_("with those put away"))
    as_json(held)
    add = actions.add_parser("add", help=_("a channel of your own"))
    add.add_argument("name", metavar=_("NAME"), help=_("what it is called"))
    edit = actions.add_parser("edit", help=_("change a channel"))
    _channel_argument(edit)
    edit.add_argument("--name", metavar=_("NAME"), help=_("another name"))
    for parser in (add, edit):
        parser.add_argument(
            "--independence", choices=[str(kind) for kind in Independence], help=_("whose it is")
        )
    archive = actions.add_parser("archive", help=_("put a channel away, or bring it back"))
    _channel_argument(archive)
    for parser in (add, edit, archive):
        as_json(parser)


def _channel_argument(p: ArgumentParser) -> None:
    p.add_argument("channel", metavar=_("CHANNEL"), help=_("an id, a name, or a clear part of one"))


def channel(call: Call) -> None:
    """`detox channel list|add|edit|archive`."""
    args, channels = call.args, call.diary.channels
    if args.action == "list":
        _list_channels(call)
        return
    kind = Independence(args.independence) if getattr(args, "independence", None) else None
    if args.action == "add":
        made = channels.add(args.name, kind or Independence.INDEPENDENT)
        whose = _(INDEPENDENCE[made.independence])
        said = _("A channel of your own: {name} ({whose}).")
        call.wrote(made, said.format(name=shown(made.name), whose=whose))
        return
    found = channels.find(args.channel)
    if args.action == "archive":
        changed = channels.edit(found, archived=not found.archived)
        said = _("Put away: {name}") if changed.archived else _("Offered again: {name}")
        call.wrote(changed, said.format(name=shown(channels.name(changed.id))))
        return
    given = {"name": args.name, "independence": kind}
    changed = channels.edit(found, **{name: value for name, value in given.items() if value is not None})
    call.wrote(changed, _("Changed: {name}").format(name=shown(channels.name(changed.id))))


def _list_channels(call: Call) -> None:
    channels = call.diary.channels
    held = channels.all(archived=call.args.all)
    if call.args.json:
        call.json({"channels": held})
        return
    uses = channels.uses()
    rows = [
        [
            each.id,
            channels.name(each.id),
            _(INDEPENDENCE[each.independence]),
            str(uses[each.id] or ""),
            _("put away") if each.archived else "",
        ]
        for each in held
    ]
    call.out(table([[_("id"), _("name"), _("depends on"), _("uses"), ""], *rows], right=(3,), head=True))


def _pause_arguments(p: ArgumentParser) -> None:
    actions = p.add_subparsers(dest="action", metavar=_("ACTION"), required=True)
    as_json(actions.add_parser("list", help=_("the pauses")))
    add = actions.add_parser("add", help=_("days left out: illness, a journey"))
    add.add_argument("first", metavar=_("FROM"), help=_("the first day"))
    add.add_argument("last", nargs="?", metavar=_("TO"), help=_("the last day; it may lie ahead"))
    add.add_argument("--reason", default="", metavar=_("TEXT"), help=_("why"))
    remove = actions.add_parser("remove", help=_("take a pause back that has not begun"))
    remove.add_argument("pause", metavar=_("ID"), help=_("its id or its first day"))
    end = actions.add_parser("end", help=_("let a pause end sooner"))
    end.add_argument("pause", metavar=_("ID"), help=_("its id or its first day"))
    end.add_argument("last", metavar=_("DATE"), help=_("its last day; two days ago at the earliest"))
    for parser in (add, remove, end):
        as_json(parser)


def pause(call: Call) -> None:
    """`detox pause list|add|end|remove`."""
    args, pauses = call.args, call.diary.pauses
    if args.action == "add":
        first = call.diary.day_said(args.first)
        last = call.diary.day_said(args.last, since=first) if args.last else first
        added = pauses.add(first, last, args.reason)
        call.wrote(added, paused_text(first, added))
        return
    if args.action == "end":
        last = call.diary.day_said(args.last, since=pauses.find(args.pause).first)
        shorter = pauses.shorten(args.pause, last)
        call.wrote(shorter, shortened_text(shorter))
        return
    if args.action == "remove":
        gone = pauses.remove(args.pause)
        said = _("These days count again: {first} to {last}")
        call.wrote(gone, said.format(first=full_day(gone.first), last=full_day(gone.last)))
        return
    if args.json:
        call.json({"pauses": pauses.all()})
        return
    rows = [
        (held.first.isoformat(), held.last.isoformat(), held.reason, held.id[:ID_SHOWN])
        for held in pauses.all()
    ]
    call.out(table(rows) if rows else _("No pauses."))


COMMANDS = (
    Command(
        "task",
        help=N_("the tasks on your list"),
        example='detox task plan "work chat" email',
        examples=(
            "detox task list --all",
            'detox task add "Choir practice" --weekdays mon,thu',
            "detox task edit choir --importance 3",
            'detox task plan "work chat" email',
            "detox task move choir -1",
            "detox task archive choir",
        ),
        arguments=_task_arguments,
        run=task,
    ),
    Command(
        "channel",
        help=N_("what carries a task instead of the app"),
        example="detox channel add Matrix",
        examples=(
            "detox channel list",
            "detox channel add Matrix --independence independent",
            "detox channel edit matrix --name Mesh",
            "detox channel archive mesh",
        ),
        arguments=_channel_arguments,
        run=channel,
    ),
    Command(
        "pause",
        help=N_("days left out"),
        example="detox pause add today +3",
        examples=(
            "detox pause list",
            'detox pause add +3 +9 --reason "a journey"',
            "detox pause end +3 +5",
            "detox pause remove +3",
        ),
        arguments=_pause_arguments,
        run=pause,
    ),
)
