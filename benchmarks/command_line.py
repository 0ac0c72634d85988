"""What the command line costs: processes side by side, turn by turn, so that all of them meet the same noise.

    python benchmarks/command_line.py            the full table
    python benchmarks/command_line.py --small    fewer rounds, an import of 10,000 entries

Every claim is printed with its limit, and the exit code says whether all of them hold. Time is that of the
processor, which a busy disk does not lengthen; the wall clock stands beside it.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
FIRST = date(2016, 1, 1)
A_DAY = 28
OUTCOMES = ("direct", "workaround", "app", "unmet")
TASKS = ("pay.shop", "work.chat", "grp.school")
NOTES = ("", "Paid in cash; the shop had to look for change", "店员说只收现金")
THIRD_PARTY = "import tinydb, msgspec, argparse, datetime, platformdirs, filelock"
"""What a command that writes rests on, imported bare."""
OURS = "import tinydb, msgspec, argparse, datetime"
"""The same without what is loaded only on other systems."""


class Cost(NamedTuple):
    """What one process took."""

    cpu: float
    wall: float
    megabytes: float


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--small", action="store_true", help="fewer rounds, a smaller import")
    small = parser.parse_args().small
    with tempfile.TemporaryDirectory(prefix="detox-bench-") as name:
        folder = Path(name)
        good = logging(folder, 8 if small else 25)
        return 0 if importing(folder, 10_000 if small else 100_000, 1 if small else 3) and good else 1


def logging(folder: Path, rounds: int) -> bool:
    """`detox log` as a process, and `last`, against bare imports."""
    home = ["-m", "detox", "--home", str(folder / "home"), "--quiet"]
    run(folder, [*home, "start", "--yes"])
    took = side_by_side(
        folder,
        {
            "log": [*home, "log", "pay.shop", "w", "--via", "cash", "--minutes", "5"],
            "edit last": [*home, "edit", "last", "--minutes", "6"],
            "its imports": ["-c", THIRD_PARTY],
            "its imports here": ["-c", OURS],
            "import tinydb": ["-c", "import tinydb"],
        },
        rounds,
    )
    for name, cost in took.items():
        print(f"    {name:<18} {cost.cpu * 1e3:6.1f} ms of the processor, {cost.wall * 1e3:6.1f} ms in all")
    log = took["log"].cpu
    said = [
        say("`detox log` against the imports of a command", log / took["its imports"].cpu, 1.3, "x"),
        say("`detox log` against `import tinydb`", log / took["import tinydb"].cpu, 3.5, "x"),
    ]
    return all(said)


def importing(folder: Path, n: int, rounds: int) -> bool:
    """A log of many entries taken into an empty diary, and the same once more."""
    file = folder / "many.json"
    file.write_text(made_log(n), encoding="utf-8")
    first, second = [], []
    for turn in range(rounds):
        words = ["-m", "detox", "--home", str(folder / f"import{turn}"), "--quiet", "import", str(file)]
        first.append(run(folder, words))
        second.append(run(folder, words))
    scale = n / 100_000
    new, again = min(first), min(second)
    print(f"    an import of {n}: {new.wall:.1f} s in all, the same again {again.wall:.1f} s")
    said = [
        say(f"an import of {n} entries", new.cpu, 0.3 + 3.2 * scale, "s"),
        say("its memory", new.megabytes, 220, "MB"),
        say("the same again", again.megabytes, 250, "MB"),
    ]
    return all(said)


def say(what: str, value: float, limit: float, unit: str) -> bool:
    """Print one figure beside its limit; whether it holds."""
    good = value <= limit
    print(f"{'ok ' if good else 'NO '} {what:<52} {value:8.2f} {unit:<3} (at most {limit:g})")
    return good


def side_by_side(folder: Path, calls: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Cost]:
    """What each took when nobody disturbed it: the tenth part that went best, turn by turn."""
    took: dict[str, list[Cost]] = {name: [] for name in calls}
    for _ in range(rounds):
        for name, words in calls.items():
            took[name].append(run(folder, words))
    return {
        name: Cost(*(statistics.quantiles(column, n=10)[0] for column in zip(*costs, strict=True)))
        for name, costs in took.items()
    }


def run(folder: Path, words: Sequence[str]) -> Cost:
    """One process of this Python, with its compiled files kept in `folder`."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    env = kept | {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "PYTHONPATH": str(ROOT)}
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *words], env=env, cwd=folder, stdout=subprocess.DEVNULL
    ) as process:
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"{words} ended with {process.returncode}")
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def made_log(n: int) -> str:
    """A log of so many entries."""
    rng = random.Random(1)
    entries = []
    for k in range(n):
        day = FIRST + timedelta(days=k // A_DAY)
        entries.append(
            {
                "id": f"{k:08d}-{rng.randrange(16**4):04x}-7000-8000-{rng.randrange(16**12):012x}",
                "day": str(day),
                "at": "18:30",
                "task": rng.choice(TASKS),
                "outcome": rng.choice(OUTCOMES),
                "channel": "cash",
                "minutes": rng.randrange(30),
                "note": rng.choice(NOTES),
                "recorded_at": f"{day}T21:00:00+08:00",
                "updated_at": f"{day}T21:00:00+08:00",
            }
        )
    tasks = [{"id": task, "name": task, "category": "payments", "since": str(FIRST)} for task in TASKS]
    channels = [{"id": "cash", "name": "Cash", "independence": "independent"}]
    whole = {"format": "detox-log", "version": 2, "tasks": tasks, "channels": channels, "entries": entries}
    return json.dumps(whole, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main())
