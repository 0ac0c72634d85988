"""The drawing of the trial: the sentence, the line of days, the rule with its data, the verdict."""

from collections.abc import Sequence
from datetime import timedelta

from msgspec import Struct
from rich.cells import cell_len

from detox.catalogue.labels import ENDINGS
from detox.diary import Diary
from detox.domain.dates import ONE_DAY
from detox.domain.facts import REACHED
from detox.domain.trial import Amendment, Criterion, Rule, Trial
from detox.domain.verdict import CriterionResult, Verdict
from detox.messages import dated, day_heading, long_day, sentences
from detox.messages.choice_messages import limit_texts, reasons
from detox.messages.verdict_messages import (
    amendment_text,
    broken_texts,
    choice_text,
    criterion_name,
    data_text,
    days_written_text,
    earlier_texts,
    line_days,
    line_text,
    looks_text,
    need_of_line,
    need_text,
    settled_texts,
    unwritten_text,
)
from detox.tui.glyphs import Glyphs
from detox.tui.names import Names
from detox.tui.sparklines import meter
from detox.tui.styled_lines import Line, folded, wrapped
from detox.words import _, ngettext

METER, SHORT_METER, LEAST_METER = 12, 8, 4


class TrialContext(Struct, frozen=True):
    """What a drawing of the trial needs."""

    diary: Diary
    trial: Trial
    found: Verdict
    names: Names
    glyphs: Glyphs
    width: int
    airy: bool


def criterion_line(criterion: Criterion | CriterionResult) -> str:
    """A line of the rule, short enough to stand beside its data."""
    return line_text(
        criterion.id, criterion.value if isinstance(criterion, Criterion) else criterion.threshold
    )


LONGEST_SENTENCE = 76
"""Cells of a line of the person's own sentence, however wide the page."""


def sentence_lines(context: TrialContext, *, written: bool = True) -> list[Line]:
    """The person's own sentence, with an accent bar; below it when it was `written`."""
    if not context.trial.sentence:
        return []
    said = context.names.words(context.trial.sentence, _("sentence hidden"))
    room = min(LONGEST_SENTENCE, context.width - 4)
    rows = wrapped(said, room)
    rows += [""] * (len(wrapped(context.trial.sentence, room)) - len(rows))  # hiding moves nothing
    lines = [Line().put(0, context.glyphs.quote, "accent").put(2, row, "bright italic") for row in rows]
    if context.airy and written:
        said = _("written {day}, before day 1").format(day=dated(context.trial.start, context.diary.today))
        lines.append(Line().put(2, said, "muted"))
    return [*lines, Line()]


def days_line(context: TrialContext) -> list[Line]:
    """The line of days: past muted, what the rule reads in accent, what is to come thin."""
    trial, width, glyphs, today = context.trial, context.width, context.glyphs, context.diary.today
    days = trial.days
    day = max(0, min(days, trial.day_number(trial.stopped_on or today)))
    first_read = days - trial.window + 1
    at, read = (round(place * width / days) for place in (day, first_read - 1))
    here = _place_text(context)
    past = Line().put(0, glyphs.bar * min(at, read), "muted")
    past.then(glyphs.bar * max(0, at - read), "accent").then(glyphs.track * (width - at), "line")
    begins = _("day {n}").format(n=first_read)
    below = Line().put(0, dated(trial.start, today), "muted")
    end = dated(trial.first_end, today)
    if read > below.width + 2 and read + cell_len(begins) + 2 < width - cell_len(end):
        below.put(read, begins, "text")
    lines = [Line().put(max(0, at - cell_len(here)), here, "text"), past, below.right(width, (end, "muted"))]
    if context.airy and trial.stopped_on is None:
        window = trial.window
        said = ngettext("the rule reads this {n} day", "the rule reads these {n} days", window)
        lines.append(Line().right(width, (said.format(n=window), "muted")))
    return [*lines, Line()]


def _place_text(context: TrialContext) -> str:
    """Where the trial is: today, its end, the day it was stopped on, or how long until it begins."""
    trial, today = context.trial, context.diary.today
    number = trial.day_number(trial.stopped_on or today)
    if trial.stopped_on is not None:
        return _("stopped on day {n}").format(n=number) if number > 0 else _("stopped")
    if number < 1 and context.diary.written_ahead() is not None:
        return _("the clock is behind")
    if number < 1:
        return ngettext("begins in {n} day", "begins in {n} days", 1 - number).format(n=1 - number)
    if number > trial.days:
        return _("day {n} of {days}").format(n=trial.days, days=trial.days)
    return _("today, day {n}").format(n=number)


