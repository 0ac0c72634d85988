"""A table that no program is known for comes in by a plan that says which column is what."""

import pytest

from detox.errors import BadLog
from detox.exchange.foreign import first_plan, full_plan, guessed, read
from detox.exchange.foreign.plan import plan_of, plan_text
from detox.exchange.foreign.source import Mark, Source

TABLE = """Tag;Aufgabe;Done?;Comment;Mood
05.03.2024 20:15;Cash;yes;baker;4
06.03.2024;Cash;vielleicht;;
07.03.2024;Run;5,2;;
08.03.2024;Run;0;tired;
"""
PLAN = 'format = "table"\n[columns]\ndate = "Tag"\ntask = "Aufgabe"\noutcome = "Done?"\nnote = "Comment"\n'


def _marks(source: Source) -> list[tuple[str, str | None, str | None, Mark | None, str]]:
    return [(str(row.day), row.at, row.habit, row.mark, row.text) for row in source.rows]


def test_columns_that_are_named_as_usual_are_known() -> None:
    data = b"Date,Task,Outcome,Note\n2024-03-05,Cash,yes,baker\n"

    source = read(data)

    assert guessed(data) == "table"
    assert source.table is not None
    assert source.table.columns == {"date": "Date", "task": "Task", "outcome": "Outcome", "note": "Note"}
    assert _marks(source) == [("2024-03-05", None, "Cash", Mark.YES, "baker")]


def test_a_plan_names_the_columns_of_any_other() -> None:
    source = read(TABLE.encode(), "table", plan_of(PLAN.encode()).table)

    assert _marks(source) == [
        ("2024-03-05", "20:15", "Cash", Mark.YES, "baker"),
        ("2024-03-06", None, "Cash", Mark.UNKNOWN, "vielleicht"),
        ("2024-03-07", None, "Run", Mark.YES, "5,2"),
        ("2024-03-08", None, "Run", Mark.NO, "tired"),
    ]
    assert source.aside == ("line 2: Mood 4",)


def test_what_the_plan_shows_is_what_was_done_and_may_be_changed() -> None:
    first = read(TABLE.encode(), "table", plan_of(PLAN.encode()).table)
    shown = plan_text(first_plan(first), first)

    again = plan_of(shown.replace('"vielleicht" = "unknown"', '"vielleicht" = "skip"').encode())
    second = read(TABLE.encode(), "table", again.table)

    assert 'dates = "day first"' in shown
    assert plan_of(shown.encode()) == first_plan(first)
    assert [row.mark for row in second.rows] == [Mark.YES, Mark.SKIP, Mark.YES, Mark.NO]


def test_days_that_may_be_meant_two_ways_wait_for_a_plan_of_two_lines() -> None:
    data = b"Date,Task\n05/03/2024,Cash\n"
    with pytest.raises(BadLog, match='or a plan with dates = "day first" or "month first", got 05/03/2024'):
        read(data)

    plan = plan_of(b'format = "table"\ndates = "month first"\n')
    source = read(data, "table", plan.table)

    assert str(source.rows[0].day) == "2024-05-03"
    assert full_plan(plan, source) == first_plan(source)


def test_a_table_of_words_alone_is_a_journal() -> None:
    source = read("日期,备注\n2024年3月5日,用现金\n2024年3月6日,\n".encode())

    assert _marks(source) == [
        ("2024-03-05", None, None, None, "用现金"),
        ("2024-03-06", None, None, None, ""),
    ]


def test_a_table_without_tasks_has_one_that_is_called_as_its_outcomes() -> None:
    source = read(b"date,done\n2024-03-05,x\n2024-03-06,\n")

    assert _marks(source) == [
        ("2024-03-05", None, "done", Mark.YES, ""),
        ("2024-03-06", None, "done", Mark.UNKNOWN, ""),
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a,b\n1,2\n", "line 1: expected columns of a date"),
        ("Date,Weather\n2024-03-05,sun\n", "line 1: expected columns of a date"),
        ("Date,Task\n2024-03-05\n", "line 2: expected 2 cells"),
        ("Date,Task\nyesterday,a\n", "line 2: expected a day like"),
        ("Date,Date,Task\n2024-03-05,,a\n", "line 1: expected one column Date"),
        (
            "Date,Done\n" + "".join(f"2024-03-05,w{n}\n" for n in range(70)),
            "column Done: expected at most 60",
        ),
        ("id,day,task,recorded_at\n", "file: expected the folder or the zip that detox export wrote"),
    ],
)
def test_a_table_that_makes_no_sense_is_refused_at_its_place(text: str, problem: str) -> None:
    with pytest.raises(BadLog) as caught:
        read(text.encode(), "table")

    assert caught.value.problems[0].startswith(problem)


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ('[columns]\ndate = "When"\n', "plan.columns.date: expected one of Tag, Aufgabe"),
        ('[columns]\nday = "Tag"\n', "plan.columns: expected date | time"),
        ("[columns]\ndate = 1\n", "plan.columns: expected a [columns] table of texts"),
        ('[outcome]\nyes = "maybe"\n', "plan.outcome: expected an [outcome] table"),
        ('dates = "year first"\n', "plan.dates: expected day first | month first"),
    ],
)
def test_a_plan_of_columns_that_makes_no_sense_is_refused(more: str, problem: str) -> None:
    with pytest.raises(BadLog) as caught:
        read(TABLE.encode(), "table", plan_of(b'format = "table"\n' + more.encode()).table)

    assert caught.value.problems[0].startswith(problem)
