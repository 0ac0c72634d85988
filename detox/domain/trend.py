"""The trend: whether the weeks go anywhere, each task against itself, said only where that is regular."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from math import erfc, sqrt
from statistics import median

from detox.domain.pairs_of_weeks import PLACES, WeekPairs, spread_of
from detox.domain.questions import WEEKLY_RATINGS
from detox.domain.record import Record
from detox.domain.weeks import Week, WeekScores

WEEKS_NEEDED = 6
"""With fewer used weeks no order of theirs is rare enough (benchmarks/method.py)."""
CALL_Z = 2.3
"""From so many times the spread on a direction is said: where nothing changes, about 1 in 20 meets one within
twelve weeks (benchmarks/method.py)."""
LATER_Z = 2.4
"""The same after week 12: there are more readings to be wrong at."""
FIRST_READING, READ_EVERY = 8, 4
"""The weeks are read when week 8, 12, 16... is over: fewer looks, fewer wrong sentences."""
SHORTEST_SPAN, LONGEST_SPAN = 12, 104
"""How many weeks before a reading are used, at least and at most."""
INDEX_MARGIN = 15.0
"""A change of fewer points over the whole span, either way, is steady."""
RATING_MARGIN = 1.5
RATING_DAYS = 3
"""A week's mean rating needs so many days."""
CLEARLY = 1 / 3
"""A task is easier or harder by itself where that share of its pairs goes one way more than the other."""
TASK_WEEKS = 3
"""... and it came up in so many weeks."""
_Z_90 = 1.6448536269514722


class Direction(StrEnum):
    """What can be said about the direction."""

    TOO_EARLY = "too early"
    DOWN = "going down"
    UP = "going up"
    STEADY = "steady"
    CANNOT_TELL = "cannot tell"


class TaskDirections(Record, frozen=True, kw_only=True):
    """How many tasks went which way, each against itself."""

    easier: int = 0
    harder: int = 0
    alike: int = 0
    seldom: int = 0
    """Those that came up in fewer than three of the weeks."""


class Trend(Record, frozen=True, kw_only=True, rename={"first_week": "from", "last_week": "to"}):
    """The direction of some weeks, in the order of the JSON; figures are `None` while it is too early."""

    call: Direction
    weeks_used: int
    """How many weeks with enough entries were compared."""
    needed: int
    """How many more weeks it takes before anything can be said."""
    first_week: int | None = None
    """The number of the first used week..."""
    last_week: int | None = None
    """...and of the last."""
    read_week: int | None = None
    """The week after which this was read; `None` before the first reading."""
    next_week: int | None = None
    """The week after which it is read again."""
    silent: int = 0
    """How many weeks are over since the last one with enough entries."""
    s: int | None = None
    """The importance of rising pairs less that of falling ones, over all tasks and pairs of weeks."""
    spread: float | None = None
    """How far from 0 that is by chance alone: one standard deviation."""
    rho: float | None = None
    """How alike neighbouring weeks are, 0..0.8."""
    z: float | None = None
    p: float | None = None
    slope: float | None = None
    """Points a week."""
    low: float | None = None
    """The likely range of the slope, nine in ten."""
    high: float | None = None
    intercept: float | None = None
    """The line's value at week 0; for drawing only."""
    tasks: TaskDirections = TaskDirections()


NO_TREND = Trend(call=Direction.TOO_EARLY, weeks_used=0, needed=FIRST_READING)
"""That of a diary without a week."""


class TaskPairs(Record, frozen=True, kw_only=True):
    """One line of the sum that makes a trend: a task against itself."""

    id: str
    importance: int
    pairs: int
    """Pairs of weeks in both of which it came up."""
    easier: int
    """Those in which it was easier later."""
    harder: int

    @property
    def adds(self) -> int:
        """What it adds to the sum."""
        return self.importance * (self.harder - self.easier)


class ExplainedTrend(Record, frozen=True, kw_only=True):
    """The very sum of a trend, task by task."""

    trend: Trend
    limit: float
    """From so many times the spread on a direction is said."""
    tasks: tuple[TaskPairs, ...]
    """What adds most, either way, first; only those with a pair."""


