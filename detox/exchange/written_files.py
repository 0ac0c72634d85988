"""Files that a person names, written whole or not at all, for their owner alone."""

import io
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from detox.errors import Forbidden
from detox.exchange.processes import is_running
from detox.words import _

BOM = b"\xef\xbb\xbf"
"""Spreadsheets know by it that a table is UTF-8."""
OWNER_ONLY = 0o600
UNFINISHED = re.compile(r"\.detox\.(\d+)\.[a-z0-9_]{8}")
"""The name of what is being written, and the process that does it; the end is `tempfile`'s."""
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The same tables make the same zip."""


def write_file(name: str, content: str | bytes, *, force: bool = False) -> None:
    """Write a new file that only its owner can read, whole or not at all.

    Raises:
        Forbidden: it is there already, or cannot be written; nothing was written.
    """
    path = Path(name)
    try:
        if path.is_dir():
            raise Forbidden("cannot write", name=path.name or name, why=_("it is no regular file"))
        if os.path.lexists(path) and not force:
            raise Forbidden("file exists", name=path.name)
        # A link stays one, and what it leads to is replaced; a pipe or a device is never replaced by a file.
        target = Path(os.path.realpath(path)) if path.is_symlink() else path
        if target.exists() and not target.is_file():
            raise Forbidden("cannot write", name=path.name, why=_("it is no regular file"))
        _write_whole(target, content.encode() if isinstance(content, str) else content)
    except OSError as error:
        raise Forbidden("cannot write", name=path.name, why=os.strerror(error.errno or 0)) from None
    except ValueError:  # a NUL in the name
        raise Forbidden("cannot write", name=name, why=_("that is no name of a file")) from None


def _write_whole(path: Path, data: bytes) -> None:
    _sweep(path.parent)
    handle, new = tempfile.mkstemp(dir=path.parent, prefix=_unfinished(os.getpid()))
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(new).replace(path)
    except BaseException:
        with suppress(OSError):  # it holds the diary in clear
            Path(new).unlink()
        raise


def _unfinished(process: int) -> str:
    """How the name of a file begins while that process writes it."""
    return f".detox.{process}."


def _sweep(folder: Path) -> None:
    """Remove what a process that was killed left in a folder: it holds a diary in clear."""
    with suppress(OSError):  # a folder may let us write and not look
        for path in folder.iterdir():
            found = UNFINISHED.fullmatch(path.name)
            if found and not path.is_symlink() and not is_running(int(found[1])):
                if path.is_dir():
                    shutil.rmtree(path)
                else:
                    path.unlink()


def write_folder(name: str, tables: Mapping[str, str]) -> None:
    """Write the tables into a new folder that only its owner can open, whole or not at all.

    Raises:
        Forbidden: it is there already, or cannot be written; nothing was written.
    """
    path = Path(name)
    try:
        if os.path.lexists(path):
            raise Forbidden("file exists", name=path.name)
        _sweep(path.parent)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=_unfinished(os.getpid())) as safe:
            new = Path(safe) / "new"
            new.mkdir(mode=0o700)
            for file, text in tables.items():
                descriptor = os.open(new / file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
                with os.fdopen(descriptor, "wb") as stream:
                    stream.write(BOM + text.encode())
                    stream.flush()
                    os.fsync(stream.fileno())
            new.rename(path)
    except OSError as error:
        raise Forbidden("cannot write", name=path.name, why=os.strerror(error.errno or 0)) from None
    except ValueError:  # a NUL in the name
        raise Forbidden("cannot write", name=name, why=_("that is no name of a file")) from None


def zipped(tables: Mapping[str, str]) -> bytes:
    """The tables as a zip archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in tables.items():
            member = zipfile.ZipInfo(name, EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = OWNER_ONLY << 16
            archive.writestr(member, BOM + text.encode())
    return data.getvalue()
