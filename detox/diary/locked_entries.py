"""Entries and check-ins that were written while the diary was locked: joined now, or still waiting."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec

from detox import catalogue
from detox.diary.context import DiaryContext
from detox.domain.said_numbers import said_cost
from detox.errors import Ambiguous, BadDate, BadField, DetoxError, Forbidden, FutureDay, NoSuch
from detox.storage.inbox import Inbox, InboxRecord

UNRESOLVED = (NoSuch, Ambiguous, Forbidden, BadField, BadDate, FutureDay)
"""Why one may have to wait for a word of the person."""


class LockedEntries:
    """What lies in the inbox."""

    def __init__(self, context: DiaryContext, diary: Callable[[DiaryContext], Any]) -> None:
        self._context = context
        self._diary = diary
        """Makes a diary at another clock; its own file imports this one."""
        self._inbox = Inbox(context.store.paths)

    def join(self) -> tuple[int, list[tuple[InboxRecord, DetoxError]]]:
        """Write each as if it had been written then; how many, and those that wait, with the reason.

        Raises:
            StoreError: the diary cannot be written; what was not joined still lies there.
        """
        joined = 0
        left: list[tuple[InboxRecord, DetoxError]] = []
        for record in self._inbox.all():
            try:
                self._write(record)
            except UNRESOLVED as error:
                left.append((record, error))
                continue
            self._inbox.drop(record)
            joined += 1
        if joined:
            self._context.store.paths.notify("joined", "", str(joined))
        self._say(len(left))
        return joined, left

    def resolve(self, record: InboxRecord, **meant: Any) -> None:  # noqa: ANN401 - the fields of the deed
        """Join one that waits, with what was meant in the place of what was typed.

        Raises:
            NoSuch: nothing is called that; it still waits.
        """
        self._write(msgspec.structs.replace(record, said=record.said | meant))
        self.drop(record)

    def drop(self, record: InboxRecord) -> None:
        """Throw one away; that cannot be undone."""
        self._inbox.drop(record)
        self._say(len(self._inbox.all()))

    def _say(self, waiting: int) -> None:
        """Let the notices say how many wait now."""
        paths = self._context.store.paths
        paths.notices = [notice for notice in paths.notices if notice.kind != "waits"]
        if waiting:
            paths.notify("waits", "", str(waiting))

    def _write(self, record: InboxRecord) -> None:
        then = datetime.fromisoformat(record.moment)
        held = self._context
        diary = self._diary(
            DiaryContext(held.store, now=lambda: then, new_id=lambda: record.id, day_start=held.day_start)
        )
        if record.kind == "checkin":
            diary.check_in(record.day, **record.said)
            return
        if self._context.store.entry(record.id) is not None:  # a join was cut short behind this very write
            return
        fields = dict(record.said)
        if fields.get("cost") is not None:
            usual = catalogue.usual_currency(self._context.book.life.app)
            said = dict(fields["cost"])
            fields["cost"] = said_cost(said["amount"], usual, said.get("currency") or None)
        if fields.get("helper") is not None:
            fields["helper"] = diary.people.helper_named(fields["helper"])
        diary.log(fields.pop("task"), fields.pop("outcome"), day=record.day, **fields)
