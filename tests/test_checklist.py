"""The checklist: in which order it stands, in whose words, and what a mark writes."""

from datetime import timedelta

import pytest

from detox.diary import Diary
from detox.diary.beginning import Beginning
from detox.domain.entries import StepState
from detox.errors import Ambiguous, Forbidden, NoSuch
from detox.words import speak
from tests.conftest import EVENING

TODAY = EVENING.date()


def test_open_steps_stand_first_by_their_deadline_and_those_without_one_last(diary: Diary) -> None:
    for text, days in (("late", 9), ("none", None), ("soon", 2), ("done early", 1), ("left out", None)):
        diary.steps.add(text, due=None if days is None else TODAY + timedelta(days=days))
    diary.steps.mark(diary.steps.find("done early"), StepState.DONE)
    diary.steps.mark(diary.steps.find("left out"), StepState.SKIPPED)

    assert [step.text for step in diary.steps.all()] == ["soon", "late", "none", "done early", "left out"]


def test_steps_of_one_day_stand_as_in_the_catalogue_and_ones_own_after_them(diary: Diary) -> None:
    diary.start(Beginning(app="wechat", tasks=("pay.shop",)))
    steps = diary.steps.all()
    day = max(step.due for step in steps if step.due)
    own = diary.steps.add("Aa", due=day)
    of_day = [step.id for step in diary.steps.all() if step.due == day]

    assert of_day == [*sorted(of_day[:-1]), own.id]
    without = [step.id for step in diary.steps.all() if step.due is None]
    assert without == sorted(without)


def test_a_step_is_found_by_a_part_of_it_in_the_words_that_are_spoken_or_written(diary: Diary) -> None:
    diary.start(Beginning(app="wechat", tasks=("pay.shop",)))
    own, held = diary.steps.add("Return the key"), diary.steps.find("Carry cash")

    assert diary.steps.find("the key") == own
    speak("zh_Hans")
    spoken = diary.steps.spoken(held)
    assert (diary.steps.spoken(own), spoken.isascii()) == ("Return the key", False)
    assert diary.steps.find(spoken) == diary.steps.find("Carry cash") == held
    with pytest.raises(NoSuch):
        diary.steps.find("fly")
    diary.steps.add("Return the key again")
    with pytest.raises(Ambiguous):
        diary.steps.find("Return the")


def test_a_deadline_that_has_passed_is_written_only_where_it_is_meant(diary: Diary) -> None:
    yesterday = TODAY - timedelta(days=1)

    with pytest.raises(Forbidden):
        diary.steps.add("Late", due=yesterday)
    assert diary.steps.all() == []
    assert diary.steps.add("Late", due=yesterday, passed=True).due == yesterday
    assert diary.steps.add("Today", due=TODAY).due == TODAY


def test_a_mark_that_changes_nothing_is_no_deed(diary: Diary) -> None:
    step = diary.steps.add("Return the key")

    done = diary.steps.mark(step, StepState.DONE)
    again = diary.steps.mark(done, StepState.DONE)
    diary.undo_list.undo()

    assert (done.state, done.on, again) == (StepState.DONE, TODAY, done)
    assert done.updated_at > step.updated_at
    assert diary.steps.all() == [step]
