"""A disk whose files are sealed: the same names as ever above, files of the age format below."""

from binascii import b2a_base64
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from detox.storage.age_format import KeyRing
from detox.storage.disk import Disk

SUFFIX = ".age"
PLAIN = ".plain"
"""What stands behind the name of a file that is not sealed although it lies among sealed ones."""
UNOPENED = b"sealed, and not opened by the keys of this diary: "
"""Before bytes that no key opens, so that they never pass for what somebody wrote."""
NEVER_SEALED = frozenset({"lock", "device.json", "identity.age", "sealing.json"})
"""What has to be read before any passphrase is asked for, and says nothing of anybody."""
_FOLDERS = frozenset({"journal", "mirror", "history", "quarantine", "undo", "drafts", "jotter", "inbox"})


class SealedDisk(Disk):
    """Another disk, seen through the keys of a diary.

    Everything in the home and the state folder is sealed but `NEVER_SEALED` and names that begin with a
    point: those are the files of other programs, and temporary files, which hold sealed bytes already.
    """

    def __init__(self, bare: Disk, keys: KeyRing, home: Path, state: Path) -> None:
        self._bare = bare
        self.keys = keys
        self._roots = (home, state)
        self._real: dict[Path, Path] = {}

    @property
    def bare(self) -> Disk:
        """The disk below."""
        return self._bare

    def real(self, path: Path) -> Path:
        """What a file is called on the disk below."""
        if path not in self._real:  # asked a hundred times a screen
            self._real[path] = self._called(path)
        return self._real[path]

    def _called(self, path: Path) -> Path:
        if path.name in NEVER_SEALED or path.name.startswith(".") or path in self._roots:
            return path
        if not any(root in path.parents for root in self._roots):
            return path
        if path.name in _FOLDERS or (path.parent.name == "history" and path.parent not in self._roots):
            return path
        if path.name.endswith(PLAIN):
            return path.with_name(path.name.removesuffix(PLAIN))
        return path.with_name(path.name + SUFFIX)

    def encoded(self, path: Path, pieces: Iterable[bytes]) -> Iterable[bytes]:
        """The bytes that shall rest there for these: sealed ones, where the name is sealed."""
        return pieces if self.real(path) == path else (self.keys.seal(b"".join(pieces)),)

    def opened(self, data: bytes) -> bytes | None:
        """What somebody sealed for this diary; `None` where these keys do not open it."""
        return self.keys.open(data)

    def read(self, path: Path) -> bytes:
        """What was sealed there; where the keys do not open it, a line that says so and holds the bytes.

        Raises:
            OSError: as of the disk below.
            Locked: the keys open nothing now.
        """
        real = self.real(path)
        data = self._bare.read(real)
        if real == path:
            return data
        opened = self.keys.open(data)
        return UNOPENED + b2a_base64(data) if opened is None else opened

    def read_start(self, path: Path, most: int) -> bytes:
        """The first bytes of what was sealed there, at most so many."""
        return self.read(path)[:most]

    def mark(self, path: Path) -> tuple[int, int, int] | None:
        """What tells one state of a file from the next; `None` where there is none."""
        return self._bare.mark(self.real(path))

    def is_regular(self, path: Path) -> bool:
        """Whether a file is there that is no link, pipe or device."""
        return self._bare.is_regular(self.real(path))

    def is_folder(self, path: Path) -> bool:
        """Whether a folder is there."""
        return self._bare.is_folder(path)

    def names(self, folder: Path) -> list[str]:
        """What lies in a folder, in order, by the names that it has above."""
        return sorted(self._known_as(folder, name) for name in self._bare.names(folder))

    def _known_as(self, folder: Path, name: str) -> str:
        if name.startswith(".") or name in NEVER_SEALED:
            return name
        if name.endswith(SUFFIX):
            return name.removesuffix(SUFFIX)
        return name if self._bare.is_folder(folder / name) else name + PLAIN

    def create(self, path: Path) -> int:
        """A new file that only its owner may read; it is a temporary one."""
        return self._bare.create(self.real(path))

    def write(self, handle: int, data: bytes) -> None:
        """Hand over all of `data`, as `encoded` gave it."""
        self._bare.write(handle, data)

    def sync(self, handle: int) -> None:
        """Return when the file is on the disk."""
        self._bare.sync(handle)

    def close(self, handle: int) -> None:
        """Let go of a file."""
        self._bare.close(handle)

    def replace(self, source: Path, target: Path) -> None:
        """Put `source` in the place of `target` in one step."""
        self._bare.replace(self.real(source), self.real(target))

    def remove(self, path: Path) -> None:
        """Remove a file."""
        self._bare.remove(self.real(path))

    def make_folder(self, path: Path) -> None:
        """A new folder that only its owner may enter."""
        self._bare.make_folder(path)

    def sync_folder(self, path: Path) -> None:
        """Return when the folder's names are on the disk."""
        self._bare.sync_folder(path)

    @contextmanager
    def lock(self, path: Path) -> Iterator[None]:
        """Hold the one lock of a diary."""
        with self._bare.lock(path):
            yield
