"""The manual page, built from the parser: `python -m detox.cli.manual` prints it."""

import argparse
import re
import sys
from collections.abc import Iterable

from detox import __version__
from detox.cli import all_commands, build_parser
from detox.cli.command import Command, example_of
from detox.settings import CHOICES, MEANINGS
from detox.words import speak

DAY = "2026-11-26"
"""The day of the page: of the release that it belongs to."""
LONG_WORD = 30
WIDTH = 78
"""The source breaks its lines before this; a formatter joins them again."""
EXITS = (
    ("0", "done"),
    ("1", "refused: the reason and what to do are said on standard error"),
    ("2", "wrong usage"),
    ("3", "locked: a passphrase is needed"),
    ("4", "damaged data"),
    ("130", "interrupted"),
)
TYPED = (
    (
        "a day",
        (
            "2026-11-22, 2026/11/22, 20261122, 22 Nov, Nov 22; today, yesterday, -3, mon (the last one), "
            "3 days ago. Days to come, where one is asked for: tomorrow, +3, fri, next mon. "
            "After midnight today goes on until the hour of the setting day_start."
        ),
    ),
    ("minutes", "12, 12m, 1h, 1h30, 1:30, half an hour"),
    ("a time", "8:30, 0830, 8pm"),
    ("a cost", "2.50, 2,50 EUR, $3; --currency takes CNY or cny"),
    ("yes or no", "y, yes, n, no"),
    ("weekdays", "mon,tue; mon-fri; weekdays; weekend"),
    ("a task, a channel", "an id, a name, or any clear part of one"),
    ("an entry", "its id, the first letters of it, or last"),
)
"""What may be typed, in English; this page keeps to signs that every device has."""
FILES = (
    ("~/.local/share/detox/", "the diary: journal/2026-11.json for each month, book.json, contacts.json"),
    ("~/.local/state/detox/", "what belongs to this machine: the second copy, what can be undone, drafts"),
    ("~/.config/detox/config.toml", "the settings"),
    (
        "FOLDER/, FOLDER/.state/",
        (
            "the same two where --home FOLDER or DETOX_HOME names one. "
            "On macOS and Windows they are where those systems keep such things."
        ),
    ),
)
ENVIRONMENT = (
    ("DETOX_HOME", "the diary's folder, as --home"),
    ("LANGUAGE, LC_ALL, LC_MESSAGES, LANG", "the language, where neither --lang nor the setting names one"),
    ("VISUAL, EDITOR", "the editor that --edit opens"),
    ("XDG_RUNTIME_DIR", "where a note lies while it is edited; else in the state folder"),
    ("XDG_DATA_HOME, XDG_STATE_HOME, XDG_CONFIG_HOME", "where the folders above are"),
    ("NO_COLOR", "no colours on the screens"),
    ("TERM", "dumb: nothing is drawn, and Today is printed as text"),
    ("TZ", "the time zone in which a day begins"),
)
PRIVACY = (
    "A shell keeps what is typed behind a command, and others may see it while it runs. In a terminal",
    "--note, --helper, --address and --mine without a value are asked for; --note - reads standard",
    "input; detox log - reads a whole entry: its first line as behind log, the rest its note.",
    "With --no-notes, or detox config notes false, no note is printed.",
)


def page() -> str:
    """The page in roff, in English."""
    speak("en")
    parser = build_parser()
    parts = [
        f'.TH DETOX 1 "{DAY}" "detox {__version__}" "User Commands"',
        ".ad l",
        ".nh",
        ".SH NAME",
        r"detox \- a private journal: can I live my life normally without the app?",
        ".SH SYNOPSIS",
        r".B detox",
        r"[\fICOMMAND\fR] [\fIOPTIONS\fR]",
        ".SH DESCRIPTION",
        "Without a command the screens open; without a terminal Today is printed as text.",
        "Data goes to standard output, everything else to standard error.",
        *_text(r"With --json a command prints what it read or wrote as JSON; nothing is ever sent anywhere."),
        *_text("A command may be named by a beginning that is its alone, or by an alias of the settings."),
        ".SH OPTIONS",
        *_options(parser),
        ".SH COMMANDS",
        *(
            line
            for command in all_commands().values()
            if not command.hidden
            for line in _command(parser, command)
        ),
        *_what_stands_behind(),
        ".SH PRIVACY",
        *_text(" ".join(PRIVACY)),
    ]
    return "\n".join(parts) + "\n"


