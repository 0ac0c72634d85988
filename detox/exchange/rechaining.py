"""A trial's chain of changes and readings, made anew over what they are built on, so that it holds."""

from collections.abc import Callable, Iterable

from detox.domain.readings import Reading
from detox.domain.trial import Amendment, Trial

Said = Callable[[str], str]


def rechained(trial: Trial, made: Trial, said: Said = str) -> Trial:
    """`made` with the amendments of `trial`, in other words, and its own readings, built on the new ones."""
    readings, made = made.readings, made.replace(amendments=(), readings=())
    hashes = {trial.first_hash: made.first_hash}
    for change in trial.amendments:
        made = _amended(made, change, said)
        hashes[change.hash] = made.last_hash
    return made.replace(readings=_rechained(readings, hashes))


def _amended(made: Trial, change: Amendment, said: Said) -> Trial:
    reason = said(change.reason)
    return made.amended(change.rule, time=change.time, day=change.day, logged=change.logged, reason=reason)


def _rechained(readings: Iterable[Reading], hashes: dict[str, str]) -> tuple[Reading, ...]:
    """The readings built on what the hashes of rules and amendments became."""
    found = []
    for reading in readings:
        loose = reading.replace(prev_hash=hashes.get(reading.prev_hash, reading.prev_hash))
        found.append(loose.replace(hash=loose.own_hash))
        hashes[reading.hash] = found[-1].hash
    return tuple(found)
