"""Joining copies: the same whatever the order, and no version is dropped that nobody had seen."""

import base64
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from detox.storage import lineage
from detox.storage.file_format import encode_doc
from detox.storage.merge import (
    FORGOTTEN,
    content,
    doubted,
    lone_version,
    merged,
    merged_tables,
    next_version,
    versions,
)
from tests.storage.scenes import entry, everything, log, store_at
from tests.storage.simdisk import ROOT, SimDisk

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)

plain = st.fixed_dictionaries(
    {"rev": st.sampled_from("abc")},  # what stands over what: see test_histories
    optional={
        "note": st.sampled_from(["", "x", "现金"]),
        "clock": st.sampled_from(["", "0000000000001-0000-a", "0000000000002-0001-b"]),
        "updated_at": st.sampled_from(["2026-03-14T12:00:00+08:00", "2026-03-14T05:00:00+00:00", "nonsense"]),
        "deleted": st.just(True),
        "doubt": st.just(True),
    },
)
docs = st.one_of(
    plain,
    st.builds(lambda doc, others: doc | {"others": others}, plain, st.lists(plain, max_size=2)),
    st.just(FORGOTTEN),
)
tables = st.dictionaries(st.sampled_from(["entries", "other"]), st.dictionaries(st.sampled_from("12"), docs))


@given(docs, docs, docs)
def test_the_order_of_copies_does_not_matter(one: Any, two: Any, three: Any) -> None:
    assert merged(one, two) == merged(two, one)
    assert merged(merged(one, two), three) == merged(one, merged(two, three)) == merged(one, two, three)


@given(docs, docs)
def test_a_copy_that_comes_again_changes_nothing(one: Any, two: Any) -> None:
    both = merged(one, two)

    assert merged(both, one) == merged(both, two) == merged(both, both) == both


@given(tables, tables)
def test_no_record_is_missing_from_joined_files(one: Any, two: Any) -> None:
    both = merged_tables(one, two)

    assert all(key in both[table] for copy in (one, two) for table in copy for key in copy[table])


@given(docs, docs)
def test_a_purge_beats_every_version_that_it_names(one: Any, two: Any) -> None:
    mark = {"forgotten": True, "purged": ["a", "b", "c"]}

    assert merged(one, mark, two)["forgotten"]


def test_a_text_edited_here_and_deleted_there_stays() -> None:
    first = next_version({"note": "first"}, None, device="laptop", now=NOON)
    edited = next_version({"note": "edited"}, first, device="laptop", now=NOON)
    deleted = next_version({"deleted": True}, first, device="phone", now=NOON + timedelta(days=1))

    both = merged(deleted, edited)

    assert content(both) == {"note": "edited"}
    assert [version.get("deleted") for version in versions(both)] == [None, True]


def test_the_later_of_two_versions_stands_in_front() -> None:
    early = next_version({"note": "early"}, None, device="laptop", now=NOON)
    late = next_version({"note": "late"}, None, device="phone", now=NOON + timedelta(minutes=2))

    assert content(merged(early, late)) == {"note": "late"}


def test_a_version_over_two_ends_both() -> None:
    one = next_version({"note": "one"}, None, device="laptop", now=NOON)
    two = next_version({"note": "two"}, None, device="phone", now=NOON)
    chosen = next_version({"note": "both"}, merged(one, two), device="laptop", now=NOON)

    assert merged(one, two, chosen) == chosen


def test_a_clock_never_goes_behind_one_that_was_seen() -> None:
    ahead = next_version({"note": "one"}, None, device="laptop", now=NOON + timedelta(days=300))

    after = next_version({"note": "two"}, ahead, device="phone", now=NOON)

    assert after["clock"] > ahead["clock"]


def test_the_same_import_twice_is_one_version() -> None:
    here = next_version({"note": "here"}, None, device="laptop", now=NOON)
    fields = {"note": "log", "updated_at": "2026-03-15T12:00:00+00:00"}
    once = merged(here, lone_version(fields, NOON))

    again = merged(once, lone_version(fields, NOON + timedelta(days=9)))

    assert again == once
    assert content(once) == {"note": "log"}


