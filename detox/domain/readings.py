"""Readings: what a rule said when it was read, kept and chained so that no later look takes it back."""

from enum import StrEnum
from typing import Annotated, Any, ClassVar

from detox.domain.fingerprint import fingerprint
from detox.domain.record import CheckedRecord, Moment, between, up_to

HASH_LENGTH = 64
MOST_DAYS = 1_000_000
"""More days than there are between the first and the last day of any diary."""
Hash = Annotated[str, up_to(HASH_LENGTH)]
TrialDay = Annotated[int, between(0, MOST_DAYS)]


class ReadingKind(StrEnum):
    """Why a rule was read."""

    LOOK = "look"
    """A look ahead before the end."""
    FIRST = "first"
    """The first rule, after its end: the answer that stays."""
    CHANGED = "changed"
    """The rule as it was changed later, after its own end."""


class Reading(CheckedRecord, frozen=True, kw_only=True, rename={"what": "kind"}):
    """One reading of a rule."""

    kind: ClassVar[str] = "reading"
    what: ReadingKind
    time: Moment
    day: TrialDay
    """The trial's day it was made on, from 1."""
    rule: TrialDay
    """Which rule was read: 0 the first, else the amendment's number."""
    figures: dict[str, Any] | None = None
    """What was shown, rounded to four decimals; `None` for a look."""
    prev_hash: Hash
    hash: Hash

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
