"""The command of going back: what it would change, what staying out rests on; never what to choose."""

from typing import Any

from detox.cli.call import Call
from detox.cli.command import Command, as_json
from detox.cli.console import table
from detox.diary.answers import if_unwritten_were_bad
from detox.diary.return_figures import ReturnFigures
from detox.domain.going_back import Group
from detox.domain.verdict import Verdict
from detox.messages.return_messages import (
    GROUPS,
    back_text,
    before_text,
    if_bad_text,
    staying_texts,
    thread_texts,
    way_text,
    ways_text,
)
from detox.messages.verdict_messages import unwritten_text
from detox.words import N_, _

TASK_FIELDS = ("id", "group", "without", "tried", "median_minutes", "way_day", "tries")


def back(call: Call) -> None:
    """`detox back`: if one went back; nothing of the rule is read by it."""
    diary = call.diary
    found = diary.figures.if_went_back()
    verdict = diary.trial.verdict_at_end()
    if call.args.json:
        call.json(back_json(found, verdict))
        return
    lines = [back_text(found)]
    if found.tells:
        channel = diary.channels.name
        lines += ["", _tasks(call, found), "", ways_text(found)]
        lines += [*thread_texts(found, diary.basket.task_name, channel), *staying_texts(found)]
        lines += [before_text(found), *_unwritten(verdict)]
    call.out("\n".join(line for line, above in zip(lines, ["", *lines], strict=False) if line or above))


def _unwritten(verdict: Verdict | None) -> list[str]:
    if verdict is None or verdict.unwritten is None:
        return []
    return [unwritten_text(verdict.unwritten), if_bad_text(if_unwritten_were_bad(verdict))]


def _tasks(call: Call, found: ReturnFigures) -> str:
    head = [_("task"), "", _("done without"), _("a time"), _("three times in a row")]
    order = list(GROUPS)
    tasks = sorted(found.tasks, key=lambda task: (order.index(task.group), task.id))
    rows = [
        [
            call.diary.basket.task_name(task.id),
            _(GROUPS[task.group]),
            f"{task.without}/{task.tried}",
            "" if task.median_minutes is None else _("{n} min").format(n=f"{task.median_minutes:g}"),
            way_text(task),
        ]
        for task in tasks
        if task.group is not Group.UNSEEN
    ]
    return table([head, *rows], right=(2, 3), head=True)


def back_json(found: ReturnFigures, verdict: Verdict | None) -> dict[str, Any]:
    """The same as JSON."""
    return {
        "days": found.days,
        "written": found.written,
        "tasks": [{field: getattr(task, field) for field in TASK_FIELDS} for task in found.tasks],
        "minutes": found.costs.minutes,
        "untimed": found.costs.untimed,
        "favours": found.costs.favours,
        "money": dict(found.costs.money),
        **picture_json(found),
        "unwritten": verdict.unwritten if verdict else None,
    }


def picture_json(found: ReturnFigures) -> dict[str, Any]:
    """What `back` and `ties` both have."""
    return {
        "ways": found.ways,
        "threads": found.threads,
        "owners": {str(kind): share for kind, share in found.owners.items()},
        "helpers": found.helpers,
        "baseline": found.baseline,
    }


def groups_json(found: ReturnFigures) -> dict[str, list[Any]]:
    """The tasks of each group; of those that would be quicker, by how many minutes a week."""
    return {
        str(group): [
            {"id": task.id, "minutes": task.minutes} if group is Group.SLOWER else task.id
            for task in found.of(group)
        ]
        for group in Group
    }


COMMANDS = (
    Command(
        "back",
        help=N_("show what would change if you went back"),
        example="detox back",
        arguments=as_json,
        run=back,
    ),
)
