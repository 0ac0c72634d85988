"""One call of a command: what was asked, the diary, and where the answer goes."""

import sys
from collections.abc import Callable
from datetime import date, datetime
from enum import IntEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from detox.cli.passphrase_sources import Passphrases
from detox.cli.terminal_lines import fitted
from detox.diary import Diary
from detox.diary.sealing import Sealing
from detox.messages import renewed_text
from detox.settings import Settings
from detox.shown import escaped_json, shown_lines

if TYPE_CHECKING:  # a call without words has no parser
    from argparse import Namespace

TYPED = ("note", "text", "name", "sentence", "reason", "hardest", "plan", "people")
"""The arguments that are a person's own words."""

KEEPING = ("export", "report")
"""The commands whose output is a document to keep."""


class Exit(IntEnum):
    """What a command's end means to the shell."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    LOCKED = 3
    DAMAGED = 4
    INTERRUPTED = 130


class Doors(NamedTuple):
    """What only the front door can open, since the faces are blind to each other and to the wiring."""

    diary: Callable[[], Diary]
    """The person's own diary."""
    throw_away: Callable[[Path, Callable[[], datetime]], Diary]
    """A diary in a folder that will not be kept, with a clock of its own."""
    keep: Callable[[Settings], None]
    """Keep changed settings."""
    screens: Callable[[Diary], int]
    """The drawn face over a diary; the exit code."""
    folders: Callable[[], tuple[Path, Path, Path | None]]
    """The home, the state folder, and the file of settings where it belongs to this diary alone."""
    own_screens: Callable[[], int]
    """The drawn face of the person's own diary, which asks for a passphrase itself; the exit code."""
    sealing: Callable[[], Sealing]
    """The seal of the person's own diary, on or off."""
    passphrases: Passphrases
    """Where a passphrase comes from in this call."""


class Call:
    """What a command function gets: data goes to standard output, everything said to standard error."""

    def __init__(self, args: "Namespace", *, settings: Settings, doors: Doors) -> None:
        self.args = args
        self.settings = settings
        self.doors = doors
        self._read = ""
        """A note that came from standard input."""

    @cached_property
    def diary(self) -> Diary:
        """The diary, opened when the command first needs it."""
        return self.doors.diary()

    @property
    def is_locked(self) -> bool:
        """Whether the diary is sealed, and no passphrase came with the call."""
        return self.doors.sealing().is_locked and not self.doors.passphrases.is_given

    @property
    def quiet(self) -> bool:
        """Whether nothing is to be said when all went well."""
        return bool(getattr(self.args, "quiet", False))

    @property
    def plain(self) -> bool:
        """Whether rows are to be said as sentences: it was asked for now, or is set."""
        return bool(getattr(self.args, "plain", False)) or self.settings.plain

    @property
    def notes_printed(self) -> bool:
        """Whether notes are printed: a file or a pipe that keeps a diary always has them."""
        asked = getattr(self.args, "notes", None)
        return self.args.command in KEEPING or (self.settings.notes if asked is None else bool(asked))

    def day(self, text: str | None) -> date | None:
        """The day a person named; `None` where none was.

        Raises:
            BadDate: no day is called that.
        """
        return self.diary.day_said(text) if text else None

    def deadline(self, text: str | None) -> date | None:
        """The day to come that a person named, a weekday the next one; `None` where none was.

        Raises:
            BadDate: no day is called that.
        """
        return self.diary.day_said(text, since=self.diary.today) if text else None

    def locked_day(self, text: str | None) -> date:
        """The day a person named, today where none was, without opening the diary.

        Raises:
            BadDate: no day is called that.
            FutureDay: it has not come yet.
        """
        return self.doors.sealing().day_said(text, self.settings.day_start)

    def out(self, text: str) -> None:
        """Print data, harmless to any terminal and in lines that fit it."""
        sys.stdout.write(fitted(shown_lines(text), sys.stdout) + "\n")

    def exact(self, text: str) -> None:
        """Print a text that is copied, harmless to any terminal, its lines as they are."""
        sys.stdout.write(shown_lines(text) + "\n")

    def raw(self, text: str) -> None:
        """Print a document that is made to be kept, byte for byte."""
        sys.stdout.write(text)

    def log(self, text: str) -> None:
        """Write a JSON log, in UTF-8 whatever the terminal speaks; what would steer one is escaped."""
        sys.stdout.flush()
        sys.stdout.buffer.write(escaped_json(text).encode())
        sys.stdout.buffer.flush()

    def json(self, value: object) -> None:
        """Print a value as JSON, two spaces deep; control characters are escaped by JSON itself."""
        encoded = msgspec.json.format(msgspec.json.encode(value), indent=2)
        sys.stdout.write(escaped_json(encoded.decode()) + "\n")

    def say(self, *texts: str) -> None:
        """Tell the person what was done, a line or more each, unless they asked for quiet."""
        if not self.quiet:
            self.tell(*texts)

    def wrote(self, written: object, *said: str) -> None:
        """Print what was written as JSON where that is asked for, else tell the person in sentences."""
        if self.args.json:
            self.json(written)
            return
        self.say(*said)

    def tell(self, *texts: str) -> None:
        """Say what somebody has to read to go on, in quiet too."""
        for text in texts:
            sys.stderr.write(fitted(shown_lines(text), sys.stderr) + "\n")

    def notices(self) -> list[str]:
        """What the person should hear of the files; nothing where the diary was not opened."""
        if "diary" not in self.__dict__:
            return []
        told = self.diary.notices()
        code = self.diary.renewed_code()
        renewed = [renewed_text(code)] if code else []
        if not told:
            return renewed
        from detox.messages.file_messages import notice_text  # noqa: PLC0415 - hardly ever needed

        return [*renewed, *(notice_text(notice) for notice in told)]

    def note(self, text: str | None) -> str | None:
        """A note as it was given; `-` reads it from standard input."""
        if text != "-":
            return text
        self._read = sys.stdin.read().rstrip("\n")
        return self._read

    def note_given(self, held: str = "") -> str | None:
        """The note as it was given, or, with `--edit`, as the editor left it; `None` where neither.

        Args:
            held: what stands in the note now; it is where the editor begins.

        Raises:
            Forbidden: there is no editor, it failed, or its file would lie in clear; nothing was written.
            UndecodableText: what it left is no text.
        """
        given = self.note(self.args.note)
        if not self.args.edit:
            return given
        from detox.cli.note_editor import edited  # noqa: PLC0415 - only for those who ask for one

        state = None if self.doors.sealing().is_sealed else self.diary.state_folder
        self._read = edited(held if given is None else given, state)
        return self._read

    def typed(self) -> tuple[str, ...]:
        """What was typed into this call and stands nowhere else if it is not saved: the note first."""
        given = [self._read, *(getattr(self.args, name, None) for name in TYPED)]
        return tuple(dict.fromkeys(text for text in given if text and text != "-"))
