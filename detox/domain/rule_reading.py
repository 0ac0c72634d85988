"""A rule, read by the second method: the first one on its frozen list, and what became of it."""

from collections.abc import Callable
from datetime import date
from functools import cached_property

from detox.domain.dated_states import contact_state_on, counted_pauses, state_on
from detox.domain.dates import ONE_DAY, SHORTEST_WEEK, Span
from detox.domain.entries import WEEKDAYS, Task
from detox.domain.facts import REACHED, Evidence, enough, enough_weeks
from detox.domain.index import scored_weeks
from detox.domain.judging import TOO_EARLY, Judged, Standing, combined, judge_direction
from detox.domain.lines import (
    TOO_FEW_DAYS,
    cost_line,
    count_line,
    level_line,
    people_line,
    rating_line,
    share_line,
    shift_line,
    without_app_line,
)
from detox.domain.record import FIRST_DAY, Record
from detox.domain.trend import WEEKS_NEEDED, index_trend
from detox.domain.trial import Criterion, Op, Rule, Trial
from detox.domain.weeks import Status, Week, WeekScores
from detox.domain.window_days import ReadList, WindowDays, frozen_list, usual_tasks


class LineRead(Record, frozen=True, kw_only=True):
    """One line of a rule, read; in the order of the JSON."""

    id: str
    op: Op
    threshold: float
    n: int
    """How much data there is: days, weeks or people; of two spans, the poorer one."""
    needed: int
    """How much it takes."""
    judged: Judged
    hits: int | None = None
    """Of a share of days or people: how many..."""
    tries: int | None = None
    """...of how many."""


class Unwritten(Record, frozen=True, kw_only=True):
    """What the unwritten days could turn, and how complete the written ones are."""

    days: int
    """Days of the window that do not say whether they were lived normally."""
    all_bad: float
    """The share of normal days, in per cent, were they all bad..."""
    all_good: float
    """...and all good."""
    usual_tasks: int
    """Tasks that usually come up, over the written days."""
    unanswered_tasks: int
    """Those of them that were not answered."""


class RuleReading(Record, frozen=True, kw_only=True):
    """What a rule says of its window."""

    verdict: Standing
    window: Span | None
    """The first and the last counted day that was read; `None` where every day was paused."""
    logged_days: int
    """Days of the window with an entry or an answered check-in."""
    entry_days: int
    """Days of it with an entry."""
    late_days: int
    """Logged days that were first written more than two days after."""
    paused_days: int
    """Days of the trial that a pause stops."""
    criteria: tuple[LineRead, ...]
    unwritten: Unwritten | None
    """`None` in a reading that was kept: what is unwritten may still change."""


def first_reading(trial: Trial, evidence: Evidence, *, last: date | None = None) -> RuleReading:
    """The first rule on its frozen list at its own end, or as if the trial ended on `last`."""
    last = last or trial.first_end
    weeks = lambda: _frozen_weeks(trial, evidence, last)  # noqa: E731 - most rules have no line that asks
    return _read(trial, trial.first_rule, evidence, frozen_list(trial), last=last, weeks=weeks)


def unwritten_so_far(trial: Trial, evidence: Evidence, *, today: date) -> Unwritten | None:
    """What the unwritten days could turn, had the window ended today.

    Before the end days that are still to come are not unwritten ones. `None` before the trial's first day,
    and of a trial that was stopped: its rule is never read.
    """
    if today < trial.start or trial.stopped_on is not None:
        return None
    days = WindowDays(evidence, start=trial.start, length=trial.window, last=min(today, trial.first_end))
    return _unwritten(days, frozen_list(trial))


def changed_reading(trial: Trial, evidence: Evidence, *, today: date) -> RuleReading | None:
    """The last rule on the list and the people of its own end, where any of them differs from the first.

    `None` where none does, or that end is not over. It never is the headline.
    """
    last = trial.end
    if today <= last:
        return None
    scored = _own_weeks(trial, evidence, last)
    now = _list_now(evidence, scored[1], last)
    same_list = now.importance == frozen_list(trial).importance and now.people == trial.people
    if same_list and trial.rule == trial.first_rule:
        return None
    return _read(trial, trial.rule, evidence, now, last=last, weeks=lambda: scored[0])


