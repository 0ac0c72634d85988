"""A diary made fit to hand on: people under aliases, notes left out, some days of it."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from detox.domain.record import Record
from detox.domain.snapshot import Snapshot
from detox.domain.trial import Trial
from detox.words import _

PARTS = ("names", "notes", "helpers")
"""What can be left out: contacts' names and addresses; notes, reasons and the trial's words; who helped."""


def redacted(snapshot: Snapshot, hidden: Collection[str]) -> Snapshot:
    """The diary without what is named in `hidden`, some of `PARTS`; every count stays as it was.

    A person has one alias throughout, as contact and as helper: "Person 1", in the order of the alphabet.
    A rule keeps its code and its chain only where notes stay in: both are made of its words too.
    """
    people = _aliases(snapshot, hidden)
    made = snapshot
    if "names" in hidden:
        contacts = tuple(contact.replace(name=people[contact.name], address="") for contact in made.contacts)
        made = made.replace(contacts=contacts)
    entries = tuple(
        entry.replace(helper=people[entry.helper]) if entry.helper in people else entry
        for entry in made.entries
    )
    made = made.replace(entries=entries)
    return _without_notes(made) if "notes" in hidden else made


def between(snapshot: Snapshot, first: date | None, last: date | None) -> Snapshot:
    """The entries, check-ins and pauses of `first`..`last`, both included; the rest of the diary whole."""
    start, end = first or date.min, last or date.max
    return snapshot.replace(
        entries=tuple(entry for entry in snapshot.entries if start <= entry.day <= end),
        checkins=tuple(checkin for checkin in snapshot.checkins if start <= checkin.day <= end),
        pauses=tuple(pause for pause in snapshot.pauses if pause.last >= start and pause.first <= end),
    )


def _aliases(snapshot: Snapshot, hidden: Collection[str]) -> dict[str, str]:
    names = {contact.name for contact in snapshot.contacts} if "names" in hidden else set()
    if "helpers" in hidden:
        names |= {entry.helper for entry in snapshot.entries if entry.helper is not None}
    return {name: _("Person {n}").format(n=n) for n, name in enumerate(sorted(names), start=1)}


def _without_notes(snapshot: Snapshot) -> Snapshot:
    return snapshot.replace(
        entries=_blank(snapshot.entries, "note"),
        checkins=_blank(snapshot.checkins, "note"),
        contacts=_blank(snapshot.contacts, "note"),
        pauses=_blank(snapshot.pauses, "reason"),
        trial=_silent(snapshot.trial) if snapshot.trial else None,
        past_trials=tuple(map(_silent, snapshot.past_trials)),
    )


def _blank(records: Iterable[Record], field: str) -> tuple[Any, ...]:
    return tuple(record.replace(**{field: ""}) if getattr(record, field) else record for record in records)


def _silent(trial: Trial) -> Trial:
    """A trial without its words; the chain of its changes is made anew, so that it holds."""
    choice = trial.choice.replace(why="") if trial.choice else None
    silent = trial.replace(sentence="", amendments=(), choice=choice)
    for change in trial.amendments:
        silent = silent.amended(
            change.rule, time=change.time, day=change.day, logged=change.logged, reason=""
        )
    return silent
