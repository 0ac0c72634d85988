"""An input method left on: its full-width keys do what the plain ones do, and stay letters in a text."""

from pathlib import Path

import pytest
from textual.events import Key
from textual.pilot import Pilot

from detox.diary import Diary
from detox.domain.entries import Outcome
from detox.tui.full_width_keys import plain_twin
from detox.words import speak
from tests.tui.seen import demo_diary, play, press, settle, text_of, watch

TWINS = {
    "ｄ": "d", "ｗ": "w", "１": "1", "７": "7", "Ｉ": "I", "？": "question_mark", "【": "left_square_bracket",
    "】": "right_square_bracket", "／": "slash", "、": "slash", "，": "comma", "＋": "plus", "－": "minus",
    "\N{IDEOGRAPHIC SPACE}": "space",
}  # fmt: skip


@pytest.mark.parametrize(("typed", "plain"), TWINS.items())
def test_a_full_width_key_is_the_plain_key(typed: str, plain: str) -> None:
    assert plain_twin(Key("whatever", typed)).key == plain


@pytest.mark.parametrize("typed", ["d", "中", "é", "ﬁ", None])
def test_any_other_key_stays_what_it_is(typed: str | None) -> None:
    event = Key("f5" if typed is None else typed, typed)

    assert plain_twin(event) is event


def test_a_day_is_written_with_the_input_method_left_on(diary: Diary) -> None:
    diary.basket.add("pay.shop")
    diary.basket.add("msg.family")

    play(diary, "ｄ", "ｗ", "ｍ", "７", "enter", "ｋ", "ｙ", "６", lang="zh_Hans")

    held = diary.day()
    assert sorted(entry.outcome for entry in held.entries) == [Outcome.DIRECT, Outcome.WORKAROUND]
    assert held.checkin is not None
    assert (held.checkin.normal, held.checkin.mood) == (True, 6)


@pytest.mark.parametrize(
    ("typed", "plain"), [("３", "3"), ("？", "question_mark"), ("，", "comma"), ("【", "left_square_bracket")]
)
def test_a_screen_is_reached_by_either_key(tmp_path: Path, typed: str, plain: str) -> None:
    demo = demo_diary(tmp_path, "zh_Hans")
    wanted = play(demo, plain, lang="zh_Hans")

    async def see(pilot: Pilot[int]) -> None:
        # Textual's pilot sends no sign with a mark's key; a terminal does.
        pilot.app.post_message(Key("whatever", typed))
        await settle(pilot)
        assert text_of(pilot) == wanted

    watch(demo, see)


def test_in_a_field_it_stays_the_letter_that_was_typed(diary: Diary) -> None:
    diary.basket.add("pay.shop")

    play(diary, "d", "i", "好", "ｄ", "enter")

    assert diary.day().entries[0].note == "好ｄ"


def test_the_palette_finds_an_action_by_its_pinyin(diary: Diary) -> None:
    diary.basket.add("pay.shop")

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "ctrl+p", *"pianhao")
        assert "偏好" in text_of(pilot)

    speak("zh_Hans")
    watch(diary, see, language="zh_Hans")
