"""Sentences about keys that do nothing just now that could be false: each says why, and writes nothing."""

from pathlib import Path

import pytest

from detox.diary import Diary
from detox.tui.refused_keys import REASONS
from tests.tui.seen import demo_diary, play

SILENT = [
    (("c",), "say first how it went"),
    (("m",), "say first how it went"),
    (("i",), "say first how it went"),
    (("y",), "you went back"),
    (("right_square_bracket",), "This is today"),
    (("delete",), "say first how it went"),
    (("3", "escape"), "Everything is shown already"),
    (("2", "right_square_bracket"), "no further week"),
    (("5", "tab", "s"), "a person"),
    (("5", "tab", "t"), "No hours run for this step"),
    (("6", "m"), "No trial is running"),
    (("7", "tab", "d"), "tab leads back"),
    (("7", "k"), "works on channels"),
]


@pytest.fixture
def demo(tmp_path: Path) -> Diary:
    return demo_diary(tmp_path)


@pytest.mark.parametrize(("keys", "said"), SILENT, ids=["-".join(keys) for keys, _said in SILENT])
def test_a_key_that_does_nothing_says_why_and_writes_nothing(
    demo: Diary, keys: tuple[str, ...], said: str
) -> None:
    before = demo.undo_list.done()[:1]

    seen = play(demo, *keys)

    assert said in " ".join(seen.split())
    assert demo.undo_list.done()[:1] == before


def test_a_note_never_lands_on_the_day_unless_its_own_key_was_pressed(demo: Diary) -> None:
    on_row = play(demo, "up", "i")
    on_day = play(demo, "I")

    assert "Family group, workaround by SMS" in on_row.split("Note")[0]
    assert "A note on the day" in on_day


def test_every_reason_is_one_sentence_that_fits_in_a_toast() -> None:
    said = {text for screen in REASONS.values() for text in screen.values()}

    assert all(len(text) < 70 and text.endswith(".") for text in said)
