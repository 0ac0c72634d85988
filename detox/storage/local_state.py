"""What belongs to this machine alone: its name and small texts."""

import hashlib
import os
import platform
from contextlib import suppress
from pathlib import Path

import msgspec

from detox.storage.paths import DiaryPaths, refusing

_MACHINE = Path("/etc/machine-id")
_IDENTITY = "device.json"
_TEXTS = "jotter"
"""The folder of the small texts, below the state folder; homes have it since the first version."""


class DeviceIdentity(msgspec.Struct, frozen=True):
    """What `device.json` says."""

    device: str
    machine: str


def device_id(paths: DiaryPaths) -> str:
    """This device's name; made at the first write."""
    if paths.device:
        return paths.device
    held = known_device(paths)
    if not held:
        held = os.urandom(4).hex()
        identity = DeviceIdentity(held, _machine())
        paths.writer.write(paths.state / _IDENTITY, msgspec.json.encode(identity))
    paths.device = held
    return held


def known_device(paths: DiaryPaths) -> str:
    """This device's name; empty before its first write, and on a machine that the state was copied to."""
    if paths.device:
        return paths.device
    try:
        known = msgspec.json.decode(paths.disk.read(paths.state / _IDENTITY), type=DeviceIdentity)
    except (FileNotFoundError, msgspec.DecodeError):
        return ""
    return known.device if known.machine == _machine() else ""


def _machine() -> str:
    try:
        told = _MACHINE.read_bytes()
    except OSError:
        told = platform.node().encode()
    return hashlib.sha256(told).hexdigest()[:16]


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
