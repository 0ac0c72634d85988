"""What was typed and is not saved yet: kept on this machine, never synced, no entry by itself."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import msgspec

from detox.digest import sha256
from detox.errors import StoreError
from detox.storage.paths import DiaryPaths, refusing

_BOOT = Path("/proc/sys/kernel/random/boot_id")


class Draft(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What stood in the fields of one question when it was kept last."""

    name: str
    """Where it belongs: "note:" and an entry's id, "day:2026-03-14", "step:"."""
    question: str = ""
    """What was asked, as it was said then."""
    texts: Mapping[str, str] = {}
    """What was typed, by field; a field that was left as it was is not among them."""
    before: Mapping[str, str] = {}
    """What stood in those fields when the question was opened."""
    typed_at: str = ""
    """RFC 3339 with offset; empty where it is not known."""
    process: int = 0
    """The number of the program that it is being typed in; 0 where it is not known."""
    boot: str = ""
    """When the machine was started: the numbers of programs begin again then. Empty where it does not say."""
    text: str = ""
    """The only text, as the first drafts had it."""

    @property
    def said(self) -> tuple[str, ...]:
        """Every text in it that is not empty, in the order of the fields."""
        return tuple(text for text in (self.text, *self.texts.values()) if text)


class Drafts:
    """The drafts of a diary; they need no lock, each name is one file."""

    def __init__(self, paths: DiaryPaths) -> None:
        self.paths = paths
        self.folder = paths.state / "drafts"

    @refusing
    def keep(self, draft: Draft) -> None:
        """Keep a draft under its name; the last one counts."""
        data = msgspec.json.encode(msgspec.structs.replace(draft, process=os.getpid(), boot=_boot()))
        try:
            self.paths.writer.write(self._path(draft.name), data)
        except FileNotFoundError:  # another Detox has just swept what it took for a leftover
            self.paths.writer.write(self._path(draft.name), data)

    @refusing
    def all(self) -> list[Draft]:
        """Every draft that can be read, those typed first in front."""
        found = [self._draft(self.folder / name) for name in self.paths.disk.names(self.folder)]
        return sorted((draft for draft in found if draft), key=lambda draft: (draft.typed_at, draft.name))

    def waiting(self) -> list[Draft]:
        """Those that nobody is typing on in another window; none where the folder cannot be read."""
        try:
            held = self.all()
        except StoreError:
            return []
        return [draft for draft in held if draft.boot != _boot() or not _is_running(draft.process)]

    def of(self, name: str) -> Draft | None:
        """The draft of that name; `None` where there is none that can be read."""
        return self._draft(self._path(name))

    def drop(self, name: str) -> None:
        """Let go of a draft; it may be gone already."""
        self.paths.writer.discard(self._path(name))

    def _path(self, name: str) -> Path:
        return self.folder / f"{sha256(name.encode()).hexdigest()[:16]}.json"

    def _draft(self, path: Path) -> Draft | None:
        try:
            return msgspec.json.decode(self.paths.disk.read(path), type=Draft)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None


def _boot() -> str:
    try:
        return _BOOT.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _is_running(process: int) -> bool:
    """Whether that program still runs, as far as the system tells; this one does not count."""
    if process in (0, os.getpid()) or sys.platform == "win32":  # there, signal 0 would end it
        return False
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return not _is_over(process)


def _is_over(process: int) -> bool:
    """Whether it has ended and only its parent has not taken notice yet; known where there is a /proc."""
    try:
        said = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return said.rpartition(")")[2].split()[:1] in (["Z"], ["X"])
