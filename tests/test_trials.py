"""A trial on its borders: the day it may be read, what stops it, what a change keeps, what is not said."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from detox.diary import Diary
from detox.diary.answers import if_unwritten_were_bad
from detox.domain.dates import Span
from detox.domain.judging import Standing
from detox.domain.snapshot import Snapshot
from detox.domain.trial import Choice, Ending, Trial, rule_of, written_down
from detox.errors import Forbidden, NoSuch
from detox.messages import refusal
from detox.wiring import open_diary
from tests.conftest import EVENING
from tests.data.made_up import checkin, entry, stamp
from tests.test_answer_in_words import calling
from tests.tui.seen import play

START = EVENING.date()
DAYS = 28
RULE = rule_of({"normal_days": 80}, days=DAYS)


def on(home: Path, number: int) -> Diary:
    """The diary on that day of the trial, from 1."""
    return open_diary(home, home / ".state", now=lambda: EVENING + timedelta(days=number - 1))


def day(number: int) -> date:
    """That day of the trial, from 1."""
    return START + timedelta(days=number - 1)


def written(diary: Diary, *days: int) -> Diary:
    """Normal days, taken in at once."""
    rows = tuple(entry(n, day(n), "pay.shop", "direct") for n in days)
    diary.take_in(Snapshot(entries=rows, checkins=tuple(checkin(day(n), normal=True) for n in days)))
    return diary


@pytest.fixture
def begun(home: Path) -> Diary:
    """A trial of 28 days that begins today."""
    diary = on(home, 1)
    diary.basket.add("pay.shop")
    diary.trial.new(written_down(RULE, start=START))
    return diary


def test_without_a_trial_there_is_nothing_to_read_to_end_or_to_look_back_on(diary: Diary) -> None:
    trial = diary.trial

    assert (trial.over(), trial.may_be_read(), trial.unread(), trial.earlier()) == (False, False, False, ())
    assert trial.answers_before() == {}
    with pytest.raises(Forbidden):
        trial.needed()


def test_a_trial_is_over_and_may_be_read_the_day_after_its_last(begun: Diary, home: Path) -> None:
    said = {n: on(home, n).trial for n in (1, DAYS, DAYS + 1)}

    assert {n: (t.over(), t.may_be_read(), t.unread()) for n, t in said.items()} == {
        1: (False, False, False),
        DAYS: (False, False, False),
        DAYS + 1: (True, True, True),
    }
    with pytest.raises(Forbidden) as refused:
        said[DAYS].read()
    assert (refused.value.reason, refused.value.facts) == ("trial not over", {"day": DAYS, "days": DAYS})
    said[DAYS + 1].read()
    assert (said[DAYS + 1].unread(), said[DAYS + 1].may_be_read()) == (False, True)


def test_a_trial_that_was_stopped_is_never_read(begun: Diary, home: Path) -> None:
    on(home, 10).trial.end("enough")
    after = on(home, DAYS + 1).trial

    assert (after.over(), after.may_be_read(), after.unread()) == (True, False, False)
    assert after.needed().stopped_on == day(10)
    with pytest.raises(Forbidden) as refused:
        after.read()
    assert refused.value.reason == "trial stopped"
    assert after.needed().readings == ()


def test_a_choice_after_the_end_stops_nothing(begun: Diary, home: Path) -> None:
    after = on(home, DAYS + 1).trial

    after.choose(Choice(on=day(DAYS + 1), what=Ending.STAY_OUT))

    assert after.needed().stopped_on is None
    assert after.may_be_read()


def test_a_preview_shows_values_while_the_trial_runs_and_no_longer(begun: Diary, home: Path) -> None:
    written(on(home, 20), *range(1, 21))

    def values(number: int, *, preview: bool = True) -> list[float | None]:
        return [line.value for line in on(home, number).trial.verdict(preview=preview).criteria]

    assert values(20) == [100]
    assert values(20, preview=False) == [None]
    assert values(DAYS + 1) == [None]
    on(home, 21).trial.end()
    assert values(21) == [None]


def test_a_trial_by_either_method_says_in_a_preview_no_word_of_its_rule(home: Path) -> None:
    diary = on(home, 20)
    diary.basket.add("pay.shop")
    old = Trial(start=START, days=DAYS, need="all", criteria=RULE.criteria)
    changed = old.amended(rule_of({"mood": 1}, days=DAYS), time=stamp(day(9)), day=9, logged=8, reason="ill")
    diary.take_in(Snapshot(trial=changed))
    written(diary, *range(1, 21))

    found = diary.trial.verdict(preview=True)

    assert (diary.trial.needed().method, diary.trial.settled()) == (1, None)
    assert (found.verdict, [(line.id, line.status) for line in found.criteria]) == (
        None,
        [("normal_days", None)],  # the first rule, whatever it was changed to
    )


def test_what_is_settled_is_said_until_the_rule_may_be_read(begun: Diary, home: Path) -> None:
    assert on(home, DAYS).trial.settled() is not None
    assert on(home, DAYS + 1).trial.settled() is None


def test_written_days_are_those_of_the_trial_that_have_passed(begun: Diary, home: Path) -> None:
    written(on(home, 10), 1, 2, 9)

    assert [on(home, n).trial.logged_days() for n in (2, 10, DAYS + 9)] == [(2, 2), (3, 10), (3, DAYS)]


def test_of_a_trial_that_has_not_begun_no_day_is_written_and_a_look_has_no_day(home: Path) -> None:
    diary = on(home, 1)
    diary.basket.add("pay.shop")
    diary.trial.new(written_down(RULE, start=day(4)))

    assert diary.trial.logged_days() == (0, 0)
    (reading,) = diary.trial.look().readings
    assert reading.day == 0


def test_a_change_keeps_the_day_and_the_written_days_it_was_made_on(begun: Diary, home: Path) -> None:
    diary = written(on(home, 10), 1, 5)

    (change,) = diary.trial.amend(rule_of({"normal_days": 70}, days=DAYS), " ill ").amendments

    assert (change.day, change.logged, change.reason) == (10, 2, "ill")


@pytest.mark.parametrize(
    ("today", "days", "refused"),
    [
        (DAYS, DAYS, None),  # the end stays where it was, however near
        (14, 21, None),
        (15, 21, "end too near"),
        (DAYS, 34, "end too near"),
        (DAYS, 35, None),
        (DAYS + 1, 56, "too late"),
    ],
)
def test_an_end_is_moved_by_a_week_ahead_at_least_and_one_that_stays_is_free(
    begun: Diary, home: Path, today: int, days: int, refused: str | None
) -> None:
    trial = on(home, today).trial
    rule = rule_of({"normal_days": 70}, days=days).replace(window=min(28, days))

    if refused is None:
        assert trial.amend(rule, "life").rule.days == days
        return
    with pytest.raises(Forbidden) as why:
        trial.amend(rule, "life")
    assert why.value.reason == refused
    assert trial.needed().amendments == ()


def test_the_changed_rule_is_told_beside_the_first_from_its_own_end_on(begun: Diary, home: Path) -> None:
    written(on(home, 10), *range(1, 11)).trial.amend(rule_of({"normal_days": 70}, days=42), "life")
    first, last = on(home, DAYS + 1).trial, on(home, 43).trial
    first.read()

    assert first.verdict().changed is None
    last.read()
    assert last.verdict().changed is not None


def test_an_extension_that_says_no_weeks_goes_on_for_four(begun: Diary, home: Path) -> None:
    trial = on(home, DAYS + 1).trial

    trial.choose(Choice(on=day(DAYS + 1), what=Ending.EXTEND))

    further = trial.needed()
    assert (further.days, further.start, further.continues) == (28, day(DAYS + 8), START)
    assert [past.start for past in trial.earlier()] == [START]
    assert trial.answers_before() == {}
    with pytest.raises(NoSuch):
        trial.answer_before(1)


def test_an_answer_before_is_the_one_that_was_kept(begun: Diary, home: Path) -> None:
    trial = written(on(home, DAYS + 1), *range(1, DAYS + 1)).trial
    trial.read()
    said = trial.verdict()
    trial.choose(Choice(on=day(DAYS + 1), what=Ending.EXTEND))

    past, answer = trial.answer_before(1)

    assert (past.start, answer.verdict, answer.window) == (START, said.verdict, said.window)
    assert said.window == Span(first=START, last=day(DAYS))


def test_days_that_are_still_to_come_are_no_unwritten_ones(begun: Diary, home: Path) -> None:
    running = written(on(home, 7), *range(1, 6)).trial.verdict().unwritten
    ahead = on(home, 0).trial.verdict().unwritten

    assert running is not None
    assert (running.days, round(running.all_bad), round(running.all_good)) == (2, 71, 100)
    assert ahead is None


@pytest.mark.parametrize(
    ("normal", "answer"),
    {
        "six of 28 could turn it": (22, Standing.NOT_MET),
        "four could not": (24, None),
        "none": (28, None),
    }.values(),
)
def test_what_the_unwritten_days_would_turn_an_answer_to_is_told_where_they_would(
    begun: Diary, home: Path, normal: int, answer: Standing | None
) -> None:
    over = written(on(home, DAYS + 1), *range(1, normal + 1))
    before = if_unwritten_were_bad(over.trial.verdict())
    over.trial.read()

    assert (before, if_unwritten_were_bad(over.trial.verdict())) == (None, answer)


def test_an_answer_that_unwritten_days_would_turn_says_so_on_both_faces(
    begun: Diary, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    over = written(on(home, DAYS + 1), *range(1, 23))
    over.trial.read()
    said = "If all days that do not say had been bad, the answer would be: No."

    for command in ("verdict", "back"):
        calling(over, command)
        assert said in capsys.readouterr().out
    assert said in play(over, "6", size=(120, 36))


def test_a_running_trial_shows_how_much_is_written_so_far(begun: Diary, home: Path) -> None:
    running = written(on(home, 7), *range(1, 6))

    wide, narrow = play(running, "6", size=(120, 36)), play(running, "6")

    assert re.search(r"days +5 of 7", wide)
    assert re.search(r"things that came up +5\b", wide)
    assert "5 of 7 days written." in narrow


def test_after_a_stop_nothing_is_waited_for_and_no_day_is_one_of_the_trial(
    begun: Diary, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(on(home, 10), *range(1, 6)).trial.end("enough")
    later = on(home, 20)

    said = {}
    for command in ("day", "verdict", "back"):
        calling(later, command)
        said[command] = capsys.readouterr().out

    assert "Day 20" not in said["day"]
    assert "5 of 10 days written." in said["verdict"]
    assert "read over days" not in said["verdict"]
    assert "do not say whether" not in said["back"]
    assert max(d.day for d in later.years.of().days if d.trial) == day(10)
    assert "stopped on day 10" in play(later, "6")


def test_a_trial_given_up_before_its_first_day_leaves_the_weeks_to_the_one_before(
    begun: Diary, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    over = on(home, DAYS + 1)
    over.decisions.choose(Ending.EXTEND, {"weeks": "4"})
    with pytest.raises(Forbidden) as early:
        over.decisions.choose(Ending.LATER, {})
    calling(over, "trial", "amend", "--rule", "normal_days=70", "--reason", "why not")
    calling(over, "trial", "end")
    said = capsys.readouterr().err

    assert "The trial has not begun: its first day is" in refusal(early.value)
    assert "changed before day 1: why not" in said
    assert "Stopped before its first day." in said
    later = on(home, DAYS + 15)
    assert later.figures.weeks()[0].start == START
    assert not [d.day for d in later.years.of().days if d.trial and d.day > day(DAYS)]


def test_undo_says_which_choice_it_takes_back(
    begun: Diary, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    over = on(home, DAYS + 1)
    over.decisions.choose(Ending.EXTEND, {"weeks": "4"})

    calling(over, "undo")

    said = capsys.readouterr().err
    assert "Undone: ~ what comes next: extend; + trial:" in said
    assert "life" not in said
