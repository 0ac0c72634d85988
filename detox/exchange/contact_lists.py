"""Lists of people: a table with columns, vCards of any version, or names a line."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress

from detox.domain.namesakes import Namesakes
from detox.domain.record import NAME_LENGTH, NOTE_LENGTH, Record
from detox.exchange.contact_cards import ContactCard, Flaw, LeftOut
from detox.exchange.contact_columns import Columns
from detox.exchange.contact_lines import line_cards
from detox.exchange.contact_tables import looks_like_table, table_cards
from detox.exchange.encodings import decoded_text, known_encoding
from detox.exchange.foreign.source import refuse
from detox.exchange.vcards import vcards

PHONE, EMAIL = "phone", "email"
"""The channels that an imported person may be reached by."""
FORMS = ("csv", "vcard", "lines")
"""What `--as` takes."""
_OTHERS = {
    b"PK\x03\x04": "a workbook or an archive; save it as CSV",
    b"\xd0\xcf\x11\xe0": "an old workbook; save it as CSV",
    b"%PDF": "a PDF; export CSV or vCards",
    b"{\\rtf": "RTF; save it as plain text",
    b"SQLite format 3": "a database; export CSV or vCards",
}
"""Files of other programs, by their first bytes."""
_MARKUP = re.compile(
    r"\s*<(?:!doctype|html|head|body|table|div|p|ul|ol|script|meta|\?xml|!--)", re.IGNORECASE
)
_LDIF = re.compile(r"\s*(?:version: *1\s+)?dn::? ?\S", re.IGNORECASE)
_JSON = re.compile(r"\s*(?:\{\s*(?:\"|\})|\[\s*(?:[\[{\"\]]))")
_MARKS_AROUND = re.compile(
    "^[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\\s]+|[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\\s]+$"
)
"""Marks of direction; inside a name they may belong to it."""
_CARD = re.compile(
    rb"(?:^|[\r\n])(?:\xef\xbb\xbf)*[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*(?=[\r\n]|$)", re.IGNORECASE
)


class ListedPerson(Record, frozen=True, kw_only=True):
    """Somebody out of a list, before they are a contact."""

    name: str
    reach: str | None = None
    """`phone` or `email`; a number is preferred."""
    address: str = ""
    note: str = ""
    """Further numbers, and what the list says besides."""


class ListRemark(Record, frozen=True, kw_only=True):
    """Something about one row that the person should know."""

    place: str
    why: LeftOut | Flaw
    name: str = ""
    text: str = ""
    """What it is about, where that is not the name."""


class PeopleList(Record, frozen=True, kw_only=True):
    """A list, read: `rows` is the people, those joined and those left out together."""

    people: tuple[ListedPerson, ...]
    rows: int
    """How many the list has."""
    joined: int = 0
    """How many of them are somebody who stands in the list before."""
    left_out: tuple[ListRemark, ...] = ()
    """The rows that are nobody."""
    flawed: tuple[ListRemark, ...] = ()
    """What was not right with rows that are somebody."""
    aside: dict[str, int]
    """Columns or properties that have no place in a diary, and how often each was filled."""
    encoding: str = "utf-8"


def read_people(
    data: bytes, form: str | None = None, columns: Columns | None = None, encoding: str | None = None
) -> PeopleList:
    """Everybody in a file, in its order; two people of one name stay two, one person twice becomes one.

    Args:
        data: the file's bytes.
        form: one of `FORMS`; seen from the content where it is not given.
        columns: of a table, where its own names are not known here.
        encoding: where it is not the one that the file looks like.

    Raises:
        BadLog: it is no list of people, or its columns cannot be told.
    """
    cards, aside, used = _cards(data, form, columns or Columns(), _named(encoding))
    people: list[ListedPerson] = []
    left_out, flawed, joined = [], [], 0
    known = Namesakes()
    for card in cards:
        person, remarks = _person(card)
        if person is None:
            left_out += remarks
            continue
        flawed += remarks
        same = known.same(person)
        if same is None:
            known.add(person)
            people.append(person)
            continue
        people[same] = _joined(people[same], person)
        known.replace(same, people[same])
        joined += 1
    return PeopleList(
        people=tuple(people),
        rows=len(cards),
        joined=joined,
        left_out=tuple(left_out),
        flawed=tuple(flawed),
        aside=dict(aside),
        encoding=used,
    )


def _named(encoding: str | None) -> str | None:
    known = known_encoding(encoding) if encoding is not None else None
    if encoding is not None and known is None:
        refuse("--encoding", "the name of an encoding, like gb18030 or cp1252", encoding)
    return known


def decoded(data: bytes) -> str:
    """The text of a file, in whatever encoding it looks like.

    Raises:
        BadLog: it is no text.
    """
    _refuse_other_files(data)
    return decoded_text(data).text


def _cards(
    data: bytes, form: str | None, columns: Columns, encoding: str | None
) -> tuple[list[ContactCard], Counter[str], str]:
    _refuse_other_files(data)
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff") or (encoding or "").startswith(("utf-16", "utf-32"))
    if form == "vcard" or (form is None and not wide and _CARD.search(data)):
        if wide:
            data, encoding = decoded_text(data, encoding).text.encode(), None
        if b"\0" in data:
            refuse("file", "vCards", "bytes that are no text")
        return vcards(data, encoding)
    found = decoded_text(data, encoding)
    if form is None and _CARD.search(found.text.encode("utf-8", "replace")):  # in UTF-16
        return vcards(found.text.encode("utf-8", "replace"))
    _refuse_other_texts(found.text)
    table = form == "csv" or (form is None and (columns != Columns() or looks_like_table(found.text)))
    cards, aside = table_cards(found.text, columns) if table else line_cards(found.text)
    return cards, aside, found.encoding


def _refuse_other_files(data: bytes) -> None:
    for start, name in _OTHERS.items():
        if data.startswith(start):
            refuse("file", "vCards, CSV or a name a line", name)


def _refuse_other_texts(text: str) -> None:
    start = text[:1000].lstrip("\ufeff")
    if _MARKUP.match(start):
        refuse(
            "file", "vCards, CSV or a name a line", "HTML or XML; export CSV or vCards, or paste the names"
        )
    if _JSON.match(start) and _is_json(text):
        refuse("file", "vCards, CSV or a name a line", "JSON; export CSV or vCards, or paste the names")
    if _LDIF.match(start):
        refuse("file", "vCards, CSV or a name a line", "LDIF; export CSV or vCards")


def _is_json(text: str) -> bool:
    """Whether it is JSON, or was before it was cut off: a name may stand in brackets."""
    with suppress(ValueError, RecursionError):
        json.loads(text)
        return True
    return bool(re.match(r"\s*[\[{]\s*(?:[\[{]|\"[^\"\n]*\"\s*[:,])", text))


def _person(card: ContactCard) -> tuple[ListedPerson | None, list[ListRemark]]:
    phones, emails = (_once(found) for found in (card.phones, card.emails))
    name = _composed(" ".join(card.name.split())) or next(iter((*phones, *emails)), "")
    why = card.left_out or (
        LeftOut.NAMELESS if not name else LeftOut.LONG if len(name) > NAME_LENGTH else None
    )
    if why is not None:
        return None, [ListRemark(place=card.place, why=why, name=name)]
    short = [address for address in (*phones, *emails) if len(address) <= NAME_LENGTH]
    address = next(iter(short), "")
    rest = [other for other in (*phones, *emails) if other not in (address, name)]
    note, whole = _note([*rest, *_once(map(_composed, card.notes))])
    flaws = [*card.flaws, *(() if whole else ((Flaw.NOTE, name),))]
    remarks = [
        ListRemark(place=card.place, why=why, name=name, text="" if text == card.name else text)
        for why, text in flaws
    ]
    reach = None if not address else PHONE if address in phones else EMAIL
    return ListedPerson(name=name, reach=reach, address=address, note=note), remarks


def _joined(held: ListedPerson, more: ListedPerson) -> ListedPerson:
    """One person in two rows: nothing that the second one says is lost."""
    if not held.address:
        held = held.replace(reach=more.reach, address=more.address)
    said = [text for text in (more.address, *more.note.split("\n")) if text]
    known = (held.address, *held.note.split("\n"))
    note, _whole = _note([held.note, *(text for text in said if text not in known)])
    return held.replace(note=note)


def _note(texts: Iterable[str]) -> tuple[str, bool]:
    """As many of the texts as a note holds, and whether these are all."""
    kept: list[str] = []
    filled = [text for text in texts if text]
    for text in filled:
        if len("\n".join((*kept, text))) <= NOTE_LENGTH:
            kept.append(text)
    return "\n".join(kept), len(kept) == len(filled)


def _composed(text: str) -> str:
    return _MARKS_AROUND.sub("", unicodedata.normalize("NFC", text))


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))
