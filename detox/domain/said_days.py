"""Days said in words: every form that the program prints, and its usual variants, in every language."""

import re
from contextlib import suppress
from datetime import date, timedelta

from detox.domain.dates import ONE_DAY, monday_of
from detox.domain.record import FIRST_DAY, LAST_DAY
from detox.domain.typed_forms import Found, days_named, folded, read_form
from detox.errors import BadDate

# Patterns, each compiled where it is first asked for.
_WHOLE = r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})(\d{2})(\d{2})"
_AGO = r"-(\d{1,5})"
_AHEAD = r"\+(\d{1,3})"
_LEAP_YEARS = 8
"""29 February comes back within so many years (1896-1904)."""
_UNITS = {"ago": -1, "ahead": 1, "weeks_ago": -7, "weeks_ahead": 7}


def said_day(text: str, today: date, *, calendar: date | None = None, since: date | None = None) -> date:
    """The day that a person means, in every form that the program prints and its usual variants.

    `2026-11-22`, `2026/1/8`, `20261122`, `22 Nov`, `Nov 22, 2026`, 11月24日, 24号; `today`, 昨晚, `-3`;
    3天前, `mon` (the last one), 周三, 上个星期三, 本周一. To come: `+3`, 明天, `next mon`, 下周一.
    Full width is as good.

    Args:
        text: as it was typed.
        today: the person's day, which goes on after midnight until the hour at which a day starts.
        calendar: the day of the calendar; in the night it is the one after `today`, and may be named.
        since: where given, a weekday, or a day without a year, is the first one from there on, as for a
            deadline; else it is the last one.

    Raises:
        BadDate: no day is called that.
    """
    word = folded(text)
    latest = max(today, calendar or today)
    if named := re.fullmatch(_WHOLE, word):
        year, month, day = (int(part) for part in named.groups() if part and part.isdecimal())
        return _made(year, month, day, text)
    if (away := _days_away(word)) is not None:
        return _moved(today, away, text)
    if found := read_form("weekday", word):
        return _weekday(found, today, latest, since)
    if found := read_form("date", word):
        return _calendar_day(found, latest, since, text)
    raise BadDate(text)


def _days_away(word: str) -> int | None:
    """How many days after today, before it with a minus; `None` where it is not said so."""
    named = days_named()
    if word in named:
        return -named[word]
    if found := re.fullmatch(_AGO, word):
        return -int(found[1])
    if found := re.fullmatch(_AHEAD, word):
        return int(found[1])
    away = read_form("away", word)
    return int(sum(_UNITS[unit] * n for unit, n in away.items())) if away else None


def _weekday(found: Found, today: date, latest: date, since: date | None) -> date:
    weekday = int(found["weekday"])
    if "week" in found:  # 上周三 is the Wednesday of the week before this one, whatever today is
        return monday_of(today) + timedelta(days=7 * int(found["week"]) + weekday)
    if "last" in found:
        latest, since = today - ONE_DAY, None
    if since is not None:
        return since + timedelta(days=(weekday - since.weekday()) % 7)
    return latest - timedelta(days=(latest.weekday() - weekday) % 7)


def _calendar_day(found: Found, latest: date, since: date | None, text: str) -> date:
    """That very day where a year is named; else the last such day, or the first from `since` on.

    Raises:
        BadDate: no day is called that.
    """
    day, month = int(found["day"]), int(found["month"]) if "month" in found else None
    if "year" in found:
        if month is None:
            raise BadDate(text)
        return _made(int(found["year"]), month, day, text)
    start, step = (latest, -1) if since is None else (since, 1)
    for n in range(_LEAP_YEARS * 12 + 1):
        months = start.year * 12 + start.month - 1 + step * n
        if month is None or months % 12 + 1 == month:
            with suppress(ValueError):  # a month without that day
                named = date(months // 12, months % 12 + 1, day)
                if (named - start).days * step >= 0:
                    return named
    raise BadDate(text)


def _made(year: int, month: int, day: int, text: str) -> date:
    try:
        made = date(year, month, day)
    except ValueError:
        raise BadDate(text) from None
    if not FIRST_DAY <= made <= LAST_DAY:
        raise BadDate(text)
    return made


def _moved(today: date, days: int, text: str) -> date:
    if not (FIRST_DAY - today).days <= days <= (LAST_DAY - today).days:
        raise BadDate(text)
    return today + timedelta(days=days)
