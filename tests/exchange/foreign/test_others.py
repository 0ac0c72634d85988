"""jrnl, Beaver Habits, harsh and Nomie: what each writes, and where it goes."""

import json
from datetime import date
from pathlib import Path

import pytest

from detox.domain.entries import Outcome
from detox.domain.snapshot import Snapshot
from detox.errors import BadLog
from detox.exchange.foreign import first_plan, read
from detox.exchange.foreign.converting import Reconciliation, to_snapshot

FIXTURES = Path(__file__).parent / "fixtures"


def _taken(name: str) -> tuple[Snapshot, Reconciliation]:
    source = read((FIXTURES / name).read_bytes())
    return to_snapshot(source, first_plan(source), today=date(2026, 3, 14))


def test_jrnl_entries_stand_in_the_note_of_their_day() -> None:
    taken, counts = _taken("jrnl.json")

    assert len(taken.checkins) == 1
    assert taken.checkins[0].note == (
        '09:05 今天只用 @现金。\nShe said "no app?"\nand laughed. *\n21:30 Rang mother. @phone'
    )
    assert not taken.checkins[0].answered
    assert (counts.read, counts.notes) == (2, 2)
    assert counts.aside == ("entries[0].uuid: 8F7A", "entries[1].creator: {'software_agent': 'Day One'}")


def test_beaver_keeps_its_texts_and_its_days_not_done() -> None:
    taken, counts = _taken("beaver.json")

    assert {task.name for task in taken.tasks} == {"只用现金", "只用现金 (2)"}
    assert {checkin.day.day: checkin.note for checkin in taken.checkins} == {
        10: "只用现金: no",
        11: "只用现金: no - 忘带钱包",
    }
    assert '菜市场, "稀奇"\n第二行' in {entry.note for entry in taken.entries}
    assert (counts.read, counts.entries, counts.notes) == (4, 2, 2)
    assert "只用现金 (2).status: archive" in counts.aside


def test_the_last_line_of_a_harsh_log_wins_and_the_others_are_counted() -> None:
    taken, counts = _taken("harsh.log")

    assert counts.left_out == {"replaced": 1}
    assert (counts.read, counts.entries, counts.notes) == (5, 3, 1)
    assert counts.aside == ("line 1: # since I left: 旅行前",)
    found = {entry.day: (entry.outcome, entry.note) for entry in taken.entries}
    assert found[date(2026, 3, 11)] == (Outcome.NOT_NEEDED, "sick")
    assert found[date(2026, 3, 10)] == (Outcome.DIRECT, '25.5\n菜市场 "稀奇"')
    assert found[date(2018, 9, 15)] == (Outcome.DIRECT, "")


@pytest.mark.parametrize("name", ["nomie-old.csv", "nomie-new.csv"])
def test_a_nomie_note_is_kept_once_however_many_trackers_it_has(name: str) -> None:
    taken, counts = _taken(name)

    assert counts.balanced
    assert taken.checkins[0].note.count("付了 #cash(25.5) 给 @老板  还有 #walk") == 1
    assert [(entry.at, entry.note) for entry in taken.entries if "cash" in entry.task] == [("18:50", "25.5")]
    assert "line 2: location 上海" in counts.aside


def test_nomies_moments_become_the_persons_own_day() -> None:
    taken, counts = _taken("nomie-5.json")

    assert [(entry.task, entry.day.isoformat(), entry.at) for entry in taken.entries] == [
        ("nomie-walk", "2026-03-12", "18:30"),
        ("nomie-cash", "2026-03-13", "00:00"),
    ]
    assert taken.checkins[0].note == '00:00 付了 #cash(25.5)\n"稀奇"'
    assert counts.balanced
    assert any(line.startswith("file.people") for line in counts.aside)


def test_a_nomie_archive_of_files_is_read() -> None:
    taken, counts = _taken("nomie-6.json")

    assert [entry.task for entry in taken.entries] == ["nomie-cash"]
    assert counts.aside == ("v01/boards.json: settings",)


@pytest.mark.parametrize(
    ("form", "text", "problem"),
    [
        ("jrnl", '{"entries": [{"date": 3}]}', "entries[0].date: expected a text"),
        ("jrnl", '{"entries": [{"date": "yesterday"}]}', "entries[0].date: expected YYYY-MM-DD"),
        ("jrnl", '{"tags": {}}', 'file: expected "entries"'),
        ("beaver", '{"habits": [{"name": " "}]}', "habits[0].name: expected a text"),
        ("beaver", '{"habits": [{"name": "a", "records": [{"day": "2026-13-01"}]}]}', "habits[0].records[0]"),
        (
            "beaver",
            '{"habits": [{"name": "a", "records": [{"day": "2026-01-01", "done": 1}]}]}',
            "habits[0].records[0].done",
        ),
        ("harsh", "2026-03-10 : Cash\n", "line 1: expected DAY : HABIT"),
        ("harsh", "2026-03-10 : Cash : maybe\n", "line 1: expected y, n or s"),
        ("nomie-csv", "epoch,start\n", "line 1: expected a column end"),
        ("nomie", '{"events": [{"note": "a", "end": true}]}', "events[0].end: expected a moment"),
        ("nomie", '{"events": [{"note": "a", "end": 1e30}]}', "events[0].end: expected a moment"),
        ("nomie", '{"events": {}}', "events: expected a list"),
        ("nomie", "[]", "file: expected a JSON object, got a list"),
    ],
)
def test_a_broken_file_is_refused_at_its_place(form: str, text: str, problem: str) -> None:
    with pytest.raises(BadLog) as caught:
        read(text.encode(), form)

    assert caught.value.problems[0].startswith(problem)


