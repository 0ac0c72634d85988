"""Other programs' files, from the command line: a plan is shown, changed and taken back."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from detox.__main__ import main
from detox.exchange.foreign import FORMATS
from detox.words import speak
from tests.exchange.foreign.packing import FIXTURES, zipped

Run = Callable[..., int]

REFUSED = {
    "the wrong format": (("{csv}", "--as", "loop"), "file: expected a zip archive"),
    "a plan that is none": (("{csv}", "--plan", "{text}"), "plan: expected TOML"),
    "a plan of another format": (("{csv}", "--plan", "{other}"), "plan.format: expected daylio, got loop"),
    "a plan without an answer": (("{csv}", "--plan", "{empty}"), 'plan: expected a mood named "超棒"'),
    "a plan that is not there": (("{csv}", "--plan", "nowhere.toml"), "there is no such file"),
    "a plan for our own log": (("{log}", "--plan", "{other}"), "--plan: expected a file of another program"),
    "a text that is no file of theirs": (("{text}", "--as", "jrnl"), "line 1, column 1"),
}


@pytest.fixture
def run(home: Path) -> Run:
    def call(*words: str) -> int:
        speak("en")
        return main(["--home", str(home), *words])

    return call


@pytest.fixture
def archive(tmp_path: Path) -> str:
    path = tmp_path / "loop.zip"
    path.write_bytes(zipped("loop-new"))
    return str(path)


def _files(home: Path) -> dict[str, bytes]:
    held = [path for path in home.rglob("*") if path.is_file() and ".state" not in path.parts]
    return {path.name: path.read_bytes() for path in held}


def test_a_dry_run_prints_the_plan_and_writes_nothing(
    run: Run, home: Path, archive: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run("import", archive, "--dry-run") == 0

    printed = capfd.readouterr()
    assert printed.out.startswith("# How this file will be taken in.")
    assert 'name = "只用现金"' in printed.out
    assert "11 rows read:\n  5 entries\n" in printed.err
    assert "This is Loop Habit Tracker, CSV. Nothing was written." in printed.err
    assert not _files(home)


def test_a_changed_plan_says_what_a_yes_meant(
    run: Run, tmp_path: Path, archive: str, capfd: pytest.CaptureFixture[str]
) -> None:
    run("start", "--yes")
    capfd.readouterr()
    run("import", archive, "--dry-run")
    plan = tmp_path / "plan.toml"
    changed = capfd.readouterr().out.replace(
        'yes = "off-list"\ntask = "loop-044e7ebe"', 'yes = "direct"\ntask = "pay.shop"'
    )
    plan.write_text(changed, encoding="utf-8")

    assert run("import", archive, "--plan", str(plan)) == 0

    run("day", "2026-03-13")
    assert re.search(r"Pay in a shop +direct +\w+ +老板说", capfd.readouterr().out)


def test_an_import_comes_back_with_one_undo(
    run: Run, archive: str, capfd: pytest.CaptureFixture[str]
) -> None:
    run("import", archive)
    run("undo")
    capfd.readouterr()

    run("day", "2026-03-13")

    assert "Reading" not in capfd.readouterr().out


def test_a_diary_may_begin_after_an_import(run: Run, archive: str, capfd: pytest.CaptureFixture[str]) -> None:
    run("import", archive)

    assert run("start", "--yes") == 0


def test_in_chinese_the_plan_is_the_same_but_for_its_words(
    run: Run, home: Path, archive: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["--home", str(home), "--lang", "zh_Hans", "import", archive, "--dry-run"]) == 0

    printed = capfd.readouterr()
    assert "“是”是什么意思" in printed.out
    assert 'yes = "off-list"' in printed.out
    assert "读到 11 行：" in printed.err


@pytest.mark.parametrize("case", REFUSED)
def test_a_refused_import_writes_nothing(
    run: Run, home: Path, files: dict[str, Path], capfd: pytest.CaptureFixture[str], case: str
) -> None:
    words, said = REFUSED[case]
    run("start", "--yes")
    before = _files(home)

    code = run("import", *(word.format(**files) for word in words))

    assert code == 1
    assert said in capfd.readouterr().err
    assert _files(home) == before


def test_a_list_of_people_is_taken_in_as_one_deed(
    run: Run, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run("contact", "add", "妈妈", "--address", "1")
    capfd.readouterr()

    assert run("contact", "import", str(FIXTURES / "people" / "pasted.txt")) == 0

    said = capfd.readouterr().err
    assert said == "4 people read:\n  3 newly listed\n  1 listed already, left as is\n"
    run("contact", "list")
    assert "老陈" in capfd.readouterr().out
    run("undo")
    capfd.readouterr()
    run("contact", "list")
    assert capfd.readouterr().out.split() == ["1", "妈妈", "listed", "1"]


def test_two_of_one_name_are_told_apart_by_a_number(
    run: Run, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    book = _written(tmp_path / "book.csv", "姓名,手机\n王伟,13955550101\n王伟,13955550102\n李娜,\n")
    run("contact", "import", str(book))
    capfd.readouterr()

    assert run("contact", "set", "王伟", "--state", "told") == 1
    said = capfd.readouterr().err
    assert re.search(
        r"2 王伟 \(1395555010(\d)\); 3 王伟 \(1395555010(?!\1)\d\)\. Give what stands in front", said
    )
    assert run("contact", "set", "3", "--state", "told") == 0

    run("contact", "list")
    lines = capfd.readouterr().out.splitlines()
    assert [line.split()[:4] for line in lines[1:]] == [
        ["2", "王伟", "listed", "Phone"],
        ["3", "王伟", "told", "Phone"],
    ]


def test_a_name_in_figures_goes_before_a_number_in_the_list(
    run: Run, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("2", "Ann", "Zoe\u0301"):
        run("contact", "add", name)
    capfd.readouterr()

    for said, found in (("2", "2"), ("3", "Zoe\u0301"), ("Zo\u00e9", "Zoe\u0301")):
        assert run("contact", "set", said, "--key", "n") == 0
        assert capfd.readouterr().err.startswith(f"{found}: ")


def test_the_same_list_twice_lists_nobody_again(
    run: Run, home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run("contact", "import", str(FIXTURES / "people" / "new.vcf"))
    before = _files(home)

    run("contact", "import", str(FIXTURES / "people" / "new.vcf"))

    assert "0 newly listed\n  2 listed already, left as they are" in capfd.readouterr().err
    assert _files(home) == before


def test_what_became_of_each_row_is_said_and_adds_up(
    run: Run, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "book.csv"
    rows = "Phone book\nName,Phone,Town\nJörg Müßig,1.39556E+10,Bonn\nAnn,5550101,\n"
    rows += "Ann,555-0101,\nA,1,2,3\n,,Rome\n"
    book.write_bytes(rows.encode("cp1252"))

    assert run("contact", "import", str(book)) == 0

    assert capfd.readouterr().err.splitlines() == [
        "5 people read:",
        "  2 newly listed",
        "  0 listed already, left as they are",
        "  1 the same person once more",
        "  1 left out: more cells than there are columns",
        "  1 left out: without a name or a number",
        "Left out:",
        "  line 6: A, 1, 2, 3: more cells than there are columns",
        "Worth a second look:",
        "  line 3: Jörg Müßig: no telephone number: 1.39556E+10",
        "Without a place in the diary:",
        "  Phone book: 1",
        "  Town: 2",
        "Read as Windows-1252 (cp1252). If signs are wrong, name another encoding, like --encoding big5.",
    ]


def test_a_refused_list_lists_nobody(
    run: Run, home: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    table = _written(tmp_path / "table.csv", "a,b,c\n1,2,3\n")
    run("contact", "add", "Chen")
    before = _files(home)

    assert run("contact", "import", str(table)) == 1

    assert "say which with --name" in capfd.readouterr().err
    assert _files(home) == before


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Files that do not go together."""
    return {
        "csv": FIXTURES / "daylio-new.csv",
        "text": _written(tmp_path / "text", "Dear diary,\n"),
        "other": _written(tmp_path / "other", 'format = "loop"\n'),
        "empty": _written(tmp_path / "empty", 'format = "daylio"\n'),
        "log": _written(tmp_path / "log", '{"format": "detox-log", "version": 1}'),
    }


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_dry_run_says_of_every_row_what_becomes_of_it(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "log"
    log.write_text(
        "2026-03-10 : Cash : y\n2026-03-11 : Cash : n : no change\n2026-03-11 : Cash : s\n", encoding="utf-8"
    )

    assert main(["--home", str(home), "import", str(log), "--as", "harsh", "--dry-run"]) == 0

    rows = [line for line in capsys.readouterr().out.splitlines() if line.startswith("# line")]
    assert [line.split("-> ")[1] for line in rows] == [
        "an entry: direct",
        "left out: replaced by a later row of the file",
        "an entry: not needed",
    ]
    assert not home.exists()


NO_FILES = {
    "a letter": b"Hello, this is no file of anybody.\n",
    "nothing": b"",
    "an empty object": b"{}",
    "a list": b"[1, 2]",
    "another object": b'{"name": "x", "items": []}',
    "HTML": b"<html><body>no</body></html>",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "a table of people": b"Name,Phone\nAnna,1\n",
    "an archive of something else": b"PK\x05\x06" + bytes(18),
    "UTF-16": "Hello".encode("utf-16"),
    "gzip": b"\x1f\x8b\x08" + bytes(20),
}


SAID = {"en": "Say which one it is with --as.", "zh_Hans": "请用 --as 说明"}


@pytest.mark.parametrize("case", NO_FILES)
@pytest.mark.parametrize("lang", SAID)
def test_what_is_none_of_the_files_gets_one_sentence_that_names_them(
    home: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], case: str, lang: str
) -> None:
    path = tmp_path / "file"
    path.write_bytes(NO_FILES[case])

    code = main(["--home", str(home), "--lang", lang, "import", str(path)])

    told = capfd.readouterr().err
    assert code == 1
    assert SAID[lang] in told
    assert len(told.splitlines()) == 2
    assert all(key in told for key in ("detox", *FORMATS))
    assert "expected" not in told
    assert not _files(home)


