"""A command as the parser knows it."""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from typing import NamedTuple

from detox.words import N_, _

RULE_HELP = N_("change a line of the rule, like normal_days=80; urge=- leaves one out. All: {names}")


class Command(NamedTuple):
    """What a command is for and takes; the function that does it has its name, in `detox.cli.<module>`."""

    help: str
    example: str
    module: str
    arguments: Callable[[ArgumentParser], object]
    hidden: bool = False
    """Asked by programs, not by people: it stands in no list."""


def as_json(p: ArgumentParser) -> None:
    """Let a reading command print JSON."""
    p.add_argument("--json", action="store_true", help=_("print JSON"))


def nothing(_p: ArgumentParser) -> None:
    """Take no arguments of its own."""


def positive(text: str) -> int:
    """A number from 1 on, for argparse."""
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(_("expected a number from 1 on, got {text}").format(text=text))
    return int(text)
