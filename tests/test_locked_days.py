"""The day that is meant while the diary is locked, and what of its keys needs no cipher."""

from datetime import date, datetime
from pathlib import Path

import pytest

from detox.diary.sealing import RecoveryKit, Sealing, check_passphrase
from detox.errors import Forbidden, FutureDay
from detox.storage.paths import IDENTITY
from tests.conftest import BEIJING

KEY = "AGE-SECRET-KEY-1"


def at(home: Path, hour: int) -> Sealing:
    """The seal of a diary at that hour of the 15th."""
    return Sealing(home, home / ".state", now=lambda: datetime(2026, 3, 15, hour, tzinfo=BEIJING))


@pytest.mark.parametrize(
    ("hour", "text", "day"),
    [(1, None, 14), (1, "yesterday", 13), (4, None, 15), (4, "15 March", 15), (21, "-3", 12)],
)
def test_in_the_night_the_day_before_goes_on(home: Path, hour: int, text: str | None, day: int) -> None:
    assert at(home, hour).day_said(text, 4) == date(2026, 3, day)


@pytest.mark.parametrize(
    ("hour", "text", "morning"),
    [(1, "tomorrow", 4), (1, "+2", None), (21, "tomorrow", None), (4, "+1", None)],
)
def test_a_day_to_come_is_refused_and_in_the_night_with_the_hour_at_which_it_begins(
    home: Path, hour: int, text: str, morning: int | None
) -> None:
    with pytest.raises(FutureDay) as refused:
        at(home, hour).day_said(text, 4)

    assert refused.value.begins == morning


@pytest.mark.parametrize(("length", "enough"), [(0, False), (7, False), (8, True), (60, True)])
def test_a_passphrase_has_eight_characters_at_least(length: int, *, enough: bool) -> None:
    if enough:
        check_passphrase("x" * length)
        return
    with pytest.raises(Forbidden) as refused:
        check_passphrase("x" * length)
    assert refused.value.facts == {"n": 8}


def test_the_last_six_characters_of_a_kit_are_asked_for() -> None:
    kit = RecoveryKit(secret=f"{KEY}ABCDEF", file="journal/2026-03.json")

    assert (kit.checked, kit.command) == ("ABCDEF", "age -d -i KEY.txt journal/2026-03.json.age")


def test_a_diary_in_clear_is_neither_locked_nor_has_files_among_sealed_ones(home: Path) -> None:
    sealing = at(home, 21)

    assert (sealing.is_sealed, sealing.is_locked, sealing.in_clear()) == (False, False, [])
    assert sealing.key_file == home / IDENTITY
    with pytest.raises(Forbidden) as refused:
        sealing.unseal()
    assert refused.value.reason == "not sealed"
