"""Sentences about a line of the journal changed as a whole that could be false."""

from pathlib import Path

import pytest

from detox.diary import Diary
from detox.domain.entries import WEEKDAYS, Cost, Rhythm
from detox.messages.rhythm_messages import rhythm_text
from detox.tui.entry_dialogs import said_rhythm
from detox.words import speak
from tests.tui.seen import demo_diary, play

EMPTIED = ["ctrl+u"]


@pytest.fixture
def demo(tmp_path: Path) -> Diary:
    speak("en")
    return demo_diary(tmp_path)


def test_an_entry_moves_to_another_day_and_takes_its_cost(demo: Diary) -> None:
    entry = demo.day().entries[0]

    play(
        demo,
        "3",
        "down",
        "e",
        "tab",
        *EMPTIED,
        *"yesterday",
        "tab",
        *EMPTIED,
        *"18",
        "colon",
        *"30",
        "tab",
        "tab",
        *"2.50",
        "enter",
    )

    moved = demo.entry(entry.id)
    assert (moved.day, moved.at) == (demo.today.replace(day=entry.day.day - 1), "18:30")
    assert moved.cost == Cost(amount="2.50", currency="CNY")
    assert moved.task == entry.task


def test_an_entry_becomes_another_tasks(demo: Diary) -> None:
    entry = demo.day().entries[0]
    other = next(task for task in demo.basket.tasks() if task.id != entry.task)

    play(demo, "3", "down", "enter", *EMPTIED, f"paste:{other.name}", "enter")

    assert demo.entry(entry.id).task == other.id


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (["tab", *EMPTIED, *"soon"], "There is no day soon"),
        (["tab", "tab", *EMPTIED, *"25", "colon", *"99"], "expected HH:MM, got 25:99"),
        (["tab"] * 4 + list("much"), "expected a cost like 2.50 or 2.50 CNY, got much"),
        ([*EMPTIED, *"zzz"], "zzz"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused_and_stays_as_it_was_typed(
    demo: Diary, keys: list[str], said: str
) -> None:
    entry = demo.day().entries[0]

    seen = play(demo, "3", "down", "e", *keys, "enter")

    assert said in " ".join(seen.split())
    assert "keep" in seen
    assert demo.entry(entry.id) == entry


def test_the_answers_of_a_day_are_changed_and_one_taken_back(demo: Diary) -> None:
    before = demo.day().checkin
    assert before is not None

    play(demo, "3", "e", "backspace", "n", "tab", "backspace", "backspace", "tab", "backspace", "9", "enter")

    after = demo.day().checkin
    assert after is not None
    assert (after.normal, after.mood, after.cut_off) == (False, None, 9)
    assert (after.urge, after.note) == (before.urge, before.note)


def test_an_answer_out_of_range_is_refused_by_its_name(demo: Diary) -> None:
    before = demo.day().checkin

    seen = play(demo, "3", "e", "tab", "backspace", *"11", "enter")

    assert "mood: expected 0..10, got 11" in " ".join(seen.split())
    assert demo.day().checkin == before


@pytest.mark.parametrize("tongue", ["en", "zh_Hans"])
@pytest.mark.parametrize(
    ("days", "rhythm"),
    [("mon", None), ("mon wed sun", None), (" ".join(WEEKDAYS), None), ("", Rhythm.SELDOM)],
)
def test_how_often_a_task_comes_up_is_read_as_the_form_shows_it(
    diary: Diary, tongue: str, days: str, rhythm: Rhythm | None
) -> None:
    speak(tongue)
    task = diary.basket.add("Tea").replace(days=days, rhythm=rhythm)

    shown = rhythm_text(task)

    assert said_rhythm(shown) == {"days": days, "rhythm": rhythm}
    assert said_rhythm(" ") == {"days": "", "rhythm": None}
