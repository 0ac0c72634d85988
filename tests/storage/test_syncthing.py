"""Syncthing carries one diary between machines that write apart, while it is killed and paused.

Each machine is an instance of its own on the loopback device, with its own folder and its own home; nothing
else is reached. Of the diary only `detox log` and `detox export` are asked.
"""

import json
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from time import monotonic, sleep

import pytest

from tests.terminal.window import environment, said

ROUNDS = 25
PATIENCE = 120.0
"""Seconds until everything has to have arrived, once nobody writes any more."""
OPTIONS = """
<listenAddress>tcp://127.0.0.1:{port}</listenAddress><globalAnnounceEnabled>false</globalAnnounceEnabled>
<localAnnounceEnabled>false</localAnnounceEnabled><relaysEnabled>false</relaysEnabled>
<natEnabled>false</natEnabled><startBrowser>false</startBrowser><urAccepted>-1</urAccepted>
<autoUpgradeIntervalH>0</autoUpgradeIntervalH><crashReportingEnabled>false</crashReportingEnabled>
<reconnectionIntervalS>1</reconnectionIntervalS><stunKeepaliveStartS>0</stunKeepaliveStartS>
"""
CONFIG = """<configuration version="36">
<folder id="diary" label="diary" path="{home}" type="sendreceive" rescanIntervalS="2" fsWatcherEnabled="true"
 fsWatcherDelayS="1"><maxConflicts>-1</maxConflicts>{members}</folder>
{devices}<gui enabled="false"></gui><options>{options}</options></configuration>"""


class SyncedMachine:
    """One machine: a home, and the engine that carries it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.home, self.engine = folder, folder / "home", folder / "engine"
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        (self.home / ".stfolder").mkdir(parents=True)
        self._syncthing("generate", f"--home={self.engine}", "--no-default-folder")
        self.id = self._syncthing("--device-id", f"--home={self.engine}").strip()
        self._running: subprocess.Popen[bytes] | None = None

    def knows(self, machines: Sequence["SyncedMachine"]) -> None:
        """Who takes part."""
        members = "".join(f'<device id="{one.id}"></device>' for one in machines)
        devices = "".join(
            f'<device id="{one.id}" name="m"><address>tcp://127.0.0.1:{one.port}</address></device>'
            for one in machines
        )
        options = OPTIONS.format(port=self.port)
        text = CONFIG.format(home=self.home, members=members, devices=devices, options=options)
        (self.engine / "config.xml").write_text(text, encoding="utf-8")

    def starts(self) -> None:
        """The engine runs on; one that was killed or paused too."""
        if self._running is not None:
            self._running.send_signal(signal.SIGCONT)
            return
        words = [
            "syncthing",
            "serve",
            f"--home={self.engine}",
            "--no-browser",
            "--no-restart",
            "--logflags=0",
        ]
        with (self.folder / "engine.log").open("ab") as log:
            self._running = subprocess.Popen(
                words, env=self._environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    def pauses(self) -> None:
        """The engine stands still, whatever it is at."""
        if self._running is not None:
            self._running.send_signal(signal.SIGSTOP)

    def dies(self) -> None:
        """The engine is killed, whatever it is at."""
        if self._running is not None:
            self._running.kill()
            self._running.wait()
        self._running = None

    def writes(self, note: str) -> None:
        """An entry is made here."""
        done = said(self.folder, "log", "pay.shop", "w", "--note", note)
        assert done.returncode == 0, done.stderr

    def diary(self) -> dict[str, object]:
        """Everything that stands here; empty before anything does."""
        done = said(self.folder, "export")
        assert done.returncode == 0, done.stderr
        return {key: value for key, value in json.loads(done.stdout).items() if key != "exported_at"}

    def _syncthing(self, *words: str) -> str:
        done = subprocess.run(
            ["syncthing", *words], env=self._environment(), capture_output=True, text=True, check=True
        )
        return done.stdout

    def _environment(self) -> dict[str, str]:
        # One process, and none over it that would start it again.
        return environment(self.folder) | {"STNOUPGRADE": "1", "STMONITORED": "yes"}


@pytest.fixture
def machines(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[list[SyncedMachine]]:
    """So many machines, each of which knows the others; their engines stand still at first."""
    made = [SyncedMachine(tmp_path / f"machine-{n}") for n in range(request.param)]
    for machine in made:
        machine.knows(made)
    yield made
    for machine in made:
        machine.dies()


def notes_in(diary: dict[str, object]) -> set[str]:
    entries = diary["entries"]
    assert isinstance(entries, list)
    return {entry["note"] for entry in entries}


def one_diary_of(machines: Sequence[SyncedMachine], notes: set[str]) -> dict[str, object]:
    """Wait until every machine has the same diary with all of these notes in it."""
    late = monotonic() + PATIENCE
    while True:
        diaries = [machine.diary() for machine in machines]
        if all(diary == diaries[0] and notes <= notes_in(diary) for diary in diaries):
            return diaries[0]
        missing = [sorted(notes - notes_in(diary)) for diary in diaries]
        assert monotonic() < late, f"missing at each: {missing}; alike: {diaries.count(diaries[0])}"
        sleep(1)


@pytest.mark.thorough
@pytest.mark.skipif(shutil.which("syncthing") is None, reason="Syncthing is not installed")
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("machines", [2, 3], indirect=True, ids=["two", "three"])
def test_syncthing_makes_one_diary_of_what_is_written_apart(machines: list[SyncedMachine]) -> None:
    chance = Random(len(machines))  # noqa: S311 - the same deeds each time
    notes = {"the first"}
    said(machines[0].folder, "start", "--app", "wechat", "--yes")
    machines[0].writes("the first")
    for machine in machines:
        machine.starts()
    one_diary_of(machines, notes)

    for number in range(ROUNDS):
        for machine in machines:
            chance.choice([machine.starts, machine.pauses, machine.dies])()
        for n, machine in enumerate(machines):
            for turn in range(chance.randint(0, 2)):
                note = f"round {number}, machine {n}, {turn}"
                machine.writes(note)
                notes.add(note)
        for machine in machines:
            machine.starts()
        sleep(chance.uniform(0, 3))

    diary = one_diary_of(machines, notes)
    entries = diary["entries"]
    assert isinstance(entries, list)
    assert sorted(entry["note"] for entry in entries) == sorted(notes)
