"""The basket: tasks and channels, found by any part of a name, with what usually comes up when."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from difflib import get_close_matches

from detox import catalogue
from detox.catalogue import labels
from detox.diary.context import DiaryContext
from detox.domain.dated_states import with_change
from detox.domain.entries import (
    WITHOUT_APP,
    Channel,
    Independence,
    Outcome,
    Task,
)
from detox.errors import Ambiguous, Forbidden, NoSuch
from detox.storage.months import Change

LOOK_BACK = timedelta(days=28)
SHORTEST_WORD = 3
"""Words like "to" and "in" are near everything."""
OFTEN = 2
"""A task that came up this often on a weekday in the last four weeks is listed on that weekday."""
CHANNEL_MEMORY = timedelta(days=120)


class Basket:
    """Tasks and channels; every name may be said in part as long as it is clear."""

    def __init__(self, context: DiaryContext) -> None:
        self._context = context

    def tasks(self, *, archived: bool = False) -> list[Task]:
        """The tasks in the order of the screens; archived ones only if asked for."""
        held = [task for task in self._context.book.tasks if archived or not task.archived]
        return sorted(held, key=lambda task: (catalogue.place(task.id), task.name))

    def channels(self) -> list[Channel]:
        """The channels that may carry a task: the diary's, then the rest of the catalogue's."""
        held = {channel.id: channel for channel in self._context.book.channels}
        offered = [
            held.pop(choice.id, Channel(id=choice.id, name=choice.name(), independence=choice.independence))
            for choice in catalogue.channels()
        ]
        return offered + sorted(held.values(), key=lambda channel: channel.name)

    def task_name(self, task_id: str) -> str:
        """What a task is called, in the language spoken now unless the person named it."""
        held = next((task.name for task in self._context.book.tasks if task.id == task_id), task_id)
        return self.spoken(task_id, held)

    def spoken(self, task_id: str, name: str) -> str:
        """A task's stored name, said in the language spoken now."""
        return catalogue.spoken_name(catalogue.task_choice(task_id), name, self._context.book.life.app)

    def channel_name(self, channel_id: str) -> str:
        """What a channel is called."""
        choice = catalogue.channel_choice(channel_id)
        stored = next(
            (channel.name for channel in self._context.book.channels if channel.id == channel_id), None
        )
        if stored is None:
            return choice.name() if choice else channel_id
        return catalogue.spoken_name(choice, stored)

    def usual(self, day: date) -> list[Task]:
        """The tasks that usually come up on that weekday, by the list or by the last four weeks."""
        recent = self._context.rows(day - LOOK_BACK, day - timedelta(days=1))
        often = Counter(
            row.task
            for row in recent
            if row.day.weekday() == day.weekday() and row.outcome is not Outcome.NOT_NEEDED and not row.swept
        )
        return [task for task in self.tasks() if task.usual_on(day) or often[task.id] >= OFTEN]

    def remembered(self, task_id: str, outcome: Outcome) -> str | None:
        """The channel to fill in: what carried this task last, then its plan; `None` where none belongs."""
        if outcome in (Outcome.UNMET, Outcome.NOT_NEEDED):
            return None
        today = self._context.today
        written = self._context.store.entries(today - CHANNEL_MEMORY, today)
        like = WITHOUT_APP if outcome in WITHOUT_APP else (outcome,)
        used = [
            e.channel
            for e in written
            if e.task == task_id and e.outcome in like and e.channel and not e.swept
        ]
        if used:
            return used[-1]
        if outcome is Outcome.APP:
            return self._channel_of(Independence.THE_APP)
        plan = next((task.plan for task in self._context.book.tasks if task.id == task_id), None)
        return plan if outcome in WITHOUT_APP else None

    def find(self, text: str, *, archived: bool = True) -> Task:
        """The task that `text` names: its id, its name, or a part of it that fits no other.

        Raises:
            NoSuch: no task fits; it carries the nearest names.
            Ambiguous: several fit; it carries them.
        """
        tasks = self.tasks(archived=archived)
        found = best_match(
            "task", text, [(task.id, (self.spoken(task.id, task.name), task.name)) for task in tasks]
        )
        return next(task for task in tasks if task.id == found)

    def find_channel(self, text: str) -> Channel:
        """The channel that `text` names, of the diary's or the catalogue's.

        Raises:
            NoSuch: no channel fits.
            Ambiguous: several fit.
        """
        channels = self.channels()
        rows = [(channel.id, (self.channel_name(channel.id), channel.name)) for channel in channels]
        found = best_match("channel", text, rows)
        return next(channel for channel in channels if channel.id == found)

    def missing(self, channel_id: str | None) -> list[Change]:
        """What must be written so that the diary knows that channel: nothing, mostly."""
        known = {channel.id for channel in self._context.book.channels}
        if channel_id is None or channel_id in known:
            return []
        return [Change(after=next(c for c in self.channels() if c.id == channel_id))]

    def add(
        self,
        name: str,
        *,
        category: str = "information",
        importance: int = 2,
        days: str = "",
        listed: bool = True,
    ) -> Task:
        """Put a task into the basket from today on; a catalogue id or name takes the catalogue's facts.

        Raises:
            Forbidden: a task of that name is there already.
            BadField: a value is out of range; nothing was written.
        """
        task = self.made(name, category=category, importance=importance, days=days, listed=listed)
        self._context.add("task add", task)
        return task

    def made(self, name: str, **fields: object) -> Task:
        """A new task that is not written yet; see `add`."""
        choice = next((c for c in catalogue.tasks() if c.id == name or c.is_called(name)), None)
        app = self._context.book.life.app
        taken = {task.id for task in self._context.book.tasks}
        task_id = choice.id if choice else new_name_id(name, taken)
        if task_id in taken:
            raise Forbidden("task exists", name=name)
        if choice is not None:
            facts = {"category": choice.category, "importance": choice.importance, "days": choice.days}
            fields = facts | {"listed": fields.get("listed", True)}
        said = choice.name(app) if choice else name.strip()
        return Task(id=task_id, name=said, since=self._context.today, **{"category": "information", **fields})  # type: ignore[arg-type]

    def edit(self, task: Task, **fields: object) -> Task:
        """Change a task: name, category, importance, days, plan, listed, archived.

        What counts of it counts from the next week on: how it stood until then is kept.

        Raises:
            BadField: a value is out of range; nothing was written.
        """
        changed = with_change(task, task.replace(**fields), week=self._context.running_week())
        self._context.change("task edit", task, changed)
        return changed

    def _channel_of(self, independence: Independence) -> str | None:
        return next((c.id for c in self.channels() if c.independence is independence), None)


