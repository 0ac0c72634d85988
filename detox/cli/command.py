"""A command: what it is for, what it takes, what carries it out; and the arguments that several take."""

from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from typing import NamedTuple

from detox.cli.call import Call
from detox.words import N_, _

DAY_HELP = N_("the day: 2026-11-22, today, yesterday, mon, -3")


class Command(NamedTuple):
    """One command of the command line."""

    name: str
    help: str
    """What it is for, marked for translation."""
    example: str
    """A call that works in the diary of the demo."""
    arguments: Callable[[ArgumentParser], object]
    """Adds what it takes to its parser."""
    run: Callable[[Call], int | None]
    """Carries it out; the exit code, where `None` is 0."""
    hidden: bool = False
    """Asked by programs, not by people: it stands in no list."""
    examples: tuple[str, ...] = ()
    """The same for each of its actions, in any order; they work there one after the other."""
    more: str = ""
    """What else its help says, marked for translation; lines stay lines."""
    hint: Callable[[Sequence[str]], str] | None = None
    """What to do instead with words and options that it does not take; empty where it knows nothing."""


def example_of(command: Command, action: str) -> str:
    """The example of one of its actions; empty where it has none."""
    begun = f"detox {command.name} {action}"
    return next((said for said in command.examples if f"{said} ".startswith(f"{begun} ")), "")


def as_json(p: ArgumentParser) -> None:
    """Let a command print what it read or wrote as JSON."""
    p.add_argument("--json", action="store_true", help=_("print JSON"))


def note_arguments(p: ArgumentParser) -> None:
    """Take a note: given, piped in, or written in an editor."""
    p.add_argument("--note", metavar=_("TEXT|-"), help=_("a note; - reads it from standard input"))
    p.add_argument("--edit", action="store_true", help=_("write the note in your editor: $VISUAL or $EDITOR"))


def no_arguments(_p: ArgumentParser) -> None:
    """Take no arguments of its own."""
