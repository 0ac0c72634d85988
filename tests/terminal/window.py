"""A terminal window of the tests' own: it starts the program, presses keys, and sees what is shown."""

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pexpect
import pyte
from wcwidth import wcwidth

from tests.clock import program

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0
"""Seconds after which a text that has not come will not come; a crowded machine starts a program in ten."""
PEEK = 0.04
"""Seconds of silence after which a drawing is over."""
KEYS = {
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "pagedown": "\x1b[6~",
    "esc": "\x1b",
    "enter": "\r",
    "delete": "\x1b[3~",
    "space": " ",
    "f2": "\x1bOQ",
    "ctrl+c": "\x03",
}


def environment(folder: Path, **more: str) -> dict[str, str]:
    """What the program is told: folders of its own, a plain terminal, this very source, the test's zone."""
    (folder / "tmp").mkdir(parents=True, exist_ok=True)
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
        "TMPDIR": str(folder / "tmp"),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "DETOX_HOME": str(folder / "home"),
        **{name: os.environ[name] for name in ("TZ",) if name in os.environ},
        **{f"XDG_{what}_HOME": str(folder / "xdg") for what in ("DATA", "STATE", "CONFIG")},
        **more,
    }


def said(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """One command of the program, in another terminal; it has no keyboard."""
    return subprocess.run(
        program(*words),
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


class Window:
    """The program in a pseudo-terminal, with eyes and fingers."""

    def __init__(self, folder: Path, *words: str, size: tuple[int, int] = (80, 24), **more: str) -> None:
        columns, rows = size
        self.sent = b""
        """Everything the program has written to the terminal."""
        self.pressed = 0
        """How many keys were pressed."""
        self._over = False
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        python, *rest = program(*words)
        self._child = pexpect.spawn(
            python,
            rest,
            env=environment(folder, **more),  # type: ignore[arg-type] - a plain mapping will do
            dimensions=(rows, columns),
        )
        self._child.delaybeforesend = None

    @property
    def text(self) -> str:
        """The screen as it is now, row by row; between words stands one space, however wide the gap."""
        return "\n".join(" ".join(row.split()) for row in map(self._row, range(self._screen.lines)))

    def press(self, *keys: str) -> None:
        """Press keys: their names, or text to type."""
        for key in keys:
            self.pressed += 1 if key in KEYS else len(key)
            self._child.send(KEYS.get(key, key))

    def types(self, text: str) -> None:
        """Type text until it is shown; what is typed before a field has the focus is lost."""
        for _try in range(3):
            self.press(text)
            late = monotonic() + PATIENCE / 3
            while monotonic() < late:
                self._look()
                if text in self.text:
                    return
        raise AssertionError(f"{text!r} was never shown:\n{self.text}")

    def sees(self, *texts: str, without: str | None = None) -> str:
        """Wait until all of `texts` are shown, `without` is not, and the drawing is over; the screen then."""
        late = monotonic() + PATIENCE
        looked = True
        while True:
            now = self.text
            if all(text in now for text in texts) and not (without and without in now) and not looked:
                return now
            if monotonic() > late:
                raise AssertionError(f"never saw {texts} without {without!r}:\n{self.text}")
            looked = self._look()  # until nothing more comes: half a frame is no screen

    def waits(self, happened: Callable[[], bool]) -> None:
        """Wait until something has happened outside of the window."""
        late = monotonic() + PATIENCE
        while not happened():
            assert monotonic() < late, f"it never happened:\n{self.text}"
            self._look()

    def resize(self, columns: int, rows: int) -> None:
        """Drag the window's corner."""
        self._screen.resize(rows, columns)
        self._screen.erase_in_display(2)
        self._child.setwinsize(rows, columns)

    def signal(self, number: signal.Signals) -> None:
        """What another program, or the system, may do to it."""
        self._child.kill(number)

    def shut(self) -> int:
        """Close the window; the terminal is gone. The exit code, or minus the signal."""
        self._child.ptyproc.fileobj.close()
        return self._reaped()

    def left(self) -> int:
        """Wait until the program has ended; its exit code, or minus the signal."""
        late = monotonic() + PATIENCE
        while not self._over:
            self._look()
            assert monotonic() < late, f"still here:\n{self.text}"
        return self._reaped()

    def end(self) -> None:
        """Whatever it is doing: it stops."""
        if self._child.isalive():
            self._child.kill(signal.SIGKILL)
            self._reaped()
        if not self._child.ptyproc.fileobj.closed:
            self._child.ptyproc.fileobj.close()

    def _row(self, number: int) -> str:
        """One row of the screen; half a wide sign, drawn over from the left, is a blank, as on a terminal."""
        row, drawn, column = self._screen.buffer[number], [], 0
        while column < self._screen.columns:
            sign = row[column].data or " "
            drawn.append(sign)
            column += max(wcwidth(sign[0]), 1)
        return "".join(drawn)

    def _look(self) -> bool:
        """Take in what has been written; whether there was anything."""
        try:
            data = self._child.read_nonblocking(1 << 16, timeout=PEEK)
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF:
            self._over = True
            return False
        self.sent += data
        self._stream.feed(data)
        return True

    def _reaped(self) -> int:
        late = monotonic() + PATIENCE
        while self._child.isalive():
            assert monotonic() < late, "it does not end"
        return self._child.exitstatus if self._child.exitstatus is not None else -self._child.signalstatus
