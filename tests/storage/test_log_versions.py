"""A log carries every version: it comes back as it went out, and joins like the files themselves."""

import json
from datetime import date, timedelta
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detox.domain.entries import CheckIn, Life
from detox.domain.trial import Trial, usual_rule
from detox.errors import BadLog
from detox.exchange.csv_tables import from_csv, to_csv
from detox.exchange.markdown import Wording, to_markdown
from detox.exchange.schema import schema
from detox.storage.store import MergeCounts
from detox.storage.transaction import Change
from tests.storage.machine import DAYS, TASK, Machine, begun

MACHINES = 3
RULE = usual_rule(28)
PLAIN = Wording(str, lambda _: "entry", lambda c: f"{c.mood}", lambda e: e.note, lambda c: c.note)
OF_VERSIONS = ("rev", "clock", "supersedes", "doubt", "others")


def parted() -> tuple[Machine, Machine]:
    """Two machines that wrote another note, another task and another app without knowing of each other."""
    laptop, phone, task = begun(), Machine(days_off=-3), TASK
    laptop.writes("a1", "v0")
    phone.joins(laptop)
    for machine, word in ((laptop, "LAPTOP"), (phone, "PHONE")):
        machine.writes("a1", f"{word} words")
        machine.store.save("edit", [Change(before=task, after=task.replace(name=f"{word} task"))])
        machine.store.save("edit", [Change(before=Life(app="one"), after=Life(app=f"{word} app"))])
    return laptop, phone


def test_two_versions_go_out_and_come_back_byte_for_byte() -> None:
    laptop, phone = parted()
    laptop.joins(phone)
    empty = Machine(days_off=40)

    empty.take_in(laptop.export())

    assert empty.export() == laptop.export()
    rows = json.loads(laptop.export())
    jsonschema.Draft202012Validator(schema()).validate(rows)
    assert {rows["entries"][0]["note"], rows["entries"][0]["others"][0]["note"]} == {
        "LAPTOP words",
        "PHONE words",
    }
    assert {rows["tasks"][0]["name"], rows["tasks"][0]["others"][0]["name"]} == {"LAPTOP task", "PHONE task"}
    assert {rows["app"], rows["life"]["others"][0]["app"]} == {"LAPTOP app", "PHONE app"}


def test_two_versions_go_through_tables_and_come_back() -> None:
    laptop, phone = parted()
    for machine, start in ((laptop, DAYS[0]), (phone, DAYS[1])):
        trial = Trial(start=start, **{name: getattr(RULE, name) for name in RULE.__struct_fields__})
        life = machine.store.book().life
        machine.store.save(
            "new", [Change(after=trial), Change(before=life, after=life.replace(trial=trial.id))]
        )
    laptop.joins(phone)
    empty = Machine(days_off=40)

    tables = to_csv(laptop.diary.snapshot(versions=True))
    empty.diary.take_in(from_csv(tables, today=date(2027, 1, 1), known_channels={"cash"}))

    assert empty.export() == laptop.export()
    assert "LAPTOP words" in tables["entries.csv"]
    assert "PHONE words" in tables["entries.csv"]


def test_the_journal_to_read_holds_both_texts() -> None:
    laptop, phone = parted()
    for machine, mood in ((laptop, 3), (phone, 8)):
        moment = machine.moment.isoformat()
        note = f"mood {mood}"
        checkin = CheckIn(day=DAYS[0], mood=mood, note=note, recorded_at=moment, updated_at=moment)
        machine.store.save("checkin", [Change(after=checkin)])
    laptop.joins(phone)

    read = to_markdown(laptop.diary.snapshot(versions=True), PLAIN)

    assert "> LAPTOP words" in read
    assert "  - Another version, 2026-03-11 12:00: entry\n\n    > PHONE words" in read
    assert "> mood 3" in read
    assert "> mood 8" in read


def test_what_two_machines_wrote_alike_is_read_once() -> None:
    laptop, phone = parted()
    for machine in (laptop, phone):
        moment = machine.moment.isoformat()
        checkin = CheckIn(day=DAYS[0], mood=3, note="alike", recorded_at=moment, updated_at=moment)
        machine.store.save("checkin", [Change(after=checkin)])
    laptop.joins(phone)

    read = to_markdown(laptop.diary.snapshot(versions=True), PLAIN)

    assert read.count("> alike") == 1


def test_a_log_joins_another_machine_like_its_files() -> None:
    by_file, phone = parted()
    by_import, by_merge = by_file.cloned(), by_file.cloned()

    by_file.joins(phone)
    by_import.take_in(phone.export())
    by_merge.merges(phone.export())

    assert by_import.export() == by_merge.export() == by_file.export()


def test_a_log_without_versions_is_read_as_before() -> None:
    laptop, _phone = parted()
    rows = json.loads(laptop.export())
    plain = {key: value for key, value in rows.items() if key != "life"}
    for name in ("entries", "tasks", "channels"):
        plain[name] = [{k: v for k, v in row.items() if k not in OF_VERSIONS} for row in rows[name]]
    empty, other = Machine(), Machine()

    empty.take_in(json.dumps(plain))
    other.merges(json.dumps(plain))

    assert empty.diary.snapshot() == other.diary.snapshot() == laptop.diary.snapshot()
    assert empty.export() == other.export()
    assert laptop.take_in(json.dumps(plain)) == MergeCounts()


