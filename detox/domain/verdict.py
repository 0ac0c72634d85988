"""The verdict: what the written rule says once the trial is over, by its own method; figures, no prose."""

from collections.abc import Callable
from datetime import date, timedelta

from detox.domain.dates import ONE_DAY, Span
from detox.domain.entries import CheckIn, Entry
from detox.domain.facts import (
    Evidence,
    WindowFacts,
    app_days,
    done_without_app,
    enough,
    enough_weeks,
    essential_unmet,
    key_people,
    minutes_by_day,
    normal_days,
)
from detox.domain.judging import (
    TOO_EARLY,
    Clarity,
    Judged,
    Standing,
    combined,
    judge_amount,
    judge_count,
    judge_direction,
    judge_level,
    judge_rating,
    judge_share,
    judge_shift,
    judge_whole,
)
from detox.domain.kept_readings import (
    SinceThen,
    figures_of,
    kept_reading,
    reading_of,
    since_then,
    with_reading,
)
from detox.domain.readings import Reading, ReadingKind
from detox.domain.record import Record
from detox.domain.rule_reading import (
    LineRead,
    RuleReading,
    Unwritten,
    changed_reading,
    first_reading,
    unwritten_so_far,
)
from detox.domain.trend import WEEKS_NEEDED, index_trend
from detox.domain.trial import Criterion, Op, Rule, Trial
from detox.domain.window_days import WindowDays


class CriterionResult(Record, frozen=True, kw_only=True):
    """One line of the rule, read; before the end only `id`, `op`, `threshold`, `n` and `needed` are known."""

    id: str
    op: Op
    threshold: float
    status: Standing | None = None
    clarity: Clarity | None = None
    value: float | None = None
    """In the unit of the line: per cent, points, days or minutes."""
    low: float | None = None
    high: float | None = None
    n: int
    """How much data there is: days, weeks or people; of two spans, the poorer one."""
    needed: int
    """How much it takes."""
    hits: int | None = None
    """Of a share: how many..."""
    tries: int | None = None
    """...of how many."""
    confidence: float | None = None
    why: str | None = None
    """Why it is too early, by the second method: "unwritten" days could turn it, or too few "days" were."""
    turned: float | None = None
    """Of a share, in per cent: what it would be if every second unwritten day had been bad."""


class Verdict(Record, frozen=True, kw_only=True):
    """A rule, read."""

    verdict: Standing | None
    """`None` before the end, unless it is a preview."""
    preview: bool
    day: int
    """The trial's day; never more than `days`."""
    days: int
    window: Span
    """The days that are read."""
    logged_days: int
    """Those of them that were written."""
    criteria: tuple[CriterionResult, ...]
    rule: Rule
    first_rule: "Verdict | None" = None
    """The same days by the rule as it was first written, where it was changed later; by the first method."""
    entry_days: int | None = None
    """Those with an entry; from here on, what only the second method says."""
    late_days: int | None = None
    """Written days that were written more than two days after."""
    paused_days: int | None = None
    unwritten: Unwritten | None = None
    read: Reading | None = None
    """The reading that was kept and is shown here; `None` where it was not read yet."""
    since_then: SinceThen | None = None
    """What it would say with what was written since."""
    changed: RuleReading | None = None
    """The rule as it was changed later, on the list of its own end; never the headline."""

    @property
    def over(self) -> bool:
        """Whether the rule may be read."""
        return self.verdict is not None and not self.preview


def verdict(trial: Trial, evidence: Evidence, *, today: date, preview: bool = False) -> Verdict:
    """What the trial's rule says.

    From the last day on it is final: nothing written about later days changes it. Before, it only counts
    the data the final window has so far; a preview reads the days up to `today` as if it were the end.
    By the second method it is the first rule's, from the day after its end, and what was read first stays.
    """
    if trial.method > 1:
        return _by_second_method(trial, evidence, today=today, preview=preview)
    end = trial.end
    read = _read(trial, trial.rule, evidence, today=today, end=end, preview=preview)
    if not trial.amendments:
        return read
    first = trial.first_rule
    first_end = min(trial.first_end, max(end, today))
    return read.replace(first_rule=_read(trial, first, evidence, today=today, end=first_end, preview=preview))


