"""A window to open, and a diary that has begun."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from detox.diary import Diary
from detox.diary.beginning import Beginning
from detox.wiring import open_diary
from tests.terminal.window import Window

Open = Callable[..., Window]
BASKET = ("msg.family", "pay.shop", "info.moments")


@pytest.fixture
def open_window(tmp_path: Path) -> Iterator[Open]:
    """Opens windows of one person at one computer; they are closed when the test is over."""
    windows = []

    def opened(*words: str, **more: Any) -> Window:
        windows.append(Window(tmp_path, *words, **more))
        return windows[-1]

    yield opened
    for window in windows:
        window.end()


@pytest.fixture
def begun(home: Path) -> Diary:
    """A diary of three tasks, begun today by the clock that the program goes by."""
    diary = open_diary(home, home / ".state")
    diary.start(Beginning(tasks=BASKET))
    return diary
