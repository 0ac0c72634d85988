"""The trend: what the weeks are read from, when, and what must hold for every diary."""

from statistics import NormalDist
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detox.domain import index
from detox.domain.entries import Pause
from detox.domain.trend import (
    NO_TREND,
    Direction,
    Trend,
    by_task,
    explained_trend,
    index_trend,
    rating_points,
    rating_trend,
    rating_trends,
    task_trend,
    trend_ends,
)
from detox.domain.weeks import Status, WeekScores
from tests.data.made_up import START, after, checkin, twelve_weeks


def near(value: object) -> Any:
    return pytest.approx(value, abs=1e-6)


def one_task(values: list[float]) -> Trend:
    """The trend of one task in consecutive weeks."""
    own = dict(enumerate(values, start=1))
    return task_trend({"t": own}, list(own), {"t": 1})


def weeks_of(*values: float | None) -> list[WeekScores]:
    """Weeks in which one task came to that; `None`: too few entries."""
    return [
        WeekScores(
            week=n,
            end=after(7 * n - 1),
            status=Status.OK if value is not None else Status.TOO_FEW,
            index=value,
            members={"t": 2},
            scores={} if value is None else {"t": value},
        )
        for n, value in enumerate(values, start=1)
    ]


def test_the_twelve_weeks_are_read_after_week_eight_and_twelve() -> None:
    diary = twelve_weeks()
    _, scores = index.scored_weeks(diary.tasks, diary.entries, diary.checkins, start=START, until=after(83))

    calls = [index_trend(scores, after(7 * n)).call for n in range(1, 13)]
    last = index_trend(scores, after(84))

    assert calls[:7] == [Direction.TOO_EARLY] * 7
    assert len(set(calls[7:11])) == 1
    assert (last.call, last.read_week, last.next_week) == (Direction.DOWN, 12, 16)
    assert last.tasks.easier > last.tasks.harder


def test_before_the_first_reading_nothing_is_said_but_when_it_comes() -> None:
    found = index_trend(weeks_of(90, 80, 70, 60, 50, 40, 30), after(49))

    assert (found.call, found.read_week, found.needed, found.next_week) == (
        Direction.TOO_EARLY,
        None,
        1,
        8,
    )


def test_a_reading_keeps_its_sentence_until_the_next() -> None:
    falling, rising = [90 - 10 * n for n in range(8)], [95.0, 96.0, 97.0]

    at_eight = index_trend(weeks_of(*falling), after(56))
    at_eleven = index_trend(weeks_of(*falling, *rising), after(77))

    assert at_eight.call == Direction.DOWN
    assert at_eleven == at_eight.replace(next_week=12)


def test_the_running_week_is_in_no_reading() -> None:
    weeks = weeks_of(*[90 - 10 * n for n in range(8)])

    assert index_trend(weeks, weeks[-1].end).read_week is None
    assert index_trend(weeks, after(56)).read_week == 8


def test_silent_weeks_are_counted_up_to_today() -> None:
    weeks = weeks_of(*[50.0] * 8, *[None] * 5)

    found = index_trend(weeks, after(91))

    assert (found.silent, found.read_week, found.last_week) == (5, 12, 8)


def test_a_span_that_is_shown_is_never_shorter_than_twelve_weeks() -> None:
    weeks = weeks_of(*[float(n) for n in range(40)])

    assert index_trend(weeks, after(280), shown=4).first_week == 29
    assert index_trend(weeks, after(280), shown=20).first_week == 21
    assert index_trend(weeks, after(280)).first_week == 1


def test_the_limit_grows_after_week_twelve() -> None:
    assert explained_trend(weeks_of(*[1.0] * 12), after(84)).limit == 2.3
    assert explained_trend(weeks_of(*[1.0] * 16), after(112)).limit == 2.4


def test_the_explained_sum_is_the_trends() -> None:
    diary = twelve_weeks()
    _, scores = index.scored_weeks(diary.tasks, diary.entries, (), start=START, until=after(83))

    why = explained_trend(scores, after(84))

    assert sum(task.adds for task in why.tasks) == why.trend.s
    assert all(task.easier + task.harder <= task.pairs for task in why.tasks)


