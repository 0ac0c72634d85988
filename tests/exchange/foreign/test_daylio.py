"""Daylio: moods become the day's mood, activities entries, notes the day's note."""

from datetime import date
from pathlib import Path

import pytest

from detox.domain.entries import Outcome
from detox.errors import BadLog
from detox.exchange.foreign import first_plan, guessed, read
from detox.exchange.foreign.converting import to_snapshot

FIXTURES = Path(__file__).parent / "fixtures"
TODAY = date(2026, 3, 14)


def test_an_old_export_gives_every_line_a_place() -> None:
    source = read((FIXTURES / "daylio-old.csv").read_bytes())

    taken, counts = to_snapshot(source, first_plan(source), today=TODAY)

    assert (counts.read, counts.moods, counts.entries, counts.notes) == (10, 3, 5, 2)
    assert counts.balanced
    assert not counts.aside
    assert {task.name for task in taken.tasks} == {"只用现金", "😉", '"slow" lunch', "walk"}
    assert not any(task.listed for task in taken.tasks)
    assert {entry.outcome for entry in taken.entries} == {Outcome.DIRECT}


def test_a_days_moods_are_their_middle_with_every_word_kept() -> None:
    source = read((FIXTURES / "daylio-old.csv").read_bytes())

    taken, _ = to_snapshot(source, first_plan(source), today=TODAY)

    mixed = next(checkin for checkin in taken.checkins if checkin.day == date(2026, 3, 12))
    assert mixed.mood == 4
    assert "08:05 awful" in mixed.note
    assert "老板说“好久没见现金了”。" in mixed.note
    assert "Waiting\nTwo hours" in mixed.note


def test_a_new_export_in_chinese_is_read_with_its_scales_set_aside() -> None:
    source = read((FIXTURES / "daylio-new.csv").read_bytes())

    taken, counts = to_snapshot(source, first_plan(source), today=TODAY)

    assert [(c.day.day, c.mood) for c in taken.checkins] == [(12, None), (13, 10)]
    assert taken.checkins[0].note == "00:05 心情复杂"
    assert taken.checkins[1].note == '13:48 标题\n妈妈接了电话\n"好"'
    assert counts.aside == ("line 2: scales Sleep: 7",)
    assert counts.balanced


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("full_date,time,mood\n", "line 1: expected a column activities"),
        ("full_date,time,mood,activities,note\n2026-03-32,1:00,good,,\n", "line 2: expected a day"),
        ("full_date,time,mood,activities,note\n2026-03-12,25:00,good,,\n", "line 2: expected a time"),
        ('full_date,time,mood,activities,note\n2026-03-12,1:00,good,,"a\n', "line 2: expected CSV"),
        ("full_date,time,mood,activities,note\n2026-03-12,1:00,good\n", "line 2: expected 5 cells"),
    ],
)
def test_a_broken_export_is_refused_at_its_line(text: str, place: str) -> None:
    with pytest.raises(BadLog) as caught:
        read(text.encode(), "daylio")

    assert caught.value.problems[0].startswith(place)


def test_the_format_is_seen_from_the_first_line() -> None:
    assert guessed((FIXTURES / "daylio-old.csv").read_bytes()) == "daylio"
    assert guessed((FIXTURES / "daylio-new.csv").read_bytes()) == "daylio"


def test_an_export_of_2018_has_its_year_beside_its_day() -> None:
    head = "year,date,weekday,time,mood,activities,note"
    text = f"{head}\n2018,29 March,Thursday,11:54 pm,happy,social | eat out,ok\n"

    source = read(text.encode())

    assert guessed(text.encode()) == "daylio"
    assert {(str(row.day), row.at) for row in source.rows} == {("2018-03-29", "23:54")}
    assert [row.habit for row in source.rows if row.habit] == ["social", "eat out"]


@pytest.mark.parametrize("said", ["29. März", "29 de marzo", "3月29日", "29.03.", "29 марта", "29 मार्च"])
def test_the_day_of_2018_is_read_in_any_language(said: str) -> None:
    text = f"year,date,weekday,time,mood,activities,note\n2018,{said},,8:39 p. m.,meh,,\n"

    assert [(str(row.day), row.at) for row in read(text.encode()).rows] == [("2018-03-29", "20:39")]


def test_a_line_with_nothing_but_its_time_is_counted() -> None:
    source = read(b"full_date,time,mood,activities,note,extra\n2026-03-12,1:00,,,,seven\n")

    _taken, counts = to_snapshot(source, first_plan(source), today=TODAY)

    assert (counts.read, counts.left_out) == (1, {"empty": 1})
    assert counts.aside == ("line 2: extra seven",)
