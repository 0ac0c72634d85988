"""Readings: what a rule said first stays, every reading is chained, and none is ever lost."""

from typing import Any

import msgspec
import pytest

from detox.domain.dates import Span
from detox.domain.entries import Pause, Task
from detox.domain.facts import Evidence
from detox.domain.judging import Standing
from detox.domain.kept_readings import (
    SinceThen,
    broken_readings,
    figures_of,
    frozen,
    joined_readings,
    kept_reading,
    look_days,
    reading_of,
    since_then,
    with_look,
    with_reading,
)
from detox.domain.readings import ReadingKind
from detox.domain.rule_reading import first_reading
from detox.domain.trial import Trial, rule_of
from detox.domain.verdict import read_and_kept, verdict
from tests.data.made_up import START, after, checkin, entry, stamp
from tests.data.second_method import near

RULE = rule_of({"normal_days": 80, "urge": 3}, days=28, need="all")
TASKS = [
    Task(id="pay", name="Pay", category="c", importance=3, since=START),
    Task(id="off", name="Off", category="c", listed=False, since=START),
    Task(id="ask", name="Ask", category="c", days="", since=START),
]
TRIAL = frozen(
    Trial(start=START, days=28, need="all", criteria=RULE.criteria, sentence="I want to know."), TASKS, ()
)
AT = stamp(after(28))


def evidence(bad: int = 2, days: int = 28) -> Evidence:
    """Check-ins of so many days, the first of them bad."""
    answers = [checkin(after(n), normal=n >= bad, urge=1) for n in range(days)]
    return Evidence(tasks=TASKS, rows=[], checkins=answers)


def kept(trial: Trial, found: Evidence, day: int = 28) -> Trial:
    return read_and_kept(trial, found, today=after(day), moment=stamp(after(day)))


def test_a_rule_freezes_the_list_and_the_people_with_it() -> None:
    assert [(task.id, task.importance, task.usual) for task in TRIAL.basket] == [
        ("ask", 2, False),
        ("pay", 3, True),
    ]
    assert TRIAL.method == 2
    assert TRIAL.code != frozen(TRIAL, TASKS[:1], ()).code


def test_the_first_answer_stays_whatever_is_written_later() -> None:
    read = kept(TRIAL, evidence())

    later = verdict(read, evidence(bad=20), today=after(40))
    again = kept(read, evidence(bad=20), 40)

    assert (later.verdict, later.since_then and later.since_then.verdict) == (
        Standing.MET,
        Standing.NOT_MET,
    )
    assert later.since_then is not None
    assert later.since_then.lines == ("normal_days",)
    assert again == read


def test_nothing_is_said_beside_an_answer_that_still_stands() -> None:
    read = kept(TRIAL, evidence())

    assert verdict(read, evidence(), today=after(40)).since_then is None


def test_a_line_that_has_another_word_is_told_though_the_rule_says_the_same() -> None:
    loose = TRIAL.replace(need=1)
    before, now = (first_reading(loose, evidence(bad=bad)) for bad in (2, 20))

    found = since_then(before, now, [stamp(after(30)), stamp(after(40)), stamp(after(35))])

    assert (before.verdict, now.verdict) == (Standing.MET, Standing.MET)
    assert found == SinceThen(verdict=Standing.MET, lines=("normal_days",), written=after(40))
    assert since_then(before, before, [AT]) is None
    assert since_then(before, now, ()) == SinceThen(
        verdict=Standing.MET, lines=("normal_days",), written=None
    )


def test_a_rule_that_says_something_else_is_told_though_every_line_says_the_same() -> None:
    before = first_reading(TRIAL, evidence())

    found = since_then(before, before.replace(verdict=Standing.NOT_MET), ())

    assert found == SinceThen(verdict=Standing.NOT_MET, lines=(), written=None)


