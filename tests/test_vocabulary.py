"""What a user can do, a user can do twice: by a command, and by a key."""

import importlib
import inspect
import pkgutil

import pytest

from detox import tui
from detox.cli.parser import FILES
from detox.diary import Diary
from detox.diary.basket import Basket
from detox.diary.channels import Channels
from detox.diary.exports import Exports
from detox.diary.forgetting import Forgetting
from detox.diary.help_lines import HelpLines
from detox.diary.maintenance import Maintenance
from detox.diary.pauses import Pauses
from detox.diary.people import People
from detox.diary.reviews import Reviews
from detox.diary.sender import SenderKeeper
from detox.diary.steps import Steps
from detox.diary.sweeps import Sweeps
from detox.diary.trials import Trials
from detox.diary.undo_list import UndoList

FIRST_RUN, SHELL = "first run", "shell"
"""Asked by the first run of the screens; or a deed on whole files, which belongs to the shell."""
DEEDS = {
    (Diary, "start"): ("start", FIRST_RUN),
    (Diary, "log"): ("log", "entry.add"),
    (Diary, "tap"): ("ask", "outcome.direct"),
    (Diary, "edit"): ("edit", "journal.change"),
    (Diary, "delete"): ("delete", "entry.delete"),
    (Diary, "check_in"): ("checkin", "checkin"),
    (Diary, "urge_watched"): ("urge", "urge"),
    (Diary, "take_in"): ("import", SHELL),
    (Basket, "add"): ("task", "entry.add"),
    (Basket, "edit"): ("task", "list.change"),
    (Basket, "move"): ("task", "list.down"),
    (Channels, "add"): ("channel", "list.own"),
    (Channels, "edit"): ("channel", "list.change"),
    (Sweeps, "answer"): ("sweep", "review"),
    (Maintenance, "repair"): ("doctor", SHELL),
    (Maintenance, "keep"): ("edit", SHELL),
    (Maintenance, "settle_begun_twice"): ("doctor", SHELL),
    (Forgetting, "forget"): ("forget", SHELL),
    (Forgetting, "repair"): ("forget", SHELL),
    (Exports, "remember"): ("export", SHELL),
    (Exports, "forget"): ("forget", SHELL),
    (UndoList, "undo"): ("undo", "undo"),
    (UndoList, "redo"): ("redo", "redo"),
    (Reviews, "lapse"): ("lapse", "entry.lapse"),
    (Reviews, "review"): ("review", "review"),
    (HelpLines, "own"): ("help", "care.own"),
    (HelpLines, "shown"): ("day", "care"),
    (People, "add"): ("contact", "people.add"),
    (People, "add_all"): ("contact", "people.import"),
    (People, "set"): ("contact", "people.state"),
    (People, "remove"): ("contact", "people.delete"),
    (SenderKeeper, "keep"): ("contact", "message.from"),
    (Steps, "add"): ("step", "step.add"),
    (Steps, "mark"): ("step", "step.done"),
    (Steps, "clock_from"): ("step", "step.clock"),
    (Pauses, "add"): ("pause", "trial.pause"),
    (Pauses, "remove"): ("pause", "trial.pause"),
    (Pauses, "shorten"): ("pause", "trial.pause"),
    (Trials, "new"): ("trial", "trial.new"),
    (Trials, "amend"): ("trial", "trial.amend"),
    (Trials, "choose"): ("trial", "trial.choose"),
    (Trials, "end"): ("trial", "trial.stop"),
    (Trials, "read"): ("verdict", "trial.verdict"),
    (Trials, "look"): ("verdict", "trial.preview"),
}


@pytest.mark.parametrize(
    ("deed", "ways"), DEEDS.items(), ids=[f"{kind.__name__}.{name}" for kind, name in DEEDS]
)
def test_a_deed_has_a_command_and_a_key(deed: tuple[type, str], ways: tuple[str, str]) -> None:
    kind, name = deed
    command, key = ways

    assert callable(getattr(kind, name))
    assert command in FILES
    assert key in _keys() | {FIRST_RUN, SHELL}


def test_every_deed_that_writes_is_in_this_list() -> None:
    kinds = (
        Diary,
        Basket,
        Channels,
        Sweeps,
        Maintenance,
        Forgetting,
        Exports,
        UndoList,
        HelpLines,
        Reviews,
        People,
        SenderKeeper,
        Steps,
        Pauses,
        Trials,
    )
    writing = {
        (kind, name)
        for kind in kinds
        for name, method in vars(kind).items()
        if not name.startswith("_") and inspect.isfunction(method) and _writes(method)
    }

    assert writing <= set(DEEDS)


def _writes(method: object) -> bool:
    source = inspect.getsource(method)  # type: ignore[arg-type]
    marks = (
        ".save(",
        ".drop(",
        "context.add(",
        "context.change(",
        ".write(",
        ".merge(",
        ".undo(",
        ".redo(",
        ".forget(",
        "repair(",
    )
    return any(mark in source for mark in marks)


def _keys() -> set[str]:
    modules = [
        importlib.import_module(f"detox.tui.{found.name}") for found in pkgutil.iter_modules(tui.__path__)
    ]
    kinds = [kind for module in modules for kind in vars(module).values() if inspect.isclass(kind)]
    return {
        str(binding.id)
        for kind in kinds
        for binding in getattr(kind, "BINDINGS", [])
        if hasattr(binding, "id")
    }
