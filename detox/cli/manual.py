"""The manual page, built from the parser: `python -m detox.cli.manual` prints it."""

import argparse
import sys

from detox import __version__
from detox.cli import all_commands, build_parser
from detox.cli.command import Command
from detox.words import speak

EXITS = (
    ("0", "done"),
    ("1", "refused: the reason and what to do are said on standard error"),
    ("2", "wrong usage"),
    ("3", "locked: a passphrase is needed"),
    ("4", "damaged data"),
    ("130", "interrupted"),
)
PRIVACY = (
    "A shell keeps what is typed behind a command, and others may see it while it runs. In a terminal",
    "--note, --helper, --address and --mine without a value are asked for; --note - reads standard",
    "input; detox log - reads a whole entry: its first line as behind log, the rest its note.",
    "With --no-notes, or detox config notes false, no note is printed.",
)
VARIABLES = (("DETOX_HOME", "the diary's folder, as --home"), ("NO_COLOR", "no colours on the screens"))


def page() -> str:
    """The page in roff, in English."""
    speak("en")
    parser = build_parser()
    parts = [
        f'.TH DETOX 1 "" "detox {__version__}" "User Commands"',
        ".SH NAME",
        r"detox \- a private journal: can I live my life normally without the app?",
        ".SH SYNOPSIS",
        r".B detox",
        r"[\fICOMMAND\fR] [\fIOPTIONS\fR]",
        ".SH DESCRIPTION",
        "Without a command the screens open; without a terminal Today is printed as text.",
        "Data goes to standard output, everything else to standard error.",
        "Dates are 2026-11-22, today, yesterday, mon..sun (the last one) or -3.",
        "Tasks and channels may be named by any clear part of their name.",
        ".SH OPTIONS",
        *_options(parser),
        ".SH COMMANDS",
        *(
            line
            for command in all_commands().values()
            if not command.hidden
            for line in _command(parser, command)
        ),
        ".SH PRIVACY",
        *map(_plain, PRIVACY),
        ".SH EXIT STATUS",
        *(line for code, said in EXITS for line in (".TP", f".B {code}", _plain(said))),
        ".SH ENVIRONMENT",
        *(line for name, said in VARIABLES for line in (".TP", f".B {name}", _plain(said))),
    ]
    return "\n".join(parts) + "\n"


def _command(parser: argparse.ArgumentParser, command: Command) -> list[str]:
    found = _subparsers(parser)[command.name]
    lines = [f".SS {_plain(_usage(found))}", _plain(command.help[:1].upper() + command.help[1:] + ".")]
    actions = _subparsers(found)
    if not actions:
        lines += _options(found)
    for action, inner in actions.items():
        lines += [
            ".TP",
            f".B {_plain(_usage(inner))}",
            _plain(_help_of(found, action)),
            ".RS",
            *_options(inner),
            ".RE",
        ]
    return [*lines, ".PP", "Example:", f".B {_plain(command.example)}"]


def _options(parser: argparse.ArgumentParser) -> list[str]:
    lines: list[str] = []
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to ask
        if isinstance(action.choices, dict) or action.dest in {"help", "version"}:
            continue
        name = ", ".join(action.option_strings) or str(action.metavar or action.dest)
        value = (
            "" if action.nargs == 0 or not action.option_strings else f" {action.metavar or _choices(action)}"
        )
        lines += [".TP", f".B {_plain(name + value)}", _plain(action.help or "")]
    return lines


def _choices(action: argparse.Action) -> str:
    return "|".join(str(choice) for choice in action.choices or ())


def _usage(parser: argparse.ArgumentParser) -> str:
    return " ".join(parser.format_usage().split()[1:]).replace("[-h] ", "").replace(" [-h]", "")


def _subparsers(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    found = next((a.choices for a in parser._actions if isinstance(a.choices, dict)), {})  # noqa: SLF001 - see above
    return dict(found)


def _help_of(parser: argparse.ArgumentParser, name: str) -> str:
    for action in parser._actions:  # noqa: SLF001 - see above
        for choice in getattr(action, "_choices_actions", ()):
            if choice.dest == name:
                return str(choice.help or "")
    return ""


def _plain(text: str) -> str:
    escaped = text.replace("\\", r"\e").replace("-", r"\-").replace("%%", "%")
    return "\\&" + escaped if escaped.startswith((".", "'")) else escaped


if __name__ == "__main__":
    sys.stdout.write(page())
