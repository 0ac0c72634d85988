"""The pictures for the decision, where a day, an entry or a half more makes another."""

from typing import Any

import pytest

from detox.domain.entries import Channel, Cost, Entry, Independence, Outcome, Task
from detox.domain.going_back import (
    Costs,
    FoundWay,
    Group,
    Helper,
    Recent,
    TaskBack,
    Thread,
    baseline,
    costs,
    found_ways,
    helpers,
    owners,
    recent_days,
    tasks_back,
    threads,
    told_before,
    ways,
)
from tests.data.made_up import START, after, entry

PAY = Task(id="pay", name="Pay", category="c", importance=3, since=START)
CHAT = PAY.replace(id="chat", importance=1)


def recent(*rows: Entry, days: int = 28, **members: int) -> Recent:
    counted = [after(n) for n in range(days)]
    return recent_days(members or {"pay": 3}, rows, counted, after(days - 1))


def done(*outcomes: str, task: str = "pay", **more: Any) -> list[Entry]:
    """One entry a day, from the first day on."""
    return [entry(n, after(n), task, outcome, **more) for n, outcome in enumerate(outcomes)]


def found(*outcomes: str, last: int = 27, task: Task = PAY) -> FoundWay:
    counted = [after(n) for n in range(28)]
    rows = done(*outcomes)
    return found_ways([task], {"pay": 3}, rows, counted, start=START, last=after(last))["pay"]


def test_a_task_says_how_often_it_was_done_without_the_app_and_what_that_took() -> None:
    rows = [*done("direct", "unmet"), entry(8, after(3), "pay", "workaround", 8)]
    rows.append(entry(9, after(4), "pay", "workaround", 14))
    way = {"pay": FoundWay(day=5, found=True, tries=4)}

    (back,) = tasks_back(recent(*rows), way)

    assert back == TaskBack(
        id="pay",
        group=Group.SLOWER,
        without=3,
        tried=4,
        median_minutes=11,
        minutes=22 / 4,
        way_day=5,
        tries=4,
    )


def test_a_task_that_did_not_come_up_was_never_tried_and_has_no_way() -> None:
    assert tasks_back(recent(), {}) == (
        TaskBack(
            id="pay",
            group=Group.UNSEEN,
            without=0,
            tried=0,
            median_minutes=None,
            minutes=0,
            way_day=None,
            tries=0,
        ),
    )


@pytest.mark.parametrize(
    ("outcomes", "group"),
    [
        (["direct"] * 3 + ["unmet"], Group.FREE),  # one in four is not over a quarter
        (["direct"] * 2 + ["unmet"], Group.TIED),
        (["direct"] * 3 + ["workaround"], Group.FREE),
        (["direct"] * 2 + ["workaround"], Group.SLOWER),
        (["direct", "proxy", "workaround"], Group.TIED),
        (["app"], Group.TIED),
    ],
)
def test_over_a_quarter_of_a_tasks_entries_decides_its_group(outcomes: list[str], group: Group) -> None:
    (back,) = tasks_back(recent(*done(*outcomes)), {})

    assert back.group is group


@pytest.mark.parametrize(
    ("outcomes", "day", "tries"),
    [
        (["direct"] * 3, 3, 3),
        (["app", "direct", "direct", "direct", "unmet"], 4, 4),
        (["direct", "direct", "app", "workaround", "direct", "direct"], 6, 6),
    ],
)
def test_a_way_is_found_on_the_third_needed_day_running(outcomes: list[str], day: int, tries: int) -> None:
    assert found(*outcomes) == FoundWay(day=day, found=True, tries=tries)


def test_a_way_not_found_is_looked_for_up_to_the_last_day_from_the_tasks_first() -> None:
    assert found("direct", "direct", "app", last=20) == FoundWay(day=21, found=False, tries=3)
    late = PAY.replace(since=after(1))
    assert found("direct", "direct", "app", last=20, task=late) == FoundWay(day=20, found=False, tries=2)
    assert found("direct", "direct", "direct", last=2, task=late) == FoundWay(day=2, found=False, tries=2)


def test_a_day_on_which_something_was_not_done_is_none_of_the_three() -> None:
    rows = [*done("direct", "direct", "direct"), entry(9, after(2), "pay", "unmet")]

    way = found_ways([PAY], {"pay": 3}, rows, [after(n) for n in range(3)], start=START, last=after(2))

    assert not way["pay"].found


