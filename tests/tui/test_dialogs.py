"""Sentences about dialogs that could be false."""

from datetime import timedelta

import pytest
from textual.pilot import Pilot

from detox.diary import Diary
from detox.domain.entries import Outcome
from detox.domain.trial import Trial, usual_rule
from tests.tui.seen import play, press, text_of, watch


@pytest.fixture
def running(diary: Diary) -> Diary:
    """A trial on its fifteenth day."""
    diary.basket.add("pay.shop")
    rule = usual_rule(28)
    start = diary.today - timedelta(days=14)
    diary.trial.new(Trial(start=start, days=28, need=rule.need, criteria=rule.criteria))
    return diary


@pytest.mark.parametrize("typed", ["2026-11-01", "6", "367", "-"])
def test_a_length_out_of_range_is_refused_and_stays_as_it_was_typed(diary: Diary, typed: str) -> None:
    seen = play(diary, "escape", "escape", *typed, "enter")

    assert "7..366" in seen
    assert typed[:4] in seen
    assert not diary.started()


def test_a_refused_amendment_stays_open_with_what_was_typed(running: Diary) -> None:
    seen = play(running, "6", "m", *["backspace"] * 5, *"77", "enter")

    assert "Amend the rule" in seen
    assert "77" in seen
    assert "needs a reason" in seen
    assert "--" not in seen.replace("───", "")


def test_a_refused_day_may_be_mended_in_place(running: Diary) -> None:
    running.tap("pay.shop", Outcome.DIRECT, day=running.today)

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "3", "g", *"nonsense", "enter")
        refused = text_of(pilot)
        await press(pilot, *["backspace"] * 8, *"today", "enter")
        mended = text_of(pilot)

        assert "nonsense" in refused
        assert "There is no day" in refused
        assert "Go to a day" not in mended

    watch(running, see)


@pytest.mark.parametrize("typed", ["9999", "-"])
def test_no_number_of_minutes_is_lost_or_stops_the_program(running: Diary, typed: str) -> None:
    seen = play(running, "1", "d", "m", *typed, "enter")

    assert "0..1440" in seen
    assert "Extra minutes" in seen


def test_a_note_says_what_its_field_is_for(running: Diary) -> None:
    assert "Note\n" in play(running, "1", "d", "i")
