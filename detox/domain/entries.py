"""What leaving an app is made of: entries, check-ins, tasks, channels, people, steps, pauses."""

import re
from datetime import date
from enum import StrEnum
from typing import ClassVar

from detox.domain.record import NAME_LENGTH, NOTE_LENGTH, Record

MINUTES_A_DAY = 1440
RATING_TOP = 10
IMPORTANCES = (1, 2, 3)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

CLOCK_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
AMOUNT = re.compile(r"[0-9]{1,9}(\.[0-9]{1,2})?")
CURRENCY = re.compile(r"[A-Z]{3}")
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


class Cost(Record, frozen=True, kw_only=True):
    """Money spent on the way round; never part of the index."""

    kind: ClassVar[str] = "cost"
    amount: str
    """Digits with at most two decimals, as typed: "2.50"."""
    currency: str
    """Three capital letters: "CNY"."""

    def __post_init__(self) -> None:
        self._expect(bool(AMOUNT.fullmatch(self.amount)), "amount", "a number like 2.50")
        self._expect(bool(CURRENCY.fullmatch(self.currency)), "currency", "three letters like CNY")


class Lapse(Record, frozen=True, kw_only=True):
    """What is asked after going back; everything may stay empty, and nothing is counted."""

    kind: ClassVar[str] = "lapse"
    what: str = ""
    """What for."""
    who: str = ""
    """Who asked for it."""
    when: str = ""
    """At about what time."""
    sure: int | None = None
    """How sure of tomorrow without it, 0..10."""

    def __post_init__(self) -> None:
        for said in ("what", "who", "when"):
            self._expect_text(said, NOTE_LENGTH)
        self._expect_range("sure", RATING_TOP)


class Review(Record, frozen=True, kw_only=True):
    """A week in three lines."""

    kind: ClassVar[str] = "review"
    hardest: str = ""
    """The task that was the hardest."""
    plan: str = ""
    """The if-then plan to change."""
    people: str = ""
    """The key people that were reached."""

    def __post_init__(self) -> None:
        for said in ("hardest", "plan", "people"):
            self._expect_text(said, NOTE_LENGTH)


class Entry(Record, frozen=True, kw_only=True):
    """One time a task came up."""

    kind: ClassVar[str] = "entry"
    added: ClassVar[tuple[str, ...]] = ("swept", "lapse")
    id: str
    day: date
    """The civil day it belongs to; set once, moved by no clock."""
    at: str | None = None
    """HH:MM, 24 hours; None is not known."""
    task: str
    outcome: Outcome
    channel: str | None = None
    minutes: int | None = None
    """Extra minutes, 0..1440; None is not known, not zero."""
    cost: Cost | None = None
    helper: str | None = None
    note: str = ""
    recorded_at: str
    """RFC 3339 with offset, as written."""
    updated_at: str
    swept: bool = False
    """Written by the weekly sweep, for a task that was not mentioned: its day is no written day by it."""
    lapse: Lapse | None = None
    """What was said about going back."""

    def __post_init__(self) -> None:
        self._expect_id()
        self._expect_day("day")
        self._expect(self.at is None or bool(CLOCK_TIME.fullmatch(self.at)), "at", "HH:MM")
        self._expect_id("task")
        self._expect_id("channel")
        self._expect_range("minutes", MINUTES_A_DAY)
        self._expect_name("helper")
        self._expect_text("note", NOTE_LENGTH)
        self._expect_moment("recorded_at")
        self._expect_moment("updated_at")


class CheckIn(Record, frozen=True, kw_only=True):
    """A day's answers; each may be missing, and missing is never zero."""

    kind: ClassVar[str] = "checkin"
    added: ClassVar[tuple[str, ...]] = ("review",)
    day: date
    normal: bool | None = None
    mood: int | None = None
    """0 very bad .. 10 very good."""
    cut_off: int | None = None
    """0 not at all .. 10 completely."""
    urge: int | None = None
    """The strongest moment of the day, 0 none .. 10 very strong."""
    tense: int | None = None
    won_back: int | None = None
    """Minutes, 0..1440."""
    note: str = ""
    recorded_at: str
    updated_at: str
    review: Review | None = None
    """What was said about the week that ends here."""

    def __post_init__(self) -> None:
        self._expect_day("day")
        for rating in RATINGS:
            self._expect_range(rating, RATING_TOP)
        self._expect_range("won_back", MINUTES_A_DAY)
        self._expect_text("note", NOTE_LENGTH)
        self._expect_moment("recorded_at")
        self._expect_moment("updated_at")

    @property
    def id(self) -> str:
        """A check-in's id is its day."""
        return self.day.isoformat()

    @property
    def answered(self) -> bool:
        """Whether any question was answered; a note alone is no answer."""
        return any(getattr(self, field) is not None for field in ANSWERS)


RATINGS = ("mood", "cut_off", "urge", "tense")
ANSWERS = ("normal", *RATINGS, "won_back")


class PastTask(Record, frozen=True, kw_only=True):
    """What counted of a task up to some day, before it was edited."""

    kind: ClassVar[str] = "past state of a task"
    until: date
    """The last day it was so."""
    importance: int
    listed: bool
    """On the list and not archived."""
    days: str | None = None
    """Its weekdays; `None`: as they are now."""

    def __post_init__(self) -> None:
        self._expect_day("until")
        self._expect(self.importance in IMPORTANCES, "importance", "1..3")
        self._expect(self.days is None or _in_week_order(self.days), "days", "weekdays like mon tue wed")


