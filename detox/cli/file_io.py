"""Tables for a spreadsheet on the disk: a new folder of CSV files, or a zip of them."""

import io
import os
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from detox.errors import BadLog, Forbidden
from detox.exchange.csv_tables import FILES, LIFE
from detox.exchange.foreign.archive import Archive
from detox.shown import shown

BOM = b"\xef\xbb\xbf"
"""Spreadsheets know by it that a table is UTF-8."""
OWNER_ONLY = 0o600
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The same tables make the same zip."""


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


def write_folder(name: str, tables: Mapping[str, str]) -> None:
    """Write the tables into a new folder that only its owner can open, whole or not at all.

    Raises:
        Forbidden: it is there already, or cannot be written; nothing was written.
    """
    path = Path(name)
    if path.exists():
        raise Forbidden("file exists", name=path.name)
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as safe:
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


def tables_of_folder(name: str, read: Callable[[str], bytes]) -> dict[str, str] | None:
    """The tables in a folder that is one of ours; `None`: it is something else.

    Raises:
        BadLog: a table is no text.
    """
    folder = Path(name)
    try:
        if not (folder / LIFE).is_file():
            return None
    except OSError:  # a name that no system takes; reading the file says why
        return None
    return {file: _text(file, read(str(folder / file))) for file in FILES if (folder / file).exists()}


def tables_of_zip(data: bytes, named: str | None) -> dict[str, str] | None:
    """The tables in a zip that is one of ours, or that `--as csv` calls so; `None`: it is something else.

    Raises:
        BadLog: it is damaged, or a table is no text.
    """
    if named not in (None, "csv") or (named is None and not _is_ours(data)):
        return None
    archive = Archive(data)
    return {name.rpartition("/")[2]: _text(name, archive.bytes(name)) for name in archive.names}


def _text(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = f"{shown(name)[:80]}: byte {error.start}: expected UTF-8, got a byte that is none"
        raise BadLog((problem,)) from None


def _is_ours(data: bytes) -> bool:
    return data.startswith(b"PK") and LIFE.encode() in data
