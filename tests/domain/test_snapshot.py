"""Which of several trials stands, where more than one machine began one."""

import pytest

from detox.domain.entries import Life
from detox.domain.snapshot import Book, is_rival, standing_trial
from detox.domain.trial import Trial
from tests.data.made_up import after


def trial(first: int, last: int) -> Trial:
    days = last - first + 1
    return Trial(start=after(first), days=days, window=min(28, days))


FIRST, NEXT, SAME_DAY, LATER = trial(0, 27), trial(28, 55), trial(27, 54), trial(54, 81)


@pytest.mark.parametrize(
    ("trials", "stands"),
    [
        ([], None),
        ([FIRST], FIRST),
        ([FIRST, NEXT], NEXT),
        ([FIRST, SAME_DAY], FIRST),
        ([FIRST, NEXT, LATER], NEXT),
    ],
    ids=["none", "one", "one after the other", "on one day", "the last two on one day"],
)
def test_of_trials_that_run_at_one_time_the_earlier_stands_and_else_the_latest(
    trials: list[Trial], stands: Trial | None
) -> None:
    named = {one.id for one in trials}

    assert standing_trial(named, trials) == stands
    assert standing_trial(named, reversed(trials)) == stands


def test_a_trial_that_nobody_names_does_not_stand() -> None:
    assert standing_trial({FIRST.id}, [FIRST, NEXT]) == FIRST
    assert standing_trial({None}, [FIRST, NEXT]) is None


@pytest.mark.parametrize(
    ("other", "rival"),
    [(NEXT, False), (SAME_DAY, True), (FIRST, False), (trial(-27, 0), True), (trial(-27, -1), False)],
    ids=["the day after", "the last day", "itself", "the first day", "the day before"],
)
def test_a_rival_is_another_trial_that_runs_on_one_of_the_same_days(other: Trial, rival: bool) -> None:  # noqa: FBT001 - a case
    assert is_rival(other, FIRST) is rival


def test_the_trial_that_is_shown_is_the_one_that_is_named() -> None:
    book = Book(trials=(FIRST, NEXT), life=Life(trial=FIRST.id))

    assert book.trial == FIRST
    assert book.replace(shown=NEXT.id).trial == NEXT
    assert book.replace(life=Life()).trial is None
