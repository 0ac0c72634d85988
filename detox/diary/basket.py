"""The list: tasks found by any part of a name, what usually comes up when, and how the list is changed."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from detox import catalogue
from detox.catalogue import TaskChoice, labels
from detox.diary.channels import Channels
from detox.diary.context import DiaryContext
from detox.diary.name_search import best_match, fits, is_read_in, plain
from detox.domain.dated_states import state_on, with_change
from detox.domain.dates import ONE_DAY, week_number
from detox.domain.entries import Outcome, Rhythm, Task
from detox.domain.record import Record
from detox.errors import Forbidden, NoSuch
from detox.storage.transaction import Change

LOOK_BACK = timedelta(days=28)
OFTEN = 2
"""A task that came up this often on a weekday in the last four weeks is listed on that weekday."""
LONG_LIST = 20
"""More tasks than this and the list is long: a short one is read sooner."""
OWN_CATEGORY = "information"
"""Where a task of one's own stands until it is put elsewhere."""


class TaskUse(Record, frozen=True, kw_only=True):
    """How often a task came up in all that was written."""

    times: int = 0
    last: date | None = None
    """The newest day; `None`: it never did."""


class UsualRow(Record, frozen=True, kw_only=True):
    """A task that usually comes up on a day, and what was said of it."""

    id: str
    name: str
    """In the language spoken now."""
    outcome: Outcome | None = None
    """Of its first entry of that day; `None` is not answered yet."""


