"""What a diary leaves outside its files: in a shell's history, on the terminal, in memory."""

import io
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from detox import process_hardening
from detox.__main__ import main
from detox.cli.asked_words import UnreadableLine, completed
from detox.cli.parser import FILES
from detox.settings import CHOICES

WORDS = "the person nobody may know"
ROOT = Path(__file__).parent.parent
Run = Callable[..., int]


@pytest.fixture
def run(home: Path) -> Run:
    """The program over a diary with one entry and its note, and a note on the day."""
    call = lambda *words: main(["--home", str(home), *words])  # noqa: E731
    assert call("--quiet", "start", "--app", "wechat", "--yes") == 0
    assert call("--quiet", "log", "pay.shop", "w", "--note", WORDS) == 0
    assert call("--quiet", "checkin", "--mood", "4", "--note", WORDS) == 0
    return call


def typed(monkeypatch: pytest.MonkeyPatch, text: str, *, terminal: bool) -> None:
    """Somebody types, or pipes in, this text."""
    stream = io.StringIO(text)
    monkeypatch.setattr(stream, "isatty", lambda: terminal)
    monkeypatch.setattr(sys, "stdin", stream)


def python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("words", "lines", "made"),
    [
        ("log pay.shop w --note", "he paid\n", ["log", "pay.shop", "w", "--note=he paid"]),
        (
            "log pay.shop p --helper --via cash",
            "Li\n",
            ["log", "pay.shop", "p", "--helper=Li", "--via", "cash"],
        ),
        ("log pay.shop p --helper --note", "Li\nhi\n", ["log", "pay.shop", "p", "--helper=Li", "--note=hi"]),
        ("log pay.shop w --note -", "", ["log", "pay.shop", "w", "--note", "-"]),
        ("log pay.shop w --note=x", "", ["log", "pay.shop", "w", "--note=x"]),
        ("log -", "pay.shop w --via cash\n", ["log", "pay.shop", "w", "--via", "cash"]),
        ("day", "", ["day"]),
    ],
)
def test_what_a_shell_would_keep_is_asked_for_in_a_terminal(
    words: str, lines: str, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, lines, terminal=True)

    assert completed(words.split()) == made


def test_an_option_without_its_value_stays_wrong_usage_where_nobody_can_be_asked(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "he paid\n", terminal=False)

    assert run("log", "pay.shop", "w", "--note") == 2

    assert "--note" in capsys.readouterr().err


def test_an_entry_is_read_from_standard_input_with_its_note(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "pay.shop p --helper 'Li Hua'\nasked twice\nthen it worked\n", terminal=False)

    assert run("log", "-", "--json") == 0

    said = capsys.readouterr().out
    assert '"helper": "Li Hua"' in said
    assert r"asked twice\nthen it worked" in said


