"""A sealed diary says nothing to anybody but its keys, and loses nothing by it."""

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from detox.diary import Diary
from detox.diary.beginning import Beginning
from detox.domain.entries import Contact, Cost
from detox.errors import Forbidden, Locked, StoreError
from detox.exchange.log import to_json
from detox.storage.age_format import KeyRing, check_work, new_secret, padded, unpadded
from detox.storage.disk import Disk
from detox.storage.drafts import Draft
from detox.storage.local_state import LocalState
from detox.wiring import open_diary
from tests.conftest import EVENING
from tests.sealed import PASSPHRASE, opened, sealing_at

pytest.importorskip("pyrage", reason="the cipher library has no wheel for this system")

NEEDLE = "needle-7f3a"


@pytest.fixture
def now() -> Callable[[], datetime]:
    seconds = count()
    return lambda: EVENING + timedelta(seconds=next(seconds))


def written(home: Path, now: Callable[[], datetime]) -> Diary:
    """A diary with the needle in every text, and something in every folder of its state."""
    diary = open_diary(home, home / ".state", now=now)
    diary.start(Beginning(app=NEEDLE))
    entry = diary.log("pay.shop", "workaround", channel="cash", minutes=5, helper=NEEDLE, note=NEEDLE)
    diary.edit(entry, note=f"{NEEDLE} again", cost=Cost(amount="2.50", currency="CNY"))
    diary.check_in(note=NEEDLE, normal=True, mood=6)
    diary.context.add("contact", Contact(id="c1", name=NEEDLE, updated_at=diary.moment))
    diary.drafts.keep(Draft(name="note:x", question=NEEDLE, texts={"note": NEEDLE}))
    LocalState(diary.store.paths).write("own", NEEDLE)
    diary.log("pay.shop", "direct", note=NEEDLE, day=date(2026, 2, 3))
    diary.undo_list.undo()
    mirror = home / ".state" / "mirror" / "journal" / "2026-02.json"
    mirror.write_bytes(mirror.read_bytes()[:-9] + b"x")  # something for the quarantine
    diary.entry("last")
    return diary


def sealed(home: Path, now: Callable[[], datetime]) -> None:
    sealing = sealing_at(home, now)
    sealing.seal(PASSPHRASE, sealing.new_kit())


def export(diary: Diary) -> str:
    return to_json(diary.snapshot(), exported_at="2026-03-14T21:00:00+08:00")


def clear_text(home: Path, needle: str = NEEDLE) -> list[str]:
    """Every file below the home in which the needle stands."""
    return sorted(
        path.relative_to(home).as_posix()
        for path in home.rglob("*")
        if path.is_file() and needle.encode() in path.read_bytes()
    )


def states(home: Path) -> dict[str, bytes]:
    return {
        path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*") if path.is_file()
    }


def test_padding_comes_off_again_whatever_ends_the_text() -> None:
    for data in (b"", b" ", b"\n", b"text \n ", b"{}\n", b"x" * 1000):
        assert unpadded(padded(data)) == data


def test_texts_of_nearly_one_length_rest_in_the_same_two_lengths() -> None:
    lengths = {len(padded(b"x" * n)) for n in range(100_000, 101_000)}

    assert len(lengths) <= 2


def test_sealing_leaves_no_word_in_clear_and_the_export_as_it_was(
    home: Path, now: Callable[[], datetime]
) -> None:
    diary = written(home, now)
    before = export(diary)
    assert len(clear_text(home)) > 8

    sealed(home, now)

    assert clear_text(home) == []
    assert export(opened(home, now)) == before


def test_what_is_written_after_the_sealing_rests_sealed_too(home: Path, now: Callable[[], datetime]) -> None:
    open_diary(home, home / ".state", now=now).start(Beginning(app="left"))
    sealed(home, now)
    diary = opened(home, now)

    entry = diary.log("pay.shop", "workaround", note=NEEDLE)
    diary.delete(entry.id)
    diary.undo_list.undo()
    diary.drafts.keep(Draft(name="note:x", texts={"note": NEEDLE}))
    LocalState(diary.store.paths).write("own", NEEDLE)

    assert clear_text(home) == []
    assert opened(home, now).entry(entry.id).note == NEEDLE
    assert opened(home, now).drafts.of("note:x") is not None


