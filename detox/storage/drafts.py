"""Text that was typed but not saved yet, kept when the terminal goes away."""

import hashlib
from pathlib import Path

import msgspec

from detox.storage.shelf import Shelf, refusing


class Draft(msgspec.Struct, frozen=True):
    """One unsaved text."""

    name: str
    text: str


class Drafts:
    """The drafts of a diary; they need no lock, each name is one file."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.folder = shelf.state / "drafts"

    @refusing
    def keep(self, name: str, text: str) -> None:
        """Keep a text under a name; the last one counts."""
        data = msgspec.json.encode(Draft(name, text))
        try:
            self.shelf.put(self._path(name), data)
        except FileNotFoundError:  # another Detox has just swept what it took for a leftover
            self.shelf.put(self._path(name), data)

    @refusing
    def all(self) -> dict[str, str]:
        """Every draft that can be read, by its name."""
        found = (self._draft(self.folder / name) for name in self.shelf.disk.names(self.folder))
        return {draft.name: draft.text for draft in found if draft}

    def drop(self, name: str) -> None:
        """Forget a draft; it may be gone already."""
        self.shelf.drop(self._path(name))

    def _path(self, name: str) -> Path:
        return self.folder / f"{hashlib.sha256(name.encode()).hexdigest()[:16]}.json"

    def _draft(self, path: Path) -> Draft | None:
        try:
            return msgspec.json.decode(self.shelf.disk.read(path), type=Draft)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None
