"""Sentences about looks that could be false: each can be read, and dialogs have an edge without grounds."""

from itertools import product
from pathlib import Path

import pytest
from textual.color import Color
from textual.pilot import Pilot
from textual.theme import BUILTIN_THEMES

from detox.diary import Diary
from detox.settings import THEMES
from detox.tui.borrowed_themes import LEAST, READ, contrast, mended
from detox.tui.theme import OUTCOME_ROLES, ROLES, SIXTEEN, style
from tests.tui.seen import demo_diary, play, press, watch

GROUNDS = ("ground", "panel", "raised")
BORROWED = [name for name, theme in BUILTIN_THEMES.items() if not theme.ansi]
"""Those of sixteen colours are not among them."""


@pytest.fixture
def demo(tmp_path: Path) -> Diary:
    return demo_diary(tmp_path)


def test_what_can_be_set_is_ours_and_what_textual_has() -> None:
    assert set(THEMES) == {"dark", "light", "ansi", *BORROWED}


@pytest.mark.parametrize("name", BORROWED)
def test_every_word_of_a_borrowed_theme_can_be_read_on_every_ground(name: str) -> None:
    roles = {role: Color.parse(colour) for role, colour in ROLES[name].items()}

    poor = [
        (role, ground)
        for role, ground in product((*READ, *OUTCOME_ROLES), GROUNDS)
        if contrast(roles[role], roles[ground]) < LEAST
    ]
    tints = [style(f"{outcome} tint", name) for outcome in OUTCOME_ROLES]

    assert not poor
    assert not [
        painted
        for painted in tints
        if painted.color is None
        or painted.bgcolor is None
        or contrast(Color.parse(painted.color.name), Color.parse(painted.bgcolor.name)) < LEAST
    ]


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    white, black = Color(255, 255, 255), Color(0, 0, 0)

    assert mended(white, (black,), dark=True) == white
    assert contrast(white, black) == pytest.approx(21)
    assert contrast(mended(Color(40, 40, 40), (black,), dark=True), black) >= LEAST


def test_the_terminals_own_colours_are_its_sixteen_and_without_colours_there_is_none() -> None:
    drawn = {role: style(role, "ansi").color for role in SIXTEEN}

    assert {role: colour.name for role, colour in drawn.items() if colour} == SIXTEEN
    assert {style(role, "plain").color for role in SIXTEEN} == {None}


@pytest.mark.parametrize("name", ["nord", "solarized-light", "ansi"])
def test_a_theme_is_set_while_it_runs_and_every_screen_is_drawn_in_it(demo: Diary, name: str) -> None:
    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "ctrl+p", f"paste:theme: {name if name != 'ansi' else 'the terminal'}", "enter")
        assert pilot.app.look == name  # type: ignore[attr-defined]
        await press(pilot, *["2", "3", "4", "5", "6", "7", "1"])

    watch(demo, see)


def test_without_colours_a_dialog_has_an_edge_and_with_ascii_signs_it_is_ascii(
    demo: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    coloured = play(demo, "comma")
    monkeypatch.setenv("NO_COLOR", "1")

    edged, ascii_edged = play(demo, "comma"), play(demo, "comma", signs="ascii")

    assert "┌──" not in coloured
    assert "┌──" in edged
    assert "+--" in ascii_edged
    assert not set("┌─│┘") & set(ascii_edged)


def test_a_screen_that_was_shown_before_comes_back_in_the_theme_chosen_since(demo: Diary) -> None:
    grounds: list[Color] = []

    async def see(pilot: Pilot[int]) -> None:
        for theme in ("dark", "light"):
            await press(pilot, "1")
            pilot.app.set("theme", theme)  # type: ignore[attr-defined]
            await press(pilot, "2")
            grounds.append(pilot.app.screen.styles.background)
            grounds.append(pilot.app.screen.query_one("#tabs").background_colors[1])

    watch(demo, see)

    dark, light = grounds[:2], grounds[2:]
    assert dark[0] == dark[1] != light[0] == light[1]