class Task(Record, frozen=True, kw_only=True):
    """Something in life that used to go through the app."""

    kind: ClassVar[str] = "task"
    added: ClassVar[tuple[str, ...]] = ("rhythm", "order", "before", "was")
    id: str
    name: str
    category: str
    importance: int = 2
    """1..3; how much it weighs in the index."""
    days: str = " ".join(WEEKDAYS)
    """The weekdays it usually comes up on, in week order: "mon wed fri"; may be empty."""
    plan: str | None = None
    """The channel of the if-then plan: if I need to do this, then I will use that."""
    listed: bool = True
    """Whether it stands in the basket and so counts in the index."""
    since: date
    """The day it came into the basket."""
    archived: bool = False
    rhythm: Rhythm | None = None
    """About how often it comes up, where it has no weekdays; it orders the weekly sweep and no more."""
    order: int | None = None
    """Its place among the tasks, from 0; `None`: where the catalogue puts it."""
    before: int | None = None
    """How it went through the app, one of `BEFORE`; `None` is not known."""
    was: tuple[PastTask, ...] = ()
    """How it stood before it was edited, by `until`."""

    def __post_init__(self) -> None:
        self._expect_id()
        self._expect_name()
        self._expect_id("category")
        self._expect(self.importance in IMPORTANCES, "importance", "1..3")
        self._expect(_in_week_order(self.days), "days", "weekdays like mon tue wed")
        self._expect_id("plan")
        self._expect_day("since")
        self._expect(self.rhythm is None or not self.days.strip(), "rhythm", "null beside weekdays")
        self._expect_range("order", MOST_TASKS)
        self._expect(self.before is None or self.before in BEFORE, "before", "100 | 67 | 33 | 0 | null")

    def usual_on(self, day: date) -> bool:
        """Whether it usually comes up on that weekday."""
        return WEEKDAYS[day.weekday()] in self.days.split()


def _in_week_order(days: str) -> bool:
    named = days.split()
    return named == [day for day in WEEKDAYS if day in named]


class Channel(Record, frozen=True, kw_only=True):
    """What carried a task instead of the app."""

    kind: ClassVar[str] = "channel"
    added: ClassVar[tuple[str, ...]] = ("archived",)
    id: str
    name: str
    independence: Independence = Independence.INDEPENDENT
    archived: bool = False
    """No longer offered; what it carried stays."""

    def __post_init__(self) -> None:
        self._expect_id()
        self._expect_name()


class PastContact(Record, frozen=True, kw_only=True):
    """How far a person could be reached up to some day."""

    kind: ClassVar[str] = "past state of a contact"
    until: date
    """The last day it was so."""
    state: ContactState

    def __post_init__(self) -> None:
        self._expect_day("until")


class Contact(Record, frozen=True, kw_only=True):
    """A person to be reached without the app."""

    kind: ClassVar[str] = "contact"
    added: ClassVar[tuple[str, ...]] = ("was",)
    id: str
    name: str
    reach: str | None = None
    """A channel's id."""
    address: str = ""
    state: ContactState = ContactState.LISTED
    confirmed_by: Confirmation | None = None
    key: bool = False
    """One of the people that matter most."""
    note: str = ""
    updated_at: str
    was: tuple[PastContact, ...] = ()
    """The states before, by `until`; one a day."""

    def __post_init__(self) -> None:
        self._expect_id()
        self._expect_name()
        self._expect_id("reach")
        self._expect_text("address", NAME_LENGTH)
        self._expect_text("note", NOTE_LENGTH)
        self._expect_moment("updated_at")


class Step(Record, frozen=True, kw_only=True):
    """A line of the after-the-ban checklist."""

    kind: ClassVar[str] = "step"
    added: ClassVar[tuple[str, ...]] = ("clock_from",)
    id: str
    text: str
    due: date | None = None
    state: StepState = StepState.OPEN
    on: date | None = None
    """The day it was done or skipped."""
    updated_at: str
    clock_from: str | None = None
    """RFC 3339; from when a deadline of so many hours runs."""

    def __post_init__(self) -> None:
        self._expect_id()
        self._expect_name("text")
        self._expect_day("due")
        self._expect_day("on")
        self._expect_moment("updated_at")
        self._expect_moment_or_none("clock_from")


class Pause(Record, frozen=True, kw_only=True, rename={"first": "from", "last": "to"}):
    """Days that count for nothing: illness, a journey."""

    kind: ClassVar[str] = "pause"
    added: ClassVar[tuple[str, ...]] = ("recorded_at",)
    id: str
    first: date
    last: date
    reason: str = ""
    recorded_at: str | None = None
    """RFC 3339; when it was written down. A pause without it stops no day of the second method."""

    def __post_init__(self) -> None:
        self._expect_id()
        self._expect_day("first")
        self._expect_day("last")
        self._expect(self.last >= self.first, "last", "a day not before `from`")
        self._expect_text("reason", NOTE_LENGTH)
        self._expect_moment_or_none("recorded_at")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


class Life(Record, frozen=True, kw_only=True):
    """The app that was left, and which trial is running; one a diary."""

    kind: ClassVar[str] = "life"
    added: ClassVar[tuple[str, ...]] = ("until",)
    id: str = "life"
    app: str | None = None
    """A catalogue id or any name as typed; data, never code."""
    left: date | None = None
    how: Leaving | None = None
    trial: str | None = None
    """The id (start day) of the trial that is shown; the others are past."""
    until: str | None = None
    """When a suspension ends: a day, or a moment by RFC 3339."""

    def __post_init__(self) -> None:
        self._expect_name("app")
        self._expect_day("left")
        self._expect_day_or_moment("until")
