"""A syncing program that rolls back, cuts, deletes and renames: nothing that stands is lost by it."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detox.domain.entries import Entry
from detox.errors import Damaged
from detox.storage.transaction import Change
from tests.storage.machine import DAYS, Machine, begun

MACHINES = 3
FILES = ("journal/2026-02.json", "journal/2026-03.json", "book.json")
BESIDE = (
    "{name}.sync-conflict-20260314-101010-ABCDEFG.json",  # Syncthing
    "{name} (Li's conflicted copy 2026-03-14).json",  # Dropbox
    "{name} (Case Conflict).json",
    "{name} 2.json",  # iCloud
    "{name}-DESKTOP-1.json",  # OneDrive
    "{name} (1).json",  # Google
    "{name} (conflicted copy 2026-03-14 101010).json",  # Nextcloud
    "{name}.json.orig",  # git
    "a copy of {name}",
)
UNFINISHED = (".syncthing.{name}.json.tmp", "~syncthing~{name}.json.tmp", "{name}.json.part", ".~{name}.json")
DEEDS = (
    *("write", "write", "write", "delete", "forget", "read"),
    *(
        "carry",
        "carry",
        "carry beside",
        "carry beside",
        "roll back",
        "cut",
        "half",
        "unfinished",
        "remove",
    ),
)
lives = st.lists(
    st.tuples(
        st.sampled_from(DEEDS),
        st.integers(0, MACHINES - 1),
        st.integers(0, MACHINES - 1),
        st.integers(0, 997),
    ),
    max_size=24,
)


class Lived:
    """What became of every machine, and which texts must stand at the end."""

    def __init__(self) -> None:
        first = begun()
        self.machines = [Machine(days_off=3 * n) for n in range(MACHINES)]
        for machine in self.machines:
            machine.joins(first)
        self.past: list[tuple[str, bytes]] = []
        """Every state of every file there ever was."""
        self.texts: set[str] = set()
        self.over: set[str] = set()
        """Texts that somebody saw and wrote over, deleted or purged."""

    def live(self, life: list[tuple[str, int, int, int]]) -> None:
        for number, (deed, here, there, odd) in enumerate(life):
            machine = self.machines[here]
            machine.moment += timedelta(minutes=1)
            machine.starts()
            if deed in {"write", "delete", "forget"}:
                with suppress(Damaged):  # said once: then it goes on with what is left
                    self._deed(machine, deed, f"a{odd % 3}", f"words {number} end")
                    self._remember(machine)
                    continue
                self._deed(machine, deed, f"a{odd % 3}", f"words {number} end")
            elif deed == "read":
                machine.reads()
            else:
                self._carry(deed, machine, self.machines[there], odd)
            self._remember(machine)

    def _remember(self, machine: Machine) -> None:
        self.past += [(name, data) for name in FILES if (data := machine.lies(name))]

    def _deed(self, machine: Machine, deed: str, key: str, text: str) -> None:
        held = machine.store.entry(key)
        seen = (
            {v.record.note for v in machine.store.versions(held) if isinstance(v.record, Entry)}
            if held
            else set()
        )
        if deed == "write":
            self.texts.add(text)
            machine.writes(key, text, held.day if held else DAYS[len(text) % 2])
        elif held is not None and deed == "delete":
            machine.store.save("delete", [Change(before=held)])
        elif held is not None:
            machine.store.forget(key)
        self.over |= seen

    def _carry(self, deed: str, here: Machine, there: Machine, odd: int) -> None:
        """What the engine does to the files of one machine."""
        name = FILES[odd % len(FILES)]
        if deed == "remove":
            here.gets(name, None)
        elif deed == "cut" and (own := here.lies(name)):
            here.gets(name, own[: odd * len(own) // 997])
        elif deed == "roll back" and self.past:
            here.gets(*self.past[odd % len(self.past)])
        elif (data := there.lies(name)) is not None:
            _brought(deed, here, name, data, odd)

    def end(self) -> list[str]:
        """Everything comes together at last, twice in each order; what each machine exports."""
        for machine in self.machines:
            machine.starts()
            machine.reads()
        for order in (self.machines, self.machines[::-1]) * 2:
            for machine in order:
                for other in order:
                    machine.joins(other)
        return [machine.export() for machine in self.machines]


def _brought(deed: str, here: Machine, name: str, data: bytes, odd: int) -> None:
    """A file of another machine arrives."""
    folder, _, last = name.removesuffix(".json").rpartition("/")
    beside = f"{folder}/{{}}" if folder else "{}"
    part = data[: odd * len(data) // 997]
    if deed == "carry":
        here.gets(name, data)
    elif deed == "half":
        here.gets(name, part)
    elif deed == "carry beside":
        here.gets(beside.format(BESIDE[odd % len(BESIDE)].format(name=last)), data)
    elif deed == "unfinished":
        here.gets(beside.format(UNFINISHED[odd % len(UNFINISHED)].format(name=last)), part)


def told(life: list[tuple[str, int, int, int]]) -> None:
    lived = Lived()
    lived.live(life)

    exports = lived.end()

    assert len(set(exports)) == 1
    missing = {text for text in lived.texts - lived.over if text not in exports[0]}
    assert not missing


@settings(max_examples=25, deadline=None)
@given(lives)
def test_whatever_the_engine_does_nothing_that_stands_is_lost(life: Any) -> None:
    told(life)


@pytest.mark.thorough
@pytest.mark.timeout(3600)
@settings(max_examples=5000, deadline=None)
@given(lives)
def test_five_thousand_hostile_engines_lose_nothing_that_stands(life: Any) -> None:
    told(life)
