"""Pauses: days that count for nothing."""

from datetime import date

from detox.diary.basket import best_match
from detox.diary.context import DiaryContext
from detox.domain.entries import (
    Pause,
)
from detox.storage.transaction import Change


class Pauses:
    """Days that count for nothing."""

    def __init__(self, context: DiaryContext) -> None:
        self._context = context

    def all(self) -> list[Pause]:
        """By first day."""
        return sorted(self._context.book.pauses, key=lambda pause: (pause.first, pause.id))

    def add(self, first: date, last: date, reason: str = "") -> Pause:
        """Take the days `first`..`last`, both included, out of every count; they may lie ahead.

        Raises:
            BadField: the last day is before the first; nothing was written.
        """
        pause = Pause(id=self._context.new_id(), first=first, last=last, reason=reason)
        self._context.add("pause add", pause)
        return pause

    def remove(self, text: str) -> Pause:
        """Take a pause back, by its id or its first day.

        Raises:
            NoSuch: there is none.
        """
        pauses = self.all()
        rows = [(pause.id, (pause.first.isoformat(),)) for pause in pauses]
        found = best_match("pause", text, rows)
        pause = next(pause for pause in pauses if pause.id == found)
        self._context.store.save("pause remove", [Change(before=pause)])
        return pause
