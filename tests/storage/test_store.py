"""The diary on the disk: what is written is read, by day, by id, in its month."""

import os
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB
from tinydb.table import Table

from detox.domain.dates import Span
from detox.domain.entries import Channel, CheckIn, Contact, Entry, Life, Outcome, Pause, Step, Task
from detox.domain.snapshot import Snapshot
from detox.domain.trial import Trial
from detox.errors import StoreError
from detox.storage.drafts import Draft
from detox.storage.store import DiaryStore, MergeCounts
from detox.storage.transaction import Change
from tests.storage.scenes import ALL, CHEN, NOON, WRITTEN, entry, everything, log, store_at
from tests.storage.simdisk import ROOT, SimDisk

MARCH = Span(first=date(2026, 3, 1), last=date(2026, 3, 31))


@pytest.fixture
def store(tmp_path: Path) -> DiaryStore:
    return store_at(tmp_path)


def ids(entries: list[Entry]) -> list[str]:
    return [each.id for each in entries]


def test_looking_into_a_diary_that_is_not_there_makes_nothing(tmp_path: Path) -> None:
    store = store_at(tmp_path)

    assert store.entries(ALL.first, ALL.last) == []
    assert store.checkins(ALL.first, ALL.last) == []
    assert list(store.projections(ALL.first, ALL.last)) == []
    assert store.span() is None
    assert store.book().life == Life()
    assert store.contacts() == ()
    assert store.undone() == []
    assert list(tmp_path.iterdir()) == []


