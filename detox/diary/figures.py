"""The figures: the weeks, where they go, what ties; reckoned afresh from what was written."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from detox.diary.context import DiaryContext
from detox.diary.return_figures import ReturnFigures
from detox.domain.dated_states import counted_days, counted_pauses
from detox.domain.dates import ONE_DAY, Span
from detox.domain.entries import Outcome, Pause, is_favour
from detox.domain.facts import Evidence
from detox.domain.going_back import (
    baseline,
    costs,
    found_ways,
    helpers,
    owners,
    recent_days,
    tasks_back,
    threads,
    told_before,
    ways,
)
from detox.domain.index import Explained, explained, scored_weeks, week_start_of
from detox.domain.record import Record
from detox.domain.snapshot import Book
from detox.domain.ties import Past, PlanUse, Ties, past, ties
from detox.domain.trend import (
    NO_TREND,
    ExplainedTrend,
    Trend,
    explained_trend,
    index_trend,
    rating_trends,
)
from detox.domain.weeks import Week, WeekScores
from detox.errors import NoSuch
from detox.storage.projections import CheckInProjection, EntryProjection
from detox.storage.store import DiaryStore


class Reckoned(Record, frozen=True, kw_only=True):
    """The weeks that are shown, and where they go."""

    weeks: tuple[Week, ...]
    trend: Trend


class Price(Record, frozen=True, kw_only=True):
    """What some days cost, and what they gave back."""

    minutes: int | None
    """Extra minutes; `None` where none were ever given."""
    favours: int
    """How often somebody was asked, entries through another person and those with a helper."""
    unmet: int
    """How often something could not be done."""
    money: tuple[tuple[str, str], ...]
    """Currency and amount; never added up across currencies."""
    won_back: int | None
    """Minutes; `None` where the question was never answered."""


class WeekRange(Record, frozen=True, kw_only=True):
    """From where to where the weeks run."""

    start: date
    until: date
    end: date | None
    """The trial's last day where nothing counts after it."""


