"""SHA-256 by Python itself: OpenSSL, which `hashlib` would fetch, is 4 MB and 6 ms of every start."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import sha256
else:
    try:
        from _sha2 import sha256  # from Python 3.12 on
    except ImportError:
        try:
            from _sha256 import sha256
        except ImportError:  # a Python that was built without any of its own
            from hashlib import sha256

__all__ = ["sha256"]
