"""People to be reached without the app: who is told next, who is confirmed."""

from collections.abc import Iterable
from typing import Any, Protocol

from detox.diary import pinyin
from detox.diary.context import DiaryContext
from detox.diary.name_search import best_match, plain
from detox.diary.pinyin import sorting_key
from detox.domain.dated_states import contact_with_change
from detox.domain.entries import (
    Contact,
    ContactState,
)
from detox.domain.namesakes import name_key, unlisted
from detox.errors import Ambiguous

NEXT = 5
MOST_FIGURES = 5
"""A number in the list is never as long as a telephone number."""
WAITING = (ContactState.LISTED, ContactState.TOLD)


class NamedPerson(Protocol):
    """As much of a person in somebody's list as is kept; the reading of lists is not loaded for it."""

    @property
    def name(self) -> str: ...  # noqa: D102 - as in Contact
    @property
    def reach(self) -> str | None: ...  # noqa: D102 - as in Contact
    @property
    def address(self) -> str: ...  # noqa: D102 - as in Contact
    @property
    def note(self) -> str: ...  # noqa: D102 - as in Contact


class People:
    """The contacts, and how far each can be reached without the app."""

    def __init__(self, context: DiaryContext) -> None:
        self._context = context

    def all(self, *, by_state: bool = False) -> list[Contact]:
        """Everybody: the people that matter most first, then by name, Chinese ones by their pinyin.

        `by_state`: before all else by who was told: listed, told, replied, confirmed, lost.
        """
        states = list(ContactState)
        return sorted(
            self._context.store.contacts(),
            key=lambda c: (by_state and states.index(c.state), not c.key, sorting_key(c.name), c.id),
        )

    def next(self) -> list[Contact]:
        """The next five: those that matter most and are not told yet, then those who have not answered."""
        waiting = [contact for contact in self.all() if contact.state in WAITING]
        return sorted(waiting, key=lambda c: (not c.key, WAITING.index(c.state)))[:NEXT]

    def find(self, text: str) -> Contact:
        """The contact that `text` names, by id, name, a clear part of one, or their number in `all`.

        Raises:
            NoSuch: nobody is called that.
            Ambiguous: several people are; it carries how each is told from the others.
        """
        people = self.all()
        numbered = dict(enumerate(people, start=1))
        rows = [(contact.id, (contact.name,)) for contact in people]
        wish = plain(text)
        number = int(wish) if wish.isascii() and wish.isdecimal() and len(wish) < MOST_FIGURES else 0
        if number in numbered and not any(name_key(contact.name) == wish for contact in people):
            return numbered[number]
        try:
            found = best_match("contact", text, rows)
        except Ambiguous as error:
            told = {contact.id: _told_apart(n, contact) for n, contact in numbered.items()}
            raise Ambiguous(
                "contact", text, tuple(told[row] for row in error.ids), ids=error.ids, numbered=True
            ) from None
        return next(contact for contact in people if contact.id == found)

    def helper_named(self, text: str) -> str:
        """The name of the one person whose whole name is written or read so, else `text` as it was typed.

        `zhangsan`, `zs` and 張三 are 张三 while nobody else listed is read so.
        """
        wish = plain(text)
        held = [contact.name for contact in self.all()]
        named = [name for name in held if plain(name) == wish]
        named = named or [name for name in held if pinyin.is_whole(wish, plain(name))]
        return named[0] if len(named) == 1 else text.strip()

    def name(self, contact_id: str) -> str:
        """What the person of that id is called; the id itself where they are gone."""
        return next((held.name for held in self.all() if held.id == contact_id), contact_id)

    def add(self, name: str, **fields: Any) -> Contact:  # noqa: ANN401 - the fields of a Contact
        """List a person to be reached.

        Raises:
            BadField: a value is out of range; nothing was written.
        """
        contact = Contact(id=self._context.new_id(), name=name, updated_at=self._context.moment(), **fields)
        self._context.add("contact add", contact)
        return contact

    def add_all(self, contacts: Iterable[Contact]) -> list[Contact]:
        """List many as one deed; who is listed already is left alone. Those that were added."""
        fresh = unlisted(contacts, self.all())
        if fresh:
            self._context.add("contact import", *fresh)
        return fresh

    def add_listed(self, people: Iterable[NamedPerson]) -> list[Contact]:
        """List a file's people as one deed; who is listed already is left alone. Those that were added."""
        moment = self._context.moment()
        return self.add_all(
            Contact(
                id=self._context.new_id(),
                name=person.name,
                reach=person.reach,
                address=person.address,
                note=person.note,
                updated_at=moment,
            )
            for person in people
        )

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


def _told_apart(number: int, contact: Contact) -> str:
    """Somebody among others of that name: 2 Wang Wei (13955550101)."""
    aside = contact.address or contact.note.partition("\n")[0]
    return f"{number} {contact.name} ({aside})" if aside else f"{number} {contact.name}"
