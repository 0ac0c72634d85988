"""The last hundred deeds: what to undo, what to do again, and what to finish after a crash."""

from contextlib import suppress
from pathlib import Path

import msgspec

from detox.storage.file_format import Doc, Place
from detox.storage.paths import Shelf, refusing

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
    """What it was, in the word of the caller: "log", "delete", "import"; "undo" and "redo" are ours."""
    at: str
    """When, RFC 3339."""
    touched: tuple[Touched, ...] = ()
    of: str = ""
    """Of an undo or redo: the number of the deed that it turns."""


_decode_deed = msgspec.json.Decoder(Deed).decode


class Deeds:
    """The deeds on the disk, numbered, a file each; whatever writes holds the lock."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.folder = shelf.state / "undo"

    def paths(self, state: str) -> tuple[Path, ...]:
        """The deeds in that state, oldest first."""
        return tuple(self.folder / name for name in self._names() if name.endswith(state))

    @refusing
    def in_state(self, state: str) -> list[Deed]:
        """The deeds in that state that can be read, oldest first."""
        found = []
        for path in self.paths(state):
            with suppress(FileNotFoundError):  # another Detox has just put it in another state
                found.append(self.read(path))
        return [deed for deed in found if deed]

    def read(self, path: Path) -> Deed | None:
        """That deed; `None` where a power cut left nothing to read."""
        try:
            return _decode_deed(self.shelf.disk.read(path))
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None

    def begin(self, deed: Deed, *, durable: bool) -> Path:
        """Note a deed before it is done, so that one cut short can be finished."""
        names = self._names()
        number = int(names[-1].split(".")[0]) + 1 if names else 1
        path = self.folder / f"{number:08d}{DOING}"
        self.shelf.put(path, msgspec.json.encode(deed), durable=durable)
        return path

    def finish(self, path: Path, deed: Deed) -> None:
        """It is done: from now on it can be undone."""
        if deed.of:
            old, new = (DONE, UNDONE) if deed.deed == "undo" else (UNDONE, DONE)
            if (self.folder / f"{deed.of}{old}") in self.paths(old):
                self.shelf.disk.replace(self.folder / f"{deed.of}{old}", self.folder / f"{deed.of}{new}")
            self.shelf.disk.remove(path)
            return
        self.shelf.disk.replace(path, path.with_suffix(DONE))
        for past in (*self.paths(UNDONE), *self.paths(DONE)[:-KEPT]):
            self.shelf.drop(past)

    def forget(self, id: str) -> None:  # noqa: A002 - the record's own word
        """Take a record out of every deed."""
        for path in (self.folder / name for name in self._names()):
            deed = self.read(path)
            if deed is None:
                self.shelf.disk.remove(path)
            elif any(touched.id == id for touched in deed.touched):
                left = tuple(touched for touched in deed.touched if touched.id != id)
                if left:
                    self.shelf.put(path, msgspec.json.encode(msgspec.structs.replace(deed, touched=left)))
                else:
                    self.shelf.disk.remove(path)

    def _names(self) -> list[str]:
        return [name for name in self.shelf.disk.names(self.folder) if name.split(".")[0].isdigit()]