def rule_lines(context: TrialContext) -> list[Line]:
    """Each line of the rule with how much data it has, or what it needs, and never how it stands."""
    rule, findings, day = context.found.rule, context.found.criteria, _day(context)
    need = len(findings) if rule.need == "all" else rule.need
    held = _("{need} of {n} have to hold").format(need=need, n=len(findings))
    begun = any(day >= line_days(rule, finding.id)[0] for finding in findings)
    head = Line().put(0, _("The rule"), "bright bold").then(held, "muted", gap=2)
    lines = [head.right(context.width, (_("data so far") if begun else _("needs"), "muted"))]
    if rule.veto:
        names = _("; ").join(criterion_name(name) for name in rule.veto)
        said_veto = wrapped(_("Must hold in any case: {names}.").format(names=names), context.width)
        lines += [Line().put(0, row, "muted") for row in said_veto]
    lines += [Line()] if context.airy else []
    said = [_data(finding, rule, day, begun=begun) for finding in findings]
    room = max(map(cell_len, said), default=0)
    longest = max((cell_len(criterion_line(finding)) for finding in findings), default=0)
    beside = context.width - room - 5 - longest  # one length for all, beside the longest line where it fits
    cells = min(SHORT_METER if context.airy else METER, beside if beside >= LEAST_METER else METER)
    for finding, data in zip(findings, said, strict=True):
        first, *more = wrapped(criterion_line(finding), max(12, context.width - room - 2))
        line = Line().put(0, first)
        start = context.width - room - 3 - cells
        reads = day >= line_days(rule, finding.id)[0]
        if reads and finding.id != "people" and line.width + 1 < start:
            line.join(meter(finding.n, max(1, finding.needed), cells, context.glyphs), start)
        lines.append(line.right(context.width, (data, "text" if reads else "muted"), gap=1))
        lines += [Line().put(0, row) for row in more]
        lines += [Line()] if context.airy else []
    return [*lines, *([] if context.airy else [Line()])]


def _day(context: TrialContext) -> int:
    return context.trial.day_number(context.diary.today)


def _data(finding: CriterionResult, rule: Rule, day: int, *, begun: bool) -> str:
    """What a line has so far; before its own days what it needs, or from which day on it is read."""
    first, _last = line_days(rule, finding.id)
    if finding.id == "people" or day >= first:
        return data_text(finding, rule, day)
    return _("not yet, day {n}").format(n=first) if begun else need_of_line(finding)


def waiting_lines(context: TrialContext, *, written: bool) -> list[Line]:
    """No answer before the end; what is settled already, by arithmetic alone.

    Args:
        context: what is drawn.
        written: whether it is said here how many days are written; a panel may have it.
    """
    trial = context.trial
    starts = trial.first_end - timedelta(days=trial.window - 1)
    left = (starts - context.diary.today).days
    if left > 0:
        said = ngettext(
            "The rule is not read yet: its days begin on {day}, in {n} day.",
            "The rule is not read yet: its days begin on {day}, in {n} days.",
            left,
        ).format(day=day_heading(starts), n=left)
        rest = _("Nothing is missing: what you write now stands on every other screen.")
    else:
        said = _("No answer before {day}.").format(day=day_heading(trial.first_end + ONE_DAY))
        rest = _("Until then only the amount of data is shown, never how it stands.")
    settled = context.diary.trial.settled()
    told = settled_texts(trial, settled) if settled else []
    rest = sentences(
        days_written_text(*context.diary.trial.logged_days()) if written else "", "" if told else rest
    )
    looked = [text for text in (looks_text(trial), *broken_texts(trial)) if text]
    return [
        *[Line().put(0, row) for row in wrapped(said, context.width)],
        *[Line().put(0, row, "muted") for row in wrapped(rest, context.width) if row],
        *[Line().put(0, row) for text in told for row in wrapped(text, context.width)],
        *[Line().put(0, row, "muted") for text in looked for row in wrapped(text, context.width)],
    ]


def before_lines(context: TrialContext) -> list[Line]:
    """What the trials before this one came to."""
    told = earlier_texts(context.diary.trial.answers_before())
    rows = [Line().put(0, row, "muted") for text in told for row in wrapped(text, context.width)]
    return [Line(), *rows] if rows else []


def unread_lines(context: TrialContext) -> list[Line]:
    """A trial that is over and not read, or one that was stopped and never will be."""
    ended = context.trial.stopped_on
    if ended is not None:
        said = [_("Stopped on {day}. That was a decision, and everything you wrote is kept.")]
        said = [said[0].format(day=long_day(ended))]
    elif context.diary.trial.may_be_read():
        said = [
            _("The trial is over, and its rule is not read yet."),
            _("enter reads it, once for all."),
        ]
        said += [unwritten_text(context.found.unwritten)] if context.found.unwritten else []
    else:
        said = [_("Your rule as you changed it is over; the first one is read after {day}.")]
        said = [said[0].format(day=day_heading(context.trial.first_end))]
    lines = [Line().put(0, row, "bright bold") for row in wrapped(said[0], context.width)]
    for text in [*said[1:], looks_text(context.trial), *broken_texts(context.trial)]:
        lines += [Line().put(0, row, "muted") for row in wrapped(text, context.width)] if text else []
    chosen = choice_text(context.trial)
    why = said_with_choice(context)
    return [
        *lines,
        *([Line(), Line().put(0, chosen, "text")] if chosen else []),
        *[Line().put(2, row, "muted") for text in why for row in wrapped(text, context.width - 2)],
    ]


