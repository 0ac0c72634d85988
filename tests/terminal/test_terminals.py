"""Every terminal: small, dragged, without colours, dumb, or none at all."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from detox.diary import Diary
from tests.clock import program
from tests.terminal.conftest import Open
from tests.terminal.window import environment, said

COLOUR = re.compile(rb"\x1b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]")
GROUND = re.compile(rb"\x1b\[(?:\d+;)*(?:4[0-8]|10[0-7])[;m]")


@pytest.mark.undated
def test_a_window_dragged_small_and_large_again_shows_the_same_day(open_window: Open) -> None:
    window = open_window("demo", size=(120, 36))
    window.sees("dependence, week 12", "lived normally", "Work chat")

    window.resize(60, 20)
    window.sees("Work chat", "normal yes", "? help", without="lived normally yes")
    window.resize(30, 8)
    window.sees("too small", without="Work chat")
    window.resize(80, 24)

    window.sees("Work chat", "normal yes", "mood 7", without="too small")
    assert "Monday 9 January" in window.text


@pytest.mark.undated
def test_without_colours_signs_and_words_carry_everything(open_window: Open) -> None:
    window = open_window("demo", NO_COLOR="1")
    window.sees("1 Today", "◒ Family group workaround", "help")

    window.press("2")
    window.sees("33 dependence", "◉ direct")
    window.press("1")
    window.sees("◒ Family group workaround")

    assert not COLOUR.findall(window.sent)


@pytest.mark.undated
def test_with_sixteen_colours_the_terminals_own_ground_is_left_as_it_is(open_window: Open) -> None:
    window = open_window("demo", TERM="xterm")
    window.sees("1 Today", "◒ Family group workaround", "help")

    window.press("2")
    window.sees("dependence", "◉ direct")

    assert COLOUR.findall(window.sent)
    assert not GROUND.findall(window.sent)


def test_a_dumb_terminal_gets_today_as_plain_text(open_window: Open, begun: Diary) -> None:
    window = open_window(TERM="dumb")

    assert window.left() == 0
    assert "Family group" in window.text
    assert b"\x1b" not in window.sent


def test_without_a_terminal_today_is_printed_and_a_hint_given(begun: Diary, tmp_path: Path) -> None:
    found = said(tmp_path)

    assert found.returncode == 0
    assert "Family group" in found.stdout
    assert "\x1b" not in found.stdout
    assert "detox --help" in found.stderr


@pytest.mark.undated
def test_textuals_own_variables_write_nothing(open_window: Open, tmp_path: Path) -> None:
    log, pictures = tmp_path / "textual.log", tmp_path / "pictures"
    pictures.mkdir()
    window = open_window(
        "demo",
        TEXTUAL_LOG=str(log),
        TEXTUAL_SCREENSHOT="1",
        TEXTUAL_SCREENSHOT_LOCATION=str(pictures),
    )
    window.sees("1 Today", "help")

    window.press("q")

    assert window.left() == 0
    assert not log.exists()
    assert not list(pictures.iterdir())


@pytest.mark.undated
@pytest.mark.parametrize("size", [(40, 12), (10, 3)])
def test_no_window_is_too_small_to_stay_alive_in(open_window: Open, size: tuple[int, int]) -> None:
    window = open_window("demo", size=size)
    window.sees("Today" if size == (40, 12) else "This")

    window.press("2", "3", "4", "5", "6", "1", "q")

    assert window.left() == 0


@pytest.mark.undated
def test_a_reader_that_goes_away_is_no_mistake(begun: Diary, tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)

    found = subprocess.run(
        program(),
        env=environment(tmp_path),
        stdin=subprocess.DEVNULL,
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)

    assert found.returncode == 0
    assert b"Traceback" not in found.stderr
