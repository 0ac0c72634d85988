"""The rule of a trial as it is typed: its lines, how many must hold, how long; what a terminal asks."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from detox.__main__ import main
from detox.catalogue.labels import LEAVING
from detox.messages import GHOST
from detox.wiring import open_diary
from tests.conftest import Types

Told = Callable[..., dict[str, Any]]
USUAL = {"normal_days": 80, "index": 40, "essential_unmet": 2, "app_days": 4, "urge": 3}


@pytest.fixture
def start(home: Path, capsys: pytest.CaptureFixture[str]) -> Told:
    """A diary is begun with these words; what is printed of it."""

    def told(*words: str, asked: bool = False) -> dict[str, Any]:
        capsys.readouterr()
        given = () if asked else ("--yes",)
        assert main(["--home", str(home), "start", *given, "--json", *words]) == 0
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return found

    return told


def lines(trial: dict[str, Any]) -> dict[str, Any]:
    return {line["id"]: line["value"] for line in trial["criteria"]}


def test_the_usual_rule_is_taken_where_nothing_is_said(start: Told) -> None:
    trial = start()["trial"]

    assert (trial["days"], trial["need"], trial["veto"]) == (84, 4, ["app_days"])
    assert lines(trial) == USUAL


@pytest.mark.parametrize(
    ("words", "changed", "need"),
    [
        (("--rule", "normal_days=70"), {"normal_days": 70}, 4),
        (("--rule", "normal_days=７０％"), {"normal_days": 70}, 4),
        (("--rule", "normal_days=62.5"), {"normal_days": 62.5}, 4),
        (("--rule", "normal_days=-"), {"normal_days": None}, 3),
        (("--rule", "without_app"), {"without_app": 75}, 5),
        (("--rule", "urge=2", "--need", "3"), {"urge": 2}, 3),
        (("--need", "all"), {}, "all"),
        (("--need", "2"), {}, 2),
    ],
)
def test_a_line_that_is_named_changes_and_the_others_stay(
    start: Told, words: tuple[str, ...], changed: dict[str, float | None], need: object
) -> None:
    trial = start(*words)["trial"]

    assert lines(trial) == {name: value for name, value in (USUAL | changed).items() if value is not None}
    assert trial["need"] == need


@pytest.mark.parametrize(
    ("words", "veto"),
    [
        (("--rule", "app_days=-"), []),
        (("--rule", "urge=-"), ["app_days"]),
        (("--veto", "urge", "--veto", "index"), ["urge", "index"]),
    ],
)
def test_a_line_that_goes_takes_its_veto_with_it(
    start: Told, words: tuple[str, ...], veto: list[str]
) -> None:
    assert start(*words)["trial"]["veto"] == veto


@pytest.mark.parametrize(
    ("words", "need"), [(("normal_days=70",), 2), (("index=-",), 3), (("without_app=60",), 5)]
)
def test_a_change_leaves_how_many_must_hold_as_it_was_unless_lines_come_or_go(
    start: Told, home: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], need: int
) -> None:
    start("--need", "2")

    assert main(["--home", str(home), "trial", "amend", "--json", "--reason", "x", "--rule", *words]) == 0

    changed = json.loads(capsys.readouterr().out)["trial"]["amendments"][0]
    assert changed["rule"]["need"] == need


@pytest.mark.parametrize(("how", "told"), [("read_only", True), ("banned", False)])
def test_who_may_still_read_is_told_of_it(
    home: Path, capsys: pytest.CaptureFixture[str], how: str, *, told: bool
) -> None:
    main(["--home", str(home), "start", "--yes", "--how", how])

    assert (GHOST in capsys.readouterr().err) is told


@pytest.mark.parametrize("days", [7, 28, 366])
def test_a_trial_is_as_long_as_was_said(start: Told, days: int) -> None:
    trial = start("--days", str(days), "--rule", "index=-", "--rule", "urge=-")["trial"]

    assert trial["days"] == days


@pytest.mark.parametrize(
    "words", [("--days", "0"), ("--days", "6"), ("--days", "367"), ("--rule", "index=high")]
)
def test_what_makes_no_rule_is_refused_and_nothing_is_begun(home: Path, words: tuple[str, ...]) -> None:
    assert main(["--home", str(home), "start", "--yes", *words]) == 1
    assert not list(home.rglob("book.json"))


@pytest.mark.parametrize(("until", "code"), [("today", 0), ("tomorrow", 0), ("2020-01-01", 1)])
def test_a_suspension_ends_today_or_later_and_has_no_trial(
    home: Path, capsys: pytest.CaptureFixture[str], until: str, code: int
) -> None:
    assert main(["--home", str(home), "start", "--yes", "--json", "--until", until]) == code

    out = capsys.readouterr().out
    assert (json.loads(out)["trial"] if out else None) is None


ANSWERS = """
?
wechat
0
7
1
soon
tomorrow
yesterday
6
367
four weeks
I want to know.
"""


def test_a_terminal_asks_until_each_answer_is_understood(start: Told, types: Types, home: Path) -> None:
    types(ANSWERS[1:])

    trial = start(asked=True)["trial"]

    assert (trial["days"], trial["sentence"]) == (28, "I want to know.")
    life = open_diary(home, home / ".state").life
    assert (life.app, life.how) == ("wechat", next(iter(LEAVING)))


def test_empty_lines_take_what_is_usual(home: Path, types: Types, capsys: pytest.CaptureFixture[str]) -> None:
    types("\n" * 5)

    assert main(["--home", str(home), "start", "--json"]) == 0

    out, err = capsys.readouterr()
    trial = json.loads(out)["trial"]
    assert (trial["days"], trial["sentence"]) == (84, "")
    assert "1 the account was closed" in err


def test_through_a_pipe_nothing_is_asked(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("wechat\n"))

    assert main(["--home", str(home), "start"]) == 0

    assert "Which app" not in capsys.readouterr().err
    assert open_diary(home, home / ".state").life.app is None


def test_what_was_said_in_the_call_is_not_asked_again(start: Told, types: Types) -> None:
    types("because\n")

    trial = start("--app", "wechat", "--how", "banned", "--left", "yesterday", "--days", "56", asked=True)[
        "trial"
    ]

    assert (trial["days"], trial["sentence"]) == (56, "because")


@pytest.mark.parametrize("command", ["trial", "task", "channel", "pause", "contact", "step"])
def test_a_command_of_several_actions_wants_one(home: Path, command: str) -> None:
    assert main(["--home", str(home), command]) == 2
