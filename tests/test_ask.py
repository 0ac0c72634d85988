"""The day's questions line by line: kept, asked again, gone back to; nothing that was answered is dropped."""

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from detox.__main__ import main
from detox.diary.beginning import Beginning
from detox.wiring import local_now, open_diary
from detox.words import speak

DAILY = "mon tue wed thu fri sat sun"


class Asked:
    """A diary in which paying in a shop is the one usual task of every day."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self._home, self._capsys, self._patch = ("--home", str(home)), capsys, patch
        diary = open_diary(home, home / ".state", now=local_now)
        diary.start(Beginning(app="wechat", tasks=("pay.shop", "msg.family")))
        for task, days in (("pay.shop", DAILY), ("msg.family", "")):
            diary.basket.edit(diary.basket.find(task), days=days)

    def run(self, *words: str) -> str:
        assert main([*self._home, *words]) == 0
        seen = self._capsys.readouterr()
        return seen.out or seen.err

    def typing(self, *lines: str, command: str = "ask") -> str:
        """What is said while these lines are typed."""
        self._patch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return self.run(command)

    def day(self) -> dict[str, Any]:
        held: dict[str, Any] = json.loads(self.run("day", "--json"))
        return held


@pytest.fixture
def asked(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Asked:
    speak("en")
    return Asked(home, capsys, monkeypatch)


def test_each_question_says_which_of_how_many_it_is(asked: Asked) -> None:
    said = asked.typing(*[""] * 9)

    assert "1 of 8  Pay in a shop?" in said
    assert "8 of 8  A note for the day?" in said


def test_what_stands_is_said_and_an_empty_line_keeps_it(asked: Asked) -> None:
    asked.run("log", "pay.shop", "w", "--via", "cash", "--minutes", "5")
    asked.run("checkin", "--mood", "6")
    before = asked.day()

    said = asked.typing(*[""] * 9)

    assert "Pay in a shop? [workaround, Cash, 5 min]" in said
    assert "10 very good) [6]" in said
    assert asked.day() == before


def test_another_outcome_changes_the_entry_that_stands(asked: Asked) -> None:
    asked.run("log", "pay.shop", "w", "--via", "cash")

    asked.typing("d", *[""] * 9)

    assert [entry["outcome"] for entry in asked.day()["entries"]] == ["direct"]


@pytest.mark.parametrize(
    ("typed", "field", "kept"),
    [
        (("", "", "maybe", "y"), "normal", True),
        (("", "", "yeah"), "normal", True),
        (("", "", "\uff59"), "normal", True),
        (("", "", "是"), "normal", True),
        (("", "", "", "12", "six", "6"), "mood", 6),
        (("", "", "", "\uff16"), "mood", 6),
    ],
)
def test_an_answer_that_is_not_understood_is_asked_again(
    asked: Asked, typed: tuple[str, ...], field: str, kept: object
) -> None:
    asked.typing(*typed)

    assert asked.day()["checkin"][field] == kept


@pytest.mark.parametrize("vague", ["card", "nothing like it"])
def test_a_channel_that_is_not_clear_is_asked_again(asked: Asked, vague: str) -> None:
    asked.typing("w", "ten", "10", vague, "cash")

    (entry,) = asked.day()["entries"]
    assert (entry["minutes"], entry["channel"]) == (10, "cash")


def test_who_helped_and_a_note_are_asked_where_somebody_helped(asked: Asked) -> None:
    asked.typing("p", "Li", "3", "", "she paid")

    (entry,) = asked.day()["entries"]
    assert (entry["helper"], entry["minutes"], entry["note"]) == ("Li", 3, "she paid")


def test_something_else_that_came_up_is_written_as_often_as_it_is_named(asked: Asked) -> None:
    asked.typing("", "family", "d", "no such thing", "family", "d")

    assert [entry["task"] for entry in asked.day()["entries"]] == ["msg.family", "msg.family"]


@pytest.mark.parametrize("word", ["b", "back", "<", "返回"])
def test_back_returns_to_the_question_before(asked: Asked, word: str) -> None:
    asked.typing("", "", "y", word, "n")

    assert asked.day()["checkin"]["normal"] is False


def test_back_from_a_detail_returns_to_its_own_task(asked: Asked) -> None:
    asked.typing("w", "back", "d")

    assert [entry["outcome"] for entry in asked.day()["entries"]] == ["direct"]


def test_a_question_mark_explains_and_writes_nothing(asked: Asked) -> None:
    said = asked.typing("?", "", "\uff1f", "", "?")

    assert "w: workaround - done another way, with effort" in said
    assert "not known is not zero" in said
    assert (asked.day()["entries"], asked.day()["checkin"]) == ([], None)


def test_a_dash_takes_an_answer_back(asked: Asked) -> None:
    asked.run("checkin", "--mood", "6", "--urge", "2")

    asked.typing("", "", "", "-")

    held = asked.day()["checkin"]
    assert (held["mood"], held["urge"]) == (None, 2)


def test_a_dash_takes_a_note_and_a_helper_back(asked: Asked) -> None:
    asked.typing("p", "Li", "", "", "she paid")

    asked.typing("p", "-", "", "", "-")

    (entry,) = asked.day()["entries"]
    assert (entry["helper"], entry["note"]) == (None, "")


def test_what_was_written_of_another_task_stays_as_it_is(asked: Asked) -> None:
    asked.run("log", "msg.family", "x")

    asked.typing("d")

    assert {entry["task"]: entry["outcome"] for entry in asked.day()["entries"]} == {
        "msg.family": "unmet",
        "pay.shop": "direct",
    }


def test_the_key_for_back_is_a_word_where_words_are_asked_for(asked: Asked) -> None:
    asked.typing("w", "", "b", "cash", "b", "b", "family", "d", *[""] * 6, "b")

    first, second = asked.day()["entries"]
    assert (first["channel"], first["note"]) == ("cash", "b")  # no channel is called that, a note may be
    assert (second["task"], second["outcome"]) == ("msg.family", "direct")
    assert asked.day()["checkin"]["note"] == "b"


def test_the_key_for_back_is_a_word_of_what_the_app_was_for(asked: Asked) -> None:
    asked.typing("a", "b")

    (entry,) = asked.day()["entries"]
    assert entry["lapse"]["what"] == "b"


def test_what_was_no_answer_is_told_what_one_would_be(asked: Asked) -> None:
    normal, mood = asked.typing("", "", "maybe"), asked.typing("", "", "", "maybe")

    assert "Answer y or n, or with an empty line." in normal
    assert "A number, please" not in normal
    assert "A number, please, or an empty line." in mood


def test_a_note_for_the_day_goes_behind_the_one_that_stands(asked: Asked) -> None:
    asked.run("checkin", "--note", "rain")

    said = asked.typing(*[""] * 7, "and wind")

    assert "A note for the day? [rain]" in said
    assert asked.day()["checkin"]["note"] == "rain\nand wind"


def test_a_day_that_has_not_come_is_not_asked_about(
    asked: Asked, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = asked.day()

    code = main(["--home", str(home), "ask", "--on", "2999-01-01"])

    assert code == 1
    assert "of 8" not in capsys.readouterr().err
    assert asked.day() == before


@pytest.mark.parametrize("typed", ["n", "no", "没有"])
def test_no_note_is_wanted_by_who_answers_no(asked: Asked, typed: str) -> None:
    said = asked.typing("x", typed, "", "", "", "", "", "", typed)

    held = asked.day()
    assert [entry["note"] for entry in held["entries"]] == [""]
    assert held["checkin"] is None
    assert "Done." in said


def test_who_says_yes_to_a_note_is_asked_for_its_words(asked: Asked) -> None:
    asked.typing("x", "y", "the till was slow")

    assert [entry["note"] for entry in asked.day()["entries"]] == ["the till was slow"]


def test_nothing_stands_in_brackets_where_no_channel_is_known(asked: Asked) -> None:
    said = asked.typing("w", "5", "cash")

    assert "By what? " in said
    assert "[-]" not in said


def test_no_key_is_named_by_a_sign_that_a_voice_leaves_out(asked: Asked) -> None:
    said = asked.typing("?", "wrong", "w", "?", "5", "?", "", "?", "", "", "?", "", "?")

    assert "[ ]" not in said
    assert not re.search(r"[.;] [?-] ", said)
