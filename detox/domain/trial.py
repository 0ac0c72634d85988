"""The trial: what "living normally" was said to mean, written down before it began."""

from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar, Literal

import msgspec

from detox.domain.entries import NOTE_LENGTH, Record

LENGTHS = range(7, 367)
WINDOW = 28


class Op(StrEnum):
    """Which side of its line a criterion wants."""

    AT_LEAST = ">="
    AT_MOST = "<="
    IS = "="


class Ending(StrEnum):
    """What the person chose at the end, free of the verdict."""

    STAY_OUT = "stay_out"
    EXTEND = "extend"
    RETURN = "return"
    BRIDGE = "bridge"
    LATER = "later"


class Criterion(Record, frozen=True, kw_only=True):
    """One line of the rule."""

    kind: ClassVar[str] = "criterion"
    id: str
    op: Op
    value: int | float
    """The line, in the criterion's own unit: per cent, points, days or minutes."""


class Rule(Record, frozen=True, kw_only=True):
    """What has to hold at the end, for how long a trial."""

    kind: ClassVar[str] = "rule"
    days: int = 84
    window: int = WINDOW
    """How many of the last days the rule reads."""
    need: int | Literal["all"] = "all"
    """How many of the criteria must be met."""
    veto: tuple[str, ...] = ()
    """Criteria that must be met whatever else is."""
    criteria: tuple[Criterion, ...] = ()

    def __post_init__(self) -> None:
        self._expect(self.days in LENGTHS, "days", f"{LENGTHS.start}..{LENGTHS.stop - 1}")
        self._expect(1 <= self.window <= self.days, "window", f"1..{self.days}")
        named = [criterion.id for criterion in self.criteria]
        self._expect(len(set(named)) == len(named), "criteria", "each criterion once")
        self._expect(set(self.veto) <= set(named), "veto", "criteria of this rule")
        most = max(1, len(named))
        self._expect(self.need == "all" or 1 <= self.need <= most, "need", f"all or 1..{most}")


class Amendment(Record, frozen=True, kw_only=True):
    """A later change of the rule, dated and kept, with what was known by then."""

    kind: ClassVar[str] = "amendment"
    n: int
    time: str
    day: int
    """The trial's day it was made on, from 1."""
    logged: int
    """Logged days by then."""
    rule: Rule
    """The whole new rule."""
    reason: str
    prev_hash: str
    hash: str

    def __post_init__(self) -> None:
        self._expect_moment("time")
        self._expect_text("reason", NOTE_LENGTH)


class Choice(Record, frozen=True, kw_only=True):
    """What the person decided at the end, and why."""

    kind: ClassVar[str] = "choice"
    on: date
    what: Ending
    why: str = ""

    def __post_init__(self) -> None:
        self._expect_text("why", NOTE_LENGTH)


class Trial(Rule, frozen=True, kw_only=True):
    """A trial; its own fields are the first rule and never change."""

    kind: ClassVar[str] = "trial"
    start: date
    sentence: str = ""
    amendments: tuple[Amendment, ...] = ()
    choice: Choice | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        self._expect_day("start")
        self._expect_text("sentence", NOTE_LENGTH)

    @property
    def id(self) -> str:
        """A trial's id is its first day."""
        return self.start.isoformat()

    @property
    def first_rule(self) -> Rule:
        """The rule as it was written before the trial began."""
        return Rule(**{field: getattr(self, field) for field in msgspec.structs.asdict(Rule())})

    @property
    def rule(self) -> Rule:
        """The rule as it stands now."""
        return self.amendments[-1].rule if self.amendments else self.first_rule

    @property
    def end(self) -> date:
        """The last day, by the rule as it stands."""
        return self.start + timedelta(days=self.rule.days - 1)

    def day_number(self, day: date) -> int:
        """Which day of the trial that is: 1 on the first; zero or less before it."""
        return (day - self.start).days + 1
