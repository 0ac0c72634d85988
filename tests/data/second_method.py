"""The second method's vectors: inputs with the outputs they must have, and small diaries made of them."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from detox.domain.entries import Channel, CheckIn, Contact, Entry, Pause, Task
from detox.domain.facts import Evidence
from detox.domain.record import Record
from detox.domain.snapshot import Snapshot
from detox.domain.trial import Trial

HERE = Path(__file__).parent
TODAY = date(2026, 11, 25)
"""The day on which the vectors' diaries are read; their days are counted from it."""
ENTRY = ("day", "task", "outcome", "channel", "minutes", "helper")
CHECKIN = ("day", "normal", "mood", "cut_off", "urge", "tense", "won_back")


def second_vectors(name: str) -> Any:
    """Inputs of the second method with the outputs they must have."""
    return json.loads((HERE / "method-2.json").read_text(encoding="utf-8"))[name]


def near(value: object) -> Any:
    """Equal within the vectors' tolerance."""
    return pytest.approx(value, abs=1e-6)


def day(number: int) -> date:
    """The day so many days from today; before it where negative."""
    return TODAY + timedelta(days=number)


def diary_of(facts: dict[str, Any]) -> Snapshot:
    """A vector's diary."""
    return Snapshot(
        trial=_converted(facts["trial"], Trial, "start") if facts["trial"] else None,
        tasks=tuple(_converted(_past(task), Task, "since") for task in facts["tasks"]),
        channels=tuple(msgspec.convert(channel, Channel) for channel in facts["channels"]),
        entries=tuple(_row(f"e{n}", row, ENTRY, Entry) for n, row in enumerate(facts["entries"])),
        checkins=tuple(_row(None, row, CHECKIN, CheckIn) for row in facts["checkins"]),
        contacts=tuple(
            msgspec.convert(_past(contact) | {"updated_at": _evening(0)}, Contact)
            for contact in facts["contacts"]
        ),
        pauses=tuple(_pause(n, *row) for n, row in enumerate(facts["pauses"])),
    )


def evidence_of(diary: Snapshot) -> Evidence:
    """What a verdict may look at of it."""
    return Evidence(
        tasks=diary.tasks,
        rows=diary.entries,
        checkins=diary.checkins,
        contacts=diary.contacts,
        pauses=diary.pauses,
    )


def _evening(number: int) -> str:
    return f"{day(number)}T21:00:00+08:00"


def _converted(facts: dict[str, Any], kind: type[Record], field: str) -> Any:
    return msgspec.convert(facts | {field: day(facts[field]).isoformat()}, kind)


def _past(facts: dict[str, Any]) -> dict[str, Any]:
    was = [past | {"until": day(past["until"]).isoformat()} for past in facts.get("was", ())]
    return facts | {"was": was}


def _row(key: str | None, row: list[Any], fields: tuple[str, ...], kind: type[Record]) -> Any:
    facts = dict(zip(fields, row, strict=True))
    written = dict.fromkeys(("recorded_at", "updated_at"), _evening(facts["day"]))
    facts |= written | {"day": day(facts["day"]).isoformat()} | ({"id": key} if key else {})
    return msgspec.convert(facts, kind)


def _pause(n: int, first: int, last: int, recorded: int | None) -> Pause:
    at = None if recorded is None else _evening(recorded)
    return Pause(id=f"p{n}", first=day(first), last=day(last), recorded_at=at)
