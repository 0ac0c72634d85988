"""The command of the weekly sweep: what was not mentioned this week, asked at once."""

from argparse import ArgumentParser

from detox.catalogue import category_name, labels
from detox.cli.call import Call, Exit
from detox.cli.command import Command, as_json
from detox.cli.console import answer
from detox.cli.typed_arguments import typed_number
from detox.diary.sweeps import Sweep
from detox.domain.entries import Entry, Outcome
from detox.domain.record import whole_number
from detox.domain.typed_forms import folded
from detox.messages import listed, sentences, short_day
from detox.messages.rhythm_messages import rhythm_text
from detox.shown import shown
from detox.words import N_, _, ngettext


def _sweep_arguments(p: ArgumentParser) -> None:
    p.add_argument(
        "--week", type=typed_number, metavar="N", help=_("which week; the running one, or up to two before")
    )
    p.add_argument("--yes", action="store_true", help=_("none of the tasks came up; nothing is asked"))
    as_json(p)


def sweep(call: Call) -> int:
    """`detox sweep`: the tasks that were not mentioned this week; an empty line says that no more came up."""
    diary = call.diary
    asked = diary.sweeps.of(call.args.week)
    if not asked.tasks:
        said = _("Every task on your list was mentioned in week {n}.").format(n=asked.week)
        call.wrote(_kept_json(asked, []), said)
        return Exit.DONE
    if call.args.yes:
        _keep(call, asked, {})
        return Exit.DONE
    return sweep_asked(call, asked)


def sweep_asked(call: Call, asked: Sweep) -> int:
    """Ask for what came up by number and key; an empty line ends it, `q` leaves the rest unsaid."""
    diary = call.diary
    span = asked.span
    call.say(
        _("Week {n}, {first} to {last}: did any of these come up?").format(
            n=asked.week, first=short_day(span.first), last=short_day(span.last)
        )
    )
    for number, task in enumerate(asked.tasks, start=1):
        name = shown(diary.basket.spoken(task.id, task.name))
        when = listed((category_name(task.category), rhythm_text(task)))
        call.say(f"{number:3}  " + _("{question} ({ends})").format(question=name, ends=when))
    call.say(_("A number and how it went, like 2 w; an empty line: no more came up; q: say nothing more."))
    came_up: dict[str, Outcome] = {}
    try:
        while given := answer(">"):
            _take(call, asked, given, came_up)
    except EOFError:
        kept = diary.sweeps.answer(asked, came_up, rest=False)
        call.wrote(
            _kept_json(asked, kept),
            _("Left. What you answered is saved.") if kept else _("Nothing was written."),
        )
        return Exit.DONE
    _keep(call, asked, came_up)
    return Exit.DONE


def _take(call: Call, asked: Sweep, given: str, came_up: dict[str, Outcome]) -> None:
    said, _blank, word = folded(given).partition(" ")
    number, outcome = whole_number(said), labels.outcome(word.strip())
    if number is None or not 1 <= number <= len(asked.tasks) or outcome is None:
        call.say(_("Answer with a number of the list and one of d w p a x n, like 2 w."))
        return
    came_up[asked.tasks[number - 1].id] = outcome


def _keep(call: Call, asked: Sweep, came_up: dict[str, Outcome]) -> None:
    kept = call.diary.sweeps.answer(asked, came_up)
    quiet = sum(entry.outcome is Outcome.NOT_NEEDED for entry in kept)
    call.wrote(
        _kept_json(asked, kept),
        sentences(
            listed(
                (
                    ngettext("{n} task did not come up", "{n} tasks did not come up", quiet).format(n=quiet),
                    ngettext("{n} did.", "{n} did.", len(kept) - quiet).format(n=len(kept) - quiet),
                )
            ),
            _("Kept for week {n} as a whole; detox undo takes it back.").format(n=asked.week),
        ),
    )


def _kept_json(asked: Sweep, kept: list[Entry]) -> dict[str, object]:
    return {"week": asked.week, "entries": kept}


COMMANDS = (
    Command(
        "sweep",
        help=N_("once a week: which of the tasks that were not mentioned came up"),
        example="detox sweep --yes",
        arguments=_sweep_arguments,
        run=sweep,
    ),
)
