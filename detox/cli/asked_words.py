"""What a person would rather not type behind a command, where a shell keeps it: asked for, or piped in."""

import shlex
import sys
from collections.abc import Sequence

from detox.cli.console import typed_line
from detox.words import N_, _

ASKED = {
    "--note": N_("The note:"),
    "--helper": N_("Who helped:"),
    "--address": N_("How to reach them:"),
    "--mine": N_("Whom to ring:"),
}
"""The options that may stand without a value before a terminal, and what is asked then."""
PIPED = "-"


class UnreadableLine(ValueError):
    """A line that is no command line: a quote in it has no end."""


def completed(words: Sequence[str]) -> list[str]:
    """The words of a call with what is asked for in their places.

    `log -` reads the entry from standard input: its first line as behind `log`, every further line is its
    note; a terminal asks for the one line. `--note` and `--helper` without a value are asked for, in a
    terminal; anywhere else they stay as they are.

    Raises:
        UnreadableLine: a quote in the entry has no end.
    """
    read = _entry() if tuple(words[:2]) == ("log", PIPED) else []
    made = [*words[:1], *read, *words[2:]] if read else list(words)
    return [part for n, word in enumerate(made) for part in _with_value(word, made[n + 1 : n + 2])]


def _with_value(word: str, after: Sequence[str]) -> list[str]:
    bare = word in ASKED and (not after or after[0].startswith("--"))
    if not bare or not sys.stdin.isatty():
        return [word]
    return [f"{word}={_asked(_(ASKED[word]))}"]


def _entry() -> list[str]:
    if sys.stdin.isatty():
        line, note = _asked(_("The entry, as behind detox log:")), ""
    else:
        line, _end, note = sys.stdin.read().partition("\n")
    try:
        words = shlex.split(line)
    except ValueError:
        raise UnreadableLine from None
    return [*words, *([f"--note={note.strip()}"] if note.strip() else [])]


def _asked(question: str) -> str:
    return typed_line(f"{question} ").rstrip("\n")
