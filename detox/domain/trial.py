"""The trial: what "living normally" was said to mean, written down before it began."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

import msgspec
from msgspec import Meta

from detox.domain.entries import ClockTime, Importance
from detox.domain.fingerprint import code_of, fingerprint
from detox.domain.readings import Hash, Reading
from detox.domain.record import CheckedRecord, Identifier, Moment, Note, Record, between, limited

LENGTHS = range(7, 367)
DAYS = 84
WINDOW = 28
METHODS = (1, 2)
"""The methods a rule can be read by. A rule is hashed in the form of its own, which never changes."""
LONGEST_CHOICE = 520
"""Weeks; ten years."""


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


class Measure(Record, frozen=True, kw_only=True):
    """What a criterion may ask for."""

    op: Op
    usual: int
    """The line that is offered."""
    least: int
    most: int


CRITERIA = {
    "normal_days": Measure(op=Op.AT_LEAST, usual=80, least=0, most=100),
    "index": Measure(op=Op.AT_MOST, usual=40, least=0, most=100),
    "without_app": Measure(op=Op.AT_LEAST, usual=75, least=0, most=100),
    "essential_unmet": Measure(op=Op.AT_MOST, usual=2, least=0, most=10_000),
    "app_days": Measure(op=Op.AT_MOST, usual=4, least=0, most=366),
    "urge": Measure(op=Op.AT_MOST, usual=3, least=0, most=10),
    "cut_off": Measure(op=Op.AT_MOST, usual=1, least=-10, most=10),
    "mood": Measure(op=Op.AT_LEAST, usual=-1, least=-10, most=10),
    "cost": Measure(op=Op.AT_MOST, usual=20, least=0, most=1440),
    "people": Measure(op=Op.AT_LEAST, usual=90, least=0, most=100),
    "no_rise": Measure(op=Op.IS, usual=0, least=0, most=100),
}
"""Every criterion a rule may have, in the order they are offered."""
USUAL_CRITERIA = ("normal_days", "index", "essential_unmet", "app_days", "urge")
USUAL_VETO = ("app_days",)
"""Whatever else is met: a trial of living without the app was none where it was used too often."""


class Criterion(CheckedRecord, frozen=True, kw_only=True):
    """One line of the rule."""

    kind: ClassVar[str] = "criterion"
    id: str
    op: Op
    value: int | float
    """The line, in the criterion's own unit: per cent, points, days or minutes."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._expect(self.id in CRITERIA, "id", " | ".join(CRITERIA))
        measure = CRITERIA[self.id]
        # "Not going up" has no line: whatever sign and value it was written with, it means the same.
        self._expect(self.op == measure.op or measure.op is Op.IS, "op", measure.op)
        self._expect(measure.least <= self.value <= measure.most, "value", f"{measure.least}..{measure.most}")


