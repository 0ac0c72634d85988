"""Damaged files: what one copy lost the other gives back, and the person is told."""

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from detox.domain.entries import Entry
from detox.errors import Damaged, NewerDiary, StoreError
from detox.storage import file_format
from detox.storage.doctor import examine, repair
from detox.storage.store import DiaryStore
from detox.storage.transaction import Change
from tests.storage.scenes import ALL, CHEN, begin, entry, everything, log, read_on, store_at
from tests.storage.simdisk import ROOT, SimDisk

MARCH = "journal/2026-03"


@pytest.fixture
def disk() -> SimDisk:
    return written()


def written() -> SimDisk:
    disk = SimDisk()
    store = store_at(ROOT, disk)
    begin(store)
    log(store, entry("b1", date(2026, 2, 3), note="in february"))
    store.save("tell", [Change(after=CHEN)])
    return disk


def home_and_mirror(name: str) -> tuple[Path, Path]:
    return store_at(ROOT, SimDisk()).paths.replicas(name)


def put(disk: SimDisk, path: Path, data: bytes | None) -> None:
    if data is None:
        disk.remove(path)
    else:
        store_at(ROOT, disk).paths.writer.write(path, data)


def damages(data: bytes, other: bytes, *, step: int) -> Iterator[tuple[str, bytes | None]]:
    rng = random.Random(3)  # noqa: S311 - made-up disasters
    yield "deleted", None
    yield "emptied", b""
    yield "another month's", other
    yield "zeros", bytes(len(data))
    for length in range(1, len(data), step):
        yield f"cut at {length}", data[:length]
    for place in range(0, len(data), step):
        bits = [1 << bit for bit in range(8)] if step == 1 else [1 << rng.randrange(8)]
        for bit in bits:
            yield f"flipped at {place}", data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :]


def survived(ready: SimDisk, path: Path, damaged: bytes | None, wanted: object) -> str | None:
    """What was wrong after that damage; `None` where nothing was lost and it was said."""
    disk = ready.copy()
    put(disk, path, damaged)
    store = store_at(ROOT, disk)
    if everything(store) != wanted:
        return "lost"
    if not store.notices():
        return "not told"
    again = store_at(ROOT, disk)
    if everything(again) != wanted or again.notices():
        return "not healed"
    kept = [
        disk.data[inode] for name, inode in disk.names_now.items() if "quarantine" in name.parts and inode
    ]
    return None if not damaged or damaged in kept else "bytes thrown away"


def destroyed(name: str, step: int) -> tuple[int, list[str]]:
    ready = written()
    wanted = everything(store_at(ROOT, ready))
    february = ready.read(home_and_mirror("journal/2026-02")[0])
    tried, wrong = 0, []
    for path in home_and_mirror(name):
        other = february if name == MARCH else ready.read(home_and_mirror(MARCH)[0])
        for what, damaged in damages(ready.read(path), other, step=step):
            tried += 1
            if fate := survived(ready, path, damaged, wanted):
                wrong.append(f"{path} {what}: {fate}")
    return tried, wrong


@pytest.mark.parametrize("name", [MARCH, "book", "contacts"])
def test_any_damage_to_one_copy_loses_nothing_and_is_told(name: str) -> None:
    tried, wrong = destroyed(name, step=23)

    assert wrong == []
    assert tried > 50


@pytest.mark.thorough
@pytest.mark.parametrize("name", [MARCH, "journal/2026-02", "book", "contacts"])
def test_every_cut_and_every_flipped_bit_of_one_copy_loses_nothing(name: str) -> None:
    tried, wrong = destroyed(name, step=1)

    print(f"{name}: {tried} destroyed files")  # noqa: T201 - the proof's figure
    assert wrong == []


def test_two_damaged_copies_are_said_once_and_typing_goes_on(disk: SimDisk) -> None:
    for path in home_and_mirror(MARCH):
        put(disk, path, disk.read(path)[:-300])
    store = store_at(ROOT, disk)

    with pytest.raises(Damaged):
        store.entries(ALL.first, ALL.last)
    log(store, entry("new", date(2026, 3, 14)))

    assert [each.id for each in store.entries(ALL.first, ALL.last)] == ["b1", "new"]
    with pytest.raises(Damaged):  # every later run says so too, until it is repaired
        store_at(ROOT, disk).entries(ALL.first, ALL.last)


