"""The made-up weeks: the same every time, true to the method, pleasant to look at."""

import importlib.util
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import pytest

from detox.demo import LAST, MOMENT, TODAY, demo_snapshot
from detox.demo.courses import COURSES
from detox.demo.generator import START, made_up
from detox.demo.life import life
from detox.domain import index
from detox.domain.entries import NEEDED, CheckIn, Entry, Outcome
from detox.domain.facts import Evidence
from detox.domain.judging import Clarity, Standing
from detox.domain.kept_readings import broken_readings
from detox.domain.readings import ReadingKind
from detox.domain.snapshot import Snapshot
from detox.domain.ties import ties
from detox.domain.trend import Direction, Trend, index_trend
from detox.domain.verdict import Verdict, verdict
from detox.domain.weeks import Status, Week

DEMO = demo_snapshot("en")


def weeks(diary: Snapshot = DEMO) -> list[Week]:
    return index.weeks(
        diary.tasks, diary.entries, diary.checkins, start=START, until=LAST, pauses=diary.pauses, end=LAST
    )


def trend() -> Trend:
    _, scores = index.scored_weeks(
        DEMO.tasks, DEMO.entries, DEMO.checkins, start=START, until=LAST, pauses=DEMO.pauses, end=LAST
    )
    return index_trend(scores, TODAY)


def read(diary: Snapshot = DEMO) -> Verdict:
    assert diary.trial is not None
    evidence = Evidence(
        tasks=diary.tasks,
        rows=diary.entries,
        checkins=diary.checkins,
        contacts=diary.contacts,
        pauses=diary.pauses,
    )
    return verdict(diary.trial, evidence, today=TODAY)


