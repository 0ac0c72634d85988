"""The trend: whether the weeks go anywhere, said only when they are many and regular enough."""

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache
from math import erfc, factorial, sqrt
from statistics import median

from detox.domain.record import Record
from detox.domain.weeks import WEEKLY_RATINGS, Status, Week

WEEKS_NEEDED = 5
ALPHA = 0.02
INDEX_MARGIN = 15.0
"""A change of fewer points over the whole span, either way, is steady."""
RATING_MARGIN = 1.5
RATING_DAYS = 3
"""A week's mean rating needs so many days."""

_EXACT_UP_TO = 20
_Z_90 = 1.6448536269514722


class Direction(StrEnum):
    """What can be said about the direction."""

    TOO_EARLY = "too early"
    DOWN = "going down"
    UP = "going up"
    STEADY = "steady"
    CANNOT_TELL = "cannot tell"


class Trend(Record, frozen=True, kw_only=True):
    """The direction of some weeks, in the order of the JSON; all figures `None` while it is too early."""

    call: Direction
    weeks_used: int
    needed: int
    """How many more weeks it takes before anything can be said."""
    s: int | None = None
    """Rising pairs of weeks less falling ones."""
    p: float | None = None
    slope: float | None = None
    """Points a week."""
    low: float | None = None
    high: float | None = None
    intercept: float | None = None
    """The line's value at week 0."""


def index_trend(weeks: Iterable[Week]) -> Trend:
    """The direction of the index over the weeks that are "ok"."""
    return trend_of(
        [(week.week, week.index) for week in weeks if week.status is Status.OK and week.index is not None]
    )


def trend_of(points: Sequence[tuple[int, float]], margin: float = INDEX_MARGIN) -> Trend:
    """The direction of values by week: exact Mann-Kendall, Theil-Sen slope, 90 % Sen interval.

    Args:
        points: week number and value, in rising order of weeks; weeks may be missing.
        margin: how much change over the span still counts as steady.
    """
    n = len(points)
    if n < WEEKS_NEEDED:
        return Trend(call=Direction.TOO_EARLY, weeks_used=n, needed=WEEKS_NEEDED - n)
    values = [round(value, 6) for _, value in points]
    s, variance = _s(values), _variance(values)
    p = _p(s, variance, n, exact=len(set(values)) == n)
    slopes = _slopes(points)
    slope = _middle(slopes)
    low, high = _sen(slopes, variance)
    span = points[-1][0] - points[0][0]
    return Trend(
        call=_call(s, p, low * span, high * span, margin),
        weeks_used=n,
        needed=0,
        s=s,
        p=p,
        slope=slope,
        low=low,
        high=high,
        intercept=median(value - slope * week for week, value in points),
    )


def rating_trend(points: Sequence[tuple[int, float]]) -> Trend:
    """The direction of weekly mean ratings, 0..10."""
    return trend_of(points, RATING_MARGIN)


def rating_points(weeks: Iterable[Week], rating: str) -> list[tuple[int, float]]:
    """Week number and mean of `rating` for every week in which at least three days gave it."""
    means = ((week, getattr(week, rating)) for week in weeks)
    return [
        (week.week, mean)
        for week, mean in means
        if mean is not None and week.rated.get(rating, 0) >= RATING_DAYS
    ]


def rating_trends(weeks: Sequence[Week]) -> dict[str, Trend]:
    """The direction of each rating, over the weeks in which it was given on enough days."""
    return {rating: rating_trend(rating_points(weeks, rating)) for rating in WEEKLY_RATINGS}


def _s(values: Sequence[float]) -> int:
    s = 0
    before: list[float] = []
    for value in values:
        s += bisect_left(before, value) - (len(before) - bisect_right(before, value))
        insort(before, value)
    return s


def _variance(values: Sequence[float]) -> float:
    n = len(values)
    ties = sum(t * (t - 1) * (2 * t + 5) for t in Counter(values).values())
    return (n * (n - 1) * (2 * n + 5) - ties) / 18


def _p(s: int, variance: float, n: int, *, exact: bool) -> float:
    if exact and n <= _EXACT_UP_TO:
        return exact_p(s, n)
    if not variance or not s:
        return 1.0
    z = (abs(s) - 1) / sqrt(variance)
    return erfc(z / sqrt(2))


def exact_p(s: int, n: int) -> float:
    """The chance that `n` weeks in random order are at least as regular as `s`, either way."""
    pairs = n * (n - 1) // 2
    # S = pairs - 2 * inversions: |S| or more means few inversions, or as many as leave few.
    few = (pairs - abs(s)) // 2
    return min(1.0, 2 * sum(_inversions(n)[: few + 1]) / factorial(n))


@cache
def _inversions(n: int) -> tuple[int, ...]:
    """How many orders of `n` things have 0, 1, 2... inversions (the Mahonian numbers)."""
    if n <= 1:
        return (1,)
    fewer = _inversions(n - 1)
    return tuple(sum(fewer[max(0, k - n + 1) : k + 1]) for k in range(n * (n - 1) // 2 + 1))


def _slopes(points: Sequence[tuple[int, float]]) -> list[float]:
    slopes = [
        (value - earlier) / (week - before)
        for i, (week, value) in enumerate(points)
        for before, earlier in points[:i]
    ]
    slopes.sort()
    return slopes


def _middle(ordered: Sequence[float]) -> float:
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _sen(slopes: Sequence[float], variance: float) -> tuple[float, float]:
    pairs, c = len(slopes), _Z_90 * sqrt(variance)
    low, high = round((pairs - c) / 2) - 1, round((pairs + c) / 2)
    return slopes[min(pairs - 1, max(0, low))], slopes[min(pairs - 1, max(0, high))]


def _call(s: int, p: float, least: float, most: float, margin: float) -> Direction:
    if p < ALPHA:
        return Direction.DOWN if s < 0 else Direction.UP
    return Direction.STEADY if least >= -margin and most <= margin else Direction.CANNOT_TELL
