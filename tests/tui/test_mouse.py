"""Sentences about what a click does, and what a hidden name hides, that could be false."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from detox.diary import Diary
from detox.domain.entries import Outcome
from tests.tui.seen import demo_diary, press, settle, text_of, watch


@pytest.fixture
def demo(tmp_path: Path) -> Diary:
    return demo_diary(tmp_path)


async def click(pilot: Pilot[int], text: str, *, last: bool = False) -> None:
    """Click the first sign of that text."""
    rows = text_of(pilot).split("\n")
    found = [(row.index(text), y) for y, row in enumerate(rows) if text in row]
    await pilot.click(offset=found[-1 if last else 0])
    await settle(pilot)


def test_a_click_on_a_dialogs_key_does_what_the_key_does(demo: Diary) -> None:
    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "comma")
        assert "Preferences" in text_of(pilot)
        await click(pilot, "esc")
        assert "Preferences" not in text_of(pilot)

    watch(demo, see)


def test_a_click_keeps_what_was_typed(demo: Diary) -> None:
    entry = demo.day().entries[0]

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "3", "down", "m", *"17")
        await click(pilot, "enter keep")

    watch(demo, see)

    assert demo.entry(entry.id).minutes == 17


def test_both_keys_of_a_pair_can_be_clicked(demo: Diary) -> None:
    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "3")
        assert "January 2023" in text_of(pilot)
        await click(pilot, "[ ]")
        assert "December 2022" in text_of(pilot)
        await click(pilot, "] month")
        assert "January 2023" in text_of(pilot)
        await press(pilot, "2")
        await click(pilot, "- span")
        assert "4 weeks" in text_of(pilot)

    watch(demo, see)


def test_a_click_on_a_row_of_help_does_what_its_key_does(demo: Diary) -> None:
    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "question_mark")
        await click(pilot, "preferences")
        assert "Preferences" in text_of(pilot)

    watch(demo, see, size=(120, 36))


def test_names_are_hidden_at_once_in_a_dialog_that_stands_open_and_typing_goes_on_after(demo: Diary) -> None:
    entry = demo.day().entries[0]

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "3", "down", "i", *"river")
        await press(pilot, "f2")
        hidden = text_of(pilot)
        await press(pilot, "f2", *"bank", "enter")
        assert "river" not in hidden
        assert demo.basket.task_name(entry.task) not in hidden
        assert "names hidden" in hidden

    watch(demo, see)

    assert demo.entry(entry.id).note.endswith("riverbank")


def test_a_toast_that_names_a_task_goes_with_the_names(demo: Diary) -> None:
    entry = demo.day().entries[0]
    demo.edit(entry, outcome=Outcome.UNMET)

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "5", "u")
        assert "Undone" in text_of(pilot)
        await press(pilot, "f2")
        assert "Undone" not in text_of(pilot)

    watch(demo, see)


def test_ones_own_people_are_hidden_on_the_page_of_help(demo: Diary) -> None:
    demo.help.own("Mum 555-0101")

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "h")
        assert "Mum" in text_of(pilot)
        await press(pilot, "escape", "f2", "h")
        assert "Mum" not in text_of(pilot)

    watch(demo, see)


def test_a_check_in_can_be_answered_by_clicks_alone(demo: Diary) -> None:
    async def see(pilot: Pilot[int]) -> None:
        await click(pilot, "k check-in", last=True)
        for keys in ("n answer", "7 8", "10 answer", "1 2", "enter skip"):
            await click(pilot, keys, last=True)

    watch(demo, see, (120, 36))

    held = demo.day().checkin
    assert held is not None
    assert (held.normal, held.mood, held.cut_off, held.urge) == (False, 7, 10, 1)
