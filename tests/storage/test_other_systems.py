"""What differs on Windows and macOS, on a system that says it is one of them."""

import errno
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

from detox.storage import disk
from detox.storage.disk import Disk


def test_windows_tries_again_where_a_scanner_holds_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "new").write_text("new")
    refusals = [PermissionError(errno.EACCES, "in use")] * 3
    replace = os.replace

    def held(source: Path, target: Path) -> None:
        if refusals:
            raise refusals.pop()
        replace(source, target)

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "replace", held)
    monkeypatch.setattr(disk.time, "sleep", lambda _seconds: None)

    Disk().replace(tmp_path / "new", tmp_path / "old")

    assert (tmp_path / "old").read_text() == "new"


def test_elsewhere_a_refusal_is_a_refusal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def held(_source: Path, _target: Path) -> None:
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(os, "replace", held)

    with pytest.raises(PermissionError):
        Disk().replace(tmp_path / "new", tmp_path / "old")


def test_windows_opens_no_folder_to_flush_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "win32")

    Disk().sync_folder(tmp_path / "not there")


@pytest.mark.parametrize(("code", "told"), [(errno.EINVAL, False), (errno.ENOTSUP, False), (errno.EIO, True)])
def test_a_drive_that_cannot_flush_a_folder_is_no_failure_and_a_broken_one_is(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    code: int,
    told: bool,  # noqa: FBT001 - a case
) -> None:
    def refused(_handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", refused)

    if told:
        with pytest.raises(OSError, match=os.strerror(code)):
            Disk().sync_folder(tmp_path)
    else:
        Disk().sync_folder(tmp_path)


@pytest.mark.parametrize("knows_it", [True, False])
def test_macos_asks_for_the_whole_way_to_the_disk_and_else_for_what_there_is(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    knows_it: bool,  # noqa: FBT001 - a case
) -> None:
    asked: list[str] = []
    fcntl = ModuleType("fcntl")

    def whole(_handle: int, wish: int) -> None:
        assert wish == 51
        if not knows_it:
            raise OSError(errno.ENOTSUP, "not on this drive")
        asked.append("full")

    monkeypatch.setattr(fcntl, "fcntl", whole, raising=False)
    monkeypatch.setitem(sys.modules, "fcntl", fcntl)
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(os, "fsync", lambda _handle: asked.append("usual"))
    with (tmp_path / "file").open("wb") as file:
        Disk().sync(file.fileno())

    assert asked == (["full"] if knows_it else ["usual"])
