"""The manual page, built from the parser: `python -m detox.cli.manual [LANGUAGE]` prints it."""

import argparse
import re
import sys
from collections.abc import Iterable

from detox import __version__
from detox.cli.command import Command, example_of
from detox.cli.parser import all_commands, build_parser
from detox.settings import CHOICES, MEANINGS
from detox.words import N_, _, pgettext, speak

DAY = "2026-11-26"
"""The day of the page: of the release that it belongs to."""
LONG_WORD = 30
WIDTH = 78
"""The source breaks its lines before this; a formatter joins them again."""
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
    N_("With --json a command prints what it read or wrote as JSON; nothing is ever sent anywhere."),
    N_("A command may be named by a beginning that is its alone, or by an alias of the settings."),
)
TYPED = (
    (
        N_("a day"),
        (
            N_(
                "2026-11-22, 2026/11/22, 20261122, 22 Nov, Nov 22; today, yesterday, -3, "
                "mon (the last one), 3 days ago."
            ),
            N_("Days to come, where one is asked for: tomorrow, +3, fri, next mon."),
            N_("After midnight today goes on until the hour of the setting day_start."),
        ),
    ),
    (N_("minutes"), (N_("12, 12m, 1h, 1h30, 1:30, half an hour"),)),
    (N_("a time"), (N_("8:30, 0830, 8pm, noon"),)),
    (N_("a cost"), (N_("2.50, 2,50 EUR, $3; --currency takes CNY or cny"),)),
    (N_("yes or no"), (N_("y, yes, n, no"),)),
    (N_("weekdays"), (N_("mon,tue; mon-fri; weekdays; weekend"),)),
    (N_("a task, a channel"), (N_("an id, a name, or any clear part of one"),)),
    (N_("an entry"), (N_("its id, the first letters of it, or last"),)),
)
"""What may be typed; the English page keeps to signs that every device has."""
FILES = (
    (
        "~/.local/share/detox/",
        (N_("the diary: journal/2026-11.json for each month, book.json, contacts.json"),),
    ),
    (
        "~/.local/state/detox/",
        (N_("what belongs to this machine: the second copy, what can be undone, drafts"),),
    ),
    ("~/.config/detox/config.toml", (N_("the settings"),)),
    (
        "FOLDER/, FOLDER/.state/",
        (
            N_("the same two where --home FOLDER or DETOX_HOME names one."),
            N_("On macOS and Windows they are where those systems keep such things."),
        ),
    ),
)
ENVIRONMENT = (
    ("DETOX_HOME", N_("the diary's folder, as --home")),
    (
        "LANGUAGE, LC_ALL, LC_MESSAGES, LANG",
        N_("the language, where neither --lang nor the setting names one"),
    ),
    ("VISUAL, EDITOR", N_("the editor that --edit opens")),
    ("XDG_RUNTIME_DIR", N_("where a note lies while it is edited; else in the state folder")),
    ("XDG_DATA_HOME, XDG_STATE_HOME, XDG_CONFIG_HOME", N_("where the folders above are")),
    ("NO_COLOR", N_("no colours on the screens")),
    ("TERM", N_("dumb: nothing is drawn, and Today is printed as text")),
    ("TZ", N_("the time zone in which a day begins")),
)
PRIVACY = (
    N_("A shell keeps what is typed behind a command, and others may see it while it runs."),
    N_("In a terminal --note, --helper, --address and --mine without a value are asked for."),
    N_(
        "--note - reads standard input; detox log - reads a whole entry: "
        "its first line as behind log, the rest its note."
    ),
    N_("With --no-notes, or detox config notes false, no note is printed."),
)


