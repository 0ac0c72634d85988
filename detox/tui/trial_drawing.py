"""The drawing of the trial: the sentence, the line of days, the rule with its data, the verdict."""

from collections.abc import Sequence

from msgspec import Struct
from rich.cells import cell_len

from detox.catalogue.labels import ENDINGS
from detox.diary import Diary
from detox.domain.judging import Standing
from detox.domain.trial import Amendment, Criterion, Rule, Trial
from detox.domain.verdict import CriterionResult, Verdict
from detox.messages import day_heading, long_day, short_day
from detox.messages.choice_messages import reasons
from detox.messages.figure_messages import price_lines
from detox.messages.verdict_messages import (
    WORDS,
    amendment_text,
    choice_text,
    criterion_name,
    data_text,
    finding_text,
    line_text,
    need_text,
    verdict_text,
)
from detox.tui.glyphs import Glyphs
from detox.tui.names import Names
from detox.tui.sparklines import meter
from detox.tui.styled_lines import Line, wrapped
from detox.words import _, ngettext

METER, SHORT_METER = 12, 8
MOST_TIES = 3


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


def sentence_lines(context: TrialContext) -> list[Line]:
    """The person's own sentence, with an accent bar."""
    if not context.trial.sentence:
        return []
    said = context.names.words(context.trial.sentence, _("sentence hidden"))
    room = 50 if context.airy else context.width - 4
    rows = wrapped(said, room)
    rows += [""] * (len(wrapped(context.trial.sentence, room)) - len(rows))  # hiding moves nothing
    lines = [Line().put(0, context.glyphs.quote, "accent").put(2, row, "bright italic") for row in rows]
    if context.airy or context.found.over:
        written = _("written {day}, before day 1").format(day=short_day(context.trial.start))
        lines.append(Line().put(2, written, "muted"))
    return [*lines, Line()]


def days_line(context: TrialContext) -> list[Line]:
    """The line of days: past muted, what the rule reads in accent, what is to come thin."""
    trial, width, glyphs, today = context.trial, context.width, context.glyphs, context.diary.today
    days = trial.rule.days
    day = max(0, min(days, trial.day_number(today)))
    first_read = days - trial.rule.window + 1
    at, read = (round(place * width / days) for place in (day, first_read - 1))
    over = day >= days
    here = _("day {n} of {days}").format(n=day, days=days) if over else _("today, day {n}").format(n=day)
    past = Line().put(0, glyphs.bar * min(at, read), "muted")
    past.then(glyphs.bar * max(0, at - read), "accent").then(glyphs.track * (width - at), "line")
    begins = _("day {n}").format(n=first_read)
    below = Line().put(0, short_day(trial.start), "muted")
    end = short_day(trial.end)
    if read > below.width + 2 and read + cell_len(begins) + 2 < width - cell_len(end):
        below.put(read, begins, "text")
    lines = [Line().put(max(0, at - cell_len(here)), here, "text"), past, below.right(width, (end, "muted"))]
    if context.airy:
        window = trial.rule.window
        said = ngettext("the rule reads this {n} day", "the rule reads these {n} days", window)
        lines.append(Line().right(width, (said.format(n=window), "muted")))
    return [*lines, Line()]


def rule_lines(context: TrialContext) -> list[Line]:
    """Each line of the rule with how much data it has, and never how it stands."""
    rule, findings = context.trial.rule, context.found.criteria
    need = len(findings) if rule.need == "all" else rule.need
    held = _("{need} of {n} have to hold").format(need=need, n=len(findings))
    head = Line().put(0, _("The rule"), "bright bold").then(held, "muted", gap=2)
    lines = [head.right(context.width, (_("data so far"), "muted"))]
    if rule.veto:
        names = "; ".join(criterion_name(name) for name in rule.veto)
        lines.append(
            Line().put(0, _("In any case: {names}.").format(names=names), "muted", room=context.width)
        )
    lines += [Line()] if context.airy else []
    said = [data_text(finding) for finding in findings]
    cells, room = SHORT_METER if context.airy else METER, max(map(cell_len, said), default=0)
    for finding, data in zip(findings, said, strict=True):
        line = Line().put(0, criterion_line(finding), "text", room=context.width - room - 2)
        start = context.width - room - 3 - cells
        if finding.id != "people" and line.width + 1 < start:
            line.join(meter(finding.n, max(1, finding.needed), cells, context.glyphs), start)
        lines.append(line.right(context.width, (data, "text"), gap=1))
        lines += [Line()] if context.airy else []
    return [*lines, *([] if context.airy else [Line()])]


def waiting_lines(context: TrialContext) -> list[Line]:
    """No verdict before the end."""
    end = day_heading(context.trial.end)
    said = _("No verdict before {day}.").format(day=end)
    rest = _("Until then only the amount of data is shown, never how it stands.")
    return [
        *[Line().put(0, row) for row in wrapped(said, context.width)],
        *[Line().put(0, row, "muted") for row in wrapped(rest, context.width)],
    ]


