"""Streams, arguments, homes and settings as they may be: none is a traceback, and nothing is lost."""

import io
import json
import os
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from detox.__main__ import main
from detox.errors import UndecodableText
from detox.settings import FILE, Settings, load
from detox.standard_streams import TextInput, decoded_argument
from detox.storage.disk import Disk
from detox.wiring import local_now
from tests.clock import program

Run = Callable[..., subprocess.CompletedProcess[bytes]]
GBK = "今天去了医院".encode("gbk")


@pytest.fixture
def run(home: Path, tmp_path: Path) -> Run:
    """The program in a shell, so that its streams are what the shell makes of them."""

    def call(words: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["sh", "-c", words.replace("detox", shlex.join(program()))],
            env=os.environ | {"DETOX_HOME": str(home), "LANGUAGE": "en", "PYTHONUTF8": "1"} | environ,
            capture_output=True,
            cwd=tmp_path,
            timeout=60,
            check=False,
        )

    assert main(["--home", str(home), "start", "--yes"]) == 0
    return call


def _entries(run: Run) -> int:
    return len(json.loads(run("detox day --json").stdout)["entries"])


@pytest.mark.parametrize("closed", ["2>&-", ">&-", "2>/dev/full", ">/dev/full", ">&- 2>&- <&-"])
def test_what_was_written_is_never_called_refused(run: Run, closed: str) -> None:
    done = run(f"detox log pay.shop direct {closed}")

    assert (done.returncode, done.stdout, _entries(run)) == (0, b"", 1)


@pytest.mark.undated
@pytest.mark.parametrize("closed", [">&-", ">/dev/full"])
@pytest.mark.parametrize("command", ["export", "day", "--help", "export --schema"])
def test_an_answer_that_goes_nowhere_is_a_refusal(run: Run, command: str, closed: str) -> None:
    done = run(f"detox {command} {closed}")

    assert done.returncode == 1
    assert b"Standard output cannot be written" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_closed_stream_never_lets_words_into_the_diary(run: Run, home: Path) -> None:
    run("detox log pay.shop direct --note hello >&- 2>&- <&-")

    for file in home.rglob("*.json"):
        assert b"Saturday" not in file.read_bytes()
    assert run("detox doctor").returncode == 0


@pytest.mark.undated
def test_a_note_that_is_no_text_is_said_back_whole_and_not_written(run: Run) -> None:
    done = run(r"printf 'caf\351 and \033[31mmore' | detox log pay.shop direct --note -")

    assert done.returncode == 1
    assert rb"caf\xe9 and " in done.stderr
    assert b"\x1b" not in done.stderr
    assert _entries(run) == 0


@pytest.mark.undated
@pytest.mark.parametrize(
    "words",
    ["log pay.shop d --note", "contact add", "task add", "step add", "checkin --note", "search", "lapse"],
)
def test_an_argument_that_is_no_text_is_refused(run: Run, words: str) -> None:
    done = run(f"detox {words} \"$(printf 'caf\\351')\"")

    assert done.returncode == 1
    assert rb"caf\xe9" in done.stderr


@pytest.mark.undated
def test_a_file_whose_name_is_no_text_is_read_all_the_same(run: Run) -> None:
    done = run("printf 'Ann\\n' > \"$(printf 'l\\351')\"; detox contact import \"$(printf 'l\\351')\"")

    assert b"1 newly listed" in done.stderr


def _input(data: bytes, encoding: str) -> TextInput:
    return TextInput(io.TextIOWrapper(io.BytesIO(data), encoding=encoding, errors="surrogateescape"))


@pytest.mark.parametrize("encoding", ["gbk", "gb2312", "gb18030", "utf-8"])
def test_text_is_read_in_the_encoding_of_the_terminal_or_in_utf_8(encoding: str) -> None:
    text = "今天去了医院\r\n钱\n"

    assert _input(text.encode(encoding), encoding).read() == "今天去了医院\n钱\n"
    assert _input(text.encode(), encoding).read() == "今天去了医院\n钱\n"
    assert _input(text.encode(encoding), encoding).readline() == "今天去了医院\n"


def test_what_is_in_neither_is_refused_line_by_line() -> None:
    with pytest.raises(UndecodableText):
        _input(GBK, "utf-8").read()
    with pytest.raises(UndecodableText):
        _input(GBK, "utf-8").readline()
    with pytest.raises(UndecodableText):
        decoded_argument("half \ud83d")