def test_a_kept_reading_is_read_back_as_it_was() -> None:
    found = first_reading(TRIAL, evidence())

    back = reading_of(figures_of(found))

    assert back is not None
    assert back.verdict is found.verdict
    assert back.window == found.window
    assert [(line.id, line.judged.status) for line in back.criteria] == [
        (line.id, line.judged.status) for line in found.criteria
    ]
    assert back.criteria[0].judged.low == pytest.approx(found.criteria[0].judged.low, abs=1e-4)


@pytest.mark.parametrize("figures", [{}, {"verdict": "perhaps"}, {"verdict": "met", "window": ["x", "y"]}])
def test_figures_that_are_none_are_no_reading(figures: dict[str, Any]) -> None:
    assert reading_of(figures) is None


def test_the_verdict_comes_the_day_after_the_end_and_a_preview_has_no_word() -> None:
    last_day = verdict(TRIAL, evidence(), today=after(27))
    preview = verdict(TRIAL, evidence(days=20), today=after(19), preview=True)
    read = verdict(TRIAL, evidence(), today=after(28))

    assert (last_day.verdict, last_day.over, last_day.preview) == (None, False, False)
    assert [line.value for line in last_day.criteria] == [None, None]
    assert (preview.verdict, preview.preview) == (None, True)
    assert preview.criteria[0].value == near(90)
    assert [line.status for line in preview.criteria] == [None, None]
    assert [line.clarity for line in preview.criteria] == [None, None]
    assert (read.verdict, read.over) == (Standing.MET, True)


def test_before_the_end_the_final_window_is_shown_and_a_preview_shows_the_days_up_to_today() -> None:
    trial = TRIAL.replace(window=14)

    now = verdict(trial, evidence(days=20), today=after(19))
    ahead = verdict(trial, evidence(days=20), today=after(19), preview=True)

    assert (now.window, now.criteria[0].n) == (Span(first=after(14), last=after(27)), 6)
    assert (ahead.window, ahead.criteria[0].n) == (Span(first=after(6), last=after(19)), 14)


def test_of_days_that_were_all_paused_the_last_one_is_shown() -> None:
    pause = Pause(id="p", first=START, last=after(27), recorded_at=stamp(START))

    found = verdict(TRIAL, Evidence(tasks=TASKS, rows=[], checkins=[], pauses=[pause]), today=after(28))

    assert (found.window, found.verdict) == (Span(first=after(27), last=after(27)), Standing.TOO_EARLY)


def test_what_was_written_since_is_dated_by_the_days_that_are_read() -> None:
    read = kept(TRIAL, evidence())
    changed = [
        answers.replace(updated_at=stamp(after(32 if answers.day == after(9) else 9)))
        for answers in evidence(bad=20).checkins
    ]
    later = [entry(1, after(28), "pay", "app").replace(updated_at=stamp(after(35)))]

    found = verdict(read, Evidence(tasks=TASKS, rows=later, checkins=changed), today=after(40))

    assert found.since_then is not None
    assert found.since_then.written == after(32)


def test_one_look_a_day_is_kept() -> None:
    twice = with_look(with_look(TRIAL, time=stamp(after(9)), day=10), time=stamp(after(9)), day=10)

    looked = with_look(twice, time=stamp(after(12)), day=13)

    (look,) = twice.readings
    assert (look.what, look.day, look.rule, look.figures) == (ReadingKind.LOOK, 10, 0, None)
    assert look_days(looked) == {10, 13}


def test_every_reading_is_built_on_the_one_before() -> None:
    read = kept(with_look(TRIAL, time=stamp(after(9)), day=10), evidence())

    assert [reading.what for reading in read.readings] == [ReadingKind.LOOK, ReadingKind.FIRST]
    assert read.readings[0].prev_hash == TRIAL.first_hash
    assert read.readings[1].prev_hash == read.readings[0].hash
    assert broken_readings(read) == ()


def test_a_reading_that_was_touched_is_broken_and_not_shown() -> None:
    read = kept(TRIAL, evidence())
    forged = read.readings[0].replace(figures={**(read.readings[0].figures or {}), "verdict": "not met"})

    touched = read.replace(readings=(forged,))

    assert broken_readings(touched) == (1,)
    assert kept_reading(touched) is None


