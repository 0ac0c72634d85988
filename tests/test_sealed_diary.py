"""A sealed diary at the front door: who is asked, what is said, and what is written without opening it."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from detox import wiring
from detox.__main__ import main
from detox.diary.passphrase_words import suggested_passphrase
from detox.diary.sealing import Sealing
from detox.storage.age_format import available
from tests.clock import program
from tests.exchange.test_outputs import held_to
from tests.sealed import PASSPHRASE, QUICK
from tests.storage.test_sealing import clear_text, states

pytest.importorskip("pyrage", reason="the cipher library has no wheel for this system")

NEEDLE = "needle-7f3a"
Run = Callable[..., tuple[int, str, str]]
KEY = re.compile(r"^  ([A-Z0-9-]{24,25})$", re.MULTILINE)
"""A line of a secret key."""


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """One call, with what is typed at a descriptor of its own; its exit code, output and errors."""

    def quick(home: Path, state: Path) -> Sealing:
        made = wiring.local_now
        return Sealing(home, state, now=made, wrapping=QUICK, new_id=lambda: wiring.uuid7(made()))

    monkeypatch.setattr(wiring, "sealing_of", quick)
    monkeypatch.setattr(sys, "stdin", io.StringIO())

    def ran(*words: str, typed: str = "") -> tuple[int, str, str]:
        given: tuple[str, ...] = ()
        if typed:
            reading, writing = os.pipe()
            os.write(writing, typed.encode())
            os.close(writing)
            given = ("--passphrase-fd", str(reading))
        capsys.readouterr()
        code = main(["--home", str(home), *given, *words])
        said = capsys.readouterr()
        if typed:
            os.close(reading)
        return code, said.out, said.err

    return ran


@pytest.fixture
def sealed(run: Run) -> Run:
    """The same, with a sealed diary."""
    run("start", "--yes")
    code, _out, said = run("seal", "--yes", typed=PASSPHRASE)
    assert code == 0, said
    return run


def test_it_is_said_how_many_seconds_opening_takes(run: Run) -> None:
    run("start", "--yes")

    said = run("seal", "--yes", typed=PASSPHRASE)[2]

    assert all(float(seconds) < 60 for seconds in re.findall(r"(\d+\.\d) s", said))
    assert len(re.findall(r"(\d+\.\d) s", said)) == 1


def test_the_export_is_the_same_before_and_after(run: Run, home: Path) -> None:
    run("start", "--yes", "--sentence", NEEDLE)
    run("log", "pay.shop", "w", "--note", NEEDLE, "--helper", NEEDLE)
    before = run("export")[1]

    run("seal", "--yes", typed=PASSPHRASE)
    after = run("export", typed=PASSPHRASE)[1]

    cut = re.compile(r'"exported_at": "[^"]*"')
    assert cut.sub("", after) == cut.sub("", before)
    assert NEEDLE in after
    assert clear_text(home) == []


@pytest.mark.parametrize(
    "command", ["day", "export", "search x", "journal", "week", "undo", "doctor", "config"]
)
def test_nobody_to_ask_is_exit_three_and_one_sentence(sealed: Run, home: Path, command: str) -> None:
    before = states(home)

    code, out, said = sealed(*command.split())

    if command == "config":  # it opens no diary
        assert code == 0
        return
    assert (code, out) == (3, "")
    assert (
        said == "The diary is sealed, and nobody can be asked for its passphrase here. Nothing was changed.\n"
    )
    assert states(home) == before


def test_a_wrong_passphrase_is_exit_three_and_one_sentence(sealed: Run, home: Path) -> None:
    before = states(home)

    code, out, said = sealed("day", typed="some other words")

    assert (code, out) == (3, "")
    assert said == "That was not the passphrase. Nothing was changed.\n"
    assert states(home) == before


def test_a_prompt_is_told_nothing_of_a_locked_diary(sealed: Run) -> None:
    assert sealed("status") == (3, "", "")
    assert sealed("complete", "--", "log", "")[:2] == (0, "")


def test_what_is_logged_while_locked_stands_in_the_diary_after_unlocking(sealed: Run, home: Path) -> None:
    logged = sealed(
        "log", "pay.shop", "w", "--via", "cash", "--minutes", "7", "--cost", "2.50", "--note", NEEDLE
    )
    checked = sealed("checkin", "--mood", "6", "--note", NEEDLE)
    waiting = clear_text(home)
    _code, out, said = sealed("day", "--json", typed=PASSPHRASE)

    assert logged == checked == (0, "", "Kept, sealed. You will see it after unlocking.\n")
    assert waiting == []
    assert "has been joined: 2." in said
    day = json.loads(out)
    [entry] = day["entries"]
    assert (entry["channel"], entry["minutes"], entry["cost"]["amount"], entry["note"]) == (
        "cash",
        7,
        "2.50",
        NEEDLE,
    )
    assert (day["checkin"]["mood"], day["checkin"]["note"]) == (6, NEEDLE)
    assert sealed("day", typed=PASSPHRASE)[2] == ""


@pytest.mark.parametrize(
    "words",
    [
        ("log", "x", "by magic"),
        ("log", "x", "w", "--minutes", "9999"),
        ("log", "x", "w", "--on", "someday"),
        ("log", "x", "w", "--on", "2999-01-01"),
        ("log", "x", "w", "--at", "25:00"),
        ("log", "x", "w", "--cost", "much"),
        ("log", "x", "w", "--cost", "2.5元", "--currency", "usd"),
        ("log", "x", "w", "--cost", "2.5", "--currency", "much"),
        ("log", "x", "w", "--currency", "usd"),
        ("log", "x", "w", "--note", "x" * 30_000),
        ("checkin", "--mood", "11"),
    ],
)
def test_what_needs_no_diary_is_checked_at_once(sealed: Run, home: Path, words: tuple[str, ...]) -> None:
    before = states(home)

    code, _out, said = sealed(*words)

    assert code == 1, said
    assert states(home) == before


def test_words_typed_while_locked_mean_what_they_mean_in_the_open(sealed: Run) -> None:
    sealed("contact", "add", "张三", typed=PASSPHRASE)
    every = (
        ("pay.shop", "w", "--cost", "2.5元", "--helper", "zhangsan"),
        ("pay.shop", "w", "--cost", "3", "--currency", "usd", "--at", "8pm"),
        ("pay.shop", "w", "--cost", "￥4"),
        ("the rent", "w", "--new", "--minutes", "1h30"),
    )
    for words in every:
        assert sealed("log", *words)[0] == 0

    entries = json.loads(sealed("day", "--json", typed=PASSPHRASE)[1])["entries"]

    costs = [entry["cost"] for entry in entries]
    assert costs == [
        {"amount": "2.5", "currency": "CNY"},
        {"amount": "3", "currency": "USD"},
        {"amount": "4", "currency": "CNY"},
        None,
    ]
    assert (entries[0]["helper"], entries[1]["at"], entries[3]["minutes"]) == ("张三", "20:00", 90)


def test_what_cannot_be_placed_waits_is_said_and_can_be_placed(sealed: Run) -> None:
    sealed("log", "the rent", "w", "--note", "typed")
    sealed("log", "pay.shop", "w", "--via", "pigeon")
    first = sealed("day", typed=PASSPHRASE)
    listed = sealed("inbox", typed=PASSPHRASE)
    placed = sealed("inbox", "1", "--new", typed=PASSPHRASE)
    sealed("inbox", "1", "--via", "cash", typed=PASSPHRASE)
    entries = json.loads(sealed("day", "--json", typed=PASSPHRASE)[1])["entries"]

    assert "2 kept while the diary was locked could not be placed yet" in first[2]
    assert "the rent" in listed[1]
    assert "pigeon" in listed[1]
    assert placed[0] == 0
    assert {entry["note"] for entry in entries} == {"typed", ""}
    assert sealed("inbox", typed=PASSPHRASE)[1] == "Nothing waits.\n"


def test_what_waits_can_be_thrown_away(sealed: Run) -> None:
    sealed("log", "the rent", "w")

    code = sealed("inbox", "1", "--drop", typed=PASSPHRASE)[0]

    assert code == 0
    assert json.loads(sealed("day", "--json", typed=PASSPHRASE)[1])["entries"] == []


def test_a_join_cut_short_writes_an_entry_once(sealed: Run, home: Path) -> None:
    sealed("log", "pay.shop", "w")
    [held] = (home / ".state/inbox").iterdir()
    data = held.read_bytes()
    sealed("day", typed=PASSPHRASE)
    held.write_bytes(data)

    entries = json.loads(sealed("day", "--json", typed=PASSPHRASE)[1])["entries"]

    assert len(entries) == 1


def test_a_locked_diary_is_wiped_without_its_passphrase(sealed: Run, home: Path) -> None:
    sealed("log", "pay.shop", "w")

    code, _out, said = sealed("wipe", "--yes")

    assert code == 0, said
    assert "cannot be listed" in said
    assert not [path for path in home.rglob("*") if path.is_file()]


def test_an_editor_that_would_leave_words_on_the_disk_is_refused(
    sealed: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    before = states(home)

    code, _out, said = sealed("log", "pay.shop", "w", "--edit")

    assert code == 1
    assert "leave your words on the disk in clear" in said
    assert states(home) == before


def test_the_passphrase_may_come_from_a_program(sealed: Run) -> None:
    sealed("config", "passphrase_command", f"printf '{PASSPHRASE}\\n'")

    code, out, _said = sealed("day")
    shown = sealed("config", "passphrase_command")[1]
    sealed("config", "passphrase_command", "false")

    assert code == 0
    assert "Family group" in out
    assert shown.startswith("printf")
    assert sealed("day")[0] == 3


def test_seal_asks_for_somebody_who_writes_the_kit_down(run: Run, home: Path) -> None:
    run("start", "--yes")
    before = states(home)

    code, _out, said = run("seal", typed=PASSPHRASE)

    assert code == 1
    assert "With --yes it is only printed" in said
    assert states(home) == before


@pytest.mark.parametrize("command", ["unseal", "passphrase", "key rotate --yes"])
def test_without_a_seal_there_is_nothing_to_change(run: Run, command: str) -> None:
    run("start", "--yes")

    code, _out, said = run(*command.split(), typed=PASSPHRASE)

    assert code == 1
    assert said == "This diary is not sealed. Seal it with: detox seal. Nothing was changed.\n"


def test_a_new_key_a_new_passphrase_and_no_seal_any_more(sealed: Run, home: Path) -> None:
    sealed("log", "pay.shop", "w", "--note", NEEDLE, typed=PASSPHRASE)

    turned = sealed("key", "rotate", "--yes", typed=PASSPHRASE)
    changed = sealed("passphrase", typed=f"{PASSPHRASE}\nsix other words\n")
    opened = sealed("unseal", typed="six other words")

    assert (turned[0], changed[0], opened[0]) == (0, 0, 0)
    assert "AGE-SECRET-KEY-1" in turned[2]
    assert not list(home.rglob("*.age"))
    assert NEEDLE in sealed("day")[1]


@pytest.mark.parametrize("by", ["passphrase", "kit"])
def test_a_copy_that_was_sealed_apart_is_joined_by_its_own_passphrase_or_its_kit(
    run: Run, home: Path, tmp_path: Path, by: str
) -> None:
    other = tmp_path / "other"
    run("start", "--yes")
    shutil.copytree(home, other, ignore=shutil.ignore_patterns(".state"))
    run("--home", str(other), "log", "pay.shop", "w", "--note", NEEDLE)
    kit = "".join(KEY.findall(run("--home", str(other), "seal", "--yes", typed="six other words")[2]))
    nobody = run("merge", str(other))
    run("seal", "--yes", typed=PASSPHRASE)
    asked = ("merge", str(other), *(["--kit"] if by == "kit" else []))

    alone = run("merge", str(other), typed=PASSPHRASE)
    wrong = run(*asked, typed=f"{PASSPHRASE}\nno such words\n")
    right = run(*asked, typed=f"{PASSPHRASE}\n{kit if by == 'kit' else 'six other words'}\n")

    shutil.copy(other / "book.json.age", home / "book (1).json.age")
    looked = run("doctor", typed=PASSPHRASE)[1]

    assert (nobody[0], alone[0], wrong[0], right[0]) == (1, 1, 3, 0)
    assert "sealed with a key that is not here" in nobody[2]
    assert "book (1).json: sealed with a key that is not here" in looked
    assert "+1 record, 0 with two versions, 0 hidden." in right[2]
    assert NEEDLE in run("day", typed=PASSPHRASE)[1]


@pytest.mark.parametrize("command", ["seal", "key rotate"])
def test_a_kit_that_nobody_is_asked_about_stays_on_the_terminal(
    run: Run, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("start", "--yes")
    if command != "seal":
        run("seal", "--yes", typed=PASSPHRASE)
    monkeypatch.setattr("detox.cli.console.is_dumb", lambda: False)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)

    said = run(*command.split(), "--yes", typed=PASSPHRASE)[2]

    assert "AGE-SECRET-KEY-1" in (left := said.rpartition("\x1b[?1049l")[2])
    assert "This takes some seconds" in left


def test_a_script_gets_the_kit_as_json(run: Run) -> None:
    run("start", "--yes")

    code, printed, _said = run("seal", "--yes", "--json", typed=PASSPHRASE)

    sealed = json.loads(printed)
    held_to("seal", sealed)
    assert code == 0
    assert sealed["kit"].startswith("AGE-SECRET-KEY-1")
    assert run("passphrase", "--kit", typed=f"{sealed['kit']}\nsix other words\n")[0] == 0


def test_who_typed_a_passphrase_is_told_that_it_is_worked_on(
    sealed: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    piped = sealed("day", typed=PASSPHRASE)[2]
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda *_args, **_named: PASSPHRASE)

    assert "Opening..." in sealed("day")[2]
    assert "Opening..." not in piped


def test_a_forgotten_passphrase_is_set_anew_with_the_kit(run: Run) -> None:
    run("start", "--yes")
    said = run("seal", "--yes", typed=PASSPHRASE)[2]
    key = "".join(KEY.findall(said))

    code = run("passphrase", "--kit", typed=f"{key}\nsix other words\n")[0]

    assert code == 0
    assert run("day", typed="six other words")[0] == 0


def test_an_unsealed_diary_is_called_that(run: Run) -> None:
    begun = run("start", "--yes")[2]
    looked = run("doctor")[1]

    assert "This diary is not sealed: whoever can log in here can read it." in begun
    assert "This diary is not sealed: whoever can log in here can read it." in looked


def test_plain_copies_that_sealing_does_not_reach_are_named(run: Run, home: Path) -> None:
    run("start", "--yes")
    (home / ".git").mkdir()
    (home / ".stversions").mkdir()

    said = run("seal", "--yes", typed=PASSPHRASE)[2]

    assert f"{home / '.git'}: a repository keeps every earlier state in clear." in said
    assert f"{home / '.stversions'}: earlier versions are kept there, in clear." in said


def test_without_the_cipher_library_all_but_sealing_works(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyrage", None)
    run("start", "--yes")

    logged = run("log", "pay.shop", "w")[0]
    code, _out, said = run("seal", "--yes", typed=PASSPHRASE)

    assert not available()
    assert (logged, code) == (0, 3)
    assert "Sealing needs pyrage, which is not installed here" in said


def test_six_words_are_suggested_by_chance() -> None:
    first, second = suggested_passphrase(), suggested_passphrase()

    assert len(first.split()) == len(second.split()) == 6
    assert first != second


@pytest.fixture
def kit(home: Path) -> tuple[str, Path]:
    """The secret key of a really sealed diary with one note."""
    who = ("--home", str(home), "--quiet")
    subprocess.run(program(*who, "start", "--yes"), check=True)
    subprocess.run(program(*who, "log", "pay.shop", "w", "--note", NEEDLE), check=True)
    done = subprocess.run(
        program(*who, "--passphrase-fd", "0", "seal", "--yes"),
        input=PASSPHRASE,
        text=True,
        capture_output=True,
        check=True,
    )
    return "".join(re.findall(r"^  ([A-Z0-9-]{24,25})$", done.stderr, re.MULTILINE)), home


@pytest.mark.undated
@pytest.mark.skipif(shutil.which("age") is None, reason="the stock program age is not installed")
def test_the_stock_program_opens_a_month_with_the_kit(kit: tuple[str, Path], tmp_path: Path) -> None:
    key, home = kit
    (tmp_path / "KEY.txt").write_text(f"{key}\n")
    [month] = (home / "journal").iterdir()

    opened = subprocess.run(
        ["age", "-d", "-i", str(tmp_path / "KEY.txt"), str(month)], capture_output=True, check=True
    ).stdout

    assert NEEDLE in str(json.loads(opened)["entries"])
    assert clear_text(home) == []


@pytest.mark.thorough
@pytest.mark.skipif(shutil.which("age") is None, reason="the stock program age is not installed")
def test_the_stock_program_opens_the_key_file_with_the_passphrase(kit: tuple[str, Path]) -> None:
    import pexpect  # noqa: PLC0415 - it has no Windows

    key, home = kit
    asked = pexpect.spawn("age", ["-d", str(home / "identity.age")], encoding="utf-8", timeout=60)
    asked.expect("passphrase")
    asked.sendline(PASSPHRASE)
    asked.expect(pexpect.EOF)

    assert key in (asked.before or "")