@pytest.mark.undated
@pytest.mark.parametrize("home", ["/dev/null/x", "{long}", "~nosuchuser/x", "a\0b", "/proc/self/mem/x"])
@pytest.mark.parametrize(
    "words", [("day",), ("log", "pay.shop", "w", "--new"), ("doctor",), ("contact", "add", "A")]
)
def test_a_home_that_can_be_none_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], home: str, words: tuple[str, ...]
) -> None:
    code = main(["--home", home.format(long=tmp_path / ("a" * 300)), *words])

    assert code == 1
    assert "cannot be the diary's home" in capsys.readouterr().err


@pytest.mark.parametrize("zone", ["AAA+99:99", "AAA+0:19:32", "AAA-25", "", "nonsense", ":/dev/null"])
def test_a_clock_with_an_odd_zone_still_tells_the_time(run: Run, zone: str) -> None:
    assert run("detox log pay.shop direct", TZ=zone).returncode == 0


def test_the_clock_has_an_offset_to_the_minute() -> None:
    offset = local_now().utcoffset()

    assert offset is not None
    assert offset.total_seconds() % 60 == 0


def test_settings_may_begin_with_a_mark_and_be_no_file(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b'\xef\xbb\xbftheme = "light"\n')
    assert load(tmp_path).theme == "light"

    (tmp_path / FILE).unlink()
    (tmp_path / FILE).mkdir()
    assert load(tmp_path) == Settings()


@pytest.mark.undated
@pytest.mark.parametrize(
    "make",
    [
        "mkfifo {file}",
        'python3 -c \'print("a=" + "[" * 30000)\' > {file}',
        "head -c 70000 /dev/zero > {file}",
    ],
)
def test_settings_that_are_none_are_refused_at_once(run: Run, tmp_path: Path, make: str) -> None:
    folder = tmp_path / "xdg" / "detox"
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["sh", "-c", make.format(file=folder / FILE)], check=True)

    done = run("detox day", XDG_CONFIG_HOME=str(tmp_path / "xdg"))

    assert done.returncode == 1
    assert b"config.toml: expected" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.undated
def test_settings_that_cannot_be_kept_are_a_refusal(run: Run) -> None:
    done = run("detox config theme light", XDG_CONFIG_HOME="/dev/null/x")

    assert done.returncode == 1
    assert b"could not be saved" in done.stderr


@pytest.mark.undated
def test_force_never_replaces_what_is_no_regular_file(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    for name in ("pipe", "/dev/null", "."):
        assert run(f"detox export {name} --force").returncode == 1

    assert (tmp_path / "pipe").is_fifo()
    assert Path("/dev/null").is_char_device()


@pytest.mark.undated
def test_force_writes_to_where_a_link_leads(run: Run, tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")

    assert run("detox export link").returncode == 1
    assert (tmp_path / "real").read_text() == "old"
    assert run("detox export link --force").returncode == 0

    assert (tmp_path / "link").is_symlink()
    assert "detox-log" in (tmp_path / "real").read_text(encoding="utf-8")


@pytest.mark.undated
def test_a_failed_export_leaves_nothing_in_clear(run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    before = sorted(tmp_path.iterdir())

    assert run("detox export folder/").returncode == 1

    assert sorted(tmp_path.iterdir()) == before


def test_what_was_typed_is_said_back_where_another_detox_is_saving(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--home", str(home), "start", "--yes"])
    capsys.readouterr()

    def busy(_disk: Disk, _path: Path) -> None:
        raise TimeoutError

    monkeypatch.setattr(Disk, "lock", busy)
    code = main(["--home", str(home), "log", "pay.shop", "d", "--note", "a \x1b[31mlong\nnight"])

    said = capsys.readouterr().err
    assert code == 1
    assert "Another Detox is saving" in said
    assert "What you typed: a ␛[31mlong↵night" in said


@pytest.mark.undated
def test_a_wrong_call_is_said_back_harmless(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["trend", "--weeks", "\x1b]52;c;cHduZWQ=\x07"])

    said = capsys.readouterr().err
    assert code == 2
    assert not {"\x1b", "\x07"} & set(said)


@pytest.mark.parametrize("days", ["0", "-1", "6"])
def test_a_trial_of_no_days_is_refused(home: Path, capsys: pytest.CaptureFixture[str], days: str) -> None:
    assert main(["--home", str(home), "start", "--days", days, "--yes"]) == 1

    assert not home.exists()
