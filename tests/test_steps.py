"""The checklist after leaving: what cannot wait comes first, and its hours are counted."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from detox import catalogue
from detox.__main__ import main
from detox.diary import Diary
from detox.diary.beginning import Beginning
from detox.domain.entries import Leaving, StepState
from detox.errors import BadField, Forbidden, FutureDay
from detox.messages.step_messages import due_text, note_text
from detox.wiring import open_diary
from detox.words import speak
from tests.conftest import EVENING
from tests.tui.seen import play


@pytest.fixture
def banned(diary: Diary) -> Diary:
    diary.start(Beginning(app="wechat", how=Leaving.BANNED))
    return diary


def test_on_the_first_day_nothing_was_due_however_long_ago_it_ended(diary: Diary) -> None:
    diary.start(Beginning(app="wechat", left=date(2026, 1, 2)))

    said = [due_text(diary, step) for step in diary.steps.all()]

    assert said[0] == "today"
    assert not [text for text in said if text.startswith("was due")]


def test_what_cannot_wait_stands_first_until_it_is_done_or_let_go(banned: Diary) -> None:
    ids = [step.id for step in banned.steps.first()]
    assert {"step.01", "step.04", "step.06", "step.08", "step.17", "step.18", "step.19", "step.20"} <= set(
        ids
    )

    banned.steps.mark(banned.steps.find("step.01"), StepState.DONE)
    banned.steps.mark(banned.steps.find("step.02"), StepState.SKIPPED)

    assert [step.id for step in banned.steps.first()] == ids[2:]


def test_the_hours_run_from_when_the_entrance_was_opened_and_stand_above_all(home: Path) -> None:
    moments = [EVENING]
    diary = open_diary(home, home / ".state", now=lambda: moments[0])
    diary.start(Beginning(app="wechat", how=Leaving.BANNED))
    step = diary.steps.clock_from(diary.steps.find("step.04"), at="20:00")

    said = []
    for hours in (0, 46, 46.5, 47):
        moments[0] = EVENING + timedelta(hours=hours)
        said.append(due_text(diary, step))

    assert diary.steps.all()[0].id == "step.04"
    assert said == ["47 hours left", "1 hour left", "less than an hour left", "its 48 hours are over"]


@pytest.mark.parametrize("typed", ["9:05", "09:05", "９：０５", "9点05"])
def test_an_hour_is_taken_as_it_is_typed(banned: Diary, typed: str) -> None:
    step = banned.steps.clock_from(banned.steps.find("step.04"), at=typed)

    assert step.clock_from is not None
    assert step.clock_from[11:16] == "09:05"


def test_an_hour_to_come_or_none_and_a_step_without_hours_are_refused(banned: Diary) -> None:
    step = banned.steps.find("step.04")

    with pytest.raises(FutureDay):
        banned.steps.clock_from(step, at="23:59")
    with pytest.raises(BadField):
        banned.steps.clock_from(step, at="soon")
    with pytest.raises(Forbidden):
        banned.steps.clock_from(banned.steps.find("step.05"))
    assert banned.steps.find("step.04").clock_from is None


def test_undo_takes_the_clock_back(banned: Diary) -> None:
    banned.steps.clock_from(banned.steps.find("step.04"))

    banned.undo_list.undo()

    assert banned.steps.find("step.04").clock_from is None


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_what_cannot_wait_says_how_it_is_best_taken_but_for_what_needs_no_word(
    banned: Diary, language: str
) -> None:
    speak(language)

    assert all(note_text(step) for step in banned.steps.first())
    assert not note_text(banned.steps.add("Return the key"))


def test_a_diary_that_holds_an_older_wording_says_todays(banned: Diary) -> None:
    speak("zh_Hans")
    for choice in catalogue.steps(Leaving.BANNED):
        held = banned.steps.find(choice.id)
        for before in choice.formerly:
            assert banned.steps.spoken(held.replace(text=before.replace("{app}", "WeChat"))) == choice.name(
                "wechat"
            )


def test_the_command_says_what_is_left_and_the_whole_of_a_step(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = ("--home", f"{tmp_path}/home", "--lang", "en")
    main([*home, "start", "--yes", "--app", "wechat", "--how", "banned"])
    assert main([*home, "step", "clock", "step.04"]) == 0
    capsys.readouterr()

    assert main([*home, "step", "show", "step.04"]) == 0

    said = capsys.readouterr().out
    assert "its 48 hours run from when you open it" in said
    assert "bank card in your own name" in said


def test_today_shows_what_cannot_wait_and_e_leads_there(banned: Diary) -> None:
    today = play(banned)
    assert "Photograph the notice" in today

    steps = play(banned, "e")

    assert "Steps" in steps
    assert "Photograph the notice" in steps


def test_e_leads_to_the_steps_beside_many_people_and_from_a_small_window(banned: Diary) -> None:
    for n in range(30):
        banned.people.add(f"Person {n}")

    small = play(banned, size=(60, 20))
    assert "e: 9 cannot wait" in small

    for size in ((60, 20), (80, 24), (120, 36)):
        steps = play(banned, "e", size=size)
        assert "Photograph the notice" in steps
        assert "space done" in steps


def test_the_cursor_stays_for_the_next_step_when_one_is_done(banned: Diary) -> None:
    play(banned, "e", "space", "space", "x")

    states = {step.id: step.state for step in banned.steps.all()}
    assert states["step.01"] is StepState.DONE
    assert states["step.02"] is StepState.DONE
    assert states["step.04"] is StepState.SKIPPED
