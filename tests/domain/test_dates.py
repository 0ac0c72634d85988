"""Days as people mean them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detox.domain.dates import Span, is_late, logical_day, week_number, week_span
from detox.domain.record import FIRST_DAY
from detox.domain.said_days import said_day
from detox.errors import BadDate

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", SUNDAY),
        ("今天", SUNDAY),
        ("Yesterday", date(2026, 11, 21)),
        ("昨天", date(2026, 11, 21)),
        ("前天", date(2026, 11, 20)),
        ("-3", date(2026, 11, 19)),
        ("sun", SUNDAY),
        ("mon", date(2026, 11, 16)),
        ("Saturday", date(2026, 11, 21)),
        ("周三", date(2026, 11, 18)),
        ("星期天", SUNDAY),
        ("上周三", date(2026, 11, 11)),
        ("2026-02-28", date(2026, 2, 28)),
    ],
)
def test_a_day_is_found_by_what_people_call_it(text: str, day: date) -> None:
    assert said_day(text, SUNDAY) == day


@pytest.mark.parametrize(
    "text",
    ["2026-02-30", "2026-13-01", "22.11.2026", "monkey", "", "-99999", "1969-12-31"],
)
def test_what_names_no_day_is_refused(text: str) -> None:
    with pytest.raises(BadDate):
        said_day(text, SUNDAY)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-03-14T03:59", date(2026, 3, 13)),
        ("2026-03-14T04:00", date(2026, 3, 14)),
        ("2025-03-09T04:10-04:00", date(2025, 3, 9)),
        ("2025-11-02T03:59-05:00", date(2025, 11, 1)),
    ],
)
def test_the_day_begins_at_four_on_the_wall_clock(moment: str, day: date) -> None:
    assert logical_day(datetime.fromisoformat(moment), 4) == day


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 3000))
def test_every_day_of_a_week_has_its_number(start: date, number: int) -> None:
    assert {week_number(day, start) for day in week_span(number, start)} == {number}


@pytest.mark.parametrize(
    ("written", "late"), [("2026-03-14", False), ("2026-03-16", False), ("2026-03-17", True)]
)
def test_an_entry_is_late_from_the_third_day_after_its_own(written: str, late: bool) -> None:  # noqa: FBT001 - a case
    assert is_late(date(2026, 3, 14), f"{written}T23:59:00+08:00") is late


def test_as_many_days_ago_as_there_are_is_the_first_day_and_one_more_is_none() -> None:
    most = (SUNDAY - FIRST_DAY).days

    assert said_day(f"-{most}", SUNDAY) == said_day("1970-01-01", SUNDAY) == FIRST_DAY
    with pytest.raises(BadDate):
        said_day(f"-{most + 1}", SUNDAY)


def test_a_span_has_both_of_its_ends_and_counts_them() -> None:
    span = Span(first=date(2026, 3, 13), last=date(2026, 3, 15))

    assert list(span) == [date(2026, 3, n) for n in (13, 14, 15)]
    assert len(span) == 3
    assert [date(2026, 3, n) in span for n in (12, 13, 15, 16)] == [False, True, True, False]
