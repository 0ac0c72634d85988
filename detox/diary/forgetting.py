"""Purging for good: what a person means by a name, a day or an id, and what will go with it."""

from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path

from detox.diary.context import DiaryContext
from detox.diary.help_lines import OWN
from detox.diary.name_search import near_names, plain
from detox.diary.pinyin import simplified
from detox.diary.search import Journal
from detox.diary.sender import SenderKeeper
from detox.domain.entries import Contact, Entry
from detox.domain.name_spans import NameSpans
from detox.domain.own_words import own_words
from detox.domain.record import Record
from detox.errors import Ambiguous, BadDate, NoSuch
from detox.storage.copies_elsewhere import PlainCopy, copies_elsewhere
from detox.storage.doctor import Finding, examine, repair
from detox.storage.file_format import place
from detox.storage.local_state import LocalState
from detox.storage.machines import machines
from detox.words import words_for

DAMAGED = ("damaged", "lost")
"""What makes it impossible to say where something stands, until it is repaired."""
LAST = words_for("last")


class Forgettable(Record, frozen=True, kw_only=True):
    """What would go, and what has to do with it and would be left."""

    records: tuple[Record, ...] = ()
    """What goes as a whole."""
    deleted: tuple[tuple[str, str], ...] = ()
    """What is deleted and can still be brought back, by table and id: it goes, too."""
    day: date | None = None
    """Where a day was named."""
    name: str = ""
    """The person's, where one was named."""
    helped: tuple[Entry, ...] = ()
    """The entries that say that the person helped; asked about apart."""
    mentions: tuple[Record, ...] = ()
    """What names the person in some text; it stays as it is."""
    in_help: bool = False
    """Whether the person's own list of whom to ring names them, too."""
    in_sender: bool = False
    """Whether they are named in what the texts to send say of who writes."""
    drafts: int = 0
    """How many texts that are not kept yet name them."""

    @property
    def places(self) -> list[tuple[str, str]]:
        """All that goes, by table and id."""
        return [place(record)[1:] for record in self.records] + list(self.deleted)


