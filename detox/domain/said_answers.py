"""Answers as people type them: yes and no, ratings and minutes, for any question of the check-in."""

from detox.domain.questions import ANSWER_KINDS, MOST, AnswerKind
from detox.domain.said_numbers import said_minutes, said_number
from detox.domain.typed_forms import folded
from detox.errors import BadField
from detox.words import words_for

YES_NO_FORM = "yes or no, y or n"


def yes_or_no(text: str) -> bool | None:
    """What a typed word answers, in any of our languages; `None` where it is neither."""
    word = folded(text)
    if word in words_for("yes"):
        return True
    return False if word in words_for("no") else None


def said_yes_or_no(text: str, field: str) -> bool | None:
    """The same; `None` where nothing was typed.

    Raises:
        BadField: it is neither.
    """
    said = yes_or_no(text)
    if said is None and text.strip():
        raise BadField("form", field, YES_NO_FORM, text)
    return said


def said_answer(question: str, text: str) -> bool | int | None:
    """The answer to a question of the check-in, given by its id; `None` where nothing was typed.

    Raises:
        BadField: it is none; whether a number is too great is seen when it is written.
    """
    kind = ANSWER_KINDS[question]
    if kind is AnswerKind.YES_NO:
        return said_yes_or_no(text, question)
    if kind is AnswerKind.MINUTES:
        return said_minutes(text, question)
    return said_number(text, question, f"0..{MOST[kind]}")
