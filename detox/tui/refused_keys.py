"""Why a key does nothing just now, in one line: what it is for, and what comes first."""

from collections.abc import Mapping, Sequence

from textual.actions import ActionError, parse
from textual.binding import Binding
from textual.screen import Screen

from detox.tui.header_footer import key_label, only_moves
from detox.tui.keymap import key_code, key_of
from detox.words import N_, _

NO_ENTRY = N_("Nothing is written here yet: say first how it went.")
ONLY_ENTRIES = N_("This works on an entry; here is none.")
ONLY_TASKS = N_("This works on tasks: tab leads back to them.")
NOT_ON_LIST = N_("This task is only offered: space takes it onto your list first.")
NOBODY = N_("This works on a person: put the cursor on one.")
NO_STEP = N_("This works on a step: tab leads to them.")
NO_HOURS = N_("No hours run for this step; only a few have a clock.")
NO_TASK = N_("This works on a task: put the cursor on one.")
NO_TRIAL = N_("No trial is running, so there is nothing to change of it.")
REASONS: Mapping[str, Mapping[str, str]] = {
    "today": {
        "channel": NO_ENTRY,
        "minutes": NO_ENTRY,
        "note": NO_ENTRY,
        "delete": NO_ENTRY,
        "lapse": N_("This works on an entry that says you went back."),
        "outcome": N_("This row has no task: enter names what else came up."),
        "take": N_("Space takes a row that is shown pale: t shows the last such weekday."),
        "day": N_("This is today. What comes after it is not written yet."),
        "fold": N_("The tasks stand in one list: g groups them by part of life."),
    },
    "week": {
        "step": N_("There is no further week on this side."),
        "span": N_("There are no more weeks to show, and no fewer than four."),
        "explain": N_("There is no week to explain yet."),
        "table": N_("There is no week yet that could stand in a table."),
        "choose": N_("There is only this week so far."),
    },
    "journal": {
        "minutes": ONLY_ENTRIES,
        "channel": ONLY_ENTRIES,
        "outcome": ONLY_ENTRIES,
        "note": N_("Nothing is written here yet."),
        "delete": N_("Nothing is written here yet."),
        "change": N_("Nothing is written here yet."),
        "everything": N_("Everything is shown already."),
        "month": N_("Nothing is written in any month on this side."),
    },
    "ties": {
        "open": NO_TASK,
        "plan": NO_TASK,
        "edit": NO_TASK,
        "archive": NO_TASK,
        "table": N_("There is nothing yet that could stand in a table."),
    },
    "people": {
        **dict.fromkeys(("state", "lost", "key", "edit", "message", "channel", "delete"), NOBODY),
        **dict.fromkeys(("done", "skip", "open"), NO_STEP),
        "clock": NO_HOURS,
        "section": N_("There are no steps: + adds one."),
    },
    "trial": {
        "verdict": N_("The rule is read once the trial is over, not before."),
        "choose": N_("What comes next is chosen once the trial is over."),
        "amend": NO_TRIAL,
        "stop": NO_TRIAL,
        "preview": NO_TRIAL,
        "read": N_("There is no rule yet: n begins a trial."),
        "new": N_("A trial is running: a new one may begin after it."),
    },
    "list": {
        **dict.fromkeys(("on_or_off", "search"), ONLY_TASKS),
        "kind": N_("This works on channels: tab leads to them."),
        **dict.fromkeys(("weigh", "rhythm", "plan", "place", "change", "archive"), NOT_ON_LIST),
        "open": N_("No channel stands here: v shows those not used yet."),
        "back": N_("Everything is shown already."),
    },
}
"""Of each screen, by what the key would do."""
ON_CHANNELS = ("weigh", "rhythm", "plan", "place")
"""What the list refuses on its channels for another reason than on its tasks."""


def refusal_of_key(screen: Screen[None], mode: str, key: str) -> str:
    """Why this key does nothing on a screen just now; empty where it does something, or means nothing."""
    bindings = _bindings(screen, key)
    if not bindings or any(_works(screen, binding) for binding in bindings):
        return ""
    held = screen.active_bindings.get(key)
    if held is not None and held.enabled:  # a field that is typed into, or the program itself, takes it
        return ""
    return _reason(screen, mode, bindings[0])


def reason_against(screen: Screen[None], mode: str, binding: Binding) -> str:
    """Why what a key does would do nothing on a screen just now; empty where it does something."""
    return "" if _works(screen, binding) else _reason(screen, mode, binding)


def _reason(screen: Screen[None], mode: str, binding: Binding) -> str:
    action = parse(binding.action)[1]
    said = REASONS.get(mode, {}).get(action)
    if mode == "list" and action in ON_CHANNELS and getattr(screen, "on_channels", False):
        said = ONLY_TASKS
    if mode == "people" and action == "clock" and not getattr(screen, "on_steps", False):
        said = NO_STEP
    if said is not None:
        return _(said)
    word = _(binding.description)
    return _("{key} ({word}) does nothing here just now.").format(
        key=key_of(binding.id or "", key_label(binding.key)), word=word
    )


def _bindings(screen: Screen[None], key: str) -> Sequence[Binding]:
    """What the screen itself binds this key to."""
    bound = Binding.make_bindings(type(screen).BINDINGS)
    here = [held for held in bound if key in key_code(held.id, held.key).split(",")]
    return [held for held in here if held.description and not only_moves(held.action)]


def _works(screen: Screen[None], binding: Binding) -> bool:
    try:
        _target, name, parameters = parse(binding.action)
    except ActionError:
        return True
    return bool(screen.check_action(name, parameters))
