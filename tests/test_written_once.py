"""What a deed writes and what it leaves alone: entries, answers, the beginning, what another diary brings."""

from datetime import date, timedelta

import pytest

from detox.diary import Diary
from detox.diary.beginning import Beginning
from detox.diary.freezing import without_lines
from detox.domain.entries import Outcome
from detox.domain.snapshot import Snapshot
from detox.domain.trial import rule_of
from detox.errors import Forbidden
from tests.conftest import EVENING

TODAY = EVENING.date()


@pytest.fixture
def begun(diary: Diary) -> Diary:
    """Begun without a trial."""
    diary.start(Beginning(app="wechat", tasks=("pay.shop",)))
    return diary


def test_a_diary_without_a_trial_is_not_begun_twice(begun: Diary) -> None:
    with pytest.raises(Forbidden):
        begun.start(Beginning(app="alipay", tasks=("msg.family",)))

    assert begun.life.app == "wechat"


def test_the_same_answer_given_again_writes_nothing(begun: Diary) -> None:
    held = begun.check_in(mood=6)

    assert begun.check_in(mood=6) == held
    assert begun.check_in(mood=7).updated_at > held.updated_at
    assert [step.deed for step in begun.undo_list.done()][:2] == ["checkin", "checkin"]
    assert len(begun.undo_list.done()) == 3


@pytest.mark.parametrize(("ahead", "told"), [(0, False), (1, False), (2, True)])
def test_the_clock_must_be_behind_where_something_is_written_after_tomorrow(
    begun: Diary, ahead: int, *, told: bool
) -> None:
    day = TODAY + timedelta(days=ahead)
    entry = begun.log("pay.shop", "d")

    begun.take_in(Snapshot(entries=(entry.replace(id="from-elsewhere", day=day),)))

    assert begun.written_ahead() == (day if told else None)


def test_without_a_trial_no_day_lies_before_it(begun: Diary) -> None:
    begun.log("pay.shop", "d", day=date(2026, 1, 1))

    assert begun.days_before_trial(begun.snapshot()) == 0


def test_a_task_that_is_taken_in_by_a_key_stands_off_the_list(begun: Diary) -> None:
    entry = begun.tap("pay.bills", Outcome.DIRECT, day=TODAY, new=True)

    assert begun.basket.find(entry.task).listed is False


def test_a_rule_that_loses_a_line_loses_its_veto_and_keeps_the_others() -> None:
    rule = rule_of({"normal_days": 80, "urge": 3, "without_app": 70}, veto=("normal_days", "urge"))

    left = without_lines(rule, ["urge"])

    assert [line.id for line in left.criteria] == ["normal_days", "without_app"]
    assert left.veto == ("normal_days",)
