"""Sentences about the check-in's digits that could be false."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detox.domain.entries import CheckIn
from detox.domain.questions import QUESTIONS, asked_questions
from detox.settings import Settings
from detox.tui.checkin_form import Answer, CheckInForm

DAY = date(2026, 3, 14)
ALL = ("normal", "mood", "cut_off", "urge", "won_back")
KEYS = st.sampled_from(
    [*"0123456789yn", "enter", "escape", "backspace", "up", "down", "tab", "x", "space", "f5"]
)


def answers(*keys: str, fields: tuple[str, ...] = ALL) -> list[Answer]:
    form = CheckInForm(fields)
    for key in keys:
        if not form.press(key):
            break
    return form.taken()


@pytest.mark.parametrize("digit", "023456789")
def test_every_digit_but_one_moves_on_at_once(digit: str) -> None:
    form = CheckInForm(ALL, place=1)

    form.press(digit)

    assert (form.asked, form.taken()) == ("cut_off", [("mood", int(digit))])


def test_one_and_nought_are_ten() -> None:
    assert answers("y", "1", "0") == [("normal", True), ("mood", 10)]


def test_one_and_another_digit_are_two_answers() -> None:
    assert answers("y", "1", "7") == [("normal", True), ("mood", 1), ("cut_off", 7)]


def test_one_and_enter_are_one_answer_and_skip_nothing() -> None:
    assert answers("y", "1", "enter", "4") == [("normal", True), ("mood", 1), ("cut_off", 4)]


def test_one_and_escape_keep_the_one() -> None:
    assert answers("y", "1", "escape") == [("normal", True), ("mood", 1)]


def test_enter_skips_and_a_skipped_question_is_not_answered() -> None:
    assert answers("enter", "enter", "5") == [("cut_off", 5)]


def test_minutes_are_a_number_up_to_a_day() -> None:
    assert answers(*["enter"] * 4, *"102", "enter") == [("won_back", 102)]
    assert answers(*["enter"] * 4, *"9999", "enter") == [("won_back", 1440)]


def test_ratings_switched_off_are_not_asked() -> None:
    assert asked_questions(Settings(ratings=False)) == ("normal", "won_back")
    assert asked_questions(Settings(tense=True)) == tuple(QUESTIONS)


@given(st.lists(KEYS, max_size=40))
@settings(max_examples=120)
def test_no_keys_make_an_answer_the_diary_refuses(keys: list[str]) -> None:
    moment = "2026-03-14T21:00:00+08:00"

    for name, value in answers(*keys):
        CheckIn(
            day=DAY,
            recorded_at=moment,
            updated_at=moment,
            **{name: value},  # type: ignore[arg-type]
        )
