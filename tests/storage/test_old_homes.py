"""Homes that an earlier Detox wrote: they open, undo their last deed, and export the same."""

import json
import shutil
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from detox.diary import Diary
from detox.exchange.log import to_json
from detox.wiring import open_diary

HOMES = Path(__file__).parent / "old_homes"
LATER = datetime(2026, 3, 15, 20, 0, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture(params=["plain", "lived"])
def kept(request: pytest.FixtureRequest) -> Path:
    """A folder with `home`, what it exported when it was written, and what it exported after an undo.

    `plain` is three quiet days; `lived` has an entry of two versions, a conflict copy joined, damaged bytes,
    history, undo and redo, a forgotten record and a draft.
    """
    return HOMES / str(request.param)


def opened(kept: Path, tmp_path: Path) -> Diary:
    shutil.copytree(kept / "home", tmp_path / "home")
    return open_diary(tmp_path / "home", tmp_path / "home/.state", now=lambda: LATER)


def exported(diary: Diary) -> dict[str, Any]:
    return json.loads(to_json(diary.snapshot(), exported_at="2026-03-15T00:00:00+08:00"))


def as_before(now: Any, then: Any) -> bool:
    """Whether everything that was exported then is exported now; fields that came later are left aside."""
    if isinstance(then, dict):
        return all(key == "version" or as_before(now[key], value) for key, value in then.items())
    if isinstance(then, list):
        return len(now) == len(then) and all(map(as_before, now, then))
    return bool(now == then)


def test_an_old_home_opens_and_exports_as_it_did(kept: Path, tmp_path: Path) -> None:
    diary = opened(kept, tmp_path)

    assert as_before(exported(diary), json.loads((kept / "export.json").read_text(encoding="utf-8")))


def test_the_last_deed_of_an_old_home_is_undone_as_it_was(kept: Path, tmp_path: Path) -> None:
    diary = opened(kept, tmp_path)

    diary.undo_list.undo()

    assert as_before(exported(diary), json.loads((kept / "undone.json").read_text(encoding="utf-8")))


def test_what_an_old_home_kept_aside_is_still_there(tmp_path: Path) -> None:
    diary = opened(HOMES / "lived", tmp_path)

    assert [len(versions) for _record, versions in diary.maintenance.several()] == [2]
    assert [(draft.name, draft.said) for draft in diary.store.drafts.waiting()] == [
        ("note", ("half a sentence",))
    ]


def test_the_comparison_sees_a_lost_word() -> None:
    assert not as_before({"note": "a"}, {"note": "b"})
    assert not as_before([{"id": 1}], [{"id": 1}, {"id": 2}])
