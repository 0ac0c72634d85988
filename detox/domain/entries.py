"""What leaving an app is made of: entries, check-ins, tasks, channels, people, steps, pauses."""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from detox.domain.questions import ADDED, Answers
from detox.domain.record import (
    NAME_LENGTH,
    CheckedRecord,
    DayOrMoment,
    Identifier,
    Minutes,
    Moment,
    Name,
    Note,
    Rating,
    between,
    limited,
    matching,
    up_to,
    whole,
)

IMPORTANCES = (1, 2, 3)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

CLOCK_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
AMOUNT = re.compile(r"[0-9]{1,9}(\.[0-9]{1,2})?")
CURRENCY = re.compile(r"[A-Z]{3}")
ClockTime = Annotated[str, matching(CLOCK_TIME, "HH:MM")]
USUAL_CURRENCY = "CNY"
"""Where none is named."""


class Outcome(StrEnum):
    """How one task went, once."""

    DIRECT = "direct"
    WORKAROUND = "workaround"
    PROXY = "proxy"
    APP = "app"
    UNMET = "unmet"
    NOT_NEEDED = "not_needed"


NEEDED = tuple(outcome for outcome in Outcome if outcome is not Outcome.NOT_NEEDED)
WITHOUT_APP = (Outcome.DIRECT, Outcome.WORKAROUND)


class Independence(StrEnum):
    """Whom a channel still depends on."""

    INDEPENDENT = "independent"
    SAME_COMPANY = "same_company"
    ANOTHER_SUPER_APP = "another_super_app"
    ANOTHER_PERSON = "another_person"
    THE_APP = "the_app"
    NONE = "none"


class Leaving(StrEnum):
    """How it ended with the app."""

    BANNED = "banned"
    SUSPENDED = "suspended"
    READ_ONLY = "read_only"
    CHOICE = "choice"


class ContactState(StrEnum):
    """How far a person can be reached without the app."""

    LISTED = "listed"
    TOLD = "told"
    REPLIED = "replied"
    CONFIRMED = "confirmed"
    LOST = "lost"


class Confirmation(StrEnum):
    """How it was made sure that it is really them."""

    CALL = "call"
    SHARED_MEMORY = "shared_memory"
    THIRD_PERSON = "third_person"
    IN_PERSON = "in_person"


class StepState(StrEnum):
    """A line of the checklist: still to do, done, or left out on purpose."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"


class Rhythm(StrEnum):
    """About how often a task comes up that has no weekdays."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    SELDOM = "seldom"


BEFORE = (100, 67, 33, 0)
"""How a task went through the app before: always, often, seldom, never; in per cent."""
MOST_TASKS = 100_000
"""Far more places in an order than anybody has tasks."""


class Cost(CheckedRecord, frozen=True, kw_only=True):
    """Money spent on the way round; never part of the index."""

    kind: ClassVar[str] = "cost"
    amount: Annotated[str, matching(AMOUNT, "a number like 2.50")]
    """Digits with at most two decimals, as typed: "2.50"."""
    currency: Annotated[str, matching(CURRENCY, "three letters like CNY")]
    """Three capital letters: "CNY"."""


class Lapse(CheckedRecord, frozen=True, kw_only=True):
    """What is asked after going back; everything may stay empty, and nothing is counted."""

    kind: ClassVar[str] = "lapse"
    what: Note = ""
    """What for."""
    who: Note = ""
    """Who asked for it."""
    when: Note = ""
    """At about what time."""
    sure: Rating | None = None
    """How sure of tomorrow without it, 0..10."""


class Review(CheckedRecord, frozen=True, kw_only=True):
    """A week in three lines."""

    kind: ClassVar[str] = "review"
    hardest: Note = ""
    """The task that was the hardest."""
    plan: Note = ""
    """The if-then plan to change."""
    people: Note = ""
    """The key people that were reached."""


class Entry(CheckedRecord, frozen=True, kw_only=True):
    """One time a task came up."""

    kind: ClassVar[str] = "entry"
    added: ClassVar[tuple[str, ...]] = ("swept", "lapse")
    id: Identifier
    day: date
    """The civil day it belongs to; set once, moved by no clock."""
    at: ClockTime | None = None
    """HH:MM, 24 hours; None is not known."""
    task: Identifier
    outcome: Outcome
    channel: Identifier | None = None
    minutes: Minutes | None = None
    """Extra minutes, 0..1440; None is not known, not zero."""
    cost: Cost | None = None
    helper: Name | None = None
    note: Note = ""
    recorded_at: Moment
    """RFC 3339 with offset, as written."""
    updated_at: Moment
    swept: bool = False
    """Written by the weekly sweep, for a task that was not mentioned: its day is no written day by it."""
    lapse: Lapse | None = None
    """What was said about going back."""


def is_favour(entry: Entry) -> bool:
    """Whether somebody was asked: it came up, and was done through another person or with one's help."""
    helped = entry.outcome is Outcome.PROXY or entry.helper is not None
    return helped and entry.outcome is not Outcome.NOT_NEEDED


class CheckIn(Answers, CheckedRecord, frozen=True, kw_only=True):
    """A day's answers; each may be missing, and missing is never zero."""

    kind: ClassVar[str] = "checkin"
    added: ClassVar[tuple[str, ...]] = ("review", *ADDED)
    note: Note = ""
    recorded_at: Moment
    updated_at: Moment
    review: Review | None = None
    """What was said about the week that ends here."""

    @property
    def id(self) -> str:
        """A check-in's id is its day."""
        return self.day.isoformat()


