"""The rule and its verdict as sentences: no cause, no shame, and the same layout for every result."""

from detox.catalogue import labels
from detox.domain.judging import Clarity, Standing
from detox.domain.trial import Criterion, Ending, Rule, Trial
from detox.domain.verdict import CriterionResult, Verdict
from detox.messages import listed, short_day, titled
from detox.words import N_, _, ngettext

CRITERIA = {
    "normal_days": (N_("days lived normally"), N_("at least {value} % of logged days")),
    "index": (N_("dependence"), N_("the middle week at {value} or less")),
    "without_app": (N_("done without the app"), N_("at least {value} % of what was needed")),
    "essential_unmet": (N_("what matters most could not be done"), N_("at most {value} times")),
    "app_days": (N_("days with a return to the app"), N_("at most {value} days")),
    "urge": (N_("urge to register again"), N_("the middle of the last two weeks at {value} or less")),
    "cut_off": (N_("cut off, last two weeks against the first"), N_("higher by at most {value}")),
    "mood": (N_("mood, last two weeks against the first"), N_("changed by {value} or better")),
    "cost": (N_("extra minutes"), N_("at most {value} on the middle logged day")),
    "people": (N_("key people reachable"), N_("at least {value} %")),
    "no_rise": (N_("the weeks"), N_("not going up")),
}
SHORT = {
    "normal_days": N_("At least {value} % of logged days lived normally"),
    "index": N_("Dependence at most {value}, middle week"),
    "without_app": N_("At least {value} % done without the app"),
    "essential_unmet": N_("Essential things not done: at most {value}"),
    "app_days": N_("At most {value} days with a return to the app"),
    "urge": N_("Urge at most {value}, last two weeks"),
    "cut_off": N_("Cut off: at most {value} above the beginning"),
    "mood": N_("Mood: changed by {value} or better"),
    "cost": N_("Extra minutes a day: at most {value}"),
    "people": N_("At least {value} % of key people reachable"),
    "no_rise": N_("The weeks are not going up"),
}
WORDS = {Standing.MET: N_("met"), Standing.NOT_MET: N_("not met"), Standing.TOO_EARLY: N_("too early")}
CLARITY = {Clarity.CLEAR: N_("clear"), Clarity.CLOSE: N_("close to the line")}
PER_CENT = ("normal_days", "without_app", "people")
WEEKS, PEOPLE = ("index", "no_rise"), ("people",)


def criterion_name(name: str) -> str:
    """What a criterion is about."""
    return _(CRITERIA[name][0])


def criterion_text(criterion: Criterion | CriterionResult) -> str:
    """A line of the rule: "days lived normally: at least 80 % of logged days"."""
    value = criterion.value if isinstance(criterion, Criterion) else criterion.threshold
    name, line = CRITERIA[criterion.id]
    return _("{name}: {line}").format(name=_(name), line=_(line).format(value=f"{value:g}"))


def line_text(name: str, value: float) -> str:
    """A line of the rule, short enough to stand beside its data: "At most 4 days with a return"."""
    return _(SHORT[name]).format(value=f"{value:g}")


def need_text(rule: Rule) -> str:
    """How many lines must be met, and which in any case."""
    n = len(rule.criteria)
    if rule.need in ("all", n):
        said = ngettext("The one line must be met.", "All {n} must be met.", n).format(n=n)
    else:
        said = _("{need} of {n} must be met.").format(need=rule.need, n=n)
    if not rule.veto:
        return said
    names = "; ".join(criterion_name(name) for name in rule.veto)
    return said + " " + _("In any case: {names}.").format(names=names)


def day_text(day: int, days: int) -> str:
    """How far the trial is, while it runs."""
    return _("Day {n} of {days}. Your rule is read on day {days}.").format(n=day, days=days)