def test_a_list_that_changes_is_no_trend() -> None:
    """Half-way an easy task goes and a hard one comes: the index leaps, and no task did."""
    easy = {week: 10.0 + week % 2 for week in range(1, 7)}
    hard = {week: 90.0 + week % 2 for week in range(7, 13)}

    found = task_trend({"easy": easy, "hard": hard}, list(range(1, 13)), {"easy": 3, "hard": 3})

    assert found.call not in (Direction.UP, Direction.DOWN)


def test_equal_weeks_are_steady_and_certain_of_nothing() -> None:
    found = one_task([40.0] * 6)

    assert (found.call, found.p, found.slope, found.z) == (Direction.STEADY, 1.0, 0.0, 0.0)


def test_differences_below_six_decimals_are_ties() -> None:
    found = one_task([40 + week * 1e-9 for week in range(8)])

    assert (found.s, found.p) == (0, 1.0)


def test_weeks_that_share_no_task_have_no_slope() -> None:
    series = {str(week): {week: 50.0} for week in range(1, 9)}

    found = task_trend(series, list(range(1, 9)), dict.fromkeys(series, 1))

    assert (found.call, found.slope, found.s) == (Direction.CANNOT_TELL, None, 0)


def test_a_rating_moves_by_points_and_a_half() -> None:
    points = [(week, 5 + 0.25 * week * (-1) ** week / 8) for week in range(1, 9)]

    assert rating_trend(points).call == Direction.STEADY
    assert rating_trend([(week, 10 - week) for week in range(1, 9)]).call == Direction.DOWN


def test_a_weeks_rating_needs_three_days() -> None:
    answers = [checkin(after(n), urge=n) for n in (0, 1, 2, 7, 8)]

    weeks = index.weeks([], [], answers, start=START, until=after(13))

    assert [week.means["urge"] for week in weeks] == [1.0, 7.5]
    assert [week.rated["urge"] for week in weeks] == [3, 2]
    assert rating_points(weeks, "urge") == [(1, 1.0)]
    assert rating_points(weeks, "mood") == []


def test_a_day_on_which_only_the_mood_was_given_stands_behind_the_mood_alone() -> None:
    answers = [checkin(after(n), mood=5, urge=3 if n % 2 else None) for n in range(56)]
    weeks = index.weeks([], [], answers, start=START, until=after(55))

    found = rating_trends(weeks, after(56))

    assert found["mood"].call == Direction.STEADY
    assert (found["urge"].weeks_used, found["urge"].slope) == (8, 0.0)
    assert (found["cut_off"].call, found["cut_off"].needed) == (Direction.TOO_EARLY, 6)
    assert rating_trends(weeks, after(55))["mood"].needed == 1


def test_paused_days_stand_behind_no_rating() -> None:
    answers = [checkin(after(n), urge=2) for n in range(4)]
    pause = Pause(id="p", first=after(0), last=after(1))

    (week,) = index.weeks([], [], answers, start=START, until=after(6), pauses=[pause])

    assert (week.means["urge"], week.rated["urge"]) == (2.0, 2)
    assert rating_points([week], "urge") == []


series = st.lists(st.integers(0, 1000).map(lambda tenths: tenths / 10), min_size=6, max_size=30)


@settings(max_examples=40)
@given(series)
def test_a_series_and_its_mirror_go_opposite_ways(values: list[float]) -> None:
    found = one_task(values)
    mirror = one_task([100 - value for value in values])

    assert found.s == -(mirror.s or 0)
    assert mirror.call == {Direction.DOWN: Direction.UP, Direction.UP: Direction.DOWN}.get(
        found.call, found.call
    )


@settings(max_examples=40)
@given(series)
def test_the_slope_lies_in_its_interval_and_p_is_a_chance(values: list[float]) -> None:
    found = one_task(values)

    assert found.low is not None
    assert found.high is not None
    assert found.slope is not None
    assert found.p is not None
    assert found.low <= found.slope <= found.high
    assert 0 <= found.p <= 1