def test_the_entry_recorded_last_is_found_without_reading_months_that_were_not_written_since(
    store: DiaryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(1, 7):
        log(store, entry(f"a{n}", date(2026, n, 9)).replace(recorded_at=f"2026-03-14T12:0{n}:00+00:00"))
        for path in store.paths.replicas(f"journal/2026-{n:02}"):
            written = datetime(2026, 3, 14, 12, n, 30, tzinfo=UTC).timestamp()
            os.utime(path, (written, written))
    read: list[str] = []
    view = store.cache.view
    monkeypatch.setattr(store.cache, "view", lambda name: read.append(name) or view(name))

    found = store.recorded_last()

    assert found is not None
    assert found.id == "a6"
    assert read == ["journal/2026-06"]


def test_a_month_that_came_later_is_read_for_the_entry_recorded_last(store: DiaryStore) -> None:
    log(store, entry("a1", date(2026, 3, 9)).replace(recorded_at="2026-03-14T12:00:00+00:00"))
    log(store, entry("a0", date(2025, 3, 9)).replace(recorded_at="2026-03-14T11:00:00+00:00"))

    found = store.recorded_last()

    assert found is not None
    assert found.id == "a1"


def test_entries_come_by_day_then_as_they_were_recorded(store: DiaryStore) -> None:
    later = entry("a3", date(2026, 3, 2)).replace(recorded_at="2026-03-14T13:00:00+00:00")
    log(
        store,
        entry("a1", date(2026, 3, 9)),
        later,
        entry("a2", date(2026, 3, 2)),
        entry("a0", date(2026, 4, 1)),
    )

    assert ids(store.entries(MARCH.first, MARCH.last)) == ["a2", "a3", "a1"]
    assert store.span() == Span(first=date(2026, 3, 2), last=date(2026, 4, 1))


@pytest.mark.parametrize(
    "moments",
    [
        ("2026-10-25T02:50:00+02:00", "2026-10-25T02:10:00+01:00"),  # the hour that comes twice
        ("2026-10-25T20:00:00+08:00", "2026-10-25T14:30:00+01:00"),  # a flight to the west
        ("2026-10-25T20:00:00Z", "2026-10-25T20:00:00.5Z", "2026-10-25T20:00:00.123456789-00:01"),
    ],
)
def test_entries_of_a_day_come_as_they_were_recorded_whatever_the_clock_said(
    store: DiaryStore, moments: tuple[str, ...]
) -> None:
    recorded = [entry(f"a{n}").replace(recorded_at=moment) for n, moment in enumerate(moments)]

    log(store, *reversed(recorded))

    assert [each.recorded_at for each in store.entries(MARCH.first, MARCH.last)] == list(moments)


def test_entries_land_in_the_file_of_their_month(store: DiaryStore) -> None:
    log(store, entry("a1"), entry("a2", date(2025, 12, 31)))

    journal = store.paths.home / "journal"
    assert sorted(path.name for path in journal.iterdir()) == ["2025-12.json", "2026-03.json"]


def test_an_entry_whose_day_moves_leaves_its_old_month(store: DiaryStore) -> None:
    first = entry("a1")
    log(store, first)

    store.save("edit", [Change(before=first, after=first.replace(day=date(2026, 2, 1)))])

    assert store.entries(MARCH.first, MARCH.last) == []
    assert ids(store.entries(ALL.first, ALL.last)) == ["a1"]
    moved = store.entry("a1")
    assert moved is not None
    assert moved.day == date(2026, 2, 1)


def test_every_kind_of_record_comes_back_as_it_was(store: DiaryStore) -> None:
    records = [
        Life(app="the app", trial="2026-01-01"),
        Task(id="t", name="任务", category="c", since=date(2026, 1, 1)),
        Channel(id="cash", name="Cash"),
        Trial(start=date(2026, 1, 1), sentence="mine"),
        Step(id="s", text="tell Li", updated_at=WRITTEN),
        Pause(id="p", first=date(2026, 2, 1), last=date(2026, 2, 3)),
        CHEN,
    ]

    store.save("start", [Change(after=record) for record in records])

    book = store_at(store.paths.home.parent).book()
    found = [
        book.life,
        *book.tasks,
        *book.channels,
        *book.trials,
        *book.steps,
        *book.pauses,
        *store.contacts(),
    ]
    assert found == records
    assert book.trial == records[3]


def test_a_second_store_sees_what_the_first_one_wrote(store: DiaryStore) -> None:
    other = store_at(store.paths.home.parent)
    assert other.entries(MARCH.first, MARCH.last) == []
    before = other.stamp()

    log(store, entry("a1"))

    assert other.stamp() != before
    assert ids(other.entries(MARCH.first, MARCH.last)) == ["a1"]
    assert other.stamp() == other.stamp()


def test_a_window_that_is_not_up_to_date_overwrites_nothing(store: DiaryStore) -> None:
    seen = entry("a1")
    log(store, seen)
    store.save("edit", [Change(before=seen, after=seen.replace(note="in the other window"))])

    store.save("edit", [Change(before=seen, after=seen.replace(note="here"))])

    notes = {version.record.note for version in store.versions(seen) if isinstance(version.record, Entry)}
    assert notes == {"in the other window", "here"}


def test_a_text_deleted_here_and_edited_in_another_window_stays_until_it_is_deleted_again(
    store: DiaryStore,
) -> None:
    seen = entry("a1")
    log(store, seen)
    for minutes in (7, 8):
        store.save("edit", [Change(before=store.entry("a1"), after=seen.replace(minutes=minutes))])
        store.save("delete", [Change(before=seen)])

        assert [version.record is None for version in store.versions(seen)] == [False, True]

    store.save("delete", [Change(before=store.entry("a1"))])
    assert store.entry("a1") is None


def test_saving_what_is_already_so_writes_nothing(store: DiaryStore) -> None:
    log(store, entry("a1"))
    before = store.stamp()

    log(store, entry("a1"))

    assert store.stamp() == before
    assert len(store.undone()) == 1


def test_a_deed_writes_each_file_once() -> None:
    disk = SimDisk()
    calls: list[str] = []
    disk.before_call = calls.append

    log(store_at(ROOT, disk), *(entry(f"a{n}", date(2026, 3, 1 + n)) for n in range(20)))

    assert disk.read(ROOT / "home/journal/2026-03.json").count(b"\n") > 20
    assert calls.count("write") == 4  # home, mirror, the deed, the device


def test_unknown_fields_survive_every_rewrite(store: DiaryStore) -> None:
    first = entry("a1")
    log(store, first)
    for path in store.paths.replicas("journal/2026-03"):
        text = path.read_text().replace('"id":"a1"', '"id":"a1","weather":"rain"')
        path.write_text(text.replace('"format"', '"by":"hand","format"'))

    store.save("edit", [Change(before=first, after=first.replace(note="new", day=date(2026, 2, 2)))])
    log(store, entry("a2"))

    files = [(store.paths.home / f"journal/2026-0{month}.json").read_text() for month in (2, 3)]
    assert '"weather":"rain"' in files[0]
    assert '"by":"hand"' in files[1]


def test_a_stock_tinydb_opens_the_files(store: DiaryStore) -> None:
    class Texts(Table):
        document_id_class = str

    class Stock(TinyDB):
        table_class = Texts

    log(store, entry("a1", note="现金"))

    with Stock(store.paths.home / "journal/2026-03.json", encoding="utf-8") as database:
        assert [doc["note"] for doc in database.table("entries").all()] == ["现金"]
        assert database.tables() == {"_meta", "diary", "entries"}


def test_a_file_has_one_record_a_line_and_its_keys_in_order(store: DiaryStore) -> None:
    log(store, entry("a2"), entry("a1"))

    lines = (store.paths.home / "journal/2026-03.json").read_text().splitlines()

    assert [line[:5] for line in lines if line.startswith('"a')] == ['"a1":', '"a2":']
    keys = list(msgspec.json.decode(lines[4].partition(": ")[2].rstrip(",")))
    assert keys == sorted(keys)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o777])
