"""The first run: what a new diary holds before its first day."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import msgspec

from detox import catalogue
from detox.diary.freezing import refuse_unreadable
from detox.domain.entries import Channel, Contact, Leaving, Life, Rhythm, Step, Task
from detox.domain.kept_readings import frozen
from detox.domain.record import Record
from detox.domain.trial import Trial


class Beginning(Record, frozen=True, kw_only=True):
    """What a person said when they began; everything may be left out."""

    app: str | None = None
    """An id of the catalogue or any name as typed."""
    left: date | None = None
    how: Leaving | None = None
    until: str | None = None
    """When a suspension ends, a day or a moment; such a beginning has no trial."""
    tasks: tuple[str, ...] | None = None
    """Catalogue ids; `None` takes the app's preset."""
    before: Mapping[str, int] = msgspec.field(default_factory=dict)
    """How tasks went through the app, by id: 100 always, 67 often, 33 seldom, 0 never."""
    trial: Trial | None = None
    """The rule, written down before it began; `None` begins without a trial."""


def begun(
    beginning: Beginning, *, today: date, moment: str, contacts: Iterable[Contact] = ()
) -> tuple[Record, ...]:
    """The records of a diary that begins `today`; the trial is frozen with its list and these people.

    Raises:
        Forbidden: a line of the rule cannot be read on them.
    """
    tasks = tasks_of(beginning, today)
    trial = frozen(beginning.trial, tasks, contacts) if beginning.trial else None
    if trial is not None:
        refuse_unreadable(trial, trial)
    life = Life(
        app=beginning.app,
        left=beginning.left,
        how=beginning.how,
        until=beginning.until,
        trial=trial.id if trial else None,
    )
    return (
        life,
        *tasks,
        *_channels(beginning.app),
        *_steps(beginning, today=today, moment=moment),
        *([trial] if trial else []),
    )


def tasks_of(beginning: Beginning, today: date) -> list[Task]:
    """The list it begins with: what was chosen, else the app's preset."""
    chosen = {task.id for task in catalogue.preset(beginning.app)}
    if beginning.tasks is not None:
        chosen = set(beginning.tasks)
    return [
        Task(
            id=choice.id,
            name=choice.name(beginning.app),
            category=choice.category,
            importance=choice.importance,
            days=choice.days,
            rhythm=Rhythm(choice.rhythm) if choice.rhythm else None,
            before=beginning.before.get(choice.id),
            since=today,
        )
        for choice in catalogue.tasks()
        if choice.id in chosen
    ]


def _channels(app: str | None) -> list[Channel]:
    return [
        Channel(id=choice.id, name=choice.name(), independence=choice.depends_on(app))
        for choice in catalogue.channels(app)
    ]


def _steps(beginning: Beginning, *, today: date, moment: str) -> list[Step]:
    """The checklist; what ought to have been done before the diary was begun is due today, and not late."""
    since = beginning.left or today
    return [
        Step(
            id=choice.id,
            text=choice.name(beginning.app),
            due=None if choice.due_days is None else max(today, since + timedelta(days=choice.due_days)),
            updated_at=moment,
        )
        for choice in catalogue.steps(beginning.how)
    ]
