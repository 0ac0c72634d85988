"""Sentences about the list and a task's sheet that could be false."""

import re
from typing import Any

import pytest
from textual.pilot import Pilot

from detox.diary import Diary
from detox.diary.beginning import Beginning
from detox.domain.entries import Independence, Outcome, Rhythm
from detox.domain.trial import usual_rule, written_down
from tests.tui.seen import demo_diary, play, press, text_of, watch
from tests.tui.test_mouse import click
from tests.tui.test_sweep_dialog import later

TASKS = ("msg.family", "pay.shop", "pay.p2p", "health.book")


@pytest.fixture
def begun(diary: Diary) -> Diary:
    """Begun with four tasks; now a day of week 2."""
    diary.start(Beginning(app="wechat", tasks=TASKS, trial=written_down(usual_rule(), start=diary.today)))
    return later(diary, 10)


def listed(diary: Diary) -> list[str]:
    return [task.id for task in diary.basket.tasks() if task.listed]


def test_the_seventh_digit_shows_the_list_by_parts_of_life(begun: Diary) -> None:
    seen = play(begun, "7")

    assert "4 on your list" in seen
    assert seen.index("Messages  1 of 7") < seen.index("Family group") < seen.index("Friends group")


def test_archiving_says_from_when_and_is_undone(begun: Diary) -> None:
    seen = play(begun, "7", "x")
    gone = listed(begun)
    play(begun, "u")

    assert "Off your list from week 3 on (Sat 28 Mar)." in seen
    assert "msg.family" not in gone
    assert "msg.family" in listed(begun)


def test_what_was_put_away_can_be_seen_and_taken_back(begun: Diary) -> None:
    away = play(begun, "7", "x", "v")
    play(begun, "7", "v", "home", "x")

    assert "put away" in away
    assert "msg.family" in listed(begun)


def test_space_takes_what_the_catalogue_offers_and_puts_it_off_again(begun: Diary) -> None:
    play(begun, "7", "slash", *"parking", "enter", "space")
    taken = begun.basket.held("bill.parking")
    play(begun, "7", "slash", *"parking", "enter", "space")

    assert taken is not None
    assert taken.listed
    assert "bill.parking" not in listed(begun)


def test_plus_and_minus_say_how_much_it_matters_and_from_when(begun: Diary) -> None:
    seen = play(begun, "7", "minus")

    held = begun.basket.held("msg.family")
    assert held is not None
    assert held.importance == 2
    assert "It counts from week 3 on" in seen


def test_weekdays_and_a_rhythm_are_chosen_by_keys(begun: Diary) -> None:
    play(begun, "7", "d", "w", "enter")
    weekly = begun.basket.held("msg.family")
    play(begun, "7", "d", "1", "3", "enter")
    days = begun.basket.held("msg.family")

    assert weekly is not None
    assert days is not None
    assert (weekly.rhythm, weekly.days) == (Rhythm.WEEKLY, "")
    assert (days.rhythm, days.days) == (None, "mon wed")


def test_a_task_of_ones_own_stands_where_it_was_said_to_belong(begun: Diary) -> None:
    play(begun, "7", "a", *"Choir", "enter", *"Leis", "enter")

    made = next(task for task in begun.basket.tasks() if task.name == "Choir")
    assert (made.category, made.listed) == ("leisure", True)


def test_a_name_that_is_taken_is_refused_in_place_and_nothing_is_written(begun: Diary) -> None:
    before = begun.snapshot()

    seen = play(begun, "7", "a", *"Family group", "enter")

    assert "There is a task of that name already" in seen
    assert begun.snapshot() == before


def test_tasks_are_reordered_within_their_part_of_life(begun: Diary) -> None:
    play(begun, "7", "slash", *"money", "enter", "K")
    assert listed(begun).index("pay.p2p") < listed(begun).index("pay.shop")

    play(begun, "7", "slash", *"money", "enter", "J")
    assert listed(begun).index("pay.shop") < listed(begun).index("pay.p2p")


