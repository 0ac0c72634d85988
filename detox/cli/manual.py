"""The manual page, built from the parser: `python -m detox.cli.manual [LANGUAGE]` prints it."""

import argparse
import sys

from detox import __version__
from detox.cli import all_commands, build_parser
from detox.cli.command import Command
from detox.words import N_, _, pgettext, speak

EXITS = (
    ("0", N_("done")),
    ("1", N_("refused: the reason and what to do are said on standard error")),
    ("2", N_("wrong usage")),
    ("3", N_("locked: a passphrase is needed")),
    ("4", N_("damaged data")),
    ("130", N_("interrupted")),
)
DESCRIPTION = (
    N_("Without a command the screens open; without a terminal Today is printed as text."),
    N_("Data goes to standard output, everything else to standard error."),
    N_("Dates are 2026-11-22, today, yesterday, mon..sun (the last one) or -3."),
    N_("Tasks and channels may be named by any clear part of their name."),
)
ENVIRONMENT = (
    ("DETOX_HOME", N_("the diary's folder, as --home")),
    ("NO_COLOR", N_("no colours on the screens")),
)


def page(tongue: str = "en") -> str:
    """The page in roff, in one of `words.LANGUAGES`; what is typed is the same in each."""
    speak(tongue)
    parser = build_parser()
    parts = [
        *([] if tongue == "en" else ["'\\\" -*- coding: UTF-8 -*-"]),
        f'.TH DETOX 1 "" "detox {__version__}" "{_("User Commands")}"',
        *([] if tongue == "en" else [".ad l"]),  # signs are not to be drawn apart
        f".SH {pgettext('manual', 'NAME')}",
        r"detox \- " + _plain(_("a private journal: can I live my life normally without the app?")),
        f".SH {_('SYNOPSIS')}",
        r".B detox",
        rf"[\fI{_('COMMAND')}\fR] [\fI{_('OPTIONS')}\fR]",
        f".SH {_('DESCRIPTION')}",
        *(_plain(_(said)) for said in DESCRIPTION),
        f".SH {_('OPTIONS')}",
        *_options(parser),
        f".SH {_('COMMANDS')}",
        *(
            line
            for command in all_commands().values()
            if not command.hidden
            for line in _command(parser, command)
        ),
        f".SH {_('EXIT STATUS')}",
        *(line for code, said in EXITS for line in (".TP", f".B {code}", _plain(_(said)))),
        f".SH {_('ENVIRONMENT')}",
        *(line for name, said in ENVIRONMENT for line in (".TP", f".B {name}", _plain(_(said)))),
    ]
    return "\n".join(parts) + "\n"


def _command(parser: argparse.ArgumentParser, command: Command) -> list[str]:
    found = _subparsers(parser)[command.name]
    told = _(command.help)
    said = _("{line}.").format(line=told[:1].upper() + told[1:])
    lines = [f".SS {_plain(_usage(found))}", _plain(said)]
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
    return [*lines, ".PP", _("Example:"), f".B {_plain(command.example)}"]


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
    sys.stdout.write(page(*sys.argv[1:2]))
