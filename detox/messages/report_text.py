"""The report: the question and the person's own sentence first, the same order whatever the result."""

from collections.abc import Iterator

from detox.catalogue import app_name
from detox.domain.trial import Trial
from detox.domain.verdict import Verdict
from detox.exchange.report import Block, Heading, Report, ReportTable, Sentence, Tone
from detox.messages import long_day, sentences, short_day
from detox.messages.figure_messages import price_lines
from detox.messages.report_sections import ReportFacts, index_part, matrix_part, outcomes_part, ties_part
from detox.messages.verdict_messages import (
    amendment_text,
    broken_texts,
    changed_text,
    choice_text,
    criterion_text,
    data_text,
    day_text,
    finding_text,
    headline,
    late_text,
    looks_text,
    need_text,
    read_text,
    several_text,
    since_text,
    turned_text,
    unwritten_text,
    verdict_text,
)
from detox.words import _, language


def report(facts: ReportFacts) -> Report:
    """The whole report in the language spoken now."""
    title = _("Can I live my life normally without {app}?").format(app=app_name(facts.app))
    return Report(
        title=title,
        subtitle=_subtitle(facts),
        language=language(),
        blocks=(
            *_beginning(facts),
            *_answer(facts),
            *_rule(facts),
            *index_part(facts),
            *outcomes_part(facts),
            *ties_part(facts),
            *matrix_part(facts),
            *_price(facts),
            *_limits(),
        ),
    )


def _subtitle(facts: ReportFacts) -> str:
    made = _("Made on {day}.").format(day=long_day(facts.made))
    if not facts.weeks:
        return made
    span = _("{first} to {last}.").format(
        first=long_day(facts.weeks[0].start), last=long_day(facts.weeks[-1].end)
    )
    return _("{first} {second}").format(first=span, second=made)


def _beginning(facts: ReportFacts) -> Iterator[Block]:
    trial = facts.trial
    if trial is None:
        yield Sentence(text=_("No trial has been written down; these are the weeks as they were written."))
        yield _days(facts)
        return
    yield from _quoted(trial.sentence)
    yield Sentence(
        text=_("Written on {day}. Code {code}.").format(day=long_day(trial.start), code=trial.code),
        tone=Tone.ASIDE,
    )


def _days(facts: ReportFacts) -> Sentence:
    logged, days = facts.written
    return Sentence(text=_("{logged} of {days} days written.").format(logged=logged, days=days))


def _answer(facts: ReportFacts) -> Iterator[Block]:
    trial, found = facts.trial, facts.verdict
    if trial is None or found is None:
        return
    yield Heading(text=_("The answer"))
    yield Sentence(text=_overall(facts, trial, found), tone=Tone.STRONG)
    if found.verdict is not None:
        yield Sentence(text=verdict_text(trial, found))
    if facts.stopped is None or found.verdict is not None:
        yield _reading(facts, trial, found)
    yield _days(facts)
    yield from _around(trial, found)
    if trial.choice is not None:
        yield Sentence(text=choice_text(trial))
        yield from _quoted(trial.choice.why)


def _around(trial: Trial, found: Verdict) -> Iterator[Sentence]:
    """What belongs to an answer that was read: its days, what could turn it, when it was read."""
    if found.verdict is not None:
        yield from (Sentence(text=said) for line in found.criteria if (said := turned_text(line)))
        yield _window(found)
        asides = [unwritten_text(found.unwritten) if found.unwritten else "", read_text(found)]
        asides += [since_text(found.since_then) if found.since_then else "", several_text(trial)]
        yield from (Sentence(text=said, tone=Tone.ASIDE) for said in asides if said)
        if found.changed is not None:
            yield Sentence(text=changed_text(trial, found.changed))
    looked = looks_text(trial)
    if looked:
        yield Sentence(text=looked, tone=Tone.ASIDE)


def _quoted(text: str) -> Iterator[Sentence]:
    if text.strip():
        yield Sentence(text=text.strip(), tone=Tone.QUOTE)


def _overall(facts: ReportFacts, trial: Trial, found: Verdict) -> str:
    if facts.stopped is not None:
        said = _("Stopped on {day}. That was a decision, and everything you wrote is kept.")
        return said.format(day=long_day(facts.stopped))
    if found.verdict is None and facts.made > trial.first_end:
        return _("The trial is over, and its rule is not read yet.")
    if found.verdict is None:
        return day_text(trial, trial.day_number(facts.made))
    return headline(found)


def _reading(facts: ReportFacts, trial: Trial, found: Verdict) -> ReportTable:
    day = trial.day_number(facts.made)
    told = found.verdict is not None
    return ReportTable(
        head=(_("line of the rule"), _("as it was written") if told else _("data so far")),
        rows=tuple(
            (criterion_text(line), finding_text(line) if told else data_text(line, found.rule, day))
            for line in found.criteria
        ),
    )


def _window(found: Verdict) -> Sentence:
    said = _("Read over the days {first} to {last}: {logged} of {days} written.").format(
        first=short_day(found.window.first),
        last=short_day(found.window.last),
        logged=found.logged_days,
        days=found.rule.window,
    )
    return Sentence(text=sentences(said, late_text(found)), tone=Tone.ASIDE)


def _rule(facts: ReportFacts) -> Iterator[Block]:
    trial = facts.trial
    if trial is None:
        return
    yield Heading(text=_("The rule, written before it began"))
    yield ReportTable(head=("",), rows=tuple((criterion_text(line),) for line in trial.criteria))
    yield Sentence(text=need_text(trial.first_rule))
    code = _("Code of the first rule, to keep on paper: {code}").format(code=trial.code)
    yield Sentence(text=code, tone=Tone.ASIDE)
    for change in trial.amendments:
        said = amendment_text(change.day, change.logged, change.reason, late=change.is_late(trial.days))
        yield Sentence(text=said)
        yield ReportTable(head=("",), rows=tuple((criterion_text(line),) for line in change.rule.criteria))
        yield Sentence(text=need_text(change.rule))
    for said in broken_texts(trial):
        yield Sentence(text=said, tone=Tone.STRONG)


def _price(facts: ReportFacts) -> Iterator[Block]:
    if facts.price is None or facts.price_days is None:
        return
    yield Heading(text=_("The price, and what it gave"))
    for line in price_lines(facts.price, facts.price_days):
        yield Sentence(text=line)


def _limits() -> Iterator[Block]:
    yield Heading(text=_("What this cannot say"))
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
        _("This page names people and habits. It was made on this machine and asks nothing of any network."),
    )
    for text in said:
        yield Sentence(text=text, tone=Tone.ASIDE)
