"""Two devices wrote one entry without knowing of each other: both versions stand until somebody chooses."""

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from detox.__main__ import main
from detox.wiring import local_now


def test_two_versions_are_shown_and_one_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home, log = ["--home", str(tmp_path / "home")], tmp_path / "log.json"
    main([*home, "--quiet", "start", "--yes"])
    main([*home, "--quiet", "log", "pay.shop", "w", "--minutes", "5"])
    main([*home, "--quiet", "export", str(log)])
    theirs = json.loads(log.read_text())
    theirs["entries"][0] |= {"minutes": 9, "updated_at": "2001-01-01T00:00:00+00:00"}
    log.write_text(json.dumps(theirs))
    main([*home, "--quiet", "import", str(log)])
    capsys.readouterr()

    assert main([*home, "doctor"]) == 0
    said = capsys.readouterr().out
    assert "2 versions of" in said
    assert "5 min" in said
    assert "9 min" in said

    assert main([*home, "edit", theirs["entries"][0]["id"], "--keep", "2"]) == 0
    main([*home, "day", "--json"])
    assert json.loads(capsys.readouterr().out)["entries"][0]["minutes"] == 9
    main([*home, "doctor"])
    assert "versions of" not in capsys.readouterr().out


@pytest.fixture
def begun_twice(tmp_path: Path) -> tuple[Path, Path]:
    """Two diaries that were begun three days apart with the same list; on one a task changed since."""
    homes = tmp_path / "first", tmp_path / "second"
    for home, days in zip(homes, (3, 0), strict=True):
        with time_machine.travel((local_now() - timedelta(days=days)).timestamp()):
            main(["--home", str(home), "--quiet", "start", "--app", "wechat", "--yes"])
    main(["--home", str(homes[1]), "--quiet", "task", "edit", "pay.market", "--importance", "3"])
    return homes


def _standing(home: Path, capsys: pytest.CaptureFixture[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The first day of each task, and the deadline of each step."""
    capsys.readouterr()
    main(["--home", str(home), "task", "list", "--json"])
    tasks = json.loads(capsys.readouterr().out)["tasks"]
    main(["--home", str(home), "step", "list", "--json"])
    steps = json.loads(capsys.readouterr().out)["steps"]
    return {task["id"]: task["since"] for task in tasks}, {step["id"]: step["due"] for step in steps}


def test_of_what_two_machines_began_with_the_earlier_day_stands_and_a_choice_is_left(
    begun_twice: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = begun_twice
    as_begun = _standing(first, capsys)

    main(["--home", str(second), "merge", str(first), "--yes"])
    said = capsys.readouterr().err
    tasks, steps = _standing(second, capsys)
    main(["--home", str(second), "doctor"])
    left = [line for line in capsys.readouterr().out.splitlines() if "versions of" in line]

    assert "differed only in their first day or deadline" in said
    assert {key: day for key, day in tasks.items() if key != "pay.market"} == {
        key: day for key, day in as_begun[0].items() if key != "pay.market"
    }
    assert steps == as_begun[1]
    assert left == ["2 versions of life:", "2 versions of pay.market:"]


def test_the_earlier_days_are_one_deed_and_can_be_taken_back(
    begun_twice: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = begun_twice
    main(["--home", str(second), "--quiet", "merge", str(first), "--yes"])
    settled = _standing(second, capsys)

    main(["--home", str(second), "--quiet", "undo"])
    main(["--home", str(second), "doctor"])
    undone = capsys.readouterr().out
    main(["--home", str(second), "doctor", "--repair"])

    assert undone.count("versions of") > 30
    assert "detox doctor --repair" in undone
    assert "differed only in their first day" in capsys.readouterr().err
    assert _standing(second, capsys) == settled


def test_machines_that_both_let_the_earlier_day_stand_agree(
    begun_twice: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = begun_twice
    copy = first.with_name("copy")
    shutil.copytree(first, copy)
    for home, other in ((first, second), (second, copy), (first, second), (second, first)):
        main(["--home", str(home), "--quiet", "merge", str(other), "--yes"])

    assert _standing(first, capsys) == _standing(second, capsys)
    for home in begun_twice:
        main(["--home", str(home), "doctor"])
        assert capsys.readouterr().out.count("versions of") == 2
