"""Sentences about the weekly sweep on the screens that could be false."""

from datetime import timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from detox.diary import Diary
from detox.diary.beginning import Beginning
from detox.domain.entries import Outcome
from detox.domain.trial import usual_rule, written_down
from detox.wiring import open_diary
from tests.conftest import EVENING
from tests.tui.seen import play, press, text_of, watch

TASKS = ("msg.family", "pay.shop", "pay.p2p", "health.book")


def later(diary: Diary, days: int) -> Diary:
    """The same diary, so many days later."""
    paths = diary.store.paths
    return open_diary(paths.home, paths.state, now=lambda: EVENING + timedelta(days=days))


@pytest.fixture
def ending(diary: Diary) -> Diary:
    """Begun six days ago with four tasks, none mentioned: the week ends today."""
    diary.start(Beginning(tasks=TASKS, trial=written_down(usual_rule(), start=diary.today)))
    return later(diary, 6)


def swept(diary: Diary) -> dict[str, Outcome]:
    span = diary.store.span()
    entries = diary.store.entries(span.first, span.last) if span else []
    return {entry.task: entry.outcome for entry in entries if entry.swept}


def test_a_quiet_week_is_swept_with_two_keys(ending: Diary) -> None:
    for n in range(16):
        ending.basket.add(f"Task {n}")

    seen = play(ending, "r", "enter")

    assert list(swept(ending).values()) == [Outcome.NOT_NEEDED] * 20
    assert "0 came up, 20 did not" in seen
    assert "The week in three lines" in seen


def test_what_came_up_is_kept_and_the_rest_did_not(ending: Diary) -> None:
    seen = play(ending, "r", "down", "w", "x")
    play(ending, "r", "down", "w", "x", "enter")

    assert "2 came up, 2 did not." in seen
    assert swept(ending) == {
        "msg.family": Outcome.NOT_NEEDED,
        "pay.shop": Outcome.WORKAROUND,
        "pay.p2p": Outcome.UNMET,
        "health.book": Outcome.NOT_NEEDED,
    }


def test_the_same_key_again_takes_an_answer_back(ending: Diary) -> None:
    play(ending, "r", "w", "up", "w", "enter")

    assert set(swept(ending).values()) == {Outcome.NOT_NEEDED}


def test_leaving_says_nothing_of_what_was_not_keyed(ending: Diary) -> None:
    left = play(ending, "r", "escape")
    nothing = swept(ending)
    play(ending, "r", "d", "escape")

    assert "The week in three lines" in left
    assert nothing == {}
    assert swept(ending) == {"msg.family": Outcome.DIRECT}


def test_one_undo_takes_the_whole_sweep_back(ending: Diary) -> None:
    play(ending, "r", "enter", "escape", "u")

    assert swept(ending) == {}


def test_a_sweep_that_is_due_is_offered_below_the_list_and_takes_no_key(ending: Diary) -> None:
    offered = play(ending)
    before = play(later(ending, -2))
    play(ending, "d")

    assert "r 4 tasks not mentioned in week 1: did any come up?" in offered
    assert "not mentioned" not in before
    assert [entry.outcome for entry in ending.day().entries] == [Outcome.DIRECT]


def test_a_missed_sweep_can_be_made_up_for_from_the_week_after(ending: Diary) -> None:
    diary = later(ending, 16)  # in week 3

    async def see(pilot: Pilot[Any]) -> None:
        await press(pilot, "r")
        assert "Week 2" in text_of(pilot)
        await press(pilot, "left_square_bracket")
        assert "Week 1" in text_of(pilot)
        await press(pilot, "enter")

    watch(diary, see)

    assert [sweep.week for sweep in diary.sweeps.open()] == [3, 2]


def test_a_week_with_everything_mentioned_goes_straight_to_its_three_lines(ending: Diary) -> None:
    ending.sweeps.answer(ending.sweeps.of(), {})

    seen = play(ending, "r")

    assert "Did any of these come up?" not in seen
    assert "The week in three lines" in seen


def test_hidden_names_stay_hidden_in_the_sweep(ending: Diary) -> None:
    seen = play(ending, "f2", "r")

    assert "task 1" in seen
    assert "Family group" not in seen


def test_a_click_chooses_the_row_that_a_key_then_answers(ending: Diary) -> None:
    async def see(pilot: Pilot[Any]) -> None:
        await press(pilot, "r")
        await pilot.click("#choices", offset=(10, 2))
        await press(pilot, "x", "enter")

    watch(ending, see)

    assert swept(ending)["pay.p2p"] is Outcome.UNMET