def _list_now(evidence: Evidence, scores: list[WeekScores], last: date) -> ReadList:
    """The list as it stood in the last week, and the key people."""
    return ReadList(
        importance=scores[-1].members if scores else {},
        usual=frozenset(task.id for task in evidence.tasks if state_on(task, last).days.strip()),
        people=tuple(sorted(contact.id for contact in evidence.contacts if contact.key)),
    )


def _own_weeks(trial: Trial, evidence: Evidence, last: date) -> tuple[list[Week], list[WeekScores]]:
    """The weeks as they were lived, on the list as it stood in each."""
    return scored_weeks(
        evidence.tasks,
        evidence.rows,
        (),
        start=trial.start,
        until=last,
        pauses=counted_pauses(evidence.pauses, 2),
        end=last,
    )


def _frozen_weeks(trial: Trial, evidence: Evidence, last: date) -> list[Week]:
    """The weeks as they would be had the list never changed."""
    every_day = " ".join(WEEKDAYS)
    tasks = [
        Task(
            id=task.id,
            name=task.id,
            category=task.id,
            importance=task.importance,
            days=every_day if task.usual else "",
            since=FIRST_DAY,
        )
        for task in trial.basket
    ]
    return _own_weeks(
        trial, Evidence(tasks=tasks, rows=evidence.rows, checkins=(), pauses=evidence.pauses), last
    )[0]


def _read(
    trial: Trial,
    rule: Rule,
    evidence: Evidence,
    read: ReadList,
    *,
    last: date,
    weeks: Callable[[], list[Week]],
) -> RuleReading:
    days = WindowDays(evidence, start=trial.start, length=rule.window, last=last)
    reader = _LineReader(days, read, weeks, lambda: _own_weeks(trial, evidence, last)[1])
    lines = tuple(reader.read(criterion) for criterion in rule.criteria)
    return RuleReading(
        verdict=_combined(rule, lines),
        window=Span(first=days.days[0], last=days.days[-1]) if days.days else None,
        logged_days=len(days.logged),
        entry_days=len(days.entry_days),
        late_days=days.late_days,
        paused_days=days.paused_days,
        criteria=lines,
        unwritten=_unwritten(days, read),
    )


def _combined(rule: Rule, lines: tuple[LineRead, ...]) -> Standing:
    return combined(
        [line.judged.status for line in lines],
        [line.judged.status for line in lines if line.id in rule.veto],
        None if rule.need == "all" else rule.need,
    )


def _unwritten(days: WindowDays, read: ReadList) -> Unwritten:
    normal = sum(hit for _, hit in days.normal)
    missing = len(days.days) - len(days.normal)
    usual, unanswered = usual_tasks(days, read)
    return Unwritten(
        days=missing,
        all_bad=100 * normal / days.whole,
        all_good=100 * (normal + missing) / days.whole,
        usual_tasks=usual,
        unanswered_tasks=unanswered,
    )


