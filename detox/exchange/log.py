"""The JSON log, version 2: a whole diary as one text, and back; version 1 is still read."""

from collections.abc import Callable, Container, Iterable
from datetime import date
from typing import Any

import msgspec

from detox.domain.entries import Life, Pause
from detox.domain.record import MOMENT, Record
from detox.domain.record_versions import Lineage, RecordKey
from detox.domain.snapshot import Snapshot
from detox.domain.trial import Trial
from detox.errors import BadLog
from detox.exchange.log_rows import LISTS as ROWS
from detox.exchange.log_rows import TRIALS, Rows
from detox.exchange.parsing import walked
from detox.exchange.problems import UNKNOWN_KEY, Problems
from detox.exchange.schema import schema
from detox.exchange.version_fields import parted, version_fields, version_keys
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
LIFE: RecordKey = ("life", "life")
LIFE_KEYS = ("app", "left", "how", "until")
LISTS = ("tasks", "channels", "entries", "checkins", "contacts", "steps", "pauses")
KEYS = ("format", "version", "exported_at", *LIFE_KEYS, "trial", "past_trials", *LISTS, "life")


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
    }
    if life := snapshot.lineages.get(LIFE):
        named = {"trial": life.front.trial} if isinstance(life.front, Life) else {}
        log["life"] = named | version_fields(Life, life, _life)
    log["trial"] = _trial_row(snapshot.trial, snapshot) if snapshot.trial else None
    if snapshot.past_trials:
        past = sorted(snapshot.past_trials, key=lambda trial: trial.id)
        log["past_trials"] = [_trial_row(trial, snapshot) for trial in past]
    for name in LISTS:
        log[name] = [
            _row(record, snapshot.lineages.get((name, record.id)))
            for record in in_order(getattr(snapshot, name))
        ]
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
    _note_life(head, life, rows, problems)
    row, said = parted(head.get("trial"), Trial)
    trial = rows.row("trial", row, Trial) if row is not None else None
    if trial is not None:
        rows.note_versions(TRIALS, trial, said, "trial")
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


def _row(record: Record, lineage: Lineage | None) -> Record | msgspec.Raw:
    """A record as the log writes it, with what there is to say of its versions."""
    if lineage is None or not (said := version_fields(type(record), lineage, msgspec.to_builtins)):
        return record
    # Put together as bytes: as objects, ten years of rows would be several times the log.
    return msgspec.Raw(msgspec.json.encode(record)[:-1] + b"," + msgspec.json.encode(said)[1:])


def _trial_row(trial: Trial, snapshot: Snapshot) -> dict[str, object]:
    lineage = snapshot.lineages.get((TRIALS, trial.id))
    if lineage is None:
        return _trial(trial)
    return _trial(lineage.front or trial) | version_fields(Trial, lineage, _trial)


def _trial(trial: Record) -> dict[str, object]:
    fields = msgspec.to_builtins(trial)
    return {key: fields[key] for key in TRIAL_KEYS}


def _life(life: Record) -> dict[str, object]:
    fields = msgspec.to_builtins(life)
    return {key: fields[key] for key in (*LIFE_KEYS, "trial")}


def _note_life(head: dict[str, Any], life: Life, rows: Rows, problems: Problems) -> None:
    """What the log says of the versions of the app, the day and the way."""
    said = head.get("life")
    if said is None:
        return
    if not isinstance(said, dict):
        problems.add("life", "an object", said)
        return
    known = ("trial", *version_keys(Life))
    for key in said.keys() - set(known):
        problems.add(f"life.{key}", " | ".join(known), UNKNOWN_KEY)
    front = None
    if "trial" in said:  # what this version names; shown is the one that stands
        fields = {key: head.get(key) for key in LIFE_KEYS}
        front = rows.row("life", fields | {"trial": said["trial"]}, Life)
    said = {key: value for key, value in said.items() if key != "trial"}
    rows.note_versions("life", life, said, "life", front=front)


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
