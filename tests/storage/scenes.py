"""A small diary, and one of every kind of write to it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from detox.domain.dates import Span
from detox.domain.entries import CheckIn, Contact, Entry, Life, Outcome, Task
from detox.domain.snapshot import Snapshot
from detox.errors import Damaged
from detox.storage.disk import Disk
from detox.storage.doctor import repair
from detox.storage.store import DiaryStore
from detox.storage.transaction import Change

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
WRITTEN = "2026-03-14T12:00:00+00:00"
ALL = Span(first=date(2026, 1, 1), last=date(2026, 12, 31))


def entry(id: str = "a1", day: date = date(2026, 3, 14), note: str = "现金 worked", **fields: Any) -> Entry:  # noqa: A002
    fields = {"task": "pay.shop", "outcome": Outcome.WORKAROUND, "channel": "cash", "minutes": 5} | fields
    return Entry(id=id, day=day, note=note, recorded_at=WRITTEN, updated_at=WRITTEN, **fields)


def store_at(root: Path, disk: Disk | None = None, now: datetime = NOON) -> DiaryStore:
    return DiaryStore(root / "home", root / "state", now=lambda: now, disk=disk)


def log(store: DiaryStore, *entries: Entry) -> None:
    store.save("log", [Change(after=each) for each in entries])


def everything(store: DiaryStore) -> dict[str, Any]:
    """All that the diary says, as one comparable value."""
    return {
        "entries": {each.id: each for each in store.entries(ALL.first, ALL.last)},
        "checkins": {each.id: each for each in store.checkins(ALL.first, ALL.last)},
        "book": store.book(),
        "contacts": store.contacts(),
    }


FIRST = entry("a1", date(2026, 3, 1), note="first")
SECOND = entry("a2", date(2026, 3, 2), note="second")
CHECKIN = CheckIn(day=date(2026, 3, 1), normal=True, mood=6, recorded_at=WRITTEN, updated_at=WRITTEN)
CHEN = Contact(id="chen", name="Chen", updated_at=WRITTEN)
BIG = Snapshot(
    app="the app",
    entries=tuple(entry(f"i{n}", date(2026, 1 + n, 5), note="imported") for n in range(4)),
    contacts=(CHEN,),
)


def begin(store: DiaryStore) -> None:
    """What is there before each deed."""
    store.save("log", [Change(after=FIRST), Change(after=SECOND), Change(after=CHECKIN)])
    store.save(
        "start",
        [
            Change(after=Life(app="the app")),
            Change(after=Task(id="t", name="T", category="c", since=ALL.first)),
        ],
    )


def lose_march(store: DiaryStore) -> None:
    """Both copies of March are damaged, and that has been noticed."""
    for path in store.paths.replicas("journal/2026-03"):
        store.paths.writer.write(path, store.paths.disk.read(path)[:-200])


def repaired(store: DiaryStore) -> None:
    repair(store.paths)


Deed = Callable[[DiaryStore], object]
NOTHING: Deed = lambda _: None  # noqa: E731
DEEDS: dict[str, tuple[Deed, Deed]] = {
    "a new month": (NOTHING, lambda store: log(store, entry("a3", date(2026, 4, 1)))),
    "an update": (
        NOTHING,
        lambda store: store.save("edit", [Change(before=FIRST, after=FIRST.replace(note="changed"))]),
    ),
    "a deletion": (NOTHING, lambda store: store.save("delete", [Change(before=FIRST)])),
    "a move between months": (
        NOTHING,
        lambda store: store.save("edit", [Change(before=FIRST, after=FIRST.replace(day=date(2026, 2, 1)))]),
    ),
    "a bulk import": (NOTHING, lambda store: store.merge(BIG)),
    "an undo": (NOTHING, lambda store: store.undo()),
    "a redo": (lambda store: store.undo(), lambda store: store.redo()),
    "a day's first write": (NOTHING, lambda store: log(_tomorrow(store), entry("a4"))),
    "forgetting": (NOTHING, lambda store: store.forget("a1")),
    "a repair": (lose_march, repaired),
}


def _tomorrow(store: DiaryStore) -> DiaryStore:
    store.paths.now = lambda: datetime(2026, 3, 15, 12, tzinfo=UTC)
    return store


def read_on(store: DiaryStore) -> dict[str, Any]:
    """All that the diary says, going on after what it says once about damage."""
    while True:
        try:
            return everything(store)
        except Damaged:
            continue
