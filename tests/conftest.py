"""Every test has a home of its own and a clock that stands still."""

import io
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from detox.__main__ import main
from detox.cli.console import speak_plainly
from detox.diary import Diary
from detox.messages.review_messages import keep_notes_back
from detox.wiring import open_diary
from detox.words import speak
from tests.clock import USUAL, begun_at
from tests.reach import reaches_the_clock

Run = Callable[..., int]
Types = Callable[..., None]
BEIJING = timezone(timedelta(hours=8))
EVENING = datetime(2026, 3, 14, 21, 0, tzinfo=BEIJING)
"""A Saturday."""
TESTS = Path(__file__).parent
STORAGE = TESTS / "storage"
"""Where it is tried what a disk keeps."""
COSTLY = (TESTS / "terminal", TESTS / "test_languages.py", TESTS / "test_standard_streams.py")
"""What starts a program for its own sake: the window, the tongue, the streams."""
MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a folder in it that is this user's own
"""A disk that is none, on Linux: folders that are thrown away a second later cost half as much there."""
MEASURED = 8
"""Of so many arguments of a test one is measured, the first."""
ROOM = 1 << 30
"""Bytes that have to be free in it: ten times what a run holds at once."""
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")  # what an example means does not depend on how busy the machine is


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--at",
        action="append",
        metavar="MOMENT",
        help='begin every test at this wall clock and zone, "2028-02-29T21:00 Europe/Berlin"; '
        "given several times, every test runs at each, one of COSTLY at every third from the second on; "
        "`-m clock` is those that can tell the difference",
    )


def pytest_configure(config: pytest.Config) -> None:
    if _memory_will_do():
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
    for moment in config.getoption("at") or ():
        with begun_at(moment):  # refuses what is none, before any test
            pass
    config.addinivalue_line("markers", "clock: goes through the front door, which knows the real clock")
    config.addinivalue_line(
        "markers", "undated: goes through it, too, and no day or hour can change what comes"
    )


def _memory_will_do() -> bool:
    """Whether there is room in it, and a program that a test writes there may be started."""
    if not MEMORY.is_dir() or not os.access(MEMORY, os.W_OK):
        return False
    return shutil.disk_usage(MEMORY).free > ROOM and not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    moments = metafunc.config.getoption("at")
    if not moments:
        return
    asked = metafunc.config.getoption("markexpr")
    leaves_out = asked == "clock" or asked.startswith("clock and ")
    if leaves_out and not _can_tell(metafunc.definition):  # else six of each are made and thrown away
        return
    where = metafunc.definition.path
    costly = where in COSTLY or not set(COSTLY).isdisjoint(where.parents)
    metafunc.parametrize("begins", (costly and moments[1::3]) or moments)


def _can_tell(item: pytest.Item) -> bool:
    """Whether a day or an hour can change what comes of a test."""
    return reaches_the_clock(item) and item.get_closest_marker("undated") is None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if _can_tell(item):
            item.add_marker("clock")
    if config.pluginmanager.hasplugin("_cov"):
        _measure_some(items)


def _measure_some(items: list[pytest.Item]) -> None:
    """Where coverage is measured, leave out chance, and all but some of the arguments of a test.

    Measuring doubles the time of a test, which walks through much the same lines with another argument.
    """
    seen: Counter[str] = Counter()
    for item in items:
        name = item.nodeid.partition("[")[0]
        by_chance = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
        # of a disk each argument is another fault
        again = seen[name] % MEASURED and STORAGE not in item.path.parents
        if by_chance or again:
            item.add_marker("no_cover")
        seen[name] += 1


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[Any]:
    """Around the fixtures too, those of a whole module among them."""
    call = getattr(item, "callspec", None)
    with begun_at(call.params.get("begins", USUAL) if call else USUAL):
        return (yield)


@pytest.fixture
def begins() -> str:
    """The wall clock and the zone at which this test begins."""
    return USUAL


def _no_clock() -> datetime:
    raise AssertionError("this test looked at the clock: give its diary a `now`, or see tests/reach.py")


@pytest.fixture(autouse=True)
def _alone(
    request: pytest.FixtureRequest, tmp_path: Path, begins: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not reaches_the_clock(request.node):
        monkeypatch.setattr("detox.wiring.local_now", _no_clock)  # so `-m clock` leaves out nobody who knows
    if STORAGE not in request.path.parents:
        monkeypatch.setattr(
            "os.fsync", lambda _handle: None
        )  # only a power cut could tell, and those are there
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "xdg"))
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "DETOX_HOME", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    speak("en")
    speak_plainly(on=False)
    keep_notes_back(on=False)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder for one diary; it is not there yet."""
    return tmp_path / "home"


@pytest.fixture
def diary(home: Path) -> Diary:
    """An empty diary on the evening of Saturday 14 March 2026; each look at its clock takes a second."""
    seconds = count()
    return open_diary(home, home / ".state", now=lambda: EVENING + timedelta(seconds=next(seconds)))


@pytest.fixture
def run(home: Path) -> Run:
    """The program over a diary that has begun."""
    assert main(["--home", str(home), "start", "--app", "wechat", "--yes", "--quiet"]) == 0
    return lambda *words: main(["--home", str(home), *words])


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> Types:
    """Somebody sits there and types this; with `terminal` off it comes through a pipe."""

    def given(text: str, *, terminal: bool = True) -> None:
        stdin = io.StringIO(text)
        stdin.isatty = lambda: terminal  # type: ignore[method-assign]
        monkeypatch.setattr("sys.stdin", stdin)

    return given
