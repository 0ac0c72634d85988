"""What is chosen at a trial's end acts: limits, a day to look again, a further trial."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from detox.__main__ import main
from detox.diary import Diary
from detox.diary.decisions import FIELDS, weeks_said
from detox.domain.dates import Span
from detox.domain.limits import LimitCount
from detox.domain.snapshot import Snapshot
from detox.domain.trend import NO_TREND, Direction, trend_ends
from detox.domain.trial import Criterion, Ending, Op, Trial, usual_rule
from detox.errors import DetoxError, Forbidden
from detox.exchange.report import Report
from detox.messages import full_day
from detox.messages.choice_messages import reasons, usual_answer
from detox.messages.figure_messages import price_lines, stretches, week_numbers
from detox.messages.report_facts import ReportFacts, facts_of
from detox.messages.report_letter import letter
from detox.messages.report_text import report
from detox.messages.return_messages import back_text
from detox.messages.verdict_messages import choice_text, read_text, verdict_text
from detox.wiring import open_diary
from tests.conftest import EVENING
from tests.data.made_up import checkin, entry
from tests.tui.seen import demo_diary, play

TODAY = date(2026, 3, 14)
LATER = (EVENING.date() + timedelta(days=14)).isoformat()


@pytest.fixture
def over(home: Path) -> Diary:
    """A diary whose trial of 28 days ended yesterday."""
    diary = open_diary(home, home / ".state", now=lambda: EVENING)
    diary.basket.add("pay.shop")
    rule = usual_rule(28)
    diary.trial.new(
        Trial(start=diary.today - timedelta(days=28), days=28, need=rule.need, criteria=rule.criteria)
    )
    return diary


def test_what_was_said_with_a_choice_is_kept_in_fields_of_its_own(over: Diary) -> None:
    chosen = over.decisions.choose(
        Ending.RETURN,
        {"tasks": "pay", "hours": "18-20，22:30-23", "no_groups": "y", "review": LATER, "why": "一试"},
    ).choice

    assert chosen is not None
    assert (chosen.tasks, chosen.no_groups, chosen.why) == (("pay.shop",), True, "一试")
    assert [(span.first, span.last) for span in chosen.hours] == [("18:00", "20:00"), ("22:30", "23:00")]
    assert chosen.review_on == date.fromisoformat(LATER)


@pytest.mark.parametrize(
    ("what", "answers"),
    {
        "a day gone by": (Ending.RETURN, {"review": "yesterday"}),
        "today, which is not to come": (Ending.RETURN, {"review": "today"}),
        "no day": (Ending.RETURN, {"review": "soon"}),
        "no hours": (Ending.RETURN, {"hours": "in the evening"}),
        "hours of no clock": (Ending.RETURN, {"hours": "25-26"}),
        "a task of no list": (Ending.BRIDGE, {"tasks": "flying"}),
        "a bridge to nothing": (Ending.BRIDGE, {"review": LATER}),
        "a person unknown": (Ending.RETURN, {"people": "nobody"}),
        "no weeks": (Ending.EXTEND, {"weeks": "0"}),
        "too many weeks": (Ending.EXTEND, {"weeks": "27"}),
        "weeks of a return": (Ending.RETURN, {"weeks": "4"}),
        "hours of staying out": (Ending.STAY_OUT, {"hours": "18-20"}),
        "people of a bridge": (Ending.BRIDGE, {"people": "Chen"}),
    }.values(),
)
def test_what_does_not_fit_a_choice_is_refused_and_nothing_is_written(
    over: Diary, what: Ending, answers: dict[str, str]
) -> None:
    before = over.snapshot()

    with pytest.raises(DetoxError):
        over.decisions.choose(what, answers)

    assert over.snapshot() == before


@pytest.mark.parametrize(("text", "weeks"), [("1", 1), ("26", 26)])
def test_a_trial_goes_on_for_one_week_to_half_a_year(text: str, weeks: int) -> None:
    assert weeks_said(text) == weeks


def test_limits_count_from_the_day_of_the_choice_on(over: Diary) -> None:
    over.log("pay.shop", "app")
    over.decisions.choose(Ending.RETURN, {"tasks": "pay"})

    assert over.decisions.counted() == LimitCount(within=1, outside=0, unknown=0)
    assert over.decisions.counted(over.today - timedelta(days=1)) is None


def test_a_choice_that_was_given_up_limits_nothing_any_more(over: Diary) -> None:
    over.decisions.choose(Ending.RETURN, {"tasks": "pay", "why": "try"})
    over.decisions.choose(Ending.STAY_OUT, {"why": "no"})

    choice = over.trial.needed().choice
    assert choice is not None
    assert [past.what for past in choice.past] == [Ending.RETURN]
    assert (over.decisions.limits(), reasons(over.trial.needed())) == (None, ["no"])


def test_an_extension_begins_the_next_week_of_the_old_grid_by_the_same_rule(over: Diary) -> None:
    old = over.trial.needed()

    over.decisions.choose(Ending.EXTEND, {"weeks": "6"})

    further = over.trial.needed()
    assert (further.start - old.start).days % 7 == 0
    assert further.start > over.today
    assert (further.days, further.window, further.continues) == (42, 28, old.start)
    assert (further.criteria, further.need, further.sentence) == (old.criteria, old.need, old.sentence)
    with pytest.raises(Forbidden):
        over.decisions.choose(Ending.EXTEND, {"weeks": "6"})


def test_until_a_further_trial_begins_the_weeks_of_the_old_one_go_on(over: Diary) -> None:
    over.log("pay.shop", "direct")
    before = over.figures.weeks()

    over.decisions.choose(Ending.EXTEND, {})

    assert over.figures.weeks() == before


def test_an_extension_too_short_for_a_line_leaves_it_out_only_when_told(over: Diary) -> None:
    trial = over.trial.needed()
    mood = Criterion(id="mood", op=Op.AT_LEAST, value=-1)
    over.context.change("test", trial, trial.replace(criteria=(*trial.criteria, mood), need=2))
    before = over.snapshot()

    with pytest.raises(Forbidden, match="lines left out"):
        over.decisions.choose(Ending.EXTEND, {"weeks": "2"})
    assert over.snapshot() == before
    over.decisions.choose(Ending.EXTEND, {"weeks": "2"}, leave_out=True)

    further = over.trial.needed()
    assert "mood" not in {line.id for line in further.criteria}
    assert further.need == 1


def test_taking_an_extension_back_takes_its_trial_back_too(over: Diary) -> None:
    before = over.trial.needed()
    over.decisions.choose(Ending.EXTEND, {})

    over.undo_list.undo()

    assert over.trial.needed() == before


def test_today_counts_the_app_by_task_and_by_hour_and_says_what_it_does_not_know(over: Diary) -> None:
    over.decisions.choose(Ending.RETURN, {"tasks": "pay", "hours": "22-02"})
    over.basket.add("work.chat")
    for task, at in (
        ("pay.shop", "23:10"),
        ("pay.shop", "12:00"),
        ("pay.shop", None),
        ("work.chat", "23:00"),
    ):
        over.log(task, "app", at=at)
    over.log("pay.shop", "direct", at="23:30")

    counted = over.decisions.counted()

    assert counted == LimitCount(within=1, outside=2, unknown=1)


def test_limits_of_people_alone_are_shown_and_never_counted(over: Diary) -> None:
    over.people.add("Chen")
    over.decisions.choose(Ending.RETURN, {"people": "Chen"})
    over.log("pay.shop", "app")

    assert over.decisions.counted() == LimitCount(within=0, outside=0, unknown=1)
    seen = " ".join(play(over, "1").split())
    assert "today 0 within, 0 outside, 1 not known; with which people: Chen" in seen
    assert "Chen" not in play(over, "1", "f2")


def test_a_day_to_look_again_is_remembered_when_it_has_come(home: Path, over: Diary) -> None:
    over.decisions.choose(Ending.STAY_OUT, {"review": LATER})
    later, on_the_day, before = (
        open_diary(home, home / ".state", now=lambda days=days: EVENING + timedelta(days=days))
        for days in (20, 14, 13)
    )

    assert over.decisions.review_due() is None
    assert before.decisions.review_due() is None
    assert on_the_day.decisions.review_due() is not None
    assert later.decisions.review_due() is not None
    assert "at what you chose: stay out" in play(later, "1")


def test_today_says_once_a_start_that_the_rule_can_be_read_until_it_is(over: Diary) -> None:
    said = "Your trial is over: its rule can be read."

    assert said in play(over)
    assert said not in play(over, "2", "1")
    over.trial.read()
    assert said not in play(over)


def test_a_return_is_looked_at_again_after_28_days() -> None:
    assert usual_answer("review", Ending.RETURN, TODAY) == "2026-04-11"
    assert "hours" in FIELDS[Ending.RETURN]


def test_why_a_trial_was_stopped_is_still_there_after_the_choice(over: Diary) -> None:
    over.trial.new(Trial(start=over.today, days=28, criteria=usual_rule(28).criteria))
    over.trial.end("too much at once")

    chosen = over.decisions.choose(Ending.BRIDGE, {"tasks": "pay", "why": "for a while"})

    assert reasons(chosen) == ["too much at once", "for a while"]
    assert chosen.stopped_on == over.today


def test_the_screen_shows_what_was_said_with_the_choice(over: Diary) -> None:
    seen = play(over, "6", "c", "down", "down", "enter", *"pay", "enter", size=(120, 36))

    assert "you chose: return, with limits" in seen
    assert "for which tasks: Pay in a shop" in seen
    assert "looked at again on" in seen


def test_the_screen_extends_by_four_weeks_unless_told(over: Diary) -> None:
    seen = play(over, "6", "c", "down", "enter", "enter", size=(120, 36))

    held = over.trial.needed()
    assert (held.days, held.criteria) == (28, usual_rule(28).criteria)
    assert "A further trial of 28 days begins on" in seen


@pytest.fixture
def further(home: Path) -> Diary:
    """Five weeks of entries under a trial of four, and the second week of the one that goes on from it."""
    now = [EVENING - timedelta(days=41)]
    diary = open_diary(home, home / ".state", now=lambda: now[0])
    diary.basket.add("pay.shop")
    diary.basket.add("pay.market")
    diary.trial.new(
        Trial(start=diary.today, days=28, criteria=(Criterion(id="urge", op=Op.AT_MOST, value=3),))
    )
    now[0] = EVENING - timedelta(days=12)  # the second day after the end
    diary.decisions.choose(Ending.EXTEND, {"weeks": "4"})
    now[0] = EVENING
    days = [TODAY - timedelta(days=41 - n) for n in range(42)]
    rows = [entry(n, day, "pay.shop", "workaround") for n, day in enumerate(days)]
    rows += [entry(50 + n, day, "pay.market", "proxy", helper="Chen") for n, day in enumerate(days)]
    diary.take_in(Snapshot(entries=tuple(rows), checkins=tuple(checkin(day, normal=True) for day in days)))
    return diary


def test_the_weeks_of_the_trial_before_stay_in_sight_with_their_own_numbers(
    further: Diary, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, now = further.figures.weeks_before(), further.figures.weeks()

    page = play(further, "2", *["plus"] * 3, "t", size=(120, 50))
    main(["--home", str(home), "trend"])

    said = capsys.readouterr().out
    assert [week.week for week in before] == [1, 2, 3, 4, 5]
    assert [week.week for week in now] == [1]
    assert now[0].start == before[-1].end + timedelta(days=1)
    rows = [row.split()[0] for row in page.splitlines() if row.strip()[:1].isdecimal() and "/7" in row]
    assert rows == ["1", "5", "4", "3", "2", "1"]
    assert said.index("The weeks of the trial before") < said.index("This trial, from")


def test_a_week_of_the_trial_before_is_explained_by_its_own_days(further: Diary) -> None:
    third = further.figures.weeks_before()[2]

    found = further.figures.explain_week(third)

    assert (found.week, found.index) == (3, third.index)


def test_a_further_trial_does_not_empty_what_going_back_would_change(further: Diary) -> None:
    found = further.figures.if_went_back()

    assert (found.days, found.written) == (28, 28)
    assert {task.way_day for task in found.tasks if task.id == "pay.shop"} == {3}


def test_a_line_of_the_trend_is_not_drawn_through_the_weeks_of_the_trial_before(further: Diary) -> None:
    weeks = [*further.figures.weeks_before(), *further.figures.weeks()]
    trend = NO_TREND.replace(call=Direction.DOWN, slope=-1.0, intercept=50.0, first_week=1, last_week=4)

    assert trend_ends(weeks, trend) == ((5, 49.0), (5, 49.0))


def test_a_silent_stretch_is_of_one_trial(further: Diary) -> None:
    week = further.figures.weeks_before()[0].replace(logged_days=0, events=0)
    weeks = [week.replace(week=n) for n in (11, 12, 13, 1, 2, 3)]

    assert [week_numbers(run) for run in stretches(weeks)] == ["11-13", "1-3"]


@pytest.mark.parametrize("page", [report, letter])
def test_a_report_keeps_the_answer_of_the_trial_before(
    page: Callable[[ReportFacts], Report], over: Diary, home: Path
) -> None:
    over.trial.read()
    over.decisions.choose(Ending.EXTEND, {"weeks": "12"})
    then = over.trial.needed().start + timedelta(days=2)
    later = open_diary(home, home / ".state", now=lambda: datetime.combine(then, EVENING.timetz()))

    said = [
        block.text for block in page(facts_of(later, hidden=page is letter)).blocks if hasattr(block, "text")
    ]

    assert "Not read yet." in said
    assert [text for text in said if text.startswith("The answer of the trial before")]
    assert [text for text in said if text.startswith(f"Read on {full_day(EVENING.date())}")]


def test_a_new_trial_begins_with_the_next_week_of_the_one_before(
    over: Diary, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start, today = over.trial.needed().start, over.today

    over.trial.new(Trial(start=over.trial.first_day(), days=28, criteria=usual_rule(28).criteria))

    made = over.trial.needed().start
    assert made > today
    assert (made - start).days % 7 == 0


def test_the_price_counts_favours_and_what_could_not_be_done(further: Diary) -> None:
    further.log("pay.shop", "unmet")
    further.log("pay.market", "not_needed", helper="Chen")
    today = further.today

    price = further.figures.price(Span(first=today, last=today))

    assert (price.favours, price.unmet) == (1, 1)
    assert "1 favour asked" in price_lines(price, Span(first=today, last=today))[0]


def test_what_was_chosen_and_read_says_the_year(over: Diary) -> None:
    over.trial.read()
    over.decisions.choose(Ending.STAY_OUT, {})

    trial, found = over.trial.needed(), over.trial.verdict()

    for said in (verdict_text(trial, found), read_text(found), choice_text(trial)):
        assert str(EVENING.year) in said


def test_names_that_are_hidden_are_hidden_in_the_reason(over: Diary) -> None:
    over.decisions.choose(Ending.RETURN, {"tasks": "pay", "why": "for Chen"})

    seen = play(over, "6", "f2", size=(120, 36))

    assert "Chen" not in seen
    assert "Pay in a shop" not in seen


def test_the_shell_takes_the_limits_of_a_return(
    over: Diary, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["trial", "choose", "return", "--tasks", "pay", "--review", "2099-01-01", "--why", "my mother"]

    code = main(["--home", str(home), *words])

    said = capsys.readouterr().err
    assert code == 0
    assert reasons(over.trial.needed()) == ["my mother"]
    assert "for which tasks: Pay in a shop" in said
    assert "looked at again on: Thursday 1 January 2099" in said


def test_the_shell_refuses_what_does_not_go_with_a_choice(
    over: Diary, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = []
    for words in (("stay_out", "--hours", "18-20"), ("return", "--weeks", "4"), ("bridge",)):
        assert main(["--home", str(home), "trial", "choose", *words]) == 1
        said.append(capsys.readouterr().err)

    assert "hours does not go with stay_out, which takes review, why." in said[0]
    assert "which takes tasks, hours, people, no-groups, review, why." in said[1]
    assert "say for which tasks" in said[2]
    assert over.trial.needed().choice is None


def test_what_would_change_hides_every_name_and_says_the_same_in_words(
    tmp_path: Path,
) -> None:
    diary = demo_diary(tmp_path)
    names = [diary.basket.task_name(task.id) for task in diary.basket.tasks()]
    helpers = [helper.helper for helper in diary.figures.if_went_back().helpers]

    open_page = play(diary, "4", "b", size=(120, 50))
    hidden = play(diary, "4", "b", "f2", size=(120, 50))

    assert back_text(diary.figures.if_went_back()).split(",")[0] in open_page
    assert any(name in open_page for name in names)
    assert all(helper in open_page for helper in helpers)
    assert not [name for name in [*names, *helpers] if f" {name} " in hidden]


def test_what_would_change_returns_to_where_it_was_opened(tmp_path: Path) -> None:
    diary = demo_diary(tmp_path)

    back = play(diary, "6", "b", "escape")

    assert back == play(diary, "6")


def test_where_nothing_came_up_no_zero_stands_for_what_is_not_known(home: Path) -> None:
    diary = open_diary(home, home / ".state", now=lambda: EVENING)
    diary.basket.add("pay.shop")
    diary.trial.new(Trial(start=diary.today - timedelta(days=20), days=28, criteria=usual_rule(28).criteria))

    seen = " ".join(play(diary, "4", "b").split())

    assert "Nothing of your list came up in the last 21 days" in seen
    assert "extra minutes" not in seen
    assert "day 0" not in play(diary, "6")
