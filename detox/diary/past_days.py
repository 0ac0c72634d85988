"""Days that went by unwritten: which they are, what a day alike was like, and several filled at once."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from detox.diary.basket import Basket
from detox.diary.channels import Channels
from detox.diary.context import DiaryContext
from detox.diary.figures import Figures
from detox.domain.dates import ONE_DAY
from detox.domain.entries import Entry, Outcome, Task
from detox.errors import NoSuch
from detox.storage.transaction import Change

MOST_DAYS = 7
"""So many stand beside each other in a window of 60 cells; nobody remembers more of them task by task."""
WEEKS_BACK = 8
"""So far back a day is looked for that is alike."""
WEEK = timedelta(days=7)
Answers = Mapping[tuple[date, str], Outcome]
"""Outcomes by day and task."""


class PastDays:
    """The days before today."""

    def __init__(self, context: DiaryContext, figures: Figures, basket: Basket, channels: Channels) -> None:
        self._context = context
        self._figures = figures
        self._basket = basket
        self._channels = channels

    def gap(self) -> list[date]:
        """The days of the last week before today without an entry, the oldest first; pauses are none.

        Days before the first one that was ever written are none either.
        """
        today = self._context.today
        week = [today - n * ONE_DAY for n in range(MOST_DAYS, 0, -1)]
        span = self._context.store.span()
        firsts = [task.since for task in self._context.book.tasks] + ([span.first] if span else [])
        began = min(firsts, default=today)
        written = {row.day for row in self._context.rows(week[0], week[-1]) if not row.swept}
        return [d for d in week if d >= began and d not in written and not self._figures.is_paused(d)]

    def tasks(self, days: Sequence[date]) -> list[Task]:
        """What usually comes up on any of these days, in the order of the list."""
        wanted = {task.id for day in days for task in self._basket.usual(day)}
        return [task for task in self._basket.tasks() if task.id in wanted]

    def alike(self, day: date) -> dict[str, Entry]:
        """The first entry of each task on the last same weekday that has any; empty where none has."""
        for weeks in range(1, WEEKS_BACK + 1):
            before = day - weeks * WEEK
            found: dict[str, Entry] = {}
            for entry in self._context.store.entries(before, before):
                if not entry.swept:
                    found.setdefault(entry.task, entry)
            if found:
                return found
        return {}

    def fill(self, answers: Answers) -> list[Entry]:
        """Write an entry for each, with the channel used last: one deed, one undo. Nothing for no answers.

        Raises:
            FutureDay: a day has not come yet; nothing was written.
            NoSuch: there is no such task; nothing was written.
        """
        known = {task.id for task in self._context.book.tasks}
        moment, entries = self._context.moment(), []
        for (day, task), outcome in answers.items():
            if task not in known:
                raise NoSuch("task", task)
            entries.append(
                Entry(
                    id=self._context.new_id(),
                    day=self._context.past(day),
                    task=task,
                    outcome=outcome,
                    channel=self._channels.remembered(task, outcome),
                    recorded_at=moment,
                    updated_at=moment,
                )
            )
        if entries:
            missing = {
                change.after.id: change  # type: ignore[union-attr]
                for entry in entries
                for change in self._channels.missing(entry.channel)
            }
            self._context.store.save("fill", [*missing.values(), *(Change(after=entry) for entry in entries)])
        return entries
