"""The two folders of a diary and the one way to write into them: whole, on the disk, or not at all."""

import errno
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import msgspec

from detox.errors import StoreError
from detox.storage.disk import Disk, Mark, machine
from detox.storage.file_format import BOOK, CONTACTS, JOURNAL, is_diary_file

P = ParamSpec("P")
T = TypeVar("T")

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
STATE = ".state"
"""The state folder of a home that was named lies in it."""
SEALING = "sealing.json"
"""In the state folder: whether and how far the diary is sealed. Nothing in it is secret."""
IDENTITY = "identity.age"
"""In both folders: the keys of a sealed diary, closed by the passphrase."""
_TEMPORARY = ".tmp"
_OURS = "detox-"
_TEMPORARY_NAME = re.compile(r"\..+\.detox-([0-9a-f]{8})-[0-9a-f]{8}\.tmp")
"""How we call what is not whole yet; the first figures say which machine writes it."""
_OLD_NAME = re.compile(r"\.(?:[0-9]{4}-[0-9]{2}|book|contacts)\.json\.[0-9a-f]{8}\.tmp")
"""How the first version called it."""
_IN_STATE = ("undo", "drafts", "quarantine", "jotter", "inbox")
"""The folders of the state folder that hold files of ours and no further folders."""
_AN_HOUR = timedelta(hours=1)
"""No write takes so long: what another machine began longer ago will not be finished."""
IGNORING = {".gitignore": "#", ".stignore": "//"}
"""The files that keep a state folder inside the home from being synced, and how each marks a comment."""


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """Something about the files that the person should hear once."""

    kind: str
    """`healed`, `restored`, `doubt`, `mirror`, `history`, `damaged`, `unreadable`, `odd`, `conflict`,
    `held`, `stranger`, `newer`."""
    file: str
    """Its path below the home without `.json`: "journal/2026-03", "book"."""
    detail: str = ""


class AtomicWriter:
    """Writes files whole: others see the old bytes or the new, never half."""

    def __init__(self, disk: Disk, may: Callable[[], None] = lambda: None) -> None:
        self.disk = disk
        self._may = may
        """Refuses by raising; asked before every write."""

    def write(self, path: Path, data: bytes | Iterable[bytes], *, durable: bool = True) -> None:
        """Replace a file in one step by bytes, or pieces of them; if `durable`, it is on the disk then."""
        temporary = self.prepare(path, data, durable=durable)
        self.move([(temporary, path)], durable=durable)

    def prepare(self, path: Path, data: bytes | Iterable[bytes], *, durable: bool = True) -> Path:
        """Write a file under another name: this is where a disk turns out to be full."""
        self._may()
        self.make_folder(path.parent)
        temporary = path.with_name(f".{path.name}.{_OURS}{machine()}-{os.urandom(4).hex()}{_TEMPORARY}")
        try:
            handle = self.disk.create(temporary)
            try:
                for piece in self.disk.encoded(path, (data,) if isinstance(data, bytes) else data):
                    self.disk.write(handle, piece)
                if durable:
                    self.disk.sync(handle)
            finally:
                self.disk.close(handle)
        except BaseException:
            self.discard(temporary)
            raise
        return temporary

    def move(self, moves: list[tuple[Path, Path]], *, durable: bool = True) -> None:
        """Put prepared files in their places."""
        try:
            for temporary, path in moves:
                self.disk.replace(temporary, path)
        except BaseException:
            for temporary, _ in moves:
                self.discard(temporary)
            raise
        if durable:
            for folder in sorted({path.parent for _, path in moves}):
                self.disk.sync_folder(folder)

    def make_folder(self, path: Path) -> None:
        """Make sure that a folder of ours is there, on the disk too."""
        if self.disk.is_folder(path):
            return
        if path.parent != path:
            self.make_folder(path.parent)
        with suppress(FileExistsError):  # another Detox was faster
            self.disk.make_folder(path)
        self.disk.sync_folder(path.parent)

    def discard(self, path: Path) -> None:
        """Remove a file if it is there and can be removed."""
        with suppress(OSError):
            self.disk.remove(path)


