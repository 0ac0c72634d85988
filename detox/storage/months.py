"""Writing the diary: one call is one deed, and every deed can be undone."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from detox.domain.entries import Life, Record
from detox.domain.snapshot import Snapshot
from detox.errors import Forbidden
from detox.storage.deeds import DOING, DONE, UNDONE, Deed, Deeds
from detox.storage.reader import MonthReader
from detox.storage.work import Change, Work

__all__ = ["Change", "Joined", "MonthStore"]


class Joined(msgspec.Struct, frozen=True, kw_only=True):
    """What an import did."""

    added: int = 0
    changed: int = 0
    """Records whose imported version is the later one and now stands in front."""
    kept: int = 0
    """Records where the diary's own version stays in front; the imported one is kept beside it."""


class MonthStore(MonthReader):
    """The diary on the disk: `journal/2026-03.json`, `book.json`, `contacts.json`, and their second copies."""

    def save(self, deed: str, changes: Sequence[Change]) -> None:
        """Do one deed: all of these changes or none; what is already so is left alone.

        Raises:
            StoreError: it could not be written; nothing has changed.
        """
        with self._deed(deed) as work:
            for change in changes:
                work.change(change)

    def join(self, snapshot: Snapshot) -> Joined:
        """Take over another log: what is new is added, what differs is kept beside, the later in front.

        Raises:
            StoreError: it could not be written; nothing has changed.
        """
        with self._deed("import") as work:
            counts = Counter(work.take(record) for record in _records_in(snapshot))
        return Joined(added=counts["added"], changed=counts["changed"], kept=counts["kept"])

    def undone(self) -> list[Deed]:
        """What can be undone, newest first."""
        return [deed for _, deed in self._deeds().list(DONE)]

    def redone(self) -> list[Deed]:
        """What can be done again, the next one first."""
        return [deed for _, deed in reversed(self._deeds().list(UNDONE))]

    def undo(self) -> Deed:
        """Take back the last deed.

        Raises:
            Forbidden: there is none, or what it wrote has changed since.
        """
        return self._turn("undo")

    def redo(self) -> Deed:
        """Do again what was undone last.

        Raises:
            Forbidden: there is none, or what it wrote has changed since.
        """
        return self._turn("redo")

    def _deeds(self) -> Deeds:
        return Deeds(self.shelf)

    @contextmanager
    def _deed(self, name: str) -> Iterator[Work]:
        with self.shelf.locked():
            self._take_back_what_was_cut_short()
            work = Work(self.shelf)
            yield work
            self._finish(name, work, self._deeds().finish)

    def _finish(self, name: str, work: Work, finish: Callable[[Path], None]) -> None:
        if not work.touched:
            return
        at = self.shelf.now().isoformat(timespec="seconds")
        path = self._deeds().begin(Deed(deed=name, at=at, touched=tuple(work.touched.values())))
        work.commit()
        finish(path)

    def _turn(self, verb: str) -> Deed:
        with self.shelf.locked():
            self._take_back_what_was_cut_short()
            undo = verb == "undo"
            deeds = self._deeds().list(DONE if undo else UNDONE)
            if not deeds:
                raise Forbidden(f"nothing to {verb}")
            path, deed = deeds[0 if undo else -1]
            work = Work(self.shelf)
            for touched in deed.touched:
                ends = (touched.before, touched.after) if undo else (touched.after, touched.before)
                if not work.turn(touched.place, *ends):
                    raise Forbidden("changed since")

            def turned(doing: Path) -> None:
                self._deeds().mark(path, UNDONE if undo else DONE)
                self.shelf.disk.remove(doing)

            self._finish(verb, work, turned)
            return deed

    def _take_back_what_was_cut_short(self) -> None:
        for path, deed in self._deeds().list(DOING):
            work = Work(self.shelf)
            for touched in deed.touched:
                if work.doc(touched.place) == touched.after:
                    work.put(touched.place, touched.before)
            work.commit()
            self.shelf.disk.remove(path)


def _records_in(snapshot: Snapshot) -> Iterator[Record]:
    trials = (*snapshot.past_trials, *((snapshot.trial,) if snapshot.trial else ()))
    shown = snapshot.trial.id if snapshot.trial else None
    life = Life(app=snapshot.app, left=snapshot.left, how=snapshot.how, trial=shown)
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
