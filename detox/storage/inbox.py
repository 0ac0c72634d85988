"""What was written while the diary was locked: a sealed file each, joined at the next unlocking."""

from datetime import date
from os import urandom
from typing import Any

import msgspec

from detox.storage.paths import DiaryPaths, refusing


class InboxRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One thing as it was typed."""

    kind: str
    """`log` or `checkin`."""
    id: str
    """Of the entry that it becomes, so that a join cut short writes it once."""
    moment: str
    """RFC 3339 with offset: when it was typed."""
    day: date
    said: dict[str, Any] = {}
    """The words and numbers, by the name that the diary's deed has for them."""
    name: str = ""
    """Of its file; no part of what is kept."""


class Inbox:
    """The folder of such records; needs no lock, each is a file of its own."""

    def __init__(self, paths: DiaryPaths) -> None:
        self._paths = paths
        self._folder = paths.state / "inbox"

    @refusing
    def put(self, record: InboxRecord) -> None:
        """Keep one; it is on the disk when this returns.

        Raises:
            StoreError: it could not be written.
        """
        # A name by chance: the record's own id would tell when it was written.
        path = self._folder / urandom(8).hex()
        self._paths.writer.write(path, msgspec.json.encode(record))

    @refusing
    def all(self) -> list[InboxRecord]:
        """Those that can be read, the first typed in front."""
        found = []
        for name in self._paths.disk.names(self._folder):
            if name.startswith("."):
                continue
            try:
                held = msgspec.json.decode(self._paths.disk.read(self._folder / name), type=InboxRecord)
            except (FileNotFoundError, msgspec.DecodeError, UnicodeDecodeError):
                continue
            found.append(msgspec.structs.replace(held, name=name))
        return sorted(found, key=lambda record: (record.moment, record.id))

    def drop(self, record: InboxRecord) -> None:
        """Let go of one."""
        self._paths.writer.discard(self._folder / record.name)
