"""Which device this is: a short random name, drawn anew where the state folder came to another machine."""

import hashlib
import platform
import secrets
from pathlib import Path

import msgspec

from detox.storage.shelf import Shelf

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
