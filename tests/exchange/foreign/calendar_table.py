"""`calendar_words.json`, made from CLDR by `python -m tests.exchange.foreign.calendar_table`.

A word that an earlier CLDR had stays, unless it means something else now: old phones write it still.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel import Locale, localedata
from babel.core import get_cldr_version

from detox.exchange.foreign import calendar_words
from detox.exchange.foreign.calendar_words import AFTERNOON, MORNING, UNITS, folded_word

TABLE = Path(calendar_words.__file__).with_name("calendar_words.json")
WIDTHS = ("abbreviated", "wide")
"""Not the narrow ones: a single letter means the morning here and the evening there."""
LANGUAGES = """
    af am ar as az be bg bn bs ca cs da de el en es et eu fa fi fil fr gl gu he hi hr hu hy id is it ja
    ka kk km kn ko ky lo lt lv mk ml mn mr ms my nb ne nl nn no or pa pl pt ro ru si sk sl sq sr sv sw ta
    te th tr uk ur uz vi zh zu
""".split()  # noqa: SIM905 - as one reads them
"""Those that phones speak. Of all that CLDR knows, one means the morning by another's evening."""
NOON, MIDNIGHT = 1 << 12, 1


def table() -> dict[str, object]:
    """The parts of the day, each with its hours, and each language's months by their numbers."""
    held = json.loads(TABLE.read_text(encoding="utf-8"))
    before = {word: int(mask, 16) for mask, words in held["parts"].items() for word in words.split()}
    parts = before | _parts()
    return {
        "cldr": str(get_cldr_version()),
        "parts": {
            f"{mask:06x}": " ".join(sorted(word for word in parts if parts[word] == mask))
            for mask in sorted(set(parts.values()))
        },
        "months": {
            language: [" ".join(sorted(words)) for words in _with_older(found, held["months"][language])]
            for language, found in _months()
        },
    }


def _with_older(months: list[set[str]], before: list[str]) -> list[set[str]]:
    now = set().union(*months)
    return [words | (set(held.split()) - now) for words, held in zip(months, before, strict=True)]


def text() -> str:
    """The table as it lies in the tree: one line a row, so that a change can be read."""
    return json.dumps(table(), ensure_ascii=False, indent=1) + "\n"


def _locales() -> Iterator[Locale]:
    for name in sorted(localedata.locale_identifiers()):
        if name.partition("_")[0] in LANGUAGES:
            yield Locale.parse(name)


def _words(forms: object, keys: Iterable[object]) -> Iterator[tuple[object, str]]:
    for context in dict(forms).values():  # type: ignore[call-overload]
        for width in WIDTHS:
            named = dict(context.get(width, {}))
            yield from ((key, word) for key in keys if key in named and (word := folded_word(named[key])))


def _parts() -> dict[str, int]:
    exact: dict[str, int] = {}
    loose: dict[str, int] = {}
    for locale in _locales():
        rules = _hours(locale)
        for part, word in _words(locale.day_periods, ("am", "pm", *rules)):
            if word in UNITS:
                continue
            if part in ("am", "pm"):
                mask = MORNING if part == "am" else AFTERNOON
                assert exact.setdefault(word, mask) == mask, (word, locale)
            else:
                loose[word] = loose.get(word, 0) | rules[str(part)]
    return loose | exact


def _hours(locale: Locale) -> dict[str, int]:
    found = {"midnight": MIDNIGHT, "noon": NOON}
    for part, spans in dict(dict(locale.day_period_rules).get(None) or {}).items():
        mask = 0
        for span in spans:
            if "at" in span:
                mask |= 1 << int(span["at"]) // 3600 % 24
                continue
            first, end = int(span["from"]) // 3600, int(span["before"]) // 3600
            for hour in range(first, end if end > first else end + 24):
                mask |= 1 << hour % 24
        found[part] = mask
    return found


def _months() -> Iterator[tuple[str, list[set[str]]]]:
    for language in LANGUAGES:
        found: list[set[str]] = [set() for _ in range(12)]
        for locale in _locales():
            if locale.language == language:
                for month, word in _words(locale.months, range(1, 13)):
                    found[int(str(month)) - 1].add(word)
        # A word that stands for every month is one for "month", with the number beside it.
        plain = [{word for word in words if sum(word in other for other in found) == 1} for words in found]
        if all(plain):
            yield language, plain


if __name__ == "__main__":
    TABLE.write_text(text(), encoding="utf-8")
    print(TABLE, TABLE.stat().st_size)  # noqa: T201 - says what it wrote
