"""What a person can do, and what is refused."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from detox.diary import Diary
from detox.diary.beginning import Beginning
from detox.diary.search import Filter
from detox.domain.entries import Independence, Outcome, StepState
from detox.domain.trial import Ending, Trial, usual_rule
from detox.errors import Ambiguous, BadField, Forbidden, FutureDay, NoSuch
from detox.wiring import open_diary
from tests.conftest import EVENING

TODAY = date(2026, 3, 14)
REFUSALS = {
    "an unknown task": (lambda d: d.log("pay.sop", "d"), NoSuch),
    "a task that fits several": (lambda d: d.log("group", "d"), Ambiguous),
    "an unknown outcome": (lambda d: d.log("pay.shop", "fine"), NoSuch),
    "an unknown channel": (lambda d: d.log("pay.shop", "d", channel="pigeon"), NoSuch),
    "minutes below zero": (lambda d: d.log("pay.shop", "w", minutes=-3), BadField),
    "more minutes than a day": (lambda d: d.log("pay.shop", "w", minutes=99999), BadField),
    "a day to come": (lambda d: d.log("pay.shop", "w", day=TODAY + timedelta(days=1)), FutureDay),
    "a mood of eleven": (lambda d: d.check_in(mood=11), BadField),
    "a check-in of tomorrow": (lambda d: d.check_in(TODAY + timedelta(days=1), mood=5), FutureDay),
    "beginning twice": (lambda d: d.start(Beginning()), Forbidden),
    "a second task of one name": (lambda d: d.basket.add("Pay in a shop"), Forbidden),
    "an entry that is not there": (lambda d: d.delete("nothing"), NoSuch),
    "a rule changed without a reason": (lambda d: d.trial.amend(usual_rule(), " "), Forbidden),
    "a choice before the end": (lambda d: d.decisions.choose(Ending.RETURN, {}), Forbidden),
    "a trial beside a running one": (lambda d: d.trial.new(Trial(start=TODAY)), Forbidden),
    "a pause that ends before it begins": (lambda d: d.pauses.add(TODAY, date(2026, 3, 1)), BadField),
}


@pytest.fixture
def begun(diary: Diary) -> Diary:
    rule = usual_rule()
    diary.start(
        Beginning(
            app="wechat",
            trial=Trial(start=diary.today, need=rule.need, criteria=rule.criteria),
        )
    )
    return diary


@pytest.mark.parametrize("said", REFUSALS)
def test_a_refusal_writes_nothing(begun: Diary, home: Path, said: str) -> None:
    deed, error = REFUSALS[said]
    before = _bytes(home)

    with pytest.raises(error):
        deed(begun)

    assert _bytes(home) == before


def test_an_entry_is_there_after_a_restart(begun: Diary, home: Path) -> None:
    begun.log("pay.shop", "workaround", channel="cash", minutes=5, note="收银员去找零钱")

    entry = open_diary(home, home / ".state", now=lambda: EVENING).day().entries[0]

    assert (entry.task, entry.outcome, entry.channel, entry.minutes, entry.note) == (
        "pay.shop",
        Outcome.WORKAROUND,
        "cash",
        5,
        "收银员去找零钱",
    )


def test_looking_at_a_diary_makes_no_folder(diary: Diary, home: Path) -> None:
    assert diary.day().entries == ()
    assert diary.figures.weeks() == []
    assert not home.exists()


def test_a_task_is_found_by_a_clear_part_of_its_name_in_either_language(begun: Diary) -> None:
    assert begun.basket.find("in a shop").id == "pay.shop"
    assert begun.basket.find("WORK CHAT").id == "work.chat"


def test_an_unknown_task_names_the_near_ones(begun: Diary) -> None:
    with pytest.raises(NoSuch) as refused:
        begun.log("pay in a shpo", "d")

    assert "Pay in a shop" in refused.value.near


def test_a_new_task_stays_off_the_list_and_out_of_the_index(begun: Diary) -> None:
    begun.log("Renew the library card", "unmet", new=True)

    task = begun.basket.find("library")
    assert not task.listed
    assert begun.day().index is None


def test_a_key_fills_in_the_channel_used_last(begun: Diary) -> None:
    begun.log("pay.shop", "direct", channel="bank_card", day=date(2026, 3, 12))
    begun.log("pay.shop", "workaround", channel="cash", day=date(2026, 3, 13))

    assert begun.tap("pay.shop", Outcome.DIRECT, day=TODAY).channel == "cash"


def test_a_key_for_going_back_fills_in_the_old_account(begun: Diary) -> None:
    channel = begun.tap("work.chat", Outcome.APP, day=TODAY).channel

    held = {channel.id: channel for channel in begun.channels.all()}
    assert channel is not None
    assert held[channel].independence is Independence.THE_APP


def test_another_key_on_an_entry_changes_it_and_makes_no_second(begun: Diary) -> None:
    first = begun.tap("pay.shop", Outcome.WORKAROUND, day=TODAY)
    begun.edit(first, minutes=12)

    begun.tap("pay.shop", Outcome.UNMET, day=TODAY, entry=begun.day().entries[0])

    (entry,) = begun.day().entries
    assert (entry.outcome, entry.channel, entry.minutes) == (Outcome.UNMET, None, None)


def test_a_channel_of_the_catalogue_is_taken_in_when_it_is_first_used(diary: Diary) -> None:
    diary.basket.add("Pay in a shop")

    diary.log("Pay in a shop", "w", channel="cash")

    assert [channel.id for channel in diary.snapshot().channels] == ["cash"]


def test_an_answer_keeps_the_others_and_none_takes_one_back(begun: Diary) -> None:
    begun.check_in(normal=True, mood=6)
    begun.check_in(urge=2)
    begun.check_in(mood=None)

    checkin = begun.day().checkin
    assert checkin is not None
    assert (checkin.normal, checkin.mood, checkin.urge) == (True, None, 2)


@pytest.mark.parametrize(
    ("ago", "usual"), [((7,), False), ((28, 7), True), ((35, 7), False), ((7, 0), False), ((8, 1), False)]
)
def test_a_task_that_came_up_twice_on_a_weekday_in_the_four_weeks_before_is_listed_on_it(
    begun: Diary, ago: tuple[int, ...], *, usual: bool
) -> None:
    for days in ago:
        begun.log("pay.p2p", "d", day=TODAY - timedelta(days=days))
    begun.log("pay.p2p", "n", day=TODAY - timedelta(days=14))

    assert ("pay.p2p" in [task.id for task in begun.basket.usual(TODAY)]) is usual


def test_undo_takes_back_one_deed_and_redo_does_it_again(begun: Diary) -> None:
    begun.log("pay.shop", "d")
    begun.log("work.chat", "x")

    begun.undo_list.undo()
    assert [entry.task for entry in begun.day().entries] == ["pay.shop"]
    begun.undo_list.redo()
    assert [entry.task for entry in begun.day().entries] == ["pay.shop", "work.chat"]


def test_the_beginning_is_one_deed(begun: Diary) -> None:
    begun.undo_list.undo()

    assert not begun.started()


def test_steps_are_due_from_the_day_it_ended_and_never_before_the_first_day(diary: Diary) -> None:
    diary.start(Beginning(app="wechat", left=date(2026, 3, 10)))

    due = {step.id: step.due for step in diary.steps.all()}
    assert due["step.08"] == TODAY
    assert due["step.13"] == max(TODAY, date(2026, 3, 17))
    assert due["step.16"] is None


def test_a_step_keeps_the_day_it_was_done(begun: Diary) -> None:
    step = begun.steps.mark(begun.steps.find("Carry cash"), StepState.DONE)

    assert step.on == TODAY
    assert begun.steps.mark(step, StepState.OPEN).on is None


def test_an_amendment_keeps_the_first_rule_its_reason_and_the_data_seen_by_then(begun: Diary) -> None:
    begun.log("pay.shop", "d")

    trial = begun.trial.amend(usual_rule().replace(need="all"), "My work changed")

    (amendment,) = trial.amendments
    assert (amendment.day, amendment.logged, amendment.reason) == (1, 1, "My work changed")
    assert trial.first_rule.need == 4
    assert trial.rule.need == "all"
    assert trial.broken_link is None


def test_a_trial_that_was_stopped_can_be_followed_by_another(begun: Diary) -> None:
    begun.trial.end("Enough")

    assert begun.trial.over()
    begun.trial.new(Trial(start=TODAY + timedelta(days=1), days=28))
    current = begun.trial.current()
    assert current is not None
    assert current.days == 28
    assert len(begun.snapshot().past_trials) == 1


def test_what_was_written_is_found_by_any_part_of_it(begun: Diary) -> None:
    begun.log("pay.shop", "w", channel="cash", note="老板娘说没有零钱")
    begun.log("work.chat", "p", helper="Chen")

    for text, task in (
        ("零钱", "pay.shop"),
        ("CHEN", "work.chat"),
        ("cash", "pay.shop"),
        ("through", "work.chat"),
    ):
        found = begun.journal.search(Filter(text=text))
        assert [entry.task for entry in found.entries] == [task]


def _bytes(home: Path) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes() for path in home.rglob("*") if path.is_file() and path.name != "lock"
    }


def test_a_change_long_ago_moves_the_weeks_that_were_reckoned_already(diary: Diary) -> None:
    old = diary.log("swim", "workaround", new=True, day=date(2025, 11, 3))
    diary.log("swim", "direct", day=date(2026, 3, 10))
    first = diary.figures.weeks()[0]

    diary.edit(old, minutes=7)

    assert (first.minutes, diary.figures.weeks()[0].minutes) == (0, 7)


def test_a_change_long_ago_moves_the_ties_that_were_reckoned_already(diary: Diary) -> None:
    old = diary.log("swim", "unmet", new=True, day=date(2025, 11, 3), channel="cash")
    diary.log("swim", "direct", day=date(2026, 3, 10), channel="cash")
    (pair,) = diary.figures.ties().matrix

    diary.edit(old, outcome=Outcome.WORKAROUND, minutes=7)

    (again,) = diary.figures.ties().matrix
    assert [(p.tried, p.worked, p.median_minutes) for p in (pair, again)] == [(2, 1, None), (2, 2, 7)]
    assert diary.figures.ties(1).matrix[0].worked == 1


def test_what_is_written_today_is_in_the_weeks_that_were_kept(diary: Diary) -> None:
    diary.log("swim", "direct", new=True)
    before = diary.figures.weeks()[-1].outcomes[Outcome.APP]

    diary.log("swim", "app")

    assert (before, diary.figures.weeks()[-1].outcomes[Outcome.APP]) == (0, 1)


def test_the_remembered_channel_is_that_of_the_same_kind_of_outcome(begun: Diary) -> None:
    begun.log("pay.shop", "w", channel="cash")
    begun.log("pay.shop", "p", channel="someone")

    assert begun.channels.remembered("pay.shop", Outcome.DIRECT) == "cash"
    assert begun.channels.remembered("pay.shop", Outcome.WORKAROUND) == "cash"
    assert begun.channels.remembered("pay.shop", Outcome.PROXY) == "someone"


def test_usual_minutes_look_back_eight_weeks_and_not_at_the_entry_itself(begun: Diary) -> None:
    for days, minutes in ((57, 500), (56, 10), (30, 20), (8, 60)):
        begun.log("pay.shop", "w", minutes=minutes, day=TODAY - timedelta(days=days))
    begun.log("msg.family", "w", minutes=300)
    now = begun.log("pay.shop", "w", minutes=90)

    assert begun.after.usual_minutes(now) == 20
    assert begun.after.usual_minutes(begun.log("pay.bills", "w", new=True)) is None
