"""Only a regular file of at most 200 MB is taken in; whatever else has that name is refused unread."""

import os
from pathlib import Path

import pytest

from detox.__main__ import main
from detox.exchange.named_files import LARGEST

posix = pytest.mark.skipif(os.name != "posix", reason="made of what only POSIX systems have")


def refused(name: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What is said about a file that cannot be taken in; nothing was written."""
    code = main(["--home", str(home), "import", str(name)])

    heard = capsys.readouterr()
    assert (code, heard.out, home.exists()) == (1, "", False)
    return heard.err


def test_a_file_that_is_not_there_is_refused(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "there is no such file" in refused(tmp_path / "none.json", home, capsys)


def test_a_folder_is_refused(tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "it is no regular file" in refused(tmp_path, home, capsys)


@posix
def test_a_pipe_is_refused_without_waiting_for_its_writer(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "pipe.json")

    assert "it is no regular file" in refused(tmp_path / "pipe.json", home, capsys)


@posix
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/tty"])
def test_a_device_is_refused(device: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "it is no regular file" in refused(Path(device), home, capsys)


@posix
def test_a_loop_of_links_is_refused(tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one").symlink_to(tmp_path / "two")
    (tmp_path / "two").symlink_to(tmp_path / "one")

    assert "one cannot be read" in refused(tmp_path / "one", home, capsys)


def test_a_file_above_200_mb_is_refused_unread(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.truncate(LARGEST + 1)

    assert "it is larger than 200 MB" in refused(large, home, capsys)


def test_a_name_longer_than_any_file_has_is_refused(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "cannot be read" in refused(tmp_path / ("x" * 5000), home, capsys)


@posix
def test_a_link_to_a_sound_log_is_followed(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "log.json"
    log.write_text('{"format": "detox-log", "version": 1}', encoding="utf-8")
    link = tmp_path / "link.json"
    link.symlink_to(log)

    code = main(["--home", str(home), "import", "--dry-run", str(link)])

    assert code == 0
