"""The ties: what still pulls the index up, and what has carried it instead."""

from collections.abc import Container, Iterable, Sequence
from datetime import date

from detox.domain.channel_tally import ChannelRow, ChannelTally, TaskChannelTally
from detox.domain.dates import week_span
from detox.domain.entries import WITHOUT_APP, Channel, Independence, Outcome, Pause, Task
from detox.domain.index import explained
from detox.domain.questions import Answers
from detox.domain.record import Record
from detox.domain.week_tally import CountedDays, WeekTally, tallies

TRIES = 3
"""So many times without success, and a task has no substitute yet."""
RECENT_WEEKS = 4

Pairs = dict[tuple[str, str | None], TaskChannelTally]


class Tie(Record, frozen=True, kw_only=True):
    """A listed task and what it adds to the index."""

    id: str
    points: float
    score: float
    """0..100."""
    last: date
    """The last day it was needed."""
    age_weeks: int


class ChannelTry(Record, frozen=True, kw_only=True):
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


class PlanUse(Record, frozen=True, kw_only=True):
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
    matrix: tuple[ChannelTry, ...]
    """By task, the most tried channel first."""
    channels: tuple[ChannelUse, ...]
    """The most used first."""
    another_super_app: float | None
    """Its share of what was done without the app, 0..1; `None` where nothing was."""
    no_substitute: tuple[str, ...]
    """Tasks that were needed three times or more in the last four weeks and never done without the app."""
    plans: tuple[PlanUse, ...]
    """By task."""


class Past(Record, frozen=True, kw_only=True):
    """What the rows before some day come to, kept while they do not change."""

    weeks: Sequence[WeekTally] = ()
    carried: ChannelTally | None = None


def past(
    tasks: Iterable[Task],
    rows: Iterable[ChannelRow],
    checkins: Iterable[Answers],
    *,
    start: date,
    until: date,
    pauses: Iterable[Pause] = (),
    end: date | None = None,
) -> Past:
    """What the rows up to `until` come to, in one walk; arguments as in `weeks`."""
    reach = CountedDays(start=start, until=min(until, end or until), pauses=tuple(pauses))
    found = ChannelTally()
    weeks = tallies(tasks, found.counting(rows, frozenset(reach)), checkins, reach)
    return Past(weeks=weeks, carried=found)


def ties(
    week: int,
    tasks: Sequence[Task],
    channels: Iterable[Channel],
    rows: Iterable[ChannelRow],
    *,
    start: date,
    until: date,
    pauses: Iterable[Pause] = (),
    end: date | None = None,
    before: Past | None = None,
) -> Ties:
    """What ties in week `week`; the other arguments as for the index.

    The matrix, the channels and the plans look at every counted day up to that week's end. Where it is known
    what the rows of the time before come to, `rows` are only the later ones, the last four weeks' among them.
    """
    pauses, before = tuple(pauses), before or Past()
    span = week_span(week, start)
    days = frozenset(CountedDays(start=start, until=min(until, span.last, end or until), pauses=pauses))
    carried = ChannelTally(before.carried)
    rows = [row for row in carried.counting(rows, days) if row.day in days]
    told = explained(
        week,
        tasks,
        rows,
        start=start,
        until=min(until, span.last),
        pauses=pauses,
        end=end,
        before=before.weeks,
    )
    pairs = carried.pairs
    recent = week_span(max(1, week - RECENT_WEEKS + 1), start).first
    kinds = {channel.id: channel.independence for channel in channels}
    return Ties(
        week=week,
        index=told.index if told else None,
        tasks=tuple(
            Tie(id=s.id, points=s.points, score=s.score, last=s.last, age_weeks=s.age_weeks)
            for s in (told.tasks if told else ())
        ),
        matrix=tuple(_matrix(pairs)),
        channels=tuple(_uses(pairs)),
        another_super_app=_another_super_app(pairs, kinds),
        no_substitute=_no_substitute([row for row in rows if row.day >= recent], tasks),
        plans=tuple(_plans(tasks, pairs)),
    )


def only_ways(ties: Ties, apart: Container[str]) -> dict[str, tuple[str, ...]]:
    """The channels that are the only one that ever worked for some tasks, those with most tasks first.

    Args:
        ties: whose matrix is looked at; tasks that came up and are still listed.
        apart: ids of channels that are no way of one's own: the app itself.
    """
    worked: dict[str, set[str]] = {}
    for pair in ties.matrix:
        if pair.worked and pair.channel not in apart:
            worked.setdefault(pair.task, set()).add(pair.channel)
    alone: dict[str, list[str]] = {}
    for tie in ties.tasks:
        channels = worked.get(tie.id, set())
        if len(channels) == 1:
            alone.setdefault(next(iter(channels)), []).append(tie.id)
    order = sorted(alone, key=lambda channel: (-len(alone[channel]), channel))
    return {channel: tuple(alone[channel]) for channel in order}


def _plans(tasks: Iterable[Task], pairs: Pairs) -> list[PlanUse]:
    """How each if-then plan went: it was used when its task's entry names its channel."""
    planned = {task.id: task.plan for task in tasks if task.plan is not None and not task.archived}
    tries = {task: pairs.get((task, channel)) for task, channel in planned.items()}
    return [
        PlanUse(task=task, channel=channel, used=pair.tried if pair else 0, worked=pair.worked if pair else 0)
        for task, channel in sorted(planned.items())
        for pair in (tries[task],)
    ]


def _matrix(pairs: Pairs) -> list[ChannelTry]:
    found = [
        ChannelTry(
            task=task,
            channel=channel,
            tried=pair.tried,
            worked=pair.worked,
            median_minutes=pair.usual_minutes(),
        )
        for (task, channel), pair in pairs.items()
        if channel is not None
    ]
    return sorted(found, key=lambda pair: (pair.task, -pair.tried, pair.channel))


def _uses(pairs: Pairs) -> list[ChannelUse]:
    uses: dict[str, int] = {}
    for (_task, channel), pair in pairs.items():
        if channel is not None:
            uses[channel] = uses.get(channel, 0) + pair.tried
    whole = sum(uses.values())
    found = [ChannelUse(id=channel, uses=n, share=n / whole) for channel, n in uses.items()]
    return sorted(found, key=lambda use: (-use.uses, use.id))


def _another_super_app(pairs: Pairs, kinds: dict[str, Independence]) -> float | None:
    done = sum(pair.worked for pair in pairs.values())
    if not done:
        return None
    moved = sum(
        pair.worked
        for (_task, channel), pair in pairs.items()
        if kinds.get(channel or "") is Independence.ANOTHER_SUPER_APP
    )
    return moved / done


def _no_substitute(rows: Iterable[ChannelRow], tasks: Iterable[Task]) -> tuple[str, ...]:
    gone = {task.id for task in tasks if task.archived}
    outcomes: dict[str, list[bool]] = {}
    for row in rows:
        if row.outcome != Outcome.NOT_NEEDED:
            outcomes.setdefault(row.task, []).append(row.outcome in WITHOUT_APP)
    return tuple(
        sorted(
            task
            for task, done in outcomes.items()
            if len(done) >= TRIES and not any(done) and task not in gone
        )
    )
