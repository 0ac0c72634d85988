"""A year at a glance: its days, its months, the tasks that came and went, the stretches of silence."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from detox.domain.dated_states import state_on
from detox.domain.dates import ONE_DAY, Span
from detox.domain.entries import WITHOUT_APP, CheckIn, Entry, Outcome, Task
from detox.domain.record import Record

SILENCE = 21
"""So many days without a word are a stretch, and said as one."""


class YearDay(Record, frozen=True, kw_only=True):
    """One day of the year."""

    day: date
    written: bool
    """Whether anything of that day was written; what a sweep wrote is nothing of its day."""
    normal: bool | None
    mood: int | None
    trial: bool
    """Whether it lies in a trial."""


class YearMonth(Record, frozen=True, kw_only=True):
    """What the days of a month come to."""

    month: int
    """1..12."""
    normal: int
    """Days lived normally..."""
    answers: int
    """...of how many that say so either way."""
    mood: float | None
    """The mean; `None` where it was never given."""


class Moved(Record, frozen=True, kw_only=True):
    """A task that came on the list, or went off it, and when."""

    id: str
    day: date


class ThenNow(Record, frozen=True, kw_only=True):
    """The same task in two spans: how often it was done without the app, of how many times."""

    id: str
    then_without: int
    then_tried: int
    now_without: int
    now_tried: int


def year_days(
    span: Span, entries: Iterable[Entry], checkins: Iterable[CheckIn], trials: Sequence[Span]
) -> list[YearDay]:
    """Every day of a span, first to last, as it was written."""
    written = {entry.day for entry in entries if not entry.swept}
    said = {checkin.day: checkin for checkin in checkins}
    return [
        YearDay(
            day=day,
            written=day in written or (day in said and (said[day].answered or bool(said[day].note))),
            normal=said[day].normal if day in said else None,
            mood=said[day].mood if day in said else None,
            trial=any(day in trial for trial in trials),
        )
        for day in span
    ]


def year_months(days: Iterable[YearDay]) -> list[YearMonth]:
    """The months that have days among these, in their order."""
    by_month: dict[int, list[YearDay]] = {}
    for day in days:
        by_month.setdefault(day.day.month, []).append(day)
    made = []
    for month, of_month in sorted(by_month.items()):
        answers = [day.normal for day in of_month if day.normal is not None]
        moods = [day.mood for day in of_month if day.mood is not None]
        made.append(
            YearMonth(
                month=month,
                normal=sum(answers),
                answers=len(answers),
                mood=sum(moods) / len(moods) if moods else None,
            )
        )
    return made


def silences(written: Sequence[date]) -> list[Span]:
    """The stretches of three weeks and more between two days that were written, of all of them in order."""
    return [
        Span(first=before + ONE_DAY, last=after - ONE_DAY)
        for before, after in pairwise(written)
        if after - before > timedelta(days=SILENCE)
    ]


def came_and_went(tasks: Iterable[Task], span: Span) -> tuple[list[Moved], list[Moved]]:
    """The tasks that came on the list within a span, and those that went off it, by day."""
    came: list[Moved] = []
    went: list[Moved] = []
    for task in tasks:
        days = sorted({task.since, *(past.until + ONE_DAY for past in task.was)})
        listed = False
        for day in days:
            now = state_on(task, day).listed
            if now != listed and day in span:
                (came if now else went).append(Moved(id=task.id, day=day))
            listed = now
    return sorted(came, key=_by_day), sorted(went, key=_by_day)


def _by_day(moved: Moved) -> tuple[date, str]:
    return moved.day, moved.id


def then_and_now(then: Iterable[Entry], now: Iterable[Entry]) -> list[ThenNow]:
    """The tasks that came up in both, by id."""
    before, after = _done(then), _done(now)
    return [
        ThenNow(
            id=task,
            then_without=before[task][0],
            then_tried=before[task][1],
            now_without=after[task][0],
            now_tried=after[task][1],
        )
        for task in sorted(before.keys() & after.keys())
    ]


def _done(rows: Iterable[Entry]) -> Mapping[str, tuple[int, int]]:
    counts: dict[str, tuple[int, int]] = {}
    for row in rows:
        if row.outcome is not Outcome.NOT_NEEDED:
            without, tried = counts.get(row.task, (0, 0))
            counts[row.task] = without + (row.outcome in WITHOUT_APP), tried + 1
    return counts
