"""Pauses as sentences: which days count for nothing, and which stay as they were written."""

from datetime import date

from detox.domain.entries import Pause
from detox.messages import full_day, sentences, short_day
from detox.words import _


def paused_text(asked: date, pause: Pause) -> str:
    """What a pause stops; which of the days that were asked for it does not reach.

    Args:
        asked: the first day that was asked for.
        pause: as it was kept.
    """
    said = _("Paused: {first} to {last} are left out.").format(
        first=full_day(pause.first), last=full_day(pause.last)
    )
    if asked >= pause.first:
        return said
    reach = _("A pause reaches back two days; the days before {day} stay as written.")
    return sentences(said, reach.format(day=short_day(pause.first)))


def shortened_text(pause: Pause) -> str:
    """That a pause ends sooner."""
    said = _("Paused now: {first} to {last}. The days after it count again.")
    return said.format(first=full_day(pause.first), last=full_day(pause.last))
