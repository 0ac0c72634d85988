"""The weekly sweep: what was not mentioned this week is asked at once, so that silence becomes knowledge."""

from collections.abc import Mapping
from datetime import date, timedelta

from detox.diary.basket import Basket
from detox.diary.context import DiaryContext
from detox.diary.figures import Figures
from detox.domain.dates import Span, week_number, week_span
from detox.domain.entries import Entry, Outcome, Rhythm, Task
from detox.domain.record import Record
from detox.errors import Forbidden, NoSuch
from detox.storage.transaction import Change

WEEKS_BACK = 2
"""A missed sweep can be made up for so many weeks that are over."""


class Sweep(Record, frozen=True, kw_only=True):
    """One week's question: which of these came up?"""

    week: int
    """The week's number, from 1."""
    span: Span
    """Its days up to today."""
    day: date
    """The day that the answers are dated: the last one that counts and is not after today."""
    tasks: tuple[Task, ...]
    """What stood on the list and was not mentioned, by rhythm, the most frequent first."""


class Sweeps:
    """The sweeps of this week and of the two before."""

    def __init__(self, context: DiaryContext, figures: Figures, basket: Basket) -> None:
        self._context = context
        self._figures = figures
        self._basket = basket

    def open(self) -> list[Sweep]:
        """The weeks in which something was not mentioned: the running one, then those to make up for."""
        start = self._start()
        if start is None:
            return []
        last = week_number(self._context.today, start)
        found = (self._sweep(number, start) for number in range(last, max(0, last - WEEKS_BACK - 1), -1))
        return [sweep for sweep in found if sweep is not None and sweep.tasks]

    def of(self, number: int | None = None) -> Sweep:
        """The sweep of a week; of the running one where no number is given. It may have nothing to ask.

        Raises:
            Forbidden: no week has begun, the week is too long ago, or none of its days counts.
            NoSuch: that week has not come yet.
        """
        start = self._start()
        if start is None:
            raise Forbidden("no week yet")
        last = week_number(self._context.today, start)
        number = last if number is None else number
        if not 1 <= number <= last:
            near = tuple(str(n) for n in range(max(1, last - WEEKS_BACK), last + 1))
            raise NoSuch("week", str(number), near)
        if number < last - WEEKS_BACK:
            raise Forbidden("sweep too late", week=number, first=last - WEEKS_BACK)
        found = self._sweep(number, start)
        if found is None:
            raise Forbidden("week paused", week=number)
        return found

    def due(self, day: date) -> Sweep | None:
        """The sweep to offer that day: on a week's last day its own, in the two weeks after a missed one."""
        open_now = self.open()
        if day != self._context.today or not open_now:
            return None
        newest = open_now[0]
        if newest.span.last == day and self._is_last(newest):
            return newest
        return next((sweep for sweep in open_now if sweep.span.last < day), None)

    def answer(self, sweep: Sweep, came_up: Mapping[str, Outcome], *, rest: bool = True) -> list[Entry]:
        """Keep what came up; with `rest`, none of the others did. One deed, one undo.

        Args:
            sweep: as it was asked.
            came_up: outcomes by task id, of tasks that the sweep asks about.
            rest: whether the others are "not needed"; else nothing is said of them.

        Raises:
            NoSuch: a task is not among those asked about; nothing was written.
        """
        asked = {task.id for task in self.of(sweep.week).tasks}
        for task_id in came_up:
            if task_id not in {task.id for task in sweep.tasks}:
                raise NoSuch("task", task_id)
        said = {task.id: Outcome.NOT_NEEDED for task in sweep.tasks} if rest else {}
        said |= came_up
        moment = self._context.moment()
        entries = [
            Entry(
                id=self._context.new_id(),
                day=sweep.day,
                task=task_id,
                outcome=outcome,
                swept=True,
                recorded_at=moment,
                updated_at=moment,
            )
            for task_id, outcome in said.items()
            if task_id in asked  # one that another window has mentioned since needs no sweep
        ]
        if entries:
            self._context.store.save("sweep", [Change(after=entry) for entry in entries])
        return entries

    def _start(self) -> date | None:
        reach = self._figures.reach()
        return reach.start if reach is not None and reach.start <= self._context.today else None

    def _is_last(self, sweep: Sweep) -> bool:
        return sweep.span.last == sweep.span.first + timedelta(days=6)

    def _sweep(self, number: int, start: date) -> Sweep | None:
        whole = week_span(number, start)
        span = Span(first=whole.first, last=min(whole.last, self._context.today))
        days = [day for day in span if not self._figures.is_paused(day)]
        if not days:
            return None
        mentioned = {row.task for row in self._context.rows(span.first, span.last)}
        tasks = [task for task in self._basket.on_list(days[-1]) if task.id not in mentioned]
        return Sweep(week=number, span=span, day=days[-1], tasks=tuple(sorted(tasks, key=_by_rhythm)))


def _by_rhythm(task: Task) -> int:
    order = list(Rhythm)
    return 0 if task.days else 1 + order.index(task.rhythm or Rhythm.WEEKLY)
