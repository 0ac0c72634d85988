"""The last hundred transactions: what to undo, what to redo, and what to finish after a crash."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from detox.storage.file_format import Doc, Place
from detox.storage.paths import DiaryPaths, refusing

KEPT = 100
"""So many can be undone."""
UNFINISHED, DONE, UNDONE = ".doing", ".done", ".undone"
"""The states of a transaction, as its file is called: begun, and not known to be whole; done; undone."""


class DocumentChange(msgspec.Struct, frozen=True, kw_only=True):
    """One record of a transaction, as it rested before and after."""

    file: str
    table: str
    id: str
    before: Doc | None = None
    after: Doc | None = None

    @property
    def place(self) -> Place:
        """Where it rests."""
        return Place(self.file, self.table, self.id)


class LoggedTransaction(msgspec.Struct, frozen=True, kw_only=True):
    """Something the person did, in one piece; its keys on the disk are older than its names here."""

    action: str = msgspec.field(name="deed")
    """What it was, in the word of the caller: "log", "delete", "import"; "undo" and "redo" are ours."""
    at: str
    """When, RFC 3339."""
    touched: tuple[DocumentChange, ...] = ()
    reverses: str = msgspec.field(default="", name="of")
    """Of an undo or redo: the number of the transaction that it turns."""


_NO_CHANGES = b'"touched":[]'
A_PIECE = 1_000
"""So many changes are encoded at once."""
_decode_logged = msgspec.json.Decoder(LoggedTransaction).decode


class UndoLog:
    """The transactions on the disk, numbered, a file each; whatever writes holds the lock."""

    def __init__(self, paths: DiaryPaths) -> None:
        self.paths = paths
        self.folder = paths.state / "undo"

    def files(self, state: str) -> tuple[Path, ...]:
        """Those in that state, oldest first."""
        return tuple(self.folder / name for name in self._names() if name.endswith(state))

    @refusing
    def in_state(self, state: str) -> list[LoggedTransaction]:
        """Those in that state that can be read, oldest first."""
        found = []
        for path in self.files(state):
            with suppress(FileNotFoundError):  # another Detox has just put it in another state
                found.append(self.read(path))
        return [logged for logged in found if logged]

    def read(self, path: Path) -> LoggedTransaction | None:
        """That transaction; `None` where a power cut left nothing to read."""
        try:
            return _decode_logged(self.paths.disk.read(path))
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None

    def begin(self, logged: LoggedTransaction, *, durable: bool) -> Path:
        """Note a transaction before it is done, so that one cut short can be finished."""
        names = self._names()
        number = int(names[-1].split(".")[0]) + 1 if names else 1
        path = self.folder / f"{number:08d}{UNFINISHED}"
        self.paths.writer.write(path, _in_pieces(logged), durable=durable)
        return path

    def finish(self, path: Path, logged: LoggedTransaction) -> None:
        """It is done: from now on it can be undone."""
        if logged.reverses:
            old, new = (DONE, UNDONE) if logged.action == "undo" else (UNDONE, DONE)
            turned = self.folder / f"{logged.reverses}{old}"
            if turned in self.files(old):
                self.paths.disk.replace(turned, turned.with_suffix(new))
            self.paths.disk.remove(path)
            return
        self.paths.disk.replace(path, path.with_suffix(DONE))
        for past in (*self.files(UNDONE), *self.files(DONE)[:-KEPT]):
            self.paths.writer.discard(past)

    def erase(self, keys: Collection[tuple[str, str]], *, unfinished: bool = True) -> None:
        """Take records, by table and id, out of every transaction; one that held nothing else goes.

        With `unfinished=False` one that is being written right now stays as it is.
        """
        for path in (self.folder / name for name in self._names()):
            if not unfinished and path.suffix not in {DONE, UNDONE}:
                continue
            logged = self.read(path)
            if logged is None:
                self.paths.disk.remove(path)
            elif any((touched.table, touched.id) in keys for touched in logged.touched):
                left = tuple(touched for touched in logged.touched if (touched.table, touched.id) not in keys)
                if left:
                    left_over = msgspec.structs.replace(logged, touched=left)
                    self.paths.writer.write(path, msgspec.json.encode(left_over))
                else:
                    self.paths.disk.remove(path)

    def _names(self) -> list[str]:
        return [name for name in self.paths.disk.names(self.folder) if name.split(".")[0].isdigit()]


def _in_pieces(logged: LoggedTransaction) -> Iterator[bytes]:
    """A transaction as its file holds it, piece by piece: an import of ten years is as large as the diary."""
    if len(logged.touched) <= A_PIECE:
        yield msgspec.json.encode(logged)
        return
    empty = msgspec.json.encode(msgspec.structs.replace(logged, touched=()))
    head, _none, tail = empty.partition(_NO_CHANGES)
    yield head + _NO_CHANGES[:-1]
    for n in range(0, len(logged.touched), A_PIECE):
        changes = msgspec.json.encode(logged.touched[n : n + A_PIECE])[1:-1]
        yield b"," + changes if n else changes
    yield b"]" + tail
