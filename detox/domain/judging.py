"""How one line of a rule is judged: the literal figure decides, statistics only say how clearly."""

from collections.abc import Sequence
from enum import StrEnum
from math import fsum, sqrt
from statistics import median, pstdev

from detox.domain.posterior import Share, no_more_than
from detox.domain.record import Record
from detox.domain.trend import Direction, Trend
from detox.domain.trial import Op

SURE = 0.90
CLEAR_ERRORS = 1.2815515655446
"""A level this many standard errors from its line is on its side nine times in ten."""
CLEAR_POINTS = 1
"""A rating this far from its line is clear."""
_MEDIAN_ERROR = 1.2533141373155
_Z_90 = 1.6448536269514722


class Standing(StrEnum):
    """What a line, or the whole rule, comes to."""

    MET = "met"
    NOT_MET = "not met"
    TOO_EARLY = "too early"


class Clarity(StrEnum):
    """How far from the line."""

    CLEAR = "clear"
    CLOSE = "close"


class Judged(Record, frozen=True, kw_only=True):
    """One line, judged; figures are `None` while it is too early."""

    status: Standing
    clarity: Clarity | None = None
    value: float | None = None
    """In the unit of the line: per cent, points, days or minutes."""
    low: float | None = None
    """The likely range, where there is one."""
    high: float | None = None
    confidence: float | None = None
    """How probably the truth lies on the same side, 0..1, where the first method says it."""
    why: str | None = None
    """Why it is too early, by the second method."""
    turned: float | None = None
    """Of a share: what it would be if every second unwritten day had been bad, in per cent."""


TOO_EARLY = Judged(status=Standing.TOO_EARLY)


def combined(statuses: Sequence[Standing], vetoes: Sequence[Standing], need: int | None) -> Standing:
    """What all lines come to.

    Args:
        statuses: of every line, the vetoes among them.
        vetoes: of the lines that must be met whatever else is.
        need: how many must be met; `None` is all of them.
    """
    need = len(statuses) if need is None else need
    met, early = statuses.count(Standing.MET), statuses.count(Standing.TOO_EARLY)
    if Standing.NOT_MET in vetoes or met + early < need:
        return Standing.NOT_MET
    if statuses and met >= need and Standing.TOO_EARLY not in vetoes:
        return Standing.MET
    return Standing.TOO_EARLY


def judge_share(share: Share, line: float) -> Judged:
    """A share against the least it should be, in per cent."""
    met = share.k * 100 >= line * share.n  # whole numbers: 16 of 20 is 80 per cent exactly
    below = share.belief.cdf(line / 100)
    low, high = share.belief.interval
    confidence = 1 - below if met else below
    return Judged(
        status=_standing(met),
        clarity=_clarity(confidence >= SURE),
        value=100 * share.k / share.n,
        low=100 * low,
        high=100 * high,
        confidence=confidence,
    )


def judge_level(values: Sequence[float], errors: Sequence[float], line: float) -> Judged:
    """The middle of some values against the most it should be; each value with its standard error."""
    middle = median(values)
    error = _MEDIAN_ERROR * sqrt(fsum(e * e for e in errors)) / len(values)
    return Judged(
        status=_standing(middle <= line),
        clarity=_clarity(abs(middle - line) >= CLEAR_ERRORS * error),
        value=middle,
        low=middle - _Z_90 * error,
        high=middle + _Z_90 * error,
    )


def judge_amount(values: Sequence[float], line: float) -> Judged:
    """The middle day against the most it should be; the days' own spread says how sure that is."""
    return judge_level(values, [pstdev(values)] * len(values), line)


def judge_count(count: int, limit: float, *, logged: int, window: int, needed: int) -> Judged:
    """A count against the most it should be, where days not written may hide some more.

    Args:
        count: how many the written days showed.
        limit: how many are allowed.
        logged: written days.
        window: days there were.
        needed: written days without which nothing is said, unless the limit is passed already.
    """
    if count > limit:  # missing days cannot undo it
        return Judged(status=Standing.NOT_MET, clarity=Clarity.CLEAR, value=count, confidence=1.0)
    if logged < needed:
        return TOO_EARLY
    confidence = no_more_than(int(limit - count), count, min(1.0, logged / window))
    return Judged(
        status=Standing.MET, clarity=_clarity(confidence >= SURE), value=count, confidence=confidence
    )


def judge_rating(values: Sequence[int], line: float) -> Judged:
    """The middle rating against the most it should be."""
    middle = median(values)
    return Judged(
        status=_standing(middle <= line),
        clarity=_clarity(abs(middle - line) >= CLEAR_POINTS),
        value=middle,
    )


def judge_shift(first: Sequence[int], last: Sequence[int], line: float, op: Op) -> Judged:
    """How far the middle rating moved, against the most or the least it should have."""
    shift = median(last) - median(first)
    return Judged(
        status=_standing(shift >= line if op is Op.AT_LEAST else shift <= line),
        clarity=_clarity(abs(shift - line) >= CLEAR_POINTS),
        value=shift,
    )


def judge_whole(part: int, whole: int, line: float) -> Judged:
    """A share of things that are all known: clear, unless one more or less would turn it."""
    met = part * 100 >= line * whole
    turned = (part - 1 if met else part + 1) * 100 >= line * whole
    return Judged(status=_standing(met), clarity=_clarity(turned == met), value=100 * part / whole)


def judge_direction(trend: Trend) -> Judged:
    """Not going up; where no direction can be told, that is met, but not clearly."""
    if trend.call is Direction.TOO_EARLY:
        return TOO_EARLY
    return Judged(
        status=_standing(trend.call is not Direction.UP),
        clarity=_clarity(trend.call is not Direction.CANNOT_TELL),
        value=trend.slope,
        low=trend.low,
        high=trend.high,
    )


def _standing(met: bool) -> Standing:  # noqa: FBT001 - the question is in the name of the answer
    return Standing.MET if met else Standing.NOT_MET


def _clarity(clear: bool) -> Clarity:  # noqa: FBT001 - the question is in the name of the answer
    return Clarity.CLEAR if clear else Clarity.CLOSE
