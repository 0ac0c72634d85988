"""The list and its channels: shaped by the person, dated, and never the app itself; the weekly sweep."""

from datetime import timedelta
from itertools import combinations

import pytest

from detox.diary import Diary
from detox.diary.basket import TaskUse
from detox.diary.beginning import Beginning
from detox.domain.entries import WEEKDAYS, Entry, Independence, Leaving, Outcome, Rhythm, Task
from detox.domain.said_numbers import said_weekdays
from detox.domain.snapshot import Snapshot
from detox.domain.trial import usual_rule, written_down
from detox.errors import BadField, Forbidden, NoSuch
from detox.messages.rhythm_messages import rhythm_text
from detox.wiring import open_diary
from detox.words import speak
from tests.conftest import EVENING

TASKS = ("msg.family", "pay.shop", "pay.p2p", "health.book")


@pytest.fixture
def begun(diary: Diary) -> Diary:
    """Begun today, a Saturday: two daily tasks, one weekly, one seldom."""
    diary.start(Beginning(app="wechat", tasks=TASKS, trial=written_down(usual_rule(), start=diary.today)))
    return diary


def later(diary: Diary, days: int) -> Diary:
    """The same diary, so many days later."""
    paths = diary.store.paths
    return open_diary(paths.home, paths.state, now=lambda: EVENING + timedelta(days=days))


def task(diary: Diary, task_id: str) -> Task:
    found = diary.basket.held(task_id)
    assert found is not None
    return found


@pytest.mark.parametrize("said", ["微信", "Weixin", "wechat", "WeChat", "The old account", "原账号"])
def test_every_name_of_the_app_means_the_old_account(begun: Diary, said: str) -> None:
    assert begun.channels.find(said).id == "old_account"


def test_the_app_is_no_way_without_it(begun: Diary) -> None:
    for outcome in ("direct", "workaround"):
        with pytest.raises(Forbidden) as refused:
            begun.log("pay.shop", outcome, channel="微信")
        assert refused.value.reason == "the app itself"

    assert begun.day().entries == ()


def test_going_back_and_asking_somebody_may_name_the_app(begun: Diary) -> None:
    back = begun.log("pay.shop", "app", channel="微信")
    asked = begun.log("pay.shop", "proxy", channel="微信")

    assert (back.channel, asked.channel) == ("old_account", "someone")


def test_an_entry_by_the_app_cannot_be_turned_into_one_without_it(begun: Diary) -> None:
    entry = begun.log("pay.shop", "app", channel="微信")

    with pytest.raises(Forbidden):
        begun.edit(entry, outcome=Outcome.DIRECT)
    assert begun.tap("pay.shop", Outcome.DIRECT, day=entry.day, entry=entry).channel is None


def test_the_app_that_was_left_is_not_offered_under_its_own_name(diary: Diary) -> None:
    diary.start(Beginning(app="whatsapp", tasks=TASKS))

    assert "whatsapp" not in [channel.id for channel in diary.channels.offered(None)]
    assert diary.channels.find("WhatsApp").id == "old_account"
    assert "signal" in [channel.id for channel in diary.channels.all()]


def test_a_channel_of_ones_own_is_made_renamed_archived_and_undone(begun: Diary) -> None:
    made = begun.channels.add(" Matrix ", Independence.INDEPENDENT)

    renamed = begun.channels.edit(begun.channels.find("matrix"), name="Matrix (home server)")
    begun.channels.edit(renamed, archived=True)

    assert made.name == "Matrix"
    assert made.id not in [channel.id for channel in begun.channels.all()]
    assert begun.channels.find("Matrix (home").archived
    begun.undo_list.undo()
    assert made.id in [channel.id for channel in begun.channels.all()]


@pytest.mark.parametrize("name", ["cash", "现金", " CASH ", "微信", "weixin", "", "   ", "x" * 201])
def test_a_channel_of_a_taken_or_impossible_name_is_refused(begun: Diary, name: str) -> None:
    before = begun.snapshot()

    with pytest.raises((Forbidden, BadField)):
        begun.channels.add(name)

    assert begun.snapshot() == before


