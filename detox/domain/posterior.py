"""How sure a share can be: the Beta distribution and what clustered days are really worth."""

from collections.abc import Sequence
from math import exp, lgamma, log, log1p

from detox.domain.record import Record

USUAL_RHO = 0.3
"""How alike neighbouring days usually are; what is seen is drawn towards it..."""
USUAL_RHO_WEIGHT = 20
"""...as if it had been seen on so many pairs of days."""
MOST_RHO = 0.8
MOST_DISPERSION = 4.0
LOW, HIGH = 0.05, 0.95
"""The ends of every interval: nine in ten lie between."""

_TINY = 1e-300
_ACCURACY = 1e-15
_STEPS = 500


class Beta(Record, frozen=True, kw_only=True):
    """What is known of a share, 0..1."""

    a: float
    b: float

    def cdf(self, x: float) -> float:
        """The probability that the share is at most `x`."""
        return beta_cdf(self.a, self.b, x)

    def quantile(self, q: float) -> float:
        """The share that is not passed with probability `q`."""
        return beta_quantile(self.a, self.b, q)

    @property
    def interval(self) -> tuple[float, float]:
        """The likely range: nine in ten."""
        return self.quantile(LOW), self.quantile(HIGH)


class Share(Record, frozen=True, kw_only=True):
    """`k` of `n`, and what that is worth."""

    k: int
    n: int
    spread: float
    """How alike the days were: rho of days, phi of entries."""
    n_eff: float
    """As many independent ones would say as much."""
    belief: Beta


def beta_cdf(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b)."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, 1 - x) / b


def beta_quantile(a: float, b: float, q: float) -> float:
    """The x at which I_x(a, b) is `q`, by bisection: the cdf is flat where Newton would leap out."""
    low, high = 0.0, 1.0
    while high - low > _ACCURACY * max(1e-3, high):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if beta_cdf(a, b, middle) < q:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def day_share(days: Sequence[int], hits: Sequence[bool]) -> Share:
    """The share of days that were so, where a day takes after the one before.

    Args:
        days: the days' running numbers, rising; gaps are days that are not known.
        hits: whether each was so; at least one.
    """
    n, k = len(hits), sum(hits)
    mean = k / n
    variance = mean * (1 - mean)
    pairs = [(hits[i] - mean) * (hits[i + 1] - mean) for i in range(n - 1) if days[i + 1] - days[i] == 1]
    seen = sum(pairs) / len(pairs) / variance if pairs and variance else USUAL_RHO
    rho = (len(pairs) * seen + USUAL_RHO_WEIGHT * USUAL_RHO) / (len(pairs) + USUAL_RHO_WEIGHT)
    rho = min(MOST_RHO, max(0.0, rho))
    n_eff = n * (1 - rho) / (1 + rho)
    belief = Beta(a=0.5 + k * n_eff / n, b=0.5 + (n - k) * n_eff / n)
    return Share(k=k, n=n, spread=rho, n_eff=n_eff, belief=belief)


def entry_share(by_day: Sequence[tuple[int, int]]) -> Share:
    """The share of entries that were so, where a day's entries go alike.

    Args:
        by_day: for each day with any, how many were so and how many there were; at least one day.
    """
    k, n = sum(a for a, _ in by_day), sum(b for _, b in by_day)
    p = k / n
    phi = 1.0
    if len(by_day) >= 3 and 0 < k < n:  # noqa: PLR2004 - two days say nothing about spread
        phi = sum(b * (a / b - p) ** 2 for a, b in by_day) / ((len(by_day) - 1) * p * (1 - p))
        phi = min(MOST_DISPERSION, max(1.0, phi))
    belief = Beta(a=0.5 + k / phi, b=0.5 + (n - k) / phi)
    return Share(k=k, n=n, spread=phi, n_eff=n / phi, belief=belief)


def no_more_than(extra: int, count: int, seen: float) -> float:
    """The probability that days not written hide at most `extra` more, `count` having been seen.

    Args:
        extra: 0 or more.
        count: how many the written days showed.
        seen: the share of days that were written, above 0 up to 1.
    """
    # The cdf of a negative binomial with r = count + 0.5 is an incomplete beta function.
    return beta_cdf(count + 0.5, extra + 1, seen)


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of I_x(a, b) by Lentz's method; converges fast for x < (a + 1) / (a + b + 2)."""
    c, d = 1.0, _apart(1 - (a + b) * x / (a + 1))
    d = 1 / d
    value = d
    for m in range(1, _STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d, c = 1 / _apart(1 + even * d), _apart(1 + even / c)
        value *= d * c
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d, c = 1 / _apart(1 + odd * d), _apart(1 + odd / c)
        value *= d * c
        if abs(d * c - 1) < _ACCURACY:
            break
    return value


def _apart(value: float) -> float:
    """The value, kept off zero."""
    return value if abs(value) > _TINY else _TINY
