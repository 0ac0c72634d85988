"""Looking after the diary: what is wrong with its files, what was kept, what shall be forgotten."""

from detox.diary.desk import Desk
from detox.storage.doctor import Finding, examine, repair
from detox.storage.shelf import Notice


class Care:
    """The health of the files."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def examine(self) -> list[Finding]:
        """Everything that is wrong now; nothing is changed."""
        return examine(self._desk.store.shelf)

    def repair(self) -> list[Finding]:
        """Make good what can be made good, and say what it was; nothing is thrown away.

        Raises:
            StoreError: a file could not be read or written; nothing is lost.
        """
        return repair(self._desk.store.shelf)

    def notices(self) -> list[Notice]:
        """What the person should hear of the files, each thing once."""
        return self._desk.store.notices()

    def forget(self, record_id: str) -> None:
        """Purge a record from both copies, the history and the undo list, for good.

        Raises:
            NoSuch: no record has that id; nothing has changed.
            StoreError: a file could not be written; asking again goes on with it.
        """
        self._desk.store.forget(record_id)
