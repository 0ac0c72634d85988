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
from detox.exchange.foreign.source import Mark, Source
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
        ("001 A/Checkmarks.csv", "2026-03-01,x\n", "001 A/Checkmarks.csv, line 1: expected YES"),
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


def _archive(**files: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for file, content in files.items():
            archive.writestr(file, content)
    return data.getvalue()


HEAD = (
    "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,"
    "Target Value,Archived?\n"
)
MEASURED = HEAD + "001,Screen,NUMERICAL,,,1,1,#00897B,min,{},30.0,false\n"


@pytest.mark.parametrize(
    ("target", "value", "mark", "amount"),
    [
        ("AT_MOST", "NO", Mark.YES, "0 min"),
        ("AT_MOST", "25000", Mark.YES, "25 min"),
        ("AT_MOST", "30000", Mark.YES, "30 min"),
        ("AT_MOST", "30500", Mark.NO, "30.5 min"),
        ("AT_LEAST", "NO", Mark.NO, "0 min"),
        ("AT_LEAST", "29999", Mark.NO, "29.999 min"),
        ("AT_LEAST", "30000", Mark.YES, "30 min"),
        ("AT_LEAST", "30.0", Mark.YES, "30 min"),
        ("AT_MOST", "45.5", Mark.NO, "45.5 min"),
        ("AT_MOST", "SKIP", Mark.SKIP, ""),
        ("AT_MOST", "UNKNOWN", Mark.UNKNOWN, ""),
    ],
)
def test_an_amount_is_a_yes_where_it_is_what_was_aimed_at(
    target: str, value: str, mark: Mark, amount: str
) -> None:
    files = {
        "Habits.csv": MEASURED.format(target),
        "001 Screen/Checkmarks.csv": f"Date,Value,Notes\n2025-07-04,{value},\n",
    }

    row = read(_archive(**files)).rows[0]

    assert (row.mark, row.text) == (mark, amount)


def test_amounts_with_a_point_make_a_whole_archive_one_of_units() -> None:
    files = {
        "Habits.csv": MEASURED.format("AT_LEAST"),
        "001 Screen/Checkmarks.csv": "Date,Value,Notes\n2025-07-04,45.5,\n2025-07-03,10,\n",
    }

    assert [row.text for row in read(_archive(**files)).rows] == ["45.5 min", "10 min"]


def test_a_habit_without_a_folder_is_read_from_the_file_of_all() -> None:
    files = {
        "Habits.csv": "Position,Name\n001,Cash\n002,Walk\n",
        "001 Cash/Checkmarks.csv": "2025-07-03,2\n",
        "Checkmarks.csv": "Date,Cash,Walk,\n2025-07-03,2,0,\n2025-07-02,0,2,\n",
    }

    found = read(_archive(**files))

    assert [(row.habit, str(row.day), row.mark) for row in found.rows] == [
        ("Cash", "2025-07-03", Mark.YES),
        ("Walk", "2025-07-03", Mark.NO),
        ("Walk", "2025-07-02", Mark.YES),
    ]


def test_the_file_of_all_may_have_only_some_of_the_habits() -> None:
    files = {
        "Habits.csv": "Position,Name\n001,Cash\n002,Walk\n",
        "Checkmarks.csv": "Date,Walk,\n2025-07-03,2,\n",
    }

    assert [row.habit for row in read(_archive(**files)).rows] == ["Walk"]


def test_an_archive_without_a_list_of_habits_has_them_as_its_folders_are_called() -> None:
    found = read(_archive(**{"002 Cash only/Checkmarks.csv": "2025-07-03,2\n"}))

    assert [row.habit for row in found.rows] == ["Cash only"]


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        (
            {"Habits.csv": "Position,Name\n001,A\n"},
            "file: expected Checkmarks.csv in the archive, got Habits.csv",
        ),
        (
            {"Habits.csv": "Position,Name\n001,A\n", "Checkmarks.csv": "Date,A, b,\n2025-07-03,2,2,2,\n"},
            "Checkmarks.csv, line 2: expected a day and 1 values",
        ),
    ],
)
def test_an_archive_without_marks_is_refused_and_never_empty(files: dict[str, str], problem: str) -> None:
    with pytest.raises(BadLog) as caught:
        read(_archive(**files))

    assert caught.value.problems[0].startswith(problem)


@pytest.mark.parametrize("data", [b"Position,Name,Question\n001,A,\n", b"Date,Score\n2025-07-03,0.5\n"])
def test_a_single_table_without_marks_is_refused_and_never_empty(data: bytes) -> None:
    with pytest.raises(BadLog, match=r"expected Checkmarks.csv, or the whole archive"):
        read(data)


def test_a_file_that_is_no_zip_is_refused_as_one() -> None:
    with pytest.raises(BadLog, match="expected a zip archive"):
        read(b"PK\5\6 cut off", "loop")


@pytest.mark.parametrize(("target_type", "mark"), [(0, Mark.NO), (1, Mark.YES)])
def test_a_backup_tells_what_shall_be_reached_from_what_shall_not_be_passed(
    target_type: int, mark: Mark
) -> None:
    script = (
        "create table Habits (id integer, name text, type integer, target_value real, target_type integer);"
        "create table Repetitions (habit integer, timestamp integer, value integer);"
        "insert into Habits values (1, 'Screen', 1, 30.0, TYPE);"
        "insert into Repetitions values (1, 1751587200000, 25000);"
    )

    data = database(script.replace("TYPE", str(target_type)))

    assert read(data).rows[0].mark == mark
