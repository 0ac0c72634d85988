"""A diary made fit to hand on: people under aliases, notes left out, some days of it."""

import re
from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any

from detox import catalogue
from detox.domain.name_spans import NameSpans
from detox.domain.own_words import OWN_WORDS
from detox.domain.readings import Reading
from detox.domain.record import NAME_LENGTH, NOTE_LENGTH, Record
from detox.domain.snapshot import Snapshot
from detox.domain.trial import Choice, Trial
from detox.exchange.contact_details import INSTEAD, without_details
from detox.exchange.rechaining import rechained
from detox.exchange.redacted_ids import RedactedIds
from detox.words import _

PARTS = ("names", "notes", "helpers")
"""What can be left out: names, addresses and all of one's own names; notes and reasons; who helped."""
SHORTEST_PART = 3
"""A part of a name in Latin letters is looked for from this length on."""
_NO_NAMES = frozenset(
    {"the", "and", "von", "van", "der", "den", "del", "dos", "mrs", "aunt", "uncle", "miss"}
)
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{3}")
_NEUTRAL = re.compile(r"[a-z_]{1,24}|[<>=]{1,2}|[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""What the figures of a reading hold of words: ids of ours, signs and days."""

Said = Callable[[str], str]
"""How a text is said here."""


def redacted(snapshot: Snapshot, hidden: Collection[str], *, fold: Said = str) -> Snapshot:
    """The diary without what is named in `hidden`, some of `PARTS`; every count stays as it was.

    A person has one alias throughout: as contact, as helper, and in whatever text names them: "Person 1", in
    the order of the alphabet. With `names` go the names of tasks, steps and channels that are the person's
    own, every id that is not ours, the app where it was only typed, and numbers and addresses in every text
    that stays. A rule keeps its code and its chain only where nothing of it changes: both are made of it.

    Args:
        snapshot: the diary.
        hidden: what is left out.
        fold: what makes spellings of a sign alike, in which a name may stand: traditional ones, say.
    """
    if not hidden:
        return snapshot
    people = aliases(snapshot, hidden)
    said = _wording(people, "names" in hidden, fold)
    made = _without_notes(snapshot) if "notes" in hidden else snapshot
    if "names" in hidden:
        made = _without_own_names(made)
    contacts = tuple(_aliased(contact, people, hidden) for contact in made.contacts)
    made = _reworded(made.replace(contacts=contacts), said, people)
    if "names" in hidden:
        return RedactedIds(made).snapshot()
    return made


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


def _wording(people: dict[str, str], details: bool, fold: Said) -> Said:  # noqa: FBT001 - one of the parts
    """How a text is said with aliases for the people, and for what each may be called for short."""
    called = dict(people)
    for name, alias in people.items():
        for part in _parts(name):
            called[part] = called[part] if part in people else INSTEAD if part in called else alias
    spans = NameSpans(called, fold=fold)

    def said(text: str) -> str:
        named = spans.replaced(text, called) if called else text
        return without_details(named) if details else named

    return said


def _parts(name: str) -> set[str]:
    """What somebody may be called for short: one of their names; the given name behind a Chinese surname."""
    if _HAN_NAME.fullmatch(name.strip()):
        return {name.strip()[1:]}
    words = {word for word in re.split(r"[\s.·・,()]+", name) if len(word) >= SHORTEST_PART}
    return {word for word in words if word.casefold() not in _NO_NAMES and not word.isdigit()} - {name}


def _aliased(contact: Any, people: dict[str, str], hidden: Collection[str]) -> Any:  # noqa: ANN401 - a contact
    if "names" not in hidden:
        return contact
    return contact.replace(name=people[contact.name], address="")


def _without_own_names(snapshot: Snapshot) -> Snapshot:
    """Tasks, channels and steps by the catalogue's names or by numbers; the app only where it is ours."""
    typed = snapshot.app
    app = typed if any(known.id == typed for known in catalogue.apps()) else None
    steps = {choice.id: choice for choice in catalogue.steps()}

    def named(choice: catalogue.Named | None, name: str, instead: str) -> str:
        if choice is None or not choice.is_called(name, typed):
            return instead
        return name if typed == app else choice.name(app)

    tasks = (
        task.replace(
            name=named(catalogue.task_choice(task.id), task.name, _("task {n}").format(n=n)),
            category=task.category if _is_category(task.category) else _OTHERS,
        )
        for n, task in enumerate(snapshot.tasks, 1)
    )
    channels = (
        held.replace(name=named(catalogue.channel_choice(held.id), held.name, _("channel {n}").format(n=n)))
        for n, held in enumerate(snapshot.channels, 1)
    )
    own_steps = (
        step.replace(text=named(steps.get(step.id), step.text, _("step {n}").format(n=n)))
        for n, step in enumerate(snapshot.steps, 1)
    )
    return snapshot.replace(app=app, tasks=tuple(tasks), channels=tuple(channels), steps=tuple(own_steps))


_OTHERS = "others"
"""Every part of life that is the person's own."""


def _is_category(category: str) -> bool:
    return any(known.id == category for known in catalogue.categories())


def _without_notes(snapshot: Snapshot) -> Snapshot:
    trials = {"trial": _silent(snapshot.trial) if snapshot.trial else None}
    return snapshot.replace(
        entries=_blank(snapshot.entries, note="", lapse=None),
        checkins=_blank(snapshot.checkins, note="", review=None),
        contacts=_blank(snapshot.contacts, note=""),
        pauses=_blank(snapshot.pauses, reason=""),
        past_trials=tuple(map(_silent, snapshot.past_trials)),
        **trials,
    )


def _blank(records: Iterable[Record], **empty: str | None) -> tuple[Any, ...]:
    """The records with nothing in these fields; one that says nothing there comes back as it is."""
    return tuple(
        record.replace(**empty) if any(getattr(record, field) for field in empty) else record
        for record in records
    )


def _silent(trial: Trial) -> Trial:
    return _changed_trial(trial, lambda _text: "")


def _reworded(snapshot: Snapshot, said: Said, people: dict[str, str]) -> Snapshot:
    """Every word of a person's own, as it is said here."""

    def helped(entry: Any) -> Any:  # noqa: ANN401 - an entry
        known = people.get(entry.helper) if entry.helper is not None else None
        return entry.replace(helper=known) if known else entry

    named: dict[str, Any] = {
        field: tuple(_in_words(record, said) for record in getattr(snapshot, field))
        for field in ("tasks", "channels", "contacts", "steps", "checkins", "pauses")
    }
    return snapshot.replace(
        **named,
        app=said(snapshot.app)[:NAME_LENGTH] if snapshot.app else snapshot.app,
        entries=tuple(_in_words(helped(entry), said) for entry in snapshot.entries),
        trial=_changed_trial(snapshot.trial, said) if snapshot.trial else None,
        past_trials=tuple(_changed_trial(trial, said) for trial in snapshot.past_trials),
    )


def _in_words(record: Any, said: Said) -> Any:  # noqa: ANN401 - of any kind that holds words
    """The record with every word of its own, and of the records in it, as it is said here."""
    changed: dict[str, object] = {}
    for field in record.__struct_fields__:
        value = getattr(record, field)
        if isinstance(value, str) and value and field in OWN_WORDS.get(type(record), ()):
            short = field in _SHORT
            changed[field] = said(value)[: NAME_LENGTH if short else NOTE_LENGTH] or (
                INSTEAD if short else ""
            )
        elif isinstance(value, Record) and type(value) in OWN_WORDS:
            changed[field] = _in_words(value, said)
    changed = {field: value for field, value in changed.items() if value != getattr(record, field)}
    return record.replace(**changed) if changed else record


_SHORT = frozenset({"name", "text", "helper", "address"})
"""The fields that are as short as a name; they may not be empty."""


def _chosen(choice: Choice, said: Said) -> Choice:
    return choice.replace(why=said(choice.why), past=tuple(_chosen(past, said) for past in choice.past))


def _changed_trial(trial: Trial, said: Said) -> Trial:
    """A trial in other words; where what was hashed changes, the chain is made anew, so that it holds."""
    choice = _chosen(trial.choice, said) if trial.choice else None
    made = trial.replace(sentence=said(trial.sentence), choice=choice)
    figures = tuple(_neutral(reading) for reading in trial.readings)
    same = made.sentence == trial.sentence and all(said(a.reason) == a.reason for a in trial.amendments)
    if same and figures == trial.readings:
        return made
    return rechained(trial, made.replace(readings=figures), said)


def _neutral(reading: Reading) -> Reading:
    """A reading whose figures hold no word but ours: a forged log may bring any."""
    figures = _only_ours(reading.figures)
    return reading if figures == reading.figures else reading.replace(figures=figures)


def _only_ours(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, dict):
        return {key: _only_ours(part) for key, part in value.items() if _NEUTRAL.fullmatch(key)}
    if isinstance(value, list):
        return [_only_ours(part) for part in value]
    return value if not isinstance(value, str) or _NEUTRAL.fullmatch(value) else INSTEAD
