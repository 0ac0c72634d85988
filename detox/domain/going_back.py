"""The pictures for the decision: what going back would change, which ways were found, who carries them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from statistics import median

from msgspec import Struct

from detox.domain.entries import WITHOUT_APP, Channel, Entry, Independence, Outcome, Task, is_favour
from detox.domain.record import Record

RECENT_DAYS = 28
"""The pictures look at so many counted days: as long as a rule's window."""
WAY_DAYS = 3
"""A task has a way from the third needed day running on which it was done without the app."""
ONE_PART_IN = 4
"""Over one part in so many of its entries decide to which group a task belongs."""
KNOWN_BEFORE = 0.60
"""How it was before is said where that is known for so much of the importance."""
BEFORE_UNKNOWN = 100.0
"""Else everything is taken to have gone through the app."""
WEEK = 7


class Group(StrEnum):
    """What going back would change for a task."""

    FREE = "free"
    """Nothing: it is done without the app as easily."""
    SLOWER = "slower"
    """It would be quicker: over a quarter of it takes a workaround."""
    TIED = "tied"
    """It would be possible: over a quarter of it needs the app, a favour, or is not done."""
    UNSEEN = "unseen"
    """It did not come up."""


class Recent(Struct, frozen=True, kw_only=True):
    """What the pictures look at."""

    members: Mapping[str, int]
    """The importance of each task on the list now, by id."""
    days: Sequence[date]
    """The last counted days."""
    rows: Sequence[Entry]
    """Their needed entries of listed tasks, in any order."""
    written: int
    """How many of these days have an entry that no sweep wrote."""


class TaskBack(Record, frozen=True, kw_only=True):
    """A task, were one to go back."""

    id: str
    group: Group
    without: int
    """Entries done without the app..."""
    tried: int
    """...of how many."""
    median_minutes: float | None
    """Of the workarounds whose extra minutes are known."""
    minutes: float
    """Known extra minutes a week."""
    way_day: int | None
    """The day of the trial, from the task's first, on which a way was found; `None`: not yet."""
    tries: int
    """On how many days it was needed until then."""


class Ways(Record, frozen=True, kw_only=True):
    """How fast ways without the app were found: the share of tasks that have one, by day (Kaplan-Meier)."""

    n: int
    """Tasks that were needed at least once."""
    found: int
    median_day: int | None
    """The day by which half of the tasks had one; `None`: not half of them yet."""
    curve: tuple[tuple[int, float], ...]
    """Each day on which a way was found, and the share that has one by then, 0..1."""


class Thread(Record, frozen=True, kw_only=True):
    """A channel that alone carries some tasks."""

    channel: str
    tasks: tuple[str, ...]


class Helper(Record, frozen=True, kw_only=True):
    """Somebody who helped, and how often."""

    helper: str
    n: int


class Costs(Record, frozen=True, kw_only=True):
    """What it takes to stay out, a week."""

    minutes: float
    """Known extra minutes."""
    untimed: int
    """Workarounds and favours of all these days without minutes."""
    favours: float
    """Entries done through another person, or with somebody's help."""
    money: tuple[tuple[str, float], ...]
    """Currency and amount; never added up across currencies."""


def recent_days(
    members: Mapping[str, int], rows: Iterable[Entry], counted: Sequence[date], last: date
) -> Recent:
    """The last 28 counted days up to `last`, with what came up on them."""
    days = [day for day in counted if day <= last][-RECENT_DAYS:]
    inside = frozenset(days)
    of_days = [row for row in rows if row.day in inside]
    return Recent(
        members=members,
        days=days,
        rows=[row for row in of_days if row.task in members and row.outcome is not Outcome.NOT_NEEDED],
        written=len({row.day for row in of_days if not row.swept}),
    )


class FoundWay(Record, frozen=True, kw_only=True):
    """When a task had a way without the app."""

    day: int
    """Counted from the task's first day, 1 on it; where there is none, the last day that was looked at."""
    found: bool
    tries: int
    """On how many days it was needed until then."""


def found_ways(
    tasks: Iterable[Task],
    members: Mapping[str, int],
    rows: Iterable[Entry],
    counted: Iterable[date],
    *,
    start: date,
    last: date,
) -> dict[str, FoundWay]:
    """Of each listed task that was needed on a counted day: when a way was found, if it was."""
    since = {task.id: max(start, task.since) for task in tasks if task.id in members}
    days = frozenset(counted)
    done: dict[str, dict[date, bool]] = {}
    for row in rows:
        if row.task not in since or row.swept or row.outcome is Outcome.NOT_NEEDED:
            continue
        if row.day in days and since[row.task] <= row.day <= last:
            of_task = done.setdefault(row.task, {})
            of_task[row.day] = of_task.get(row.day, True) and row.outcome in WITHOUT_APP
    return {task: _found(of_task, since[task], last) for task, of_task in done.items()}


def _found(done: Mapping[date, bool], since: date, last: date) -> FoundWay:
    running = 0
    for tries, day in enumerate(sorted(done), start=1):
        running = running + 1 if done[day] else 0
        if running == WAY_DAYS:
            return FoundWay(day=(day - since).days + 1, found=True, tries=tries)
    return FoundWay(day=(last - since).days + 1, found=False, tries=len(done))


