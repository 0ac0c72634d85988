"""One file of the diary as a TinyDB storage, and the one way in which files are written."""

from contextlib import suppress
from typing import Any

from tinydb.storages import Storage

from detox.errors import StoreError
from detox.storage.copies import Found, look
from detox.storage.documents import Content, encode, says_the_same
from detox.storage.history import remember
from detox.storage.quarantine import put_aside
from detox.storage.shelf import Shelf, refusal


class SafeStorage(Storage):
    """What tables do is gathered here; `write_files` puts it on the disk, once a deed."""

    def __init__(self, shelf: Shelf, name: str) -> None:
        self.name = name
        self.found = look(shelf, name)
        self.content = self.found.content
        if self.found.error:  # we would overwrite what we have not seen
            raise StoreError("unreadable", file=name, detail=self.found.error.strerror or "")

    def read(self) -> dict[str, dict[str, Any]]:
        """All tables, as they stand in this deed; never to be changed in place."""
        return self.content.tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Take over what a table did."""
        self.content = Content(data, self.content.meta, lines=self.content.lines)


def load(shelf: Shelf, name: str) -> Found:
    """What both copies of a file say; where they do not agree, they are healed if that is possible.

    Raises:
        StoreError: it is there, but cannot be read.
    """
    found = look(shelf, name)
    if found.agreed or (found.damaged and not found.error):
        return found
    if found.error:
        if not any(copy.content for copy in found.copies):
            raise StoreError("unreadable", file=name, detail=found.error.strerror or "")
        shelf.tell("unreadable", name, found.error.strerror or "")
        return found
    with suppress(OSError, StoreError), shelf.locked():
        storage = SafeStorage(shelf, name)
        if not storage.found.agreed and not storage.found.damaged:
            write_files(shelf, [storage])
        return storage.found
    return found


def write_files(shelf: Shelf, storages: list[SafeStorage]) -> None:
    """Put all of these files on the disk, in both copies; the lock is held.

    All are written under other names first: a full disk is met before anything has changed.

    Raises:
        StoreError: the home could not be written; what it held before is still there, whole.
    """
    written = {storage.name: _bytes(storage) for storage in storages}
    try:
        for storage in storages:
            put_aside(shelf, storage.found)
            remember(shelf, storage.found)
        _write_home(shelf, storages, written)
    except OSError as error:
        raise refusal(error, storages[0].name if len(storages) == 1 else "") from None
    for storage in storages:
        _write_mirror(shelf, storage, written[storage.name])


def _bytes(storage: SafeStorage) -> bytes:
    data = encode(storage.name, storage.content)
    if not says_the_same(data, storage.content):
        raise StoreError("not written right", file=storage.name)
    return data


def _write_home(shelf: Shelf, storages: list[SafeStorage], written: dict[str, bytes]) -> None:
    moves = []
    try:
        for storage in storages:
            path = storage.found.home.path
            if storage.found.home.data != written[storage.name]:
                moves.append((shelf.prepare(path, written[storage.name]), path))
    except BaseException:
        for temporary, _ in moves:
            shelf.drop(temporary)
        raise
    try:
        shelf.settle(moves)
    except BaseException:
        if len(storages) > 1:
            _take_back(shelf, storages)
        raise


def _take_back(shelf: Shelf, storages: list[SafeStorage]) -> None:
    """Of several files all or none: put back what the home held."""
    for storage in storages:
        home = storage.found.home
        with suppress(OSError):
            if home.data is None:
                shelf.drop(home.path)
            elif shelf.disk.read(home.path) != home.data:
                shelf.put(home.path, home.data)


def _write_mirror(shelf: Shelf, storage: SafeStorage, data: bytes) -> None:
    mirror = storage.found.mirror
    if mirror.data == data:
        return
    try:
        shelf.put(mirror.path, data)
    except OSError as error:
        shelf.tell("mirror", storage.name, error.strerror or "")
