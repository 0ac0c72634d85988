"""The JSON log: a diary written out and read back is the same diary."""

import json
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detox.domain.snapshot import Snapshot
from detox.errors import BadLog
from detox.exchange.log import KEYS, from_json, to_json
from tests.strategies import A_FEW, TODAY, snapshots

MOMENT = "2026-03-14T21:00:00+08:00"


@A_FEW
@given(snapshots())
def test_a_diary_comes_back_from_its_log_as_it_was(diary: Snapshot) -> None:
    text = to_json(diary, exported_at=MOMENT)

    back = from_json(text.encode(), today=TODAY)

    assert back == diary


@A_FEW
@given(snapshots(), st.randoms())
def test_the_order_of_the_rows_and_keys_in_a_log_does_not_matter(diary: Snapshot, random: Random) -> None:
    log = json.loads(to_json(diary, exported_at=MOMENT))
    for value in log.values():
        if isinstance(value, list):
            random.shuffle(value)
    mixed = dict(reversed(log.items()))

    back = from_json(json.dumps(mixed).encode(), today=TODAY)

    assert to_json(back, exported_at=MOMENT) == to_json(diary, exported_at=MOMENT)


@A_FEW
@given(snapshots())
def test_one_diary_always_gives_the_same_bytes(diary: Snapshot) -> None:
    text = to_json(diary, exported_at=MOMENT)

    again = to_json(from_json(text.encode(), today=TODAY), exported_at=MOMENT)

    assert again == text
    assert text.endswith("}\n")
    assert [key for key in KEYS if key in json.loads(text)] == list(json.loads(text))


def test_the_shortest_log_is_an_empty_diary() -> None:
    assert from_json(b'{"format": "detox-log", "version": 1}', today=TODAY) == Snapshot()


@settings(A_FEW, max_examples=50)
@given(snapshots(most=2), st.data())
def test_a_log_that_was_tampered_with_is_a_diary_or_refused_and_never_a_crash(
    diary: Snapshot, data: st.DataObject
) -> None:
    log = bytearray(to_json(diary, exported_at=MOMENT).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        first = data.draw(st.integers(0, len(log)))
        last = first + data.draw(st.sampled_from([0, 0, 1, 1, 5, 100]))
        log[first:last] = data.draw(st.sampled_from(SPLINTERS) | st.binary(max_size=4))

    try:
        read = from_json(bytes(log), today=TODAY)
    except BadLog as error:
        sentences = error.problems
    else:
        sentences = ("none",)
        assert from_json(to_json(read, exported_at=MOMENT).encode(), today=TODAY) == read
    assert all(0 < len(sentence) < 300 for sentence in sentences)


@pytest.mark.thorough
@settings(A_FEW, max_examples=3000)
@given(snapshots(most=2), st.data())
def test_no_tampering_is_a_crash_however_often_it_is_tried(diary: Snapshot, data: st.DataObject) -> None:
    tried = test_a_log_that_was_tampered_with_is_a_diary_or_refused_and_never_a_crash
    tried.hypothesis.inner_test(diary, data)  # type: ignore[attr-defined]


SPLINTERS = [
    b"", b"{", b"}", b"[", b"]", b",", b":", b'"', b"\\", b"null", b"true", b"0", b"-", b".5", b"e9",
    b"[[", b"{}", b"[]", b'"":', b"\xff", b"\x00", b"\n", b"\xef\xbb\xbf", b'"id": 1, ', b"\\ud800", b"NaN",
    b"1e999",
]  # fmt: skip


def rows(*entries: dict[str, object]) -> bytes:
    """A log of these entries alone."""
    return json.dumps({"format": "detox-log", "version": 1, "entries": entries}).encode()


ROW = {"day": "2026-03-13", "task": "pay.shop", "outcome": "direct"}


def test_an_entry_without_an_id_gets_the_same_one_each_time() -> None:
    plain = from_json(rows(ROW), today=TODAY)
    spelled = from_json(rows({"note": "", "minutes": None, **ROW}), today=TODAY)

    assert plain == spelled


def test_two_equal_entries_without_an_id_stay_two() -> None:
    twice = from_json(rows(ROW, ROW), today=TODAY)

    assert len(twice.entries) == 2
    assert from_json(rows(ROW, ROW), today=TODAY) == twice


def test_an_entry_without_its_time_was_recorded_on_its_day() -> None:
    known, unknown = from_json(rows({**ROW, "at": "18:30"}, ROW), today=TODAY).entries[::-1]

    assert known.recorded_at == known.updated_at == "2026-03-13T18:30:00+00:00"
    assert unknown.recorded_at == "2026-03-13T12:00:00+00:00"


def test_a_task_that_the_log_lacks_is_made_off_the_list() -> None:
    task = from_json(rows(ROW), today=TODAY).tasks[0]

    assert (task.id, task.name, task.listed, task.since) == ("pay.shop", "Pay in a shop", False, ROW_DAY)


def test_a_task_and_a_channel_that_the_diary_has_need_not_be_in_the_log() -> None:
    log = rows({**ROW, "channel": "cash"})

    taken = from_json(log, today=TODAY, known_channels={"cash"}, known_tasks={"pay.shop"})

    assert (taken.tasks, taken.channels, taken.entries[0].channel) == ((), (), "cash")


ROW_DAY = date(2026, 3, 13)


def test_an_entry_of_tomorrow_is_taken_for_time_zones_differ() -> None:
    assert from_json(rows({**ROW, "day": "2026-03-15"}), today=TODAY).entries


def test_a_record_that_comes_twice_with_the_same_content_is_one() -> None:
    row = {**ROW, "id": "a"}

    assert len(from_json(rows(row, row), today=TODAY).entries) == 1


def day_ahead(**clock: str) -> bytes:
    row = {"id": "e1", "day": "2099-01-01", "task": "pay.shop", "outcome": "direct", **clock}
    return json.dumps({"format": "detox-log", "version": 2, "entries": [row]}).encode()


@pytest.mark.parametrize("clock", ["recorded_at", "updated_at"])
def test_a_day_ahead_is_taken_in_where_the_clock_stood_there_that_wrote_it(clock: str) -> None:
    moments = {"recorded_at": MOMENT, "updated_at": MOMENT, clock: "2098-12-31T23:59:00+08:00"}

    [entry] = from_json(day_ahead(**moments), today=TODAY).entries

    assert entry.day == date(2099, 1, 1)


@pytest.mark.parametrize(
    "clock",
    [{}, {"recorded_at": MOMENT}, {"recorded_at": "2098-12-30T23:59:00+08:00"}],
    ids=["no clock", "today's", "two days short"],
)
def test_a_day_ahead_that_no_clock_explains_is_refused(clock: dict[str, str]) -> None:
    with pytest.raises(BadLog) as refused:
        from_json(day_ahead(**clock), today=TODAY)

    assert refused.value.problems == ('entries[0].day: expected a day up to 2026-03-15, got "2099-01-01"',)
