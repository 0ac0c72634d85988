"""The texts to send: in either language, whatever the program speaks."""

from pathlib import Path

import pytest

from detox.__main__ import main
from detox.messages.verdict_messages import line_text
from detox.words import language, speak


@pytest.fixture
def home(tmp_path: Path) -> str:
    """A diary with Lin, who is reached by phone."""
    home = str(tmp_path / "home")
    speak("en")
    main(["--home", home, "start", "--yes", "--app", "WeChat"])
    main(["--home", home, "contact", "add", "Lin", "--via", "sms"])
    return home


def test_the_text_may_be_in_another_language_than_the_program(
    home: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    assert main(["--home", home, "--lang", "en", "contact", "message", "Lin", "--in", "zh_Hans"]) == 0

    said = capsys.readouterr().out
    assert "Lin：" in said
    assert "找我可以用：短信" in said
    assert language() == "en"


def test_a_reply_thanks_and_says_where_one_is(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()

    assert main(["--home", home, "contact", "message", "Lin", "--reply"]) == 0

    said = capsys.readouterr().out
    assert "Thank you for asking. I am not coming back to WeChat" in said
    assert "you can reach me by SMS" in said


@pytest.mark.parametrize("tongue", ["en", "zh_Hans"])
def test_no_text_is_left_in_the_other_language(
    home: str, tongue: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    main(["--home", home, "contact", "message", "--reply", "--in", tongue])

    assert ("，" in capsys.readouterr().out) == (tongue == "zh_Hans")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (-1, "Mood: dropped by no more than 1"),
        (0, "Mood: dropped by no more than 0"),
        (1, "Mood: risen by at least 1"),
    ],
)
def test_the_line_of_the_mood_is_said_without_a_minus(value: float, said: str) -> None:
    speak("en")

    assert line_text("mood", value) == said
