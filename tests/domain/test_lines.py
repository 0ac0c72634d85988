"""One line of a rule at its borders: just reached, one more or less, nothing to compare."""

from collections.abc import Callable
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detox.domain.entries import Outcome
from detox.domain.judging import Clarity, Judged, Standing, judge_whole
from detox.domain.lines import (
    LEAST_SPREAD,
    MEDIAN_ERROR,
    UNWRITTEN,
    Z_90,
    cost_line,
    count_line,
    daily_likeness,
    day_minutes,
    level_line,
    middle_of,
    people_line,
    rating_line,
    share_line,
    shift_line,
    told,
    turned,
    without_app_line,
)
from detox.domain.posterior import no_more_than
from detox.domain.trial import Op

MET, NOT_MET, EARLY = Standing.MET, Standing.NOT_MET, Standing.TOO_EARLY
CLEAR, CLOSE = Clarity.CLEAR, Clarity.CLOSE


def said(judged: Judged) -> tuple[Standing, Clarity | None]:
    return judged.status, judged.clarity


@pytest.mark.parametrize("read", [people_line, judge_whole])
@pytest.mark.parametrize(
    ("reached", "expect"),
    [
        (10, (MET, CLEAR)),  # one fewer just reaches it
        (9, (MET, CLOSE)),  # just reached
        (8, (NOT_MET, CLOSE)),  # one more just reaches it
        (7, (NOT_MET, CLEAR)),
    ],
)
def test_one_person_more_or_less_decides_how_clear_a_share_of_people_is(
    read: Callable[[int, int, float], Judged], reached: int, expect: tuple[Standing, Clarity]
) -> None:
    judged = read(reached, 10, 90)

    assert said(judged) == expect
    assert judged.value == 10 * reached


@pytest.mark.parametrize(
    ("value", "low", "high", "op", "expect"),
    [
        (5, 5, 6, Op.AT_LEAST, (MET, CLEAR)),
        (5, 4.9, 6, Op.AT_LEAST, (MET, CLOSE)),
        (4.9, 4, 5, Op.AT_LEAST, (NOT_MET, CLOSE)),
        (5, 4, 5, Op.AT_MOST, (MET, CLEAR)),
        (5, 4, 5.1, Op.AT_MOST, (MET, CLOSE)),
        (5.1, 5.1, 6, Op.AT_MOST, (NOT_MET, CLEAR)),
        (5 + 1e-9, 4, 5, Op.AT_MOST, (MET, CLEAR)),  # no sum of floats turns a line
        (5 - 1e-9, 5, 6, Op.AT_LEAST, (MET, CLEAR)),
    ],
)
def test_a_value_on_its_line_meets_it_and_is_clear_where_its_whole_range_does(
    value: float, low: float, high: float, op: Op, expect: tuple[Standing, Clarity]
) -> None:
    assert said(told(value, low, high, 5, op)) == expect


def test_a_range_holds_its_own_value() -> None:
    judged = told(5, 6, 4, 3, Op.AT_LEAST)

    assert (judged.low, judged.value, judged.high) == (5, 5, 5)


def test_unwritten_days_are_thought_as_bad_as_every_second_or_as_the_written_ones() -> None:
    assert turned(1.0, 0, 28) == 1.0
    assert turned(1.0, 14, 28) == 0.75
    assert turned(0.5, 14, 28) == 0.5
    assert turned(0.2, 14, 28) == 0.2


def test_a_share_that_unwritten_days_could_turn_is_too_early_and_one_they_only_just_could_not_is_met() -> (
    None
):
    just = share_line(range(16), [True] * 16, 80, 20)
    missed = share_line(range(15), [True] * 15, 88, 20)

    assert (just.status, just.why, just.turned) == (MET, None, 90)
    assert (missed.status, missed.clarity, missed.why, missed.turned) == (EARLY, None, UNWRITTEN, 87.5)
    assert share_line(range(15), [True] * 15, 87.5, 20).status is MET


def test_what_was_done_without_the_app_is_weighed_and_unwritten_days_could_turn_it() -> None:
    per_task, live = {"pay": [1.0, 1.0], "chat": [0.0, 0.5]}, {"pay": 3, "chat": 1}

    whole = without_app_line(per_task, live, 81.25, written=28, whole=28)
    half = without_app_line(per_task, live, 70, written=14, whole=28)

    assert (whole.status, whole.value, whole.turned) == (MET, 81.25, 81.25)
    assert (half.status, half.turned, half.why) == (EARLY, 65.625, UNWRITTEN)


def test_a_task_never_answered_widens_the_range_and_moves_no_share() -> None:
    per_task = {"pay": [1.0, 0.0, 1.0, 0.0]}

    known = without_app_line(per_task, {"pay": 3}, 50, written=28, whole=28)
    unknown = without_app_line(per_task, {"pay": 3, "chat": 3}, 50, written=28, whole=28)

    assert known.value == unknown.value == 50
    error = Z_90 * sqrt(2 * (0.25 / 6 + 0.25 / 2)) / 2
    assert unknown.high == pytest.approx(100 * min(1, 0.5 + error))
    assert known.high is not None
    assert known.high == pytest.approx(100 * (0.5 + Z_90 * sqrt(2 * 0.25 / 6)))


