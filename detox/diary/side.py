"""What stands beside the days: people to reach, steps to take, pauses that count for nothing."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from detox import catalogue
from detox.diary.basket import best_match
from detox.diary.desk import Desk
from detox.domain.entries import (
    Contact,
    ContactState,
    Pause,
    Step,
    StepState,
)
from detox.storage.months import Change

NEXT = 5
WAITING = (ContactState.LISTED, ContactState.TOLD)


class People:
    """The contacts, and how far each can be reached without the app."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> list[Contact]:
        """Everybody: the people that matter most first, then by name."""
        return sorted(self._desk.store.contacts(), key=lambda c: (not c.key, c.name.casefold(), c.id))

    def next(self) -> list[Contact]:
        """The next five: those that matter most and are not told yet, then those who have not answered."""
        waiting = [contact for contact in self.all() if contact.state in WAITING]
        return sorted(waiting, key=lambda c: (not c.key, WAITING.index(c.state)))[:NEXT]

    def find(self, text: str) -> Contact:
        """The contact that `text` names, by id, name or a clear part of one.

        Raises:
            NoSuch: nobody is called that.
            Ambiguous: several people are.
        """
        people = self.all()
        found = best_match("contact", text, [(contact.id, (contact.name,)) for contact in people])
        return next(contact for contact in people if contact.id == found)

    def add(self, name: str, **fields: Any) -> Contact:  # noqa: ANN401 - the fields of a Contact
        """List a person to be reached.

        Raises:
            BadField: a value is out of range; nothing was written.
        """
        contact = Contact(id=self._desk.new_id(), name=name, updated_at=self._desk.moment(), **fields)
        self._desk.add("contact add", contact)
        return contact

    def add_all(self, contacts: Iterable[Contact]) -> list[Contact]:
        """List many as one deed; a name that is listed already is left alone. Those that were added."""
        known = {contact.name.casefold() for contact in self.all()}
        fresh = {c.name.casefold(): c for c in contacts if c.name.casefold() not in known}
        if fresh:
            self._desk.add("contact import", *fresh.values())
        return list(fresh.values())

    def set(self, contact: Contact, **fields: Any) -> Contact:  # noqa: ANN401 - the fields of a Contact
        """Change what is known of a person: state, how they were confirmed, how they are reached, a note.

        Raises:
            BadField: a value is out of range; nothing was written.
        """
        changed = contact.replace(**fields)
        if changed != contact:
            changed = changed.replace(updated_at=self._desk.moment())
            self._desk.change("contact set", contact, changed)
        return changed

    def remove(self, contact: Contact) -> None:
        """Take a person off the list; undo brings them back."""
        self._desk.drop("contact remove", contact)


class Steps:
    """The checklist after the ban, with its deadlines."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> list[Step]:
        """Open ones first, by deadline; those without one last."""
        return sorted(
            self._desk.book.steps,
            key=lambda s: (s.state is not StepState.OPEN, s.due is None, s.due or date.max, s.id),
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
        return catalogue.spoken_name(choice, step.text, self._desk.book.life.app)

    def add(self, text: str, *, due: date | None = None) -> Step:
        """Add a line of one's own.

        Raises:
            BadField: the text is empty or too long; nothing was written.
        """
        step = Step(id=self._desk.new_id(), text=text, due=due, updated_at=self._desk.moment())
        self._desk.add("step add", step)
        return step

    def mark(self, step: Step, state: StepState) -> Step:
        """Mark a step as done, left out, or open again; today is the day it happened."""
        on = None if state is StepState.OPEN else self._desk.today
        changed = step.replace(state=state, on=on)
        if changed != step:
            changed = changed.replace(updated_at=self._desk.moment())
            self._desk.change(f"step {state}", step, changed)
        return changed


class Pauses:
    """Days that count for nothing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> list[Pause]:
        """By first day."""
        return sorted(self._desk.book.pauses, key=lambda pause: (pause.first, pause.id))

    def add(self, first: date, last: date, reason: str = "") -> Pause:
        """Take the days `first`..`last`, both included, out of every count; they may lie ahead.

        Raises:
            BadField: the last day is before the first; nothing was written.
        """
        pause = Pause(id=self._desk.new_id(), first=first, last=last, reason=reason)
        self._desk.add("pause add", pause)
        return pause

    def remove(self, text: str) -> Pause:
        """Take a pause back, by its id or its first day.

        Raises:
            NoSuch: there is none.
        """
        pauses = self.all()
        rows = [(pause.id, (pause.first.isoformat(),)) for pause in pauses]
        found = best_match("pause", text, rows)
        pause = next(pause for pause in pauses if pause.id == found)
        self._desk.store.save("pause remove", [Change(before=pause)])
        return pause
