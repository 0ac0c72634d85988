"""Ordinary weeks, lived through: a hurried person reaches a sound week, and silence alone never does."""

import random
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest

from detox import catalogue
from detox.diary import Diary
from detox.diary.beginning import Beginning
from detox.domain.entries import Outcome
from detox.domain.snapshot import Snapshot
from detox.domain.trial import usual_rule, written_down
from detox.domain.weeks import Status
from detox.wiring import open_diary
from tests.conftest import EVENING
from tests.data.made_up import checkin, entry

EASY = (Outcome.DIRECT, Outcome.DIRECT, Outcome.WORKAROUND, Outcome.DIRECT, Outcome.PROXY, Outcome.UNMET)
Answered = Callable[[random.Random, list[str]], Iterable[str]]
"""Which of the rows that Today offers are answered."""
MANY = tuple(task.id for task in catalogue.tasks())[:37]


class Life:
    """A diary lived through day by day; weeks begin on its first day, a Saturday."""

    def __init__(self, home: Path, tasks: tuple[str, ...] | None = None) -> None:
        self.home, self.day = home, 0
        self.chance = random.Random(7)  # noqa: S311 - the same life every time
        diary = self.diary
        trial = written_down(usual_rule(), start=diary.today)
        diary.start(Beginning(app="wechat", tasks=tasks, trial=trial))

    @property
    def diary(self) -> Diary:
        return open_diary(self.home, self.home / ".state", now=lambda: EVENING + timedelta(days=self.day))

    def live(self, days: int, answered: Answered, *, sweeps: bool, idle: int = 0) -> None:
        """Live so many days; the last `idle` evenings of every ten are left out."""
        for _ in range(days):
            diary = self.diary
            if self.day % 10 < 10 - idle:
                rows = [row.id for row in diary.usual_rows()]
                said = [(task, self.chance.choice(EASY)) for task in answered(self.chance, rows)]
                answers = checkin(diary.today, normal=self.day % 13 != 12, mood=7, cut_off=2, urge=1)
                entries = (entry(100 * self.day + n, diary.today, *each) for n, each in enumerate(said))
                diary.take_in(Snapshot(entries=tuple(entries), checkins=(answers,)))  # an evening is one deed
            if sweeps and self.day % 7 == 6:
                diary.sweeps.answer(diary.sweeps.of(), {})
            self.day += 1

    def statuses(self) -> list[Status]:
        """Of every week that is over."""
        today: date = self.diary.today
        return [week.status for week in self.diary.figures.weeks() if week.end < today]


def six(chance: random.Random, rows: list[str]) -> list[str]:
    return chance.sample(rows, min(6, len(rows)))


def everything(_chance: random.Random, rows: list[str]) -> list[str]:
    return rows


def one(_chance: random.Random, rows: list[str]) -> list[str]:
    return [row for row in rows if row == "pay.shop"]


def test_six_tasks_an_evening_and_the_sweep_are_sound_from_the_second_week_on(home: Path) -> None:
    life = Life(home)

    life.live(43, six, sweeps=True, idle=2)

    assert life.statuses()[1:] == [Status.OK] * 5


def test_without_any_sweep_the_same_person_is_sound_by_the_fourth_week(home: Path) -> None:
    life = Life(home)

    life.live(36, six, sweeps=False, idle=2)

    assert life.statuses()[3:] == [Status.OK] * 2


def test_whoever_answers_every_row_is_sound_by_the_second_week(home: Path) -> None:
    life = Life(home)

    life.live(22, everything, sweeps=False)

    assert life.statuses()[1:] == [Status.OK] * 2


def test_one_usual_task_alone_is_never_a_sound_week(home: Path) -> None:
    life = Life(home)

    life.live(43, one, sweeps=False)

    assert Status.OK not in life.statuses()
    assert all(week.never_answered for week in life.diary.figures.weeks())


def test_a_long_list_says_so_and_is_sound_by_the_fourth_week_with_sweeps(home: Path) -> None:
    life = Life(home, MANY)

    life.live(36, six, sweeps=True, idle=2)

    assert life.diary.basket.is_long()
    assert life.statuses()[3:] == [Status.OK] * 2


def test_a_short_list_is_not_called_long(home: Path) -> None:
    assert not Life(home).diary.basket.is_long()


@pytest.mark.parametrize("sweeps", [True, False])
def test_silence_after_the_first_week_is_no_data_and_no_zero(home: Path, *, sweeps: bool) -> None:
    life = Life(home)
    life.live(7, everything, sweeps=sweeps)

    life.day += 14

    weeks = life.diary.figures.weeks()
    assert [week.status for week in weeks[1:]] == [Status.NO_DATA] * 3
    assert all(week.index is None for week in weeks[1:])
