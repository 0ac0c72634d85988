"""SIGKILL at random moments: what was acknowledged is there, whole, and the next start is clean."""

import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from detox.domain.entries import Entry
from detox.errors import StoreError
from detox.storage.store import DiaryStore
from detox.storage.transaction import Change
from tests.clock import program
from tests.storage.scenes import ALL, entry, log, read_on, store_at

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
MARCH = date(2026, 3, 14)


def write_until_killed(root: Path, prefix: str, told: int) -> None:
    """Log, edit, move, undo; each acknowledged entry's id is told through the pipe."""
    store = store_at(root)
    for n in range(1000):
        first = entry(f"{prefix}-{n}", note="现金" * 40)
        log(store, first)
        os.write(told, f"{first.id}\n".encode())
        if n % 3 == 1:
            store.save("edit", [Change(before=first, after=first.replace(day=date(2026, 4, 1), minutes=9))])
        elif n % 3 == 2:
            store.undo()
            os.write(told, f"-{first.id}\n".encode())
            store.redo()


def killed_after(seconds: float, work: Callable[[int], None]) -> str:
    """What `work` had told when it was killed."""
    hears, tells = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work(tells)
        finally:
            os._exit(0)
    os.close(tells)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(hears) as pipe:
        return pipe.read()


def losses(root: Path, kills: int) -> tuple[int, list[str]]:
    rng = random.Random(11)  # noqa: S311 - made-up disasters
    acknowledged: set[str] = set()
    wrong = []
    for kill in range(kills):
        told = killed_after(rng.uniform(0.001, 0.03), partial(write_until_killed, root, f"k{kill}"))
        lines = told.split("\n")[:-1]
        undone = {line[1:] for line in lines if line[0] == "-"}
        last = {lines[-1].lstrip("-")} if lines else set()  # its undo or redo may have been under way
        acknowledged |= {line for line in lines if line[0] != "-"} - (undone & last) - last
        store = store_at(root)
        found = read_on(store)["entries"]
        wrong += [f"kill {kill}: {lost} lost" for lost in acknowledged - set(found)]
        wrong += [f"kill {kill}: {notice}" for notice in store.notices()]
        if kill % 20 == 19:
            log(store, entry(f"after-{kill}"))
            wrong += [f"left: {path}" for path in root.rglob("*.tmp")]
            root = _fresh(root, acknowledged)
    return len(acknowledged), wrong


def _fresh(root: Path, acknowledged: set[str]) -> Path:
    """A new diary, so that the months stay small and the kills land everywhere in a write."""
    acknowledged.clear()
    return root.parent / f"{root.name}x"


def test_forty_kills_lose_nothing(tmp_path: Path) -> None:
    _, wrong = losses(tmp_path / "d", 40)

    assert wrong == []


@pytest.mark.thorough
@pytest.mark.timeout(900)
def test_a_thousand_kills_lose_nothing(tmp_path: Path) -> None:
    _, wrong = losses(tmp_path / "d", 1000)

    assert wrong == []


def test_an_edit_or_a_move_is_whole_or_not_at_all_after_a_kill(tmp_path: Path) -> None:
    rng = random.Random(5)  # noqa: S311 - made-up disasters
    wrong = []
    for kill in range(15):
        root = tmp_path / str(kill)
        log(store_at(root), *(entry(f"a{n}") for n in range(5)))
        killed_after(rng.uniform(0.0, 0.02), lambda _, root=root: _move_all(store_at(root)))
        days = {each.day for each in store_at(root).entries(ALL.first, ALL.last)}
        if len(days) != 1 or len(store_at(root).entries(ALL.first, ALL.last)) != 5:
            wrong.append(f"kill {kill}: {days}")

    assert wrong == []


def _move_all(store: DiaryStore) -> None:
    changes = [
        Change(before=each, after=each.replace(day=date(2026, 5, 1)))
        for each in store.entries(ALL.first, ALL.last)
    ]
    store.save("edit", changes)


def log_when_it_is_free(store: DiaryStore, one: Entry) -> None:
    """Do what the refusal says where a crowd is too big for its turn to come in five seconds."""
    while True:
        try:
            return log(store, one)
        except StoreError as refused:
            if refused.reason != "busy":
                raise


def at_once(root: Path, logs: int) -> int:
    """How many entries there are after sixteen processes each wrote `logs` at once."""
    children = []
    for child in range(16):
        pid = os.fork()
        if pid == 0:
            try:
                store = store_at(root)
                for n in range(logs):
                    log_when_it_is_free(store, entry(f"p{child}-{n}"))
                os._exit(0)
            finally:
                os._exit(1)
        children.append(pid)

    ends = [os.waitpid(pid, 0)[1] for pid in children]

    assert ends == [0] * 16
    return len(store_at(root).entries(ALL.first, ALL.last))


def test_sixteen_processes_that_log_at_once_lose_no_entry(tmp_path: Path) -> None:
    assert at_once(tmp_path, 8) == 16 * 8


@pytest.mark.thorough
def test_eight_hundred_entries_of_sixteen_processes_are_all_there(tmp_path: Path) -> None:
    assert at_once(tmp_path, 50) == 800


def test_two_threads_on_one_store_lose_no_entry(tmp_path: Path) -> None:
    store = store_at(tmp_path)

    def work(name: str) -> None:
        for n in range(20):
            log(store, entry(f"{name}-{n}"))
            store.entries(ALL.first, ALL.last)

    threads = [threading.Thread(target=work, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(store.entries(ALL.first, ALL.last)) == 40


def log_begun(root: Path, note: str) -> "subprocess.Popen[bytes]":
    """`detox log`, begun."""
    words = ["--home", str(root / "home"), "log", "Pay in a shop", "workaround", "--note", note, "--new"]
    return subprocess.Popen(program(*words), stdout=subprocess.DEVNULL)


def lost_by_the_program(root: Path, kills: int) -> tuple[int, list[str]]:
    """Kill `detox log` at random moments; how often it had finished, and what was lost."""
    rng = random.Random(23)  # noqa: S311 - made-up disasters
    start = time.perf_counter()
    done = {"the first"} if log_begun(root, "the first").wait() == 0 else set()
    usual = time.perf_counter() - start
    wrong = []
    for kill in range(kills):
        running = log_begun(root, f"kill {kill}")
        time.sleep(usual * rng.uniform(0.3, 1.2))
        running.kill()
        if running.wait() == 0:
            done.add(f"kill {kill}")
        store = DiaryStore(root / "home", root / "home/.state", now=store_at(root).paths.now)
        span = store.span()
        found = [each.note for each in store.entries(span.first, span.last)] if span else []
        wrong += [f"{note} lost" for note in done - set(found)]
        wrong += [f"{note} twice" for note in found if found.count(note) > 1]
        wrong += [f"kill {kill}: {notice}" for notice in store.notices()]
    return len(done), wrong


@pytest.mark.undated
def test_the_program_killed_while_logging_loses_nothing(tmp_path: Path) -> None:
    _, wrong = lost_by_the_program(tmp_path, 8)

    assert wrong == []


@pytest.mark.thorough
@pytest.mark.timeout(1800)
def test_the_program_killed_a_thousand_times_loses_nothing(tmp_path: Path) -> None:
    done, wrong = lost_by_the_program(tmp_path, 1000)

    print(f"{done} of 1000 had finished")  # noqa: T201 - the proof's figure
    assert wrong == []
