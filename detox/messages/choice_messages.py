"""What comes after a trial, in the person's own words: what is asked with each choice, and what it says."""

from collections.abc import Mapping
from datetime import date, timedelta

from detox.domain.dates import said_day
from detox.domain.trial import Ending, Trial
from detox.messages import long_day
from detox.words import N_, _

REVIEW = timedelta(days=28)
"""After so many days limits are looked at again, unless another day is named."""
ASKED = {
    "weeks": N_("for how many weeks, 4 to 8"),
    "tasks": N_("for which tasks"),
    "hours": N_("at which hours"),
    "people": N_("with which people, no groups"),
    "review": N_("looked at again on"),
    "why": N_("why, to yourself"),
}
"""What may be said with a choice, in the order it is asked; each may be left out."""
WITH = {
    Ending.STAY_OUT: ("review", "why"),
    Ending.EXTEND: ("weeks", "why"),
    Ending.RETURN: ("tasks", "hours", "people", "review", "why"),
    Ending.BRIDGE: ("tasks", "review", "why"),
    Ending.LATER: ("why",),
}


def decision_text(answers: Mapping[str, str], today: date) -> str:
    """What was said with a choice, a line each: the limits by their names, the reason as it was typed.

    Raises:
        BadDate: the day of the review is none.
    """
    lines = []
    for name, said in answers.items():
        text = said.strip()
        if text and name == "review":
            text = long_day(said_day(text, today))
        if text:
            lines.append(text if name == "why" else f"{_(ASKED[name])}: {text}")
    return "\n".join(lines)


def usual_answer(name: str, what: Ending, today: date) -> str:
    """What is offered: a return is looked at again after 28 days, an extension lasts four weeks."""
    if name == "review" and what is Ending.RETURN:
        return (today + REVIEW).isoformat()
    return "4" if name == "weeks" else ""


def reasons(trial: Trial) -> list[str]:
    """What the person said with the choice, line by line."""
    return trial.choice.why.splitlines() if trial.choice else []
