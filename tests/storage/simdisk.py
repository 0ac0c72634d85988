"""A disk that forgets what was not synced, and fails where it is told to."""

import itertools
import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from detox.storage.disk import Disk

ROOT = Path("/sim")
FOLDER = 0


class SimDisk(Disk):
    """Names and bytes in memory; what is not synced may or may not outlive a power cut."""

    def __init__(self) -> None:
        self.names_now: dict[Path, int] = {ROOT: FOLDER}
        self.names_kept: dict[Path, int] = dict(self.names_now)
        self.pending: list[tuple[Path, dict[Path, int | None]]] = []
        self.data: dict[int, bytes] = {}
        self.kept: dict[int, bytes] = {}
        self.before_call: Callable[[str], None] = lambda _: None
        self._inodes = itertools.count(1)

    def settle(self) -> None:
        """Everything so far is on the disk."""
        self.names_kept, self.pending, self.kept = dict(self.names_now), [], dict(self.data)

    def copy(self) -> "SimDisk":
        other = SimDisk()
        other.names_now, other.names_kept = dict(self.names_now), dict(self.names_kept)
        other.pending, other.data, other.kept = list(self.pending), dict(self.data), dict(self.kept)
        other._inodes = itertools.count(max(self.data, default=0) + 1)
        return other

    def after_power_cut(self, rng: random.Random | None = None, most: int = 0) -> Iterator["SimDisk"]:
        """The states that may remain: all of them, or `most` drawn ones beside the extreme ones."""
        subsets = list(itertools.product((True, False), repeat=len(self.pending))) if not rng else []
        if rng:
            count = len(self.pending)
            subsets = [tuple(n < kept for n in range(count)) for kept in range(count + 1)]
            subsets += [tuple(rng.random() < 0.5 for _ in range(count)) for _ in range(most)]
        for subset in dict.fromkeys(subsets):
            names = dict(self.names_kept)
            for applied, (_, changes) in zip(subset, self.pending, strict=True):
                if applied:
                    names.update(
                        {path: FOLDER if inode is None else inode for path, inode in changes.items()}
                    )
                    for path in [path for path, inode in changes.items() if inode is None]:
                        del names[path]
            names = {path: inode for path, inode in names.items() if _reachable(path, names)}
            yield from self._with_bytes(names, rng)

    def _with_bytes(self, names: dict[Path, int], rng: random.Random | None) -> Iterator["SimDisk"]:
        torn = [inode for inode in set(names.values()) if inode and self.data[inode] != self.kept[inode]]
        choices = [_remains(self.kept[inode], self.data[inode]) for inode in torn]
        drawn = list(itertools.product(*choices))
        if rng and len(torn) > 1:
            drawn = [drawn[0], drawn[-1], *(tuple(rng.choice(left) for left in choices) for _ in range(4))]
        for bytes_left in drawn:
            left = SimDisk()
            left.names_now = dict(names)
            left.data = {inode: self.kept[inode] for inode in set(names.values()) if inode}
            left.data.update(zip(torn, bytes_left, strict=True))
            left._inodes = itertools.count(max(self.data, default=0) + 1)
            left.settle()
            yield left

    # what the store calls

    def is_regular(self, path: Path) -> bool:
        return self.names_now.get(path, FOLDER) != FOLDER

    def read(self, path: Path) -> bytes:
        self.before_call("read")
        return self.data[self._file(path)]

    def read_start(self, path: Path, most: int) -> bytes:
        return self.read(path)[:most]

    def mark(self, path: Path) -> tuple[int, int, int] | None:
        self.before_call("mark")
        inode = self.names_now.get(path)
        if inode is None:
            return None
        return (inode, len(self.data[inode]), 0) if inode else (FOLDER, 0, len(self._inside(path)))

    def is_folder(self, path: Path) -> bool:
        return self.names_now.get(path) == FOLDER or path in ROOT.parents

    def names(self, folder: Path) -> list[str]:
        self.before_call("names")
        return sorted(path.name for path in self._inside(folder))

    def create(self, path: Path) -> int:
        self.before_call("create")
        if path in self.names_now:
            raise FileExistsError(17, "exists")
        self._parent(path)
        inode = next(self._inodes)
        self.data[inode] = self.kept[inode] = b""
        self._rename(path.parent, {path: inode})
        return inode

    def write(self, handle: int, data: bytes) -> None:
        self.data[handle] += data[: len(data) // 2]
        self.before_call("write")
        self.data[handle] += data[len(data) // 2 :]

    def sync(self, handle: int) -> None:
        self.before_call("sync")
        self.kept[handle] = self.data[handle]

    def close(self, handle: int) -> None:  # noqa: ARG002 - as the real one
        self.before_call("close")

    def replace(self, source: Path, target: Path) -> None:
        self.before_call("replace")
        self._rename(target.parent, {target: self._file(source), source: None})

    def remove(self, path: Path) -> None:
        self.before_call("remove")
        self._file(path)
        self._rename(path.parent, {path: None})

    def make_folder(self, path: Path) -> None:
        self.before_call("make_folder")
        self._parent(path)
        self._rename(path.parent, {path: FOLDER})

    def sync_folder(self, path: Path) -> None:
        self.before_call("sync_folder")
        for folder, changes in self.pending:
            if folder == path:
                self.names_kept.update({name: inode or FOLDER for name, inode in changes.items()})
                for name in [name for name, inode in changes.items() if inode is None]:
                    del self.names_kept[name]
        self.pending = [(folder, changes) for folder, changes in self.pending if folder != path]

    @contextmanager
    def lock(self, path: Path) -> Iterator[None]:  # noqa: ARG002 - as the real one
        self.before_call("lock")
        yield

    def _file(self, path: Path) -> int:
        inode = self.names_now.get(path)
        if not inode:
            raise FileNotFoundError(2, "no such file")
        return inode

    def _parent(self, path: Path) -> None:
        if self.names_now.get(path.parent) != FOLDER:
            raise FileNotFoundError(2, "no such folder")

    def _inside(self, folder: Path) -> list[Path]:
        # by text: to compare paths is ten times dearer, and these tests do little else
        start = f"{folder}{os.sep}"
        below = (
            (path, text[len(start) :]) for path in self.names_now if (text := str(path)).startswith(start)
        )
        return [path for path, rest in below if os.sep not in rest]

    def _rename(self, folder: Path, changes: dict[Path, int | None]) -> None:
        for path, inode in changes.items():
            if inode is None:
                del self.names_now[path]
            else:
                self.names_now[path] = inode
        self.pending.append((folder, changes))


def _reachable(path: Path, names: dict[Path, int]) -> bool:
    return path == ROOT or all(
        names.get(parent) == FOLDER for parent in path.parents if ROOT in (parent, *parent.parents)
    )


def _remains(kept: bytes, written: bytes) -> tuple[bytes, ...]:
    """What may be left of bytes that were not synced: the old ones, a part, zeros, all of them."""
    cut = len(written)
    return kept, written[:1], written[: cut // 2], written[: cut - 1], bytes(cut), written
