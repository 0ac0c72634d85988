"""What a deed writes and what it leaves alone: entries, answers, the beginning, what another diary brings."""

from argparse import ArgumentTypeError
from datetime import date, timedelta

import pytest

from detox.cli.typed_arguments import typed_count
from detox.diary import Diary
from detox.diary.beginning import Beginning
from detox.diary.freezing import without_lines
from detox.domain.dates import Span
from detox.domain.entries import ContactState, Outcome
from detox.domain.snapshot import Snapshot
from detox.domain.trial import Trial, rule_of
from detox.errors import Ambiguous, Forbidden
from detox.storage.inbox import Inbox, InboxRecord
from detox.wiring import open_diary
from tests.conftest import EVENING

TODAY = EVENING.date()
"""A Saturday."""
FIRST = TODAY - timedelta(days=22)
"""A Friday three weeks ago."""
UNKNOWN = {"task": "nobody knows", "outcome": "direct"}


@pytest.fixture
def begun(diary: Diary) -> Diary:
    """Begun without a trial."""
    diary.start(Beginning(app="wechat", tasks=("pay.shop",)))
    return diary


def test_a_diary_without_a_trial_is_not_begun_twice(begun: Diary) -> None:
    with pytest.raises(Forbidden):
        begun.start(Beginning(app="alipay", tasks=("msg.family",)))

    assert begun.life.app == "wechat"


def test_the_same_answer_given_again_writes_nothing(begun: Diary) -> None:
    held = begun.check_in(mood=6)

    assert begun.check_in(mood=6) == held
    assert begun.check_in(mood=7).updated_at > held.updated_at
    assert [step.deed for step in begun.undo_list.done()][:2] == ["checkin", "checkin"]
    assert len(begun.undo_list.done()) == 3


@pytest.mark.parametrize(("ahead", "told"), [(0, False), (1, False), (2, True)])
def test_the_clock_must_be_behind_where_something_is_written_after_tomorrow(
    begun: Diary, ahead: int, *, told: bool
) -> None:
    day = TODAY + timedelta(days=ahead)
    entry = begun.log("pay.shop", "d")

    begun.take_in(Snapshot(entries=(entry.replace(id="from-elsewhere", day=day),)))

    assert begun.written_ahead() == (day if told else None)


def test_without_a_trial_no_day_lies_before_it(begun: Diary) -> None:
    begun.log("pay.shop", "d", day=date(2026, 1, 1))

    assert begun.days_before_trial(begun.snapshot()) == 0


def test_a_task_that_is_taken_in_by_a_key_stands_off_the_list(begun: Diary) -> None:
    entry = begun.tap("pay.bills", Outcome.DIRECT, day=TODAY, new=True)

    assert begun.basket.find(entry.task).listed is False


def test_a_rule_that_loses_a_line_loses_its_veto_and_keeps_the_others() -> None:
    rule = rule_of({"normal_days": 80, "urge": 3, "without_app": 70}, veto=("normal_days", "urge"))

    left = without_lines(rule, ["urge"])

    assert [line.id for line in left.criteria] == ["normal_days", "without_app"]
    assert left.veto == ("normal_days",)


def test_on_its_first_day_a_trial_is_in_its_first_week(diary: Diary) -> None:
    diary.start(Beginning(app="wechat", trial=Trial(start=TODAY)))

    assert diary.context.running_week() == Span(first=TODAY, last=TODAY + timedelta(days=6))


def test_until_a_further_trial_begins_the_weeks_are_of_one_that_was_stopped_on_its_first_day(
    diary: Diary,
) -> None:
    diary.start(Beginning(app="wechat", trial=Trial(start=TODAY)))
    diary.trial.end("Enough")
    diary.trial.new(Trial(start=TODAY + timedelta(days=1), days=28))

    assert diary.context.first_week_day() == TODAY


