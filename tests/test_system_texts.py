"""What a value may be, and what the system says of a file, in Chinese as in English."""

import re
from pathlib import Path

import pytest

from detox.__main__ import main
from detox.domain import entries, record
from detox.messages.refused_values import expected_text
from detox.messages.system_texts import system_text
from detox.words import speak

ENGLISH = re.compile(r"[a-z]{3,}")


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
