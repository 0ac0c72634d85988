"""The check-in's questions, one table: what is asked, in which words, within which limits, and when.

Both faces, the record at rest, the export, the tables and the weekly means loop over it, so that a question
is one more field of `Answers`.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, get_args, get_type_hints

import msgspec

from detox.domain.record import MINUTES_A_DAY, RATING_TOP, Minutes, Rating
from detox.words import N_, NP_


class AnswerKind(StrEnum):
    """How a question is answered."""

    YES_NO = "yes or no"
    RATING = "0..10"
    MINUTES = "minutes of the day"


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked; every text is marked for translation and said in the language spoken then."""

    label: str
    """What it is called beside its answer."""
    asked: str
    """As a question."""
    ends: str
    """What its answers mean."""
    option: str
    """What the command line's help says of it."""
    short: tuple[str, str] | None = None
    """The label where there is little room, with the context that its translation needs."""
    settings: tuple[str, ...] = ()
    """The settings that must all be on for it to be asked; empty: it always is."""
    weekly: bool = False
    """Whether a week has its mean, and says where it goes."""
    added: bool = False
    """Whether it came later than the log's second version: at rest it is left out while it has no answer."""


class Answers(msgspec.Struct, frozen=True, kw_only=True):
    """A day's answers, in the order they are asked; each may be missing, and missing is never zero."""

    day: date
    normal: Annotated[
        bool | None,
        Question(
            label=N_("lived normally"),
            short=NP_("check-in", "normal"),
            asked=N_("Did you live normally today?"),
            ends=N_("y / n"),
            option=N_("did you live normally?"),
        ),
    ] = None
    mood: Annotated[
        Rating | None,
        Question(
            label=N_("mood"),
            asked=N_("Mood"),
            ends=N_("0 very bad - 10 very good"),
            option=N_("0 very bad - 10 very good"),
            settings=("ratings",),
            weekly=True,
        ),
    ] = None
    cut_off: Annotated[
        Rating | None,
        Question(
            label=N_("cut off"),
            asked=N_("Cut off from people"),
            ends=N_("0 not at all - 10 completely"),
            option=N_("cut off from people: 0 not at all - 10 completely"),
            settings=("ratings",),
            weekly=True,
        ),
    ] = None
    urge: Annotated[
        Rating | None,
        Question(
            label=N_("urge"),
            asked=N_("Urge to register again, the strongest moment"),
            ends=N_("0 none - 10 very strong"),
            option=N_("urge to register again: 0 none - 10 very strong"),
            settings=("ratings",),
            weekly=True,
        ),
    ] = None
    tense: Annotated[
        Rating | None,
        Question(
            label=N_("tense"),
            asked=N_("Tense or worried"),
            ends=N_("0 not at all - 10 very"),
            option=N_("tense or worried: 0 not at all - 10 very"),
            settings=("ratings", "tense"),
        ),
    ] = None
    won_back: Annotated[
        Minutes | None,
        Question(
            label=N_("minutes won back"),
            short=("", N_("won back")),
            asked=N_("Minutes won back"),
            ends=N_("minutes"),
            option=N_("minutes won back"),
        ),
    ] = None

    @property
    def answered(self) -> bool:
        """Whether any question was answered; a note alone is no answer."""
        return any(getattr(self, name) is not None for name in QUESTIONS)


def _kind(hint: object) -> AnswerKind:
    choices = get_args(get_args(hint)[0])
    if bool in choices:
        return AnswerKind.YES_NO
    return AnswerKind.RATING if Rating in choices else AnswerKind.MINUTES


_HINTS = {name: hint for name, hint in get_type_hints(Answers, include_extras=True).items() if name != "day"}
QUESTIONS: dict[str, Question] = {name: hint.__metadata__[-1] for name, hint in _HINTS.items()}
"""Every question by its id, in the order they are asked."""
ANSWER_KINDS: dict[str, AnswerKind] = {name: _kind(hint) for name, hint in _HINTS.items()}
MOST: dict[AnswerKind, int] = {
    AnswerKind.RATING: RATING_TOP,
    AnswerKind.MINUTES: MINUTES_A_DAY,
}
"""The largest number that answers a question of that kind; yes and no are none."""
WEEKLY_RATINGS = tuple(name for name, question in QUESTIONS.items() if question.weekly)
"""What has a mean by week."""


ADDED = tuple(name for name, question in QUESTIONS.items() if question.added)


def asked_questions(settings: object) -> tuple[str, ...]:
    """The questions that are asked with such settings, in their order, by id."""
    return tuple(
        name
        for name, question in QUESTIONS.items()
        if all(getattr(settings, setting) for setting in question.settings)
    )
