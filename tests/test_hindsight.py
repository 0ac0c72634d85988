"""Sentences about looking back on the command line that could be false."""

import io
import json
from pathlib import Path

import pytest

from detox.__main__ import main
from detox.diary import Diary
from detox.domain.entries import Lapse, Review
from detox.errors import BadField
from detox.exchange.csv_tables import from_csv, to_csv
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

    held = {
        row["note"]: row["lapse"] for row in json.loads(exported(run, tmp_path))["entries"] if row["note"]
    }
    assert held == {"first": None, "second": {"what": "rent", "who": "Li", "when": "noon", "sure": 3}}


def test_an_entry_that_went_otherwise_is_left_alone(diary: Diary) -> None:
    diary.basket.add("pay.shop")
    entry = diary.log("pay.shop", "w")

    with pytest.raises(BadField):
        diary.reviews.lapse(entry, Lapse(what="rent"))

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


def test_a_week_that_was_looked_back_on_stays_whatever_note_its_day_gets(run: Run, tmp_path: Path) -> None:
    run("checkin", "--mood", "6", "--note", "rain", "--on", "yesterday")

    assert run("review", "--hardest", "work chat", "--people", "Li", "--on", "yesterday") == 0
    assert run("checkin", "--note", "sun", "--on", "yesterday") == 0

    day = json.loads(exported(run, tmp_path))["checkins"][0]
    assert day["note"] == "sun"
    assert day["review"] == {"hardest": "work chat", "plan": "", "people": "Li"}


def test_what_was_said_after_going_back_stays_whatever_note_its_entry_gets(diary: Diary) -> None:
    diary.basket.add("pay.shop")
    entry = diary.reviews.lapse(diary.log("pay.shop", "a", note="first"), Lapse(what="rent"))

    diary.edit(entry, note="second")

    held = diary.day().entries[0]
    assert (held.note, held.lapse) == ("second", Lapse(what="rent"))


def test_a_second_look_takes_nothing_back(diary: Diary) -> None:
    diary.reviews.review(Review(hardest="chat", people="Li"))

    held = diary.reviews.review(Review(plan="ring first"))

    assert held is not None
    assert held.review == Review(hardest="chat", plan="ring first", people="Li")


def test_what_was_said_afterwards_is_found_shown_and_handed_on(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("log", "pay.shop", "a", "--note", "first")
    run("lapse", "--for", "the rent")
    run("review", "--hardest", "work chat")
    capsys.readouterr()

    for words in (
        ("day",),
        ("search", "the rent"),
        ("search", "work chat"),
        ("export", "--format", "markdown"),
    ):
        assert run(*words) == 0
        said = capsys.readouterr().out
        assert ("What for: the rent" in said) or words[-1] == "work chat", words
        assert ("Hardest task: work chat" in said) or words[-1] == "the rent", words


def test_tables_bring_back_what_was_said_afterwards(diary: Diary) -> None:
    diary.basket.add("pay.shop")
    diary.reviews.lapse(diary.log("pay.shop", "a"), Lapse(what="rent", sure=3))
    diary.reviews.review(Review(hardest="chat"))

    brought = from_csv(to_csv(diary.snapshot()), today=diary.today)

    assert brought.entries[0].lapse == Lapse(what="rent", sure=3)
    assert brought.checkins[0].review == Review(hardest="chat")


def test_nothing_said_of_a_week_writes_nothing(run: Run, tmp_path: Path) -> None:
    assert run("review") == 0

    assert "three lines" not in exported(run, tmp_path)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("a\nrent\n\nnoon\n", {"what": "rent", "when": "noon"}), ("a\nrent\nq\n", {"what": "rent"})],
)
def test_being_asked_line_by_line_asks_what_it_was_for(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, kept: dict[str, str]
) -> None:
    run("task", "edit", "pay.shop", "--weekdays", "mon tue wed thu fri sat sun")
    for task in ("msg.family", "grp.school", "work.chat", "work.group", "move.transit"):
        run("task", "edit", task, "--weekdays", "")
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))

    assert run("ask") == 0

    lapse = json.loads(exported(run, tmp_path))["entries"][-1]["lapse"]
    assert {name: said for name, said in lapse.items() if said} == kept
