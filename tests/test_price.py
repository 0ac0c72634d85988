"""What some days cost and gave back: added up by currency, not for paused days, else unknown."""

from datetime import date, timedelta

import pytest

from detox.diary import Diary
from detox.diary.figures import Price, WeekRange, _newest
from detox.diary.sender import Sender
from detox.domain.dates import Span
from detox.domain.entries import Cost
from detox.domain.record import NAME_LENGTH
from detox.errors import BadField
from tests.conftest import EVENING
from tests.test_answer_in_words import calling

TODAY = EVENING.date()
WEEK = Span(first=TODAY - timedelta(days=6), last=TODAY)


def cost(amount: str, currency: str = "CNY") -> Cost:
    return Cost(amount=amount, currency=currency)


def test_money_is_added_up_to_the_last_digit_and_never_across_currencies(diary: Diary) -> None:
    diary.basket.add("pay.shop")
    for spent in (cost("2.50"), cost("0.10"), cost("3", "USD"), cost("0.2"), None):
        diary.log("pay.shop", "w", cost=spent)

    assert diary.figures.price(WEEK).money == (("CNY", "2.80"), ("USD", "3"))


def test_favours_minutes_and_what_could_not_be_done_are_counted_within_the_span(diary: Diary) -> None:
    diary.basket.add("pay.shop")
    diary.log("pay.shop", "p", minutes=5)
    diary.log("pay.shop", "w", helper="Li", minutes=7)
    diary.log("pay.shop", "x")
    diary.log("pay.shop", "x", minutes=90, day=TODAY - timedelta(days=7))
    diary.check_in(won_back=30)
    diary.check_in(TODAY - timedelta(days=6), won_back=20)
    diary.check_in(TODAY - timedelta(days=7), won_back=500)

    assert diary.figures.price(WEEK) == Price(minutes=12, favours=2, unmet=1, money=(), won_back=50)


def test_what_was_never_said_is_not_known_and_a_zero_is_one(diary: Diary) -> None:
    diary.basket.add("pay.shop")
    diary.log("pay.shop", "d")
    unknown = diary.figures.price(WEEK)
    diary.log("pay.shop", "d", minutes=0)
    diary.check_in(won_back=0)

    assert (unknown.minutes, unknown.won_back) == (None, None)
    zero = diary.figures.price(WEEK)
    assert (zero.minutes, zero.won_back) == (0, 0)


def test_paused_days_cost_and_give_nothing(diary: Diary) -> None:
    diary.basket.add("pay.shop")
    diary.pauses.add(TODAY, TODAY)
    diary.log("pay.shop", "x", minutes=5, cost=cost("1"))
    diary.check_in(won_back=30)

    assert diary.figures.price(WEEK) == Price(minutes=None, favours=0, unmet=0, money=(), won_back=None)


def test_a_day_is_logged_by_an_entry_or_an_answer_and_not_while_paused(diary: Diary) -> None:
    diary.basket.add("pay.shop")
    diary.pauses.add(TODAY, TODAY)
    for days in (0, 1, 1):
        diary.log("pay.shop", "d", day=TODAY - timedelta(days=days))
    diary.check_in(TODAY - timedelta(days=3), mood=5)
    diary.edit(diary.log("pay.shop", "d", day=TODAY - timedelta(days=4)), swept=True)

    assert diary.figures.logged_days(WEEK) == 2


def test_without_a_trial_going_back_is_told_of_without_its_unwritten_days(
    diary: Diary, capsys: pytest.CaptureFixture[str]
) -> None:
    for task in ("pay.shop", "msg.family"):
        diary.basket.add(task)
    for days in range(28):
        diary.log("pay.shop", "w", minutes=5, day=TODAY - timedelta(days=days))

    assert calling(diary, "back") == 0
    drawn = capsys.readouterr().out
    assert calling(diary, "--plain", "back") == 0
    said = capsys.readouterr().out

    (row,) = [line for line in drawn.splitlines() if "28/28" in line]
    assert row.startswith(diary.basket.task_name("pay.shop"))
    assert not any(line.startswith(diary.basket.task_name("msg.family")) for line in drawn.splitlines())
    (head,) = [line for line in drawn.splitlines() if "done without" in line]
    assert row.index("28/28") + len("28/28") == head.index("done without") + len("done without")
    assert row.index("5 min") + len("5 min") == head.index("a time") + len("a time")
    assert ("done without" in drawn, "done without: " in said) == (True, True)


@pytest.mark.parametrize(("days", "tells"), [(13, False), (14, True)])
def test_going_back_is_told_of_after_two_weeks(diary: Diary, days: int, *, tells: bool) -> None:
    diary.basket.add("pay.shop")
    diary.log("pay.shop", "w")

    found = diary.figures.if_went_back().replace(days=days)

    assert (found.enough, found.tells) == (tells, tells)


@pytest.mark.parametrize(("length", "kept"), [(NAME_LENGTH, True), (NAME_LENGTH + 1, False)])
def test_who_writes_has_a_name_as_long_as_any_and_no_longer(diary: Diary, length: int, *, kept: bool) -> None:
    sender = Sender(name=" " + "x" * length + " ")

    if kept:
        assert diary.sender.keep(sender).name == "x" * length
    else:
        with pytest.raises(BadField):
            diary.sender.keep(sender)
    assert (diary.sender.known().name == "x" * length) is kept


def test_help_that_shows_itself_is_not_the_whole_of_it(diary: Diary) -> None:
    assert diary.help.text() == diary.help.text(asked=False) != diary.help.text(asked=True)


@pytest.mark.parametrize(
    ("start", "until", "newest"),
    [
        ((2025, 1, 1), (2026, 3, 14), (2026, 2, 1)),
        ((2025, 1, 1), (2026, 1, 31), (2025, 12, 1)),
        ((2026, 2, 20), (2026, 3, 14), (2026, 2, 20)),
    ],
)
def test_the_month_before_and_this_one_are_read_each_time(
    start: tuple[int, int, int], until: tuple[int, int, int], newest: tuple[int, int, int]
) -> None:
    assert _newest(WeekRange(start=date(*start), until=date(*until), end=None)) == date(*newest)
