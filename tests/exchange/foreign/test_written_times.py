"""A time of day is read as it was meant, in whatever language and with whatever dots and spaces."""

import json
from datetime import datetime

import pytest
from babel import Locale
from babel.core import get_cldr_version
from babel.dates import format_time

from detox.errors import BadLog
from detox.exchange.foreign.calendar_words import months_named
from detox.exchange.foreign.written_dates import months_in, order_of, time_behind, written_day
from detox.exchange.foreign.written_times import clock_of
from tests.exchange.foreign.calendar_table import LANGUAGES, TABLE, text

MEANT = {
    "8:39 p. m.": "20:39",
    "8:39\u202fp.\u202fm.": "20:39",
    "8:39\u00a0P.M.": "20:39",
    "8:39 ÖS": "20:39",
    "ÖS 8:39": "20:39",
    "오후 8:39": "20:39",
    "午後8時39分": "20:39",
    "8:39 μ.μ.": "20:39",
    "\u200f٨:٣٩\u00a0م": "20:39",
    "۸:۳۹ ب.ظ.": "20:39",
    "8:39 CH": "20:39",
    "8:39 SA": "08:39",
    "8:39 em": "20:39",
    "8:39 fm": "08:39",
    "8:39 अपराह्न": "20:39",
    "8:39 de la tarde": "20:39",
    "8:39 nachm.": "20:39",
    "8:39 ip.": "20:39",
    "du. 8:39": "20:39",
    "晚上8:39": "20:39",
    "晚上12:30": "00:30",
    "中午12:30": "12:30",
    "中午11:30": "11:30",
    "凌晨12:30": "00:30",
    "12:30 AM": "00:30",
    "12:30 PM": "12:30",
    "0:30 PM": "12:30",
    "8 pm": "20:00",
    "20 h 39": "20:39",
    "20h39": "20:39",
    "20.39": "20:39",
    "kl. 20.39": "20:39",
    "20:39 Uhr": "20:39",
    "20:39:12.123": "20:39",
    "T20:39:00Z": "20:39",
    "20:39+02:00": "20:39",
    "20:39 pm": "20:39",
    "0:00": "00:00",
}
UNCLEAR = (
    "8:39 foo",
    "20:39 am",
    "2039",
    "25:00",
    "8:60",
    "half past eight",
    "8",
    "pm",
    "8:39 am pm",
    "9" * 99,
)


@pytest.mark.parametrize("said", MEANT)
def test_a_time_is_read_as_it_was_meant(said: str) -> None:
    assert clock_of(said, "line 2") == MEANT[said]


@pytest.mark.parametrize("said", UNCLEAR)
def test_a_time_that_is_none_or_means_two_is_refused(said: str) -> None:
    with pytest.raises(BadLog, match="line 2: expected a time like 21:30, got"):
        clock_of(said, "line 2")


def test_a_blank_is_no_time() -> None:
    assert clock_of(" \u202f", "line 2") is None


def skip_another_cldr() -> None:
    """A release of Babel must not make this program's tests fail: its words are taken in with the table."""
    if get_cldr_version() != json.loads(TABLE.read_text(encoding="utf-8"))["cldr"]:
        pytest.skip("another version of CLDR: python -m tests.exchange.foreign.calendar_table")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_time_a_phone_of_any_language_writes_is_read(language: str) -> None:
    skip_another_cldr()
    locale = Locale.parse(language)
    for pattern in (
        "h:mm a",
        "a h:mm",
        "h:mm\u202fa",
        locale.time_formats["short"].pattern.replace("B", "a"),
    ):
        for hour in range(24):
            said = format_time(datetime(2024, 3, 5, hour, 39), pattern, locale=locale)  # noqa: DTZ001

            assert clock_of(said, said) == f"{hour:02}:39"


def test_the_table_is_what_the_languages_of_the_world_say() -> None:
    skip_another_cldr()

    assert text() == TABLE.read_text(encoding="utf-8")


def test_a_word_that_phones_wrote_before_is_read_still() -> None:
    assert clock_of("8:39 অপৰাহ্ন", "line 2") == "20:39"  # CLDR 49
    assert clock_of("ਬਾਦੁ 8:39", "line 2") == "20:39"  # CLDR 47


def test_a_month_that_two_languages_share_is_told_by_the_others_beside_it() -> None:
    assert months_named(["listopada"]) == {}
    assert months_named(["listopada", "sierpnia"])["listopada"] == 11
    assert months_named(["listopada", "kolovoza"])["listopada"] == 10
    assert months_named(["march", "nonsense"]) == {"march": 3}


@pytest.mark.parametrize(
    ("texts", "order", "days"),
    [
        (["05/03/2024", "25/03/2024"], "day first", ["2024-03-05", "2024-03-25"]),
        (["05/03/2024", "05/23/2024"], "month first", ["2024-05-03", "2024-05-23"]),
        (["5.3.2024 20:15"], "day first", ["2024-03-05"]),
        (["05/03/2024 8:15 PM", "05/23/2024 8:15 AM"], "month first", ["2024-05-03", "2024-05-23"]),
        (["2024/3/5", "2024-03-05T01:02:03Z", "2024年3月5日", "2024. 3. 5."], None, ["2024-03-05"] * 4),
        (["March 5, 2024", "5 Mar 2024", "Tue 5 March 2024 8 pm"], None, ["2024-03-05"] * 3),
        (["5 मार्च 2024", "٥ مارس ٢٠٢٤"], None, ["2024-03-05"] * 2),
    ],
)
def test_a_day_is_read_as_it_was_meant(texts: list[str], order: str | None, days: list[str]) -> None:
    found = order_of(texts)

    assert found == order
    assert [str(written_day(text, "line 2", order=found, months=months_in([text]))) for text in texts] == days


@pytest.mark.parametrize("said", ["05/03/2024", "5.3.24", "2024-02-30", "yesterday", "", "99999999999-1-1"])
def test_a_day_that_is_none_or_means_two_is_refused(said: str) -> None:
    with pytest.raises(BadLog, match="line 2: expected a day"):
        written_day(said, "line 2", order=order_of([said]), months=months_in([said]))


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("2024-03-05 20:15", "20:15"),
        ("2024-03-05T20:15:00Z", "20:15:00Z"),
        ("5.3.2024, 20:15", "20:15"),
        ("March 5, 2024 8 pm", "8 pm"),
        ("2024年3月5日 下午8:39", "下午8:39"),
        ("2024. 3. 5. 오후 8:39", "오후 8:39"),
        ("2024-03-05", ""),
    ],
)
def test_what_stands_behind_a_day_is_its_time(said: str, time: str) -> None:
    assert time_behind(said) == time
