"""Two copies of every file: read together, joined, healed; replaced whole, old bytes or new, never half."""

import errno
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from tinydb.storages import Storage

from detox.errors import Damaged, StoreError
from detox.storage.disk import Disk
from detox.storage.documents import Broken, Content, Tables, decode, encode, salvage
from detox.storage.join import doubted, joined_tables, versions

_REASONS = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EROFS: "read only",
    errno.EACCES: "not allowed",
    errno.EPERM: "not allowed",
    errno.ENOENT: "folder gone",
    errno.ENOTDIR: "not a folder",
}
TEMPORARY = ".tmp"


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """Something about the files that the person should hear once."""

    kind: str
    """`healed`, `doubt`, `mirror`, `damaged`, `unreadable`: the faces know a sentence for each."""
    file: str
    """"journal/2026-03", "book"."""
    detail: str = ""


class Copy(msgspec.Struct, kw_only=True):
    """One copy of a file as it was found."""

    path: Path
    data: bytes | None = None
    """`None` where there is no such file, or where it cannot be read."""
    content: Content | None = None
    """`None` where the bytes are no whole file."""
    error: OSError | None = None
    """Why it cannot be read although it is there."""

    @property
    def broken(self) -> bool:
        """Whether bytes are there that are no whole file."""
        return self.data is not None and self.content is None

    @property
    def trusted(self) -> bool:
        """Whether these are exactly the bytes that some Detox wrote."""
        return self.content is not None and self.content.sound


class Found(msgspec.Struct, kw_only=True):
    """What both copies of a file say together."""

    name: str
    copies: tuple[Copy, Copy]
    content: Content
    damaged: bool = False
    """Whether no copy could be read as a whole; `content` is then what was left."""

    @property
    def unreadable(self) -> OSError | None:
        """Why a copy that is there cannot be read."""
        return next((copy.error for copy in self.copies if copy.error), None)

    @property
    def agreed(self) -> bool:
        """Whether both copies are the same sound bytes, or both are not there."""
        home, mirror = self.copies
        return not self.unreadable and home.data == mirror.data and (home.data is None or home.trusted)


def refusal(error: OSError, name: str = "") -> StoreError:
    """What the system said, in the diary's words."""
    reason = _REASONS.get(error.errno or 0, "disk error")
    return StoreError(reason, file=name, detail=error.strerror or type(error).__name__)


