"""One line of a rule by the second method: the written days decide, the likely range says how clearly."""

from collections.abc import Callable, Mapping, Sequence
from math import exp, fsum, hypot, lgamma, log, log1p, sqrt
from statistics import median

from detox.domain.entries import Outcome
from detox.domain.index import UNKNOWN, part_of_error
from detox.domain.judging import TOO_EARLY, Clarity, Judged, Standing
from detox.domain.posterior import HIGH, LOW, MOST_RHO, USUAL_RHO, USUAL_RHO_WEIGHT, beta_quantile
from detox.domain.record import MINUTES_A_DAY, RATING_TOP
from detox.domain.trial import Op

Z_90 = 1.6448536269514722
"""Half the likely range, nine in ten, in standard errors."""
MEDIAN_ERROR = 1.2533141373155
"""The error of a median as a multiple of a mean's: sqrt(pi/2), as of a normal distribution."""
LEAST_SPREAD = 0.5
"""Answers are whole numbers: equal ones may still differ by half a point."""
RATING_RHO = 0.5
"""How alike neighbouring days' ratings usually are."""
BAD_SHARE = 0.5
"""Unwritten days are thought of as bad as every second one, or as the written ones where those are worse."""
DAYS_ALIKE = 2.0
"""What a task did on one day says of the next: the variance counts twice."""
TIMED = (Outcome.WORKAROUND, Outcome.PROXY)
"""What takes extra time."""
UNWRITTEN, TOO_FEW_DAYS = "unwritten", "days"
"""Why a line is too early: the days that were not written could turn it, or too few were."""


def told(value: float, low: float, high: float, line: float, op: Op) -> Judged:
    """A value against its line; clear if the whole likely range comes to the same."""
    low, high = min(low, value), max(high, value)
    met = _holds(value, line, op)
    clear = _holds(low, line, op) == _holds(high, line, op)
    return Judged(
        status=Standing.MET if met else Standing.NOT_MET,
        clarity=Clarity.CLEAR if clear else Clarity.CLOSE,
        value=value,
        low=low,
        high=high,
    )


def turned(share: float, missing: int, whole: int) -> float:
    """A share, 0..1, as it would be if of the missing days every second one had been bad, or more of them."""
    bad = 1 - share
    return share - missing / whole * (max(BAD_SHARE, bad) - bad)


def share_line(days: Sequence[int], hits: Sequence[bool], line: float, whole: int) -> Judged:
    """The share of days that were so, in per cent.

    Args:
        days: the running numbers of the days that answer, rising; at least one.
        hits: whether each was so.
        line: the least it should be.
        whole: days of the window, written or not.
    """
    n, k = len(hits), sum(hits)
    rho = daily_likeness(days, hits, USUAL_RHO)
    worth = (1 - rho) / (1 + rho)
    least = turned(k / n, whole - n, whole)
    low = beta_quantile(0.5 + least * n * worth, 0.5 + (1 - least) * n * worth, LOW)
    high = beta_quantile(0.5 + k * worth, 0.5 + (n - k) * worth, HIGH)
    return _unless_turned(told(100 * k / n, 100 * low, 100 * high, line, Op.AT_LEAST), least, line)


def without_app_line(
    per_task: Mapping[str, Sequence[float]], live: Mapping[str, int], line: float, *, written: int, whole: int
) -> Judged:
    """The share of what was needed that was done without the app, in per cent, each task by its importance.

    Args:
        per_task: of each task that was needed, for each of those days the share of its entries done so; at
            least one task.
        live: the importance of these and of the usual tasks that were never answered.
        line: the least it should be.
        written: days with an entry.
        whole: days of the window.
    """
    means = {task: fsum(shares) / len(shares) for task, shares in per_task.items()}
    share = fsum(live[task] * mean for task, mean in means.items()) / sum(live[task] for task in means)
    parts = [
        importance**2 * (part_of_error(len(per_task[task]), 100 * means[task]) if task in means else UNKNOWN)
        for task, importance in live.items()
    ]
    error = Z_90 * sqrt(DAYS_ALIKE * fsum(parts)) / sum(live.values())
    least = turned(share, whole - written, whole)
    low, high = max(0.0, least - error), min(1.0, share + error)
    return _unless_turned(told(100 * share, 100 * low, 100 * high, line, Op.AT_LEAST), least, line)


def level_line(values: Sequence[float], errors: Sequence[float], line: float) -> Judged:
    """The middle week's index against the most it should be; four weeks are no surer than one of them."""
    middle, error = median(values), Z_90 * fsum(errors) / len(errors)
    return told(middle, max(0.0, middle - error), min(100.0, middle + error), line, Op.AT_MOST)


def count_line(count: int, limit: float, *, written: int, whole: int, needed: int) -> Judged:
    """A count against the most it should be; days not written are thought to be like the written ones.

    Args:
        count: how many the written days showed.
        limit: how many are allowed; a count above it stands, whatever the other days hide.
        written: days with an entry.
        whole: days of the window.
        needed: written days without which nothing is said.
    """
    if count > limit:
        return told(float(count), float(count), float(count), limit, Op.AT_MOST)
    if written < needed:
        return TOO_EARLY
    high = count + _most_hidden(count + 0.5, written / whole)
    return told(float(count), float(count), float(high), limit, Op.AT_MOST)