class Basket:
    """The tasks; every name may be said in part as long as it is clear."""

    def __init__(self, context: DiaryContext, channels: Channels) -> None:
        self._context = context
        self._channels = channels

    def tasks(self, *, archived: bool = False) -> list[Task]:
        """The tasks in the order of the screens; archived ones only if asked for."""
        held = [task for task in self._context.book.tasks if archived or not task.archived]
        return sorted(held, key=_place)

    def written(self) -> set[str]:
        """The ids of the tasks that are written here, archived ones too."""
        return {task.id for task in self._context.book.tasks}

    def on_list(self, day: date) -> list[Task]:
        """The tasks that stood on the list on that day, in the order of the screens."""
        return [
            task for task in self.tasks(archived=True) if task.since <= day and state_on(task, day).listed
        ]

    def is_long(self) -> bool:
        """Whether so many tasks are on the list that a week hardly meets them all."""
        return sum(task.listed for task in self.tasks()) > LONG_LIST

    def task_name(self, task_id: str) -> str:
        """What a task is called, in the language spoken now unless the person named it."""
        held = next((task.name for task in self._context.book.tasks if task.id == task_id), task_id)
        return self.spoken(task_id, held)

    def spoken(self, task_id: str, name: str) -> str:
        """A task's stored name, said in the language spoken now."""
        return catalogue.spoken_name(catalogue.task_choice(task_id), name, self._context.book.life.app)

    def usual(self, day: date) -> list[Task]:
        """The tasks that usually come up on that weekday, by the list or by the last four weeks."""
        recent = self._context.rows(day - LOOK_BACK, day - timedelta(days=1))
        often = Counter(
            row.task
            for row in recent
            if row.day.weekday() == day.weekday() and row.outcome is not Outcome.NOT_NEEDED and not row.swept
        )
        listed = (task for task in self.tasks() if task.listed)
        return [task for task in listed if task.usual_on(day) or often[task.id] >= OFTEN]

    def find(self, text: str, *, archived: bool = True) -> Task:
        """The task that `text` names: its id, its name, or a part of it that fits no other.

        Raises:
            NoSuch: no task fits; it carries the nearest names.
            Ambiguous: several fit; it carries them.
        """
        tasks = self.tasks(archived=archived)
        rows = [(task.id, (self.spoken(task.id, task.name), task.name)) for task in tasks]
        found = best_match("task", text, rows, besides={task.id: self.known_by(task) for task in tasks})
        return next(task for task in tasks if task.id == found)

    def offered(self, text: str = "", *, day: date | None = None) -> list[Task]:
        """What may come up besides, best first: one's own tasks, then the rest of the catalogue.

        Args:
            text: only those whose name, in any language, holds every word of it.
            day: leave out what is usual on that day, as it is asked about already.
        """
        asked = {task.id for task in self.usual(day)} if day and not text.strip() else set()
        held = {task.id for task in self._context.book.tasks}
        fresh = (
            self._from_catalogue(choice) for choice in catalogue.tasks(self._app) if choice.id not in held
        )
        every = [task for task in (*self.tasks(), *fresh) if task.id not in asked]
        fitting = [task for task in every if fits(text, self.known_by(task))]
        return sorted(fitting, key=lambda task: self._rank(task, plain(text)))

    def uses(self) -> dict[str, TaskUse]:
        """How often each task came up and when last, by id; those that never did are left out."""
        span = self._context.store.span()
        found: dict[str, TaskUse] = {}
        for row in self._context.rows(span.first, span.last) if span else ():
            if row.outcome is not Outcome.NOT_NEEDED:
                held = found.get(row.task, TaskUse())
                last = max(held.last or row.day, row.day)
                found[row.task] = TaskUse(times=held.times + 1, last=last)
        return found

    def held(self, task_id: str) -> Task | None:
        """The diary's task of that id, archived or not."""
        return next((task for task in self._context.book.tasks if task.id == task_id), None)

    def add(self, name: str, **fields: Any) -> Task:  # noqa: ANN401 - the fields of a Task
        """Put a task on the list from today on; a catalogue id or name takes the catalogue's facts.

        Args:
            name: an id or a name of the catalogue, or any other name.
            **fields: category, importance, days, rhythm, plan, before, listed.

        Raises:
            Forbidden: a task of that name is there already.
            BadField: a value is out of range; nothing was written.
        """
        task = self.made(name, **fields)
        self._context.add("task add", task)
        return task

    def made(self, name: str, **fields: Any) -> Task:  # noqa: ANN401 - the fields of a Task
        """A new task that is not written yet; see `add`."""
        wish = plain(name)
        choice = next((c for c in catalogue.tasks() if c.id == name.strip() or wish in _called(c)), None)
        known = choice or next((c for c in catalogue.tasks() if c.is_called(name.strip(), self._app)), None)
        made = (
            self._from_catalogue(known)
            if known
            else Task(
                id=self._context.new_id(), name=name.strip(), category=OWN_CATEGORY, since=self._context.today
            )
        )
        task = made.replace(**_with_rhythm(fields))
        if self.held(task.id) is not None:
            raise Forbidden("task exists", name=task.name)
        self._refuse_name(task)
        return task

    def edit(self, task: Task, **fields: Any) -> Task:  # noqa: ANN401 - the fields of a Task
        """Change a task: name, category, importance, days, rhythm, plan, before, listed, archived.

        What makes the index - importance, weekdays, the list - counts from the next week on.

        Raises:
            Forbidden: another task has that name, the plan is the app itself, or it is the last task of a
                running trial; nothing was written.
            BadField: a value is out of range; nothing was written.
        """
        if isinstance(fields.get("name"), str):
            fields["name"] = fields["name"].strip()
        changed = task.replace(**_with_rhythm(fields))
        if changed == task:
            return task
        self._check(task, changed)
        dated = self._dated(task, changed)
        self._context.change("task edit", task, dated)
        return dated

    def counts_from(self, task: Task) -> tuple[int, date] | None:
        """The week, and its first day, from which the last change of a task counts; `None`: it counts now."""
        grid = self._context.running_week()
        if grid is None or not task.was or task.was[-1].until < grid.last:
            return None
        first = task.was[-1].until + ONE_DAY
        start = self._context.first_week_day()
        return (week_number(first, start), first) if start else None

    def move(self, task: Task, by: int) -> None:
        """Put a task so many places further down among those of its part of life; up with a minus."""
        own = [held for held in self.tasks() if held.category == task.category]
        at = next(n for n, held in enumerate(own) if held.id == task.id)
        to = min(len(own) - 1, max(0, at + by))
        if to == at:
            return
        own.insert(to, own.pop(at))
        rest = [held for held in self.tasks() if held.category != task.category]
        first = min(n for n, held in enumerate(self.tasks()) if held.category == task.category)
        order = [*rest[:first], *own, *rest[first:]]
        changes = [
            Change(before=held, after=held.replace(order=n))
            for n, held in enumerate(order)
            if held.order != n
        ]
        self._context.store.save("task move", changes)

    @property
    def _app(self) -> str | None:
        return self._context.book.life.app

    def _from_catalogue(self, choice: TaskChoice) -> Task:
        return Task(
            id=choice.id,
            name=choice.name(self._app),
            category=choice.category,
            importance=choice.importance,
            days=choice.days,
            rhythm=Rhythm(choice.rhythm) if choice.rhythm else None,
            since=self._context.today,
        )

    def _names(self, task: Task) -> tuple[str, ...]:
        choice = catalogue.task_choice(task.id)
        theirs = (choice.name(self._app), *choice.names.values()) if choice else ()
        return (task.id, task.name, *theirs)

    def known_by(self, task: Task) -> tuple[str, ...]:
        """Everything a task is found by: its id, its names in each language, the catalogue's other words."""
        choice = catalogue.task_choice(task.id)
        return (*self._names(task), self.spoken(task.id, task.name), *(choice.also if choice else ()))

    def _rank(self, task: Task, wish: str) -> tuple[int, int]:
        if not wish:
            return (0, not task.listed)
        names, known = ([plain(name) for name in held] for held in (self._names(task), self.known_by(task)))
        if wish in known:
            return (0, not task.listed)
        for rank, held in enumerate((names, known), 1):
            if any(name.startswith(wish) for name in held) or is_read_in(wish, held, from_start=True):
                return (rank, not task.listed)
        return (3, not task.listed)

    def _refuse_name(self, task: Task) -> None:
        others = (other for other in self._context.book.tasks if other.id != task.id)
        if any(plain(task.name) in map(plain, self._names(other)[1:]) for other in others):
            raise Forbidden("task exists", name=task.name)

    def _check(self, task: Task, changed: Task) -> None:
        if changed.name != task.name:
            self._refuse_name(changed)
        if changed.plan != task.plan and self._channels.is_the_app(changed.plan):
            raise Forbidden("the app as a plan", channel=self._channels.name(changed.plan or ""))
        left = counts(task) and not counts(changed)
        others_count = any(counts(other) for other in self.tasks() if other.id != task.id)
        if left and not others_count and self._running():
            raise Forbidden("last task", name=self.spoken(task.id, task.name))

    def _running(self) -> bool:
        trial, today = self._context.book.trial, self._context.today
        return trial is not None and trial.choice is None and today <= trial.end

    def _dated(self, task: Task, changed: Task) -> Task:
        return with_change(task, changed, week=self._context.running_week())


def counts(task: Task) -> bool:
    """Whether a task makes the index as it stands now."""
    return task.listed and not task.archived


def _place(task: Task) -> tuple[int, int, str]:
    order = task.order if task.order is not None else catalogue.place(task.id)
    return (order, catalogue.place(task.id), task.name)


def _called(choice: TaskChoice) -> tuple[str, ...]:
    return tuple(map(plain, choice.names.values()))


def _with_rhythm(fields: dict[str, Any]) -> dict[str, Any]:
    """Weekdays and a rhythm say the same thing in two ways: the one that is given puts the other aside."""
    if fields.get("days"):
        return {"rhythm": None, **fields}
    if fields.get("rhythm") is not None:
        return {"days": "", **fields}
    return fields


def find_outcome(text: str) -> Outcome:
    """The outcome that a key, an id or a name means.

    Raises:
        NoSuch: it means none; it carries all six.
    """
    found = labels.outcome(text)
    if found is None:
        raise NoSuch("outcome", text, tuple(Outcome))
    return found
