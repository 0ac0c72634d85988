"""The rows of a log as records, each checked; every bad one named by its place."""

import sys
from collections import Counter
from collections.abc import Container, Iterable
from datetime import date, datetime
from typing import Any, TypeVar

import msgspec

from detox import catalogue
from detox.domain.dates import ONE_DAY
from detox.domain.entries import (
    Channel,
    CheckIn,
    Contact,
    Entry,
    Life,
    Pause,
    Step,
    Task,
)
from detox.domain.record import Record
from detox.domain.record_versions import Lineage, OtherVersion, RecordKey
from detox.domain.snapshot import Snapshot
from detox.domain.trial import Trial
from detox.errors import BadField
from detox.exchange.missing import filled
from detox.exchange.problems import Problems, misfit, out_of_range, strange
from detox.exchange.version_fields import deletion_in, is_deletion, others_in, parted, stamp_of

TRIALS = "trials"
"""The list of all trials, the one that is shown and the past ones."""
LISTS: dict[str, type[Record]] = {
    "past_trials": Trial,
    "tasks": Task,
    "channels": Channel,
    "entries": Entry,
    "checkins": CheckIn,
    "contacts": Contact,
    "steps": Step,
    "pauses": Pause,
}
MOMENTS = ("recorded_at", "updated_at")
"""What says how the clock stood that a record was written by."""
RECURRING = ("task", "channel", "helper")
Kind = TypeVar("Kind", bound=Record)


