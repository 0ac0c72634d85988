"""Copies joined at the front door: who is asked, what waits, and the driver that git calls."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CalledProcessError
from types import SimpleNamespace
from typing import Any

import pytest

from detox.__main__ import main
from detox.cli.merge_command import _waiting_text
from detox.diary import Diary
from detox.diary.copies import Copies, Waiting
from detox.storage.other_copies import CopyCounts
from detox.wiring import open_diary
from tests.storage.scenes import ALL, entry, log
from tests.test_two_machines import MARCH, full_diary, write
from tests.test_two_machines import two_machines as machines

Run = Callable[..., int]


@pytest.fixture
def run(home: Path) -> Run:
    """The program over a diary with an entry."""
    call = lambda *words: main(["--home", str(home), *words])  # noqa: E731
    call("--quiet", "log", "pay.shop", "w", "--new", "--note", "mine")
    return call


@pytest.fixture
def stranger(tmp_path: Path) -> Path:
    """Somebody else's diary."""
    folder = tmp_path / "stranger"
    main(["--home", str(folder), "--quiet", "log", "pay.shop", "w", "--new", "--note", "theirs"])
    return folder


def notes(home: Path) -> set[str]:
    return {entry.note for entry in open_diary(home, home / ".state").snapshot().entries}


@pytest.mark.parametrize(
    ("typed", "words", "joined"),
    [
        (None, (), False),
        (None, ("--yes",), True),
        ("y\n", (), True),
        ("YES\n", (), True),
        ("\n", (), False),
        ("n\n", (), False),
    ],
)
def test_somebody_elses_diary_is_joined_only_where_that_is_wished(
    run: Run,
    home: Path,
    stranger: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    typed: str | None,
    words: tuple[str, ...],
    joined: bool,
) -> None:
    stdin = io.StringIO(typed or "")
    stdin.isatty = lambda: typed is not None  # type: ignore[method-assign]
    monkeypatch.setattr("sys.stdin", stdin)

    assert run("merge", str(stranger), *words) == (0 if joined else 1)

    assert notes(home) == ({"mine", "theirs"} if joined else {"mine"})


def test_a_dry_run_asks_nothing_and_writes_nothing(
    run: Run, home: Path, stranger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("merge", str(stranger), "--dry-run") == 0

    assert "Nothing was written." in capsys.readouterr().err
    assert notes(home) == {"mine"}


@pytest.mark.parametrize("word", ["--accept", "--refuse"])
def test_where_nothing_waits_that_is_said(run: Run, capsys: pytest.CaptureFixture[str], word: str) -> None:
    assert run("merge", word) == 0

    assert capsys.readouterr().err == "Nothing waits.\n"


@pytest.mark.parametrize("paths", [(), ("nowhere",)])
def test_without_a_copy_nothing_is_joined(run: Run, home: Path, paths: tuple[str, ...]) -> None:
    assert run("merge", *paths) == 1
    assert notes(home) == {"mine"}


@pytest.mark.parametrize("more", [(), ("journal/2026-03.json",)])
def test_git_hands_over_three_states_of_a_file_and_gets_both_sides_in_ours(
    tmp_path: Path, more: tuple[str, ...]
) -> None:
    laptop, phone = machines(tmp_path)
    write(laptop, note="LAPTOP")
    write(phone, note="PHONE")
    ours, theirs = laptop.paths.home / MARCH, phone.paths.home / MARCH

    assert main(["merge", "--driver", str(ours), str(ours), str(theirs), *more]) == 0

    assert [b"LAPTOP" in ours.read_bytes(), b"PHONE" in ours.read_bytes()] == [True, True]


@pytest.mark.parametrize("count", [1, 2])
def test_fewer_than_three_states_are_refused(tmp_path: Path, count: int) -> None:
    laptop, _phone = machines(tmp_path)
    ours = laptop.paths.home / MARCH
    before = ours.read_bytes()

    assert main(["merge", "--driver", *[str(ours)] * count]) == 1

    assert ours.read_bytes() == before


@pytest.mark.parametrize("sealed", ["ours", "theirs"])
def test_where_either_side_is_sealed_theirs_is_set_beside_until_the_diary_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sealed: str
) -> None:
    laptop, _phone = machines(tmp_path)
    home = laptop.paths.home
    sides = {name: tmp_path / name for name in ("ours", "theirs")}
    for name, side in sides.items():
        shutil.copy(home / MARCH, side)
        if name == sealed:
            side.write_bytes(b"age-encryption.org/v1\n-> X25519 x\n")
    held = {name: side.read_bytes() for name, side in sides.items()}
    before = set(home.rglob("*"))
    monkeypatch.chdir(home)

    code = main(["merge", "--driver", str(sides["ours"]), str(sides["ours"]), str(sides["theirs"]), MARCH])

    assert code == 0
    assert sides["ours"].read_bytes() == held["ours"]
    assert [path.read_bytes() for path in set(home.rglob("*")) - before if path.is_file()] == [held["theirs"]]