def test_a_catalogue_channel_can_be_archived_and_taken_back(begun: Diary) -> None:
    begun.channels.edit(begun.channels.find("qq"), archived=True)
    assert "qq" not in [channel.id for channel in begun.channels.offered(None)]

    begun.channels.edit(begun.channels.find("qq"), archived=False)
    assert "qq" in [channel.id for channel in begun.channels.offered(None)]


def test_what_carried_a_task_stands_on_top_then_what_its_advice_names(begun: Diary) -> None:
    begun.log("pay.shop", "workaround", channel="post")

    offered = [channel.id for channel in begun.channels.offered(task(begun, "pay.shop"))]

    assert offered[:4] == ["post", "cash", "bank_card", "quickpass"]
    assert [channel.id for channel in begun.channels.offered(None, "付款 NFC")] == []
    assert [channel.id for channel in begun.channels.offered(None, "nfc")] == ["phone_nfc"]


def test_a_plan_by_the_app_is_refused(begun: Diary) -> None:
    with pytest.raises(Forbidden) as refused:
        begun.basket.edit(task(begun, "pay.shop"), plan="old_account")

    assert (refused.value.reason, refused.value.facts["channel"]) == ("the app as a plan", "The old account")
    assert task(begun, "pay.shop").plan is None


@pytest.mark.parametrize("name", ["Pay in a shop", "店内付款", " pay in a SHOP", "pay.shop"])
def test_a_second_task_of_one_name_is_refused(begun: Diary, name: str) -> None:
    before = begun.snapshot()

    with pytest.raises(Forbidden) as refused:
        begun.basket.add(name)

    assert refused.value.reason == "task exists"
    assert begun.snapshot() == before


def test_a_task_of_the_catalogue_is_taken_with_its_facts_and_one_of_ones_own_without(begun: Diary) -> None:
    parking = begun.basket.add("停车缴费")
    own = begun.basket.add("Choir rehearsal", category="leisure", rhythm=Rhythm.WEEKLY)

    assert (parking.id, parking.rhythm, parking.importance) == ("bill.parking", Rhythm.WEEKLY, 1)
    assert own.id not in ("choir-rehearsal", "own")
    with pytest.raises(Forbidden):
        begun.basket.edit(own, name="Parking fee")


@pytest.mark.parametrize(
    ("text", "first"), [("parking", "bill.parking"), ("停车", "bill.parking"), ("in a shop", "pay.shop")]
)
def test_what_came_up_besides_is_found_in_the_whole_catalogue(begun: Diary, text: str, first: str) -> None:
    assert begun.basket.offered(text)[0].id == first


def test_what_is_asked_already_is_not_offered_again_unless_it_is_searched_for(begun: Diary) -> None:
    assert "pay.shop" not in [task.id for task in begun.basket.offered(day=begun.today)]
    assert "pay.shop" in [task.id for task in begun.basket.offered("shop", day=begun.today)]


def test_an_edit_counts_from_the_next_week_on_and_keeps_how_it_was(begun: Diary) -> None:
    diary = later(begun, 10)  # in week 2; the tasks joined in week 1

    diary.basket.edit(task(diary, "pay.shop"), importance=1)

    changed = task(diary, "pay.shop")
    assert (changed.importance, changed.was[0].importance) == (1, 3)
    assert changed.was[0].until == begun.today + timedelta(days=13)
    assert diary.basket.counts_from(changed) == (3, begun.today + timedelta(days=14))


def test_in_the_week_it_joined_an_edit_counts_at_once(begun: Diary) -> None:
    changed = begun.basket.edit(task(begun, "pay.shop"), importance=1)

    assert changed.was == ()
    assert begun.basket.counts_from(changed) is None


def test_the_last_task_of_a_running_trial_stays_on_the_list(begun: Diary) -> None:
    for task_id in TASKS[1:]:
        begun.basket.edit(task(begun, task_id), archived=True)

    for fields in ({"archived": True}, {"listed": False}):
        with pytest.raises(Forbidden) as refused:
            begun.basket.edit(task(begun, TASKS[0]), **fields)
        assert refused.value.reason == "last task"
    assert [held.id for held in begun.basket.tasks()] == ["msg.family"]


