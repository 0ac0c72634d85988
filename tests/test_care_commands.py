"""The commands that look after the diary: how `doctor` ends, what `help` and `config` print."""

import json
from pathlib import Path

import pytest

from detox import offline
from detox.__main__ import main
from detox.diary import Diary
from detox.diary.maintenance import Maintenance
from detox.storage.doctor import Finding

TO_REPAIR = "detox doctor --repair"
KINDS = {
    "damaged": (4, True),
    "lost": (4, True),
    "unreadable": (4, False),
    "newer": (4, False),
    "one copy": (0, True),
    "versions": (0, False),
    "stray": (0, False),
}
"""How `doctor` ends where that was found, and whether repairing is offered."""


@pytest.fixture
def call(home: Path) -> list[str]:
    assert main(["--home", str(home), "start", "--yes", "--quiet"]) == 0
    return ["--home", str(home)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("repair", [False, True])
def test_what_cannot_be_made_good_ends_in_four_and_what_can_is_offered_to_be(
    call: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    kind: str,
    *,
    repair: bool,
) -> None:
    found = Finding(kind=kind, file="journal/2026-03")
    monkeypatch.setattr(Maintenance, "examine", lambda _care: [found])
    monkeypatch.setattr(Maintenance, "repair", lambda _care: [])
    monkeypatch.setattr(Maintenance, "several", lambda _care: [])
    code, offered = KINDS[kind]

    assert main([*call, "doctor", *(["--repair"] if repair else [])]) == code

    out, err = capsys.readouterr()
    assert (TO_REPAIR in err) is (offered and not repair)
    assert "Every file is whole" not in out


def test_a_whole_diary_is_called_that_and_nothing_is_offered(
    call: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*call, "doctor"]) == 0

    out, err = capsys.readouterr()
    assert ("Every file is whole, in both copies." in out, TO_REPAIR in err) == (True, False)


@pytest.mark.parametrize(
    ("stands", "attempts", "code"),
    [(True, [], 0), (True, ["a call"], 4), (False, [], 4), (False, ["a call"], 4)],
)
@pytest.mark.parametrize("words", [(), ("--json",)])
def test_a_guard_that_does_not_stand_or_stopped_something_ends_in_four(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    words: tuple[str, ...],
    stands: bool,
    attempts: list[str],
    code: int,
) -> None:
    monkeypatch.setattr(offline, "stands", lambda: stands)
    monkeypatch.setattr(offline, "attempts", lambda: attempts)
    monkeypatch.setattr(offline, "telephones", lambda: ["a module"])

    assert main(["doctor", "--offline", *words]) == code

    assert "a module" in capsys.readouterr().out


def test_whom_to_ring_is_kept_and_stands_first_until_it_is_another(
    call: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    said = []
    for words in ((), ("--mine", "Chen, 138"), (), ("--mine", ""), ()):
        assert main([*call, "help", *words]) == 0
        said.append("Chen, 138" in capsys.readouterr().out)

    assert said == [False, True, True, False, False]


def test_help_that_was_asked_for_is_the_whole_of_it(
    diary: Diary, call: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main([*call, "help"])

    assert capsys.readouterr().out.strip() == diary.help.text(asked=True).strip()


def test_the_settings_are_a_table_with_a_head_and_as_sentences_each_behind_its_name(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["config", "key.undo", "z"])
    main(["config", "alias.w", "log pay.shop w"])
    capsys.readouterr()

    main(["config"])
    drawn = capsys.readouterr().out
    main(["--plain", "config"])
    said = capsys.readouterr().out
    main(["config", "list", "--json"])
    held = json.loads(capsys.readouterr().out)

    assert drawn.startswith("setting")
    assert ("alias.w" in drawn, "key.undo" in drawn) == (True, True)
    assert (said.startswith("setting,"), "what for: " in said) == (False, True)
    assert held["aliases"] == {"w": "log pay.shop w"}