def read_and_kept(trial: Trial, evidence: Evidence, *, today: date, moment: str) -> Trial:
    """The trial with what it says from now on, of the first rule and, after its own end, of the changed one.

    Ask only when the first rule's end is over. What was read before stays as it is.
    """
    made, day = trial, trial.day_number(today)
    if kept_reading(made) is None:
        figures = figures_of(_first(trial, evidence), method=trial.method)
        made = with_reading(made, ReadingKind.FIRST, time=moment, day=day, rule=0, figures=figures)
    changed = changed_reading(trial, evidence, today=today) if trial.method > 1 else None
    if changed is not None and kept_reading(made, ReadingKind.CHANGED) is None:
        made = with_reading(
            made,
            ReadingKind.CHANGED,
            time=moment,
            day=day,
            rule=len(trial.amendments),
            figures=figures_of(changed),
        )
    return made


def _first(trial: Trial, evidence: Evidence) -> RuleReading:
    """The first rule at its own end, by the trial's method."""
    if trial.method > 1:
        return first_reading(trial, evidence)
    end = trial.first_end
    found = _read(trial, trial.first_rule, evidence, today=end, end=end, preview=True)
    days = WindowDays(evidence, start=trial.start, length=trial.window, last=end, method=1)
    return RuleReading(
        verdict=found.verdict or Standing.TOO_EARLY,
        window=found.window,
        logged_days=found.logged_days,
        entry_days=len(days.entry_days),
        late_days=days.late_days,
        paused_days=days.paused_days,
        criteria=tuple(map(_line_read, found.criteria)),
        unwritten=None,
    )


def _line_read(found: CriterionResult) -> LineRead:
    judged = Judged(
        status=found.status or Standing.TOO_EARLY,
        clarity=found.clarity,
        value=found.value,
        low=found.low,
        high=found.high,
    )
    return LineRead(
        id=found.id,
        op=found.op,
        threshold=found.threshold,
        n=found.n,
        needed=found.needed,
        judged=judged,
        hits=found.hits,
        tries=found.tries,
    )


def _by_second_method(trial: Trial, evidence: Evidence, *, today: date, preview: bool) -> Verdict:
    end, over = trial.first_end, today > trial.first_end
    now = first_reading(trial, evidence, last=end if over or not preview else min(today, end))
    kept = kept_reading(trial) if over else None
    shown = (reading_of(kept.figures) if kept and kept.figures else None) or now
    window = shown.window or Span(first=end, last=end)
    records: list[Entry | CheckIn] = [*evidence.rows, *evidence.checkins]
    moments = (record.updated_at for record in records if record.day in window)
    return Verdict(
        verdict=shown.verdict if over else None,
        preview=preview and not over,
        day=min(trial.day_number(today), trial.days),
        days=trial.days,
        window=window,
        logged_days=shown.logged_days,
        criteria=tuple(_line_shown(line, values=over or preview, words=over) for line in shown.criteria),
        rule=trial.first_rule,
        entry_days=shown.entry_days,
        late_days=shown.late_days,
        paused_days=shown.paused_days,
        unwritten=now.unwritten if over else unwritten_so_far(trial, evidence, today=today),
        read=kept,
        since_then=since_then(shown, now, moments) if kept else None,
        changed=changed_reading(trial, evidence, today=today),
    )


def _line_shown(line: LineRead, *, values: bool, words: bool) -> CriterionResult:
    """A line as it may be shown: how much data it has, in a preview its value, at the end its word."""
    read = CriterionResult(id=line.id, op=line.op, threshold=line.threshold, n=line.n, needed=line.needed)
    judged = line.judged
    if values:
        read = read.replace(
            value=judged.value, low=judged.low, high=judged.high, hits=line.hits, tries=line.tries
        )
    if words:
        read = read.replace(
            status=judged.status, clarity=judged.clarity, why=judged.why, turned=judged.turned
        )
    return read


def _read(trial: Trial, rule: Rule, evidence: Evidence, *, today: date, end: date, preview: bool) -> Verdict:
    over = today >= trial.end
    until = min(today, end)
    last = until if preview else end
    window = Span(first=last - timedelta(days=rule.window - 1), last=last)
    facts = WindowFacts(evidence, start=trial.start, window=window, until=until)
    findings = tuple(_finding(criterion, facts, told=over or preview) for criterion in rule.criteria)
    return Verdict(
        verdict=_combined(rule, findings) if over or preview else None,
        preview=preview and not over,
        day=min(trial.day_number(today), trial.rule.days),
        days=trial.rule.days,
        window=Span(first=max(window.first, min(trial.start, last)), last=last),
        logged_days=facts.logged,
        criteria=findings,
        rule=rule,
    )


def _combined(rule: Rule, findings: tuple[CriterionResult, ...]) -> Standing:
    known = [(finding.id, finding.status) for finding in findings if finding.status is not None]
    return combined(
        [status for _, status in known],
        [status for name, status in known if name in rule.veto],
        None if rule.need == "all" else rule.need,
    )