def test_the_last_task_may_go_after_the_trials_last_day(begun: Diary) -> None:
    over = later(begun, 84)
    for task_id in TASKS:
        over.basket.edit(task(over, task_id), archived=True)

    assert over.basket.tasks() == []


@pytest.mark.parametrize("trial", ["none", "stopped"])
def test_the_last_task_may_go_without_a_trial_or_after_it_was_stopped(diary: Diary, trial: str) -> None:
    stopped = written_down(usual_rule(), start=diary.today) if trial == "stopped" else None
    diary.start(Beginning(app="wechat", tasks=TASKS[:1], trial=stopped))
    if stopped:
        diary.trial.end()

    assert diary.basket.edit(task(diary, TASKS[0]), listed=False).listed is False


def test_a_plan_is_kept_by_its_channel_and_taken_back(begun: Diary) -> None:
    planned = begun.basket.edit(task(begun, "pay.shop"), plan="cash")

    assert planned.plan == task(begun, "pay.shop").plan == "cash"
    assert begun.channels.remembered("pay.shop", Outcome.DIRECT) == "cash"
    assert begun.channels.remembered("pay.shop", Outcome.PROXY) is None
    assert begun.basket.edit(planned, plan=None).plan is None


@pytest.mark.parametrize(("tasks", "long"), [(20, False), (21, True)])
def test_more_than_twenty_tasks_on_the_list_are_many(diary: Diary, tasks: int, *, long: bool) -> None:
    rows = tuple(Task(id=f"t{n}", name=f"T{n}", category="leisure", since=diary.today) for n in range(tasks))
    diary.take_in(Snapshot(tasks=(*rows, rows[0].replace(id="off", listed=False))))

    assert diary.basket.is_long() is long


def test_a_task_that_is_off_the_list_is_not_asked_about(begun: Diary) -> None:
    begun.basket.edit(task(begun, "pay.shop"), listed=False)

    assert "pay.shop" not in [row.id for row in begun.usual_rows()]


def test_tasks_are_put_in_another_order_within_their_part_of_life(begun: Diary) -> None:
    begun.basket.move(task(begun, "pay.p2p"), -1)

    assert [held.id for held in begun.basket.tasks()] == ["msg.family", "pay.p2p", "pay.shop", "health.book"]
    begun.basket.move(task(begun, "pay.p2p"), -5)
    assert [held.id for held in begun.basket.tasks()][1] == "pay.p2p"
    begun.undo_list.undo()
    assert [held.id for held in begun.basket.tasks()] == ["msg.family", "pay.shop", "pay.p2p", "health.book"]


def test_weekdays_and_a_rhythm_put_each_other_aside(begun: Diary) -> None:
    weekly = begun.basket.edit(task(begun, "pay.shop"), rhythm=Rhythm.WEEKLY)
    daily = begun.basket.edit(weekly, days="mon tue")

    assert (weekly.days, weekly.rhythm) == ("", Rhythm.WEEKLY)
    assert (daily.days, daily.rhythm) == ("mon tue", None)


def test_a_task_at_the_end_of_its_part_of_life_goes_no_further_and_writes_nothing(begun: Diary) -> None:
    begun.basket.move(task(begun, "pay.p2p"), -1)
    before = begun.snapshot()

    begun.basket.move(task(begun, "pay.shop"), 1)
    begun.basket.move(task(begun, "pay.p2p"), -1)

    assert begun.snapshot() == before
    begun.basket.move(task(begun, "pay.p2p"), 9)
    assert [held.id for held in begun.basket.tasks()][1:3] == ["pay.shop", "pay.p2p"]


def test_what_is_called_so_as_a_whole_stands_before_what_only_begins_so(begun: Diary) -> None:
    for name in ("Tea in the park", "Tea", "Green tea"):
        begun.basket.add(name, category="leisure")

    found = [each.name for each in begun.basket.offered("tea")]

    assert found[:2] == ["Tea", "Tea in the park"]
    assert "Green tea" in found


