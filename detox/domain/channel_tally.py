"""What has carried each task so far, and how it went; it grows, and is kept between two looks."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from statistics import median
from typing import Protocol

from detox.domain.entries import WITHOUT_APP, Outcome
from detox.domain.weeks import EntryRow


class ChannelRow(EntryRow, Protocol):
    """A row that also knows what carried it; an `Entry` is one."""

    @property
    def channel(self) -> str | None: ...  # noqa: D102 - as in Entry


class TaskChannelTally:
    """A task and what was tried for it; `None` as a channel is "not known"."""

    __slots__ = ("minutes", "tried", "worked")

    def __init__(self) -> None:
        self.tried = 0
        self.worked = 0
        """Done without the app, easily or not."""
        self.minutes: Counter[int] = Counter()
        """How often a try took so many extra minutes, where that is known."""

    def copy(self) -> "TaskChannelTally":
        """The same, to be added to."""
        twin = TaskChannelTally()
        twin.tried, twin.worked, twin.minutes = self.tried, self.worked, self.minutes.copy()
        return twin

    def usual_minutes(self) -> float | None:
        """Their median; `None` where none are known."""
        return median(sorted(self.minutes.elements())) if self.minutes else None


class ChannelTally:
    """By task and channel; a task that was not needed was not carried."""

    __slots__ = ("pairs",)

    def __init__(self, before: "ChannelTally | None" = None) -> None:
        held = before.pairs if before else {}
        self.pairs: dict[tuple[str, str | None], TaskChannelTally] = {
            key: pair.copy() for key, pair in held.items()
        }

    def counting(self, rows: Iterable[ChannelRow], days: frozenset[date]) -> Iterator[ChannelRow]:
        """The same rows; those of the days are counted as they pass by; what a sweep wrote is no try."""
        pairs = self.pairs
        for row in rows:
            if row.outcome != Outcome.NOT_NEEDED and row.day in days and not row.swept:
                key = (row.task, row.channel)
                pair = pairs.get(key)
                if pair is None:
                    pair = pairs[key] = TaskChannelTally()
                pair.tried += 1
                pair.worked += row.outcome in WITHOUT_APP
                if row.minutes is not None:
                    pair.minutes[row.minutes] += 1
            yield row
