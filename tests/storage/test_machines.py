"""Which machines have written in a diary, and when."""

from datetime import date
from pathlib import Path

import msgspec
import pytest

from detox.domain.snapshot import Snapshot
from detox.storage.machines import machines
from detox.storage.store import DiaryStore
from tests.storage.scenes import entry, log, store_at


@pytest.fixture
def store(tmp_path: Path) -> DiaryStore:
    return store_at(tmp_path)


def test_every_machine_whose_words_stand_is_named_with_its_first_and_last(store: DiaryStore) -> None:
    log(store, entry("a1"), entry("a2", date(2026, 1, 5)))
    here = msgspec.json.decode((store.paths.state / "device.json").read_bytes())["device"]
    month = store.paths.home / "journal/2026-03.json"
    store.paths.writer.discard(store.paths.mirror / "journal/2026-03.json")
    month.write_bytes(month.read_bytes().replace(f"-{here}".encode(), b"-0badc0de"))

    found = {machine.device: machine for machine in machines(store.paths)}

    assert found.keys() == {here, "0badc0de"}
    assert [(found[name].here, found[name].records) for name in (here, "0badc0de")] == [(True, 1), (False, 1)]


def test_an_import_is_no_machine(store: DiaryStore) -> None:
    store.merge(Snapshot(entries=(entry("a1"),)))

    assert machines(store.paths) == []
