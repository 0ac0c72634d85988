"""Of several versions that stand one is kept, or their notes together; what is found beside the journal."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from detox.diary import Diary
from detox.diary.beginning import Beginning
from detox.domain.entries import Entry, Outcome
from detox.domain.snapshot import Snapshot
from detox.errors import NoSuch
from detox.storage.transaction import Change
from detox.wiring import open_diary
from tests.storage.scenes import entry, log, store_at
from tests.test_two_machines import parted


@pytest.fixture
def held(tmp_path: Path) -> Diary:
    """An entry with the note LAPTOP here and the note PHONE in a copy beside it."""
    laptop, _phone = parted(tmp_path)
    paths = laptop.paths
    return open_diary(paths.home, paths.state, now=lambda: datetime(2026, 3, 14, 15, tzinfo=UTC))


DAYS = (date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 2))


def test_each_record_of_several_versions_is_named_once_by_its_own_month_to_its_ends(tmp_path: Path) -> None:
    later = datetime(2026, 5, 1, 12, tzinfo=UTC)
    laptop, phone = (store_at(tmp_path / name, now=later) for name in ("laptop", "phone"))
    same = [entry(f"a{n}", day) for n, day in enumerate(DAYS)]
    log(laptop, *same, entry("alone", DAYS[0]))
    shutil.copytree(tmp_path / "laptop/home", tmp_path / "phone/home")
    for n, store in enumerate((laptop, phone)):
        moment = later.replace(minute=n).isoformat()
        changes = [Change(before=e, after=e.replace(note=f"by {n}", updated_at=moment)) for e in same]
        store.save("edit", changes)
    for month in ("2026-03", "2026-04"):
        copy = phone.paths.home / f"journal/{month}.json"
        shutil.copy(copy, laptop.paths.home / f"journal/{month} 2.json")

    diary = open_diary(laptop.paths.home, laptop.paths.state, now=lambda: later)
    diary.snapshot()

    found = diary.maintenance.several()
    assert [(record.id, len(versions)) for record, versions in found] == [  # type: ignore[attr-defined]
        (f"a{n}", 2) for n in range(4)
    ]


def test_only_what_says_without_the_app_and_went_by_it_is_by_the_app(diary: Diary) -> None:
    diary.start(Beginning(app="wechat", tasks=("pay.shop",)))
    made = diary.log("pay.shop", "d", channel="cash")
    pairs = (("direct", "old_account"), ("app", "old_account"), ("workaround", "cash"), ("unmet", None))
    entries = [
        made.replace(id=f"e{n}", outcome=Outcome(outcome), channel=channel)
        for n, (outcome, channel) in enumerate(pairs)
    ]
    diary.take_in(Snapshot(entries=tuple(entries)))

    assert [found.id for found in diary.maintenance.by_the_app()] == ["e0"]


def _entry(diary: Diary) -> Entry:
    found = diary.entry("a1")
    assert isinstance(found, Entry)
    return found


def _notes(diary: Diary) -> list[str]:
    return [version.record.note for version in diary.store.versions(_entry(diary)) if version.record]  # type: ignore[attr-defined]


def test_the_records_of_several_versions_are_found(held: Diary) -> None:
    held.day()

    assert [(record.id, len(versions)) for record, versions in held.maintenance.several()] == [("a1", 2)]  # type: ignore[attr-defined]
    assert held.maintenance.beside("a1") is None


@pytest.mark.parametrize("which", ["1", "2"])
def test_the_version_of_that_number_stands_for_all(held: Diary, which: str) -> None:
    notes = _notes(held)

    kept = held.maintenance.keep(_entry(held), which)

    assert isinstance(kept, Entry)
    assert kept.note == notes[int(which) - 1]
    assert kept.updated_at == held.moment
    assert _notes(held) == [kept.note]
    assert held.maintenance.several() == []


def test_both_notes_may_stand_in_one_the_front_first(held: Diary) -> None:
    notes = _notes(held)

    kept = held.maintenance.keep(_entry(held), "both")

    assert isinstance(kept, Entry)
    assert kept.note == "\n".join(notes)
    assert sorted(notes) == ["LAPTOP", "PHONE"]


@pytest.mark.parametrize("which", ["0", "3", "-1", "all", ""])
def test_a_version_that_does_not_stand_is_refused_and_the_others_named(held: Diary, which: str) -> None:
    before = _notes(held)

    with pytest.raises(NoSuch) as refused:
        held.maintenance.keep(_entry(held), which)

    assert refused.value.near == ("1", "2", "both")
    assert _notes(held) == before