def _what_stands_behind() -> list[str]:
    """The sections behind the commands."""
    return [
        ".SH WHAT MAY BE TYPED",
        "The same in Chinese, and in full width, is as good.",
        *_table(TYPED),
        ".SH SETTINGS",
        *_text("Kept by detox config KEY VALUE; detox config lists them."),
        *_table((f"{key} ({said})", MEANINGS[key]) for key, said in CHOICES.items()),
        *_table([("alias.WORD", "a word of one's own for a command: detox config alias.w 'log pay.shop w'")]),
        ".SH EXIT STATUS",
        *_table(EXITS),
        ".SH FILES",
        *_table(FILES),
        ".SH ENVIRONMENT",
        *_table(ENVIRONMENT),
        ".SH SEE ALSO",
        ".BR git (1),",
        ".BR notify\\-send (1)",
    ]


def _command(parser: argparse.ArgumentParser, command: Command) -> list[str]:
    found = _subparsers(parser)[command.name]
    lines = [f".SS detox {command.name}", *_text(command.help[:1].upper() + command.help[1:] + ".")]
    lines += [".PP", *_text(_usage(found))]
    if command.more:
        lines += [".PP", ".nf", *(_plain(line) for line in command.more.split("\n") if line), ".fi"]
    actions = _subparsers(found)
    if not actions:
        lines += _options(found)
    for action, inner in actions.items():
        example = example_of(command, action)
        lines += [".TP", f".B {_plain(f'{command.name} {action}')}", *_text(_help_of(found, action) + ":")]
        lines += [".br", *_text(_usage(inner)), ".RS", *_options(inner), ".RE"]
        lines += [".RS", ".PP", *_text(f"Example: {example}"), ".RE"] if example else []
    return [*lines, ".PP", "Example:", f".B {_plain(command.example)}"]


def _options(parser: argparse.ArgumentParser) -> list[str]:
    rows = []
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to ask
        if isinstance(action.choices, dict) or action.dest in {"help", "version"}:
            continue
        name = ", ".join(action.option_strings) or str(action.metavar or action.dest)
        value = (
            "" if action.nargs == 0 or not action.option_strings else f" {action.metavar or _choices(action)}"
        )
        rows.append((name + value, action.help or ""))
    return _table(rows)


def _table(rows: Iterable[tuple[str, str]]) -> list[str]:
    """A name and what is said of it, one below the other."""
    return [line for name, said in rows for line in (".TP", f".B {_plain(name)}", *_text(said))]


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


def _text(text: str) -> list[str]:
    """A paragraph as lines of the source, short enough to be looked at."""
    lines, line = [], ""
    for word in map(_plain, text.replace("%%", "%").split()):
        if line and len(line) + len(word) >= WIDTH:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    lines.append(line)
    return lines


def _plain(text: str) -> str:
    escaped = text.replace("\\", r"\e").replace("-", r"\-").replace('"', r"\(dq").replace("%%", "%")
    if len(text) > LONG_WORD:
        escaped = re.sub(r"(?<=\w)([,|])(?=\w)", r"\1\\:", escaped)  # a list of choices may break there
    escaped = re.sub("[^\x00-\x7f]", lambda sign: f"\\[u{ord(sign[0]):04X}]", escaped)
    return "\\&" + escaped if escaped.startswith((".", "'")) else escaped


if __name__ == "__main__":
    sys.stdout.write(page())
