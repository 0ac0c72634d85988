"""Every test has a home of its own and a clock that stands still."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from detox.cli.console import speak_plainly
from detox.diary import Diary
from detox.messages.review_messages import keep_notes_back
from detox.wiring import open_diary
from detox.words import speak
from tests.clock import USUAL, begun_at
from tests.reach import reaches_the_clock

BEIJING = timezone(timedelta(hours=8))
EVENING = datetime(2026, 3, 14, 21, 0, tzinfo=BEIJING)
"""A Saturday."""
STORAGE = Path(__file__).parent / "storage"
"""Where it is tried what a disk keeps."""
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")  # what an example means does not depend on how busy the machine is


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--at",
        action="append",
        metavar="MOMENT",
        help='begin every test at this wall clock and zone, "2028-02-29T21:00 Europe/Berlin"; '
        "given several times, every test runs at each; `-m clock` is those that can tell the difference",
    )


def pytest_configure(config: pytest.Config) -> None:
    for moment in config.getoption("at") or ():
        with begun_at(moment):  # refuses what is none, before any test
            pass
    config.addinivalue_line("markers", "clock: goes through the front door, which knows the real clock")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    moments = metafunc.config.getoption("at")
    if not moments:
        return
    asked = metafunc.config.getoption("markexpr")
    leaves_out = asked == "clock" or asked.startswith("clock and ")
    if not leaves_out or reaches_the_clock(metafunc.definition):  # else six of each are made and thrown away
        metafunc.parametrize("begins", moments)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if reaches_the_clock(item):
            item.add_marker("clock")


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
    if request.node.get_closest_marker("clock") is None:
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
