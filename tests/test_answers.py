"""What of an answer is shown: the unwritten days turned, and what a trial of the first method said."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Literal

import pytest

from detox.cli.verdict_command import verdict_json
from detox.diary import Diary
from detox.diary.answers import if_unwritten_were_bad
from detox.domain.dates import Span
from detox.domain.entries import Outcome
from detox.domain.judging import Standing
from detox.domain.rule_reading import Unwritten
from detox.domain.trial import rule_of
from detox.domain.verdict import CriterionResult, Verdict
from detox.messages.return_messages import if_bad_text
from detox.messages.verdict_messages import unwritten_text
from tests.test_answer_in_words import calling
from tests.test_attacks import BAD, DAYS, START, Clock, answer, clock, diary, lived, old  # noqa: F401 - fixtures

MET, NOT_MET = Standing.MET, Standing.NOT_MET
Need = int | Literal["all"]


def read(
    *, all_bad: float, need: Need = "all", veto: tuple[str, ...] = (), urge: Standing | None = MET
) -> Verdict:
    """An answer by two lines: 80 per cent of normal days, and the urge, whose word is given."""
    rule = rule_of({"normal_days": 80, "urge": 3}, need=need, veto=veto)
    words = {"normal_days": MET, "urge": urge}
    lines = tuple(
        CriterionResult(id=line.id, op=line.op, threshold=line.value, status=words[line.id], n=20, needed=10)
        for line in rule.criteria
    )
    unwritten = Unwritten(days=4, all_bad=all_bad, all_good=100, usual_tasks=20, unanswered_tasks=0)
    window = Span(first=START, last=START + timedelta(days=27))
    return Verdict(
        verdict=MET,
        preview=False,
        day=DAYS,
        days=DAYS,
        window=window,
        logged_days=24,
        criteria=lines,
        rule=rule,
        unwritten=unwritten,
    )


@pytest.mark.parametrize(
    ("share", "turned"), [(80, None), (79.9999998, None), (79.9999990, NOT_MET), (79.9, NOT_MET), (81, None)]
)
def test_unwritten_days_that_were_bad_turn_the_line_of_normal_days_and_the_answer_with_it(
    share: float, turned: Standing | None
) -> None:
    assert if_unwritten_were_bad(read(all_bad=share)) is turned


@pytest.mark.parametrize(
    ("need", "veto", "urge", "turned"),
    [
        (1, (), MET, None),
        (1, (), NOT_MET, NOT_MET),
        (1, (), None, NOT_MET),
        (2, (), MET, NOT_MET),
        (1, ("normal_days",), MET, NOT_MET),
        (1, ("urge",), MET, None),
    ],
)
def test_the_other_lines_stay_as_they_are_and_the_rule_counts_as_it_always_does(
    need: Need, veto: tuple[str, ...], urge: Standing | None, turned: Standing | None
) -> None:
    assert if_unwritten_were_bad(read(all_bad=50, need=need, veto=veto, urge=urge)) is turned


def test_before_it_is_read_and_where_nothing_is_said_of_unwritten_days_nothing_is_turned() -> None:
    found = read(all_bad=50)

    assert if_unwritten_were_bad(found.replace(verdict=None)) is None
    assert if_unwritten_were_bad(found.replace(unwritten=None)) is None


def test_what_a_trial_of_the_first_method_said_stays_whatever_is_written_later(
    old: Diary,  # noqa: F811 - the fixture
    clock: Clock,  # noqa: F811 - the fixture
) -> None:
    found = answer(old, clock)
    for day in BAD:
        old.check_in(START + timedelta(days=day - 1), normal=True)
        for entry in old.day(START + timedelta(days=day - 1)).entries:
            old.edit(entry, outcome=Outcome.DIRECT)
    clock.on(DAYS + 9)
    old.log("pay.shop", "d")

    again = old.trial.verdict()

    assert (again.verdict, again.criteria, again.since_then and again.since_then.verdict) == (
        NOT_MET,
        found.criteria,
        MET,
    )
    assert again.window == found.window == Span(first=START, last=START + timedelta(days=DAYS - 1))
    assert (again.preview, again.over) == (False, True)
    assert again.since_then is not None
    assert again.since_then.written == START + timedelta(days=DAYS)  # not the entry of a day after its end


def test_of_an_answer_that_was_read_nothing_is_said_to_be_settled_ahead(
    old: Diary,  # noqa: F811 - the fixture
    clock: Clock,  # noqa: F811 - the fixture
) -> None:
    found = answer(old, clock)

    said = verdict_json(SimpleNamespace(diary=old), old.trial.needed(), found)  # type: ignore[arg-type]

    assert (said["settled"], said["settled_whole"], said["verdict"]) == ((), False, NOT_MET)


def test_going_back_tells_of_unwritten_days_and_of_no_answer_that_they_would_not_turn(
    diary: Diary,  # noqa: F811 - the fixture
    clock: Clock,  # noqa: F811 - the fixture
    capsys: pytest.CaptureFixture[str],
) -> None:
    lived(diary, clock, range(1, 25), bad=range(0))
    found = answer(diary, clock)
    assert found.unwritten is not None
    assert if_unwritten_were_bad(found) is None  # three other lines hold

    assert calling(diary, "back") == 0

    said = capsys.readouterr().out
    assert unwritten_text(found.unwritten) in said.splitlines()
    assert [if_bad_text(one) for one in Standing if if_bad_text(one) in said] == []
