"""A large log taken in by `detox import`: seconds and peak memory of the process, and of each part.

Run: python benchmarks/exchange.py [ENTRIES]
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

ENTRIES = 100_000
A_DAY = 40
OUTCOMES = ("direct", "workaround", "proxy", "app", "unmet", "not_needed")
TASKS = [f"task.{n}" for n in range(60)]
CHANNELS = ["cash", "phone_call", "sms", "bank_card"]


def main() -> None:
    """Print the figures."""
    n = int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "large.json"
        with file.open("w", encoding="utf-8") as stream:
            stream.writelines(large_log(n))
        print(f"{n} entries, {file.stat().st_size / 1e6:.1f} MB")
        for words in (["import", str(file), "--dry-run"], ["import", str(file)], ["import", str(file)]):
            seconds, busy, megabytes = as_process([*words, "--home", str(Path(folder) / "home")])
            name = " ".join(["detox", words[0], *words[2:]])
            print(f"{name}: {seconds:.2f} s, {busy:.2f} s of them busy, {megabytes:.0f} MB at most")


def as_process(words: list[str]) -> tuple[float, float, float]:
    """Seconds by the clock and of the processor, and peak megabytes, of one call of the program."""
    script = (
        "import resource, sys\nfrom detox.__main__ import main\ncode = main(sys.argv[1:])\n"
        "used = resource.getrusage(resource.RUSAGE_SELF)\n"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1000)\nsys.exit(code)"
    )
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", script, *words], capture_output=True, text=True, check=True)
    busy, megabytes = done.stdout.split()[-2:]
    return time.perf_counter() - start, float(busy), float(megabytes)


def large_log(n: int) -> Iterator[str]:
    """The pieces of a log of `n` entries, forty a day, with notes in two languages.

    In pieces, for a process begins with the peak of the one that started it.
    """
    chance = random.Random(7)
    first = date(2026, 3, 14) - timedelta(days=n // A_DAY)
    head = {
        "format": "detox-log",
        "version": 1,
        "channels": [{"id": key, "name": key} for key in CHANNELS],
        "tasks": [{"id": key, "name": key, "category": "payments", "since": f"{first}"} for key in TASKS],
    }
    yield json.dumps(head, indent=2).removesuffix("\n}") + ',\n  "entries": ['
    for k in range(n):
        row = json.dumps(entry(k, first + timedelta(days=k // A_DAY), chance), ensure_ascii=False, indent=6)
        yield ("," if k else "") + "\n    " + row
    yield "\n  ]\n}\n"


def entry(k: int, day: date, chance: random.Random) -> dict[str, object]:
    """One made-up row, every key written."""
    moment = f"{day}T{k % 24:02}:{k % 60:02}:00+08:00"
    return {
        "id": f"0193a5f0-{k % 65536:04x}-7000-8000-{k:012x}",
        "day": f"{day}",
        "at": f"{k % 24:02}:{k % 60:02}",
        "task": chance.choice(TASKS),
        "outcome": chance.choice(OUTCOMES),
        "channel": chance.choice(CHANNELS),
        "minutes": chance.randint(0, 60),
        "cost": {"amount": "2.50", "currency": "CNY"} if k % 10 == 0 else None,
        "helper": "老王" if k % 7 == 0 else None,
        "note": chance.choice(["", "排队的人很多 😀", "paid at the window"]),
        "recorded_at": moment,
        "updated_at": moment,
    }


if __name__ == "__main__":
    main()
