"""Copies of a diary's files that others keep, and that this program cannot reach."""

import os
from pathlib import Path

import msgspec

from detox.storage.paths import DiaryPaths

KEEPERS = {
    ".git": "git",
    ".hg": "git",
    ".stversions": "versions",
    ".snapshots": "snapshots",
    ".zfs": "snapshots",
    ".dropbox": "cloud",
    ".dropbox.cache": "cloud",
    ".owncloudsync.log": "cloud",
    ".nextcloudsync.log": "cloud",
    ".tmp.driveupload": "cloud",
}
"""What lies in a folder of which somebody keeps earlier states, and who that is."""
CLOUDS = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "icloud",
    "mobile documents",
    "nextcloud",
    "坚果云",
)
"""How the folders begin that a cloud keeps, whatever lies in them."""


class CopiesAround(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who keeps earlier states of a folder that the diary is in."""

    kind: str
    """`git`, `versions`, `snapshots`, `cloud`."""
    path: Path
    """What shows that they do."""


def copies_around(paths: DiaryPaths) -> list[CopiesAround]:
    """Who keeps earlier states of the home or the state folder, as far as the folders around them show."""
    found: dict[Path, str] = {}
    for folder in (paths.home, paths.state):
        real = Path(os.path.realpath(folder))
        for around in (real, *real.parents):
            found |= {around / name: kind for name, kind in KEEPERS.items() if os.path.lexists(around / name)}
            if around.name.lower().startswith(CLOUDS):
                found[around] = "cloud"
    return [CopiesAround(kind=kind, path=path) for path, kind in found.items()]
