"""Where a passphrase comes from: a file descriptor, a program of the person's own, or the terminal."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from detox.diary.sealing import Sealing
from detox.errors import Forbidden, Locked
from detox.messages.seal_messages import NOT_IT
from detox.words import _

TRIES = 3
_MOST = 4096
"""Bytes of a passphrase, and of what a descriptor may hold."""
_COMMAND_SECONDS = 60
"""So long a program of the person's own may ask them something."""


class Passphrases:
    """Asks for passphrases in one call of the program; never an argument, which every process could read."""

    def __init__(self, descriptor: int | None = None, command: Sequence[str] = ()) -> None:
        self._descriptor = descriptor
        self._command = tuple(command)
        self._lines: list[str] | None = None

    @property
    def is_given(self) -> bool:
        """Whether one comes with the call, so that nobody has to be asked."""
        return self._descriptor is not None

    @property
    def is_automatic(self) -> bool:
        """Whether it comes with the call or from a program, without anybody typing it here."""
        return self.is_given or bool(self._command)

    @property
    def can_ask(self) -> bool:
        """Whether somebody sits at a terminal."""
        return _has_terminal()

    @property
    def asks(self) -> bool:
        """Whether somebody sits there who can be asked again."""
        return not self.is_automatic and _has_terminal()

    def old(self, question: str) -> str | None:
        """The passphrase of the diary as it is; `None` where nobody can be asked."""
        if self.is_given:
            return self._line()
        return self._from_command() if self._command else _typed(question)

    def new(self, question: str, again: str, offered: str = "") -> str:
        """A passphrase that shall be, typed twice; nothing typed takes what is `offered`.

        Raises:
            Forbidden: nobody can be asked, or the two were different.
        """
        if self.is_given:
            line = self._line()
        else:
            line = _typed(question)
            if line is not None and (line or offered):
                if _typed(again) != (line or offered):
                    raise Forbidden("two passphrases")
                return line or offered
        if not line:
            raise Forbidden("no passphrase")
        return line

    def key(self, question: str) -> str:
        """The secret key of the recovery kit.

        Raises:
            Forbidden: nobody can be asked.
        """
        said = self._line() if self.is_given else _typed(question)
        if not said:
            raise Forbidden("no passphrase")
        return said

    def _line(self) -> str | None:
        """The next line of the descriptor."""
        if self._lines is None:
            data = b""
            try:
                while len(data) < _MOST and (more := os.read(self._descriptor or 0, _MOST)):
                    data += more
            except OSError:
                raise Forbidden("no passphrase") from None
            self._lines = data.decode(errors="surrogateescape").splitlines()
        return self._lines.pop(0) if self._lines else None

    def _from_command(self) -> str | None:
        """What the program that is set prints first."""
        import subprocess  # noqa: PLC0415 - only for those who set one

        with suppress(OSError, subprocess.TimeoutExpired):
            done = subprocess.run(  # noqa: S603 - the person's own program
                self._command, stdout=subprocess.PIPE, check=False, timeout=_COMMAND_SECONDS
            )
            if done.returncode == 0:
                return done.stdout.decode(errors="surrogateescape").partition("\n")[0].rstrip("\r")
        return None


def unlock(sealing: Sealing, passphrases: Passphrases) -> str:
    """Open a sealed diary, asking three times where somebody can be asked; the passphrase that did.

    Raises:
        Locked: nobody can be asked, it was another passphrase, or it cannot be opened here.
    """
    tries = 0
    while True:
        tries += 1
        said = passphrases.old(_("Passphrase:"))
        if said is None:
            raise Locked("locked")
        if passphrases.asks:
            sys.stderr.write(_("Opening...") + "\n")
        try:
            sealing.unlock(said)
        except Locked as error:
            if error.reason != "wrong" or not passphrases.asks or tries == TRIES:
                raise
            sys.stderr.write(_(NOT_IT) + "\n")
        else:
            return said


def _has_terminal() -> bool:
    return sys.stdin.isatty() or sys.stderr.isatty()


def _typed(question: str) -> str | None:
    """One line that the terminal does not show; `None` where there is none, or the input ends."""
    if not _has_terminal():
        return None
    import getpass  # noqa: PLC0415 - only where somebody is asked

    try:
        return getpass.getpass(f"{question} ", stream=sys.stderr)
    except EOFError:
        return None
