"""What is printed fits its terminal: broken between words, nothing lost; a pipe is left alone."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len

from detox.__main__ import main
from detox.cli.console import table
from detox.cli.terminal_lines import broken, fitted
from detox.words import speak

WIDTHS = (40, 60, 80)
LONG = "This diary is not sealed: whoever can log in here can read it."
CHINESE = "有人叫你去“谈谈”：记下谁、在哪、谈什么；去之前告诉一个人；要求出示书面通知（没有就不去）。"
LIST = [
    [
        "step.01",
        "open",
        "today",
        "Photograph the notice with a second phone: type, reason, date, number of days",
    ],
    ["step.18", "待办", "还有 1 天", CHINESE],
]


class Terminal(io.StringIO):
    """Something that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _spoken() -> Iterator[None]:
    speak("en")
    yield
    speak("en")


def _joined(lines: list[str]) -> str:
    return "".join("".join(line.split()) for line in lines)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("text", [LONG, CHINESE, "  " + LONG, "- " + LONG, "12. " + CHINESE])
def test_a_long_line_is_broken_between_words_and_loses_none(text: str, width: int) -> None:
    lines = broken(text, width)

    assert max(map(cell_len, lines)) <= width
    assert _joined(lines) == _joined([text])
    assert not [line for line in lines if line.lstrip()[:1] in set("，。：；、）”")]
    assert not [line for line in lines if line[-1:] in set("（“")]


def test_what_goes_on_stands_under_the_text_of_its_item() -> None:
    assert broken("- one two three", 9) == ["- one two", "  three"]
    assert broken("12. one two three", 11) == ["12. one two", "    three"]
    assert broken("one two three", 9) == ["one two", "  three"]
    assert broken("  one two three", 11) == ["  one two", "    three"]


def test_a_word_longer_than_a_line_and_a_call_to_be_copied_stay_whole() -> None:
    path = "/home/somebody/a/folder/of/theirs/detox"

    assert broken(f"Written to {path} now", 30) == ["Written to", f"  {path}", "  now"]
    assert broken("  detox log pay.shop workaround --via cash", 20) == [
        "  detox log pay.shop workaround --via cash"
    ]


def test_a_pipe_gets_its_lines_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")

    assert fitted(LONG, io.StringIO()) == LONG
    assert fitted(LONG, Terminal()) != LONG


@pytest.mark.parametrize("width", [60, 80])
def test_a_table_fits_the_terminal_and_no_cell_is_cut(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    piped = table(LIST)

    monkeypatch.setattr(sys, "stdout", Terminal())
    drawn = table(LIST).split("\n")

    assert max(map(cell_len, drawn)) <= width < max(map(cell_len, piped.split("\n")))
    assert sorted(_joined(drawn)) == sorted(_joined([piped]))
    assert (
        len(
            {
                cell_len(line[: line.index(word)])
                for line in drawn
                for word in ("Photograph", "有人")
                if word in line
            }
        )
        == 1
    )


def test_a_last_column_that_would_be_a_ladder_stands_below_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr(sys, "stdout", Terminal())
    rows = [["1", "Zoe Wang", "has confirmed", "in person", "zoe@home.example", f"{LONG} {LONG}"]]

    drawn = table(rows, right=(0,)).split("\n")

    assert drawn[0].split() == ["1", "Zoe", "Wang", "has", "confirmed", "in", "person", "zoe@home.example"]
    assert drawn[1].startswith("    This diary is not sealed")
    assert max(map(cell_len, drawn)) <= 60


@pytest.mark.parametrize("words", ["--help", "log --help", "task add --help", "seal --help"])
def test_help_in_chinese_fits(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    monkeypatch.setenv("COLUMNS", "60")

    main(["--home", str(home), "--lang", "zh_Hans", *words.split()])

    assert max(map(cell_len, capsys.readouterr().out.split("\n"))) <= 60


@pytest.mark.parametrize("tongue", ["en", "zh_Hans"])
def test_lists_the_trial_and_what_is_said_fit_a_terminal_of_80_cells(
    home: Path, monkeypatch: pytest.MonkeyPatch, tongue: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    main(["--home", str(home), "--quiet", "start", "--app", "wechat", "--yes"])
    main(["--home", str(home), "--quiet", "task", "plan", "pay.shop", "bank_app"])

    for words in ("task list", "step list", "trial show", "log pay.shop w --via nobody", "step show wallet"):
        out, err = Terminal(), Terminal()
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "stderr", err)
        main(["--home", str(home), "--lang", tongue, *words.split()])

        said = (out.getvalue() + err.getvalue()).split("\n")
        assert max(map(cell_len, said)) <= 80, words
