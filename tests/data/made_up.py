"""Small diaries made for tests, the method's vectors, and the twelve weeks as a diary."""

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from detox.domain.entries import (
    Channel,
    CheckIn,
    Confirmation,
    Contact,
    ContactState,
    Cost,
    Entry,
    Outcome,
    Step,
    StepState,
    Task,
)
from detox.domain.snapshot import Snapshot

HERE = Path(__file__).parent
START = date(2022, 10, 17)


def vectors(name: str) -> Any:
    """Inputs of the method with the outputs they must have."""
    return json.loads((HERE / "method.json").read_text(encoding="utf-8"))[name]


def slug(name: str) -> str:
    """The id that goes with a name."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def stamp(day: date, clock: str = "21:00") -> str:
    """A moment of that day, as written."""
    return f"{day}T{clock}:00+08:00"


def tasks_of(basket: dict[str, list[Any]], since: date = START) -> list[Task]:
    """The tasks of a vector's basket."""
    return [
        Task(id=slug(name), name=name, category=category, importance=importance, since=since)
        for name, (category, importance) in basket.items()
    ]


def entry(n: int, day: date, task: str, outcome: str, minutes: int | None = None, **more: Any) -> Entry:
    """One entry, written on the evening of its day."""
    return Entry(
        id=f"e{n:05}",
        day=day,
        task=slug(task) if "." not in task else task,
        outcome=Outcome(outcome),
        minutes=minutes,
        recorded_at=stamp(day),
        updated_at=stamp(day),
        **more,
    )


def checkin(day: date, **answers: Any) -> CheckIn:
    """One check-in, written on the evening of its day."""
    return CheckIn(day=day, recorded_at=stamp(day), updated_at=stamp(day), **answers)


def after(days: int, start: date = START) -> date:
    """The day so many days after the start."""
    return start + timedelta(days=days)


def twelve_weeks_facts() -> dict[str, Any]:
    """The file as it is, with the truth the weeks were made from."""
    facts: dict[str, Any] = json.loads((HERE / "twelve-weeks.json").read_text(encoding="utf-8"))
    return facts


def twelve_weeks() -> Snapshot:
    """The twelve weeks as a diary."""
    facts = twelve_weeks_facts()
    return Snapshot(
        tasks=tuple(sorted(_tasks(facts), key=lambda task: task.id)),
        channels=tuple(
            Channel(id=slug(name), name=name)
            for name in sorted({event["channel"] for event in facts["events"] if event["channel"]}, key=slug)
        ),
        entries=tuple(_entry(n, event) for n, event in enumerate(facts["events"])),
        checkins=tuple(_checkin(answers) for answers in facts["checkins"]),
        contacts=tuple(_contacts(facts["contacts"][-1])),
        steps=tuple(sorted(map(_step, facts["checklist"]), key=lambda step: step.id)),
    )


def _tasks(facts: dict[str, Any]) -> list[Task]:
    return [
        Task(id=slug(name), name=name, category=task["category"], importance=task["importance"], since=START)
        for name, task in facts["basket"].items()
    ]


def _entry(n: int, event: dict[str, Any]) -> Entry:
    cost = event["extra_cost"]
    return entry(
        n,
        date.fromisoformat(event["date"]),
        event["task"],
        event["outcome"],
        event["extra_min"],
        channel=slug(event["channel"]) if event["channel"] else None,
        cost=Cost(amount=f"{cost:.2f}", currency="CNY") if cost else None,
    )


def _checkin(answers: dict[str, Any]) -> CheckIn:
    return checkin(
        date.fromisoformat(answers["date"]),
        normal=bool(answers["normal"]),
        mood=answers["mood"],
        cut_off=answers["isolation"],
        urge=answers["urge"],
        tense=answers["anxiety"],
        won_back=answers["minutes_reclaimed"],
    )


def _contacts(week: dict[str, int]) -> list[Contact]:
    state = {
        n: ContactState.CONFIRMED if n < week["reconnected"] else ContactState.TOLD
        for n in range(week["told"])
    }
    return [
        Contact(
            id=f"c{n:02}",
            name=f"Person {n + 1}",
            state=state.get(n, ContactState.LISTED),
            confirmed_by=Confirmation.CALL if n < week["reconnected"] else None,
            key=True,
            updated_at=stamp(after(83)),
        )
        for n in range(week["key_people"])
    ]


def _step(step: dict[str, Any]) -> Step:
    done = after(step["done_day"])
    return Step(
        id=slug(step["step"]), text=step["step"], state=StepState.DONE, on=done, updated_at=stamp(done)
    )