def _rows(text: str) -> list[tuple[str | None, str | None, str | None, str]]:
    found = read(text.encode())
    return [(row.habit, row.mark and str(row.mark), row.at, row.text) for row in found.rows]


def test_a_record_of_beaver_without_done_is_not_done() -> None:
    habits = '[{"name": "Walk", "records": [{"day": "2026-03-03", "text": "only a note"}]}]'
    text = f'{{"user_email": "a@example.com", "exported_at": "2026-03-04", "habits": {habits}}}'

    assert _rows(text) == [("Walk", "no", None, "only a note")]


def test_a_tracker_of_nomie_is_a_word_that_begins_with_its_sign() -> None:
    note = "Had #Coffee, then #walk. #coffee! #momo's https://example.org/page#section # #! #time(01:30:00)?"
    text = f'{{"nomie": {{}}, "events": [{{"note": "{note}", "end": "2022-05-03T01:00:00.000Z"}}]}}'

    trackers = [(habit, value) for habit, mark, _at, value in _rows(text) if mark]

    assert trackers == [("coffee", ""), ("walk", ""), ("coffee", ""), ("momo", ""), ("time", "01:30:00")]


def test_trackers_alone_with_their_punctuation_are_no_text() -> None:
    text = '{"nomie": {}, "events": [{"note": "#walk. #coffee!", "end": "2022-05-03T01:00:00.000Z"}]}'

    assert [habit for habit, *_ in _rows(text)] == ["walk", "coffee"]


def test_an_old_nomie_calls_its_note_notes() -> None:
    text = '{"nomie": {}, "events": [{"notes": "#walk out", "start": 1620000000000, "offset": 300}]}'

    assert _rows(text) == [("walk", "yes", "19:00", ""), (None, None, "19:00", "#walk out")]


def test_a_log_of_nomie_without_a_note_is_counted_and_spoils_no_book() -> None:
    first, second = ("2023-05-03T10:00:00.000Z", "2023-05-03T11:00:00.000Z")
    logs = f'[{{"note": "#cash", "end": "{first}"}}, {{"end": "{second}", "lat": 1}}]'
    source = read(f'{{"version": "6", "files": {{"books/2023-18": {logs}}}}}'.encode())

    _taken, counts = to_snapshot(source, first_plan(source), today=date(2026, 3, 14))

    assert (counts.read, counts.entries, counts.left_out) == (2, 1, {"empty": 1})
    assert counts.aside == ("books/2023-18[1].lat: 1",)


def test_only_ends_of_lines_end_a_line_of_harsh() -> None:
    text = "2026-03-01 : Ran : y : first\u2028second\r\n2026-03-02 : Ran : y : form\x0cfeed\x85\n"

    assert [row[3] for row in _rows(text)] == ["first\u2028second", "form\x0cfeed"]


def test_a_log_of_harsh_is_known_below_any_number_of_comments() -> None:
    assert _rows("# comment\n\n" * 5000 + "2026-03-01 : Ran : y\n") == [("Ran", "yes", None, "")]


@pytest.mark.parametrize(
    ("value", "mark", "text"),
    [("1", "yes", "busy"), ("0", "no", "busy"), ("3", "yes", "3\nbusy"), ("", "no", "busy")],
)
def test_a_number_of_habitbull_is_a_yes_above_nothing(value: str, mark: str, text: str) -> None:
    head = "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText"

    assert _rows(f"{head}\nCash,,Money,2024-03-05,{value},busy\n") == [("Cash", mark, None, text)]


@pytest.mark.parametrize(
    ("habit", "record", "mark", "text"),
    [
        ({"daily_goal": 1}, {"record_type": 1, "record_value": 1}, "yes", ""),
        (
            {"daily_goal": 30, "daily_goal_unit": "min"},
            {"record_type": 1, "record_value": 20},
            "no",
            "20 min",
        ),
        (
            {"daily_goal": 30, "daily_goal_unit": "min"},
            {"record_type": 1, "record_value": 30},
            "yes",
            "30 min",
        ),
        (
            {"type": 2, "daily_goal": 0, "daily_goal_extra": 30},
            {"record_type": 1, "record_value": 25},
            "yes",
            "25",
        ),
        ({"daily_goal": 1}, {"record_type": 2, "record_value": 0, "reason": "sick"}, "skip", "sick"),
        ({"daily_goal": 1}, {"record_type": 0}, "unknown", ""),
    ],
)
def test_a_record_of_table_habit_is_a_yes_where_it_reaches_its_goal(
    habit: dict[str, object], record: dict[str, object], mark: str, text: str
) -> None:
    whole = {"habits": [{"name": "Walk", **habit, "records": [{"record_date": 19787, **record}]}]}

    source = read(json.dumps(whole).encode())

    assert str(source.rows[0].day) == "2024-03-05"
    assert (source.rows[0].mark, source.rows[0].text) == (mark, text)
