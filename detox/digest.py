"""SHA-256 by Python itself: OpenSSL, which `hashlib` would fetch, is 4 MB and 6 ms of every start."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import _Hash, sha256
else:
    try:
        from _sha2 import sha256  # from Python 3.12 on
    except ImportError:
        try:
            from _sha256 import sha256
        except ImportError:  # a Python that was built without any of its own
            from hashlib import sha256

__all__ = ["of_file", "sha256"]

MUCH = 8_000_000
"""Bytes of files, two or three years of a long list: from here on OpenSSL is worth fetching, which is five
times as quick (measured: 0.6 against 3.2 ms a million)."""

_hashed = 0
"""Bytes of files hashed by this process."""


def of_file(head: bytes, body: bytes | memoryview) -> str:
    """The SHA-256 of both, one behind the other, in 64 hex digits."""
    global _hashed  # noqa: PLW0603 - one process, one count
    _hashed += len(body)
    total = _fetched()(head) if _hashed > MUCH else sha256(head)
    total.update(body)
    return total.hexdigest()


@cache
def _fetched() -> Callable[[bytes], "_Hash"]:
    """The quickest there is."""
    try:
        from _hashlib import openssl_sha256  # noqa: PLC0415 - what this file is there to put off
    except ImportError:
        return sha256
    return openssl_sha256
