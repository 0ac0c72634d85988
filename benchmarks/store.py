"""What the store costs: ratios within one run, so that they mean the same on any machine.

    python benchmarks/store.py          the full table
    python benchmarks/store.py --small  a quick look

Every claim is printed with its limit, and the exit code says whether all of them hold.
"""

import argparse
import os
import random
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec

from detox.domain.entries import CheckIn, Entry, Outcome
from detox.storage.file_format import FileContent, Tables, encode, fields_of, month_file
from detox.storage.merge import next_version
from detox.storage.store import DiaryStore
from detox.storage.transaction import Change

TODAY = date(2026, 3, 28)
NOW = datetime(2026, 3, 28, 21, tzinfo=UTC)
A_DAY = 20
HISTORIES = {"1 month": 28, "1 year": 365, "10 years": 3650, "20 years": 7300}
NOTES = (
    "Paid in cash; the shop had to look for change and it took a while",
    "店员说只收现金或者银行卡，找零等了五分钟，以后记得带零钱出门。",
)
SLOW_FLUSH = 5_000
"""Microseconds that each flush is held up, where strace can do it."""


class Table:
    """The claims, as they are measured."""

    def __init__(self) -> None:
        self.good = True

    def say(self, what: str, value: float, limit: float, unit: str = "x") -> None:
        """Print one figure beside its limit."""
        good = value <= limit
        self.good = self.good and good
        print(f"{'ok ' if good else 'NO '} {what:<66} {value:8.2f} {unit:<3} (at most {limit:g})")


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--small", action="store_true", help="fewer rounds, histories up to 1 year")
    parser.add_argument("--job", nargs=2, metavar=("JOB", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.job:
        JOBS[options.job[0]](Path(options.job[1]))
        return 0
    folder = Path(tempfile.mkdtemp(prefix="detox-bench-"))
    try:
        return 0 if compare(folder, small=options.small) else 1
    finally:
        shutil.rmtree(folder)


def compare(folder: Path, *, small: bool) -> bool:
    """Measure everything; whether every claim holds."""
    names = list(HISTORIES)[: 2 if small else 4]
    for name in names:
        make_diary(folder / name, HISTORIES[name])
    rounds = 15 if small else 60
    table, last = Table(), names[-1]
    writes(table, folder, names, rounds)
    against_sqlite(table, folder, rounds)
    opening(table, folder, names, rounds)
    whole_history(table, folder, last if small else "10 years")
    processes(table, folder, last, 5 if small else 20)
    return table.good


# what is measured


def writes(table: Table, folder: Path, names: list[str], rounds: int) -> None:
    """A durable write, both copies, warm."""
    took = interleaved({name: writer(folder / name) for name in names}, rounds)
    for name in names:
        print(f"    a durable write with a history of {name:<10} {took[name] * 1e3:6.2f} ms")
    table.say(f"a durable write: {names[-1]} against {names[0]}", took[names[-1]] / took[names[0]], 1.15)


def against_sqlite(table: Table, folder: Path, rounds: int) -> None:
    """The same write against one commit of SQLite to one file."""
    make_sqlite(folder / "sqlite.db")
    flush = flush_time(folder)
    took = interleaved(
        {"detox": writer(folder / "1 month"), "sqlite": sqlite_writer(folder / "sqlite.db")}, rounds
    )
    what = f"a durable write, two copies, against SQLite's one (flush {flush * 1e3:.2f} ms)"
    table.say(what, took["detox"] / took["sqlite"], 8 if flush < 0.0005 else 2.5)
    slow = {job: slowed(job, folder) for job in ("detox", "sqlite")}
    if slow["detox"] and slow["sqlite"]:
        print(f"    slowed flushes: detox {slow['detox'] * 1e3:.1f} ms, SQLite {slow['sqlite'] * 1e3:.1f} ms")
        table.say("the same where each flush takes 5 ms more", slow["detox"] / slow["sqlite"], 2.5)
    else:
        print("    (slowed flushes need strace)")


def opening(table: Table, folder: Path, names: list[str], rounds: int) -> None:
    """Today's screen and the twelve weeks, each by a store that has read nothing yet."""
    first, last = names[1], names[-1]
    for what, days in (("today", 1), ("twelve weeks", 84)):
        took = interleaved({name: opener(folder / name, days) for name in (first, last)}, rounds)
        print(
            f"    opening {what}: {took[first] * 1e3:.2f} ms with {first}, {took[last] * 1e3:.2f} with {last}"
        )
        table.say(f"opening {what}: {last} against {first}", took[last] / took[first], 1.25)


def whole_history(table: Table, folder: Path, name: str) -> None:
    """All that an all-time chart needs, in a process of its own."""
    said = run([sys.executable, __file__, "--job", "tallies", str(folder / name)]).split()
    table.say(f"{name} for an all-time chart ({said[2]} entries)", float(said[0]), 0.25, "s")
    table.say(f"{name} for an all-time chart, the whole process", float(said[1]), 60, "MB")


def processes(table: Table, folder: Path, last: str, rounds: int) -> None:
    """`detox log` from the shell, where the command line is there."""
    if not (Path(__file__).parents[1] / "detox" / "__main__.py").exists():
        print("    (`detox log` is not there yet)")
        return
    log = {
        name: shell([sys.executable, "-m", "detox", "--home", str(folder / name), *LOG])
        for name in ("1 month", last)
    }
    took = interleaved(log, rounds)
    for name, seconds in took.items():
        print(f"    a process: {name:<10} {seconds * 1e3:6.1f} ms")
    table.say(f"`detox log` as a process: {last} against 1 month", took[last] / took["1 month"], 1.1)
    print("    `detox log` against its imports, and an import of a diary: benchmarks/command_line.py")


LOG = ("log", "Pay in a shop", "workaround", "--via", "cash", "--minutes", "5", "--new", "--quiet")


# how it is measured


def interleaved(work: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The seconds of each when nobody disturbed it: the tenth part that went best, turn by turn."""
    took: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(rounds + 3):
        for name, once in work.items():
            start = time.perf_counter()
            once()
            took[name].append(time.perf_counter() - start)
    return {name: statistics.quantiles(times[3:], n=10)[0] for name, times in took.items()}


def run(command: list[str]) -> str:
    """What a command says."""
    root = Path(__file__).parents[1]
    environment = os.environ | {"PYTHONPATH": str(root)}
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=root, env=environment)
    return done.stdout


def shell(command: list[str]) -> Callable[[], object]:
    """That command as something to measure."""
    return lambda: run(command)


def slowed(job: str, folder: Path) -> float | None:
    """Seconds for one write while strace holds up every flush."""
    strace = shutil.which("strace")
    if strace is None:
        return None
    slow = f"inject=fsync,fdatasync:delay_exit={SLOW_FLUSH}"
    trace = [
        strace,
        "-f",
        "--seccomp-bpf",
        "-qq",
        "-o",
        os.devnull,
        "-e",
        "trace=fsync,fdatasync",
        "-e",
        slow,
    ]
    try:
        return float(run([*trace, sys.executable, __file__, "--job", job, str(folder)]))
    except subprocess.CalledProcessError:
        return None


def flush_time(folder: Path) -> float:
    """Seconds that this disk takes to flush a small write."""
    handle = os.open(folder / "flush", os.O_CREAT | os.O_WRONLY, 0o600)
    times = []
    for _ in range(30):
        os.write(handle, bytes(1000))
        start = time.perf_counter()
        os.fsync(handle)
        times.append(time.perf_counter() - start)
    os.close(handle)
    return statistics.quantiles(times, n=10)[0]


# what it is measured on


def make_diary(root: Path, days: int) -> None:
    """A diary of so many days until today, both copies, as the store itself would leave it."""
    rng = random.Random(days)
    months: dict[str, Tables] = {}
    for n in range(days):
        day = TODAY - timedelta(days=n)
        tables = months.setdefault(month_file(day), {"entries": {}, "checkins": {}})
        for k in range(A_DAY):
            entry = an_entry(f"{n:08d}-{k:04d}-7000-8000-{rng.randrange(16**12):012x}", day, rng)
            doc = next_version(fields_of(entry), None, device="0badc0de", now=NOW)
            tables["entries"][entry.id] = doc
        checkin = CheckIn(
            day=day, normal=True, mood=6, cut_off=2, recorded_at=stamp(day), updated_at=stamp(day)
        )
        tables["checkins"][checkin.id] = next_version(fields_of(checkin), None, device="0badc0de", now=NOW)
    for name, tables in months.items():
        data = encode(name, FileContent(tables))
        for copy in (root / f"{name}.json", root / ".state" / "mirror" / f"{name}.json"):
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(data)


def an_entry(id: str, day: date, rng: random.Random) -> Entry:  # noqa: A002
    """A made-up entry."""
    return Entry(
        id=id,
        day=day,
        at="18:30",
        task=rng.choice(("pay.shop", "work.chat", "grp.school", "health.book")),
        outcome=rng.choice(list(Outcome)),
        channel="cash",
        minutes=rng.randrange(30),
        note=rng.choice(NOTES),
        recorded_at=stamp(day),
        updated_at=stamp(day),
    )


def stamp(day: date) -> str:
    """That day's evening."""
    return f"{day}T21:00:00+08:00"


def store_of(root: Path) -> DiaryStore:
    """The diary in that folder."""
    return DiaryStore(root, root / ".state", now=lambda: NOW)


def writer(root: Path) -> Callable[[], object]:
    """One entry more, durably, in the diary that is there."""
    store, rng = store_of(root), random.Random()

    def once() -> None:
        # a new time the same task came up, then taken away again: the month keeps its size
        entry = an_entry(f"bench-{rng.randrange(16**12):012x}", TODAY, rng)
        store.save("log", [Change(after=entry)])

    return once


def make_sqlite(path: Path) -> None:
    """A month of the same entries in SQLite."""
    rng = random.Random(1)
    with sqlite3.connect(path) as database:
        database.execute("create table entries (id text primary key, day text, doc blob)")
        for n in range(28 * A_DAY):
            entry = an_entry(f"{n:08d}", TODAY, rng)
            database.execute(
                "insert into entries values (?, ?, ?)", (entry.id, str(entry.day), msgspec.json.encode(entry))
            )
    database.close()


def sqlite_writer(path: Path) -> Callable[[], object]:
    """One entry more, durably, in SQLite."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("pragma journal_mode = delete")
    database.execute("pragma synchronous = full")
    rng = random.Random()

    def once() -> None:
        entry = an_entry(f"bench-{rng.randrange(16**12):012x}", TODAY, rng)
        row = (entry.id, str(entry.day), msgspec.json.encode(entry))
        database.execute("insert into entries values (?, ?, ?)", row)

    return once


def opener(root: Path, days: int) -> Callable[[], object]:
    """A fresh store that reads the last `days` days, the book and the people."""

    def once() -> None:
        store = store_of(root)
        store.entries(TODAY - timedelta(days=days - 1), TODAY)
        store.checkins(TODAY - timedelta(days=days - 1), TODAY)
        store.book()
        store.stamp()

    return once


# jobs in a process of their own


def tallies_job(root: Path) -> None:
    """Read it all once; print seconds, megabytes of the process, entries."""
    store = store_of(root)
    start = time.perf_counter()
    count = minutes = 0
    for month in store.projections(date(1970, 1, 1), TODAY):
        count += len(month.entries)
        minutes += sum(tally.minutes or 0 for tally in month.entries)
    seconds = time.perf_counter() - start
    print(seconds, peak_megabytes(), count)


def peak_megabytes() -> float:
    """The most memory that this process ever had; the system's own count begins with its parent's."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def writes_job(writer: Callable[[Path], Callable[[], object]], root: Path) -> None:
    """Write twenty times; print the seconds of one."""
    print(interleaved({"once": writer(root)}, 20)["once"])


JOBS: dict[str, Callable[[Path], None]] = {
    "tallies": tallies_job,
    "detox": lambda folder: writes_job(writer, folder / "1 month"),
    "sqlite": lambda folder: writes_job(sqlite_writer, folder / "sqlite.db"),
}


if __name__ == "__main__":
    sys.exit(main())