def test_what_was_deleted_here_stays_deleted_unless_it_was_written_on_elsewhere() -> None:
    laptop, phone = begun(), Machine()
    laptop.writes("a1", "first")
    laptop.writes("a2", "second")
    phone.joins(laptop)
    before = phone.export()
    phone.writes("a2", "written on")
    for key in ("a1", "a2"):
        laptop.store.save("delete", [Change(before=laptop.store.entry(key))])

    old, newer = laptop.take_in(before), laptop.take_in(phone.export())

    assert (old.deleted, newer.deleted, newer.added) == (2, 1, 1)
    assert [entry.note for entry in laptop.diary.snapshot().entries] == ["written on"]
    assert json.loads(laptop.export())["entries"][0]["others"][0]["deleted"] is True


def test_a_purge_stands_against_every_log() -> None:
    laptop = begun()
    laptop.writes("a1", "secret")
    before = laptop.export()
    laptop.store.forget("a1")

    said = laptop.take_in(before)

    assert said == MergeCounts(forgotten=1)
    assert "secret" not in laptop.export()


BAD = {
    "a rev that is none": ({"rev": "A B"}, "entries[0].rev: expected 1-64 of a-z 0-9 -"),
    "too many names": ({"supersedes": ["a"] * 65}, "entries[0].supersedes: expected a list of at most 64"),
    "names that are none": ({"supersedes": [1]}, "entries[0].supersedes"),
    "a clock that is none": ({"clock": "now"}, "entries[0].clock"),
    "others that are no list": ({"others": {}}, "entries[0].others: expected a list"),
    "another record's version": ({"others": [{"id": "zz"}]}, "entries[0].others[0]"),
    "others in others": (
        {"others": [{"others": []}]},
        "entries[0].others[0]: expected a version of the same id",
    ),
    "a deletion with words": ({"others": [{"deleted": True, "note": "x"}]}, "entries[0].others[0].note"),
    "no deletion": ({"others": [{"deleted": 1}]}, "entries[0].others[0].deleted: expected true"),
    "a day ahead": ({"others": [{"day": "2031-01-01"}]}, "entries[0].others[0].day"),
    "a channel of nobody": ({"others": [{"channel": "xx"}]}, "entries[0].others[0].channel"),
    "doubt that is none": ({"doubt": 1}, "entries[0].doubt: expected true | false"),
}


@pytest.mark.parametrize("change", BAD)
def test_wrong_versions_are_refused_by_their_place(change: str) -> None:
    laptop, _phone = parted()
    log = json.loads(laptop.export())
    more, place = BAD[change]
    row = log["entries"][0]
    if "others" in more and isinstance(more["others"], list) and "deleted" not in more["others"][0]:
        own = {key: value for key, value in row.items() if key not in OF_VERSIONS}
        more = {"others": [own | more["others"][0]]}
    row.update(more)

    with pytest.raises(BadLog) as refused:
        Machine().take_in(json.dumps(log))

    assert refused.value.problems[0].startswith(place)


DEEDS = (
    "write",
    "write",
    "write",
    "move",
    "delete",
    "check in",
    "task",
    "join",
    "join",
    "log",
    "forget",
    "restore",
)
lives = st.lists(
    st.tuples(
        st.sampled_from(DEEDS), st.integers(0, MACHINES - 1), st.integers(0, MACHINES - 1), st.booleans()
    ),
    max_size=14,
)


def lived(life: list[tuple[str, int, int, bool]]) -> list[Machine]:
    """Machines after such a life, begun alike; nothing is joined at the end."""
    first = begun()
    machines = [Machine(days_off=3 * n) for n in range(MACHINES)]
    for machine in machines:
        machine.joins(first)
    for number, (deed, here, there, flag) in enumerate(life):
        machine = machines[here]
        machine.moment += timedelta(minutes=1)
        if deed == "restore":
            machines[here] = machines[there].cloned()
        elif deed == "join":
            machine.joins(machines[there])
        elif deed == "log":
            (machine.take_in if flag else machine.merges)(machines[there].export())
        else:
            written(machine, deed, "a1" if flag else "a2", number)
    return machines


def written(machine: Machine, deed: str, key: str, number: int) -> None:
    held = machine.store.entry(key)
    moment = machine.moment.isoformat(timespec="seconds")
    if deed == "write":
        machine.writes(key, f"words {number}", held.day if held else DAYS[0])
    elif deed == "check in":
        before = machine.store.checkin(DAYS[0])
        after = CheckIn(day=DAYS[0], mood=number % 10, recorded_at=moment, updated_at=moment)
        machine.store.save("checkin", [Change(before=before, after=after)])
    elif deed == "task":
        task = next(iter(machine.store.book().tasks), None)
        machine.store.save("edit", [Change(before=task, after=TASK.replace(name=f"task {number}"))])
    elif held is not None and deed == "move":
        machine.writes(key, held.note, DAYS[held.day == DAYS[0]])
    elif held is not None and deed == "delete":
        machine.store.save("delete", [Change(before=held)])
    elif held is not None:
        machine.store.forget(key)


def told(life: list[tuple[str, int, int, bool]]) -> None:
    machines = lived(life)
    earlier = [machine.export() for machine in machines]
    together = []
    for order in (machines, machines[::-1]):
        one = Machine()
        for machine in (*order, *order):
            one.joins(machine)
        together.append(one)
    empty = Machine()

    exports = [one.export() for one in together]
    empty.take_in(exports[0])
    for log in earlier:
        together[0].take_in(log)

    assert exports[0] == exports[1]
    assert empty.export() == exports[0]
    assert together[0].export() == exports[0]


@settings(max_examples=25, deadline=None)
@given(lives)
def test_every_machine_exports_the_same_bytes_and_every_log_is_at_home(life: Any) -> None:
    told(life)


@pytest.mark.thorough
@pytest.mark.timeout(3600)
@settings(max_examples=5000, deadline=None)
@given(lives)
def test_five_thousand_lives_export_the_same_bytes(life: Any) -> None:
    told(life)
