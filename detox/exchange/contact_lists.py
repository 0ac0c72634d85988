"""Lists of people: a table with columns, vCards of any version, or names a line."""

import re
from collections import Counter
from collections.abc import Callable, Iterable

from detox.domain.record import NAME_LENGTH, NOTE_LENGTH, Record
from detox.exchange.contact_cards import Columns, ContactCard, looks_like_table, table_cards
from detox.exchange.foreign.source import refuse
from detox.exchange.vcards import vcards

PHONE, EMAIL = "phone", "email"
"""The channels that an imported person may be reached by."""


class ListedPerson(Record, frozen=True, kw_only=True):
    """Somebody out of a list, before they are a contact."""

    name: str
    reach: str | None = None
    """`phone` or `email`; a number is preferred."""
    address: str = ""
    note: str = ""
    """Further numbers, and what the list says besides."""


class PeopleList(Record, frozen=True, kw_only=True):
    """A list, read."""

    people: tuple[ListedPerson, ...]
    rows: int
    """How many the list has; those of one name are one person here."""
    nameless: int
    """How many of them have neither a name nor a number."""
    aside: dict[str, int]
    """Columns or properties that have no place in a diary, and how often each was filled."""


def read_people(data: bytes, form: str | None = None, columns: Columns | None = None) -> PeopleList:
    """Everybody in a file, in its order; rows of one name are one person.

    Args:
        data: the file's bytes, in UTF-8, UTF-16 or GB 18030.
        form: `csv`, `vcard` or `lines`; seen from the content where it is not given.
        columns: of a table, where its own names are not known here.

    Raises:
        BadLog: the file is not sound; the line is named.
    """
    text = decoded(data)
    columns = columns or Columns()
    cards, aside = FORMS[form or _guessed(text, columns)](text, columns)
    found: dict[str, ListedPerson] = {}
    nameless = 0
    for card in cards:
        person = _person(card)
        if person is None:
            nameless += 1
            continue
        held = found.get(person.name.casefold())
        found[person.name.casefold()] = _joined(held, person, card.place) if held else person
    return PeopleList(people=tuple(found.values()), rows=len(cards), nameless=nameless, aside=dict(aside))


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16, or what Chinese telephones and spreadsheets write, GB 18030.

    Raises:
        BadLog: it is none of them.
    """
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace").replace("\ufffd", "\0")
    if "\0" in text:
        refuse("file", "a text in UTF-8", "bytes that are none")
    return text


def _guessed(text: str, columns: Columns) -> str:
    if re.search(r"^\s*BEGIN:VCARD", text, re.IGNORECASE | re.MULTILINE):
        return "vcard"
    return "csv" if columns != Columns() or looks_like_table(text) else "lines"


def _lines(text: str, _columns: Columns) -> tuple[list[ContactCard], Counter[str]]:
    """A name a line; a number or an address at its end is taken as such."""
    cards = []
    for n, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        found = _TAIL.fullmatch(line.strip())
        name, tail = (found[1], found[2]) if found else (line.strip(), "")
        number = (tail,) if tail and "@" not in tail else ()
        email = (tail,) if "@" in tail else ()
        cards.append(ContactCard(place=f"line {n}", name=name, phones=number, emails=email))
    return cards, Counter()


_TAIL = re.compile(r"(.*?\S)[\s,，;；:：]+(\+?\d[\d\s()-]{4,}|[^\s@,，]+@[^\s@,，]+)")


def _person(card: ContactCard) -> ListedPerson | None:
    phones, emails = (_once(found) for found in (card.phones, card.emails))
    name = " ".join(card.name.split()) or next(iter((*phones, *emails)), "")
    if not name:
        return None
    if len(name) > NAME_LENGTH:
        refuse(card.place, f"a name of 1..{NAME_LENGTH}", name)
    short = [address for address in (*phones, *emails) if len(address) <= NAME_LENGTH]
    address = next(iter(short), "")
    rest = [other for other in (*phones, *emails) if other != address]
    return ListedPerson(
        name=name,
        reach=None if not address else PHONE if address in phones else EMAIL,
        address=address,
        note=_note([*rest, *_once(card.notes)], card.place),
    )


def _joined(held: ListedPerson, more: ListedPerson, place: str) -> ListedPerson:
    """Two rows of one name: whether they are one person only the reader knows, so nothing is lost."""
    if not held.address:
        held = held.replace(reach=more.reach, address=more.address)
    said = [text for text in (more.address, *more.note.split("\n")) if text]
    known = (held.address, *held.note.split("\n"))
    return held.replace(note=_note([held.note, *(text for text in said if text not in known)], place))


def _note(texts: Iterable[str], place: str) -> str:
    note = "\n".join(text for text in texts if text)
    if len(note) > NOTE_LENGTH:
        refuse(place, f"texts of up to {NOTE_LENGTH}", f"{len(note)}")
    return note


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))


Reader = Callable[[str, Columns], tuple[list[ContactCard], Counter[str]]]
FORMS: dict[str, Reader] = {
    "csv": table_cards,
    "vcard": lambda text, _columns: vcards(text),
    "lines": _lines,
}
"""By the word that `--as` takes."""
