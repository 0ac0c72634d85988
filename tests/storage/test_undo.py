"""Undo, redo and forgetting: every deed can be taken back, but one."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detox.domain.entries import Contact, Entry
from detox.errors import Forbidden, NoSuch
from detox.storage import undo_log
from detox.storage.drafts import Draft
from detox.storage.paths import STATE
from detox.storage.replicas import SafeStorage, write_files
from detox.storage.store import DiaryStore
from detox.storage.transaction import Change
from tests.storage.scenes import ALL, CHEN, WRITTEN, entry, everything, log, read_on, store_at
from tests.storage.simdisk import ROOT, SimDisk


@pytest.fixture
def store(tmp_path: Path) -> DiaryStore:
    return store_at(tmp_path)


def test_there_is_nothing_to_undo_or_redo_in_a_new_diary(store: DiaryStore) -> None:
    with pytest.raises(Forbidden, match="nothing to undo"):
        store.undo()
    with pytest.raises(Forbidden, match="nothing to redo"):
        store.redo()


def test_undo_and_redo_survive_a_restart(store: DiaryStore) -> None:
    root = store.paths.home.parent
    log(store, entry("a1"))
    log(store, entry("a2"))

    assert store_at(root).undo().action == "log"
    assert set(everything(store_at(root))["entries"]) == {"a1"}
    assert store_at(root).redo().action == "log"

    assert set(everything(store)["entries"]) == {"a1", "a2"}
    assert [logged.touched[0].id for logged in store.undone()] == ["a2", "a1"]


def test_a_new_deed_ends_what_could_be_done_again(store: DiaryStore) -> None:
    log(store, entry("a1"))
    store.undo()

    log(store, entry("a2"))

    with pytest.raises(Forbidden):
        store.redo()


def test_a_hundred_deeds_can_be_undone() -> None:
    store = store_at(ROOT, SimDisk())
    for n in range(103):
        log(store, entry(f"a{n:03d}"))

    assert len(store.undone()) == 100
    for _ in range(100):
        store.undo()
    with pytest.raises(Forbidden):
        store.undo()
    assert set(everything(store)["entries"]) == {"a000", "a001", "a002"}


def test_undo_takes_back_no_text_that_came_after_the_deed(store: DiaryStore) -> None:
    first = entry("a1", note="first")
    log(store, first)
    log(store, entry("a2"))
    store.paths.writer.discard(store.paths.state / "undo/00000002.done")
    path = store.paths.home / "journal/2026-03.json"
    for copy in store.paths.replicas("journal/2026-03"):
        copy.write_bytes(path.read_bytes().replace(b'"first"', b'"by hand"'))

    with pytest.raises(Forbidden, match="changed since"):
        store.undo()

    found = store.entry("a1")
    assert found is not None
    assert found.note == "by hand"


deeds = st.lists(
    st.tuples(
        st.sampled_from(["put", "put", "delete", "move", "undo", "redo"]),
        st.integers(0, 2),
        st.integers(1, 5),
    ),
    max_size=14,
)


@settings(max_examples=60, deadline=None)  # how long it takes is the machine's affair
@given(deeds)
def test_undoing_everything_gives_each_earlier_diary_again(history: list[tuple[str, int, int]]) -> None:
    store = store_at(ROOT, SimDisk())
    states, at = [everything(store)], 0
    for what, n, month in history:
        if what == "undo" and at:
            store.undo()
            at -= 1
        elif what == "redo" and at + 1 < len(states):
            store.redo()
            at += 1
        elif what in {"put", "delete", "move"} and _changed(store, what, f"e{n}", month):
            states, at = [*states[: at + 1], everything(store)], at + 1
        assert everything(store) == states[at]


def _changed(store: DiaryStore, what: str, id: str, month: int) -> bool:  # noqa: A002
    old = store.entry(id)
    before = store.stamp()
    if what == "delete" and old:
        store.save(what, [Change(before=old)])
    elif what == "move" and old:
        store.save(what, [Change(before=old, after=old.replace(day=date(2026, month, 9)))])
    elif what == "put":
        new = old.replace(minutes=month) if old else entry(id, date(2026, 3, 3), minutes=month)
        store.save(what, [Change(before=old, after=new)])
    return store.stamp() != before


SAID = "met the person nobody may know"


def test_a_forgotten_entry_is_nowhere_any_more(store: DiaryStore) -> None:
    secret = entry("01-secret", note=SAID)
    log(store, secret, entry("a2"))
    tomorrow = store.paths.now().replace(day=15)
    store.paths.now = lambda: tomorrow
    store.save("edit", [Change(before=secret, after=secret.replace(minutes=9, day=date(2026, 4, 1)))])
    store.undo()
    store.paths.writer.write(
        store.paths.replicas("journal/2026-03")[0],
        store.paths.disk.read(store.paths.replicas("journal/2026-03")[0])[:-20],
    )
    everything(store)
    store.drafts.keep(Draft(name="note:01-secret", texts={"note": "more"}))
    store.drafts.keep(Draft(name="step:", texts={"text": f"where is: {SAID}"}))
    store.drafts.keep(Draft(name="pause:", texts={"reason": "gone"}, before={"reason": f"{SAID}, still"}))
    store.drafts.keep(Draft(name="other", texts={"note": "stays"}))

    store.forget("01-secret")

    left = [
        path for path in store.paths.home.parent.rglob("*") if path.is_file() and SAID in path.read_text()
    ]
    assert left == []
    assert set(everything(store)["entries"]) == {"a2"}
    assert [draft.said for draft in store.drafts.all()] == [("stays",)]


def _holding(folder: Path, words: str) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and words in path.read_text()]


def test_a_piece_of_a_damaged_month_goes_with_the_entry_it_was_of(store: DiaryStore) -> None:
    log(store, entry("01-secret", note=SAID), entry("a2"))
    home, _ = store.paths.replicas("journal/2026-03")
    whole = home.read_bytes()
    start = whole.index(SAID.encode())
    home.write_bytes(whole[start - 5 : start + 60])  # no id in it, and nobody can parse it
    everything(store)

    store.forget("01-secret")

    assert _holding(store.paths.home.parent, SAID) == []
    assert set(everything(store)["entries"]) == {"a2"}


def test_pieces_of_another_month_stay_when_an_entry_is_forgotten(store: DiaryStore) -> None:
    log(store, entry("01-first", date(2026, 3, 1)), entry("a2", date(2026, 4, 1), note=SAID))
    home, _ = store.paths.replicas("journal/2026-04")
    home.write_bytes(home.read_bytes()[:-20])
    everything(store)

    store.forget("01-first")

    assert any("quarantine" in path.parts for path in _holding(store.paths.state, SAID))


def test_a_month_that_waits_for_repair_is_named_when_something_is_forgotten(store: DiaryStore) -> None:
    log(store, entry("a1", date(2026, 3, 1)), entry("a2", date(2026, 4, 1)))
    for path in store.paths.replicas("journal/2026-04"):
        path.write_bytes(path.read_bytes()[:-20])
    read_on(store)
    log(store, entry("a3", date(2026, 4, 2)))  # the pieces are in quarantine now

    assert store.forget("a1") == ("journal/2026-04",)


def test_what_another_state_folder_of_the_same_home_keeps_is_forgotten_too(store: DiaryStore) -> None:
    named = DiaryStore(store.paths.home, store.paths.home / STATE, now=store.paths.now)
    log(named, entry("a1", note=SAID), entry("a2"))
    named.drafts.keep(Draft(name="note:a1", texts={"note": SAID}))
    named.save("edit", [Change(before=entry("a1", note=SAID), after=entry("a1", note=SAID, minutes=9))])
    everything(store)

    store.forget("a1")

    assert _holding(store.paths.home.parent, SAID) == []
    assert set(everything(named)["entries"]) == {"a2"}


def test_a_forgotten_entry_does_not_come_back_with_an_old_copy(store: DiaryStore) -> None:
    log(store, entry("a1", note=SAID), entry("a2"))
    home, _ = store.paths.replicas("journal/2026-03")
    old = home.read_bytes()
    store.forget("a1")

    for name, copy in (("2026-03", old), ("2026-03", old[:-9]), ("2026-03 (conflicted)", old)):
        home.with_name(f"{name}.json").write_bytes(copy)
        fresh = tomorrow(store)
        assert set(everything(fresh)["entries"]) == {"a2"}
        fresh.save("edit", [Change(before=entry("a2"), after=entry("a2", minutes=9))])
        fresh.undo()

    root = store.paths.home.parent
    assert [path for path in root.rglob("*") if path.is_file() and SAID in path.read_text()] == []


def tomorrow(store: DiaryStore) -> DiaryStore:
    """The same diary, opened on the next day: its first write keeps a history."""
    now = store.paths.now() + timedelta(days=1)
    store.paths.now = lambda: now
    return store_at(store.paths.home.parent, now=now)


def test_forgetting_what_is_not_there_changes_nothing(store: DiaryStore) -> None:
    log(store, entry("a1"))
    before = store.stamp()

    with pytest.raises(NoSuch):
        store.forget("a9")

    assert store.stamp() == before


def test_a_forgotten_person_is_nowhere_any_more(store: DiaryStore) -> None:
    store.save(
        "tell", [Change(after=CHEN), Change(after=Contact(id="li", name="Li Secret", updated_at=WRITTEN))]
    )

    store.forget("li")

    left = [
        path
        for path in store.paths.home.parent.rglob("*")
        if path.is_file() and "Li Secret" in path.read_text()
    ]
    assert left == []
    assert store.contacts() == (CHEN,)


def test_a_deleted_entry_stays_deleted_when_an_old_copy_comes_back(store: DiaryStore) -> None:
    first = entry("a1")
    log(store, first, entry("a2"))
    home, _ = store.paths.replicas("journal/2026-03")
    old = home.read_bytes()
    store.save("delete", [Change(before=first)])

    home.write_bytes(old)

    assert set(everything(store_at(store.paths.home.parent))["entries"]) == {"a2"}


def test_an_entry_may_be_written_again_after_it_was_deleted(store: DiaryStore) -> None:
    first = entry("a1")
    log(store, first)
    store.save("delete", [Change(before=first)])

    log(store, first.replace(note="again"))

    found = store.entry("a1")
    assert isinstance(found, Entry)
    assert (found.note, len(store.versions(found))) == ("again", 1)


def test_a_file_whose_bytes_are_made_keeps_them_and_lets_its_records_go(store: DiaryStore) -> None:
    log(store, entry("a1"))
    with store.paths.locked():
        storage = SafeStorage(store.paths, "journal/2026-03")
        before = storage.encoded([])

        write_files(store.paths, [storage], lambda held: held.write(held.read() | {"later": {"b": {}}}))

    assert storage.read() == {"purged": {}}
    assert storage.encoded([]) == store.paths.disk.read(storage.pair.home.path) != before


def test_a_transaction_of_many_changes_is_noted_whole_though_in_pieces(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    many = [entry(f"e{n:05}") for n in range(undo_log.A_PIECE + 5)]

    store.save("import", [Change(after=each) for each in many])

    (logged,) = store.undone()
    assert [touched.id for touched in logged.touched] == [each.id for each in many]
    assert logged.action == "import"
    store.undo()
    assert store.entries(ALL.first, ALL.last) == []
