"""Nothing leaves the machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TRIES = {
    "a connection": "import socket; socket.create_connection(('127.0.0.1', 9))",
    "a name": "import socket; socket.gethostbyname('example.org')",
    "a page": "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
    "a listener": "import socket; socket.socket().bind(('127.0.0.1', 0))",
}


@pytest.mark.parametrize("said", TRIES)
def test_an_attempt_is_stopped(said: str) -> None:
    result = _python(f"from detox.offline import guard; guard(); {TRIES[said]}")

    assert result.returncode != 0
    assert "Telephone" in result.stderr


def test_an_event_loop_still_runs_under_the_guard() -> None:
    result = _python(
        "from detox.offline import guard; guard(); import asyncio; asyncio.run(asyncio.sleep(0))"
    )

    assert result.returncode == 0, result.stderr


def test_a_day_of_commands_tries_nothing(tmp_path: Path) -> None:
    calls = [
        ["start", "--yes"],
        ["log", "pay.shop", "d"],
        ["week"],
        ["export", str(tmp_path / "a.json")],
        ["doctor", "--offline"],
    ]

    result = _python(
        f"from detox.__main__ import main\nfor call in {calls}: assert main(call) == 0", home=tmp_path
    )

    assert result.returncode == 0, result.stderr
    assert "Attempts in this run: 0" in result.stdout
    assert "could reach one: none" in result.stdout


def _python(code: str, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    place = {"DETOX_HOME": str(home / "home")} if home else {}
    return subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | place | {"PYTHONPATH": str(Path(__file__).parent.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
