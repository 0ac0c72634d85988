"""Every test has a home of its own and a clock that stands still."""

from datetime import datetime, timedelta, timezone
from itertools import count
from pathlib import Path

import pytest

from detox.diary import Diary
from detox.wiring import open_diary
from detox.words import speak

BEIJING = timezone(timedelta(hours=8))
EVENING = datetime(2026, 3, 14, 21, 0, tzinfo=BEIJING)
"""A Saturday."""


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "xdg"))
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "DETOX_HOME", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    speak("en")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder for one diary; it is not there yet."""
    return tmp_path / "home"


@pytest.fixture
def diary(home: Path) -> Diary:
    """An empty diary on the evening of Saturday 14 March 2026; each look at its clock takes a second."""
    seconds = count()
    return open_diary(home, home / ".state", now=lambda: EVENING + timedelta(seconds=next(seconds)))
