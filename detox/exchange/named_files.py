"""Files that a person names, read whole."""

import os
import sys
from pathlib import Path

from detox.errors import Forbidden
from detox.words import _

MEGABYTE = 1_000_000
LARGEST = 200 * MEGABYTE
"""In bytes; a larger file is refused unread. Ten years of a diary are 20 MB."""


def read_file_or_input(name: str) -> bytes:
    """The bytes of a named file; those of standard input where it is named `-`.

    Raises:
        Forbidden: there are too many, or the file is none that can be read; nothing was imported.
    """
    if name != "-":
        return read_file(name)
    data: bytes = sys.stdin.buffer.read(LARGEST + 1)
    if len(data) > LARGEST:
        why = _("it is larger than {n} MB").format(n=LARGEST // MEGABYTE)
        raise Forbidden("cannot read", name=_("standard input"), why=why)
    return data


def read_file(name: str | Path, most: int = LARGEST) -> bytes:
    """The bytes of a regular file of at most so many.

    Raises:
        Forbidden: it is none, or cannot be read; nothing was imported.
    """
    path = Path(name)
    try:
        if not path.is_file():
            why = _("it is no regular file") if path.exists() else _("there is no such file")
            raise Forbidden("cannot read", name=path.name or str(path), why=why)
        with path.open("rb") as file:
            data = file.read(most + 1) if path.stat().st_size <= most else None
    except PermissionError:
        raise Forbidden("cannot read", name=path.name, why=_("you have no right to read it")) from None
    except OSError as error:
        raise Forbidden("cannot read", name=path.name, why=os.strerror(error.errno or 0)) from None
    if data is None or len(data) > most:  # some files do not know their size
        why = _("it is larger than {n} MB").format(n=most // MEGABYTE)
        raise Forbidden("cannot read", name=path.name, why=why)
    return data
