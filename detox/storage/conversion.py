"""Sealing a whole diary, taking the seal off, changing its key: whole, or put right at the next start."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from detox.errors import DetoxError, Locked, StoreError
from detox.storage.age_format import KeyRing, Wrapping, public_key
from detox.storage.disk import Disk
from detox.storage.file_format import JOURNAL, encode, is_diary_file
from detox.storage.paths import IDENTITY, STATE, AtomicWriter, DiaryPaths, refusing
from detox.storage.replicas import read_pair
from detox.storage.seal_state import (
    ADOPTING,
    CLEARING,
    OPENING,
    ROTATING,
    SEALED,
    SEALING_NOW,
    UNSEALING,
    OpenedKeys,
    SealState,
    drop_keys,
    keep_keys,
    note_state,
    open_keys,
    seal_state,
    wrapped_keys,
)
from detox.storage.sealed_disk import NEVER_SEALED, SUFFIX, SealedDisk
from detox.storage.sync_conflicts import merge_conflicts
from detox.storage.transaction import open_transaction

KEYLESS = (SEALING_NOW, CLEARING, UNSEALING, OPENING)
"""What was cut short in one of these is finished or undone without any key."""
Seen = Callable[[], None]
"""Called after each file."""


@refusing
def seal(
    paths: DiaryPaths, wrapping: Wrapping, passphrase: str, secret: str, seen: Seen = lambda: None
) -> None:
    """Seal every file of a diary for a secret key, and close that by a passphrase.

    Every sealed file is written, opened again and compared before the first plain one goes.

    Raises:
        StoreError: a file could not be read or written; the diary is as it was.
        Locked: the cipher library is not installed.
    """
    data, work = wrapped_keys(wrapping, (secret,), passphrase)
    recipient = public_key(secret)
    writer = AtomicWriter(paths.disk)
    with open_transaction(paths):
        merge_conflicts(paths)
        note_state(writer, paths.state, SealState(phase=SEALING_NOW))
        try:
            keep_keys(writer, paths.home, paths.state, data)
            _write_sealed(paths, writer, (secret,), seen)
        except BaseException:
            with suppress(OSError):
                _undo_sealing(paths, writer)
            raise
        _clear(paths, writer, SealState(phase=CLEARING, recipient=recipient, work=work))


@refusing
def unseal(paths: DiaryPaths, keys: KeyRing, seen: Seen = lambda: None) -> None:
    """Write every file in clear again and remove the sealed ones and the keys.

    Args:
        paths: on the bare disk.
        keys: all that the diary has.
        seen: called after each file.

    Raises:
        StoreError: a file could not be read or written, or is damaged; the diary is sealed as it was.
    """
    writer = AtomicWriter(paths.disk)
    with paths.locked():
        held = _state_of(paths)
        note_state(writer, paths.state, msgspec.structs.replace(held, phase=UNSEALING))
        try:
            for path in list(_sealed_files(paths)):
                plain = path.with_name(path.name.removesuffix(SUFFIX))
                data = keys.open(paths.disk.read(path))
                if data is None:
                    raise StoreError("not opened", file=path.name)  # noqa: TRY301 - undone below
                writer.write(plain, data)
                if paths.disk.read(plain) != data:
                    raise StoreError("not written right", file=plain.name)  # noqa: TRY301
                seen()
        except BaseException:
            with suppress(OSError):
                _undo_unsealing(paths, writer, held)
            raise
        _open_up(paths, writer)


@refusing
def rotate(
    paths: DiaryPaths, wrapping: Wrapping, passphrase: str, secret: str, seen: Seen = lambda: None
) -> tuple[str, ...]:
    """Write every file for a new secret key; all keys, the new one first.

    The older keys stay: they open what another machine, or a backup, still holds.

    Raises:
        Locked: it was another passphrase; nothing was changed.
        StoreError: a file could not be written; the rest is written anew at the next unlocking.
    """
    writer = AtomicWriter(paths.disk)
    with paths.locked():
        held = _state_of(paths)
        opened = open_keys(paths, wrapping, passphrase, held)
        secrets = (secret, *opened.secrets)
        data, work = wrapped_keys(wrapping, secrets, passphrase)
        noted = SealState(phase=ROTATING, recipient=public_key(secrets[0]), work=work)
        keep_keys(writer, paths.home, paths.state, data)
        note_state(writer, paths.state, noted)
        _finish_rotating(paths, writer, KeyRing.of(secrets), noted, seen)
    return secrets


@refusing
def rewrap(paths: DiaryPaths, wrapping: Wrapping, secrets: tuple[str, ...], passphrase: str) -> None:
    """Close the keys by another passphrase, in both folders."""
    writer = AtomicWriter(paths.disk)
    data, work = wrapped_keys(wrapping, secrets, passphrase)
    with paths.locked():
        keep_keys(writer, paths.home, paths.state, data)
        note_state(writer, paths.state, msgspec.structs.replace(_state_of(paths), work=work))


@refusing
def unlock(paths: DiaryPaths, wrapping: Wrapping, passphrase: str) -> KeyRing:
    """Open the keys, and finish what another machine or a crash left half done.

    Raises:
        Locked: it was another passphrase, the keys are gone, or another diary lies in the home.
    """
    noted = _state_of(paths)
    opened = open_keys(paths, wrapping, passphrase, noted)
    keys = KeyRing.of(opened.secrets)
    _check_same_diary(paths, keys, opened)
    if not opened.data:  # two keys of two machines, in one file from now on
        data = wrapped_keys(wrapping, opened.secrets, passphrase)[0]
        opened = opened._replace(data=data, from_home=True)
    try:
        with paths.locked():
            _settle(paths, keys, opened, noted)
    except (OSError, StoreError):  # a folder that cannot be written can still be read
        if noted.phase == ADOPTING:
            raise
    return keys


def recover(paths: DiaryPaths) -> None:
    """Finish or undo what a crash cut short, as far as it needs no key."""
    held = seal_state(paths.home, paths.state, paths.disk)
    if held is None or held.phase not in KEYLESS:
        return
    writer = AtomicWriter(paths.disk)
    with paths.locked():
        held = seal_state(paths.home, paths.state, paths.disk)
        if held is None:
            return
        if held.phase == SEALING_NOW:
            _undo_sealing(paths, writer)
        elif held.phase == CLEARING:
            _clear(paths, writer, held)
        elif held.phase == UNSEALING:
            _undo_unsealing(paths, writer, msgspec.structs.replace(held, phase=SEALED))
        elif held.phase == OPENING:
            _open_up(paths, writer)


def plain_files(paths: DiaryPaths) -> list[Path]:
    """The files of a diary that rest in clear, in both folders."""
    return [path for path in _our_files(paths) if not path.name.endswith(SUFFIX)]


def sealed_paths(paths: DiaryPaths, keys: KeyRing) -> DiaryPaths:
    """The same folders, seen through the keys."""
    disk = SealedDisk(paths.disk, keys, paths.home, paths.state)
    return DiaryPaths(paths.home, paths.state, disk, paths.now)


def count_files(paths: DiaryPaths) -> int:
    """How many files the diary has, sealed or not."""
    return sum(1 for _ in _our_files(paths))


def opens_something(paths: DiaryPaths, keys: KeyRing) -> bool:
    """Whether these keys open any file of the diary."""
    return any(keys.open(paths.disk.read(path)) is not None for path in _sealed_files(paths))


def _state_of(paths: DiaryPaths) -> SealState:
    held = seal_state(paths.home, paths.state, paths.disk)
    if held is None:
        raise Locked("not sealed")
    return held


def _write_sealed(paths: DiaryPaths, writer: AtomicWriter, secrets: tuple[str, ...], seen: Seen) -> None:
    keys, fresh = KeyRing.of(secrets), KeyRing.of(secrets)  # the second remembers nothing of the first
    for path in plain_files(paths):
        _seal_one(writer, path, paths.disk.read(path), keys, fresh)
        seen()


def _seal_one(writer: AtomicWriter, path: Path, data: bytes, keys: KeyRing, fresh: KeyRing) -> None:
    """Write one file sealed, open it again and compare."""
    target = path.with_name(path.name + SUFFIX)
    writer.write(target, keys.seal(data))
    if fresh.open(writer.disk.read(target)) != data:
        raise StoreError("not written right", file=target.name)


def _clear(paths: DiaryPaths, writer: AtomicWriter, noted: SealState) -> None:
    """From here on the sealed files count: note it, and remove the plain ones."""
    note_state(writer, paths.state, msgspec.structs.replace(noted, phase=CLEARING))
    _remove(paths, plain_files(paths))
    note_state(writer, paths.state, msgspec.structs.replace(noted, phase=SEALED))


def _open_up(paths: DiaryPaths, writer: AtomicWriter) -> None:
    """From here on the plain files count: note it, and remove the sealed ones and the keys."""
    note_state(writer, paths.state, SealState(phase=OPENING))
    _remove(paths, _sealed_files(paths))
    drop_keys(writer, paths.home, paths.state)
    note_state(writer, paths.state, None)


def _undo_sealing(paths: DiaryPaths, writer: AtomicWriter) -> None:
    _remove(paths, _sealed_files(paths))
    drop_keys(writer, paths.home, paths.state)
    note_state(writer, paths.state, None)


def _undo_unsealing(paths: DiaryPaths, writer: AtomicWriter, held: SealState) -> None:
    _remove(paths, plain_files(paths))
    note_state(writer, paths.state, held)


def _remove(paths: DiaryPaths, files: list[Path]) -> None:
    for path in files:
        with suppress(FileNotFoundError):
            paths.disk.remove(path)
    for folder in sorted({path.parent for path in files}):
        paths.disk.sync_folder(folder)


def _settle(paths: DiaryPaths, keys: KeyRing, opened: OpenedKeys, noted: SealState) -> None:
    """Let both folders hold the same keys, and the files be what they should; the lock is held."""
    writer = AtomicWriter(paths.disk)
    if opened.from_home or paths.disk.mark(paths.home / IDENTITY) is None:
        keep_keys(writer, paths.home, paths.state, opened.data)
    known = msgspec.structs.replace(noted, recipient=keys.recipient)
    if noted.phase == ADOPTING:
        _adopt(paths, writer, keys, known)
    elif noted.phase == ROTATING or noted.recipient not in ("", keys.recipient):
        note_state(writer, paths.state, msgspec.structs.replace(known, phase=ROTATING))
        _finish_rotating(paths, writer, keys, known, lambda: None)
    elif known != noted:
        note_state(writer, paths.state, known)


def _finish_rotating(
    paths: DiaryPaths, writer: AtomicWriter, keys: KeyRing, noted: SealState, seen: Seen
) -> None:
    newest = KeyRing.of(keys.secrets[:1])
    for path in _sealed_files(paths):
        sealed = paths.disk.read(path)
        if newest.open(sealed) is None and (data := keys.open(sealed)) is not None:
            writer.write(path, newest.seal(data))
        seen()
    note_state(writer, paths.state, msgspec.structs.replace(noted, phase=SEALED))


def _adopt(paths: DiaryPaths, writer: AtomicWriter, keys: KeyRing, noted: SealState) -> None:
    """Seal what rests in clear on this machine; what the home holds sealed joins it at the next reading."""
    note_state(writer, paths.state, noted)
    fresh = KeyRing.of(keys.secrets)
    sealed = DiaryPaths(
        paths.home, paths.state, SealedDisk(paths.disk, keys, paths.home, paths.state), paths.now
    )
    for name in paths.all_files():
        with suppress(DetoxError):  # a damaged one is sealed below as it is
            pair = read_pair(paths, name)
            if any(copy.content for copy in pair.replicas):
                sealed.writer.write(sealed.replicas(name)[1], encode(name, pair.content))
    for path in plain_files(paths):
        target = path.with_name(path.name + SUFFIX)
        if paths.state in path.parents and paths.disk.mark(target) is None:
            _seal_one(writer, path, paths.disk.read(path), keys, fresh)
    _clear(paths, writer, noted)


def _check_same_diary(paths: DiaryPaths, keys: KeyRing, opened: OpenedKeys) -> None:
    """Refuse where the home's keys are closed by another passphrase and ours open nothing in it.

    Raises:
        Locked: another diary lies in the home, or it was sealed anew on another machine.
    """
    if opened.from_home or not opened.data or paths.disk.mark(paths.home / IDENTITY) is None:
        return
    files = [path for path in _home_files(paths.disk, paths.home) if path.name.endswith(SUFFIX)]
    if files and all(keys.open(paths.disk.read(path)) is None for path in files):
        raise Locked("another key", file=paths.home.name)


def _sealed_files(paths: DiaryPaths) -> list[Path]:
    return [path for path in _our_files(paths) if path.name.endswith(SUFFIX)]


def _our_files(paths: DiaryPaths) -> Iterator[Path]:
    """Every file of the diary but those that are never sealed, whether it is sealed or not."""
    yield from _home_files(paths.disk, paths.home)
    for state in dict.fromkeys((paths.state, paths.home / STATE)):
        yield from _below(paths.disk, state)


def _home_files(disk: Disk, home: Path) -> Iterator[Path]:
    for folder in ("", JOURNAL):
        for name in disk.names(home / folder):
            plain = name.removesuffix(SUFFIX)
            if plain.endswith(".json") and is_diary_file(folder + plain.removesuffix(".json")):
                yield home / folder / name


def _below(disk: Disk, folder: Path) -> Iterator[Path]:
    for name in disk.names(folder):
        path = folder / name
        if name.startswith(".") or name in NEVER_SEALED:
            continue
        if disk.is_folder(path):
            yield from _below(disk, path)
        elif disk.is_regular(path):
            yield path
