"""A word that is no command or option: what it may have meant is said, and nothing is done by a guess."""

import json
from argparse import ArgumentParser
from pathlib import Path

import pytest

from detox.__main__ import main
from detox.cli.parser import FILES, all_commands, build_parser, parsed
from detox.cli.unknown_words import ASKED_BY_SHELLS, WRITTEN_OUT, descend, spelled_out, unknown_text
from detox.words import speak


@pytest.fixture
def begun(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    speak("en")
    monkeypatch.setenv("DETOX_HOME", str(home))
    assert main(["start", "--app", "wechat", "--yes"]) == 0
    return home


def _bytes(home: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in sorted(home.rglob("*")) if p.is_file()}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("verd", "verdict"), ("chec", "checkin"), ("verdi", "verdict"), ("sear", "search"), ("undo", "undo")],
)
def test_a_beginning_that_is_one_commands_alone_names_it(typed: str, meant: str) -> None:
    assert parsed([typed]).command == meant


@pytest.mark.parametrize("command", sorted(WRITTEN_OUT & set(FILES)))
def test_what_cannot_be_undone_is_written_out(
    begun: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    before = _bytes(begun)

    codes = {main([command[:n], "last", "--yes"]) for n in range(2, len(command))}

    assert codes == {2}
    assert f"Did you mean: {command}?" in capsys.readouterr().err
    assert _bytes(begun) == before


@pytest.mark.parametrize(
    ("typed", "near"),
    [("lgo", "log"), ("Undo", "undo"), ("chekin", "checkin"), ("tr", "trend, trial"), ("wek", "week")],
)
def test_what_was_meant_is_said_and_not_run(
    begun: Path, capsys: pytest.CaptureFixture[str], typed: str, near: str
) -> None:
    before = _bytes(begun)

    code = main([typed, "pay.shop", "d"])

    said = capsys.readouterr().err
    assert code == 2
    assert f"There is no command {typed}. Did you mean: {near}" in said
    assert _bytes(begun) == before


def test_the_commands_that_shells_ask_are_offered_to_nobody() -> None:
    assert {name for name, command in all_commands().items() if command.hidden} == ASKED_BY_SHELLS


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("log", "pay.shop", "w", "cash"), "--via cash"),
        (("log", "pay.shop", "w", "--minuts", "5"), "Did you mean: --minutes?"),
        (("edit", "2026-11-22", "--mood", "5"), "detox checkin --on DATE --mood"),
        (("edit", "last", "--cut-off=5"), "detox checkin --on DATE --cut-off"),
        (("task", "lsit"), "Did you mean: list?"),
        (("day", "today", "yesterday"), "yesterday is one word too many"),
        (("week", "--plian"), "Did you mean: --plain?"),
        (("log", "pay.shop", "w", "--quite"), "Did you mean: --quiet?"),
        (("w",), "Did you mean: week, wipe?"),
        (("extend",), "Did you mean: trial choose extend"),
        (("amend",), "Did you mean: trial amend"),
        (("trial", "extend", "--weeks", "4"), "Did you mean: choose extend?"),
        (("T",), "Did you mean: trend, ties, trial, task?"),
        (("export", "--format", "markdwon"), "Did you mean: markdown?"),
    ],
)
def test_a_word_that_is_not_taken_is_answered_by_the_one_that_is(
    begun: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    before = _bytes(begun)

    code = main(list(words))

    assert code == 2
    assert said in capsys.readouterr().err
    assert _bytes(begun) == before


# --- aliases


def test_an_alias_stands_for_a_command_and_what_it_takes(
    begun: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["config", "alias.w", "log pay.shop w --via cash"]) == 0
    capsys.readouterr()

    assert main(["w", "--minutes", "5", "--json"]) == 0

    held = json.loads(capsys.readouterr().out)
    assert (held["task"], held["channel"], held["minutes"]) == ("pay.shop", "cash", 5)


def test_an_alias_is_listed_and_taken_away(begun: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["config", "alias.paid", 'log "pay.shop" d'])
    main(["config"])
    listed = capsys.readouterr().out

    main(["config", "alias.paid", ""])
    main(["config", "list"])

    assert 'alias.paid log "pay.shop" d' in " ".join(listed.split())
    assert "alias" not in capsys.readouterr().out
    assert main(["paid"]) == 2


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("alias.day", "undo"),
        ("alias.x", "rm -rf"),
        ("alias.-x", "day"),
        ("alias.", "day"),
        ("alias.q", '"day'),
    ],
)
def test_an_alias_that_hides_a_command_or_names_none_is_refused(
    begun: Path,
    capsys: pytest.CaptureFixture[str],
    key: str,
    value: str,
) -> None:
    code = main(["config", key, value])

    said = capsys.readouterr().err
    main(["config"])
    assert code in {1, 2}
    assert said
    assert "alias" not in capsys.readouterr().out


def test_an_alias_in_the_file_cannot_hide_a_command() -> None:
    assert parsed(["day"], {"day": "undo"}).command == "day"


# --- last


def test_last_is_the_entry_that_was_written_last_whatever_its_day(
    begun: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["log", "msg.family", "d"])
    main(["log", "pay.shop", "w", "--on", "-3"])
    said = capsys.readouterr().err

    main(["edit", "last", "--minutes", "7", "--json"])

    held = json.loads(capsys.readouterr().out)
    assert (held["task"], held["minutes"]) == ("pay.shop", 7)
    assert f"({held['id'][:13]})" in said


def test_without_an_entry_there_is_no_last_one(begun: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["delete", "last"]) == 1
    assert "No entry is called last." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "made"),
    [
        (["ab", "x", "y"], ["abc", "x", "y"]),
        (["--quiet", "ab", "x"], ["--quiet", "abc", "x"]),
        (["a"], None),
        (["go", "x", "y"], ["log", "pay.shop", "x", "y"]),
        (["xy"], None),
    ],
)
def test_what_stands_around_a_word_that_is_spelled_out_stays(
    words: list[str], made: list[str] | None
) -> None:
    assert spelled_out(words, ["abc", "xyz", "xyw"], {"go": "log pay.shop"}) == made


def test_the_words_behind_the_innermost_command_are_its_own() -> None:
    parser = build_parser("task")

    inner, own = descend(parser, ["--quiet", "task", "list", "--bogus", "x"])
    none, left = descend(parser, ["task", "nothing", "x"])

    assert (inner and inner.prog, own) == ("detox task list", ["--bogus", "x"])
    assert (none, left) == (None, [])


def test_an_option_of_one_letter_is_not_what_was_meant() -> None:
    assert "Did you mean" not in unknown_text(["-hh"], ArgumentParser())
    assert "Did you mean: --help?" in unknown_text(["--hlep"], ArgumentParser())
