"""Pauses: days that count for nothing."""

from contextlib import suppress
from datetime import date

from detox.diary.context import DiaryContext
from detox.diary.name_search import best_match
from detox.domain.dated_states import PAUSE_REACH, counted_pauses, earliest_end
from detox.domain.entries import Pause
from detox.errors import BadDate, Forbidden
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

        It reaches back two days: the days before stay as written. The pause as it is kept.

        Raises:
            BadField: the last day is before the first; nothing was written.
            Forbidden: all of its days are longer ago; nothing was written.
        """
        pause = Pause(
            id=self._context.new_id(),
            first=first,
            last=last,
            reason=reason,
            recorded_at=self._context.moment(),
        )
        reaching = counted_pauses((pause,), 2)
        if not reaching:
            raise Forbidden("pause too late", day=self._context.today - PAUSE_REACH)
        self._context.add("pause add", *reaching)
        return reaching[0]

    def find(self, text: str) -> Pause:
        """The pause that `text` names, by its id or its first day, as people call it.

        Raises:
            NoSuch: there is none.
        """
        pauses = self.all()
        with suppress(BadDate):
            text = self._context.day_said(text).isoformat()
        rows = [(pause.id, (pause.first.isoformat(),)) for pause in pauses]
        found = best_match("pause", text, rows)
        return next(pause for pause in pauses if pause.id == found)

    def remove(self, text: str) -> Pause:
        """Take a pause back that has not begun, by its id or its first day.

        Raises:
            NoSuch: there is none.
            Forbidden: it has begun; it can only be made shorter, see `shorten`.
        """
        pause = self.find(text)
        earliest = earliest_end(pause, self._context.today)
        if earliest is not None:
            if earliest >= pause.last:
                raise Forbidden("pause over")
            raise Forbidden("pause begun", first=pause.first, day=earliest)
        self._context.store.save("pause remove", [Change(before=pause)])
        return pause

    def shorten(self, text: str, last: date) -> Pause:
        """Let a pause end sooner: one that has begun two days ago at the earliest.

        Raises:
            NoSuch: there is none.
            BadField: that day is before its first; nothing was written.
            Forbidden: that day is too early, or not sooner; nothing was written.
        """
        pause = self.find(text)
        earliest = earliest_end(pause, self._context.today)
        if last >= pause.last:
            raise Forbidden("pause not shorter", day=pause.last)
        if earliest is not None and last < earliest:
            if earliest >= pause.last:
                raise Forbidden("pause over")
            raise Forbidden("pause begun", first=pause.first, day=earliest)
        changed = pause.replace(last=last)
        self._context.change("pause end", pause, changed)
        return changed
