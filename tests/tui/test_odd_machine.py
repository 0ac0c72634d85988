"""What is odd about a machine is told as what it is: a clock set back, a home moved away."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from detox.demo import MOMENT
from detox.diary import Diary
from detox.diary.beginning import Beginning
from detox.tui.header_footer import suspension_text, trial_status
from detox.wiring import open_diary
from detox.words import speak
from tests.tui.seen import demo_diary, play

BACK = timedelta(days=577)


def set_back(folder: Path, *, before: int = 0) -> Diary:
    demo_diary(folder, before=before)
    return open_diary(folder / "home", folder / "state", now=lambda: MOMENT - BACK)


def words(seen: str) -> str:
    return " ".join(seen.split())


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
def test_a_clock_that_was_set_back_is_told_on_today(tmp_path: Path, size: tuple[int, int]) -> None:
    seen = words(play(set_back(tmp_path), size=size))

    assert "This machine's clock says Friday 11 June 2021" in seen


def test_a_clock_that_was_set_back_makes_no_day_below_one(tmp_path: Path) -> None:
    diary = set_back(tmp_path, before=14)
    speak("en")

    assert trial_status(diary, wide=True) == ("the clock is behind",)
    for key in ("1", "2", "6"):
        assert " -" not in words(play(diary, key).replace("- span", ""))


def test_a_suspension_that_has_not_begun_by_this_clock_says_no_day(tmp_path: Path) -> None:
    home, state = tmp_path / "home", tmp_path / "state"
    begun = open_diary(home, state, now=lambda: MOMENT)
    begun.start(Beginning(app="wechat", until=(MOMENT + timedelta(days=9)).isoformat()))
    speak("en")

    said = [suspension_text(open_diary(home, state, now=lambda at=at: at)) for at in (MOMENT, MOMENT - BACK)]

    assert said[0].startswith("day 1, until")
    assert said[1] == ""


def test_a_diary_of_today_says_nothing_of_the_clock(tmp_path: Path) -> None:
    diary = demo_diary(tmp_path)

    assert diary.written_ahead() is None
    assert "clock" not in play(diary)


def test_a_home_that_was_moved_away_is_told_as_such_and_nothing_is_written(tmp_path: Path) -> None:
    demo_diary(tmp_path)
    shutil.move(tmp_path / "home", tmp_path / "elsewhere")
    diary = open_diary(tmp_path / "home", tmp_path / "state", now=lambda: MOMENT)

    seen = words(play(diary, size=(120, 36)))

    assert "is not there: it was moved, or is not mounted." in seen
    assert not (tmp_path / "home").exists()


def test_a_home_that_came_back_is_told_of_no_more(tmp_path: Path) -> None:
    diary = demo_diary(tmp_path)
    shutil.move(tmp_path / "home", tmp_path / "elsewhere")
    gone = diary.home_gone()

    shutil.move(tmp_path / "elsewhere", tmp_path / "home")

    assert gone.endswith("home")
    assert diary.home_gone() == ""
