"""The few system calls that a write needs; tests put a simulated disk in their place."""

import errno
import os
import platform
import stat
import sys
import time
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from detox.digest import sha256

Mark = tuple[int, int, int]
"""A file's number, its size in bytes, and when it was written, in nanoseconds since 1970."""
LARGEST = 200 * 1024 * 1024
"""Bytes; a hundred years of notes have fewer."""
LOCK_SECONDS = 5.0
_RETRIES = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Windows refuses to replace a file that a virus scanner or a sync engine is reading."""
_BINARY = getattr(os, "O_BINARY", 0)
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
_CLOSE = getattr(os, "O_CLOEXEC", 0)
_MACHINE = Path("/etc/machine-id")
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
_FULL_SYNC = 51
"""fcntl.F_FULLFSYNC, of macOS."""
_HELD = (errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK)
"""What flock says where somebody else holds the lock."""
_NO_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EBADF)
"""What systems say that cannot flush a folder: network drives, some shares of a virtual machine."""


@cache
def machine(figures: int = 8) -> str:
    """So many figures that tell this machine from others, and nothing else of it."""
    try:
        told = _MACHINE.read_bytes()
    except OSError:
        told = platform.node().encode()
    return sha256(told).hexdigest()[:figures]


class Disk:
    """The real one."""

    @property
    def bare(self) -> "Disk":
        """The disk on which files rest as they are, whatever this one makes of them."""
        return self

    def real(self, path: Path) -> Path:
        """What a file is called on the bare disk."""
        return path

    def encoded(self, path: Path, pieces: Iterable[bytes]) -> Iterable[bytes]:  # noqa: ARG002 - sealing does
        """The bytes that shall rest there for these."""
        return pieces

    def opened(self, data: bytes) -> bytes | None:  # noqa: ARG002 - here there is no key
        """What somebody sealed for this diary; `None` where it cannot be opened here."""
        return None

    def read(self, path: Path) -> bytes:
        """All bytes of a regular file.

        Raises:
            OSError: it is not there, cannot be read, is no regular file, or is larger than any diary.
        """
        handle = os.open(path, os.O_RDONLY | _BINARY | _CLOSE | _NO_WAIT)
        try:
            facts = os.fstat(handle)
            if not stat.S_ISREG(facts.st_mode):
                raise IsADirectoryError(21, "not a regular file")
            if facts.st_size > LARGEST:
                raise OSError(errno.EFBIG, "larger than any file of a diary")
            data = os.read(handle, facts.st_size + 1)
            while len(data) < facts.st_size and (more := os.read(handle, facts.st_size - len(data))):
                data += more
        finally:
            os.close(handle)
        return data

    def mark(self, path: Path) -> Mark | None:
        """What tells one state of a file from the next; `None` where there is none."""
        try:
            facts = os.stat(path)  # noqa: PTH116 - asked a hundred times a screen; half the cost
        except FileNotFoundError:
            return None
        return facts.st_ino, facts.st_size, facts.st_mtime_ns

    def is_regular(self, path: Path) -> bool:
        """Whether a file is there that is no link, pipe or device: opening one of those may do anything."""
        try:
            return stat.S_ISREG(path.lstat().st_mode)
        except OSError:
            return False

    def read_start(self, path: Path, most: int) -> bytes:
        """The first bytes of a regular file, at most so many.

        Raises:
            OSError: it is not there, cannot be read, or is no regular file.
        """
        handle = os.open(path, os.O_RDONLY | _BINARY | _CLOSE | _NO_WAIT | _NO_LINKS)
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise IsADirectoryError(21, "not a regular file")
            return os.read(handle, most)
        finally:
            os.close(handle)

    def is_folder(self, path: Path) -> bool:
        """Whether a folder is there."""
        return path.is_dir()

    def names(self, folder: Path) -> list[str]:
        """What lies in a folder, in order; nothing where there is no folder."""
        try:
            return sorted(os.listdir(folder))  # noqa: PTH208 - names, not paths
        except FileNotFoundError:
            return []

    def create(self, path: Path) -> int:
        """A new file that only its owner may read, open for writing; refuses links and what is there."""
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY | _NO_LINKS | _CLOSE, 0o600)
        try:
            if hasattr(os, "fchmod"):
                os.fchmod(handle, 0o600)  # whatever the umask took away
        except BaseException:
            os.close(handle)
            raise
        return handle

    def write(self, handle: int, data: bytes) -> None:
        """Hand over all of `data`."""
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]

    def sync(self, handle: int) -> None:
        """Return when the file is on the disk, and not only on its way."""
        if sys.platform == "darwin":  # its fsync stops at the drive's cache
            import fcntl  # noqa: PLC0415 - Windows has none

            with suppress(OSError):  # a network drive may not know that wish
                fcntl.fcntl(handle, _FULL_SYNC)
                return
        os.fsync(handle)

    def close(self, handle: int) -> None:
        """Let go of a file."""
        os.close(handle)

    def replace(self, source: Path, target: Path) -> None:
        """Put `source` in the place of `target` in one step."""
        for pause in _RETRIES if sys.platform == "win32" else ():
            try:
                os.replace(source, target)  # noqa: PTH105 - the name the design is argued with
            except PermissionError:
                time.sleep(pause)
            else:
                return
        os.replace(source, target)  # noqa: PTH105

    def remove(self, path: Path) -> None:
        """Remove a file."""
        path.unlink()

    def make_folder(self, path: Path) -> None:
        """A new folder that only its owner may enter."""
        path.mkdir(mode=0o700)
        path.chmod(0o700)

    def sync_folder(self, path: Path) -> None:
        """Return when the folder's names are on the disk."""
        if sys.platform == "win32":  # a folder cannot be opened there
            return
        handle = os.open(path, os.O_RDONLY | _CLOSE)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in _NO_SYNC:
                raise
        finally:
            os.close(handle)

    @contextmanager
    def lock(self, path: Path) -> Iterator[None]:
        """Hold the one lock of a diary.

        Raises:
            TimeoutError: somebody else held it all the time.
        """
        handle = _flocked(path)
        if handle is not None:
            try:
                yield
            finally:
                os.close(handle)
            return
        import filelock  # noqa: PLC0415 - 17 ms that only a system or a file system without flock pays

        warnings.filterwarnings("ignore", message="flock not supported")  # filelock finds another way
        held = filelock.FileLock(path, timeout=LOCK_SECONDS, mode=0o600)
        try:
            held.acquire(poll_interval=0.005)
        except filelock.Timeout:
            raise TimeoutError from None
        try:
            yield
        finally:
            held.release()