class Shelf:
    """The home folder and the state folder of one diary."""

    def __init__(self, home: Path, state: Path, disk: Disk, now: Callable[[], datetime]) -> None:
        self.home = home
        self.state = state
        self.disk = disk
        self.now = now
        self.notices: list[Notice] = []

    def copies(self, name: str) -> tuple[Path, Path]:
        """Where the two copies of a file rest."""
        return self.home / f"{name}.json", self.state / "mirror" / f"{name}.json"

    def names(self, folder: str = "") -> list[str]:
        """Which files there are below that folder, in either copy, in order."""
        found = {name for root in self._roots() for name in self.disk.names(root / folder)}
        return sorted(folder + name[:-5] for name in found if name.endswith(".json") and name[0] != ".")

    def stamp(self, name: str) -> tuple[object, object]:
        """Equal while neither copy of that file has changed."""
        home, mirror = self.copies(name)
        return self.disk.mark(home), self.disk.mark(mirror)

    def look(self, name: str) -> Found:
        """What both copies say now; nothing is changed.

        Raises:
            NewerDiary: a copy was written by a newer Detox.
        """
        home, mirror = (self._copy(path) for path in self.copies(name))
        if home.data is not None and home.data == mirror.data:
            home.content = mirror.content = _content(name, home.data)
        else:
            for copy in (home, mirror):
                copy.content = None if copy.data is None else _content(name, copy.data)
        return _together(name, home, mirror)

    def load(self, name: str) -> Found:
        """What both copies say, healed where they do not agree and healing is possible."""
        found = self.look(name)
        if found.agreed:
            return found
        try:
            with self.locked():
                return self.healed(self.look(name))
        except (OSError, StoreError):
            return found

    def healed(self, found: Found) -> Found:
        """Make both copies say the same; the lock is held."""
        if not found.agreed and not found.unreadable and not found.damaged:
            self.write(found.name, found.content)
        return found

    def write(self, name: str, content: Content) -> None:
        """Put these records on the disk, in both copies; the lock is held.

        Raises:
            StoreError: the home could not be written; what it held before is still there, whole.
        """
        data = encode(name, content)
        if decode(name, data).tables != content.tables:
            raise StoreError("not written right", file=name)
        home, mirror = self.copies(name)
        try:
            self.put(home, data)
        except OSError as error:
            raise refusal(error, name) from None
        try:
            self.put(mirror, data)
        except OSError as error:
            self.notices.append(Notice(kind="mirror", file=name, detail=error.strerror or ""))

    def put(self, path: Path, data: bytes) -> None:
        """Replace a file in one step: when this returns, the new bytes are on the disk."""
        self.folder(path.parent)
        temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}{TEMPORARY}")
        try:
            handle = self.disk.create(temporary)
            try:
                self.disk.write(handle, data)
                self.disk.sync(handle)
            finally:
                self.disk.close(handle)
            self.disk.replace(temporary, path)
        except BaseException:
            self._drop(temporary)
            raise
        self.disk.sync_folder(path.parent)

    def folder(self, path: Path) -> None:
        """Make sure that a folder of ours is there, on the disk too."""
        if self.disk.is_folder(path):
            return
        if path not in self._roots() and path != path.parent:
            self.folder(path.parent)
        elif not self.disk.is_folder(path.parent):
            path.parent.mkdir(parents=True, exist_ok=True)
        self.disk.make_folder(path)
        self.disk.sync_folder(path.parent)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the diary's lock; never longer than a deed.

        Raises:
            StoreError: another Detox is saving, or there is no place for the lock.
        """
        try:
            self.folder(self.state)
            lock = self.disk.lock(self.state / "lock")
            lock.__enter__()
        except TimeoutError:
            raise StoreError("busy") from None
        except OSError as error:
            raise refusal(error) from None
        try:
            yield
        finally:
            lock.__exit__(None, None, None)

    def _roots(self) -> tuple[Path, Path]:
        return self.home, self.state / "mirror"

    def _copy(self, path: Path) -> Copy:
        try:
            return Copy(path=path, data=self.disk.read(path))
        except FileNotFoundError:
            return Copy(path=path)
        except OSError as error:
            return Copy(path=path, error=error)

    def _drop(self, path: Path) -> None:
        try:
            self.disk.remove(path)
        except OSError:
            return


class SafeStorage(Storage):
    """One file of the diary as a TinyDB storage: what tables do is gathered, `commit` writes it once."""

    def __init__(self, shelf: Shelf, name: str) -> None:
        self.shelf = shelf
        self.name = name
        self.found = shelf.look(name)
        if self.found.unreadable:
            raise StoreError("unreadable", file=name, detail=self.found.unreadable.strerror or "")

    def read(self) -> dict[str, dict[str, Any]]:
        """All tables, as they stand in this deed."""
        return self.found.content.tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Take over what a table did."""
        self.found.content = Content(data, sound=True, meta=self.found.content.meta)

    def commit(self) -> None:
        """Put it on the disk: that is the moment it counts."""
        self.shelf.write(self.name, self.found.content)


def _content(name: str, data: bytes) -> Content | None:
    try:
        return decode(name, data)
    except Broken:
        return None


def _together(name: str, home: Copy, mirror: Copy) -> Found:
    copies = (home, mirror)
    whole = [copy.content for copy in copies if copy.content]
    trusted = [content for content in whole if content.sound]
    damaged = not whole and any(copy.broken for copy in copies)
    meta = {field: value for content in whole for field, value in content.meta.items()}
    if trusted and not all(copy.trusted for copy in copies if copy.data is not None):
        tables = trusted[0].tables
        for copy in copies:
            if not copy.trusted and copy.data is not None:
                tables = _kept_beside(tables, copy.content.tables if copy.content else salvage(copy.data))
    else:
        readable = [content.tables for content in whole]
        if not whole:
            readable = [salvage(copy.data) for copy in copies if copy.data is not None]
        tables = joined_tables({}, *readable)
    return Found(name=name, copies=copies, content=Content(tables, sound=True, meta=meta), damaged=damaged)


def _kept_beside(trusted: Tables, doubtful: Tables) -> Tables:
    """The trusted records, with what an untrusted copy says otherwise kept under `others`."""
    aside: Tables = {}
    for table, records in doubtful.items():
        for key, doc in records.items():
            known = versions(trusted.get(table, {}).get(key, {}))
            for version in versions(doc):
                if version not in known:
                    aside.setdefault(table, {})[key] = doubted(version)
    return joined_tables(trusted, aside)


def damage(found: Found) -> Damaged:
    """The refusal of a command that needed a file of which no copy is whole."""
    return Damaged(found.name)
