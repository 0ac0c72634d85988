"""The rule and its verdict as sentences: no cause, no shame, and the same layout for every result."""

from collections.abc import Mapping
from datetime import date

from detox.catalogue import labels
from detox.domain.facts import HALF
from detox.domain.fingerprint import code_of
from detox.domain.judging import Clarity, Standing
from detox.domain.kept_readings import SinceThen, broken_readings, look_days
from detox.domain.lines import UNWRITTEN
from detox.domain.readings import ReadingKind
from detox.domain.rule_reading import RuleReading, Unwritten
from detox.domain.settled import Settled, SoFar
from detox.domain.trial import Criterion, Ending, Rule, Trial
from detox.domain.verdict import CriterionResult, Verdict
from detox.messages import day_heading, full_day, listed, long_day, percent_text, sentences, titled
from detox.words import N_, _, ngettext

CRITERIA = {
    "normal_days": (N_("days lived normally"), N_("at least {value} % of logged days")),
    "index": (N_("dependence"), N_("the median week at most {value}")),
    "without_app": (N_("done without the app"), N_("at least {value} % of what was needed")),
    "essential_unmet": (N_("what matters most could not be done"), N_("at most {value} times")),
    "app_days": (N_("days with a return to the app"), N_("at most {value} days")),
    "urge": (N_("urge to register again"), N_("median of the last two weeks at most {value}")),
    "cut_off": (N_("cut off, last two weeks against the first"), N_("higher by at most {value}")),
    "mood": (N_("mood, last two weeks against the first"), N_("dropped by no more than {value}")),
    "cost": (N_("extra minutes"), N_("at most {value} on the median logged day")),
    "people": (N_("key people reachable"), N_("at least {value} %")),
    "no_rise": (N_("the index"), N_("not rising")),
}
SHORT = {
    "normal_days": N_("At least {value} % of logged days lived normally"),
    "index": N_("Dependence: median week at most {value}"),
    "without_app": N_("At least {value} % done without the app"),
    "essential_unmet": N_("Essential things not done: at most {value}"),
    "app_days": N_("At most {value} days with a return to the app"),
    "urge": N_("Urge at most {value}, last two weeks"),
    "cut_off": N_("Cut off: at most {value} above the beginning"),
    "mood": N_("Mood: dropped by no more than {value}"),
    "cost": N_("Extra minutes a day: at most {value}"),
    "people": N_("At least {value} % of key people reachable"),
    "no_rise": N_("The index is not rising"),
}
RISEN = {
    N_("dropped by no more than {value}"): N_("risen by at least {value}"),
    N_("Mood: dropped by no more than {value}"): N_("Mood: risen by at least {value}"),
}
"""How the line of the mood is said where it asks for more than at the beginning."""
WORDS = {Standing.MET: N_("met"), Standing.NOT_MET: N_("not met"), Standing.TOO_EARLY: N_("cannot be said")}
HEADLINES = {
    Standing.MET: N_("Yes."),
    Standing.NOT_MET: N_("No."),
    Standing.TOO_EARLY: N_("It cannot be said."),
}
"""The answer, in a word or two; always that of the first rule."""
CLARITY = {Clarity.CLEAR: N_("clearly"), Clarity.CLOSE: N_("narrowly")}
PER_CENT = ("normal_days", "without_app", "people")
WEEKS, PEOPLE = ("index", "no_rise"), ("people",)
RATED = ("urge", "cut_off", "mood")
"""Lines in points of a rating, where a tenth counts."""
LAST_HALF = ("urge", "cut_off", "mood")
"""Lines that read the last two weeks only."""


def criterion_name(name: str) -> str:
    """What a criterion is about."""
    return _(CRITERIA[name][0])


def criterion_text(criterion: Criterion | CriterionResult) -> str:
    """A line of the rule: "days lived normally: at least 80 % of logged days"."""
    value = criterion.value if isinstance(criterion, Criterion) else criterion.threshold
    name, line = CRITERIA[criterion.id]
    return _("{name}: {line}").format(name=_(name), line=_said_line(criterion.id, line, value))


def line_text(name: str, value: float) -> str:
    """A line of the rule, short enough to stand beside its data: "At most 4 days with a return"."""
    return _said_line(name, SHORT[name], value)


def _said_line(name: str, line: str, value: float) -> str:
    """A line with its number; nobody reads "changed by -1 or better"."""
    if name == "mood":
        line, value = (RISEN[line] if value > 0 else line), abs(value)
    return _(line).format(value=f"{value:g}")


