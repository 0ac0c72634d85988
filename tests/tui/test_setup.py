"""Sentences about the first run, and about days before a week can be reckoned, that could be false."""

from datetime import timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from detox import catalogue
from detox.diary import Diary
from detox.diary.beginning import Beginning
from detox.domain.entries import Leaving, Outcome
from detox.domain.trial import usual_rule, written_down
from tests.tui.seen import play, press, text_of, watch
from tests.tui.test_mouse import click
from tests.tui.test_sweep_dialog import later

MOST_KEYS = 12
TO_TASKS = ("enter", "enter", "enter")
"""The app, how it ended, when."""


def test_the_defaults_lead_to_a_first_logged_day_in_twelve_keys(diary: Diary) -> None:
    keys = (*TO_TASKS, "enter", "enter", "enter", "enter", "n", "d")

    play(diary, *keys)

    assert len(keys) <= MOST_KEYS
    assert [entry.outcome for entry in diary.day().entries] == [Outcome.DIRECT]
    assert [task.id for task in diary.basket.tasks()] == [t.id for t in catalogue.preset(diary.life.app)]


@pytest.mark.parametrize("text", ["parking", "停车"])
def test_a_task_is_found_by_its_name_in_either_language(diary: Diary, text: str) -> None:
    play(diary, "escape", "slash", f"paste:{text}", "enter", "space", "escape", *["enter"] * 4)

    assert diary.basket.held("bill.parking") is not None


def test_a_long_list_is_told_that_a_short_one_is_read_sooner(diary: Diary) -> None:
    short = play(diary, "escape")
    long = play(diary, "escape", *["space", "down"] * 24)

    assert "A short list is read sooner" not in short
    assert "A short list is read sooner" in long


def test_how_it_went_before_is_said_in_one_pass(diary: Diary) -> None:
    play(diary, *TO_TASKS, "enter", "3", "2", "1", "enter", "enter", "enter")

    assert [task.before for task in diary.basket.tasks()][:4] == [100, 67, 33, None]


def test_the_pass_about_before_can_be_skipped(diary: Diary) -> None:
    play(diary, *TO_TASKS, "enter", "3", "escape", "enter", "enter")

    assert {task.before for task in diary.basket.tasks()} == {None}


def test_a_suspension_asks_until_when_and_writes_no_trial(diary: Diary) -> None:
    until = diary.today + timedelta(days=3)

    seen = play(diary, "enter", "down", "enter", *until.isoformat(), "enter", "enter", "enter", "enter")

    assert diary.life.how is Leaving.SUSPENDED
    assert diary.life.until == until.isoformat()
    assert diary.trial.current() is None
    assert "day 1, until 17 Mar" in seen
    assert "6 a trial" in play(later(diary, 5))


def test_a_suspension_that_has_passed_is_refused_in_place(diary: Diary) -> None:
    seen = play(diary, "enter", "down", "enter", *"yesterday", "enter")

    assert "a day that has not passed" in " ".join(seen.split())
    assert not diary.started()


def test_a_half_closed_account_is_explained(diary: Diary) -> None:
    seen = play(diary, "enter", "down", "down", "enter")

    assert "can often still log in, read and pay" in " ".join(seen.split())


def test_a_click_ticks_and_a_click_on_a_part_of_life_goes_there(diary: Diary) -> None:
    async def see(pilot: Pilot[Any]) -> None:
        await press(pilot, "escape")
        before = text_of(pilot)
        await click(pilot, "Food")
        await click(pilot, "Food delivery")
        whole = len(catalogue.tasks())
        assert f"13 of {whole} chosen" in before
        assert f"14 of {whole} chosen" in text_of(pilot)

    watch(diary, see)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_while_there_is_no_index_its_reason_and_the_way_to_it_are_said(
    diary: Diary, size: tuple[int, int]
) -> None:
    tasks = ("msg.family", "pay.shop", "pay.p2p")
    diary.start(Beginning(tasks=tasks, trial=written_down(usual_rule(), start=diary.today)))

    today, week = (" ".join(play(diary, key, size=size).split()) for key in ("1", "2"))

    assert "3 of 3 tasks" in today
    assert "3 of 3 tasks have not come up or been asked yet: the sweep on Friday closes that." in week


def test_a_week_of_which_everything_was_asked_says_that_nothing_came_up(diary: Diary) -> None:
    diary.start(Beginning(tasks=("msg.family",), trial=written_down(usual_rule(), start=diary.today)))
    diary.sweeps.answer(diary.sweeps.of(), {})

    assert "Nothing on your list came up this week." in play(diary)


def test_the_weeks_first_day_says_that_it_orders_the_calendars_only(diary: Diary) -> None:
    diary.start(Beginning())

    assert "It orders the calendars only" in play(diary, "comma", "down", "down", "down", "down")
