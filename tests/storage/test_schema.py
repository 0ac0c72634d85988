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
    shutil.copytree(OLD / "schema-2", tmp_path / "home")
    store = store_at(tmp_path)
    home = tmp_path / "home/journal/2026-03.json"
    everything(store)
    old = home.read_bytes()
    monkeypatch.setattr(file_format, "SCHEMA", 3)
    monkeypatch.setitem(file_format.MIGRATIONS, 2, _with_weather)

    assert len(everything(store_at(tmp_path))["entries"]) == 2
    assert home.read_bytes() == old
    log(store_at(tmp_path), entry("new"))

    assert home.read_bytes().count(b'"weather":"rain"') == 2
    assert b'"schema":3' in home.read_bytes()
    assert (tmp_path / "state/history/2026-03/2026-03-14").read_bytes() == old


def test_a_pause_of_schema_1_counts_as_written_when_it_began() -> None:
    pause = {"id": "p", "from": "2026-03-02", "to": "2026-03-03", "reason": ""}

    moved = file_format.MIGRATIONS[1]({"pauses": {"p": pause | {"others": [pause | {"from": "2026-03-01"}]}}})

    found = moved["pauses"]["p"]
    assert found["recorded_at"] == "2026-03-02T00:00:00+00:00"
    assert found["others"][0]["recorded_at"] == "2026-03-01T00:00:00+00:00"


def test_a_month_of_schema_1_is_read_as_it_lies_and_a_book_is_not() -> None:
    month, book = "journal/2026-03", "book"

    assert file_format.is_sound(month, (OLD / f"schema-1/{month}.json").read_bytes())
    assert not file_format.is_sound(book, (OLD / f"schema-1/{book}.json").read_bytes())


def test_fields_of_schema_2_that_say_nothing_do_not_rest_on_the_disk(tmp_path: Path) -> None:
    store = store_at(tmp_path)

    log(store, FIRST, entry("a2", swept=True))

    written = (tmp_path / "home/journal/2026-03.json").read_bytes()
    assert written.count(b"swept") == 1
    assert b"lapse" not in written


def _with_weather(tables: Tables) -> Tables:
    entries = {key: doc | {"weather": "rain"} for key, doc in tables.get("entries", {}).items()}
    return tables | {"entries": entries}
