"""Disks that say no: full, read-only, locked. The person is told, nothing changes, a retry saves once."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import filelock
import pytest

from detox.errors import StoreError
from detox.storage import disk
from detox.storage.disk import Disk, machine
from detox.storage.store import DiaryStore
from tests.storage.scenes import ALL, entry, log, store_at


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system of 256 KiB."""
    place = tmp_path / "small"
    place.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.name == "nt":
        pytest.skip("mounting needs a system with `mount`")
    done = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)], check=False, capture_output=True
    )
    if done.returncode:
        pytest.skip("mounting is not allowed here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_said_and_trying_again_saves_once(small: Path, tmp_path: Path) -> None:
    store = DiaryStore(small / "home", small / "state", now=store_at(tmp_path).paths.now)
    big = "现金" * 3000
    saved = []

    def fill() -> None:
        for n in range(100):
            log(store, entry(f"a{n:02d}", note=big))
            saved.append(f"a{n:02d}")

    with pytest.raises(StoreError) as refused:
        fill()

    assert refused.value.reason == "full"
    assert [each.id for each in store.entries(ALL.first, ALL.last)] == saved
    assert len(saved) >= 3

    for ballast in (small / "state/history").rglob("2026*"):
        if ballast.is_file():
            ballast.unlink()
    for deed in (small / "state/undo").iterdir():
        deed.unlink()
    again = entry(f"a{len(saved):02d}", note="short")
    log(store, again)
    log(store, again)
    assert [each.id for each in store.entries(ALL.first, ALL.last)] == [*saved, again.id]


def test_a_full_disk_leaves_no_half_written_file(small: Path, tmp_path: Path) -> None:
    store = DiaryStore(small / "home", small / "state", now=store_at(tmp_path).paths.now)
    log(store, entry("a1"))
    (small / "ballast").write_bytes(bytes(210_000))

    with pytest.raises(StoreError):
        log(store, entry("a2", note="金" * 20_000))

    assert list(small.rglob("*.tmp")) == []
    assert len(store.undone()) == 1
    (small / "ballast").unlink()
    log(store, entry("a2", note="金" * 2_000))
    assert len(store.entries(ALL.first, ALL.last)) == 2


def test_a_read_only_disk_is_said_and_can_still_be_read(small: Path, tmp_path: Path) -> None:
    store = DiaryStore(small / "home", small / "state", now=store_at(tmp_path).paths.now)
    log(store, entry("a1"))
    subprocess.run(["mount", "-o", "remount,ro", str(small)], check=True)
    fresh = DiaryStore(small / "home", small / "state", now=store.paths.now)

    assert [each.id for each in fresh.entries(ALL.first, ALL.last)] == ["a1"]
    with pytest.raises(StoreError) as refused:
        log(fresh, entry("a2"))
    assert (refused.value.reason, refused.value.file) in {("read only", "undo"), ("read only", "lock")}

    subprocess.run(["mount", "-o", "remount,rw", str(small)], check=True)
    log(fresh, entry("a2"))
    assert len(fresh.entries(ALL.first, ALL.last)) == 2


def test_a_lock_that_somebody_holds_is_said_and_nothing_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "LOCK_SECONDS", 0.05)
    store = store_at(tmp_path)
    log(store, entry("a1"))
    before = store.stamp()

    with filelock.FileLock(tmp_path / "state/lock"), pytest.raises(StoreError) as refused:
        log(store, entry("a2"))

    assert refused.value.reason == "busy"
    assert store.stamp() == before
    log(store, entry("a2"))
    assert len(store.entries(ALL.first, ALL.last)) == 2


def test_a_system_without_locks_is_said_and_does_not_hang(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = store_at(tmp_path)
    log(store, entry("a1"))

    def nothing(*_: object) -> None:
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr("fcntl.flock", nothing)
    monkeypatch.setattr(disk, "LOCK_SECONDS", 0.05)
    with pytest.raises(StoreError):
        log(store, entry("a2"))

    assert len(store.entries(ALL.first, ALL.last)) == 1


def test_a_link_in_the_place_of_a_temporary_file_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    victim = tmp_path / "victim"
    victim.write_text("a letter")
    store = store_at(tmp_path)
    log(store, entry("a1"))
    monkeypatch.setattr("os.urandom", lambda _: bytes.fromhex("0badc0de"))
    (tmp_path / f"home/journal/.2026-03.json.detox-{machine()}-0badc0de.tmp").symlink_to(victim)

    with pytest.raises(StoreError):
        log(store, entry("a2"))

    assert victim.read_text() == "a letter"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_in_the_place_of_a_month_does_not_hang(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    log(store, entry("a1"))
    home, _ = store.paths.replicas("journal/2026-03")
    home.unlink()
    os.mkfifo(home)

    assert len(store_at(tmp_path).entries(ALL.first, ALL.last)) == 1
    with pytest.raises(StoreError) as refused:
        log(store_at(tmp_path), entry("a2"))
    assert refused.value.reason == "unreadable"


@pytest.mark.skipif(os.name == "nt", reason="pipes with a name are of Unix")
def test_what_is_no_conflict_copy_is_neither_opened_nor_moved(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    log(store, entry("a01", note="kept"))
    home = store.paths.home
    os.mkfifo(home / "pipe.json")
    (home / "folder.json").mkdir()
    (home / "link.json").symlink_to("/dev/zero")
    with (home / "large.json").open("wb") as large:
        large.truncate(disk.LARGEST + 1)  # a hole, so that no disk is filled

    again = store_at(tmp_path)

    assert [each.note for each in again.entries(ALL.first, ALL.last)] == ["kept"]
    assert {"pipe.json", "folder.json", "link.json", "large.json"} <= set(os.listdir(home))  # noqa: PTH208


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no flock")
def test_what_locks_by_filelock_and_what_locks_by_itself_wait_for_each_other(tmp_path: Path) -> None:
    path = tmp_path / "lock"

    with Disk().lock(path), pytest.raises(filelock.Timeout):
        filelock.FileLock(path, timeout=0).acquire()

    with filelock.FileLock(path, timeout=0):
        assert path.exists()
    assert path.exists()
