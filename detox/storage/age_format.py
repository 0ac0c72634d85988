"""The age format: what the keys of a diary seal and open; the only file that knows the cipher library."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from detox.errors import Locked

MAGIC = b"age-encryption.org/v1\n"
"""How every file of the format begins (age-encryption.org/v1, section 2)."""
HIGHEST_WORK = 20
"""The most that a passphrase may cost, as a power of two: about three seconds and 1 GB of memory."""
MORE_WORK = 2
"""So much more than was noted here another machine may have chosen: four times the time."""
HEADER = "# Keys of a diary kept by Detox, the newest first. Each opens what was sealed for it.\n"
_SCRYPT = re.compile(rb"age-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]+ ([0-9]{1,3})\n")
_SECRET = re.compile(r"AGE-SECRET-KEY-1[A-Z0-9]+")
_REMEMBERED = 4
"""So many files are remembered as they were last: both copies of a file are the same bytes."""


class Wrapping(NamedTuple):
    """How the keys are closed by a passphrase; an argument, for it costs a second by design."""

    wrap: Callable[[bytes, str], bytes]
    unwrap: Callable[[bytes, str], bytes | None]
    """`None`: it was another passphrase, or the bytes are damaged."""


class KeyRing:
    """The keys of one diary; without its secrets it seals, and opens nothing."""

    def __init__(self, recipient: str, secrets: tuple[str, ...] = ()) -> None:
        self.recipient = recipient
        """For whom new files are sealed: "age1..."."""
        self.secrets = secrets
        """The secret keys, the newest first."""
        self._for = [_x25519().Recipient.from_str(recipient)]
        self._keys = [_x25519().Identity.from_str(secret) for secret in secrets]
        self._known: list[tuple[bytes, bytes]] = []

    @classmethod
    def of(cls, secrets: tuple[str, ...]) -> "KeyRing":
        """The ring of these secret keys, which seals for the first."""
        return cls(public_key(secrets[0]), secrets)

    @property
    def opens(self) -> bool:
        """Whether it has any secret."""
        return bool(self._keys)

    def seal(self, data: bytes) -> bytes:
        """Those bytes as a file of the age format, padded."""
        for held, known in self._known:
            if known is data:
                return held
        sealed: bytes = _library().encrypt(padded(data), self._for)
        self._remember(sealed, data)
        return sealed

    def open(self, sealed: bytes) -> bytes | None:
        """What was sealed; `None` for bytes that none of these keys opens, or that were changed since.

        Raises:
            Locked: the ring has no secret.
        """
        if not self._keys:
            raise Locked("locked")
        for known, data in self._known:
            if known == sealed:
                return data
        if not sealed.startswith(MAGIC):
            return None
        try:
            data = unpadded(_library().decrypt(sealed, self._keys))
        except _library().DecryptError:
            return None
        self._remember(sealed, data)
        return data

    def _remember(self, sealed: bytes, data: bytes) -> None:
        self._known.append((sealed, data))
        del self._known[:-_REMEMBERED]


def available() -> bool:
    """Whether the cipher library is installed."""
    try:
        _library()
    except Locked:
        return False
    return True


def new_secret() -> str:
    """A fresh secret key."""
    return str(_x25519().Identity.generate())


def public_key(secret: str) -> str:
    """For whom a file is sealed that this secret key opens.

    Raises:
        Locked: it is no secret key.
    """
    try:
        return str(_x25519().Identity.from_str(secret).to_public())
    except _library().IdentityError:
        raise Locked("no secret key") from None


def key_file(secrets: tuple[str, ...]) -> bytes:
    """The text that `identity.age` holds, as the programs of the format read it."""
    return (HEADER + "".join(f"{secret}\n" for secret in secrets)).encode()


def secrets_in(data: bytes) -> tuple[str, ...]:
    """The secret keys in such a text, in order; none where it is no such text."""
    return tuple(_SECRET.findall(data.decode("ascii", "replace")))


def check_work(data: bytes, noted: int) -> None:
    """Refuse a key file whose passphrase would cost more than a start may, before anything is reckoned.

    Raises:
        Locked: it is none that a passphrase opens, or costs too much.
    """
    work = work_of(data)
    if work is None:
        raise Locked("damaged keys")
    if work > HIGHEST_WORK or (noted and work > noted + MORE_WORK):
        raise Locked("too much work")


def work_of(data: bytes) -> int | None:
    """What the passphrase of that file costs, as a power of two; `None` where none opens it."""
    said = _SCRYPT.match(data)
    return int(said[1]) if said else None


def by_passphrase() -> Wrapping:
    """The wrapping that people get: scrypt, as dear as this machine does in about a second."""

    def unwrap(data: bytes, passphrase: str) -> bytes | None:
        try:
            opened: bytes = _library().passphrase.decrypt(data, passphrase)
        except _library().DecryptError:
            return None
        return opened

    def wrap(data: bytes, passphrase: str) -> bytes:
        closed: bytes = _library().passphrase.encrypt(data, passphrase)
        return closed

    return Wrapping(wrap, unwrap)


def padded(data: bytes) -> bytes:
    """Those bytes with a line of blanks behind them: a length tells little (Padme: PURBs, 2019, 4.2)."""
    length = len(data) + 1
    exponent = length.bit_length() - 1
    mask = (1 << max(0, exponent - exponent.bit_length())) - 1
    return data + b"\n" + b" " * (((length + mask) & ~mask) - length)


def unpadded(data: bytes) -> bytes:
    """What `padded` was given."""
    return data.rstrip(b" ").removesuffix(b"\n")


def _library() -> Any:  # noqa: ANN401 - it ships no types
    """The cipher library.

    Raises:
        Locked: it is not installed here.
    """
    try:
        import pyrage  # noqa: PLC0415 - only a sealed diary pays for it, and it cannot be had everywhere
    except ImportError:
        raise Locked("no library") from None
    return pyrage


def _x25519() -> Any:  # noqa: ANN401 - it ships no types
    return _library().x25519
