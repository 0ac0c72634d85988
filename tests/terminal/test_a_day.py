"""From an empty folder to a written day, a week looked back on, an entry mended: the daily walks."""

from pathlib import Path

import pytest

from detox.wiring import open_diary
from tests.terminal.conftest import Open

FEWEST_KEYS = 13
"""Twelve, and one that answers whether the diary is to be sealed."""


def test_from_an_empty_home_the_first_day_is_written_in_thirteen_keys(open_window: Open, home: Path) -> None:
    window = open_window()

    asked = (
        "Which app did you leave?",
        "How did it end?",
        "When did it end?",
        "What went through",
        "And before",
        "What does living normally mean?",
        "A trial: can I",
    )
    for question in asked:
        window.sees(question)
        window.press("enter")
    window.sees("Seal it with a passphrase?")
    window.press("n")
    window.sees("0 of", "how did it go?")
    window.press("d", "w", "x")
    window.sees("3 of")
    window.press("k")
    window.sees("Did you live normally today?")
    window.press("y")
    window.sees("Mood")

    assert window.pressed <= FEWEST_KEYS
    day = open_diary(home, home / ".state").day()
    assert [str(entry.outcome) for entry in day.entries] == ["direct", "workaround", "unmet"]
    assert day.checkin is not None
    assert day.checkin.normal


@pytest.mark.undated
def test_a_weeks_review_goes_to_the_sum_and_to_the_table_and_back(open_window: Open) -> None:
    window = open_window("demo")
    window.sees("1 Today", "help")

    window.press("2")
    window.sees("33 dependence", "days", "direct")
    window.press("left", "left")
    window.sees("26 dependence week 11")
    window.press("e")
    window.sees("Week 11: how 26.1 came about", "Client contact")
    window.press("esc")
    window.sees("26 dependence week 11", without="came about")
    window.press("t")
    table = window.sees("week index")
    window.press("t")
    window.sees("26 dependence week 11")

    assert "26.1" in table


def test_an_entry_is_changed_in_the_journal_and_the_change_taken_back(open_window: Open) -> None:
    window = open_window("demo")
    window.sees("1 Today", "help")

    window.press("3")
    window.sees("January 2023")
    window.press("down", "down")
    window.sees("▌ ◒ Family group")
    window.press("m")
    window.sees("Extra minutes")
    window.press("17", "enter")
    window.sees("17 min")
    window.press("a")
    window.sees("◄ Family group went back")
    window.press("u")
    window.sees("◒ Family group", "17 min")
    window.press("u")

    window.sees("Family group workaround SMS", "5 min", without="17 min")


def test_an_entry_of_last_month_is_found_by_a_part_of_a_chinese_word(open_window: Open) -> None:
    window = open_window("demo", LANG="zh_CN.UTF-8")
    window.sees("1 今天")

    window.press("3")
    window.sees("2023 年 1 月")
    window.press("/")
    window.sees("esc")
    window.types("停水")

    window.sees("1 条记录", "2022 年 12 月 24 日", "星期二停水，门口贴了通知。")
