"""`detox export` and the way back, through the command line."""

import io
import json
import os
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from detox import demo
from detox.__main__ import main
from detox.exchange import log
from detox.exchange.csv_tables import FILES
from detox.exchange.schema import FILE
from detox.words import LANGUAGES

Run = Callable[..., int]


@pytest.fixture
def run(home: Path, tmp_path: Path) -> Run:
    """The program over a home with the twelve made-up weeks in it."""
    file = tmp_path / "weeks.json"
    file.write_text(log.to_json(demo.demo_snapshot("en"), exported_at=MOMENT), encoding="utf-8")

    def call(*words: str, at: Path = home) -> int:
        return main(["--home", str(at), *words])

    assert call("--quiet", "import", str(file)) == 0
    return call


MOMENT = "2023-01-08T21:00:00+08:00"


def read(file: Path) -> dict[str, object]:
    """An exported log but for its time."""
    found = json.loads(file.read_text(encoding="utf-8"))
    del found["exported_at"]
    return dict(found)


@pytest.mark.parametrize("name", ["tables", "tables.zip"])
def test_another_home_that_takes_in_the_tables_holds_the_same(name: str, run: Run, tmp_path: Path) -> None:
    assert run("export", "--format", "csv", str(tmp_path / name)) == 0
    assert run("import", str(tmp_path / name), at=tmp_path / "other") == 0

    run("export", str(tmp_path / "a.json"))
    run("export", str(tmp_path / "b.json"), at=tmp_path / "other")
    assert read(tmp_path / "a.json") == read(tmp_path / "b.json")


@pytest.mark.undated
@pytest.mark.skipif(os.name != "posix", reason="elsewhere nobody can say whether a process lives")
@pytest.mark.parametrize("words", [(), ("--format", "csv")])
def test_what_a_killed_export_left_in_a_folder_goes_with_the_next(
    words: tuple[str, ...], run: Run, tmp_path: Path
) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as dead:
        pass
    left = [tmp_path / f".detox.{dead.pid}.abcdef_1", tmp_path / f".detox.{dead.pid}.abcdef_2"]
    left[0].write_text("everything", encoding="utf-8")
    (left[1] / "new").mkdir(parents=True)
    stays = [tmp_path / f".detox.{os.getpid()}.abcdef_3", tmp_path / ".detox.notes", tmp_path / ".abcdef.tmp"]
    for path in stays:
        path.write_text("another's", encoding="utf-8")

    assert run("export", *words, str(tmp_path / "out")) == 0

    assert [path.exists() for path in left] == [False, False]
    assert all(path.exists() for path in stays)


@pytest.mark.undated
@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_only_the_owner_can_read_what_is_exported(run: Run, tmp_path: Path) -> None:
    run("export", "--format", "csv", str(tmp_path / "tables"))
    run("export", "--format", "csv", str(tmp_path / "tables.zip"))

    assert stat.S_IMODE((tmp_path / "tables").stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "tables").iterdir()} == {0o600}
    assert stat.S_IMODE((tmp_path / "tables.zip").stat().st_mode) == 0o600
    assert {file.name for file in (tmp_path / "tables").iterdir()} == set(FILES)


@pytest.mark.undated
def test_tables_to_standard_output_are_refused(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "--format", "csv") == 1
    assert "name a new folder" in capsys.readouterr().err


@pytest.mark.undated
def test_a_folder_that_is_there_is_not_touched(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()

    assert run("export", "--format", "csv", str(tmp_path / "tables"), "--force") == 1
    assert list((tmp_path / "tables").iterdir()) == []


def test_some_days_are_exported_and_no_other(run: Run, tmp_path: Path) -> None:
    words = ("--from", "2022-11-01", "--to", "2022-11-07")

    assert run("export", str(tmp_path / "week.json"), *words) == 0

    days = {row["day"] for row in read(tmp_path / "week.json")["entries"]}  # type: ignore[attr-defined]
    assert min(days) >= "2022-11-01"
    assert max(days) <= "2022-11-07"
    assert len(days) >= 5


def test_days_in_the_wrong_order_are_refused(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "--from", "2022-11-07", "--to", "2022-11-01") == 1
    assert "--to" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["json", "markdown"])
