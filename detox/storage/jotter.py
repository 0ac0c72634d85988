"""Small things that belong to this machine alone: a word or two, kept in the state folder."""

from contextlib import suppress

from detox.storage.shelf import Shelf, refusing

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
