"""Looking back: what it was for after going back to the app, and a week in three lines."""

from datetime import date
from typing import TypeVar

from detox.diary.context import DiaryContext
from detox.diary.figures import Figures
from detox.domain.dates import ONE_DAY
from detox.domain.entries import CheckIn, ContactState, Entry, Lapse, Outcome, Review
from detox.errors import BadField
from detox.storage.transaction import Change

__all__ = ["Lapse", "Review", "Reviews"]

SUNDAY, WEEK = 6, 7
Said = TypeVar("Said", Lapse, Review)


class Reviews:
    """What is written afterwards, in fields of its own: no note is touched by it, and it by no note."""

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

    def lapse(self, entry: Entry, said: Lapse) -> Entry:
        """Keep what was said about going back; what was said of it before stays where nothing new is.

        Raises:
            BadField: the entry says something else, or an answer is too long; it is unchanged.
        """
        if entry.outcome is not Outcome.APP:
            raise BadField("entry", "outcome", str(Outcome.APP), str(entry.outcome))
        lapse = _over(entry.lapse, said)
        if lapse in (entry.lapse, Lapse()):
            return entry
        after = entry.replace(lapse=lapse, updated_at=self._context.moment())
        self._context.change("edit", entry, after)
        return after

    def review(self, said: Review, day: date | None = None) -> CheckIn | None:
        """Keep what was said about a week with its day; what was said before stays where nothing new is.

        Raises:
            FutureDay: that day has not come yet.
            BadField: a line is too long; nothing was written.
        """
        day, moment = self._context.past(day), self._context.moment()
        held = self._context.store.checkin(day)
        before = held or CheckIn(day=day, recorded_at=moment, updated_at=moment)
        review = _over(before.review, said)
        if review in (before.review, Review()):
            return held
        after = before.replace(review=review, updated_at=moment)
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


def _over(held: Said | None, said: Said) -> Said:
    """What was said, over what was said before: an empty answer takes nothing back."""
    given = {
        name: value for name in said.__struct_fields__ if (value := getattr(said, name)) not in ("", None)
    }
    return said if held is None else held.replace(**given)
