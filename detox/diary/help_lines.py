"""The pointer to help: when it shows itself, and what it says."""

from datetime import date, timedelta

from detox.catalogue.help_text import pointer
from detox.diary.context import DiaryContext
from detox.domain.hard_days import pointer_due
from detox.storage.local_state import LocalState

LOOK_BACK = timedelta(days=60)
"""The last five logged days are looked for this far back; older hard days are over."""
SHOWN, OWN = "help-shown", "help-own"


class HelpLines:
    """A text, never a diagnosis; only the day it was last shown is kept."""

    def __init__(self, context: DiaryContext) -> None:
        self._context = context
        self._local_state = LocalState(context.store.paths)

    def due(self) -> bool:
        """Whether it shows itself today: after several hard days, at most once a week."""
        today = self._context.today
        months = list(self._context.store.projections(today - LOOK_BACK, today))
        return pointer_due(
            [checkin for month in months for checkin in month.checkins],
            [row.day for month in months for row in month.entries if not row.swept],
            today=today,
            last_shown=self._last_shown(),
        )

    def text(self, *, asked: bool = False, instead: str | None = None) -> str:
        """What it says, with the person's own list first; `asked`: they opened it themselves.

        `instead` stands for their own list where names are hidden.
        """
        own = self._local_state.read(OWN)
        return pointer(instead if own and instead is not None else own, asked=asked)

    def shown(self) -> None:
        """Note that it was shown today, so that it rests for a week."""
        today = self._context.today.isoformat()
        if self._local_state.read(SHOWN) != today:
            self._local_state.write(SHOWN, today)

    def own(self, people: str) -> None:
        """Keep the person's own list of whom to ring; it never leaves this machine, not even in an export."""
        self._local_state.write(OWN, people)

    def _last_shown(self) -> date | None:
        try:
            return date.fromisoformat(self._local_state.read(SHOWN))
        except ValueError:
            return None
