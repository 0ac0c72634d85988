"""A log handed over as a file, what may still give somebody away, and what is said of a written file."""

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from detox.cli.call import Call
from detox.cli.console import typed_line
from detox.errors import StoreError
from detox.exchange.written_files import write_file
from detox.messages.file_messages import written_text
from detox.words import _

OTHER_ENDINGS = frozenset(
    (
        ".db",
        ".doc",
        ".docx",
        ".gz",
        ".ods",
        ".odt",
        ".pdf",
        ".png",
        ".rtf",
        ".svg",
        ".tsv",
        ".txt",
        ".xlsx",
        ".xml",
    )
)
"""How files of kinds that are not written here end: nobody finds a page in a file that is called a PDF."""


def deliver_log(call: Call, text: str, name: str, *, force: bool) -> None:
    """Write a JSON log into a new file, and say so; `-` is standard output.

    Raises:
        Forbidden: the file is there already, or cannot be written; nothing was written.
    """
    _deliver(call, text, name, call.log, force=force)


def deliver_page(call: Call, text: str) -> None:
    """The same for a page to read, into the file of the call.

    Raises:
        Forbidden: the file is there already, or cannot be written; nothing was written.
    """
    _deliver(call, text, call.args.file, call.raw, force=call.args.force)


def _deliver(call: Call, text: str, name: str, printed: Callable[[str], None], *, force: bool) -> None:
    if name == "-":
        printed(text)
        return
    write_file(name, text, force=force)
    say_written(call, name)


def handed_on(call: Call, lines: Iterable[str]) -> bool:
    """Tell what may still give somebody away, and whether to go on; asked only before a terminal."""
    call.say(*lines)
    if call.args.file == "-" or call.args.yes or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return True
    if typed_line(_("Write it? [y/N]") + " ").strip().lower() in {"y", "yes", _("yes")}:
        return True
    call.say(_("Nothing was written."))
    return False


def say_written(call: Call, name: str) -> None:
    """Say that a file was written, and how much it gives away; on this machine it is remembered, too."""
    if call.settings.remember_exports and call.args.command != "demo":
        with suppress(StoreError):  # the file is there, whatever becomes of the list
            call.diary.exports.remember(Path(os.path.abspath(name)))  # noqa: PTH100 - a link stays one
    hidden = bool(getattr(call.args, "redact", None) or getattr(call.args, "for_", None))
    call.say(written_text(name, hidden=hidden))
