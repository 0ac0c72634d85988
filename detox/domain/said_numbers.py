"""Numbers said in words: minutes, times, amounts of money, ratings and weekdays, as people type them."""

import re

from detox.domain.entries import AMOUNT, CURRENCY, WEEKDAYS, Cost
from detox.domain.record import MOST_FIGURES
from detox.domain.typed_forms import (
    PARTS,
    Found,
    currencies_named,
    folded,
    number_in_words,
    read_form,
    weekdays_in,
)
from detox.errors import BadField

MINUTES_FORM = "minutes like 12, 1h30 or 1:30"
NUMBER_FORM = "a whole number"
COST_FORM = "a cost like 2.50 or 2.50 CNY"
HOUR = 60
NOON, MIDNIGHT = 12, 24
EVENING = 5
"""From this hour on an hour of the night is one before midnight: 5 at night is 17:00, 1 at night is 01:00."""
SIGNS = {
    "¥": ("CNY", "JPY"),
    "$": ("USD", "SGD", "HKD", "TWD", "AUD", "CAD"),
    "€": ("EUR",),
    "£": ("GBP",),
    "₩": ("KRW",),
    "₹": ("INR",),
    "₫": ("VND",),
    "฿": ("THB",),
    "₱": ("PHP",),
}
"""What a currency's sign may stand for (ISO 4217), the most used first."""
# Patterns, each compiled where it is first asked for: an entry with minutes needs one of them.
_WHOLE = rf"[+-]?\d{{1,{MOST_FIGURES}}}"
_CLOCK = r"(\d{1,2})[:.h](\d{2})|(\d{2})(\d{2})"
_SPAN = r"(\d{1,2})[:h](\d{2})"
_MONEY = r"(?P<before>[^\d\s.,+-]*)\s*(?P<amount>\d[\d.,' ]*)\s*(?P<after>[^\d\s.,+-]*(?P<tenth>\d)?)"
_THOUSANDS = r"\d{1,3}(?:[,' ]\d{3})+(?:\.\d{1,2})?"


def said_number(text: str, field: str, expected: str = NUMBER_FORM) -> int | None:
    """The whole number that was typed: `7`, `７`, 七, `7/10`, 7分; `None` where nothing was.

    Args:
        text: as it was typed.
        field: what it is asked for, for a refusal.
        expected: what it may be, for a refusal.

    Raises:
        BadField: it is no whole number.
    """
    word = folded(text)
    if not word:
        return None
    if re.fullmatch(_WHOLE, word):
        return int(word)
    if (named := number_in_words(word)) is not None:
        return named
    found = read_form("number", word)
    if found is None:
        raise BadField("form", field, expected, text)
    return int(found["number"])


def said_days_count(text: str, expected: str = NUMBER_FORM) -> int | None:
    """How many days: `28`, `28 days`, 28天, 4 weeks, 四周; `None` where nothing was typed.

    Raises:
        BadField: it is no number of days.
    """
    if found := read_form("days", folded(text)):
        return int(found["number"] if "number" in found else found["weeks"] * 7)
    return said_number(text, "days", expected)