def data_text(finding: CriterionResult) -> str:
    """How much data a line has, and nothing of what it says: "12 of 17 days"."""
    if finding.id in PEOPLE:
        return _("list written") if finding.n else _("list not written yet")
    n, needed = finding.n, finding.needed
    if n > needed:
        return _("{data}, {needed} needed").format(data=amount_text(finding), needed=needed)
    if finding.id in WEEKS:
        return ngettext("{n} of {needed} week", "{n} of {needed} weeks", needed).format(n=n, needed=needed)
    return ngettext("{n} of {needed} day", "{n} of {needed} days", needed).format(n=n, needed=needed)


def amount_text(finding: CriterionResult) -> str:
    """How much stands behind a line: "26 days", "4 weeks"."""
    if finding.id in WEEKS:
        return ngettext("{n} week", "{n} weeks", finding.n).format(n=finding.n)
    return ngettext("{n} day", "{n} days", finding.n).format(n=finding.n)


def finding_text(finding: CriterionResult) -> str:
    """A line that was read: its value with its range, the word, and how clear it is."""
    word = _(WORDS[finding.status]) if finding.status else ""
    if finding.status is Standing.TOO_EARLY or finding.value is None:
        if not word:
            return data_text(finding)
        return _("{word} ({data})").format(word=word, data=data_text(finding))
    unit = " %" if finding.id in PER_CENT else ""
    value = (
        f"{finding.value:.0f}{unit}"
        if unit
        else f"{finding.value:g}"
        if finding.value == int(finding.value)
        else f"{finding.value:.1f}"
    )
    parts = [value]
    if finding.hits is not None and finding.tries is not None:
        parts.append(_("{hits} of {tries}").format(hits=finding.hits, tries=finding.tries))
    if finding.low is not None and finding.high is not None:
        parts.append(_("likely {low} to {high}").format(low=f"{finding.low:.0f}", high=f"{finding.high:.0f}"))
    if finding.hits is None:
        parts.append(_("from {data}").format(data=amount_text(finding)))
    if finding.clarity is not None:
        word = _("{word}, {clarity}").format(word=word, clarity=_(CLARITY[finding.clarity]))
    return titled(word, listed(parts))


def verdict_text(trial: Trial, verdict: Verdict) -> str:
    """The overall word, in a sentence that says whose rule it is."""
    rule = whose_rule(trial, verdict)
    if verdict.verdict is Standing.MET:
        return _("{rule}, this is met.").format(rule=rule)
    if verdict.verdict is Standing.NOT_MET:
        said = _("{rule}, this is not met.").format(rule=rule)
        return said + " " + _("That says something about these days and these tasks, not about you.")
    return _("{rule}, it is too early: too few days were written to read it.").format(rule=rule)


def whose_rule(trial: Trial, verdict: Verdict) -> str:
    """Which rule was read: the first one, or the one that came of a later change."""
    if verdict.rule != trial.first_rule and trial.amendments:
        change = trial.amendments[-1]
        said = ngettext(
            "By the rule as changed on day {day}, after {n} logged day",
            "By the rule as changed on day {day}, after {n} logged days",
            change.logged,
        )
        return said.format(day=change.day, n=change.logged)
    return _("By the rule you wrote on {day}").format(day=short_day(trial.start))


def amendment_text(day: int, logged: int, reason: str, *, late: bool) -> str:
    """A change of the rule: when, after how much data, why."""
    said = ngettext(
        "changed on day {day}, after {n} logged day: {reason}",
        "changed on day {day}, after {n} logged days: {reason}",
        logged,
    ).format(day=day, n=logged, reason=reason)
    return said + (" " + _("(late change)") if late else "")


def choice_text(trial: Trial) -> str:
    """What the person chose at the end; empty where nothing was chosen yet."""
    if trial.choice is None or (trial.choice.what is Ending.LATER and trial.choice.on < trial.end):
        return ""  # a trial that was stopped has chosen nothing yet
    return _("On {day} you chose: {what}.").format(
        day=short_day(trial.choice.on), what=_(labels.ENDINGS[trial.choice.what])
    )
