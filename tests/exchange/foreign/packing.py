"""The fixtures as the files they stand for: folders as zip archives, SQL as SQLite."""

import io
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

FIXTURES = Path(__file__).parent / "fixtures"


def zipped(folder: str) -> bytes:
    """A fixture's folder as a zip archive."""
    target = io.BytesIO()
    root = FIXTURES / folder
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(root.rglob("*.csv")):
            archive.writestr(path.relative_to(root).as_posix(), path.read_bytes())
    return target.getvalue()


def database(script: str) -> bytes:
    """A database made by SQL."""
    with closing(sqlite3.connect(":memory:")) as base:
        base.executescript(script)
        return base.serialize()


def backup() -> bytes:
    """The full backup."""
    return database((FIXTURES / "loop-backup.sql").read_text("utf-8"))