def test_a_table_comes_in_by_a_plan_that_names_its_columns(
    run: Run, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    table, plan = tmp_path / "mine.csv", tmp_path / "plan.toml"
    table.write_text("Tag,Was,Wie\n2024-03-05,Cash,ja\n", encoding="utf-8")
    plan.write_text(
        'format = "table"\n[columns]\ndate = "Tag"\ntask = "Was"\noutcome = "Wie"\n[outcome]\nja = "yes"\n',
        encoding="utf-8",
    )

    assert run("import", str(table), "--as", "table", "--plan", str(plan)) == 0

    run("day", "2024-03-05")
    assert "Cash" in capfd.readouterr().out


def test_only_habits_that_came_in_without_a_plan_are_said_to_be_off_the_list(
    run: Run, tmp_path: Path, archive: str, capfd: pytest.CaptureFixture[str]
) -> None:
    run("import", archive, "--dry-run")
    plan = tmp_path / "plan.toml"
    plan.write_text(capfd.readouterr().out, encoding="utf-8")

    said = []
    for words in ((archive,), (archive, "--plan", str(plan)), (str(FIXTURES / "jrnl.json"),)):
        assert run("import", *words) == 0
        said.append("Every habit came in off the list." in capfd.readouterr().err)

    assert said == [True, False, False]


def test_as_json_it_says_whether_it_was_written(
    run: Run, archive: str, capfd: pytest.CaptureFixture[str]
) -> None:
    written = []
    for words in (("--dry-run",), ()):
        run("import", archive, "--json", *words)
        written.append(json.loads(capfd.readouterr().out)["written"])

    assert written == [False, True]
