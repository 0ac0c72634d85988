"""What comes from outside into a sealed diary: damage, forgery, other machines, other programs' copies."""

import errno
import os
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from detox.__main__ import main
from detox.diary import Diary
from detox.diary.beginning import Beginning
from detox.errors import Damaged, DetoxError, Forbidden, Locked, StoreError
from detox.storage.age_format import KeyRing, new_secret, padded
from detox.storage.disk import Disk
from detox.wiring import open_diary
from tests.conftest import EVENING
from tests.sealed import PASSPHRASE, opened, sealing_at
from tests.storage.test_sealing import NEEDLE, clear_text, export, sealed, states

pytest.importorskip("pyrage", reason="the cipher library has no wheel for this system")

MONTH = "journal/2026-03.json.age"


@pytest.fixture
def now() -> Callable[[], datetime]:
    seconds = count()
    return lambda: EVENING + timedelta(seconds=next(seconds))


def begun(home: Path, now: Callable[[], datetime]) -> Diary:
    """A sealed diary with one entry."""
    open_diary(home, home / ".state", now=now).start(Beginning(app="left"))
    sealed(home, now)
    diary = opened(home, now)
    diary.log("pay.shop", "workaround", note="the first")
    return diary


def notes(diary: Diary) -> list[str]:
    return sorted(entry.note for entry in diary.day().entries)


def put_back(home: Path, held: dict[str, bytes]) -> None:
    for path in [path for path in home.rglob("*") if path.is_file()]:
        if path.relative_to(home).as_posix() not in held:
            path.unlink()
    for name, data in held.items():
        (home / name).write_bytes(data)


def forgeries(held: dict[str, bytes], older: dict[str, bytes], n: int) -> Iterator[tuple[str, bytes]]:
    """So many ways to change one file of the home, each with its name."""
    rng = random.Random(n)  # noqa: S311 - the same ones each time
    names = [MONTH, "book.json.age"]
    foreign = KeyRing.of((new_secret(),))
    for number in range(n):
        name = names[number % 2]
        data, other = held[name], held[names[1 - number % 2]]
        place = rng.randrange(len(data))
        yield from (
            (name, data[:place] + bytes([data[place] ^ (1 << rng.randrange(8))]) + data[place + 1 :]),
            (name, data[:place]),
            (name, data + bytes([rng.randrange(256)])),
            (name, data[:place] + other[place:]),
        )
        if number < 3:
            plain = b'{"_meta": {\n"file": {"format":"detox","name":"journal/2026-03","schema":2}\n}\n}\n'
            yield from ((name, b""), (name, other), (name, older[name]), (name, plain), (name, padded(plain)))
            yield from ((name, foreign.seal(plain)), (name, b"age-encryption.org/v1\n"), (name, b"\0" * 300))


@pytest.mark.parametrize(
    "n", [pytest.param(20, id="few"), pytest.param(3_300, id="thirteen thousand", marks=pytest.mark.thorough)]
)
@pytest.mark.timeout(3600)
def test_a_file_that_was_tampered_with_gives_way_to_the_mirror(
    home: Path, now: Callable[[], datetime], n: int
) -> None:
    diary = begun(home, now)
    older = states(home)
    diary.log("pay.shop", "direct", note="the second")
    wanted, held = export(diary), states(home)
    wrong, tried = [], 0
    for name, data in forgeries(held, older, n):
        tried += 1
        (home / name).write_bytes(data)

        found = export(opened(home, now))

        if found != wanted:
            wrong.append(f"{tried} {name}: {len(data)} bytes gave another export")
        put_back(home, held)
    assert not wrong
    assert tried >= 4 * n


@pytest.mark.parametrize("n", [8, pytest.param(400, marks=pytest.mark.thorough)])
def test_what_was_changed_in_both_copies_is_damage_and_never_data(
    home: Path, now: Callable[[], datetime], n: int
) -> None:
    diary = begun(home, now)
    older = states(home)
    diary.log("pay.shop", "direct", note="the second")
    held = states(home)
    wrong = []
    for name, data in forgeries(held, older, n):
        if name != MONTH or data == older[name]:
            continue
        for path in (home / name, home / ".state/mirror" / name):
            path.write_bytes(data)
        diary = opened(home, now)

        with suppress(Damaged):
            diary.day()  # said once
        if notes(diary):
            wrong.append(len(data))
        put_back(home, held)
    assert not wrong


def test_an_older_file_put_back_takes_nothing_away(home: Path, now: Callable[[], datetime]) -> None:
    diary = begun(home, now)
    older = (home / MONTH).read_bytes()
    diary.log("pay.shop", "direct", note="the second")

    (home / MONTH).write_bytes(older)

    assert notes(opened(home, now)) == ["the first", "the second"]


def test_a_key_file_that_was_tampered_with_locks_nobody_out(home: Path, now: Callable[[], datetime]) -> None:
    begun(home, now)
    (home / "identity.age").write_bytes(b"age-encryption.org/v1\n-> scrypt c2FsdA 30\nx")

    assert notes(opened(home, now)) == ["the first"]
    (home / ".state/identity.age").write_bytes(b"nothing")
    with pytest.raises(Locked):
        opened(home, now)


def test_a_plain_file_among_sealed_ones_is_passed_by_and_named(
    home: Path, now: Callable[[], datetime]
) -> None:
    diary = begun(home, now)
    plain = home.with_name("plain")
    open_diary(plain, plain / ".state", now=now).log("pay.shop", "direct", note="forged", new=True)
    shutil.copy(plain / "journal/2026-03.json", home / "journal/2026-03.json")

    diary = opened(home, now)

    assert notes(diary) == ["the first"]
    assert diary.sealing.in_clear() == ["2026-03.json"]


