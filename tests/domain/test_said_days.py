"""Days as people type them, in both languages: every form that is printed, and its usual variants."""

from datetime import date

import pytest

from detox.domain.dates import said_day
from detox.errors import BadDate

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
    "Sunday 22 November": date(2026, 11, 22), "Sun 22 Nov": date(2026, 11, 22), "Sept 3": None,
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
    "": None, "soon": None, "2026-02-30": None, "2026-13-01": None, "32号": None, "0月1日": None,
    "30 Feb": None, "0 Nov": None, "22 Nuv": None, "2026-11/22": None, "1500-01-01": None, "mo": None,
    "周八": None, "--3": None, "-99999": None, "2026112": None, "day": None, "11-22": None,
}  # fmt: skip
"""What somebody types on Wednesday 25 November 2026, and the day it means; `None`: no day is called that."""


@pytest.mark.parametrize(("typed", "meant"), [(typed, meant) for typed, meant in SAID.items() if meant])
def test_a_day_is_taken_as_people_type_it(typed: str, meant: date) -> None:
    assert said_day(f" {typed} ", TODAY) == meant


@pytest.mark.parametrize("typed", [typed for typed, meant in SAID.items() if meant is None])
def test_what_names_no_day_is_refused(typed: str) -> None:
    with pytest.raises(BadDate):
        said_day(typed, TODAY)
