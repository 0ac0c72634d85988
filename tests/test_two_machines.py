"""Two machines, one diary: both texts stand until somebody settles it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest

from detox.__main__ import main
from detox.diary.copies import Copies
from detox.domain.entries import Entry, Life
from detox.domain.snapshot import Snapshot
from detox.domain.trial import Trial, usual_rule
from detox.exchange.outputs import outputs
from detox.messages.undo_messages import turned_text
from detox.messages.version_messages import hiding_text
from detox.storage import file_format
from detox.storage.brake import MOST_HIDDEN, held_files
from detox.storage.doctor import examine, repair
from detox.storage.file_format import decode, encode
from detox.storage.other_copies import accept_held, copies_in, is_same_diary, merge_copy, refuse_held
from detox.storage.store import DiaryStore, MergeCounts
from detox.storage.transaction import Change
from tests.storage.scenes import ALL, entry, everything, log, store_at

MARCH = "journal/2026-03.json"
NAMES = (
    "2026-03.sync-conflict-20260314-101010-ABCDEFG.json",
    "2026-03 (Li's conflicted copy 2026-03-14).json",
    "2026-03 2.json",
    "2026-03-DESKTOP-1.json",
    "2026-03 (1).json",
    "2026-03.json.orig",
    "a copy without an ending",
    "2025-01.json",
)
"""As Syncthing, Dropbox, iCloud, OneDrive, Google and git call a conflict copy; two that nobody expects."""


def two_machines(root: Path) -> tuple[DiaryStore, DiaryStore]:
    """A laptop and a phone that begin with the same entry."""
    laptop = store_at(root / "laptop")
    log(laptop, entry("a1", note="v0"))
    shutil.copytree(root / "laptop/home", root / "phone/home")
    return laptop, store_at(root / "phone", now=datetime(2026, 3, 14, 13, tzinfo=UTC))


def write(store: DiaryStore, **fields: object) -> None:
    before = store.entry("a1")
    assert before is not None
    moment = store.paths.now().isoformat()
    store.save("edit", [Change(before=before, after=before.replace(updated_at=moment, **fields))])


def parted(root: Path) -> tuple[DiaryStore, DiaryStore]:
    """Both have written another note; the phone's file lies beside the laptop's."""
    laptop, phone = two_machines(root)
    write(laptop, note="LAPTOP")
    write(phone, note="PHONE")
    shutil.copy(phone.paths.home / MARCH, laptop.paths.home / "journal/2026-03 2.json")
    return laptop, phone


def notes(store: DiaryStore) -> set[str]:
    found = store.entry("a1")
    assert found is not None
    return {v.record.note for v in store.versions(found) if isinstance(v.record, Entry)}


def test_an_edit_keeps_what_it_did_not_touch_of_both_and_undo_restores_all(tmp_path: Path) -> None:
    laptop, _phone = parted(tmp_path)
    assert notes(laptop) == {"LAPTOP", "PHONE"}

    write(laptop, minutes=30)
    edited = laptop.versions(entry("a1"))
    laptop.undo()

    assert {(v.record.note, v.record.minutes) for v in edited if isinstance(v.record, Entry)} == {
        ("LAPTOP", 30),
        ("PHONE", 30),
    }
    assert {v.record.minutes for v in laptop.versions(entry("a1")) if isinstance(v.record, Entry)} == {5}
    assert notes(laptop) == {"LAPTOP", "PHONE"}


def test_a_deletion_of_two_versions_is_undone_with_both(tmp_path: Path) -> None:
    laptop, _phone = parted(tmp_path)
    found = laptop.entry("a1")
    assert found is not None

    laptop.save("delete", [Change(before=found)])
    assert laptop.entry("a1") is None
    laptop.undo()

    assert notes(laptop) == {"LAPTOP", "PHONE"}


def test_two_windows_that_wrote_the_same_field_keep_both_texts(tmp_path: Path) -> None:
    laptop, _phone = two_machines(tmp_path)
    before = laptop.entry("a1")
    assert before is not None

    write(laptop, note="another window")
    laptop.save("edit", [Change(before=before, after=before.replace(note="the dialog"))])

    assert notes(laptop) == {"another window", "the dialog"}


def test_two_windows_that_wrote_different_fields_lose_neither(tmp_path: Path) -> None:
    laptop, _phone = two_machines(tmp_path)
    before = laptop.entry("a1")
    assert before is not None

    write(laptop, minutes=30)
    laptop.save("edit", [Change(before=before, after=before.replace(note="the dialog"))])

    found = laptop.entry("a1")
    assert found is not None
    assert (found.note, found.minutes, len(laptop.versions(found))) == ("the dialog", 30, 1)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("first", ["read", "repair"])
def test_a_conflict_copy_of_any_name_is_joined_beside_any_neighbour(
    tmp_path: Path, name: str, first: str
) -> None:
    laptop, phone = two_machines(tmp_path)
    log(phone, entry("theirs"))
    shutil.copy(phone.paths.home / MARCH, laptop.paths.home / "journal" / name)
    (laptop.paths.home / "a.json.d").mkdir()
    (laptop.paths.home / "journal/b.json").symlink_to(tmp_path / "nowhere")
    (laptop.paths.home / "journal/c.json").write_text('{"mine": true}')
    os.mkfifo(laptop.paths.home / "journal/d.json")

    if first == "repair":
        repair(laptop.paths)

    assert set(everything(laptop)["entries"]) == {"a1", "theirs"}
    assert not (laptop.paths.home / "journal" / name).exists()
    assert sorted(f.file for f in examine(laptop.paths) if f.kind == "stray") == [
        *("a.json.d", "b.json", "c.json", "d.json")
    ]


@pytest.mark.parametrize("name", [".notes.tmp", "journal/.syncthing.2026-10.json.tmp", "journal/x.part"])
def test_files_that_are_not_ours_are_left(tmp_path: Path, name: str) -> None:
    laptop, _phone = two_machines(tmp_path)
    (laptop.paths.home / name).write_text("precious")

    log(store_at(tmp_path / "laptop"), entry("a2"))

    assert (laptop.paths.home / name).read_text() == "precious"


def full_diary(root: Path) -> tuple[DiaryStore, DiaryStore]:
    laptop = store_at(root / "laptop")
    log(laptop, *(entry(f"e{n}", note=f"words {n}") for n in range(MOST_HIDDEN + 1)))
    shutil.copytree(root / "laptop/home", root / "phone/home")
    return laptop, store_at(root / "phone")


@pytest.mark.parametrize("how", ["delete", "forget", "empty"])
def test_a_synced_file_that_hides_much_waits_and_is_refused_for_good(tmp_path: Path, how: str) -> None:
    laptop, phone = full_diary(tmp_path)
    for each in phone.entries(ALL.first, ALL.last):
        if how == "forget":
            phone.forget(each.id)
        else:
            after = each.replace(note="") if how == "empty" else None
            phone.save(how, [Change(before=each, after=after)])
    theirs = (phone.paths.home / MARCH).read_bytes()

    (laptop.paths.home / MARCH).write_bytes(theirs)
    before = everything(laptop)
    told = [notice.kind for notice in laptop.notices()]
    with laptop.paths.locked():
        refuse_held(laptop.paths)
    (laptop.paths.home / MARCH).write_bytes(theirs)

    assert told == ["held"]
    assert {e.note for e in before["entries"].values()} == {f"words {n}" for n in range(MOST_HIDDEN + 1)}
    assert everything(store_at(tmp_path / "laptop")) == before
    assert held_files(laptop.paths) == []


@pytest.mark.parametrize(("how", "said"), [("forget", "forgotten"), ("empty", "without its text")])
def test_what_waits_is_listed_by_what_it_says_here_and_what_it_is_there(
    tmp_path: Path, how: str, said: str
) -> None:
    laptop, phone = full_diary(tmp_path)
    for each in phone.entries(ALL.first, ALL.last):
        if how == "forget":
            phone.forget(each.id)
        else:
            phone.save("edit", [Change(before=each, after=each.replace(note=""))])
    shutil.copy(phone.paths.home / MARCH, laptop.paths.home / MARCH)
    everything(laptop)

    waits = Copies(SimpleNamespace(store=laptop)).held()  # type: ignore[arg-type]  # as far as it is looked at

    lines = [hiding_text(hiding, str) for hiding in waits[0].hidden]
    assert (waits[0].stranger, waits[0].lying) == (False, False)
    assert len(lines) == MOST_HIDDEN + 1
    assert any("words 7: " in line for line in lines)
    assert all(line.endswith(f": {said} there") for line in lines)


@pytest.mark.parametrize("way", ["replaced", "conflict copy", "folder"])
def test_what_was_forgotten_elsewhere_is_in_nothing_that_this_machine_keeps(tmp_path: Path, way: str) -> None:
    laptop, phone = two_machines(tmp_path)
    write(phone, note="NEEDLE")
    later = store_at(tmp_path / "phone", now=datetime(2026, 3, 15, 13, tzinfo=UTC))
    write(later, minutes=7)
    shutil.copy(phone.paths.home / MARCH, laptop.paths.home / MARCH)
    laptop.forget("a1")
    theirs = laptop.paths.home / MARCH
    held = [
        path for path in (tmp_path / "phone").rglob("*") if path.is_file() and b"NEEDLE" in path.read_bytes()
    ]

    if way == "folder":
        with later.paths.locked():
            for copy in copies_in(later.paths, laptop.paths.home):
                merge_copy(later.paths, copy)
    else:
        shutil.copy(theirs, later.paths.home / (MARCH if way == "replaced" else "journal/2026-03 2.json"))
    everything(later)

    assert {path.parent.name for path in held} >= {"undo", "2026-03", "journal"}
    assert [path for path in held if path.exists() and b"NEEDLE" in path.read_bytes()] == []


def test_an_older_export_brings_nothing_back_that_was_deleted_or_purged(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    gone, purged, kept = entry("gone"), entry("purged"), entry("kept")
    log(store, gone, purged, kept)
    store.save("delete", [Change(before=gone)])
    store.forget("purged")
    export = Snapshot(entries=(gone, purged, kept))

    said = store.merge(export)
    left = set(everything(store)["entries"])
    restored = store.merge(export, restore=True)

    assert (said, left) == (MergeCounts(deleted=1, forgotten=1), {"kept"})
    assert restored == MergeCounts(added=1, forgotten=1)
    assert set(everything(store)["entries"]) == {"kept", "gone"}


def test_a_folder_is_joined_and_a_strangers_is_known(tmp_path: Path) -> None:
    laptop, phone = two_machines(tmp_path)
    log(phone, entry("theirs"))
    stranger = store_at(tmp_path / "stranger")
    log(stranger, entry("s1"))
    mine, foreign = (list(copies_in(laptop.paths, s.paths.home)) for s in (phone, stranger))

    with laptop.paths.locked():
        counts = [merge_copy(laptop.paths, copy) for copy in mine]

    assert [c.added for c in counts] == [1]
    assert set(everything(laptop)["entries"]) == {"a1", "theirs"}
    assert is_same_diary(laptop.paths, mine)
    assert not is_same_diary(laptop.paths, foreign)


def two_homes(root: Path, capsys: pytest.CaptureFixture[str]) -> tuple[list[str], list[str], str]:
    """A laptop and a phone by the front door, which wrote another note into one entry; its id."""
    laptop, phone = ["--home", str(root / "laptop")], ["--home", str(root / "phone")]
    main([*laptop, "--quiet", "start", "--yes"])
    main([*laptop, "--quiet", "log", "pay.shop", "w", "--note", "v0"])
    capsys.readouterr()
    main([*laptop, "day", "--json"])
    found = json.loads(capsys.readouterr().out)["entries"][0]["id"]
    shutil.copytree(root / "laptop", root / "phone", ignore=shutil.ignore_patterns(".state"))
    main([*laptop, "--quiet", "edit", found, "--note", "LAPTOP words"])
    main([*phone, "--quiet", "edit", found, "--note", "PHONE words"])
    main([*laptop, "merge", str(root / "phone")])
    capsys.readouterr()
    return laptop, phone, found


def test_both_texts_are_shown_and_both_can_be_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    laptop, _phone, found = two_homes(tmp_path, capsys)

    said = []
    for command in (["day"], ["search", "words"], ["doctor"]):
        capsys.readouterr()
        main([*laptop, *command])
        said.append(capsys.readouterr().out)
    main([*laptop, "edit", found, "--keep", "both"])
    capsys.readouterr()
    main([*laptop, "day", "--json"])

    assert all("LAPTOP words" in text and "PHONE words" in text for text in said)
    assert set(json.loads(capsys.readouterr().out)["entries"][0]["note"].splitlines()) == {
        "LAPTOP words",
        "PHONE words",
    }


@pytest.mark.undated
@pytest.mark.parametrize("word", ["LAPTOP", "PHONE"])
def test_the_words_of_either_version_are_found_and_both_are_given(
    word: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    laptop, _phone, found = two_homes(tmp_path, capsys)

    given = {}
    for command in (["search", word], ["day"], ["journal"]):
        main([*laptop, *command, "--json"])
        given[command[0]] = json.loads(capsys.readouterr().out)
        said = outputs() | {"anyOf": [{"$ref": f"#/$defs/{command[0]}"}]}
        jsonschema.Draft202012Validator(said).validate(given[command[0]])

    for answer in given.values():
        assert [entry["id"] for entry in answer["entries"]] == [found]
        notes = {version["record"]["note"] for version in answer["versions"][found]}
        assert notes == {"LAPTOP words", "PHONE words"}


def living_with_git(root: Path, days: int) -> list[DiaryStore]:
    """Three homes that share a git repository through the driver, written on all sides for so many days."""
    git = shutil.which("git")
    if git is None:
        pytest.skip("git is not installed")

    def run(folder: Path, *words: str) -> None:
        who = ("-c", "user.name=x", "-c", "user.email=x@x", "-c", "init.defaultBranch=main")
        subprocess.run([git, *who, *words], cwd=folder, check=True, capture_output=True)

    stores = [store_at(root / name) for name in ("one", "two", "three")]
    driver = f'"{sys.executable}" -m detox merge --driver %O %A %B'
    run(root, "init", "--bare", str(root / "hub"))
    log(stores[0], entry("shared", note="begun"))
    for n, store in enumerate(stores):
        home = store.paths.home
        if n:
            run(root, "clone", str(root / "hub"), str(home))
        else:
            run(home, "init")
            (home / ".gitattributes").write_text("*.json merge=detox\n")
        run(home, "config", "merge.detox.driver", driver)
        if not n:
            run(home, "add", "-A")
            run(home, "commit", "-m", "begun")
            run(home, "remote", "add", "origin", str(root / "hub"))
            run(home, "push", "-u", "origin", "main")
    _live(stores, days, run)
    return stores


def _live(stores: list[DiaryStore], days: int, run: Callable[..., None]) -> None:
    for day in range(days):
        for n, store in enumerate(stores):
            log(store, entry(f"e{day}-{n}", date(2026, 3, 1 + day % 14), note=f"{day} of {n}"))
            run(store.paths.home, "add", "-A")
            run(store.paths.home, "commit", "-m", "written")
        for store in (*stores, *stores):
            run(store.paths.home, "pull", "--no-rebase", "--no-edit")
            run(store.paths.home, "push")


def one_diary(stores: list[DiaryStore], days: int) -> None:
    found = [everything(store) for store in stores]

    assert found[0] == found[1] == found[2]
    assert len(found[0]["entries"]) == 1 + 3 * days


def test_three_homes_in_one_git_repository_come_to_one_diary(tmp_path: Path) -> None:
    one_diary(living_with_git(tmp_path, 1), 1)


@pytest.mark.thorough
@pytest.mark.timeout(600)
def test_thirty_days_in_one_git_repository_lose_nothing(tmp_path: Path) -> None:
    one_diary(living_with_git(tmp_path, 30), 30)


@pytest.mark.parametrize("alone", ["--held", "--accept", "--refuse"])
def test_what_waits_is_never_answered_beside_a_copy(
    alone: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--home", str(tmp_path / "home"), "--quiet", "start", "--yes"])

    code = main(["--home", str(tmp_path / "home"), "merge", alone, str(tmp_path)])

    assert code == 1
    assert "Join copies apart: detox merge PATH" in capsys.readouterr().err


def test_an_export_and_a_folder_are_merged_in_one_call(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home, phone, stick = (["--home", str(tmp_path / name)] for name in ("home", "phone", "stick"))
    main([*home, "--quiet", "start", "--yes"])
    main([*home, "--quiet", "log", "pay.shop", "w", "--note", "v0"])
    for other in ("phone", "stick"):
        shutil.copytree(tmp_path / "home", tmp_path / other, ignore=shutil.ignore_patterns(".state"))
    main([*phone, "--quiet", "log", "pay.shop", "w", "--note", "PHONE"])
    main([*phone, "--quiet", "export", str(tmp_path / "log.json")])
    main([*stick, "--quiet", "log", "pay.shop", "w", "--note", "STICK"])
    paths = [str(tmp_path / "log.json"), str(tmp_path / "stick")]
    capsys.readouterr()

    codes = [main([*home, "merge", *paths, *more]) for more in (["--dry-run"], [], [])]
    said = capsys.readouterr().err.splitlines()
    main([*home, "day"])

    assert codes == [0, 0, 0]
    assert said == [
        "+2 records, 0 with two versions, 0 hidden.",
        "Nothing was written.",
        "+2 records, 0 with two versions, 0 hidden.",
        "+0 records, 0 with two versions, 0 hidden.",
    ]
    day = capsys.readouterr().out
    assert all(note in day for note in ("v0", "PHONE", "STICK"))


def test_an_export_that_is_merged_brings_nothing_back_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = ["--home", str(tmp_path / "home")]
    main([*home, "--quiet", "start", "--yes"])
    for note in ("deleted", "purged"):
        main([*home, "--quiet", "log", "pay.shop", "w", "--note", note])
    capsys.readouterr()
    main([*home, "day", "--json"])
    ids = [entry["id"] for entry in json.loads(capsys.readouterr().out)["entries"]]
    main([*home, "--quiet", "export", str(tmp_path / "log.json")])
    main([*home, "--quiet", "delete", ids[0]])
    main([*home, "--quiet", "forget", ids[1], "--yes"])
    capsys.readouterr()

    code = main([*home, "merge", str(tmp_path / "log.json")])

    assert code == 0
    assert capsys.readouterr().err.splitlines() == [
        "+0 records, 0 with two versions, 0 hidden.",
        "1 that you deleted stays deleted.",
        "1 that you purged stays purged.",
    ]


def test_a_broken_export_is_refused_and_nothing_is_joined(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = ["--home", str(tmp_path / "home")]
    main([*home, "--quiet", "start", "--yes"])
    (tmp_path / "log.json").write_text('{"format": "detox-log", "version": 9}')
    before = (tmp_path / "home/book.json").read_bytes()

    code = main([*home, "merge", str(tmp_path / "log.json")])

    assert code == 1
    assert "written by a newer Detox" in capsys.readouterr().err
    assert (tmp_path / "home/book.json").read_bytes() == before


def a_trial(start: date, days: int = 28) -> Trial:
    rule = usual_rule(days)
    return Trial(start=start, **{name: getattr(rule, name) for name in rule.__struct_fields__})


@pytest.mark.parametrize(
    ("first", "second", "stands"),
    [
        (date(2026, 3, 1), date(2026, 3, 10), date(2026, 3, 1)),
        (date(2026, 3, 10), date(2026, 3, 1), date(2026, 3, 1)),
        (date(2025, 3, 1), date(2026, 3, 1), date(2026, 3, 1)),
    ],
    ids=["mine is earlier", "theirs is earlier", "mine is long over"],
)
def test_of_two_trials_that_run_at_once_the_earlier_stands_on_both_machines(
    tmp_path: Path, first: date, second: date, stands: date
) -> None:
    laptop, phone = store_at(tmp_path / "laptop"), store_at(tmp_path / "phone")
    laptop.save("start", [Change(after=Life(app="one"))])
    shutil.copytree(laptop.paths.home, phone.paths.home)
    for store, start in ((laptop, first), (phone, second)):
        trial = a_trial(start)
        store.save(
            "trial new",
            [Change(after=trial), Change(before=Life(app="one"), after=Life(app="one", trial=trial.id))],
        )
    for here, there in ((laptop, phone), (phone, laptop)):
        with here.paths.locked():
            for copy in list(copies_in(here.paths, there.paths.home)):
                merge_copy(here.paths, copy)

    books = [laptop.book(), phone.book()]

    assert [book.trial.start for book in books if book.trial] == [stands, stands]
    at_once = abs((first - second).days) < 28
    assert [len(book.rivals) for book in books] == [int(at_once)] * 2
    assert {len(book.trials) for book in books} == {2}


def beside(store: DiaryStore, stranger: DiaryStore, name: str) -> Path:
    """The stranger's March, lying in a home under that name."""
    path = store.paths.home / "journal" / name
    shutil.copy(stranger.paths.home / MARCH, path)
    return path


