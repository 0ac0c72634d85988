"""One week of a diary, reckoned: what the charts draw, the tables list and `trend --json` prints."""

from datetime import date
from enum import StrEnum

from detox.domain.entries import Outcome, Record


class Status(StrEnum):
    """How far a week's index can be relied on."""

    OK = "ok"
    PARTIAL = "partial"
    TOO_FEW = "too few"
    NO_DATA = "no data"


class Week(Record, frozen=True, kw_only=True):
    """A week's figures, in the order of the JSON that shows them; `None` is not known, never zero."""

    week: int
    """Its number, from 1."""
    start: date
    end: date
    status: Status
    index: float | None
    """0..100; `None` only where there is no data."""
    se: float | None
    low: float | None
    high: float | None
    coverage: float
    """Importance of the tasks tested at least once, as a share of the basket's, 0..1."""
    fresh: float
    stale: float
    events: int
    """Entries of listed tasks that were needed."""
    by_category: dict[str, float]
    """Points; they add up to the index."""
    outcomes: dict[Outcome, int]
    """Every outcome, in the order of `Outcome`, over all entries of the week."""
    minutes: int
    """Extra minutes, all entries."""
    favours: int
    """Entries done through another person."""
    logged_days: int
    """Days with an entry or an answered check-in."""
    normal_days: int
    """Days whose check-in says lived normally."""
    normal_answers: int
    """Days whose check-in answers that question either way."""
    mood: float | None
    """The week's mean of the days it was given."""
    cut_off: float | None
    urge: float | None
    note: str | None
    """`higher` or `lower` than the weeks before; `None` where it is like them."""
