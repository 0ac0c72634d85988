"""Whether today is written: silent when it is, one line and a code when it is not."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from detox.__main__ import main
from detox.words import speak


@pytest.fixture
def begun(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    speak("en")
    monkeypatch.setenv("DETOX_HOME", str(home))
    assert main(["start", "--app", "wechat", "--yes"]) == 0
    return home


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desktop whose messages end up in a file."""
    told, program = tmp_path / "told", tmp_path / "bin" / "notify-send"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\necho "$@" >> {told}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    return told


def test_a_day_that_is_open_is_said_in_one_line(begun: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()

    code = main(["status"])

    seen = capsys.readouterr()
    assert code == 1
    assert seen.out.count("\n") == 1
    assert "is not written yet: detox ask" in seen.out
    assert seen.err == ""


@pytest.mark.parametrize("words", [("log", "pay.shop", "d"), ("checkin", "--mood", "6")])
def test_a_day_that_is_written_is_silent(
    begun: Path,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
) -> None:
    main(list(words))
    capsys.readouterr()

    assert main(["status"]) == 0
    assert capsys.readouterr() == ("", "")


def test_yesterday_is_not_today(begun: Path) -> None:
    main(["log", "pay.shop", "d", "--on", "yesterday"])

    assert main(["status"]) == 1


def test_a_paused_day_is_silent(begun: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["pause", "add", "today", "today"])
    capsys.readouterr()

    assert main(["status"]) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("words", "written", "paused"),
    [
        ((), False, False),
        (("log", "pay.shop", "d"), True, False),
        (("pause", "add", "today", "today"), False, True),
    ],
)
def test_a_program_is_told_what_is_written_and_paused_with_the_same_code(
    begun: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], *, written: bool, paused: bool
) -> None:
    if words:
        main(list(words))
    capsys.readouterr()

    code = main(["status", "--json"])

    told = json.loads(capsys.readouterr().out)
    assert (told["written"], told["paused"]) == (written, paused)
    assert code == (0 if written or paused else 1)


def test_quiet_leaves_the_code_alone(begun: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()

    assert main(["status", "--quiet"]) == 1
    assert capsys.readouterr() == ("", "")


def test_it_makes_no_diary_where_there_is_none(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DETOX_HOME", str(home))

    assert main(["status"]) == 1
    assert "detox start" in capsys.readouterr().out
    assert not home.exists() or not list(home.iterdir())


def test_the_desktop_is_told_nothing_unless_it_is_set(
    begun: Path,
    desktop: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["status", "--notify"]) == 1
    assert "detox config notify true" in capsys.readouterr().err
    assert not desktop.exists()


def test_the_desktop_is_told_once_it_is_set_and_only_of_an_open_day(begun: Path, desktop: Path) -> None:
    main(["config", "notify", "true"])

    main(["status", "--notify"])
    main(["status"])
    main(["log", "pay.shop", "d"])
    main(["status", "--notify"])

    assert desktop.read_text().count("is not written yet") == 1


def test_a_desktop_that_fails_leaves_the_code_alone(begun: Path, desktop: Path, tmp_path: Path) -> None:
    (tmp_path / "bin" / "notify-send").write_text("#!/bin/sh\nexit 3\n")
    main(["config", "notify", "true"])

    assert main(["status", "--notify"]) == 1


def test_a_prompt_loads_no_figures_and_no_screens(begun: Path) -> None:
    script = (
        "import sys; from detox.__main__ import main; main(['status'])\n"
        "print([n for n in ('rich', 'textual', 'plotext', 'subprocess') if n in sys.modules])"
    )

    seen = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"DETOX_HOME": str(begun)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert seen.stdout.splitlines()[-1] == "[]"
