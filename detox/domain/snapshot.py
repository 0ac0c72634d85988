"""A whole diary as one value: what is exported, imported, joined and compared."""

from collections.abc import Collection, Iterable, Mapping
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
    """By first day; `shown` names the one that is shown."""
    steps: tuple[Step, ...] = ()
    pauses: tuple[Pause, ...] = ()

    shown: str | None = None
    """The id of the trial that is shown; `None`: the one that `life` names."""

    rivals: tuple[Trial, ...] = ()
    """Trials that another machine shows, and that run at the same time as the one shown here."""

    @property
    def trial(self) -> Trial | None:
        """The trial that is shown; `None` before one was written down."""
        named = self.shown or self.life.trial
        return next((trial for trial in self.trials if trial.id == named), None)


def standing_trial(named: Collection[str | None], trials: Iterable[Trial]) -> Trial | None:
    """Which trial stands where several machines name one each: of those that run at one time the earlier.

    Args:
        named: the ids that are named.
        trials: those that are known.
    """
    found = sorted((trial for trial in trials if trial.id in named), key=lambda trial: trial.start)
    stands = found.pop() if found else None
    while stands is not None and found:
        earlier = found.pop()
        if earlier.end >= stands.start:
            stands = earlier
    return stands


def is_rival(trial: Trial, shown: Trial) -> bool:
    """Whether a trial is another one than that which is shown, and runs at the same time."""
    return trial.id != shown.id and trial.start <= shown.end and shown.start <= trial.end
