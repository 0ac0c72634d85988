"""A whole diary as one value: what is exported, imported, joined and compared."""

from collections.abc import Mapping
from datetime import date

from detox.domain.entries import Channel, CheckIn, Contact, Entry, Leaving, Life, Pause, Step, Task
from detox.domain.record import Record
from detox.domain.record_versions import Lineage, RecordKey
from detox.domain.trial import Trial


class Snapshot(Record, frozen=True, kw_only=True):
    """Everything a person wrote; lists in the order of the JSON log."""

    app: str | None = None
    left: date | None = None
    how: Leaving | None = None
    until: str | None = None
    """When a suspension ends, as in `Life`."""
    trial: Trial | None = None
    past_trials: tuple[Trial, ...] = ()
    tasks: tuple[Task, ...] = ()
    channels: tuple[Channel, ...] = ()
    entries: tuple[Entry, ...] = ()
    """By day, recorded_at, id."""
    checkins: tuple[CheckIn, ...] = ()
    """By day."""
    contacts: tuple[Contact, ...] = ()
    steps: tuple[Step, ...] = ()
    pauses: tuple[Pause, ...] = ()
    lineages: Mapping[RecordKey, Lineage] = {}
    """Which version each record is, where that is known; an older log knows it of none."""


class Book(Record, frozen=True, kw_only=True):
    """What stands beside the months: the basket, the channels, the trials, the steps, the pauses."""

    life: Life = Life()
    tasks: tuple[Task, ...] = ()
    """By id, archived ones too."""
    channels: tuple[Channel, ...] = ()
    trials: tuple[Trial, ...] = ()
    """By first day; `life.trial` names the one that is shown."""
    steps: tuple[Step, ...] = ()
    pauses: tuple[Pause, ...] = ()

    @property
    def trial(self) -> Trial | None:
        """The trial that is shown; `None` before one was written down."""
        return next((trial for trial in self.trials if trial.id == self.life.trial), None)
