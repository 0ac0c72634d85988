"""What going back would change, and what staying out rests on: the pictures for the decision, together."""

import msgspec

from detox.domain.entries import Independence
from detox.domain.going_back import Costs, Group, Helper, TaskBack, Thread, Ways
from detox.domain.record import Record

NEEDED_DAYS = 14
"""Under two weeks of counted days the pictures say too little."""


class ReturnFigures(Record, frozen=True, kw_only=True):
    """The last four weeks of counted days, for somebody who thinks of going back."""

    days: int
    """Counted days that were looked at, 28 at most."""
    written: int
    """Those of them with an entry that no sweep wrote."""
    tasks: tuple[TaskBack, ...] = ()
    """Of the list, by id."""
    costs: Costs
    ways: Ways
    threads: tuple[Thread, ...] = ()
    owners: dict[Independence, float] = msgspec.field(default_factory=dict)
    """Whose channels carry it: shares, 0..1."""
    helpers: tuple[Helper, ...] = ()
    baseline: float
    """Where one stood before, 0..100."""

    def of(self, group: Group) -> list[TaskBack]:
        """The tasks that going back would change in that way, by id."""
        return [task for task in self.tasks if task.group is group]

    @property
    def enough(self) -> bool:
        """Whether there are two weeks to look at."""
        return self.days >= NEEDED_DAYS

    @property
    def tells(self) -> bool:
        """Whether something came up in enough days: else nothing is said, and no zero stands for it."""
        return self.enough and any(task.tried for task in self.tasks)
