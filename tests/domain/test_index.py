"""The dependence index: its vectors and what must hold for every diary."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detox.domain import index
from detox.domain.entries import Entry, Outcome, Pause, Task
from detox.domain.ties import past
from detox.domain.week_tally import CountedDays, event_weight
from detox.domain.weeks import Status, Week
from tests.data.made_up import (
    START,
    after,
    checkin,
    entry,
    slug,
    tasks_of,
    twelve_weeks,
    twelve_weeks_facts,
    vectors,
)

NAMES = ("family chat", "shop payment", "work files", "group chat", "news")
BASKET = {
    "family chat": ["messaging", 3],
    "shop payment": ["payments", 3],
    "work files": ["work", 2],
    "group chat": ["messaging", 2],
    "news": ["content", 1],
}
TASKS = tasks_of(BASKET)
near = lambda value: pytest.approx(value, abs=1e-6)  # noqa: E731 - the vectors' tolerance


def last_week(entries: list[Entry], tasks: list[Task] = TASKS, until: int = 27, **more: Any) -> Week:
    return index.weeks(tasks, entries, [], start=START, until=after(until), **more)[-1]


@pytest.mark.parametrize("vector", vectors("event_weight"), ids=str)
def test_an_entry_weighs_as_the_vectors_say(vector: dict[str, Any]) -> None:
    assert event_weight(vector["outcome"], vector["extra_min"]) == vector["weight"]


@pytest.mark.parametrize("vector", vectors("index"), ids=lambda vector: vector["name"][:3])
def test_a_week_has_the_index_of_the_vectors(vector: dict[str, Any]) -> None:
    tasks = tasks_of(vector["basket"])
    entries = [entry(n, after(7 * w), task, *rest) for n, (w, task, *rest) in enumerate(vector["events"])]
    days = {"start": START, "until": after(7 * vector["week"])}

    week = index.weeks(tasks, entries, [], **days, method=1)[-1]
    why = index.explained(vector["week"] + 1, tasks, entries, **days)

    expect = vector["expect"]
    assert why is not None
    found = [week.index, week.se, week.low, week.high, week.coverage, week.fresh, week.stale, week.events]
    wanted = ["index", "se", "lo", "hi", "coverage", "fresh_coverage", "stale_share", "events"]
    assert found == near([expect[name] for name in wanted])
    assert week.by_category == near(expect["by_category"])
    assert week.status == expect["status"]
    assert why.index == near(expect["index"])
    known = index.weeks(tasks, entries, [], **days)[-1].coverage
    assert [why.bound_low, why.bound_high] == near(
        [known * expect["index"], known * expect["index"] + 100 * (1 - known)]
    )
    assert len(why.tasks) == expect["tasks_known"]


@pytest.mark.parametrize("vector", vectors("day_index"), ids=str)
def test_a_day_has_the_index_of_the_vectors(vector: dict[str, Any]) -> None:
    entries = [entry(n, START, *event) for n, event in enumerate(vector["events"])]

    assert index.day_index(tasks_of(vector["basket"]), entries) == vector["expect"]


@pytest.mark.parametrize("vector", vectors("notable_week"), ids=str)
def test_a_week_unlike_the_last_ones_is_noted(vector: dict[str, Any]) -> None:
    assert index.leap(vector["prev"], vector["value"], vector["se"]) == vector["expect"]


@pytest.mark.parametrize(
    ("usual", "now", "se", "expect"),
    [
        ([40, 40], 50, 0, "higher"),
        ([40, 40], 49.9, 0, None),
        ([40, 40], 30, 4, "lower"),
        ([40, 40], 52.4, 5, None),
        ([40, 40], 52.5, 5, "higher"),
        ([40], 90, 0, None),
        ([10, 40, 50], 50, 0, "higher"),
    ],
)
def test_ten_points_and_two_and_a_half_errors_from_the_middle_is_a_leap(
    usual: list[float], now: float, se: float, expect: str | None
) -> None:
    assert index.leap(usual, now, se) == expect


def test_a_list_of_which_three_fifths_are_known_is_known_well_enough() -> None:
    tasks = [
        Task(id=name, name=name, category="c", importance=n, since=START) for name, n in (("a", 3), ("b", 2))
    ]
    entries = [entry(n, after(n), "a", "app") for n in range(5)]

    three_fifths = last_week(entries, tasks, until=6)
    less = last_week(entries, [tasks[0], tasks[1].replace(importance=3)], until=6)

    assert (three_fifths.coverage, three_fifths.status) == (0.6, Status.OK)
    assert (less.coverage, less.status) == (0.5, Status.PARTIAL)


@pytest.mark.parametrize(("entries", "status"), [(4, Status.TOO_FEW), (5, Status.OK)])
def test_five_entries_are_enough_for_a_week(entries: int, status: Status) -> None:
    assert (
        last_week([entry(n, START, "news", "app") for n in range(entries)], [TASKS[4]], until=6).status
        == status
    )


def test_the_twelve_weeks_have_the_indexes_they_were_published_with() -> None:
    diary = twelve_weeks()

    found = index.weeks(diary.tasks, diary.entries, diary.checkins, start=START, until=after(83))

    assert [round(week.index or 0, 1) for week in found] == [
        53.5, 42.4, 59.4, 33.5, 31.9, 37.6, 27.8, 24.4, 16.4, 23.6, 27.0, 25.2,
    ]  # fmt: skip
    assert [week.note for week in found[:4]] == [None, None, None, "lower"]
    assert sum(week.logged_days for week in found) == 76
    assert found[5].logged_days == 3


def test_the_index_stays_near_the_truth_the_weeks_were_made_from() -> None:
    diary = twelve_weeks()

    found = index.weeks(diary.tasks, diary.entries, diary.checkins, start=START, until=after(83))

    truth = [week["index"] for week in twelve_weeks_facts()["truth"]["week"]]
    full = [(week.index or 0, t) for week, t in zip(found, truth, strict=True) if week.logged_days >= 4]
    assert all(abs(index - t) <= 8 for index, t in full)


def test_a_day_without_entries_has_no_index() -> None:
    assert index.day_index(TASKS, []) is None


@pytest.mark.parametrize("method", [1, 2])
def test_of_an_empty_list_nothing_is_known(method: int) -> None:
    week = last_week([entry(0, START, "off-list", "app")], [], until=6, method=method)

    assert (week.coverage, week.fresh, week.stale, week.status) == (0, 0, 0, Status.NO_DATA)


def test_a_week_without_entries_stands_there_empty() -> None:
    entries = [entry(n, START, name, "app") for n, name in enumerate(NAMES)]
    later = [entry(9, after(14), "news", "direct")]

    first, second, third = index.weeks(TASKS, entries + later, [], start=START, until=after(14))

    assert (first.status, second.status, third.status) == (Status.OK, Status.NO_DATA, Status.TOO_FEW)
    assert (second.index, second.se, second.low, second.by_category) == (None, None, None, {})
    assert third.index == near(1000 / 11)
    assert (second.fresh, second.stale, second.never_answered) == (0, 0, 0)


def test_a_week_cut_short_by_the_trials_end_counts_only_with_four_days() -> None:
    entries = [entry(n, after(28 + n % 3), name, "app") for n, name in enumerate(NAMES)]

    three = last_week(entries, until=40, end=after(30))
    four = last_week(entries, until=40, end=after(31))

    assert (three.status, three.end, three.index) == (Status.TOO_FEW, after(30), 100)
    assert (four.status, four.end) == (Status.OK, after(31))


def test_nothing_counts_after_the_trials_end() -> None:
    entries = [entry(n, after(6), name, "direct") for n, name in enumerate(NAMES)]
    late = [entry(10 + n, after(7), name, "app") for n, name in enumerate(NAMES)]

    week = last_week(entries + late, until=40, end=after(6))

    assert (week.week, week.index, week.events) == (1, 0, 5)


def test_paused_days_leave_everything() -> None:
    entries = [entry(n, after(n), name, "app", 5) for n, name in enumerate(NAMES)]
    pause = Pause(id="p", first=after(0), last=after(1))

    paused = index.weeks(
        TASKS, entries, [checkin(START, mood=1)], start=START, until=after(6), pauses=[pause]
    )
    plain = index.weeks(TASKS, entries[2:], [], start=START, until=after(6))

    assert paused == plain


def test_the_days_that_count_are_those_of_the_span_that_no_pause_stops() -> None:
    pause = Pause(id="p", first=after(3), last=after(4))
    reach = CountedDays(start=after(1), until=after(6), pauses=(pause,))

    assert list(reach) == [after(n) for n in (1, 2, 5, 6)]


def test_a_task_joins_in_the_week_of_its_day_and_not_before() -> None:
    late = Task(id="late", name="Late", category="work", importance=3, since=after(9))
    early = entry(1, after(8), "late", "app")
    entries = [entry(0, START, "news", "direct"), early, entry(2, after(9), "late", "app")]

    first, second = index.weeks([*TASKS, late], entries, [], start=START, until=after(13))

    assert (first.coverage, first.index) == (near(1 / 11), 0)
    assert (second.coverage, second.index, second.events) == (near(4 / 14), near(75), 1)


def test_an_archived_task_leaves_after_the_week_it_last_came_up() -> None:
    tasks = [task.replace(archived=task.id == "news") for task in TASKS]
    entries = [entry(0, START, "news", "app"), entry(1, START, "family chat", "direct")]
    entries += [entry(2, after(7), "family chat", "direct")]

    first, second = index.weeks(tasks, entries, [], start=START, until=after(7))

    assert (first.index, second.index) == (near(25), 0)
    assert (first.coverage, second.coverage) == (near(4 / 11), near(3 / 10))


def test_the_explained_sum_is_the_index() -> None:
    diary = twelve_weeks()

    for week in index.weeks(diary.tasks, diary.entries, [], start=START, until=after(83)):
        why = index.explained(week.week, diary.tasks, diary.entries, start=START, until=after(83))
        assert why is not None
        assert sum(task.points for task in why.tasks) == near(week.index)
        assert why.index == week.index


def test_what_never_came_up_is_named_and_in_no_sum() -> None:
    entries = [entry(0, START, "news", "app"), entry(1, after(7), "family chat", "direct")]

    first, second = (index.explained(week, TASKS, entries, start=START, until=after(13)) for week in (1, 2))

    assert first is not None
    assert second is not None
    assert first.untested == ("family-chat", "group-chat", "shop-payment", "work-files")
    assert second.untested == ("group-chat", "shop-payment", "work-files")
    assert [(share.id, share.n, share.age_weeks) for share in second.tasks] == [
        ("news", 1, 1),
        ("family-chat", 1, 0),
    ]


def test_a_week_that_never_was_is_not_explained() -> None:
    assert index.explained(2, TASKS, [], start=START, until=START) is None
    assert index.explained(0, TASKS, [], start=START, until=START) is None
    assert index.weeks(TASKS, [], [], start=START, until=START - timedelta(days=1)) == []


def test_weeks_begin_with_the_trial_or_on_a_monday() -> None:
    assert index.week_start_of(None, date(2022, 10, 20)) == date(2022, 10, 17)


def test_answers_are_averaged_over_the_days_they_were_given() -> None:
    answers = [
        checkin(START, mood=4, normal=True),
        checkin(after(1), mood=7, normal=False),
        checkin(after(2), urge=3),
    ]
    note_only = checkin(after(3), note="quiet")

    week = index.weeks(TASKS, [], [*answers, note_only], start=START, until=after(6))[0]

    assert week.means == {"mood": 5.5, "cut_off": None, "urge": 3}
    assert (week.normal_days, week.normal_answers, week.logged_days) == (1, 2, 3)


def test_minutes_and_favours_count_every_entry() -> None:
    entries = [
        entry(0, START, "news", "workaround", 7),
        entry(1, START, "weather", "direct", 3),
        entry(2, START, "news", "proxy"),
        entry(3, START, "news", "workaround", helper="Li"),
    ]

    week = last_week(entries, until=6)

    assert (week.minutes, week.favours, week.outcomes[Outcome.WORKAROUND]) == (10, 2, 2)


outcomes = st.sampled_from(list(Outcome))
minutes = st.none() | st.integers(0, 120)
events = st.tuples(st.integers(0, 27), st.sampled_from(NAMES), outcomes, minutes)
diaries = st.lists(events, max_size=40).map(
    lambda found: [entry(n, after(day), *rest) for n, (day, *rest) in enumerate(found)]
)


@settings(max_examples=40)
@given(diaries)
def test_the_index_is_bounded_and_made_of_its_categories(diary: list[Entry]) -> None:
    for week in index.weeks(TASKS, diary, [], start=START, until=after(27)):
        if week.index is None:
            assert week.events == 0
            continue
        assert week.low is not None
        assert week.high is not None
        assert 0 <= week.low <= week.index + 1e-9 <= week.high + 2e-9 <= 100 + 3e-9
        assert sum(week.by_category.values()) == near(week.index)


@settings(max_examples=40)
@given(diaries, st.data())
def test_a_worse_entry_never_lowers_the_index(diary: list[Entry], data: st.DataObject) -> None:
    needed = [n for n, e in enumerate(diary) if e.outcome is not Outcome.NOT_NEEDED]
    if not needed:
        return
    n = data.draw(st.sampled_from(needed))
    worse = [*diary[:n], diary[n].replace(outcome=Outcome.UNMET), *diary[n + 1 :]]

    before = index.weeks(TASKS, diary, [], start=START, until=after(27))
    now = index.weeks(TASKS, worse, [], start=START, until=after(27))

    assert all((b.index or 0) <= (w.index or 0) + 1e-9 for b, w in zip(before, now, strict=True))


@settings(max_examples=40)
@given(diaries, diaries, st.randoms(use_true_random=False))
def test_off_list_tasks_and_the_order_of_entries_change_nothing(
    diary: list[Entry], others: list[Entry], chance: Any
) -> None:
    mixed = diary + [e.replace(task="off-list") for e in others]
    chance.shuffle(mixed)

    before = index.weeks(TASKS, diary, [], start=START, until=after(27))
    now = index.weeks(TASKS, mixed, [], start=START, until=after(27))

    assert [(week.index, week.se, week.status) for week in before] == [
        (week.index, week.se, week.status) for week in now
    ]


@settings(max_examples=40)
@given(diaries)
def test_writing_every_entry_twice_moves_no_index(diary: list[Entry]) -> None:
    before = index.weeks(TASKS, diary, [], start=START, until=after(27))
    now = index.weeks(TASKS, diary * 2, [], start=START, until=after(27))

    assert [near(week.index) for week in before] == [week.index for week in now]


@settings(max_examples=40)
@given(diaries, st.sampled_from(NAMES), st.integers(1, 5))
def test_padding_with_one_task_moves_the_index_by_no_more_than_its_share(
    diary: list[Entry], name: str, times: int
) -> None:
    tested = [entry(900 + n, after(21), other, "proxy") for n, other in enumerate(NAMES)]
    padding = [entry(950 + n, after(27), name, "direct") for n in range(times)]

    before = last_week(diary + tested)
    now = last_week(diary + tested + padding)

    share = next(task.importance for task in TASKS if task.id == slug(name)) / 11
    assert abs((before.index or 0) - (now.index or 0)) <= 100 * share + 1e-9


@settings(max_examples=40)
@given(diaries)
def test_empty_weeks_after_the_last_entry_are_never_a_zero(diary: list[Entry]) -> None:
    weeks = index.weeks(TASKS, diary, [], start=START, until=after(48))

    assert all(week.index is None for week in weeks[4:])


@pytest.mark.parametrize("day", [1, 7, 8, 30, 60, 82])
def test_weeks_reckoned_onto_earlier_ones_are_the_weeks_reckoned_at_once(day: int) -> None:
    diary, until = twelve_weeks(), after(day)
    at_once = index.weeks(diary.tasks, diary.entries, diary.checkins, start=START, until=after(83))
    early = [entry for entry in diary.entries if entry.day <= until]
    answered = [checkin for checkin in diary.checkins if checkin.day <= until]

    before = past(diary.tasks, early, answered, start=START, until=until).weeks
    for _again in range(2):
        later = index.weeks(
            diary.tasks,
            [entry for entry in diary.entries if entry.day > until],
            [checkin for checkin in diary.checkins if checkin.day > until],
            start=START,
            until=after(83),
            before=before,
        )

    assert later == at_once


def test_a_score_is_stale_from_the_fifth_week_after_its_entry_and_not_before() -> None:
    entries = [entry(0, START, "news", Outcome.DIRECT)]
    entries += [entry(n, after(7 * n), "family chat", Outcome.DIRECT) for n in range(1, 8)]

    weeks = index.weeks(TASKS, entries, [], start=START, until=after(48))

    assert [week.week for week in weeks if week.stale] == [6, 7]
