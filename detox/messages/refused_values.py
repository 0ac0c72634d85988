"""What a value should have been, in the person's language: a refusal carries it as a short notation."""

import re
from collections.abc import Callable, Iterable
from datetime import date

from detox.errors import BadField, FutureDay
from detox.words import N_, NP_, _, pgettext

FIELDS = (
    NP_("field", "minutes"), NP_("field", "at"), NP_("field", "amount"), NP_("field", "cost"),
    NP_("field", "currency"), NP_("field", "day"), NP_("field", "name"), NP_("field", "note"),
    NP_("field", "text"), NP_("field", "helper"), NP_("field", "importance"), NP_("field", "days"),
    NP_("field", "weekdays"), NP_("field", "rhythm"), NP_("field", "category"), NP_("field", "mood"),
    NP_("field", "cut_off"), NP_("field", "urge"), NP_("field", "tense"), NP_("field", "won_back"),
    NP_("field", "normal"), NP_("field", "value"), NP_("field", "need"), NP_("field", "veto"),
    NP_("field", "window"), NP_("field", "last"), NP_("field", "reason"), NP_("field", "sentence"),
    NP_("field", "outcome"), NP_("field", "weeks"), NP_("field", "hours"), NP_("field", "review"),
    NP_("field", "until"), NP_("field", "address"), NP_("field", "sure"), NP_("field", "app"),
    NP_("field", "how"),
    NP_("field", "criteria"), NP_("field", "week"), NP_("field", "before"), NP_("field", "alias"),
)  # fmt: skip
"""What a person knows a field of a record by; the name of a column or a file is the same everywhere."""
EXPECTED = (
    N_("minutes like 12, 1h30 or 1:30"),
    N_("a whole number"),
    N_("a number"),
    N_("a number or all"),
    N_("yes or no, y or n"),
    N_("a cost like 2.50 or 2.50 CNY"),
    N_("a number like 2.50"),
    N_("one currency"),
    N_("three letters like CNY"),
    N_("weekdays like mon,tue or mon-fri"),
    N_("weekdays like mon tue wed"),
    N_("nothing beside weekdays"),
    N_("text up to {n}"),
    N_("text of 1..{n}"),
    N_("a day not before `from`"),
    N_("a day not before --from"),
    N_("a day to come, as 2026-11-22"),
    N_("each criterion once"),
    N_("criteria of this rule"),
    N_("all or {n}"),
    N_("1-64 of A-Z a-z 0-9 . _ -"),
    N_("hours like 18:00-20:00"),
    N_('TOML like theme = "light"'),
    N_("a regular file"),
    N_("at most {n} bytes"),
)
"""The notations that are words; `{n}` stands for a number or a range. What is none of them is neutral."""


def expected_text(expected: str) -> str:
    """What may stand there, in the language spoken."""
    return said_phrase(expected, EXPECTED)


def refused_value(error: BadField, value: str) -> str:
    """Which field is wrong, what it may be, and what it was.

    Args:
        error: the refusal.
        value: what it was, harmless and short.
    """
    field = pgettext("field", error.field) if error.field else error.field
    return _("{field}: expected {expected}, got {value}. Nothing was written.").format(
        field=field, expected=expected_text(error.expected), value=value or _("nothing")
    )


def future_day(error: FutureDay, heading: Callable[[date], str]) -> str:
    """That a day has not come, and, where only the night lies between, when it begins."""
    if error.begins is not None and isinstance(error.today, date):
        return _(
            "{day} begins at {hour}:00; until then it is {today}. Nothing was written. "
            "Leave the day out; another hour: detox config"
        ).format(day=error.day, hour=f"{error.begins:02}", today=heading(error.today))
    return _(
        "{day} has not come yet; today is {today}. Nothing was written. Give today or a day before it."
    ).format(day=error.day, today=error.today)


def said_phrase(text: str, phrases: Iterable[str]) -> str:
    """A text of ours in the language spoken: that of `phrases` which it is, with what is filled in."""
    for phrase in phrases:
        pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(phrase))
        if found := re.fullmatch(pattern, text, re.DOTALL):
            return _(phrase).format(**found.groupdict()) if found.groupdict() else _(phrase)
    return text
