"""What asks for all the memory or time there is is refused: within five seconds, and in 300 MB."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from detox.errors import BadLog
from detox.exchange.foreign import sqlite_file
from tests.exchange.foreign.bombs import BOMBS, HEAVY, computed_elsewhere, hole

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is measured as Linux tells it")
SECONDS, MEGABYTES = 5, 300
RUN = """
import re, resource, sys, time
limit = 1 << 30
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
from detox.__main__ import main
start = time.process_time()
try:
    code = main(sys.argv[1:])
except SystemExit as end:
    code = end.code
# Not ru_maxrss, which remembers the process that started this one.
most = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]
print(f"\\n#{code} {time.process_time() - start:.2f} {int(most) // 1024}")
"""


def ran(home: Path, *words: str, given: bytes = b"") -> tuple[int, float, int, str]:
    """The exit code, the seconds of work, the megabytes, and what was said."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, "--home", str(home), "--lang", "en", *words],
        input=given,
        capture_output=True,
        timeout=120,
        check=False,
    )
    out = done.stdout.decode()
    code, seconds, megabytes = out.rpartition("#")[2].split()
    return int(code), float(seconds), int(megabytes), out + done.stderr.decode()


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.thorough] * (name in HEAVY)) for name in BOMBS]
)
def test_a_bomb_is_refused_in_time_and_in_little_room(name: str, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb"
    bomb.write_bytes(BOMBS[name]())

    code, seconds, megabytes, said = ran(tmp_path / "home", "import", str(bomb))

    assert code == 1, said
    assert "This cannot be imported; nothing was written:" in said
    assert "Traceback" not in said
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


def test_a_column_that_nobody_needs_is_never_computed(tmp_path: Path) -> None:
    file = tmp_path / "backup"
    file.write_bytes(computed_elsewhere())

    code, seconds, megabytes, said = ran(tmp_path / "home", "import", "--dry-run", str(file))

    assert (code, "1 row read" in said) == (0, True), said
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


def test_a_flood_on_standard_input_is_refused_in_time_and_in_little_room(tmp_path: Path) -> None:
    ran(tmp_path / "home", "start", "--app", "wechat", "--yes")

    code, seconds, megabytes, said = ran(
        tmp_path / "home", "log", "pay.shop", "w", "--note", "-", given=bytes(40_000_000)
    )

    assert (code, "expected text up to 20000" in said) == (1, True), said
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


@pytest.mark.parametrize("where", ["home", "file"])
def test_a_file_of_twelve_gigabytes_is_never_read(where: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    ran(home, "start", "--app", "wechat", "--yes")
    large = home / "big.json" if where == "home" else tmp_path / "big"
    hole(large)

    code, seconds, megabytes, said = ran(home, "day") if where == "home" else ran(home, "import", str(large))

    assert code == (0 if where == "home" else 1), said
    assert "Traceback" not in said
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


ENDLESS = "with recursive n(i) as (values(1) union all select i + 1 from n) select max(i) from n"
LOOK = f"""
import sys
from detox.exchange.foreign import sqlite_file
sqlite_file.SECONDS = 600.0
try:
    with sqlite_file.opened(sys.stdin.buffer.read(), "a backup") as file:
        print("ready", flush=True)
        print(file.fetched("{ENDLESS}"))
except KeyboardInterrupt:
    print("stopped")
"""


def test_ctrl_c_ends_a_long_look_into_a_backup_at_once() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", LOOK], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(computed_elsewhere())
        process.stdin.close()
        process.stdout.readline()
        time.sleep(0.3)

        process.send_signal(signal.SIGINT)
        said = process.stdout.read()

    assert said == b"stopped\n"  # and not what is said when the time is over


def test_a_look_into_a_backup_ends_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_file, "SECONDS", 0.2)

    with (
        pytest.raises(BadLog, match="takes too long"),
        sqlite_file.opened(computed_elsewhere(), "a backup") as file,
    ):
        file.fetched(ENDLESS)