def test_half_of_the_tasks_have_a_way_by_the_day_that_makes_it_half() -> None:
    def hit(day: int) -> FoundWay:
        return FoundWay(day=day, found=True, tries=3)

    never = FoundWay(day=28, found=False, tries=3)

    one_of_two = ways({"a": hit(3), "b": never})
    two_of_four = ways({"a": hit(3), "b": hit(5), "c": never, "d": never})
    none = ways({"a": never})

    assert (one_of_two.n, one_of_two.found, one_of_two.median_day) == (2, 1, 3)
    assert one_of_two.curve == ((3, 0.5),)
    assert (two_of_four.median_day, two_of_four.curve[0]) == (5, (3, 0.25))
    assert (none.median_day, none.curve) == (None, ())


def test_a_task_that_was_looked_at_less_long_counts_until_then_and_no_longer() -> None:
    found = {
        "short": FoundWay(day=4, found=False, tries=1),
        "same": FoundWay(day=5, found=False, tries=1),
        "hit": FoundWay(day=5, found=True, tries=3),
    }

    assert ways(found).curve == ((5, 0.5),)


def test_a_channel_carries_alone_what_no_other_did_without_the_app() -> None:
    rows = [
        *done("direct", channel="cash"),
        *done("direct", task="ride", channel="cash"),
        *done("app", task="ride", channel="the-app"),
        *done("direct", task="chat", channel="mail"),
        *done("direct", "direct", task="file"),
    ]
    rows += [entry(9, START, "chat", "workaround", channel="cash")]

    assert threads(recent(*rows, pay=3, ride=1, chat=1, file=1)) == (
        Thread(channel="cash", tasks=("pay", "ride")),
    )


def test_each_task_is_shared_among_the_owners_of_its_channels_by_its_importance() -> None:
    rows = [
        *done("direct", "direct", "direct", channel="cash"),
        entry(9, START, "pay", "direct", channel="x"),
    ]
    rows += done("direct", task="chat", channel="x")
    rows += done("app", task="chat", channel="cash")
    channels = [Channel(id="x", name="X", independence=Independence.ANOTHER_SUPER_APP)]

    found = owners(recent(*rows, pay=3, chat=1), channels)

    assert found == pytest.approx({Independence.INDEPENDENT: 9 / 16, Independence.ANOTHER_SUPER_APP: 7 / 16})


def test_who_helped_most_often_comes_first() -> None:
    rows = [*done("proxy", helper="Li"), *done("proxy", "proxy", task="chat", helper="Wu"), *done("direct")]

    assert helpers(recent(*rows, pay=3, chat=1)) == (Helper(helper="Wu", n=2), Helper(helper="Li", n=1))


def test_what_it_takes_is_said_a_week_and_money_by_its_currency() -> None:
    rows = [
        *done("workaround", "proxy", "direct"),
        entry(7, START, "pay", "unmet", 10),
        entry(8, START, "pay", "direct", 4, cost=Cost(amount="2.50", currency="EUR")),
        entry(9, START, "pay", "workaround", cost=Cost(amount="0.10", currency="CNY"), helper="Li"),
        entry(10, START, "pay", "direct", cost=Cost(amount="0.20", currency="CNY")),
    ]

    assert costs(recent(*rows, days=14)) == Costs(
        minutes=7, untimed=3, favours=1, money=(("CNY", 0.15), ("EUR", 1.25))
    )


def test_the_pictures_look_at_28_counted_days_and_a_swept_entry_writes_none() -> None:
    counted = [after(n) for n in range(40)]
    swept = entry(1, after(12), "pay", "app", swept=True)
    rows = [entry(n, after(n), "pay", "direct") for n in (10, 11, 38, 39)]

    looked = recent_days({"pay": 3}, [*rows, swept, entry(9, after(20), "off", "app")], counted, after(38))

    assert (looked.days[0], looked.days[-1], len(looked.days)) == (after(11), after(38), 28)
    assert {row.day for row in looked.rows} == {after(11), after(12), after(38)}
    assert looked.written == 3


def test_how_it_was_before_is_said_where_three_fifths_of_the_importance_is_known() -> None:
    members = {"pay": 3, "chat": 2}
    told = [PAY.replace(before=67), CHAT]

    assert told_before(members, told) == 67
    assert told_before({"pay": 3, "chat": 3}, told) is None
    assert told_before(members, [PAY.replace(before=67), CHAT.replace(before=0)]) == 201 / 5
    assert told_before({}, told) is None
    assert (baseline(members, told), baseline({"pay": 3, "chat": 3}, told)) == (67, 100)


def test_what_was_not_needed_is_no_picture() -> None:
    assert recent(*done("not_needed")).rows == []
    assert found_ways([PAY], {"pay": 3}, done("not_needed"), [START], start=START, last=START) == {}
    assert Outcome.NOT_NEEDED not in {row.outcome for row in recent(*done("not_needed", "app")).rows}
