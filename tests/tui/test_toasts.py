"""A toast over the edge of something else: no Chinese sign is lost, and nothing gets another width."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.pilot import Pilot
from textual.strip import Strip

from detox.tui.toasts import WholeSigns
from tests.tui.seen import demo_diary, press, settle, text_of, watch


def cut(text: str, *cuts: int) -> list[Strip]:
    line = Strip([Segment(text)])
    return list(WholeSigns(line, line.cell_length).divide([*cuts, line.cell_length]))


@pytest.mark.parametrize(
    ("at", "said"),
    [(2, "日记：写好了  "), (3, "日 记：写好了 "), (4, "日记：写好了  ")],
)
def test_a_sign_that_would_be_cut_moves_on_by_a_cell(at: int, said: str) -> None:
    pieces = cut("日记：写好了  ", at)

    assert "".join(piece.text for piece in pieces) == said


@given(
    st.text("日记a b：了", max_size=12),
    st.lists(st.integers(1, 23), max_size=2, unique=True).map(sorted),
)
def test_no_sign_is_lost_and_every_piece_is_as_wide_as_asked_for(text: str, cuts: list[int]) -> None:
    line = text + "  "
    width = Strip([Segment(line)]).cell_length
    inside = [at for at in cuts if at < width]

    pieces = cut(line, *inside)

    assert [piece.cell_length for piece in pieces] == [
        end - start for start, end in zip([0, *inside], [*inside, width], strict=True)
    ]
    assert [sum(map(len_of, piece.text)) for piece in pieces] == [piece.cell_length for piece in pieces]
    assert "".join("".join(piece.text for piece in pieces).split()) == "".join(line.split())


def len_of(sign: str) -> int:
    return Strip([Segment(sign)]).cell_length


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
def test_a_toast_over_the_edges_of_a_page_says_all_of_it(tmp_path: Path, size: tuple[int, int]) -> None:
    said = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "5")
        for before in ("", "a"):  # a sign may lie on either side of an edge
            pilot.app.clear_notifications()
            pilot.app.notify(before + said)
            await settle(pilot)
            shown = set(text_of(pilot))
            assert not [sign for sign in said if sign not in shown]

    watch(demo_diary(tmp_path, "zh_Hans"), see, size)
