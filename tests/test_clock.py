"""The suite is the same on any day: no test reads the real clock, and what it starts goes by its own."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfoNotFoundError

import pytest

from detox.wiring import open_diary
from tests.clock import begun_at
from tests.reach import reaches, reaches_the_clock
from tests.terminal.window import said

TESTS = Path(__file__).parent
ITS_OWN = ("clock.py", "test_clock.py")
"""The files that make the clock, and that look whether it goes right."""
READINGS = {
    *(f"datetime.datetime.{name}" for name in ("now", "utcnow", "today")),
    "datetime.date.today",
    *(f"time.{name}" for name in ("time", "time_ns", "localtime", "gmtime", "ctime", "strftime", "asctime")),
    "uuid.uuid1",
}
PLANTED = {
    "today, by its name": ("from datetime import date\nday = date.today()", "2: datetime.date.today"),
    "now, by its module": ("import datetime as dt\ndt.datetime.now(dt.UTC)", "2: datetime.datetime.now"),
    "now, by another name": ("from datetime import datetime as D\nD.utcnow()", "2: datetime.datetime.utcnow"),
    "seconds, handed on": ("import time\nopened(now=time.time)", "2: time.time"),
    "seconds, by their own name": ("from time import time as t\n\nt()", "3: time.time"),
    "a year in a format": ("import time\nname = time.strftime('%Y')", "2: time.strftime"),
    "the program, on its own": ("run([python, '-m', 'detox', 'day'])", "1: -m detox"),
    "the program, by pieces": ("spawn(python, ('-m', 'detox'))", "1: -m detox"),
}
HARMLESS = """
import time
from datetime import date, datetime
from time import monotonic
late = monotonic() + time.perf_counter()
day = date(2026, 3, 14).isoformat(), datetime.fromisoformat("2026-03-14"), diary.today, clock.now()
time.sleep(0)
"""


def clock_readings(source: str) -> list[str]:
    """Where a program reads the wall clock, or starts Detox by it, as `line: what`; waiting is no reading."""
    tree = ast.parse(source)
    known = dict(_imported(tree))
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name):
            name = _dotted(node, known)
            if name in READINGS:
                found.append(f"{node.lineno}: {name}")
        elif isinstance(node, ast.List | ast.Tuple):
            words = [each.value if isinstance(each, ast.Constant) else None for each in node.elts]
            if ("-m", "detox") in pairwise(words):
                found.append(f"{node.lineno}: -m detox")
    return found


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Each name that an import binds, and what it stands for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((each.asname, each.name) if each.asname else (each.name,) * 2 for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((each.asname or each.name, f"{node.module}.{each.name}") for each in node.names)


def _dotted(node: ast.expr, known: dict[str, str]) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value, known)}.{node.attr}"
    return known.get(node.id, "") if isinstance(node, ast.Name) else ""


def test_no_test_reads_the_real_clock() -> None:
    found = {
        f"{path.relative_to(TESTS)}:{reading}"
        for path in TESTS.rglob("*.py")
        if path.name not in ITS_OWN
        for reading in clock_readings(path.read_text(encoding="utf-8"))
    }

    assert not found


@pytest.mark.parametrize("way", PLANTED)
def test_a_test_that_reads_the_real_clock_is_found(way: str) -> None:
    source, reading = PLANTED[way]

    assert clock_readings(source) == [reading]


def test_a_clock_that_only_waits_and_a_day_that_is_said_are_no_reading() -> None:
    assert clock_readings(HARMLESS) == []


def test_a_test_begins_at_its_moment_and_time_goes_by() -> None:
    with begun_at("2028-02-29T21:00 Europe/Berlin"):
        first = datetime.now(UTC)
        second = datetime.now(UTC)

    assert first.isoformat().startswith("2028-02-29T20:00:0")
    assert second > first


@pytest.mark.undated
def test_a_started_program_goes_by_the_clock_and_the_zone_of_its_test(tmp_path: Path) -> None:
    with begun_at("2028-03-01T03:30 America/New_York"):  # the day begins at four
        said(tmp_path, "start", "--yes")
        today = said(tmp_path, "day").stdout
        tomorrow = said(tmp_path, "log", "pay.shop", "d", "--on", "2028-03-01")
        said(tmp_path, "export", str(tmp_path / "log.json"))

    assert today.startswith("Tuesday 29 February 2028")
    assert "2028-03-01 begins at 04:00; until then it is Tuesday 29 February." in tomorrow.stderr
    assert re.search(r'"exported_at": ?"2028-03-01T03:3\d:\d\d-05:00"', (tmp_path / "log.json").read_text())


@pytest.mark.parametrize(
    ("moment", "refused"),
    [
        ("2028-02-30T21:00 Europe/Berlin", ValueError),
        ("2028-02-29T21:00", ValueError),
        ("2026-03-01T21:00 Europe/Berlin", ValueError),
        ("2028-02-29T21:00 Europe/Atlantis", ZoneInfoNotFoundError),
    ],
)
def test_a_moment_that_is_none_is_refused(moment: str, refused: type[Exception]) -> None:
    with pytest.raises(refused), begun_at(moment):
        pass


def test_a_diary_with_no_clock_of_its_own_is_refused_where_no_door_is_in_sight(home: Path) -> None:
    with pytest.raises(AssertionError, match="looked at the clock"):
        open_diary(home, home / ".state").day()


def test_which_tests_go_by_the_clock_is_seen_through_their_fixtures_and_classes() -> None:
    assert reaches(said)
    assert reaches(test_a_started_program_goes_by_the_clock_and_the_zone_of_its_test)
    assert not reaches(test_no_test_reads_the_real_clock)


def test_only_what_knows_the_clock_is_told_that_no_day_changes_it(request: pytest.FixtureRequest) -> None:
    undated = [item for item in request.session.items if item.get_closest_marker("undated")]

    assert undated
    assert [item.nodeid for item in undated if not reaches_the_clock(item)] == []
    assert not any(item.get_closest_marker("clock") for item in undated)