def need_text(rule: Rule) -> str:
    """How many lines must be met, and which in any case."""
    n = len(rule.criteria)
    if rule.need in ("all", n):
        said = ngettext("The one line must be met.", "All {n} must be met.", n).format(n=n)
    else:
        said = _("{need} of {n} must be met.").format(need=rule.need, n=n)
    return sentences(said, veto_text(rule))


def veto_text(rule: Rule) -> str:
    """Which lines must be met in any case; empty where none has to."""
    names = listed(criterion_name(name) for name in rule.veto)
    return _("Must hold in any case: {names}.").format(names=names) if names else ""


def day_text(trial: Trial, day: int) -> str:
    """How far the trial is, while it runs, and when its rule is read."""
    if day < 1:
        return _("It begins on {day}.").format(day=day_heading(trial.start))
    return _("Day {n} of {days}. Your rule is read after day {days}.").format(n=day, days=trial.days)


def days_written_text(logged: int, days: int) -> str:
    """How many days are written, of so many; empty where there is no day yet."""
    said = ngettext("{logged} of {days} day written.", "{logged} of {days} days written.", days)
    return said.format(logged=logged, days=days) if days else ""


def line_days(rule: Rule, name: str) -> tuple[int, int]:
    """The first and the last day of the trial that a line reads; pauses let it reach back a little."""
    if name == "no_rise":
        return 1, rule.days
    length = 1 if name == "people" else min(HALF, rule.window) if name in LAST_HALF else rule.window
    return rule.days - length + 1, rule.days


def data_text(finding: CriterionResult, rule: Rule, day: int) -> str:
    """How much data a line has, and nothing of what it says; before its days begin, which these are.

    Args:
        finding: the line.
        rule: the rule it stands in.
        day: the trial's day it is, from 1.
    """
    if finding.id in PEOPLE:
        return _("list written") if finding.n else _("list not written yet")
    first, last = line_days(rule, finding.id)
    if day < 1:
        return _("read over days {first} to {last}").format(first=first, last=last)
    if day < first:
        said = _("read over days {first} to {last}; today is day {day}")
        return said.format(first=first, last=last, day=day)
    return enough_text(finding)


def enough_text(finding: CriterionResult) -> str:
    """How much data a line has: "12 of 17 days", "19 days, enough"."""
    n, needed = finding.n, finding.needed
    if n >= needed:
        return _("{data}, enough").format(data=amount_text(finding))
    if finding.id in WEEKS:
        return ngettext("{n} of {needed} week", "{n} of {needed} weeks", needed).format(n=n, needed=needed)
    return ngettext("{n} of {needed} day", "{n} of {needed} days", needed).format(n=n, needed=needed)


def need_of_line(finding: CriterionResult) -> str:
    """How much data a line takes: "17 days"."""
    return amount_text(finding.replace(n=finding.needed))


def amount_text(finding: CriterionResult) -> str:
    """How much stands behind a line: "26 days", "4 weeks"."""
    if finding.id in WEEKS:
        return ngettext("{n} week", "{n} weeks", finding.n).format(n=finding.n)
    return ngettext("{n} day", "{n} days", finding.n).format(n=finding.n)


def finding_text(finding: CriterionResult) -> str:
    """A line that was read, or looked at: its value with its range, the word, and how clear it is."""
    word = _(WORDS[finding.status]) if finding.status else ""
    if finding.value is None:
        said = enough_text(finding)
        return _("{word} ({data})").format(word=word, data=said) if word else said
    parts = [value_text(finding)]
    if finding.hits is not None and finding.tries is not None:
        parts.append(_parts_text(finding))
    parts += [said] if (said := likely_text(finding)) else []
    if finding.hits is None:
        parts.append(_("from {data}").format(data=amount_text(finding)))
    if finding.clarity is not None:
        word = _("{word}, {clarity}").format(word=word, clarity=_(CLARITY[finding.clarity]))
    return titled(word, listed(parts)) if word else listed(parts)


def likely_text(finding: CriterionResult) -> str:
    """The likely range of a line with its word; empty where there is none, or nothing is unsure."""
    said = range_text(finding)
    return _("likely {range}").format(range=said) if said else ""


def range_text(finding: CriterionResult) -> str:
    """The likely range of a line; empty where there is none, or nothing is unsure."""
    if finding.low is None or finding.high is None or finding.low == finding.high:
        return ""
    places = 1 if finding.id in RATED else 0
    low, high = (f"{round(value, places) + 0.0:.{places}f}" for value in (finding.low, finding.high))
    return _("{low} to {high}").format(low=low, high=high)


def value_text(finding: CriterionResult) -> str:
    """A line's value in its own unit; nothing where it is not known."""
    value = finding.value
    if value is None:
        return ""
    if finding.id in PER_CENT:
        return percent_text(value)
    return f"{value:g}" if value == int(value) else f"{value:.1f}"