class Figures:
    """What the entries come to."""

    def __init__(self, context: DiaryContext) -> None:
        self._context = context
        self._all: tuple[object, list[Week], list[WeekScores]] = (None, [], [])
        """Every week, and what that was reckoned from: one screen asks for them several times."""
        self._called: tuple[object, Trend] = (None, NO_TREND)
        """Where all of them go, and what that was reckoned from."""
        self._earlier: tuple[object, list[Week]] = (None, [])
        """The weeks of the trials before, and what those were reckoned from."""
        self._past: tuple[object, Past] = (None, Past())
        """What all but the newest two months came to, and what that was reckoned from."""

    def reach(self) -> WeekRange | None:
        """From the trial's first day (else the Monday of the first entry) to today or the last day written.

        `None` where there is nothing to reckon yet.
        """
        trial, span, today = self._context.trial_of_weeks(), self._context.store.span(), self._context.today
        if trial is None:
            return (
                WeekRange(start=week_start_of(None, span.first), until=span.last, end=None) if span else None
            )
        if trial.start <= today <= trial.later_end:
            return WeekRange(start=trial.start, until=today, end=trial.later_end)
        written = span.last if span else trial.start
        if written > trial.later_end:  # they write on after the trial: so do the weeks
            return WeekRange(start=trial.start, until=written, end=None)
        return (
            WeekRange(start=trial.start, until=min(today, trial.later_end), end=trial.later_end)
            if today >= trial.start
            else None
        )

    def is_paused(self, day: date) -> bool:
        """Whether that day counts for nothing."""
        return any(day in pause for pause in _pauses(self._context.book))

    def weeks(self, last: int | None = None) -> list[Week]:
        """Every week from the first on, or only the `last` ones; weeks without data are among them."""
        reach = self.reach()
        if reach is None:
            return []
        self._reckon(reach)
        return self._all[1][-last:] if last else list(self._all[1])

    def weeks_before(self) -> list[Week]:
        """The weeks of the trials before, oldest first; each trial counts its own, and silent ones are in.

        They are drawn before the weeks that are counted now, so that a further trial hides nothing.
        """
        book = self._context.book
        ranges = self._ranges_before()
        stamp = self._context.store.stamp_of
        stamped = (book.tasks, book.pauses, *((reach, stamp(reach.start, reach.until)) for reach in ranges))
        if self._earlier[0] != stamped:
            self._earlier = (
                stamped,
                [week for reach in ranges for week in self._scored(reach, reach.start)[0]],
            )
        return list(self._earlier[1])

    def _ranges_before(self) -> list[WeekRange]:
        """From where to where the weeks of each trial before run: up to the first day of the next one."""
        shown = self._context.trial_of_weeks()
        if shown is None:
            return []
        starts = sorted({trial.start for trial in self._context.book.trials if trial.start < shown.start})
        ends = [start - ONE_DAY for start in (*starts[1:], shown.start)] if starts else []
        return [WeekRange(start=start, until=end, end=None) for start, end in zip(starts, ends, strict=True)]

    def last_over(self) -> Week | None:
        """The last week that is over: its figures stand, those of the running one still move."""
        over = [week for week in self.weeks(2) if week.end < self._context.today]
        return over[-1] if over else None

    def _reckon(self, reach: WeekRange) -> None:
        book = self._context.book
        stamped = (reach, book.tasks, book.pauses, self._context.store.stamp_of(reach.start, reach.until))
        if self._all[0] != stamped:
            weeks, scores = self._scored(reach, _newest(reach), self._before(reach, book))
            self._all = (stamped, weeks, scores)

    def _scored(
        self, reach: WeekRange, first: date, before: Past | None = None
    ) -> tuple[list[Week], list[WeekScores]]:
        """The weeks of a range, read from `first` on; what came before that day is in `before`."""
        book, stream = self._context.book, _Stream(self._context.store, first, reach.until)
        return scored_weeks(
            book.tasks,
            stream.rows(),
            stream.checkins,
            start=reach.start,
            until=reach.until,
            pauses=_pauses(book),
            end=reach.end,
            before=(before or Past()).weeks,
        )

    def _before(self, reach: WeekRange, book: Book) -> Past:
        """What the months before came to: read once, and again when one of them has changed."""
        newest = _newest(reach)
        if newest == reach.start:
            return Past()
        until = newest - ONE_DAY
        key = (newest, reach.start, reach.end, book.tasks, book.pauses)
        stamped = (key, self._context.store.stamp_of(reach.start, until))
        if self._past[0] != stamped:
            stream = _Stream(self._context.store, reach.start, until)
            found = past(
                book.tasks,
                stream.rows(),
                stream.checkins,
                start=reach.start,
                until=until,
                pauses=_pauses(book),
                end=reach.end,
            )
            self._past = (stamped, found)
        return self._past[1]

    def trend(self, last: int | None = None) -> Reckoned:
        """The weeks, all or only the `last` ones, with the call on where all of them go."""
        shown = self.weeks(last)
        if not shown:
            return Reckoned(weeks=(), trend=NO_TREND)
        today = self._context.today
        stamped = (self._all[0], today)
        if self._called[0] != stamped:  # two years of pairs take longer than their weeks
            self._called = (stamped, self._until_today(index_trend(self._all[2], today)))
        return Reckoned(weeks=tuple(shown), trend=self._called[1])

    def explain_trend(self) -> ExplainedTrend:
        """The very sum of the trend, task by task."""
        found = explained_trend(self._all[2] if self.weeks(1) else [], self._context.today)
        return found.replace(trend=self._until_today(found.trend))

    def _until_today(self, trend: Trend) -> Trend:
        """The weeks end with the trial or with what was written; whole ones since then were silent, too."""
        last = self._all[1][-1].end if self._all[1] else self._context.today
        return trend.replace(silent=trend.silent + max(0, (self._context.today - last - ONE_DAY).days // 7))

    def scores(self, last: int) -> list[WeekScores]:
        """What each task came to in the `last` weeks, 0..100; of those weeks that are there."""
        return self._all[2][-last:] if self.weeks(1) else []

    def before(self) -> float | None:
        """Where one stood before, 0..100, by one's own answers about the tasks that are listed now.

        `None` unless that was answered for most of the list, by importance.
        """
        members = self._all[2][-1].members if self.weeks(1) else {}
        return told_before(members, self._context.book.tasks)

    def normal_days(self, first: date, last: date) -> dict[date, bool | None]:
        """Of each day `first`..`last` with a check-in, whether it was lived normally."""
        return {checkin.day: checkin.normal for checkin in self._context.store.checkins(first, last)}

    def rating_trends(self) -> dict[str, Trend]:
        """The calls on where mood, cut off and urge go, read after the same weeks."""
        return rating_trends(self.weeks(), self._context.today)

    def week(self, number: int | None = None) -> Week:
        """One week; the last one where no number is given.

        Raises:
            NoSuch: there is no week of that number.
        """
        found = self.weeks()
        number = number if number is not None else len(found)
        if not 1 <= number <= len(found):
            raise NoSuch("week", str(number), tuple(str(week.week) for week in found[-5:]))
        return found[number - 1]

    def explain(self, number: int | None = None) -> Explained:
        """The very sum of a week, task by task.

        Raises:
            NoSuch: there is no week of that number.
        """
        return self.explain_week(self.week(number))

    def explain_week(self, week: Week) -> Explained:
        """The very sum of one of the weeks that are shown, be it of a trial before.

        Raises:
            NoSuch: it is none of them.
        """
        ranges = [reach for reach in (*self._ranges_before(), self.reach()) if reach is not None]
        reach = next((reach for reach in ranges if reach.start <= week.start <= reach.until), None)
        if reach is None:
            raise NoSuch("week", str(week.week))
        book = self._context.book
        found = explained(
            week.week,
            book.tasks,
            _Stream(self._context.store, _newest(reach), reach.until).rows(),
            start=reach.start,
            until=reach.until,
            pauses=_pauses(book),
            end=reach.end,
            before=self._before(reach, book).weeks,
        )
        if found is None:
            raise NoSuch("week", str(week.week))
        return found

    def ties(self, number: int | None = None) -> Ties:
        """What still ties, in a week; the last one where no number is given.

        Raises:
            NoSuch: there is no week of that number.
        """
        reach, week = self.reach(), self.week(number)
        if reach is None:
            raise NoSuch("week", str(number))
        book, until = self._context.book, min(reach.until, week.end)
        newest = until == reach.until  # an earlier week is reckoned from the first day on
        return ties(
            week.week,
            book.tasks,
            book.channels,
            _Stream(self._context.store, _newest(reach) if newest else reach.start, until).rows(),
            start=reach.start,
            until=until,
            pauses=_pauses(book),
            end=reach.end,
            before=self._before(reach, book) if newest else None,
        )

    def if_went_back(self) -> ReturnFigures:
        """What going back would change, on the list as it stands; empty where there is no week yet."""
        reach, book = self.reach(), self._context.book
        start, last = (reach.start, reach.until) if reach else (self._context.today, self._context.today)
        members = self._all[2][-1].members if self.weeks(1) else {}
        first = min((held.start for held in self._ranges_before()), default=start)
        rows = self._context.store.entries(first, last) if members else []
        counted = counted_days(_pauses(book), first, last, method=1) if members else []
        recent = recent_days(members, rows, counted, last)  # a further trial begins with no empty picture
        found = found_ways(book.tasks, members, rows, counted, start=self._first_of(start), last=last)
        return ReturnFigures(
            days=len(recent.days),
            written=recent.written,
            tasks=tasks_back(recent, found),
            costs=costs(recent),
            ways=ways(found),
            threads=threads(recent),
            owners=owners(recent, book.channels),
            helpers=helpers(recent),
            baseline=baseline(members, book.tasks),
        )

    def _first_of(self, start: date) -> date:
        """The first day of the trial that the one of that first day goes on from; of a new one its own."""
        goes_on = {trial.start: trial.continues for trial in self._context.book.trials}
        while (before := goes_on.get(start)) is not None and before < start:
            start = before
        return start

    def plans(self) -> tuple[PlanUse, ...]:
        """Every if-then plan, and how often it worked on the days that count."""
        return self.ties().plans if self.weeks(1) else ()

    def price(self, span: Span) -> Price:
        """What the days of a span cost, and what they gave back; paused ones count nowhere."""
        pauses = _pauses(self._context.book)
        entries = [
            e
            for e in self._context.store.entries(span.first, span.last)
            if not any(e.day in p for p in pauses)
        ]
        checkins = self._context.store.checkins(span.first, span.last)
        money: dict[str, Decimal] = {}
        for entry in entries:
            if entry.cost is not None:
                spent = money.get(entry.cost.currency, Decimal(0))
                money[entry.cost.currency] = spent + Decimal(entry.cost.amount)
        return Price(
            minutes=_sum(entry.minutes for entry in entries),
            favours=sum(is_favour(entry) for entry in entries),
            unmet=sum(entry.outcome is Outcome.UNMET for entry in entries),
            money=tuple((currency, str(money[currency])) for currency in sorted(money)),
            won_back=_sum(c.won_back for c in checkins if not any(c.day in p for p in pauses)),
        )

    def evidence(self, span: Span) -> Evidence:
        """Everything written in a span that a verdict may look at."""
        store, book = self._context.store, self._context.book
        return Evidence(
            tasks=book.tasks,
            rows=store.entries(span.first, span.last),
            checkins=store.checkins(span.first, span.last),
            contacts=store.contacts(),
            pauses=_pauses(book),
        )

    def logged_days(self, span: Span) -> int:
        """Days of the span with an entry or an answered check-in; paused ones count nowhere."""
        stream = _Stream(self._context.store, span.first, span.last)
        days = {row.day for row in stream.rows() if not row.swept}
        days |= {checkin.day for checkin in stream.checkins if checkin.answered}
        pauses = _pauses(self._context.book)
        return sum(1 for day in days if not any(day in pause for pause in pauses))


class _Stream:
    """The rows of many months, one month held at a time; their few check-ins are kept as they pass by."""

    def __init__(self, store: DiaryStore, first: date, last: date) -> None:
        self._months = store.projections(first, last)
        self.checkins: list[CheckInProjection] = []
        """Complete once `rows` has been walked to its end."""

    def rows(self) -> Iterator[EntryProjection]:
        for month in self._months:
            self.checkins += month.checkins
            yield from month.entries


def _pauses(book: Book) -> tuple[Pause, ...]:
    """The pauses as far as they stop days by the method of the trial."""
    return counted_pauses(book.pauses, book.trial.method if book.trial else 2)


def _newest(reach: WeekRange) -> date:
    """The first of the days that are read each time: never less than the last four weeks."""
    month_before = (reach.until.replace(day=1) - ONE_DAY).replace(day=1)
    return max(reach.start, month_before)


def _sum(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
