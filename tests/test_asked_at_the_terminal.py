"""What the commands that ask make of the answers: the three minutes of an urge, and a week in three lines."""

import json
import re
from typing import Any

import pytest

from tests.conftest import Run, Types


def _checkin(run: Run, capsys: pytest.CaptureFixture[str]) -> dict[str, Any] | None:
    capsys.readouterr()
    run("day", "--json")
    checkin: dict[str, Any] | None = json.loads(capsys.readouterr().out)["checkin"]
    return checkin


@pytest.mark.parametrize(
    ("typed", "urge"),
    [
        ("7\n4\n", 7),
        ("2\n9\n", 9),
        ("\n4\n", 4),
        ("7\n\n", 7),
        ("0\n\n", 0),
        ("0\n0\n", 0),
        ("10\n11\n", 10),
        ("-1\n3\n", 3),
    ],
)
def test_the_stronger_rating_of_an_urge_is_kept(
    run: Run, types: Types, capsys: pytest.CaptureFixture[str], typed: str, urge: int
) -> None:
    types(typed, terminal=False)

    assert run("urge") == 0

    checkin = _checkin(run, capsys)
    assert checkin is not None
    assert checkin["urge"] == urge
    assert "3 min" in checkin["note"]


@pytest.mark.parametrize("typed", ["", "\n\n", "11\nstrong\n"])
def test_an_urge_that_was_rated_by_nothing_writes_nothing(
    run: Run, types: Types, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    types(typed, terminal=False)

    assert run("urge") == 0

    assert _checkin(run, capsys) is None


@pytest.mark.parametrize(("drawn", "told"), [(False, ["180", "150", "120", "90", "60", "30"]), (True, None)])
def test_before_a_terminal_three_minutes_go_by(
    run: Run,
    types: Types,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    drawn: bool,
    told: list[str] | None,
) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    monkeypatch.setattr("sys.stderr.isatty", lambda: drawn, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    types("", terminal=True)

    run("urge")

    left = re.findall(r"(\d+) seconds? left", capsys.readouterr().err)
    assert sum(slept) == 180
    assert left == (told or [str(n) for n in range(180, 0, -1)])


@pytest.mark.parametrize(
    ("words", "typed", "held"),
    [
        ((), "work chat\n\nLi\n", {"hardest": "work chat", "plan": "", "people": "Li"}),
        ((), "work chat\nq\n", {"hardest": "work chat", "plan": "", "people": ""}),
        (("--plan", "cash"), "work chat\n", {"hardest": "", "plan": "cash", "people": ""}),
    ],
)
def test_a_week_is_asked_about_where_nothing_was_given(
    run: Run,
    types: Types,
    capsys: pytest.CaptureFixture[str],
    *,
    words: tuple[str, ...],
    typed: str,
    held: dict[str, str],
) -> None:
    types(typed, terminal=True)

    assert run("review", *words) == 0

    checkin = _checkin(run, capsys)
    assert checkin is not None
    assert checkin["review"] == held


def test_through_a_pipe_a_week_is_not_asked_about(
    run: Run, types: Types, capsys: pytest.CaptureFixture[str]
) -> None:
    types("work chat\n", terminal=False)

    assert run("review") == 0

    assert "Nothing was said" in capsys.readouterr().err
    assert _checkin(run, capsys) is None
