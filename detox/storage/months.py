"""Writing the diary: one call is one deed, and every deed can be undone."""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from detox.domain.entries import Life
from detox.domain.record import Record
from detox.domain.snapshot import Snapshot
from detox.storage.deeds import DONE, UNDONE, Deed, Deeds
from detox.storage.doing import do, turn, writing
from detox.storage.drafts import Drafts
from detox.storage.purge import purge
from detox.storage.reader import MonthReader
from detox.storage.work import Change

__all__ = ["Change", "Joined", "MonthStore"]


class Joined(msgspec.Struct, frozen=True, kw_only=True):
    """What an import did."""

    added: int = 0
    changed: int = 0
    """Records whose imported version is the later one and now stands in front."""
    kept: int = 0
    """Records where the diary's own version stays in front; the imported one is kept beside it."""


class MonthStore(MonthReader):
    """The diary on the disk: `journal/2026-03.json`, `book.json`, `contacts.json`, each in two copies."""

    def save(self, deed: str, changes: Sequence[Change]) -> None:
        """Do one deed: all of these changes or none; what is already so is left alone.

        Raises:
            StoreError: it could not be written; nothing has changed.
        """
        with writing(self.shelf) as work:
            for change in changes:
                work.change(change)
            do(work, deed)

    def join(self, snapshot: Snapshot) -> Joined:
        """Take over another log: what is new is added, what differs is kept beside, the later in front.

        Raises:
            StoreError: it could not be written; nothing has changed.
        """
        with writing(self.shelf) as work:
            counts = Counter(work.take(record) for record in _records_in(snapshot))
            do(work, "import")
        return Joined(added=counts["added"], changed=counts["changed"], kept=counts["kept"])

    def undone(self) -> list[Deed]:
        """What can be undone, newest first."""
        return Deeds(self.shelf).in_state(DONE)[::-1]

    def redone(self) -> list[Deed]:
        """What can be done again, the next one first."""
        return Deeds(self.shelf).in_state(UNDONE)

    def undo(self) -> Deed:
        """Take back the last deed.

        Raises:
            Forbidden: there is none, or what it wrote has changed since.
        """
        return turn(self.shelf, "undo")

    def redo(self) -> Deed:
        """Do again what was undone last.

        Raises:
            Forbidden: there is none, or what it wrote has changed since.
        """
        return turn(self.shelf, "redo")

    def forget(self, id: str) -> None:  # noqa: A002 - the record's own word
        """Purge a record from everywhere: that cannot be undone.

        Raises:
            NoSuch: no record has that id; nothing has changed.
            StoreError: a file could not be written; asking again goes on with it.
        """
        with writing(self.shelf):
            purge(self.shelf, id)

    def keep_draft(self, name: str, text: str) -> None:
        """Keep a text that is not saved yet; it stays until it is dropped.

        Raises:
            StoreError: it could not be written.
        """
        Drafts(self.shelf).keep(name, text)

    def drafts(self) -> dict[str, str]:
        """The kept texts by name."""
        return Drafts(self.shelf).all()

    def drop_draft(self, name: str) -> None:
        """Let go of a kept text; it may be gone already."""
        Drafts(self.shelf).drop(name)


def _records_in(snapshot: Snapshot) -> Iterator[Record]:
    trials = (*snapshot.past_trials, *((snapshot.trial,) if snapshot.trial else ()))
    shown = snapshot.trial.id if snapshot.trial else None
    life = Life(app=snapshot.app, left=snapshot.left, how=snapshot.how, trial=shown, until=snapshot.until)
    if life != Life():
        yield life
    for records in (
        trials,
        snapshot.tasks,
        snapshot.channels,
        snapshot.entries,
        snapshot.checkins,
        snapshot.contacts,
        snapshot.steps,
        snapshot.pauses,
    ):
        yield from records
