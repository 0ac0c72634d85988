"""Where a line may be broken: between words, between two wide signs, and never before a stop."""

from collections.abc import Iterator
from functools import lru_cache

OPENING = "（《「『“‘"
"""Never at a line's end..."""
CLOSING = "，。、；：？！）》」』”’%"
"""...and these never at its beginning."""


def cells(text: str) -> int:
    """How many cells of a terminal a text takes: a wide sign two, a sign above another none."""
    return len(text) if text.isascii() else _wide_cells(text)


@lru_cache(maxsize=4096)
def _wide_cells(text: str) -> int:
    """The same of what is not all in ASCII; a table of thousands of rows holds the same few signs."""
    from rich.cells import cell_len  # noqa: PLC0415 - costs as much as a small command, and few lines need it

    return cell_len(text)


def words(text: str) -> Iterator[str]:
    """The pieces of a line with the space after each; a wide sign is one, with the stops behind it."""
    word, wide_before = "", False
    for sign in text:
        width = cells(sign)
        wide = width > 1
        may_break = bool(word) and (word[-1] == " " or wide or wide_before) and word[-1] not in OPENING
        if may_break and width and sign != " " and sign not in CLOSING:
            yield word
            word = ""
        word += sign
        wide_before = wide
    if word:
        yield word