def rating_line(days: Sequence[int], values: Sequence[float], line: float, top: float = RATING_TOP) -> Judged:
    """The middle rating, 0..`top`, against the most it should be."""
    middle, error = middle_of(days, values)
    low, high = max(0.0, middle - Z_90 * error), min(float(top), middle + Z_90 * error)
    return told(middle, low, high, line, Op.AT_MOST)


def cost_line(days: Sequence[int], minutes: Sequence[float], line: float) -> Judged:
    """The middle day's extra minutes against the most they should be."""
    return rating_line(days, minutes, line, MINUTES_A_DAY)


Dated = tuple[Sequence[int], Sequence[float]]
"""The running numbers of some days, rising, and what was given on each."""


def shift_line(first: Dated, last: Dated, line: float, op: Op) -> Judged:
    """How far the middle rating of the last days lies from that of the first ones."""
    (before, early), (after, late) = middle_of(*first), middle_of(*last)
    shift, error = after - before, Z_90 * hypot(early, late)
    low, high = max(-float(RATING_TOP), shift - error), min(float(RATING_TOP), shift + error)
    return told(shift, low, high, line, op)


def people_line(reached: int, whole: int, line: float) -> Judged:
    """A share of people, all of whom are known: clear, unless one more or less would turn it."""
    met = 100 * reached >= line * whole
    other = 100 * (reached - 1 if met else reached + 1) >= line * whole
    share = 100 * reached / whole
    return Judged(
        status=Standing.MET if met else Standing.NOT_MET,
        clarity=Clarity.CLEAR if other == met else Clarity.CLOSE,
        value=share,
        low=share,
        high=share,
    )


def middle_of(days: Sequence[int], values: Sequence[float]) -> tuple[float, float]:
    """The median of daily figures, and its standard error where a day takes after the one before."""
    n, mean = len(values), sum(values) / len(values)
    spread = sqrt(sum((x - mean) ** 2 for x in values) / (n - 1)) if n > 1 else LEAST_SPREAD
    rho = daily_likeness(days, values, RATING_RHO)
    return median(values), MEDIAN_ERROR * max(LEAST_SPREAD, spread) * sqrt((1 + rho) / (1 - rho) / n)


def daily_likeness(days: Sequence[int], values: Sequence[float], usual: float) -> float:
    """How alike neighbouring days are, 0..0.8, drawn towards the usual as by twenty more pairs."""
    n = len(values)
    mean = sum(values) / n
    variance = sum((x - mean) ** 2 for x in values) / n
    pairs = [(values[k] - mean) * (values[k + 1] - mean) for k in range(n - 1) if days[k + 1] - days[k] == 1]
    if n < 3 or variance <= 1e-12 or not pairs:  # noqa: PLR2004 - two days, or equal ones, show nothing
        return usual
    seen = sum(pairs) / variance
    return min(MOST_RHO, max(0.0, (seen + USUAL_RHO_WEIGHT * usual) / (len(pairs) + USUAL_RHO_WEIGHT)))


def day_minutes(entries: Sequence[tuple[Outcome, int | None]]) -> float | None:
    """A day's extra minutes: efforts without minutes took as long as the others, where half of them say so.

    `None` where fewer do: the day is not known.
    """
    timed = [minutes for outcome, minutes in entries if outcome in TIMED]
    known = [minutes for minutes in timed if minutes is not None]
    if 2 * len(known) < len(timed):
        return None
    rest = sum(minutes or 0 for outcome, minutes in entries if outcome not in TIMED)
    return (sum(known) * len(timed) / len(known) if known else 0.0) + rest


def _holds(value: float, line: float, op: Op) -> bool:
    value = round(value, 6)
    return value >= line if op is Op.AT_LEAST else value <= line


def _unless_turned(judged: Judged, least: float, line: float) -> Judged:
    """Met by the written days, but not if every second of the others was bad: it cannot be said."""
    judged = judged.replace(turned=100 * least)
    if judged.status is Standing.MET and round(100 * least, 9) < line:
        return judged.replace(status=Standing.TOO_EARLY, clarity=None, why=UNWRITTEN)
    return judged


def _most_hidden(shape: float, seen: float) -> int:
    """So many at most, 19 times in 20, do the days hide that were not written.

    Args:
        shape: the count that was seen, and a half: Jeffreys' prior of a rate.
        seen: the share of days that were written, above 0 up to 1.
    """
    if seen >= 1:
        return 0
    chance: Callable[[int], float] = lambda k: exp(  # noqa: E731 - the mass of a negative binomial
        lgamma(k + shape) - lgamma(shape) - lgamma(k + 1) + shape * log(seen) + k * log1p(-seen)
    )
    most, total = 0, chance(0)
    while total < HIGH:
        most += 1
        total += chance(most)
    return most
