"""Names found by any part of them: one clear answer for a command, all that fit for a list."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from detox.errors import Ambiguous, NoSuch

SHORTEST_WORD = 3
"""Words like "to" and "in" are near everything."""


def plain(text: str) -> str:
    """A text as it is compared: one form of each sign, no case, no blanks around it."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def fits(text: str, names: Iterable[str]) -> bool:
    """Whether every word of `text` stands in one of the names; an empty text fits everything."""
    held = " ".join(map(plain, names))
    return all(word in held for word in plain(text).split())


def best_match(kind: str, text: str, rows: Sequence[tuple[str, Iterable[str]]]) -> str:
    """The id of the row that `text` names: an id, a whole name, or an unambiguous part of one.

    Raises:
        NoSuch: nothing fits; it carries the nearest.
        Ambiguous: several rows fit equally.
    """
    wish = plain(text)
    ids = [row_id for row_id, _names in rows]
    if text.strip() in ids:
        return text.strip()
    whole = [row_id for row_id, names in rows if wish in map(plain, names)]
    part = [row_id for row_id, names in rows if any(wish in plain(name) for name in (row_id, *names))]
    fitting = (whole or part) if wish else []
    if len(fitting) == 1:
        return fitting[0]
    called = {row_id: next(iter(names)) for row_id, names in rows}
    if fitting:
        raise Ambiguous(kind, text, tuple(called[row_id] for row_id in fitting), ids=tuple(fitting))
    raise NoSuch(kind, text, _near(wish, called))


def _near(wish: str, called: dict[str, str]) -> tuple[str, ...]:
    words = {plain(word): row_id for row_id in called for word in (row_id, called[row_id])}
    parts = {
        part: row_id
        for word, row_id in words.items()
        for part in re.split(r"[\s,.]+", word)
        if len(part) >= SHORTEST_WORD
    }
    close = [words[word] for word in get_close_matches(wish, words, n=5, cutoff=0.5)]
    close += [parts[part] for part in get_close_matches(wish, parts, n=5, cutoff=0.7)]
    return tuple(called[row_id] for row_id in dict.fromkeys(close))