def test_what_is_no_file_of_a_diary_is_left_to_git(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    laptop, _phone = machines(tmp_path)
    ours, theirs = laptop.paths.home / MARCH, tmp_path / "theirs"
    theirs.write_text("<<<<<<< no diary")
    before = ours.read_bytes()

    assert main(["merge", "--driver", str(ours), str(ours), str(theirs)]) == 1

    assert "git's own conflict stands" in capsys.readouterr().err
    assert ours.read_bytes() == before


@pytest.mark.parametrize(
    ("program", "folder", "code"), [("/usr/bin/git", True, 0), (None, True, 1), ("/usr/bin/git", False, 1)]
)
def test_git_is_told_of_the_driver_where_there_is_one_and_the_diary_is_its(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch, *, program: str | None, folder: bool, code: int
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(shutil, "which", lambda _name: program)
    monkeypatch.setattr("subprocess.run", lambda words, **_options: asked.append(words) or SimpleNamespace())
    if folder:
        (home / ".git").mkdir()
    (home / ".gitattributes").write_text("*.json merge=detox\n*.png binary\n")

    codes = [run("git-setup") for _twice in range(2)]

    assert codes == [code, code]
    lines = (home / ".gitattributes").read_text().splitlines()
    added = ["*.json.age merge=detox"] if code == 0 else []
    assert lines == ["*.json merge=detox", "*.png binary", *added]
    assert [words[-2] for words in asked] == ["merge.detox.name", "merge.detox.driver"] * (
        2 if code == 0 else 0
    )


def test_a_git_that_refuses_is_said_and_nothing_is_changed(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuses(words: list[str], *, check: bool) -> None:
        if check:
            raise CalledProcessError(128, words)

    monkeypatch.setattr(shutil, "which", lambda _name: "/usr/bin/git")
    monkeypatch.setattr("subprocess.run", refuses)
    (home / ".git").mkdir()

    assert run("git-setup") == 1

    assert "is no git repository" in capsys.readouterr().err
    assert not (home / ".gitattributes").exists()


@pytest.mark.parametrize(
    ("name", "there", "called"), [("detox", True, None), ("detox", False, "detox"), ("pytest", True, "detox")]
)
def test_git_calls_the_program_that_was_called_where_that_is_it(
    run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, name: str, there: bool,
    called: str | None,
) -> None:  # fmt: skip
    program = tmp_path / "bin" / name
    program.parent.mkdir()
    if there:
        program.touch()
    asked: list[Any] = []
    monkeypatch.setattr(shutil, "which", lambda _name: "/usr/bin/git")
    monkeypatch.setattr("subprocess.run", lambda words, **_options: asked.append(words[-1]))
    monkeypatch.setattr("sys.argv", [str(program)])
    (home / ".git").mkdir()

    assert run("git-setup") == 0

    assert asked[1] == f'"{called or program}" merge --driver %O %A %B %P'


def test_of_what_waits_it_is_said_whose_it_is_and_whether_it_was_put_aside() -> None:
    pairs = [(stranger, lying) for stranger in (False, True) for lying in (False, True)]

    said = [_waiting_text(Waiting(file="a file", stranger=s, lying=lying)) for s, lying in pairs]

    assert said[0] == said[1]
    assert len(set(said)) == 3


def test_of_a_copy_that_would_hide_much_nothing_is_joined_and_it_waits(tmp_path: Path) -> None:
    laptop, phone = full_diary(tmp_path)
    for each in phone.entries(ALL.first, ALL.last):
        phone.forget(each.id)
    log(phone, entry("new.one"))
    copies = Copies(SimpleNamespace(store=laptop))  # type: ignore[arg-type]  # as far as it is looked at
    found = copies.found(phone.paths.home / MARCH)

    counts = copies.join(found, dry_run=False, seen=lambda: None)

    assert counts == CopyCounts(held=True)
    assert laptop.entry("new.one") is None


def test_a_strangers_file_in_the_home_waits_where_it_lies(run: Run, home: Path, stranger: Path) -> None:
    (month,) = (stranger / "journal").iterdir()
    shutil.copy(month, home / "journal" / f"{month.stem} (1).json")
    diary = open_diary(home, home / ".state")
    diary.snapshot()

    assert diary.copies.held() == [Waiting(file=f"journal/{month.stem} (1).json", stranger=True, lying=True)]


def test_of_no_copies_nothing_waits_and_nothing_comes(diary: Diary) -> None:
    seen: list[int] = []

    counts = diary.copies.join([], dry_run=False, seen=lambda: seen.append(1))

    assert (counts, seen) == (CopyCounts(), [])


def test_a_file_named_alone_is_neither_a_strangers_nor_lies_in_the_home() -> None:
    waiting = Waiting(file="a file")

    assert (waiting.hidden, waiting.stranger, waiting.lying) == ((), False, False)