def _finding(criterion: Criterion, facts: WindowFacts, *, told: bool) -> CriterionResult:
    n, needed, judge = _READERS[criterion.id](criterion, facts)
    read = CriterionResult(id=criterion.id, op=criterion.op, threshold=criterion.value, n=n, needed=needed)
    if not told:
        return read
    judged = judge()
    hits, tries = _parts(criterion.id, facts) if judged.status is not Standing.TOO_EARLY else (None, None)
    return read.replace(
        status=judged.status,
        clarity=judged.clarity,
        value=judged.value,
        low=judged.low,
        high=judged.high,
        hits=hits,
        tries=tries,
        confidence=judged.confidence,
    )


def _parts(name: str, facts: WindowFacts) -> tuple[int | None, int | None]:
    if name == "people":
        return key_people(facts)
    count = {"normal_days": normal_days, "without_app": done_without_app}.get(name)
    share = count(facts) if count else None
    return (share.k, share.n) if share else (None, None)


Judge = tuple[int, int, Callable[[], Judged]]
"""How much data there is, how much it takes, and how to judge it."""


def _normal_days(criterion: Criterion, facts: WindowFacts) -> Judge:
    share = normal_days(facts)
    n, needed = share.n if share else 0, enough(facts.days)
    return n, needed, lambda: judge_share(share, criterion.value) if share and n >= needed else TOO_EARLY


def _index(criterion: Criterion, facts: WindowFacts) -> Judge:
    found, needed = facts.window_weeks, enough_weeks(facts.days)
    values, errors = [index for index, _ in found], [se for _, se in found]
    return (
        len(found),
        needed,
        lambda: judge_level(values, errors, criterion.value) if len(found) >= needed else TOO_EARLY,
    )


def _without_app(criterion: Criterion, facts: WindowFacts) -> Judge:
    share, n, needed = done_without_app(facts), facts.logged, enough(facts.days)
    return n, needed, lambda: judge_share(share, criterion.value) if share and n >= needed else TOO_EARLY


def _count(criterion: Criterion, facts: WindowFacts) -> Judge:
    count = app_days(facts) if criterion.id == "app_days" else essential_unmet(facts)
    n, needed = facts.logged, enough(facts.days)
    return (
        n,
        needed,
        lambda: judge_count(count, criterion.value, logged=n, window=facts.days, needed=needed),
    )


def _urge(criterion: Criterion, facts: WindowFacts) -> Judge:
    given, needed = facts.ratings("urge", facts.last_half), enough(facts.days_of(facts.last_half))
    return (
        len(given),
        needed,
        lambda: judge_rating(given, criterion.value) if len(given) >= needed else TOO_EARLY,
    )


def _shift(criterion: Criterion, facts: WindowFacts) -> Judge:
    first, last = (facts.ratings(criterion.id, half) for half in (facts.first_half, facts.last_half))
    spare = min(
        len(first) - enough(facts.days_of(facts.first_half)),
        len(last) - enough(facts.days_of(facts.last_half)),
    )
    needed = enough(facts.days_of(facts.last_half))
    return (
        min(len(first), len(last)),
        needed,
        lambda: judge_shift(first, last, criterion.value, criterion.op) if spare >= 0 else TOO_EARLY,
    )


def _cost(criterion: Criterion, facts: WindowFacts) -> Judge:
    minutes, needed = minutes_by_day(facts), enough(facts.days)
    return (
        len(minutes),
        needed,
        lambda: judge_amount(minutes, criterion.value) if len(minutes) >= needed else TOO_EARLY,
    )


def _people(criterion: Criterion, facts: WindowFacts) -> Judge:
    part, whole = key_people(facts)
    return whole, 1, lambda: judge_whole(part, whole, criterion.value) if whole else TOO_EARLY


def _no_rise(_: Criterion, facts: WindowFacts) -> Judge:
    trend = index_trend(facts.scored[1], facts.window.last + ONE_DAY, at_end=True)
    return trend.weeks_used, WEEKS_NEEDED, lambda: judge_direction(trend)


_READERS: dict[str, Callable[[Criterion, WindowFacts], Judge]] = {
    "normal_days": _normal_days,
    "index": _index,
    "without_app": _without_app,
    "essential_unmet": _count,
    "app_days": _count,
    "urge": _urge,
    "cut_off": _shift,
    "mood": _shift,
    "cost": _cost,
    "people": _people,
    "no_rise": _no_rise,
}
