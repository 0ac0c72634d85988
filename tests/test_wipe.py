"""`detox wipe`: nothing of the diary is left, everything of anybody else's is, and it is asked twice."""

import io
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from detox.__main__ import main
from detox.storage.wipe import carry_out, wipe_plan
from detox.words import LANGUAGES

WORDS = "the person nobody may know"
Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Run:
    """The program over the usual home, with something of every kind in its folders."""
    if not hasattr(request, "param"):  # elsewhere, and where it is asked for, all three are one folder
        for name in ("DATA", "STATE", "CONFIG"):
            monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "xdg" / name.lower()))
            (tmp_path / "xdg" / name.lower()).mkdir(parents=True)
    call = lambda *words: main(list(words))  # noqa: E731
    assert call("--quiet", "start", "--app", "wechat", "--yes") == 0
    assert call("--quiet", "log", "pay.shop", "w", "--note", WORDS) == 0
    assert call("--quiet", "edit", "last", "--minutes", "4") == 0
    assert call("--quiet", "config", "alias.w", "log pay.shop w") == 0
    assert call("--quiet", "help", "--mine", WORDS) == 0
    assert call("--quiet", "export", str(tmp_path / "clear.json")) == 0
    return call


def typed(monkeypatch: pytest.MonkeyPatch, text: str, *, terminal: bool = True) -> None:
    """Somebody types these lines."""
    stream = io.StringIO(text)
    monkeypatch.setattr(stream, "isatty", lambda: terminal)
    monkeypatch.setattr(sys, "stdin", stream)


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if not path.is_dir())


@pytest.mark.parametrize("run", ["one folder"], indirect=True)
def test_nothing_of_the_diary_is_left_where_all_its_folders_are_one(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "yes\nwipe everything\n")

    assert run("wipe") == 0

    assert "none of Detox's" not in capsys.readouterr().err
    assert list((tmp_path / "xdg").rglob("*")) == []


def test_nothing_of_the_diary_is_left_and_no_folder(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(files(tmp_path / "xdg")) > 8
    typed(monkeypatch, "yes\nwipe everything\n")

    assert run("wipe") == 0

    assert sorted(path.name for path in (tmp_path / "xdg").rglob("*")) == ["config", "data", "state"]
    assert (tmp_path / "clear.json").exists()


@pytest.mark.parametrize(
    "lines", ["no\n", "", "yes\n", "yes\nyes\n", "yes\nWipe everything\n", "yes\nwipe  everything\n"]
)
def test_anything_but_both_answers_removes_nothing(
    lines: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in files(tmp_path)}
    typed(monkeypatch, lines)

    assert run("wipe") == 1

    assert {path: path.read_bytes() for path in files(tmp_path)} == before


def test_yes_is_not_enough_before_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "\n")
    assert run("wipe", "--yes") == 1

    typed(monkeypatch, "wipe everything\n")
    assert run("wipe", "--yes") == 0


