"""Looking back: what it was for after going back to the app, and a week in three lines."""

from datetime import date

from detox.diary.context import DiaryContext
from detox.diary.figures import Figures
from detox.domain.dates import ONE_DAY
from detox.domain.entries import RATING_TOP, CheckIn, ContactState, Entry, Outcome
from detox.domain.record import Record
from detox.errors import BadField
from detox.storage.transaction import Change

SUNDAY, WEEK = 6, 7


class Lapse(Record, frozen=True, kw_only=True):
    """What is asked after going back; everything may stay empty, and nothing is counted."""

    what: str = ""
    """What for."""
    who: str = ""
    """Who asked for it."""
    when: str = ""
    """At about what time."""
    sure: int | None = None
    """How sure of tomorrow without it, 0..10."""

    def __post_init__(self) -> None:
        """Refuse what is no such number."""
        if self.sure is not None and not 0 <= self.sure <= RATING_TOP:
            raise BadField("lapse", "sure", f"0..{RATING_TOP}", self.sure)


class Review(Record, frozen=True, kw_only=True):
    """A week in three lines."""

    hardest: str = ""
    """The task that was the hardest."""
    plan: str = ""
    """The if-then plan to change."""
    people: str = ""
    """The key people that were reached."""


class Reviews:
    """What is written afterwards; it goes into the notes, as text."""

    def __init__(self, context: DiaryContext, figures: Figures) -> None:
        self._context = context
        self._figures = figures

    def last_return(self) -> Entry | None:
        """The entry made last, of the newest day, that says "went back"."""
        span = self._context.store.span()
        rows = self._context.rows(span.first, span.last) if span else []
        day = max((row.day for row in rows if row.outcome is Outcome.APP), default=None)
        entries = self._context.store.entries(day, day) if day else ()
        return next((entry for entry in reversed(list(entries)) if entry.outcome is Outcome.APP), None)

    def lapse(self, entry: Entry, said: str) -> Entry:
        """Keep what was said about going back, behind the entry's note.

        Raises:
            BadField: the entry says something else, or its note is too long; it is unchanged.
        """
        if entry.outcome is not Outcome.APP:
            raise BadField("entry", "outcome", str(Outcome.APP), str(entry.outcome))
        if not said:
            return entry
        after = entry.replace(note=_behind(entry.note, said), updated_at=self._context.moment())
        self._context.change("edit", entry, after)
        return after

    def review(self, said: str, day: date | None = None) -> CheckIn | None:
        """Keep what was said about a week, behind the day's note.

        Raises:
            FutureDay: that day has not come yet.
            BadField: the note is too long; it is unchanged.
        """
        day, moment = self._context.past(day), self._context.moment()
        held = self._context.store.checkin(day)
        if not said:
            return held
        before = held or CheckIn(day=day, recorded_at=moment, updated_at=moment)
        after = before.replace(note=_behind(before.note, said), updated_at=moment)
        self._context.store.save("checkin", [Change(before=held, after=after)])
        return after

    def week_ends(self, day: date) -> bool:
        """Whether a week with something in it ends then: on a Sunday, or by this diary's own weeks."""
        reach = self._figures.reach()
        if day.weekday() != SUNDAY and (reach is None or (day - reach.start).days % WEEK != WEEK - 1):
            return False
        return bool(self._context.rows(day - (WEEK - 1) * ONE_DAY, day))

    def strongest_tie(self, day: date | None = None) -> str | None:
        """The id of the task that pulled the index of the day's week up most; `None` where none did."""
        day = self._context.past(day)
        week = next((week for week in self._figures.weeks() if week.start <= day <= week.end), None)
        tasks = self._figures.ties(week.week).tasks if week else ()
        return tasks[0].id if tasks and tasks[0].points else None

    def key_people(self) -> tuple[int, int]:
        """How many key people are confirmed, and how many there are."""
        people = [contact for contact in self._context.store.contacts() if contact.key]
        return sum(contact.state is ContactState.CONFIRMED for contact in people), len(people)


def _behind(note: str, said: str) -> str:
    return "\n".join(part for part in (note, said) if part)