def page(tongue: str = "en") -> str:
    """The page in roff, in one of `words.LANGUAGES`; what is typed is the same in each."""
    speak(tongue)
    parser = build_parser()
    parts = [
        f'.TH DETOX 1 "{DAY}" "detox {__version__}" "{_("User Commands")}"',
        ".ad l",  # signs are not to be drawn apart
        ".nh",
        f".SH {pgettext('manual', 'NAME')}",
        r"detox \- " + _plain(_("a private journal: can I live my life normally without the app?")),
        f".SH {_('SYNOPSIS')}",
        r".B detox",
        rf"[\fI{_('COMMAND')}\fR] [\fI{_('OPTIONS')}\fR]",
        f".SH {_('DESCRIPTION')}",
        *_sentences(DESCRIPTION),
        f".SH {_('OPTIONS')}",
        *_options(parser),
        f".SH {_('COMMANDS')}",
        *(
            line
            for command in all_commands().values()
            if not command.hidden
            for line in _command(parser, command)
        ),
        *_what_stands_behind(),
        f".SH {_('PRIVACY')}",
        *_sentences(PRIVACY),
    ]
    text = "\n".join(parts) + "\n"
    if tongue == "en":
        return re.sub("[^\x00-\x7f]", lambda sign: f"\\[u{ord(sign[0]):04X}]", text)
    return "'\\\" -*- coding: UTF-8 -*-\n" + text


def _what_stands_behind() -> list[str]:
    """The sections behind the commands."""
    own = _("a word of one's own for a command: detox config alias.w 'log pay.shop w'")
    settings = [(f"{key} ({said})", _(MEANINGS[key])) for key, said in CHOICES.items()]
    return [
        f".SH {_('WHAT MAY BE TYPED')}",
        *_text(_("The same in Chinese, and in full width, is as good.")),
        *(line for name, said in TYPED for line in _entry(_(name), said)),
        f".SH {_('SETTINGS')}",
        *_text(_("Kept by detox config KEY VALUE; detox config lists them.")),
        *_table([*settings, ("alias.WORD", own)]),
        f".SH {_('EXIT STATUS')}",
        *_table((code, _(said)) for code, said in EXITS),
        f".SH {_('FILES')}",
        *(line for name, said in FILES for line in _entry(name, said)),
        f".SH {_('ENVIRONMENT')}",
        *_table((name, _(said)) for name, said in ENVIRONMENT),
        f".SH {_('SEE ALSO')}",
        ".BR git (1),",
        ".BR notify\\-send (1)",
    ]


def _command(parser: argparse.ArgumentParser, command: Command) -> list[str]:
    found = _subparsers(parser)[command.name]
    told = _(command.help)
    lines = [
        f".SS detox {command.name}",
        *_text(_("{line}.").format(line=told[:1].upper() + told[1:])),
        ".PP",
        *_text(_usage(found)),
    ]
    if command.more:
        lines += [".PP", ".nf", *(_plain(line) for line in _(command.more).split("\n") if line), ".fi"]
    actions = _subparsers(found)
    if not actions:
        lines += _options(found)
    for action, inner in actions.items():
        example = example_of(command, action)
        lines += [".TP", f".B {_plain(f'{command.name} {action}')}"]
        lines += _text(_("{line}.").format(line=_help_of(found, action)))
        lines += [".br", *_text(_usage(inner)), ".RS", *_options(inner), ".RE"]
        if example:
            lines += [".RS", ".PP", *_text(_("Example: {example}").format(example=example)), ".RE"]
    return [*lines, ".PP", _plain(_("Example:")), f".B {_plain(command.example)}"]


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
    """A name and what is said of it, in the person's language, one below the other."""
    return [line for name, said in rows for line in (".TP", f".B {_plain(name)}", *_text(said))]


def _entry(name: str, told: Iterable[str]) -> list[str]:
    """A name and the sentences below it, which are translated here."""
    return [".TP", f".B {_plain(name)}", *_sentences(told)]


def _sentences(told: Iterable[str]) -> list[str]:
    return [line for said in told for line in _text(_(said))]


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
    return "\\&" + escaped if escaped.startswith((".", "'")) else escaped


if __name__ == "__main__":
    sys.stdout.write(page(*sys.argv[1:2]))