def find_outcome(text: str) -> Outcome:
    """The outcome that a key, an id or a name means.

    Raises:
        NoSuch: it means none; it carries all six.
    """
    found = labels.outcome(text)
    if found is None:
        raise NoSuch("outcome", text, tuple(Outcome))
    return found


def best_match(kind: str, text: str, rows: Sequence[tuple[str, Iterable[str]]]) -> str:
    """The id of the row that `text` names: an id, a whole name, or an unambiguous part of one.

    Raises:
        NoSuch: nothing fits; it carries the nearest.
        Ambiguous: several rows fit equally.
    """
    wish = _plain(text)
    ids = [row_id for row_id, _names in rows]
    if text.strip() in ids:
        return text.strip()
    whole = [row_id for row_id, names in rows if wish in map(_plain, names)]
    part = [row_id for row_id, names in rows if any(wish in _plain(name) for name in (row_id, *names))]
    fitting = (whole or part) if wish else []
    if len(fitting) == 1:
        return fitting[0]
    called = {row_id: next(iter(names)) for row_id, names in rows}
    if fitting:
        raise Ambiguous(kind, text, tuple(called[row_id] for row_id in fitting))
    raise NoSuch(kind, text, _near(wish, called))


def new_name_id(name: str, taken: Iterable[str]) -> str:
    """An id made from a name: its letters, else `own`; with a number where that id is taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40] or "own"
    numbered = (stem if n == 1 else f"{stem}-{n}" for n in range(1, 100_000))
    held = set(taken)
    return next(candidate for candidate in numbered if candidate not in held)


def _near(wish: str, called: dict[str, str]) -> tuple[str, ...]:
    words = {_plain(word): row_id for row_id in called for word in (row_id, called[row_id])}
    parts = {
        part: row_id
        for word, row_id in words.items()
        for part in re.split(r"[\s,.]+", word)
        if len(part) >= SHORTEST_WORD
    }
    close = [words[word] for word in get_close_matches(wish, words, n=5, cutoff=0.5)]
    close += [parts[part] for part in get_close_matches(wish, parts, n=5, cutoff=0.7)]
    return tuple(called[row_id] for row_id in dict.fromkeys(close))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
