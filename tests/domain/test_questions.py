"""The check-in's one table: every face, the record and the exports have each question of it."""

from datetime import date

import msgspec
import pytest

from detox.domain.entries import CheckIn
from detox.domain.questions import (
    ANSWER_KINDS,
    MOST,
    QUESTIONS,
    WEEKLY_RATINGS,
    AnswerKind,
    Answers,
    asked_questions,
)
from detox.errors import BadField
from detox.exchange.csv_tables import columns
from detox.exchange.schema import schema
from detox.settings import CHOICES, Settings
from detox.storage.projections import CheckInProjection

MOMENT = "2026-03-14T21:00:00+08:00"
BLANK = CheckIn(day=date(2026, 3, 14), recorded_at=MOMENT, updated_at=MOMENT)
NUMBERS = [name for name, kind in ANSWER_KINDS.items() if kind is not AnswerKind.YES_NO]


def test_the_table_is_every_answer_of_a_day_and_nothing_else() -> None:
    assert ("day", *QUESTIONS) == Answers.__struct_fields__


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_is_in_the_record_the_lean_month_the_tables_and_the_schema(name: str) -> None:
    assert name in CheckIn.__struct_fields__
    assert name in CheckInProjection.__struct_fields__
    assert name in columns(CheckIn)
    assert name in schema()["$defs"]["CheckIn"]["properties"]


@pytest.mark.parametrize("name", NUMBERS)
def test_record_refusal_and_schema_have_one_limit(name: str) -> None:
    most = MOST[ANSWER_KINDS[name]]
    number = schema()["$defs"]["CheckIn"]["properties"][name]["anyOf"][0]

    assert (number["minimum"], number["maximum"]) == (0, most)
    assert getattr(BLANK.replace(**{name: most}), name) == most
    for value in (-1, most + 1):
        with pytest.raises(BadField) as refused:
            BLANK.replace(**{name: value})
        assert (refused.value.field, refused.value.expected) == (name, f"0..{most}")


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=list(QUESTIONS))
def test_a_question_waits_for_no_setting_that_cannot_be_set(question: object) -> None:
    assert set(msgspec.structs.asdict(question)["settings"]) <= CHOICES.keys()


def test_without_ratings_no_rating_is_asked_and_tense_is_asked_only_on_wish() -> None:
    assert asked_questions(Settings(ratings=False, tense=True)) == ("normal", "won_back")
    assert asked_questions(Settings(tense=True)) == tuple(QUESTIONS)
    assert asked_questions(Settings()) == tuple(name for name in QUESTIONS if name != "tense")


def test_every_question_is_as_old_as_the_logs_second_version_and_stands_in_it_unanswered() -> None:
    assert CheckIn.added == ("review",)


def test_mood_cut_off_and_urge_have_a_mean_by_week() -> None:
    assert WEEKLY_RATINGS == ("mood", "cut_off", "urge")


def test_what_has_a_mean_by_week_is_a_rating() -> None:
    assert {ANSWER_KINDS[name] for name in WEEKLY_RATINGS} == {AnswerKind.RATING}


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_single_answer_is_an_answered_day(name: str) -> None:
    given = True if ANSWER_KINDS[name] is AnswerKind.YES_NO else 0

    assert not BLANK.answered
    assert BLANK.replace(**{name: given}).answered
