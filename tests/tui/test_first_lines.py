"""Sentences about a first look around that could be false."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from detox.diary import Diary
from detox.diary.first_looks import SEEN
from detox.tui.first_lines import FIRST_LINES, TOUR
from detox.tui.header_footer import MODES
from tests.tui.seen import demo_diary, play, press, text_of, until, watch


@pytest.fixture
def demo(tmp_path: Path) -> Diary:
    return demo_diary(tmp_path)


def flat(text: str) -> str:
    return " ".join(text.replace("▌", " ").split())


def said(mode: str) -> str:
    return FIRST_LINES[mode][:30]


def test_every_screen_and_every_page_has_a_line_and_every_screen_a_stop() -> None:
    assert set(FIRST_LINES) == {*MODES, "sheet", "year", "return"}
    assert tuple(stop.mode for stop in TOUR) == MODES


@pytest.mark.parametrize(
    ("mode", "keys"), [("week", "2"), ("list", "7"), ("year", "2 y"), ("sheet", "4 enter")]
)
def test_a_screen_says_what_it_is_for_the_first_time_and_never_again(
    demo: Diary, mode: str, keys: str
) -> None:
    async def see(pilot: Pilot[int]) -> None:
        pilot.app.clear_notifications()
        for key in keys.split():
            await press(pilot, key)
            if key != keys.rsplit(maxsplit=1)[-1]:
                pilot.app.clear_notifications()
        assert said(mode) in flat(text_of(pilot))

    watch(demo, see, first_lines=True)

    assert not demo.first_looks.is_first(mode)
    assert said(mode) not in flat(play(demo, *keys.split(), first_lines=True))


def test_no_screen_says_what_it_is_for_while_the_seal_changes(demo: Diary) -> None:
    async def see(pilot: Pilot[int]) -> None:
        pilot.app.clear_notifications()
        pilot.app.busy_sealing = True  # type: ignore[attr-defined]
        await press(pilot, "2")
        assert said("week") not in flat(text_of(pilot))

    watch(demo, see, first_lines=True)

    assert demo.first_looks.is_first("week")


def test_the_setting_turns_the_lines_off_and_nothing_is_noted(demo: Diary) -> None:
    assert said("week") not in flat(play(demo, "2", first_lines=False))
    assert demo.first_looks.is_first("week")


def test_what_was_seen_lies_in_the_state_folder_alone(demo: Diary) -> None:
    demo.first_looks.seen("week")

    assert not list(demo.home.rglob(SEEN)) or demo.home in demo.store.paths.state.parents
    assert list(demo.store.paths.state.rglob(SEEN))


def test_the_tour_opens_every_screen_in_turn_and_ends_on_today(demo: Diary) -> None:
    before = demo.undo_list.done()[:1]
    seen: list[str] = []

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "T")
        for stop in TOUR:
            await until(pilot, lambda asks=stop.asks: asks in flat(text_of(pilot)))  # type: ignore[misc]
            await press(pilot, "enter")
        await until(pilot, lambda: "how did it go?" in text_of(pilot))
        seen.append(flat(text_of(pilot)))

    watch(demo, see)
    assert "how did it go?" in seen[-1]
    assert demo.undo_list.done()[:1] == before


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
def test_esc_ends_the_tour_and_its_keys_fit(demo: Diary, size: tuple[int, int]) -> None:
    assert "esc enough" in play(demo, "T", size=size)
    assert "1 of 7" not in play(demo, "T", "escape", size=size)
