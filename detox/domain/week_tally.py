"""What each week's entries come to, and the scores that are carried from week to week."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from math import fsum
from operator import attrgetter
from sys import intern

from detox.domain.dated_states import TaskState, state_on
from detox.domain.dates import ONE_DAY, week_number, week_span
from detox.domain.entries import Outcome, Pause, Task
from detox.domain.questions import Answers
from detox.domain.record import Record
from detox.domain.weeks import EntryRow

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
    return _detour_weight(minutes or 0) if outcome == Outcome.WORKAROUND else _WEIGHTS[outcome]


@cache
def _detour_weight(minutes: int) -> float:
    """That of a workaround; ten years hold one number for each minute, and not one for each entry."""
    return _EASY + (_HARD - _EASY) * min(1.0, max(0, minutes) / _HARD_MINUTES)


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
        "quiet",
        "start",
        "stopped",
        "timed",
        "weights",
    )

    def __init__(self, number: int, start: date) -> None:
        span = week_span(number, start)
        self.number, self.start, self.end = number, span.first, span.last
        self.outcomes = dict.fromkeys(Outcome, 0)
        self.minutes = 0
        self.timed = 0
        """Entries whose minutes were written."""
        self.helped = 0
        """Entries that somebody helped with, besides those done through them."""
        self.logged = 0
        """Days on which something was written, a bit for each; what a sweep wrote makes none."""
        self.quiet: set[str] = set()
        """Tasks that were answered "not needed"."""
        self.stopped: frozenset[str] = frozenset()
        """Archived tasks that were needed on a paused day."""
        self.weights: dict[str, list[float]] = {}
        """Of every needed entry, on the list or not, by task."""
        self.last: dict[str, date] = {}
        """The last day each of them was needed."""
        self.answers: list[Answers] = []

    def note_day(self, day: date) -> None:
        """Something was written on that day of the week."""
        self.logged |= 1 << (day - self.start).days

    def copy(self) -> "WeekTally":
        """The same, to be added to."""
        twin = WeekTally(self.number, self.start - (self.number - 1) * WEEK)
        twin.outcomes, twin.minutes, twin.helped = dict(self.outcomes), self.minutes, self.helped
        twin.timed = self.timed
        twin.quiet, twin.stopped, twin.logged = set(self.quiet), self.stopped, self.logged
        twin.last, twin.answers = dict(self.last), list(self.answers)
        twin.weights = {task: list(weights) for task, weights in self.weights.items()}
        return twin


def tallies(
    tasks: Iterable[Task],
    rows: Iterable[EntryRow],
    checkins: Iterable[Answers],
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
    tasks = tuple(tasks)
    # Tasks that were there from the start need no look at their day: almost always all of them.
    since = {task.id: task.since for task in tasks if (task.listed or task.was) and task.since > reach.start}
    archived = {task.id for task in tasks if task.archived}
    for day, rows_of_day in groupby(rows, attrgetter("day")):
        tally = by_day.get(day)
        if tally is not None:
            of_day = tuple(rows_of_day)
            if not all(row.swept for row in of_day):
                tally.note_day(day)
            joined = [row for row in of_day if day >= since.get(row.task, day)] if since else of_day
            _add(tally, day, joined)
        elif archived and reach.start <= day <= reach.until:
            needed = {row.task for row in rows_of_day if row.outcome != Outcome.NOT_NEEDED}
            found[(day - reach.start).days // 7].stopped |= needed & archived
    for answers in checkins:
        tally = by_day.get(answers.day)
        if tally is not None and answers.answered:
            tally.note_day(answers.day)
            tally.answers.append(answers)
    return found


def _add(tally: WeekTally, day: date, rows: Iterable[EntryRow]) -> None:
    """Add rows of one day; ten years are walked through here, so every look-up is made once."""
    outcomes, weights, last = tally.outcomes, tally.weights, tally.last
    for row in rows:
        outcome, minutes, task = row.outcome, row.minutes, row.task
        outcomes[outcome] += 1
        if minutes is not None:
            tally.minutes += minutes
            tally.timed += 1
        if row.helper and outcome not in (Outcome.PROXY, Outcome.NOT_NEEDED):
            tally.helped += 1
        weight = _WEIGHTS[outcome] if outcome in _WEIGHTS else event_weight(outcome, minutes)
        if weight is None:
            tally.quiet.add(intern(task))  # one text for each task, and not one for each of its weeks
        elif task not in weights:
            weights[intern(task)], last[task] = [weight], day
        else:
            weights[task].append(weight)
            if day > last[task]:  # noqa: PLR1730 - max() would double the time of this loop
                last[task] = day


class Score:
    """A task's score in one week: fresh, or carried from an earlier one."""

    __slots__ = ("age", "importance", "last", "n", "task", "value", "week")

    def __init__(self, task: Task, weights: list[float], tally: WeekTally) -> None:
        self.task = task
        self.week = tally.number
        """The week it came up in last."""
        self.importance = task.importance
        """As the week has it."""
        # fsum: the order in which entries were written must not change the last digit.
        self.value = fsum(weights) / len(weights)
        self.n = len(weights)
        """Entries of that week."""
        self.last = tally.last[task.id]
        """The last day of that week on which it was needed."""
        self.age = 0
        """For how many weeks it has been carried."""

    @property
    def points(self) -> float:
        """What it adds to the sum, before that is divided by all importance."""
        return self.importance * self.value