def _flocked(path: Path) -> int | None:  # noqa: C901 - each way out is one line
    """The lock file, open and locked as filelock locks it; `None` where flock is not to be had.

    The file stays when it is let go, so that all wait for the same one.

    Raises:
        TimeoutError: somebody else held it all the time.
    """
    try:
        import fcntl  # noqa: PLC0415 - Windows has none
    except ImportError:
        return None
    waited_until = time.monotonic() + LOCK_SECONDS
    while True:
        handle, made = _opened(path)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(handle)
            if error.errno == errno.ENOSYS:
                if made:  # to filelock's own way, a file that stands there is a lock that is held
                    path.unlink()
                return None
            if error.errno not in _HELD:
                raise
        else:
            if _is_still(handle, path):
                return handle
            os.close(handle)
        if time.monotonic() > waited_until:
            raise TimeoutError
        time.sleep(0.005)


def _opened(path: Path) -> tuple[int, bool]:
    """The lock file, and whether it was made now."""
    flags = os.O_RDWR | _NO_LINKS | _CLOSE | _NO_WAIT
    try:
        handle = os.open(path, flags | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return os.open(path, flags), False
    os.fchmod(handle, 0o600)  # whatever the umask took away
    return handle, True


def _is_still(handle: int, path: Path) -> bool:
    """Whether the open file is the one that has that name."""
    try:
        there = os.stat(path)  # noqa: PTH116 - as above
    except FileNotFoundError:
        return False
    return os.path.samestat(os.fstat(handle), there)