def said_with_choice(context: TrialContext) -> list[str]:
    """The limits of what was chosen, then why, in the person's own words."""
    names, choice = context.names, context.trial.choice
    limits = limit_texts(choice, names.task, names.contact) if choice else []
    return [*limits, *(names.words(reason, _("note hidden")) for reason in reasons(context.trial))]


def amendment_lines(trial: Trial, names: Names) -> list[Line]:
    """Every change of the rule: when, after how much data, what, why."""
    lines = []
    before = trial.first_rule
    for change in trial.amendments:
        reason = names.words(change.reason, _("note hidden"))
        said = amendment_text(change.day, change.logged, reason, late=change.is_late(trial.days))
        lines += [Line().put(0, said, "muted"), *(Line().put(0, part) for part in _changes(before, change))]
        before = change.rule
    return lines


def _changes(before: Rule, change: Amendment) -> list[str]:
    old = {c.id: c for c in before.criteria}
    said = []
    for criterion in change.rule.criteria:
        was = old.get(criterion.id)
        if was is None:
            said.append(criterion_line(criterion))
        elif was.value != criterion.value:
            line = criterion_line(criterion)
            said.append(_("{line} (was {value})").format(line=line, value=f"{was.value:g}"))
    gone = [criterion for name, criterion in old.items() if name not in {c.id for c in change.rule.criteria}]
    said += [_("left out: {line}").format(line=criterion_line(criterion)) for criterion in gone]
    rule = change.rule
    if (rule.need, rule.veto) != (before.need, before.veto):
        said.append(need_text(rule))
    if rule.days != before.days:
        said.append(_("{n} days (was {days})").format(n=rule.days, days=before.days))
    return said


def _written_lines(context: TrialContext, width: int) -> list[Line]:
    """How much is written so far, and of the key people how many can be reached; empty before it begins."""
    diary, trial = context.diary, context.trial
    logged, days = diary.trial.logged_days()
    if not days:
        return []
    key = [contact for contact in diary.people.all() if contact.key]
    rows = [
        (_("days"), _("{part} of {whole}").format(part=logged, whole=days)),
        (_("things that came up"), str(sum(week.events for week in diary.figures.weeks()))),
        (_("check-ins"), str(len(diary.figures.normal_days(trial.start, diary.today)))),
    ]
    if key:
        part = sum(contact.state in REACHED for contact in key)
        rows.append((_("key people reachable"), _("{part} of {whole}").format(part=part, whole=len(key))))
    lines = [Line().put(0, _("Written so far"), "bright bold"), Line()]
    for word, figure in rows:
        row = Line().put(0, word, "muted", room=width - cell_len(figure) - 1)
        lines.append(row.right(width, (figure, "bright bold"), gap=1))
    return [*lines, Line()]


def side_lines(context: TrialContext, width: int) -> tuple[list[Line], list[Line]]:
    """The two panels: what is written so far with the amendments, and the free choice at the end."""
    trial = context.trial
    count = str(len(trial.amendments))
    changes = [Line().put(0, _("Amendments"), "bright bold").right(width, (count, "muted")), Line()]
    changes += folded(amendment_lines(trial, context.names), width) or [
        Line().put(0, row, "muted") for row in wrapped(_("None. A change would be dated and kept."), width)
    ]
    endings = [Line().put(0, _("At the end, a free choice"), "bright bold"), Line()]
    endings += [Line().put(0, _(said), "text") for said in ENDINGS.values()]
    bind = _("The rule answers a question. It does not bind you.")
    endings += [Line(), *[Line().put(0, row, "muted") for row in wrapped(bind, width)]]
    return [*_written_lines(context, width), *changes], endings


def empty_lines(width: int) -> Sequence[Line]:
    """What will be here."""
    said = (
        (_("Your trial will appear here."), "bright bold"),
        (_("n writes one down: how long, one sentence, a rule."), "muted"),
        (_("What living normally means is said before it begins."), "muted"),
        ("", "muted"),
        (_("Nothing is missing. The diary works without a trial."), "muted"),
    )
    return [Line(), *[Line().put(2, text, role, room=width - 2) for text, role in said]]