def ways(found: Mapping[str, FoundWay]) -> Ways:
    """The curve of the ways; tasks that have none yet count until the last day, and no longer."""
    share, curve, at_risk = 1.0, [], len(found)
    for day in sorted({way.day for way in found.values()}):
        of_day = [way for way in found.values() if way.day == day]
        hits = sum(way.found for way in of_day)
        if hits:
            share *= 1 - hits / at_risk
            curve.append((day, 1 - share))
        at_risk -= len(of_day)
    return Ways(
        n=len(found),
        found=sum(way.found for way in found.values()),
        median_day=next((day for day, reached in curve if reached >= 0.5 - 1e-12), None),
        curve=tuple(curve),
    )


def tasks_back(recent: Recent, found: Mapping[str, FoundWay]) -> tuple[TaskBack, ...]:
    """What going back would change, task by task, by id."""
    by_task: dict[str, list[Entry]] = {}
    for row in recent.rows:
        by_task.setdefault(row.task, []).append(row)
    return tuple(
        _task_back(task, by_task.get(task, []), found.get(task), len(recent.days))
        for task in sorted(recent.members)
    )


def _task_back(task: str, rows: Sequence[Entry], way: FoundWay | None, days: int) -> TaskBack:
    minutes = [row.minutes for row in rows if row.outcome is Outcome.WORKAROUND and row.minutes is not None]
    return TaskBack(
        id=task,
        group=_group(rows),
        without=sum(row.outcome in WITHOUT_APP for row in rows),
        tried=len(rows),
        median_minutes=median(minutes) if minutes else None,
        minutes=_a_week(sum(row.minutes or 0 for row in rows), days),
        way_day=way.day if way and way.found else None,
        tries=way.tries if way else 0,
    )


def _group(rows: Sequence[Entry]) -> Group:
    if not rows:
        return Group.UNSEEN
    slow = sum(row.outcome is Outcome.WORKAROUND for row in rows)
    tied = sum(row.outcome not in WITHOUT_APP for row in rows)
    if ONE_PART_IN * tied > len(rows):
        return Group.TIED
    return Group.SLOWER if ONE_PART_IN * slow > len(rows) else Group.FREE


def threads(recent: Recent) -> tuple[Thread, ...]:
    """The channels that alone carry tasks, those with most tasks first."""
    carried: dict[str, set[str]] = {}
    for row in recent.rows:
        if row.outcome in WITHOUT_APP and row.channel:
            carried.setdefault(row.task, set()).add(row.channel)
    alone: dict[str, list[str]] = {}
    for task, channels in carried.items():
        if len(channels) == 1:
            alone.setdefault(next(iter(channels)), []).append(task)
    found = (Thread(channel=channel, tasks=tuple(sorted(tasks))) for channel, tasks in alone.items())
    return tuple(sorted(found, key=lambda thread: (-len(thread.tasks), thread.channel)))


def owners(recent: Recent, channels: Iterable[Channel]) -> dict[Independence, float]:
    """Whose channels carry what is done without the app: shares, 0..1, each task by its importance."""
    kinds = {channel.id: channel.independence for channel in channels}
    carried: dict[str, list[Independence]] = {}
    for row in recent.rows:
        if row.outcome in WITHOUT_APP and row.channel:
            kind = kinds.get(row.channel, Independence.INDEPENDENT)
            carried.setdefault(row.task, []).append(kind)
    shares: dict[Independence, float] = {}
    for task, of_task in carried.items():
        for kind in of_task:
            shares[kind] = shares.get(kind, 0.0) + recent.members[task] / len(of_task)
    whole = sum(shares.values())
    return {kind: shares[kind] / whole for kind in sorted(shares)}


def helpers(recent: Recent) -> tuple[Helper, ...]:
    """Who helped, the most often first."""
    counts: dict[str, int] = {}
    for row in recent.rows:
        if row.helper:
            counts[row.helper] = counts.get(row.helper, 0) + 1
    found = (Helper(helper=name, n=n) for name, n in counts.items())
    return tuple(sorted(found, key=lambda helper: (-helper.n, helper.helper)))


def costs(recent: Recent) -> Costs:
    """Minutes, favours and money, a week."""
    days, rows = len(recent.days), recent.rows
    money: dict[str, Decimal] = {}
    for row in rows:
        if row.cost is not None:
            spent = money.get(row.cost.currency, Decimal(0))
            money[row.cost.currency] = spent + Decimal(row.cost.amount)
    efforts = (row for row in rows if row.outcome in (Outcome.WORKAROUND, Outcome.PROXY))
    return Costs(
        minutes=_a_week(sum(row.minutes or 0 for row in rows), days),
        untimed=sum(row.minutes is None for row in efforts),
        favours=_a_week(sum(map(is_favour, rows)), days),
        money=tuple((currency, _a_week(float(money[currency]), days)) for currency in sorted(money)),
    )


def baseline(members: Mapping[str, int], tasks: Iterable[Task]) -> float:
    """Where one stood before, by one's own word, 0..100; 100 unless that is known for most of the list."""
    told = told_before(members, tasks)
    return BEFORE_UNKNOWN if told is None else told


def told_before(members: Mapping[str, int], tasks: Iterable[Task]) -> float | None:
    """The same; `None` unless it was answered for most of the list, by importance."""
    known = {task.id: task.before for task in tasks if task.id in members and task.before is not None}
    told, whole = sum(members[task] for task in known), sum(members.values())
    if not whole or told < KNOWN_BEFORE * whole:
        return None
    return sum(members[task] * before for task, before in known.items()) / told


def _a_week(total: float, days: int) -> float:
    return total * WEEK / days if days else 0.0
