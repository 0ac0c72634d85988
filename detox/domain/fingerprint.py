"""What is written down is known again by its hash."""

import msgspec

from detox.digest import sha256


def fingerprint(facts: dict[str, object]) -> str:
    """SHA-256 of canonical JSON, in 64 hex digits: sorted keys, no spaces, UTF-8."""
    return sha256(msgspec.json.encode(facts, order="sorted")).hexdigest()


def code_of(hash_: str) -> str:
    """The first twelve digits of a hash in groups of four, to write on paper: `9e19-4cb4-6f46`."""
    return "-".join(hash_[n : n + 4] for n in range(0, 12, 4))
