"""What a seal costs, against the same diary without one: python benchmarks/sealing.py [--small]."""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from screens import written  # noqa: E402 - the project is found only now
from store import Table, interleaved, run  # noqa: E402

from detox.diary import Diary  # noqa: E402
from detox.diary.sealing import Sealing  # noqa: E402
from detox.settings import Settings  # noqa: E402
from detox.tui.app import DetoxApp  # noqa: E402
from detox.wiring import open_diary, sealing_of  # noqa: E402

PASSPHRASE = "six words that nobody else knows"  # noqa: S105 - of a made-up diary
WEEKS = timedelta(days=83)


class OpenedOnce(DetoxApp):
    """The screens, until Today is drawn."""

    CSS_PATH = ROOT / "detox" / "tui" / "detox.tcss"

    def on_staged_screen_fully_drawn(self) -> None:
        """That was it."""
        self.exit(0)


def main() -> int:
    """Print the table; whether every claim holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="fewer rounds, a quarter of a year")
    small = parser.parse_args().small
    folder = Path(tempfile.mkdtemp(prefix="detox-bench-"))
    try:
        return 0 if compare(folder, days=90 if small else 3650, rounds=10 if small else 40) else 1
    finally:
        shutil.rmtree(folder)


def compare(folder: Path, *, days: int, rounds: int) -> bool:
    """Measure everything on one diary, with and without a seal."""
    plain, sealed = folder / "plain", folder / "sealed"
    written(plain, days)
    shutil.copytree(plain, sealed)
    sealing = sealing_of(sealed, sealed / ".state")
    table = Table()
    print(
        f"    sealing {sealing.files()} files takes {timed(lambda: seal(sealing)):.1f} s, and opening", end=""
    )
    sealing.lock()
    print(f" {timed(lambda: sealing.unlock(PASSPHRASE)):.2f} s (scrypt, reported apart)")
    doors: dict[str, Callable[[], Diary]] = {
        "plain": lambda: open_diary(plain, plain / ".state"),
        "sealed": lambda: open_diary(sealed, sealed / ".state", sealing=sealing),
    }
    claim(table, "a durable write", {name: writer(door()) for name, door in doors.items()}, 1.6, rounds)
    claim(table, "twelve weeks, cold", {name: weeks(door) for name, door in doors.items()}, 2, rounds)
    claim(
        table, "opening Today", {name: today(door) for name, door in doors.items()}, 1.3, max(5, rounds // 4)
    )
    logs = {name: log(home) for name, home in (("plain", plain), ("sealed", sealed))}
    claim(table, "`detox log` while locked, as a process", logs, 3, max(5, rounds // 4))
    return table.good


def claim(table: Table, what: str, work: dict[str, Callable[[], object]], limit: float, rounds: int) -> None:
    """Measure something with and without a seal, in turns."""
    took = interleaved(work, rounds)
    print(f"    {what}: plain {took['plain'] * 1e3:.2f} ms, sealed {took['sealed'] * 1e3:.2f} ms")
    table.say(what, took["sealed"] / took["plain"], limit)


def seal(sealing: Sealing) -> None:
    """Seal the whole diary."""
    sealing.seal(PASSPHRASE, sealing.new_kit())


def timed(once: Callable[[], object]) -> float:
    """The seconds that something takes."""
    start = time.perf_counter()
    once()
    return time.perf_counter() - start


def writer(diary: Diary) -> Callable[[], object]:
    """One entry more, durably, by a program that is open."""
    return lambda: diary.log("pay.shop", "workaround", minutes=5, note="paid in cash; it took a while")


def weeks(door: Callable[[], Diary]) -> Callable[[], object]:
    """All entries of twelve weeks, by a program that has read nothing yet."""

    def once() -> None:
        diary = door()
        diary.store.entries(diary.today - WEEKS, diary.today)

    return once


def today(door: Callable[[], Diary]) -> Callable[[], object]:
    """Today, until it is drawn."""
    return lambda: OpenedOnce(door(), Settings()).run(headless=True, size=(80, 24))


def log(home: Path) -> Callable[[], object]:
    """One entry more from the shell."""
    words = ("log", "pay.shop", "workaround", "--via", "cash", "--minutes", "5", "--quiet")
    return lambda: run([sys.executable, "-m", "detox", "--home", str(home), *words])


if __name__ == "__main__":
    sys.exit(main())
