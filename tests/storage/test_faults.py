"""Every system call of every kind of write fails: nothing is lost, and trying again saves once."""

import errno
from collections.abc import Callable, Iterable
from itertools import product
from typing import Any

import pytest

from detox.errors import DetoxError, StoreError
from tests.storage.scenes import DEEDS, Deed, begin, read_on, store_at
from tests.storage.simdisk import ROOT, SimDisk

Fault = Callable[[], BaseException]


def failing(number: int) -> Fault:
    return lambda: OSError(number, errno.errorcode[number])


SOME: dict[str, Fault] = {
    "ENOSPC": failing(errno.ENOSPC),
    "Ctrl-C": KeyboardInterrupt,
}
LIKELY = (("ENOSPC", True), ("Ctrl-C", False))
"""How these two come: a disk that is full stays full, a key is pressed once."""
EVERY: dict[str, Fault] = (
    SOME
    | {
        name: failing(getattr(errno, name))
        for name in (
            "EIO",
            "EACCES",
            "EROFS",
            "EDQUOT",
            "ENOENT",
            "EPERM",
            "EMFILE",
            "ENOSYS",
            "ESTALE",
            "EINVAL",
        )
    }
    | {"no memory": MemoryError, "lock held": TimeoutError}
)


class Faulty:
    """Lets the call of one number fail; with `sticky` all after it too."""

    def __init__(self, at: int, fault: Fault, *, sticky: bool) -> None:
        self.at, self.fault, self.sticky, self.calls = at, fault, sticky, 0

    def __call__(self, call: str) -> None:
        self.calls += 1
        if call == "read" and getattr(self.fault(), "errno", 0) == errno.ENOENT:
            return  # that is no failure but a file that is not there
        if self.calls == self.at or (self.sticky and self.calls > self.at):
            raise self.fault()


def prepared(before: Deed) -> SimDisk:
    disk = SimDisk()
    store = store_at(ROOT, disk)
    begin(store)
    before(store)
    return disk


def trial(ready: SimDisk, deed: Deed, fault: Faulty, old: Any, new: Any) -> str | None:
    """What went wrong when `deed` met that fault; `None` where all is well."""
    disk = ready.copy()
    store = store_at(ROOT, disk)
    disk.before_call = fault
    said = ""
    try:
        deed(store)
    except (DetoxError, KeyboardInterrupt, MemoryError) as error:
        said = repr(error)
    disk.before_call = lambda _: None
    found = read_on(store_at(ROOT, disk))
    if found not in ([old, new] if said else [new]):
        return f"lost after {said or 'an acknowledgement'}"
    if found == old:
        deed(store_at(ROOT, disk))
    return None if read_on(store_at(ROOT, disk)) == new else f"not saved once after {said}"


def faults_of(kind: str, faults: Iterable[tuple[str, bool]]) -> tuple[int, list[str]]:
    """How often `kind` of write was hindered, by each fault that comes once or stays; and what went wrong."""
    before, deed = DEEDS[kind]
    ready = prepared(before)
    old = read_on(store_at(ROOT, ready.copy()))
    done = ready.copy()
    counter = Faulty(0, KeyboardInterrupt, sticky=False)
    store = store_at(ROOT, done)
    done.before_call = counter
    deed(store)
    done.before_call = lambda _: None
    new = read_on(store_at(ROOT, done))
    tried, wrong = 0, []
    for name, sticky in faults:
        for at in range(1, counter.calls + 1):
            tried += 1
            if fate := trial(ready, deed, Faulty(at, EVERY[name], sticky=sticky), old, new):
                wrong.append(f"{name} at {at}{' and after' * sticky}: {fate}")
    return tried, wrong


@pytest.mark.parametrize("kind", DEEDS)
def test_a_failing_call_loses_nothing_and_trying_again_saves_once(kind: str) -> None:
    tried, wrong = faults_of(kind, LIKELY)

    assert wrong == []
    assert tried > 25


@pytest.mark.thorough
@pytest.mark.parametrize("kind", DEEDS)
def test_no_failure_of_any_call_loses_anything(kind: str) -> None:
    tried, wrong = faults_of(kind, product(EVERY, (False, True)))

    print(f"{kind}: {tried} faults")  # noqa: T201 - the proof's figure
    assert wrong == []


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, "full"),
        (errno.EDQUOT, "full"),
        (errno.EROFS, "read only"),
        (errno.EACCES, "not allowed"),
        (errno.EIO, "disk error"),
    ],
)
def test_the_refusal_says_what_the_disk_said(number: int, reason: str) -> None:
    disk = prepared(lambda _: None)
    store = store_at(ROOT, disk)
    old = read_on(store)

    def fail(call: str) -> None:
        if call == "write":
            raise OSError(number, "no")

    disk.before_call = fail
    with pytest.raises(StoreError) as refused:
        DEEDS["an update"][1](store)
    disk.before_call = lambda _: None

    assert refused.value.reason == reason
    assert read_on(store) == old