class WeekList:
    """The tasks that count in one week, and what is known of them."""

    __slots__ = ("known", "members", "silent", "tally", "unanswered")

    def __init__(self, tally: WeekTally, members: dict[str, int]) -> None:
        self.tally = tally
        self.members = members
        """The importance of each task on the list in that week, by id."""
        self.known: list[Score] = []
        """Scores of those that came up in this week or before it."""
        self.unanswered: list[int] = []
        """The importance of the tasks that usually come up and were never answered."""
        self.silent = 0
        """The importance of the tasks of which this week should have heard, and did not."""

    @property
    def not_come_up(self) -> int:
        """How many tasks of the list are neither known nor missing: they count from their first time on."""
        return len(self.members) - len(self.known) - len(self.unanswered)


class CarriedScores:
    """The tasks of the list, week by week, each with the score it has or carries."""

    def __init__(self, tasks: Iterable[Task], found: list[WeekTally], end: date | None = None) -> None:
        """Walk through the weeks in `found`; `end` is the last day of the last of them, where it is cut."""
        self.tallies = found
        self._end = end or date.max
        self._tasks = sorted((task for task in tasks if task.listed or task.was), key=lambda task: task.since)
        self._leaves: dict[str, int] = {}
        """The last week of a task that the first method archived: the one in which it was needed last."""
        archived = {task.id for task in self._tasks if task.archived and not task.was}
        for tally in found if archived else ():
            self._leaves.update((task, tally.number) for task in archived & tally.weights.keys())
            self._leaves.update((task, tally.number) for task in archived & tally.stopped)

    def weeks(self) -> Iterator[WeekList]:
        """Each week with what counts in it.

        The scores are the same objects every week: read them before the next one.
        """
        scores: dict[str, Score] = {}
        asked: set[str] = set()
        for tally in self.tallies:
            asked |= tally.quiet
            week = WeekList(tally, {})
            for task, state in self._standing(tally):
                week.members[task.id] = state.importance
                weights = tally.weights.get(task.id)
                if weights:
                    scores[task.id] = Score(task, weights, tally)
                _place(week, task.id, state, scores.get(task.id), asked)
            yield week

    def _standing(self, tally: WeekTally) -> Iterator[tuple[Task, TaskState]]:
        """The tasks of the list as they stood on the week's last day."""
        last = min(tally.end, self._end)
        for task in self._tasks:
            if task.since > last:
                break
            state = state_on(task, last)
            if not state.listed and tally.number <= self._leaves.get(task.id, 0):
                state = state._replace(listed=task.listed)
            if state.listed:
                yield task, state


def _place(week: WeekList, task: str, state: TaskState, score: Score | None, asked: set[str]) -> None:
    """Whether a task is known in a week, silent, never answered, or has not come up."""
    usual = bool(state.days.strip())
    heard = task in week.tally.weights or task in week.tally.quiet
    if score is not None:
        score.importance, score.age = state.importance, week.tally.number - score.week
        week.known.append(score)
    elif usual and task not in asked:
        week.unanswered.append(state.importance)
    else:
        return
    if usual and not heard:
        week.silent += state.importance
