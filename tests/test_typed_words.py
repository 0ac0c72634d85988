"""What people type in options, through the front door, in both languages; what is refused writes nothing."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

from detox.__main__ import main

LOGGED: dict[tuple[str, ...], dict[str, Any]] = {
    ("--minutes", "1h30"): {"minutes": 90},
    ("--minutes", "半小时"): {"minutes": 30},
    ("--minutes=１：３０",): {"minutes": 90},
    ("--cost", "¥2.50"): {"cost": {"amount": "2.50", "currency": "CNY"}},
    ("--cost", "2.5元"): {"cost": {"amount": "2.5", "currency": "CNY"}},
    ("--cost", "3", "--currency", "usd"): {"cost": {"amount": "3", "currency": "USD"}},
    ("--at", "8:30"): {"at": "08:30"},
    ("--at", "下午三点半"): {"at": "15:30"},
}
ANSWERED: dict[tuple[str, ...], dict[str, Any]] = {
    ("--normal", "yes"): {"normal": True},
    ("--normal", "对"): {"normal": True},
    ("--normal", "Ｎ"): {"normal": False},
    ("--mood", "７"): {"mood": 7},
    ("--mood", "七分"): {"mood": 7},
    ("--won-back", "1h"): {"won_back": 60},
}
REFUSED = {
    ("log", "pay.shop", "w", "--minutes", "a while"): (2, "--minutes"),
    ("log", "pay.shop", "w", "--cost", "2.5元", "--currency", "usd"): (1, "CNY, USD"),
    ("log", "pay.shop", "w", "--currency", "usd"): (1, "2.50"),
    ("checkin", "--normal", "maybe"): (2, "--normal"),
    ("checkin", "--mood", "fine"): (2, "--mood"),
    ("checkin", "--mood", "12"): (1, "0..10"),
    ("task", "edit", "pay.shop", "--weekdays", "often"): (2, "--weekdays"),
    ("task", "edit", "pay.shop", "--rhythm", "often"): (1, "weekdays:mon,tue"),
    ("step", "add", "close it", "--due", "yesterday"): (1, "+3"),
    ("step", "add", "close it", "--due", "2020-01-01"): (1, "+3"),
}
NIGHT, NOON = datetime(2026, 11, 25, 1, 30), datetime(2026, 11, 25, 12)  # noqa: DTZ001 - the wall clock
"""On the wall clock: the night before a Wednesday: the day before it goes on until four."""


@pytest.fixture
def begun(home: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    words = ["--home", str(home), "--lang", "en"]
    assert main([*words, "start", "--app", "wechat", "--yes", "--quiet"]) == 0
    return words


def _printed(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("typed", LOGGED)
def test_an_entry_is_logged_as_people_type_it(
    begun: list[str], typed: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    code = main([*begun, "log", "pay.shop", "w", *typed, "--json"])

    assert code == 0
    assert LOGGED[typed].items() <= _printed(capsys).items()


@pytest.mark.parametrize("typed", ANSWERED)
def test_a_question_is_answered_as_people_type_it(
    begun: list[str], typed: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    code = main([*begun, "checkin", *typed, "--json"])

    assert code == 0
    assert ANSWERED[typed].items() <= _printed(capsys).items()


@pytest.mark.parametrize("lang", ["en", "zh_Hans"])
@pytest.mark.parametrize("words", REFUSED)
def test_what_is_not_understood_is_refused_and_writes_nothing(
    begun: list[str], home: Path, lang: str, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    code, part = REFUSED[words]
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}

    assert main([*begun, "--lang", lang, *words]) == code

    assert part in capsys.readouterr().err
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("named", ["mon,tue", "周一,周二", "mon-tue", "一二"])
def test_the_weekdays_of_a_task_are_taken_as_people_type_them(
    begun: list[str], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*begun, "--quiet", "task", "edit", "pay.shop", "--weekdays", named]) == 0

    main([*begun, "task", "list", "--json"])
    tasks = {task["id"]: task for task in _printed(capsys)["tasks"]}
    assert tasks["pay.shop"]["days"] == "mon tue"


@pytest.mark.parametrize("word", ["tomorrow", "wed", "明天", "周三", "25号"])
def test_in_the_night_the_refusal_of_the_day_to_come_names_the_hour_at_which_it_begins(
    begun: list[str], word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with time_machine.travel(NIGHT.timestamp(), tick=False):
        code = main([*begun, "log", "pay.shop", "w", "--on", word])

    assert code == 1
    assert "2026-11-25 begins at 04:00; until then it is Tuesday 24 November." in capsys.readouterr().err


def test_in_the_night_the_day_that_goes_on_is_meant_by_its_name(
    begun: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with time_machine.travel(NIGHT.timestamp(), tick=False):
        code = main([*begun, "log", "pay.shop", "w", "--on", "tue", "--json"])

    assert (code, _printed(capsys)["day"]) == (0, "2026-11-24")


def test_a_deadline_on_a_weekday_is_the_next_one(
    begun: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with time_machine.travel(NOON.timestamp(), tick=False):
        assert main([*begun, "step", "add", "close it", "--due", "周五"]) == 0

    assert "Fri 27 Nov" in capsys.readouterr().err