def _in_week_order(days: str) -> bool:
    named = days.split()
    return named == [day for day in WEEKDAYS if day in named]


Importance = Annotated[int, between(IMPORTANCES[0], IMPORTANCES[-1])]
Weekdays = Annotated[
    str,
    limited(
        _in_week_order,
        "weekdays like mon tue wed",
        pattern=whole("\\s*" + "".join(f"({day}(\\s+|(?![\\s\\S])))?" for day in WEEKDAYS)),
    ),
]
"""The ids of weekdays in week order: "mon wed fri"; may be empty."""
Before = Annotated[
    int, limited(BEFORE.__contains__, " | ".join(map(str, BEFORE)) + " | null", enum=list(BEFORE))
]


class PastTask(CheckedRecord, frozen=True, kw_only=True):
    """What counted of a task up to some day, before it was edited."""

    kind: ClassVar[str] = "past state of a task"
    until: date
    """The last day it was so."""
    importance: Importance
    listed: bool
    """On the list and not archived."""
    days: Weekdays | None = None
    """Its weekdays; `None`: as they are now."""


class Task(CheckedRecord, frozen=True, kw_only=True):
    """Something in life that used to go through the app."""

    kind: ClassVar[str] = "task"
    added: ClassVar[tuple[str, ...]] = ("rhythm", "order", "before", "was")
    id: Identifier
    name: Name
    category: Identifier
    importance: Importance = 2
    """1..3; how much it weighs in the index."""
    days: Weekdays = " ".join(WEEKDAYS)
    """The weekdays it usually comes up on, in week order: "mon wed fri"; may be empty."""
    plan: Identifier | None = None
    """The channel of the if-then plan: if I need to do this, then I will use that."""
    listed: bool = True
    """Whether it stands in the basket and so counts in the index."""
    since: date
    """The day it came into the basket."""
    archived: bool = False
    rhythm: Rhythm | None = None
    """About how often it comes up, where it has no weekdays; it orders the weekly sweep and no more."""
    order: Annotated[int, between(0, MOST_TASKS)] | None = None
    """Its place among the tasks, from 0; `None`: where the catalogue puts it."""
    before: Before | None = None
    """How it went through the app, one of `BEFORE`; `None` is not known."""
    was: tuple[PastTask, ...] = ()
    """How it stood before it was edited, by `until`."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._expect(self.rhythm is None or not self.days.strip(), "rhythm", "nothing beside weekdays")

    def usual_on(self, day: date) -> bool:
        """Whether it usually comes up on that weekday."""
        return WEEKDAYS[day.weekday()] in self.days.split()


class Channel(CheckedRecord, frozen=True, kw_only=True):
    """What carried a task instead of the app."""

    kind: ClassVar[str] = "channel"
    added: ClassVar[tuple[str, ...]] = ("archived",)
    id: Identifier
    name: Name
    independence: Independence = Independence.INDEPENDENT
    archived: bool = False
    """No longer offered; what it carried stays."""


class PastContact(CheckedRecord, frozen=True, kw_only=True):
    """How far a person could be reached up to some day."""

    kind: ClassVar[str] = "past state of a contact"
    until: date
    """The last day it was so."""
    state: ContactState


class Contact(CheckedRecord, frozen=True, kw_only=True):
    """A person to be reached without the app."""

    kind: ClassVar[str] = "contact"
    added: ClassVar[tuple[str, ...]] = ("was",)
    id: Identifier
    name: Name
    reach: Identifier | None = None
    """A channel's id."""
    address: Annotated[str, up_to(NAME_LENGTH)] = ""
    state: ContactState = ContactState.LISTED
    confirmed_by: Confirmation | None = None
    key: bool = False
    """One of the people that matter most."""
    note: Note = ""
    updated_at: Moment
    was: tuple[PastContact, ...] = ()
    """The states before, by `until`; one a day."""


class Step(CheckedRecord, frozen=True, kw_only=True):
    """A line of the after-the-ban checklist."""

    kind: ClassVar[str] = "step"
    added: ClassVar[tuple[str, ...]] = ("clock_from",)
    id: Identifier
    text: Name
    due: date | None = None
    state: StepState = StepState.OPEN
    on: date | None = None
    """The day it was done or skipped."""
    updated_at: Moment
    clock_from: Moment | None = None
    """RFC 3339; from when a deadline of so many hours runs."""


class Pause(CheckedRecord, frozen=True, kw_only=True, rename={"first": "from", "last": "to"}):
    """Days that count for nothing: illness, a journey."""

    kind: ClassVar[str] = "pause"
    added: ClassVar[tuple[str, ...]] = ("recorded_at",)
    id: Identifier
    first: date
    last: date
    reason: Note = ""
    recorded_at: Moment | None = None
    """RFC 3339; when it was written down. A pause without it stops no day of the second method."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._expect(self.last >= self.first, "last", "a day not before `from`")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


class Life(CheckedRecord, frozen=True, kw_only=True):
    """The app that was left, and which trial is running; one a diary."""

    kind: ClassVar[str] = "life"
    added: ClassVar[tuple[str, ...]] = ("until",)
    id: str = "life"
    app: Name | None = None
    """A catalogue id or any name as typed; data, never code."""
    left: date | None = None
    how: Leaving | None = None
    trial: str | None = None
    """The id (start day) of the trial that is shown; the others are past."""
    until: DayOrMoment | None = None
    """When a suspension ends: a day, or a moment by RFC 3339."""