class _LineReader:
    """Reads one line after the other of one rule, on one list."""

    def __init__(
        self,
        days: WindowDays,
        read: ReadList,
        weeks: Callable[[], list[Week]],
        scores: Callable[[], list[WeekScores]],
    ) -> None:
        self._days = days
        self._read = read
        self._make_weeks, self._make_scores = weeks, scores
        self._lines: dict[str, Callable[[Criterion], tuple[int, int, Judged]]] = {
            "normal_days": self._normal_days,
            "index": self._index,
            "without_app": self._without_app,
            "essential_unmet": self._count,
            "app_days": self._count,
            "urge": self._urge,
            "cut_off": self._shift,
            "mood": self._shift,
            "cost": self._cost,
            "people": self._people,
            "no_rise": self._no_rise,
        }

    def read(self, criterion: Criterion) -> LineRead:
        """That line; too early where it has too little data."""
        n, needed, judged = self._lines[criterion.id](criterion)
        if judged.status is Standing.TOO_EARLY and judged.why is None:
            judged = judged.replace(why=TOO_FEW_DAYS)
        hits, tries = self._parts(criterion.id) if judged.value is not None else (None, None)
        return LineRead(
            id=criterion.id,
            op=criterion.op,
            threshold=criterion.value,
            n=n,
            needed=needed,
            judged=judged,
            hits=hits,
            tries=tries,
        )

    def _parts(self, name: str) -> tuple[int | None, int | None]:
        if name == "normal_days":
            return sum(hit for _, hit in self._days.normal), len(self._days.normal)
        return (self._reached, len(self._read.people)) if name == "people" else (None, None)

    @cached_property
    def _needed(self) -> int:
        return enough(self._days.length)

    @cached_property
    def _needed_ratings(self) -> int:
        return enough(self._days.half)

    def _normal_days(self, criterion: Criterion) -> tuple[int, int, Judged]:
        said = self._days.normal
        days, hits = [day for day, _ in said], [hit for _, hit in said]
        whole = self._days.whole
        judged = share_line(days, hits, criterion.value, whole) if len(said) >= self._needed else TOO_EARLY
        return len(said), self._needed, judged

    def _index(self, criterion: Criterion) -> tuple[int, int, Judged]:
        days, needed = self._days.days, enough_weeks(self._days.length)
        good = [
            (week.index, week.se)
            for week in self._make_weeks()
            if week.status is Status.OK and week.index is not None and week.se is not None
            if sum(week.start <= day <= week.end for day in days) >= SHORTEST_WEEK
        ]
        values, errors = [index for index, _ in good], [se for _, se in good]
        judged = level_line(values, errors, criterion.value) if len(good) >= needed else TOO_EARLY
        return len(good), needed, judged

    def _without_app(self, criterion: Criterion) -> tuple[int, int, Judged]:
        n = len(self._days.entry_days)
        per_task, live = self._days.without_app(self._read)
        if n < self._needed or not per_task:
            return n, self._needed, TOO_EARLY
        judged = without_app_line(per_task, live, criterion.value, written=n, whole=self._days.whole)
        return n, self._needed, judged

    def _count(self, criterion: Criterion) -> tuple[int, int, Judged]:
        n, days = len(self._days.entry_days), self._days
        count = days.app_days if criterion.id == "app_days" else days.essential_unmet(self._read)
        judged = count_line(count, criterion.value, written=n, whole=days.whole, needed=self._needed)
        return n, self._needed, judged

    def _urge(self, criterion: Criterion) -> tuple[int, int, Judged]:
        days, given = self._days.ratings("urge", self._days.last_half)
        enough_given = len(given) >= self._needed_ratings
        judged = rating_line(days, given, criterion.value) if enough_given else TOO_EARLY
        return len(given), self._needed_ratings, judged

    def _shift(self, criterion: Criterion) -> tuple[int, int, Judged]:
        halves = (self._days.first_half, self._days.last_half)
        first, last = (self._days.ratings(criterion.id, half) for half in halves)
        n = min(len(first[1]), len(last[1]))
        if n < self._needed_ratings:
            return n, self._needed_ratings, TOO_EARLY
        return n, self._needed_ratings, shift_line(first, last, criterion.value, criterion.op)

    def _cost(self, criterion: Criterion) -> tuple[int, int, Judged]:
        days, minutes = self._days.minutes()
        judged = cost_line(days, minutes, criterion.value) if len(days) >= self._needed else TOO_EARLY
        return len(days), self._needed, judged

    def _people(self, criterion: Criterion) -> tuple[int, int, Judged]:
        whole = len(self._read.people)
        return whole, 1, people_line(self._reached, whole, criterion.value) if whole else TOO_EARLY

    @cached_property
    def _reached(self) -> int:
        people = {contact.id: contact for contact in self._days.evidence.contacts}
        held = [people[key] for key in self._read.people if key in people]
        return sum(contact_state_on(contact, self._days.last) in REACHED for contact in held)

    def _no_rise(self, _criterion: Criterion) -> tuple[int, int, Judged]:
        trend = index_trend(self._make_scores(), self._days.last + ONE_DAY, at_end=True)
        return trend.weeks_used, WEEKS_NEEDED, judge_direction(trend)
