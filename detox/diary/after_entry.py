"""What may be offered once an entry is written: its usual minutes, a plan, the catalogue's advice."""

from datetime import timedelta

from detox.diary.context import DiaryContext
from detox.domain.entries import Entry, Outcome

EFFORT = (Outcome.WORKAROUND, Outcome.PROXY, Outcome.APP, Outcome.UNMET)
"""After these an if-then plan may help the next time."""
A_YEAR = timedelta(days=366)
"""What could not be done longer ago is asked about as if for the first time."""
USUAL_SPAN = timedelta(days=56)
"""So far back goes what a task usually takes: eight weeks."""


class AfterEntry:
    """The offers; none of them writes."""

    def __init__(self, context: DiaryContext) -> None:
        self._context = context

    def usual_minutes(self, entry: Entry) -> int | None:
        """What that task usually took: the median of the other entries of eight weeks up to that day.

        In minutes; `None` where none of them has any.
        """
        from statistics import median  # noqa: PLC0415 - 2 ms that logging an entry need not wait for

        held = [
            other.minutes
            for other in self._context.store.entries(entry.day - USUAL_SPAN, entry.day)
            if other.task == entry.task and other.minutes is not None and other.id != entry.id
        ]
        return round(median(held)) if held else None

    def wants_plan(self, entry: Entry) -> bool:
        """Whether an if-then plan may be offered: after an effort or a return, for a task that has none."""
        tasks = {task.id: task for task in self._context.book.tasks}
        task = tasks.get(entry.task)
        return entry.outcome in EFFORT and task is not None and task.listed and task.plan is None

    def wants_advice(self, entry: Entry) -> bool:
        """Whether the catalogue's advice may be offered: after a task's first "could not" in a year."""
        if entry.outcome is not Outcome.UNMET:
            return False
        rows = self._context.rows(entry.day - A_YEAR, self._context.today)
        return sum(row.task == entry.task and row.outcome is Outcome.UNMET for row in rows) == 1
