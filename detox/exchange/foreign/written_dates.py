"""Days as people's programs write them: the parts in any order, the month as a number or as a word."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from detox.exchange.foreign.calendar_words import folded_word, months_named
from detox.exchange.foreign.source import refuse

DAY_FIRST, MONTH_FIRST = "day first", "month first"
ORDERS = (DAY_FIRST, MONTH_FIRST)
"""How 05/03/2024 is meant; a file says so where one of its days allows only one of them."""
LONGEST = 80
_EXPECTED = "a day like 2026-03-14"
_PARTS = 3
_MOST_MONTH = 12
_DAY_BEFORE = re.compile(
    r"\s*\d{4}[^\d:]{1,3}\d{1,2}[^\d:]{1,3}\d{1,2}(?!\d)(?:\s?[日일])?"  # 2024-03-05, 2024年3月5日
    r"|\s*\d{4}[^\d:]+\d{1,2}(?!\d)"  # 2024 March 5
    r"|[^:]*?(?<!\d)\d{4}(?!\d)"  # 5.3.2024, March 5, 2024
)
_YEAR = re.compile(r"\d{4}")


def order_of(texts: Iterable[str]) -> str | None:
    """Which of day and month comes first in those texts; `None` where nothing in them says."""
    for text in texts:
        numbers = _numbers(text)
        if len(numbers) < _PARTS or not _YEAR.fullmatch(numbers[2]) or max(map(len, numbers[:2])) > 2:  # noqa: PLR2004
            continue
        first, second = int(numbers[0]), int(numbers[1])
        if first > _MOST_MONTH or re.match(r"\s*\d{1,2}\.\s?\d{1,2}\.", _plain(text)):
            return DAY_FIRST
        if second > _MOST_MONTH:
            return MONTH_FIRST
    return None


def written_day(text: str, place: str, *, order: str | None, months: dict[str, int]) -> date:
    """The day in a text, whatever stands behind it.

    Args:
        text: it begins with the day, or with its weekday.
        place: where it stands.
        order: of day and month, where both are numbers and the year comes last.
        months: what its words mean, as `months_in` gives them.

    Raises:
        BadLog: there is none, or its parts may mean two days.
    """
    numbers = _numbers(text)
    month = next((months[word] for word in _words(text) if word in months), None)
    if month is not None and len(numbers) > 1:
        year, day = numbers[:2] if _YEAR.fullmatch(numbers[0]) else (numbers[1], numbers[0])
        return _day(text, place, year, month, day)
    if len(numbers) < _PARTS:
        refuse(place, _EXPECTED, text)
    if _YEAR.fullmatch(numbers[0]):
        return _day(text, place, *numbers[:3])
    if order is None:
        refuse(place, f'{_EXPECTED}, or a plan with dates = "{DAY_FIRST}" or "{MONTH_FIRST}"', text)
    first, second, year = numbers[:3]
    return _day(text, place, year, *((second, first) if order == DAY_FIRST else (first, second)))


def months_in(texts: Iterable[str]) -> dict[str, int]:
    """What the words of those texts mean as months, judged by all of them together."""
    return months_named(word for text in texts for word in _words(text))


def is_day(text: str) -> bool:
    """Whether the text looks like a day, with or without a time behind it."""
    numbers = _numbers(text)
    enough = len(numbers) >= _PARTS or (len(numbers) > 1 and bool(_words(text)))
    return len(text) <= LONGEST and enough and any(map(_YEAR.fullmatch, numbers[:3]))


def time_behind(text: str) -> str:
    """What stands behind the day in a text; empty where nothing does."""
    plain = _plain(text)
    found = _DAY_BEFORE.match(plain)
    return plain[found.end() :].lstrip(" ,.;T").strip() if found else ""


def _day(text: str, place: str, year: str, month: str | int, day: str) -> date:
    if not _YEAR.fullmatch(year):  # two signs may mean any century
        refuse(place, f"{_EXPECTED}, its year in four digits", text)
    try:
        return date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        refuse(place, "a day of the calendar", text)


def _plain(text: str) -> str:
    signs = unicodedata.normalize("NFKC", text[:LONGEST]).strip()
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in signs)


@lru_cache(maxsize=1 << 14)
def _parts(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers and the words of a text; a file says most of its days many times."""
    plain = _plain(text)
    words = (folded_word(part) for part in re.split(r"[\s\d,./-]+", plain))
    return tuple(re.findall(r"\d+", plain)), tuple(word for word in words if word)


def _numbers(text: str) -> tuple[str, ...]:
    return _parts(text[:LONGEST])[0]


def _words(text: str) -> tuple[str, ...]:
    return _parts(text[:LONGEST])[1]
