"""When the pointer to help is shown."""

from datetime import timedelta

import pytest

from detox.catalogue.help_text import pointer
from detox.domain.entries import CheckIn
from detox.domain.hard_days import hard_days, pointer_due
from detox.words import LANGUAGES, speak
from tests.data.made_up import START, after, checkin


def moods(*values: int | None) -> list[CheckIn]:
    return [checkin(after(n), mood=mood, urge=1) for n, mood in enumerate(values)]


@pytest.mark.parametrize(
    ("values", "hard"),
    [
        ((2, 1, 0), True),
        ((2, 5, 2, 5, 2), True),
        ((2, 2, 5, 5, 5, 2), False),
        ((2, 2, 3), False),
        ((2, None, 2), False),
        ((), False),
    ],
)
def test_three_low_moods_in_five_logged_days_are_hard_days(
    values: tuple[int | None, ...],
    hard: bool,  # noqa: FBT001 - a table
) -> None:
    assert hard_days(moods(*values)) is hard


def test_being_cut_off_counts_by_itself() -> None:
    answers = [checkin(after(n), mood=8, cut_off=9) for n in range(3)]

    assert hard_days(answers)
    assert not hard_days([answer.replace(cut_off=8) for answer in answers])


def test_two_low_moods_and_a_day_cut_off_are_not_three_of_a_kind() -> None:
    assert not hard_days([*moods(1, 1), checkin(after(2), cut_off=10)])


def test_a_day_with_entries_alone_is_a_logged_day() -> None:
    answers = moods(1, 1, 1)

    assert hard_days(answers, [after(3), after(4)])
    assert not hard_days(answers, [after(3), after(4), after(5)])


def test_it_shows_itself_once_a_week() -> None:
    answers = moods(1, 1, 1)
    today = after(2)

    assert pointer_due(answers, today=today, last_shown=None)
    assert pointer_due(answers, today=today, last_shown=today)
    assert not pointer_due(answers, today=today, last_shown=today - timedelta(days=6))
    assert pointer_due(answers, today=today, last_shown=today - timedelta(days=7))
    assert not pointer_due(moods(8, 8, 8), today=START, last_shown=None)


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_the_pointer_names_several_kinds_of_help_and_ones_own_people_first(tongue: str) -> None:
    speak(tongue)

    text = pointer("Li {555}")

    assert "{own}" not in text
    places = [text.index(number) for number in ("Li {555}", "12356", "988", "116 123", "findahelpline.com")]
    assert places == sorted(places)


def test_from_help_it_does_not_speak_of_hard_days() -> None:
    assert pointer().startswith("You have marked several hard days.")
    assert "hard days" not in pointer(asked=True)
    assert "nobody yet" in pointer(asked=True)