def test_a_reading_that_hangs_on_nothing_is_broken() -> None:
    read = kept(TRIAL, evidence())
    loose = read.readings[0].replace(prev_hash="0" * 64)

    assert broken_readings(read.replace(readings=(loose.replace(hash=loose.own_hash),))) == (1,)


def test_two_copies_keep_all_readings_and_the_earliest_answer() -> None:
    here, there = kept(TRIAL, evidence(), 30), kept(TRIAL, evidence(bad=20), 29)

    both = TRIAL.replace(readings=joined_readings(here.readings, there.readings))

    assert both.readings == joined_readings(there.readings, here.readings, here.readings)
    assert kept_reading(both) == there.readings[0]
    assert broken_readings(both) == ()


def test_the_changed_rule_is_kept_at_its_first_showing_too() -> None:
    longer = TRIAL.amended(
        RULE.replace(days=42, window=28), time=stamp(after(9)), day=10, logged=9, reason="ill"
    )

    first = kept(longer, evidence(days=42), 30)
    second = kept(first, evidence(days=42), 42)

    assert [reading.what for reading in first.readings] == [ReadingKind.FIRST]
    assert [(reading.what, reading.rule) for reading in second.readings] == [
        (ReadingKind.FIRST, 0),
        (ReadingKind.CHANGED, 1),
    ]
    assert second.readings[0].prev_hash == longer.amendments[0].hash


def test_a_trial_of_the_first_method_says_by_which_it_was_read() -> None:
    old = Trial(start=START, days=28, need="all", criteria=RULE.criteria)

    read = kept(old, evidence())

    figures = read.readings[0].figures or {}
    assert (figures["method"], figures["verdict"]) == (1, "met")
    assert [line["status"] for line in figures["criteria"]] == ["met", "met"]
    assert old.first_hash == read.readings[0].prev_hash


def test_each_method_keeps_what_it_says_itself_of_unwritten_days() -> None:
    """Seventeen of 28 days are written, all good: the first method says met, the second that it may turn."""
    rule = rule_of({"normal_days": 81}, days=28, need="all")
    old = Trial(start=START, days=28, need="all", criteria=rule.criteria)

    said = [kept(trial, evidence(bad=0, days=17)).readings[0].figures for trial in (old, frozen(old, (), ()))]

    assert [figures and figures["verdict"] for figures in said] == ["met", "too early"]


def test_the_first_method_keeps_the_first_rule_at_its_own_end_with_pauses_whole_and_no_other() -> None:
    old = Trial(start=START, days=28, need="all", criteria=RULE.criteria).amended(
        RULE.replace(days=42, window=28), time=stamp(after(9)), day=10, logged=9, reason="ill"
    )
    pause = Pause(id="p", first=after(3), last=after(5))
    written = Evidence(tasks=TASKS, rows=[], checkins=evidence(days=42).checkins, pauses=[pause])

    (first,) = kept(kept(old, written, 28), written, 42).readings

    figures = first.figures or {}
    assert (figures["verdict"], figures["paused_days"]) == ("met", 3)
    assert figures["window"] == [after(0).isoformat(), after(27).isoformat()]


def test_figures_have_no_more_than_four_decimals() -> None:
    read = with_reading(
        TRIAL, ReadingKind.LOOK, time=AT, day=29, rule=0, figures={"low": 1 / 3, "all": [{"x": 2 / 3}]}
    )

    assert read.readings[0].figures == {"low": 0.3333, "all": [{"x": 0.6667}]}
    back = msgspec.json.decode(msgspec.json.encode(read), type=Trial)
    assert broken_readings(back) == ()


def test_an_altered_copy_does_not_stand_in_for_the_whole_one() -> None:
    read = kept(TRIAL, evidence())
    forged = read.readings[0].replace(figures={**(read.readings[0].figures or {}), "verdict": "not met"})

    for copies in ((read.readings, (forged,)), ((forged,), read.readings)):
        assert joined_readings(*copies) == read.readings
