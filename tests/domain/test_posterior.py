"""The Beta distribution and what clustered days are worth."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detox.domain.posterior import beta_cdf, beta_quantile, day_share, entry_share, no_more_than
from tests.data.made_up import vectors


def near(value: object) -> Any:
    return pytest.approx(value, abs=1e-6)


@pytest.mark.parametrize("vector", vectors("beta"), ids=str)
def test_the_beta_distribution_is_that_of_the_vectors(vector: dict[str, float]) -> None:
    a, b = vector["a"], vector["b"]

    assert beta_cdf(a, b, vector["x"]) == near(vector["cdf"])
    assert beta_quantile(a, b, 0.05) == near(vector["q05"])
    assert beta_quantile(a, b, 0.95) == near(vector["q95"])


@pytest.mark.parametrize("vector", vectors("event_share"), ids=str)
def test_entries_of_one_day_count_as_the_vectors_say(vector: dict[str, Any]) -> None:
    found = entry_share([tuple(day) for day in vector["byday"]])

    expect = vector["expect"]
    assert (found.n, found.k, found.spread) == (expect["n"], expect["k"], near(expect["phi"]))
    assert found.belief.interval == near((expect["lo"], expect["hi"]))
    assert 1 - found.belief.cdf(vector["threshold"]) == near(expect["p_at_least"])


def test_days_that_never_differ_are_thought_as_alike_as_usual() -> None:
    assert day_share([1, 2, 3], [True, True, True]).spread == near(0.3)


def test_a_gap_makes_no_neighbours() -> None:
    apart = day_share([1, 3, 5, 7], [True, True, False, False])

    assert apart.spread == near(0.3)


def test_nothing_is_hidden_where_every_day_was_written() -> None:
    assert no_more_than(0, 2, 1.0) == 1.0


shapes = st.floats(0.5, 200)


@given(shapes, shapes, st.floats(0.001, 0.999))
def test_the_quantile_undoes_the_distribution(a: float, b: float, q: float) -> None:
    assert beta_cdf(a, b, beta_quantile(a, b, q)) == pytest.approx(q, abs=1e-9)


@given(shapes, shapes, st.floats(0, 1), st.floats(0, 1))
def test_the_distribution_only_rises(a: float, b: float, x: float, y: float) -> None:
    low, high = sorted((x, y))

    assert beta_cdf(a, b, low) <= beta_cdf(a, b, high) + 1e-12


@given(st.lists(st.booleans(), min_size=1, max_size=60))
def test_clustered_days_never_say_more_than_independent_ones(hits: list[bool]) -> None:
    found = day_share(range(len(hits)), hits)

    assert 0 < found.n_eff <= len(hits)
    assert 0 <= found.spread <= 0.8
