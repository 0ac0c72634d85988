"""Two people of one name, or one person twice: told apart by how they are reached."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

DIGITS = "0123456789"
FEWEST_DIGITS, MOST_DIGITS = 7, 20
"""Numbers that agree in so many last digits are one, with or without the country's prefix."""


class Reachable(Protocol):
    """Somebody with a name, an address and a note that may hold further ones."""

    @property
    def name(self) -> str: ...  # noqa: D102 - as in a contact

    @property
    def address(self) -> str: ...  # noqa: D102

    @property
    def note(self) -> str: ...  # noqa: D102


P = TypeVar("P", bound=Reachable)


class Namesakes:
    """People by their names, each with a number; found again by an address they share."""

    def __init__(self, people: Iterable[Reachable] = ()) -> None:
        self._people: list[Reachable] = []
        self._named: dict[str, list[int]] = {}
        self._reached: dict[tuple[str, str], list[int]] = {}
        self._endings: dict[tuple[str, str], list[int]] = {}
        for person in people:
            self.add(person)

    def add(self, person: Reachable) -> int:
        """One more; their number, from 0."""
        number = len(self._people)
        self._people.append(person)
        self._named.setdefault(name_key(person.name), []).append(number)
        self._index(number, person)
        return number

    def replace(self, number: int, person: Reachable) -> None:
        """Somebody of whom more is known now, under the same name."""
        self._people[number] = person
        self._index(number, person)

    def named(self, name: str) -> list[int]:
        """Everybody of that name."""
        return self._named.get(name_key(name), [])

    def sharing(self, person: Reachable) -> list[int]:
        """Those of that name with whom a number or an e-mail address is in common."""
        name = name_key(person.name)
        found: list[int] = []
        for address in _addresses(person):
            found += self._endings.get((name, address), ())  # the same, or one with a longer prefix
            for ending in _endings(address)[1:]:  # one with a shorter prefix
                found += self._reached.get((name, ending), ())
        return found

    def same(self, person: Reachable) -> int | None:
        """Who is surely that person: an address is in common, or one of the two is a name alone."""
        sharing = self.sharing(person)
        if sharing:
            return sharing[0]
        # Where the first of a name is a name alone, there is no second one.
        first = next(iter(self.named(person.name)), None)
        alone = first is not None and (_is_bare(person) or _is_bare(self._people[first]))
        return first if alone else None

    def _index(self, number: int, person: Reachable) -> None:
        name = name_key(person.name)
        for address in _addresses(person):
            reached = self._reached.setdefault((name, address), [])
            if number in reached[-1:]:
                continue
            reached.append(number)
            for ending in _endings(address):
                self._endings.setdefault((name, ending), []).append(number)


def name_key(name: str) -> str:
    """What two spellings of one name have in common: case, blanks and composed accents do not count."""
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


def unlisted(people: Iterable[P], held: Sequence[Reachable]) -> list[P]:
    """Those of `people` who are not among those held, in their order.

    One who shares an address with somebody of that name is that person. Of the others each stands for one
    person of that name who is held, unless both have numbers, or both e-mail addresses, and none in common.
    """
    known = Namesakes(held)
    taken: set[int] = set()
    strangers = []
    for person in people:
        found = known.sharing(person)
        taken.update([number for number in found if number not in taken][:1])
        strangers += [] if found else [person]
    free = _free(held, taken)
    fresh = []
    for person in strangers:
        held_alone = _is_bare(person) and bool(known.named(person.name))
        if held_alone or known.sharing(person) or _takes_one(person, free):
            continue
        known.add(person)
        fresh.append(person)
    return fresh


_Free = dict[str, Counter[tuple[bool, bool]]]
"""By name: how many people with a number, and with an e-mail address, are not spoken for."""


def _free(held: Sequence[Reachable], taken: set[int]) -> _Free:
    free: _Free = {}
    for number, person in enumerate(held):
        if number not in taken:
            free.setdefault(name_key(person.name), Counter())[_kinds(person)] += 1
    return free


def _takes_one(person: Reachable, free: _Free) -> bool:
    """Whether somebody of that name who is not spoken for may be that person, and is now."""
    number, email = _kinds(person)
    group = free.get(name_key(person.name), Counter())
    fit = next(
        (kind for kind in sorted(group) if group[kind] and not (kind[0] & number or kind[1] & email)), None
    )
    if fit is not None:
        group[fit] -= 1
    return fit is not None


def _kinds(person: Reachable) -> tuple[bool, bool]:
    addresses = _addresses(person)
    return any("@" not in address for address in addresses), any("@" in address for address in addresses)


def _is_bare(person: Reachable) -> bool:
    return not person.address and not person.note


def _addresses(person: Reachable) -> list[str]:
    """The address, and the lines of the note that are nothing but one."""
    found = []
    for line in (person.address, *person.note.split("\n")):
        said = line.strip()
        digits = "".join(sign for sign in unicodedata.normalize("NFKC", said) if sign in DIGITS).lstrip("0")
        if "@" in said and " " not in said:
            found.append(said.casefold())
        elif digits and not any(sign.isalpha() for sign in said):
            found.append(digits)
    return found


def _endings(address: str) -> list[str]:
    """An address and, of a number, what is left of it without the first digits."""
    if "@" in address or len(address) > MOST_DIGITS:
        return [address]
    return [address, *(address[n:] for n in range(1, len(address) - FEWEST_DIGITS + 1))]
