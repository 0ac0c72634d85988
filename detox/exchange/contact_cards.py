"""What a list says of one person, sorted but not yet a person."""

import re
from collections.abc import Iterable
from enum import StrEnum

from detox.domain.record import Record

MOST_PREFERRED, UNSAID = 1, 101
"""How much a number is wanted (RFC 6350, 5.3), and where nothing is said of it."""
FEWEST_DIGITS, MOST_DIGITS = 3, 20
"""Of a number that can be dialled; E.164 has 15, and an extension may follow."""
_MARKS = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Marks of direction that telephones put around numbers."""
_GUARDED = re.compile(r'=\s*"(.*)"|\'(?=[+\d])(.*)', re.DOTALL)
"""How Excel is told that a number is a text: ="010" or '010."""
_NO_NUMBER = re.compile(r"\d+(?:[.,]\d+)?[eE]\+?\d+|\d+[.,]\d|#+|#[A-Z/]+[!?]?")
"""What a spreadsheet makes of a number: 1.39556E+10, #####, #REF!."""
_NUMBER = re.compile(r"[+(（]?[\d(（*#+][^@<>=]*")
_BETWEEN = re.compile(r"\s*(?:[;；、，|\n]|(?<=\d)\s*[,/](?=\s*[+(\d]))\s*")
_EMAIL = re.compile(r"[^\s@,，;；<>]+@[^\s@,，;；<>]+")
_ONE_WORD = (
    r"[\u3005\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\uac00-\ud7af\u1100-\u11ff"
    r"\U00020000-\U0003ffff·・]+"
)
"""Han, Kana and Hangul: names in them have the family first and no blank."""
_NOT_REACHED = re.compile(
    r"fax|pager|page|modem|telex|tty|isdn|radio|callback|assistant|company main|bbs"
    r"|传真|寻呼|助理|单位主要|公司主要|总机|电传|回电",
    re.IGNORECASE,
)
_FIRST = re.compile(r"mobile|cell|iphone|手机|移动", re.IGNORECASE)
_LAST = re.compile(r"work|business|office|商务|单位|办公|公司", re.IGNORECASE)


class LeftOut(StrEnum):
    """Why a row of a list became nobody."""

    NAMELESS = "nameless"
    """Neither a name nor a number."""
    GROUP = "group"
    """A list of people, a room, or an account that is nobody."""
    LONG = "long name"
    CELLS = "cells"
    """A row with more cells than there are columns."""
    QUOTE = "quote"
    """A quotation mark is never closed."""
    HEADING = "heading"
    """The names of the columns once more."""


class Flaw(StrEnum):
    """What was not right with a row that became somebody."""

    CUT = "cut"
    """The card is not closed."""
    BYTES = "bytes"
    """Bytes that are no text in the file's encoding."""
    NUMBER = "number"
    """Where a number should be there is none."""
    EMAIL = "email"
    """Where an e-mail address should be there is none."""
    NOTE = "note"
    """More text than a note holds."""


class ContactCard(Record, frozen=True, kw_only=True):
    """One row, one card or one line."""

    place: str
    name: str = ""
    phones: tuple[str, ...] = ()
    """The best to be reached by first."""
    emails: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    left_out: LeftOut | None = None
    """Why it is nobody; `None`: it is somebody."""
    flaws: tuple[tuple[Flaw, str], ...] = ()
    """What was not right, each with the text that it is about."""


class Reach(Record, frozen=True, kw_only=True):
    """A number or an address with what is written beside it."""

    value: str
    label: str = ""
    """The column's name, or the types of a card's line."""
    preference: int = UNSAID
    """PREF of version 4.0: 1 is the most wanted, 100 the least."""


def full_name(family: str, given: str, middle: str = "") -> str:
    """A name from its parts: 王小明, 田中さくら, Ann Lee."""
    parts = [part.strip() for part in (given, middle, family) if part.strip()]
    if parts and all(re.fullmatch(_ONE_WORD, part) for part in parts):
        return "".join(reversed(parts))
    return " ".join(parts)


def is_one_word(text: str) -> bool:
    """Whether a text is all Han, Kana or Hangul."""
    return bool(re.fullmatch(_ONE_WORD, text))


def ranked(reaches: Iterable[Reach]) -> tuple[list[str], list[str]]:
    """The numbers a person is reached by, the preferred and the mobile ones first; and the rest as notes.

    A fax, a pager or an assistant's telephone is never how somebody is reached.
    """
    held = [reach for reach in reaches if reach.value]
    rest = [f"{reach.label}: {reach.value}" for reach in held if _NOT_REACHED.search(reach.label)]
    good = [reach for reach in held if not _NOT_REACHED.search(reach.label)]
    return [reach.value for reach in sorted(good, key=_rank)], rest


def _rank(reach: Reach) -> tuple[int, int]:
    place = 0 if _FIRST.search(reach.label) else 2 if _LAST.search(reach.label) else 1
    return reach.preference, place


def cleaned(text: str) -> str:
    """A number or an address without what spreadsheets and telephones put around it."""
    said = _MARKS.sub("", text).replace("\xa0", " ").strip()
    found = _GUARDED.fullmatch(said)
    return (found[1] or found[2] or "").strip() if found else said


def numbers_in(text: str) -> tuple[str, ...]:
    """The telephone numbers that a cell holds; nothing where it holds something else."""
    parts = [part for part in _BETWEEN.split(text) if part]
    if not all(is_number(part) for part in parts):
        return (text,) if is_number(text) else ()
    return tuple(parts)


def is_number(text: str) -> bool:
    """Whether a text may be dialled."""
    digits = sum(sign.isdigit() for sign in text)
    return (
        FEWEST_DIGITS <= digits <= MOST_DIGITS
        and bool(_NUMBER.fullmatch(text))
        and not _NO_NUMBER.fullmatch(text)
    )


def is_email(text: str) -> bool:
    """Whether a text may be written to."""
    return bool(_EMAIL.fullmatch(text))
