"""Everything of one diary on this machine, found and removed; files of other programs stay."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from detox.errors import StoreError
from detox.storage.disk import Disk
from detox.storage.file_format import BOOK, CONTACTS, JOURNAL
from detox.storage.paths import IGNORING, is_temporary

_AGE = rb"age-encryption.org/"
_SAYS = rb'{"_meta": {'
"""How a sealed and how a plain file of the diary begin."""
_SEALED = r"(?:\.age)?"
_MONTH = r"[0-9]{4}-[0-9]{2}"
_FILE = re.compile(rf"(?:{_MONTH}|{BOOK}|{CONTACTS})\.json{_SEALED}")
_BESIDE = re.compile(rf"(?:{_MONTH}|{BOOK}|{CONTACTS})\b.*\.json.*")
"""How a conflict copy is called, whatever program left it."""
_KEYS = ("identity.age", "sealing.json")
"""Without the first nothing that is sealed can be read: it goes before everything else."""
_STATE_FOLDERS = ("mirror", "mirror/journal", "history", "undo", "drafts", "quarantine", "jotter", "inbox")
_STATE_FILE = re.compile(
    rf"identity\.age|sealing\.json|device\.json|lock|mirror/(?:journal/)?{_FILE.pattern}"
    rf"|history/[^/]+/{_MONTH}-[0-9]{{2}}{_SEALED}|undo/[0-9]+\.(?:doing|done|undone){_SEALED}"
    rf"|drafts/[0-9a-f]{{16}}\.json{_SEALED}|quarantine/[^/]+\.(?:lost|held|kept){_SEALED}"
    rf"|jotter/[a-z0-9_\-]+{_SEALED}|inbox/[\w.\-]+"
)
"""How the files of the state folder are called, below it."""
_START = 64


class WipePlan(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be removed, and what will stay."""

    files: tuple[Path, ...]
    """Ours, in the order in which they go: keys first, the lock last."""
    folders: tuple[Path, ...]
    """Ours; those that are empty by then go, the innermost first."""
    foreign: tuple[Path, ...]
    """What lies in those folders and is none of ours."""
    ignoring: tuple[Path, ...] = ()
    """Files of other programs with lines of ours in them; the lines go."""


def wipe_plan(home: Path, state: Path, settings: Path | None) -> WipePlan:
    """What wiping that diary would remove; nothing is changed.

    Args:
        home: the diary's folder.
        state: what belongs to this machine alone.
        settings: the file of settings, where it goes as well.
    """
    found: dict[Path, bool] = {}
    # On some systems all three folders are one: a file is foreign only where nothing knows it.
    for path, own in (*_of_state(state), *_of_home(home, state), *_of_settings(settings)):
        found[path] = found.get(path, False) or own
    ignoring = tuple(home / name for name in IGNORING if _is_file(home / name))
    folders = {*_folders(state, _STATE_FOLDERS), *_folders(home, (JOURNAL.rstrip("/"),))}
    folders |= set(_within(state / "history")) & {path.parent for path, own in found.items() if own}
    if settings is not None and settings.parent.is_dir():
        folders.add(settings.parent)
    return WipePlan(
        files=tuple(sorted((path for path, own in found.items() if own), key=_turn)),
        folders=tuple(sorted(folders, key=lambda folder: (-len(folder.parts), folder))),
        foreign=tuple(p for p, own in found.items() if not own and p not in ignoring and p not in folders),
        ignoring=ignoring,
    )


def carry_out(plan: WipePlan, state: Path) -> tuple[Path, ...]:
    """Remove all of it; what could not be removed. No other Detox writes meanwhile.

    Raises:
        StoreError: another Detox is saving; nothing was removed.
    """
    disk = Disk()
    if not state.is_dir():
        return _remove(plan)
    try:
        with disk.lock(state / "lock"):
            left = _remove(plan)
    except TimeoutError:
        raise StoreError("busy") from None
    with suppress(OSError):
        (state / "lock").unlink(missing_ok=True)
    _remove_folders(plan)
    return left


def _remove(plan: WipePlan) -> tuple[Path, ...]:
    left = []
    for path in plan.files:
        try:
            path.unlink(missing_ok=True)
        except OSError:
            left.append(path)
    for path in plan.ignoring:
        try:
            _without_our_lines(path)
        except OSError:
            left.append(path)
    _remove_folders(plan)
    return tuple(left)


def _remove_folders(plan: WipePlan) -> None:
    for folder in plan.folders:
        with suppress(OSError):  # something of somebody's is in it
            folder.unlink() if folder.is_symlink() else folder.rmdir()


def _without_our_lines(path: Path) -> None:
    held = path.read_bytes()
    mark = IGNORING[path.name]
    ours = re.compile(rf"{re.escape(mark)} belongs to this machine alone\r?\n[^\n]*\n?".encode())
    rest = ours.sub(b"", held)
    if rest == held:
        return
    if rest.strip():
        path.write_bytes(rest)
    else:
        path.unlink()


def _turn(path: Path) -> tuple[int, Path]:
    if path.name in _KEYS:
        return 0, path
    return (2 if path.name == "lock" else 1), path


def _of_home(home: Path, state: Path) -> Iterator[tuple[Path, bool]]:
    """Every file of the home with whether it is ours; the state folder in it is not looked into."""
    for path in _within(home):
        if path == state or path.name == JOURNAL.rstrip("/"):
            continue
        yield path, path.name == "identity.age" or _is_ours(path, home, state)
    for path in _within(home / JOURNAL):
        yield path, _is_ours(path, home, state)


def _is_ours(path: Path, home: Path, state: Path) -> bool:
    """Whether a file of the home is one of the diary, by its name and by what is in it."""
    if is_temporary(path.name):
        return True
    if not _is_file(path) or not _BESIDE.fullmatch(path.name):
        return False
    if _FILE.fullmatch(path.name) and (state / "mirror" / path.relative_to(home)).exists():
        return True  # whatever is left of it
    with suppress(OSError), path.open("rb") as file:
        return file.read(_START).startswith((_AGE, _SAYS))
    return False


def _of_state(state: Path) -> Iterator[tuple[Path, bool]]:
    for path in sorted(state.rglob("*")):
        if path.is_symlink() or not path.is_dir():
            below = path.relative_to(state).as_posix()
            yield path, bool(_STATE_FILE.fullmatch(below)) or is_temporary(path.name)


def _of_settings(settings: Path | None) -> Iterator[tuple[Path, bool]]:
    if settings is not None:
        named = (settings, settings.with_name(f".{settings.name}.new"))
        yield from ((path, True) for path in named if _is_file(path))


def _folders(root: Path, names: Sequence[str]) -> Iterator[Path]:
    """The root and the folders of ours in it, as far as they are there."""
    yield from (folder for folder in (root, *(root / name for name in names)) if folder.is_dir())


def _within(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()
