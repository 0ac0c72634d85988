"""What the days come to that a rule reads by the second method: its window, and what was written in it."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from msgspec import Struct

from detox.domain.dated_states import counted_days, state_on, window_of
from detox.domain.dates import is_late
from detox.domain.entries import WEEKDAYS, WITHOUT_APP, CheckIn, Entry, Outcome
from detox.domain.facts import ESSENTIAL, HALF, Evidence
from detox.domain.lines import day_minutes
from detox.domain.trial import Trial


class ReadList(Struct, frozen=True, kw_only=True):
    """The list and the people that a rule is read on."""

    importance: Mapping[str, int]
    """Of each task, by id."""
    usual: frozenset[str]
    """The tasks that had a usual weekday."""
    people: tuple[str, ...]
    """The ids of the key people."""


def frozen_list(trial: Trial) -> ReadList:
    """The list as it was frozen with the first rule."""
    return ReadList(
        importance={task.id: task.importance for task in trial.basket},
        usual=frozenset(task.id for task in trial.basket if task.usual),
        people=trial.people,
    )


class WindowDays:
    """The written days of a window; paused days are not there at all."""

    def __init__(self, evidence: Evidence, *, start: date, length: int, last: date, method: int = 2) -> None:
        """Look at the window of `length` counted days up to `last` of the trial that began at `start`."""
        self.evidence, self.start, self.last, self.length = evidence, start, last, length
        self.counted = counted_days(evidence.pauses, start, last, method=method)
        self.days = window_of(self.counted, length, last)
        inside = frozenset(self.days)
        self.rows = [row for row in evidence.rows if row.day in inside]
        self.typed = [row for row in self.rows if not row.swept]
        """What was written on its day or looked back on, and not swept."""
        counted = frozenset(self.counted)
        self.answers: dict[date, CheckIn] = {c.day: c for c in evidence.checkins if c.day in counted}
        """Check-ins of the trial so far, by day."""

    @property
    def whole(self) -> int:
        """The counted days of the window, at least 1."""
        return max(1, len(self.days))

    @property
    def half(self) -> int:
        """How many days a rating's beginning and its end have."""
        return min(HALF, self.length)

    @cached_property
    def entry_days(self) -> frozenset[date]:
        """Days of the window with an entry that no sweep wrote."""
        return frozenset(row.day for row in self.typed)

    @cached_property
    def logged(self) -> frozenset[date]:
        """Days of the window with such an entry or an answered check-in."""
        said = (self.answers[day] for day in self.days if day in self.answers)
        return self.entry_days | {answers.day for answers in said if answers.answered}

    @property
    def late_days(self) -> int:
        """How many of them were first written more than two days after."""
        written: dict[date, str] = {}
        records: list[Entry | CheckIn] = [*self.typed, *self.answers.values()]
        for record in records:
            at = record.recorded_at[:10]
            written[record.day] = min(at, written.get(record.day, at))
        return sum(is_late(day, written[day]) for day in self.logged)

    @property
    def paused_days(self) -> int:
        """Days of the trial up to the window's end that a pause stops."""
        return (self.last - self.start).days + 1 - len(self.counted)

    @cached_property
    def normal(self) -> list[tuple[int, bool]]:
        """Of each day that answers, its running number and whether it was lived normally."""
        said = ((day, self.answers[day].normal) for day in self.days if day in self.answers)
        return [(day.toordinal(), normal) for day, normal in said if normal is not None]

    def ratings(self, name: str, days: list[date]) -> tuple[list[int], list[float]]:
        """The days among these that gave a rating, by running number, and what they gave."""
        said = [(day, getattr(self.answers[day], name)) for day in days if day in self.answers]
        given = [(day.toordinal(), value) for day, value in said if value is not None]
        return [day for day, _ in given], [value for _, value in given]

    @property
    def first_half(self) -> list[date]:
        """The trial's first two counted weeks."""
        return self.counted[: self.half]

    @property
    def last_half(self) -> list[date]:
        """The window's last two."""
        return self.days[-self.half :]

    def without_app(self, read: ReadList) -> tuple[dict[str, list[float]], dict[str, int]]:
        """As `without_app_line` takes it: by task the shares of its days, and what one should know of."""
        done: dict[str, dict[date, list[bool]]] = {}
        said = set()
        for row in self.rows:
            if row.outcome is Outcome.NOT_NEEDED:
                said.add(row.task)
            elif row.task in read.importance:
                done.setdefault(row.task, {}).setdefault(row.day, []).append(row.outcome in WITHOUT_APP)
        per_task = {
            task: [sum(hits) / len(hits) for _day, hits in sorted(days.items())]
            for task, days in done.items()
        }
        live = {
            task: importance
            for task, importance in read.importance.items()
            if task in per_task or (task in read.usual and task not in said)
        }
        return per_task, live

    def essential_unmet(self, read: ReadList) -> int:
        """How often something that matters most could not be done."""
        unmet = (row for row in self.rows if row.outcome is Outcome.UNMET)
        return sum(read.importance.get(row.task) == ESSENTIAL for row in unmet)

    @property
    def app_days(self) -> int:
        """Days with a return to the app, for whatever it was."""
        return len({row.day for row in self.rows if row.outcome is Outcome.APP})

    def minutes(self) -> tuple[list[int], list[float]]:
        """The days whose extra minutes are known, by running number, and how many they were."""
        by_day: dict[date, list[tuple[Outcome, int | None]]] = {}
        for row in self.typed:
            by_day.setdefault(row.day, []).append((row.outcome, row.minutes))
        found = [(day.toordinal(), day_minutes(by_day[day])) for day in sorted(by_day)]
        known = [(day, minutes) for day, minutes in found if minutes is not None]
        return [day for day, _ in known], [minutes for _, minutes in known]


def usual_tasks(days: WindowDays, read: ReadList) -> tuple[int, int]:
    """On the written days: how many tasks usually come up, and how many of them stayed unanswered."""
    answered_on = {(row.day, row.task) for row in days.rows}
    tasks = [task for task in days.evidence.tasks if task.id in read.importance]
    usual = [
        (day, task.id)
        for day in days.logged
        for task in tasks
        if WEEKDAYS[day.weekday()] in state_on(task, day).days.split()
    ]
    return len(usual), sum(pair not in answered_on for pair in usual)