def test_a_task_says_how_often_it_came_up_and_when_last(begun: Diary) -> None:
    for outcome, days in (("direct", 3), ("unmet", 1), ("not_needed", 0)):
        begun.log("pay.shop", outcome, day=begun.today - timedelta(days=days))

    assert begun.basket.uses() == {"pay.shop": TaskUse(times=2, last=begun.today - timedelta(days=1))}


def test_a_task_is_called_as_it_is_written_or_as_the_catalogue_says(begun: Diary) -> None:
    own = begun.basket.add("Choir rehearsal")

    assert begun.basket.task_name(own.id) == "Choir rehearsal"
    assert begun.basket.task_name("pay.shop") == "Pay in a shop"
    assert begun.basket.task_name("gone") == "gone"


def test_the_list_of_a_day_has_what_was_archived_since(begun: Diary) -> None:
    diary = later(begun, 10)
    diary.basket.edit(task(diary, "pay.shop"), archived=True)

    assert "pay.shop" in [held.id for held in diary.basket.on_list(diary.today)]
    assert "pay.shop" not in [
        held.id for held in later(begun, 14).basket.on_list(EVENING.date() + timedelta(14))
    ]
    assert diary.basket.on_list(begun.today - timedelta(days=1)) == []


@pytest.mark.parametrize(("days", "expect"), [(120, "cash"), (121, None)])
def test_a_channel_is_remembered_for_a_hundred_and_twenty_days(
    begun: Diary, days: int, expect: str | None
) -> None:
    begun.log("pay.shop", "direct", channel="cash", day=begun.today - timedelta(days=days))

    assert begun.channels.remembered("pay.shop", Outcome.DIRECT) == expect


def test_what_was_written_elsewhere_as_done_by_the_app_is_not_remembered_as_a_way(begun: Diary) -> None:
    begun.log("pay.shop", "direct", channel="cash", day=begun.today - timedelta(days=9))
    by_the_app = log_of("pay.shop", 1, begun).entries[0].replace(channel="old_account")
    begun.take_in(Snapshot(entries=(by_the_app,)))
    begun.log("pay.shop", "app", channel="old_account")

    assert begun.channels.remembered("pay.shop", Outcome.WORKAROUND) == "cash"
    assert begun.channels.remembered("pay.shop", Outcome.APP) == "old_account"
    assert begun.channels.remembered("pay.shop", Outcome.UNMET) is None


def test_a_channel_is_called_as_it_is_written_or_as_the_catalogue_says(begun: Diary) -> None:
    own = begun.channels.add("Matrix")

    assert [begun.channels.name(each) for each in (own.id, "cash", "gone")] == ["Matrix", "Cash", "gone"]


def test_an_archived_old_account_is_still_the_app(begun: Diary) -> None:
    begun.channels.edit(begun.channels.find("old_account"), archived=True)

    assert begun.channels.is_the_app("old_account")
    assert not begun.channels.is_the_app("cash")
    assert not begun.channels.is_the_app(None)


def test_the_sweep_asks_about_what_was_not_mentioned_the_most_frequent_first(begun: Diary) -> None:
    begun.log("pay.shop", "direct")

    sweep = begun.sweeps.of()

    assert [each.id for each in sweep.tasks] == ["msg.family", "pay.p2p", "health.book"]
    assert (sweep.week, sweep.day) == (1, begun.today)


def test_a_sweep_is_one_deed_and_makes_no_day_a_written_one(begun: Diary) -> None:
    sweep = begun.sweeps.of()

    kept = begun.sweeps.answer(sweep, {"pay.p2p": Outcome.WORKAROUND})

    assert {entry.task: entry.outcome for entry in kept} == {
        "msg.family": Outcome.NOT_NEEDED,
        "pay.shop": Outcome.NOT_NEEDED,
        "pay.p2p": Outcome.WORKAROUND,
        "health.book": Outcome.NOT_NEEDED,
    }
    assert all(entry.swept and entry.channel is None and entry.minutes is None for entry in kept)
    assert [row.outcome for row in begun.usual_rows()] == [None, None]
    assert begun.sweeps.open() == []
    begun.undo_list.undo()
    assert begun.day().entries == ()