def test_only_the_owner_may_read_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    old = os.umask(umask)
    try:
        store = DiaryStore(tmp_path / "home", tmp_path / "home/.state", now=lambda: NOON)
        log(store, entry("a1"))
        store.drafts.keep(Draft(name="note", texts={"note": "half a sentence"}))
        log(store, entry("a2"))
    finally:
        os.umask(old)

    modes = {
        (path.is_dir(), stat.S_IMODE(path.stat().st_mode))
        for path in [tmp_path / "home", *(tmp_path / "home").rglob("*")]
    }
    assert modes == {(True, 0o700), (False, 0o600)}


def test_a_state_folder_inside_the_home_is_kept_from_syncing(tmp_path: Path) -> None:
    store = DiaryStore(tmp_path / "home", tmp_path / "home/.state", now=lambda: NOON)

    log(store, entry("a1"))

    for name in (".gitignore", ".stignore"):
        assert ".state" in (tmp_path / "home" / name).read_text().splitlines()


@pytest.mark.parametrize(
    ("theirs", "git", "syncthing"),
    [
        (b"*.log", b"*.log\n# own\n.state\n", b"// own\n.state\n*.log"),
        (b"*.log\r\n!.state\n", b"*.log\r\n!.state\n# own\n.state\n", b"// own\n.state\n*.log\r\n!.state\n"),
        (b"\xff\n", b"\xff\n# own\n.state\n", b"// own\n.state\n\xff\n"),
        (b"/.state/\n", b"/.state/\n", b"/.state/\n"),
    ],
)
def test_an_ignore_file_of_their_own_gets_our_line_once_and_keeps_theirs(
    tmp_path: Path, theirs: bytes, git: bytes, syncthing: bytes
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    for name in (".gitignore", ".stignore"):
        (home / name).write_bytes(theirs)

    for n in range(2):
        log(DiaryStore(home, home / ".state", now=lambda: NOON), entry(f"a{n}"))

    found = [(home / name).read_bytes() for name in (".gitignore", ".stignore")]
    assert [said.replace(b"belongs to this machine alone", b"own") for said in found] == [git, syncthing]


def test_an_ignore_file_that_is_a_folder_stops_no_entry(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / ".gitignore").mkdir(parents=True)

    log(DiaryStore(home, home / ".state", now=lambda: NOON), entry("a1"))

    assert (home / ".gitignore").is_dir()
    assert (home / "journal/2026-03.json").exists()


def test_a_home_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a letter")

    with pytest.raises(StoreError) as refused:
        store_at(tmp_path)

    assert refused.value.reason == "not a folder"
    assert (tmp_path / "home").read_text() == "a letter"


def test_leftovers_of_a_killed_write_are_swept(store: DiaryStore) -> None:
    log(store, entry("a1"))
    leftover = store.paths.home / "journal/.2026-03.json.0badc0de.tmp"
    leftover.write_text("half")

    log(store_at(store.paths.home.parent), entry("a2"))

    assert not leftover.exists()


def test_tallies_say_what_the_entries_say(store: DiaryStore) -> None:
    gone = entry("gone")
    checkin = CheckIn(day=date(2026, 3, 14), normal=False, mood=3, recorded_at=WRITTEN, updated_at=WRITTEN)
    helped = entry("a2", date(2026, 2, 27), outcome=Outcome.PROXY, helper="Li")
    log(store, entry("a1"), helped, gone, entry("out", date(2026, 1, 2)))
    store.save("checkin", [Change(after=checkin)])
    store.save("delete", [Change(before=gone)])

    months = list(store.projections(date(2026, 2, 27), MARCH.last))

    found = [
        (t.day, t.task, t.outcome, t.minutes, t.channel, t.helper) for month in months for t in month.entries
    ]
    assert found == [
        (date(2026, 2, 27), "pay.shop", Outcome.PROXY, 5, "cash", "Li"),
        (date(2026, 3, 14), "pay.shop", Outcome.WORKAROUND, 5, "cash", None),
    ]
    assert [(t.day, t.normal, t.mood) for month in months for t in month.checkins] == [
        (checkin.day, False, 3)
    ]


def test_history_keeps_fourteen_days_then_one_a_month(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    for n in range(60):
        today = NOON + timedelta(days=n)
        store.paths.now = lambda today=today: today
        log(store, entry(f"a{n}", date(2026, 3, 1)))

    kept = sorted(path.name for path in (tmp_path / "state/history/2026-03").iterdir())

    assert kept[:2] == ["2026-03-31", "2026-04-28"]
    assert len(kept) == 16
    assert kept[-1] == "2026-05-12"


def test_an_import_that_comes_again_changes_nothing(store: DiaryStore) -> None:
    snapshot = Snapshot(app="the app", entries=(entry("a1"), entry("a2", date(2026, 1, 5))), contacts=(CHEN,))

    first, again = store.merge(snapshot), store.merge(snapshot)

    assert first == MergeCounts(added=4)
    assert again == MergeCounts()
    assert len(store.undone()) == 1


def test_an_imported_record_stands_in_front_only_where_it_is_later(store: DiaryStore) -> None:
    log(store, entry("a1", note="here"), entry("a2", note="here"))
    late = entry("a1", note="log").replace(updated_at="2026-03-15T12:00:00+08:00")
    early = entry("a2", note="log").replace(updated_at="2026-03-14T12:00:00+08:00")

    said = store.merge(Snapshot(entries=(late, early)))

    assert said == MergeCounts(changed=1, kept=1)
    assert [each.note for each in store.entries(ALL.first, ALL.last)] == ["log", "here"]
    assert len(store.versions(late)) == len(store.versions(early)) == 2


def test_an_import_is_undone_as_one_deed(store: DiaryStore) -> None:
    log(store, entry("a1", note="here"))
    before = everything(store)
    store.merge(Snapshot(app="x", entries=tuple(entry(f"i{n}", date(2026, 1 + n, 5)) for n in range(6))))

    store.undo()

    assert everything(store) == before


def test_drafts_survive_until_they_are_dropped(store: DiaryStore) -> None:
    store.drafts.keep(Draft(name="day:2026-03-14", texts={"note": "半句话"}, typed_at="2026-03-14T21:00:00Z"))
    store.drafts.keep(Draft(name="contact:../x", texts={"name": "y"}))

    again = store_at(store.paths.home.parent).drafts
    assert {draft.name: draft.said for draft in again.all()} == {
        "day:2026-03-14": ("半句话",),
        "contact:../x": ("y",),
    }
    again.drop("contact:../x")
    assert [draft.name for draft in store.drafts.all()] == ["day:2026-03-14"]


def test_a_draft_that_is_being_typed_in_another_window_waits_for_nobody(store: DiaryStore) -> None:
    store.drafts.keep(Draft(name="mine", texts={"note": "a"}))
    store.drafts.keep(Draft(name="theirs", texts={"note": "b"}))
    [path] = [path for path in store.drafts.folder.iterdir() if b"theirs" in path.read_bytes()]
    draft = msgspec.json.decode(path.read_bytes())

    def waiting(**changed: object) -> list[str]:
        path.write_bytes(msgspec.json.encode(draft | changed))
        return [draft.name for draft in store.drafts.waiting()]

    assert waiting(process=os.getppid()) == ["mine"]
    assert waiting(process=os.getppid(), boot="before") == ["mine", "theirs"]
    assert waiting(process=2**22 + 1) == ["mine", "theirs"]


def test_a_device_gets_a_new_name_on_another_machine(store: DiaryStore) -> None:
    log(store, entry("a1"))
    path = store.paths.state / "device.json"
    old = msgspec.json.decode(path.read_bytes())
    path.write_bytes(msgspec.json.encode(old | {"machine": "another"}))

    log(store_at(store.paths.home.parent), entry("a2"))

    assert msgspec.json.decode(path.read_bytes())["device"] != old["device"]


names = st.text(min_size=1, max_size=20).filter(str.strip)


@given(
    st.lists(
        st.builds(
            lambda n, name, note: Contact(id=f"c{n}", name=name, note=note, updated_at=WRITTEN),
            st.integers(0, 5),
            names,
            st.text(max_size=50),
        ),
        max_size=5,
        unique_by=lambda c: c.id,
    )
)
def test_any_text_comes_back_as_it_was_typed(contacts: list[Contact]) -> None:
    disk = SimDisk()

    store_at(ROOT, disk).save("tell", [Change(after=contact) for contact in contacts])

    assert list(store_at(ROOT, disk).contacts()) == sorted(contacts, key=lambda contact: contact.id)