def test_a_conflict_copy_of_a_sealed_file_is_joined(home: Path, now: Callable[[], datetime]) -> None:
    begun(home, now)
    other = home.with_name("other")
    shutil.copytree(home, other)
    opened(other, now).log("pay.shop", "direct", note="on the other machine")
    opened(home, now).log("pay.shop", "direct", note="on this one")
    for name in ("2026-03.sync-conflict-20260314-210000-ABCDEFG.json.age", "2026-03.json (1).age"):
        shutil.copy(other / MONTH, home / "journal" / name)

    diary = opened(home, now)

    assert notes(diary) == ["on the other machine", "on this one", "the first"]
    assert [path.name for path in (home / "journal").iterdir()] == ["2026-03.json.age"]
    assert clear_text(home, "on the other") == []


def test_a_machine_that_was_plain_is_sealed_by_its_first_unlocking(
    home: Path, now: Callable[[], datetime]
) -> None:
    """The other machine sealed the diary; a syncing program brought that, and took the plain files away."""
    plain = open_diary(home, home / ".state", now=now)
    plain.start(Beginning(app="left"))
    other = home.with_name("other")
    shutil.copytree(home, other)
    sealed(other, now)
    opened(other, now).log("pay.shop", "direct", note=f"{NEEDLE} there")
    plain.log("pay.shop", "direct", note=f"{NEEDLE} here")
    for path in (home / "book.json", home / "journal/2026-03.json"):
        path.unlink()
    shutil.copytree(other, home, ignore=shutil.ignore_patterns(".state"), dirs_exist_ok=True)

    with pytest.raises(Locked):
        open_diary(home, home / ".state", now=now)
    with pytest.raises(Locked, match="never opened"):
        sealing_at(home, now).leave("log", EVENING.date(), {"task": "pay.shop"})
    diary = opened(home, now)

    assert notes(diary) == [f"{NEEDLE} here", f"{NEEDLE} there"]
    assert clear_text(home) == []
    assert not sealing_at(home, now).in_clear()


def test_a_passphrase_changed_on_another_machine_opens_here_too(
    home: Path, now: Callable[[], datetime]
) -> None:
    begun(home, now)
    other = home.with_name("other")
    shutil.copytree(home, other)
    sealing = sealing_at(other, now)
    sealing.unlock(PASSPHRASE)
    sealing.rotate(PASSPHRASE, sealing.new_kit())
    sealing.change_passphrase("six other words altogether")
    opened(other, now, "six other words altogether").log("pay.shop", "direct", note="there")
    shutil.copytree(other, home, ignore=shutil.ignore_patterns(".state"), dirs_exist_ok=True)

    diary = opened(home, now, "six other words altogether")

    assert notes(diary) == ["the first", "there"]
    with pytest.raises(Locked, match="wrong"):
        opened(home, now)


def test_another_diary_in_the_home_is_named_and_nothing_of_it_is_touched(
    home: Path, now: Callable[[], datetime]
) -> None:
    begun(home, now)
    other = home.with_name("other")
    open_diary(other, other / ".state", now=now).start(Beginning(app="else"))
    sealing = sealing_at(other, now)
    sealing.seal("the other person's words", sealing.new_kit())
    for path in [path for path in home.rglob("*.age") if ".state" not in path.parts]:
        path.unlink()
    shutil.copytree(other, home, ignore=shutil.ignore_patterns(".state"), dirs_exist_ok=True)
    before = states(home)

    with pytest.raises(Locked, match="another key"):
        opened(home, now)

    assert states(home) == before


def test_a_copy_that_another_key_sealed_is_refused(home: Path, now: Callable[[], datetime]) -> None:
    diary = begun(home, now)
    other = home.with_name("other")
    open_diary(other, other / ".state", now=now).start(Beginning(app="else"))
    sealed(other, now)

    with pytest.raises(Forbidden, match="another key"):
        diary.copies.found(other)
    assert len(diary.copies.found(home)) == 2


def test_git_keeps_ours_and_theirs_waits_beside_it(
    home: Path, now: Callable[[], datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(home, now)
    other = home.with_name("other")
    shutil.copytree(home, other)
    opened(other, now).log("pay.shop", "direct", note="there")
    ours, theirs = home / ".merge_file_a", home / ".merge_file_b"
    shutil.copy(home / MONTH, ours)
    shutil.copy(other / MONTH, theirs)
    monkeypatch.chdir(home)

    code = main(["merge", "--driver", str(ours), str(ours), str(theirs), MONTH])

    assert code == 0
    assert ours.read_bytes() == (home / MONTH).read_bytes()
    assert notes(opened(home, now)) == ["the first", "there"]


class FullDisk(Disk):
    """A disk on which nothing more has room."""

    def write(self, handle: int, data: bytes) -> None:
        os.write(handle, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_write_that_failed_leaves_nothing_in_clear(home: Path, now: Callable[[], datetime]) -> None:
    begun(home, now)
    sealing = sealing_at(home, now, FullDisk())
    with suppress(DetoxError):
        sealing.unlock(PASSPHRASE)
    diary = open_diary(home, home / ".state", now=now, sealing=sealing)

    with pytest.raises(StoreError, match="full"):
        diary.log("pay.shop", "direct", note=NEEDLE)

    assert clear_text(home) == []
