"""Every screen looks as it was looked at; `python -m tests.tui.seen` draws them again."""

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.tui.seen import GOLDEN, golden_scenes, golden_text


@pytest.mark.parametrize("name", golden_scenes())
def test_a_screen_is_drawn_as_it_was_looked_at(tmp_path: Path, name: str) -> None:
    drawn = golden_text(name, tmp_path)

    assert drawn == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


CUT_BESIDE_BLANKS = re.compile(r"\S~(?: {5,}\S| *$)")
"""A cut text with as many blank cells behind it as would have held some more of it."""
OURS = re.compile(r"^(week|ties|went-back|people|trial|list|channels|journal|year|sheet)-(?!.*(40|hidden))")


@pytest.mark.parametrize("name", [name for name in golden_scenes() if OURS.match(name)])
def test_no_name_is_cut_while_blank_cells_stand_beside_it(name: str) -> None:
    width = golden_scenes()[name].size[0]
    rows = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8").splitlines()

    cut = [row for row in rows if CUT_BESIDE_BLANKS.search(row) and cell_len(row) < width - 6]

    assert cut == []