class Forgetting:
    """What is purged, and what a purge cannot reach."""

    def __init__(self, context: DiaryContext, journal: Journal) -> None:
        self._context = context
        self._journal = journal

    def damaged(self) -> list[Finding]:
        """The damage that has to be repaired before anybody can say where something stands."""
        return [found for found in examine(self._context.store.paths) if found.kind in DAMAGED]

    def repair(self) -> list[Finding]:
        """Make good what can be made good; nothing is thrown away.

        Raises:
            StoreError: a file could not be read or written; nothing is lost.
        """
        return repair(self._context.store.paths)

    def meant(self, text: str) -> Forgettable:
        """What goes by that text: an id or its beginning, a day, or a person's whole name.

        A part of a name is not enough: what is gone is gone.

        Raises:
            NoSuch: nothing answers to it; it carries the names that are near.
            Ambiguous: several things do; it carries the id of each.
        """
        of_id = self._of_id(text)
        if of_id is not None:
            return of_id
        day, people = self._day(text), self._named(text)
        if len(people) + (day is not None) > 1:
            ids = [contact.id for contact in people] + ([day.isoformat()] if day else [])
            told = [f"{c.id} {c.name} {c.address}".strip() for c in people] + ids[len(people) :]
            raise Ambiguous("record", text, tuple(told), ids=tuple(ids), numbered=True)
        found = self._of_day(day) if day else self._of_person(text, people)
        if found.records or found.deleted or found.helped:
            return found
        known = {contact.id: contact.name for contact in self._context.store.contacts()}
        raise NoSuch("record", text, near_names(plain(text), known))

    def forget(self, what: Forgettable, *, helper: bool) -> tuple[str, ...]:
        """Purge it from both copies, the history, the undo list and every state folder, for good.

        Args:
            what: as `meant` gives it.
            helper: whether the person goes out of the entries that say they helped, too.

        Returns:
            The files that are damaged and wait for repair: nobody can say whether they hold it, too.

        Raises:
            NoSuch: it is not there any more; nothing has changed.
            StoreError: a file could not be written; asking again goes on with it.
        """
        store, damaged = self._context.store, tuple(found.file for found in self.damaged())
        if helper and what.helped:
            store.forget_helper(what.helped)
        if what.records or what.deleted:
            damaged = store.forget(*what.records, *what.deleted)
        if what.day is not None:
            for draft in store.drafts.all():
                if draft.name.endswith(f":{what.day}"):
                    store.drafts.drop(draft.name)
        return damaged

    def out_of_reach(self) -> list[PlainCopy]:
        """Who keeps earlier states of the files, as far as the folders around them show."""
        paths = self._context.store.paths
        return kept_by_others(paths.home, paths.state)

    def other_machines(self) -> list[str]:
        """The names of the other machines that wrote here; they hold it until they sync."""
        return [machine.device for machine in machines(self._context.store.paths) if not machine.here]

    def _of_id(self, text: str) -> Forgettable | None:
        if plain(text) in LAST:
            last = self._journal.recorded_last()
            return Forgettable(records=(last,)) if last else None
        for record in self._everything():
            if getattr(record, "id", "") == text and record.kind not in {"checkin", "trial"}:
                return self._of_contact(record) if isinstance(record, Contact) else _one(record)
        begun = self._journal.by_start_of_id(text)
        if begun is not None:
            return _one(begun)
        gone = {key for key in self._context.store.ids(text) if key[0] not in {"checkins", "trials"}}
        return Forgettable(deleted=tuple(sorted(gone))) if gone else None

    def _day(self, text: str) -> date | None:
        try:
            return self._context.day_said(text)
        except BadDate:
            return None

    def _of_day(self, day: date) -> Forgettable:
        store = self._context.store
        written = (*store.entries(day, day), *store.checkins(day, day))
        return Forgettable(records=written, deleted=tuple(sorted(store.deleted_on(day))), day=day)

    def _named(self, text: str) -> list[Contact]:
        return [contact for contact in self._context.store.contacts() if plain(contact.name) == plain(text)]

    def _of_person(self, text: str, people: list[Contact]) -> Forgettable:
        if people:
            return self._of_contact(people[0])
        gone = self._context.store.deleted_contacts(lambda name: bool(name) and plain(name) == plain(text))
        return self._about(text.strip(), (), tuple(sorted(gone)))

    def _of_contact(self, contact: Contact) -> Forgettable:
        return self._about(contact.name, (contact,), ())

    def _about(
        self, name: str, records: tuple[Record, ...], deleted: tuple[tuple[str, str], ...]
    ) -> Forgettable:
        everything = list(self._everything())
        spans = NameSpans([name], fold=simplified)
        helped = tuple(e for e in everything if isinstance(e, Entry) and plain(e.helper or "") == plain(name))
        named = [
            record
            for record in everything
            if record not in records and any(spans.found(text) for text in _texts(record, helped))
        ]
        drafts = self._context.store.drafts.all()
        return Forgettable(
            records=records,
            deleted=deleted,
            name=name,
            helped=helped,
            mentions=tuple(named),
            in_help=bool(spans.found(LocalState(self._context.store.paths).read(OWN))),
            in_sender=any(map(spans.found, SenderKeeper(self._context).known().texts().values())),
            drafts=sum(any(map(spans.found, draft.said)) for draft in drafts),
        )

    def _everything(self) -> Iterator[Record]:
        store = self._context.store
        book, span = store.book(), store.span()
        yield from chain(book.tasks, book.channels, book.trials, book.steps, book.pauses, store.contacts())
        if span:
            yield from store.entries(span.first, span.last)
            yield from store.checkins(span.first, span.last)


def _one(record: Record) -> Forgettable:
    return Forgettable(records=(record,))


def _texts(record: Record, helped: tuple[Entry, ...]) -> Iterator[str]:
    """What a record says, but for who helped where that is asked about anyway."""
    alone = record.replace(helper=None) if isinstance(record, Entry) and record in helped else record
    return own_words(alone)


def kept_by_others(*folders: Path) -> list[PlainCopy]:
    """Who keeps earlier states of what is in these folders, each once."""
    found = [copy for folder in folders for copy in copies_elsewhere(folder.resolve())]
    return list(dict.fromkeys(found))
