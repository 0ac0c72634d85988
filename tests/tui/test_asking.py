"""Sentences about what Today asks besides outcomes - channels, other tasks, advice - that could be false."""

from datetime import timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from detox.diary import Diary
from detox.diary.beginning import Beginning
from detox.domain.entries import Independence, Outcome
from detox.domain.trial import Trial, usual_rule
from tests.tui.seen import play, press, text_of, watch

DAILY = "mon tue wed thu fri sat sun"
SHOP, FAMILY = "pay.shop", "msg.family"


@pytest.fixture
def begun(diary: Diary) -> Diary:
    """Two tasks for every day, the family group first; a trial that began six days ago."""
    trial = Trial(start=diary.today - timedelta(days=6), criteria=usual_rule().criteria)
    diary.start(Beginning(app="wechat", tasks=(FAMILY, SHOP), trial=trial))
    for task in diary.basket.tasks():
        diary.basket.edit(task, days=DAILY, since=trial.start)
    return diary


def said(diary: Diary) -> list[tuple[str, Outcome, str | None]]:
    return [(entry.task, entry.outcome, entry.channel) for entry in diary.day().entries]


def test_what_the_sweep_wrote_is_no_row_of_its_day(begun: Diary) -> None:
    begun.sweeps.answer(begun.sweeps.of(), {SHOP: Outcome.DIRECT})

    seen = play(begun)

    assert "0 of 2 answered" in seen


def test_a_digit_takes_one_of_the_first_five_channels(begun: Diary) -> None:
    first = begun.channels.offered(begun.basket.held(FAMILY))[1].id

    play(begun, "d", "c", "2")

    assert said(begun) == [(FAMILY, Outcome.DIRECT, first)]


def test_a_digit_in_a_name_is_a_letter(begun: Diary) -> None:
    seen = play(begun, "d", "c", *"k12", size=(80, 30))

    assert "new channel: k12" in seen
    assert said(begun)[0][2] is None


def test_a_channel_is_made_on_the_spot_and_taken_back_by_undo(begun: Diary) -> None:
    play(begun, "d", "c", *"Matrix", "enter", "down", "enter")
    (task, _outcome, made), *_rest = said(begun)

    assert task == FAMILY
    assert begun.channels.find("Matrix").independence is Independence.SAME_COMPANY
    assert begun.channels.name(str(made)) == "Matrix"
    play(begun, "u", "u")
    assert made not in [channel.id for channel in begun.channels.all(archived=True)]


@pytest.mark.parametrize(("key", "name"), [("d", "WeChat"), ("w", "微信")])
def test_the_app_as_a_way_without_it_is_asked_about(begun: Diary, key: str, name: str) -> None:
    asked = play(begun, key, "c", f"paste:{name}", "enter")
    kept = said(begun)
    play(begun, "up", key, "up", "c", f"paste:{name}", "enter", "y")

    assert "did you go back to it?" in asked
    assert kept[0][2] is None
    assert said(begun) == [(FAMILY, Outcome.APP, "old_account")]


def test_after_going_back_the_app_is_a_channel_like_any(begun: Diary) -> None:
    seen = play(begun, "a", "c", f"paste:{'微信'}", "enter")

    assert "did you go back" not in seen
    assert said(begun) == [(FAMILY, Outcome.APP, "old_account")]


def test_the_app_is_not_offered_as_a_plan(begun: Diary) -> None:
    seen = play(begun, "P", *"old acc")

    assert "nothing fits" not in seen  # a channel of that name could be made
    assert "the app itself" not in seen


def test_another_task_of_the_catalogue_is_taken_with_its_facts(begun: Diary) -> None:
    play(begun, "plus", *"parking", "enter", "x")

    taken = begun.basket.held("bill.parking")
    assert taken is not None
    assert (taken.listed, taken.importance) == (False, 1)
    assert said(begun) == [("bill.parking", Outcome.UNMET, None)]


def test_a_new_name_is_not_taken_for_a_part_of_another(begun: Diary) -> None:
    play(begun, "plus", *"Pay", *["down"] * 30, "enter", "d")

    (task, _outcome, _channel), *_rest = said(begun)
    assert begun.name(task) == "Pay"
    assert len(begun.basket.tasks()) == 3


def test_a_task_that_was_put_away_is_found_by_its_name(begun: Diary) -> None:
    begun.basket.edit(begun.basket.find(SHOP), archived=True)

    play(begun, "plus", *"in a shop", "enter", "d")

    assert said(begun)[0][0] == SHOP


def test_after_the_first_could_not_enter_opens_what_has_carried_it_elsewhere(begun: Diary) -> None:
    async def see(pilot: Pilot[Any]) -> None:
        await press(pilot, "x")
        assert "enter what has carried it elsewhere" in text_of(pilot)
        await press(pilot, "enter")
        assert "iMessage group" in text_of(pilot)
        await press(pilot, "escape")
        assert "what has carried it elsewhere" not in text_of(pilot)
        await press(pilot, "x", "u")
        assert len(begun.day().entries) == 1

    watch(begun, see)


def test_a_second_could_not_offers_nothing_again(begun: Diary) -> None:
    begun.log(FAMILY, "x", day=begun.today - timedelta(days=2))

    assert "what has carried it elsewhere" not in play(begun, "x")
