"""Sentences about looking back on the command line that could be false."""

import io
from pathlib import Path

import pytest

from detox.__main__ import main
from detox.diary import Diary
from detox.errors import BadField
from tests.test_cli import Run


@pytest.fixture
def run(home: Path) -> Run:
    def call(*words: str) -> int:
        return main(["--home", str(home), *words])

    assert call("start", "--yes", "--quiet") == 0
    return call


def exported(run: Run, folder: Path) -> str:
    assert run("export", str(folder / "held.json")) == 0
    text = (folder / "held.json").read_text(encoding="utf-8")
    (folder / "held.json").unlink()
    return text


def test_the_command_speaks_of_the_last_return(run: Run, tmp_path: Path) -> None:
    run("log", "pay.shop", "a", "--note", "first")
    run("log", "pay.shop", "a", "--note", "second")
    run("log", "pay.shop", "w")

    assert run("lapse", "--for", "rent", "--asked", "Li", "--at", "noon", "--sure", "3") == 0

    said = "What for: rent; Who asked: Li; About when: noon; Sure of tomorrow without it: 3 of 10"
    held = exported(run, tmp_path)
    assert f"second\\n{said}" in held
    assert held.count(said) == 1


def test_an_entry_that_went_otherwise_is_left_alone(diary: Diary) -> None:
    diary.basket.add("pay.shop")
    entry = diary.log("pay.shop", "w")

    with pytest.raises(BadField):
        diary.reviews.lapse(entry, "What for: rent")

    assert diary.day().entries == (entry,)


def test_without_a_return_there_is_nothing_to_say(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("log", "pay.shop", "w")

    assert run("lapse", "--for", "rent") == 1

    assert "Nothing was changed." in capsys.readouterr().err


@pytest.mark.parametrize("sure", ["-1", "11"])
def test_nobody_is_surer_than_ten(run: Run, tmp_path: Path, sure: str) -> None:
    run("log", "pay.shop", "a")

    assert run("lapse", "--for", "lodging", "--sure", sure) == 1

    assert "lodging" not in exported(run, tmp_path)


def test_a_week_is_looked_back_on_in_the_note_of_its_day(run: Run, tmp_path: Path) -> None:
    run("checkin", "--mood", "6", "--note", "rain", "--on", "yesterday")

    assert run("review", "--hardest", "work chat", "--people", "Li", "--on", "yesterday") == 0

    said = "The week in three lines: Hardest task: work chat; Key people reached: Li"
    assert f"rain\\n{said}" in exported(run, tmp_path)


def test_nothing_said_of_a_week_writes_nothing(run: Run, tmp_path: Path) -> None:
    assert run("review") == 0

    assert "three lines" not in exported(run, tmp_path)


@pytest.mark.parametrize(
    ("typed", "kept"), [("a\nrent\n\nnoon\n", "What for: rent; About when: noon"), ("a\nrent\nq\n", "rent")]
)
def test_being_asked_line_by_line_asks_what_it_was_for(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, kept: str
) -> None:
    run("task", "edit", "pay.shop", "--weekdays", "mon tue wed thu fri sat sun")
    for task in ("msg.family", "grp.school", "work.chat", "work.group", "move.transit"):
        run("task", "edit", task, "--weekdays", "")
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))

    assert run("ask") == 0

    assert kept in exported(run, tmp_path)
