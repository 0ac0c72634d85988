"""The pointer to help: rare, never in the way, never a diagnosis."""

from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest

from detox.diary import Diary
from detox.wiring import open_diary
from tests.conftest import EVENING


def test_three_hard_days_of_five_show_it_and_an_ordinary_week_does_not(diary: Diary) -> None:
    for n, mood in enumerate((5, 2, 6, 1)):
        diary.check_in(date(2026, 3, 10) + timedelta(days=n), mood=mood)
    assert not diary.help.due()

    diary.check_in(date(2026, 3, 14), mood=0)
    assert diary.help.due()


def test_once_shown_it_rests_for_a_week(home: Path) -> None:
    day = 0
    ticks = count()
    diary = open_diary(home, home / ".state", now=lambda: EVENING + timedelta(days=day, seconds=next(ticks)))
    shown = []

    for day in range(15):
        diary.check_in(cut_off=9)
        if diary.help.due() and not (shown and shown[-1] == day):
            shown.append(day)
            diary.help.shown()

    assert shown == [2, 9]


def test_ones_own_list_stands_first_and_is_in_no_export(diary: Diary, home: Path) -> None:
    diary.help.own("老陈 13800000000")

    said = diary.help.text(asked=True)
    assert said.index("老陈") < said.index("12356")
    assert "老陈" not in repr(diary.snapshot())
    (kept,) = [path for path in home.rglob("help-own") if path.is_file()]
    assert kept.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("word", ["disorder", "depress", "symptom", "risk"])
def test_it_names_no_condition(diary: Diary, word: str) -> None:
    assert word not in diary.help.text().lower()
