"""The parser, and the file that each command stands in."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, NoReturn

from detox import __version__
from detox.cli.asked_words import UnreadableLine, completed
from detox.cli.call import Call, Exit
from detox.cli.command import Command, example_of
from detox.cli.console import speak_plainly
from detox.cli.help_formatter import HelpFormatter
from detox.cli.terminal_lines import fitted
from detox.messages.review_messages import keep_notes_back
from detox.shown import shown
from detox.words import LANGUAGES, _, ngettext

# argparse would ask gettext's global catalogue, which is looked for on the disk at every word.
argparse._ = _  # type: ignore[attr-defined]
argparse.ngettext = ngettext  # type: ignore[attr-defined]

FILES = {
    "start": "trial_commands",
    "log": "entry_commands",
    "checkin": "checkin_commands",
    "ask": "ask_command",
    "day": "journal_commands",
    "status": "status_command",
    "week": "figure_commands",
    "trend": "figure_commands",
    "journal": "journal_commands",
    "search": "search_command",
    "edit": "entry_commands",
    "delete": "entry_commands",
    "urge": "checkin_commands",
    "undo": "entry_commands",
    "redo": "entry_commands",
    "lapse": "checkin_commands",
    "review": "checkin_commands",
    "explain": "figure_commands",
    "ties": "figure_commands",
    "back": "back_command",
    "trial": "trial_commands",
    "verdict": "verdict_command",
    "task": "list_commands",
    "channel": "list_commands",
    "sweep": "sweep_command",
    "year": "year_command",
    "pause": "list_commands",
    "contact": "contact_command",
    "step": "step_command",
    "export": "export_command",
    "import": "import_command",
    "merge": "merge_command",
    "git-setup": "merge_command",
    "report": "report_command",
    "seal": "sealing_commands",
    "unseal": "sealing_commands",
    "passphrase": "sealing_commands",
    "key": "sealing_commands",
    "inbox": "inbox_command",
    "demo": "journal_commands",
    "help": "maintenance_commands",
    "doctor": "maintenance_commands",
    "forget": "forget_command",
    "wipe": "wipe_command",
    "completion": "completion",
    "complete": "completion",
    "config": "maintenance_commands",
}
"""The file of each command, in the order of the help: a call loads the file of its own command alone."""


class Parser(argparse.ArgumentParser):
    """An argparse parser that answers a wrong call in one sentence."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - argparse's own arguments
        super().__init__(*args, **{"formatter_class": HelpFormatter, **kwargs})

    def error(self, message: str) -> NoReturn:
        """Say what was wrong and where the help is, and leave with the code for wrong usage."""
        said = _("{problem}\nSee: {program} --help").format(problem=shown(message), program=self.prog)
        self.exit(Exit.USAGE, fitted(said, sys.stderr) + "\n")

    def _check_value(self, action: argparse.Action, value: Any) -> None:  # noqa: ANN401 - argparse's own
        if action.choices is not None and value not in action.choices:
            from detox.cli.unknown_words import no_choice_text  # noqa: PLC0415 - only for a wrong call

            raise argparse.ArgumentError(action, no_choice_text(value, action.choices))


def parsed(argv: Sequence[str], aliases: Mapping[str, str] | None = None) -> argparse.Namespace:
    """The command line as a namespace; `command` is `None` where only the screens are wanted.

    The options of every command are taken before and after it. A command may be named by a beginning that
    is its alone, or by an alias; a command's own name is never an alias.

    Raises:
        SystemExit: help was asked for (0), or the call makes no sense (2).
    """
    everywhere = _everywhere()
    args, rest = everywhere.parse_known_args(argv)
    if not rest:  # the screens alone: they wait for no help on commands
        args.command = None
        return args
    if (named := _first_word(rest)) and named not in FILES:
        from detox.cli.unknown_words import no_command_text, spelled_out  # noqa: PLC0415 - hardly ever needed

        full = spelled_out(rest, FILES, aliases or {})
        args, rest = everywhere.parse_known_args(full or rest, namespace=args)
        if named_command(rest) is None:
            everywhere.error(no_command_text(named, build_parser()))
    parser = build_parser(only=named_command(rest))
    try:
        rest = completed(rest)
    except UnreadableLine:
        parser.error(_("a quote has no end"))
    args, unknown = parser.parse_known_args(rest, namespace=args)
    if unknown:
        from detox.cli.unknown_words import descend  # noqa: PLC0415 - only for a wrong call

        (descend(parser, rest)[0] or parser).error(_unknown(parser, rest, unknown))
    if any(word.startswith("--") and word.endswith("=--") for word in rest[: _end_of_options(rest)]):
        parser.error(_("expected one argument"))  # argparse itself lets it through as an empty list
    return args


