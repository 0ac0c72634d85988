"""A word of the command line that is none: an alias, a clear beginning, or what it may have meant."""

import argparse
import shlex
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from detox.messages import listed, sentences
from detox.shown import shown
from detox.words import _

WRITTEN_OUT = frozenset({"wipe", "forget", "delete", "unseal", "import"})
"""What these do is not meant by half a word."""
ASKED_BY_SHELLS = frozenset({"complete"})
"""Commands that no person types."""
SHORTEST_BEGINNING = 2
MOST_NEAR = 3
NEAR = 0.6
"""How like each other two words must be, 0..1; difflib's own measure and default."""


def spelled_out(words: Sequence[str], names: Iterable[str], aliases: Mapping[str, str]) -> list[str] | None:
    """The words with their command in full; `None` where no command is clearly meant.

    The first word that is no option is an alias, or the beginning of one command alone. What only looks like
    a command is never taken for one, and what cannot be undone has to be written out.
    """
    at = next(n for n, word in enumerate(words) if not word.startswith("-"))
    said, people = words[at], [name for name in names if name not in ASKED_BY_SHELLS]
    if said in aliases:
        return [*words[:at], *_split(aliases[said]), *words[at + 1 :]]
    fitting = [name for name in people if name.startswith(said)] if len(said) >= SHORTEST_BEGINNING else []
    if len(fitting) != 1 or fitting[0] in WRITTEN_OUT:
        return None
    return [*words[:at], fitting[0], *words[at + 1 :]]


def no_command_text(word: str, parser: argparse.ArgumentParser) -> str:
    """That a word names no command of a parser, and which may have been meant, also one inside another."""
    said = _("There is no command {word}.").format(word=shown(word))
    commands = names_of(parser)
    names = [name for name in commands if name not in ASKED_BY_SHELLS]
    return _with_near(said, word, names, inside=_inside(commands, word.lower()))


def unknown_text(unknown: Sequence[str], *parsers: argparse.ArgumentParser) -> str:
    """That a command takes no such option or word, and which option of its parsers was meant."""
    option = next((word for word in unknown if word.startswith("-")), None)
    if option is None:
        return _("{word} is one word too many; words that belong together stand in quotes.").format(
            word=shown(unknown[0])
        )
    name = option.partition("=")[0]
    said = _("There is no option {word} here.").format(word=shown(name))
    actions = [action for parser in parsers for action in parser._actions]  # noqa: SLF001 - argparse has no other way to ask
    known = [word for action in actions for word in action.option_strings if len(word) > len("-h")]
    return _with_near(said, name, known, most=1)


def no_choice_text(value: object, choices: Iterable[object]) -> str:
    """That a value is none of those there are, and which was meant; a command's may be one of its own."""
    held = [str(choice) for choice in choices]
    said = _("{value} is none of: {choices}.").format(value=shown(str(value)), choices=listed(held))
    inside = _inside(choices, str(value)) if isinstance(choices, Mapping) else []
    near = inside or get_close_matches(str(value), held, n=1, cutoff=NEAR)
    return sentences(said, _("Did you mean: {near}?").format(near=near[0])) if near else said


def descend(
    parser: argparse.ArgumentParser, words: Sequence[str]
) -> tuple[argparse.ArgumentParser | None, list[str]]:
    """The parser that the words lead to, and the words that are its own; `None`: they name no command."""
    for n, word in enumerate(words):
        found = subcommands(parser)
        if found is not None and not word.startswith("-"):
            inner = found.choices.get(word)  # type: ignore[union-attr]
            return descend(inner, words[n + 1 :]) if inner else (None, [])
    return parser, list(words)


def subcommands(parser: argparse.ArgumentParser) -> argparse.Action | None:
    """The argument of a parser that names its commands; `None` where it has none."""
    return next((a for a in parser._actions if isinstance(a.choices, dict)), None)  # noqa: SLF001 - see above


def names_of(parser: argparse.ArgumentParser) -> Mapping[str, argparse.ArgumentParser]:
    """The commands of a parser, by name; none where it has none."""
    found = subcommands(parser)
    return dict(found.choices) if found else {}  # type: ignore[arg-type]


def _inside(commands: Mapping[str, argparse.ArgumentParser], word: str) -> list[str]:
    """Where a word stands inside these commands: "trial choose extend"; nothing where it is in too many."""
    found = []
    for name, parser in commands.items():
        told = [a.choices for a in parser._actions if a.choices and not a.option_strings]  # noqa: SLF001 - see above
        found += [f"{name} {word}"] if any(word in choices for choices in told) else []
        found += [f"{name} {path}" for path in _inside(names_of(parser), word)]
    return found if len(found) <= MOST_NEAR else []


def _split(line: str) -> list[str]:
    try:
        return shlex.split(line)
    except ValueError:  # a quote without its end, written into the file by hand
        return [line]


def _with_near(
    said: str, word: str, names: Sequence[str], most: int = MOST_NEAR, inside: Sequence[str] = ()
) -> str:
    word = word.lower()
    begun = [name for name in names if word.strip("-") and name.startswith(word)]
    near = dict.fromkeys([*inside, *begun, *get_close_matches(word, names, n=most, cutoff=NEAR)])
    return sentences(said, _("Did you mean: {near}?").format(near=listed(near))) if near else said
