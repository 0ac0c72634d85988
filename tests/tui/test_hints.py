"""What Today offers beside the list, and the three minutes of an urge."""

from datetime import date
from pathlib import Path

import pytest

from detox.diary import Diary
from detox.diary.beginning import Beginning
from detox.domain.entries import Outcome


@pytest.fixture
def begun(diary: Diary) -> Diary:
    diary.start(Beginning())
    return diary


@pytest.mark.parametrize("outcome", [Outcome.WORKAROUND, Outcome.PROXY, Outcome.APP, Outcome.UNMET])
def test_after_an_effort_a_plan_is_offered(begun: Diary, outcome: Outcome) -> None:
    assert begun.after.wants_plan(begun.log("pay.shop", outcome))


@pytest.mark.parametrize("outcome", [Outcome.DIRECT, Outcome.NOT_NEEDED])
def test_what_went_by_itself_asks_for_no_plan(begun: Diary, outcome: Outcome) -> None:
    assert not begun.after.wants_plan(begun.log("pay.shop", outcome))


def test_a_task_that_has_its_plan_is_offered_no_other(begun: Diary) -> None:
    begun.basket.edit(begun.basket.find("pay.shop"), plan="cash")

    assert not begun.after.wants_plan(begun.log("pay.shop", "workaround"))


def test_a_watched_urge_keeps_the_strongest_and_both_ratings(begun: Diary, home: Path) -> None:
    begun.check_in(urge=4, note="a long day")

    begun.urge_watched(7, 3, "Urge watched for 3 minutes: 7 before, 3 after.")

    checkin = begun.day(date(2026, 3, 14)).checkin
    assert checkin is not None
    assert checkin.urge == 7
    assert checkin.note == "a long day\nUrge watched for 3 minutes: 7 before, 3 after."
