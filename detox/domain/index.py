"""The dependence index: how much of a week still leaned on the app."""

from collections.abc import Iterable, Sequence
from datetime import date
from math import fsum, sqrt
from statistics import median

from detox.domain.dated_states import state_on
from detox.domain.dates import SHORTEST_WEEK, monday_of
from detox.domain.entries import Outcome, Pause, Task
from detox.domain.questions import WEEKLY_RATINGS, Answers
from detox.domain.record import Record
from detox.domain.trial import Trial
from detox.domain.week_tally import (
    CarriedScores,
    CountedDays,
    Score,
    WeekList,
    WeekTally,
    event_weight,
    tallies,
)
from detox.domain.weeks import EntryRow, Status, Week, WeekScores

STALE_AFTER = 4
"""A score carried for more weeks than this is flagged, still counted."""
ENOUGH_FRESH = 0.25
ENOUGH_EVENTS = 5
ENOUGH_COVERAGE = 0.60
NOTE_WEEKS = 4
"""A week is compared with so many good weeks before it."""
NOTE_POINTS = 10.0
NOTE_ERRORS = 2.5
RANGE_ERRORS = 2.0
"""Half the likely range, in standard errors: it was found to hold nine times in ten."""


class TaskShare(Record, frozen=True, kw_only=True):
    """One line of the sum that makes a week's index."""

    id: str
    category: str
    importance: int
    score: float
    """0..100; the mean weight of its entries."""
    points: float
    """What it adds to the index."""
    n: int
    """Entries behind the score; a carried score stands for one, and for less each week."""
    age_weeks: int
    """0 in a week it came up, else how long its score has been carried."""
    last: date
    """The last day it was needed."""


class Explained(Record, frozen=True, kw_only=True):
    """The very sum of one week, task by task."""

    week: int
    index: float | None
    tasks: tuple[TaskShare, ...]
    """The tasks tested at least once, most points first."""
    untested: tuple[str, ...]
    """Ids of the listed tasks that never came up; they are in no sum."""
    bound_low: float | None
    """The index if the untested tasks were all done without the app..."""
    bound_high: float | None
    """...and if none of them was."""


def week_start_of(trial: Trial | None, first_day: date) -> date:
    """The day weeks are counted from: the trial's first, without one the Monday of the first entry."""
    return trial.start if trial else monday_of(first_day)


def weeks(
    tasks: Iterable[Task],
    rows: Iterable[EntryRow],
    checkins: Iterable[Answers],
    *,
    start: date,
    until: date,
    pauses: Iterable[Pause] = (),
    end: date | None = None,
    before: Sequence[WeekTally] = (),
    method: int = 2,
) -> list[Week]:
    """Every week from 1 to the one that holds `until`; weeks without data are there, with no index.

    Args:
        tasks: all of them; only the listed ones make the index, each from its `since` on, and as it stood on
            the last day of the week.
        rows: entries in any order; those of paused days, before `start`, after `until` and from before
            their listed task's `since` count nowhere.
        checkins: in any order.
        start: the first day of week 1.
        until: the last day that counts.
        pauses: days that count for nothing, as `counted_pauses` gives them.
        end: the trial's last day: nothing counts after it, and a week it cuts to fewer than four days
            is never more than "too few".
        before: what earlier rows came to, from `past` with the same tasks, `start`, `pauses` and `end`;
            then `rows` and `checkins` are only the later ones.
        method: by which method it is said how sure a week is; 1 only for a trial that was written by it.
    """
    return scored_weeks(
        tasks,
        rows,
        checkins,
        start=start,
        until=until,
        pauses=pauses,
        end=end,
        before=before,
        method=method,
    )[0]


def scored_weeks(
    tasks: Iterable[Task],
    rows: Iterable[EntryRow],
    checkins: Iterable[Answers],
    *,
    start: date,
    until: date,
    pauses: Iterable[Pause] = (),
    end: date | None = None,
    before: Sequence[WeekTally] = (),
    method: int = 2,
) -> tuple[list[Week], list[WeekScores]]:
    """The weeks, and what each task came to in them: the trend is read from that. Arguments as in `weeks`."""
    tasks = list(tasks)
    found = tallies(tasks, rows, checkins, _reach(start, until, end, pauses), before)
    weeks_so_far: list[Week] = []
    scored: list[WeekScores] = []
    usual: list[float] = []
    for listed in CarriedScores(tasks, found, end).weeks():
        week = _week(listed, usual[-NOTE_WEEKS:], end, first_method=method == 1)
        weeks_so_far.append(week)
        scored.append(_scores(week, listed))
        if week.status is Status.OK and week.index is not None:
            usual.append(week.index)
    return weeks_so_far, scored


