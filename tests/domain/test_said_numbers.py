"""Numbers, times, costs, answers and weekdays as people type them, in both languages: what became of each."""

import pytest

from detox.domain.said_answers import said_answer, yes_or_no
from detox.domain.said_numbers import (
    said_cost,
    said_days_count,
    said_minutes,
    said_number,
    said_time,
    said_weekdays,
)
from detox.errors import BadField

MINUTES = {
    "12": 12, "１２": 12, " 12 ": 12, "12m": 12, "12 min": 12, "12 minutes": 12, "1h": 60, "1 hour": 60,
    "1h30": 90, "1h30m": 90, "1h 30min": 90, "1 hour and 30 minutes": 90, "1:30": 90, "１：３０": 90,
    "1.5h": 90,
    "half an hour": 30, "half hour": 30, "a quarter of an hour": 15, "2 and a half hours": 150,
    "an hour": 60,
    "5分钟": 5, "５分鐘": 5, "5分": 5, "五分钟": 5, "十五分钟": 15, "半小时": 30, "半个小时": 30,
    "半個鐘頭": 30,
    "1小时": 60, "一小时": 60, "两个小时": 120, "一个半小时": 90, "1小时半": 90, "1小时20分": 80,
    "1.5小时": 90,
    "一刻钟": 15, "三刻钟": 45, "一小时一刻钟": 75, "0": 0, "-3": -3, "": None,
}  # fmt: skip
NO_MINUTES = ("soon", "12x", "1:3", "h", "1d", "一会儿", "12 30", "9" * 12)
TIMES = {
    "8:30": "08:30", "08:30": "08:30", "１２：３０": "12:30", "0830": "08:30", "8.30": "08:30",
    "8h30": "08:30",
    "8pm": "20:00", "8 pm": "20:00", "8:15 p.m.": "20:15", "12am": "00:00", "12pm": "12:00", "8am": "08:00",
    "8点": "08:00", "8点半": "08:30", "8點半": "08:30", "8点20分": "08:20", "八点一刻": "08:15",
    "20时": "20:00",
    "下午3点": "15:00", "晚上8点半": "20:30", "晚上12点": "00:00", "凌晨1点": "01:00", "半夜2点": "02:00",
    "晚上5点": "17:00", "半夜4点": "04:00",
    "中午12点": "12:00", "中午1点": "13:00", "中午11点": "11:00", "上午10点": "10:00", "下午3:20": "15:20",
    "三点钟": "03:00", "中午10点半": "10:30", "中午7点": "07:00", "中午5点": "17:00",
    "noon": "12:00", "Midday": "12:00", "12 noon": "12:00", "midnight": "00:00", "12 midnight": "00:00",
    "中午": "12:00", "正午": "12:00", "正午12点": "12:00", "半夜": "00:00", "午夜": "00:00",
    "午夜12点": "00:00", "零点": "00:00",
}  # fmt: skip
NO_TIMES = ("25:00", "8:60", "8:61", "noonish", "8 noon", "noon:30", "下午", "8", "24:00", "25点", "8:3", "")
COSTS = {
    "2.5": ("2.5", "CNY"), "2.50": ("2.50", "CNY"), "２.５": ("2.5", "CNY"), "¥2.50": ("2.50", "CNY"),
    "￥2.50": ("2.50", "CNY"), "2.5元": ("2.5", "CNY"), "2.5 元": ("2.5", "CNY"), "3块": ("3", "CNY"),
    "3块5": ("3.5", "CNY"), "3块钱": ("3", "CNY"), "2,50": ("2.50", "CNY"), "2,50 €": ("2.50", "EUR"),
    "1,200": ("1200", "CNY"), "1,200.50 jpy": ("1200.50", "JPY"), "$3": ("3", "USD"), "usd 3": ("3", "USD"),
    "3 USD": ("3", "USD"), "3美元": ("3", "USD"), "5 rmb": ("5", "CNY"), "300日元": ("300", "JPY"),
}  # fmt: skip
NO_COSTS = ("much", "2.505", "-2", "2.5.5", "3.5块5", "3 nuts", "1e3", "two", "3usd5", "3$5")
RATINGS = {
    "7": 7,
    "７": 7,
    "七": 7,
    "十": 10,
    "7/10": 7,
    "7分": 7,
    "0": 0,
    "零": 0,
    "ten": 10,
    "": None,
    "-1": -1,
}
ANSWERS = {
    "y": True, "Y": True, "yes": True, "Yes": True, "yeah": True, "Ｙ": True, "是": True, "对": True,
    "是的": True,
    "n": False, "N": False, "no": False, "否": False, "不": False, "没有": False, "ｎｏ": False,
    "maybe": None, "": None, "也许": None,
}  # fmt: skip
WEEKDAYS = {
    "mon,tue": "mon tue", "mon tue": "mon tue", "tue, mon": "mon tue", "Mon; Fri": "mon fri",
    "mon-fri": "mon tue wed thu fri", "fri-mon": "mon fri sat sun", "weekdays": "mon tue wed thu fri",
    "weekend": "sat sun", "monday and friday": "mon fri", "thurs": "thu",
    "every day": "mon tue wed thu fri sat sun",
    "周一,周二": "mon tue", "周一、周二": "mon tue", "星期一，星期三": "mon wed", "一三五": "mon wed fri",
    "周一三五": "mon wed fri", "周一到周五": "mon tue wed thu fri", "周一至五": "mon tue wed thu fri",
    "工作日": "mon tue wed thu fri", "周末": "sat sun", "每天": "mon tue wed thu fri sat sun",
    "礼拜天": "sun",
    "週六和週日": "sat sun", "": "",
}  # fmt: skip
NO_WEEKDAYS = ("mo", "mon,xyz", "周八", "一三八", "often", "mon tu")


