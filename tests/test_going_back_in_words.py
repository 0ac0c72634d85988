"""Sentences about what going back would change that could be false: what nobody wrote is no figure."""

from datetime import timedelta
from pathlib import Path

import pytest

from detox.diary.return_figures import ReturnFigures
from detox.domain.going_back import Costs, Group, TaskBack, Ways
from detox.domain.trial import Trial, usual_rule
from detox.messages.return_messages import back_text, ways_text
from detox.wiring import open_diary
from detox.words import speak
from tests.conftest import EVENING


def figures(free: int = 1, median: float | None = None, *, found: int = 2) -> ReturnFigures:
    def task(n: int, group: Group, minutes: float | None = None) -> TaskBack:
        return TaskBack(
            id=f"task.{n}",
            group=group,
            without=3,
            tried=4,
            median_minutes=minutes,
            minutes=minutes or 0.0,
            way_day=9,
            tries=4,
        )

    tasks = [*(task(n, Group.FREE) for n in range(free)), task(free, Group.SLOWER, median)]
    ways = Ways(n=2, found=found, median_day=9, curve=())
    costs = Costs(minutes=0.0, untimed=4, favours=0.0, money=())
    return ReturnFigures(days=28, written=20, tasks=tuple(tasks), costs=costs, ways=ways, baseline=100.0)


@pytest.mark.parametrize(("tongue", "minutes"), [("en", "minutes"), ("zh_Hans", "分钟")])
def test_minutes_that_nobody_wrote_are_no_zero_minutes(tongue: str, minutes: str) -> None:
    speak(tongue)

    assert minutes not in back_text(figures())
    assert "12" in back_text(figures(median=12.0))


def test_one_task_is_and_two_are() -> None:
    assert "1 of your tasks is free" in back_text(figures())
    assert "2 of your tasks are free" in back_text(figures(free=2))


def test_where_every_task_has_a_way_none_is_counted_as_having_none() -> None:
    assert "by now all 2 have one" in ways_text(figures())
    assert "1 of 2 have none yet" in ways_text(figures(found=1))


@pytest.mark.parametrize(("passed", "told"), [(0, 0), (82, 0), (83, 1)])
def test_days_that_are_still_to_come_are_not_called_unwritten(home: Path, passed: int, told: int) -> None:
    diary = open_diary(home, home / ".state", now=lambda: EVENING)
    diary.basket.add("pay.shop")
    diary.trial.new(Trial(start=diary.today, criteria=usual_rule().criteria))

    later = open_diary(home, home / ".state", now=lambda: EVENING + timedelta(days=passed))

    assert (later.trial.verdict_at_end() is not None) == bool(told)
