"""Made-up diaries: what people might write in such weeks; the truth is known and chance repeats itself."""

from collections.abc import Iterator
from datetime import date, timedelta
from math import exp

from detox import catalogue
from detox.demo.chance import Chance, Wave
from detox.demo.courses import SIGMA, Course, TaskHabit, habits, meant_index, tilted
from detox.domain.entries import NEEDED, CheckIn, Cost, Entry, Outcome, Task
from detox.domain.record import Record

START = date(2022, 10, 17)
DAYS = 84
TRIVIAL = "info.sub"
"""The listed task that padding repeats."""
_SATURDAY = 5


class Made(Record, frozen=True, kw_only=True):
    """A made-up diary and the truth it was drawn from."""

    tasks: tuple[Task, ...]
    entries: tuple[Entry, ...]
    """By day."""
    checkins: tuple[CheckIn, ...]
    truth: tuple[float, ...]
    """The index that was meant, one a day."""


def made_up(course: Course, seed: int, *, days: int = DAYS, start: date = START) -> Made:
    """A diary of so many days; always the same for the same course and seed."""
    chance = Chance(seed)
    hardness, mood = Wave(chance, 0.6, 0.5), _Mood(chance)
    entries: list[Entry] = []
    checkins: list[CheckIn] = []
    for n in range(days):
        day = start + timedelta(days=n)
        tilt = max(-0.25, min(0.25, 0.08 * hardness.rise()))
        checkin = mood.checkin(n, day, meant_index(course, n), slip=course.going_back(n) > 0)
        if chance.share() < course.chance_written(n, days):
            checkins.append(checkin)
            entries += _entries(chance, course, day, n, tilt)
            entries += _padding(day, course.padding)
    return Made(
        tasks=tuple(_task(habit, start) for habit in habits()),
        entries=tuple(entry.replace(id=f"made-{n:05}") for n, entry in enumerate(entries, start=1)),
        checkins=tuple(checkins),
        truth=tuple(meant_index(course, n) for n in range(days)),
    )


def moment(day: date, clock: str = "21:00") -> str:
    """That time of day as it is written down."""
    return f"{day}T{clock}:00+08:00"


def _task(habit: TaskHabit, start: date) -> Task:
    choice = catalogue.task_choice(habit.id)
    return Task(
        id=habit.id,
        name=choice.names["en"] if choice else habit.id,
        category=choice.category if choice else "other",
        importance=habit.importance,
        days=habit.days,
        plan=habit.plan,
        since=start,
    )


def _entries(chance: Chance, course: Course, day: date, n: int, tilt: float) -> Iterator[Entry]:
    for habit in habits():
        if chance.share() < habit.chance_on(day.weekday()):
            mix = tilted(course.mix(habit, n), tilt)
            yield _entry(chance, habit, day, course.median_minutes(habit, n), NEEDED[chance.pick(mix)])
        elif habit.usual_on(day.weekday()) and chance.share() < 0.5:
            yield _blank(habit.id, day, Outcome.NOT_NEEDED)


def _entry(chance: Chance, habit: TaskHabit, day: date, median: float, outcome: Outcome) -> Entry:
    share, hour, quarter = chance.share(), chance.share(), chance.share()
    channel = list(habit.channels)[chance.pick(habit.channels.values())]
    minutes = max(1, round(median * exp(SIGMA * chance.normal())))
    usual = _blank(habit.id, day, outcome)
    usual = usual.replace(at=f"{8 + int(hour * 12):02}:{int(quarter * 4) * 15:02}" if share < 0.4 else None)
    if outcome is Outcome.APP:
        return usual.replace(channel="old_account")
    if outcome is Outcome.DIRECT:
        return usual.replace(channel=channel)
    if outcome is Outcome.UNMET:
        return usual.replace(channel=channel if share < 0.5 else None)
    if outcome is Outcome.PROXY:
        return usual.replace(channel=channel, minutes=minutes if share < 0.5 else None)
    cost = Cost(amount=f"{1 + 9 * hour:.1f}0", currency="CNY") if share < 0.06 else None
    return usual.replace(channel=channel, minutes=minutes, cost=cost)


def _blank(task: str, day: date, outcome: Outcome) -> Entry:
    return Entry(
        id="made", day=day, task=task, outcome=outcome, recorded_at=moment(day), updated_at=moment(day)
    )


def _padding(day: date, times: int) -> Iterator[Entry]:
    """Successes that cost nothing, to look better: one listed task again and again, and one off the list."""
    for n in range(times):
        yield _blank("trivial" if n % 2 else TRIVIAL, day, Outcome.DIRECT)


class _Mood:
    """The answers of a person who gets used to it, each day taking after the one before."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._waves = {
            "urge": Wave(chance, 0.4, 1.1),
            "cut_off": Wave(chance, 0.5, 1.0),
            "mood": Wave(chance, 0.5, 1.0),
            "tense": Wave(chance, 0.4, 1.2),
            "normal": Wave(chance, 0.3, 0.8),
        }

    def checkin(self, n: int, day: date, index: float, *, slip: bool) -> CheckIn:
        """What is answered on day `n`, from 0, in weeks that lean on the app by `index`."""
        weekend = day.weekday() >= _SATURDAY
        levels = {
            "urge": 1.5 + 5.5 * exp(-n / 14) + 2 * slip,
            "cut_off": 2.8 + 3.2 * exp(-n / 25) + 0.9 * (1 <= n <= 7) - 0.5 * weekend,
            "mood": 6.6 - 2.2 * exp(-n / 20) + 0.4 * weekend - 0.8 * slip,
            "tense": 2.2 + 4 * exp(-n / 12),
        }
        ratings = {
            rating: min(10, max(0, round(level + self._waves[rating].rise())))
            for rating, level in levels.items()
        }
        odds = exp(3.2 - 0.055 * index + self._waves["normal"].rise())
        won_back = 90 - 35 * exp(-n / 25) + 20 * self._chance.normal()
        return CheckIn(
            day=day,
            normal=self._chance.share() < odds / (1 + odds),
            won_back=max(0, 5 * round(won_back / 5)),
            recorded_at=moment(day),
            updated_at=moment(day),
            urge=ratings["urge"],
            cut_off=ratings["cut_off"],
            mood=ratings["mood"],
            tense=ratings["tense"],
        )
