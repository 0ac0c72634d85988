"""Every screen looks as it was looked at; `python -m tests.tui.seen` draws them again."""

from pathlib import Path

import pytest

from tests.tui.seen import GOLDEN, golden_scenes, golden_text


@pytest.mark.parametrize("name", golden_scenes())
def test_a_screen_is_drawn_as_it_was_looked_at(tmp_path: Path, name: str) -> None:
    drawn = golden_text(name, tmp_path)

    assert drawn == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
