"""Two devices wrote one entry without knowing of each other: both versions stand until somebody chooses."""

import json
from pathlib import Path

import pytest

from detox.__main__ import main


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