def test_a_doubtful_version_never_stands_in_front() -> None:
    here = next_version({"note": "here"}, None, device="laptop", now=NOON)
    later = next_version({"note": "flipped"}, here, device="laptop", now=NOON + timedelta(days=9))

    assert content(merged(here, doubted(later))) == {"note": "here"}


DEVICES = 3
steps = st.lists(
    st.tuples(
        st.sampled_from(["edit", "edit", "delete", "sync"]),
        st.integers(0, DEVICES - 1),
        st.integers(0, DEVICES - 1),
    ),
    max_size=25,
)


@settings(max_examples=200, deadline=None)
@given(steps, st.lists(st.integers(-9, 9), min_size=DEVICES, max_size=DEVICES))
def test_devices_with_clocks_days_apart_lose_no_version_that_nobody_had_seen(
    history: Any, days_off: Any
) -> None:
    replicas: list[dict[str, Any] | None] = [None] * DEVICES
    known: list[set[int]] = [set() for _ in range(DEVICES)]  # which writes each device has seen
    writes: list[tuple[dict[str, Any], set[int]]] = []
    for n, (what, here, there) in enumerate(history):
        mine, theirs = replicas[here], replicas[there]
        if what == "sync":
            replicas[here] = merged(*(doc for doc in (mine, theirs) if doc)) if mine or theirs else None
            known[here] |= known[there]
            continue
        fields = {"note": str(n)} if what == "edit" else {"deleted": True, "n": n}
        now = NOON + timedelta(days=days_off[here], seconds=n)
        replicas[here] = next_version(fields, mine, device=f"d{here}", now=now)
        writes.append((replicas[here] or {}, set(known[here])))
        known[here].add(len(writes) - 1)

    found = [doc for doc in replicas if doc]
    everywhere = {encode_doc(merged(*order)) for order in (found, found[::-1])} if found else set()

    seen_by_others = set().union(*(seen for _, seen in writes)) if writes else set()
    wanted = {encode_doc(write) for n, (write, _) in enumerate(writes) if n not in seen_by_others}
    assert len(everywhere) <= 1
    assert wanted == ({encode_doc(version) for version in versions(merged(*found))} if found else set())


def test_a_syncing_program_that_puts_back_old_files_takes_nothing_away() -> None:
    disk, march = SimDisk(), Path("journal/2026-03.json")
    store = store_at(ROOT, disk)
    log(store, entry("a1", note="one"))
    old = disk.read(store.paths.home / march)
    log(store, entry("a2", note="two"))

    store.paths.writer.write(store.paths.home / march, old)

    assert set(everything(store_at(ROOT, disk))["entries"]) == {"a1", "a2"}


def test_two_machines_that_share_a_folder_come_to_the_same_bytes() -> None:
    march = Path("journal/2026-03.json")
    laptop, phone = store_at(ROOT / "laptop", SimDisk()), store_at(ROOT / "phone", SimDisk())
    for store, note in ((laptop, "laptop"), (phone, "phone")):
        log(store, entry("same", note=note), entry(note, note=note))

    def sync(source: Any, target: Any) -> None:
        target.paths.writer.write(
            target.paths.home / march, source.paths.disk.read(source.paths.home / march)
        )
        everything(target)

    sync(laptop, phone)
    sync(phone, laptop)

    assert everything(laptop) == everything(phone)
    assert set(everything(laptop)["entries"]) == {"same", "laptop", "phone"}
    assert len(laptop.versions(entry("same"))) == 2
    assert laptop.paths.disk.read(laptop.paths.home / march) == phone.paths.disk.read(
        phone.paths.home / march
    )


@given(st.binary(min_size=8, max_size=8))
def test_a_versions_name_is_base32(data: bytes) -> None:
    assert lineage._base32(data) == base64.b32encode(data).decode().rstrip("=").lower()