def test_damage_elsewhere_hides_no_entry_and_stops_no_check_in(disk: SimDisk) -> None:
    for path in home_and_mirror(MARCH):
        put(disk, path, disk.read(path)[:-300])

    assert store_at(ROOT, disk).entry("b1") is not None
    assert store_at(ROOT, disk).checkin(date(2026, 3, 1)) is None
    with pytest.raises(Damaged):
        store_at(ROOT, disk).entry("a1")


def test_what_is_left_of_two_damaged_copies_is_offered_and_joined_with_what_was_typed_since(
    disk: SimDisk,
) -> None:
    for path in home_and_mirror(MARCH):
        put(disk, path, disk.read(path)[:-30])
    store = store_at(ROOT, disk)
    log(store, entry("new", date(2026, 3, 14)))
    offered = [finding for finding in examine(store.paths) if finding.kind == "lost"]

    mended = repair(store.paths)

    assert [(finding.file, finding.count) for finding in offered] == [(MARCH, 2)]
    assert [finding.kind for finding in mended] == ["lost"]
    assert {each.id for each in store_at(ROOT, disk).entries(ALL.first, ALL.last)} == {"a1", "b1", "new"}
    assert examine(store.paths) == []


def test_a_record_lost_from_both_copies_comes_back_from_the_history(disk: SimDisk) -> None:
    store = tomorrow(disk)
    log(store, entry("c1", date(2026, 3, 15)))
    for path in home_and_mirror(MARCH):
        put(disk, path, b"\x00" * 600)

    found = examine(store.paths)
    repair(store.paths)

    assert [(finding.kind, finding.count) for finding in found] == [("damaged", 3)]
    assert found[0].days is not None
    assert date(2026, 3, 15) in found[0].days
    assert {"a1", "a2"} <= {each.id for each in read_on(store)["entries"].values()}


def tomorrow(disk: SimDisk) -> DiaryStore:
    store = store_at(ROOT, disk)
    now = store.paths.now()
    store.paths.now = lambda: now.replace(day=15)
    return store


def test_a_flip_that_makes_sense_never_stands_before_the_copy_whose_sum_is_right(disk: SimDisk) -> None:
    home, _ = home_and_mirror(MARCH)
    put(disk, home, disk.read(home).replace(b"first", b"thirst"))
    store = store_at(ROOT, disk)

    found = store.entry("a1")

    assert isinstance(found, Entry)
    assert found.note == "first"
    versions = store.versions(found)
    assert [
        (version.record.note, version.doubt) for version in versions if isinstance(version.record, Entry)
    ] == [
        ("first", False),
        ("thirst", True),
    ]


@pytest.mark.parametrize("which", [0, 1])
def test_choosing_one_of_two_versions_ends_the_doubt(disk: SimDisk, which: int) -> None:
    home, _ = home_and_mirror(MARCH)
    put(disk, home, disk.read(home).replace(b"first", b"thirst"))
    store = store_at(ROOT, disk)
    versions = store.versions(store.entries(ALL.first, ALL.last)[1])

    chosen = versions[which].record
    store.save("choose", [Change(before=versions[0].record, after=chosen, settles=True)])

    assert isinstance(chosen, Entry)
    assert [version.record for version in store.versions(chosen)] == [chosen]


def test_a_file_edited_by_hand_where_there_is_no_other_copy_is_taken_as_it_is(disk: SimDisk) -> None:
    home, mirror = home_and_mirror(MARCH)
    put(disk, home, disk.read(home).replace(b"first", b"by hand"))
    put(disk, mirror, None)

    found = store_at(ROOT, disk).entry("a1")

    assert found is not None
    assert found.note == "by hand"


