"""What belongs to this machine alone: its name, small texts, and what was typed but not saved."""

import hashlib
import platform
import secrets
from contextlib import suppress
from pathlib import Path

import msgspec

from detox.storage.paths import Shelf, refusing

_MACHINE = Path("/etc/machine-id")


class Device(msgspec.Struct, frozen=True):
    """What `device.json` says."""

    device: str
    machine: str


def device_id(shelf: Shelf) -> str:
    """This device's name; made at the first write."""
    if shelf.device:
        return shelf.device
    path = shelf.state / "device.json"
    machine = _machine()
    try:
        known = msgspec.json.decode(shelf.disk.read(path), type=Device)
    except (FileNotFoundError, msgspec.DecodeError):
        known = None
    if known is None or known.machine != machine:
        known = Device(secrets.token_hex(4), machine)
        shelf.put(path, msgspec.json.encode(known))
    shelf.device = known.device
    return known.device


def _machine() -> str:
    try:
        told = _MACHINE.read_bytes()
    except OSError:
        told = platform.node().encode()
    return hashlib.sha256(told).hexdigest()[:16]


FOLDER = "jotter"


class Jotter:
    """A text by its name; what cannot be read was never written."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def read(self, name: str) -> str:
        """The text of that name; empty where there is none."""
        with suppress(OSError, UnicodeDecodeError):
            return self._shelf.disk.read(self._shelf.state / FOLDER / name).decode()
        return ""

    @refusing
    def write(self, name: str, text: str) -> None:
        """Keep a text under that name, readable by its owner alone.

        Raises:
            StoreError: it could not be written; what was there before still is.
        """
        with self._shelf.locked():
            folder = self._shelf.state / FOLDER
            self._shelf.folder(folder)
            self._shelf.put(folder / name, text.encode())


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
