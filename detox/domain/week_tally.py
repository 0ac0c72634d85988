"""What each week's entries come to, and the scores that are carried from week to week."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from math import fsum
from operator import attrgetter

from detox.domain.dates import ONE_DAY, week_number, week_span
from detox.domain.entries import ANSWERS, Outcome, Pause, Task
from detox.domain.record import Record
from detox.domain.weeks import CheckInRow, EntryRow

_WEIGHTS: dict[str, float | None] = {
    Outcome.DIRECT: 0.0,
    Outcome.PROXY: 75.0,  # still needed, only not one's own
    Outcome.APP: 100.0,
    Outcome.UNMET: 100.0,  # going without is not independence
    Outcome.NOT_NEEDED: None,
}
WEEK = timedelta(weeks=1)
_EASY, _HARD, _HARD_MINUTES = 25.0, 50.0, 30


def event_weight(outcome: str, minutes: int | None) -> float | None:
    """How much of the app was in it, 0..100; `None` where it was not needed. Unknown minutes cost nothing."""
    if outcome == Outcome.WORKAROUND:
        return _EASY + (_HARD - _EASY) * min(1.0, max(0, minutes or 0) / _HARD_MINUTES)
    return _WEIGHTS[outcome]


class CountedDays(Record, frozen=True, kw_only=True):
    """Which days count."""

    start: date
    """The first day of week 1."""
    until: date
    """The last day."""
    pauses: tuple[Pause, ...] = ()

    def __iter__(self) -> Iterator[date]:
        day = self.start
        while day <= self.until:
            if not any(day in pause for pause in self.pauses):
                yield day
            day += ONE_DAY

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.until and not any(day in pause for pause in self.pauses)


class WeekTally:
    """One week's rows, before anything is carried."""

    __slots__ = (
        "answers",
        "end",
        "helped",
        "last",
        "logged",
        "minutes",
        "number",
        "outcomes",
        "start",
        "weights",
    )

    def __init__(self, number: int, start: date) -> None:
        span = week_span(number, start)
        self.number, self.start, self.end = number, span.first, span.last
        self.outcomes = dict.fromkeys(Outcome, 0)
        self.minutes = 0
        self.helped = 0
        """Entries that somebody helped with, besides those done through them."""
        self.logged: set[date] = set()
        self.weights: dict[str, list[float]] = {}
        """Of every needed entry, on the list or not, by task."""
        self.last: dict[str, date] = {}
        """The last day each of them was needed."""
        self.answers: list[CheckInRow] = []

    def copy(self) -> "WeekTally":
        """The same, to be added to."""
        twin = WeekTally(self.number, self.start - (self.number - 1) * WEEK)
        twin.outcomes, twin.minutes, twin.helped = dict(self.outcomes), self.minutes, self.helped
        twin.logged, twin.last, twin.answers = set(self.logged), dict(self.last), list(self.answers)
        twin.weights = {task: list(weights) for task, weights in self.weights.items()}
        return twin