@pytest.fixture
def mine_and_theirs(tmp_path: Path) -> tuple[DiaryStore, DiaryStore]:
    """My diary, with an entry in February, and somebody else's, with one in March."""
    mine, theirs = store_at(tmp_path / "mine"), store_at(tmp_path / "theirs")
    log(mine, entry("a1", date(2026, 2, 1)))
    log(theirs, entry("s1", note="theirs"))
    return mine, theirs


@pytest.mark.parametrize("name", ["2026-03.json", "2026-03 (1).json", "2026-03.sync-conflict-1-ABC.json"])
def test_a_strangers_file_in_the_home_is_named_once_and_joined_only_when_told(
    mine_and_theirs: tuple[DiaryStore, DiaryStore], name: str
) -> None:
    mine, theirs = mine_and_theirs
    path = beside(mine, theirs, name)
    before = path.read_bytes()

    read = set(everything(mine)["entries"])
    told = [notice.kind for notice in mine.notices()]
    again = store_at(mine.paths.home.parent)
    everything(again)
    told_again = again.notices()
    found = [finding.kind for finding in examine(again.paths)]
    lying = path.read_bytes()
    with again.paths.locked():
        n = accept_held(again.paths)

    assert (read, told, told_again) == ({"a1"}, ["stranger"], [])
    assert (found, lying, n) == (["stranger"], before, 1)
    assert set(everything(store_at(mine.paths.home.parent))["entries"]) == {"a1", "s1"}
    assert [finding.kind for finding in examine(again.paths)] == []


