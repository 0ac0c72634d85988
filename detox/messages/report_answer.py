"""The report's first words: the answer and how sure it is; and its rule, and how complete the diary is."""

from collections.abc import Iterator

from detox.catalogue import app_name
from detox.domain.judging import Clarity, Standing
from detox.domain.trial import Rule, Trial
from detox.domain.verdict import Verdict
from detox.exchange.report import Block, Heading, ReportTable, Sentence, Tone
from detox.messages import full_day, long_day, sentences
from detox.messages.choice_messages import limit_texts
from detox.messages.report_facts import ReportFacts
from detox.messages.return_messages import if_bad_text
from detox.messages.verdict_messages import (
    amendment_text,
    changed_text,
    choice_text,
    criterion_name,
    criterion_text,
    data_text,
    day_text,
    days_written_text,
    finding_text,
    headline,
    late_text,
    looks_text,
    need_text,
    read_text,
    since_text,
    turned_text,
    unwritten_text,
    verdict_text,
)
from detox.words import N_, _, ngettext

MEANINGS = {
    Standing.MET: N_(
        "By a rule written before it began: on these days life without {app} was lived normally."
    ),
    Standing.NOT_MET: N_(
        "By a rule written before it began: on these days life without {app} was not lived normally."
    ),
    Standing.TOO_EARLY: N_(
        "What was written about life without {app} allows neither a Yes nor a No; this page does not guess."
    ),
}
"""What the answer means to somebody who never saw the rule."""


def answer_part(facts: ReportFacts) -> Iterator[Block]:
    """The answer, what it means, how sure it is, and each line of the rule; or that it was not read yet."""
    trial, found = facts.trial, facts.verdict
    yield Heading(text=_("The answer"))
    if trial is None or found is None:
        yield Sentence(text=_("No trial has been written down; these are the weeks as they were written."))
        yield days_text(facts)
        return
    if found.verdict is not None:
        yield from _read(facts, trial, found)
    else:
        yield from _not_read(facts, trial, found)
    yield from _chosen(facts, trial)
    yield from quoted(trial.sentence)
    yield Sentence(text=code_text(facts, trial), tone=Tone.ASIDE)
    yield from earlier_part(facts)


def earlier_part(facts: ReportFacts) -> Iterator[Block]:
    """What the trials before came to, the newest first; a further trial takes no answer away."""
    for trial, found in facts.earlier:
        yield Heading(text=_("The answer of the trial before, from {day}").format(day=long_day(trial.start)))
        yield from _answer(facts, trial, found)


def code_text(facts: ReportFacts, trial: Trial) -> str:
    """When the rule was written down, and its code."""
    return _("Written on {day}. Code {code}.").format(day=long_day(trial.start), code=facts.code)


def days_text(facts: ReportFacts) -> Sentence:
    """How many days are written."""
    return Sentence(text=days_written_text(*facts.written) or _("Nothing is written yet."))


def quoted(text: str) -> Iterator[Sentence]:
    """The person's own words; nothing where there are none."""
    if text.strip():
        yield Sentence(text=text.strip(), tone=Tone.QUOTE)


def _answer(facts: ReportFacts, trial: Trial, found: Verdict) -> Iterator[Block]:
    """The word, what it means, how sure it is, what came out line by line."""
    yield Sentence(text=headline(found), tone=Tone.ANSWER)
    if found.verdict is not None:
        yield Sentence(text=_(MEANINGS[found.verdict]).format(app=app_name(facts.app)))
    yield Sentence(text=sentences(verdict_text(trial, found), _veto_text(found.rule)))
    yield Sentence(text=_sure_text(found))
    yield ReportTable(
        head=(_("line of the rule"), _("what came out")),
        rows=tuple((criterion_text(line), finding_text(line)) for line in found.criteria),
    )
    yield from (Sentence(text=said) for line in found.criteria if (said := turned_text(line)))
    yield Sentence(text=read_text(found), tone=Tone.ASIDE)


def _read(facts: ReportFacts, trial: Trial, found: Verdict) -> Iterator[Block]:
    yield from _answer(facts, trial, found)
    if said := if_bad_text(facts.if_bad):
        yield Sentence(text=said)
    if found.since_then:
        yield Sentence(text=since_text(found.since_then), tone=Tone.ASIDE)
    if found.changed is not None:
        yield Sentence(text=changed_text(trial, found.changed))


def _veto_text(rule: Rule) -> str:
    """Which lines had to hold whatever the others say: without it a No beside enough lines is a riddle."""
    if not rule.veto:
        return ""
    said = _("Whatever the other lines say, this had to hold: {names}.")
    return said.format(names=_("; ").join(map(criterion_name, rule.veto)))