def _parts_text(finding: CriterionResult) -> str:
    if finding.id in PEOPLE:
        return _("{hits} of {tries}").format(hits=finding.hits, tries=finding.tries)
    return _("{hits} of {tries} answered days").format(hits=finding.hits, tries=finding.tries)


def turned_text(finding: CriterionResult) -> str:
    """Why a line that the written days meet cannot be said; empty where that is not so."""
    if finding.why != UNWRITTEN or finding.turned is None or finding.value is None:
        return ""
    missing = _missing_days(finding)
    said = ngettext(
        "Met by the days you wrote. Were the {n} unwritten day half a bad one, it would be {turned} %: "
        "so it cannot be said.",
        "Met by the days you wrote. Were every second of the {n} unwritten ones bad, it would be {turned} %: "
        "so it cannot be said.",
        missing,
    )
    return said.format(n=missing, turned=f"{finding.turned:.0f}")


def _missing_days(finding: CriterionResult) -> int:
    """How many unwritten days turned a share: a kept reading has the two shares, and what they were of.

    With m of W days missing, turned = share - m / W (1/2 - (1 - share)), and n = W - m.
    """
    share, turned = (finding.value or 0) / 100, (finding.turned or 0) / 100
    part = (share - turned) / (share - 1 / 2)
    return round(finding.n * part / (1 - part))


def unwritten_text(unwritten: Unwritten) -> str:
    """What the unwritten days could turn, and how complete the written ones are."""
    n = unwritten.days
    if n:
        said = ngettext(
            "{n} day does not say whether it was normal. Bad: {bad} % normal days; good: {good} %.",
            "{n} days do not say whether they were normal. All {n} bad: {bad} % normal days; all good: "
            "{good} %.",
            n,
        ).format(n=n, bad=f"{unwritten.all_bad:.0f}", good=f"{unwritten.all_good:.0f}")
    else:
        said = _("Every day says whether it was normal.")
    if not unwritten.usual_tasks:
        return said
    left = _("On written days {n} of {all} usual tasks stayed unanswered.")
    return sentences(said, left.format(n=unwritten.unanswered_tasks, all=unwritten.usual_tasks))


def late_text(found: Verdict) -> str:
    """How many of the written days were written late, and how many days are paused; empty where none."""
    said = []
    if found.late_days:
        n = found.late_days
        late = ngettext(
            "{n} of them was written more than two days later.",
            "{n} of them were written more than two days later.",
            n,
        )
        said.append(late.format(n=n))
    if found.paused_days:
        n = found.paused_days
        said.append(ngettext("{n} day was paused.", "{n} days were paused.", n).format(n=n))
    return sentences(*said)


def headline(found: Verdict) -> str:
    """The answer of the first rule: "Yes.", "No." or "It cannot be said."; empty before it is read."""
    return _(HEADLINES[found.verdict]) if found.verdict is not None else ""


def earlier_texts(answers: Mapping[int, tuple[Trial, Verdict]]) -> list[str]:
    """What earlier trials came to, a line each, and where the whole of it is said."""
    said = _("An earlier trial, from {day}: {answer} All of it: detox verdict --trial {n}")
    return [
        said.format(day=long_day(trial.start), answer=headline(found), n=n)
        for n, (trial, found) in answers.items()
    ]


def verdict_text(trial: Trial, found: Verdict) -> str:
    """How many lines hold of how many that had to, by the rule that was written before the first day."""
    said = _("By the rule you wrote on {day}: {counts}").format(
        day=full_day(trial.start), counts=_counts([line.status for line in found.criteria], found.rule)
    )
    if found.verdict is Standing.NOT_MET:
        about = _("That says something about these days and these tasks, not about you.")
        return sentences(said, about)
    return said


def _counts(statuses: list[Standing | None], rule: Rule) -> str:
    met, n = statuses.count(Standing.MET), len(statuses)
    need = n if rule.need == "all" else rule.need
    said = ngettext("{met} of {n} line holds; {need} had to.", "{met} of {n} lines hold; {need} had to.", n)
    return said.format(met=met, n=n, need=need)


def changed_text(trial: Trial, changed: RuleReading) -> str:
    """What the rule says as it was changed later, in one line; never the headline."""
    statuses: list[Standing | None] = [line.judged.status for line in changed.criteria]
    return _("{rule}: {answer} {counts}").format(
        rule=_whose(trial), answer=_(HEADLINES[changed.verdict]), counts=_counts(statuses, trial.rule)
    )


