"""Completion for shells: a few lines of shell that ask this program, so they never go out of date."""

import argparse
from collections.abc import Callable, Iterable

from detox.cli import build_parser
from detox.cli.call import Call
from detox.domain.entries import WEEKDAYS, Outcome
from detox.errors import DetoxError
from detox.settings import CHOICES

DAYS = ("today", "yesterday", *WEEKDAYS)

SCRIPTS = {
    "bash": """\
_detox() {
    local IFS=$'\\n'
    COMPREPLY=($(detox complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _detox detox""",
    "zsh": """\
#compdef detox
_detox() {
    local -a found
    found=("${(@f)$(detox complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ -n "${found[1]}" ]]; then compadd -Q -a found; else _files; fi
}
compdef _detox detox""",
    "fish": """\
function __detox_complete
    set -l words (commandline -opc) (commandline -ct)
    detox complete -- $words[2..-1] 2>/dev/null
end
complete -c detox -a "(__detox_complete)" """.rstrip(),
}


def completion(call: Call) -> None:
    """`detox completion SHELL`: the lines to put into that shell's start file."""
    call.out(SCRIPTS[call.args.shell])


def complete(call: Call) -> None:
    """`detox complete -- WORD...`: what the last word may become; asked by the shells, not by people."""
    for candidate in candidates(call, call.args.words):
        call.out(candidate)


def candidates(call: Call, words: list[str]) -> list[str]:
    """What the last of `words` may become, in the order it is offered."""
    *before, prefix = words or [""]
    parser, rest = _descend(build_parser(), before)
    if parser is None:
        return []
    options = {name: action for action in parser._actions for name in action.option_strings}  # noqa: SLF001 - argparse has no other way to ask
    pending = options.get(rest[-1]) if rest else None
    if pending is not None and pending.nargs != 0:
        found = _values(call, pending)
    elif prefix.startswith("-"):
        found = sorted(options)
    else:
        found = _positional(call, parser, rest, options)
    return [candidate for candidate in found if candidate.startswith(prefix)]


def _descend(
    parser: argparse.ArgumentParser, words: list[str]
) -> tuple[argparse.ArgumentParser | None, list[str]]:
    """The parser that the words lead to, and the words that are its own."""
    for n, word in enumerate(words):
        commands = _commands(parser)
        if commands is not None and not word.startswith("-"):
            found = commands.choices.get(word)  # type: ignore[union-attr]
            return _descend(found, words[n + 1 :]) if found else (None, [])
    return parser, words


def _commands(parser: argparse.ArgumentParser) -> argparse.Action | None:
    return next((a for a in parser._actions if isinstance(a.choices, dict)), None)  # noqa: SLF001 - see above


def _positional(
    call: Call, parser: argparse.ArgumentParser, rest: list[str], options: dict[str, argparse.Action]
) -> list[str]:
    takes_value = {name for name, action in options.items() if action.nargs != 0}
    given = [
        word
        for n, word in enumerate(rest)
        if not word.startswith("-") and not (n and rest[n - 1] in takes_value)
    ]
    places = [action for action in parser._actions if not action.option_strings]  # noqa: SLF001 - see above
    return _values(call, places[len(given)]) if len(given) < len(places) else []


def _values(call: Call, action: argparse.Action) -> list[str]:
    if action.choices is not None:
        return [str(choice) for choice in action.choices]
    return list(_known(call).get(action.dest, lambda: ())())


def _known(call: Call) -> dict[str, Callable[[], Iterable[str]]]:
    def tasks() -> list[str]:
        return [task.id for task in call.diary.basket.tasks()]

    def channels() -> list[str]:
        return [channel.id for channel in call.diary.basket.channels()]

    def steps() -> list[str]:
        return [step.id for step in call.diary.steps.all()]

    def people() -> list[str]:
        # A space would end the word; the shells take it with a backslash.
        return [person.name.replace(" ", "\\ ") for person in call.diary.people.all()]

    named = {
        "task": tasks,
        "via": channels,
        "channel": channels,
        "step": steps,
        "contact": people,
        "key": lambda: tuple(CHOICES),
        "value": lambda: tuple(
            value for said in CHOICES.values() for value in said.split(" | ") if value.isalpha()
        ),
        "outcome": lambda: [str(outcome) for outcome in Outcome],
        **dict.fromkeys(("on", "day", "left", "first", "last"), lambda: DAYS),
    }
    return {name: _safely(ask) for name, ask in named.items()}


def _safely(ask: Callable[[], Iterable[str]]) -> Callable[[], Iterable[str]]:
    def asked() -> Iterable[str]:
        try:
            return ask()
        except DetoxError:  # a damaged diary completes nothing; it does not shout into the prompt
            return ()

    return asked
