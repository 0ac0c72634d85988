"""The method against the statisticians' own programs, where they are installed (the `oracles` extra)."""

import random

import pytest

from detox.domain.pairs_of_weeks import WeekPairs, spread_of
from detox.domain.posterior import beta_cdf, beta_quantile, no_more_than
from detox.domain.trend import task_trend

stats = pytest.importorskip("scipy.stats")
pymannkendall = pytest.importorskip("pymannkendall")

WEEKS = range(200)


def series(seed: int) -> list[tuple[int, float]]:
    """Weeks with gaps; every third series is of whole numbers, so that weeks tie."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable series, not a secret
    length = chance.randrange(6, 40)
    weeks = sorted(chance.sample(range(1, 60), length))
    drift = chance.choice([0, 0, -2, 2, -5])
    values = [min(100.0, max(0.0, 50 + drift * n + chance.gauss(0, 8))) for n in range(length)]
    return list(zip(weeks, [float(round(v)) for v in values] if seed % 3 == 0 else values, strict=True))


@pytest.mark.parametrize("seed", WEEKS)
def test_s_and_its_variance_are_those_of_mann_and_kendall(seed: int) -> None:
    weeks, values = zip(*series(seed), strict=True)

    pairs = WeekPairs({"t": dict(series(seed))}, weeks, {"t": 1})

    theirs = pymannkendall.original_test(values)
    assert pairs.s == theirs.s
    assert spread_of(pairs.signs, 0.0) ** 2 == pytest.approx(theirs.var_s, abs=1e-9)


@pytest.mark.parametrize("seed", WEEKS)
def test_the_slope_is_that_of_theil_and_sen(seed: int) -> None:
    weeks, values = zip(*series(seed), strict=True)

    found = task_trend({"t": dict(series(seed))}, weeks, {"t": 1})

    assert found.slope == pytest.approx(stats.theilslopes(values, weeks).slope, abs=1e-6)


@pytest.mark.parametrize("seed", WEEKS)
def test_the_distributions_are_those_of_scipy(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a repeatable series, not a secret
    a, b, x = 0.5 + 60 * chance.random(), 0.5 + 60 * chance.random(), chance.random()
    count, extra, seen = chance.randrange(9), chance.randrange(9), 0.2 + 0.8 * chance.random()

    assert beta_cdf(a, b, x) == pytest.approx(stats.beta.cdf(x, a, b), abs=1e-9)
    assert beta_quantile(a, b, x) == pytest.approx(stats.beta.ppf(x, a, b), abs=1e-9)
    assert no_more_than(extra, count, seen) == pytest.approx(
        stats.nbinom.cdf(extra, count + 0.5, seen), abs=1e-9
    )
