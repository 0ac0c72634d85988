"""Where a passphrase comes from, how often it is asked for, and when nobody is asked."""

import os
import subprocess
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from detox.cli.passphrase_sources import TRIES, Passphrases, unlock
from detox.errors import Forbidden, Locked

Typed = Callable[..., list[str]]


class Seal:
    """A seal that opens with one passphrase, and remembers what was tried."""

    def __init__(self, passphrase: str, reason: str = "wrong") -> None:
        self.tried: list[str] = []
        self._passphrase = passphrase
        self._reason = reason

    def unlock(self, said: str) -> None:
        self.tried.append(said)
        if said != self._passphrase:
            raise Locked(self._reason)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Somebody sits there and types these, one after the other; the questions they were asked."""

    def types(*answers: str) -> list[str]:
        asked: list[str] = []
        left: Iterator[str] = iter(answers)

        def getpass(question: str, stream: Any = None) -> str:
            asked.append(question)
            try:
                return next(left)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr("getpass.getpass", getpass)
        monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
        return asked

    return types


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdin", "stderr"):
        monkeypatch.setattr(f"sys.{name}.isatty", lambda: False, raising=False)


def held(*lines: str) -> Passphrases:
    """Passphrases out of a descriptor with these lines."""
    reading, writing = os.pipe()
    os.write(writing, "".join(f"{line}\n" for line in lines).encode())
    os.close(writing)
    return Passphrases(reading)


def test_a_passphrase_that_is_wrong_is_asked_for_three_times_in_all(
    typed: Typed, capsys: pytest.CaptureFixture[str]
) -> None:
    asked, seal = typed("a", "b", "c", "right"), Seal("right")

    with pytest.raises(Locked):
        unlock(seal, Passphrases())  # type: ignore[arg-type] - as much of a seal as is asked

    assert seal.tried == ["a", "b", "c"]
    assert (len(asked), TRIES) == (3, 3)
    assert capsys.readouterr().err.count("not it") == 2  # after the third there is no other try


def test_the_passphrase_that_opened_it_is_the_answer(typed: Typed) -> None:
    typed("a", "right")

    assert unlock(Seal("right"), Passphrases()) == "right"  # type: ignore[arg-type]


@pytest.mark.parametrize("reason", ["newer", "another key"])
def test_what_no_other_passphrase_would_open_is_not_asked_about_again(typed: Typed, reason: str) -> None:
    asked = typed("a", "b")

    with pytest.raises(Locked):
        unlock(Seal("b", reason), Passphrases())  # type: ignore[arg-type]

    assert len(asked) == 1


def test_one_that_comes_with_the_call_is_tried_once(typed: Typed) -> None:
    asked, seal = typed("right"), Seal("right")

    with pytest.raises(Locked):
        unlock(seal, held("wrong", "right"))  # type: ignore[arg-type]

    assert (seal.tried, asked) == (["wrong"], [])


@pytest.mark.usefixtures("nobody")
def test_where_nobody_can_be_asked_it_stays_locked() -> None:
    seal = Seal("")

    with pytest.raises(Locked) as refused:
        unlock(seal, Passphrases())  # type: ignore[arg-type]

    assert (refused.value.reason, seal.tried) == ("locked", [])


def test_a_descriptor_gives_its_lines_in_order_and_then_nothing() -> None:
    given = held("old words", "new words")

    assert (given.old("?"), given.new("?", "again?"), given.old("?")) == ("old words", "new words", None)
    with pytest.raises(Forbidden) as refused:
        given.new("?", "again?")
    assert refused.value.reason == "no passphrase"


def test_a_long_line_is_read_whole_up_to_its_most() -> None:
    assert held("x" * 3000, "second").old("?") == "x" * 3000
    given = held("x" * 4094, "second")
    assert (given.old("?"), given.old("?")) == ("x" * 4094, "s")


@pytest.mark.parametrize(("number", "given"), [(0, True), (7, True), (None, False)])
def test_standard_input_is_a_descriptor_as_any(number: int | None, *, given: bool) -> None:
    assert Passphrases(number).is_given is given
    assert Passphrases(number).is_automatic is given
    assert Passphrases(number, ["pass", "show"]).is_automatic


@pytest.mark.parametrize(
    ("answers", "offered", "taken"),
    [
        (("a b", "a b"), "", "a b"),
        (("a b", "a b"), "six words", "a b"),
        (("", "six words"), "six words", "six words"),
    ],
)
def test_a_new_passphrase_is_typed_twice_and_nothing_typed_takes_the_one_offered(
    typed: Typed, answers: tuple[str, ...], offered: str, taken: str
) -> None:
    asked = typed(*answers)

    assert Passphrases().new("New:", "Again:", offered) == taken
    assert asked == ["New: ", "Again: "]


@pytest.mark.parametrize(
    ("answers", "offered", "why"),
    [
        (("a b", "a c"), "", "two passphrases"),
        (("", ""), "six words", "two passphrases"),
        (("",), "", "no passphrase"),
        ((), "six words", "no passphrase"),
    ],
)
def test_a_new_passphrase_that_was_not_meant_is_refused(
    typed: Typed, answers: tuple[str, ...], offered: str, why: str
) -> None:
    typed(*answers)

    with pytest.raises(Forbidden) as refused:
        Passphrases().new("New:", "Again:", offered)

    assert refused.value.reason == why


@pytest.mark.usefixtures("nobody")
def test_a_kit_that_nobody_can_type_is_refused() -> None:
    with pytest.raises(Forbidden):
        Passphrases().key("The key:")


@pytest.mark.parametrize(
    ("code", "printed", "said"),
    [(0, b"right\r\nmore\n", "right"), (0, b"right", "right"), (1, b"right\n", None), (None, b"", None)],
)
def test_a_program_says_the_passphrase_in_its_first_line_where_it_went_well(
    monkeypatch: pytest.MonkeyPatch, code: int | None, printed: bytes, said: str | None
) -> None:
    def run(words: tuple[str, ...], **_options: Any) -> SimpleNamespace:
        if code is None:
            raise OSError
        assert words == ("pass", "show")
        return SimpleNamespace(returncode=code, stdout=printed)

    monkeypatch.setattr(subprocess, "run", run)

    assert Passphrases(None, ["pass", "show"]).old("?") == said