def test_writing_in_a_month_that_is_a_strangers_puts_theirs_aside_whole(
    mine_and_theirs: tuple[DiaryStore, DiaryStore],
) -> None:
    mine, theirs = mine_and_theirs
    before = beside(mine, theirs, "2026-03.json").read_bytes()

    log(mine, entry("a2"))

    assert set(everything(mine)["entries"]) == {"a1", "a2"}
    assert [file.path.read_bytes() for file in held_files(mine.paths)] == [before]
    with mine.paths.locked():
        assert refuse_held(mine.paths) == 1
    assert set(everything(mine)["entries"]) == {"a1", "a2"}


def test_a_strangers_book_over_mine_is_put_aside_and_mine_healed(tmp_path: Path) -> None:
    mine, theirs = store_at(tmp_path / "mine"), store_at(tmp_path / "theirs")
    for store, word in ((mine, "mine"), (theirs, "theirs")):
        store.save("start", [Change(after=Life(app=word))])
    shutil.copy(theirs.paths.home / "book.json", mine.paths.home / "book.json")

    read = mine.book().life.app

    assert read == "mine"
    assert [notice.kind for notice in mine.notices()] == ["stranger"]
    assert [file.file for file in held_files(mine.paths)] == ["book"]


def test_the_first_words_of_a_new_machine_are_no_strangers(tmp_path: Path) -> None:
    laptop = store_at(tmp_path / "laptop")
    laptop.save("start", [Change(after=Life(app="one"))])
    shutil.copytree(laptop.paths.home, tmp_path / "phone/home")
    phone = store_at(tmp_path / "phone")
    everything(phone)
    log(phone, entry("p1"))
    log(laptop, entry("a1"))

    beside(laptop, phone, "2026-03.sync-conflict-1-ABC.json")

    assert set(everything(laptop)["entries"]) == {"a1", "p1"}
    assert [notice.kind for notice in laptop.notices()] == ["conflict"]


