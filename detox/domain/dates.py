"""Days as people mean them: the logical day, spans, the weeks of a trial, days said in words."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta

from detox.domain.record import FIRST_DAY, Record
from detox.errors import BadDate
from detox.words import words_for_days

ONE_DAY = timedelta(days=1)
LATE = timedelta(days=2)
"""What is written longer after its day than this is late (docs/method.md)."""
SHORTEST_WEEK = 4
"""A last week cut short by the trial's end counts only with this many days."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_CHINESE_WEEKDAYS = {
    sign: n for n, signs in enumerate(("一", "二", "三", "四", "五", "六", "日天")) for sign in signs
}
_CHINESE_WEEKDAY = re.compile(r"(上|本|这|這|下)?(?:个|個)?(?:周|週|星期|礼拜|禮拜)([一二三四五六日天])")
_WEEKS_ON = {"上": -1, "本": 0, "这": 0, "這": 0, "下": 1}
_AGO = re.compile(r"-(\d{1,5})|(\d{1,5}) ?(?:天前|days? ago)")
_AHEAD = re.compile(r"\+(\d{1,3})")
_WHOLE = re.compile(
    r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})(\d{2})(\d{2})|(\d{4})年(\d{1,2})月(\d{1,2})[日号號]?"
)
_DAY_MONTH = re.compile(r"(\d{1,2})\.? ?([a-z]{3,9})\.?,?(?: (\d{4}))?")
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.? ?(\d{1,2})(?:,? (\d{4}))?")
_CHINESE_DAY = re.compile(r"(?:(\d{1,2})月)?(\d{1,2})[日号號]")
_ENGLISH = re.compile(r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?(.+)")
_LEAP_YEARS = 8
"""29 February comes back within so many years (1896-1904)."""


def is_late(day: date, recorded_at: str) -> bool:
    """Whether what was recorded then, RFC 3339, was written more than two days after its day."""
    return date.fromisoformat(recorded_at[:10]) - day > LATE


class Span(Record, frozen=True, kw_only=True):
    """The days `first`..`last`, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __iter__(self) -> Iterator[date]:
        for n in range(len(self)):
            yield self.first + timedelta(days=n)

    def __len__(self) -> int:
        return (self.last - self.first).days + 1


def logical_day(moment: datetime, day_start: int) -> date:
    """The day that `moment` belongs to where a day starts at `day_start` o'clock.

    Reckoned on the naive wall clock: in New York on 2025-03-09 at 04:10 it is the 9th although that night
    lost an hour.
    """
    return (moment.replace(tzinfo=None) - timedelta(hours=day_start)).date()


def week_number(day: date, start: date) -> int:
    """Which week since `start` that is: 1 for its first seven days."""
    return (day - start).days // 7 + 1


def week_span(number: int, start: date) -> Span:
    """The days of week `number`, counted from 1."""
    first = start + timedelta(days=7 * (number - 1))
    return Span(first=first, last=first + timedelta(days=6))


def monday_of(day: date) -> date:
    """The Monday of that day's week."""
    return day - timedelta(days=day.weekday())


def said_day(text: str, today: date) -> date:
    """The day that a person means, in every form that the program prints and its usual variants.

    `2026-11-22`, `2026/1/8`, `20261122`, `22 Nov`, `Nov 22, 2026`, 11月24日, 24号; `today`, 昨晚, `-3`;
    3天前, `mon` (the last one), 周三, 上个星期三, 本周一. Without a year or a month: the last such day. `+3`,
    `tomorrow`, 明天 and 下周一 name days to come. Full width is as good.

    Raises:
        BadDate: no day is called that.
    """
    word = unicodedata.normalize("NFKC", text).strip().lower()
    named_days, weekdays = words_for_days()
    if word in named_days:
        return _days_before(today, named_days[word], text)
    if word in weekdays:
        return _weekday(*weekdays[word], today)
    if away := _AGO.fullmatch(word) or _AHEAD.fullmatch(word):
        days = next(int(part) for part in away.groups() if part)
        return _days_before(today, -days if word.startswith("+") else days, text)
    if named := _CHINESE_WEEKDAY.fullmatch(word):
        return _chinese_weekday(named, today)
    return _numbered(word, today, text)


def _numbered(word: str, today: date, text: str) -> date:
    """The last day of that name up to today; with a year in it, that very day.

    Raises:
        BadDate: no day is called that.
    """
    if whole := _WHOLE.fullmatch(word):
        y, m, d = (int(part) for part in whole.groups() if part and part.isdecimal())
        return _made(y, m, d, text)
    if named := _CHINESE_DAY.fullmatch(word):
        return _last_named(int(named[1]) if named[1] else None, int(named[2]), today, text)
    bare = _ENGLISH.fullmatch(word)
    word = bare[1] if bare else word
    if named := _DAY_MONTH.fullmatch(word):
        day, month, year = int(named[1]), _month(named[2], text), named[3]
    elif named := _MONTH_DAY.fullmatch(word):
        month, day, year = _month(named[1], text), int(named[2]), named[3]
    else:
        raise BadDate(text)
    return _made(int(year), month, day, text) if year else _last_named(month, day, today, text)


def _last_named(month: int | None, day: int, today: date, text: str) -> date:
    """The last day up to today of that number, in any month where none is named."""
    for back in range(_LEAP_YEARS * 12 + 1):
        months = today.year * 12 + today.month - 1 - back
        if month is None or months % 12 + 1 == month:
            with suppress(ValueError):  # a month without that day
                found = date(months // 12, months % 12 + 1, day)
                if found <= today:
                    return found
    raise BadDate(text)


def _month(name: str, text: str) -> int:
    """The number of a month, 1..12, by its English name or the first three letters.

    Raises:
        BadDate: no month is called that.
    """
    if name in _MONTHS:
        return _MONTHS.index(name) + 1
    if name in _MONTH_NAMES:
        return _MONTH_NAMES.index(name) + 1
    raise BadDate(text)


def _made(year: int, month: int, day: int, text: str) -> date:
    try:
        made = date(year, month, day)
    except ValueError:
        raise BadDate(text) from None
    if made < FIRST_DAY:
        raise BadDate(text)
    return made


def _weekday(weekday: int, before: bool, today: date) -> date:  # noqa: FBT001 - as it was found
    if before:  # in the week before this one
        return monday_of(today) - timedelta(days=7 - weekday)
    return today - timedelta(days=(today.weekday() - weekday) % 7)


def _chinese_weekday(named: re.Match[str], today: date) -> date:
    weekday = _CHINESE_WEEKDAYS[named[2]]
    if named[1]:  # 上周三 is the Wednesday of the week before this one, whatever today is
        return monday_of(today) + timedelta(days=7 * _WEEKS_ON[named[1]] + weekday)
    return today - timedelta(days=(today.weekday() - weekday) % 7)


def _days_before(today: date, n: int, text: str) -> date:
    if (today - FIRST_DAY).days < n:
        raise BadDate(text)
    return today - timedelta(days=n)
