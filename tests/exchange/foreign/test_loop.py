"""Loop: old and new archives and the backup, with nothing lost on the way."""

import io
import zipfile
from datetime import date

import pytest

from detox.domain.entries import Outcome
from detox.errors import BadLog
from detox.exchange.foreign import first_plan, guessed, read
from detox.exchange.foreign.converting import to_snapshot
from detox.exchange.foreign.plan import ImportPlan, Meaning
from detox.exchange.foreign.source import Source
from tests.exchange.foreign.packing import backup, database, zipped

TODAY = date(2026, 3, 14)


def _meaning(source: Source, **answers: Meaning) -> ImportPlan:
    plan = first_plan(source)
    habits = tuple(habit.replace(yes=answers.get(habit.name, habit.yes)) for habit in plan.habits)
    return plan.replace(habits=habits)


def test_a_new_archive_is_joined_by_position_and_never_by_name() -> None:
    source = read(zipped("loop-new"))

    taken, counts = to_snapshot(source, first_plan(source), today=TODAY)

    assert {task.name for task in taken.tasks} == {"只用现金", "No app, today", "Reading"}
    assert (counts.read, counts.entries, counts.notes) == (11, 5, 4)
    assert counts.left_out == {"unknown": 2}
    assert counts.balanced


def test_a_no_stands_in_the_note_of_its_day_and_a_skip_is_not_needed() -> None:
    source = read(zipped("loop-new"))

    taken, _ = to_snapshot(source, first_plan(source), today=TODAY)

    notes = {checkin.day.day: checkin.note for checkin in taken.checkins}
    assert notes[12] == "只用现金: no - 忘带钱包\nNo app, today: no\nReading: no - 10 分钟\ntired"
    assert notes[8] == "只用现金: ? - 在路上"
    skipped = next(entry for entry in taken.entries if entry.note == "sick")
    assert skipped.outcome is Outcome.NOT_NEEDED
    assert any(entry.note == '老板说"稀奇",\n还找了零钱' for entry in taken.entries)
    assert any(entry.note == "45.5 分钟" for entry in taken.entries)


def test_what_a_yes_meant_is_what_the_plan_says() -> None:
    source = read(zipped("loop-new"))
    plan = _meaning(
        source, **{"只用现金": Meaning.DIRECT, "No app, today": Meaning.LEAVE_OUT, "Reading": Meaning.APP}
    )

    taken, counts = to_snapshot(source, plan, today=TODAY)

    assert {(task.name, task.listed) for task in taken.tasks} == {("只用现金", True), ("Reading", True)}
    assert [entry.outcome for entry in taken.entries if entry.day.day == 13] == [
        Outcome.DIRECT,
        Outcome.APP,
    ] or [entry.outcome for entry in taken.entries if entry.day.day == 13] == [Outcome.APP, Outcome.DIRECT]
    assert counts.left_out == {"plan": 2, "unknown": 2}
    assert counts.balanced


def test_an_old_archive_without_headers_gives_the_same_marks() -> None:
    source = read(zipped("loop-old"))

    taken, counts = to_snapshot(source, first_plan(source), today=TODAY)

    assert (counts.read, counts.entries, counts.notes, counts.left_out) == (8, 4, 2, {"unknown": 2})
    assert any(entry.note == "5.2" for entry in taken.entries)
    assert [entry.outcome for entry in taken.entries][:2] == [Outcome.NOT_NEEDED, Outcome.NOT_NEEDED]


def test_an_archive_and_a_backup_of_the_same_days_give_the_same_entries() -> None:
    archive, whole = read(zipped("loop-new")), read(backup())

    of_archive, _ = to_snapshot(archive, first_plan(archive), today=TODAY)
    of_backup, counts = to_snapshot(whole, first_plan(whole), today=TODAY)

    assert counts.balanced
    same = {entry.id: entry for entry in of_archive.entries}
    assert [same[entry.id] for entry in of_backup.entries if entry.day.day == 13] == [
        entry for entry in of_backup.entries if entry.day.day == 13
    ]


def test_two_habits_of_one_name_stay_two() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("Habits.csv", "Position,Name\n001,Call\n002,Call\n")
        archive.writestr("001 Call/Checkmarks.csv", "2026-03-13,2\n")
        archive.writestr("002 Call/Checkmarks.csv", "2026-03-13,2\n")
    source = read(data.getvalue())

    taken, _ = to_snapshot(source, first_plan(source), today=TODAY)

    assert [task.name for task in taken.tasks] == ["Call", "Call (2)"]
    assert len(taken.entries) == 2


def test_settings_that_have_no_place_are_named() -> None:
    source = read(zipped("loop-new"))

    assert "001/Scores.csv: reckoned from the other files" in source.aside
    assert any(line.startswith("Reading: Type NUMERICAL") for line in source.aside)
    assert source.habits[0].about == '今天只用现金了吗？\nHe said "cash is king", and\nhe meant it'


def test_the_archive_and_the_backup_are_told_apart() -> None:
    assert guessed(zipped("loop-old")) == "loop"
    assert guessed(backup()) == "loop-backup"


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("Habits.csv", "Name\nA\n", "Habits.csv, line 1: expected a column Position"),
        (
            "001 A/Checkmarks.csv",
            "Date,Value,Notes\n2026-02-30,NO,\n",
            "001 A/Checkmarks.csv, line 2: expected a day",
        ),
        (
            "001 A/Checkmarks.csv",
            "Date,Value,Notes\n2026-03-01,MAYBE,\n",
            "001 A/Checkmarks.csv, line 2: expected YES",
        ),
        ("001 A/Checkmarks.csv", "2026-03-01,x\n", "001 A/Checkmarks.csv, line 1: expected a number"),
        ("009 B/Checkmarks.csv", "2026-03-01,2\n", "009 B/Checkmarks.csv: expected a folder"),
    ],
)
def test_a_broken_archive_is_refused_at_its_file_and_line(name: str, text: str, problem: str) -> None:
    files = {"Habits.csv": "Position,Name\n001,A\n"} | {name: text}
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for file, content in files.items():
            archive.writestr(file, content)

    with pytest.raises(BadLog) as caught:
        read(data.getvalue(), "loop")

    assert caught.value.problems[0].startswith(problem)


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04 nothing", b"SQLite format 3\0" + b"\xff" * 900, backup()[:5000]]
)
def test_what_only_looks_like_one_is_refused(data: bytes) -> None:
    with pytest.raises(BadLog):
        read(data)


def test_a_database_of_something_else_is_refused() -> None:
    with pytest.raises(BadLog, match="Habits and Repetitions"):
        read(database("create table Notes (id integer, name text)"))
