"""A machine with a home of its own, all of it in memory: what tests of several machines live on."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import count

from detox.diary import Diary
from detox.diary.context import DiaryContext
from detox.domain.entries import Entry, Life, Outcome, Task
from detox.errors import Damaged
from detox.exchange import log as logs
from detox.storage.file_format import BrokenFile, decode
from detox.storage.log_copies import copies_of_log
from detox.storage.other_copies import Copy, merge_copy
from detox.storage.store import DiaryStore, MergeCounts
from detox.storage.transaction import Change
from tests.storage.simdisk import ROOT, SimDisk

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
DAYS = (date(2026, 2, 27), date(2026, 3, 13))
TASK = Task(id="pay.shop", name="Pay", category="payment", since=DAYS[0])
HOME = ROOT / "home"


class Machine:
    """One machine with a home of its own, in memory."""

    def __init__(self, days_off: int = 0) -> None:
        self.disk = SimDisk()
        self.moment = NOON + timedelta(days=days_off)
        self._ids = count()
        self.starts()

    def starts(self) -> None:
        """The program is started anew: what it had read before is forgotten."""
        self.store = DiaryStore(HOME, ROOT / "state", now=lambda: self.moment, disk=self.disk)
        self.diary = Diary(
            DiaryContext(
                self.store, now=lambda: self.moment, new_id=lambda: f"n{next(self._ids)}", day_start=4
            )
        )

    def export(self) -> str:
        return logs.to_json(self.diary.snapshot(versions=True), exported_at="2026-03-14T12:00:00Z")

    def take_in(self, text: str) -> MergeCounts:
        found = logs.from_json(text.encode(), today=date(2027, 1, 1), known_channels={"cash"})
        return self.diary.take_in(found)

    def cloned(self) -> "Machine":
        """Another machine with the same home and the same state, as a restored backup has them."""
        other = Machine()
        other.moment = self.moment
        other.disk.names_now, other.disk.data = dict(self.disk.names_now), dict(self.disk.data)
        other.disk._inodes = count(max(self.disk.data, default=0) + 1)
        return other

    def files(self) -> list[Copy]:
        """What lies in the home and is whole."""
        found = []
        for name in self.store.paths.all_files():
            data = self.lies(f"{name}.json")
            with suppress(BrokenFile):
                found += [Copy(name=name, data=data, tables=decode(name, data).tables)] if data else []
        return found

    def reads(self) -> None:
        """All of it is read, going on after what is said once about damage."""
        while True:
            try:
                self.export()
            except Damaged:
                continue
            return

    def lies(self, name: str) -> bytes | None:
        """What lies in the home under that name."""
        path = HOME / name
        return self.disk.read(path) if self.disk.is_regular(path) else None

    def gets(self, name: str, data: bytes | None) -> None:
        """A syncing program puts a file into the home, or takes it away."""
        path = HOME / name
        if data is None:
            self.store.paths.writer.discard(path)
        else:
            self.store.paths.writer.write(path, data)

    def joins(self, other: "Machine") -> None:
        with self.store.paths.locked():
            for copy in other.files():
                merge_copy(self.store.paths, copy)

    def merges(self, text: str) -> None:
        """The log joined file by file, as `detox merge` does it."""
        found = logs.from_json(text.encode(), today=date(2027, 1, 1), known_channels={"cash"})
        with self.store.paths.locked():
            for copy in copies_of_log(self.store.paths, found):
                merge_copy(self.store.paths, copy)

    def writes(self, key: str, note: str, day: date = DAYS[0]) -> None:
        before = self.store.entry(key)
        moment = self.moment.isoformat(timespec="seconds")
        after = (
            before.replace(note=note, updated_at=moment, day=day)
            if before
            else an_entry(key, note, day, moment)
        )
        self.store.save("edit", [Change(before=before, after=after)])


def begun() -> Machine:
    """A machine with an app and a task."""
    machine = Machine()
    machine.store.save("start", [Change(after=Life(app="one")), Change(after=TASK)])
    return machine


def an_entry(key: str, note: str, day: date, moment: str) -> Entry:
    return Entry(
        id=key,
        day=day,
        task="pay.shop",
        outcome=Outcome.WORKAROUND,
        channel="cash",
        note=note,
        recorded_at="2026-02-27T12:00:00+00:00",
        updated_at=moment,
    )