class Rows:
    """The rows of a log as records, taken one at a time."""

    def __init__(self, problems: Problems, *, today: date) -> None:
        self._problems = problems
        self._last_day = today + ONE_DAY
        self._found: dict[str, dict[str, Any]] = {name: {} for name in LISTS}
        self._carried: dict[str, str] = {}
        """Where each channel was named first by an entry."""
        self._copies: Counter[str] = Counter()
        self._lineages: dict[RecordKey, Lineage] = {}
        self._beside: list[Entry] = []
        """Entries that are another version of one."""

    def take(self, name: str, n: int, row: object) -> None:
        """One row of a list, any JSON value."""
        place = f"{name}[{n}]"
        kind = LISTS[name]
        row, said = parted(row, kind)
        record: Any = self.row(place, _shared(filled(row, kind, self._copies)), kind)
        if record is None or not self._in_time(record, row, place):
            return
        self._keep(self._found[name], record, place)
        self._note_channel(record, place)
        self.note_versions(TRIALS if kind is Trial else name, record, said, place)

    def note_versions(
        self,
        table: str,
        record: Any,  # noqa: ANN401 - of any list
        said: dict[str, Any],
        place: str,
        front: Record | None = None,
    ) -> None:
        """What a row says of its versions, as `parted` gives it; nothing where it says nothing."""
        if not said:
            return
        found = (
            self._other(record, row, f"{place}.others[{n}]")
            for n, row in enumerate(others_in(said, place, self._problems))
        )
        others = tuple(filter(None, found)) if "others" in said else ()
        stamp = stamp_of(said, place, self._problems)
        lineage = Lineage(stamp=stamp, others=others, front=front)
        held = self._lineages.setdefault((table, record.id), lineage)
        if held is not lineage and held != lineage:
            self._problems.add(f"{place}.rev", "each id once, or twice with the same versions", stamp.rev)

    def _other(self, front: Any, row: Any, place: str) -> OtherVersion | None:  # noqa: ANN401 - any JSON value
        """Another version of a record; what is wrong in it is noted."""
        if is_deletion(row):
            return deletion_in(row, place, self._problems)
        kind = type(front)
        row, said = parted(row, kind)
        record: Any = self.row(place, row, kind)
        if record is None or not self._in_time(record, row, place):
            return None
        if record.id != front.id or "others" in said:
            self._problems.add(place, "a version of the same id, without others of its own", record.id)
            return None
        self._note_channel(record, place)
        if isinstance(record, Entry):
            self._beside.append(record)
        return OtherVersion(stamp=stamp_of(said, place, self._problems), record=record)

    def _note_channel(self, record: Any, place: str) -> None:  # noqa: ANN401 - of any list
        if isinstance(record, Entry) and record.channel is not None:
            self._carried.setdefault(record.channel, f"{place}.channel")

    def snapshot(
        self, life: Life, trial: Trial | None, *, known_channels: Container[str], known_tasks: Container[str]
    ) -> Snapshot:
        """Everything that was taken; only sound where no problem was noted."""
        for channel, place in self._carried.items():
            if channel not in self._found["channels"] and channel not in known_channels:
                self._problems.add(place, "a channel of the log or the diary", channel)
        if trial is not None and self._found["past_trials"].get(trial.id, trial) != trial:
            self._problems.add("trial.start", "a day that no past trial began on", trial.id)
        entries = (*self._found["entries"].values(), *self._beside)
        lists = {name: tuple(found.values()) for name, found in self._found.items()}
        lists["past_trials"] = tuple(past for past in lists["past_trials"] if past != trial)
        lists["tasks"] += tuple(_off_list(entries, self._found["tasks"], known_tasks))
        return Snapshot(
            app=life.app,
            left=life.left,
            how=life.how,
            until=life.until,
            trial=trial,
            lineages=self._lineages,
            **lists,
        )

    def _keep(self, found: dict[str, Any], record: Any, place: str) -> None:  # noqa: ANN401 - of any list
        key = record.id
        if found.setdefault(key, record) != record:
            self._problems.add(f"{place}.id", "each id once, or twice with the same content", key)

    def row(self, place: str, row: object, kind: type[Kind]) -> Kind | None:
        """One row as a record; where it is none, that is noted."""
        if not isinstance(row, dict):
            self._problems.add(place, "an object", row)
            return None
        for where, expected, got in strange(row, kind, place):
            self._problems.add(where, expected, got)
            return None
        try:
            record = msgspec.convert(row, kind)
        except BadField:
            self._problems.add(*out_of_range(row, kind, place))
            return None
        except msgspec.ValidationError as error:
            self._problems.add(*misfit(row, kind, place, str(error)))
            return None
        return record

    def _in_time(self, record: Record, row: Any, place: str) -> bool:  # noqa: ANN401 - any JSON value
        """Whether its day may be: up to tomorrow, or as far ahead as the clock stood that wrote it."""
        if not isinstance(record, Entry | CheckIn) or record.day <= self._last_day:
            return True
        # What the row leaves out was made up of its day, and would explain any.
        clocks = [datetime.fromisoformat(getattr(record, key)).date() for key in MOMENTS if key in row]
        if any(record.day - ONE_DAY <= clock for clock in clocks):
            return True
        self._problems.add(f"{place}.day", f"a day up to {self._last_day}", record.day)
        return False


def _shared(row: Any) -> Any:  # noqa: ANN401 - any JSON value
    """The row with its recurring texts held once for all rows: a fifth of a large diary."""
    if isinstance(row, dict) and "recorded_at" in row and "updated_at" in row:
        for key in RECURRING:
            if type(row.get(key)) is str:
                row[key] = sys.intern(row[key])
        if row["updated_at"] == row["recorded_at"]:
            row["updated_at"] = row["recorded_at"]
    return row


def _off_list(entries: Iterable[Entry], held: Container[str], known: Container[str]) -> list[Task]:
    made: dict[str, Task] = {}
    for entry in sorted(entries, key=lambda entry: entry.day):
        if entry.task not in held and entry.task not in known and entry.task not in made:
            choice = catalogue.task_choice(entry.task)
            made[entry.task] = Task(
                id=entry.task,
                name=choice.name() if choice else entry.task,
                category=choice.category if choice else "information",
                listed=False,
                since=entry.day,
            )
    return list(made.values())
