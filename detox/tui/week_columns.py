"""Where weeks stand beside each other: the same columns for the index, its numbers and the bars below it."""

from collections.abc import Sequence

from msgspec import Struct

from detox.domain.weeks import Week

WIDEST_STEP = 6
"""Cells a week, the gap among them; so many weeks as a trial has take the whole plot."""
TRIAL_WEEKS = 12
ROOMY_STEP, NARROW_STEP, LINE_STEP = 5, 3, 2
"""From so many cells a week has a band of four, of two, of one; with fewer the weeks become a line."""


class WeekColumns(Struct, frozen=True, kw_only=True):
    """The columns of some weeks."""

    left: int
    """The column at which the plot begins."""
    plot: int
    """The cells of the plot."""
    weeks: int

    @property
    def step(self) -> int:
        """The cells of a week, the gap among them; 0 where several weeks share a cell."""
        return max(0, min(WIDEST_STEP, self.plot // max(1, self.weeks)))

    @property
    def band(self) -> int:
        """The cells that the band and the bar of a week are wide."""
        return 4 if self.step >= ROOMY_STEP else 2 if self.step >= NARROW_STEP else 1

    @property
    def apart(self) -> bool:
        """Whether each week has a place of its own, with a gap behind it."""
        return self.step >= LINE_STEP

    def start(self, place: int) -> int:
        """The first column of the band of the week at `place`, counted from 0."""
        if not self.apart:
            return self.middle(place)
        return self.left + place * self.step + (self.step - self.band) // 2

    def middle(self, place: int) -> int:
        """The column at which a week's numbers stand."""
        if self.apart:
            return self.start(place) + self.band // 2
        return self.left + round(place * (self.plot - 1) / max(1, self.weeks - 1))

    def groups(self, weeks: Sequence[Week]) -> list[tuple[int, Sequence[Week]]]:
        """Column by column the weeks that are drawn there; a week by itself where it has a place."""
        if self.apart:
            return [(self.start(n), [week]) for n, week in enumerate(weeks)]
        cuts = [n * len(weeks) / self.plot for n in range(self.plot + 1)] if weeks else []
        return [
            (self.left + n, weeks[int(cuts[n]) : max(int(cuts[n]) + 1, int(cuts[n + 1]))])
            for n in range(len(cuts) - 1)
        ]
