"""The recovery kit and a new passphrase at the terminal: what is shown, to whom, and what has to be typed."""

import io
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from detox.cli.sealing_commands import _hand_over, _new_passphrase
from detox.diary.sealing import RecoveryKit
from detox.errors import Forbidden

KEY = "AGE-SECRET-KEY-1" + "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L" * 2
KIT = RecoveryKit(secret=KEY, file="journal/2026-03.json")
Calls = Callable[..., tuple[Any, list[str]]]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """A call at which this is typed, and what it tells."""

    def made(
        typed: str = "", *, yes: bool = False, can_ask: bool = True, is_given: bool = False
    ) -> tuple[Any, list[str]]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        told: list[str] = []
        new = lambda _question, _again, offered: offered or "given words"  # noqa: E731
        passphrases = SimpleNamespace(can_ask=can_ask, is_given=is_given, new=new)
        doors = SimpleNamespace(passphrases=passphrases)
        return SimpleNamespace(args=SimpleNamespace(yes=yes), doors=doors, tell=told.append), told

    return made


@pytest.mark.parametrize("typed", ["6MUA7L\n", "6mua7l\n", " 6MUA7L \n", "x\n6MUA7L\n", "x\ny\n6MUA7L\n"])
def test_a_kit_is_on_paper_once_its_last_characters_are_typed(calls: Calls, typed: str) -> None:
    call, told = calls(typed)

    _hand_over(call, KIT)

    assert KEY[:24] in told[0]
    assert len(told) == 2 + typed.count("\n") - 1


@pytest.mark.parametrize("typed", ["x\ny\nz\n6MUA7L\n", "q\n", "", f"{KEY}\n" * 3, "MUA7L\n" * 3])
def test_a_kit_that_is_not_shown_to_be_on_paper_seals_nothing(calls: Calls, typed: str) -> None:
    call, _told = calls(typed)

    with pytest.raises(Forbidden) as refused:
        _hand_over(call, KIT)

    assert refused.value.reason == "kit not checked"


def test_where_nobody_can_be_asked_the_kit_is_shown_and_nothing_sealed(calls: Calls) -> None:
    call, told = calls(can_ask=False)

    with pytest.raises(Forbidden) as refused:
        _hand_over(call, KIT)

    assert (refused.value.reason, KEY[:24] in told[0]) == ("kit unseen", True)


def test_who_said_yes_is_neither_shown_nor_asked_here(calls: Calls) -> None:
    call, told = calls(yes=True)

    _hand_over(call, KIT)

    assert told == []


@pytest.mark.parametrize(
    ("can_ask", "is_given", "lines"), [(True, False, 3), (False, False, 0), (True, True, 0), (False, True, 0)]
)
def test_six_words_are_offered_to_who_can_be_asked_and_brought_none(
    calls: Calls, *, can_ask: bool, is_given: bool, lines: int
) -> None:
    call, told = calls(can_ask=can_ask, is_given=is_given)

    said = _new_passphrase(call, "a warning")

    assert len(told) == lines
    assert (said == "given words") is is_given
    assert not told or (told[0], told[2].strip()) == ("a warning", said)
