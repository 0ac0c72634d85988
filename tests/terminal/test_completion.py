"""A name that others wrote, completed with TAB and sent with Enter, is a name: no shell obeys it."""

import re
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detox.__main__ import main
from detox.cli.bash_words import read_line, write_word
from tests.terminal.shells import CALL, TYPED, Shell, shell, split_by_bash

LEADS = (
    "$(>PWNED)", "`>PWNED`", "${HOME}", "'", '"', "\\", ";>PWNED;", "&", "|", ">PWNED ", "<", "!", "!!", "~",
    "~root/", "*", "?", "[a-z]", "{x,y}", "#", "=", "%", "^", "-", "--state=told", "(", "@", ":", "+",
)  # fmt: skip
"""What a name begins with; it is typed by hand, up to the number that tells it from others."""
TAILS = (
    "$(>PWNED)", "`>PWNED`", "$HOME", "$((1/0))", "$'\\x41'", ";>PWNED", "&>PWNED", "&&>PWNED", "|tee PWNED",
    ">PWNED", "<(>PWNED)", "!", "!!", "!$", "a!b", " ~", "*", " *", "?", "[1]*", "{a,b}", " {x,y}", "'", '"',
    "''", "it's \"so\"", "\\", "\\\\", "\\n", " Fang", " -rf", " --state=told", "=b", " #no", "%s",
    "^a^b", ":c", "@d", "(>PWNED)", "王小明", " 王; >PWNED", "👩‍👩‍👧", "é", "/etc/x",
    ",x", "~", "ends\\ x", "'$(>PWNED)'", '"$(>PWNED)"', "\\$(>PWNED)", "'\\''", "+(a)", "Zoe", "\x7e&\\",
)  # fmt: skip
"""What a name ends with; it comes from the program."""
NAMES = [(f"{lead}k{n}z", f" Fang;'!\"{lead}$(>PWNED)") for n, lead in enumerate(LEADS)] + [
    (f"n{n}z", tail) for n, tail in enumerate(TAILS)
]
FEW = [
    ("k0z", '$(>PWNED)`>PWNED` it\'s "so"!! a!b'),
    ("k1z", "; >PWNED&|< ~#=\\ 王:@^%"),
    ("k2z", "*?[a]{x,y}"),
    ("-k3z", " -rf --state=told"),
    ("$HOME k4z", "$(>PWNED)"),
]
"""The signs of all those in five names, for the suite's small form."""
TWINS = [("W", "ang Fang; >PWNED"), ("W", "ang Fei$(>PWNED)")]
"""Two names that begin alike: what is common to both is put in first."""
COLON = ("$HOME:", "$(>PWNED)")
"""A name in which bash begins a new word to complete, after a sign that it expands."""
NEVER = [
    (f"never{n}z", rest)
    for n, rest in enumerate(
        ["\n>PWNED", "\ttab", "\x1b[31m", "\u202etxt", "\x9b2J", "\x7f", "\u2028x", "\u200bx", "\u3164"]
    )
]
"""What would steer a terminal, break a line or not be seen: not offered."""

WAYS = {
    "bare": ("contact set ", "bare", ""),
    "single": ("contact set ", "single", ""),
    "double": ("contact set ", "double", ""),
    "option": ("log pay.shop proxy ", "bare", "--helper="),
    "value": ("log pay.shop proxy --helper ", "bare", ""),
    "option single": ("log pay.shop proxy --helper=", "single", ""),
    "option double": ("log pay.shop proxy --helper=", "double", ""),
    "option in quotes": ("log pay.shop proxy ", "double", "--helper="),
}
"""Where a name stands: after which words, how it is begun, and what of its word comes before it."""
SMALL = ("bare", "single", "double", "option")
SHELLS = ("bash", "zsh", "fish")