class _Used:
    """The weeks that a reading compares."""

    def __init__(self, weeks: Sequence[WeekScores], today: date, shown: int | None, *, at_end: bool) -> None:
        self.over = [week for week in weeks if week.end < today]
        self.read = len(self.over) if at_end else len(self.over) // READ_EVERY * READ_EVERY
        if self.read < FIRST_READING and not at_end:
            self.read = 0
        span = LONGEST_SPAN if shown is None else min(LONGEST_SPAN, max(SHORTEST_SPAN, shown))
        self.weeks = [week for week in self.over[max(0, self.read - span) : self.read] if week.good]
        self.limit = CALL_Z if self.read <= SHORTEST_SPAN else LATER_Z
        self.importance: dict[str, int] = {}
        """As in the last used week that has the task."""
        self.series: dict[str, dict[int, float]] = {}
        for week in self.weeks:
            self.importance |= week.members
            for task, score in week.scores.items():
                self.series.setdefault(task, {})[week.week] = score

    @property
    def next(self) -> int:
        """The week after which the weeks are read again."""
        return max(FIRST_READING, (len(self.over) // READ_EVERY + 1) * READ_EVERY)

    @property
    def silent(self) -> int:
        """How many weeks are over since the last one with enough entries."""
        return len(self.over) - max((n for n, week in enumerate(self.over, start=1) if week.good), default=0)


def index_trend(
    weeks: Sequence[WeekScores], today: date, *, shown: int | None = None, at_end: bool = False
) -> Trend:
    """The direction of the index, as it was read when the last week 8, 12, 16... was over.

    Args:
        weeks: all of them, from week 1 on; those that are not over are not used.
        today: the day it is read on.
        shown: use only so many weeks before the reading, twelve at least; `None`: all, at most 104.
        at_end: read all weeks now, as a rule is at its end.
    """
    used = _Used(weeks, today, shown, at_end=at_end)
    found = task_trend(used.series, [week.week for week in used.weeks], used.importance, limit=used.limit)
    before = 0 if used.read else FIRST_READING - len(used.over)
    values = [(week.week, week.index) for week in used.weeks if week.index is not None]
    return found.replace(
        needed=found.needed if used.read else before,
        read_week=used.read or None,
        next_week=used.next,
        silent=used.silent,
        tasks=by_task(used.series),
        intercept=_intercept(values, found.slope),
    )


def explained_trend(weeks: Sequence[WeekScores], today: date) -> ExplainedTrend:
    """The very sum of the trend that is shown, task by task."""
    used = _Used(weeks, today, None, at_end=False)
    lines = (_pairs(task, used.importance[task], own) for task, own in used.series.items())
    return ExplainedTrend(
        trend=index_trend(weeks, today),
        limit=used.limit,
        tasks=tuple(sorted((x for x in lines if x.pairs), key=lambda x: (-abs(x.adds), x.id))),
    )


def task_trend(
    series: Mapping[str, Mapping[int, float]],
    weeks: Sequence[int],
    importance: Mapping[str, int],
    *,
    margin: float = INDEX_MARGIN,
    limit: float = CALL_Z,
) -> Trend:
    """The direction of some series, each against itself; a rating is one task of importance 1.

    Args:
        series: by task and week.
        weeks: the used weeks' numbers, rising; at most the last 104 are used.
        importance: of each task.
        margin: how much change over the span still counts as steady.
        limit: from so many times the spread on a direction is said.
    """
    weeks = weeks[-LONGEST_SPAN:]
    n = len(weeks)
    found = Trend(
        call=Direction.TOO_EARLY,
        weeks_used=n,
        needed=max(0, WEEKS_NEEDED - n),
        first_week=weeks[0] if weeks else None,
        last_week=weeks[-1] if weeks else None,
    )
    if n < WEEKS_NEEDED:
        return found
    pairs = WeekPairs(series, weeks, importance)
    rho = pairs.likeness()
    spread = spread_of(pairs.signs, rho)
    z = pairs.s / spread if spread > 0 else 0.0
    return _sloped(
        found.replace(s=pairs.s, spread=spread, rho=rho, z=z, p=erfc(abs(z) / sqrt(2))),
        pairs,
        margin=margin,
        limit=limit,
    )


def _sloped(found: Trend, pairs: WeekPairs, *, margin: float, limit: float) -> Trend:
    """The trend with its slope, the likely range of it, and what can be said."""
    weeks, moves = pairs.weeks, pairs.moves()
    z, s, rho, n = found.z or 0.0, found.s or 0, found.rho or 0.0, len(pairs.weeks)
    if not moves:
        return found.replace(call=Direction.CANNOT_TELL)
    signs = [[0] * n for _ in range(n)]
    for a, b, move in moves:
        signs[a][b] = (move > 0) - (move < 0)
    slopes = sorted(move / (weeks[b] - weeks[a]) for a, b, move in moves)
    low, high = _sen(slopes, spread_of(signs, rho))
    span = weeks[-1] - weeks[0]
    call = Direction.CANNOT_TELL
    if abs(z) >= limit:
        call = Direction.DOWN if s < 0 else Direction.UP
    elif 4 * len(moves) >= n * (n - 1) and low * span >= -margin and high * span <= margin:
        call = Direction.STEADY
    return found.replace(call=call, slope=median(slopes), low=low, high=high)


def by_task(series: Mapping[str, Mapping[int, float]]) -> TaskDirections:
    """How many tasks got easier, harder or stayed alike, each against itself."""
    counts = {"easier": 0, "harder": 0, "alike": 0, "seldom": 0}
    for task, own in series.items():
        pairs = _pairs(task, 1, own)
        share = pairs.adds / pairs.pairs if len(own) >= TASK_WEEKS else None
        if share is None:
            counts["seldom"] += 1
        else:
            counts["easier" if share <= -CLEARLY else "harder" if share >= CLEARLY else "alike"] += 1
    return TaskDirections(**counts)


def _pairs(task: str, importance: int, own: Mapping[int, float]) -> TaskPairs:
    before: list[float] = []
    easier = harder = 0
    for week in sorted(own):
        value = round(own[week], PLACES)
        easier += len(before) - bisect_right(before, value)
        harder += bisect_left(before, value)
        insort(before, value)
    n = len(before)
    return TaskPairs(id=task, importance=importance, pairs=n * (n - 1) // 2, easier=easier, harder=harder)


def _intercept(values: Sequence[tuple[int, float]], slope: float | None) -> float | None:
    return None if slope is None else median(value - slope * week for week, value in values)


def trend_ends(weeks: Sequence[Week], trend: Trend) -> tuple[tuple[int, float], tuple[int, float]] | None:
    """Where the line of a trend begins and ends among the weeks that are drawn.

    Args:
        weeks: those that are drawn, oldest first.
        trend: what was read.

    Returns:
        Place among `weeks`, from 0, and index, 0..100, of the first and the last week that were compared;
        `None` where no direction is called, or none of those weeks is drawn.
    """
    if trend.call not in (Direction.DOWN, Direction.UP) or trend.slope is None or trend.intercept is None:
        return None
    first, last = trend.first_week or 0, trend.last_week or (weeks[-1].week if weeks else 0)
    run = len(weeks) - len(counted_now(weeks))
    known = [
        n
        for n, week in enumerate(weeks)
        if n >= run and week.index is not None and first <= week.week <= last
    ]
    if not known:
        return None
    start, end = (
        (n, min(100.0, max(0.0, trend.intercept + trend.slope * weeks[n].week)))
        for n in (known[0], known[-1])
    )
    return start, end


def counted_now(weeks: Sequence[Week]) -> Sequence[Week]:
    """The last of the weeks, as far back as they are counted on: a trial before has numbers of its own."""
    place = max(0, len(weeks) - 1)
    while place and weeks[place - 1].week == weeks[place].week - 1:
        place -= 1
    return weeks[place:]


def rating_points(weeks: Iterable[Week], rating: str) -> list[tuple[int, float]]:
    """Week number and mean of `rating` for every week in which at least three days gave it."""
    means = ((week, week.means.get(rating)) for week in weeks)
    return [
        (week.week, mean)
        for week, mean in means
        if mean is not None and week.rated.get(rating, 0) >= RATING_DAYS
    ]


def rating_trend(points: Sequence[tuple[int, float]], *, limit: float = CALL_Z) -> Trend:
    """The direction of weekly mean ratings, 0..10."""
    own = dict(points)
    found = task_trend({"": own}, sorted(own), {"": 1}, margin=RATING_MARGIN, limit=limit)
    return found.replace(intercept=_intercept(points, found.slope))


def rating_trends(weeks: Sequence[Week], today: date) -> dict[str, Trend]:
    """The direction of each rating, read after the same weeks as the index; weeks must be over by `today`."""
    over = [week for week in weeks if week.end < today]
    read = len(over) // READ_EVERY * READ_EVERY
    used = over[: read if read >= FIRST_READING else 0]
    limit = CALL_Z if read <= SHORTEST_SPAN else LATER_Z
    found = {name: rating_trend(rating_points(used, name), limit=limit) for name in WEEKLY_RATINGS}
    if used:
        return {name: trend.replace(read_week=read) for name, trend in found.items()}
    return {name: trend.replace(needed=FIRST_READING - len(over)) for name, trend in found.items()}


def _sen(slopes: Sequence[float], spread: float) -> tuple[float, float]:
    pairs, c = len(slopes), _Z_90 * spread
    low, high = round((pairs - c) / 2) - 1, round((pairs + c) / 2)
    return slopes[max(0, low)], slopes[min(pairs - 1, high)]
