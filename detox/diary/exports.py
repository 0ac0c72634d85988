"""The exports and reports that were written elsewhere, as far as they are remembered."""

from pathlib import Path

from detox.diary.context import DiaryContext
from detox.storage.known_exports import KnownExport, forget_exports, known_exports, remember_export


class Exports:
    """A list on this machine alone: so that whoever purges something is told where else it stands."""

    def __init__(self, context: DiaryContext) -> None:
        self._context = context

    def known(self) -> list[KnownExport]:
        """Those that are remembered, the oldest in front."""
        return known_exports(self._context.store.paths)

    def remember(self, path: Path) -> None:
        """Put a file or folder on the list.

        Raises:
            StoreError: the list could not be written; the file is there all the same.
        """
        remember_export(self._context.store.paths, path, self._context.moment())

    def forget(self) -> None:
        """Empty the list; the files stay where they are.

        Raises:
            StoreError: it could not be written.
        """
        forget_exports(self._context.store.paths)
