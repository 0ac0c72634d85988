"""The checklist after leaving: what is open, by when, and what was done."""

from datetime import UTC, date, datetime, time, timedelta

from detox import catalogue
from detox.diary.context import DiaryContext
from detox.diary.name_search import best_match
from detox.domain.entries import Step, StepState
from detox.domain.said_numbers import said_time
from detox.errors import Forbidden, FutureDay

_NEVER = datetime.max.replace(tzinfo=UTC)
"""Where a step without a clock stands among those with one."""


class Steps:
    """The checklist after the ban, with its deadlines."""

    def __init__(self, context: DiaryContext) -> None:
        self._context = context

    def all(self) -> list[Step]:
        """Open ones first: those whose clock runs, then by deadline and in the catalogue's order.

        Those without a deadline stand last.
        """
        place = {choice.id: n for n, choice in enumerate(catalogue.steps())}
        return sorted(
            self._context.book.steps,
            key=lambda s: (
                s.state is not StepState.OPEN,
                self._ends(s) or _NEVER,
                s.due is None,
                s.due or date.max,
                place.get(s.id, len(place)),
                s.id,
            ),
        )

    def first(self) -> list[Step]:
        """The open steps that cannot wait, in the order of `all`."""
        urgent = {choice.id for choice in catalogue.steps() if choice.first}
        return [step for step in self.all() if step.state is StepState.OPEN and step.id in urgent]

    def find(self, text: str) -> Step:
        """The step that `text` names, by id or a clear part of its text.

        Raises:
            NoSuch: no step is called that.
            Ambiguous: several are.
        """
        steps = self.all()
        found = best_match("step", text, [(step.id, (self.spoken(step), step.text)) for step in steps])
        return next(step for step in steps if step.id == found)

    def spoken(self, step: Step) -> str:
        """A step's text in the language spoken now, unless the person wrote it."""
        choice = next((choice for choice in catalogue.steps() if choice.id == step.id), None)
        return catalogue.spoken_name(choice, step.text, self._context.book.life.app)

    def add(self, text: str, *, due: date | None = None, passed: bool = False) -> Step:
        """Add a line of one's own.

        Args:
            text: what is to be done.
            due: its deadline.
            passed: whether a deadline that has passed is meant.

        Raises:
            BadField: the text is empty or too long; nothing was written.
            Forbidden: the deadline has passed, and that is not meant; nothing was written.
        """
        if due is not None and due < self._context.today and not passed:
            raise Forbidden("deadline passed", day=due)
        step = Step(id=self._context.new_id(), text=text, due=due, updated_at=self._context.moment())
        self._context.add("step add", step)
        return step

    def mark(self, step: Step, state: StepState) -> Step:
        """Mark a step as done, left out, or open again; today is the day it happened."""
        on = None if state is StepState.OPEN else self._context.today
        changed = step.replace(state=state, on=on)
        if changed != step:
            changed = changed.replace(updated_at=self._context.moment())
            self._context.change(f"step {state}", step, changed)
        return changed

    def hours(self, step: Step) -> int:
        """How many hours it can be done in once its clock runs; 0 has no clock."""
        choice = catalogue.step_choice(step.id)
        return (choice.hours or 0) if choice else 0

    def seconds_left(self, step: Step) -> int | None:
        """What is left of its hours, below 0 once they are over; `None` where no clock runs."""
        ends = self._ends(step)
        return (
            None
            if ends is None
            else int((ends - datetime.fromisoformat(self._context.moment())).total_seconds())
        )

    def clock_from(self, step: Step, *, day: date | None = None, at: str | None = None) -> Step:
        """Let its hours run from a moment: now, or that day and hour, today unless a day is given.

        Raises:
            Forbidden: the step has no hours.
            BadField: the hour is none; nothing was written.
            FutureDay: that moment has not come yet; nothing was written.
        """
        if not self.hours(step):
            raise Forbidden("no clock")
        changed = step.replace(clock_from=self._moment_of(day, at))
        if changed != step:
            changed = changed.replace(updated_at=self._context.moment())
            self._context.change("step clock", step, changed)
        return changed

    def _moment_of(self, day: date | None, at: str | None) -> str:
        now = datetime.fromisoformat(self._context.moment())
        if day is None and at is None:
            return now.isoformat(timespec="seconds")
        hour = time.fromisoformat(said_time(at) if at else "00:00")
        said = datetime.combine(day or self._context.today, hour, now.tzinfo)
        if said > now:
            raise FutureDay(f"{said:%Y-%m-%d %H:%M}", f"{now:%Y-%m-%d %H:%M}")
        return said.isoformat(timespec="seconds")

    def _ends(self, step: Step) -> datetime | None:
        if not step.clock_from or not self.hours(step):
            return None
        return datetime.fromisoformat(step.clock_from) + timedelta(hours=self.hours(step))