def test_a_newer_diary_is_refused_and_its_bytes_are_untouched(
    disk: SimDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, _ = home_and_mirror(MARCH)
    content = file_format.decode(MARCH, disk.read(home))
    monkeypatch.setattr(file_format, "SCHEMA", 7)
    newer = file_format.encode(MARCH, content)
    monkeypatch.undo()
    put(disk, home, newer)
    store = store_at(ROOT, disk)

    with pytest.raises(NewerDiary) as refused:
        store.entries(ALL.first, ALL.last)
    with pytest.raises(NewerDiary):
        log(store, entry("new"))

    assert (refused.value.theirs, refused.value.ours) == (7, file_format.SCHEMA)
    assert disk.read(home) == newer


def test_a_month_that_cannot_be_read_is_not_written(disk: SimDisk) -> None:
    home, _ = home_and_mirror(MARCH)
    store = store_at(ROOT, Unreadable(disk, home))

    assert len(store.entries(ALL.first, ALL.last)) == 3  # the other copy is there
    assert [notice.kind for notice in store.notices()] == ["unreadable"]
    with pytest.raises(StoreError) as refused:
        log(store, entry("new"))
    assert refused.value.reason == "unreadable"


class Unreadable(SimDisk):
    """The same disk, with one bad file."""

    def __init__(self, disk: SimDisk, path: Path) -> None:
        self.__dict__ = disk.copy().__dict__
        self.bad = path

    def read(self, path: Path) -> bytes:
        if path == self.bad:
            raise OSError(5, "Input/output error")
        return super().read(path)


def test_a_home_that_is_gone_is_not_made_anew(disk: SimDisk) -> None:
    for path in [path for path in disk.names_now if ROOT / "home" in (path, *path.parents)]:
        del disk.names_now[path]
    store = store_at(ROOT, disk)

    assert len(store.entries(ALL.first, ALL.last)) == 3  # out of the mirror
    with pytest.raises(StoreError) as refused:
        log(store, entry("new"))
    assert refused.value.reason == "folder gone"
    assert ROOT / "home" not in disk.names_now


def test_a_conflict_copy_is_joined_whatever_its_name(disk: SimDisk) -> None:
    home, _ = home_and_mirror(MARCH)
    other = written()
    log(store_at(ROOT, other), entry("theirs", date(2026, 3, 9)))
    conflict = home.with_name("2026-03 (Li's conflicted copy).json")
    put(disk, conflict, other.read(home))
    store = store_at(ROOT, disk)

    assert "theirs" in {each.id for each in store.entries(ALL.first, ALL.last)}
    assert [notice.kind for notice in store.notices()] == ["conflict"]
    assert conflict not in disk.names_now


def test_an_odd_record_is_left_alone_and_named(disk: SimDisk) -> None:
    store = store_at(ROOT, disk)
    for path in home_and_mirror(MARCH):
        put(disk, path, disk.read(path).replace(b'"workaround"', b'"by magic"', 1))

    found = store.entries(ALL.first, ALL.last)

    assert len(found) == 2
    assert "odd" in {notice.kind for notice in store.notices()}
    assert any(b"by magic" in disk.data[inode] for inode in disk.names_now.values() if inode)


@pytest.mark.parametrize(
    "envelope", ['"others":[{"seen":"all"}]', '"seen":{"a":"many"}', '"clock":7', '"deleted":"yes"']
)
def test_a_synced_copy_made_to_confuse_the_merge_takes_nothing_away(disk: SimDisk, envelope: str) -> None:
    home, _ = home_and_mirror(MARCH)
    content = file_format.decode(MARCH, disk.read(home))
    forged = file_format.salvage(b'"entries": {\n"a1": {"id":"a1",%s}' % envelope.encode())
    put(disk, home, file_format.encode(MARCH, file_format.FileContent(content.tables | forged)))
    wanted = everything(store_at(ROOT, written()))

    store = store_at(ROOT, disk)

    assert everything(store) == wanted
    assert [notice.kind for notice in store.notices()] == ["doubt"]


def test_strange_files_in_the_state_folder_are_left_alone(disk: SimDisk) -> None:
    store = store_at(ROOT, disk)
    for name in (
        "undo/notes.done",
        "undo/x.doing",
        "history/2026-03/today",
        "quarantine/a.b.c.d.lost",
        "quarantine/x",
    ):
        store.paths.writer.write(store.paths.state / name, b"?")

    log(store, entry("new"))
    store.undo()

    assert examine(store.paths) == []
    assert repair(store.paths) == []
