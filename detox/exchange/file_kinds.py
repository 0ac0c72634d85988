"""What a file that is to be taken in is: our own log, our tables, or another program's format."""

from pathlib import Path

from detox.errors import BadLog
from detox.exchange import foreign
from detox.exchange.csv_tables import FILES, LIFE
from detox.exchange.foreign.archive import Archive
from detox.exchange.named_files import read_file
from detox.shown import shown

OWN = "detox"
"""What `--as` calls our own log."""
OWN_FORMAT = '"detox-log"'
"""What stands in every log of ours, however it is damaged."""


def tables_of_folder(name: str) -> dict[str, str] | None:
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
    return {file: _text(file, read_file(str(folder / file))) for file in FILES if (folder / file).exists()}


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


def is_own_log(data: bytes) -> bool:
    """Whether that is a log of ours, whole or damaged."""
    return any(OWN_FORMAT.encode(coding) in data for coding in ("utf-8", "utf-16-le", "utf-16-be"))


def form_of(data: bytes, named: str | None) -> str | None:
    """The other program's format that a file is in; `None` where it is our own log, whole or damaged.

    Raises:
        BadLog: it is like no file that can be read.
    """
    if named is not None:
        return None if named == OWN else named
    if is_own_log(data):
        return None
    return foreign.guessed(data) or foreign.refuse_unknown()
