"""The report, for a reader who never saw the program: the answer first, the same order whatever it is."""

from collections.abc import Iterator

from detox.catalogue import app_name, labels
from detox.domain.entries import Outcome, Task
from detox.exchange.report import Block, Heading, Report, ReportTable, Sentence, Tone
from detox.messages import long_day, sentences, titled
from detox.messages.report_answer import answer_part, complete_part, rule_part
from detox.messages.report_facts import ReportFacts
from detox.messages.report_letter import question
from detox.messages.report_sections import (
    back_part,
    index_part,
    matrix_part,
    outcomes_part,
    price_part,
    ratings_part,
    ties_part,
)
from detox.messages.return_messages import before_text
from detox.words import N_, _, language

OUTCOMES = {
    Outcome.DIRECT: N_("done without the app as easily as before"),
    Outcome.WORKAROUND: N_("done another way, with effort"),
    Outcome.PROXY: N_("done through another person's account"),
    Outcome.APP: N_("done by the app or the old account"),
    Outcome.UNMET: N_("needed, and not done"),
}
"""What each outcome means, for somebody who never logged one."""
MOST_IMPORTANT = 3


def report(facts: ReportFacts) -> Report:
    """The whole report in the language spoken now."""
    return Report(
        title=question(facts),
        subtitle=_subtitle(facts),
        language=language(),
        blocks=(
            *answer_part(facts),
            *_life(facts),
            *index_part(facts),
            *ratings_part(facts),
            *outcomes_part(facts, _outcomes_text()),
            *back_part(facts),
            *price_part(facts),
            *ties_part(facts),
            *matrix_part(facts),
            *rule_part(facts),
            *complete_part(facts),
            *_limits(facts),
        ),
    )


def _subtitle(facts: ReportFacts) -> str:
    said = _("From one person's private diary; “you” means the person who wrote it.")
    made = _("Made on {day}.").format(day=long_day(facts.made))
    if facts.price_days is None:
        return sentences(said, made)
    span = _("{first} to {last}.").format(
        first=long_day(facts.price_days.first), last=long_day(facts.price_days.last)
    )
    return sentences(said, span, made)


def _life(facts: ReportFacts) -> Iterator[Block]:
    """What the app was to this life: how it ended, and what used to go through it."""
    if not facts.listed:
        return
    yield Heading(text=_("What {app} was to this life").format(app=app_name(facts.app)))
    said = [_left_text(facts), _listed_text(facts)]
    said += [before_text(facts.back)] if facts.back else []
    yield Sentence(text=sentences(*(text for text in said if text)))
    parts: dict[str, list[Task]] = {}
    for task in facts.listed:
        parts.setdefault(facts.part(task.category), []).append(task)
    yield ReportTable(
        head=(_("part of life"), _("what used to go through it")),
        rows=tuple((name, _named(facts, tasks)) for name, tasks in parts.items()),
    )


def _left_text(facts: ReportFacts) -> str:
    how = _(labels.LEAVING[facts.how]) if facts.how else ""
    if facts.left is None:
        return _("How it ended: {how}.").format(how=how) if how else ""
    day = long_day(facts.left)
    return (
        _("It ended on {day}: {how}.").format(day=day, how=how)
        if how
        else _("It ended on {day}.").format(day=day)
    )


def _listed_text(facts: ReportFacts) -> str:
    most = [task for task in facts.listed if task.importance == MOST_IMPORTANT]
    said = _("{n} tasks are on the list; what matters most: {names}.")
    return said.format(n=len(facts.listed), names=_named(facts, most) or "-")


def _named(facts: ReportFacts, tasks: list[Task]) -> str:
    return _("; ").join(facts.task(task.id) for task in tasks)  # a name may have a comma


def _outcomes_text() -> str:
    return _("; ").join(titled(labels.outcome_name(outcome), _(said)) for outcome, said in OUTCOMES.items())


def _limits(facts: ReportFacts) -> Iterator[Block]:
    yield Heading(text=_("What this cannot say"))
    made = _(
        "This page names people and habits. It was made on this machine and asks nothing of any network."
    )
    if facts.hidden:
        made = _("Names and notes are left out of this page.")
    said = (
        _(
            "One person wrote this about themselves, and what a life asks for changes by itself: "
            "it says how it went, not why."
        ),
        _(
            "The weights and the lines (15 points, 60 % of days, four weeks) "
            "are conventions chosen by simulation, not findings."
        ),
        _("These are our own questions. They are not a validated scale and not a diagnosis."),
        made,
    )
    for text in said:
        yield Sentence(text=text, tone=Tone.ASIDE)
