"""Readings: what a rule said when it was read, kept and chained so that no later look takes it back."""

from enum import StrEnum
from typing import Any, ClassVar

from detox.domain.fingerprint import fingerprint
from detox.domain.record import Record

HASH_LENGTH = 64
MOST_DAYS = 1_000_000
"""More days than there are between the first and the last day of any diary."""


class ReadingKind(StrEnum):
    """Why a rule was read."""

    LOOK = "look"
    """A look ahead before the end."""
    FIRST = "first"
    """The first rule, after its end: the answer that stays."""
    CHANGED = "changed"
    """The rule as it was changed later, after its own end."""


class Reading(Record, frozen=True, kw_only=True, rename={"what": "kind"}):
    """One reading of a rule."""

    kind: ClassVar[str] = "reading"
    what: ReadingKind
    time: str
    """RFC 3339 with offset."""
    day: int
    """The trial's day it was made on, from 1."""
    rule: int
    """Which rule was read: 0 the first, else the amendment's number."""
    figures: dict[str, Any] | None = None
    """What was shown, rounded to four decimals; `None` for a look."""
    prev_hash: str
    hash: str

    def __post_init__(self) -> None:
        self._expect_moment("time")
        self._expect_range("day", MOST_DAYS)
        self._expect_range("rule", MOST_DAYS)
        self._expect_text("prev_hash", HASH_LENGTH)
        self._expect_text("hash", HASH_LENGTH)

    @property
    def own_hash(self) -> str:
        """The hash that what stands here must have."""
        return fingerprint(
            {
                "kind": self.what,
                "time": self.time,
                "day": self.day,
                "rule": self.rule,
                "figures": self.figures,
                "prev_hash": self.prev_hash,
            }
        )
