"""vCards 2.1, 3.0 and 4.0: one odd card does not take the others with it."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

from detox.exchange.contact_cards import (
    MOST_PREFERRED,
    UNSAID,
    ContactCard,
    Flaw,
    LeftOut,
    Reach,
    cleaned,
    full_name,
    ranked,
)
from detox.exchange.foreign.source import refuse
from detox.exchange.vcard_lines import BEGIN, END, STRAY, Property, properties

SILENT = {
    "VERSION", "PRODID", "UID", "REV", "SORT-STRING", "X-ABLABEL", "PROFILE", "KIND", "CLASS", "SOURCE",
    "X-ABUID", "X-ABSHOWAS", "X-ADDRESSBOOKSERVER-KIND", "X-ADDRESSBOOKSERVER-MEMBER", "MEMBER",
    "CLIENTPIDMAP",
}  # fmt: skip
"""What a card says of itself, and not of the person."""
SAYING = ("NOTE", "ORG", "TITLE", "NICKNAME")
NAMING = ("FN", "N", "TEL", "EMAIL")
GROUP_KINDS = ("KIND", "X-ADDRESSBOOKSERVER-KIND")
NAME_PARTS = 3
"""Family, given, middle; titles before and behind a name are no part of it."""
LONGEST_STRAY = 40
"""So much is said of a line that is none of a card."""
_BEGINS = re.compile(r"\s*BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)


def vcards(data: bytes, encoding: str | None = None) -> tuple[list[ContactCard], Counter[str], str]:
    """The cards of a file, how often each property that has no place was there, and the file's encoding.

    A card that is not closed is taken as far as it goes; a card inside another one is set aside.

    Raises:
        BadLog: there is no card.
    """
    lines, encoding = properties(data, encoding)
    aside: Counter[str] = Counter()
    cards = [_card(held, aside, whole=whole) for held, whole in _framed(lines, aside)]
    if not cards:
        first = next(iter(lines), None)
        refuse(f"line {first.line}" if first else "line 1", "BEGIN:VCARD", first.value if first else "")
    return cards, aside, encoding


def _framed(lines: list[Property], aside: Counter[str]) -> Iterator[tuple[list[Property], bool]]:
    """The lines of each card, its first one included, and whether the card is closed."""
    held: list[Property] | None = None
    for line in _without_agents(lines):
        if line.name in (BEGIN, END):
            if held is not None:
                yield held, line.name == END
            held = [line] if line.name == BEGIN else None
        elif held is None:
            aside[_called(line)] += 1
        else:
            held.append(line)
    if held is not None:
        yield held, False


def _without_agents(lines: list[Property]) -> Iterator[Property]:
    """The lines without those of the cards that stand inside an AGENT."""
    inside, before = 0, ""
    for line in lines:
        opens = line.name == BEGIN and (inside > 0 or before == "AGENT")
        closes = line.name == END and inside > 0
        if not inside and not opens:
            yield line
        # Some write the first line of the card inside on the same line: AGENT:BEGIN:VCARD
        opens = opens or (line.name == "AGENT" and _BEGINS.fullmatch(line.value) is not None)
        inside += opens - closes
        before = line.name


def _card(held: list[Property], aside: Counter[str], *, whole: bool) -> ContactCard:
    place, lines = f"line {held[0].line}", held[1:]
    name = _name(lines)
    if any(line.name in GROUP_KINDS and line.value.strip().lower() == "group" for line in lines):
        return ContactCard(place=place, name=name, left_out=LeftOut.GROUP)
    aside.update(
        _called(line)
        for line in lines
        if line.name not in (*NAMING, *SAYING) and line.name not in SILENT and _filled(line)
    )
    phones, rest = ranked(_reach(line, "tel:") for line in lines if line.name == "TEL")
    emails, _none = ranked(_reach(line, "mailto:") for line in lines if line.name == "EMAIL")
    said = [*(_said(line) for name in SAYING for line in lines if line.name == name), *rest]
    notes = tuple(text for text in said if text != name)
    flaws = [] if whole else [(Flaw.CUT, name)]
    if any("\ufffd" in text for text in (name, *phones, *emails, *notes)):
        flaws.append((Flaw.BYTES, name))
    return ContactCard(
        place=place,
        name=name,
        phones=tuple(phones),
        emails=tuple(emails),
        notes=notes,
        flaws=tuple(flaws),
    )


def _called(line: Property) -> str:
    return line.name or line.value.strip()[:LONGEST_STRAY]


def _filled(line: Property) -> bool:
    # An agent's value may be the card that follows it.
    return bool(line.value.strip(" ;\t\n")) or line.name in ("AGENT", STRAY)


def _name(lines: list[Property]) -> str:
    """In full, in parts, or the company's, or what somebody is called among friends."""
    named = {
        name: [line for line in lines if line.name == name and line.value.strip(" ;")] for name in ("FN", "N")
    }
    if named["FN"] and (said := " ".join(_plain(named["FN"][0].value).split())):
        return said
    parts = _split(named["N"][0].value) if named["N"] else []
    family, given, middle = (*parts, "", "", "")[:NAME_PARTS]
    companies = [_said(line) for name in ("ORG", "NICKNAME") for line in lines if line.name == name]
    return full_name(family, given, middle) or next(filter(None, companies), "")


def _reach(line: Property, scheme: str) -> Reach:
    value = line.value if not line.value.lower().startswith(scheme) else line.value[len(scheme) :]
    kinds = [kind for kind in line.types if kind not in ("PREF", "VOICE", "INTERNET", "QUOTED-PRINTABLE")]
    preference = MOST_PREFERRED if "PREF" in line.types else UNSAID
    with suppress(ValueError):
        preference = int(line.parameters.get("PREF", preference))
    return Reach(value=cleaned(_plain(value)), label=" ".join(kinds).lower(), preference=preference)


def _said(line: Property) -> str:
    # An organisation is written from the whole to the part: "Hospital;Ward 3".
    parts = _split(line.value) if line.name == "ORG" else [_plain(line.value)]
    return ", ".join(part for part in parts if part)


def _split(value: str) -> list[str]:
    return [_plain(part) for part in re.split(r"(?<!\\);", value)]


def _plain(value: str) -> str:
    return re.sub(r"\\([nN,;:\\])", lambda found: "\n" if found[1] in "nN" else found[1], value).strip()