def verdict_lines(context: TrialContext) -> list[Line]:
    """The verdict, the same way whatever it is: the word, each line, what it cost, what comes next."""
    lines = [Line().put(0, row, "bright bold") for row in wrapped(_overall(context), context.width)]
    lines.append(Line().put(0, need_text(context.found.rule), "muted", room=context.width))
    lines += [Line(), *_findings(context, context.found)]
    first = context.found.first_rule
    if first is not None and first.verdict is not None:
        said = _("By your first rule: {word}").format(word=_(WORDS[first.verdict]))
        lines += [Line().put(0, row) for row in wrapped(said, context.width)]
        lines += [*_findings(context, first)]
    written = _("{logged} of {days} days written.").format(
        logged=context.found.logged_days, days=len(context.found.window)
    )
    lines.append(Line().put(0, written, "muted"))
    lines += [Line().put(0, row, "muted") for said in _price(context) for row in wrapped(said, context.width)]
    chosen = choice_text(context.trial) or _("What comes next is yours to choose: c.")
    lines += [Line(), Line().put(0, chosen, "text")]
    why = [context.names.words(reason, _("note hidden")) for reason in reasons(context.trial)]
    return [
        *lines,
        *[Line().put(2, row, "muted") for text in why for row in wrapped(text, context.width - 2)],
    ]


def _overall(context: TrialContext) -> str:
    ended = context.diary.trial.ended_on(context.trial)
    if ended is not None:
        return _("Stopped on {day}. That was a decision, and everything you wrote is kept.").format(
            day=long_day(ended)
        )
    return verdict_text(context.trial, context.found)


def _findings(context: TrialContext, found: Verdict) -> list[Line]:
    lines = []
    for finding in found.criteria:
        early = finding.status is Standing.TOO_EARLY
        lines.append(Line().put(0, criterion_line(finding), "text"))
        lines.append(
            Line().put(2, finding_text(finding), "muted" if early else "bright", room=context.width - 2)
        )
    return [*lines, Line()]


def _price(context: TrialContext) -> list[str]:
    figures = context.diary.figures
    tied = [tie for tie in figures.ties().tasks[:MOST_TIES] if tie.points > 0] if figures.weeks() else []
    lines = []
    if tied:
        names = "; ".join(f"{context.names.task(tie.id)} ({tie.points:.1f})" for tie in tied)
        lines.append(_("What still ties you most: {names}").format(names=names))
    span = context.diary.trial.price_span(context.found)
    return [*lines, *price_lines(figures.price(span), span)]


def amendment_lines(trial: Trial, names: Names, width: int) -> list[Line]:
    """Every change of the rule: when, after how much data, what, why."""
    lines = []
    before = trial.first_rule
    for change in trial.amendments:
        reason = names.words(change.reason, _("note hidden"))
        said = amendment_text(change.day, change.logged, reason, late=change.is_late(trial.days))
        lines += [Line().put(0, row, "muted") for row in wrapped(said, width)]
        lines += [Line().put(0, row) for part in _changes(before, change) for row in wrapped(part, width)]
        before = change.rule
    if trial.broken_link is not None:
        said = _("Change {n} is not as it was written: its seal does not fit.").format(n=trial.broken_link)
        lines += [Line().put(0, row, "bright") for row in wrapped(said, width)]
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


def side_lines(context: TrialContext, width: int) -> tuple[list[Line], list[Line]]:
    """The two panels: the amendments, and the free choice at the end."""
    trial = context.trial
    count = str(len(trial.amendments))
    changes = [Line().put(0, _("Amendments"), "bright bold").right(width, (count, "muted")), Line()]
    changes += amendment_lines(trial, context.names, width) or [
        Line().put(0, row, "muted") for row in wrapped(_("None. A change would be dated and kept."), width)
    ]
    endings = [Line().put(0, _("At the end, a free choice"), "bright bold"), Line()]
    endings += [Line().put(0, _(said), "text") for said in ENDINGS.values()]
    bind = _("The rule answers a question. It does not bind you.")
    endings += [Line(), *[Line().put(0, row, "muted") for row in wrapped(bind, width)]]
    return changes, endings


def empty_lines(width: int) -> Sequence[Line]:
    """What will be here."""
    said = (
        (_("Your trial will stand here."), "bright bold"),
        (_("n writes one down: how long, one sentence, a rule."), "muted"),
        (_("What living normally means is said before it begins."), "muted"),
        ("", "muted"),
        (_("Nothing is missing. The diary works without a trial."), "muted"),
    )
    return [Line(), *[Line().put(2, text, role, room=width - 2) for text, role in said]]