def test_a_count_passed_is_clear_and_one_reached_depends_on_the_days_that_are_missing() -> None:
    def read(count: int, written: int) -> tuple[Standing, Clarity | None]:
        return said(count_line(count, 2, written=written, whole=28, needed=17))

    assert read(3, 1) == (NOT_MET, CLEAR)
    assert read(2, 28) == (MET, CLEAR)
    assert read(2, 17) == (MET, CLOSE)
    assert read(2, 16) == (EARLY, None)


@pytest.mark.parametrize("count", [0, 1, 4, 9])
@pytest.mark.parametrize("written", [7, 20, 24, 28])
def test_the_unwritten_days_hide_no_more_than_that_nineteen_times_in_twenty(count: int, written: int) -> None:
    high = count_line(count, 99, written=written, whole=28, needed=1).high

    assert high is not None
    hidden = int(high) - count
    assert no_more_than(hidden, count, written / 28) >= 0.95
    assert hidden == 0 or no_more_than(hidden - 1, count, written / 28) < 0.95


def test_a_level_stays_on_its_scale_and_four_weeks_are_no_surer_than_one() -> None:
    low, high = level_line([1.0], [4.0], 40), level_line([99.0] * 4, [4.0] * 4, 40)

    assert (low.low, low.high) == (0, pytest.approx(1 + 4 * Z_90))
    assert (high.low, high.high) == (pytest.approx(99 - 4 * Z_90), 100)


def test_a_single_answer_may_be_half_a_point_off() -> None:
    middle, error = middle_of([1], [5])

    assert (middle, error) == (5, pytest.approx(MEDIAN_ERROR * LEAST_SPREAD * sqrt(3)))
    assert middle_of([1, 2], [4, 6]) == (5, pytest.approx(MEDIAN_ERROR * sqrt(2) * sqrt(3 / 2)))


@pytest.mark.parametrize(
    ("days", "values", "expect"),
    [
        ([1, 2], [0, 9], 0.5),  # two days show nothing
        ([1, 2, 3, 4], [5, 5, 5, 5], 0.5),  # nor do equal ones
        ([1, 3, 5, 7], [1, 1, 9, 9], 0.5),  # nor days that are no neighbours
        ([1, 2, 3, 4], [0, 1, 0, 1], 7 / 23),
        ([1, 2, 4, 5], [0, 1, 0, 1], 8 / 22),  # the gap makes no pair
        (range(100), [0] * 50 + [1] * 50, 0.8),
        (range(100), [0, 1] * 50, 0.0),
    ],
)
def test_how_alike_days_are_is_drawn_to_the_usual_as_by_twenty_pairs(
    days: list[int], values: list[float], expect: float
) -> None:
    assert daily_likeness(days, values, 0.5) == pytest.approx(expect)


@pytest.mark.parametrize(
    ("entries", "expect"),
    [
        ([("unmet", 30)], 30),
        ([("unmet", None), ("direct", None)], 0),
        ([("workaround", 4), ("proxy", 8), ("workaround", None), ("direct", 1)], 19),
        ([("workaround", 4), ("proxy", None)], 8),
        ([("workaround", 4), ("proxy", None), ("proxy", None)], None),
    ],
)
def test_a_days_efforts_without_minutes_took_as_long_as_the_others(
    entries: list[tuple[str, int | None]], expect: float | None
) -> None:
    assert day_minutes([(Outcome(outcome), minutes) for outcome, minutes in entries]) == expect


answers = st.lists(st.integers(0, 10), min_size=1, max_size=28)


@given(answers, answers)
@settings(max_examples=20)
def test_no_range_leaves_its_scale(first: list[int], last: list[int]) -> None:
    ratings = rating_line(range(len(first)), first, 3)
    minutes = cost_line(range(len(first)), [144.0 * value for value in first], 20)
    shift = shift_line((range(len(first)), first), (range(len(last)), last), 1, Op.AT_MOST)

    for judged, least, most in ((ratings, 0, 10), (minutes, 0, 1440), (shift, -10, 10)):
        assert least <= (judged.low or 0) <= (judged.value or 0) <= (judged.high or 0) <= most


def test_three_days_are_the_first_that_show_how_alike_days_are() -> None:
    """Of 0, 1, 1 the pairs come to -1/9, and their variance is 2/9: -1/2 is drawn to 1/2 by twenty."""
    assert daily_likeness([1, 2, 3], [0, 1, 1], 0.5) == pytest.approx(9.5 / 22)
    assert daily_likeness([1, 2], [0, 1], 0.5) == 0.5
    assert daily_likeness([1, 3, 5], [0, 1, 1], 0.5) == 0.5


@pytest.mark.parametrize(("value", "status"), [(40.0000004, MET), (40.0000006, NOT_MET)])
def test_a_value_is_held_against_its_line_to_six_decimals(value: float, status: Standing) -> None:
    assert told(value, 0, 100, 40, Op.AT_MOST).status is status


@pytest.mark.parametrize(("reached", "status"), [(91, MET), (90, NOT_MET)])
def test_among_a_hundred_people_one_more_or_less_is_close(reached: int, status: Standing) -> None:
    assert said(people_line(reached, 100, 90.5)) == (status, CLOSE)
