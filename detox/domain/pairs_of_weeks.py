"""Pairs of weeks: what each task came to in a later week against an earlier one, added up with its weight."""

from collections.abc import Mapping, Sequence
from math import sqrt

ENOUGH_COMMON = 4
"""Two weeks are compared in points where their common tasks hold one part in so many of the importance."""
LIKENESS_PAIRS = 10
"""How alike neighbouring weeks are is drawn towards 0 by so many pairs."""
MOST_LIKENESS = 0.8
"""Above it so few weeks say nothing any more."""
PLACES = 6
"""Scores and differences are compared after rounding to so many decimals."""

Matrix = list[list[int]]
"""By earlier and later week; what stands below the diagonal is the same with the other sign."""


class WeekPairs:
    """Every pair of the used weeks.

    Chances are reckoned over all orders the weeks could have come in, which is exact: nothing is assumed of
    how scores are spread, only that the weeks' order means nothing where nothing changes.
    """

    def __init__(
        self,
        series: Mapping[str, Mapping[int, float]],
        weeks: Sequence[int],
        importance: Mapping[str, int],
    ) -> None:
        """Compare the tasks of `series` with themselves.

        Args:
            series: by task and week, 0..100; a week in which a task did not come up is not there.
            weeks: the used weeks' numbers, rising.
            importance: of each task.
        """
        n = len(weeks)
        self.weeks = weeks
        self.signs: Matrix = [[0] * n for _ in range(n)]
        """The importance of the tasks that were harder later, less that of those that were easier."""
        self._common = [[0] * n for _ in range(n)]
        self._moved = [[0.0] * n for _ in range(n)]
        self._whole = 0
        place = {week: a for a, week in enumerate(weeks)}
        for task, own in series.items():
            points = [(place[week], own[week], round(own[week], PLACES)) for week in weeks if week in own]
            if points:
                self._whole += importance[task]
                self._add(points, importance[task])

    def _add(self, points: list[tuple[int, float, float]], importance: int) -> None:
        """Add one task; two years of a long list are walked through here."""
        for later in range(1, len(points)):
            b, exact, value = points[later]
            for a, before, earlier in points[:later]:
                signs, common, moved = self.signs[a], self._common[a], self._moved[a]
                common[b] += importance
                if value != earlier:
                    moved[b] += importance * (exact - before)
                    signs[b] += importance if value > earlier else -importance

    @property
    def s(self) -> int:
        """All pairs together: below 0 where later weeks are easier."""
        return sum(map(sum, self.signs))

    def moves(self) -> list[tuple[int, int, float]]:
        """Of each pair with enough in common: earlier and later place, and by how many points it moved."""
        n = len(self.weeks)
        return [
            (a, b, round(self._moved[a][b] / self._common[a][b], PLACES))
            for a in range(n)
            for b in range(a + 1, n)
            if self._common[a][b] and ENOUGH_COMMON * self._common[a][b] >= self._whole
        ]

    def likeness(self) -> float:
        """How alike neighbouring weeks are besides a straight line, 0..0.8."""
        hardness = [float(-total) for total in row_sums(self.signs)]
        rest = _without_line(self.weeks, hardness)
        variance = sum(x * x for x in rest) / len(rest)
        pairs = [
            rest[k] * rest[k + 1] for k in range(len(rest) - 1) if self.weeks[k + 1] - self.weeks[k] == 1
        ]
        if variance <= 1e-9 or not pairs:  # noqa: PLR2004 - nothing but a straight line is left
            return 0.0
        return min(MOST_LIKENESS, max(0.0, sum(pairs) / variance / (len(pairs) + LIKENESS_PAIRS)))


def row_sums(signs: Matrix) -> list[int]:
    """Of each week, all its pairs as seen from it."""
    n = len(signs)
    return [sum(signs[a][a + 1 :]) - sum(signs[b][a] for b in range(a)) for a in range(n)]


def spread_of(signs: Matrix, likeness: float) -> float:
    """The standard deviation of the sum over all orders of the weeks, wider where neighbours are alike."""
    squares = sum(x * x for row in signs for x in row)
    variance = (squares + sum(total * total for total in row_sums(signs))) / 3
    return sqrt(variance * (1 + likeness) / (1 - likeness))


def _without_line(weeks: Sequence[int], values: Sequence[float]) -> list[float]:
    n = len(weeks)
    middle, mean = sum(weeks) / n, sum(values) / n
    width = sum((week - middle) ** 2 for week in weeks)
    slope = sum((week - middle) * (x - mean) for week, x in zip(weeks, values, strict=True)) / width
    return [x - mean - slope * (week - middle) for week, x in zip(weeks, values, strict=True)]
