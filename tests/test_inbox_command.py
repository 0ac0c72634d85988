"""What was written while the diary was locked and waits: asked about in a terminal, placed, thrown away."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from detox.__main__ import main
from detox.cli.inbox_command import said_text
from detox.storage.inbox import Inbox, InboxRecord
from detox.wiring import open_diary
from tests.conftest import Types

Run = Callable[..., int]
RENT = {
    "task": "the rent",
    "outcome": "workaround",
    "note": "typed",
    "cost": {"amount": "3", "currency": "EUR"},
}
PIGEON = {"task": "pay.shop", "outcome": "workaround", "channel": "pigeon"}
WHICH_TASK, WHICH_CHANNEL = "Which task?", "Which channel?"


@pytest.fixture
def run(home: Path) -> Run:
    """The program over a diary in which the rent waits, and a pigeon."""
    assert main(["--home", str(home), "start", "--app", "wechat", "--yes", "--quiet"]) == 0
    diary = open_diary(home, home / ".state")
    inbox = Inbox(diary.store.paths)
    for n, said in enumerate((RENT, PIGEON)):
        inbox.put(InboxRecord(kind="log", id=f"a{n}", moment=diary.moment, day=diary.today, said=said))
    return lambda *words: main(["--home", str(home), "inbox", *words])


def _held(home: Path) -> tuple[list[tuple[str, str | None]], int]:
    """The task, "new" for one of one's own, and the channel of each entry; and how many wait."""
    diary = open_diary(home, home / ".state")
    entries = diary.day().entries
    waiting = len(Inbox(diary.store.paths).all())
    return [(e.task if "." in e.task else "new", e.channel) for e in entries], waiting


@pytest.mark.parametrize(
    ("typed", "entries", "waiting"),
    [
        ("\n\n", [], 2),
        ("q\nq\n", [], 2),
        ("", [], 2),
        ("+\ncash\n", [("new", None), ("pay.shop", "cash")], 0),
        ("-\n-\n", [], 0),
        ("msg.family\n\n", [("msg.family", None)], 1),
        (
            "nothing like it\ngroup\npay.shop\nowl\ncash\n",
            [("pay.shop", None), ("pay.shop", "cash")],
            0,
        ),
    ],
)
def test_a_terminal_asks_what_was_meant_until_it_is_clear_or_left(
    run: Run, home: Path, types: Types, *, typed: str, entries: list[Any], waiting: int
) -> None:
    types(typed)

    assert run() == 0

    assert _held(home) == (entries, waiting)


def test_a_terminal_asks_for_what_is_not_clear(
    run: Run, types: Types, capsys: pytest.CaptureFixture[str]
) -> None:
    types("\n\n")
    capsys.readouterr()

    run()

    out, err = capsys.readouterr()
    assert [line.partition("  ")[0] for line in out.splitlines()] == ["1", "2"]
    assert "the rent" in out.splitlines()[0]
    assert "3 EUR" in out.splitlines()[0]
    assert (err.count(WHICH_TASK), err.count(WHICH_CHANNEL)) == (1, 1)
    assert "detox inbox 1 --task" not in err


def test_elsewhere_it_is_told_how_each_is_placed(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()

    run()

    err = capsys.readouterr().err
    assert WHICH_TASK not in err
    assert ("detox inbox 1 --task" in err, "detox inbox 2 --task" in err) == (True, True)


@pytest.mark.parametrize("number", ["0", "3"])
def test_a_number_of_none_that_waits_is_refused(run: Run, home: Path, number: str) -> None:
    assert run(number, "--drop") == 1
    assert _held(home)[1] == 2


@pytest.mark.parametrize(("number", "left"), [("1", "pigeon"), ("2", "the rent")])
def test_the_one_of_that_number_is_thrown_away(
    run: Run, capsys: pytest.CaptureFixture[str], number: str, left: str
) -> None:
    assert run(number, "--drop") == 0
    capsys.readouterr()
    run("--json")

    (waiting,) = json.loads(capsys.readouterr().out)["waiting"]
    assert left in waiting["said"].values()


def test_a_number_alone_shows_that_one_and_changes_nothing(
    run: Run, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    assert run("2") == 0

    assert "pigeon" in capsys.readouterr().out
    assert _held(home) == ([], 2)


@pytest.mark.parametrize("minutes", [0, 1, 90])
def test_what_waits_is_shown_as_it_was_typed_with_its_minutes_and_without_marks(
    home: Path, capsys: pytest.CaptureFixture[str], minutes: int
) -> None:
    said = PIGEON | {"minutes": minutes, "new": True, "note": "", "helper": "Li"}
    assert main(["--home", str(home), "start", "--app", "wechat", "--yes", "--quiet"]) == 0
    diary = open_diary(home, home / ".state")
    held = InboxRecord(kind="log", id="a", moment=diary.moment, day=diary.today, said=said)

    text = said_text(held)

    assert [
        part for part in ("pay.shop", "workaround", "pigeon", str(minutes), "Li") if part not in text
    ] == []
    assert ("True" in text, text.count(",")) == (False, 4)