def test_unsealing_gives_back_every_file_byte_for_byte(home: Path, now: Callable[[], datetime]) -> None:
    written(home, now)
    before = states(home)
    sealing = sealing_at(home, now)

    sealing.seal(PASSPHRASE, sealing.new_kit())
    sealing.unseal()

    assert states(home) == before
    assert not sealing.is_sealed


def test_another_passphrase_opens_nothing_and_changes_nothing(
    home: Path, now: Callable[[], datetime]
) -> None:
    written(home, now)
    sealed(home, now)
    before = states(home)

    with pytest.raises(Locked, match="wrong"):
        opened(home, now, "another passphrase")

    with pytest.raises(Locked):
        open_diary(home, home / ".state", now=now)
    assert states(home) == before


def test_a_new_passphrase_opens_and_the_old_one_does_not(home: Path, now: Callable[[], datetime]) -> None:
    before = export(written(home, now))
    sealing = sealing_at(home, now)
    sealing.seal(PASSPHRASE, sealing.new_kit())

    sealing.change_passphrase("six other words altogether")

    assert export(opened(home, now, "six other words altogether")) == before
    with pytest.raises(Locked, match="wrong"):
        opened(home, now)


def test_a_new_key_opens_all_and_no_file_is_left_for_the_old_one(
    home: Path, now: Callable[[], datetime]
) -> None:
    before = export(written(home, now))
    sealing = sealing_at(home, now)
    old, new = sealing.new_kit(), sealing.new_kit()
    sealing.seal(PASSPHRASE, old)

    sealing.rotate(PASSPHRASE, new)

    ring = KeyRing.of((old.secret,))
    assert new.secret != old.secret
    assert not [
        path for path in home.rglob("*.age") if path.name != "identity.age" and ring.open(path.read_bytes())
    ]
    assert export(opened(home, now)) == before


def test_the_kit_opens_a_diary_whose_passphrase_is_forgotten(home: Path, now: Callable[[], datetime]) -> None:
    before = export(written(home, now))
    first = sealing_at(home, now)
    kit = first.new_kit()
    first.seal("soon forgotten words", kit)

    sealing = sealing_at(home, now)
    sealing.open_with_kit(kit.secret.lower())
    sealing.change_passphrase(PASSPHRASE)

    assert export(opened(home, now)) == before


@pytest.mark.parametrize(
    "typed", ["AGE-SECRET-KEY-1", "words", new_secret()], ids=["cut off", "words", "of another diary"]
)
def test_another_key_than_the_kits_opens_nothing(home: Path, now: Callable[[], datetime], typed: str) -> None:
    written(home, now)
    sealing = sealing_at(home, now)
    sealing.seal(PASSPHRASE, sealing.new_kit())
    sealing.lock()

    with pytest.raises(Locked):
        sealing.open_with_kit(typed)

    assert sealing.is_locked


def test_a_key_file_that_would_hold_up_a_start_is_refused_before_it_is_tried() -> None:
    for work, noted in ((21, 0), (30, 0), (19, 15)):
        with pytest.raises(Locked, match="too much work"):
            check_work(f"age-encryption.org/v1\n-> scrypt c2FsdA {work}\nrest".encode(), noted)
    check_work(b"age-encryption.org/v1\n-> scrypt c2FsdA 20\nrest", 18)


def test_a_short_passphrase_is_refused_and_nothing_is_written(
    home: Path, now: Callable[[], datetime]
) -> None:
    written(home, now)
    before = states(home)

    with pytest.raises(Forbidden, match="short passphrase"):
        sealing_at(home, now).seal("1234567", sealing_at(home, now).new_kit())

    assert states(home) == before


def test_a_window_that_is_open_while_it_is_sealed_writes_nothing_in_clear(
    home: Path, now: Callable[[], datetime]
) -> None:
    diary = written(home, now)
    sealed(home, now)

    with pytest.raises(StoreError, match="sealing changed"):
        diary.log("pay.shop", "direct", note=NEEDLE)
    with pytest.raises(StoreError, match="sealing changed"):
        diary.drafts.keep(Draft(name="note:y", texts={"note": NEEDLE}))

    assert clear_text(home) == []


def test_a_window_that_is_open_while_the_seal_comes_off_writes_nothing_sealed(
    home: Path, now: Callable[[], datetime]
) -> None:
    written(home, now)
    sealed(home, now)
    diary = opened(home, now)
    sealing = sealing_at(home, now)
    sealing.unlock(PASSPHRASE)
    sealing.unseal()

    with pytest.raises(StoreError, match="sealing changed"):
        diary.log("pay.shop", "direct")

    assert not list(home.rglob("*.age"))


