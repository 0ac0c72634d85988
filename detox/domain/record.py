"""What every record has in common: it is frozen, it says which field is wrong, and it checks itself."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, lru_cache, partial
from typing import Annotated, Any, ClassVar, Self, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta

from detox.errors import BadField

NAME_LENGTH = 200
NOTE_LENGTH = 20_000
MINUTES_A_DAY = 1440
RATING_TOP = 10
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


class CheckedRecord(Record, frozen=True, kw_only=True):
    """A record whose fields stay within what their types say: the limits stand there and nowhere else.

    The schemas take them from the same place; see `limited`.
    """

    def __post_init__(self) -> None:
        for field, holds, expected in limits(type(self)):
            value = getattr(self, field)
            if value is not None and not holds(value):
                raise BadField(self.kind, field, expected, value)


Limit = tuple[str, Callable[[Any], object], str]
"""A field, what must hold of its value where it has one, and how that is said to a person."""


@cache
def limits(kind: type[Record]) -> tuple[Limit, ...]:
    """What the types of a record's fields ask of their values, in the order of the fields."""
    hints = get_type_hints(kind, include_extras=True)
    return tuple(
        (field, holds, expected)
        for field in kind.__struct_fields__
        for holds, expected in _asked_of(hints[field])
    )


def _asked_of(hint: Any) -> Iterator[tuple[Callable[[Any], object], str]]:  # noqa: ANN401 - any type
    if hint is date:
        yield _is_near, f"a day from {FIRST_DAY} to {LAST_DAY}"
    elif get_origin(hint) is Annotated:
        for part in hint.__metadata__:
            if isinstance(part, Meta) and part.extra:
                yield part.extra["holds"], part.extra["expected"]
        yield from _asked_of(hint.__origin__)
    elif get_origin(hint) is tuple:
        for holds, _ in _asked_of(get_args(hint)[0]):
            yield partial(_all_hold, holds), "a list of ids"
    else:
        for choice in get_args(hint):
            yield from _asked_of(choice)


def _all_hold(holds: Callable[[Any], object], many: tuple[Any, ...]) -> bool:
    return all(map(holds, many))


def limited(holds: Callable[[Any], object], expected: str, **schema: object) -> Meta:
    """What a value must be beyond its type, to stand in an `Annotated` type.

    Args:
        holds: whether a value of that type is allowed.
        expected: what is allowed, as a refusal says it.
        schema: the same in the words of JSON Schema.
    """
    return Meta(extra_json_schema=schema, extra={"holds": holds, "expected": expected})


def between(least: int, most: int) -> Meta:
    """A number, both ends included."""
    return limited(lambda value: least <= value <= most, f"{least}..{most}", minimum=least, maximum=most)


def up_to(length: int) -> Meta:
    """A text of at most so many signs."""
    return limited(lambda text: len(text) <= length, f"text up to {length}", maxLength=length)


def matching(pattern: re.Pattern[str], expected: str) -> Meta:
    """A text that matches from its first sign to its last."""
    return limited(pattern.fullmatch, expected, pattern=whole(pattern.pattern))


def whole(pattern: str) -> str:
    """A pattern for JSON Schema that fits a text from its first sign to its last, a line's end included."""
    return f"^(?:{pattern})(?![\\s\\S])"


def _is_near(day: date) -> bool:
    return FIRST_DAY <= day <= LAST_DAY


@lru_cache(maxsize=16)  # most records were never changed: both of their moments are one
def _is_moment(text: str) -> bool:
    return bool(MOMENT.fullmatch(text)) and _is_a_day(text)


def _is_day_or_moment(text: str) -> bool:
    return bool(ISO_DAY.fullmatch(text) and _is_a_day(text)) or _is_moment(text)


def _is_a_day(moment: str) -> bool:
    # Every month has 28 days; only the few later ones are worth the look into the calendar.
    if moment[8:10] <= "28":
        return True
    try:
        date.fromisoformat(moment[:10])
    except ValueError:
        return False
    return True


_DAY_FORM: dict[str, object] = {"type": "string", "pattern": whole(ISO_DAY.pattern), "format": "date"}
_MOMENT_FORM: dict[str, object] = {"pattern": whole(MOMENT.pattern), "format": "date-time"}

Identifier = Annotated[str, matching(ID, "1-64 of A-Z a-z 0-9 . _ -")]
Name = Annotated[
    str,
    limited(
        lambda text: bool(text.strip()) and len(text) <= NAME_LENGTH,
        f"text of 1..{NAME_LENGTH}",
        maxLength=NAME_LENGTH,
        pattern="\\S",
    ),
]
Note = Annotated[str, up_to(NOTE_LENGTH)]
Moment = Annotated[str, limited(_is_moment, "YYYY-MM-DDTHH:MM:SS+HH:MM", **_MOMENT_FORM)]
"""RFC 3339 with offset."""
DayOrMoment = Annotated[
    str,
    limited(
        _is_day_or_moment,
        "YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS+HH:MM",
        anyOf=[_DAY_FORM, {"type": "string", **_MOMENT_FORM}],
    ),
]
Minutes = Annotated[int, between(0, MINUTES_A_DAY)]
"""Of one day."""
Rating = Annotated[int, between(0, RATING_TOP)]