def test_the_last_task_of_a_running_trial_is_refused_with_the_reason(begun: Diary) -> None:
    for task_id in TASKS[1:]:
        begun.basket.edit(begun.basket.find(task_id), archived=True)

    seen = play(begun, "7", "x", size=(120, 36))

    assert "is the last task on your list" in " ".join(seen.split())
    assert listed(begun) == ["msg.family"]


@pytest.mark.parametrize("size", [(120, 36), (60, 20)])
def test_channels_are_made_renamed_put_away_and_taken_back(begun: Diary, size: tuple[int, int]) -> None:
    play(begun, "7", "tab", "a", *"Matrix", "enter", "down", "down", "enter", size=size)
    made = begun.channels.find("Matrix")
    play(begun, "7", "tab", "enter", *" home", "enter", size=size)
    renamed = begun.channels.find("Matrix home")
    play(begun, "7", "tab", "x", size=size)
    away = begun.channels.find("Matrix home").archived
    play(begun, "u")

    assert made.independence is Independence.ANOTHER_SUPER_APP
    assert renamed.id == made.id
    assert away
    assert not begun.channels.find("Matrix home").archived


def test_a_channels_kind_is_changed(begun: Diary) -> None:
    begun.channels.add("Matrix")

    play(begun, "7", "tab", "k", "down", "enter")

    assert begun.channels.find("Matrix").independence is Independence.SAME_COMPANY


def test_the_list_works_by_mouse(begun: Diary) -> None:
    async def see(pilot: Pilot[Any]) -> None:
        await press(pilot, "7")
        await click(pilot, "Friends group")
        await click(pilot, "space on or off")
        assert "msg.friends" in listed(begun)
        await click(pilot, "Friends group")
        assert "Week by week" in text_of(pilot)

    watch(begun, see, (120, 36))


def test_hidden_names_stay_hidden_on_the_list_and_on_a_sheet(begun: Diary) -> None:
    begun.log("msg.family", "x", note="nobody answered")

    for keys in (("7", "f2"), ("f2", "7", "enter")):
        seen = play(begun, *keys)
        assert "task 1" in seen
        assert "Family group" not in seen
        assert "nobody answered" not in seen


def test_enter_on_a_task_opens_its_sheet_and_brackets_turn_it(begun: Diary) -> None:
    begun.log("msg.family", "w", channel="sms", minutes=5, note="asked Li")

    async def see(pilot: Pilot[Any]) -> None:
        await press(pilot, "7", "enter")
        for words in ("Family group", "asked Li", "SMS", "1/1", "5 min", "Not tried yet", "1 of 4"):
            assert words in text_of(pilot)
        await press(pilot, "right_square_bracket")
        assert "Pay in a shop" in text_of(pilot)
        await press(pilot, "escape")
        assert "on your list" in text_of(pilot)

    watch(begun, see, (120, 40))


def test_the_sheet_is_reached_from_today_and_from_ties(tmp_path: Any) -> None:
    demo = demo_diary(tmp_path)

    for keys in (("s",), ("4", "enter")):
        assert "Week by week" in play(demo, *keys)


def test_a_sheet_of_a_task_that_never_came_up_says_so(begun: Diary) -> None:
    begun.log("pay.shop", Outcome.NOT_NEEDED)

    assert "It has not come up yet." in play(begun, "7", "enter")


def test_a_sheet_says_when_a_way_was_found_and_what_going_back_would_change(tmp_path: Any) -> None:
    demo = demo_diary(tmp_path)

    sheet = play(demo, "4", "enter", size=(120, 36))

    back = next(
        task for task in demo.figures.if_went_back().tasks if task.id == demo.figures.ties().tasks[0].id
    )
    assert f"three times in a row by day {back.way_day}" in sheet
    assert f"Would change: {back.without} of {back.tried} times" in sheet


def test_a_sheet_in_chinese_has_room_for_its_dates(tmp_path: Any) -> None:
    sheet = play(demo_diary(tmp_path, "zh_Hans"), "4", "enter", size=(120, 36), lang="zh_Hans")

    assert re.search(r"打电话.* 12 月 27 日", sheet)
    assert re.search(r"1 月 9 日   ◌  没办成", sheet)
