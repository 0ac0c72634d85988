"""Sealed diaries for tests: the format is the real one, only the passphrase costs nothing."""

import base64
import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from detox.diary import Diary
from detox.diary.sealing import Sealing
from detox.storage.age_format import MAGIC, Wrapping
from detox.storage.disk import Disk
from detox.wiring import open_diary

PASSPHRASE = "correct horse battery staple"  # noqa: S105 - of tests
WORK = 10


def _stream(passphrase: str, length: int) -> bytes:
    made = b"".join(hashlib.sha256(f"{passphrase} {n}".encode()).digest() for n in range(length // 32 + 1))
    return made[:length]


def _wrap(data: bytes, passphrase: str) -> bytes:
    hidden = bytes(a ^ b for a, b in zip(data, _stream(passphrase, len(data)), strict=True))
    mark = hmac.digest(passphrase.encode(), data, "sha256")
    salt = base64.b64encode(mark[:16]).rstrip(b"=")
    return MAGIC + b"-> scrypt " + salt + f" {WORK}\n".encode() + mark + hidden


def _unwrap(data: bytes, passphrase: str) -> bytes | None:
    rest = data[len(MAGIC) :].partition(b"\n")[2]
    mark, hidden = rest[:32], rest[32:]
    clear = bytes(a ^ b for a, b in zip(hidden, _stream(passphrase, len(hidden)), strict=True))
    return clear if hmac.compare_digest(hmac.digest(passphrase.encode(), clear, "sha256"), mark) else None


QUICK = Wrapping(_wrap, _unwrap)
"""As quick as the real one is slow, and no better than a toy."""


def sealing_at(home: Path, now: Callable[[], datetime], disk: Disk | None = None) -> Sealing:
    """The seal of the diary in that home, whose state folder lies in it."""
    return Sealing(home, home / ".state", now=now, disk=disk, wrapping=QUICK)


def opened(home: Path, now: Callable[[], datetime], passphrase: str = PASSPHRASE) -> Diary:
    """The diary in that home, unlocked as a new program would."""
    sealing = sealing_at(home, now)
    sealing.unlock(passphrase)
    return open_diary(home, home / ".state", now=now, sealing=sealing)