@pytest.mark.parametrize(("text", "given"), [("1", 1), ("两", 2), ("0", None), ("-1", None)])
def test_a_count_begins_at_one(text: str, given: int | None) -> None:
    if given is None:
        with pytest.raises(ArgumentTypeError, match="from 1 on"):
            typed_count(text)
    else:
        assert typed_count(text) == given


def test_what_is_forgotten_by_its_id_is_in_nobodys_help_and_in_no_draft(begun: Diary) -> None:
    entry = begun.log("pay.shop", "d")

    found = begun.forgetting.meant(entry.id)

    assert found.records == (entry,)
    assert (found.in_help, found.in_sender, found.drafts) == (False, False, 0)


def test_of_several_people_of_one_name_each_may_be_named_by_its_id(begun: Diary) -> None:
    people = [begun.people.add("Li", address=address) for address in ("1", "2")]

    with pytest.raises(Ambiguous) as refused:
        begun.forgetting.meant("Li")

    assert (refused.value.numbered, refused.value.ids) == (True, tuple(person.id for person in people))


def test_a_notice_of_what_waits_goes_with_it_and_the_others_stay(begun: Diary) -> None:
    paths = begun.store.paths
    Inbox(paths).put(InboxRecord(kind="log", id="a1", moment=begun.moment, day=TODAY, said=UNKNOWN))
    paths.notify("other", "a file", "")
    _joined, [(record, _error)] = begun.locked_entries.join()
    before = [(notice.kind, notice.detail) for notice in paths.notices]

    begun.locked_entries.drop(record)

    assert before == [("other", ""), ("waits", "1")]
    assert [notice.kind for notice in paths.notices] == ["other"]


# --- looking back


@pytest.mark.parametrize("written", [0, 6, 7])
def test_a_week_ends_with_its_seventh_day_where_something_was_written_in_it(
    diary: Diary, written: int
) -> None:
    diary.start(Beginning(app="wechat", trial=Trial(start=FIRST)))
    diary.log("pay.shop", "d", day=FIRST - timedelta(days=7 - written))

    ends = [n for n in range(1, 15) if diary.reviews.week_ends(FIRST + timedelta(days=n - 1))]

    # Its own weeks end on Thursdays; Sundays are ends, too.
    assert ends == {0: [], 6: [3], 7: [3, 7]}[written]


def test_without_a_trial_and_an_entry_only_sundays_could_end_a_week(begun: Diary) -> None:
    assert not begun.reviews.week_ends(TODAY)
    assert not begun.reviews.week_ends(TODAY + timedelta(days=1))


@pytest.mark.parametrize(("outcome", "strongest"), [("a", "pay.shop"), ("d", None)])
def test_the_strongest_tie_is_of_the_week_that_holds_the_day(
    diary: Diary, outcome: str, strongest: str | None
) -> None:
    paths = diary.store.paths
    then = open_diary(paths.home, paths.state, now=lambda: EVENING - timedelta(days=22))
    then.start(Beginning(app="wechat", tasks=("pay.shop", "work.chat"), trial=Trial(start=FIRST)))
    for task, said in (("pay.shop", outcome), ("work.chat", "d")):
        diary.log(task, said, day=FIRST)

    ties = [diary.reviews.strongest_tie(FIRST + timedelta(days=n)) for n in (-1, 0, 6)]

    assert ties == [None, strongest, strongest]


def test_without_a_week_there_is_no_strongest_tie(begun: Diary) -> None:
    assert begun.reviews.strongest_tie() is None


def test_of_the_key_people_the_confirmed_ones_are_counted(begun: Diary) -> None:
    begun.people.add("Li", key=True, state=ContactState.CONFIRMED)
    begun.people.add("Wang", key=True)
    begun.people.add("Chen", key=True, state=ContactState.REPLIED)
    begun.people.add("Zhao", state=ContactState.CONFIRMED)

    assert begun.reviews.key_people() == (1, 3)
