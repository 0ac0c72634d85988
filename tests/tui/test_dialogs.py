"""Sentences about dialogs that could be false."""

from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from detox.diary import Diary
from detox.domain.entries import Outcome
from detox.domain.trial import Trial, usual_rule
from detox.tui.standard_dialogs import FormDialog
from detox.words import speak
from tests.tui.seen import demo_diary, play, press, settle, text_of, watch


@pytest.fixture
def running(diary: Diary) -> Diary:
    """A trial on its fifteenth day."""
    diary.basket.add("pay.shop")
    rule = usual_rule(28)
    start = diary.today - timedelta(days=14)
    diary.trial.new(Trial(start=start, days=28, need=rule.need, criteria=rule.criteria))
    return diary


def test_a_length_out_of_range_is_refused_and_stays_as_it_was_typed(diary: Diary) -> None:
    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "escape", "escape", "enter")
        for typed in ("2026-11-01", "6", "367", "-"):
            await press(pilot, *typed, "enter")
            seen = text_of(pilot)
            await press(pilot, *["backspace"] * len(typed))

            assert "7..366" in seen, typed
            assert typed[:4] in seen
            assert not diary.started()

    speak("en")
    watch(diary, see)


def test_a_refused_amendment_stays_open_with_what_was_typed(running: Diary) -> None:
    seen = play(running, "6", "m", "enter", *["backspace"] * 5, *"77", "enter")

    assert "Amend the rule" in seen
    assert "77" in seen
    assert "needs a reason" in seen
    assert "--" not in seen.replace("───", "")


@pytest.mark.parametrize("keys", [("6", "s"), ("6", "m", "enter", *["tab"] * 8, *"strict")])
def test_a_terminal_that_closes_over_a_question_decides_nothing(
    running: Diary, keys: tuple[str, ...]
) -> None:
    before = running.trial.current()

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, *keys)
        assert isinstance(pilot.app.screen, FormDialog)
        pilot.app._leave(1)  # type: ignore[attr-defined]
        await settle(pilot)

    watch(running, see)

    assert running.trial.current() == before


def test_a_terminal_that_closes_in_the_first_run_begins_nothing(diary: Diary) -> None:
    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "escape", "escape", "enter")
        pilot.app._leave(1)  # type: ignore[attr-defined]
        await settle(pilot)

    watch(diary, see)

    assert not diary.started()


@pytest.mark.parametrize("typed", ["abc", "101"])
def test_a_line_of_the_rule_that_makes_no_sense_is_refused_by_its_name(running: Diary, typed: str) -> None:
    seen = play(running, "6", "m", "enter", *["backspace"] * 2, *typed, *["tab"] * 8, *"why", "enter")

    assert f"days lived normally: expected 0..100, got {typed}" in " ".join(seen.split())
    assert running.trial.needed().amendments == ()


def test_the_rule_may_gain_a_line_and_lose_one(running: Diary) -> None:
    down = ["down"] * 2
    play(running, "6", "m", "space", *down, "space", "enter", *["tab"] * 8, *"fairer", "enter")

    rule = running.trial.needed().rule
    named = [criterion.id for criterion in rule.criteria]
    assert named == ["index", "without_app", "essential_unmet", "app_days", "urge"]
    assert rule.need == 4


def test_a_rule_without_lines_is_refused(running: Diary) -> None:
    ticked = ("space", "down", "space", "down", "down", "space", "down", "space", "down", "space")

    seen = play(running, "6", "m", *ticked, "enter")

    assert "expected 1..11" in seen


def test_one_line_may_have_to_hold_in_any_case(running: Diary) -> None:
    play(running, "6", "m", "enter", *["tab"] * 6, *"dependence", "tab", "tab", *"it matters", "enter")

    assert running.trial.needed().rule.veto == ("index",)


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


def test_a_refused_dialog_keeps_its_keys_in_a_low_window(running: Diary) -> None:
    assert "enter keep" in play(running, "6", "m", "enter", "enter", size=(60, 20))


@pytest.mark.parametrize("typed", ["9999", "-"])
def test_no_number_of_minutes_is_lost_or_stops_the_program(running: Diary, typed: str) -> None:
    seen = play(running, "1", "d", "m", *typed, "enter")

    assert "minutes: expected" in " ".join(seen.split())
    assert "Extra minutes" in seen


