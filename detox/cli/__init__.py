"""The spoken face: a parser, and one function a command."""

import argparse
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, NoReturn

from detox import __version__
from detox.cli.call import Call, Exit
from detox.cli.help_formatter import HelpFormatter
from detox.cli.parsers import COMMANDS
from detox.words import LANGUAGES, _


class Parser(argparse.ArgumentParser):
    """An argparse parser that answers a wrong call in one sentence."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - argparse's own arguments
        super().__init__(*args, **{"formatter_class": HelpFormatter, **kwargs})

    def error(self, message: str) -> NoReturn:
        """Say what was wrong and where the help is, and leave with the code for wrong usage."""
        self.exit(
            Exit.USAGE,
            _("{problem}\nSee: {program} --help").format(problem=message, program=self.prog) + "\n",
        )


def parsed(argv: Sequence[str]) -> argparse.Namespace:
    """The command line as a namespace; `command` is `None` where only the screens are wanted.

    The options of every command are taken before and after it.

    Raises:
        SystemExit: help was asked for (0), or the call makes no sense (2).
    """
    everywhere = Parser(prog="detox", add_help=False, allow_abbrev=False)
    _add_global(everywhere)
    args, rest = everywhere.parse_known_args(argv)
    if not rest:  # the screens alone: they wait for no help on commands
        args.command = None
        return args
    named = next((word for word in rest if not word.startswith("-")), None)
    return build_parser(only=named if named in COMMANDS else None).parse_args(rest, namespace=args)


def build_parser(only: str | None = None) -> argparse.ArgumentParser:
    """The whole parser; with `only`, that command's alone, which takes a tenth of the time."""
    parser = Parser(
        prog="detox",
        description=_("A private journal: can I live my life normally without the app?"),
        epilog=_("Without a command the screens open. Example: detox log pay.shop workaround --via cash"),
    )
    parser.add_argument("--version", action="version", version=f"detox {__version__}")
    _add_global(parser)
    commands = parser.add_subparsers(dest="command", metavar=_("COMMAND"), parser_class=Parser)
    for name, command in COMMANDS.items():
        if only == name or (only is None and not command.hidden):
            sub = commands.add_parser(
                name,
                help=_(command.help),
                description=_(command.help),
                epilog=_("Example: {example}").format(example=command.example),
            )
            command.arguments(sub)
    return parser


def run(call: Call) -> int:
    """Carry out the command of the call; its exit code."""
    command = COMMANDS[call.args.command]
    # Each command's module is loaded only by the command that needs it.
    module = import_module(f"detox.cli.{command.module}")
    function: Callable[[Call], int | None] = getattr(module, call.args.command.replace("-", "_"))
    code = function(call) or Exit.DONE
    for said in call.notices():
        call.say(said)
    return code


def _add_global(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(_("everywhere"))
    unset = argparse.SUPPRESS  # so that a value given before is not wiped by a later default
    group.add_argument("--home", default=unset, metavar=_("FOLDER"), help=_("the diary's folder"))
    group.add_argument("--lang", default=unset, choices=LANGUAGES, help=_("the language"))
    group.add_argument(
        "--quiet", action="store_true", default=unset, help=_("say nothing when all went well")
    )