def _unknown(parser: argparse.ArgumentParser, words: Sequence[str], unknown: Sequence[str]) -> str:
    """What is said of words that a command does not take."""
    from detox.cli.unknown_words import descend, unknown_text  # noqa: PLC0415 - only for a wrong call

    name = named_command(words)
    hint = command_named(name).hint if name else None
    own = descend(parser, words)[0] or parser
    return (hint(unknown) if hint else "") or unknown_text(unknown, own, _everywhere())


def _descriptor(text: str) -> int:
    """The number of a file descriptor; argparse's own refusal of what is none names a type of Python."""
    try:
        return int(text)
    except ValueError:
        from detox.cli.typed_arguments import typed_number  # noqa: PLC0415 - only for a wrong call

        return typed_number(text)


def _everywhere() -> Parser:
    """What takes the options that every command takes."""
    made = Parser(prog="detox", add_help=False, allow_abbrev=False)
    _add_global(made)
    return made


def _end_of_options(words: Sequence[str]) -> int:
    return words.index("--") if "--" in words else len(words)


def named_command(words: Sequence[str]) -> str | None:
    """The command that the words name; `None` where they name none, or none yet."""
    named = _first_word(words)
    return named if named in FILES else None


def _first_word(words: Sequence[str]) -> str | None:
    return next((word for word in words if not word.startswith("-")), None)


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
    for command in all_commands().values() if only is None else (command_named(only),):
        if only is not None or not command.hidden:
            sub = commands.add_parser(
                command.name,
                help=_(command.help),
                description="\n\n".join(_(text) for text in (command.help, command.more) if text),
                epilog=_("Example: {example}").format(example=command.example),
            )
            command.arguments(sub)
            _show_examples(command, sub)
    return parser


def _show_examples(command: Command, parser: argparse.ArgumentParser) -> None:
    """Put the example of each action under its own help."""
    if command.examples:
        actions = next(a.choices for a in parser._actions if isinstance(a.choices, dict))  # noqa: SLF001 - argparse has no other way to ask
        for name, inner in dict(actions or {}).items():
            if example := example_of(command, name):
                inner.epilog = _("Example: {example}").format(example=example)


def command_named(name: str) -> Command:
    """The command of that name, which is in `FILES`; its file is loaded."""
    held: tuple[Command, ...] = import_module(f"detox.cli.{FILES[name]}").COMMANDS
    return next(command for command in held if command.name == name)


def all_commands() -> dict[str, Command]:
    """Every command by its name, in the order of the help, the hidden ones too; every file is loaded."""
    return {name: command_named(name) for name in FILES}


def run(call: Call) -> int:
    """Carry out the command of the call; its exit code."""
    speak_plainly(on=call.plain)
    keep_notes_back(on=not call.notes_printed)
    code = command_named(call.args.command).run(call) or Exit.DONE
    for said in call.notices():
        call.say(said)
    return code


def _add_global(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(_("everywhere"))
    unset = argparse.SUPPRESS  # so that a value given before is not wiped by a later default
    group.add_argument("--home", default=unset, metavar=_("FOLDER"), help=_("the diary's folder"))
    group.add_argument("--lang", default=unset, choices=LANGUAGES, help=_("the language"))
    group.add_argument(
        "--passphrase-fd",
        default=unset,
        type=_descriptor,
        metavar="N",
        help=_("read the passphrase from that file descriptor"),
    )
    group.add_argument(
        "--quiet", action="store_true", default=unset, help=_("say nothing when all went well")
    )
    group.add_argument(
        "--plain", action="store_true", default=unset, help=_("say each row as a sentence; draw nothing")
    )
    kept_back = _("print no note on the terminal")
    group.add_argument("--no-notes", dest="notes", action="store_false", default=unset, help=kept_back)
    group.add_argument(
        "--notes", action="store_true", default=unset, help=_("print notes, whatever the settings say")
    )
