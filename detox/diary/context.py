"""What every drawer of the diary works at: the store, the clock and the ids."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from detox.domain.dates import Span, logical_day, monday_of, week_number, week_span
from detox.domain.entries import Contact, Task
from detox.domain.record import Record
from detox.domain.said_days import said_day
from detox.domain.snapshot import Book
from detox.domain.trial import Trial
from detox.errors import FutureDay
from detox.storage.projections import EntryProjection
from detox.storage.store import DiaryStore
from detox.storage.transaction import Change


class DiaryContext:
    """The store with a clock beside it; time and chance come in as arguments."""

    def __init__(
        self,
        store: DiaryStore,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        day_start: int,
    ) -> None:
        self.store = store
        self.now = now
        """The wall clock, with its offset."""
        self.new_id = new_id
        self.day_start = day_start
        """The hour at which a new day begins, 0..12."""
        self.renewed_code: str | None = None
        """The code of a rule that has just followed an edit of the list or the people, until it is told."""

    @property
    def today(self) -> date:
        """The logical day."""
        return logical_day(self.now(), self.day_start)

    def day_said(self, text: str, *, since: date | None = None) -> date:
        """The day that a person names; `since`: where a deadline's weekday is looked for from.

        Raises:
            BadDate: no day is called that.
        """
        return said_day(text, self.today, calendar=self.now().date(), since=since)

    @property
    def book(self) -> Book:
        """The basket and what belongs to it, read again each time."""
        return self.store.book()

    def running_week(self) -> Span | None:
        """The diary's week that holds today; `None` before its weeks begin with the trial or an entry."""
        start = self.first_week_day()
        if start is None or self.today < start:
            return None
        return week_span(week_number(self.today, start), start)

    def first_week_day(self) -> date | None:
        """The day its weeks are counted from: the trial's first, else the Monday of the first entry."""
        trial, span = self.trial_of_weeks(), self.store.span()
        return trial.start if trial else monday_of(span.first) if span else None

    def trial_of_weeks(self) -> Trial | None:
        """The trial from whose first day weeks are counted; until a further one begins the one before it."""
        trial, today = self.book.trial, self.today
        begun = [held for held in self.book.trials if held.start <= min(today, held.last_day)]
        if trial is None or trial in begun or not begun:
            return trial
        return max(begun, key=lambda held: held.start)

    def moment(self) -> str:
        """Now, as it is recorded: RFC 3339 with offset, to the second."""
        return self.now().isoformat(timespec="seconds")

    def rows(self, first: date, last: date) -> list[EntryProjection]:
        """The entries of a short span, lean, in day order within a month."""
        return [row for month in self.store.projections(first, last) for row in month.entries]

    def past(self, day: date | None) -> date:
        """`day`, today where it is not given.

        Raises:
            FutureDay: it has not come yet.
        """
        if day is not None and day > self.today:
            in_the_night = day == self.now().date()
            raise FutureDay(day, self.today, begins=self.day_start if in_the_night else None)
        return day or self.today

    def add(self, deed: str, *records: Record) -> None:
        """Write new records: one deed, one unit of undo."""
        self.save(deed, [Change(after=record) for record in records])

    def change(self, deed: str, before: Record, after: Record) -> None:
        """Write a record that has changed; nothing is written where it has not."""
        if before != after:
            self.save(deed, [Change(before=before, after=after)])

    def drop(self, deed: str, record: Record) -> None:
        """Delete a record; undo brings it back."""
        self.save(deed, [Change(before=record)])

    def save(self, deed: str, changes: Sequence[Change]) -> None:
        """Write changes as one deed; in a trial's first days what its rule froze follows list and people.

        Raises:
            Forbidden: a line of the rule could not be read any more; nothing was written.
        """
        held = self.book.trial
        renewed = None
        if held is not None and touches_frozen(changes):
            from detox.diary.freezing import frozen_again, may_renew  # noqa: PLC0415 - the rule: 10 ms

            if may_renew(held, self.today):
                renewed = frozen_again(held, self.book.tasks, self.store.contacts(), changes)
        if renewed is None or renewed == held:
            self.store.save(deed, changes)
            return
        self.store.save(deed, [*changes, Change(before=held, after=renewed)])
        self.renewed_code = renewed.code


def touches_frozen(changes: Iterable[Change]) -> bool:
    """Whether some of these change the list or the people."""
    return any(isinstance(record, Task | Contact) for each in changes for record in (each.before, each.after))
