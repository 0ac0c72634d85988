"""Old diaries: every schema there ever was opens, is brought up to date, and unknown fields stay."""

import shutil
from pathlib import Path

import pytest

from detox.storage import file_format
from detox.storage.file_format import Tables
from tests.storage.scenes import CHECKIN, CHEN, FIRST, entry, everything, log, store_at

OLD = Path(__file__).parent / "old"


@pytest.mark.parametrize("schema", range(1, file_format.SCHEMA + 1))
def test_a_diary_of_every_schema_still_opens(tmp_path: Path, schema: int) -> None:
    shutil.copytree(OLD / f"schema-{schema}", tmp_path / "home")

    found = everything(store_at(tmp_path))

    assert set(found["entries"]) == {"a1", "b1"}
    assert found["entries"]["a1"] == FIRST
    assert found["checkins"] == {CHECKIN.id: CHECKIN}
    assert found["contacts"] == (CHEN,)
    assert [trial.sentence for trial in found["book"].trials] == ["mine"]


def test_every_schema_has_its_old_diary_and_a_way_up() -> None:
    assert sorted(path.name for path in OLD.iterdir()) == [
        f"schema-{n}" for n in range(1, file_format.SCHEMA + 1)
    ]
    assert sorted(file_format.MIGRATIONS) == list(range(1, file_format.SCHEMA))


def test_an_older_schema_is_brought_up_to_date_at_the_next_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(OLD / "schema-1", tmp_path / "home")
    store = store_at(tmp_path)
    home = tmp_path / "home/journal/2026-03.json"
    everything(store)
    old = home.read_bytes()
    monkeypatch.setattr(file_format, "SCHEMA", 2)
    monkeypatch.setitem(file_format.MIGRATIONS, 1, _with_weather)

    assert len(everything(store_at(tmp_path))["entries"]) == 2
    assert home.read_bytes() == old
    log(store_at(tmp_path), entry("new"))

    assert home.read_bytes().count(b'"weather":"rain"') == 2
    assert b'"schema":2' in home.read_bytes()
    assert (tmp_path / "state/history/2026-03/2026-03-14").read_bytes() == old


def _with_weather(tables: Tables) -> Tables:
    entries = {key: doc | {"weather": "rain"} for key, doc in tables.get("entries", {}).items()}
    return tables | {"entries": entries}
