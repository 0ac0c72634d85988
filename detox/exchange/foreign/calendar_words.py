"""What the languages of the world call the parts of a day and the months, out of CLDR by way of Babel."""

import json
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

MORNING, AFTERNOON = 0x000FFF, 0xFFF000
"""The hours of am and of pm, a bit each: bit 0 is midnight."""
UNITS = frozenset(
    """
    h hr hrs u uhr uur kl klo klokken t час ч г ora ore ure godz hod min m s sec
    時 时 点 點 分 秒 시 분 초 น นาฬิกา giờ phút
    """.split()  # noqa: SIM905 - as one reads them
)
"""What stands beside a clock's numbers and says nothing of the day: "20 h 39", "20時39分", "20:39 Uhr"."""
_BY_HAND = {
    "a": MORNING, "p": AFTERNOON,
    "पूर्वाह्न": MORNING, "अपराह्न": AFTERNOON,  # Hindi before CLDR 44
}  # fmt: skip
"""What CLDR has no longer, or only among its narrow forms."""
_TABLE = Path(__file__).with_name("calendar_words.json")


def folded_word(word: str) -> str:
    """A word as its letters alone: "p. m.", "P.M." and "pm" are one."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold())
    return "".join(sign for sign in plain if unicodedata.category(sign)[0] in "LM")


def hours_named(word: str) -> int | None:
    """The hours that a folded word means, a bit each; `None` where it is no part of a day."""
    return _parts().get(word)


def months_named(words: Iterable[str]) -> dict[str, int]:
    """Which month each folded word means, in the languages that know most of them.

    A word that means another month in another of those languages is left out, as is one that is no month.
    """
    wanted = set(words)
    known = [{word: found[word] for word in wanted if word in found} for found in _months()]
    most = max(map(len, known))
    meant: dict[str, set[int]] = {}
    for found in known:
        for word in found if len(found) == most else ():
            meant.setdefault(word, set()).add(found[word])
    return {word: min(months) for word, months in meant.items() if len(months) == 1}


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = json.loads(_TABLE.read_text(encoding="utf-8"))
    return found


@cache
def _parts() -> dict[str, int]:
    known = {
        word: int(hours, 16) for hours, words in _table()["parts"].items() for word in str(words).split()
    }
    return {folded_word(word): hours for word, hours in _BY_HAND.items()} | known


@cache
def _months() -> tuple[dict[str, int], ...]:
    return tuple(
        {word: n for n, words in enumerate(months, start=1) for word in words.split()}
        for months in _table()["months"].values()
    )
