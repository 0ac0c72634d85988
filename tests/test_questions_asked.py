"""The check-in by the command line: each question can be answered, and only what is set is asked."""

import io
import json
import re
from pathlib import Path

import pytest

from detox.__main__ import main
from detox.domain.questions import ANSWER_KINDS, QUESTIONS, AnswerKind
from detox.words import speak

RATED = ("mood", "cut_off", "urge")
SETTINGS = {
    (True, False): ("normal", *RATED, "won_back"),
    (True, True): ("normal", *RATED, "tense", "won_back"),
    (False, False): ("normal", "won_back"),
    (False, True): ("normal", "won_back"),
}


@pytest.fixture
def begun(home: Path) -> Path:
    speak("en")
    assert main(["--home", str(home), "start", "--app", "wechat", "--yes"]) == 0
    return home


@pytest.mark.parametrize(("ratings", "tense"), SETTINGS)
def test_ask_asks_what_the_settings_leave_and_nothing_else(
    begun: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    ratings: bool,  # noqa: FBT001 - a setting
    tense: bool,  # noqa: FBT001 - a setting
) -> None:
    for key, on in (("ratings", ratings), ("tense", tense)):
        main(["--home", str(begun), "config", key, str(on).lower()])
    capsys.readouterr()
    monkeypatch.setattr("sys.stdin", io.StringIO("\n" * 200))

    assert main(["--home", str(begun), "ask"]) == 0

    asked = capsys.readouterr().err
    found = tuple(
        name
        for name, question in QUESTIONS.items()
        if re.search(rf"  {re.escape(question.asked)}(\?| \()", asked)
    )
    assert found == SETTINGS[ratings, tense]


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_can_be_answered_by_its_option(
    begun: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    yes_no = ANSWER_KINDS[name] is AnswerKind.YES_NO

    assert main(["--home", str(begun), "checkin", f"--{name.replace('_', '-')}", "n" if yes_no else "7"]) == 0

    capsys.readouterr()
    main(["--home", str(begun), "day", "--json"])
    held = json.loads(capsys.readouterr().out)["checkin"]
    assert {key: held[key] for key in QUESTIONS if held[key] is not None} == {name: False if yes_no else 7}


def test_after_an_effort_the_plan_that_stands_is_said_and_else_how_to_make_one(
    begun: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = ("--home", str(begun))
    main([*home, "log", "pay.shop", "w"])
    without = capsys.readouterr().err

    main([*home, "task", "plan", "pay.shop", "cash"])
    capsys.readouterr()
    main([*home, "log", "pay.shop", "w"])
    planned = capsys.readouterr().err

    assert "detox task plan pay.shop CHANNEL" in without
    assert "If I need: Pay in a shop, then: Cash." in planned
    assert "CHANNEL" not in planned


def test_a_question_mark_has_a_question_of_the_setup_explained_and_is_no_answer(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    speak("en")
    typed = io.StringIO("?\nwechat\n?\n1\n?\nyesterday\n\uff1f\n28\n?\nto sleep better\nn\n")
    monkeypatch.setattr(typed, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", typed)

    assert main(["--home", str(home), "start"]) == 0

    asked = capsys.readouterr().err
    assert [asked.count(said) for said in ("Which app", "How did it end", "When was", "In one sentence")] == [
        2
    ] * 4
    main(["--home", str(home), "trial", "show", "--json"])
    trial = json.loads(capsys.readouterr().out)["trial"]
    assert (trial["days"], trial["sentence"]) == (28, "to sleep better")
