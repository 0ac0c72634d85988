"""The ties: what still pulls the index up, and what has carried it instead."""

from collections.abc import Iterable, Sequence
from datetime import date
from statistics import median
from typing import Protocol

from detox.domain.dates import week_span
from detox.domain.entries import WITHOUT_APP, Channel, Independence, Outcome, Pause, Task
from detox.domain.index import explained
from detox.domain.record import Record
from detox.domain.tally import Reach
from detox.domain.weeks import Row

TRIES = 3
"""So many times without success, and a task has no substitute yet."""
RECENT_WEEKS = 4


class CarriedRow(Row, Protocol):
    """A row that also knows what carried it; an `Entry` is one."""

    @property
    def channel(self) -> str | None: ...  # noqa: D102 - as in Entry


class Tie(Record, frozen=True, kw_only=True):
    """A listed task and what it adds to the index."""

    id: str
    points: float
    score: float
    """0..100."""
    last: date
    """The last day it was needed."""
    age_weeks: int


class Tried(Record, frozen=True, kw_only=True):
    """A task and a channel that was tried for it."""

    task: str
    channel: str
    tried: int
    worked: int
    """Done without the app, easily or not."""
    median_minutes: float | None
    """Of the tries whose extra minutes are known."""


class ChannelUse(Record, frozen=True, kw_only=True):
    """How much a channel carries."""

    id: str
    uses: int
    share: float
    """Of all uses of any channel, 0..1."""


class Plan(Record, frozen=True, kw_only=True):
    """An if-then plan and how it went."""

    task: str
    channel: str
    used: int
    worked: int


class Ties(Record, frozen=True, kw_only=True):
    """What still ties, in the order of the JSON."""

    week: int
    index: float | None
    tasks: tuple[Tie, ...]
    """Those tested at least once, most points first."""
    matrix: tuple[Tried, ...]
    """By task, the most tried channel first."""
    channels: tuple[ChannelUse, ...]
    """The most used first."""
    another_super_app: float | None
    """Its share of what was done without the app, 0..1; `None` where nothing was."""
    no_substitute: tuple[str, ...]
    """Tasks that were needed three times or more in the last four weeks and never done without the app."""
    plans: tuple[Plan, ...]
    """By task."""


def ties(
    week: int,
    tasks: Sequence[Task],
    channels: Iterable[Channel],
    rows: Iterable[CarriedRow],
    *,
    start: date,
    until: date,
    pauses: Iterable[Pause] = (),
    end: date | None = None,
) -> Ties:
    """What ties in week `week`; the other arguments as for the index.

    The matrix, the channels and the plans look at every counted day up to that week's end.
    """
    pauses = tuple(pauses)
    span = week_span(week, start)
    reach = Reach(start=start, until=min(until, span.last, end or until), pauses=pauses)
    days = frozenset(reach)
    counted = [row for row in rows if row.day in days]
    needed = [row for row in counted if row.outcome != Outcome.NOT_NEEDED]
    sum_of_week = explained(week, tasks, counted, start=start, until=reach.until, pauses=pauses)
    recent = week_span(max(1, week - RECENT_WEEKS + 1), start).first
    kinds = {channel.id: channel.independence for channel in channels}
    return Ties(
        week=week,
        index=sum_of_week.index if sum_of_week else None,
        tasks=tuple(
            Tie(id=s.id, points=s.points, score=s.score, last=s.last, age_weeks=s.age_weeks)
            for s in (sum_of_week.tasks if sum_of_week else ())
        ),
        matrix=tuple(_matrix(needed)),
        channels=tuple(_uses(needed)),
        another_super_app=_another_super_app(needed, kinds),
        no_substitute=_no_substitute([row for row in needed if row.day >= recent], tasks),
        plans=tuple(plans_of(tasks, needed)),
    )


def plans_of(tasks: Iterable[Task], rows: Iterable[CarriedRow]) -> list[Plan]:
    """How each if-then plan went: it was used when its task's entry names its channel."""
    planned = {task.id: task.plan for task in tasks if task.plan is not None and not task.archived}
    used: dict[str, list[bool]] = {task: [] for task in planned}
    for row in rows:
        if row.task in planned and row.channel == planned[row.task] and row.outcome != Outcome.NOT_NEEDED:
            used[row.task].append(row.outcome in WITHOUT_APP)
    return [
        Plan(task=task, channel=channel, used=len(used[task]), worked=sum(used[task]))
        for task, channel in sorted(planned.items())
    ]


def _matrix(rows: Iterable[CarriedRow]) -> list[Tried]:
    pairs: dict[tuple[str, str], list[CarriedRow]] = {}
    for row in rows:
        if row.channel is not None:
            pairs.setdefault((row.task, row.channel), []).append(row)
    found = [
        Tried(
            task=task,
            channel=channel,
            tried=len(tries),
            worked=sum(row.outcome in WITHOUT_APP for row in tries),
            median_minutes=_median([row.minutes for row in tries if row.minutes is not None]),
        )
        for (task, channel), tries in pairs.items()
    ]
    return sorted(found, key=lambda pair: (pair.task, -pair.tried, pair.channel))


def _uses(rows: Iterable[CarriedRow]) -> list[ChannelUse]:
    uses: dict[str, int] = {}
    for row in rows:
        if row.channel is not None:
            uses[row.channel] = uses.get(row.channel, 0) + 1
    whole = sum(uses.values())
    found = [ChannelUse(id=channel, uses=n, share=n / whole) for channel, n in uses.items()]
    return sorted(found, key=lambda use: (-use.uses, use.id))


def _another_super_app(rows: Iterable[CarriedRow], kinds: dict[str, Independence]) -> float | None:
    done = [row for row in rows if row.outcome in WITHOUT_APP]
    if not done:
        return None
    moved = sum(kinds.get(row.channel or "") is Independence.ANOTHER_SUPER_APP for row in done)
    return moved / len(done)


def _no_substitute(rows: Iterable[CarriedRow], tasks: Iterable[Task]) -> tuple[str, ...]:
    gone = {task.id for task in tasks if task.archived}
    outcomes: dict[str, list[bool]] = {}
    for row in rows:
        outcomes.setdefault(row.task, []).append(row.outcome in WITHOUT_APP)
    return tuple(
        sorted(
            task
            for task, done in outcomes.items()
            if len(done) >= TRIES and not any(done) and task not in gone
        )
    )


def _median(values: Sequence[int]) -> float | None:
    return median(values) if values else None
