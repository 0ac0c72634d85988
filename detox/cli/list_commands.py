"""The command of tasks: list, add, edit, plan, archive."""

from typing import Any

from detox.catalogue import category_name
from detox.catalogue.labels import INDEPENDENCE
from detox.cli.call import Call
from detox.cli.console import table
from detox.domain.entries import Task
from detox.messages import plan_text
from detox.shown import shown
from detox.words import _


def task(call: Call) -> None:
    """`detox task ACTION`."""
    {"list": _list, "channels": _channels, "add": _add, "edit": _edit, "plan": _plan, "archive": _archive}[
        call.args.action
    ](call)


def _list(call: Call) -> None:
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
            _state(task),
        ]
        for task in tasks
    ]
    call.out(table([head, *rows]))


def _channels(call: Call) -> None:
    basket = call.diary.basket
    channels = basket.channels()
    if call.args.json:
        call.json({"channels": channels})
        return
    head = [_("id"), _("name"), _("depends on")]
    rows = [[c.id, basket.channel_name(c.id), _(INDEPENDENCE[c.independence])] for c in channels]
    call.out(table([head, *rows]))


def _add(call: Call) -> None:
    task = call.diary.basket.add(call.args.name, **_fields(call))
    call.say(_("On your list from {day} on: {name}").format(day=task.since, name=shown(task.name)))


def _edit(call: Call) -> None:
    found = call.diary.basket.find(call.args.task)
    fields = _fields(call) | ({"name": call.args.name} if call.args.name is not None else {})
    changed = call.diary.basket.edit(found, **fields)
    call.say(_("Changed: {name}").format(name=shown(changed.name)))


def _plan(call: Call) -> None:
    basket = call.diary.basket
    found = basket.find(call.args.task)
    channel = basket.find_channel(call.args.channel) if call.args.channel else None
    basket.edit(found, plan=channel.id if channel else None)
    name = basket.spoken(found.id, found.name)
    if channel is None:
        call.say(_("No plan any more for: {name}").format(name=shown(name)))
        return
    call.say(plan_text(name, basket.channel_name(channel.id)))


def _archive(call: Call) -> None:
    found = call.diary.basket.find(call.args.task)
    changed = call.diary.basket.edit(found, archived=not found.archived)
    said = _("Put away: {name}") if changed.archived else _("Back on your list: {name}")
    call.say(said.format(name=shown(changed.name)))


def _fields(call: Call) -> dict[str, Any]:
    args = call.args
    given = {"category": args.category, "importance": args.importance, "days": args.weekdays}
    return {name: value for name, value in given.items() if value is not None}


def _state(task: Task) -> str:
    if task.archived:
        return _("put away")
    return "" if task.listed else _("off the list")
