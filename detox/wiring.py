"""Builds a diary from a home folder; the only file that names all concrete pieces."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from detox import settings as settings_file
from detox.diary import Diary
from detox.diary.context import DiaryContext
from detox.diary.sealing import Sealing
from detox.errors import StoreError
from detox.settings import Settings
from detox.storage.paths import STATE
from detox.storage.store import DiaryStore

APP = "detox"


def folders(home: str | None) -> tuple[Path, Path]:
    """The home and the state folder: the named ones, or where this system keeps such things.

    The usual home has one state folder, by whatever name it is called.

    Raises:
        StoreError: it is to be below the folder of a user who is not there.
    """
    named = home or os.environ.get("DETOX_HOME")
    usual = _user_folder("DATA", ".local/share"), _user_folder("STATE", ".local/state")
    if not named:
        return usual
    folder = Path(os.path.expanduser(named))  # noqa: PTH111 - Path's own refuses an unknown user by crashing
    if named.startswith("~") and str(folder).startswith("~"):
        raise StoreError("no home", file=named, detail="~")
    folder = folder.absolute()
    with suppress(ValueError):  # a NUL in the name: refused where the home is opened
        if os.path.realpath(folder) == os.path.realpath(usual[0]):
            return usual
    return folder, folder / STATE


def config_folder() -> Path:
    """Where the settings are; the same for every home."""
    return _user_folder("CONFIG", ".config")


def _user_folder(kind: str, usual: str) -> Path:
    """The folder for files of that kind: by XDG on Linux, elsewhere where the system keeps such things."""
    home, named = os.environ.get("HOME", ""), os.environ.get(f"XDG_{kind}_HOME", "")
    if sys.platform == "linux" and "ANDROID_ROOT" not in os.environ and home.startswith("/"):
        return Path(named if named.startswith("/") else f"{home.rstrip('/')}/{usual}") / APP
    import platformdirs  # noqa: PLC0415 - 5 ms, for what is two lines where XDG is all there is

    ask = {
        "DATA": platformdirs.user_data_path,
        "STATE": platformdirs.user_state_path,
        "CONFIG": platformdirs.user_config_path,
    }
    return ask[kind](APP, appauthor=False)


def all_folders(home: Path, state: Path) -> tuple[Path, Path, Path | None]:
    """The home, the state folder, and the file of settings where no other diary that is known goes by it.

    Raises:
        StoreError: the home cannot be a diary's.
    """
    _check_folder(home)
    _check_folder(state)
    usual = _user_folder("DATA", ".local/share")
    alone = home == usual or not usual.exists()
    return home, state, config_folder() / settings_file.FILE if alone else None


def open_diary(
    home: Path,
    state: Path,
    settings: Settings | None = None,
    *,
    now: Callable[[], datetime] | None = None,
    new_id: Callable[[], str] | None = None,
    sealing: Sealing | None = None,
) -> Diary:
    """The diary in that home; nothing is made on the disk before something is written.

    Args:
        home: where it rests.
        state: what belongs to this machine alone.
        settings: the person's; the defaults where they are not given.
        now: the wall clock.
        new_id: makes the ids of new records.
        sealing: the seal of this very diary, opened where it is on.

    Raises:
        StoreError: the home cannot be a diary's: it is a file, say.
        Locked: it is sealed, and the passphrase has not been given.
    """
    _check_folder(home)
    if home not in state.parents:
        _check_folder(state)
    clock = now or local_now
    seal = sealing or Sealing(home, state, now=clock)
    store = DiaryStore(home, state, now=clock, disk=seal.disk())
    day_start = (settings or Settings()).day_start
    made = new_id or (lambda: uuid7(clock()))
    return Diary(DiaryContext(store, now=clock, new_id=made, day_start=day_start), seal)


def open_own(home: Path, state: Path, settings: Settings, sealing: Sealing) -> Diary:
    """The person's own diary, with what was written while it was locked.

    Raises:
        StoreError: the home cannot be a diary's.
        Locked: it is sealed, and the passphrase has not been given.
    """
    diary = open_diary(home, state, settings, sealing=sealing)
    with suppress(StoreError):  # a folder that cannot be written can still be read
        diary.locked_entries.join()
    return diary


def sealing_of(home: Path, state: Path) -> Sealing:
    """The seal of the diary in that home, on or off; nothing is read yet."""
    return Sealing(home, state, now=local_now, new_id=lambda: uuid7(local_now()))


def load_settings() -> Settings:
    """The person's settings."""
    return settings_file.load(config_folder())


def save_settings(settings: Settings) -> None:
    """Keep the person's settings."""
    settings_file.save(config_folder(), settings)


def _check_folder(path: Path) -> None:
    """Refuse a path that the system cannot even look up; that nothing is there yet is well.

    Raises:
        StoreError: it goes through a file, is too long, is a loop of links, or holds a NUL.
    """
    try:
        path.stat()
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError("no home", file=path.name or str(path), detail=error.strerror or "") from None
    except ValueError:
        raise StoreError("no home", file=path.name, detail="NUL") from None


def local_now() -> datetime:
    """The wall clock with its offset, to the minute; UTC where the zone is set to more than a day."""
    try:
        now = datetime.now().astimezone()
    except (ValueError, OverflowError):  # TZ=AAA+99:99
        return datetime.now(UTC)
    offset = now.utcoffset() or timedelta()
    odd = timedelta(seconds=offset.total_seconds() % 60)
    # RFC 3339 has no seconds in an offset; the mean time of a town has.
    return now.astimezone(timezone(offset - odd)) if odd else now


def uuid7(moment: datetime) -> str:
    """A UUID of version 7 (RFC 9562, 5.7): sorted by time, unique by chance."""
    milliseconds = int(moment.timestamp() * 1000) & (1 << 48) - 1
    chance = int.from_bytes(os.urandom(10)) >> 6
    value = milliseconds << 80 | 0x7 << 76 | (chance >> 62) << 64 | 0b10 << 62 | chance & (1 << 62) - 1
    text = f"{value:032x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
