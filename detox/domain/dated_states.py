"""What stood on a day that is over: tasks, people and pauses as they were, whatever was edited since."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from detox.domain.dates import LATE, ONE_DAY, Span
from detox.domain.entries import Contact, ContactState, PastContact, PastTask, Pause, Task

PAUSE_REACH = LATE
"""How far before it was written down a pause reaches back: as long as an entry is not late (method 2)."""
WINDOW_REACH = 7
"""By how many days at most a window reaches back over pauses (method 2)."""


class TaskState(NamedTuple):
    """What counts of a task on some day."""

    importance: int
    listed: bool
    """On the list, and not archived."""
    days: str
    """Its usual weekdays; empty where it has none."""


def state_on(task: Task, day: date) -> TaskState:
    """How a task stood on `day`: the first of its past states that reaches so far, else as it is now.

    A task that was archived without a past state, as the first method did, is off the list on every day.
    """
    past = _reaching(task.was, day) if task.was else None
    if past is None:
        return TaskState(task.importance, task.listed and not task.archived, task.days)
    return TaskState(past.importance, past.listed, task.days if past.days is None else past.days)


def contact_state_on(contact: Contact, day: date) -> ContactState:
    """How far a person could be reached on `day`."""
    past = min((p for p in contact.was if p.until >= day), key=lambda p: p.until, default=None)
    return past.state if past else contact.state


def with_change(task: Task, changed: Task, *, week: Span | None) -> Task:
    """The changed task, which keeps how it stood until the running week is over.

    Args:
        task: as it was up to now.
        changed: as it shall be.
        week: the week of the day it is edited on; `None` before the trial begins, when nothing is kept.

    A task is free in the week it joined, and one past state holds for all edits of a week.
    """
    old, new = (state_on(each.replace(was=()), each.since) for each in (task, changed))
    reaches = week is not None and any(past.until >= week.last for past in task.was)
    if old == new or week is None or task.since >= week.first or reaches:
        return changed
    kept = PastTask(until=week.last, importance=old.importance, listed=old.listed, days=old.days)
    return changed.replace(was=(*task.was, kept))


def contact_with_change(contact: Contact, changed: Contact, *, today: date) -> Contact:
    """The changed contact, which keeps the state it had up to yesterday; one past state a day."""
    yesterday = today - ONE_DAY
    if contact.state == changed.state or any(past.until >= yesterday for past in contact.was):
        return changed
    return changed.replace(was=(*contact.was, PastContact(until=yesterday, state=contact.state)))


def counted_pauses(pauses: Iterable[Pause], method: int) -> tuple[Pause, ...]:
    """The pauses as far as they stop days: by the second method from two days before they were written."""
    if method == 1:
        return tuple(pauses)
    return tuple(cut for pause in pauses if (cut := _as_far_as_it_reaches(pause)) is not None)


def counted_days(pauses: Iterable[Pause], first: date, last: date, *, method: int) -> list[date]:
    """The days `first`..`last`, both included, that no pause stops, in order."""
    if last < first:
        return []
    stopped = counted_pauses(pauses, method)
    return [day for day in Span(first=first, last=last) if not any(day in pause for pause in stopped)]


def earliest_end(pause: Pause, today: date) -> date | None:
    """The earliest day to which a pause may be shortened; `None`: it has not begun, and may go as a whole."""
    if pause.first > today:
        return None
    return max(pause.first, min(pause.last, today - PAUSE_REACH))


def window_of(days: Iterable[date], length: int, last: date) -> list[date]:
    """The last `length` of the counted days up to `last`, none further back than a week before the window."""
    reach = last - timedelta(days=length + WINDOW_REACH)
    return [day for day in days if reach < day <= last][-length:]


def _reaching(was: tuple[PastTask, ...], day: date) -> PastTask | None:
    return min((past for past in was if past.until >= day), key=lambda past: past.until, default=None)


def _as_far_as_it_reaches(pause: Pause) -> Pause | None:
    if pause.recorded_at is None:
        return None
    first = max(pause.first, date.fromisoformat(pause.recorded_at[:10]) - PAUSE_REACH)
    return pause.replace(first=first) if first <= pause.last else None
