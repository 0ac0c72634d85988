"""The checklist after leaving: what is open, by when, and what was done."""

from datetime import date

from detox import catalogue
from detox.diary.context import DiaryContext
from detox.diary.name_search import best_match
from detox.domain.entries import Step, StepState
from detox.errors import Forbidden


class Steps:
    """The checklist after the ban, with its deadlines."""

    def __init__(self, context: DiaryContext) -> None:
        self._context = context

    def all(self) -> list[Step]:
        """Open ones first, by deadline and in the catalogue's order; those without one last."""
        place = {choice.id: n for n, choice in enumerate(catalogue.steps())}
        return sorted(
            self._context.book.steps,
            key=lambda s: (
                s.state is not StepState.OPEN,
                s.due is None,
                s.due or date.max,
                place.get(s.id, len(place)),
                s.id,
            ),
        )

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
