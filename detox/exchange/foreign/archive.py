"""A zip archive of unknown origin, read in memory and never unpacked."""

import io
import struct
import zipfile
import zlib

from detox.exchange.foreign.source import refuse

LARGEST = 200 * 1024 * 1024
MOST_FILES = 10_000
BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, IndexError, RuntimeError,
)  # fmt: skip
"""What the standard library raises over archives that are damaged, encrypted or packed in unknown ways."""


class Archive:
    """The files in a zip, by name."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = [member for member in self._zip.infolist() if not member.is_dir()]
        except BROKEN as error:
            refuse("file", "a zip archive", error)
        whole = sum(member.file_size for member in members)
        if len(members) > MOST_FILES or whole > LARGEST:
            refuse(
                "file",
                f"an archive of at most {MOST_FILES} files and 200 MB",
                f"{len(members)}, {whole} bytes",
            )
        self.names = tuple(sorted(member.filename for member in members))
        """In order; files, no folders."""

    def bytes(self, name: str) -> bytes:
        """The content of a file.

        Raises:
            BadLog: it is not there, it is encrypted, or it is damaged.
        """
        if name not in self.names:
            refuse("file", f"{name} in the archive", ", ".join(self.names[:5]) or "an empty archive")
        try:
            with self._zip.open(name) as file:
                # A header may lie about the size; what is read may not.
                content = file.read(LARGEST + 1)
        except BROKEN as error:
            refuse(name, "a file that can be unpacked", error)
        if len(content) > LARGEST:
            refuse(name, "a file of at most 200 MB", "a larger one")
        return content
