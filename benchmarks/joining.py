"""What it costs to join two diaries of ten years that were written on apart.

    python benchmarks/joining.py            ten years each
    python benchmarks/joining.py --small    one year each

The second is a copy of the first; on each machine a fifth of all records was written again since, every
second of them on both. Every claim is printed with its limit; the exit code says whether all hold.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from store import A_DAY, HISTORIES, NOW, Table, make_diary

from detox.storage.file_format import FileContent, decode, encode
from detox.storage.merge import content, next_version

EVERY = 10
"""Each machine has edited one record of so many since."""
SECONDS = 5
MEGABYTES = 250
MEASURED = "import resource, sys; from detox.__main__ import main; code = main(sys.argv[1:]); \
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, code)"
"""A command in a process of its own; at last its peak memory in MB and its exit code."""


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--small", action="store_true", help="one year each")
    years = "1 year" if parser.parse_args().small else "10 years"
    folder = Path(tempfile.mkdtemp(prefix="detox-bench-"))
    try:
        return 0 if compare(folder, years) else 1
    finally:
        shutil.rmtree(folder)


def compare(folder: Path, years: str) -> bool:
    """Measure every way to join; whether every claim holds."""
    table = Table()
    here, there = folder / "here", folder / "there"
    make_diary(here, HISTORIES[years])
    start = [
        sys.executable,
        "-m",
        "detox",
        "--home",
        str(here),
        "--quiet",
        "start",
        "--app",
        "wechat",
        "--yes",
    ]
    subprocess.run(start, check=True)
    shutil.copytree(here, there)
    edit(here, "0000000a", (0, 1))
    edit(there, "0000000b", (1, 2))
    again = folder / "again"
    shutil.copytree(here, again)
    print(f"    two diaries of {years}, {HISTORIES[years] * A_DAY} entries each")
    joined(table, "two diaries of ten years, as folders", here, str(there))
    joined(table, "the same once more: nothing is new", here, str(there))
    joined(table, "the same to look at only", again, str(there), "--dry-run")
    log = str(exported(there, folder / "log.json"))
    joined(table, "as an export, which is read and checked first", again, log)
    return table.good


def edit(root: Path, device: str, which: tuple[int, ...]) -> None:
    """Write a new version of those of every ten records, in both copies; and an entry of its own."""
    number = 0
    for path in sorted(root.glob("journal/*.json")):
        name = f"journal/{path.stem}"
        tables = decode(name, path.read_bytes()).tables
        for docs in (tables["entries"], tables["checkins"]):
            for key, doc in docs.items():
                number += 1
                if number % EVERY in which:
                    fields = (content(doc) or {}) | {"note": f"written again by {device}"}
                    docs[key] = next_version(fields, doc, device=device, now=NOW)
        data = encode(name, FileContent(tables))
        for copy in (path, root / ".state" / "mirror" / "journal" / path.name):
            copy.write_bytes(data)
    run = [
        sys.executable,
        "-m",
        "detox",
        "--home",
        str(root),
        "--quiet",
        "log",
        "pay.shop",
        "w",
        "--note",
        device,
    ]
    subprocess.run(run, check=True)


def exported(root: Path, path: Path) -> Path:
    """The log of a diary."""
    run = [sys.executable, "-m", "detox", "--home", str(root), "--quiet", "export", str(path)]
    subprocess.run(run, check=True)
    return path


def joined(table: Table, what: str, home: Path, *words: str) -> None:
    """Time and memory of one `detox merge`."""
    command = [sys.executable, "-c", MEASURED, "--home", str(home), "merge", "--yes", *words]
    start = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    took = time.perf_counter() - start
    megabytes, code = done.stdout.split()[-2:]
    print(f"    {done.stderr.splitlines()[0]}")
    table.say(what, took, SECONDS, "s")
    table.say(f"{what}: peak memory", float(megabytes), MEGABYTES, "MB")
    table.good = table.good and code == "0"


if __name__ == "__main__":
    sys.exit(main())
