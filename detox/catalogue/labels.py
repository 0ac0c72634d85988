"""What the fixed words are called, in the language spoken now."""

import unicodedata

from detox.domain.entries import (
    Confirmation,
    ContactState,
    Independence,
    Leaving,
    Outcome,
    Rhythm,
    StepState,
)
from detox.domain.questions import ANSWER_KINDS, QUESTIONS, AnswerKind
from detox.domain.trial import Ending
from detox.words import LANGUAGES, N_, _, names_in, pgettext

OUTCOMES = {
    Outcome.DIRECT: N_("direct"),
    Outcome.WORKAROUND: N_("workaround"),
    Outcome.PROXY: N_("through someone"),
    Outcome.APP: N_("went back"),
    Outcome.UNMET: N_("could not"),
    Outcome.NOT_NEEDED: N_("not needed"),
}
OUTCOME_KEYS = {
    "d": Outcome.DIRECT,
    "w": Outcome.WORKAROUND,
    "p": Outcome.PROXY,
    "a": Outcome.APP,
    "x": Outcome.UNMET,
    "n": Outcome.NOT_NEEDED,
}
OTHER_WORDS = {
    word: Outcome(said) for tongue in LANGUAGES for word, said in names_in(tongue).outcomes.items()
}
"""What people call an outcome, in any language."""
INDEPENDENCE = {
    Independence.INDEPENDENT: N_("independent"),
    Independence.SAME_COMPANY: N_("same company"),
    Independence.ANOTHER_SUPER_APP: N_("another super-app"),
    Independence.ANOTHER_PERSON: N_("another person"),
    Independence.THE_APP: N_("the app itself"),
    Independence.NONE: N_("none"),
}
RHYTHMS = {
    Rhythm.WEEKLY: N_("weekly"),
    Rhythm.MONTHLY: N_("monthly"),
    Rhythm.SELDOM: N_("seldom"),
}
BEFORE = {100: N_("always"), 67: N_("often"), 33: N_("seldom"), 0: N_("never")}
"""How a task went through the app before, in per cent."""
LEAVING = {
    Leaving.BANNED: N_("the account was closed"),
    Leaving.SUSPENDED: N_("some functions were taken for a time"),
    Leaving.READ_ONLY: N_("it can read and pay, but not send"),
    Leaving.CHOICE: N_("I left by myself"),
}
CONTACT_STATES = {
    ContactState.LISTED: N_("listed"),
    ContactState.TOLD: N_("told"),
    ContactState.REPLIED: N_("replied"),
    ContactState.CONFIRMED: N_("confirmed"),
    ContactState.LOST: N_("lost"),
}
CONFIRMATIONS = {
    Confirmation.CALL: N_("by a call"),
    Confirmation.SHARED_MEMORY: N_("by a shared memory"),
    Confirmation.THIRD_PERSON: N_("by a third person"),
    Confirmation.IN_PERSON: N_("in person"),
}
STEP_STATES = {
    StepState.OPEN: N_("open"),
    StepState.DONE: N_("done"),
    StepState.SKIPPED: N_("left out"),
}
ENDINGS = {
    Ending.STAY_OUT: N_("stay out"),
    Ending.EXTEND: N_("extend"),
    Ending.RETURN: N_("return, with limits"),
    Ending.BRIDGE: N_("keep it for a few named things"),
    Ending.LATER: N_("decide later"),
}


def outcome(word: str) -> Outcome | None:
    """The outcome that a key, an id or a name in either language means; `None` where it means none."""
    text = unicodedata.normalize("NFKC", word).strip().lower()
    if text in OUTCOME_KEYS:
        return OUTCOME_KEYS[text]
    if text in OTHER_WORDS:
        return OTHER_WORDS[text]
    spelt = text.replace("-", "_")
    return Outcome(spelt) if spelt in set(Outcome) else None


def outcome_name(value: Outcome) -> str:
    """What an outcome is called."""
    return _(OUTCOMES[value])


def answer_label(question: str) -> str:
    """What a question of the check-in, given by its id, is called beside its answer."""
    return _(QUESTIONS[question].label)


def answer_in_line(question: str) -> str:
    """The same before an answer that says its unit itself: won back 45 min."""
    minutes = ANSWER_KINDS[question] is AnswerKind.MINUTES
    return short_answer_label(question) if minutes else answer_label(question)


def short_answer_label(question: str) -> str:
    """The same where there is little room."""
    short = QUESTIONS[question].short
    if short is None:
        return answer_label(question)
    context, word = short
    return pgettext(context, word) if context else _(word)
