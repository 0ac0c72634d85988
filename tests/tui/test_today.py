"""Sentences about Today that could be false."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from detox.diary import Diary
from detox.diary.beginning import Beginning
from detox.domain.entries import Outcome
from detox.domain.trial import Trial, usual_rule
from tests.tui.seen import demo_diary, play, press, text_of, watch

EIGHT = (
    "msg.family",
    "msg.one",
    "pay.shop",
    "work.chat",
    "work.group",
    "grp.school",
    "move.transit",
    "shop.parcel",
)
YESTERDAY = ("d", "w", "d", "d", "x", "p", "n", "w")
BUDGET, DAILY_BUDGET = 20, 15


@pytest.fixture
def eight(diary: Diary) -> Diary:
    """Eight tasks for every day, yesterday written."""
    today = diary.today
    trial = Trial(start=today - timedelta(days=6), criteria=usual_rule().criteria)
    diary.start(Beginning(tasks=EIGHT, trial=trial))
    for task in diary.basket.tasks():
        diary.basket.edit(task, days="mon tue wed thu fri sat sun", since=today - timedelta(days=6))
    for task, key in zip(diary.basket.usual(today), YESTERDAY, strict=True):
        diary.log(task.id, key, day=today - timedelta(days=1), channel="sms" if key in "dw" else None)
    return diary


def month_file(home: Path) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads((home / "journal" / "2026-03.json").read_bytes())
    return found


def saved(home: Path, day: date) -> tuple[int, int]:
    """Entries and answers of a day, as they are on the disk."""
    tables = month_file(home)
    rows = {table: _rows(tables[table]) for table in tables if table in ("entries", "checkins")}
    entries = [row for row in rows.get("entries", []) if row["day"] == day.isoformat()]
    answers = [row for row in rows.get("checkins", []) if row["day"] == day.isoformat()]
    fields = ("normal", "mood", "cut_off", "urge", "won_back")
    return len(entries), sum(row.get(field) is not None for row in answers for field in fields)


def _rows(table: object) -> list[dict[str, object]]:
    return list(table.values()) if isinstance(table, dict) else list(table)  # type: ignore[call-overload]


def test_a_day_like_yesterday_takes_at_most_twenty_keys_and_each_is_saved(eight: Diary, home: Path) -> None:
    today = eight.today
    minutes = ("m", "5", "enter")
    script = ["d", "w", *minutes, "d", "d", "x", "p", "n", "w", "k", "y", "6", "3", "2", "enter"]
    grown: list[tuple[int, int]] = []

    async def see(pilot: Pilot[int]) -> None:
        for key in script:
            await press(pilot, key)
            grown.append(saved(home, today))

    watch(eight, see)

    assert len(script) <= BUDGET
    outcomes = [entries for key, (entries, _answers) in zip(script, grown, strict=True) if key in "dwxpn"]
    assert outcomes == list(range(1, 9))
    assert [answers for _entries, answers in grown[-5:]] == [1, 2, 3, 4, 4]
    held = eight.day(today)
    assert [e.outcome for e in held.entries] == [eight_outcome(key) for key in YESTERDAY]
    assert held.entries[1].minutes == 5


def test_a_day_like_yesterday_with_its_check_in_takes_fifteen_keys(eight: Diary) -> None:
    keys = (*YESTERDAY, "k", "y", "6", "3", "2", "enter")

    play(eight, *keys)

    held = eight.day()
    assert len(keys) <= DAILY_BUDGET
    assert len(held.entries) == len(EIGHT)
    assert held.checkin is not None
    assert (held.checkin.normal, held.checkin.urge) == (True, 2)


def eight_outcome(key: str) -> Outcome:
    return dict(zip("dwpaxn", Outcome, strict=True))[key]


def test_the_channel_used_last_is_filled_in(eight: Diary) -> None:
    play(eight, "d")

    assert eight.day().entries[0].channel == "sms"


def test_an_outcome_on_an_answered_task_changes_it(eight: Diary) -> None:
    play(eight, "d", "up", "x")

    entries = eight.day().entries
    assert [(entry.outcome, entry.channel) for entry in entries] == [(Outcome.UNMET, None)]


def test_minutes_concern_the_entry_made_last_until_the_cursor_is_moved(eight: Diary) -> None:
    play(eight, "w", "m", "7", "enter", "w", "up", "up", "m", "9", "enter")

    assert [entry.minutes for entry in eight.day().entries] == [9, None]


def test_an_emptied_minutes_field_is_not_known_and_not_zero(eight: Diary) -> None:
    play(eight, "w", "m", "7", "enter", "m", "backspace", "enter")

    assert eight.day().entries[0].minutes is None


def test_a_task_may_come_up_a_second_time(eight: Diary) -> None:
    play(eight, "d", "up", "plus", "enter", "w")

    assert [entry.outcome for entry in eight.day().entries] == [Outcome.DIRECT, Outcome.WORKAROUND]


def test_a_task_nobody_listed_is_taken_in_off_the_list(eight: Diary) -> None:
    play(eight, "plus", *"Ferry", "enter", "w")

    new = next(task for task in eight.basket.tasks() if task.name == "Ferry")
    assert (new.listed, eight.day().entries[0].task) == (False, new.id)


def test_undo_takes_the_last_key_back_and_redo_does_it_again(eight: Diary) -> None:
    undone = play(eight, "d", "u")
    count = len(eight.day().entries)
    play(eight, "U")

    assert "Undone" in undone
    assert (count, len(eight.day().entries)) == (0, 1)


def test_other_days_are_reached_and_tomorrow_is_not(eight: Diary) -> None:
    before = play(eight, "left_square_bracket", "left_square_bracket")
    ahead = play(eight, "right_square_bracket")

    assert "Thursday 12 March" in before
    assert "2 days ago" in before
    assert "Saturday 14 March" in ahead


def test_a_key_on_another_day_writes_on_that_day(eight: Diary) -> None:
    play(eight, "left_square_bracket", "left_square_bracket", "d")

    assert [entry.day for entry in eight.day(date(2026, 3, 12)).entries] == [date(2026, 3, 12)]


def test_digits_outside_the_check_in_are_the_screens(eight: Diary) -> None:
    assert "Your weeks will appear here" in play(eight, "2") or "dependence" in play(eight, "2")
    assert eight.day().checkin is None


def test_a_one_waits_for_a_nought(eight: Diary) -> None:
    play(eight, "k", "y", "1", "0", "1", "5")

    checkin = eight.day().checkin
    assert checkin is not None
    assert (checkin.mood, checkin.cut_off, checkin.urge) == (10, 1, 5)


def test_leaving_the_check_in_keeps_what_was_answered(eight: Diary) -> None:
    left = play(eight, "k", "n", "4", "escape", "d")

    checkin = eight.day().checkin
    assert checkin is not None
    assert (checkin.normal, checkin.mood, checkin.urge) == (False, 4, None)
    assert "1 of 8 answered" in left


def test_the_footer_shows_only_keys_that_work_now(eight: Diary) -> None:
    on_a_task = play(eight, size=(120, 36)).splitlines()[-1]
    on_nothing = play(eight, *["down"] * 8, size=(120, 36)).splitlines()[-1]
    while_asked = play(eight, "k", size=(120, 36)).splitlines()[-1]

    assert "d direct" in on_a_task
    assert "minutes" not in on_a_task
    assert "d direct" not in on_nothing
    assert while_asked.split() == ["y", "n", "answer", "enter", "skip", "esc", "leave"]


def test_a_click_moves_the_cursor(eight: Diary) -> None:
    async def see(pilot: Pilot[int]) -> None:
        await pilot.click("#rows", offset=(10, 2))
        await press(pilot, "x")

    watch(eight, see)

    third = eight.basket.usual(eight.today)[2]
    assert [entry.task for entry in eight.day().entries] == [third.id]


def test_hiding_covers_names_helpers_and_plans_and_keeps_the_widths(tmp_path: Path) -> None:
    diary = demo_diary(tmp_path)

    open_text = play(diary)
    hidden = play(diary, "f2")

    assert "Family group" in open_text
    for word in ("Family group", "through Li", "Residents"):
        assert word not in hidden
    assert [line.find("workaround") for line in hidden.splitlines()] == [
        line.find("workaround") for line in open_text.splitlines()
    ]


def test_a_hidden_note_cannot_be_opened(tmp_path: Path) -> None:
    diary = demo_diary(tmp_path)
    entry = diary.edit(diary.day().entries[0], note="Met Chen by the river")

    seen = play(diary, "f2", "3", "down", "i")

    assert entry.note not in seen


def test_deleting_an_entry_can_be_undone(eight: Diary) -> None:
    play(eight, "d", "up", "delete")
    gone = len(eight.day().entries)
    play(eight, "u")

    assert (gone, len(eight.day().entries)) == (0, 1)


def test_a_narrow_low_window_still_shows_the_list(eight: Diary) -> None:
    for size in ((60, 20), (40, 12)):
        assert "Family group" in play(eight, size=size)


def test_a_window_too_small_is_told_so_politely(eight: Diary) -> None:
    seen = play(eight, size=(39, 11))

    assert "too small" in seen
    assert "Family group" not in seen


def test_the_plan_of_the_focused_task_is_shown(eight: Diary) -> None:
    task = eight.basket.usual(eight.today)[0]
    eight.basket.edit(task, plan="phone")

    async def see(pilot: Pilot[int]) -> None:
        assert "If I need" in text_of(pilot)
        await press(pilot, "down")
        assert "If I need" not in text_of(pilot)

    watch(eight, see)


def test_after_days_away_one_line_greets_and_goes_with_the_first_key(diary: Diary) -> None:
    diary.basket.add("pay.shop")
    diary.log("pay.shop", "d", day=diary.today - timedelta(days=6))

    away = play(diary)
    written = play(diary, "d")

    assert "Welcome back. Nothing was lost." in away
    assert "Welcome back" not in written


def test_grouped_by_part_of_life_every_row_stays_and_keys_mean_the_row_that_is_marked(tmp_path: Path) -> None:
    diary = demo_diary(tmp_path)
    entries = {entry.task for entry in diary.day().entries}

    flat, grouped = play(diary, size=(80, 40)), play(diary, "g", size=(80, 40))
    play(diary, "d", size=(80, 40), grouped=True)

    marked = next(row for row in grouped.split("\n") if "how did it go?" in row)
    (new,) = {entry.task for entry in diary.day().entries} - entries
    assert diary.basket.task_name(new) in marked
    assert "6 of 11 answered" in flat
    assert "6 of 11 answered" in grouped
    assert "Messages  2 of 4" in grouped


def test_a_part_of_life_is_folded_away_and_counted_and_unfolded_on_the_last_row(tmp_path: Path) -> None:
    diary = demo_diary(tmp_path)

    folded = play(diary, "z", size=(80, 40), grouped=True)
    back = play(diary, "z", *["down"] * 12, "z", size=(80, 40), grouped=True)

    assert "Friends group" not in folded
    assert "Messages  2 of 4 ..." in folded
    assert "6 of 11 answered" in folded
    assert "Friends group" in back
