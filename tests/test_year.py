"""A year at a glance, life after the trial, and a silence that is one stretch and not many rows."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from detox.__main__ import main
from detox.diary import Diary
from detox.errors import NoSuch
from detox.messages import dated
from detox.wiring import open_diary
from tests.conftest import EVENING
from tests.tui.seen import play

DAYS = 12


class Clock:
    """The wall clock of a diary that is lived through."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def years(home: Path) -> Diary:
    """Twelve days, three years of silence, twelve days."""
    clock = Clock(EVENING - timedelta(days=3 * 365))
    diary = open_diary(home, home / ".state", now=clock)
    diary.basket.add("pay.shop")
    for _half in range(2):
        for n in range(DAYS):
            diary.log("pay.shop", "direct" if n % 2 else "unmet")
            diary.check_in(normal=n % 2 == 0, mood=6)
            clock.now += timedelta(days=1)
        clock.now = EVENING
    clock.now = EVENING + timedelta(days=DAYS - 1)
    return diary


def test_a_year_counts_what_its_days_say(years: Diary) -> None:
    found = years.years.of()

    written = [day for day in found.days if day.written]
    assert (len(written), sum(month.normal for month in found.months)) == (DAYS, DAYS // 2)
    assert {month.mood for month in found.months if month.answers} == {6}


def test_a_year_without_a_word_between_two_with_some_says_how_long_it_was_silent(years: Diary) -> None:
    found = years.years.of(EVENING.year - 1)

    assert not any(day.written for day in found.days)
    (silence,) = found.silent
    assert len(silence) == 3 * 365 - DAYS


@pytest.mark.parametrize("year", [EVENING.year - 4, EVENING.year + 1])
def test_a_year_nothing_was_written_in_is_refused(years: Diary, year: int) -> None:
    with pytest.raises(NoSuch):
        years.years.of(year)


def test_a_silent_stretch_is_one_row_on_both_faces(
    years: Diary, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = play(years, "2", *["plus"] * 3, "t")

    assert main(["--home", str(home), "trend"]) == 0
    said = capsys.readouterr().out
    assert said.count("nothing written for 154 weeks") == 1
    assert said.index(f"\n{EVENING.year - 3}\n") < said.index("nothing written")
    assert seen.count("nothing written for 154 weeks") == 1
    assert len([row for row in seen.splitlines() if row.strip()[:3].isdecimal()]) < DAYS


def test_a_day_of_another_year_says_which() -> None:
    today = date(2026, 1, 1)

    assert [dated(day, today) for day in (today, date(2025, 12, 31))] == ["1 Jan", "31 Dec 2025"]


def test_the_page_of_a_year_opens_from_the_weeks_and_a_day_from_the_page(years: Diary) -> None:
    page = play(years, "2", "y")
    day = play(years, "2", "y", "left", "enter")

    assert "The year, day by day" in page
    assert f"{(years.today - timedelta(days=1)).day} " in day
    assert "Pay in a shop" in day
    assert play(years, "2", "y", "y") == play(years, "2")
