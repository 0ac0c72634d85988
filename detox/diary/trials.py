"""The trial: what was written before it began, how far it is, and what it says at its end."""

from detox.diary.desk import Desk
from detox.domain.trial import Trial


class Trials:
    """The trial that is shown."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def current(self) -> Trial | None:
        """The trial that is shown; `None` before one was written down."""
        return self._desk.book.trial
