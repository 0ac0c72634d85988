"""Sentences about several past days at once, and days that are alike, that could be false."""

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from detox.diary import Diary
from detox.domain.dates import ONE_DAY
from detox.domain.entries import Outcome
from detox.errors import FutureDay, NoSuch
from tests.tui.seen import demo_diary, play, press, text_of, watch

AWAY = 5


@pytest.fixture
def away(tmp_path: Path) -> Diary:
    """The demo after five days and the Saturday before them without an entry."""
    diary = demo_diary(tmp_path)
    for n in range(1, AWAY + 1):
        for entry in diary.day(diary.today - n * ONE_DAY).entries:
            diary.delete(entry.id)
    return diary


def written(diary: Diary) -> dict[date, int]:
    return {day: len(diary.day(day).entries) for day in (diary.today - n * ONE_DAY for n in range(8, 0, -1))}


def test_the_gap_is_the_days_of_the_last_week_without_an_entry_and_no_pause(away: Diary) -> None:
    gap = away.past_days.gap()

    assert gap == sorted(gap)
    assert set(gap) >= {away.today - n * ONE_DAY for n in range(1, AWAY + 1)}
    assert away.today not in gap
    assert all(not away.day(day).entries for day in gap)


def test_an_empty_diary_has_no_gap(tmp_path: Path) -> None:
    diary = demo_diary(tmp_path)
    diary.undo_list.undo()

    assert diary.past_days.gap() == []


def test_filling_is_one_deed_with_the_channels_used_last(away: Diary) -> None:
    gap = away.past_days.gap()
    before = len(away.undo_list.done())
    answers = {(day, "pay.shop"): Outcome.DIRECT for day in gap}

    entries = away.past_days.fill(answers)
    done = len(away.undo_list.done())
    away.undo_list.undo()

    assert [entry.day for entry in entries] == gap
    assert {entry.channel for entry in entries} == {away.channels.remembered("pay.shop", Outcome.DIRECT)}
    assert done == before + 1
    assert not any(away.day(day).entries for day in gap)


def test_a_day_to_come_or_an_unknown_task_is_refused_whole(away: Diary) -> None:
    gap = away.past_days.gap()
    good = {(gap[0], "pay.shop"): Outcome.DIRECT}

    with pytest.raises(FutureDay):
        away.past_days.fill(good | {(away.today + ONE_DAY, "pay.shop"): Outcome.DIRECT})
    with pytest.raises(NoSuch):
        away.past_days.fill(good | {(gap[1], "no.such"): Outcome.DIRECT})

    assert not away.day(gap[0]).entries


def test_the_grid_writes_what_was_keyed_and_nothing_else_and_esc_writes_nothing(away: Diary) -> None:
    before = written(away)

    play(away, "f", "d", "w", "t", "escape")
    left = written(away)
    seen = play(away, "f", "d", "w", "t", "right", "x", "enter")
    kept = written(away)
    play(away, "u")

    assert left == before
    assert sum(kept.values()) - sum(before.values()) == 3
    assert "3 entries written" in seen
    assert written(away) == before


def test_a_grid_that_is_broken_off_keeps_what_was_keyed(away: Diary) -> None:
    before = written(away)

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "f", "d", "d", "ctrl+c")

    watch(away, see)

    assert sum(written(away).values()) - sum(before.values()) == 2


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
def test_the_grid_and_its_keys_fit_every_window(away: Diary, size: tuple[int, int]) -> None:
    assert "keep all" in play(away, "f", size=size)


def test_where_every_day_has_a_line_that_is_said(tmp_path: Path) -> None:
    diary = demo_diary(tmp_path)
    for day in diary.past_days.gap():
        diary.log("pay.shop", Outcome.DIRECT, day=day)

    assert "Every day of the last week has a line" in " ".join(play(diary, "f").split())


def test_a_day_alike_is_shown_pale_and_written_only_by_a_key_a_row(tmp_path: Path) -> None:
    diary = demo_diary(tmp_path)
    alike = diary.past_days.alike(diary.today)
    entries = len(diary.day().entries)

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "t")
        assert "Pale: as on Mon 2 Jan" in " ".join(text_of(pilot).split())
        assert len(diary.day().entries) == entries
        await press(pilot, "space")

    watch(diary, see)
    new = diary.day().entries[-1]
    assert len(diary.day().entries) == entries + 1
    assert (new.outcome, new.channel) == (alike[new.task].outcome, alike[new.task].channel)
    assert (new.minutes, new.helper, new.note) == (None, None, "")