def test_an_entry_with_an_open_quote_is_wrong_usage_and_writes_nothing(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    typed(monkeypatch, 'pay.shop w --note "open\n', terminal=False)

    assert run("log", "-") == 2

    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before
    typed(monkeypatch, 'x "', terminal=True)
    with pytest.raises(UnreadableLine):
        completed(["log", "-"])


@pytest.mark.parametrize("words", [("day",), ("search", "person"), ("journal",)])
def test_notes_are_not_printed_where_that_is_asked_for_or_set(
    words: tuple[str, ...], run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    run(*words)
    assert capsys.readouterr().out.count(WORDS) == 2

    run(*words, "--no-notes")
    said = capsys.readouterr().out
    assert WORDS not in said
    assert said.count("(a note)") == 2

    run("config", "notes", "false")
    run(*words)
    assert WORDS not in capsys.readouterr().out
    run(*words, "--notes")
    assert WORDS in capsys.readouterr().out


def test_a_document_to_keep_has_its_notes_whatever_the_terminal_shows(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    run("config", "notes", "false")
    capsys.readouterr()

    run("export", "--format", "markdown")

    assert capsys.readouterr().out.count(WORDS) == 2


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_the_settings_are_for_their_owner_alone(run: Run, tmp_path: Path) -> None:
    held = os.umask(0o022)
    try:
        run("config", "theme", "light")
        file = next((tmp_path / "xdg").rglob("config.toml"))
        file.chmod(0o644)
        run("config", "alias.w", "log pay.shop w")
    finally:
        os.umask(held)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_fault_is_told_without_the_values_it_met() -> None:
    code = (
        "from detox.process_hardening import harden\nharden()\n"
        "def read(note):\n    try:\n        int(note)\n    except ValueError as error:\n"
        "        raise KeyError(note) from error\n"
        f"read('{'the person nobody may know'}'[:])\n"
    )

    result = python(code.replace(f"'{WORDS}'", "'the person ' + 'nobody may know'"))

    assert result.returncode == 1
    assert "without values" in result.stderr
    assert "KeyError" in result.stderr
    assert "nobody may know" not in result.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="as Linux has it")
def test_the_program_dumps_no_core_and_lets_nobody_look_into_it() -> None:
    code = (
        "from detox.process_hardening import harden\nharden()\nimport ctypes, resource\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    )

    assert python(code).stdout.strip() == "(0, 0) 0"


def test_the_arguments_leave_the_list_of_processes_where_that_is_installed(tmp_path: Path) -> None:
    (tmp_path / "setproctitle.py").write_text("def setproctitle(title): print('now', title)\n")

    result = python(
        "import sys; sys.argv = ['detox', '--version']\nfrom detox.__main__ import main\nmain()",
        PYTHONPATH=f"{ROOT}{os.pathsep}{tmp_path}",
    )

    assert result.stdout.startswith("now detox\n")


def test_where_it_is_not_installed_nothing_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "setproctitle", None)

    process_hardening._hide_arguments()


def test_no_environment_makes_the_screens_write_a_log_or_a_picture(tmp_path: Path) -> None:
    code = "import os, detox.tui.app; print(sorted(n for n in os.environ if n.startswith('TEXTUAL')))"

    result = python(
        code,
        TEXTUAL="devtools,debug",
        TEXTUAL_LOG=str(tmp_path / "log"),
        TEXTUAL_SCREENSHOT="1",
        TEXTUAL_SCREENSHOT_LOCATION=str(tmp_path),
    )

    assert result.stdout.strip() == "['TEXTUAL_DISABLE_KITTY_KEY', 'TEXTUAL_FPS']"
    assert list(tmp_path.iterdir()) == []


def _rows(page: str) -> list[list[str]]:
    return [line.strip("|").split("|") for line in page.splitlines() if line.startswith("| ")]


def test_the_page_on_security_says_the_same_in_both_languages() -> None:
    english, _heading, chinese = (ROOT / "SECURITY.md").read_text(encoding="utf-8").partition("# 中文\n")

    codes = [
        [sorted(set(re.findall(r"`([^`]+)`", line))) for line in page.splitlines() if line.startswith("| ")]
        for page in (english, chinese)
    ]

    assert len(_rows(english)) == len(_rows(chinese)) > 20
    assert [len(row) for row in _rows(english)] == [len(row) for row in _rows(chinese)]
    assert codes[0][1:] == [[word.replace("日期", "DAY") for word in row] for row in codes[1][1:]]


def test_every_command_and_option_on_the_page_on_security_is_there() -> None:
    page = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    options = set(re.findall(r"--[a-z]+(?:-[a-z]+)*", page))
    known = (ROOT / "detox" / "cli" / "detox.1").read_text(encoding="utf-8").replace(r"\-", "-")

    assert not [option for option in options if option not in known]
    assert set(re.findall(r"`detox ([a-z]+)", page)) <= {*FILES, "seal"}
    assert all(word in CHOICES for word in re.findall(r"detox config ([a-z_]+)", page))
