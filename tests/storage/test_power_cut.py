"""A power cut at every system call of every kind of write, with every state of the disk that may remain."""

import random
from typing import Any

import pytest

from detox.storage.store import DiaryStore
from tests.storage.scenes import DEEDS, Deed, begin, entry, log, read_on, store_at
from tests.storage.simdisk import ROOT, SimDisk


class NoFileSync(SimDisk):
    """A disk driver that only says that it synced a file."""

    def sync(self, handle: int) -> None:  # noqa: ARG002 - as the real one
        self.before_call("sync")


class NoFolderSync(SimDisk):
    """One that never keeps names before it wants to."""

    def sync_folder(self, path: object) -> None:  # noqa: ARG002 - as the real one
        self.before_call("sync_folder")


def states(disk: SimDisk, before: Deed, deed: Deed, most: int | None) -> tuple[int, list[str]]:
    """Cut the power at every call of `deed`; how many states were opened, and what was lost in them."""
    store = store_at(ROOT, disk)
    begin(store)
    before(store)
    disk.settle()
    old = read_on(store_at(ROOT, disk.copy()))
    stills: list[tuple[str, SimDisk]] = []
    disk.before_call = lambda call: stills.append((call, disk.copy()))
    deed(store)
    disk.before_call = lambda _: None
    stills.append(("done", disk.copy()))
    new = read_on(store_at(ROOT, disk.copy()))
    rng = random.Random(7) if most is not None else None  # noqa: S311 - made-up disasters
    count, losses = 0, []
    seen: set[object] = set()
    for call, still in stills:
        for left in still.after_power_cut(rng, most or 0):
            key = (
                call == "done",
                frozenset((path, left.data.get(inode)) for path, inode in left.names_now.items()),
            )
            if key in seen:
                continue
            seen.add(key)
            count += 1
            losses += loss(left, [new] if call == "done" else [old, new], call)
    return count, losses


def loss(left: SimDisk, allowed: list[dict[str, Any]], call: str) -> list[str]:
    """What is wrong with that state, first as it is read, then after the next deed."""
    found = read_on(store_at(ROOT, left))
    if found not in allowed:
        return [f"{call}: {found}"]
    after: DiaryStore = store_at(ROOT, left)
    log(after, entry("next"))
    found = read_on(after)
    found["entries"].pop("next", None)
    return [] if found in allowed else [f"after {call}: {found}"]


@pytest.mark.parametrize("kind", DEEDS)
def test_a_power_cut_leaves_the_old_or_the_new_diary_whole(kind: str) -> None:
    count, losses = states(SimDisk(), *DEEDS[kind], most=2)

    assert losses == []
    assert count > 10


@pytest.mark.thorough
@pytest.mark.parametrize("kind", DEEDS)
def test_every_state_that_a_power_cut_may_leave_is_the_old_or_the_new_diary(kind: str) -> None:
    count, losses = states(SimDisk(), *DEEDS[kind], most=None)

    print(f"{kind}: {count} states")  # noqa: T201 - the proof's figure
    assert losses == []


@pytest.mark.parametrize("disk", [NoFileSync, NoFolderSync])
def test_the_harness_notices_a_sync_that_is_left_out(disk: type[SimDisk]) -> None:
    _, losses = states(disk(), *DEEDS["an update"], most=1)

    assert losses != []
