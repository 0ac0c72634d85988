"""Sentences about the screens in a real terminal that could be false."""

import os
import signal
import sys
import time
from pathlib import Path

import pexpect
import pyte
import pytest

from tests.clock import program
from tests.terminal.window import PATIENCE

ROOT = Path(__file__).parent.parent.parent
LEFT_OUT = ("NO_COLOR", "COLORTERM", "LANGUAGE", "LC_ALL")
IN, OUT, MOUSE_OUT = "\x1b[?1049h", "\x1b[?1049l", "\x1b[?1003l"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")


class Terminal:
    """Detox in a pseudo-terminal of 80 by 24, and what that terminal shows."""

    def __init__(self, home: Path, **environ: str) -> None:
        known = {"DETOX_HOME": str(home), "XDG_CONFIG_HOME": str(home.parent / "config")}
        kept = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
        env = (
            kept
            | {"TERM": "xterm-256color", "PYTHONPATH": str(ROOT), "LANG": "en_US.UTF-8"}
            | known
            | environ
        )
        self.raw = ""
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.Stream(self._screen)
        python, *words = program("demo")
        self.program = pexpect.spawn(python, words, env=env, dimensions=(24, 80), encoding="utf-8")

    def wait_for(self, words: str, seconds: float = PATIENCE) -> str:
        """Read until the screen shows these words."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read()
            if words in self.shown():
                return self.shown()
        raise AssertionError(f"{words!r} never came:\n{self.shown()}")

    def read(self) -> None:
        try:
            sent = self.program.read_nonblocking(65536, 0.1)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return
        self.raw += sent
        self._stream.feed(sent)

    def shown(self) -> str:
        return "\n".join(self._screen.display)

    def ended(self, seconds: float = PATIENCE) -> int:
        """The exit code, once the program has left."""
        end = time.monotonic() + seconds
        while self.program.isalive() and time.monotonic() < end:
            self.read()
        self.read()
        self.program.close()
        assert self.program.exitstatus is not None
        return self.program.exitstatus


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_being_stopped_leaves_a_clean_terminal(tmp_path: Path, name: str) -> None:
    terminal = Terminal(tmp_path / "home")
    terminal.wait_for("6 of 11 answered")

    os.kill(terminal.program.pid, getattr(signal, name))

    assert terminal.ended() == 128 + getattr(signal, name)
    assert terminal.raw.count(IN) == terminal.raw.count(OUT) == 1
    assert terminal.raw.index(OUT) > terminal.raw.index(IN)
    assert MOUSE_OUT in terminal.raw


def test_q_leaves_with_nought_and_a_clean_terminal(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "home")
    terminal.wait_for("6 of 11 answered")

    terminal.program.send("q")

    assert terminal.ended() == 0
    assert terminal.raw.count(OUT) == 1


def test_without_colours_no_colour_is_sent(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "home", NO_COLOR="1")
    terminal.wait_for("6 of 11 answered")

    terminal.program.send("q")
    terminal.ended()

    assert "\x1b[38" not in terminal.raw
    assert "\x1b[48" not in terminal.raw
    assert not [code for code in range(30, 38) if f"\x1b[{code}m" in terminal.raw]


def test_chinese_is_typed_and_shown(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "home", LANG="zh_CN.UTF-8")
    terminal.wait_for("试")

    terminal.program.send("3")
    terminal.wait_for("搜")
    terminal.program.send("/")
    terminal.wait_for("esc")
    terminal.program.send("河边")

    terminal.wait_for("河")
    terminal.program.close(force=True)


def test_textuals_own_variables_write_nothing(tmp_path: Path) -> None:
    log = tmp_path / "textual.log"
    asked = {"TEXTUAL_LOG": str(log), "TEXTUAL_SCREENSHOT": "1", "TEXTUAL_SCREENSHOT_LOCATION": str(tmp_path)}
    terminal = Terminal(tmp_path / "home", **asked)
    terminal.wait_for("6 of 11 answered")

    terminal.program.send("q")
    terminal.ended()

    assert not log.exists()
    assert not list(tmp_path.glob("*.svg"))
