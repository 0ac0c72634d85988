"""The clock of the tests: each begins at a moment that was chosen, and so does every program it starts.

`python tests/clock.py SECONDS WORDS...` is `detox WORDS...`, begun at that second since 1970.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

if __name__ == "__main__":  # time-machine loads pytest where it can, which takes longer than all the rest
    sys.modules["pytest"] = None  # type: ignore[assignment] - the way to say: not here

import time_machine

USUAL = "2026-03-14T21:00 CST-8"
"""Where nothing else is asked for: `tests.conftest.EVENING`, a Saturday in Beijing.

The zone is written as POSIX has it, so that it needs no table of zones. No test begins earlier: the files of
other programs that tests take in hold days up to this one.
"""


@contextmanager
def begun_at(moment: str) -> Iterator[None]:
    """From `moment` on, a wall clock and its zone: `2028-02-29T21:00 Europe/Berlin`; then time goes by.

    Of the two equal hours of an autumn night the first is meant. Where a system cannot change a program's
    zone (Windows), the zone stays and the wall clock is as asked.

    Raises:
        ValueError: this is no wall clock and zone, or it is before `USUAL`.
        ZoneInfoNotFoundError: there is no such zone; the system itself would take it for UTC and say nothing.
    """
    wall, zone = moment.split(" ")
    if wall < USUAL.partition(" ")[0]:
        raise ValueError(f"expected a moment not before {USUAL}, got {moment}")
    if "/" in zone:
        ZoneInfo(zone)
    before = os.environ.get("TZ")
    _go_to(zone)
    try:
        with time_machine.travel(datetime.fromisoformat(wall).timestamp(), tick=True):
            yield
    finally:
        _go_to(before)


def program(*words: str) -> list[str]:
    """The command line of `detox WORDS...`, begun now by the clock of this test; the zone is in `TZ`."""
    return [sys.executable, "-P", __file__, repr(time.time()), *words]


def _go_to(zone: str | None) -> None:
    if not hasattr(time, "tzset"):
        return
    if zone is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = zone
    time.tzset()


def _begun(seconds: str, *words: str) -> int:
    with time_machine.travel(float(seconds), tick=True):
        from detox.__main__ import main  # noqa: PLC0415 - as late as it would be loaded without this

        return main(words)


if __name__ == "__main__":
    sys.exit(_begun(*sys.argv[1:]))