def explained(
    number: int,
    tasks: Iterable[Task],
    rows: Iterable[EntryRow],
    *,
    start: date,
    until: date,
    pauses: Iterable[Pause] = (),
    end: date | None = None,
    before: Sequence[WeekTally] = (),
) -> Explained | None:
    """The sum of week `number`; the other arguments and the result as in `weeks`; `None`: no such week."""
    tasks = list(tasks)
    found = tallies(tasks, rows, (), _reach(start, until, end, pauses), before)
    for listed in CarriedScores(tasks, found, end).weeks():
        if listed.tally.number == number:
            return _explained(listed)
    return None


def day_index(tasks: Iterable[Task], rows: Iterable[EntryRow]) -> float | None:
    """The index of one day's entries, nothing carried; `None` where nothing on the list was needed."""
    by_id = {task.id: task for task in tasks}
    weights: dict[str, list[float]] = {}
    importance: dict[str, int] = {}
    for row in rows:
        weight, task = event_weight(row.outcome, row.minutes), by_id.get(row.task)
        if weight is None or task is None or row.day < task.since:
            continue
        state = state_on(task, row.day)
        if state.listed or (task.archived and task.listed and not task.was):
            weights.setdefault(row.task, []).append(weight)
            importance[row.task] = state.importance
    if not weights:
        return None
    whole = sum(importance.values())
    return fsum(importance[task] * fsum(ws) / len(ws) for task, ws in weights.items()) / whole


def leap(usual: Sequence[float], index: float, se: float) -> str | None:
    """`higher` or `lower` where `index` is far from the middle of at least two usual ones."""
    if len(usual) < 2:  # noqa: PLR2004 - one week is no custom
        return None
    away = index - median(usual)
    if abs(away) < max(NOTE_POINTS, NOTE_ERRORS * se):
        return None
    return "higher" if away > 0 else "lower"


def _reach(start: date, until: date, end: date | None, pauses: Iterable[Pause]) -> CountedDays:
    return CountedDays(start=start, until=min(until, end) if end else until, pauses=tuple(pauses))


def _scores(week: Week, listed: WeekList) -> WeekScores:
    return WeekScores(
        week=week.week,
        end=week.end,
        status=week.status,
        index=week.index,
        members=listed.members,
        scores={score.task.id: score.value for score in listed.known if score.age == 0},
    )


def _explained(listed: WeekList) -> Explained:
    scores, sure = listed.known, _Sureness(listed)
    shares = [
        TaskShare(
            id=score.task.id,
            category=score.task.category,
            importance=score.importance,
            score=score.value,
            points=score.points / sure.known,
            n=score.n if score.age == 0 else 1,
            age_weeks=score.age,
            last=score.last,
        )
        for score in scores
    ]
    tested = {share.id for share in shares}
    index = _index(scores) if sure.events else None
    return Explained(
        week=listed.tally.number,
        index=index,
        tasks=tuple(sorted(shares, key=lambda share: (-share.points, share.id))),
        untested=tuple(sorted(task for task in listed.members if task not in tested)),
        bound_low=None if index is None else sure.coverage * index,
        bound_high=None if index is None else sure.coverage * index + 100 * (1 - sure.coverage),
    )


class _Sureness:
    """How far a week's index can be relied on, by the second method."""

    def __init__(self, listed: WeekList) -> None:
        fresh = [score for score in listed.known if score.age == 0]
        self.events = sum(score.n for score in fresh)
        self.known = _importance(listed.known)
        self.live = self.known + sum(listed.unanswered)
        """The importance of all tasks one should know of."""
        heard = _importance(fresh)
        self.coverage = self.known / self.live if self.live else 0.0
        self.fresh = heard / (heard + listed.silent) if heard else 0.0
        self._listed = listed

    @property
    def error(self) -> float:
        """The standard error of the index, in points; at least one task must have come up."""
        spread = [s.importance**2 * part_of_error(_worth(s), s.value) for s in self._listed.known]
        spread += [importance**2 * UNKNOWN for importance in self._listed.unanswered]
        return 100 * sqrt(fsum(spread)) / self.live