def told(home: Path, names: list[tuple[str, str]]) -> None:
    """A diary that has taken in the names from a file of cards."""
    spelled = [re.sub(r"[\\;,]", r"\\\g<0>", "".join(name)).replace("\n", "\\n") for name in names]
    cards = home.parent / "people.vcf"
    cards.write_text("".join(f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEND:VCARD\n" for name in spelled))
    here = ["--home", str(home), "--quiet"]
    assert main([*here, "start", "--app", "wechat", "--yes"]) == 0
    assert main([*here, "contact", "import", str(cards)]) == 0


def arrived(opened: Shell, name: tuple[str, str], way: str) -> list[str]:
    """What the program is told when the name's beginning is typed in that way, then TAB, then Enter."""
    command, how, before = WAYS[way]
    begun, _rest = name
    ended = "-- " if begun.startswith("-") and not command.startswith("log") else ""
    return opened.types(f"detox {command}{ended}{TYPED[how](opened.program, before + begun)}\t")


def expected(name: tuple[str, str], way: str) -> list[str]:
    """What it ought to be told."""
    whole = "".join(name)
    if way == "value":
        return ["log", "pay.shop", "proxy", "--helper", whole]
    if "option" in way:
        return ["log", "pay.shop", "proxy", f"--helper={whole}"]
    return ["contact", "set", *(["--"] if whole.startswith("-") else []), whole]


def fallen(opened: Shell, names: list[tuple[str, str]], ways: Iterable[str]) -> list[object]:
    """Every name in every way: what arrived that should not, and whatever was made in the folder."""
    before = set(opened.here.iterdir())
    wrong: list[object] = []
    for way, name in product(ways, names):
        if way == "value" and name[0].startswith("-"):
            continue  # it would be taken for an option, so it is not offered there
        argv = arrived(opened, name, way)
        wrong += [] if argv == expected(name, way) else [(way, name, argv)]
    return wrong + sorted(set(opened.here.iterdir()) - before)


@pytest.fixture(scope="module")
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """A shell of a person who has taken in a few hostile names."""
    folder = tmp_path_factory.mktemp("shell")
    with pytest.MonkeyPatch.context() as patch:
        for what in ("DATA", "STATE", "CONFIG"):
            patch.setenv(f"XDG_{what}_HOME", str(folder / "xdg"))
        told(folder / "home", [*FEW, *TWINS, COLON])
        for name in NEVER:  # a card's blanks are made plain ones when it is taken in; these come by hand
            assert main(["--home", str(folder / "home"), "--quiet", "contact", "add", "".join(name)]) == 0
    with shell(request.param, folder, whole=False) as shell_of_theirs:
        yield shell_of_theirs


in_every_shell = pytest.mark.parametrize("opened", SHELLS, indirect=True, scope="module")
in_bash = pytest.mark.parametrize("opened", ["bash"], indirect=True, scope="module")


@pytest.mark.undated
@in_every_shell
def test_a_hostile_name_completed_and_sent_is_a_name(opened: Shell) -> None:
    assert fallen(opened, FEW, SMALL) == []


@pytest.mark.thorough
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("kind", [*SHELLS, "bash of one word"])
def test_every_hostile_name_completed_in_every_place_is_a_name(tmp_path: Path, kind: str) -> None:
    told(tmp_path / "home", NAMES)

    with shell(kind, tmp_path, whole=True) as opened:
        assert fallen(opened, NAMES, WAYS) == []


@in_every_shell
def test_names_that_begin_alike_can_be_told_apart(opened: Shell) -> None:
    sent = [opened.types(f"detox contact set {quote}W\ta\t") for quote in ("", "'", '"')]

    assert sent == [["contact", "set", "Wang Fang; >PWNED"]] * 3


@in_every_shell
def test_a_name_that_would_steer_the_terminal_is_not_offered(opened: Shell) -> None:
    sent = [opened.types(f"detox contact set {begun}\t")[-1] for begun, _rest in NEVER]

    assert sent == [begun for begun, _rest in NEVER]


@in_every_shell
def test_the_programs_own_words_are_completed(opened: Shell) -> None:
    sent = opened.types("detox contac\tad\t'Zoe Li' --vi\tema\t")

    assert sent == ["contact", "add", "Zoe Li", "--via", "email"]


@in_bash
def test_bash_inserting_every_name_at_once_quotes_each(opened: Shell) -> None:
    sent = [opened.types(f"detox contact set {quote}W\x1b*") for quote in ("", "'", '"')]

    assert sent == [["contact", "set", *map("".join, TWINS)]] * 3


@in_bash
def test_what_bash_would_expand_is_not_completed(opened: Shell) -> None:
    sent = opened.types(f"detox contact set {COLON[0]}\t")

    assert "PWNED" not in sent[-1]


@given(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
    st.sampled_from(["", "'", '"']),
)
@settings(max_examples=60, deadline=None)
def test_bash_takes_a_written_word_for_its_text(text: str, quote: str) -> None:
    text = f"x{text}".replace("\n", "").replace(CALL, "")

    word = write_word(text, quote)

    assert split_by_bash([word]) == [[text]]
    assert read_line(f"detox {word}").words == ("detox", text)
    assert word.startswith(quote)
    assert word.endswith(quote)


@given(st.lists(st.text("ab '\"\\\t"), max_size=40))
@settings(max_examples=30, deadline=None)
def test_a_line_is_read_as_bash_reads_it(lines: list[str]) -> None:
    whole = [f"x {line}" for line in lines if not (seen := read_line(f"x {line}")).quote and seen.settled]

    ours = [[*read_line(f"{line} {CALL}").words[:-1]] for line in [*whole, "x a\\\nb"]]

    assert split_by_bash([*whole, "x a\\\nb"]) == ours
