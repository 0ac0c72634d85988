"""A shell in a pseudo-terminal that completes this program's words, and a stub that notes what it is told."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path
from threading import Thread
from time import monotonic

import pexpect
import pytest

from detox.__main__ import main
from tests.terminal.window import PATIENCE, environment

ARGUMENT, CALL = "\x1f", "\x1e"
"""What ends an argument, and a call, in the stub's notes; neither can be typed."""

_NOTE = f"for word do printf '%s{ARGUMENT}' \"$word\"; done"
_STUB = """\
#!/bin/sh
case "$1" in
    completion) cat "$STUB/$2" ;;
    complete) {complete} ;;
    *) {{ {note}; printf '{end}'; }} >> "$STUB/calls" ;;
esac
"""
_BY_POST = "{ " + _NOTE + '; } > "$STUB/ask"; cat "$STUB/answer"'
_ITSELF = f'exec "{sys.executable}" -m detox "$@"'

_RC = """\
PATH="$STUB:$PATH"
eval "$(detox completion {shell})"
"""
START = {
    "bash": (
        ".bashrc",
        _RC + "shopt -s extglob failglob nocaseglob; set -u; IFS=oz; HISTFILE=\n",
        ["--noprofile", "-i"],
    ),
    "bash of one word": (
        ".bashrc",
        _RC + "COMP_WORDBREAKS=$' \\t\\n'; set -o posix; set -k; HISTFILE=\n",
        ["--noprofile", "-i"],
    ),
    "zsh": (
        ".zshrc",
        "autoload -Uz compinit; compinit -u -D\nsetopt extendedglob interactivecomments\n" + _RC,
        ["-o", "noglobalrcs", "-i"],
    ),
    "fish": (
        "xdg/fish/config.fish",
        "set PATH $STUB $PATH\nset fish_greeting\ndetox completion fish | source\n",
        ["-i"],
    ),
}
"""Of each shell its start file, with what makes it act upon most signs, and how it is started."""


def _escaped(text: str) -> str:
    return re.sub(r"(?=[\x00-\x7f])[^\w-]", r"\\\g<0>", text)


TYPED: dict[str, Callable[[str, str], str]] = {
    "bare": lambda _shell, text: _escaped(text),
    "single": lambda shell, text: (
        "'" + (re.sub(r"['\\]", r"\\\g<0>", text) if shell == "fish" else text.replace("'", "'\\''"))
    ),
    "double": lambda shell, text: (
        '"'
        + (
            re.sub(r'[$"\\]', r"\\\g<0>", text)
            if shell == "fish"
            else re.sub(r'[$`"\\]', r"\\\g<0>", text).replace("!", "\"'!'\"")
        )
    ),
}
"""The beginning of a word as a careful person types it: by backslashes, or in quotes that are left open."""


class Shell:
    """One interactive shell in a folder of its own."""

    def __init__(self, name: str, folder: Path) -> None:
        file, lines, options = START[name]
        self._calls = folder / "stub" / "calls"
        self.program = program = name.split(maxsplit=1)[0]
        start = folder / file
        start.parent.mkdir(parents=True, exist_ok=True)
        start.write_text(lines.format(shell=program))
        self.here = folder / "here"
        self.here.mkdir()
        for bait in ("bait", "Zoe", "x1"):  # what a wild card that is obeyed would find
            (self.here / bait).touch()
        env = environment(folder, STUB=str(folder / "stub"), ZDOTDIR=str(folder), SHELL=f"/bin/{program}")
        self._child = pexpect.spawn(
            str(shutil.which(program)),
            options,
            env=env,  # type: ignore[arg-type] - a plain mapping will do
            cwd=str(self.here),
            dimensions=(24, 400),
        )
        self._child.delaybeforesend = None
        self._seen = b""

    def types(self, line: str) -> list[str]:
        """Type a line, whose tabs complete, and Enter; what the program is told."""
        before = len(self._noted())
        self._child.send(line + "\r")
        late = monotonic() + PATIENCE
        while len(noted := self._noted()) == before:
            assert monotonic() < late, f"{line!r} did not start the program:\n{self._seen[-600:]!r}"
            self._look()
        return noted[-1]

    def end(self) -> None:
        """Close the terminal."""
        self._child.close(force=True)

    def _look(self) -> None:
        try:
            self._seen += self._child.read_nonblocking(1 << 16, timeout=0.005)
        except pexpect.TIMEOUT:
            return

    def _noted(self) -> list[list[str]]:
        if not self._calls.exists():
            return []
        told = self._calls.read_text("utf-8", "surrogateescape").split(CALL)[:-1]
        return [call.split(ARGUMENT)[:-1] for call in told]


@contextmanager
def shell(name: str, folder: Path, *, whole: bool) -> Iterator[Shell]:
    """A shell whose `detox` is the stub; `whole` has it start this very program for each completion."""
    program = name.split(maxsplit=1)[0]
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    stub = folder / "stub"
    stub.mkdir()
    out = StringIO()
    with redirect_stdout(out):
        main(["completion", program])
    (stub / program).write_text(out.getvalue())
    (stub / "detox").write_text(_STUB.format(complete=_ITSELF if whole else _BY_POST, note=_NOTE, end=CALL))
    (stub / "detox").chmod(0o755)
    if not whole:
        _answer_by_post(stub, folder / "home")
    opened = Shell(name, folder)
    try:
        yield opened
    finally:
        opened.end()


def _answer_by_post(stub: Path, home: Path) -> None:
    """Answer the stub's questions in this process: a start of the program for each would take a minute."""
    for name in ("ask", "answer"):
        os.mkfifo(stub / name)

    def serve() -> None:
        while True:
            asked = (stub / "ask").read_bytes().decode("utf-8", "surrogateescape")
            out = StringIO()
            with redirect_stdout(out):
                main(["--home", str(home), *asked.split(ARGUMENT)[:-1]])
            (stub / "answer").write_text(out.getvalue())

    Thread(target=serve, daemon=True).start()


def split_by_bash(lines: list[str]) -> list[list[str]]:
    """The words that bash itself makes of each line; none of the lines may leave a quote open."""
    script = "".join(f"printf '%s\\0' {line} '{CALL}'\n" for line in lines)
    said = subprocess.run(["bash", "--norc", "-c", script], capture_output=True, check=True).stdout
    return [words.split("\0")[:-1] for words in said.decode().split(f"{CALL}\0")[:-1]]
