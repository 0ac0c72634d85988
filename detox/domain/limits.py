"""The limits of a return, and how often a day kept to them: only what is written is counted."""

from collections.abc import Iterable, Sequence

from detox.domain.entries import Entry, Outcome
from detox.domain.record import Record
from detox.domain.trial import Choice, Ending, Hours

LIMITED = (Ending.RETURN, Ending.BRIDGE)
"""What is chosen with limits."""


class LimitCount(Record, frozen=True, kw_only=True):
    """How often the app was used on a day, beside the limits one set oneself."""

    within: int
    outside: int
    unknown: int
    """Where what is written does not say: a limit of hours and no time, or no limit of tasks or hours."""


def kept_to(choice: Choice, rows: Iterable[Entry]) -> LimitCount:
    """How many uses of the app lie within the limits of a choice; people are shown, and never counted.

    Args:
        choice: a return or a bridge.
        rows: what came up on the day; only entries done with the app count.
    """
    found = [_within(choice, row) for row in rows if row.outcome is Outcome.APP and not row.swept]
    return LimitCount(within=found.count(True), outside=found.count(False), unknown=found.count(None))


def _within(choice: Choice, row: Entry) -> bool | None:
    """`None` where it cannot be told."""
    if choice.tasks and row.task not in choice.tasks:
        return False
    if choice.hours:
        return None if row.at is None else _in_hours(row.at, choice.hours)
    return True if choice.tasks else None


def _in_hours(at: str, hours: Sequence[Hours]) -> bool:
    """Both ends belong to the hours; hours may reach over midnight."""
    return any(
        span.first <= at <= span.last if span.first <= span.last else at >= span.first or at <= span.last
        for span in hours
    )
