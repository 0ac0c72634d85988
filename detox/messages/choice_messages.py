"""What comes after a trial, in the person's own words: what is asked with each choice, and what it says."""

from collections.abc import Callable
from datetime import date, timedelta

from detox.catalogue.labels import ENDINGS
from detox.domain.limits import LimitCount
from detox.domain.trial import Choice, Ending, Trial
from detox.messages import full_day, listed, long_day, titled
from detox.words import N_, _, ngettext

REVIEW = timedelta(days=28)
"""After so many days limits are looked at again, unless another day is named."""
ASKED = {
    "weeks": N_("for how many weeks, 1 to 26"),
    "tasks": N_("for which tasks"),
    "hours": N_("at which hours"),
    "people": N_("with which people"),
    "no_groups": N_("no groups: y"),
    "review": N_("looked at again on"),
    "why": N_("why, to yourself"),
}
"""What may be said with a choice, in the order it is asked; only a bridge has to name its tasks."""
Name = Callable[[str], str]
"""What a task or a person of an id is called."""


def usual_answer(name: str, what: Ending, today: date) -> str:
    """What is offered: a return is looked at again after 28 days, an extension lasts four weeks."""
    if name == "review" and what is Ending.RETURN:
        return (today + REVIEW).isoformat()
    return "4" if name == "weeks" else ""


def limit_texts(choice: Choice, task: Name, person: Name) -> list[str]:
    """What was said with a choice, a line each."""
    said = []
    if choice.weeks is not None:
        weeks = ngettext("for {n} week", "for {n} weeks", choice.weeks)
        said.append(weeks.format(n=choice.weeks))
    if choice.tasks:
        said.append(titled(_(ASKED["tasks"]), listed(map(task, choice.tasks))))
    if choice.hours:
        hours = listed(f"{span.first}-{span.last}" for span in choice.hours)
        said.append(titled(_(ASKED["hours"]), hours))
    if choice.people:
        said.append(titled(_(ASKED["people"]), listed(map(person, choice.people))))
    if choice.no_groups:
        said.append(_("no groups"))
    if choice.review_on is not None:
        said.append(titled(_(ASKED["review"]), long_day(choice.review_on)))
    return said


def limits_text(choice: Choice, count: LimitCount | None, task: Name, person: Name) -> str:
    """In a row for Today: the limits that hold, and how the day kept to them."""
    parts = limit_texts(choice.replace(review_on=None), task, person) or [_("none named")]
    if count is not None and (count.within or count.outside or count.unknown):
        counted = _("today {within} within, {outside} outside, {unknown} not known")
        parts.insert(0, counted.format(within=count.within, outside=count.outside, unknown=count.unknown))
    return titled(_("Your limits"), _("; ").join(parts))


def reasons(trial: Trial) -> list[str]:
    """Why, in the person's own words, line by line; of a trial that was stopped first why it was."""
    if trial.choice is None:
        return []
    stopped = [past.why for past in trial.choice.past[:1] if past.on < trial.end]
    return [line for why in (*stopped, trial.choice.why) for line in why.splitlines()]


def further_text(trial: Trial) -> str:
    """The trial that goes on from another: when it begins, how long it is, its code."""
    said = _("A further trial of {days} days begins on {day}. The code of its rule: {code}")
    return said.format(days=trial.days, day=long_day(trial.start), code=trial.code)


def end_text() -> str:
    """That the rule can be read."""
    return _("Your trial is over: its rule can be read.")


def review_due_text(choice: Choice) -> str:
    """That the day has come on which they wanted to look again at what they chose."""
    said = _("You wanted to look again on {day} at what you chose: {what}.")
    return said.format(day=full_day(choice.review_on or choice.on), what=_(ENDINGS[choice.what]))
