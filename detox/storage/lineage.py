"""Which version a version is, and which ones it stands over; versions of schema 1 get both on reading."""

import os
from collections.abc import Iterable
from typing import Any

import msgspec

from detox.digest import sha256
from detox.domain.record_versions import MOST_NAMED

Doc = dict[str, Any]
_FIGURES = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = [first + second for first in _FIGURES for second in _FIGURES]
DERIVED = "x-"
"""How an identity begins that was made of what a version says: of a record that came without one."""
MIGRATED = "m-"
"""How an identity begins that was made of a device and its count, as schema 1 told versions apart."""
_encode = msgspec.json.Encoder(order="sorted").encode


def new_rev() -> str:
    """A version's identity: 8 random bytes as base32; two alike are as good as impossible in one record."""
    return _base32(os.urandom(8))


def derived_rev(content: object, apart: str = "") -> str:
    """The identity of a version that came without one; the same content gives the same."""
    return DERIVED + _base32(sha256(_encode(content) + apart.encode()).digest()[:8])


def identified(version: Doc) -> Doc:
    """The version with an identity; one of schema 1 gets it from who wrote it and how many came before.

    Every machine gives the same identity to the same version.
    """
    if "rev" in version:
        return version
    plain = {field: value for field, value in version.items() if field != "seen"}
    seen = version.get("seen")
    if not isinstance(seen, dict) or not seen:
        return plain | {"rev": derived_rev(plain)}
    said = str(version.get("clock", "")).rpartition("-")[2]
    writer = said if said in seen else next(iter(seen))
    made = plain | {"rev": _counted(writer, seen[writer])}
    below = _lower_counts(seen, writer)
    return made | {"supersedes": below} if below else made


def is_identified(doc: Doc) -> bool:
    """Whether every version in that document has an identity already."""
    return "seen" not in doc and all(is_identified(other) for other in doc.get("others", ()))


def named_by(versions: Iterable[Doc]) -> list[str]:
    """What a version over these stands over: themselves, then what they stand over, the nearest first."""
    distance: dict[str, int] = {}
    for version in versions:
        for steps, rev in enumerate([version["rev"], *version.get("supersedes", ())]):
            distance[rev] = min(steps, distance.get(rev, steps))
    return sorted(distance, key=lambda rev: (distance[rev], rev))[:MOST_NAMED]


def _lower_counts(seen: dict[str, int], writer: str) -> list[str]:
    """The versions that one of schema 1 had seen, the latest of each device first."""
    found: list[str] = []
    for steps in range(MOST_NAMED):
        found += [
            _counted(device, count - steps)
            for device, count in sorted(seen.items())
            if count - steps > 0 and (device, steps) != (writer, 0)
        ]
    return found[:MOST_NAMED]


def _counted(device: str, count: int) -> str:
    return MIGRATED + _base32(sha256(f"{device}\n{count}".encode()).digest()[:8])


def _base32(data: bytes) -> str:
    """Eight bytes in base32 (RFC 4648), small letters, without padding; base64 takes five times as long."""
    bits = int.from_bytes(data) << 1  # 13 figures of 5 bits
    pairs = _PAIRS
    return (
        pairs[bits >> 55]
        + pairs[bits >> 45 & 1023]
        + pairs[bits >> 35 & 1023]
        + pairs[bits >> 25 & 1023]
        + pairs[bits >> 15 & 1023]
        + pairs[bits >> 5 & 1023]
        + _FIGURES[bits & 31]
    )