def _whose(trial: Trial) -> str:
    if trial.rule == trial.first_rule:
        return _("On the list and the people of its last day")
    change = trial.amendments[-1]
    said = ngettext(
        "By the rule as changed on day {day}, after {n} logged day",
        "By the rule as changed on day {day}, after {n} logged days",
        change.logged,
    )
    return said.format(day=change.day, n=change.logged)


def read_text(found: Verdict) -> str:
    """When it was read, and the code of that reading; by which method where that was the first."""
    reading = found.read
    if reading is None:
        return _("Not read yet.")
    day = full_day(date.fromisoformat(reading.time[:10]))
    said = _("Read on {day}, code {code}.").format(day=day, code=code_of(reading.hash))
    by_first = (reading.figures or {}).get("method") == 1
    return sentences(said, _("Read by the first method.")) if by_first else said


def since_text(since: SinceThen) -> str:
    """What it would be with what was written since, and which lines have another word now."""
    word = _(WORDS[since.verdict])
    if since.written is None:
        said = _("With what was written since it would be: {word}").format(word=word)
    else:
        said = _("With what was written since ({day}) it would be: {word}").format(
            day=full_day(since.written), word=word
        )
    if not since.lines:
        return said
    names = listed(criterion_name(name) for name in since.lines)
    return _("{said}; another word for: {names}").format(said=said, names=names)


def looks_text(trial: Trial) -> str:
    """On how many days somebody looked ahead; empty where nobody did."""
    n = len(look_days(trial))
    said = ngettext("You looked ahead on {n} day.", "You looked ahead on {n} days.", n)
    return said.format(n=n) if n else ""


def broken_texts(trial: Trial) -> list[str]:
    """What of the rule's changes and readings is not as it was written, a sentence each."""
    said = []
    if trial.broken_link is not None:
        change = _("Change {n} is not as it was written: its code does not match.")
        said.append(change.format(n=trial.broken_link))
    reading = _("Reading {n} is not as it was written: its code does not match. It is not shown.")
    return [*said, *(reading.format(n=n) for n in broken_readings(trial))]


def several_text(trial: Trial) -> str:
    """That it was read more than once, and which answer stands; empty where that is not so."""
    broken = broken_readings(trial)
    first = [r for n, r in enumerate(trial.readings, 1) if r.what is ReadingKind.FIRST and n not in broken]
    if len(first) < 2:  # noqa: PLR2004 - one is as it should be
        return ""
    days = listed(full_day(date.fromisoformat(reading.time[:10])) for reading in first)
    return _("It was read {n} times ({days}); the earliest answer stands.").format(n=len(first), days=days)


def read_question(found: Verdict) -> str:
    """What is asked before a rule is read."""
    said = _("Your rule is read now and the answer stays.")
    unwritten = found.unwritten
    n = unwritten.days if unwritten else len(found.window) - found.logged_days
    if n:
        open_days = ngettext(
            "{n} of {days} days is unwritten; you may write it first.",
            "{n} of {days} days are unwritten; you may write them first.",
            n,
        )
        said = sentences(said, open_days.format(n=n, days=found.rule.window))
    return sentences(said, _("Read it?"))


def settled_texts(trial: Trial, found: Settled) -> list[str]:
    """What no later writing can change, a sentence for each line, then for the whole rule."""
    lines = {line.id: line.value for line in trial.criteria}
    said = [_settled_text(name, lines[name], found.so_far) for name in found.lines]
    if found.whole:
        said.append(_("So the rule can no longer be met. You may stop, or go on."))
    return said


def _settled_text(name: str, line: float, so_far: SoFar) -> str:
    if name == "normal_days":
        most = int(so_far.whole * (100 - line) // 100)
        said = _("{bad} of these {n} days were not normal, {most} is the most.")
        why = said.format(bad=so_far.bad, n=so_far.whole, most=most)
    elif name == "app_days":
        why = _("the app was used on {n} days, {most} is the most.").format(n=so_far.app, most=f"{line:g}")
    elif name == "essential_unmet":
        said = _("what matters most could not be done {n} times, {most} is the most.")
        why = said.format(n=so_far.essential, most=f"{line:g}")
    else:
        why = _("even with 0 on every open day the middle urge would be above {line}.").format(
            line=f"{line:g}"
        )
    return titled(_("This line can no longer be met"), why)


def amendment_text(day: int, logged: int, reason: str, *, late: bool) -> str:
    """A change of the rule: when, after how much data, why."""
    if day < 1:
        return _("changed before day 1: {reason}").format(reason=reason)
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
        day=full_day(trial.choice.on), what=_(labels.ENDINGS[trial.choice.what])
    )
