"""The installed program, told by the real system that a call failed."""

import shutil
import subprocess
from pathlib import Path

import pytest

from detox.storage.store import DiaryStore
from tests.clock import program
from tests.storage.scenes import store_at

STRACE = shutil.which("strace")
CALLS = {"fsync": "fsync", "rename": "rename,renameat,renameat2"}


def log(root: Path, note: str, *trace: str) -> int:
    """`detox log`, maybe under strace; its exit code."""
    words = ["--home", str(root / "home"), "log", "Pay in a shop", "workaround", "--note", note, "--new"]
    return subprocess.run([*trace, *program(*words)], capture_output=True, check=False).returncode


def notes(root: Path) -> list[str]:
    store = DiaryStore(root / "home", root / "home/.state", now=store_at(root).paths.now)
    span = store.span()
    return [each.note for each in store.entries(span.first, span.last)] if span else []


def trial(root: Path, call: str, number: int, error: str) -> str | None:
    """What went wrong when the call of that number failed; `None` where nothing was lost."""
    log(root, "before")
    inject = f"inject={CALLS[call]}:error={error}:when={number}"
    only = ["-e", f"trace={CALLS[call]}", "-e", inject]
    code = log(root, "now", str(STRACE), "-f", "-qq", "-o", "/dev/null", *only)
    found = notes(root)
    if "before" not in found or code not in {0, 1} or (code == 0 and "now" not in found):
        return f"{call} {number} {error}: {code}, {found}"
    log(root, "after")
    found = notes(root)
    return (
        None if {"before", "after"} <= set(found) and found.count("now") <= 1 else f"{call} {number}: {found}"
    )


def works() -> bool:
    if STRACE is None:
        return False
    probe = [
        STRACE,
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        "trace=fsync",
        "-e",
        "inject=fsync:error=EIO:when=1",
        "true",
    ]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


@pytest.mark.undated
@pytest.mark.skipif(not works(), reason="strace is not installed or may not trace")
@pytest.mark.parametrize(
    ("call", "number", "error"), [("fsync", 1, "ENOSPC"), ("fsync", 2, "EIO"), ("rename", 2, "EROFS")]
)
def test_a_system_call_that_fails_loses_nothing(tmp_path: Path, call: str, number: int, error: str) -> None:
    assert trial(tmp_path, call, number, error) is None


@pytest.mark.thorough
@pytest.mark.timeout(900)
@pytest.mark.skipif(not works(), reason="strace is not installed or may not trace")
def test_no_system_call_that_fails_loses_anything(tmp_path: Path) -> None:
    tries = [
        (call, number, error)
        for call, most in (("fsync", 8), ("rename", 5))
        for number in range(1, most + 1)
        for error in ("ENOSPC", "EIO", "EROFS", "EACCES")
    ]

    wrong = [fate for n, each in enumerate(tries) if (fate := trial(tmp_path / str(n), *each))]

    assert wrong == []
