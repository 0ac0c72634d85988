"""What a shell may offer in a place: the values of a setting, ids, days, answers; never more than fits."""

from pathlib import Path

import pytest

from detox.__main__ import main
from detox.settings import THEMES

OFFERED = {
    ("config", "theme", ""): set(THEMES),
    ("config", "plain", ""): {"true", "false"},
    ("config", "language", "z"): {"zh_Hans"},
    ("config", "day_start", "1"): {"1", "10", "11", "12"},
    ("checkin", "--normal", ""): {"y", "n"},
    ("contact", "add", "Zoe", "--key", ""): {"y", "n"},
    ("task", "edit", "pay.shop", "--rhythm", "m"): {"monthly", "mon-fri"},
    ("step", "add", "x", "--due", "to"): {"today", "tomorrow"},
    ("start", "--app", "weib"): set(),
    ("start", "--app", "wech"): {"wechat"},
    ("trial", "amend", "--rule", "mo"): {"mood="},
    ("trial", "amend", "--need", ""): {"all"},
    ("search", "--outcome", "d"): {"direct"},
    ("completion", ""): {"bash", "zsh", "fish"},
    ("pause", "end", ""): set(),
}


@pytest.fixture
def begun(home: Path) -> list[str]:
    words = ["--home", str(home)]
    assert main([*words, "--quiet", "start", "--app", "wechat", "--yes"]) == 0
    return words


@pytest.mark.parametrize("words", OFFERED)
def test_only_what_fits_is_offered(
    begun: list[str], words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    main([*begun, "complete", "--", *words])

    assert set(capsys.readouterr().out.split()) == OFFERED[words]


@pytest.mark.parametrize("command", ["edit", "delete", "lapse"])
def test_an_entry_is_offered_by_its_id_and_as_the_last_one(
    begun: list[str], command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*begun, "log", "pay.shop", "a", "--json"]) == 0
    id = capsys.readouterr().out.split('"id": "')[1][:13]  # noqa: A001 - the record's own word

    main([*begun, "complete", "--", command, ""])

    assert capsys.readouterr().out.split() == ["last", id]


def test_a_pause_is_offered_by_its_first_day(begun: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main([*begun, "--quiet", "pause", "add", "2099-03-04", "2099-03-05"])

    main([*begun, "complete", "--", "pause", "remove", ""])

    assert capsys.readouterr().out.split() == ["2099-03-04"]
