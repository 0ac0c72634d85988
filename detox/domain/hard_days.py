"""When the pointer to help is shown: after several hard days, at most once a week, never as a diagnosis."""

from collections.abc import Iterable
from datetime import date, timedelta

from detox.domain.questions import Answers

LOOKED_AT = 5
"""So many of the last logged days are looked at..."""
HARD = 3
"""...and so many of them must have been hard."""
LOW_MOOD = 2
HIGH_CUT_OFF = 9
APART = timedelta(days=7)


def hard_days(checkins: Iterable[Answers], entry_days: Iterable[date] = ()) -> bool:
    """Whether three of the last five logged days had a mood of 2 or less, or three a cut off of 9 or more.

    Args:
        checkins: in any order; a rating that was not given is not hard.
        entry_days: days with an entry; they are logged days too.
    """
    written = {answers.day: answers for answers in checkins if answers.answered}
    days = sorted({*written, *entry_days})[-LOOKED_AT:]
    last = [written[day] for day in days if day in written]
    low = sum(answers.mood is not None and answers.mood <= LOW_MOOD for answers in last)
    cut_off = sum(answers.cut_off is not None and answers.cut_off >= HIGH_CUT_OFF for answers in last)
    return max(low, cut_off) >= HARD


def pointer_due(
    checkins: Iterable[Answers],
    entry_days: Iterable[date] = (),
    *,
    today: date,
    last_shown: date | None,
) -> bool:
    """Whether the pointer shows itself today: on its own it comes at most once a week.

    On the day it was shown it stays, so that opening the diary again does not take it away.
    """
    rested = last_shown is None or last_shown == today or today - last_shown >= APART
    return rested and hard_days(checkins, entry_days)