def test_two_diaries_that_were_joined_stay_one_on_every_machine(
    mine_and_theirs: tuple[DiaryStore, DiaryStore],
) -> None:
    mine, theirs = mine_and_theirs
    copies = list(copies_in(mine.paths, theirs.paths.home))
    with mine.paths.locked():
        for copy in copies:
            merge_copy(mine.paths, copy)

    log(theirs, entry("s2", date(2026, 4, 1)))
    shutil.copy(theirs.paths.home / "journal/2026-04.json", mine.paths.home / "journal/2026-04.json")
    log(mine, entry("a3"))
    shutil.copy(mine.paths.home / MARCH, theirs.paths.home / MARCH)

    assert set(everything(mine)["entries"]) == {"a1", "a3", "s1", "s2"}
    assert set(everything(theirs)["entries"]) == {"a3", "s1", "s2"}


def test_a_newer_machines_copy_is_named_once_and_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, _phone = parted(tmp_path)
    path = laptop.paths.home / "journal/2026-03 2.json"
    content = decode("journal/2026-03", path.read_bytes())
    with monkeypatch.context() as newer:
        newer.setattr(file_format, "SCHEMA", file_format.SCHEMA + 1)
        path.write_bytes(encode("journal/2026-03", content))
    before = path.read_bytes()

    told = []
    for _ in range(2):
        store = store_at(tmp_path / "laptop")
        assert notes(store) == {"LAPTOP"}
        told += [(notice.kind, notice.detail) for notice in store.notices()]

    assert told == [("newer", "journal/2026-03 2.json")]
    assert ("newer", "journal/2026-03 2.json") in [(f.kind, f.file) for f in examine(laptop.paths)]
    assert path.read_bytes() == before


