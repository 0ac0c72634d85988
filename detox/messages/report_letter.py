"""The letter to a witness: the rule's code and day; after its reading the answer too; no name and no note."""

from collections.abc import Iterator
from datetime import timedelta

from detox.catalogue import app_name
from detox.domain.kept_readings import FREE_DAYS
from detox.domain.trial import Trial
from detox.errors import Forbidden
from detox.exchange.report import Block, Heading, Report, Sentence, Tone
from detox.messages import long_day, sentences
from detox.messages.report_answer import (
    answer_part,
    code_text,
    complete_part,
    earlier_part,
    rule_blocks,
    unread,
)
from detox.messages.report_facts import ReportFacts
from detox.messages.report_sections import back_opening, price_part
from detox.words import _, language


def letter(facts: ReportFacts) -> Report:
    """The letter in the language spoken now, from facts without names.

    Raises:
        Forbidden: there is no trial.
    """
    trial = facts.trial
    if trial is None:
        raise Forbidden("no trial")
    read = facts.verdict is not None and facts.verdict.verdict is not None
    return Report(
        title=_("A rule, and what came out") if read else _("A rule: please keep this letter"),
        subtitle=sentences(
            _("From one person's private diary; “you” means the person who wrote it.")
            if read
            else _("From one person's private diary."),
            _("Made on {day}.").format(day=long_day(facts.made)),
        ),
        language=language(),
        blocks=(*_opening(facts, trial), *_rule(trial), *_ending(facts)),
    )


def _opening(facts: ReportFacts, trial: Trial) -> Iterator[Block]:
    yield Sentence(text=code_text(facts, trial), tone=Tone.STRONG)
    asked = _("I wrote down how I will answer one question, before I knew the answer: {question}")
    yield Sentence(text=asked.format(question=question(facts)))
    runs = _("It runs for {days} days, to {end}. After that day I read the rule once, and the answer stays.")
    yield Sentence(text=runs.format(days=trial.days, end=long_day(trial.first_end)))
    yield Sentence(
        text=_(
            "The code is made from this rule and the list of tasks and people it is about. Whoever changes "
            "them later changes the code: please compare it with the one in the other letter."
        )
    )
    free = trial.start + timedelta(days=FREE_DAYS - 1)
    if facts.made <= free:
        said = _("Until {day} the code still follows my list; if it changes, a new letter follows.")
        yield Sentence(text=said.format(day=long_day(free)))


def question(facts: ReportFacts) -> str:
    """What is asked, of every diary."""
    return _("Can I live my life normally without {app}?").format(app=app_name(facts.app))


def _rule(trial: Trial) -> Iterator[Block]:
    yield Heading(text=_("The rule, written before it began"))
    yield from rule_blocks(trial.first_rule)


def _ending(facts: ReportFacts) -> Iterator[Block]:
    """After the reading the answer, what would change, the price; before it only that there is none yet."""
    if facts.verdict is not None and facts.verdict.verdict is not None:
        yield from answer_part(facts)
        yield from back_opening(facts)
        yield from price_part(facts)
        yield from complete_part(facts)
    else:
        yield Heading(text=_("The answer"))
        yield unread(facts)
        yield from earlier_part(facts)
    for said in facts.marks:
        yield Sentence(text=said, tone=Tone.STRONG)
    yield Sentence(text=_("Names and notes are left out of this page."), tone=Tone.ASIDE)
