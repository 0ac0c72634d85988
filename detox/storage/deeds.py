"""The last hundred deeds: what to undo, what to do again, and what to take back after a crash."""

from pathlib import Path

import msgspec

from detox.storage.documents import Doc
from detox.storage.files import Shelf
from detox.storage.records import Place

KEPT = 100
DOING = ".doing"
DONE = ".done"
UNDONE = ".undone"


class Touched(msgspec.Struct, frozen=True, kw_only=True):
    """One record in a deed, as it rested before and after."""

    file: str
    table: str
    id: str
    before: Doc | None = None
    after: Doc | None = None

    @property
    def place(self) -> Place:
        """Where it rests."""
        return Place(self.file, self.table, self.id)


class Deed(msgspec.Struct, frozen=True, kw_only=True):
    """Something the person did, in one piece."""

    deed: str
    """What it was, in the word of the caller: "log", "delete", "import"."""
    at: str
    """When, RFC 3339."""
    touched: tuple[Touched, ...] = ()

    @property
    def files(self) -> set[str]:
        """Which files it wrote."""
        return {touched.file for touched in self.touched}


class Deeds:
    """The deeds on the disk, a file each, numbered; all of this under the lock but `list`."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.folder = shelf.state / "undo"

    def list(self, state: str) -> list[tuple[Path, Deed]]:
        """The deeds in that state, newest first; those that cannot be read are left out."""
        found = []
        for name in reversed(self.shelf.disk.names(self.folder)):
            if name.endswith(state) and name[0] != ".":
                path = self.folder / name
                try:
                    found.append((path, msgspec.json.decode(self.shelf.disk.read(path), type=Deed)))
                except (OSError, msgspec.DecodeError):
                    continue
        return found

    def begin(self, deed: Deed) -> Path:
        """Note a deed before it is done, so that one cut short can be taken back."""
        names = [name for name in self.shelf.disk.names(self.folder) if name[0] != "."]
        number = int(names[-1].split(".")[0]) + 1 if names else 1
        path = self.folder / f"{number:08d}{DOING}"
        self.shelf.put(path, msgspec.json.encode(deed))
        return path

    def finish(self, path: Path) -> None:
        """It is done: it can be undone, and what was undone before it cannot come again."""
        self.mark(path, DONE)
        names = [name for name in self.shelf.disk.names(self.folder) if name[0] != "."]
        done = [name for name in names if name.endswith(DONE)]
        for name in [*(name for name in names if name.endswith(UNDONE)), *done[:-KEPT]]:
            self.shelf.disk.remove(self.folder / name)

    def mark(self, path: Path, state: str) -> None:
        """Put a deed in another state."""
        self.shelf.disk.replace(path, path.with_suffix(state))
