"""People to be reached without the app: who is told next, who is confirmed."""

from collections.abc import Iterable
from typing import Any

from detox.diary.context import DiaryContext
from detox.diary.name_search import best_match
from detox.domain.dated_states import contact_with_change
from detox.domain.entries import (
    Contact,
    ContactState,
)

NEXT = 5
WAITING = (ContactState.LISTED, ContactState.TOLD)


class People:
    """The contacts, and how far each can be reached without the app."""

    def __init__(self, context: DiaryContext) -> None:
        self._context = context

    def all(self) -> list[Contact]:
        """Everybody: the people that matter most first, then by name."""
        return sorted(self._context.store.contacts(), key=lambda c: (not c.key, c.name.casefold(), c.id))

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
        contact = Contact(id=self._context.new_id(), name=name, updated_at=self._context.moment(), **fields)
        self._context.add("contact add", contact)
        return contact

    def add_all(self, contacts: Iterable[Contact]) -> list[Contact]:
        """List many as one deed; a name that is listed already is left alone. Those that were added."""
        known = {contact.name.casefold() for contact in self.all()}
        fresh = {c.name.casefold(): c for c in contacts if c.name.casefold() not in known}
        if fresh:
            self._context.add("contact import", *fresh.values())
        return list(fresh.values())

    def set(self, contact: Contact, **fields: Any) -> Contact:  # noqa: ANN401 - the fields of a Contact
        """Change what is known of a person: state, how they were confirmed, how they are reached, a note.

        Raises:
            BadField: a value is out of range; nothing was written.
        """
        changed = contact.replace(**fields)
        if changed != contact:
            changed = contact_with_change(contact, changed, today=self._context.today)
            changed = changed.replace(updated_at=self._context.moment())
            self._context.change("contact set", contact, changed)
        return changed

    def remove(self, contact: Contact) -> None:
        """Take a person off the list; undo brings them back."""
        self._context.drop("contact remove", contact)
