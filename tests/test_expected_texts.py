"""What a value may be, and what the system says of a file, in Chinese as in English."""

import re
from pathlib import Path

import pytest

from detox.__main__ import main
from detox.domain import entries, record
from detox.messages.expected_texts import expected_text, problem_text, system_text
from detox.words import speak

ENGLISH = re.compile(r"[a-z]{3,}")


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        ("tasks[0].importance: expected 1..3, got 9", "tasks[0].importance：应写 1..3，写的是 9"),
        ("line 3: expected a column full_date, got a, b", "第 3 行：应写 full_date 这一列，写的是 a, b"),
        ("line 1, column 2: expected a JSON object, got 'a'", "第 1 行第 2 列：应写 JSON 对象，写的是 'a'"),
        ("file: expected a zip archive, got an empty file", "文件：应写 zip 压缩包，写的是 空文件"),
        ("version: expected 2", "version：应写 2"),
        ("no problem of that form", "no problem of that form"),
    ],
)
def test_a_problem_of_a_file_is_said_in_chinese(problem: str, said: str) -> None:
    speak("zh_Hans")

    assert problem_text(problem) == said


def test_english_says_it_as_before() -> None:
    speak("en")

    problem = "line 3: expected a column full_date, got a, b"
    assert problem_text(problem) == problem


def test_every_word_for_a_value_of_a_record_is_translated() -> None:
    speak("zh_Hans")
    sources = "".join(Path(str(module.__file__)).read_text(encoding="utf-8") for module in (entries, record))
    words = set(re.findall(r'(?:matching|limited)\([^")]*"([^"{]*)"', sources))
    assert {"a number like 2.50", "three letters like CNY"} <= words

    left = {said: expected_text(said) for said in words if ENGLISH.search(said)}
    assert not {said for said, told in left.items() if said == told}


@pytest.mark.parametrize(
    "argv", [("log", "pay.shop", "d", "--cost", "abc"), ("log", "pay.shop", "z"), ("week", "99")]
)
def test_a_refusal_on_the_command_line_has_no_english_sentence(
    argv: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = ("--home", str(tmp_path / "home"), "--lang", "zh_Hans")
    main([*home, "start", "--yes", "--quiet"])
    capsys.readouterr()

    assert main([*home, *argv]) == 1

    said = capsys.readouterr().err
    assert "a number" not in said
    assert "。 " not in said


def test_what_the_system_says_is_said_in_chinese_where_it_is_known() -> None:
    speak("zh_Hans")

    assert system_text("Permission denied") == "没有权限"
    assert system_text("something rare") == "something rare"
