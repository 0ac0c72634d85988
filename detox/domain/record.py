"""What every record has in common: it is frozen, it says which field is wrong, and it checks itself."""

import re
from datetime import date
from typing import ClassVar, Self

import msgspec

from detox.errors import BadField

NAME_LENGTH = 200
NOTE_LENGTH = 20_000
MOST_FIGURES = 9
"""Python itself refuses to read a number of thousands of figures."""
FIRST_DAY = date(1970, 1, 1)
LAST_DAY = date(2999, 12, 31)
"""Far enough for any plan, and near enough that weeks can still be added to it."""

ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
ISO_DAY = re.compile(r"(19[7-9][0-9]|2[0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
MOMENT = re.compile(
    ISO_DAY.pattern
    + r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,9})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])",
)


def whole_number(text: str) -> int | None:
    """The number that somebody typed; `None` where it is none, or longer than any that is asked for."""
    return int(text) if text.isdecimal() and len(text) <= MOST_FIGURES else None


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A value that checks itself: once you hold one, it is a good one."""

    kind: ClassVar[str] = "record"
    added: ClassVar[tuple[str, ...]] = ()
    """Fields that came with version 2 of the log: at rest they are left out while they say nothing, so that
    a record which does not use them stays byte for byte what it was."""

    def replace(self, **fields: object) -> Self:
        """The same record with some fields changed, checked again.

        Raises:
            BadField: a changed field is out of range; this record is unchanged.
        """
        return msgspec.structs.replace(self, **fields)

    def _expect(self, ok: bool, field: str, expected: str) -> None:  # noqa: FBT001 - reads as a sentence
        if not ok:
            raise BadField(self.kind, field, expected, getattr(self, field))

    def _expect_id(self, field: str = "id") -> None:
        value = getattr(self, field)
        self._expect(value is None or bool(ID.fullmatch(value)), field, "1-64 of A-Z a-z 0-9 . _ -")

    def _expect_ids(self, field: str) -> None:
        ok = all(ID.fullmatch(id_) for id_ in getattr(self, field))
        self._expect(ok, field, "a list of ids")

    def _expect_name(self, field: str = "name") -> None:
        text = getattr(self, field)
        good = text is None or (bool(text.strip()) and len(text) <= NAME_LENGTH)
        self._expect(good, field, f"text of 1..{NAME_LENGTH}")

    def _expect_text(self, field: str, length: int) -> None:
        self._expect(len(getattr(self, field)) <= length, field, f"text up to {length}")

    def _expect_range(self, field: str, top: int) -> None:
        value = getattr(self, field)
        self._expect(value is None or 0 <= value <= top, field, f"0..{top}")

    def _expect_day(self, field: str) -> None:
        value = getattr(self, field)
        ok = value is None or FIRST_DAY <= value <= LAST_DAY
        self._expect(ok, field, f"a day from {FIRST_DAY} to {LAST_DAY}")

    def _expect_moment(self, field: str) -> None:
        moment = getattr(self, field)
        self._expect(bool(MOMENT.fullmatch(moment)) and _is_a_day(moment), field, "YYYY-MM-DDTHH:MM:SS+HH:MM")

    def _expect_moment_or_none(self, field: str) -> None:
        if getattr(self, field) is not None:
            self._expect_moment(field)

    def _expect_day_or_moment(self, field: str) -> None:
        said = getattr(self, field)
        if said is not None and not (ISO_DAY.fullmatch(said) and _is_a_day(said)):
            ok = bool(MOMENT.fullmatch(said)) and _is_a_day(said)
            self._expect(ok, field, "YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS+HH:MM")


def _is_a_day(moment: str) -> bool:
    # Every month has 28 days; only the few later ones are worth the look into the calendar.
    if moment[8:10] <= "28":
        return True
    try:
        date.fromisoformat(moment[:10])
    except ValueError:
        return False
    return True
