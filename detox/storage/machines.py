"""Which machines have written in a diary, and when: as far as what stands in it shows."""

from collections.abc import Iterator

import msgspec

from detox.errors import NewerDiary
from detox.storage.file_format import Doc
from detox.storage.local_state import known_device
from detox.storage.merge import versions
from detox.storage.paths import DiaryPaths, refusing
from detox.storage.replicas import read_pair

NO_MACHINE = "x"
"""The first letter of what no machine wrote: an import, a damaged copy. A device's name is hexadecimal."""


class Machine(msgspec.Struct, frozen=True, kw_only=True):
    """One machine, by the records whose newest words are its own."""

    device: str
    """Its random name; nothing of the machine's own."""
    here: bool
    """Whether it is this one."""
    records: int
    first: str
    """RFC 3339 with offset, as its own clock said: when the earliest of those words were written."""
    last: str
    """And the latest."""


@refusing
def machines(paths: DiaryPaths) -> list[Machine]:
    """Every machine that wrote something that still stands, the latest in front; reads every file.

    A file by a newer Detox is passed over.

    Raises:
        StoreError: a file cannot be read.
    """
    here = known_device(paths)
    written: dict[str, list[str]] = {}
    for name in paths.all_files():
        for device, moment in _writers(paths, name):
            written.setdefault(device, []).append(moment)
    found = [
        Machine(device=device, here=device == here, records=len(said), first=min(said), last=max(said))
        for device, said in written.items()
    ]
    return sorted(found, key=lambda machine: (machine.last, machine.device), reverse=True)


def _writers(paths: DiaryPaths, name: str) -> Iterator[tuple[str, str]]:
    try:
        tables = read_pair(paths, name).content.tables
    except NewerDiary:
        return
    for docs in tables.values():
        for doc in docs.values():
            yield from filter(None, map(_writer, versions(doc)))


def _writer(version: Doc) -> tuple[str, str] | None:
    device, moment = str(version.get("clock", "")).rpartition("-")[2], str(version.get("updated_at", ""))
    return (device, moment) if device and moment and not device.startswith(NO_MACHINE) else None
