"""Sentences about typing that could be false: a sign is one step, and a pasted line is never lost."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from detox.diary import Diary
from detox.tui.text_fields import sign_end, sign_start
from tests.tui.seen import demo_diary, press, watch

FAMILY = "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}"
FLAG = "\U0001f1e8\U0001f1ed"
SIGNS = {
    "a letter": "a",
    "a Chinese sign": "字",
    "a family": FAMILY,
    "a skin": "\N{THUMBS UP SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-4}",
    "a flag": FLAG,
    "a heart": "\N{HEAVY BLACK HEART}\ufe0f",
    "a keycap": "1\ufe0f\u20e3",
    "an accent": "e\u0301",
    "a region's flag": "\N{WAVING BLACK FLAG}\U000e0067\U000e0062\U000e007f",
    "a Korean syllable in parts": "\u1112\u1161\u11ab",
}


@pytest.fixture
def demo(tmp_path: Path) -> Diary:
    return demo_diary(tmp_path)


@pytest.mark.parametrize("sign", SIGNS.values(), ids=SIGNS)
@pytest.mark.parametrize("before", ["", "x", FLAG, FAMILY], ids=["nothing", "letter", "flag", "family"])
def test_a_sign_is_one_step_from_either_side(before: str, sign: str) -> None:
    text = before + sign

    assert sign_start(text, len(text)) == len(before)
    assert sign_end(text, len(before)) == len(text)


def test_backspace_takes_a_whole_sign_in_a_line_and_in_a_note(demo: Diary) -> None:
    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "I", f"paste:a{FAMILY}", "backspace")
        assert pilot.app.screen.query_one(TextArea).text == "a"
        await press(pilot, "escape", "3", "slash", f"paste:a{FAMILY}{FLAG}", "left", "backspace")
        assert pilot.app.screen.query_one("#search", Input).value == f"a{FLAG}"

    watch(demo, see)


def test_a_paste_of_several_lines_keeps_them_in_a_note_and_joins_them_in_a_line(demo: Diary) -> None:
    favour = next(entry for entry in demo.day().entries if entry.helper)

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "up", "up", "i", "tab", "ctrl+a", "paste:one\ntwo\n\nthree", "enter")
        await press(pilot, "3", "slash", "paste:one\ntwo")
        assert pilot.app.screen.query_one("#search", Input).value == "one two"

    watch(demo, see)
    assert demo.entry(favour.id).note == "one\ntwo\n\nthree"