@pytest.mark.parametrize(("typed", "meant"), MINUTES.items())
def test_minutes_are_taken_as_people_type_them(typed: str, meant: int | None) -> None:
    assert said_minutes(typed) == meant


@pytest.mark.parametrize(("typed", "meant"), TIMES.items())
def test_a_time_is_taken_as_people_type_it(typed: str, meant: str) -> None:
    assert said_time(typed) == meant


@pytest.mark.parametrize(("typed", "meant"), COSTS.items())
def test_a_cost_is_taken_as_people_type_it(typed: str, meant: tuple[str, str]) -> None:
    cost = said_cost(typed, "CNY")

    assert cost is not None
    assert (cost.amount, cost.currency) == meant


@pytest.mark.parametrize(("typed", "meant"), RATINGS.items())
def test_a_rating_is_taken_as_people_type_it(typed: str, meant: int | None) -> None:
    assert said_number(typed, "mood") == meant


@pytest.mark.parametrize(
    ("typed", "meant"), [("28", 28), ("28 days", 28), ("28天", 28), ("4 weeks", 28), ("四周", 28), ("", None)]
)
def test_a_number_of_days_is_taken_as_people_type_it(typed: str, meant: int | None) -> None:
    assert said_days_count(typed) == meant


@pytest.mark.parametrize(("typed", "meant"), ANSWERS.items())
def test_yes_and_no_are_taken_as_people_type_them(typed: str, meant: bool | None) -> None:  # noqa: FBT001 - a case
    assert yes_or_no(typed) is meant


@pytest.mark.parametrize(("typed", "meant"), WEEKDAYS.items())
def test_weekdays_are_taken_as_people_type_them(typed: str, meant: str) -> None:
    assert said_weekdays(typed) == meant


@pytest.mark.parametrize("typed", NO_MINUTES)
def test_what_is_no_span_of_time_is_refused(typed: str) -> None:
    with pytest.raises(BadField):
        said_minutes(typed)


@pytest.mark.parametrize("typed", NO_TIMES)
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(BadField):
        said_time(typed)


@pytest.mark.parametrize("typed", NO_COSTS)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(BadField):
        said_cost(typed, "CNY")


@pytest.mark.parametrize("typed", NO_WEEKDAYS)
def test_what_is_no_weekday_is_refused(typed: str) -> None:
    with pytest.raises(BadField):
        said_weekdays(typed)


@pytest.mark.parametrize(
    ("typed", "apart", "usual", "code"),
    [("2.5", "cny", "JPY", "CNY"), ("2.5", "元", "USD", "CNY"), ("¥300", None, "JPY", "JPY"),
     ("$3", None, "SGD", "SGD"), ("¥3", "jpy", "CNY", "JPY"), ("3元", "人民币", "CNY", "CNY")],
)  # fmt: skip
def test_a_sign_means_the_currency_that_is_usual_or_said_apart(
    typed: str, apart: str | None, usual: str, code: str
) -> None:
    cost = said_cost(typed, usual, apart)

    assert cost is not None
    assert cost.currency == code


@pytest.mark.parametrize("apart", ["usd", "cn", "yuans", "12"])
def test_another_currency_than_the_amount_names_or_none_at_all_is_refused(apart: str) -> None:
    with pytest.raises(BadField):
        said_cost("2.5元", "CNY", apart)


@pytest.mark.parametrize(
    ("question", "typed", "meant"),
    [
        ("normal", "no", False), ("normal", "是", True), ("normal", " ", None), ("mood", "7", 7),
        ("won_back", "1h30", 90), ("won_back", "", None),
    ],
)  # fmt: skip
def test_a_question_is_answered_in_its_own_way(
    question: str,
    typed: str,
    meant: bool | int | None,  # noqa: FBT001 - a case
) -> None:
    assert said_answer(question, typed) == meant


@pytest.mark.parametrize(("question", "expected"), [("normal", "yes or no, y or n"), ("mood", "0..10")])
def test_an_answer_that_is_none_is_refused_with_what_would_be_one(question: str, expected: str) -> None:
    with pytest.raises(BadField) as refused:
        said_answer(question, "perhaps")

    assert (refused.value.field, refused.value.expected) == (question, expected)
