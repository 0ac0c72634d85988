"""Where names stand in a text, however they are spelled: in pieces, full width, other case, other blanks."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

_JAMO = range(0x1160, 0x1200)
"""Vowels and final consonants of Korean syllables that are written in pieces."""
_VOICED = "\uff9e\uff9f"
"""The marks of half-width kana."""
_APART = frozenset(" \t\n\r\f\v\u3000\xa0._-·・•")
"""What may stand between the words of a name: `Li Hua` is in `message-li-hua` and in `Li·Hua`."""
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_SIGNS_HELD = 65_536
"""Different signs of which the plain form is held: more than any diary has."""


class FoundName(NamedTuple):
    """A stretch of a text in which a name stands."""

    start: int
    end: int
    """The first sign behind it."""
    name: str
    """The name as it was given."""


class _Name(NamedTuple):
    """A name as it is looked for."""

    tight: str
    """Without what stands between its words."""
    breaks: frozenset[int]
    """Before which of its signs something may stand between."""
    name: str


class NameSpans:
    """Finds any of some names in a text, the longest first; a thousand names cost no more than ten."""

    def __init__(self, names: Iterable[str], *, fold: Callable[[str], str] = str) -> None:
        """Look for these names; blank ones are passed over.

        Args:
            names: as they were written.
            fold: what makes spellings of one sign alike that this cannot know of: traditional signs, say.
        """
        self._fold = fold
        self._by_first: dict[str, list[_Name]] = {}
        known: set[str] = set()
        for name in sorted(map(self._looked_for, names), key=lambda name: -len(name.tight)):
            if name.tight and name.tight not in known:
                known.add(name.tight)
                self._by_first.setdefault(name.tight[0], []).append(name)

    def found(self, text: str) -> list[FoundName]:
        """Every place in the text, in order; none overlaps another."""
        if not self._by_first or not text:
            return []
        plain, places = folded(text, self._fold)
        kept = [n for n, sign in enumerate(plain) if sign not in _APART]
        tight = "".join(plain[n] for n in kept)
        found, at = [], 0
        while at < len(tight):
            name = self._at(plain, tight, kept, at)
            if name is None:
                at += 1
                continue
            last = kept[at + len(name.tight) - 1]
            found.append(FoundName(places[kept[at]][0], places[last][1], name.name))
            at += len(name.tight)
        return found

    def replaced(self, text: str, instead: Mapping[str, str]) -> str:
        """The text with each name as it is called `instead`; one that is not called anything is `…`."""
        made, at = [], 0
        for place in self.found(text):
            made += [text[at : place.start], instead.get(place.name, "…")]
            at = place.end
        return "".join([*made, text[at:]])

    def _at(self, plain: str, tight: str, kept: list[int], at: int) -> _Name | None:
        """The longest name that begins at that sign of the tight text."""
        for name in self._by_first.get(tight[at], ()):
            if tight.startswith(name.tight, at) and _is_whole(plain, kept, at, name):
                return name
        return None

    def _looked_for(self, name: str) -> _Name:
        plain, _places = folded(name, self._fold)
        tight, breaks = "", set()
        for n, sign in enumerate(plain):
            if sign in _APART:
                continue
            apart = n > 0 and plain[n - 1] in _APART
            if apart or _HAN.match(sign) or (tight and _HAN.match(tight[-1])):
                breaks.add(len(tight))  # each Chinese sign is a word of its own: 李 华 is 李华
            tight += sign
        return _Name(tight, frozenset(breaks), name)


def folded(text: str, fold: Callable[[str], str] = str) -> tuple[str, list[tuple[int, int]]]:
    """The text as it is compared, and for each sign of it the stretch of the text that it stands for."""
    if text.isascii():
        return text.lower(), list(zip(range(len(text)), range(1, len(text) + 1), strict=True))
    signs: list[str] = []
    places: list[tuple[int, int]] = []
    for start, end in _clusters(text):
        plain = fold(_bare(text[start:end]))
        signs.append(plain)
        places += [(start, end)] * len(plain)
    return "".join(signs), places


def _is_whole(plain: str, kept: list[int], at: int, name: _Name) -> bool:
    """Whether a name stands there by itself, with something between its signs only where it may be."""
    first, last = kept[at], kept[at + len(name.tight) - 1]
    # A name in Latin letters ends where they end: Al is not found in also, yet it is in 找Al帮忙.
    if plain[first] in _LATIN and first > 0 and plain[first - 1] in _LATIN:
        return False
    if plain[last] in _LATIN and last + 1 < len(plain) and plain[last + 1] in _LATIN:
        return False
    return all(kept[at + n] == kept[at + n - 1] + 1 or n in name.breaks for n in range(1, len(name.tight)))


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of the text that are one sign to a reader; what has no look belongs to the one before."""
    start = 0
    for at in range(1, len(text)):
        if not _joins(text[at]):
            yield start, at
            start = at
    if text:
        yield start, len(text)


@lru_cache(maxsize=_SIGNS_HELD)
def _joins(sign: str) -> bool:
    if sign.isascii():
        return False
    return unicodedata.category(sign) in {"Mn", "Me", "Mc", "Cf"} or ord(sign) in _JAMO or sign in _VOICED


@lru_cache(maxsize=_SIGNS_HELD)
def _bare(cluster: str) -> str:
    """One sign in its plain form: composed, of usual width, lower case; Latin letters without their marks."""
    if cluster.isascii():
        return cluster.lower()
    whole = unicodedata.normalize("NFKC", cluster).casefold()
    parts = unicodedata.normalize("NFKD", whole)
    if parts[:1] in _LATIN:
        return "".join(sign for sign in parts if unicodedata.category(sign)[0] not in "MC")
    return "".join(sign for sign in unicodedata.normalize("NFC", whole) if unicodedata.category(sign) != "Cf")
