"""Pauses: how far back one reaches, what may still be taken from it, and what is over."""

from datetime import date, timedelta

import pytest

from detox.diary import Diary
from detox.errors import BadField, DetoxError, Forbidden, NoSuch
from detox.wiring import open_diary
from tests.conftest import EVENING

TODAY = EVENING.date()


def on(number: int) -> date:
    return TODAY + timedelta(days=number)


@pytest.fixture
def before(diary: Diary) -> Diary:
    """The same diary three weeks ago."""
    paths = diary.store.paths
    return open_diary(paths.home, paths.state, now=lambda: EVENING - timedelta(weeks=3))


def test_pauses_stand_by_their_first_day(diary: Diary) -> None:
    for number in (5, 1, 3):
        diary.pauses.add(on(number), on(number))

    assert [pause.first for pause in diary.pauses.all()] == [on(1), on(3), on(5)]


def test_a_pause_reaches_two_days_back_and_no_further(diary: Diary) -> None:
    kept = diary.pauses.add(on(-9), on(-2), "ill")

    assert (kept.first, kept.last, kept.reason) == (on(-2), on(-2), "ill")
    assert diary.pauses.all() == [kept]
    with pytest.raises(Forbidden) as refused:
        diary.pauses.add(on(-9), on(-3))
    assert (refused.value.reason, refused.value.facts) == ("pause too late", {"day": on(-2)})
    assert diary.pauses.all() == [kept]


def test_a_pause_is_found_by_its_id_or_the_day_it_begins_as_one_says_it(diary: Diary) -> None:
    first, second = diary.pauses.add(on(0), on(0)), diary.pauses.add(on(1), on(9))

    for said, pause in ((first.id, first), ("today", first), ("tomorrow", second), (str(on(1)), second)):
        assert diary.pauses.find(said) == pause
    with pytest.raises(NoSuch):
        diary.pauses.find(str(on(2)))


def test_only_a_pause_that_has_not_begun_is_taken_back_as_a_whole(diary: Diary) -> None:
    ahead = diary.pauses.add(on(1), on(9))
    begun = diary.pauses.add(on(0), on(9))

    diary.pauses.remove(ahead.id)

    assert diary.pauses.all() == [begun]
    with pytest.raises(Forbidden) as refused:
        diary.pauses.remove(begun.id)
    assert (refused.value.reason, refused.value.facts) == ("pause begun", {"first": on(0), "day": on(0)})
    assert diary.pauses.all() == [begun]


def test_a_pause_of_which_no_day_can_go_any_more_is_over(before: Diary, diary: Diary) -> None:
    pause = before.pauses.add(on(-9), on(-2))

    for deed in (lambda: diary.pauses.remove(pause.id), lambda: diary.pauses.shorten(pause.id, on(-3))):
        with pytest.raises(Forbidden) as refused:
            deed()
        assert refused.value.reason == "pause over"
    assert diary.pauses.all() == [pause]


@pytest.mark.parametrize(
    ("first", "last", "shorter"), [(1, 9, 1), (0, 9, 0), (-9, 9, -2), (-9, 9, 8), (-9, -1, -2), (-1, 9, -1)]
)
def test_a_pause_ends_sooner_on_any_day_that_is_still_to_have(
    before: Diary, diary: Diary, first: int, last: int, shorter: int
) -> None:
    pause = before.pauses.add(on(first), on(last))

    assert diary.pauses.shorten(pause.id, on(shorter)) == pause.replace(last=on(shorter))
    assert diary.pauses.all() == [pause.replace(last=on(shorter))]


@pytest.mark.parametrize(
    ("days", "shorter", "why"),
    [
        ((-9, 9), 9, "pause not shorter"),
        ((-9, 9), 10, "pause not shorter"),
        ((-9, -2), -2, "pause not shorter"),
        ((-9, 9), -3, "pause begun"),
        ((-9, -1), -3, "pause begun"),
        ((0, 9), -1, "pause begun"),
        ((1, 9), 0, None),
    ],
)
def test_a_pause_neither_grows_nor_gives_back_days_that_are_long_over(
    before: Diary, diary: Diary, days: tuple[int, int], shorter: int, why: str | None
) -> None:
    pause = before.pauses.add(*map(on, days))

    with pytest.raises(DetoxError) as refused:
        diary.pauses.shorten(pause.id, on(shorter))

    assert isinstance(refused.value, Forbidden if why else BadField)
    assert getattr(refused.value, "reason", None) == why
    assert diary.pauses.all() == [pause]