class Rule(CheckedRecord, frozen=True, kw_only=True):
    """What has to hold at the end, for how long a trial."""

    kind: ClassVar[str] = "rule"
    days: Annotated[int, between(LENGTHS.start, LENGTHS.stop - 1)] = DAYS
    window: Annotated[int, Meta(extra_json_schema={"minimum": 1, "maximum": LENGTHS.stop - 1})] = WINDOW
    """How many of the last days the rule reads."""
    need: (
        Annotated[int, Meta(extra_json_schema={"minimum": 1, "maximum": len(CRITERIA)})] | Literal["all"]
    ) = "all"
    """How many of the criteria must be met."""
    veto: tuple[Annotated[str, Meta(extra_json_schema={"enum": list(CRITERIA)})], ...] = ()
    """Criteria that must be met whatever else is."""
    criteria: tuple[Criterion, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        self._expect(1 <= self.window <= self.days, "window", f"1..{self.days}")
        named = [criterion.id for criterion in self.criteria]
        self._expect(len(set(named)) == len(named), "criteria", "each criterion once")
        self._expect(set(self.veto) <= set(named), "veto", "criteria of this rule")
        most = max(1, len(named))
        self._expect(self.need == "all" or 1 <= self.need <= most, "need", f"all or 1..{most}")


_RULE_FIELDS = Rule.__struct_fields__


class Amendment(CheckedRecord, frozen=True, kw_only=True):
    """A later change of the rule, dated and kept, with what was known by then."""

    kind: ClassVar[str] = "amendment"
    n: int
    time: Moment
    day: int
    """The trial's day it was made on, from 1."""
    logged: int
    """Logged days by then."""
    rule: Rule
    """The whole new rule."""
    reason: Note
    prev_hash: Hash
    hash: Hash

    @property
    def own_hash(self) -> str:
        """The hash that what stands here must have."""
        facts = {
            field: getattr(self, field) for field in ("n", "time", "day", "logged", "reason", "prev_hash")
        }
        return fingerprint({**facts, "rule": _plain(self.rule)})

    def is_late(self, days: int) -> bool:
        """Whether it was made after two thirds of a trial of so many days."""
        return self.day * 3 > days * 2


class Hours(CheckedRecord, frozen=True, kw_only=True, rename={"first": "from", "last": "to"}):
    """Hours of a day, HH:MM, in which the app may be used again."""

    kind: ClassVar[str] = "hours"
    first: ClockTime
    last: ClockTime


class Choice(CheckedRecord, frozen=True, kw_only=True):
    """What the person decided at the end, and why."""

    kind: ClassVar[str] = "choice"
    added: ClassVar[tuple[str, ...]] = (
        "weeks",
        "tasks",
        "hours",
        "people",
        "no_groups",
        "review_on",
        "past",
    )
    on: date
    what: Ending
    why: Note = ""
    weeks: Annotated[int, between(0, LONGEST_CHOICE)] | None = None
    """For how long it is meant."""
    tasks: tuple[Identifier, ...] = ()
    """For which tasks, by id, one goes back or keeps a bridge."""
    hours: tuple[Hours, ...] = ()
    people: tuple[Identifier, ...] = ()
    """For which people, by a contact's id."""
    no_groups: bool = False
    review_on: date | None = None
    past: tuple["Choice", ...] = ()
    """What was chosen earlier, oldest first."""


class BasketTask(CheckedRecord, frozen=True, kw_only=True):
    """A task as it stood on the list when the rule was written; it is frozen with the rule."""

    kind: ClassVar[str] = "task of the frozen list"
    id: Identifier
    importance: Importance
    usual: bool
    """Whether it had a weekday on which it usually comes up."""


class Trial(Rule, frozen=True, kw_only=True):
    """A trial; its own fields are the first rule and never change."""

    kind: ClassVar[str] = "trial"
    added: ClassVar[tuple[str, ...]] = ("method", "basket", "people", "readings", "continues")
    start: date
    sentence: Note = ""
    amendments: tuple[Amendment, ...] = ()
    choice: Choice | None = None
    method: Annotated[int, limited(METHODS.__contains__, "1 | 2", enum=list(METHODS))] = 1
    """By which method it is read, one of `METHODS`; what says nothing was written by the first."""
    basket: tuple[BasketTask, ...] = ()
    """The list that was frozen with the rule, by id; empty with the first method."""
    people: tuple[Identifier, ...] = ()
    """The ids of the key people of that day, sorted; empty with the first method."""
    readings: tuple[Reading, ...] = ()
    """What it said when it was read, in the order of the readings; they only grow."""
    continues: date | None = None
    """The first day of the trial that this one goes on from."""

    @property
    def id(self) -> str:
        """A trial's id is its first day."""
        return self.start.isoformat()

    @property
    def first_rule(self) -> Rule:
        """The rule as it was written before the trial began."""
        return Rule(**{field: getattr(self, field) for field in _RULE_FIELDS})

    @property
    def first_hash(self) -> str:
        """The hash of the first rule and the person's own sentence; by the second method of the list too."""
        facts = {"version": self.method, "start": self.start.isoformat(), "note": self.sentence}
        if self.method > 1:
            facts |= {"basket": msgspec.to_builtins(self.basket), "people": self.people}
        return fingerprint({**facts, **_plain(self.first_rule)})

    @property
    def code(self) -> str:
        """Twelve digits of the first rule's hash, to write on paper: `9e19-4cb4-6f46`."""
        return code_of(self.first_hash)

    @property
    def last_hash(self) -> str:
        """The hash that the next amendment builds on."""
        return self.amendments[-1].hash if self.amendments else self.first_hash

    @property
    def broken_link(self) -> int | None:
        """The number of the first amendment that is not as it was written; `None`: the chain is whole."""
        prev_hash = self.first_hash
        for n, amendment in enumerate(self.amendments, start=1):
            if (amendment.n, amendment.prev_hash, amendment.hash) != (n, prev_hash, amendment.own_hash):
                return n
            prev_hash = amendment.hash
        return None

    def amended(self, rule: Rule, *, time: str, day: int, logged: int, reason: str) -> "Trial":
        """The trial with one more change of its rule, chained to what was written before.

        Args:
            rule: the whole new rule.
            time: the moment of the change, as in `Amendment`.
            day: the trial's day it is made on, from 1.
            logged: logged days by then.
            reason: why; asked, and kept.
        """
        loose = Amendment(
            n=len(self.amendments) + 1,
            time=time,
            day=day,
            logged=logged,
            rule=rule,
            reason=reason,
            prev_hash=self.last_hash,
            hash="",
        )
        return self.replace(amendments=(*self.amendments, loose.replace(hash=loose.own_hash)))

    @property
    def rule(self) -> Rule:
        """The rule as it stands now."""
        return self.amendments[-1].rule if self.amendments else self.first_rule

    @property
    def end(self) -> date:
        """The last day, by the rule as it stands."""
        return self.start + timedelta(days=self.rule.days - 1)

    @property
    def first_end(self) -> date:
        """The last day, by the first rule."""
        return self.start + timedelta(days=self.days - 1)

    @property
    def earlier_end(self) -> date:
        """The earlier of both."""
        return min(self.first_end, self.end)

    @property
    def later_end(self) -> date:
        """The later of both."""
        return max(self.first_end, self.end)

    @property
    def stopped_on(self) -> date | None:
        """The day it was stopped before the first of its ends; `None` where it was not."""
        if self.choice is None:
            return None
        first = (*self.choice.past, self.choice)[0]
        return first.on if first.on < self.earlier_end else None

    @property
    def last_day(self) -> date:
        """The day it was stopped, else the later of its ends; before its first day where it never began."""
        return self.stopped_on or self.later_end

    def day_number(self, day: date) -> int:
        """Which day of the trial that is: 1 on the first; zero or less before it."""
        return (day - self.start).days + 1


def rule_of(
    values: Mapping[str, float],
    *,
    days: int = DAYS,
    need: int | Literal["all"] | None = None,
    veto: Iterable[str] = (),
) -> Rule:
    """A rule with these lines, in the order of `CRITERIA`; unless said otherwise all but one must be met.

    Raises:
        BadField: no criterion is called that, or its line is out of range.
    """
    order = list(CRITERIA)
    named = sorted(values, key=lambda name: order.index(name) if name in CRITERIA else len(order))
    criteria = tuple(
        Criterion(id=name, op=CRITERIA[name].op if name in CRITERIA else Op.IS, value=values[name])
        for name in named
    )
    return Rule(
        days=days,
        window=min(WINDOW, days),
        need=need if need is not None else max(1, len(criteria) - 1),
        veto=tuple(veto),
        criteria=criteria,
    )


def written_down(rule: Rule, *, start: date, sentence: str = "") -> Trial:
    """The trial that has this as its first rule, from `start` on, with the person's own sentence."""
    return Trial(start=start, sentence=sentence, **{field: getattr(rule, field) for field in _RULE_FIELDS})


def usual_rule(days: int = DAYS) -> Rule:
    """The rule that is offered."""
    return rule_of({name: CRITERIA[name].usual for name in USUAL_CRITERIA}, days=days, veto=USUAL_VETO)


def _plain(rule: Rule) -> dict[str, object]:
    fields: dict[str, object] = msgspec.to_builtins(rule)
    return fields
