"""Chance that gives the same on every system."""

from collections.abc import Iterable
from itertools import accumulate
from random import Random


class Chance:
    """Only `random()` is asked, which no version changes; the rest is arithmetic."""

    def __init__(self, seed: int) -> None:
        self.share = Random(seed).random

    def normal(self) -> float:
        """Near enough a normal variate: twelve shares less their mean."""
        return sum(self.share() for _ in range(12)) - 6

    def pick(self, weights: Iterable[float]) -> int:
        """A place in `weights`, each as likely as its weight."""
        sums = list(accumulate(weights))
        wanted = self.share() * sums[-1]
        return next((n for n, total in enumerate(sums) if wanted < total), len(sums) - 1)


class Wave:
    """A level that takes after yesterday's: AR(1) about zero with standard deviation `sd`."""

    def __init__(self, chance: Chance, rho: float, sd: float) -> None:
        self._chance, self._rho, self._sd = chance, rho, sd * (1 - rho**2) ** 0.5
        self._level = sd * chance.normal()

    def rise(self) -> float:
        """The next day's level."""
        self._level = self._rho * self._level + self._sd * self._chance.normal()
        return self._level