def test_leaving_a_sweep_keeps_what_was_keyed_and_says_nothing_of_the_rest(begun: Diary) -> None:
    kept = begun.sweeps.answer(begun.sweeps.of(), {"pay.p2p": Outcome.UNMET}, rest=False)

    assert [entry.task for entry in kept] == ["pay.p2p"]
    assert [each.id for each in begun.sweeps.of().tasks] == ["msg.family", "pay.shop", "health.book"]


def test_a_missed_sweep_is_made_up_for_and_dated_the_last_day_of_its_week(begun: Diary) -> None:
    diary = later(begun, 16)  # in week 3

    assert [sweep.week for sweep in diary.sweeps.open()] == [3, 2, 1]
    kept = diary.sweeps.answer(diary.sweeps.of(1), {})

    assert {entry.day for entry in kept} == {begun.today + timedelta(days=6)}


def test_a_sweep_is_offered_on_the_last_day_of_its_week_and_afterwards(begun: Diary) -> None:
    offered = {days: later(begun, days).sweeps.due(begun.today + timedelta(days=days)) for days in (3, 6, 8)}

    assert offered[3] is None
    assert [offered[days].week for days in (6, 8)] == [1, 1]  # type: ignore[union-attr]


def test_a_sweep_of_long_ago_of_a_paused_week_or_of_one_to_come_is_refused(begun: Diary) -> None:
    later(begun, 21).pauses.add(begun.today + timedelta(days=21), begun.today + timedelta(days=27))
    diary = later(begun, 30)

    for number, error in ((1, Forbidden), (4, Forbidden), (9, NoSuch)):
        with pytest.raises(error):
            diary.sweeps.of(number)


def test_a_sweep_offers_the_last_two_weeks_that_count_and_names_them_where_another_is_asked_for(
    begun: Diary,
) -> None:
    diary = later(begun, 30)  # in week 5

    assert [sweep.week for sweep in diary.sweeps.open()] == [5, 4, 3]
    with pytest.raises(Forbidden) as refused:
        diary.sweeps.of(2)
    assert (refused.value.reason, refused.value.facts) == ("sweep too late", {"week": 2, "first": 3})
    for number in (0, 6):
        with pytest.raises(NoSuch) as unknown:
            diary.sweeps.of(number)
        assert unknown.value.near == ("3", "4", "5")
    with pytest.raises(NoSuch) as early:
        begun.sweeps.of(2)
    assert early.value.near == ("1",)


def test_a_sweep_is_offered_today_and_on_no_other_day(begun: Diary) -> None:
    diary = later(begun, 8)

    assert diary.sweeps.due(diary.today) is not None
    assert diary.sweeps.due(diary.today - timedelta(days=1)) is None
    begun.sweeps.answer(diary.sweeps.of(1), {})
    assert diary.sweeps.due(diary.today) is None


def test_before_the_first_week_there_is_nothing_to_sweep(diary: Diary) -> None:
    assert diary.sweeps.open() == []
    ahead = written_down(usual_rule(), start=diary.today + timedelta(days=2))
    diary.start(Beginning(app="wechat", tasks=TASKS, trial=ahead))

    assert diary.sweeps.open() == []
    with pytest.raises(Forbidden) as refused:
        diary.sweeps.of()
    assert refused.value.reason == "no week yet"


def test_a_sweep_is_dated_the_last_day_of_its_week_that_counts(begun: Diary) -> None:
    last = begun.today + timedelta(days=6)
    begun.pauses.add(last - timedelta(days=1), last)

    sweep = later(begun, 9).sweeps.of(1)

    assert (sweep.span.last, sweep.day) == (last, last - timedelta(days=2))


