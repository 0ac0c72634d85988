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


class Sight(Struct, frozen=True):
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


def sentence_lines(sight: Sight) -> list[Line]:
    """The person's own sentence, with an accent bar."""
    if not sight.trial.sentence:
        return []
    said = sight.names.words(sight.trial.sentence, _("sentence hidden"))
    room = 50 if sight.airy else sight.width - 4
    rows = wrapped(said, room)
    rows += [""] * (len(wrapped(sight.trial.sentence, room)) - len(rows))  # hiding moves nothing
    lines = [Line().put(0, sight.glyphs.quote, "accent").put(2, row, "bright italic") for row in rows]
    if sight.airy or sight.found.over:
        written = _("written {day}, before day 1").format(day=short_day(sight.trial.start))
        lines.append(Line().put(2, written, "muted"))
    return [*lines, Line()]


def days_line(sight: Sight) -> list[Line]:
    """The line of days: past muted, what the rule reads in accent, what is to come thin."""
    trial, width, glyphs, today = sight.trial, sight.width, sight.glyphs, sight.diary.today
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
    if sight.airy:
        window = trial.rule.window
        said = ngettext("the rule reads this {n} day", "the rule reads these {n} days", window)
        lines.append(Line().right(width, (said.format(n=window), "muted")))
    return [*lines, Line()]


def rule_lines(sight: Sight) -> list[Line]:
    """Each line of the rule with how much data it has, and never how it stands."""
    rule, findings = sight.trial.rule, sight.found.criteria
    need = len(findings) if rule.need == "all" else rule.need
    held = _("{need} of {n} have to hold").format(need=need, n=len(findings))
    head = Line().put(0, _("The rule"), "bright bold").then(held, "muted", gap=2)
    lines = [head.right(sight.width, (_("data so far"), "muted"))]
    if rule.veto:
        names = "; ".join(criterion_name(name) for name in rule.veto)
        lines.append(Line().put(0, _("In any case: {names}.").format(names=names), "muted", room=sight.width))
    lines += [Line()] if sight.airy else []
    said = [data_text(finding) for finding in findings]
    cells, room = SHORT_METER if sight.airy else METER, max(map(cell_len, said), default=0)
    for finding, data in zip(findings, said, strict=True):
        line = Line().put(0, criterion_line(finding), "text", room=sight.width - room - 2)
        start = sight.width - room - 3 - cells
        if finding.id != "people" and line.width + 1 < start:
            line.join(meter(finding.n, max(1, finding.needed), cells, sight.glyphs), start)
        lines.append(line.right(sight.width, (data, "text"), gap=1))
        lines += [Line()] if sight.airy else []
    return [*lines, *([] if sight.airy else [Line()])]


def waiting_lines(sight: Sight) -> list[Line]:
    """No verdict before the end."""
    end = day_heading(sight.trial.end)
    said = _("No verdict before {day}.").format(day=end)
    rest = _("Until then only the amount of data is shown, never how it stands.")
    return [
        *[Line().put(0, row) for row in wrapped(said, sight.width)],
        *[Line().put(0, row, "muted") for row in wrapped(rest, sight.width)],
    ]


def verdict_lines(sight: Sight) -> list[Line]:
    """The verdict, the same way whatever it is: the word, each line, what it cost, what comes next."""
    lines = [Line().put(0, row, "bright bold") for row in wrapped(_overall(sight), sight.width)]
    lines.append(Line().put(0, need_text(sight.found.rule), "muted", room=sight.width))
    lines += [Line(), *_findings(sight, sight.found)]
    first = sight.found.first_rule
    if first is not None and first.verdict is not None:
        said = _("By your first rule: {word}").format(word=_(WORDS[first.verdict]))
        lines += [Line().put(0, row) for row in wrapped(said, sight.width)]
        lines += [*_findings(sight, first)]
    written = _("{logged} of {days} days written.").format(
        logged=sight.found.logged_days, days=len(sight.found.window)
    )
    lines.append(Line().put(0, written, "muted"))
    lines += [Line().put(0, row, "muted") for said in _price(sight) for row in wrapped(said, sight.width)]
    chosen = choice_text(sight.trial) or _("What comes next is yours to choose: c.")
    lines += [Line(), Line().put(0, chosen, "text")]
    why = [sight.names.words(reason, _("note hidden")) for reason in reasons(sight.trial)]
    return [*lines, *[Line().put(2, row, "muted") for text in why for row in wrapped(text, sight.width - 2)]]


def _overall(sight: Sight) -> str:
    ended = sight.diary.trial.ended_on(sight.trial)
    if ended is not None:
        return _("Stopped on {day}. That was a decision, and everything you wrote is kept.").format(
            day=long_day(ended)
        )
    return verdict_text(sight.trial, sight.found)


def _findings(sight: Sight, found: Verdict) -> list[Line]:
    lines = []
    for finding in found.criteria:
        early = finding.status is Standing.TOO_EARLY
        lines.append(Line().put(0, criterion_line(finding), "text"))
        lines.append(
            Line().put(2, finding_text(finding), "muted" if early else "bright", room=sight.width - 2)
        )
    return [*lines, Line()]


def _price(sight: Sight) -> list[str]:
    figures = sight.diary.figures
    tied = [tie for tie in figures.ties().tasks[:MOST_TIES] if tie.points > 0] if figures.weeks() else []
    lines = []
    if tied:
        names = "; ".join(f"{sight.names.task(tie.id)} ({tie.points:.1f})" for tie in tied)
        lines.append(_("What still ties you most: {names}").format(names=names))
    span = sight.diary.trial.price_span(sight.found)
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


def side_lines(sight: Sight, width: int) -> tuple[list[Line], list[Line]]:
    """The two panels: the amendments, and the free choice at the end."""
    trial = sight.trial
    count = str(len(trial.amendments))
    changes = [Line().put(0, _("Amendments"), "bright bold").right(width, (count, "muted")), Line()]
    changes += amendment_lines(trial, sight.names, width) or [
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