def test_a_note_says_what_its_field_is_for(running: Diary) -> None:
    assert "Note\n" in play(running, "1", "d", "i")


def test_switching_the_language_changes_the_dialog_and_the_page_behind(running: Diary) -> None:
    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "comma", "right")
        seen = text_of(pilot)

        assert "偏好" in seen
        assert "关闭" in seen
        assert "? 帮助" in seen
        assert "Preferences" not in seen

    speak("en")
    watch(running, see)


@pytest.mark.parametrize("word", ["  up\n", "  down\n", "pageup"])
def test_help_and_palette_leave_cursor_movement_out(running: Diary, word: str) -> None:
    assert word not in play(running, "1", "question_mark", size=(120, 60))
    typed = word.strip()
    assert word not in play(running, "1", "ctrl+p", *typed, size=(120, 60)).replace(typed, "", 2)


def test_help_lists_what_concerns_an_entry_before_there_is_one(running: Diary) -> None:
    seen = play(running, "1", "question_mark", size=(120, 60))

    assert "m  minutes" in seen
    assert "c  channel" in seen
    assert "i  note" in seen


@pytest.mark.parametrize("key", ["2", "question_mark"])
def test_a_toast_stays_where_it_was_said(running: Diary, key: str) -> None:
    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "u", "u", "u", "u")
        said = text_of(pilot)
        await press(pilot, key)

        assert "nothing to undo" in said
        assert "nothing to undo" not in text_of(pilot)

    speak("en")
    watch(running, see)


def test_a_toast_does_not_cover_the_focused_row(tmp_path: Path) -> None:
    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "5", *["down"] * 30, "f2", "enter")
        rows = text_of(pilot).splitlines()

        assert any("F2 shows them" in row for row in rows[:10])
        assert any("▌" in row for row in rows[12:])

    speak("en")
    watch(demo_diary(tmp_path), see)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_a_question_answered_before_shows_its_answer(tmp_path: Path, size: tuple[int, int]) -> None:
    seen = play(demo_diary(tmp_path), "k", "down", "down", "down", size=size)

    assert "1  0 none - 10 very strong" in seen or ("1\n" in seen and "_" not in seen)


def test_hiding_moves_nothing_on_the_trial_and_masks_the_search(tmp_path: Path) -> None:
    diary = demo_diary(tmp_path)

    shown, hidden = play(diary, "6"), play(diary, "6", "f2")
    masked = play(diary, "3", "slash", *"Li", "enter", "f2")

    below = [row for row in shown.splitlines() if "─" in row or "━" in row]
    assert below == [row for row in hidden.splitlines() if "─" in row or "━" in row]
    assert "Li" not in masked.replace("List", "")


def test_a_stopped_trial_counts_no_further_days(running: Diary) -> None:
    seen = play(running, "6", "s", "enter", size=(80, 40))

    assert "stopped" in seen.splitlines()[1]
    assert "   (" not in seen


def test_the_day_it_ended_is_asked_and_the_steps_count_from_it(diary: Diary) -> None:
    play(diary, "enter", "enter", *"-10", "enter", "enter", "enter", "escape")

    assert diary.life.left == diary.today - timedelta(days=10)


def test_a_day_still_to_come_is_no_day_it_ended(diary: Diary) -> None:
    seen = play(diary, "enter", "enter", *"2099-01-01", "enter")

    assert "has not come yet" in seen
    assert "2099-01-01" in seen


@pytest.mark.parametrize(("key", "gone"), [("4", "上次需要"), ("5", "~\n")])
def test_no_heading_and_no_column_without_room(tmp_path: Path, key: str, gone: str) -> None:
    seen = play(demo_diary(tmp_path, "zh_Hans"), key, size=(60, 20), lang="zh_Hans")

    assert gone not in seen


def test_a_change_that_changes_nothing_is_refused(running: Diary) -> None:
    seen = play(running, "6", "m", "enter", *["tab"] * 8, *"because", "enter")

    assert "the same as before" in " ".join(seen.split())
    assert running.trial.needed().amendments == ()


def test_a_line_that_has_to_hold_in_any_case_stands_on_the_page(running: Diary) -> None:
    rule = running.trial.needed().rule
    running.trial.amend(rule.replace(veto=("index",)), "it matters")

    seen = play(running, "6")

    assert "Must hold in any case: dependence." in seen
    assert seen.count("Must hold in any case: dependence.") == 1  # the first rule has no such line
