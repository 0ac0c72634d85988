"""The commands of pauses and steps."""

from datetime import date

from detox.catalogue import labels
from detox.cli.call import Call
from detox.cli.console import table
from detox.domain.dates import said_day
from detox.domain.entries import Step, StepState
from detox.messages import titled
from detox.shown import shown
from detox.words import _, ngettext

MARKS = {"done": StepState.DONE, "skip": StepState.SKIPPED, "open": StepState.OPEN}


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
