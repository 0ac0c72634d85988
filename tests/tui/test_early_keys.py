"""Keys that are typed while the program opens are not lost, and mean the list that comes."""

import asyncio
from pathlib import Path

import pytest
from textual.events import Key

from detox.diary import Diary
from detox.settings import Settings
from detox.tui import diary_screen
from detox.tui.app import DetoxApp
from detox.tui.diary_screen import Stage
from detox.tui.today_screen import TodayScreen
from tests.tui import seen
from tests.tui.seen import _opened, demo_diary, play, settle, until

A_WHILE = 0.2
"""Seconds that the tabs stand alone here."""


def pressed_early(diary: Diary, *keys: str, size: tuple[int, int] = (80, 24), then: str = "today") -> None:
    """Press keys while the tabs stand there alone, and wait for the screen that they lead to."""
    app = DetoxApp(diary, Settings(first_lines=False))

    async def go() -> None:
        async with app.run_test(size=size) as pilot:
            front = pilot.app.screen
            assert isinstance(front, TodayScreen)
            assert front.stage is Stage.TABS
            for key in keys:
                app.post_message(Key(key, key))
            await asyncio.sleep(0)
            await until(pilot, lambda: not app._early_keys and app.current_mode == then)
            if then == "today":
                await _opened(pilot)
            await settle(pilot)

    asyncio.run(go())


@pytest.fixture(autouse=True)
def _tabs_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diary_screen, "SOON", A_WHILE)


def test_outcomes_typed_before_the_list_stands_are_saved_in_their_order(tmp_path: Path) -> None:
    diary = demo_diary(tmp_path)
    open_rows = [row.id for row in diary.usual_rows() if row.outcome is None][:2]

    pressed_early(diary, "w", "x")

    said = {row.id: row.outcome for row in diary.usual_rows()}
    assert [said[task] for task in open_rows] == ["workaround", "unmet"]


def test_another_screen_asked_for_early_is_opened_with_the_keys_behind_it(tmp_path: Path) -> None:
    diary = demo_diary(tmp_path)
    before = diary.usual_rows()

    pressed_early(diary, "6", "d", then="trial")

    assert diary.usual_rows() == before


def test_keys_in_a_window_too_small_for_a_list_do_no_harm(tmp_path: Path) -> None:
    diary = demo_diary(tmp_path)
    before = diary.usual_rows()

    # A fault in it would be raised here.
    pressed_early(diary, "d", "m", "P", "s", "y", "delete", "enter", size=(30, 10))

    assert diary.usual_rows() == before


def test_a_machine_that_stands_still_while_the_program_opens_opens_it_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diary_screen, "SOON", 1e-9)  # has passed before anybody looks at a clock
    monkeypatch.setattr(seen, "LONGEST", 5.0)
    diary = demo_diary(tmp_path)

    assert "Friends group" in play(diary, "1")
