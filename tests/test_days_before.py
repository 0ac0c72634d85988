"""The days before today: which were left unwritten, which is alike, what fills them; what may be offered."""

from datetime import date, timedelta

import pytest

from detox.diary import Diary
from detox.domain.entries import Entry, Outcome
from detox.wiring import open_diary
from tests.conftest import EVENING

TODAY = EVENING.date()


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def tasks_since(diary: Diary, days: int) -> None:
    """Two tasks that came onto the list so many days ago."""
    paths = diary.store.paths
    then = open_diary(paths.home, paths.state, now=lambda: EVENING - timedelta(days=days))
    for task in ("pay.shop", "msg.family"):
        then.basket.add(task)


def test_a_gap_is_of_the_seven_days_before_today_that_have_no_entry_of_their_own(diary: Diary) -> None:
    tasks_since(diary, 30)
    for days in (8, 7, 3, 1):
        diary.log("pay.shop", "d", day=ago(days))
    swept = diary.log("pay.shop", "d", day=ago(4))
    diary.edit(swept, swept=True)
    diary.log("pay.shop", "d")

    assert diary.past_days.gap() == [ago(n) for n in (6, 5, 4, 2)]


def test_days_of_a_pause_are_no_gap(diary: Diary) -> None:
    tasks_since(diary, 30)
    diary.pauses.add(ago(2), ago(2))

    assert diary.past_days.gap() == [ago(n) for n in (7, 6, 5, 4, 3, 1)]


@pytest.mark.parametrize(("listed", "entry", "first"), [(4, None, 4), (4, 6, 5), (9, 2, 7)])
def test_a_gap_does_not_begin_before_the_first_day_of_the_list_or_of_an_entry(
    diary: Diary, listed: int, entry: int | None, first: int
) -> None:
    tasks_since(diary, listed)
    if entry is not None:
        diary.log("pay.shop", "d", day=ago(entry))

    assert diary.past_days.gap()[0] == ago(first)


@pytest.mark.parametrize(("weeks", "found"), [((1, 2), 1), ((2, 5), 2), ((8,), 8), ((9,), None)])
def test_the_day_alike_is_the_last_of_its_weekday_within_eight_weeks(
    diary: Diary, weeks: tuple[int, ...], found: int | None
) -> None:
    tasks_since(diary, 90)
    logged = {n: diary.log("pay.shop", "d", day=ago(1 + 7 * n)) for n in weeks}
    diary.log("pay.shop", "a", day=ago(1 + 7 * weeks[0]))
    diary.log("pay.shop", "w", day=ago(2))

    assert diary.past_days.alike(ago(1)) == ({} if found is None else {"pay.shop": logged[found]})


def test_what_a_sweep_brought_makes_no_day_alike(diary: Diary) -> None:
    tasks_since(diary, 30)
    diary.edit(diary.log("pay.shop", "d", day=ago(8)), swept=True)

    assert diary.past_days.alike(ago(1)) == {}


def test_filling_writes_the_tasks_that_were_answered_and_nothing_for_no_answer(diary: Diary) -> None:
    tasks_since(diary, 30)
    diary.log("pay.shop", "w", channel="cash", day=ago(9))
    before = diary.undo_list.done()

    none = diary.past_days.fill({})
    after = diary.undo_list.done()
    filled = diary.past_days.fill(
        {(ago(1), "pay.shop"): Outcome.DIRECT, (ago(2), "msg.family"): Outcome.UNMET}
    )

    assert (none, after) == ([], before)
    assert [(e.day, e.task, e.outcome, e.channel) for e in filled] == [
        (ago(1), "pay.shop", Outcome.DIRECT, "cash"),
        (ago(2), "msg.family", Outcome.UNMET, None),
    ]


def test_what_usually_comes_up_on_any_of_the_days_is_asked_in_the_order_of_the_list(diary: Diary) -> None:
    tasks_since(diary, 30)
    weekday = f"{ago(1):%a}".lower()
    diary.basket.edit(diary.basket.find("pay.shop"), days=weekday)

    asked = [
        [task.id for task in diary.past_days.tasks(days)] for days in ([ago(1)], [ago(2)], [ago(2), ago(1)])
    ]

    every = [task.id for task in diary.basket.tasks()]
    assert asked == [every, ["msg.family"], every]


# --- what may be offered once an entry is written


def _unmet(diary: Diary, days: int, task: str = "pay.shop", outcome: str = "x") -> Entry:
    return diary.log(task, outcome, day=ago(days))


@pytest.mark.parametrize(
    ("earlier", "offered"), [((), True), ((366,), False), ((367,), True), ((1, 2), False)]
)
def test_advice_is_offered_after_the_first_time_in_a_year_that_a_task_could_not_be_done(
    diary: Diary, earlier: tuple[int, ...], *, offered: bool
) -> None:
    tasks_since(diary, 30)
    for days in earlier:
        _unmet(diary, days)
    _unmet(diary, 3, "msg.family")
    _unmet(diary, 3, outcome="d")

    assert diary.after.wants_advice(_unmet(diary, 0)) is offered


def test_no_advice_is_offered_after_what_went_otherwise(diary: Diary) -> None:
    tasks_since(diary, 30)
    _unmet(diary, 0)

    assert diary.after.wants_advice(diary.log("pay.shop", "a")) is False


def test_a_later_day_on_which_it_could_not_be_done_was_the_first(diary: Diary) -> None:
    tasks_since(diary, 30)
    _unmet(diary, 1)

    assert diary.after.wants_advice(_unmet(diary, 5)) is False


@pytest.mark.parametrize(
    ("outcome", "offered"),
    [("d", False), ("w", True), ("p", True), ("a", True), ("x", True), ("n", False)],
)
def test_a_plan_is_offered_after_an_effort_or_a_return_for_a_listed_task_without_one(
    diary: Diary, outcome: str, *, offered: bool
) -> None:
    tasks_since(diary, 30)
    entry = diary.log("pay.shop", outcome)

    assert diary.after.wants_plan(entry) is offered
    diary.basket.edit(diary.basket.find("pay.shop"), plan="cash")
    assert diary.after.wants_plan(entry) is False
    diary.basket.edit(diary.basket.find("pay.shop"), plan=None, listed=False)
    assert diary.after.wants_plan(entry) is False
