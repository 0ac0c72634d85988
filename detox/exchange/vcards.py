"""vCards 2.1, 3.0 and 4.0: folded lines, quoted-printable, any character set."""

import quopri
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from detox.exchange.contact_cards import ContactCard, full_name
from detox.exchange.foreign.source import refuse

SILENT = ("VERSION", "PRODID", "UID", "REV", "SORT-STRING", "X-ABLABEL", "PROFILE", "KIND")
"""What a card says of itself, and not of the person."""
NOTES = ("NOTE", "ORG", "TITLE", "NICKNAME")
FIRST_PARTS = 3
_SOFT_END = re.compile(r"=\r?\n")
_PARAMETER = re.compile(r';([^;:="]+)(?:=("[^"]*"|[^;:"]*))?')
_QUOTED = re.compile(r"^[^:\n]*;(?:ENCODING=)?QUOTED-PRINTABLE[;:]", re.IGNORECASE)


class Property(NamedTuple):
    """A line of a card."""

    name: str
    value: str


def vcards(text: str) -> tuple[list[ContactCard], Counter[str]]:
    """The cards of a file, and how often each property that has no place was there.

    Raises:
        BadLog: a card is never closed, or a line is none; the line is named.
    """
    cards: list[ContactCard] = []
    aside: Counter[str] = Counter()
    held: list[Property] | None = None
    begun = 1
    for n, line in _unfolded(text):
        word = line.strip().upper()
        if word == "BEGIN:VCARD":
            if held is not None:
                refuse(f"line {n}", "END:VCARD before another card", "BEGIN:VCARD")
            held, begun = [], n
        elif held is None:
            refuse(f"line {n}", "BEGIN:VCARD", line)
        elif word == "END:VCARD":
            cards.append(_card(f"line {begun}", held, aside))
            held = None
        else:
            held.append(_property(line, f"line {n}"))
    if held is not None:
        refuse(f"line {begun}", "END:VCARD", "the end of the file")
    return cards, aside


def _card(place: str, held: list[Property], aside: Counter[str]) -> ContactCard:
    def all_of(*names: str) -> tuple[str, ...]:
        return tuple(_said(found) for found in held if found.name in names)

    aside.update(
        found.name
        for found in held
        if found.name not in ("FN", "N", "TEL", "EMAIL", *NOTES, *SILENT) and found.value.strip()
    )
    parts = next((_split(found.value) for found in held if found.name == "N"), [])
    family, given, middle = (*parts, "", "", "")[:FIRST_PARTS]
    organisation = next(iter(all_of("ORG", "NICKNAME")), "")
    return ContactCard(
        place=place,
        name=next(iter(all_of("FN")), "").strip() or full_name(family, given, middle) or organisation,
        phones=tuple(_bare(number, "tel:") for number in all_of("TEL")),
        emails=tuple(_bare(address, "mailto:") for address in all_of("EMAIL")),
        notes=all_of(*NOTES),
    )


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """The lines that say something, each with its number, put together again where they were folded."""
    whole, begun = "", 1
    for n, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        if _QUOTED.match(whole) and whole.endswith("="):  # a soft line break of quoted-printable
            whole += "\n" + line
        elif whole and line[:1] in (" ", "\t"):
            whole += line[1:]
        else:
            if whole.strip():
                yield begun, whole
            whole, begun = line, n
    if whole.strip():
        yield begun, whole


def _property(line: str, place: str) -> Property:
    start = re.match(r"(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)", line)
    if start is None:
        refuse(place, "NAME:value", line)
    end = start.end()
    parameters: dict[str, str] = {}
    while found := _PARAMETER.match(line, end):
        key, value = found[1].strip().upper(), (found[2] or "").strip('"')
        # Version 2.1 also writes the value alone: TEL;CELL;QUOTED-PRINTABLE:
        parameters.update(
            {key: value} if found[2] is not None else {"ENCODING": key} if "QUOTED" in key else {}
        )
        end = found.end()
    if line[end : end + 1] != ":":
        refuse(place, "NAME:value", line)
    value = line[end + 1 :]
    if parameters.get("ENCODING", "").upper() == "QUOTED-PRINTABLE":
        value = _unquoted(value, parameters.get("CHARSET", "utf-8"), place)
    return Property(start[1].upper(), value)


def _unquoted(value: str, charset: str, place: str) -> str:
    joined = _SOFT_END.sub("", value).encode("utf-8", errors="surrogatepass")
    try:
        return quopri.decodestring(joined).decode(charset).replace("\r\n", "\n")
    except (LookupError, UnicodeDecodeError):
        refuse(place, f"text in {charset}", value)


def _said(found: Property) -> str:
    # An organisation is written from the whole to the part: "Hospital;Ward 3".
    parts = _split(found.value) if found.name == "ORG" else [_plain(found.value)]
    return ", ".join(part for part in parts if part)


def _split(value: str) -> list[str]:
    return [_plain(part) for part in re.split(r"(?<!\\);", value)]


def _plain(value: str) -> str:
    return re.sub(r"\\([nN,;:\\])", lambda found: "\n" if found[1] in "nN" else found[1], value).strip()


def _bare(value: str, scheme: str) -> str:
    return value[len(scheme) :] if value.lower().startswith(scheme) else value