def tallies(
    tasks: Iterable[Task],
    rows: Iterable[EntryRow],
    checkins: Iterable[CheckInRow],
    reach: CountedDays,
    before: Sequence[WeekTally] = (),
) -> list[WeekTally]:
    """One for every week from 1 to the one that holds `reach.until`, in one walk over the rows.

    `before` is what earlier rows came to, of the same tasks and reach; it is left as it is.
    """
    if reach.until < reach.start:
        return []
    # Of the weeks before only the last can be a part of one: the rest is over.
    found = [*before[:-1], *(tally.copy() for tally in before[-1:])]
    weeks = week_number(reach.until, reach.start)
    found += [WeekTally(n, reach.start) for n in range(len(found) + 1, weeks + 1)]
    by_day = {day: found[(day - reach.start).days // 7] for day in reach}
    # Tasks that were there from the start need no look at their day: almost always all of them.
    since = {task.id: task.since for task in tasks if task.listed and task.since > reach.start}
    for day, of_day in groupby(rows, attrgetter("day")):
        tally = by_day.get(day)
        if tally is not None:
            tally.logged.add(day)
            _add(tally, day, of_day, since)
    for answers in checkins:
        tally = by_day.get(answers.day)
        if tally is not None and answered(answers):
            tally.logged.add(answers.day)
            tally.answers.append(answers)
    return found


def answered(answers: CheckInRow) -> bool:
    """Whether any question was answered; a note alone is no answer."""
    return any(getattr(answers, field) is not None for field in ANSWERS)


def _joined(rows: Iterable[EntryRow], day: date, since: dict[str, date]) -> Iterator[EntryRow]:
    """The rows whose task was in the basket by that day, or never is."""
    return (row for row in rows if day >= since.get(row.task, day))


def _add(tally: WeekTally, day: date, rows: Iterable[EntryRow], since: dict[str, date]) -> None:
    """Add rows of one day; ten years are walked through here, so every look-up is made once."""
    outcomes, weights, last = tally.outcomes, tally.weights, tally.last
    for row in _joined(rows, day, since) if since else rows:
        outcome, minutes, task = row.outcome, row.minutes, row.task
        outcomes[outcome] += 1
        if minutes:
            tally.minutes += minutes
        if row.helper and outcome != Outcome.PROXY:
            tally.helped += 1
        weight = _WEIGHTS[outcome] if outcome in _WEIGHTS else event_weight(outcome, minutes)
        if weight is None:
            continue
        if task not in weights:
            weights[task], last[task] = [weight], day
            continue
        weights[task].append(weight)
        if day > last[task]:  # noqa: PLR1730 - max() would double the time of this loop
            last[task] = day


class Score:
    """A task's score in one week: fresh, or carried from an earlier one."""

    __slots__ = ("age", "importance", "last", "n", "points", "task", "value", "variance")

    def __init__(self, task: Task, weights: list[float], last: date) -> None:
        self.task = task
        self.importance = task.importance
        # fsum: the order in which entries were written must not change the last digit.
        self.value = fsum(weights) / len(weights)
        self.points = self.importance * self.value
        """What it adds to the sum, before that is divided by all importance."""
        self.n = len(weights)
        self.last = last
        self.age = 0
        self.variance = self._variance()
        """What it adds to the square of the sum's error."""

    def carry(self) -> None:
        """Grow one week older: from now on it stands for one entry."""
        self.age += 1
        if self.n != 1:
            self.n = 1
            self.variance = self._variance()

    def _variance(self) -> float:
        p = (self.n * self.value / 100 + 0.5) / (self.n + 1)
        return self.importance**2 * p * (1 - p) / (self.n + 2)


class CarriedScores:
    """The listed tasks, week by week, each with the score it has or carries."""

    def __init__(self, tasks: Iterable[Task], found: list[WeekTally]) -> None:
        self.tallies = found
        self._leaves: dict[str, int] = {}
        self._tasks = sorted((task for task in tasks if task.listed), key=lambda task: task.since)
        archived = {task.id for task in self._tasks if task.archived}
        for tally in found:
            self._leaves.update((task, tally.number) for task in archived & tally.weights.keys())

    def weeks(self) -> Iterator[tuple[WeekTally, list[Task], list[Score]]]:
        """Each week with the tasks in the basket and the scores of those tested so far.

        The scores are the same objects every week: read them before the next one.
        """
        scores: dict[str, Score] = {}
        for tally in self.tallies:
            here = [task for task in self._tasks if self._holds(task, tally)]
            known: list[Score] = []
            for task in here:
                weights = tally.weights.get(task.id)
                if weights:
                    scores[task.id] = Score(task, weights, tally.last[task.id])
                elif task.id in scores:
                    scores[task.id].carry()
                else:
                    continue
                known.append(scores[task.id])
            yield tally, here, known

    def _holds(self, task: Task, tally: WeekTally) -> bool:
        if task.archived and tally.number > self._leaves.get(task.id, 0):
            return False
        return task.since <= tally.end
