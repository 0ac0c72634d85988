"""The files of the diary, each kept in memory while it does not change on the disk."""

import threading
from contextlib import suppress
from datetime import date, timedelta
from functools import partial

from detox.errors import Damaged, StoreError
from detox.storage.copies import agreed_bytes
from detox.storage.deeds import DOING, Deeds
from detox.storage.doing import writing
from detox.storage.files import load
from detox.storage.page import Page
from detox.storage.quarantine import waiting
from detox.storage.records import BOOK, CONTACTS, JOURNAL, month_file
from detox.storage.shelf import Shelf, refusing
from detox.storage.strangers import ours, strangers, take_in

_KEPT = 8
"""So many files stay in memory: the twelve weeks that the screens show, the book, the people, and some."""
_FEW_DAYS = 400


class Pages:
    """Every file of the diary, read when it is wanted."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._kept: dict[str, tuple[object, Page]] = {}
        self._told: set[str] = set()
        self._lost_files: set[str] = set()
        self._looked: object = None
        self._watched = (shelf.home, shelf.home / JOURNAL, Deeds(shelf).folder, shelf.state / "quarantine")
        self._one_at_a_time = threading.RLock()

    @refusing
    def months(self, first: date = date.min, last: date = date.max) -> list[str]:
        """The files of the months from `first`'s to `last`'s, in order."""
        with self._one_at_a_time:
            self._put_in_order()
        low, high = month_file(first), month_file(last)
        if (last - first).days <= _FEW_DAYS:  # a look at each is quicker than a list of twenty years
            days = (first + timedelta(days=n) for n in range(0, (last - first).days + 28, 28))
            names = [name for name in dict.fromkeys(map(month_file, days)) if self._is_there(name)]
        else:
            names = self.shelf.names(JOURNAL)
        return [name for name in names if low <= name <= high and ours(name)]

    def stamp(self) -> object:
        """Equal while no file has come, gone or been replaced, and none that was read has changed."""
        shelf = self.shelf
        folders = (shelf.home, shelf.mirror, *(root / JOURNAL for root in (shelf.home, shelf.mirror)))
        files = {name: shelf.stamp(name) for name in sorted({BOOK, CONTACTS, *self._kept})}
        return tuple(shelf.disk.mark(folder) for folder in folders), files

    @refusing
    def page(self, name: str) -> Page:
        """What that file says now.

        Raises:
            Damaged: it has no whole copy, or was set aside for that; said once.
            StoreError: it is there, but cannot be read.
        """
        with self._one_at_a_time:
            self._put_in_order()
            self._say_what_is_lost(name)
            stamp = self.shelf.stamp(name)
            kept = self._kept.pop(name, None)
            if kept and kept[0] == stamp:
                self._kept[name] = kept
                return kept[1]
            page = self._read(name)
            if stamp == self.shelf.stamp(name):  # else it was healed, or somebody wrote meanwhile
                self._kept[name] = (stamp, page)
            if len(self._kept) > _KEPT:
                del self._kept[next(iter(self._kept))]
            return page

    def _is_there(self, name: str) -> bool:
        return self.shelf.stamp(name) != (None, None)

    def _read(self, name: str) -> Page:
        odd = partial(self.shelf.tell, "odd", name)
        data = agreed_bytes(self.shelf, name)
        if data is not None:
            return Page.of(data, odd)
        found = load(self.shelf, name)
        if found.damaged:
            self._lost(name)
        return Page(dict(found.content.tables), odd)

    def _say_what_is_lost(self, name: str) -> None:
        if name in self._lost_files:
            self._lost(name)

    def _lost(self, name: str) -> None:
        if name not in self._told:
            self._told.add(name)
            self.shelf.tell("damaged", name)
            raise Damaged(name)

    def _put_in_order(self) -> None:
        """Finish what a crash cut short and join conflict copies, before anything is read."""
        shelf = self.shelf
        looked = [shelf.disk.mark(path) for path in self._watched]
        if looked == self._looked:
            return
        if Deeds(shelf).paths(DOING) or strangers(shelf):
            with suppress(OSError, StoreError), writing(shelf):
                take_in(shelf)
        self._lost_files = {aside.file for aside in waiting(shelf)}
        self._looked = looked
