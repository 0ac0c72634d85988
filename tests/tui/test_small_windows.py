"""Small and changing windows: nothing of a former width stays, toasts cover no row that is needed."""

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from detox.diary import Diary
from tests.tui.seen import demo_diary, play, press, settle, text_of, watch


@pytest.fixture
def demo(tmp_path: Path) -> Diary:
    return demo_diary(tmp_path)


@pytest.mark.parametrize(("before", "after"), [((120, 36), (60, 20)), ((60, 20), (120, 36))])
def test_a_window_resized_under_a_dialog_keeps_nothing_of_its_former_width(
    demo: Diary, before: tuple[int, int], after: tuple[int, int]
) -> None:
    fresh, page = (play(demo, *keys, size=after) for keys in (("2", "e"), ("2",)))

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "2", "e")
        await pilot.resize_terminal(*after)
        await settle(pilot)
        assert text_of(pilot).splitlines()[:-1] == fresh.splitlines()[:-1]
        assert text_of(pilot).splitlines()[-1].index("[") == fresh.splitlines()[-1].index("[")
        await press(pilot, "escape")
        assert text_of(pilot) == page

    watch(demo, see, before)


@pytest.mark.parametrize(
    "keys",
    [
        ("comma",),
        pytest.param(("v",), marks=pytest.mark.thorough),
        pytest.param(("6", "n"), marks=pytest.mark.thorough),
        pytest.param(("up", "c"), marks=pytest.mark.thorough),
    ],
)
def test_a_dialog_fits_the_window_that_it_is_in_now(demo: Diary, keys: tuple[str, ...]) -> None:
    fresh = play(demo, *keys, size=(40, 30)).splitlines()

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, *keys)
        await pilot.resize_terminal(40, 30)
        await settle(pilot)
        assert text_of(pilot).splitlines()[:-1] == fresh[:-1]  # the keys behind it wait until it is gone

    watch(demo, see, (120, 36))


@pytest.mark.parametrize("size", [(40, 30), (60, 20)])
def test_a_toast_in_a_narrow_window_stands_where_the_keys_are(demo: Diary, size: tuple[int, int]) -> None:
    page = play(demo, "1", "down", size=size).splitlines()

    after = play(demo, "1", "d", "u", size=size).splitlines()

    assert "Undone" in " ".join(after[-2:])
    assert [row[:3] for row in after[3:-2]] == [row[:3] for row in page[3:-2]]


@pytest.mark.parametrize("key", ["1", "2", "3", "4", "5", "6", "7"])
def test_every_screen_has_its_rows_on_a_phone(demo: Diary, key: str) -> None:
    rows = play(demo, key, size=(40, 30)).splitlines()

    assert len(rows) == 30
    assert sum(bool(row.strip()) for row in rows) >= 15
    assert all(cell_len(row) <= 40 for row in rows)


def test_what_is_read_in_a_dialog_is_whole_on_a_phone(demo: Diary) -> None:
    seen = " ".join(play(demo, "2", "e", size=(40, 30)).split())

    assert "/ all weights 45 = 33.38" in seen


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (("7", "tab"), "another super-app"),
        (("6",), "cannot be said"),
        (("2", "y"), "not lived normally"),
        (("4", "enter"), "The old account"),
        (("3",), "Parcel tracking, locker"),
    ],
)
def test_a_phone_cuts_none_of_these_words(demo: Diary, keys: tuple[str, ...], words: str) -> None:
    assert words in play(demo, *keys, size=(40, 30))
