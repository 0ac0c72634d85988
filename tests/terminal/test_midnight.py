"""A day ends while the program is open: nothing lands on a day that was not on the screen."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from detox.diary import Diary
from detox.diary.beginning import Beginning
from detox.wiring import open_diary
from tests.conftest import BEIJING
from tests.terminal.conftest import BASKET
from tests.tui.seen import press, text_of, watch

LATE = datetime(2026, 3, 15, 3, 59, tzinfo=BEIJING)
"""Saturday's last minute: the day begins at four."""


class Clock:
    """Stands still until it is moved."""

    moment = LATE

    def __call__(self) -> datetime:
        return self.moment

    def strike(self) -> None:
        """Two minutes later it is Sunday."""
        self.moment += timedelta(minutes=2)


@pytest.fixture
def clock() -> Iterator[Clock]:
    return Clock()


@pytest.fixture
def late(home: Path, clock: Clock) -> Diary:
    diary = open_diary(home, home / ".state", now=clock)
    diary.start(Beginning(tasks=BASKET))
    return diary


def entries(diary: Diary) -> dict[str, list[str]]:
    """What each day holds."""
    span = diary.store.span()
    held = diary.store.entries(span.first, span.last) if span else []
    found: dict[str, list[str]] = {}
    for entry in held:
        found.setdefault(f"{entry.day:%A}", []).append(entry.task)
    return {day: sorted(tasks) for day, tasks in found.items()}


def test_today_turns_its_page_by_itself(late: Diary, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detox.tui.app.LOOKING_AGAIN", 0.01)

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "d", "d")
        clock.strike()
        await press(pilot)
        assert "Sunday 15 March" in text_of(pilot)
        assert "0 of 3 answered" in text_of(pilot)
        await press(pilot, "w")

    watch(late, see)
    assert entries(late) == {"Saturday": ["msg.family", "pay.shop"], "Sunday": ["msg.family"]}


def test_a_key_pressed_before_the_page_has_turned_means_the_day_that_is_shown(
    late: Diary, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("detox.tui.app.LOOKING_AGAIN", 3600)  # else a slow machine turns it before the key

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "d")
        clock.strike()
        await press(pilot, "w")
        assert "Sunday 15 March" in text_of(pilot)

    watch(late, see)
    assert entries(late) == {"Saturday": ["msg.family", "pay.shop"]}


def test_a_check_in_begun_before_midnight_belongs_to_the_day_it_began_on(late: Diary, clock: Clock) -> None:
    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "k", "y", "6")
        clock.strike()
        await press(pilot, "3", "2", "escape")

    watch(late, see)
    held = late.store.checkins(LATE.date() - timedelta(days=1), LATE.date())
    assert [(f"{each.day:%A}", each.mood, each.cut_off, each.urge) for each in held] == [
        ("Saturday", 6, 3, 2)
    ]


def test_a_note_typed_over_midnight_stays_with_its_entry(
    late: Diary, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("detox.tui.app.LOOKING_AGAIN", 0.01)

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "d", "i", "h", "a")
        clock.strike()
        await press(pilot, "l", "f", "enter")

    watch(late, see)
    held = late.store.entries(LATE.date() - timedelta(days=1), LATE.date())
    assert [(f"{entry.day:%A}", entry.note) for entry in held] == [("Saturday", "half")]
