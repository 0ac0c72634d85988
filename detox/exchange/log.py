"""The JSON log, version 2: a whole diary as one text, and back; version 1 is still read."""

from collections.abc import Callable, Container, Iterable
from datetime import date
from typing import Any

import msgspec

from detox.domain.entries import Life, Pause
from detox.domain.record import MOMENT, Record
from detox.domain.snapshot import Snapshot
from detox.domain.trial import Trial
from detox.errors import BadLog
from detox.exchange.log_rows import LISTS as ROWS
from detox.exchange.log_rows import Rows
from detox.exchange.parsing import walked
from detox.exchange.problems import UNKNOWN_KEY, Problems
from detox.exchange.schema import schema
from detox.shown import escaped_json

__all__ = ["FORMAT", "KEYS", "LISTS", "VERSION", "from_json", "in_order", "schema", "to_json"]

FORMAT = "detox-log"
VERSION = 2
VERSIONS = (1, VERSION)
"""Those that are read."""
TRIAL_KEYS = (
    *("start", "days", "window", "sentence", "need", "veto", "criteria", "amendments", "choice"),
    *("method", "basket", "people", "readings", "continues"),
)
LIFE_KEYS = ("app", "left", "how", "until")
LISTS = ("tasks", "channels", "entries", "checkins", "contacts", "steps", "pauses")
KEYS = ("format", "version", "exported_at", *LIFE_KEYS, "trial", "past_trials", *LISTS)


def to_json(snapshot: Snapshot, *, exported_at: str) -> str:
    """The log of a diary: two-space indent, a final newline; the same diary gives the same text.

    Args:
        snapshot: the diary.
        exported_at: RFC 3339 with offset; the only thing that differs between two exports of one diary.
    """
    log: dict[str, object] = {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": exported_at,
        **{key: getattr(snapshot, key) for key in LIFE_KEYS},
        "trial": _trial(snapshot.trial) if snapshot.trial else None,
    }
    if snapshot.past_trials:
        log["past_trials"] = [_trial(trial) for trial in sorted(snapshot.past_trials, key=lambda t: t.id)]
    for name in LISTS:
        log[name] = in_order(getattr(snapshot, name))
    return escaped_json(msgspec.json.format(msgspec.json.encode(log), indent=2).decode()) + "\n"


def from_json(
    data: bytes,
    *,
    today: date,
    known_channels: Container[str] = (),
    known_tasks: Container[str] = (),
    seen: Callable[[], None] = lambda: None,
) -> Snapshot:
    """The diary in a log; all of it or nothing.

    Args:
        data: the file's bytes.
        today: the logical day; entries and check-ins may lie one day ahead of it, for time zones, and
            further where their own `recorded_at` or `updated_at` does: the clock was wrong.
        known_channels: ids that the diary has, besides those of the log.
        known_tasks: ids that the diary has; any other task an entry names is made, off the list.
        seen: called for each row, so that somebody can watch.

    Raises:
        BadLog: it is no such log, or something in it is not what it may be; every bad row is named.
    """
    problems = Problems()
    rows = Rows(problems, today=today)
    head: dict[str, Any] = {}
    for key, n, value in walked(data, ROWS):
        if n is not None:
            seen()
            rows.take(key, n, value)
        elif key in KEYS:
            head[key] = value
        else:
            problems.add(key, " | ".join(KEYS), UNKNOWN_KEY)
    _check_version(head)
    _check_rest(head, problems)
    life = rows.row("", {key: head.get(key) for key in LIFE_KEYS}, Life) or Life()
    trial = rows.row("trial", head["trial"], Trial) if head.get("trial") is not None else None
    found = rows.snapshot(life, trial, known_channels=known_channels, known_tasks=known_tasks)
    problems.refuse()
    if head["version"] == 1:
        found = found.replace(pauses=tuple(map(_recorded_when_it_began, found.pauses)))
    return msgspec.structs.replace(found, **{name: tuple(in_order(getattr(found, name))) for name in LISTS})


def in_order(records: Iterable[Any]) -> list[Any]:
    """Records as the log lists them: entries by day, recorded_at, id; check-ins by day; the rest by id."""
    return sorted(records, key=_place)


def _place(record: Record) -> tuple[object, ...]:
    if record.kind == "entry":
        return record.day, record.recorded_at, record.id  # type: ignore[attr-defined]
    return (record.id,)  # type: ignore[attr-defined]


def _recorded_when_it_began(pause: Pause) -> Pause:
    """A pause of version 1, which did not say when it was written."""
    return pause.replace(recorded_at=pause.recorded_at or f"{pause.first}T00:00:00+00:00")


def _trial(trial: Trial) -> dict[str, object]:
    fields = msgspec.to_builtins(trial)
    return {key: fields[key] for key in TRIAL_KEYS}


def _check_version(head: dict[str, Any]) -> None:
    if head.get("format") != FORMAT:
        raise BadLog((f'format: expected "{FORMAT}", as detox export writes it',))
    version = head.get("version")
    if type(version) is int and version > VERSION:
        raise BadLog((f"version: expected {VERSION}, got {version}: written by a newer Detox; install that",))
    if type(version) is not int or version not in VERSIONS:
        raise BadLog((f"version: expected {VERSION}",))


def _check_rest(head: dict[str, Any], problems: Problems) -> None:
    exported_at = head.get("exported_at", "1970-01-01T00:00:00Z")
    if not isinstance(exported_at, str) or not MOMENT.fullmatch(exported_at):
        problems.add("exported_at", "YYYY-MM-DDTHH:MM:SS+HH:MM", exported_at)
    for name in ROWS:
        if name in head:  # a list comes row by row
            problems.add(name, "a list", head[name])
