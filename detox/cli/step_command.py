"""The command of the checklist after leaving: list, show, done, skip, open, clock, add."""

from argparse import ArgumentParser

from detox.catalogue import labels
from detox.cli.call import Call
from detox.cli.command import Command, as_json
from detox.cli.console import ID_SHOWN, table
from detox.domain.dates import said_day
from detox.domain.entries import Step, StepState
from detox.messages import titled
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
    add.add_argument("--due", metavar=_("DATE"), help=_("the deadline; it may lie ahead"))


def _named(p: ArgumentParser) -> None:
    p.add_argument("step", metavar=_("STEP"), help=_("an id or a clear part"))


def step(call: Call) -> None:
    """`detox step list|show|done|skip|open|clock|add`."""
    args, steps = call.args, call.diary.steps
    if args.action == "list":
        _list(call)
    elif args.action == "add":
        due = said_day(args.due, call.diary.today) if args.due else None
        call.say(_("Added: {text}").format(text=shown(steps.add(args.text, due=due).text)))
    elif args.action == "show":
        _show(call, steps.find(args.step))
    elif args.action == "clock":
        day = call.day(args.on) if args.on else None
        running = steps.clock_from(steps.find(args.step), day=day, at=args.at)
        call.say(titled(shown(steps.spoken(running)), due_text(call.diary, running)))
    else:
        marked = steps.mark(steps.find(args.step), MARKS[args.action])
        call.say(titled(_(labels.STEP_STATES[marked.state]), shown(steps.spoken(marked))))


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


COMMANDS = (
    Command(
        "step",
        help=N_("the checklist after leaving"),
        example="detox step done cash",
        arguments=_step_arguments,
        run=step,
    ),
)