@pytest.mark.parametrize("call", [Direction.DOWN, Direction.UP])
def test_a_trends_line_runs_over_the_weeks_that_were_compared_and_stays_on_the_scale(call: Direction) -> None:
    diary = twelve_weeks()
    weeks = index.weeks(diary.tasks, diary.entries, diary.checkins, start=START, until=after(41))
    read = NO_TREND.replace(call=call, slope=-20.0, intercept=90.0, first_week=2, last_week=5)

    assert trend_ends(weeks, read) == ((1, 50.0), (4, 0.0))
    assert trend_ends(weeks[3:], read) == ((0, 10.0), (1, 0.0))
    assert trend_ends(weeks[5:], read) is None


def test_a_trend_without_a_direction_has_no_line() -> None:
    diary = twelve_weeks()
    weeks = index.weeks(diary.tasks, diary.entries, diary.checkins, start=START, until=after(41))
    read = NO_TREND.replace(slope=0.0, intercept=3.0, first_week=1, last_week=5)

    assert trend_ends(weeks, read.replace(call=Direction.DOWN)) is not None
    assert trend_ends(weeks, read.replace(call=Direction.STEADY)) is None
    assert trend_ends([], read.replace(call=Direction.DOWN)) is None


@pytest.mark.parametrize(
    ("values", "expect"),
    [
        ((10, 5, 8), "easier"),  # a third more pairs go down than up
        ((5, 10, 8), "harder"),
        ((10, 10, 10), "alike"),
        ((1, 4, 3, 2), "alike"),  # as many up as down
        ((10, 2), "seldom"),
    ],
)
def test_a_task_goes_one_way_where_a_third_more_of_its_pairs_do(
    values: tuple[float, ...], expect: str
) -> None:
    counts = by_task({"t": dict(enumerate(values, start=1))})

    assert {way: getattr(counts, way) for way in ("easier", "harder", "alike", "seldom")} == {
        "easier": 0, "harder": 0, "alike": 0, "seldom": 0, expect: 1,
    }  # fmt: skip


@pytest.mark.parametrize(("common", "call"), [(6, Direction.STEADY), (5, Direction.CANNOT_TELL)])
def test_steady_is_said_where_half_of_the_pairs_of_weeks_can_be_compared(
    common: int, call: Direction
) -> None:
    """Of nine weeks one task came up in so many, another in the rest: 18 of 36 pairs, or 16."""
    weeks = list(range(1, 10))
    series = {"a": dict.fromkeys(weeks[:common], 50.0), "b": dict.fromkeys(weeks[common:], 50.0)}

    assert task_trend(series, weeks, {"a": 1, "b": 1}).call is call


def test_of_few_pairs_of_weeks_the_likely_slope_is_any_of_them() -> None:
    found = task_trend({"t": {1: 0.0, 2: 1.0, 6: 20.0}}, [1, 2, 3, 4, 5, 6], {"t": 1})

    assert (found.low, found.slope, found.high) == (1.0, near(4.0), near(4.75))


@pytest.mark.parametrize(("apart", "call"), [(10.7, Direction.STEADY), (10.8, Direction.CANNOT_TELL)])
def test_steady_is_at_most_fifteen_points_from_the_first_week_to_the_last(
    apart: float, call: Direction
) -> None:
    """The likely slope of such weeks reaches to a fifth of what they are apart; there are seven steps."""
    found = one_task([50.0, 50.0 + apart] * 4)

    assert (found.low, found.high) == (0.0, near(apart / 5))
    assert found.call is call


@pytest.mark.parametrize("values", [[9, 7, 8, 3, 2, 1, 1, 0], [1, 2, 1, 3, 2, 4], [5, 5, 6, 5, 5, 5]])
def test_p_is_how_often_chance_alone_goes_as_far_either_way(values: list[float]) -> None:
    found = one_task(values)

    assert found.z is not None
    assert found.p == near(2 * NormalDist().cdf(-abs(found.z)))
