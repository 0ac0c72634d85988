"""What can be said of a rule before it is read: what nothing can meet any more, what may not stand."""

from collections.abc import Sequence
from datetime import date
from statistics import median

from detox.domain.facts import ESSENTIAL, HALF, Evidence
from detox.domain.record import Record
from detox.domain.trend import WEEKS_NEEDED
from detox.domain.trial import BasketTask, Rule, Trial
from detox.domain.window_days import WindowDays, frozen_list

ON_LIST = ("index", "without_app", "essential_unmet")
"""Lines that read the list."""
TWO_HALVES = ("mood", "cut_off")
"""Lines that compare the first two weeks with the last two."""


class SoFar(Record, frozen=True, kw_only=True):
    """What the days of the final window show that are already here."""

    whole: int
    """Days of the final window."""
    bad: int
    """Days answered "not normal"."""
    essential: int
    """Times that something that matters most could not be done."""
    app: int
    """Days with a return to the app."""
    half: int
    """Days of the window's last two weeks."""
    urges: tuple[int, ...]
    """The ratings they have."""


class Settled(Record, frozen=True, kw_only=True):
    """What no later writing can change, by arithmetic alone."""

    lines: tuple[str, ...]
    """The criteria that cannot be met any more, by name."""
    whole: bool
    """Whether the whole rule cannot be."""
    so_far: SoFar


def settled_on(trial: Trial, evidence: Evidence) -> Settled:
    """What is settled of the first rule on its frozen list; ask before its end."""
    days = WindowDays(evidence, start=trial.start, length=trial.window, last=trial.first_end)
    _, urges = days.ratings("urge", days.last_half)
    found = SoFar(
        whole=len(days.days),
        bad=sum(not normal for _, normal in days.normal),
        essential=days.essential_unmet(frozen_list(trial)),
        app=days.app_days,
        half=days.half,
        urges=tuple(int(urge) for urge in urges),
    )
    return settled(trial, found)


def settled(rule: Rule, found: SoFar) -> Settled:
    """Which lines of a rule nothing can meet any more, however the open days go."""
    lines = {line.id for line in rule.criteria if _is_settled(line.id, line.value, found)}
    need = len(rule.criteria) if rule.need == "all" else rule.need
    whole = bool(lines & set(rule.veto)) or len(rule.criteria) - len(lines) < need
    return Settled(lines=tuple(sorted(lines)), whole=whole, so_far=found)


def _is_settled(name: str, line: float, found: SoFar) -> bool:
    if name == "normal_days":
        return 100 * (found.whole - found.bad) < line * found.whole
    if name == "essential_unmet":
        return found.essential > line
    if name == "app_days":
        return found.app > line
    open_days = found.half - len(found.urges)
    return name == "urge" and median([*found.urges, *[0] * open_days]) > line


def refusals(rule: Rule, basket: Sequence[BasketTask], people: Sequence[str]) -> dict[str, str]:
    """The lines that may not be written down, with the reason.

    The reasons: "two fortnights", "six weeks": the trial is too short; "no key people", "empty list",
    "nothing essential": there is nothing to read.
    """
    found = {line.id: _refusal(line.id, rule.days, basket, people) for line in rule.criteria}
    return {name: why for name, why in found.items() if why}


def _refusal(name: str, days: int, basket: Sequence[BasketTask], people: Sequence[str]) -> str:
    if name in TWO_HALVES and days < 2 * HALF:
        return "two fortnights"
    if name == "no_rise" and days < 7 * WEEKS_NEEDED:
        return "six weeks"
    if name == "people" and not people:
        return "no key people"
    if name in ON_LIST and not basket:
        return "empty list"
    essential = any(task.importance == ESSENTIAL for task in basket)
    return "nothing essential" if name == "essential_unmet" and not essential else ""


def too_near(today: date, end: date) -> bool:
    """Whether a trial's new last day is less than a week ahead."""
    return (end - today).days < SOONEST_END


SOONEST_END = 7
"""An end moved nearer than that would be chosen by what is known already."""