class _FirstSureness(_Sureness):
    """The same by the first method: of the whole list, where a carried score stands for one entry."""

    def __init__(self, listed: WeekList) -> None:
        super().__init__(listed)
        whole = sum(listed.members.values())
        self.coverage = self.known / whole if whole else 0.0
        self.fresh = _importance([s for s in listed.known if s.age == 0]) / whole if whole else 0.0

    @property
    def error(self) -> float:
        """The standard error of the index over the tasks that came up."""
        scores = self._listed.known
        spread = [s.importance**2 * part_of_error(s.n if s.age == 0 else 1, s.value) for s in scores]
        return 100 * sqrt(fsum(spread)) / self.known


def part_of_error(n: float, score: float) -> float:
    """What one task adds to the square of an error: p(1-p)/(n+2), p drawn to 1/2 as by one more entry.

    Args:
        n: how many entries stand behind the score; a carried one stands for less than one.
        score: 0..100.
    """
    p = (n * score / 100 + 0.5) / (n + 1)
    return p * (1 - p) / (n + 2)


UNKNOWN = part_of_error(0, 0)
"""What a task adds of which nothing is known."""


def _worth(score: Score) -> float:
    """How many entries a score stands for: a carried one for 1/2 after a week, 1/3 after two..."""
    return score.n if score.age == 0 else 1 / (1 + score.age)


def _week(listed: WeekList, usual: list[float], end: date | None, *, first_method: bool) -> Week:
    tally, scores = listed.tally, listed.known
    sure = _FirstSureness(listed) if first_method else _Sureness(listed)
    index, se = (_index(scores), sure.error) if sure.events else (None, None)
    last = min(tally.end, end) if end else tally.end
    ratings = {name: _given(getattr(answers, name) for answers in tally.answers) for name in WEEKLY_RATINGS}
    status = _status(sure, days=(last - tally.start).days + 1)
    return Week(
        week=tally.number,
        start=tally.start,
        end=last,
        status=status,
        index=index,
        se=se,
        low=None if index is None or se is None else max(0.0, index - RANGE_ERRORS * se),
        high=None if index is None or se is None else min(100.0, index + RANGE_ERRORS * se),
        coverage=sure.coverage,
        fresh=sure.fresh,
        stale=_importance([s for s in scores if s.age > STALE_AFTER]) / sure.known if scores else 0.0,
        events=sure.events,
        never_answered=len(listed.unanswered),
        not_come_up=listed.not_come_up,
        by_category=_by_category(scores, sure.known) if sure.events else {},
        outcomes=dict(tally.outcomes),
        minutes=tally.minutes,
        timed=tally.timed,
        favours=tally.helped + tally.outcomes[Outcome.PROXY],
        logged_days=tally.logged.bit_count(),
        normal_days=sum(answers.normal is True for answers in tally.answers),
        normal_answers=sum(answers.normal is not None for answers in tally.answers),
        means={name: _mean(given) for name, given in ratings.items()},
        rated={name: len(given) for name, given in ratings.items()},
        note=leap(usual, index, se) if status is Status.OK and index is not None and se is not None else None,
    )


def _status(sure: _Sureness, *, days: int) -> Status:
    if not sure.events:
        return Status.NO_DATA
    if sure.fresh < ENOUGH_FRESH or sure.events < ENOUGH_EVENTS or days < SHORTEST_WEEK:
        return Status.TOO_FEW
    return Status.PARTIAL if sure.coverage < ENOUGH_COVERAGE else Status.OK


def _importance(scores: Iterable[Score]) -> int:
    return sum([score.importance for score in scores])


def _index(scores: list[Score]) -> float:
    return fsum([score.points for score in scores]) / _importance(scores)


def _by_category(scores: list[Score], known: int) -> dict[str, float]:
    parts: dict[str, list[float]] = {}
    for score in scores:
        parts.setdefault(score.task.category, []).append(score.points)
    return {category: fsum(parts[category]) / known for category in sorted(parts)}


def _given(values: Iterable[int | None]) -> list[int]:
    return [value for value in values if value is not None]


def _mean(given: Sequence[int]) -> float | None:
    return sum(given) / len(given) if given else None
