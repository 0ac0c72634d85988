"""The trend: its vectors, the twelve weeks, and what it must never claim."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detox.domain import index
from detox.domain.entries import Pause
from detox.domain.trend import (
    Direction,
    exact_p,
    index_trend,
    rating_points,
    rating_trend,
    rating_trends,
    trend_of,
)
from tests.data.made_up import START, after, checkin, twelve_weeks, vectors


def near(value: object) -> Any:
    return pytest.approx(value, abs=1e-6)


@pytest.mark.parametrize("vector", vectors("trend"), ids=lambda vector: vector["name"][:3])
def test_a_series_has_the_trend_of_the_vectors(vector: dict[str, Any]) -> None:
    found = trend_of(list(zip(vector["weeks"], vector["values"], strict=True)))

    expect = vector["expect"]
    assert (found.call, found.weeks_used) == (expect["call"], expect["n"])
    assert found.needed == expect.get("needed", 0)
    assert [found.s, found.p, found.slope, found.low, found.high, found.intercept] == near(
        [expect.get(name) for name in ("s", "p", "slope", "lo", "hi", "intercept")]
    )


def test_the_smallest_chance_of_few_weeks_is_exact() -> None:
    for n, p in dict(vectors("mk_exact_p_min")).items():
        assert exact_p(int(n) * (int(n) - 1) // 2, int(n)) == pytest.approx(p, abs=1e-12)


def test_the_twelve_weeks_are_called_as_they_were_published() -> None:
    diary = twelve_weeks()
    weeks = index.weeks(diary.tasks, diary.entries, diary.checkins, start=START, until=after(83))

    calls = [index_trend(weeks[:n]).call for n in range(1, 13)]
    last = index_trend(weeks)

    assert calls == [Direction.TOO_EARLY] * 4 + [Direction.CANNOT_TELL] * 3 + [Direction.DOWN] * 5
    assert (last.s, round(last.p or 0, 4), round(last.slope or 0, 2)) == (-44, 0.0018, -2.54)
    assert (round(last.low or 0, 2), round(last.high or 0, 2)) == (-3.87, -1.57)


def test_five_equal_weeks_are_steady_and_certain_of_nothing() -> None:
    found = trend_of([(week, 40.0) for week in range(1, 6)])

    assert (found.call, found.p, found.slope) == (Direction.STEADY, 1.0, 0.0)


def test_differences_below_six_decimals_are_ties() -> None:
    found = trend_of([(week, 40 + week * 1e-9) for week in range(1, 9)])

    assert (found.s, found.p) == (0, 1.0)


def test_a_rating_moves_by_points_and_a_half() -> None:
    points = [(week, 5 + 0.25 * week * (-1) ** week / 8) for week in range(1, 9)]

    assert rating_trend(points).call == Direction.STEADY
    assert rating_trend([(week, 10 - week) for week in range(1, 9)]).call == Direction.DOWN


def test_a_weeks_rating_needs_three_days() -> None:
    answers = [checkin(after(n), urge=n) for n in (0, 1, 2, 7, 8)]

    weeks = index.weeks([], [], answers, start=START, until=after(13))

    assert [week.urge for week in weeks] == [1.0, 7.5]
    assert [week.rated["urge"] for week in weeks] == [3, 2]
    assert rating_points(weeks, "urge") == [(1, 1.0)]
    assert rating_points(weeks, "mood") == []


def test_a_day_on_which_only_the_mood_was_given_stands_behind_the_mood_alone() -> None:
    answers = [checkin(after(n), mood=5, urge=3 if n % 2 else None) for n in range(35)]

    found = rating_trends(index.weeks([], [], answers, start=START, until=after(34)))

    assert found["mood"].call == Direction.STEADY
    assert (found["urge"].weeks_used, found["urge"].slope) == (5, 0.0)
    assert (found["cut_off"].call, found["cut_off"].needed) == (Direction.TOO_EARLY, 5)


def test_paused_days_stand_behind_no_rating() -> None:
    answers = [checkin(after(n), urge=2) for n in range(4)]
    pause = Pause(id="p", first=after(0), last=after(1))

    (week,) = index.weeks([], [], answers, start=START, until=after(6), pauses=[pause])

    assert (week.urge, week.rated["urge"]) == (2.0, 2)
    assert rating_points([week], "urge") == []


series = st.lists(st.integers(0, 1000).map(lambda tenths: tenths / 10), min_size=5, max_size=30)


@given(series)
def test_a_series_and_its_mirror_go_opposite_ways(values: list[float]) -> None:
    found = trend_of(list(enumerate(values)))
    mirror = trend_of(list(enumerate(100 - value for value in values)))

    assert found.s == -(mirror.s or 0)
    assert mirror.call == {Direction.DOWN: Direction.UP, Direction.UP: Direction.DOWN}.get(
        found.call, found.call
    )


@given(series)
def test_the_slope_lies_in_its_interval_and_p_is_a_chance(values: list[float]) -> None:
    found = trend_of(list(enumerate(values)))

    assert found.low is not None
    assert found.high is not None
    assert found.slope is not None
    assert found.p is not None
    assert found.low <= found.slope <= found.high
    assert 0 <= found.p <= 1
