"""The method against the statisticians' own programs, where they are installed (the `oracles` extra)."""

import random

import pytest

from detox.domain.posterior import beta_cdf, beta_quantile, no_more_than
from detox.domain.trend import trend_of

stats = pytest.importorskip("scipy.stats")
pymannkendall = pytest.importorskip("pymannkendall")

WEEKS = range(200)


def series(seed: int) -> list[tuple[int, float]]:
    """Weeks with gaps; every third series is of whole numbers, so that weeks tie."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable series, not a secret
    length = chance.randrange(5, 40)
    weeks = sorted(chance.sample(range(1, 60), length))
    drift = chance.choice([0, 0, -2, 2, -5])
    values = [min(100.0, max(0.0, 50 + drift * n + chance.gauss(0, 8))) for n in range(length)]
    return list(zip(weeks, [float(round(v)) for v in values] if seed % 3 == 0 else values, strict=True))


def distinct(values: list[float]) -> bool:
    return len(set(values)) == len(values)


@pytest.mark.parametrize("seed", WEEKS)
def test_s_and_p_are_those_of_mann_and_kendall(seed: int) -> None:
    values = [value for _, value in series(seed)]
    found = trend_of(series(seed))

    theirs = pymannkendall.original_test(values)
    if distinct(values) and len(values) <= 20:
        kendall = stats.kendalltau(range(len(values)), values, method="exact")
        assert found.p == pytest.approx(kendall.pvalue, abs=1e-9)
    else:
        assert found.p == pytest.approx(theirs.p, abs=1e-9)
    assert found.s == theirs.s


@pytest.mark.parametrize("seed", WEEKS)
def test_slope_and_interval_are_those_of_theil_and_sen(seed: int) -> None:
    weeks, values = zip(*series(seed), strict=True)
    found = trend_of(series(seed))

    theirs = stats.theilslopes(values, weeks, alpha=0.90)

    assert (found.slope, found.low, found.high) == pytest.approx(
        (theirs.slope, theirs.low_slope, theirs.high_slope), abs=1e-9
    )


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
