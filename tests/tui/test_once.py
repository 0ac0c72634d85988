"""What a key costs, counted in drawings and in files that are read: never in time."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from detox.diary import Diary
from detox.domain.entries import Outcome
from detox.storage import cache, store
from detox.tui.diary_screen import DiaryScreen
from detox.tui.today_screen import TodayScreen
from detox.tui.week_screen import WeekScreen
from tests.tui.seen import press, settle, watch
from tests.tui.test_week import demo_diary


@pytest.fixture
def demo(tmp_path: Path) -> Diary:
    return demo_diary(tmp_path)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """How often each file was read, whole or lean."""
    counted: Counter[str] = Counter()
    read, lean = cache.FileCache._read, store.agreed_bytes

    def counting(self: cache.FileCache, name: str) -> cache.FileView:
        counted[name] += 1
        return read(self, name)

    def counting_lean(paths: object, name: str) -> bytes | None:
        counted[f"lean {name}"] += 1
        return lean(paths, name)  # type: ignore[arg-type]

    monkeypatch.setattr(cache.FileCache, "_read", counting)
    monkeypatch.setattr(store, "agreed_bytes", counting_lean)
    return counted


def drawings(kind: type[DiaryScreen], monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """A list that grows with every drawing of that screen."""
    drawn: list[object] = []
    show = kind.show_diary

    def counting(self: DiaryScreen) -> None:
        drawn.append(self.size)
        show(self)

    monkeypatch.setattr(kind, "show_diary", counting)
    return drawn


def test_week_is_drawn_once_when_it_is_opened_and_once_a_resize(
    demo: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = drawings(WeekScreen, monkeypatch)

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "2")
        assert len(drawn) == 1
        await pilot.resize_terminal(100, 30)
        await settle(pilot)
        assert len(drawn) == 2

    watch(demo, see, (120, 36))


def test_an_outcome_draws_today_once(demo: Diary, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = drawings(TodayScreen, monkeypatch)

    async def see(pilot: Pilot[int]) -> None:
        before = len(drawn)
        await press(pilot, "w")
        assert len(drawn) == before + 1

    watch(demo, see, (120, 36))


def test_the_book_is_read_once_until_it_is_written(demo: Diary, reads: Counter[str]) -> None:
    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "2", "3", "4", "1", "2")

    watch(demo, see, (120, 36))

    assert reads["book"] == 1


def test_the_channel_used_last_is_found_without_reading_an_older_month(
    demo: Diary, reads: Counter[str]
) -> None:
    entry = max(demo.snapshot().entries, key=lambda entry: entry.day)
    fresh = Diary(type(demo.context)(store.DiaryStore(demo.store.paths.home, demo.store.paths.state,
        now=demo.context.now), now=demo.context.now, new_id=demo.context.new_id,
        day_start=demo.context.day_start))  # fmt: skip
    reads.clear()

    fresh.channels.remembered(entry.task, Outcome.DIRECT)

    assert [name for name in reads if "journal" in name] == [f"journal/{entry.day:%Y-%m}"]


def test_a_month_is_decoded_once_however_often_its_rows_are_asked_for(
    demo: Diary, reads: Counter[str]
) -> None:
    for _ in range(3):
        demo.context.rows(demo.today.replace(day=1), demo.today)

    assert reads[f"lean journal/{demo.today:%Y-%m}"] == 1


def test_what_another_window_writes_is_seen_by_the_next_look(demo: Diary) -> None:
    other = store.DiaryStore(demo.store.paths.home, demo.store.paths.state, now=demo.context.now)
    task = demo.basket.tasks()[0]

    with demo.one_look():
        before = demo.basket.held(task.id)
        other.save("task edit", [store.Change(before=task, after=task.replace(name="Renamed"))])
        within = demo.basket.held(task.id)
    after = demo.basket.held(task.id)

    assert before == within == task
    assert after is not None
    assert after.name == "Renamed"


def test_what_this_program_writes_is_seen_at_once_within_a_look(demo: Diary) -> None:
    with demo.one_look():
        task = demo.basket.tasks()[0]
        demo.basket.edit(task, name="Renamed")

        held = demo.basket.held(task.id)

    assert held is not None
    assert held.name == "Renamed"


def test_a_screen_shown_again_is_drawn_anew_only_where_something_was_written(
    demo: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = drawings(WeekScreen, monkeypatch)
    counts: list[int] = []

    async def see(pilot: Pilot[int]) -> None:
        for keys in (("2", "1"), ("2", "1"), ("d", "2", "1"), ("f2", "2")):
            await press(pilot, *keys)
            counts.append(len(drawn))

    watch(demo, see)

    opened, unchanged, written, hidden = counts
    assert (unchanged - opened, written - unchanged, hidden - written) == (0, 1, 1)