class DiaryPaths:
    """The home and the state folder of one diary, with its lock, its clock and the notices of its files."""

    def __init__(self, home: Path, state: Path, disk: Disk, now: Callable[[], datetime]) -> None:
        self.home = home
        self.state = state
        self.mirror = state / "mirror"
        self.disk = disk
        self.writer = AtomicWriter(disk, self.check_sealing)
        self.now = now
        self.notices: list[Notice] = []
        self.times_locked = 0
        """Rises whenever this program may have written: what it saw before is no longer sure."""
        self.device = ""
        """This device's name, once it is known."""
        self.diary: tuple[str, ...] = ()
        """The ids of this diary, once they are known."""
        self.identity_kept = False
        """Whether the state folder has both."""
        self._swept = False
        self._sealing = self._sealing_marks()
        self._paths: dict[str, tuple[Path, Path]] = {}

    def _sealing_marks(self) -> object:
        """Equal while the diary is as sealed, or as little sealed, as it was."""
        marks = []
        for path in (self.state / SEALING, self.home / IDENTITY):
            try:
                marks.append(self.disk.mark(path))
            except (OSError, ValueError):  # the home is a file, say: refused where it is opened
                marks.append(None)
        return marks

    @property
    def sealing_changed(self) -> bool:
        """Whether it has been sealed, or the seal taken off, since this was made: then it knows nothing."""
        return self._sealing != self._sealing_marks()

    def check_sealing(self) -> None:
        """Refuse to write in clear what has been sealed meanwhile, or the other way round.

        Raises:
            StoreError: another Detox, or another machine, has sealed it or taken the seal off.
        """
        if self.sealing_changed:
            raise StoreError("sealing changed")

    def replicas(self, name: str) -> tuple[Path, Path]:
        """Where the two copies of a file rest."""
        if name not in self._paths:  # asked a hundred times a screen, and pathlib is slow
            self._paths[name] = self.home / f"{name}.json", self.mirror / f"{name}.json"
        return self._paths[name]

    def names(self, folder: str = "") -> list[str]:
        """Which files there are below that folder of the home, in either copy, in order.

        What bears such a name in one place alone and is no file - a folder, a link, a pipe - is none.
        """
        home, mirror = (set(self.disk.names(root / folder)) for root in (self.home, self.mirror))
        odd = {name for name in home - mirror if self.is_no_file(self.home / folder / name)}
        files = (folder + name[:-5] for name in (home | mirror) - odd if name.endswith(".json"))
        return sorted(file for file in files if is_diary_file(file))

    def is_no_file(self, path: Path) -> bool:
        """Whether a folder, a link or a pipe is there for sure; what cannot be looked at may be a file."""
        try:
            return self.disk.mark(path) is not None and not self.disk.is_regular(path)
        except OSError:
            return False

    def all_files(self) -> list[str]:
        """Every file by name: the months in order, the book, the people; those two need not be there."""
        return [*self.names(JOURNAL), BOOK, CONTACTS]

    def stamp(self, name: str) -> tuple[Mark | None, Mark | None]:
        """Equal while neither copy of that file has changed."""
        home, mirror = self.replicas(name)
        return self.disk.mark(home), self.disk.mark(mirror)

    def notify(self, kind: str, file: str, detail: str = "") -> None:
        """Note something for the person, once."""
        notice = Notice(kind=kind, file=file, detail=detail)
        if notice not in self.notices:
            self.notices.append(notice)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the diary's lock; never longer than a transaction.

        Raises:
            StoreError: another Detox is saving, or there is no place to write.
        """
        try:
            self._prepare_folders()
            held = self.disk.lock(self.state / "lock")
            held.__enter__()
            self.times_locked += 1
        except TimeoutError:
            raise StoreError("busy") from None
        except OSError as error:
            raise refusal(error) from None
        try:
            with suppress(OSError):
                self.sweep()
            yield
        finally:
            self.times_locked += 1
            held.__exit__(None, None, None)

    @property
    def home_gone(self) -> bool:
        """Whether the home has been there and is no more: its second copies are here."""
        return self.disk.mark(self.home) is None and any(self.disk.names(self.mirror))

    def _prepare_folders(self) -> None:
        if self.home_gone:
            raise StoreError("folder gone", file=self.home.name)
        self.writer.make_folder(self.home)
        if self.home in self.state.parents and not self._swept:
            state = self.state.relative_to(self.home).as_posix()
            for name, comment in IGNORING.items():
                self._ignore(self.home / name, state, comment)
        self.writer.make_folder(self.state)  # after what keeps it from being synced

    def _ignore(self, path: Path, line: str, comment: str) -> None:
        """Have a line in a file that may be somebody's own; what stands in it stays, byte for byte."""
        try:
            held = self.disk.read(path)
        except FileNotFoundError:
            held = b""
        except OSError:  # a folder, say: theirs, and no reason not to save an entry
            return
        if line.encode() not in (written.strip(b" \t\r/") for written in held.splitlines()):
            end = b"" if not held or held.endswith(b"\n") else b"\n"
            added = f"{comment} belongs to this machine alone\n{line}\n".encode()
            # In Syncthing's file the first pattern that fits wins; in git's, the last.
            whole = added + held if comment == "//" else held + end + added
            with suppress(OSError):
                self.writer.write(path, whole, durable=False)

    def sweep(self, *, at_once: bool = False) -> None:
        """Remove what killed writes left, once a run or `at_once`; the lock is held.

        Only names that we make: this machine's at once, another machine's after an hour.
        """
        if self._swept and not at_once:
            return
        for folder in self._folders():
            for name in self.disk.names(folder):
                if name[0] == "." and name.endswith(_TEMPORARY) and self._left_over(folder / name):
                    self.writer.discard(folder / name)
        self._swept = True

    def _left_over(self, path: Path) -> bool:
        if _OLD_NAME.fullmatch(path.name):
            return True
        made = _TEMPORARY_NAME.fullmatch(path.name)
        if made is None or made[1] == machine():
            return made is not None
        mark = self.disk.mark(path)
        return mark is not None and mark[2] < (self.now() - _AN_HOUR).timestamp() * 1e9

    def _folders(self) -> Iterable[Path]:
        for root in (self.home, self.mirror):
            yield from (root, root / "journal")
        yield from (self.state, *(self.state / name for name in _IN_STATE))
        history = self.state / "history"
        yield from (history / name for name in self.disk.names(history))


def is_temporary(name: str) -> bool:
    """Whether a file of that name is one that is being written, or was when a Detox was killed."""
    return bool(_TEMPORARY_NAME.fullmatch(name) or _OLD_NAME.fullmatch(name))


def refusing(function: Callable[P, T]) -> Callable[P, T]:
    """Let what the system says of the disk come out of `function` as a refusal."""

    @wraps(function)
    def refused(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return function(*args, **kwargs)
        except OSError as error:
            raise refusal(error) from None

    return refused


def refusal(error: OSError, name: str = "") -> StoreError:
    """What the system said, in the diary's words."""
    reason = _REASONS.get(error.errno or 0, "disk error")
    return StoreError(reason, file=name or _named_in(error), detail=error.strerror or type(error).__name__)


def _named_in(error: OSError) -> str:
    """The name, without its folder, of the file that the system spoke of; of a temporary one its folder's."""
    if error.filename is None:
        return ""
    path = Path(str(error.filename))
    return path.parent.name if path.name.endswith(_TEMPORARY) else path.name
