"""One week of a diary, reckoned: what the charts draw, the tables list and `trend --json` prints."""

from datetime import date
from enum import StrEnum
from typing import Protocol

from msgspec import field

from detox.domain.entries import Outcome
from detox.domain.record import Record


class EntryRow(Protocol):
    """As much of an entry as the figures need; an `Entry` is one."""

    @property
    def day(self) -> date: ...  # noqa: D102 - as in Entry
    @property
    def task(self) -> str: ...  # noqa: D102 - as in Entry
    @property
    def outcome(self) -> Outcome: ...  # noqa: D102 - as in Entry
    @property
    def minutes(self) -> int | None: ...  # noqa: D102 - as in Entry
    @property
    def helper(self) -> str | None: ...  # noqa: D102 - as in Entry
    @property
    def swept(self) -> bool: ...  # noqa: D102 - as in Entry


class Status(StrEnum):
    """How far a week's index can be relied on."""

    OK = "ok"
    PARTIAL = "partial"
    TOO_FEW = "too few"
    NO_DATA = "no data"


SPOKEN = ("normal_answers", "timed")
"""Fields of a week that its JSON leaves out: they only say how a number is spoken of."""


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
    """Importance of the tasks that came up at least once, as a share of those one should know of, 0..1.

    One should know of a task that came up once, and of a usual one that was never answered."""
    fresh: float
    """Importance of the tasks that came up this week, as a share of theirs and of the usual ones that were
    not mentioned in it, 0..1."""
    stale: float
    events: int
    """Entries of listed tasks that were needed."""
    never_answered: int = 0
    """How many usual tasks of the list were never answered, so that too little may be known."""
    not_come_up: int = 0
    """How many other tasks of the list have not come up yet; they are neither known nor missing."""
    by_category: dict[str, float]
    """Points; they add up to the index."""
    outcomes: dict[Outcome, int]
    """Every outcome, in the order of `Outcome`, over all entries of the week."""
    minutes: int
    """Extra minutes, all entries."""
    timed: int = 0
    """Entries whose minutes were written, be it 0."""
    favours: int
    """Entries done through another person."""
    logged_days: int
    """Days with an entry or an answered check-in."""
    normal_days: int
    """Days whose check-in says lived normally."""
    normal_answers: int
    """Days whose check-in answers that question either way."""
    means: dict[str, float | None] = field(default_factory=dict)
    """Of each of `WEEKLY_RATINGS` its mean over the days it was given."""
    rated: dict[str, int] = field(default_factory=dict)
    """On how many days each rating was given."""
    note: str | None
    """`higher` or `lower` than the weeks before; `None` where it is like them."""

    @property
    def known_minutes(self) -> int | None:
        """The extra minutes; `None` where something took an effort and no minutes were written at all."""
        efforts = self.outcomes[Outcome.WORKAROUND] + self.outcomes[Outcome.PROXY]
        return self.minutes if self.timed or not efforts else None

    @property
    def days(self) -> int:
        """How many days it has, its first and its last among them."""
        return (self.end - self.start).days + 1


class WeekScores(Record, frozen=True, kw_only=True):
    """What each task came to in a week: what the trend compares."""

    week: int
    """Its number, from 1."""
    end: date
    status: Status
    index: float | None
    members: dict[str, int]
    """The importance of each task on the list in that week, by id."""
    scores: dict[str, float]
    """Of those that came up in it, 0..100."""

    @property
    def good(self) -> bool:
        """Whether there is enough in it to be compared."""
        return self.status in (Status.OK, Status.PARTIAL)
