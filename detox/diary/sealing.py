"""The seal of a diary: on or off, open or locked; passphrases and keys, and what no seal can reach."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from detox.domain.dates import logical_day
from detox.domain.record import Record
from detox.domain.said_days import said_day
from detox.errors import Forbidden, FutureDay, Locked
from detox.storage import conversion
from detox.storage.age_format import KeyRing, Wrapping, available, by_passphrase, new_secret, public_key
from detox.storage.copies_elsewhere import PlainCopy, copies_elsewhere
from detox.storage.disk import Disk
from detox.storage.file_format import month_file
from detox.storage.inbox import Inbox, InboxRecord
from detox.storage.paths import IDENTITY, DiaryPaths
from detox.storage.replicas import read_and_heal
from detox.storage.seal_state import SealState, keys_in, locked_ring, seal_state
from detox.storage.sealed_disk import SUFFIX

CHECKED = 6
"""So many characters of the secret key are typed to show that it stands on paper."""
SHORTEST = 8
"""Characters of a passphrase; fewer are guessed in hours, whatever they are."""


class RecoveryKit(Record, frozen=True, kw_only=True):
    """What opens a sealed diary without this program and without the passphrase."""

    secret: str
    """The secret key: "AGE-SECRET-KEY-1..."."""
    file: str
    """A file of the diary, below its home, to try it with."""

    @property
    def checked(self) -> str:
        """The characters of it that are asked for."""
        return self.secret[-CHECKED:]

    @property
    def command(self) -> str:
        """How the stock program opens a file with it."""
        return f"age -d -i KEY.txt {self.file}{SUFFIX}"


class Sealing:
    """Whether a diary is sealed, and the keys while it is open."""

    def __init__(
        self,
        home: Path,
        state: Path,
        *,
        now: Callable[[], datetime],
        disk: Disk | None = None,
        wrapping: Wrapping | None = None,
        new_id: Callable[[], str] | None = None,
    ) -> None:
        self.home = home
        self._state = state
        self._now = now
        self._new_id = new_id
        self._bare = disk or Disk()
        self._wrapping = wrapping or by_passphrase()
        self._keys: KeyRing | None = None

    @property
    def is_sealed(self) -> bool:
        """Whether the files rest sealed; what a crash cut short is finished or undone first.

        Raises:
            StoreError: it cannot be finished now.
        """
        held = self._held()
        if held is not None and held.phase in conversion.KEYLESS:
            conversion.recover(self._paths())
            held = self._held()
        return held is not None

    @property
    def is_locked(self) -> bool:
        """Whether it is sealed, and the passphrase has not been given."""
        return self.is_sealed and self._keys is None

    @property
    def can_seal(self) -> bool:
        """Whether the cipher library is installed here."""
        return available()

    def disk(self) -> Disk:
        """The disk that the diary is read from.

        Raises:
            Locked: it is sealed, and the passphrase has not been given.
        """
        if not self.is_sealed:
            return self._bare
        if self._keys is None:
            raise Locked("locked")
        return conversion.sealed_paths(self._paths(), self._keys).disk

    @property
    def moment(self) -> str:
        """Now, as it is recorded: RFC 3339 with offset, to the second."""
        return self._now().isoformat(timespec="seconds")

    def day_said(self, text: str | None, day_start: int) -> date:
        """The day that a person names, today where none was, without opening anything.

        Raises:
            BadDate: no day is called that.
            FutureDay: it has not come yet.
        """
        now = self._now()
        today = logical_day(now, day_start)
        day = said_day(text, today, calendar=now.date()) if text else today
        if day > today:
            raise FutureDay(day, today, begins=day_start if day == now.date() else None)
        return day

    def leave(self, kind: str, day: date, said: dict[str, Any]) -> None:
        """Put something into a locked diary that nobody can read before the next unlocking.

        Args:
            kind: "log" or "checkin".
            day: which day it is of.
            said: the fields of the deed, as they were typed.

        Raises:
            Locked: the diary was never opened on this machine.
            StoreError: it could not be written.
        """
        held = self._held()
        paths = conversion.sealed_paths(self._paths(), locked_ring(held)) if held else self._paths()
        made = self._new_id() if self._new_id else ""
        Inbox(paths).put(InboxRecord(kind=kind, id=made, moment=self.moment, day=day, said=said))

    def unlock(self, passphrase: str) -> None:
        """Open it; takes about a second by design.

        Raises:
            Locked: it was another passphrase, or it cannot be opened here.
        """
        if self.is_sealed:
            self._keys = conversion.unlock(self._paths(), self._wrapping, passphrase)

    def lock(self) -> None:
        """Let go of the keys."""
        self._keys = None

    def new_kit(self) -> RecoveryKit:
        """A fresh key, to be written down before anything is sealed for it.

        Raises:
            Locked: the cipher library is not installed here.
        """
        return RecoveryKit(secret=new_secret(), file=f"{month_file(self._now().date())}.json")

    def seal(self, passphrase: str, kit: RecoveryKit, seen: Callable[[], None] = lambda: None) -> None:
        """Seal every file for the key of that kit; the diary is open afterwards, to be opened anew.

        Raises:
            Forbidden: it is sealed already, or the passphrase is too short; nothing was changed.
            Locked: the cipher library is not installed here.
            StoreError: a file could not be read or written; it is as it was.
        """
        if self.is_sealed:
            raise Forbidden("sealed already")
        check_passphrase(passphrase)
        conversion.seal(self._paths(), self._wrapping, passphrase, kit.secret, seen)
        self._keys = KeyRing.of((kit.secret,))

    def unseal(self, seen: Callable[[], None] = lambda: None) -> None:
        """Let every file rest in clear again; the diary has to be opened anew.

        Raises:
            Forbidden: it is not sealed.
            Locked: the passphrase has not been given.
            StoreError: a file could not be read or written; it is sealed as it was.
        """
        keys = self._open_keys()
        paths = conversion.sealed_paths(self._paths(), keys)
        for name in paths.all_files():  # a copy that was tampered with gives way to the other one
            read_and_heal(paths, name)
        conversion.unseal(self._paths(), keys, seen)
        self._keys = None

    def change_passphrase(self, passphrase: str) -> None:
        """Close the keys by another passphrase; the files stay as they are.

        Raises:
            Forbidden: it is not sealed, or the passphrase is too short; nothing was changed.
            Locked: the old one has not been given.
        """
        keys = self._open_keys()
        check_passphrase(passphrase)
        conversion.rewrap(self._paths(), self._wrapping, keys.secrets, passphrase)

    def open_with_kit(self, secret: str) -> None:
        """Open it by its secret key, where the passphrase is forgotten or the keys are gone.

        Raises:
            Forbidden: it is not sealed.
            Locked: it is no secret key, or opens nothing here.
        """
        if not self.is_sealed:
            raise Forbidden("not sealed")
        keys = keys_of_kit(secret)
        if not conversion.opens_something(self._paths(), keys):
            raise Locked("wrong key")
        self._keys = keys

    def keys_of(self, folder: Path, passphrase: str) -> KeyRing:
        """The keys of another sealed diary, which lies in that folder with its key file.

        Raises:
            Locked: it was another passphrase, or there is no key file.
        """
        return keys_in(folder, self._bare, self._wrapping, passphrase)

    def rotate(self, passphrase: str, kit: RecoveryKit, seen: Callable[[], None] = lambda: None) -> None:
        """Write every file for the key of that kit; the older ones stay in the file of the keys.

        Raises:
            Forbidden: it is not sealed.
            Locked: it was another passphrase; nothing was changed.
        """
        if not self.is_sealed:
            raise Forbidden("not sealed")
        secrets = conversion.rotate(self._paths(), self._wrapping, passphrase, kit.secret, seen)
        self._keys = KeyRing.of(secrets)

    def files(self) -> int:
        """How many files there are to seal, or to write in clear."""
        return conversion.count_files(self._paths())

    def copies_elsewhere(self) -> list[PlainCopy]:
        """Where plain copies may lie that sealing does not reach: version control, a syncing program."""
        return copies_elsewhere(self.home)

    def in_clear(self) -> list[str]:
        """Files of a sealed diary that lie in clear among the sealed ones, by name."""
        if not self.is_sealed:
            return []
        return [path.name for path in conversion.plain_files(self._paths())]

    @property
    def key_file(self) -> Path:
        """Where the keys lie, closed by the passphrase."""
        return self.home / IDENTITY

    def _open_keys(self) -> KeyRing:
        if not self.is_sealed:
            raise Forbidden("not sealed")
        if self._keys is None:
            raise Locked("locked")
        return self._keys

    def _paths(self) -> DiaryPaths:
        return DiaryPaths(self.home, self._state, self._bare, self._now)

    def _held(self) -> SealState | None:
        return seal_state(self.home, self._state, self._bare)


def keys_of_kit(secret: str) -> KeyRing:
    """The keys that a recovery kit gives, however it was typed.

    Raises:
        Locked: it is no secret key, or the cipher library is not installed here.
    """
    secret = "".join(secret.split()).upper()
    public_key(secret)
    return KeyRing.of((secret,))


def check_passphrase(passphrase: str) -> None:
    """Refuse a passphrase that is guessed in hours.

    Raises:
        Forbidden: it is too short.
    """
    if len(passphrase) < SHORTEST:
        raise Forbidden("short passphrase", n=SHORTEST)