def benchmark() -> ModuleType:
    path = Path(__file__).parents[1] / "benchmarks" / "method.py"
    spec = importlib.util.spec_from_file_location("benchmarks_method", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_demo_never_changes() -> None:
    assert [round(week.index or 0, 1) for week in weeks()] == [
        55.2, 47.0, 64.7, 32.8, 30.6, 34.2, 31.8, 22.3, 34.5, 28.7, 26.1, 23.9,
    ]  # fmt: skip
    assert (len(DEMO.entries), len(DEMO.checkins)) == (688, 73)


def test_every_call_gives_the_same_diary() -> None:
    assert demo_snapshot("en") == DEMO


def test_both_languages_tell_the_same_life() -> None:
    chinese = demo_snapshot("zh_Hans")

    def figures(entry: Entry) -> Entry:
        return entry.replace(note="", helper=None)

    def answers(checkin: CheckIn) -> CheckIn:
        return checkin.replace(note="")

    assert [figures(entry) for entry in chinese.entries] == [figures(entry) for entry in DEMO.entries]
    assert [answers(checkin) for checkin in chinese.checkins] == [
        answers(checkin) for checkin in DEMO.checkins
    ]
    assert weeks(chinese) == weeks()
    assert all(not _latin(task.name) for task in chinese.tasks)
    assert not any(_han(entry.note + (entry.helper or "")) for entry in DEMO.entries)


def test_the_clock_stands_on_the_evening_after_the_trial() -> None:
    assert DEMO.trial is not None
    assert DEMO.trial.first_end == LAST
    assert MOMENT.isoformat() == "2023-01-09T21:00:00+08:00"
    assert max(entry.day for entry in DEMO.entries) == TODAY == MOMENT.date()
    assert all(entry.recorded_at < MOMENT.isoformat() for entry in DEMO.entries)


def test_the_index_falls_with_a_slip_in_the_third_week() -> None:
    found = weeks()

    values = [week.index or 0 for week in found]
    assert 50 <= values[0] < 60
    assert max(values) == values[2]
    assert 20 <= values[-1] < 30
    assert (trend().call, trend().tasks.easier, trend().tasks.harder) == (Direction.CANNOT_TELL, 10, 0)


def test_four_days_are_missing_and_no_week_is_empty() -> None:
    gap = {START + timedelta(days=n) for n in range(38, 42)}

    assert not gap & {entry.day for entry in DEMO.entries}
    assert not gap & {checkin.day for checkin in DEMO.checkins}
    assert all(week.status is Status.OK for week in weeks())


def test_today_is_half_written_with_every_outcome_in_sight() -> None:
    usual = {task.id for task in DEMO.tasks if task.usual_on(TODAY)}
    today = [entry for entry in DEMO.entries if entry.day == TODAY]

    assert len(usual) == 9
    assert {entry.outcome for entry in today} == set(Outcome)
    assert usual - {entry.task for entry in today} == {"work.chat", "msg.file", "info.sub"}
    assert DEMO.checkins[-1].day == TODAY
    assert DEMO.checkins[-1].won_back is None


def test_the_answer_of_the_demo_is_yes_and_not_every_line_holds() -> None:
    found = read()

    words = {finding.status for finding in found.criteria}
    assert found.verdict == Standing.MET
    assert words == {Standing.MET, Standing.NOT_MET}
    assert {finding.clarity for finding in found.criteria} == {Clarity.CLEAR, Clarity.CLOSE}
    assert found.changed is not None
    assert found.changed.verdict == Standing.MET


def test_the_demos_rule_has_been_read_and_every_seal_fits() -> None:
    assert DEMO.trial is not None
    assert [reading.what for reading in DEMO.trial.readings] == [ReadingKind.FIRST, ReadingKind.CHANGED]
    assert broken_readings(DEMO.trial) == ()
    assert read().since_then is None


def test_the_plan_for_the_work_chat_worked_seven_times_of_nine() -> None:
    found = ties(12, DEMO.tasks, DEMO.channels, DEMO.entries, start=START, until=LAST, pauses=DEMO.pauses)

    plan = next(plan for plan in found.plans if plan.task == "work.chat")
    assert (plan.channel, plan.used, plan.worked) == ("email", 9, 7)
    assert found.no_substitute == ("msg.friends",)


def test_the_change_of_the_rule_is_whole() -> None:
    assert DEMO.trial is not None
    assert DEMO.trial.broken_link is None
    assert len(DEMO.trial.amendments) == 1


def test_everything_named_exists() -> None:
    tasks, channels = {task.id for task in DEMO.tasks}, {channel.id for channel in DEMO.channels}

    assert {entry.task for entry in DEMO.entries} <= tasks
    assert {entry.channel for entry in DEMO.entries} - {None} <= channels
    assert {contact.reach for contact in DEMO.contacts} - {None} <= channels
    assert {task.plan for task in DEMO.tasks} - {None} <= channels
    assert (len(DEMO.contacts), sum(contact.key for contact in DEMO.contacts), len(DEMO.steps)) == (
        40,
        12,
        20,
    )


def test_every_note_of_the_life_is_told() -> None:
    told = life()
    assert sum(bool(entry.note) for entry in DEMO.entries) == len(told.notes)
    assert sum(bool(checkin.note) for checkin in DEMO.checkins) == len(told.day_notes)


def test_paused_days_hold_nothing() -> None:
    (pause,) = DEMO.pauses

    assert not any(entry.day in pause for entry in DEMO.entries)


@pytest.mark.parametrize("name", COURSES)
def test_a_course_is_drawn_the_same_twice_and_near_its_truth(name: str) -> None:
    made = made_up(COURSES[name], 3)

    assert made == made_up(COURSES[name], 3)
    assert {entry.outcome for entry in made.entries} >= set(NEEDED)
    found = index.weeks(made.tasks, made.entries, (), start=START, until=LAST)
    apart = [
        (week.index or 0) - sum(made.truth[7 * n : 7 * n + 7]) / 7
        for n, week in enumerate(found)
        if week.status is Status.OK
    ]
    assert abs(sum(apart) / len(apart)) < 6


def test_the_claims_hold_in_a_small_form() -> None:
    found = benchmark().claims(16)

    assert found.false_down <= 0.125
    assert found.true_down >= 0.5
    assert found.padding <= 1.5
    assert found.stuck_padding <= 1.5


@pytest.mark.thorough
def test_the_claims_hold() -> None:
    found = benchmark().claims()

    assert found.false_down <= 0.05
    assert found.true_down >= 0.60
    assert found.padding <= 1.5
    assert found.stuck_padding <= 1.5


def _han(text: str) -> bool:
    return any("一" <= sign <= "鿿" for sign in text)


def _latin(text: str) -> bool:
    return any("a" <= sign.lower() <= "z" for sign in text)
