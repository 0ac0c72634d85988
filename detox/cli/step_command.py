"""The command of the checklist after leaving: list, show, done, skip, open, clock, add."""

import sys
from argparse import ArgumentParser
from datetime import date

from detox.catalogue import labels
from detox.cli.call import Call
from detox.cli.command import Command, as_json
from detox.cli.console import ID_SHOWN, answer, table
from detox.domain.entries import Step, StepState
from detox.domain.said_answers import yes_or_no
from detox.messages import long_day, titled, weekday_and_day
from detox.messages.step_messages import due_text, note_text
from detox.shown import shown
from detox.words import N_, _

MARKS = {"done": StepState.DONE, "skip": StepState.SKIPPED, "open": StepState.OPEN}


def _step_arguments(p: ArgumentParser) -> None:
    actions = p.add_subparsers(dest="action", metavar=_("ACTION"), required=True)
    as_json(actions.add_parser("list", help=_("the checklist with its deadlines")))
    for name, said in (
        ("show", _("the whole of a step, and how it is best taken")),
        ("done", _("mark a step as done")),
        ("skip", _("leave a step out")),
        ("open", _("open it again")),
    ):
        _named(actions.add_parser(name, help=said))
    clock = actions.add_parser("clock", help=_("let the hours of a step run: from now, or from --at"))
    _named(clock)
    clock.add_argument("--at", metavar="HH:MM", help=_("the time of day"))
    clock.add_argument("--on", metavar=_("DATE"), help=_("today unless given"))
    add = actions.add_parser("add", help=_("a step of your own"))
    add.add_argument("text", metavar=_("TEXT"), help=_("what is to be done"))
    add.add_argument("--due", metavar=_("DATE"), help=_("the deadline: 2026-11-22, tomorrow, +3, next mon"))
    as_json(add)


def _named(p: ArgumentParser) -> None:
    p.add_argument("step", metavar=_("STEP"), help=_("an id or a clear part"))
    as_json(p)


def step(call: Call) -> None:
    """`detox step list|show|done|skip|open|clock|add`."""
    args, steps = call.args, call.diary.steps
    if args.action == "list":
        _list(call)
    elif args.action == "add":
        _add(call)
    elif args.action == "show":
        held = steps.find(args.step)
        if args.json:
            call.json(held)
        else:
            _show(call, held)
    elif args.action == "clock":
        day = call.day(args.on) if args.on else None
        running = steps.clock_from(steps.find(args.step), day=day, at=args.at)
        call.wrote(running, titled(shown(steps.spoken(running)), due_text(call.diary, running)))
    else:
        marked = steps.mark(steps.find(args.step), MARKS[args.action])
        call.wrote(marked, titled(_(labels.STEP_STATES[marked.state]), shown(steps.spoken(marked))))


def _list(call: Call) -> None:
    steps = call.diary.steps
    if call.args.json:
        call.json({"steps": steps.all()})
        return
    rows = [
        (
            held.id[:ID_SHOWN],
            _(labels.STEP_STATES[held.state]),
            due_text(call.diary, held),
            steps.spoken(held),
        )
        for held in steps.all()
    ]
    call.out(table(rows))


def _show(call: Call, held: Step) -> None:
    told = (shown(call.diary.steps.spoken(held)), due_text(call.diary, held), note_text(held))
    call.out("\n".join(line for line in told if line))


def _add(call: Call) -> None:
    """A step of one's own; a deadline that has passed is asked about.

    Raises:
        Forbidden: it has passed, and nobody said that it is meant; nothing was written.
    """
    due = call.deadline(call.args.due)
    passed = due is not None and due < call.diary.today and sys.stdin.isatty() and _meant(due)
    added = call.diary.steps.add(call.args.text, due=due, passed=passed)
    text = shown(added.text)
    said = text if due is None else _("{line} ({id})").format(line=text, id=weekday_and_day(due))
    call.wrote(added, _("Added: {text}").format(text=said))


def _meant(due: date) -> bool:
    try:
        said = answer(_("{day} has passed. Is that the deadline you mean? [y/N]").format(day=long_day(due)))
    except EOFError:
        return False
    return yes_or_no(said) is True


COMMANDS = (
    Command(
        "step",
        help=N_("the checklist after leaving"),
        example="detox step done cash",
        examples=(
            "detox step list",
            "detox step show cash",
            'detox step add "Cancel the subscription" --due "next mon"',
            "detox step done subscription",
            "detox step skip subscription",
            "detox step open subscription",
            "detox step clock wallet",
        ),
        arguments=_step_arguments,
        run=step,
    ),
)