def test_what_has_weekdays_is_asked_first_then_what_comes_up_more_and_more_seldom(diary: Diary) -> None:
    rhythms = {"a": Rhythm.SELDOM, "b": Rhythm.MONTHLY, "c": Rhythm.WEEKLY, "d": None, "e": None}
    trial = written_down(usual_rule(), start=diary.today)
    diary.start(Beginning(app="wechat", tasks=TASKS[:1], trial=trial))
    for name, rhythm in rhythms.items():
        own = diary.basket.add(name, category="leisure", rhythm=rhythm)
        diary.basket.edit(own, days={"d": "", "e": "mon"}.get(name, ""))

    asked = diary.sweeps.of().tasks

    assert asked[0].id == "msg.family"
    assert [each.name for each in asked[1:]] == ["e", "c", "d", "b", "a"]


def log_of(task_id: str, days_ago: int, diary: Diary) -> Snapshot:
    """Another diary's log with one old entry."""
    day = diary.today - timedelta(days=days_ago)
    said = f"{day}T20:00:00+08:00"
    entry = Entry(id="old", day=day, task=task_id, outcome=Outcome.DIRECT, recorded_at=said, updated_at=said)
    return Snapshot(entries=(entry,))


def test_an_old_log_taken_in_dates_its_tasks_back_where_no_trial_is_written(diary: Diary) -> None:
    diary.start(Beginning(app="wechat", tasks=TASKS))

    diary.take_in(log_of("pay.shop", 40, diary))

    assert task(diary, "pay.shop").since == diary.today - timedelta(days=40)
    assert task(diary, "msg.family").since == diary.today
    assert diary.figures.weeks()[0].events == 1
    diary.undo_list.undo()
    assert task(diary, "pay.shop").since == diary.today


def test_an_old_log_taken_in_beside_a_trial_stays_in_the_journal_and_is_counted(begun: Diary) -> None:
    log = log_of("pay.shop", 40, begun)

    begun.take_in(log)

    assert begun.days_before_trial(log) == 1
    assert task(begun, "pay.shop").since == begun.today
    assert begun.figures.weeks()[0].events == 0


def test_what_an_import_says_of_the_app_stays_as_written_and_is_named(begun: Diary) -> None:
    log = log_of("pay.shop", 0, begun)
    entry = log.entries[0].replace(channel="old_account")

    begun.take_in(log.replace(entries=(entry,)))

    assert begun.entry("old").outcome is Outcome.DIRECT
    assert [each.id for each in begun.maintenance.by_the_app()] == ["old"]


@pytest.mark.parametrize(
    ("how", "n"), [(None, 20), (Leaving.BANNED, 20), (Leaving.CHOICE, 16), (Leaving.SUSPENDED, 14)]
)
def test_the_checklist_fits_how_it_ended(diary: Diary, how: Leaving | None, n: int) -> None:
    diary.start(Beginning(app="wechat", how=how, tasks=TASKS))

    assert len(diary.steps.all()) == n


@pytest.mark.parametrize(
    ("days", "english", "chinese"),
    [
        ("mon tue wed thu fri sat sun", "every day", "每天"),
        ("mon tue wed thu fri", "Mon-Fri", "周一至五"),
        ("mon tue wed sat", "Mon-Wed Sat", "周一至三、六"),
        ("mon wed fri", "Mon Wed Fri", "周一、三、五"),
        ("sat sun", "Sat Sun", "周六、日"),
    ],
)
def test_weekdays_that_follow_each_other_are_said_by_their_ends(
    days: str, english: str, chinese: str
) -> None:
    task = Task(id="own.x", name="X", category="messages", days=days, since=EVENING.date())

    assert rhythm_text(task) == english
    speak("zh_Hans")
    said = rhythm_text(task)
    speak("en")

    assert said == chinese


@pytest.mark.parametrize("tongue", ["en", "zh_Hans"])
def test_weekdays_as_they_are_printed_can_be_typed(tongue: str) -> None:
    speak(tongue)
    some = [" ".join(days) for n in range(1, 8) for days in combinations(WEEKDAYS, n)]

    typed = [
        rhythm_text(Task(id="own.x", name="X", category="messages", days=days, since=EVENING.date()))
        for days in some
    ]
    speak("en")

    assert [said_weekdays(said) for said in typed] == some
