"""Copies of a diary that other programs made and that no seal reaches: versions, repositories, clouds."""

from contextlib import suppress
from pathlib import Path

import msgspec

_LEFT_BY = {
    ".git": "git",
    ".hg": "git",
    ".jj": "git",
    ".stversions": "versions",
    ".stfolder": "sync",
    ".dropbox.cache": "versions",
    ".snapshots": "versions",
    ".zfs": "versions",
    ".sync": "sync",
}
"""What lies beside a diary, or in a folder around it, where another program keeps what files were."""
_CLOUDS = (
    *("dropbox", "onedrive", "google drive", "googledrive", "my drive", "nextcloud", "owncloud", "pcloud"),
    *("mega", "com~apple~clouddocs", "mobile documents", "icloud", "box", "坚果云", "nutstore"),
)
"""How the folders of programs are called that keep earlier versions on a server; lower case."""


class PlainCopy(msgspec.Struct, frozen=True, kw_only=True):
    """One place where what was written before the sealing may still be read."""

    kind: str
    """`git`: a repository; `versions`: earlier versions on this disk; `sync`, `cloud`: other machines."""
    path: Path

    def facts(self) -> dict[str, str]:
        """Both as text, for JSON."""
        return {"kind": self.kind, "path": str(self.path)}


def copies_elsewhere(home: Path) -> list[PlainCopy]:
    """Every such place in the home or in a folder around it, the nearest first."""
    found: list[PlainCopy] = []
    for folder in (home, *home.parents):
        for left, kind in _LEFT_BY.items():
            with suppress(OSError):
                if (folder / left).exists():
                    found.append(PlainCopy(kind=kind, path=folder / left))
        name = folder.name.lower()
        if any(name == cloud or name.startswith((cloud + " ", cloud + "-")) for cloud in _CLOUDS):
            found.append(PlainCopy(kind="cloud", path=folder))
    return found