def test_two_versions_of_a_task_are_shown_and_one_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    laptop, phone = (["--home", str(tmp_path / name)] for name in ("laptop", "phone"))
    main([*laptop, "--quiet", "start", "--yes"])
    shutil.copytree(tmp_path / "laptop", tmp_path / "phone", ignore=shutil.ignore_patterns(".state"))
    main([*laptop, "--quiet", "task", "edit", "pay.shop", "--name", "At the baker"])
    main([*phone, "--quiet", "task", "edit", "pay.shop", "--name", "At the butcher"])
    main([*laptop, "--quiet", "merge", str(tmp_path / "phone")])
    capsys.readouterr()

    main([*laptop, "doctor"])
    said = capsys.readouterr().out
    number = next(n for n in "12" if f"  {n}  " in said.split("name: At the baker")[0].splitlines()[-2])
    codes = [main([*laptop, "edit", "pay.shop", "--keep", which]) for which in ("both", number)]
    capsys.readouterr()
    main([*laptop, "task", "list"])

    assert "book: 1 record has two versions." in said
    assert {"name: At the baker", "name: At the butcher"} <= {line.strip() for line in said.splitlines()}
    assert codes == [1, 0]
    assert "At the baker" in capsys.readouterr().out
    assert main([*laptop, "doctor"]) == 0
    assert "versions" not in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["folder", "link", "pipe"])
