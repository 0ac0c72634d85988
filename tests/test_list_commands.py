"""Tasks, channels and pauses at the front door: what an option writes, and what the lists show."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from detox.__main__ import main
from detox.wiring import open_diary

Run = Callable[..., Any]


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """The program over a diary that has begun; what it prints as JSON, else its exit code."""
    assert main(["--home", str(home), "start", "--app", "wechat", "--yes", "--quiet"]) == 0

    def ran(*words: str) -> Any:
        capsys.readouterr()
        code = main(["--home", str(home), *words])
        out = capsys.readouterr().out
        return json.loads(out) if "--json" in words and code == 0 else code

    return ran


@pytest.mark.parametrize(
    ("option", "field", "value"),
    [
        (("--importance", "3"), "importance", 3),
        (("--before", "never"), "before", 0),
        (("--before", "seldom"), "before", 33),
        (("--before", "always"), "before", 100),
        (("--before", "often"), "before", 67),
        (("--listed", "n"), "listed", False),
        (("--weekdays", "mon-wed"), "days", "mon tue wed"),
        (("--rhythm", "monthly"), "rhythm", "monthly"),
        (("--rhythm", "weekdays:sat,sun"), "days", "sat sun"),
        (("--category", "work"), "category", "work"),
        (("--name", "Cat"), "name", "Cat"),
    ],
)
def test_an_option_changes_its_own_field_and_no_other(
    run: Run, option: tuple[str, ...], field: str, value: object
) -> None:
    before = run("task", "add", "Feed the cat", "--json")
    after = run("task", "edit", "feed the cat", *option, "--json")

    changed = {name for name in after if after[name] != before.get(name)} - {"was"}
    assert after[field] == value
    assert changed <= {field, "days", "rhythm"}


def test_what_is_put_away_is_listed_only_where_all_is_asked_for_and_comes_back(run: Run) -> None:
    ids = lambda *words: [task["id"] for task in run("task", "list", "--json", *words)["tasks"]]  # noqa: E731

    run("task", "archive", "pay.shop")
    away = ("pay.shop" in ids(), "pay.shop" in ids("--all"))
    run("task", "archive", "pay.shop")

    assert away == (False, True)
    assert "pay.shop" in ids()


def test_channels_are_put_away_alike(run: Run) -> None:
    ids = lambda *words: [held["id"] for held in run("channel", "list", "--json", *words)["channels"]]  # noqa: E731

    run("channel", "archive", "cash")
    away = ("cash" in ids(), "cash" in ids("--all"))
    run("channel", "archive", "cash")

    assert away == (False, True)
    assert "cash" in ids()


def test_a_channel_of_ones_own_is_independent_unless_said_otherwise(run: Run) -> None:
    plain = run("channel", "add", "Pigeon", "--json")
    kind = run("channel", "add", "Owl", "--independence", "same_company", "--json")
    renamed = run("channel", "edit", "owl", "--name", "Barn owl", "--json")

    assert (plain["independence"], kind["independence"]) == ("independent", "same_company")
    assert (renamed["name"], renamed["independence"]) == ("Barn owl", "same_company")


def test_a_plan_is_set_and_taken_back_and_each_is_said(
    run: Run, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("task", "plan", "pay.shop", "cash", "--json")["plan"] == "cash"
    assert run("task", "plan", "pay.shop", "--json")["plan"] is None

    said = []
    for words in (("cash",), ()):
        main(["--home", str(home), "task", "plan", "pay.shop", *words])
        said.append("No plan any more" in capsys.readouterr().err)
    assert said == [False, True]


def test_the_uses_of_a_channel_stand_in_line_and_unused_ones_have_none(
    run: Run, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("log", "pay.shop", "w", "--via", "cash")

    main(["--home", str(home), "channel", "list"])

    head, *rows = capsys.readouterr().out.splitlines()
    end = head.index("uses") + len("uses")
    assert {row.split(" ")[0]: row[end - 4 : end].strip() for row in rows if row[end - 4 : end].strip()} == {
        "cash": "1"
    }
    assert next(row[end - 1] for row in rows if row.startswith("cash ")) == "1"


@pytest.mark.parametrize(
    ("words", "said"), [(("channel", "list"), "uses: 1"), (("task", "list"), "part of life: ")]
)
def test_said_as_sentences_each_cell_stands_behind_the_name_of_its_column(
    run: Run, home: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    run("log", "pay.shop", "w", "--via", "cash")

    main(["--home", str(home), "--plain", *words])

    lines = capsys.readouterr().out.splitlines()
    assert any(said in line for line in lines)
    assert not any(line.startswith("id, name") for line in lines)


def test_the_list_says_what_is_off_it_or_put_away(
    run: Run, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("task", "edit", "pay.shop", "--listed", "n")
    run("task", "archive", "msg.family")

    main(["--home", str(home), "task", "list", "--all"])

    rows = {line.split(" ")[0]: line for line in capsys.readouterr().out.splitlines()}
    ends = [rows[task].split("  ")[-1] for task in ("pay.shop", "msg.family")]
    assert ends == ["off the list", "put away"]
    assert "off the list" not in rows["work.chat"]


def test_a_list_of_more_than_twenty_is_called_long(
    run: Run, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    diary = open_diary(home, home / ".state")
    for n in range(len(diary.basket.tasks()), 19):
        diary.basket.add(f"Task {n}")

    said = []
    for name in ("Twentieth", "Twenty-first"):
        main(["--home", str(home), "task", "add", name])
        said.append("more than twenty" in capsys.readouterr().err)

    assert said == [False, True]


def test_a_pause_of_one_day_ends_with_it_and_a_weekday_is_the_next_from_its_first(
    run: Run, home: Path
) -> None:
    today = open_diary(home, home / ".state").today
    weekday = f"{today + timedelta(days=9):%a}".lower()

    one = run("pause", "add", "tomorrow", "--json")
    long = run("pause", "add", "+8", weekday, "--json")
    ended = run("pause", "end", "+8", "+8", "--json")

    day = lambda n: (today + timedelta(days=n)).isoformat()  # noqa: E731
    assert (one["from"], one["to"]) == (day(1), day(1))
    assert (long["from"], long["to"]) == (day(8), day(9))
    assert (ended["from"], ended["to"]) == (day(8), day(8))
    assert [held["from"] for held in run("pause", "list", "--json")["pauses"]] == [day(1), day(8)]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        (("task", "list", "--bogus"), "detox task list --help"),
        (("log", "x", "w", "--bogus"), "detox log --help"),
    ],
)
def test_a_word_that_is_not_taken_leads_to_the_help_of_the_innermost_command(
    home: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], place: str
) -> None:
    assert main(["--home", str(home), *words]) == 2

    assert f"See: {place}" in capsys.readouterr().err
