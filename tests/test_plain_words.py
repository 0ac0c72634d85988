"""The diary in sentences: each row one, nothing drawn, and what the screens show has words."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from detox.__main__ import main
from detox.cli import checkin_commands, console
from detox.cli.console import speak_plainly, table
from detox.domain.entries import Outcome
from detox.domain.weeks import Status, Week
from detox.messages.figure_messages import week_sentence
from detox.words import speak

DRAWN = frozenset("─│┤┼╭⣀▁▂▃▄▅▆▇█")


@pytest.fixture(autouse=True)
def _words() -> Iterator[None]:
    speak("en")
    yield
    speak_plainly(on=False)


def _week(**changed: object) -> Week:
    figures: dict[str, object] = {
        "week": 3,
        "start": date(2022, 10, 31),
        "end": date(2022, 11, 6),
        "status": Status.OK,
        "index": 65.2,
        "se": 5.0,
        "low": 54.1,
        "high": 75.4,
        "coverage": 1.0,
        "fresh": 1.0,
        "stale": 0.0,
        "events": 20,
        "by_category": {},
        "outcomes": {Outcome.DIRECT: 15, Outcome.APP: 0},
        "minutes": 16,
        "favours": 0,
        "logged_days": 7,
        "normal_days": 3,
        "normal_answers": 7,
        "note": None,
    }
    return Week(**(figures | changed))  # type: ignore[arg-type]


def test_a_week_is_one_sentence() -> None:
    assert week_sentence(_week()) == (
        "Week 3, from 31 Oct: index 65, likely 54 to 75, 7 of 7 days written, 3 of 7 lived normally, "
        "direct 15, 16 extra minutes."
    )


def test_what_a_week_does_not_know_is_not_zero() -> None:
    nothing = _week(
        index=None, low=None, high=None, logged_days=0, normal_days=0, normal_answers=0, outcomes={}
    )

    assert week_sentence(nothing) == "Week 3, from 31 Oct: index not known, 0 of 7 days written."


def test_a_row_is_said_with_the_names_of_its_columns_and_without_empty_cells() -> None:
    rows = [["task", "points", ""], ["Pay in a shop", "3.2", "off"], ["Metro", "-", ""]]
    speak_plainly(on=True)

    assert table(rows, head=True) == "task: Pay in a shop, points: 3.2, off.\ntask: Metro."


@pytest.fixture
def written(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.setenv("DETOX_HOME", str(home))
    main(["start", "--app", "wechat", "--yes"])
    main(["log", "pay.shop", "w", "--via", "cash", "--note", "the till was slow"])
    main(["log", "msg.family", "d", "--on", "-9"])
    main(["checkin", "--normal", "y", "--note", "rain"])
    capsys.readouterr()
    return home


@pytest.mark.parametrize("words", [("week", "--plain"), ("--plain", "trend"), ("ties", "--plain")])
def test_nothing_is_drawn_where_words_are_wanted(
    written: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)

    assert main(list(words)) == 0

    said = capsys.readouterr().out
    assert not DRAWN & set(said)
    assert "  " not in re.sub(r"\n +", "\n", said)  # but for where a long line goes on


def test_a_dumb_terminal_gets_no_chart(
    written: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "dumb")

    assert main(["trend"]) == 0

    assert not DRAWN & set(capsys.readouterr().out)


def test_the_setting_says_what_the_option_says(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["day", "--plain"])
    asked = capsys.readouterr().out

    main(["config", "plain", "true"])
    capsys.readouterr()
    main(["day"])

    assert capsys.readouterr().out == asked
    assert "Pay in a shop, workaround, Cash, " in asked


def test_the_days_of_a_week_are_said_one_by_one(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["week", "--plain"])

    (said,) = (line for line in capsys.readouterr().out.splitlines() if "Lived normally" in line)
    assert (said.count(": yes"), said.count(": not said")) == (1, 6)


def test_an_urge_is_watched_in_lines_where_nothing_can_be_written_over(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(checkin_commands.time, "sleep", waited.append)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(console.os, "environ", {"TERM": "dumb"})

    checkin_commands._wait(70)

    said = capsys.readouterr().err
    assert said.splitlines() == ["70 seconds left", "40 seconds left", "10 seconds left"]
    assert sum(waited) == 70
    assert "\r" not in said


# --- a stretch of the journal


def test_a_stretch_of_the_journal_is_read_newest_first(
    written: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["journal"]) == 0

    said = capsys.readouterr().out
    parts = ("Pay in a shop, workaround, Cash (", "the till was slow", "Check-in: lived normally yes", "rain")
    places = [said.index(part) for part in (*parts, "Family group, direct")]
    assert places == sorted(places)
    assert "written late" in said


def test_the_ends_of_a_stretch_are_both_in_it(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["journal", "--from", "-9", "--to", "-9", "--json"])
    alone = json.loads(capsys.readouterr().out)
    main(["journal", "--from", "-8", "--to", "yesterday", "--json"])
    between = json.loads(capsys.readouterr().out)

    assert [entry["task"] for entry in alone["entries"]] == ["msg.family"]
    assert between["entries"] == []


def test_a_stretch_that_ends_before_it_begins_is_refused(
    written: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["journal", "--from", "today", "--to", "-3"]) == 1
    assert "--to" in capsys.readouterr().err


# --- a voice reads it aloud


@pytest.mark.parametrize("words", [("search", "slow"), ("undo", "--list"), ("year",), ("pause", "list")])
def test_a_day_is_said_with_its_month_and_no_row_of_signs_is_read_aloud(
    written: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    main(["pause", "add", "today"])
    capsys.readouterr()

    assert main(["--plain", *words]) == 0

    said = capsys.readouterr().out
    assert re.search(r"\b\d{1,2} [A-Z][a-z]{2}\b", said)
    assert not re.search(r"\d{4}-\d\d-\d\d|\.\.|\d/\d| -$|\+", said, re.MULTILINE)


def test_a_month_of_the_year_is_a_sentence_and_an_empty_one_is_none(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["checkin", "--normal", "n", "--mood", "4"])
    capsys.readouterr()

    main(["--plain", "year"])

    (said,) = (line for line in capsys.readouterr().out.splitlines() if "lived normally" in line)
    assert "days written, 0 of 1 lived normally, mood 4.0. Not lived normally: " in said


def test_an_index_that_is_not_known_is_said_to_be_none(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--home", str(home), "start", "--yes"])
    capsys.readouterr()

    main(["--home", str(home), "--plain", "ties"])

    assert "dependence not known" in capsys.readouterr().out


def test_a_note_is_read_before_the_id_of_its_row(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--plain", "day"])

    (said,) = (line for line in capsys.readouterr().out.splitlines() if "the till was slow" in line)
    assert re.fullmatch(r"Pay in a shop, workaround, Cash, the till was slow, [0-9a-f-]{13}\.", said.strip())


def test_a_sentence_says_its_days_in_words(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain = ["--home", str(home), "--plain"]
    for words in (
        "start --app wechat --yes",
        "task add Choir",
        "pause add +3 +9",
        "pause end +3 +5",
        "pause remove +3",
        "step list",
        "trial end",
        "trial new --days 28",
    ):
        assert main([*plain, *words.split()]) == 0

    said = capsys.readouterr()

    assert re.findall(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", said.out + said.err) == []
