"""What is told of the made-up life, and not drawn: people, notes, the last day, the sentence."""

from datetime import date

import msgspec

from detox.demo.courses import LIFE
from detox.domain.entries import Confirmation, ContactState, Leaving, Outcome


class MadeUpPerson(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody invented."""

    name: str
    key: int
    state: ContactState
    reach: str | None
    confirmed_by: Confirmation | None
    note: str | None


class EntryNote(msgspec.Struct, frozen=True, kw_only=True):
    """What stands beside the `nth` entry, from 0, of that task and outcome."""

    task: str
    outcome: Outcome
    nth: int
    text: str


class DayNote(msgspec.Struct, frozen=True, kw_only=True):
    """What stands beside a day of the trial, from 1."""

    day: int
    text: str


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the last day."""

    task: str
    outcome: Outcome
    channel: str | None
    at: str | None
    minutes: int | None
    helped: bool


class RuleChange(msgspec.Struct, frozen=True, kw_only=True):
    """The one change of the rule."""

    day: int
    reason: str
    adds: dict[str, int]


class Illness(msgspec.Struct, frozen=True, kw_only=True):
    """Days that count for nothing, from 0."""

    first: int
    last: int
    reason: str


class StepDays(msgspec.Struct, frozen=True, kw_only=True):
    """Which lines of the checklist were done or left out, how many days after leaving."""

    done: dict[str, int]
    skipped: dict[str, int]


class MadeUpLife(msgspec.Struct, frozen=True, kw_only=True):
    """All that is told and not drawn."""

    app: str
    left: date
    how: Leaving
    people: tuple[MadeUpPerson, ...]
    helpers: tuple[str, ...]
    notes: tuple[EntryNote, ...]
    day_notes: tuple[DayNote, ...]
    last_day: tuple[Answered, ...]
    """The trial's last day."""
    checkin_last_day: dict[str, object]
    today: tuple[Answered, ...]
    """The day after it, on which the clock stands still."""
    checkin_today: dict[str, object]
    sentence: str
    amendment: RuleChange
    pause: Illness
    backfilled: int
    """A day, from 0, that was written three days late."""
    steps: StepDays


def life() -> MadeUpLife:
    """The life that is told."""
    return msgspec.json.decode(LIFE.read_bytes(), type=MadeUpLife)