def test_yes_is_enough_where_nobody_can_be_asked(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "", terminal=False)

    assert run("wipe", "--yes") == 0

    assert files(tmp_path / "xdg") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_may_be_typed_in_the_language_that_is_spoken(
    language: str, run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = {"en": "wipe everything", "zh_Hans": "全部销毁"}[language]
    typed(monkeypatch, f"yes\n{said}\n")

    assert run("--lang", language, "wipe") == 0
    assert said in capsys.readouterr().err


def test_what_it_cannot_promise_and_the_exports_are_told_first(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("wipe", "--dry-run") == 0

    said = capsys.readouterr().err
    assert "Flash storage" in said
    assert str(tmp_path / "clear.json") in said
    assert WORDS not in said
    assert run("day") == 0


FOREIGN = (
    "notes.txt", "journal/2026-03.json.mine", "journal/photo.jpg", ".git/config", ".syncthing.x.tmp",
    ".state/quarantine/mine.txt", ".state/mirror/readme", ".state/other/file", "journal/book.json",
)  # fmt: skip


def test_files_of_others_stay_and_are_named(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--home", str(home), "--quiet", "start", "--yes"])
    main(["--home", str(home), "--quiet", "log", "pay.shop", "w", "--note", WORDS])
    for name in FOREIGN:
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text("theirs", encoding="utf-8")
    month = next((home / "journal").glob("2*-??.json"))
    month.with_name("2026-03 (conflicted copy).json").write_bytes(month.read_bytes())
    (home / ".gitignore").write_text("*.log\n" + (home / ".gitignore").read_text())
    typed(monkeypatch, "", terminal=False)

    assert main(["--home", str(home), "wipe", "--yes"]) == 0

    left = {path.relative_to(home).as_posix() for path in files(home)}
    assert left == {*FOREIGN, ".gitignore"}
    assert (home / ".gitignore").read_text() == "*.log\n"
    assert str(home / "notes.txt") in capsys.readouterr().err


def test_settings_of_the_usual_diary_stay_when_another_is_wiped(
    run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["--home", str(home), "--quiet", "start", "--yes"])
    typed(monkeypatch, "", terminal=False)

    assert main(["--home", str(home), "wipe", "--yes"]) == 0

    assert not home.exists()
    assert [path.name for path in files(tmp_path / "xdg")].count("config.toml") == 1
    assert run("day") == 0


def test_a_damaged_a_newer_and_a_sealed_diary_are_wiped_too(home: Path) -> None:
    state = home / ".state"
    main(["--home", str(home), "--quiet", "start", "--yes"])
    (home / "book.json").write_bytes(b"\0" * 40)
    sealed = ("journal/2026-01.json.age", "contacts.json.age", "journal/2026-01.sync-conflict-1.json.age")
    for name in sealed:
        (home / name).parent.mkdir(exist_ok=True)
        (home / name).write_bytes(b"age-encryption.org/v1\n-> X25519 x\n")
    for name in (
        "identity.age",
        "sealing.json",
        "mirror/journal/2026-01.json.age",
        "history/2026-01/2026-01-03.age",
    ):
        (state / name).parent.mkdir(parents=True, exist_ok=True)
        (state / name).write_bytes(b"age-encryption.org/v1\n")
    (home / "identity.age").write_bytes(b"age-encryption.org/v1\n")

    plan = wipe_plan(home, state, None)

    assert plan.foreign == ()
    assert {path.name for path in plan.files[:3]} == {"identity.age", "sealing.json"}
    assert carry_out(plan, state) == ()
    assert not home.exists()


@pytest.mark.skipif(os.name != "posix" or not hasattr(os, "getuid") or os.getuid() == 0, reason="rights")
def test_what_could_not_be_removed_is_named(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = next((tmp_path / "xdg").rglob("journal"))
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    typed(monkeypatch, "", terminal=False)

    assert run("wipe", "--yes") == 1

    folder.chmod(0o700)
    assert "could not be removed" in capsys.readouterr().err


def test_where_there_is_no_diary_nothing_is_asked(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--home", str(home), "wipe"]) == 0

    assert "There is no diary here" in capsys.readouterr().err
    assert not home.exists()


@pytest.mark.skipif(os.name != "posix", reason="links as POSIX has them")
def test_a_link_is_removed_and_never_what_it_leads_to(home: Path, tmp_path: Path) -> None:
    main(["--home", str(home), "--quiet", "start", "--yes"])
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "2026-01.json").write_text('{"_meta": {', encoding="utf-8")
    (home / ".state" / "inbox").symlink_to(tmp_path / "theirs")
    (home / "2026-01.json").symlink_to(tmp_path / "theirs" / "2026-01.json")

    carry_out(wipe_plan(home, home / ".state", None), home / ".state")

    assert (tmp_path / "theirs" / "2026-01.json").exists()


def test_folders_that_hold_nothing_any_more_are_removed_too(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "journal").mkdir(parents=True)
    monkeypatch.setattr(sys, "stdin", io.StringIO())

    assert main(["--home", str(home), "wipe", "--yes"]) == 0

    assert not home.exists()
