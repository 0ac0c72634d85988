"""Names found by any part of them: one clear answer for a command, all that fit for a list."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from detox.diary import pinyin
from detox.errors import Ambiguous, NoSuch

SHORTEST_WORD = 3
"""Words like "to" and "in" are near everything."""
SHORTEST_ID = 6
"""An id may be said by its first letters from here on."""
_MADE = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
"""An id that was made by chance (RFC 9562): that "12" or "dad" stands in one means nothing."""


def plain(text: str) -> str:
    """A text as it is compared: one form of each sign, simplified, no case, no blanks around it."""
    return pinyin.simplified(unicodedata.normalize("NFKC", text).casefold().strip())


def fits(text: str, names: Iterable[str]) -> bool:
    """Whether every word of `text` stands in one of the names, or is how a part of one is read.

    An empty text fits everything; `sm` and `saoma` fit 扫码点餐.
    """
    wish = plain(text)
    held = [plain(name) for name in names if not is_made(name)]
    whole = " ".join(held)
    return all(word in whole or is_read_in(word, held) for word in wish.split()) or is_read_in(wish, held)


def is_made(name: str) -> bool:
    """Whether that is an id which was made by chance; the catalogue's are made of words."""
    return re.fullmatch(_MADE, name) is not None


def is_read_in(wish: str, names: Iterable[str], *, from_start: bool = False) -> bool:
    """Whether what was typed, already plain, is the pinyin or the initials of a part of one of the names."""
    return pinyin.is_typed_as_pinyin(wish) and any(
        pinyin.is_read(wish, name, from_start=from_start) for name in names
    )


def best_match(
    kind: str,
    text: str,
    rows: Sequence[tuple[str, Sequence[str]]],
    *,
    besides: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """The id of the row that `text` names: an id, a whole name, or an unambiguous part of one.

    Of an id that was made by chance only the first letters are such a part.

    What is in no name may stand in what a row is called `besides`, or be how a name begins: `saoma` is
    扫码点餐.

    Raises:
        NoSuch: nothing fits; it carries the nearest.
        Ambiguous: several rows fit equally.
    """
    wish = plain(text)
    ids = [row_id for row_id, _names in rows]
    if text.strip() in ids:
        return text.strip()
    whole = [row_id for row_id, names in rows if wish in map(plain, names)]
    part = [row_id for row_id, names in rows if _is_part(wish, (row_id, *names))]
    more = [(row_id, (*names, *(besides or {}).get(row_id, ()))) for row_id, names in rows]
    fitting = (whole or part or _holding(wish, more) or _read_so(wish, more)) if wish else []
    if len(fitting) == 1:
        return fitting[0]
    called = {row_id: next(iter(names)) for row_id, names in rows}
    if fitting:
        raise Ambiguous(kind, text, tuple(called[row_id] for row_id in fitting), ids=tuple(fitting))
    raise NoSuch(kind, text, near_names(wish, called))


def _holding(wish: str, rows: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    whole = [row_id for row_id, names in rows if wish in map(plain, names)]
    return whole or [row_id for row_id, names in rows if _is_part(wish, names)]


def _is_part(wish: str, names: Iterable[str]) -> bool:
    """Whether a plain text is a part of one of the names or ids."""
    return any(
        name.startswith(wish) and len(wish) >= SHORTEST_ID if is_made(name) else wish in plain(name)
        for name in names
    )


def _read_so(wish: str, rows: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    if not pinyin.is_typed_as_pinyin(wish):
        return []
    return [row_id for row_id, names in rows if is_read_in(wish, names, from_start=True)]


def near_names(wish: str, called: Mapping[str, str]) -> tuple[str, ...]:
    """What a plain text that fits nothing may have meant, by the names of some ids; the best first."""
    words = {plain(word): row_id for row_id in called for word in (row_id, called[row_id])}
    parts = {
        part: row_id
        for word, row_id in words.items()
        for part in re.split(r"[\s,.]+", word)
        if len(part) >= SHORTEST_WORD
    }
    from difflib import get_close_matches  # noqa: PLC0415 - only for a name that is none

    close = [words[word] for word in get_close_matches(wish, words, n=5, cutoff=0.5)]
    close += [parts[part] for part in get_close_matches(wish, parts, n=5, cutoff=0.7)]
    return tuple(called[row_id] for row_id in dict.fromkeys(close))
