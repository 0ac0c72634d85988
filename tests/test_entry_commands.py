"""Entries at the front door: what is said of a deed, what is asked before one, and the codes of the end."""

import io
import json
from pathlib import Path

import pytest

from detox.cli.asked_words import completed
from detox.cli.call import Exit
from detox.cli.manual import EXITS
from detox.domain.entries import Outcome
from detox.wiring import open_diary
from tests.conftest import Run, Types


def _first(run: Run, capsys: pytest.CaptureFixture[str]) -> dict[str, object] | None:
    capsys.readouterr()
    run("day", "--json")
    entries = json.loads(capsys.readouterr().out)["entries"]
    return entries[0] if entries else None


def test_the_manual_names_every_code_that_a_call_may_end_with() -> None:
    assert [code for code, _said in EXITS] == [str(int(code)) for code in Exit]


def test_a_plan_is_said_after_an_effort_alone_and_for_its_own_task(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    run("--quiet", "task", "plan", "pay.shop", "cash")
    said = {}
    for words in (("pay.shop", "w"), ("pay.shop", "d"), ("pay.shop", "n"), ("msg.family", "d")):
        run("log", *words)
        said[words] = capsys.readouterr().err.count("\n")

    assert list(said.values()) == [2, 1, 1, 1]


@pytest.mark.parametrize(("typed", "code", "outcome"), [("y\n", 0, "app"), ("\n", 1, None)])
def test_by_the_old_account_a_terminal_asks_whether_somebody_went_back(
    run: Run,
    types: Types,
    capsys: pytest.CaptureFixture[str],
    *,
    typed: str,
    code: int,
    outcome: str | None,
) -> None:
    types(typed)

    assert run("log", "pay.shop", "w", "--via", "wechat") == code

    assert "did you go back to it? [y/N]" in capsys.readouterr().err
    entry = _first(run, capsys)
    assert (entry and entry["outcome"]) == outcome


@pytest.mark.parametrize("words", [("w", "--via", "cash"), ("a", "--via", "wechat"), ("w",)])
def test_by_any_other_way_nobody_is_asked_whether_they_went_back(
    run: Run, types: Types, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    types("")

    assert run("log", "pay.shop", *words) == 0

    assert "[y/N]" not in capsys.readouterr().err


def test_up_to_three_records_of_a_deed_are_named_and_more_are_counted(
    run: Run, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    diary = open_diary(home, home / ".state")
    yesterday = diary.day_said("yesterday")
    for tasks in (
        ("pay.shop", "msg.family", "work.chat"),
        ("pay.shop", "msg.family", "work.chat", "pay.p2p"),
    ):
        diary.past_days.fill({(yesterday, task): Outcome.DIRECT for task in tasks})

    run("undo")
    four = capsys.readouterr().err
    run("undo")

    assert "4 records" in four
    assert "records" not in capsys.readouterr().err


def test_json_stands_two_spaces_deep(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("status", "--json")

    assert '\n  "written": false' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "made"),
    [
        (["log", "-"], ["log", "pay.shop", "w", "--via", "cash", "--note=a note\nof two lines"]),
        (
            ["log", "-", "--json"],
            ["log", "pay.shop", "w", "--via", "cash", "--note=a note\nof two lines", "--json"],
        ),
        (["log", "a b", "-"], ["log", "a b", "-"]),
        (["edit", "-"], ["edit", "-"]),
    ],
)
def test_an_entry_behind_a_dash_is_read_whatever_options_stand_behind_it(
    monkeypatch: pytest.MonkeyPatch, words: list[str], made: list[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("pay.shop w --via cash\na note\nof two lines\n"))

    assert completed(words) == made


@pytest.mark.parametrize(
    ("words", "made"),
    [
        (["log", "x", "w", "--note"], ["log", "x", "w", "--note=typed"]),
        (["log", "x", "w", "--note", "--json"], ["log", "x", "w", "--note=typed", "--json"]),
        (["log", "x", "w", "--note", "n"], ["log", "x", "w", "--note", "n"]),
        (["log", "x", "w", "--note", "-"], ["log", "x", "w", "--note", "-"]),
        (["log", "x", "w", "--via", "--json"], ["log", "x", "w", "--via", "--json"]),
    ],
)
def test_an_option_without_its_value_is_asked_for_in_a_terminal(
    types: Types, words: list[str], made: list[str]
) -> None:
    types("typed\n")

    assert completed(words) == made
