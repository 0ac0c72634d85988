"""Ten years on the screens against one month and a bare Textual program: python benchmarks/screens.py."""

import os
import re
import statistics
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import monotonic

import pexpect

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from detox.diary import Diary  # noqa: E402 - the project is found only now
from detox.diary.beginning import Beginning  # noqa: E402
from detox.domain.dates import logical_day  # noqa: E402
from detox.domain.entries import CheckIn, Entry, Outcome  # noqa: E402
from detox.domain.snapshot import Snapshot  # noqa: E402
from detox.wiring import local_now, open_diary  # noqa: E402

YEARS, ENTRIES_A_DAY, RUNS = 10, 20, 7
QUIET = 0.15
"""Seconds without output after which a drawing is over."""
NOTES = (
    "",
    "",
    "asked at the counter, took a while",
    "今天先打电话确认，再去窗口，等了一会儿。",
    "窗口七点半就开。",
)
FRAME = re.compile(rb"\x1b\[\d+;\d+H")
HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App[None]):
    def compose(self):
        yield Static("hello world")
Hello().run()
"""


def written(home: Path, days: int) -> Diary:
    """A diary of so many days up to today, twenty entries each."""
    diary = open_diary(home, home / ".state")
    diary.start(Beginning())
    today = logical_day(local_now(), 4)
    tasks, channels = diary.basket.tasks(), [channel.id for channel in diary.channels.all()]
    outcomes = list(Outcome)
    first = today - timedelta(days=days - 1)
    for task in tasks:  # a task counts from its first day on: else ten years of weeks had no index
        diary.basket.edit(task, since=first)
    said = datetime.now(UTC).isoformat(timespec="seconds")
    entries = [
        Entry(
            id=f"0198{n:032}",
            day=first + timedelta(days=n // ENTRIES_A_DAY),
            task=tasks[n % len(tasks)].id,
            outcome=outcomes[(n * 7 + n // 90) % len(outcomes)],
            channel=channels[n % len(channels)],
            minutes=n % 40,
            note=NOTES[n % len(NOTES)],
            recorded_at=said,
            updated_at=said,
        )
        for n in range(days * ENTRIES_A_DAY - 8)
    ]
    checkins = [_checkin(first + timedelta(days=n), n, said) for n in range(days)]
    diary.take_in(
        Snapshot(
            entries=tuple(entries),
            checkins=tuple(checkins),
        )
    )
    return diary


def _checkin(day: date, n: int, said: str) -> CheckIn:
    return CheckIn(
        day=day, normal=n % 3 > 0, mood=n % 11, cut_off=n % 7, urge=n % 5, recorded_at=said, updated_at=said
    )


class Terminal:
    """A program in a pseudo-terminal, and a stop watch."""

    def __init__(self, words: list[str], home: Path) -> None:
        told = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        told |= {"DETOX_HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        told |= {f"XDG_{what}_HOME": str(home / "xdg") for what in ("CONFIG", "DATA", "STATE")}
        told |= {"PYTHONPATH": str(ROOT)}
        self.begun = monotonic()
        self.child = pexpect.spawn(sys.executable, words, env=told, dimensions=(24, 80))  # type: ignore[arg-type]
        self.child.delaybeforesend = None

    def until(self, readable: str) -> tuple[float, float]:
        """Seconds from the start of the process to its first frame, and to one in which `readable` stands."""
        sent, first = b"", 0.0
        while not first or readable.encode() not in sent:
            sent += self.child.read_nonblocking(1 << 16, timeout=30)
            first = first or (monotonic() - self.begun if FRAME.search(sent) else 0.0)
        return first, monotonic() - self.begun

    def press(self, key: str, sign: str = "") -> float:
        """Seconds from a key to the last byte of what it changed on the screen, or to a sign in it."""
        begun = last = monotonic()
        sent, seen = b"", 0.0
        self.child.send(key)
        while True:
            try:
                sent += self.child.read_nonblocking(1 << 16, timeout=QUIET if last > begun else 2)
            except pexpect.TIMEOUT:
                return seen or last - begun
            last = monotonic()
            if sign and sign.encode() in sent:
                seen = seen or last - begun

    def megabytes(self) -> float:
        """The memory that it holds."""
        status = Path(f"/proc/{self.child.pid}/status").read_text(encoding="ascii")
        return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024

    def end(self) -> None:
        """Stop it."""
        self.child.kill(9)
        self.child.wait()


def starts(homes: dict[str, Path]) -> dict[str, tuple[float, float]]:
    """The fastest first frame and first readable list of each, started in turns."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in homes}
    for _turn in range(RUNS):
        for name, home in homes.items():
            hello = name == HELLO
            terminal = Terminal(["-c", HELLO] if hello else ["-m", "detox"], home)
            found[name].append(terminal.until("hello world" if hello else "answered"))
            terminal.end()
    return {name: (min(a for a, _b in runs), min(b for _a, b in runs)) for name, runs in found.items()}


