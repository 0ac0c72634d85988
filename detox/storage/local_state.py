"""What belongs to this machine alone: its name and small texts."""

import os
from contextlib import suppress

import msgspec

from detox.storage.disk import machine
from detox.storage.paths import DiaryPaths, refusing

_FIGURES = 16
"""As many as `device.json` has of its machine."""
_IDENTITY = "device.json"
_TEXTS = "jotter"
"""The folder of the small texts, below the state folder; homes have it since the first version."""


class DeviceIdentity(msgspec.Struct, frozen=True):
    """What `device.json` says."""

    device: str
    machine: str
    diary: tuple[str, ...] = ()
    """The ids of the diary that is written on here; more than one where diaries were joined."""


def device_id(paths: DiaryPaths) -> str:
    """This device's name; drawn at the first write, and kept by `adopt_diary` before anything bears it."""
    paths.device = known_device(paths) or os.urandom(4).hex()
    return paths.device


def known_device(paths: DiaryPaths) -> str:
    """This device's name; empty before its first write, and on a machine that the state was copied to."""
    if paths.device:
        return paths.device
    known = _kept(paths)
    return known.device if known and known.machine == machine(_FIGURES) else ""


def known_diary(paths: DiaryPaths) -> tuple[str, ...]:
    """The ids of the diary that is written on here; none before its first write."""
    if not paths.diary:
        known = _kept(paths)
        paths.diary = known.diary if known else ()
    return paths.diary


def adopt_diary(paths: DiaryPaths, ids: set[str]) -> None:
    """Let these be ids of this diary too, and keep this device's name; the lock is held."""
    if paths.identity_kept and ids <= set(paths.diary):
        return
    known = _kept(paths)
    whole = tuple(sorted(ids | set(known.diary if known else ())))
    identity = DeviceIdentity(device_id(paths), machine(_FIGURES), whole)
    if identity != known:
        paths.writer.write(paths.state / _IDENTITY, msgspec.json.encode(identity))
    paths.diary, paths.identity_kept = whole, True


def _kept(paths: DiaryPaths) -> DeviceIdentity | None:
    try:
        return msgspec.json.decode(paths.disk.read(paths.state / _IDENTITY), type=DeviceIdentity)
    except (FileNotFoundError, msgspec.DecodeError):
        return None


class LocalState:
    """Small texts, each by its name; what cannot be read was never written."""

    def __init__(self, paths: DiaryPaths) -> None:
        self._paths = paths

    def read(self, name: str) -> str:
        """The text of that name; empty where there is none."""
        with suppress(OSError, UnicodeDecodeError):
            return self._paths.disk.read(self._paths.state / _TEXTS / name).decode()
        return ""

    @refusing
    def write(self, name: str, text: str) -> None:
        """Keep a text under that name, readable by its owner alone.

        Raises:
            StoreError: it could not be written; what was there before still is.
        """
        with self._paths.locked():
            folder = self._paths.state / _TEXTS
            self._paths.writer.make_folder(folder)
            self._paths.writer.write(folder / name, text.encode())
