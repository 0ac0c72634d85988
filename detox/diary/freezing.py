"""What a rule freezes when it is written: it follows the list for three days, and never after that."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from detox.domain.entries import Contact, Task
from detox.domain.kept_readings import FREE_DAYS, frozen
from detox.domain.settled import refusals
from detox.domain.trial import Rule, Trial
from detox.errors import Forbidden
from detox.storage.transaction import Change


def may_renew(trial: Trial, today: date) -> bool:
    """Whether what is frozen still follows the list: until day 3, and while nothing is built on its hash."""
    fresh = not trial.amendments and not trial.readings and trial.choice is None
    return trial.method > 1 and fresh and trial.day_number(today) <= FREE_DAYS


def frozen_again(
    trial: Trial, tasks: Iterable[Task], people: Iterable[Contact], changes: Sequence[Change]
) -> Trial:
    """The trial with what it freezes as it will be after these changes.

    Raises:
        Forbidden: a line of its rule could not be read any more.
    """
    listed = {task.id: task for task in tasks}
    known = {contact.id: contact for contact in people}
    for change in changes:
        match change.before:
            case Task():
                listed.pop(change.before.id, None)
            case Contact():
                known.pop(change.before.id, None)
        match change.after:
            case Task():
                listed[change.after.id] = change.after
            case Contact():
                known[change.after.id] = change.after
    renewed = frozen(trial, listed.values(), known.values())
    refuse_unreadable(trial, renewed, known=unreadable(trial, trial))
    return renewed


def unreadable(rule: Rule, on: Trial) -> dict[str, str]:
    """The lines of a rule that cannot be read on what a trial froze, with the reason; see `refusals`."""
    return refusals(rule, on.basket, on.people)


def refuse_unreadable(rule: Rule, on: Trial, *, known: Mapping[str, str] | None = None) -> None:
    """Refuse a line that cannot be read; one in `known` for the same reason may stay.

    Raises:
        Forbidden: there is such a line; the reason is "why: line".
    """
    for line, why in unreadable(rule, on).items():
        if (known or {}).get(line) != why:
            raise Forbidden(f"{why}: {line}")


def without_lines(rule: Rule, gone: Iterable[str]) -> Rule:
    """The rule without some of its lines; so many fewer have to hold, one at least."""
    gone = set(gone)
    left = tuple(line for line in rule.criteria if line.id not in gone)
    need = rule.need
    if need != "all":
        need = max(1, need - (len(rule.criteria) - len(left)))
    return rule.replace(criteria=left, need=need, veto=tuple(name for name in rule.veto if name not in gone))
