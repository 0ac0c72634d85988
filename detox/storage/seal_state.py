"""Whether a diary is sealed, how far, and its keys: closed by the passphrase, in both folders."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from detox.errors import Locked
from detox.storage.age_format import (
    KeyRing,
    Wrapping,
    check_work,
    key_file,
    public_key,
    secrets_in,
    work_of,
)
from detox.storage.disk import Disk
from detox.storage.paths import IDENTITY, SEALING, AtomicWriter, DiaryPaths

SEALING_NOW = "sealing"
"""Sealed files are being written; the plain ones count."""
CLEARING = "clearing"
"""The sealed ones count; plain ones may be left."""
SEALED = "sealed"
ROTATING = "rotating"
"""The sealed ones count; some may still be for an older key."""
UNSEALING = "unsealing"
"""Plain files are being written; the sealed ones count."""
OPENING = "opening"
"""The plain ones count; sealed ones may be left."""
ADOPTING = "adopting"
"""Sealed on another machine: here lie the plain copies of this one, and the keys in the home."""
_MOST = 65_536
"""Bytes of a key file that are read; a key takes 75."""


class SealState(msgspec.Struct, frozen=True, kw_only=True):
    """What `sealing.json` says."""

    phase: str
    recipient: str = ""
    """For whom new files are sealed; empty where this machine has not opened the diary yet."""
    work: int = 0
    """What the passphrase cost when it was last set here, as a power of two; 0 where that is not known."""


class OpenedKeys(NamedTuple):
    """The keys of a diary as a passphrase has opened them."""

    secrets: tuple[str, ...]
    """The newest first."""
    data: bytes
    """The file they were in."""
    from_home: bool


def seal_state(home: Path, state: Path, disk: Disk) -> SealState | None:
    """How far the diary is sealed; `None` where it is not."""
    held = None
    with suppress(OSError, ValueError):  # a NUL in the name: refused where the home is opened
        held = disk.read_start(state / SEALING, _MOST)
    if held is not None:
        try:
            return msgspec.json.decode(held, type=SealState)
        except (msgspec.DecodeError, UnicodeDecodeError):  # it is made anew once the keys are opened
            return SealState(phase=SEALED)
    if _is_there(disk, state / IDENTITY):
        return SealState(phase=SEALED)
    return SealState(phase=ADOPTING) if _is_there(disk, home / IDENTITY) else None


def note_state(writer: AtomicWriter, state: Path, noted: SealState | None) -> None:
    """Keep how far the diary is sealed: this is the moment at which a change counts."""
    path = state / SEALING
    if noted is not None:
        writer.write(path, msgspec.json.encode(noted))
    elif _is_there(writer.disk, path):
        writer.disk.remove(path)
        writer.disk.sync_folder(state)


def keep_keys(writer: AtomicWriter, home: Path, state: Path, data: bytes) -> None:
    """Put the file of the keys into both folders; the state's first, so that no moment is without."""
    for folder in (state, home):
        if _key_bytes(writer.disk, folder) != data:
            writer.write(folder / IDENTITY, data)


def drop_keys(writer: AtomicWriter, home: Path, state: Path) -> None:
    """Remove the file of the keys from both folders."""
    for folder in (home, state):
        if _is_there(writer.disk, folder / IDENTITY):
            writer.disk.remove(folder / IDENTITY)
            writer.disk.sync_folder(folder)


def open_keys(paths: DiaryPaths, wrapping: Wrapping, passphrase: str, noted: SealState) -> OpenedKeys:
    """The secret keys, the home's copy tried first: another machine may have changed the passphrase.

    Raises:
        Locked: it was another passphrase, or there are no keys that a passphrase can open.
    """
    found, refused = None, Locked("no keys")
    for folder, data in _candidates(paths.home, paths.state, paths.disk):
        if found and (not noted.recipient or noted.recipient in map(public_key, found.secrets)):
            break
        try:
            check_work(data, noted.work)
        except Locked as error:
            refused = error
            continue
        secrets = secrets_in(wrapping.unwrap(data, passphrase) or b"")
        if not secrets:
            refused = Locked("wrong")
        elif found is None:
            found = OpenedKeys(secrets, data, folder == paths.home)
        else:  # sealed on two machines apart, with one passphrase: both keys are needed from now on
            found = found._replace(secrets=tuple(dict.fromkeys((*found.secrets, *secrets))), data=b"")
    if found is None:
        raise refused
    return found


def keys_in(folder: Path, disk: Disk, wrapping: Wrapping, passphrase: str) -> KeyRing:
    """The keys of another sealed diary, from the file in its folder.

    Raises:
        Locked: it was another passphrase, or there is no such file.
    """
    data = _key_bytes(disk, folder)
    if data is None:
        raise Locked("no keys")
    check_work(data, 0)
    secrets = secrets_in(wrapping.unwrap(data, passphrase) or b"")
    if not secrets:
        raise Locked("wrong")
    return KeyRing.of(secrets)


def wrapped_keys(wrapping: Wrapping, secrets: tuple[str, ...], passphrase: str) -> tuple[bytes, int]:
    """The file of the keys, closed by a passphrase, and what that costs."""
    data = wrapping.wrap(key_file(secrets), passphrase)
    return data, work_of(data) or 0


def locked_ring(noted: SealState) -> KeyRing:
    """The keys of a locked diary: they seal, and open nothing.

    Raises:
        Locked: the diary was never opened on this machine.
    """
    if not noted.recipient:
        raise Locked("never opened")
    return KeyRing(noted.recipient)


def _candidates(home: Path, state: Path, disk: Disk) -> Iterator[tuple[Path, bytes]]:
    theirs, ours = _key_bytes(disk, home), _key_bytes(disk, state)
    if theirs is not None:
        yield home, theirs
    if ours is not None and ours != theirs:
        yield state, ours


def _key_bytes(disk: Disk, folder: Path) -> bytes | None:
    try:
        return disk.read_start(folder / IDENTITY, _MOST)
    except OSError:
        return None


def _is_there(disk: Disk, path: Path) -> bool:
    with suppress(OSError, ValueError):
        return disk.mark(path) is not None
    return False