def test_a_redacted_export_holds_no_name_and_no_note(
    form: str, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    held = demo.demo_snapshot("en")
    secrets = {contact.name for contact in held.contacts} | {e.helper for e in held.entries if e.helper}
    secrets |= {note for e in (*held.entries, *held.checkins) if len(note := e.note) > 3}

    assert run("export", "--redact", "--format", form) == 0

    printed = capsys.readouterr().out
    assert len(secrets) > 5
    assert not {secret for secret in secrets if secret in printed}


def test_what_is_to_be_kept_is_kept(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    notes = [bool(entry.note) for entry in demo.demo_snapshot("en").entries]
    capsys.readouterr()

    run("export", "--redact", "names,helpers")

    exported = json.loads(capsys.readouterr().out)
    assert [bool(row["note"]) for row in exported["entries"]] == notes
    assert "Mum" not in {word for row in exported["entries"] for word in row["note"].split()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_journal_can_be_read_from_its_first_day_to_its_last(
    language: str, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--lang", language, "export", "--format", "markdown") == 0

    days = [line for line in capsys.readouterr().out.splitlines() if line.startswith("## ")]
    assert len(days) > 60
    assert "2022" in days[0]
    assert "2023" in days[-1]


@pytest.mark.undated
def test_a_zip_that_is_no_diary_is_refused_and_nothing_written(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("diary.csv", b"app,left\r\nwechat,2022-02-30\r\n")
        archive.writestr("steps.csv", b"\xff\xfe")
    (tmp_path / "bad.zip").write_bytes(data.getvalue())

    assert main(["--home", str(home), "import", str(tmp_path / "bad.zip")]) == 1
    assert "steps.csv: byte 0: expected UTF-8" in capsys.readouterr().err
    assert not home.exists()


@pytest.mark.undated
def test_the_schema_that_is_printed_is_the_one_that_ships(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--schema"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("form", ["json", "markdown"])
def test_no_sign_of_an_export_can_steer_a_terminal(
    form: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = "a\x1b]52;c;aGk=\x07b\x9b2Jc\x7fd\u202ee\u2066f"
    row = {"day": "2026-03-13", "task": "pay.shop", "outcome": "app", "note": note}
    poisoned = {"format": "detox-log", "version": 1, "entries": [row]}
    (tmp_path / "poisoned.json").write_text(json.dumps(poisoned), encoding="utf-8")
    main(["--home", str(home), "--quiet", "import", str(tmp_path / "poisoned.json")])

    assert main(["--home", str(home), "export", "--format", form]) == 0

    printed = capsys.readouterr().out
    assert not STEERING & set(printed)
    assert form != "json" or json.loads(printed)["entries"][0]["note"] == note


STEERING = set("\x1b\x07\x7f\x9b\u202e\u2066")


ENDINGS = {
    "x.json": b'{"format":"detox-log"',
    "x.csv": b"\xef\xbb\xbfid,day,",
    "x.zip": b"pk",
    "x.md": b"#",
    "x.html": b"<!",
    "x.MD": b"#",
    "plain": b'{"format":"detox-log"',
}


@pytest.mark.undated
@pytest.mark.parametrize("name", ENDINGS)
def test_a_file_is_what_its_name_ends_like(name: str, run: Run, tmp_path: Path) -> None:
    assert run("export", str(tmp_path / name)) == 0

    written = b"".join((tmp_path / name).read_bytes().split(b"\n")[:3]).replace(b" ", b"")
    assert written.lower().startswith(ENDINGS[name].replace(b" ", b""))


@pytest.mark.undated
@pytest.mark.parametrize(
    ("name", "form"), [("x.csv", "json"), ("x.md", "csv"), ("x.json", "markdown"), ("x.zip", "html")]
)
def test_a_name_that_ends_like_something_else_is_refused(
    name: str, form: str, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run("export", str(tmp_path / name), "--format", form)

    assert code == 1
    assert f"--format says {form}" in capsys.readouterr().err
    assert not (tmp_path / name).exists()


@pytest.mark.undated
def test_a_part_of_the_report_is_refused(run: Run, tmp_path: Path) -> None:
    assert run("export", str(tmp_path / "x.html"), "--from", "2023-01-01") == 1
    assert not (tmp_path / "x.html").exists()


@pytest.mark.undated
@pytest.mark.parametrize("words", [("export", "x.json"), ("export", "x.csv"), ("demo", "--export", "x.json")])
def test_a_file_that_is_there_is_kept_and_force_replaces_it(
    words: tuple[str, ...],
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / words[-1]
    file.write_text("mine")

    refused, kept = run(*words), file.read_text()
    said = capsys.readouterr().err
    forced = run(*words, "--force")

    assert (refused, forced, kept) == (1, 0, "mine")
    assert "--force" in said
    assert file.read_text(encoding="utf-8-sig") != "mine"


@pytest.mark.undated
def test_redact_before_a_file_takes_it_for_the_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.json"

    assert run("export", "--redact", str(file)) == 0

    assert not any(entry["note"] for entry in json.loads(file.read_text(encoding="utf-8"))["entries"])
    assert run("export", "--redact", str(file), str(tmp_path / "y.json")) == 1
    assert run("export", "--redact", "nots") == 2
    assert not (tmp_path / "y.json").exists()


def test_a_log_is_taken_in_from_standard_input(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("export", str(tmp_path / "a.json"))
    monkeypatch.setattr("sys.stdin", (tmp_path / "a.json").open(encoding="utf-8"))

    assert run("import", "-", at=tmp_path / "other") == 0

    run("export", str(tmp_path / "b.json"), at=tmp_path / "other")
    assert read(tmp_path / "a.json") == read(tmp_path / "b.json")


def test_a_search_is_narrowed_by_days_and_counts_the_newest_first(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    def found(*words: str) -> list[str]:
        assert run("search", *words) == 0
        return [line.split()[0] for line in capsys.readouterr().out.splitlines()]

    every = found("--from", "2022-12-01", "--to", "2022-12-31")
    few = found("--from", "2022-12-01", "--to", "2022-12-31", "--limit", "5")
    by_cash = found("--channel", "cash", "--task", "pay.shop", "--outcome", "w")

    assert every == sorted(every, reverse=True)
    assert every[0][:8] == every[-1][:8] == "2022-12-"
    assert few == every[:5]
    assert by_cash
    assert run("search", "--from", "2022-12-02", "--to", "2022-12-01") == 1
