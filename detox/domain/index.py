"""The dependence index: how much of a week still leaned on the app."""

from collections.abc import Iterable, Sequence
from datetime import date
from math import fsum, sqrt
from statistics import median

from detox.domain.dates import SHORTEST_WEEK, monday_of
from detox.domain.entries import Outcome, Pause, Task
from detox.domain.record import Record
from detox.domain.trial import Trial
from detox.domain.week_tally import CarriedScores, CountedDays, Score, WeekTally, event_weight, tallies
from detox.domain.weeks import WEEKLY_RATINGS, CheckInRow, EntryRow, Status, Week

STALE_AFTER = 4
"""A score carried for more weeks than this is flagged, still counted."""
ENOUGH_FRESH = 0.25
ENOUGH_EVENTS = 5
ENOUGH_COVERAGE = 0.60
NOTE_WEEKS = 4
"""A week is compared with so many good weeks before it."""
NOTE_POINTS = 10.0
NOTE_ERRORS = 2.5


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
    """Entries behind the score; a carried score stands for one."""
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
    checkins: Iterable[CheckInRow],
    *,
    start: date,
    until: date,
    pauses: Iterable[Pause] = (),
    end: date | None = None,
    before: Sequence[WeekTally] = (),
) -> list[Week]:
    """Every week from 1 to the one that holds `until`; weeks without data are there, with no index.

    Args:
        tasks: all of them; only the listed ones make the index, each from its `since` on. An archived one
            leaves after the last week it was needed.
        rows: entries in any order; those of paused days, before `start`, after `until` and from before
            their listed task's `since` count nowhere.
        checkins: in any order.
        start: the first day of week 1.
        until: the last day that counts.
        pauses: days that count for nothing.
        end: the trial's last day: nothing counts after it, and a week it cuts to fewer than four days
            is never more than "too few".
        before: what earlier rows came to, from `past` with the same tasks, `start`, `pauses` and `end`;
            then `rows` and `checkins` are only the later ones.
    """
    tasks = list(tasks)
    found = tallies(tasks, rows, checkins, _reach(start, until, end, pauses), before)
    weeks_so_far: list[Week] = []
    usual: list[float] = []
    for tally, basket, scores in CarriedScores(tasks, found).weeks():
        week = _week(tally, basket, scores, usual[-NOTE_WEEKS:], end)
        weeks_so_far.append(week)
        if week.status is Status.OK and week.index is not None:
            usual.append(week.index)
    return weeks_so_far


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
    for tally, basket, scores in CarriedScores(tasks, found).weeks():
        if tally.number == number:
            return _explained(tally, basket, scores)
    return None


def day_index(tasks: Iterable[Task], rows: Iterable[EntryRow]) -> float | None:
    """The index of one day's entries, nothing carried; `None` where nothing on the list was needed."""
    listed = {task.id: task for task in tasks if task.listed}
    weights: dict[str, list[float]] = {}
    for row in rows:
        weight = event_weight(row.outcome, row.minutes)
        if weight is not None and row.task in listed and row.day >= listed[row.task].since:
            weights.setdefault(row.task, []).append(weight)
    if not weights:
        return None
    whole = sum(listed[task].importance for task in weights)
    return fsum(listed[task].importance * fsum(ws) / len(ws) for task, ws in weights.items()) / whole


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


def _explained(tally: WeekTally, basket: list[Task], scores: list[Score]) -> Explained:
    known, whole = _importance(scores), sum(task.importance for task in basket)
    shares = [
        TaskShare(
            id=score.task.id,
            category=score.task.category,
            importance=score.importance,
            score=score.value,
            points=score.points / known,
            n=score.n,
            age_weeks=score.age,
            last=score.last,
        )
        for score in scores
    ]
    tested = {share.id for share in shares}
    index = _index(scores) if any(score.age == 0 for score in scores) else None
    coverage = known / whole if whole else 0.0
    return Explained(
        week=tally.number,
        index=index,
        tasks=tuple(sorted(shares, key=lambda share: (-share.points, share.id))),
        untested=tuple(sorted(task.id for task in basket if task.id not in tested)),
        bound_low=None if index is None else coverage * index,
        bound_high=None if index is None else coverage * index + 100 * (1 - coverage),
    )


def _week(
    tally: WeekTally, basket: list[Task], scores: list[Score], usual: list[float], end: date | None
) -> Week:
    known, whole = _importance(scores), sum(task.importance for task in basket)
    fresh = [score for score in scores if score.age == 0]
    index = _index(scores) if fresh else None
    se = sqrt(fsum([score.variance for score in scores])) * 100 / known if fresh else None
    coverage = known / whole if whole else 0.0
    fresh_share = _importance(fresh) / whole if whole else 0.0
    events = sum(score.n for score in fresh)
    last = min(tally.end, end) if end else tally.end
    ratings = {name: _given(getattr(answers, name) for answers in tally.answers) for name in WEEKLY_RATINGS}
    status = _status(coverage, fresh_share, events)
    if status is not Status.NO_DATA and (last - tally.start).days + 1 < SHORTEST_WEEK:
        status = Status.TOO_FEW
    return Week(
        week=tally.number,
        start=tally.start,
        end=last,
        status=status,
        index=index,
        se=se,
        low=None if index is None or se is None else max(0.0, index - 2 * se),
        high=None if index is None or se is None else min(100.0, index + 2 * se),
        coverage=coverage,
        fresh=fresh_share,
        stale=_importance([s for s in scores if s.age > STALE_AFTER]) / known if known else 0.0,
        events=events,
        by_category=_by_category(scores, known) if fresh else {},
        outcomes=dict(tally.outcomes),
        minutes=tally.minutes,
        favours=tally.helped + tally.outcomes[Outcome.PROXY],
        logged_days=len(tally.logged),
        normal_days=sum(answers.normal is True for answers in tally.answers),
        normal_answers=sum(answers.normal is not None for answers in tally.answers),
        mood=_mean(ratings["mood"]),
        cut_off=_mean(ratings["cut_off"]),
        urge=_mean(ratings["urge"]),
        rated={name: len(given) for name, given in ratings.items()},
        note=leap(usual, index, se) if status is Status.OK and index is not None and se is not None else None,
    )


def _status(coverage: float, fresh: float, events: int) -> Status:
    if not events:
        return Status.NO_DATA
    if fresh < ENOUGH_FRESH or events < ENOUGH_EVENTS:
        return Status.TOO_FEW
    return Status.PARTIAL if coverage < ENOUGH_COVERAGE else Status.OK


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
