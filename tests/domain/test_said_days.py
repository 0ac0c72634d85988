"""Days as people type them, in both languages: every form that is printed, and its usual variants."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from detox.domain.said_days import said_day
from detox.errors import BadDate
from detox.messages import day_heading, long_day, short_day, weekday_and_day
from detox.words import LANGUAGES, speak

TODAY = date(2026, 11, 25)
"""A Wednesday."""
SAID = {
    "2026-11-22": date(2026, 11, 22), "2026/11/22": date(2026, 11, 22), "2026.11.22": date(2026, 11, 22),
    "20221122": date(2022, 11, 22), "2023/1/8": date(2023, 1, 8), "2023-1-8": date(2023, 1, 8),
    "２０２６-１１-２２": date(2026, 11, 22), "2026年11月24日": date(2026, 11, 24),
    "2026年11月24号": date(2026, 11, 24), "2023年1月8日": date(2023, 1, 8),
    "22 Nov": date(2026, 11, 22), "Nov 22": date(2026, 11, 22), "22nov": date(2026, 11, 22),
    "22 November": date(2026, 11, 22), "November 22": date(2026, 11, 22), "26 Nov": date(2025, 11, 26),
    "22 November 2024": date(2024, 11, 22), "Nov 22, 2024": date(2024, 11, 22), "Dec 1": date(2025, 12, 1),
    "Sunday 22 November": date(2026, 11, 22), "Sun 22 Nov": date(2026, 11, 22), "Sept 3": date(2026, 9, 3),
    "Sunday 22 November 2026": date(2026, 11, 22), "29 Feb": date(2024, 2, 29), "1 may": date(2026, 5, 1),
    "11月24日": date(2026, 11, 24), "11月24号": date(2026, 11, 24), "12月1日": date(2025, 12, 1),
    "１１月２４日": date(2026, 11, 24), "24号": date(2026, 11, 24), "25日": date(2026, 11, 25),
    "26号": date(2026, 10, 26), "31号": date(2026, 10, 31), "2月29日": date(2024, 2, 29),
    "today": date(2026, 11, 25), "Yesterday": date(2026, 11, 24), "last night": date(2026, 11, 24),
    "今天": date(2026, 11, 25), "今晚": date(2026, 11, 25), "昨晚": date(2026, 11, 24),
    "昨天": date(2026, 11, 24), "前天": date(2026, 11, 23), "大前天": date(2026, 11, 22),
    "-3": date(2026, 11, 22), "－３": date(2026, 11, 22), "3天前": date(2026, 11, 22),
    "3 days ago": date(2026, 11, 22), "1 day ago": date(2026, 11, 24), "３天前": date(2026, 11, 22),
    "mon": date(2026, 11, 23), "wed": date(2026, 11, 25), "Thursday": date(2026, 11, 19),
    "周三": date(2026, 11, 25), "週三": date(2026, 11, 25), "周四": date(2026, 11, 19),
    "星期一": date(2026, 11, 23), "礼拜天": date(2026, 11, 22), "禮拜日": date(2026, 11, 22),
    "上周三": date(2026, 11, 18), "上个星期三": date(2026, 11, 18), "上個禮拜三": date(2026, 11, 18),
    "本周一": date(2026, 11, 23), "这周二": date(2026, 11, 24), "本週一": date(2026, 11, 23),
    "tomorrow": date(2026, 11, 26), "+3": date(2026, 11, 28), "明天": date(2026, 11, 26),
    "后天": date(2026, 11, 27), "後天": date(2026, 11, 27), "下周一": date(2026, 11, 30),
    "下个星期日": date(2026, 12, 6),
    "two days ago": date(2026, 11, 23), "3 weeks ago": date(2026, 11, 4), "last wed": date(2026, 11, 18),
    "last monday": date(2026, 11, 23), "this fri": date(2026, 11, 27), "next mon": date(2026, 11, 30),
    "in 3 days": date(2026, 11, 28), "day after tomorrow": date(2026, 11, 27), "22nd Nov": date(2026, 11,
    22),
    "22nd": date(2026, 11, 22), "the 3rd": date(2026, 11, 3), "26th": date(2026, 10, 26),
    "Nov 1st": date(2026, 11, 1), "1st of May": date(2026, 5, 1), "this morning": date(2026, 11, 25),
    "三天前": date(2026, 11, 22), "两天前": date(2026, 11, 23), "3日前": date(2026, 11, 22),
    "两周前": date(2026, 11, 11), "3天后": date(2026, 11, 28), "一周后": date(2026, 12, 2),
    "十一月二十四日": date(2026, 11, 24), "二十四号": date(2026, 11, 24), "上上周三": date(2026, 11, 11),
    "2026 年 11 月 24 日 星期二": date(2026, 11, 24), "11 月 24 日 周二": date(2026, 11, 24),
    "今早": date(2026, 11, 25), "大后天": date(2026, 11, 28), "下下周一": date(2026, 12, 7),
    "": None, "soon": None, "2026-02-30": None, "2026-13-01": None, "32号": None, "0月1日": None,
    "30 Feb": None, "0 Nov": None, "22 Nuv": None, "2026-11/22": None, "1500-01-01": None, "mo": None,
    "周八": None, "--3": None, "-99999": None, "2026112": None, "day": None, "11-22": None,
    "11/22": None, "11 22": None, "1122": None, "2211": None, "22": None, "3 three": None, "32nd": None,
}  # fmt: skip
"""What somebody types on Wednesday 25 November 2026, and the day it means; `None`: no day is called that."""
DEADLINES = {
    "fri": date(2026, 11, 27), "周五": date(2026, 11, 27), "wed": TODAY, "tue": date(2026, 12, 1),
    "next mon": date(2026, 11, 30), "下周一": date(2026, 11, 30), "+3": date(2026, 11, 28),
    "tomorrow": date(2026, 11, 26), "明天": date(2026, 11, 26), "后天": date(2026, 11, 27),
    "22 Nov": date(2027, 11, 22), "1号": date(2026, 12, 1), "31号": date(2026, 12, 31),
    "29 Feb": date(2028, 2, 29),
    "12月1日": date(2026, 12, 1), "yesterday": date(2026, 11, 24), "last wed": date(2026, 11, 18),
    "2026-11-01": date(2026, 11, 1),
}  # fmt: skip
"""The same where a day to come is asked for: a weekday or a day without a year is the next one."""


@pytest.mark.parametrize(("typed", "meant"), [(typed, meant) for typed, meant in SAID.items() if meant])
def test_a_day_is_taken_as_people_type_it(typed: str, meant: date) -> None:
    assert said_day(f" {typed} ", TODAY) == meant


@pytest.mark.parametrize("typed", [typed for typed, meant in SAID.items() if meant is None])
def test_what_names_no_day_is_refused(typed: str) -> None:
    with pytest.raises(BadDate):
        said_day(typed, TODAY)


@pytest.mark.parametrize(("typed", "meant"), DEADLINES.items())
def test_where_a_deadline_is_asked_a_day_without_a_year_is_the_next_one(typed: str, meant: date) -> None:
    assert said_day(typed, TODAY, since=TODAY) == meant


def test_29_february_is_found_over_the_eight_years_that_1900_and_2100_leave_without_it() -> None:
    assert said_day("29 Feb", date(2104, 2, 28)) == date(2096, 2, 29)
    assert said_day("29 Feb", TODAY, since=date(2096, 3, 1)) == date(2104, 2, 29)


@pytest.mark.parametrize("typed", ["thu", "26 Nov", "26号", "周四", "Thursday 26 November"])
def test_in_the_night_the_calendars_day_is_meant_by_its_name(typed: str) -> None:
    night = date(2026, 11, 26)

    assert said_day(typed, TODAY, calendar=night) == night
    assert said_day("today", TODAY, calendar=night) == TODAY
    assert said_day("wed", TODAY, calendar=night) == TODAY


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("printed", [long_day, day_heading, short_day, weekday_and_day, date.isoformat])
def test_every_form_of_a_day_that_is_printed_is_understood(
    language: str, printed: Callable[[date], str]
) -> None:
    speak(language)
    days = [TODAY - timedelta(days=n) for n in range(0, 360, 5)]

    assert [said_day(printed(day), TODAY) for day in days] == days
