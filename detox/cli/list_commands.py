"""The commands of lists: task, pause, step."""

from datetime import date
from typing import Any

from detox.catalogue import category_name, labels
from detox.catalogue.labels import INDEPENDENCE
from detox.cli.call import Call
from detox.cli.console import table
from detox.domain.dates import said_day
from detox.domain.entries import Step, StepState, Task
from detox.messages import plan_text, titled
from detox.shown import shown
from detox.words import _, ngettext

MARKS = {"done": StepState.DONE, "skip": StepState.SKIPPED, "open": StepState.OPEN}


def task(call: Call) -> None:
    """`detox task ACTION`."""
    {
        "list": _list_tasks,
        "channels": _list_channels,
        "add": _add_task,
        "edit": _edit_task,
        "plan": _plan_task,
        "archive": _archive_task,
    }[call.args.action](call)


def _list_tasks(call: Call) -> None:
    basket = call.diary.basket
    tasks = basket.tasks(archived=call.args.all)
    if call.args.json:
        call.json({"tasks": tasks})
        return
    head = [_("id"), _("name"), _("part of life"), _("matters"), _("weekdays"), _("plan"), ""]
    rows = [
        [
            task.id,
            basket.spoken(task.id, task.name),
            category_name(task.category),
            f"x{task.importance}",
            task.days,
            basket.channel_name(task.plan) if task.plan else "",
            _task_state(task),
        ]
        for task in tasks
    ]
    call.out(table([head, *rows]))


def _list_channels(call: Call) -> None:
    basket = call.diary.basket
    channels = basket.channels()
    if call.args.json:
        call.json({"channels": channels})
        return
    head = [_("id"), _("name"), _("depends on")]
    rows = [[c.id, basket.channel_name(c.id), _(INDEPENDENCE[c.independence])] for c in channels]
    call.out(table([head, *rows]))


def _add_task(call: Call) -> None:
    task = call.diary.basket.add(call.args.name, **_task_fields(call))
    call.say(_("On your list from {day} on: {name}").format(day=task.since, name=shown(task.name)))


def _edit_task(call: Call) -> None:
    found = call.diary.basket.find(call.args.task)
    fields = _task_fields(call) | ({"name": call.args.name} if call.args.name is not None else {})
    changed = call.diary.basket.edit(found, **fields)
    call.say(_("Changed: {name}").format(name=shown(changed.name)))


def _plan_task(call: Call) -> None:
    basket = call.diary.basket
    found = basket.find(call.args.task)
    channel = basket.find_channel(call.args.channel) if call.args.channel else None
    basket.edit(found, plan=channel.id if channel else None)
    name = basket.spoken(found.id, found.name)
    if channel is None:
        call.say(_("No plan any more for: {name}").format(name=shown(name)))
        return
    call.say(plan_text(name, basket.channel_name(channel.id)))


def _archive_task(call: Call) -> None:
    found = call.diary.basket.find(call.args.task)
    changed = call.diary.basket.edit(found, archived=not found.archived)
    said = _("Put away: {name}") if changed.archived else _("Back on your list: {name}")
    call.say(said.format(name=shown(changed.name)))


def _task_fields(call: Call) -> dict[str, Any]:
    args = call.args
    given = {"category": args.category, "importance": args.importance, "days": args.weekdays}
    return {name: value for name, value in given.items() if value is not None}


def _task_state(task: Task) -> str:
    if task.archived:
        return _("put away")
    return "" if task.listed else _("off the list")


def pause(call: Call) -> None:
    """`detox pause list|add|remove`."""
    args, pauses = call.args, call.diary.pauses
    if args.action == "add":
        today = call.diary.today
        added = pauses.add(said_day(args.first, today), said_day(args.last or args.first, today), args.reason)
        call.say(_("Paused: {first} to {last} count for nothing.").format(first=added.first, last=added.last))
        return
    if args.action == "remove":
        gone = pauses.remove(args.pause)
        call.say(_("These days count again: {first} to {last}").format(first=gone.first, last=gone.last))
        return
    if args.json:
        call.json({"pauses": pauses.all()})
        return
    rows = [
        (held.first.isoformat(), held.last.isoformat(), held.reason, held.id[:13]) for held in pauses.all()
    ]
    call.out(table(rows) if rows else _("No pauses."))


def step(call: Call) -> None:
    """`detox step list|done|skip|open|add`."""
    args, steps = call.args, call.diary.steps
    if args.action == "add":
        due = said_day(args.due, call.diary.today) if args.due else None
        call.say(_("Added: {text}").format(text=shown(steps.add(args.text, due=due).text)))
        return
    if args.action in MARKS:
        marked = steps.mark(steps.find(args.step), MARKS[args.action])
        call.say(titled(_(labels.STEP_STATES[marked.state]), shown(steps.spoken(marked))))
        return
    if args.json:
        call.json({"steps": steps.all()})
        return
    today = call.diary.today
    rows = [
        (held.id[:13], _(labels.STEP_STATES[held.state]), _due(held, today), steps.spoken(held))
        for held in steps.all()
    ]
    call.out(table(rows))


def _due(held: Step, today: date) -> str:
    if held.due is None or held.state is not StepState.OPEN:
        return held.on.isoformat() if held.on else ""
    left = (held.due - today).days
    if left < 0:
        return _("was due {day}").format(day=held.due)
    return ngettext("{n} day left", "{n} days left", left).format(n=left)
