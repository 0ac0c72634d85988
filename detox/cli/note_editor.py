"""A note written in the person's own editor: in a file for them alone, which is gone afterwards."""

import os
import re
import shlex
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from detox.errors import Forbidden, UndecodableText
from detox.exchange.processes import is_running

OWNER_ONLY = 0o600
FILE = "note.txt"
_LEFT = re.compile(r"detox-note\.(\d+)\.[a-z0-9_]{8}")
"""The folder of a note that is being written, and the process that does it; the end is `tempfile`'s."""


def edited(text: str, state: Path | None) -> str:
    """The text as the person's editor leaves it, without the line's end that editors add.

    It lies where only its owner looks and, if there is such a place, never on a disk; the editor's own
    copies beside it go with it.

    Raises:
        Forbidden: there is no editor, or it failed; nothing was written.
        UndecodableText: what it left is no text.
    """
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor or not editor.strip():
        raise Forbidden("no editor")
    parent = _private(state)
    _sweep(parent)
    with tempfile.TemporaryDirectory(
        dir=parent, prefix=f"detox-note.{os.getpid()}.", ignore_cleanup_errors=True
    ) as folder:
        path = Path(folder) / FILE
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with os.fdopen(handle, "wb") as file:
            file.write(f"{text}\n".encode() if text else b"")
        _run(editor, path)
        return _read(path)


def _private(state: Path | None) -> Path:
    """The folder of this session's own files, which is kept in memory (XDG); else the diary's own state.

    Raises:
        Forbidden: there is no such folder, and the diary is sealed: its words do not lie on a disk in clear.
    """
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and Path(runtime).is_dir() and os.access(runtime, os.W_OK):
        return Path(runtime)
    if state is None:
        raise Forbidden("no private folder")
    state.mkdir(mode=0o700, parents=True, exist_ok=True)
    return state


def _run(editor: str, path: Path) -> None:
    try:
        words = shlex.split(editor)
    except ValueError:  # an open quote, or a backslash at the end
        raise Forbidden("editor cut off", editor=editor) from None
    try:
        done = subprocess.run([*words, str(path)], check=False)  # noqa: S603 - the person's own editor
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else ""
        raise Forbidden("editor failed", editor=editor, why=why) from None
    if done.returncode:
        raise Forbidden("editor failed", editor=editor, why=done.returncode)


def _read(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError:  # the editor took it away: nothing is left of it
        return ""
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").rstrip("\n")
    except UnicodeDecodeError:
        raise UndecodableText(data.decode("utf-8", "backslashreplace"), "utf-8") from None


def _sweep(parent: Path) -> None:
    """Remove what a process that was killed left: it holds a note in clear."""
    with suppress(OSError):
        for path in parent.iterdir():
            found = _LEFT.fullmatch(path.name)
            if found and not path.is_symlink() and not is_running(int(found[1])):
                shutil.rmtree(path, ignore_errors=True)
