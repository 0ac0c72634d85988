"""The last deeds, and the way back."""

from detox.diary.context import DiaryContext
from detox.domain.record import Record
from detox.storage.file_format import KINDS, record_of
from detox.storage.undo_log import LoggedTransaction


class UndoStep(Record, frozen=True, kw_only=True):
    """One user action, with every record it touched."""

    deed: str
    """The word it was saved under: "log", "edit", "import"..."""
    at: str
    """When, RFC 3339."""
    changes: tuple[tuple[Record | None, Record | None], ...]
    """Each record before and after; `None` where it was not there."""


class UndoList:
    """Undo and redo; both survive a restart."""

    def __init__(self, context: DiaryContext) -> None:
        self._context = context

    def done(self) -> list[UndoStep]:
        """What can be undone, the last deed first; at most a hundred."""
        return [_done(logged) for logged in self._context.store.undone()]

    def undo(self) -> UndoStep:
        """Take back the last deed.

        Raises:
            Forbidden: there is nothing left to take back, or it has changed since.
        """
        return _done(self._context.store.undo())

    def redo(self) -> UndoStep:
        """Do again what was undone last.

        Raises:
            Forbidden: nothing was undone, or something was written since.
        """
        return _done(self._context.store.redo())


def _done(logged: LoggedTransaction) -> UndoStep:
    changes = tuple(
        (_record(touched.table, touched.before), _record(touched.table, touched.after))
        for touched in logged.touched
    )
    return UndoStep(deed=logged.action, at=logged.at, changes=changes)


def _record(table: str, document: dict[str, object] | None) -> Record | None:
    return None if document is None else record_of(document, KINDS[table])