class Killed(BaseException):
    """The program ends here, and no handler of an error runs."""


class MortalDisk(Disk):
    """The real disk, until so many changes of it have been made."""

    def __init__(self, changes: int) -> None:
        self.changes = changes

    def _change(self) -> None:
        if self.changes <= 0:
            raise Killed
        self.changes -= 1

    def create(self, path: Path) -> int:
        self._change()
        return super().create(path)

    def write(self, handle: int, data: bytes) -> None:
        if self.changes <= 0:
            super().write(handle, data[: len(data) // 2])
        self._change()
        super().write(handle, data)

    def replace(self, source: Path, target: Path) -> None:
        self._change()
        super().replace(source, target)

    def remove(self, path: Path) -> None:
        self._change()
        super().remove(path)


DEEDS = {
    "seal": lambda sealing: sealing.seal(PASSPHRASE, sealing.new_kit()),
    "unseal": lambda sealing: sealing.unseal(),
    "rotate": lambda sealing: sealing.rotate(PASSPHRASE, sealing.new_kit()),
    "passphrase": lambda sealing: sealing.change_passphrase("six other words altogether"),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_cut_short_anywhere_it_is_finished_or_undone_at_the_next_start(
    tmp_path: Path, now: Callable[[], datetime], deed: str
) -> None:
    ready = tmp_path / "ready"
    wanted = export(written(ready, now))
    if deed != "seal":
        sealed(ready, now)
    wrong = []
    for moment in moments(ready, now, deed, few=12):
        home = tmp_path / f"at-{moment}"
        shutil.copytree(ready, home)

        cut_short(home, now, deed, moment)

        wrong += [f"after {moment}: {said}" for said in unlike(home, now, wanted)]
    assert not wrong


@pytest.mark.thorough
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("deed", DEEDS)
def test_ten_years_cut_short_at_random_moments_are_finished_or_undone(
    tmp_path: Path, now: Callable[[], datetime], deed: str
) -> None:
    ready = tmp_path / "ready"
    diary = written(ready, now)
    for months in range(120):
        day = date(2016 + months // 12, months % 12 + 1, 3)
        diary.log("pay.shop", "workaround", note=f"{NEEDLE} {months}", day=day)
    wanted = export(diary)
    if deed != "seal":
        sealed(ready, now)
    wrong = []
    for moment in moments(ready, now, deed, few=50):
        home = tmp_path / "cut"
        shutil.copytree(ready, home)

        cut_short(home, now, deed, moment)

        wrong += [f"after {moment}: {said}" for said in unlike(home, now, wanted)]
        shutil.rmtree(home)
    assert not wrong


def moments(ready: Path, now: Callable[[], datetime], deed: str, *, few: int) -> list[int]:
    """Some of the moments at which a deed can be cut short, the first and the last among them."""
    home = ready.with_name("counted")
    shutil.copytree(ready, home)
    disk = cut_short(home, now, deed, 10**6)
    shutil.rmtree(home)
    made = 10**6 - disk.changes
    rng = random.Random(deed)  # noqa: S311 - the same moments each time
    return sorted({0, 1, 2, made - 2, made - 1, *rng.sample(range(made), min(few, made))})


def cut_short(home: Path, now: Callable[[], datetime], deed: str, changes: int) -> MortalDisk:
    sealing = sealing_at(home, now)
    if sealing.is_sealed:
        sealing.unlock(PASSPHRASE)
    disk = MortalDisk(changes)
    sealing._bare = disk
    with suppress(Killed):
        DEEDS[deed](sealing)
    return disk


def unlike(home: Path, now: Callable[[], datetime], wanted: str) -> Iterator[str]:
    """What is not as it was before, or as it should be."""
    sealing = sealing_at(home, now)
    if not sealing.is_sealed:
        if list(home.rglob("*.age")):
            yield "sealed files beside plain ones"
        if export(open_diary(home, home / ".state", now=now)) != wanted:
            yield "another export"
        return
    if clear_text(home):
        yield f"in clear: {clear_text(home)}"
    for passphrase in (PASSPHRASE, "six other words altogether"):
        try:
            diary = opened(home, now, passphrase)
        except Locked:
            continue
        if export(diary) != wanted:
            yield "another export"
        return
    yield "no passphrase opens it"
