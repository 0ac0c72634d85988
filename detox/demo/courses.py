"""How made-up weeks run: which tasks come up, how they go, and how that changes.

All parameters are invented for plausibility; none is estimated from people.
"""

from functools import cache
from math import exp
from pathlib import Path
from statistics import NormalDist

import msgspec

from detox import catalogue
from detox.domain.entries import NEEDED, WEEKDAYS, Outcome
from detox.domain.record import Record
from detox.domain.week_tally import event_weight

SIGMA = 0.6
"""Of the logarithm of extra minutes."""
LIFE = Path(__file__).with_name("life.json")

_SATURDAY = 5
_HARD_DAY, _EASY_DAY = (0.0, 0.0, 0.2, 0.5, 0.3), (1.0, 0.0, 0.0, 0.0, 0.0)
_QUANTILES = tuple(NormalDist().inv_cdf((n + 0.5) / 15) for n in range(15))

Mix = tuple[float, ...]
"""The chance of each needed outcome, in the order of `NEEDED`."""


class TaskHabit(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """How often a task comes up and how it goes."""

    id: str
    days: str
    weekday: float
    """The chance that it is needed on a day from Monday to Friday."""
    weekend: float
    start: Mix
    end: Mix
    tau: float
    """Weeks in which the way from start to end shrinks to a third."""
    minutes: float
    """The median of extra minutes at the start; where things improve, half of it in the end."""
    channels: dict[str, float]
    """What carries it, with weights."""
    plan: str | None
    helper: int
    """Which of the helpers is asked."""

    @property
    def importance(self) -> int:
        """As in the catalogue."""
        choice = catalogue.task_choice(self.id)
        return choice.importance if choice else 2

    def chance_on(self, weekday: int) -> float:
        """The chance that it is needed on that weekday, 0 a Monday."""
        return self.weekday if weekday < _SATURDAY else self.weekend

    def usual_on(self, weekday: int) -> bool:
        """Whether it stands on the list of that weekday."""
        return WEEKDAYS[weekday] in self.days.split()


class Stretch(Record, frozen=True, kw_only=True):
    """Days on which part of everything goes back to the app; both ends included, from 0."""

    first: int
    last: int
    mass: float


class Course(Record, frozen=True, kw_only=True):
    """What kind of weeks they are."""

    improves: bool = True
    """Whether the mixes move from their start to their end; else they stay at the start."""
    back: tuple[Stretch, ...] = ()
    silent: frozenset[int] = frozenset()
    """Days on which nothing is written, from 0."""
    written: tuple[float, float] = (0.98, 0.85)
    """The chance that a day is written, on the first day and on the last."""
    padding: int = 0
    """Trivial successes added to every written day, half of them off the list."""

    def going_back(self, day: int) -> float:
        """How much of everything goes back to the app that day, 0..1."""
        return max(
            (stretch.mass for stretch in self.back if stretch.first <= day <= stretch.last), default=0.0
        )

    def chance_written(self, day: int, days: int) -> float:
        """The chance that the day is written."""
        first, last = self.written
        return 0.0 if day in self.silent else first + (last - first) * day / days

    def median_minutes(self, habit: TaskHabit, day: int) -> float:
        """The median of the task's extra minutes that day."""
        return habit.minutes * (0.5 + 0.5 * exp(-day / 28)) if self.improves else habit.minutes

    def mix(self, habit: TaskHabit, day: int) -> Mix:
        """How the task goes that day."""
        left = exp(-day / 7 / habit.tau) if self.improves else 1.0
        back = self.going_back(day)
        return tuple(
            (1 - back) * (end + (start - end) * left) + back * (outcome is Outcome.APP)
            for start, end, outcome in zip(habit.start, habit.end, NEEDED, strict=True)
        )


COURSES = {
    "sample": Course(back=(Stretch(first=15, last=20, mass=0.55),), silent=frozenset(range(38, 42))),
    "improving": Course(),
    "stuck": Course(improves=False),
    "relapse": Course(back=(Stretch(first=42, last=55, mass=0.80),)),
    "sporadic": Course(written=(0.7, 0.5)),
    "padded": Course(padding=6),
    "stuck and padded": Course(improves=False, padding=6),
}


@cache
def habits() -> tuple[TaskHabit, ...]:
    """The twenty tasks of the made-up life."""
    raw = msgspec.json.decode(LIFE.read_bytes(), type=dict[str, msgspec.Raw])
    return msgspec.json.decode(raw["habits"], type=tuple[TaskHabit, ...])


def tilted(mix: Mix, tilt: float) -> Mix:
    """The mix of a hard day (above zero, up to 1) or of an easy one."""
    to = _HARD_DAY if tilt > 0 else _EASY_DAY
    return tuple((1 - abs(tilt)) * p + abs(tilt) * q for p, q in zip(mix, to, strict=True))


def meant_index(course: Course, day: int) -> float:
    """The index that was meant that day; what is drawn scatters about it."""
    whole = sum(habit.importance for habit in habits())
    return sum(habit.importance * _expected(habit, course, day) for habit in habits()) / whole


def _expected(habit: TaskHabit, course: Course, day: int) -> float:
    """The mean weight of an entry of that task."""
    return sum(
        p
        * (
            _effort(course.median_minutes(habit, day))
            if outcome is Outcome.WORKAROUND
            else event_weight(outcome, None) or 0.0
        )
        for p, outcome in zip(course.mix(habit, day), NEEDED, strict=True)
    )


@cache
def _effort(median: float) -> float:
    """The mean weight of a workaround, over the spread of its minutes."""
    weights = [event_weight(Outcome.WORKAROUND, round(median * exp(SIGMA * z))) or 0.0 for z in _QUANTILES]
    return sum(weights) / len(weights)
