"""Builds a diary from a home folder; the only file that names all concrete pieces."""

import os
import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from platformdirs import user_config_path, user_data_path, user_state_path

from detox import settings as settings_file
from detox.diary import Diary
from detox.diary.context import DiaryContext
from detox.settings import Settings
from detox.storage.store import DiaryStore

APP = "detox"


def folders(home: str | None) -> tuple[Path, Path]:
    """The home and the state folder: the named ones, or where this system keeps such things."""
    named = home or os.environ.get("DETOX_HOME")
    if not named:
        return user_data_path(APP, appauthor=False), user_state_path(APP, appauthor=False)
    folder = Path(named).expanduser().absolute()
    return folder, folder / ".state"


def config_folder() -> Path:
    """Where the settings are; the same for every home."""
    return user_config_path(APP, appauthor=False)


def open_diary(
    home: Path,
    state: Path,
    settings: Settings | None = None,
    *,
    now: Callable[[], datetime] | None = None,
    new_id: Callable[[], str] | None = None,
) -> Diary:
    """The diary in that home; nothing is made on the disk before something is written.

    Raises:
        StoreError: the home cannot be a diary's: it is a file, say.
    """
    clock = now or local_now
    store = DiaryStore(home, state, now=clock)
    day_start = (settings or Settings()).day_start
    return Diary(
        DiaryContext(store, now=clock, new_id=new_id or (lambda: uuid7(clock())), day_start=day_start)
    )


def load_settings() -> Settings:
    """The person's settings."""
    return settings_file.load(config_folder())


def save_settings(settings: Settings) -> None:
    """Keep the person's settings."""
    settings_file.save(config_folder(), settings)


def local_now() -> datetime:
    """The wall clock with its offset."""
    return datetime.now().astimezone()


def uuid7(moment: datetime) -> str:
    """A UUID of version 7 (RFC 9562, 5.7): sorted by time, unique by chance."""
    milliseconds = int(moment.timestamp() * 1000) & (1 << 48) - 1
    chance = secrets.randbits(74)
    value = milliseconds << 80 | 0x7 << 76 | (chance >> 62) << 64 | 0b10 << 62 | chance & (1 << 62) - 1
    text = f"{value:032x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
