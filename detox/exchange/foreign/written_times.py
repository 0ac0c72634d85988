"""Times of day as programs write them: with 24 hours, or with any language's words for a half."""

import re
import unicodedata
from typing import NoReturn

from detox.exchange.foreign.calendar_words import UNITS, folded_word, hours_named
from detox.exchange.foreign.source import refuse

LONGEST = 60
_T = re.compile(r"t(?=\d)")
"""Between a day and a time, in ISO 8601."""
_ZONE = re.compile(r"(?<=\d)\s*(?:z|utc|gmt|[+-]\d\d:?\d\d)$")
_DAY_HOURS, _MINUTES, _HALF = 24, 60, 12


def clock_of(text: str, place: str) -> str | None:
    """A time of day as HH:MM; `None` where the text is blank.

    The words beside the numbers may be any language's for a part of the day, before or behind them, with any
    dots and spaces; of the two hours that a number may mean, the one nearest to that part is meant.

    Raises:
        BadLog: there is something, but no time, or a word that leaves the half of the day open.
    """
    said = _ZONE.sub("", _plain(text[: LONGEST + 1]))
    if not said:
        return None
    numbers = re.findall(r"\d+", said)
    words = [word for part in re.split(r"\d+", said) if (word := folded_word(part)) not in UNITS | {""}]
    masks = [mask for word in words if (mask := hours_named(word)) is not None]
    sound = len(text) <= LONGEST and len(masks) <= 1 and 1 <= len(numbers) <= 4  # noqa: PLR2004 - with a fraction
    if not sound or any(len(n) > 2 for n in numbers[:3]) or (len(numbers) == 1 and not masks):  # noqa: PLR2004
        _refuse(place, text)
    hour, minute = int(numbers[0]), int(numbers[1]) if len(numbers) > 1 else 0
    if hour >= _DAY_HOURS or minute >= _MINUTES:
        _refuse(place, text)
    if masks:
        hour = _meant(hour, masks[0], place, text)
    elif words and 0 < hour <= _HALF:
        _refuse(place, text)
    return f"{hour:02}:{minute:02}"


def _plain(text: str) -> str:
    """The text with its digits as 0..9, its spaces as one kind, and without marks of direction."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    signs = (
        str(unicodedata.decimal(sign)) if sign.isdecimal() else " " if sign.isspace() else sign
        for sign in plain
        if unicodedata.category(sign) != "Cf"
    )
    said = "".join(signs).strip()
    return said[1:] if _T.match(said) else said


def _meant(hour: int, mask: int, place: str, text: str) -> int:
    """The hour that lies in that part of the day, or nearest to it."""
    if hour > _HALF:  # told by 24 hours all the same
        if not mask >> hour & 1 and _away(hour, mask) > 1:
            _refuse(place, text)
        return hour
    early, late = hour % _HALF, hour % _HALF + _HALF
    before, after = _away(early, mask), _away(late, mask)
    if before == after:
        _refuse(place, text)
    return early if before < after else late


def _away(hour: int, mask: int) -> int:
    """How many hours lie between that one and the nearest of a part of the day."""
    hours = [n for n in range(_DAY_HOURS) if mask >> n & 1]
    return min(min((hour - n) % _DAY_HOURS, (n - hour) % _DAY_HOURS) for n in hours)


def _refuse(place: str, text: str) -> NoReturn:
    refuse(place, "a time like 21:30", text)
