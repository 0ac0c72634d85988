"""What still ties, and what has carried it instead."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detox.domain.entries import Channel, Entry, Independence, Outcome, Pause, Task
from detox.domain.index import explained
from detox.domain.ties import PlanUse, Ties, only_ways, past, ties
from tests.data.made_up import START, after, entry, twelve_weeks

CHANNELS = [
    Channel(id="cash", name="Cash"),
    Channel(id="alipay", name="Alipay", independence=Independence.ANOTHER_SUPER_APP),
]
SHOP = Task(id="pay.shop", name="Pay in a shop", category="payments", importance=3, since=START, plan="cash")
CHAT = Task(id="work.chat", name="Work chat", category="work", importance=2, since=START)


def found(entries: list[Entry], week: int = 1, tasks: tuple[Task, ...] = (SHOP, CHAT), **more: Any) -> Ties:
    return ties(week, tasks, CHANNELS, entries, start=START, until=after(7 * week - 1), **more)


def test_the_twelve_weeks_are_tied_as_they_were_published() -> None:
    diary = twelve_weeks()
    category = {task.id: task.category for task in diary.tasks}

    last = ties(12, diary.tasks, diary.channels, diary.entries, start=START, until=after(83))

    parts: dict[str, float] = {}
    for tie in last.tasks:
        parts[category[tie.id]] = parts.get(category[tie.id], 0) + tie.points
    published = {"messaging": 12.1, "services": 10.1, "work": 2.1, "payments": 0.7, "content": 0.2}
    assert {name: round(points, 1) for name, points in parts.items() if points} == published
    assert sum(tie.points for tie in last.tasks) == pytest.approx(last.index)


def test_tasks_stand_by_what_they_add_to_the_index() -> None:
    entries = [entry(0, START, "pay.shop", "proxy"), entry(1, after(2), "work.chat", "app")]

    assert [(tie.id, tie.points, tie.last) for tie in found(entries).tasks] == [
        ("pay.shop", 45, START),
        ("work.chat", 40, after(2)),
    ]


def test_a_channel_that_was_tried_is_told_with_what_it_cost() -> None:
    entries = [
        entry(0, START, "pay.shop", "direct", channel="cash"),
        entry(1, START, "pay.shop", "workaround", 4, channel="cash"),
        entry(2, START, "pay.shop", "unmet", 9, channel="cash"),
        entry(3, START, "pay.shop", "not_needed", channel="cash"),
        entry(4, START, "pay.shop", "direct", channel="alipay"),
        entry(5, START, "work.chat", "app"),
    ]

    last = found(entries)

    assert [(pair.channel, pair.tried, pair.worked, pair.median_minutes) for pair in last.matrix] == [
        ("cash", 3, 2, 6.5),
        ("alipay", 1, 1, None),
    ]
    assert [(use.id, use.uses, use.share) for use in last.channels] == [
        ("cash", 3, 0.75),
        ("alipay", 1, 0.25),
    ]
    assert last.another_super_app == pytest.approx(1 / 3)
    assert [(plan.task, plan.channel, plan.used, plan.worked) for plan in last.plans] == [
        ("pay.shop", "cash", 3, 2)
    ]


def test_three_tries_without_success_in_four_weeks_have_no_substitute() -> None:
    entries = [entry(n, after(7 * n), "work.chat", "unmet") for n in range(5)]
    entries += [entry(9, START, "work.chat", "direct")]

    assert found(entries, week=3).no_substitute == ()
    assert found(entries, week=4).no_substitute == ()
    assert found(entries, week=5).no_substitute == ("work.chat",)


@pytest.mark.parametrize(("tries", "expect"), [(2, ()), (3, ("work.chat",))])
def test_two_tries_say_nothing_about_substitutes_and_three_do(tries: int, expect: tuple[str, ...]) -> None:
    rows = [entry(n, START, "work.chat", "proxy") for n in range(tries)]
    rows.append(entry(9, START, "work.chat", "not_needed"))

    assert found(rows).no_substitute == expect
    assert found(rows, tasks=(SHOP, CHAT.replace(archived=True))).no_substitute == ()


def test_the_only_way_of_a_task_is_what_alone_ever_worked_for_it() -> None:
    rows = [
        entry(0, START, "pay.shop", "direct", channel="cash"),
        entry(1, START, "pay.shop", "unmet", channel="card"),
        entry(2, START, "pay.shop", "direct", channel="the-app"),
        entry(3, START, "work.chat", "direct", channel="mail"),
        entry(4, START, "ride", "direct", channel="cash"),
        entry(5, START, "file", "direct", channel="mail"),
        entry(6, START, "file", "workaround", channel="disk"),
        entry(7, START, "post", "direct", channel="a-box"),
    ]
    tasks = (SHOP, CHAT, *(CHAT.replace(id=name) for name in ("ride", "file", "post")))

    ways = only_ways(found(rows, tasks=tasks), {"the-app"})

    assert list(ways.items()) == [
        ("cash", ("pay.shop", "ride")),
        ("a-box", ("post",)),
        ("mail", ("work.chat",)),
    ]


def test_an_empty_week_ties_nothing() -> None:
    assert found([]) == Ties(
        week=1,
        index=None,
        tasks=(),
        matrix=(),
        channels=(),
        another_super_app=None,
        no_substitute=(),
        plans=(PlanUse(task="pay.shop", channel="cash", used=0, worked=0),),
    )


def test_paused_days_carry_nothing() -> None:
    entries = [entry(0, START, "pay.shop", "direct", channel="cash")]

    assert found(entries, pauses=[Pause(id="p", first=START, last=START)]).channels == ()


rows = st.lists(
    st.builds(
        lambda day, task, outcome, channel: entry(0, after(day), task, outcome, channel=channel),
        st.integers(0, 27),
        st.sampled_from(["pay.shop", "work.chat", "off.list"]),
        st.sampled_from(list(Outcome)),
        st.sampled_from([None, "cash", "alipay"]),
    )
)


@settings(max_examples=40)
@given(rows)
def test_shares_of_channels_add_up_and_nothing_works_more_often_than_it_was_tried(
    entries: list[Entry],
) -> None:
    last = found(entries, week=4)

    assert all(pair.worked <= pair.tried for pair in last.matrix)
    assert not last.channels or sum(use.share for use in last.channels) == pytest.approx(1)
    assert sum(pair.tried for pair in last.matrix) == sum(use.uses for use in last.channels)


@pytest.mark.parametrize("day", [1, 7, 8, 30, 55])
def test_ties_reckoned_onto_earlier_ones_are_the_ties_reckoned_at_once(day: int) -> None:
    diary, until, end = twelve_weeks(), after(day), after(83)
    at_once = ties(12, diary.tasks, diary.channels, diary.entries, start=START, until=end)
    early = [entry for entry in diary.entries if entry.day <= until]
    late = [entry for entry in diary.entries if entry.day > until]

    before = past(diary.tasks, early, diary.checkins, start=START, until=until)
    for _again in range(2):
        later = ties(12, diary.tasks, diary.channels, late, start=START, until=end, before=before)

    assert later == at_once


@pytest.mark.parametrize("day", [1, 30, 82])
def test_a_week_explained_onto_earlier_ones_is_the_week_explained_at_once(day: int) -> None:
    diary, until, end = twelve_weeks(), after(day), after(83)
    early = [entry for entry in diary.entries if entry.day <= until]
    late = [entry for entry in diary.entries if entry.day > until]
    before = past(diary.tasks, early, diary.checkins, start=START, until=until)

    for week in range(1, 13):
        at_once = explained(week, diary.tasks, diary.entries, start=START, until=end)
        assert explained(week, diary.tasks, late, start=START, until=end, before=before.weeks) == at_once
