"""A year of the diary: the days, the weeks of the index, what changed, the trial beside what came after."""

from datetime import date, timedelta

from detox.diary.context import DiaryContext
from detox.diary.figures import Figures
from detox.domain.dates import ONE_DAY, Span
from detox.domain.record import Record
from detox.domain.year_days import (
    Moved,
    ThenNow,
    YearDay,
    YearMonth,
    came_and_went,
    silences,
    then_and_now,
    year_days,
    year_months,
)
from detox.errors import NoSuch

QUARTER = timedelta(days=91)
"""So many days are laid beside as many of a trial."""


class YearWeek(Record, frozen=True, kw_only=True):
    """A week of the index that begins in the year."""

    week: int
    start: date
    index: float | None


class YearFigures(Record, frozen=True, kw_only=True):
    """Everything a year's page shows."""

    year: int
    days: tuple[YearDay, ...]
    """From 1 January to 31 December, or to today."""
    months: tuple[YearMonth, ...]
    weeks: tuple[YearWeek, ...]
    came: tuple[Moved, ...]
    went: tuple[Moved, ...]
    silent: tuple[Span, ...]
    beside: tuple[ThenNow, ...]
    """The same task in the trial and in the quarter after it; empty where there is no such quarter."""


class Years:
    """The years that something was written in."""

    def __init__(self, context: DiaryContext, figures: Figures) -> None:
        self._context = context
        self._figures = figures

    def known(self) -> range:
        """From the first year with a word in it to this one; this one alone in an empty diary."""
        span, this = self._context.store.span(), self._context.today.year
        return range(min(span.first.year, this) if span else this, this + 1)

    def of(self, year: int | None = None) -> YearFigures:
        """A year's figures, this year's where none is given.

        Raises:
            NoSuch: nothing was written before or in that year, or it is still to come.
        """
        known, today = self.known(), self._context.today
        year = today.year if year is None else year
        if year not in known:
            raise NoSuch("year", str(year), tuple(map(str, known[-5:])))
        span = Span(first=date(year, 1, 1), last=min(date(year, 12, 31), today))
        book, store = self._context.book, self._context.store
        trials = [
            Span(first=trial.start, last=trial.last_day)
            for trial in book.trials
            if trial.start <= trial.last_day
        ]
        days = year_days(
            span, store.entries(span.first, span.last), store.checkins(span.first, span.last), trials
        )
        came, went = came_and_went(book.tasks, span)
        every = [*self._figures.weeks_before(), *self._figures.weeks()]
        weeks = [week for week in every if week.start.year == year]
        return YearFigures(
            year=year,
            days=tuple(days),
            months=tuple(year_months(days)),
            weeks=tuple(YearWeek(week=week.week, start=week.start, index=week.index) for week in weeks),
            came=tuple(came),
            went=tuple(went),
            silent=tuple(
                gap for gap in self._silences() if gap.first <= span.last and gap.last >= span.first
            ),
            beside=tuple(self._beside(span)),
        )

    def _silences(self) -> list[Span]:
        """The stretches without a word, the one that goes on today among them."""
        written = self._written()
        return silences([*written, self._context.today + ONE_DAY]) if written else []

    def _written(self) -> list[date]:
        """Every day with a word of its own, first to last: a silence may be longer than a year."""
        span = self._context.store.span()
        months = self._context.store.projections(span.first, span.last) if span else ()
        days: set[date] = set()
        for month in months:
            days |= {row.day for row in month.entries if not row.swept}
            days |= {row.day for row in month.checkins}
        return sorted(days)

    def _beside(self, span: Span) -> list[ThenNow]:
        """The last quarter of a trial that ended, beside the quarter up to the year's last day."""
        over = [held for held in self._context.book.trials if held.start <= held.last_day < span.last]
        if not over:
            return []
        trial = max(over, key=lambda held: held.start)
        first = max(trial.start, trial.last_day - QUARTER + ONE_DAY)
        after = max(trial.last_day + ONE_DAY, span.last - QUARTER + ONE_DAY)
        entries = self._context.store.entries
        return then_and_now(entries(first, trial.last_day), entries(after, span.last))
