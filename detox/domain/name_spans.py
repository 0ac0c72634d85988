"""Where names stand in a text, however they are spelled: in pieces, full width, other case, other blanks."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

_LATIN_OR_FIGURE = re.compile(r"[a-z0-9]")
_JAMO = range(0x1160, 0x1200)
"""Vowels and final consonants of Korean syllables that are written in pieces."""
_VOICED = "\uff9e\uff9f"
"""The marks of half-width kana."""
_BETWEEN = r"[\s._\-·・•]*"
"""What may stand between the words of a name: `Li Hua` is in `message-li-hua` and in `Li·Hua`."""
_APART = re.compile(r"[\s._\-·・•]+")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]|[^\u3400-\u9fff\U00020000-\U0003ffff]+")
"""Each Chinese sign is a word of its own: 李 华 is 李华."""


class FoundName(NamedTuple):
    """A stretch of a text in which a name stands."""

    start: int
    end: int
    """The first sign behind it."""
    name: str
    """The name as it was given."""


class NameSpans:
    """Finds any of some names in a text, the longest first."""

    def __init__(self, names: Iterable[str], *, fold: Callable[[str], str] = str) -> None:
        """Look for these names; blank ones are passed over.

        Args:
            names: as they were written.
            fold: what makes spellings of one sign alike that this cannot know of: traditional signs, say.
        """
        self._fold = fold
        keys = {key: name for name in names if (key := self._key(name))}
        longest = sorted(keys, key=len, reverse=True)
        self._names = [keys[key] for key in longest]
        """What each group of the pattern finds."""
        self._pattern = re.compile("|".join(f"({_pattern(key)})" for key in longest)) if longest else None

    def found(self, text: str) -> list[FoundName]:
        """Every place in the text, in order; none overlaps another."""
        if self._pattern is None:
            return []
        plain, places = folded(text, self._fold)
        return [
            FoundName(
                places[match.start()][0], places[match.end() - 1][1], self._names[(match.lastindex or 1) - 1]
            )
            for match in self._pattern.finditer(plain)
        ]

    def replaced(self, text: str, instead: Mapping[str, str]) -> str:
        """The text with each name as it is called `instead`; one that is not called anything is `…`."""
        made, at = [], 0
        for place in self.found(text):
            made += [text[at : place.start], instead.get(place.name, "…")]
            at = place.end
        return "".join([*made, text[at:]])

    def _key(self, name: str) -> str:
        return " ".join(_APART.split(folded(name, self._fold)[0])).strip()


def folded(text: str, fold: Callable[[str], str] = str) -> tuple[str, list[tuple[int, int]]]:
    """The text as it is compared, and for each sign of it the stretch of the text that it stands for."""
    signs: list[str] = []
    places: list[tuple[int, int]] = []
    for start, end in _clusters(text):
        for sign in fold(_bare(text[start:end])):
            signs.append(sign)
            places.append((start, end))
    return "".join(signs), places


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of the text that are one sign to a reader; what has no look belongs to the one before."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not _joins(text[at]):
            yield start, at
            start = at


def _joins(sign: str) -> bool:
    if sign.isascii():
        return False
    return unicodedata.category(sign) in {"Mn", "Me", "Mc", "Cf"} or ord(sign) in _JAMO or sign in _VOICED


def _bare(cluster: str) -> str:
    """One sign in its plain form: composed, of usual width, lower case; Latin letters without their marks."""
    if cluster.isascii():
        return cluster.lower()
    whole = unicodedata.normalize("NFKC", cluster).casefold()
    parts = unicodedata.normalize("NFKD", whole)
    if _LATIN_OR_FIGURE.match(parts):
        return "".join(sign for sign in parts if unicodedata.category(sign)[0] not in "MC")
    return "".join(sign for sign in unicodedata.normalize("NFC", whole) if unicodedata.category(sign) != "Cf")


def _pattern(key: str) -> str:
    # A name in Latin letters ends where they end: Al is not found in also, yet it is in 找Al帮忙.
    before = r"(?<![a-z0-9])" if _LATIN_OR_FIGURE.match(key) else ""
    after = r"(?![a-z0-9])" if _LATIN_OR_FIGURE.match(key[-1]) else ""
    words = (_BETWEEN.join(map(re.escape, _HAN.findall(word))) for word in key.split())
    return before + _BETWEEN.join(words) + after
