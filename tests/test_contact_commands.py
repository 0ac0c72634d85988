"""People and steps at the front door: what an option writes, who is left to tell, which deadline is meant."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from detox.__main__ import main

Run = Callable[..., Any]


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """The program over an empty diary; what it prints, as JSON where that is asked for."""

    def ran(*words: str) -> Any:
        capsys.readouterr()
        assert main(["--home", str(home), "contact", *words]) == 0
        out = capsys.readouterr().out
        return json.loads(out) if "--json" in words else out

    return ran


def test_whom_to_tell_next_is_said_and_that_nobody_is_left_only_where_somebody_is_listed(run: Run) -> None:
    nobody_listed = run("next")
    run("add", "Li")
    waiting = run("next")
    run("set", "Li", "--state", "confirmed")
    nobody_left, as_json = run("next"), run("next", "--json")

    assert "Nobody is listed." in nobody_listed
    assert ("Li" in waiting, "Nobody" in waiting) == (True, False)
    assert nobody_left == "Nobody is left to tell.\n"
    assert as_json == {"contacts": []}


@pytest.mark.parametrize(
    ("words", "changed"),
    [
        (("--address", "138"), {"address": "138"}),
        (("--address", ""), {"address": ""}),
        (("--key", "n"), {"key": False}),
        (("--note", "met at work"), {"note": "met at work"}),
        (("--via", "cash"), {"reach": "cash"}),
        (("--state", "told"), {"state": "told"}),
        (("--by", "call"), {"state": "confirmed", "confirmed_by": "call"}),
        (("--by", "call", "--state", "replied"), {"state": "replied", "confirmed_by": "call"}),
    ],
)
def test_what_is_named_changes_and_nothing_else(
    run: Run, words: tuple[str, ...], changed: dict[str, object]
) -> None:
    before = run("add", "Li", "--address", "139", "--key", "y", "--note", "n", "--json")

    after = run("set", "Li", *words, "--json")

    moved = {name: value for name, value in after.items() if value != before.get(name)}
    assert {name: value for name, value in moved.items() if name not in {"updated_at", "was"}} == changed


def test_the_list_numbers_everybody_and_the_next_keep_their_numbers(run: Run) -> None:
    for name, state in (("Anna", "confirmed"), ("Bo", "listed"), ("Chen", "listed")):
        run("add", name)
        run("set", name, "--state", state)

    numbers = [[line.split()[:2] for line in run(action).splitlines()] for action in ("list", "next")]

    assert numbers == [[["1", "Anna"], ["2", "Bo"], ["3", "Chen"]], [["2", "Bo"], ["3", "Chen"]]]


def test_who_writes_is_kept_for_the_next_text_and_asked_for_while_nobody_is_named(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hints = []
    for words in ((), ("--from", "Wang"), ()):
        assert main(["--home", str(home), "contact", "message", *words]) == 0
        out, err = capsys.readouterr()
        hints.append(("Wang" in out, "--from NAME" in err))

    assert hints == [(False, True), (True, False), (True, False)]


@pytest.mark.parametrize(
    ("typed", "due", "code"),
    [
        (None, "yesterday", 1),
        ("y\n", "yesterday", 0),
        ("n\n", "yesterday", 1),
        ("\n", "yesterday", 1),
        ("", "yesterday", 1),
        ("", "today", 0),
        ("", "tomorrow", 0),
    ],
)
def test_a_deadline_that_has_passed_is_kept_only_where_a_terminal_says_that_it_is_meant(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, typed: str | None,
    due: str, code: int,
) -> None:  # fmt: skip
    stdin = io.StringIO(typed or "")
    stdin.isatty = lambda: typed is not None  # type: ignore[method-assign]
    monkeypatch.setattr("sys.stdin", stdin)

    assert main(["--home", str(home), "step", "add", "close it", "--due", due]) == code

    assert ("Is that the deadline you mean?" in capsys.readouterr().err) is (
        typed is not None and due == "yesterday"
    )


def test_a_text_is_polite_where_that_is_said_and_stays_so(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    polite = []
    for words in ((), ("--polite", "y"), (), ("--polite", "n"), ()):
        main(["--home", str(home), "contact", "message", "--in", "zh_Hans", *words])
        polite.append("您" in capsys.readouterr().out)

    assert polite == [False, True, True, False, False]


def test_the_numbers_of_a_long_list_end_in_line(run: Run) -> None:
    for n in range(10):
        run("add", f"Person {n}")

    lines = run("list").splitlines()

    assert [line[:2] for line in (lines[0], lines[9])] == [" 1", "10"]
