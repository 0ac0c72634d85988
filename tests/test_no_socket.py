"""No command and no screen opens a socket that could reach another machine: heard, and, at length, traced."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from time import sleep

import pexpect
import pytest

from detox.cli.parser import all_commands
from tests.clock import program

ROOT = Path(__file__).parent.parent
STRACE = shutil.which("strace")
UNREAL = {"detox demo --export demo.json": "detox demo --export made-up.json"}
"""Calls whose file another example reads."""
KEYS = ("2", "3", "4", "5", "6", "7", "h")
HEARD = """
import sys
met = []
def hear(event, arguments):
    if event == "socket.__new__" and arguments[1] != 1:
        met.append((event, arguments[1:]))
    elif event in FORBIDDEN and not (len(arguments) > 1 and getattr(arguments[0], "family", 0) == 1):
        met.append((event, arguments))
from detox.offline import FORBIDDEN
sys.addaudithook(hear)
"""
COMMANDS = """
from detox.__main__ import main
for words in {calls!r}:
    code = main(["--home", "home", *words])
    assert code in (0, 1), (words, code)
print("met", met, len({calls!r}))
"""
SCREENS = """
from pathlib import Path
from time import sleep
from tests.tui.seen import demo_diary, press, text_of, watch
seen = []
async def see(pilot):
    for key in {keys!r}:
        await press(pilot, key)
        seen.append(text_of(pilot))
watch(demo_diary(Path("demo")), see)
print("met", met, len(set(seen)))
"""


def calls() -> list[list[str]]:
    """A call of every command: what its help shows, the export before what reads it."""
    examples = [command.example for command in all_commands().values() if not command.hidden]
    made = ["detox export diary.json", "detox report report.html", "detox completion bash"]
    ordered = [*made, *(UNREAL.get(example, example) for example in examples if example not in made)]
    return [shlex.split(example)[1:] for example in ordered]


def heard(code: str, folder: Path) -> str:
    """What a program prints that listens to its own system calls."""
    result = subprocess.run(
        [sys.executable, "-c", HEARD + code],
        env=os.environ | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1", "EDITOR": "true"},
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr[-2000:]
    return result.stdout


def test_every_command_opens_no_socket(tmp_path: Path) -> None:
    every = [["start", "--yes"], ["log", "pay.shop", "w"], *calls()]

    said = heard(COMMANDS.format(calls=every), tmp_path)

    assert f"met [] {len(every)}" in said
    assert len(every) > 30


def test_every_screen_opens_no_socket(tmp_path: Path) -> None:
    said = heard(SCREENS.format(keys=KEYS), tmp_path)

    assert f"met [] {len(KEYS)}" in said


def test_a_socket_would_be_heard(tmp_path: Path) -> None:
    said = heard("import socket; socket.socket().close(); print(met)", tmp_path)

    assert "socket.__new__" in said


def traced(file: Path) -> list[str]:
    """The sockets of the internet in what strace wrote."""
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    return [line for line in lines if "AF_INET" in line or "AF_NETLINK" in line or "AF_PACKET" in line]


@pytest.mark.thorough
@pytest.mark.skipif(STRACE is None, reason="strace is not installed")
def test_the_system_sees_no_socket_of_any_command(tmp_path: Path) -> None:
    for n, words in enumerate([["start", "--yes"], ["log", "pay.shop", "w"], *calls()]):
        called = program("--home", "home", *words)
        subprocess.run(
            [str(STRACE), "-f", "-e", "trace=network", "-o", f"trace.{n}", *called],
            env=os.environ | {"PYTHONPATH": str(ROOT)}, cwd=tmp_path, stdin=subprocess.DEVNULL,
            capture_output=True, check=False,
        )  # fmt: skip

        assert traced(tmp_path / f"trace.{n}") == [], words


@pytest.mark.thorough
@pytest.mark.skipif(STRACE is None, reason="strace is not installed")
def test_the_system_sees_no_socket_of_any_screen(tmp_path: Path) -> None:
    window = pexpect.spawn(
        str(STRACE),
        ["-f", "-e", "trace=network", "-o", str(tmp_path / "trace"), *program("demo")],
        env=os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "LANG": "C.UTF-8"},
        dimensions=(24, 80),
        timeout=60,
    )
    window.expect("Today")
    for key in "234567?\x1bh\x1b,\x1b1":
        window.send(key)
        sleep(0.5)
    window.send("q")
    window.expect(pexpect.EOF)

    assert traced(tmp_path / "trace") == []
    assert (tmp_path / "trace").stat().st_size > 0
