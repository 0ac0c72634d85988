"""What of a rule may be shown: nothing but the amount of data before it is read, then what was kept."""

from detox.domain.dates import Span
from detox.domain.entries import CheckIn, Entry
from detox.domain.facts import Evidence
from detox.domain.judging import Standing, combined
from detox.domain.kept_readings import reading_of, since_then
from detox.domain.readings import Reading
from detox.domain.rule_reading import LineRead, RuleReading
from detox.domain.trial import Trial
from detox.domain.verdict import CriterionResult, Verdict, read_and_kept


def without_words(found: Verdict, *, values: bool) -> Verdict:
    """A verdict that says nothing yet: neither met nor not met, nor how clearly.

    Args:
        found: what the rule would say.
        values: whether the values and their ranges may be seen, as in a look ahead.
    """
    lines = []
    for line in found.criteria:
        bare = CriterionResult(id=line.id, op=line.op, threshold=line.threshold, n=line.n, needed=line.needed)
        if values:
            seen = {name: getattr(line, name) for name in ("value", "low", "high", "hits", "tries")}
            bare = bare.replace(**seen)
        lines.append(bare)
    return found.replace(
        verdict=None,
        preview=values,
        criteria=tuple(lines),
        first_rule=None,
        since_then=None,
        changed=None,
    )


def if_unwritten_were_bad(found: Verdict) -> Standing | None:
    """What an answer that was read would be, had all days that do not say been bad.

    `None` before it is read, and where it would be the same. Only the line of normal days is turned; a rule
    without it stays as it is.
    """
    if found.verdict is None or found.unwritten is None or not found.unwritten.days:
        return None
    worst = found.unwritten.all_bad
    words = [
        (line.id, _standing(worst, line.threshold) if line.id == "normal_days" else line.status)
        for line in found.criteria
    ]
    known = [(name, word) for name, word in words if word is not None]
    answer = combined(
        [word for _, word in known],
        [word for name, word in known if name in found.rule.veto],
        None if found.rule.need == "all" else found.rule.need,
    )
    return None if answer is found.verdict else answer


def _standing(share: float, least: float) -> Standing:
    return Standing.MET if round(share, 6) >= least else Standing.NOT_MET


def answer_of_first_method(trial: Trial, evidence: Evidence, kept: Reading) -> Verdict:
    """What a trial of the first method said when it was read, and what it would be now."""
    now = _read_now(trial, evidence, kept)
    shown = (reading_of(kept.figures) if kept.figures else None) or now
    window = shown.window or Span(first=trial.first_end, last=trial.first_end)
    records: list[Entry | CheckIn] = [*evidence.rows, *evidence.checkins]
    moments = [record.updated_at for record in records if record.day in window]
    return Verdict(
        verdict=shown.verdict,
        preview=False,
        day=trial.days,
        days=trial.days,
        window=window,
        logged_days=shown.logged_days,
        criteria=tuple(map(line_shown, shown.criteria)),
        rule=trial.first_rule,
        entry_days=shown.entry_days,
        late_days=shown.late_days,
        paused_days=shown.paused_days,
        read=kept,
        since_then=since_then(shown, now, moments),
    )


def line_shown(line: LineRead) -> CriterionResult:
    """A line as it was read, with its word."""
    judged = line.judged
    return CriterionResult(
        id=line.id,
        op=line.op,
        threshold=line.threshold,
        status=judged.status,
        clarity=judged.clarity,
        value=judged.value,
        low=judged.low,
        high=judged.high,
        n=line.n,
        needed=line.needed,
        hits=line.hits,
        tries=line.tries,
        why=judged.why,
        turned=judged.turned,
    )


def _read_now(trial: Trial, evidence: Evidence, kept: Reading) -> RuleReading:
    unread = trial.replace(readings=())
    made = read_and_kept(unread, evidence, today=trial.first_end, moment=kept.time).readings[0]
    found = reading_of(made.figures or {})
    if found is None:
        raise AssertionError("figures that were just made are figures")
    return found