def walk(home: Path) -> dict[str, float]:
    """Key presses, screens and the longest chart, in one open program."""
    terminal = Terminal(["-m", "detox"], home)
    terminal.until("answered")
    for key in "23456123456":
        terminal.press(key)
    switched = [terminal.press(key) for key in "123456" * 3]
    terminal.press("1")
    pressed = []
    for key, sign in (("d", "◉"), ("x", "◌")) * 12:
        pressed.append(terminal.press(key, sign))
        terminal.press("\x1b[A")
    terminal.press("2")
    terminal.press("++")
    longest = terminal.press("+")
    again = [(terminal.press("1"), terminal.press("2"))[1] for _turn in range(5)]
    found = {
        "key": statistics.median(pressed),
        "switch": statistics.median(switched),
        "slowest": max(statistics.median(switched[n::6]) for n in range(6)),
        "all": longest,
        "again": statistics.median(again),
        "memory": terminal.megabytes(),
    }
    terminal.end()
    return found


def main() -> None:
    """Print every figure with its limit; where one is not held, it says so."""
    with tempfile.TemporaryDirectory() as folder:
        homes = {
            HELLO: Path(folder, "none"),
            "a month": Path(folder, "month"),
            "ten years": Path(folder, "years"),
        }
        written(homes["a month"], 30)
        written(homes["ten years"], YEARS * 365)
        begun = starts(homes)
        walked = {name: walk(homes[name]) for name in ("a month", "ten years")}
    hello, month, years = begun[HELLO][0], begun["a month"], begun["ten years"]
    far = walked["ten years"]
    print(
        f"{YEARS} years, {ENTRIES_A_DAY} entries a day; fastest of {RUNS} starts in turns; medians of keys\n"
    )
    print(f"{'':42}{'a month':>12}{'ten years':>12}   at most")
    rows = (
        ("first frame / hello world", month[0] / hello, years[0] / hello, 1.15, "x"),
        ("today's list readable / hello world", month[1] / hello, years[1] / hello, 1.35, "x"),
        ("first frame, ten years / a month", 1.0, years[0] / month[0], 1.1, "x"),
        ("list readable, ten years / a month", 1.0, years[1] / month[1], 1.1, "x"),
        ("an outcome key, saved and drawn", walked["a month"]["key"] * 1e3, far["key"] * 1e3, 50, "ms"),
        ("another screen", walked["a month"]["switch"] * 1e3, far["switch"] * 1e3, 60, "ms"),
        ("the slowest of them", walked["a month"]["slowest"] * 1e3, far["slowest"] * 1e3, 60, "ms"),
        ("Week, all of it", walked["a month"]["all"] * 1e3, far["all"] * 1e3, 300, "ms"),
        ("back to Week, all of it", walked["a month"]["again"] * 1e3, far["again"] * 1e3, 300, "ms"),
        ("memory with it shown", walked["a month"]["memory"], far["memory"], 75, "MB"),
    )
    for name, near, there, most, unit in rows:
        missed = "" if max(near, there) <= most else "   NOT HELD"
        print(f"{name:42}{near:>10.2f} {unit:2}{there:>9.2f} {unit:2}   {most} {unit}{missed}")
    print(
        f"\nhello world {hello * 1e3:.0f} ms; Detox {years[0] * 1e3:.0f} ms, {years[1] * 1e3:.0f} ms readable"
    )


if __name__ == "__main__":
    main()
