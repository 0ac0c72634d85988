"""How people type dates, spans of time, times and amounts, in every language: the patterns of `locale/`."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from detox.domain.entries import WEEKDAYS
from detox.words import LANGUAGES, LanguageNames, names_in

_SLOT = r"\{([a-z_]+)\}"
_FIGURES = r"\d{1,5}"
_DECIMALS = r"\d{1,5}(?:\.\d{1,2})?"
Found = dict[str, float]
"""What a pattern's slots stand for, by their names; months from 1, weekdays from 0."""


def folded(text: str) -> str:
    """What was typed without the blanks around it, in half width and small letters."""
    return unicodedata.normalize("NFKC", text).strip().lower()


def read_form(kind: str, word: str) -> Found | None:
    """What the slots of the first pattern of that kind stand for; `None` where none fits.

    Args:
        kind: a key of `LanguageNames.forms`.
        word: folded; blanks that Chinese is printed with do no harm.
    """
    for language in LANGUAGES:
        for form in _patterns(language, kind):
            found = form.fullmatch(word) or form.fullmatch(word.replace(" ", ""))
            if found:
                named = found.groupdict()
                return {name: _value(language, name, said) for name, said in named.items() if said}
    return None


def number_in_words(word: str) -> int | None:
    """The number that a folded word names in any language; `None` where it names none."""
    return next((n for tongue in LANGUAGES if (n := names_in(tongue).numbers.get(word)) is not None), None)


def days_named() -> dict[str, int]:
    """The words for a day in any language, and how many days ago that is."""
    return {word: n for tongue in LANGUAGES for word, n in names_in(tongue).days.items()}


def currencies_named() -> dict[str, tuple[str, ...]]:
    """The words for a currency in any language, and which they may mean."""
    return {word: held for tongue in LANGUAGES for word, held in names_in(tongue).currencies.items()}


def weekdays_in(text: str) -> frozenset[int] | None:
    """The weekdays of a list or a range, from 0; `None` where a part of it is none.

    `mon,tue`, `mon-fri`, `weekdays`, 周一,周二, 周一到周五, 一三五, 工作日.
    """
    word = folded(text)
    if (named := _set_of(word)) is not None:
        return named
    parts = [part for part in re.split(r"[\s,;、/+&]+|(?<=\w)和(?=\w)", word) if part and part != "and"]
    found: set[int] = set()
    for part in parts:
        days = _set_of(part)
        days = _span_of(part) if days is None else days
        days = _run_of(part) if days is None else days
        if days is None:
            return None
        found |= days
    return frozenset(found)


@cache
def _patterns(language: str, kind: str) -> tuple[re.Pattern[str], ...]:
    names = names_in(language)
    return tuple(
        re.compile(re.sub(_SLOT, lambda slot: f"(?P<{slot[1]}>{_slot(names, slot[1])})", form))
        for form in names.forms[kind]
    )


def _slot(names: LanguageNames, slot: str) -> str:
    """What may stand in a slot, as a pattern."""
    if slot == "year":
        return r"\d{4}"
    if slot == "weekday":
        return _any_of(_weekday_words(names))
    if slot in {"week", "part"}:
        return _any_of(names.weeks if slot == "week" else names.day_parts)
    if slot == "month":  # one by a number only where months have no names: 22 11 may be either way round
        return _any_of(_months(names)) or rf"\d{{1,2}}|{_any_of(names.numbers)}"
    figures = {"day": r"\d{1,2}", "hour": r"\d{1,2}", "minute": r"\d{1,2}", "hours": _DECIMALS}
    return f"{figures.get(slot, _FIGURES)}|{_any_of(names.numbers)}"


def _value(language: str, slot: str, said: str) -> float:
    names = names_in(language)
    if slot == "weekday":
        return _weekday_words(names)[said]
    if slot == "week":
        return names.weeks[said]
    if slot == "part":
        return PARTS.index(names.day_parts[said])
    if slot == "month" and said in (months := _months(names)):
        return months[said]
    if said in names.numbers:
        return names.numbers[said]
    return float(said) if said[0].isdecimal() else 1


PARTS = ("am", "noon", "pm", "night")
"""The parts of a day that `day_parts` may name."""


def _months(names: LanguageNames) -> dict[str, int]:
    return {word: n for n, words in enumerate(names.months, start=1) for word in words}


def _weekday_words(names: LanguageNames) -> dict[str, int]:
    """The whole names of the weekdays, from 0."""
    return {
        prefix + word: n
        for prefix in names.weekday_prefixes or ("",)
        for n, words in enumerate(names.weekdays)
        for word in words
    }


def _any_of(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


def _all_names() -> Iterator[LanguageNames]:
    return map(names_in, LANGUAGES)


def _set_of(word: str) -> frozenset[int] | None:
    """The weekdays that one word means: a weekday, or several."""
    for names in _all_names():
        if word in names.weekday_sets:
            return frozenset(map(WEEKDAYS.index, names.weekday_sets[word].split()))
        if word in (known := _weekday_words(names)):
            return frozenset({known[word]})
    return None


def _span_of(word: str) -> frozenset[int] | None:
    """`mon-fri`, 周一到周五, 三至五: both ends included, over the week's end where they stand so."""
    ends = "|".join(["-", "–", "~", *(_any_of(names.until) for names in _all_names())])
    for names in _all_names():
        known = _weekday_words(names)
        short = known | {word: n for n, words in enumerate(names.weekdays) for word in words}
        form = rf"({_any_of(short)}) ?(?:{ends}) ?({_any_of(short)})"
        if found := re.fullmatch(form, word):
            first, last = short[found[1]], short[found[2]]
            return frozenset((first + n) % 7 for n in range((last - first) % 7 + 1))
    return None


def _run_of(word: str) -> frozenset[int] | None:
    """Weekdays of one sign each, with or without what stands before them: 一三五, 周一三五."""
    for names in _all_names():
        signs = {name: n for n, many in enumerate(names.weekdays) for name in many if len(name) == 1}
        if not signs:
            continue
        bare = re.sub(f"^(?:{_any_of(names.weekday_prefixes)})", "", word)
        if bare and all(sign in signs for sign in bare):
            return frozenset(signs[sign] for sign in bare)
    return None
