"""Files of other programs, damaged at random: read with every row counted, or refused; never a crash."""

import random
from datetime import date

import pytest

from detox.errors import BadLog
from detox.exchange.foreign import first_plan, read
from detox.exchange.foreign.converting import to_snapshot
from detox.exchange.foreign.plan import plan_of, plan_text
from tests.exchange.foreign.test_taking import FILES

PIECES = (
    b'"',
    b",",
    b"\n",
    b"\0",
    b"\xff",
    b"9999",
    b"-",
    b"\xe2\x80\xae",
    b"[",
    b"{",
    b"null",
    b" : ",
    b"true",
)


def _damaged(data: bytes, chance: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(found))
        deed = chance.choice(("change", "cut", "put"))
        if deed == "change":
            found[place] = chance.randrange(256)
        elif deed == "cut":
            del found[place : place + chance.randint(1, 8)]
        else:
            found[place:place] = chance.choice(PIECES)
    return bytes(found)


def _walk(form: str, data: bytes, times: int) -> int:
    chance, refused = random.Random(form), 0  # noqa: S311 - the same damage every time
    for _ in range(times):
        try:
            found = read(_damaged(data, chance), form)
        except BadLog:
            refused += 1
            continue
        plan = first_plan(found)
        assert to_snapshot(found, plan, today=date(2026, 3, 14))[1].balanced
        assert plan_of(plan_text(plan, found).encode()) == plan
    return refused


@pytest.mark.parametrize("name", FILES)
def test_damage_is_refused_or_counted(name: str) -> None:
    form, data = FILES[name]

    assert _walk(form, data(), 60) <= 60


@pytest.mark.thorough
@pytest.mark.parametrize("name", FILES)
def test_much_damage_is_refused_or_counted(name: str) -> None:
    form, data = FILES[name]

    assert _walk(form, data(), 5000) <= 5000
