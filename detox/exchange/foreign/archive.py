"""A zip archive of unknown origin, read in memory and never unpacked."""

import io
import struct
import zipfile
import zlib

from detox.exchange.foreign.source import refuse

LARGEST = 200 * 1024 * 1024
"""Of a diary's own tables; of another program's archive only `LARGEST_READ` is ever unpacked."""
LARGEST_READ = 48 * 1024 * 1024
MOST_FILES = 10_000
LARGEST_LIST = 4 * 1024 * 1024
"""Of the list of names at an archive's end, which is read whole before anything else is known."""
BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, IndexError, RuntimeError,
)  # fmt: skip
"""What the standard library raises over archives that are damaged, encrypted or packed in unknown ways."""
_END, _END_OF_LARGE = b"PK\5\6", b"PK\6\7"
_LONGEST_COMMENT = 1 << 16


class Archive:
    """The files in a zip, by name.

    Args:
        data: the archive.
        largest: how many bytes may be unpacked of it, all in all.
        needed: the ends of the names of the files to be read; of the others only the names are known.
    """

    def __init__(self, data: bytes, *, largest: int = LARGEST, needed: tuple[str, ...] = ("",)) -> None:
        _check_list(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = [member for member in self._zip.infolist() if not member.is_dir()]
        except BROKEN as error:
            refuse("file", "a zip archive", error)
        whole = sum(member.file_size for member in members if member.filename.endswith(needed))
        if len(members) > MOST_FILES or whole > largest:
            room = f"an archive of at most {MOST_FILES} files and {largest // 1024**2} MB"
            refuse("file", room, f"{len(members)}, {whole} bytes")
        self._left = largest
        self._members = {member.filename: member for member in members}
        self.names = tuple(sorted(self._members))
        """In order; files, no folders."""

    def bytes(self, name: str) -> bytes:
        """The content of a file.

        Raises:
            BadLog: it is not there, it is encrypted, or it is damaged.
        """
        if name not in self._members:
            refuse("file", f"{name} in the archive", ", ".join(self.names[:5]) or "an empty archive")
        try:
            with self._zip.open(name) as file:
                # A header may lie about the size; what is read may not.
                content = file.read(self._left + 1)
        except BROKEN as error:
            refuse(name, "a file that can be unpacked", error)
        if len(content) > self._left:
            refuse(name, "a file as large as the archive says it is", "a larger one")
        self._left -= len(content)
        return content


def _check_list(data: bytes) -> None:
    """Refuse a list of names that is too long to be held."""
    end = data.rfind(_END, max(0, len(data) - _LONGEST_COMMENT - 22))
    if end < 0 or end + 22 > len(data):
        refuse("file", "a zip archive", "something else, or a part of one")
    size = struct.unpack_from("<I", data, end + 12)[0]
    if size > LARGEST_LIST or data[max(0, end - 20) : end].startswith(_END_OF_LARGE):
        refuse("file", f"an archive of at most {MOST_FILES} files", "a longer list of names")