def _sure_text(found: Verdict) -> str:
    """How many lines are clear; what that is."""
    n = len(found.criteria)
    clear = sum(line.clarity is Clarity.CLEAR for line in found.criteria)
    unsaid = sum(line.status is Standing.TOO_EARLY for line in found.criteria)
    said = ngettext(
        "How sure: {clear} of {n} line is clear, {close} close to the line.",
        "How sure: {clear} of {n} lines are clear, {close} close to the line.",
        n,
    ).format(clear=clear, n=n, close=n - clear - unsaid)
    more = ngettext("{n} cannot be said.", "{n} cannot be said.", unsaid).format(n=unsaid) if unsaid else ""
    about = _(
        "A line is clear where its whole likely range gives the same word; such a range holds 9 times in 10."
    )
    return sentences(said, more, about)


def unread(facts: ReportFacts) -> Sentence:
    """In place of an answer: that the rule was not read yet, or that the trial was stopped."""
    if facts.stopped is None:
        return Sentence(text=_("Not read yet."), tone=Tone.ANSWER)
    said = _("Stopped on {day}. That was a decision, and everything you wrote is kept.")
    return Sentence(text=said.format(day=long_day(facts.stopped)), tone=Tone.STRONG)


def _not_read(facts: ReportFacts, trial: Trial, found: Verdict) -> Iterator[Block]:
    yield unread(facts)
    if facts.stopped is not None:
        return
    day = trial.day_number(facts.made)
    over = facts.made > trial.first_end
    yield Sentence(
        text=_("The trial is over, and its rule is not read yet.") if over else day_text(trial, day)
    )
    yield Sentence(
        text=_("The rule is read once, in the program; a report shows that answer and reads nothing.")
    )
    yield ReportTable(
        head=(_("line of the rule"), _("data so far")),
        rows=tuple((criterion_text(line), data_text(line, found.rule, day)) for line in found.criteria),
    )


def _chosen(facts: ReportFacts, trial: Trial) -> Iterator[Sentence]:
    if trial.choice is not None:
        said = choice_text(trial)
        if said:
            yield Sentence(text=said)
        limits = limit_texts(trial.choice.replace(people=()), facts.task, str)
        if people := len(trial.choice.people):  # a report has no list of people to name them by
            limits.append(ngettext("{n} person", "{n} people", people).format(n=people))
        yield from (Sentence(text=limit) for limit in limits)
        yield from quoted(trial.choice.why)


def rule_part(facts: ReportFacts) -> Iterator[Block]:
    """The rule as it was written, and every change with its day and reason."""
    trial = facts.trial
    if trial is None:
        return
    yield Heading(text=_("The rule, written before it began"))
    yield from rule_blocks(trial.first_rule)
    code = _("Code of the first rule, to keep on paper: {code}").format(code=facts.code)
    yield Sentence(text=code, tone=Tone.ASIDE)
    for change in trial.amendments:
        reason = change.reason or _("reason left out")
        said = amendment_text(change.day, change.logged, reason, late=change.is_late(trial.days))
        yield Sentence(text=said)
        yield from rule_blocks(change.rule)
    for said in facts.marks:
        yield Sentence(text=said, tone=Tone.STRONG)


def rule_blocks(rule: Rule) -> Iterator[Block]:
    """A rule's lines, and how many of them must be met."""
    yield ReportTable(
        head=(_("line of the rule"),), rows=tuple((criterion_text(line),) for line in rule.criteria)
    )
    yield Sentence(text=need_text(rule))


def complete_part(facts: ReportFacts) -> Iterator[Block]:
    """How complete the diary is: its days, those the rule read, what the unwritten ones could turn."""
    trial, found = facts.trial, facts.verdict
    if trial is None or found is None:
        return
    yield Heading(text=_("How complete the diary is"))
    yield days_text(facts)
    if found.verdict is not None:
        yield Sentence(text=_window_text(found))
        if found.unwritten:
            yield Sentence(text=unwritten_text(found.unwritten))
    thin = [week for week in facts.weeks if week.end < facts.made and week.status != "ok"]
    said = ngettext(
        "{n} of {all} week has too few entries for a firm figure.",
        "{n} of {all} weeks have too few entries for a firm figure.",
        len(facts.weeks),
    )
    if thin:
        yield Sentence(text=said.format(n=len(thin), all=len(facts.weeks)))
    if looks_text(trial):
        yield Sentence(text=looks_text(trial))


def _window_text(found: Verdict) -> str:
    said = _("Read over the days {first} to {last}: {logged} of {days} written.").format(
        first=full_day(found.window.first),
        last=full_day(found.window.last),
        logged=found.logged_days,
        days=found.rule.window,
    )
    return sentences(said, late_text(found))
