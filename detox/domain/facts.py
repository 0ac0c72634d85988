"""What a rule is read from by the first method: the days, entries and answers that count for it."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property

from msgspec import Struct

from detox.domain.dates import SHORTEST_WEEK, Span
from detox.domain.entries import (
    WITHOUT_APP,
    CheckIn,
    Contact,
    ContactState,
    Entry,
    Outcome,
    Pause,
    Task,
)
from detox.domain.index import scored_weeks
from detox.domain.posterior import Share, day_share, entry_share
from detox.domain.week_tally import CountedDays
from detox.domain.weeks import Status, Week, WeekScores

HALF = 14
"""The days of a rating's beginning and of its end."""
ESSENTIAL = 3
REACHED = (ContactState.REPLIED, ContactState.CONFIRMED)


class Evidence(Struct, frozen=True, kw_only=True):
    """Everything written that a verdict may look at."""

    tasks: Sequence[Task]
    rows: Sequence[Entry]
    checkins: Sequence[CheckIn]
    contacts: Sequence[Contact] = ()
    pauses: Sequence[Pause] = ()


def enough(days: int) -> int:
    """How many of so many days must have been written: 60 per cent, 17 of 28, 9 of 14."""
    return max(1, -(-3 * days // 5))


def enough_weeks(days: int) -> int:
    """How many good weeks so many days must hold: 3 of 4."""
    return max(1, -(-3 * round(days / 7) // 4))


class WindowFacts:
    """What the written days of a window come to; paused days are not there at all."""

    def __init__(self, evidence: Evidence, *, start: date, window: Span, until: date) -> None:
        """Look at `window` of the trial that began at `start`, as far as `until`."""
        self.start, self.window, self.until = start, window, until
        self.contacts = evidence.contacts
        self._evidence = evidence
        self._days = frozenset(CountedDays(start=start, until=until, pauses=tuple(evidence.pauses)))
        self.listed = {task.id: task for task in evidence.tasks if task.listed}

    def days_of(self, span: Span) -> int:
        """The days of a span that are not paused."""
        return sum(not any(day in pause for pause in self._evidence.pauses) for day in span)

    @cached_property
    def days(self) -> int:
        """The days of the window that are not paused."""
        return self.days_of(self.window)

    @cached_property
    def logged(self) -> int:
        """Days of the window with an entry or an answered check-in."""
        answers = {answers.day for answers in self.answers if answers.day in self.window and answers.answered}
        return len(answers | {row.day for row in self._every_row if row.day in self.window})

    @cached_property
    def first_half(self) -> Span:
        """The trial's first two weeks."""
        return Span(first=self.start, last=self.start + timedelta(days=HALF - 1))

    @cached_property
    def last_half(self) -> Span:
        """The window's last two weeks."""
        return Span(first=self.window.last - timedelta(days=HALF - 1), last=self.window.last)

    @cached_property
    def scored(self) -> tuple[list[Week], list[WeekScores]]:
        """Every week of the trial so far, as sure as the first method has it, and its tasks' scores."""
        return scored_weeks(
            self._evidence.tasks,
            self._every_row,
            self.answers,
            start=self.start,
            until=self.until,
            pauses=self._evidence.pauses,
            end=self.window.last,
            method=1,
        )

    @cached_property
    def window_weeks(self) -> list[tuple[float, float]]:
        """Index and standard error of the good weeks that lie in the window."""
        return [
            (week.index, week.se)
            for week in self.scored[0]
            if week.status is Status.OK and week.index is not None and week.se is not None
            if self._days_in_window(week) >= SHORTEST_WEEK
        ]

    def ratings(self, rating: str, span: Span) -> list[int]:
        """What the days of a span said to one question."""
        given = (getattr(answers, rating) for answers in self.answers if answers.day in span)
        return [value for value in given if value is not None]

    @cached_property
    def answers(self) -> list[CheckIn]:
        """Check-ins of the trial so far."""
        return [answers for answers in self._evidence.checkins if answers.day in self._days]

    @cached_property
    def _every_row(self) -> list[Entry]:
        return [row for row in self._evidence.rows if row.day in self._days]

    @cached_property
    def rows(self) -> list[Entry]:
        """Entries of the window; those from before their task was listed stay out."""
        return [row for row in self._every_row if row.day in self.window and self._counts(row)]

    def _counts(self, row: Entry) -> bool:
        return row.task not in self.listed or self.listed[row.task].since <= row.day

    def _days_in_window(self, week: Week) -> int:
        first, last = max(week.start, self.window.first), min(week.end, self.window.last)
        return (last - first).days + 1


def normal_days(facts: WindowFacts) -> Share | None:
    """Days lived normally among those that say."""
    said = sorted(
        (answers.day.toordinal(), answers.normal)
        for answers in facts.answers
        if answers.normal is not None and answers.day in facts.window
    )
    return day_share([day for day, _ in said], [hit for _, hit in said]) if said else None


def done_without_app(facts: WindowFacts) -> Share | None:
    """Needed listed tasks done without the app."""
    by_day: dict[date, tuple[int, int]] = {}
    for row in facts.rows:
        if row.task in facts.listed and row.outcome != Outcome.NOT_NEEDED:
            done, needed = by_day.get(row.day, (0, 0))
            by_day[row.day] = done + (row.outcome in WITHOUT_APP), needed + 1
    return entry_share([by_day[day] for day in sorted(by_day)]) if by_day else None


def essential_unmet(facts: WindowFacts) -> int:
    """How often something listed that matters most could not be done."""
    essential = {task.id for task in facts.listed.values() if task.importance == ESSENTIAL}
    return sum(row.outcome == Outcome.UNMET and row.task in essential for row in facts.rows)


def app_days(facts: WindowFacts) -> int:
    """Days with a return to the app, for whatever it was."""
    return len({row.day for row in facts.rows if row.outcome == Outcome.APP})


def minutes_by_day(facts: WindowFacts) -> list[int]:
    """Extra minutes of each day with an entry; unknown ones add nothing."""
    minutes: dict[date, int] = {}
    for row in facts.rows:
        minutes[row.day] = minutes.get(row.day, 0) + (row.minutes or 0)
    return [minutes[day] for day in sorted(minutes)]


def key_people(facts: WindowFacts) -> tuple[int, int]:
    """How many of the people that matter most can be reached, and how many they are."""
    key = [contact for contact in facts.contacts if contact.key]
    return sum(contact.state in REACHED for contact in key), len(key)
