"""What is said with a choice at a trial's end stays, word for word."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from detox.__main__ import main
from detox.diary import Diary
from detox.domain.trial import Ending, Trial, usual_rule
from detox.errors import BadDate
from detox.messages.choice_messages import WITH, decision_text, reasons, usual_answer
from detox.messages.return_messages import back_text
from detox.wiring import open_diary
from tests.conftest import EVENING
from tests.tui.seen import demo_diary, play

TODAY = date(2026, 3, 14)


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


def test_limits_are_said_by_their_names_and_the_reason_as_it_was_typed() -> None:
    said = decision_text(
        {"tasks": "family group", "hours": " ", "review": "2026-04-11", "why": "一试"}, TODAY
    )

    assert said.splitlines() == [
        "for which tasks: family group",
        "looked at again on: Saturday 11 April 2026",
        "一试",
    ]


def test_a_review_on_no_day_is_refused() -> None:
    with pytest.raises(BadDate):
        decision_text({"review": "soon"}, TODAY)


def test_a_return_is_looked_at_again_after_28_days() -> None:
    assert usual_answer("review", Ending.RETURN, TODAY) == "2026-04-11"
    assert "hours" in WITH[Ending.RETURN]


def test_why_a_trial_was_stopped_is_still_there_after_the_choice(over: Diary) -> None:
    over.trial.new(Trial(start=over.today, days=28, criteria=usual_rule(28).criteria))
    over.trial.end("too much at once")

    chosen = over.trial.choose(Ending.BRIDGE, "for which tasks: family group")

    assert reasons(chosen) == ["too much at once", "for which tasks: family group"]


def test_the_screen_shows_what_was_said_with_the_choice(over: Diary) -> None:
    seen = play(over, "6", "c", "down", "down", "enter", *"rent", "enter", size=(120, 36))

    assert "you chose: return, with limits" in seen
    assert "for which tasks: rent" in seen
    assert "looked at again on" in seen


def test_an_extension_offers_the_same_rule_for_four_weeks_more(over: Diary) -> None:
    play(over, "6", "c", "down", "enter", "enter", "enter", "enter")

    held = over.trial.needed()
    assert (held.start, held.rule.days) == (over.today, 28)
    assert held.criteria == usual_rule(28).criteria


def test_names_that_are_hidden_are_hidden_in_the_reason(over: Diary) -> None:
    over.trial.choose(Ending.RETURN, "with which people, no groups: Chen")

    assert "Chen" not in play(over, "6", "f2", size=(120, 36))


def test_the_shell_takes_the_limits_of_a_return(
    over: Diary, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["trial", "choose", "return", "--tasks", "rent", "--review", "2099-01-01", "--why", "my mother"]

    code = main(["--home", str(home), *words])

    assert code == 0
    assert reasons(over.trial.needed()) == [
        "for which tasks: rent",
        "looked at again on: Thursday 1 January 2099",
        "my mother",
    ]
    assert "for which tasks: rent" in capsys.readouterr().err


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
