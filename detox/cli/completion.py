"""Completion for shells: a few lines of shell that ask this program, so they never go out of date."""

import argparse
import sys
from collections.abc import Sequence

from detox.cli.bash_words import read_line, write_word
from detox.cli.call import Call
from detox.cli.command import Command
from detox.cli.known_values import known_values
from detox.cli.parser import build_parser, named_command
from detox.cli.typed_arguments import YES_NO
from detox.cli.unknown_words import descend
from detox.shown import shown_in_place
from detox.words import N_, _

SCRIPTS = {
    "bash": """\
_detox() {
    local reply
    COMPREPLY=()
    while IFS= read -r reply; do
        [[ -z $reply ]] || COMPREPLY+=("$reply")
    done <<< "$(detox complete --bash="$2" -- "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)"
}
complete -o default -F _detox detox""",
    "zsh": """\
#compdef detox
_detox() {
    local -a found
    local word=
    case $PREFIX in
        (--*=*) word="${PREFIX%%=*}=" ;;
        (-*) word=- ;;
    esac
    found=("${(@f)$(detox complete -- "${(@Q)words[2,CURRENT-1]}" "$word" 2>/dev/null)}")
    if [[ -n "${found[1]}" ]]; then compadd -a found; else _files; fi
}
if [[ "${funcstack[1]}" = _detox ]]; then _detox "$@"; else compdef _detox detox; fi""",
    "fish": """\
function __detox_complete
    set -l before (commandline -opc)
    set -l word (commandline -ct | string replace -ra '["\\'\\\\\\\\]' '')
    switch "$word"
        case '--*=*'
            set word (string replace -r -- '=.*' '=' "$word")
        case '-*'
            set word -
        case '*'
            set word ''
    end
    set -l found (detox complete -- $before[2..-1] "$word" 2>/dev/null)
    if set -q found[1]
        printf '%s\\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c detox -f -a "(__detox_complete)" """.rstrip(),
}
"""What each shell is told. Zsh and fish compare with what is typed, and quote, by themselves: they get all
that may stand at the place. Bash does neither: it hands over its line, and gets words quoted for it."""


def _completion_arguments(p: argparse.ArgumentParser) -> None:
    p.add_argument(
        "shell", choices=tuple(SCRIPTS), metavar=_("SHELL"), help=_("which shell: bash, zsh or fish")
    )


HOW = N_(
    "Put them where your shell looks for them:\n"
    "\n"
    "  bash  detox completion bash > ~/.detox.bash; echo 'source ~/.detox.bash' >> ~/.bashrc\n"
    "  zsh   detox completion zsh > ~/.detox.zsh; echo 'source ~/.detox.zsh' >> ~/.zshrc  (behind compinit)\n"
    "  fish  detox completion fish > ~/.config/fish/completions/detox.fish"
)


def completion(call: Call) -> None:
    """`detox completion SHELL`: the lines to put into that shell's start file."""
    call.exact(SCRIPTS[call.args.shell])


def _complete_arguments(p: argparse.ArgumentParser) -> None:
    p.add_argument("words", nargs="*")
    p.add_argument("--bash", metavar="TEXT")


def complete(call: Call) -> None:
    """`detox complete -- WORD...`: what the last word may become; asked by the shells, not by people.

    `detox complete --bash=TEXT -- LINE` answers with what bash may put in the place of TEXT, the line's end.
    """
    args = call.args
    found = (
        candidates(call, args.words) if args.bash is None else replies(call, " ".join(args.words), args.bash)
    )
    for candidate in found:
        call.raw(candidate + "\n")


def replies(call: Call, line: str, text: str) -> list[str]:
    """What bash may put in the place of `text`, with which `line` ends at the cursor: quoted to be words.

    Nothing where what is typed before `text` would be expanded: the word may become anything.
    """
    whole, kept = read_line(line), read_line(line.removesuffix(text))
    if not line.endswith(text) or not kept.settled or kept.quote != whole.quote:
        return []
    found = candidates(call, list(whole.words[1:]))
    return [write_word(candidate[len(kept.words[-1]) :], kept.quote) for candidate in found]


def candidates(call: Call, words: list[str]) -> list[str]:
    """What the last of `words` may become, in the order it is offered: plain text, to be quoted by who asks.

    A name that would steer a terminal, or break its line, is not offered.
    """
    *before, prefix = words or [""]
    parser, rest = descend(build_parser(only=named_command(before)), before)
    if parser is None:
        return []
    found = dict.fromkeys(_found(call, parser, rest, prefix))
    return [word for word in found if word and word.startswith(prefix) and _is_harmless(word)]


def _is_harmless(word: str) -> bool:
    encoding = sys.stdout.encoding or "utf-8"
    return shown_in_place(word) == word == word.encode(encoding, "replace").decode(encoding)


def _found(call: Call, parser: argparse.ArgumentParser, rest: list[str], prefix: str) -> list[str]:
    options = {name: action for action in parser._actions for name in action.option_strings}  # noqa: SLF001 - argparse has no other way to ask
    if "--" in rest:  # no option comes after it, so a name may begin like one
        return _positional(call, parser, rest, options)
    pending = options.get(rest[-1]) if rest else None
    named, equals, _value = prefix.partition("=")
    if pending is not None and pending.nargs != 0:
        found = _values(call, pending)
    elif equals and named in options and options[named].nargs != 0:
        return [f"{named}={value}" for value in _values(call, options[named])]
    elif prefix.startswith("-"):
        return sorted(options)
    else:
        found = _positional(call, parser, rest, options)
    return [word for word in found if not word.startswith("-")]


def _positional(
    call: Call, parser: argparse.ArgumentParser, rest: list[str], options: dict[str, argparse.Action]
) -> list[str]:
    takes_value = {name for name, action in options.items() if action.nargs != 0}
    end = rest.index("--") if "--" in rest else len(rest)
    given = [
        word
        for n, word in enumerate(rest[:end])
        if not word.startswith("-") and not (n and rest[n - 1] in takes_value)
    ] + rest[end + 1 :]
    places = [action for action in parser._actions if not action.option_strings]  # noqa: SLF001 - see above
    return _values(call, places[len(given)], given) if len(given) < len(places) else []


def _values(call: Call, action: argparse.Action, given: Sequence[str] = ()) -> list[str]:
    """What may stand in an argument's place, behind the words that are given before it."""
    if action.choices is not None:
        return [str(choice) for choice in action.choices]
    if action.metavar == YES_NO:
        return ["y", "n"]
    return list(known_values(call, given).get(action.dest, lambda: ())())


COMMANDS = (
    Command(
        "completion",
        help=N_("print the lines that complete this program's words"),
        example="detox completion bash",
        more=HOW,
        arguments=_completion_arguments,
        run=completion,
    ),
    Command(
        "complete",
        help=N_("what a word may become"),
        example="detox complete -- lo",
        arguments=_complete_arguments,
        run=complete,
        hidden=True,
    ),
)