def said_minutes(text: str, field: str = "minutes") -> int | None:
    """The minutes that were typed: `12`, `1h`, `1h30`, `1:30`, 5分钟, 半小时; `None` where nothing was.

    Raises:
        BadField: they are none.
    """
    word = folded(text)
    if re.fullmatch(_WHOLE, word):  # as most are, without the patterns of every language
        return int(word)
    if found := re.fullmatch(_SPAN, word):
        return int(found[1]) * HOUR + int(found[2])
    if span := read_form("span", word):
        minutes = span.get("hours", 0) * HOUR + span.get("minutes", 0) + span.get("quarters", 0) * 15
        return round(minutes + (HOUR // 2 if "half" in span else 0))
    return said_number(text, field, MINUTES_FORM)


def said_time(text: str) -> str:
    """A time of day as `HH:MM`: of `8:30`, `0830`, `8.30`, `8pm`, 8点半, 下午3点20分, １２：３０.

    So are `noon` and `midnight`, which is 00:00.

    Raises:
        BadField: it is none.
    """
    word = folded(text)
    if named := re.fullmatch(_CLOCK, word):
        hour, minute = (int(part) for part in named.groups() if part)
        return _clock(hour, minute, text)
    found = read_form("time", word)
    if found is None:
        raise BadField("entry", "at", "HH:MM", text)
    if "hour" not in found:
        return _clock(NOON if "noon" in found else 0, 0, text)
    minute = int(found.get("minute", 0) + found.get("quarters", 0) * 15)
    return _clock(_hour(found), 30 if "half" in found else minute, text)


def said_cost(text: str, usual: str, currency: str | None = None) -> Cost | None:
    """What something cost: `2.5`, `¥2.50`, 2.5元, 3块5, `1,200 JPY`, `2,50 €`; `None` where it is empty.

    Args:
        text: as it was typed.
        usual: the currency where none is named.
        currency: the currency where it was said apart, as `cny` or 元.

    Raises:
        BadField: it is no amount, or it names another currency than was said apart.
    """
    word = folded(text)
    if not word:
        return None
    found = re.fullmatch(_MONEY, word)
    if found is None:
        raise BadField("cost", "cost", COST_FORM, text)
    after = found["after"].removesuffix(found["tenth"] or "")
    amount = _amount(found["amount"].strip(), text)
    if found["tenth"]:  # 3块5
        if "." in amount or after not in currencies_named():
            raise BadField("cost", "cost", COST_FORM, text)
        amount += f".{found['tenth']}"
    named = [name for name in (found["before"], after) if name]
    wished = said_currency(currency, usual) if currency else None
    codes = {said_currency(name, wished or usual) for name in named} | ({wished} if wished else set())
    if len(codes) > 1:
        raise BadField("cost", "currency", "one currency", ", ".join(sorted(codes)))
    return Cost(amount=amount, currency=codes.pop() if codes else usual)


def said_currency(text: str, usual: str) -> str:
    """The currency that a code, a sign or a word means; of several the usual one, where it is among them.

    Raises:
        BadField: it is none.
    """
    word = folded(text)
    held = currencies_named().get(word) or SIGNS.get(word)
    if held:
        return usual if usual in held else held[0]
    if not CURRENCY.fullmatch(word.upper()):
        raise BadField("cost", "currency", "three letters like CNY", text)
    return word.upper()


def said_weekdays(text: str) -> str:
    """The ids of weekdays in week order, of `mon,tue`, `mon-fri`, `weekdays`, 周一,周二, 一三五, 工作日.

    Raises:
        BadField: a part of it is no weekday.
    """
    found = weekdays_in(text)
    if found is None:
        raise BadField("task", "weekdays", "weekdays like mon,tue or mon-fri", text)
    return " ".join(day for n, day in enumerate(WEEKDAYS) if n in found)


def _clock(hour: int, minute: int, text: str) -> str:
    if hour >= MIDNIGHT or minute >= HOUR:
        raise BadField("entry", "at", "HH:MM", text)
    return f"{hour:02}:{minute:02}"


def _hour(found: Found) -> int:
    """The hour 0..23; more where it is none."""
    hour = int(found["hour"])
    if "part" not in found or hour > NOON:
        return hour
    part = PARTS[int(found["part"])]
    if part == "noon":  # the one that is nearer: 10 is before it, 1 is after it
        return hour + NOON if hour < NOON // 2 else hour
    if part == "night":
        return hour % NOON + (NOON if EVENING <= hour < NOON else 0)
    return hour % NOON + (NOON if part == "pm" else 0)


def _amount(typed: str, text: str) -> str:
    """An amount with a point before its decimals.

    Raises:
        BadField: it is none.
    """
    if re.fullmatch(_THOUSANDS, typed):
        return re.sub(r"[,' ]", "", typed)
    amount = typed.replace(",", ".")
    if not AMOUNT.fullmatch(amount):
        raise BadField("cost", "cost", COST_FORM, text)
    return amount