def test_what_is_no_file_stops_nothing_under_the_name_of_a_month(tmp_path: Path, kind: str) -> None:
    laptop, _phone = two_machines(tmp_path)
    odd = laptop.paths.home / "journal/2026-02.json"
    if kind == "folder":
        odd.mkdir()
    elif kind == "link":
        odd.symlink_to(laptop.paths.home / MARCH)
    elif hasattr(os, "mkfifo"):
        os.mkfifo(odd)

    log(laptop, entry("a2"))

    assert laptop.paths.names("journal/") == ["journal/2026-03"]
    assert set(everything(laptop)["entries"]) == {"a1", "a2"}
    assert [found.file for found in examine(laptop.paths) if found.kind == "stray"] == [odd.name]


def test_two_diaries_begun_on_one_day_differ_in_what_was_written_apart_and_in_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    laptop, phone = ["--home", str(tmp_path / "laptop")], ["--home", str(tmp_path / "phone")]
    main([*laptop, "--quiet", "start", "--yes", "--sentence", "from the laptop"])
    main([*phone, "--quiet", "start", "--yes", "--days", "28", "--sentence", "from the phone"])
    capsys.readouterr()

    main([*laptop, "merge", str(tmp_path / "phone"), "--yes"])
    joined = capsys.readouterr().err
    main([*laptop, "doctor"])
    looked = capsys.readouterr().out
    main([*laptop, "trial", "show"])

    assert "stands in more than one version; all are kept." in capsys.readouterr().err
    assert "+0 records, 1 with two versions, 0 hidden." in joined
    assert "stands in more than one version; all are kept." in joined
    assert looked.count("2 versions of") == 1
    assert "sentence: from the laptop" in looked
    assert "sentence: from the phone" in looked


def test_a_choice_between_versions_that_is_taken_back_says_what_it_was_about() -> None:
    chosen = entry("a1", note="stands")

    said = turned_text("edit", [(chosen, chosen.replace(updated_at="2026-03-15T21:00:00+00:00"))], str)

    assert said == "2026-03-14 pay.shop: its versions"
