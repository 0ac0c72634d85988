"""A diary made fit to hand on: people under aliases, notes left out, some days of it."""

import re
from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any

from detox.domain.readings import Reading
from detox.domain.record import NAME_LENGTH, NOTE_LENGTH, Record
from detox.domain.snapshot import Snapshot
from detox.domain.trial import Choice, Trial
from detox.words import _

PARTS = ("names", "notes", "helpers")
"""What can be left out: contacts' names and addresses; notes, reasons and the trial's words; who helped."""


def redacted(snapshot: Snapshot, hidden: Collection[str]) -> Snapshot:
    """The diary without what is named in `hidden`, some of `PARTS`; every count stays as it was.

    A person has one alias throughout: as contact, as helper, and in whatever text names them: "Person 1", in
    the order of the alphabet. A rule keeps its code and its chain only where its words stay: both are made
    of them too.
    """
    people = aliases(snapshot, hidden)
    made = snapshot
    if "names" in hidden:
        contacts = tuple(contact.replace(name=people[contact.name], address="") for contact in made.contacts)
        made = made.replace(contacts=contacts)
    entries = tuple(
        entry.replace(helper=people[entry.helper]) if entry.helper in people else entry
        for entry in made.entries
    )
    made = _renamed(made.replace(entries=entries), people)
    return _without_notes(made) if "notes" in hidden else made


def between(snapshot: Snapshot, first: date | None, last: date | None) -> Snapshot:
    """The entries, check-ins and pauses of `first`..`last`, both included; the rest of the diary whole."""
    start, end = first or date.min, last or date.max
    return snapshot.replace(
        entries=tuple(entry for entry in snapshot.entries if start <= entry.day <= end),
        checkins=tuple(checkin for checkin in snapshot.checkins if start <= checkin.day <= end),
        pauses=tuple(pause for pause in snapshot.pauses if pause.last >= start and pause.first <= end),
    )


def aliases(snapshot: Snapshot, hidden: Collection[str]) -> dict[str, str]:
    """What each person is called where they are `hidden`: "Person 1", in the order of the alphabet."""
    names = {contact.name for contact in snapshot.contacts} if "names" in hidden else set()
    if "helpers" in hidden:
        names |= {entry.helper for entry in snapshot.entries if entry.helper is not None}
    return {name: _("Person {n}").format(n=n) for n, name in enumerate(sorted(names), start=1)}


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _renamed(snapshot: Snapshot, people: dict[str, str]) -> Snapshot:
    """The diary with aliases wherever a text names one of the people."""
    if not people:
        return snapshot
    aliases = {_key(name): alias for name, alias in people.items()}
    names = re.compile("|".join(map(_pattern, sorted(people, key=len, reverse=True))), re.IGNORECASE)

    def renamed(text: str, length: int = NOTE_LENGTH) -> str:
        return names.sub(lambda found: aliases.get(_key(found[0]), "…"), text)[:length]

    return snapshot.replace(
        tasks=tuple(task.replace(name=renamed(task.name, NAME_LENGTH)) for task in snapshot.tasks),
        channels=tuple(c.replace(name=renamed(c.name, NAME_LENGTH)) for c in snapshot.channels),
        entries=tuple(_in_other_words(entry, renamed, "lapse") for entry in snapshot.entries),
        checkins=tuple(_in_other_words(checkin, renamed, "review") for checkin in snapshot.checkins),
        contacts=tuple(contact.replace(note=renamed(contact.note)) for contact in snapshot.contacts),
        steps=tuple(step.replace(text=renamed(step.text, NAME_LENGTH)) for step in snapshot.steps),
        pauses=tuple(pause.replace(reason=renamed(pause.reason)) for pause in snapshot.pauses),
        trial=_reworded(snapshot.trial, renamed) if snapshot.trial else None,
        past_trials=tuple(_reworded(trial, renamed) for trial in snapshot.past_trials),
    )


def _pattern(name: str) -> str:
    # A name in Latin letters ends where they end: Al is not found in also, yet it is in 找Al帮忙.
    words = name.split()
    before = r"(?<![a-zA-Z0-9])" if re.match(r"[a-zA-Z0-9]", words[0]) else ""
    after = r"(?![a-zA-Z0-9])" if re.search(r"[a-zA-Z0-9]$", words[-1]) else ""
    return before + r"\s+".join(map(re.escape, words)) + after


def _without_notes(snapshot: Snapshot) -> Snapshot:
    return snapshot.replace(
        entries=_blank(snapshot.entries, note="", lapse=None),
        checkins=_blank(snapshot.checkins, note="", review=None),
        contacts=_blank(snapshot.contacts, note=""),
        pauses=_blank(snapshot.pauses, reason=""),
        trial=_silent(snapshot.trial) if snapshot.trial else None,
        past_trials=tuple(map(_silent, snapshot.past_trials)),
    )


def _in_other_words(record: Any, said: Callable[[str], str], field: str) -> Any:  # noqa: ANN401 - of two kinds
    """An entry or a check-in with other words in its note and in the record that `field` holds."""
    held = getattr(record, field)
    if held is not None:
        texts = {name: getattr(held, name) for name in held.__struct_fields__}
        held = held.replace(**{name: said(text) for name, text in texts.items() if isinstance(text, str)})
    return record.replace(note=said(record.note), **{field: held}) if record.note or held else record


def _blank(records: Iterable[Record], **empty: str | None) -> tuple[Any, ...]:
    """The records with nothing in these fields; one that says nothing there comes back as it is."""
    return tuple(
        record.replace(**empty) if any(getattr(record, field) for field in empty) else record
        for record in records
    )


def _silent(trial: Trial) -> Trial:
    return _reworded(trial, lambda _text: "")


def _chosen(choice: Choice, said: Callable[[str], str]) -> Choice:
    return choice.replace(why=said(choice.why), past=tuple(_chosen(past, said) for past in choice.past))


def _reworded(trial: Trial, said: Callable[[str], str]) -> Trial:
    """A trial in other words; where what was hashed changes, the chain is made anew, so that it holds."""
    choice = _chosen(trial.choice, said) if trial.choice else None
    made = trial.replace(sentence=said(trial.sentence), choice=choice)
    if made.sentence == trial.sentence and all(said(a.reason) == a.reason for a in trial.amendments):
        return made
    made = made.replace(amendments=(), readings=())
    hashes = {trial.first_hash: made.first_hash}
    for change in trial.amendments:
        made = made.amended(
            change.rule, time=change.time, day=change.day, logged=change.logged, reason=said(change.reason)
        )
        hashes[change.hash] = made.last_hash
    return made.replace(readings=_rechained(trial.readings, hashes))


def _rechained(readings: Iterable[Reading], hashes: dict[str, str]) -> tuple[Reading, ...]:
    """The readings built on what the hashes of rules and amendments became."""
    found = []
    for reading in readings:
        loose = reading.replace(prev_hash=hashes.get(reading.prev_hash, reading.prev_hash))
        found.append(loose.replace(hash=loose.own_hash))
        hashes[reading.hash] = found[-1].hash
    return tuple(found)
