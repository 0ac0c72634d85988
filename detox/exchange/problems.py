"""What is wrong with a row, in words: the place, what was expected there, what was got."""

import json
import re
from collections.abc import Iterator
from datetime import date
from enum import Enum
from functools import cache
from itertools import islice
from types import NoneType
from typing import Any, Literal, NamedTuple, get_args, get_origin

import msgspec

from detox.domain.record import Record
from detox.errors import BadField, BadLog
from detox.exchange.record_fields import alternatives, nested
from detox.shown import shown

MOST_NAMED = 20
MOST_COUNTED = 100_000
"""Then the rest of the file is not read: it may be made of nothing else."""
LONGEST_VALUE = 60
LONGEST_PLACE = 80
LONGEST_EXPECTED = 120
WORDS: dict[object, str] = {
    bool: "true | false",
    int: "a whole number",
    float: "a number",
    str: "text",
    date: "YYYY-MM-DD",
    NoneType: "null",
}
_NESTED = frozenset({dict, list})
_PLACE = re.compile(r" - at `\$\.?(.*)`$")


class OwnWord(str):
    """A word of ours in the place of a value."""

    __slots__ = ()


UNKNOWN_KEY = OwnWord("a key that this version does not know")


class Problem(NamedTuple):
    """One wrong value."""

    place: str
    expected: str
    got: object


class Problems:
    """What is wrong, in the order it was found."""

    def __init__(self) -> None:
        self._found: list[str] = []
        self._more = 0

    def add(self, place: str, expected: str, got: object) -> None:
        """Note one problem: at most twenty are named, the rest counted.

        Raises:
            BadLog: there are so many that no person would go on reading.
        """
        if len(self._found) == MOST_NAMED:
            self._more += 1
            if self._more == MOST_COUNTED:
                self.refuse()
            return
        where = shown(place).removeprefix(".")[:LONGEST_PLACE]
        self._found.append(f"{where}: expected {expected[:LONGEST_EXPECTED]}, got {_short(got)}")

    def refuse(self) -> None:
        """Raise them all.

        Raises:
            BadLog: there are any.
        """
        if self._found:
            raise BadLog(tuple(self._found), more=self._more)


def strange(row: dict[str, Any], kind: type[Record], place: str) -> Iterator[Problem]:
    """Keys that the record does not have and texts that are none, wherever they are nested."""
    if not _is_plain(row, kind):
        yield from _strange_parts(row, kind, place)


def _strange_parts(row: dict[str, Any], kind: type[Record], place: str) -> Iterator[Problem]:
    known = kind.__struct_encode_fields__
    for key, value in row.items():
        if key not in known:
            yield Problem(f"{place}.{key}", " | ".join(known), UNKNOWN_KEY)
        elif isinstance(value, str):
            if not value.isascii() and not _is_text(value):
                yield Problem(f"{place}.{key}", "text", OwnWord("half of a surrogate pair"))
        elif record := nested(kind, key):
            for inner, part in _parts(value, f"{place}.{key}"):
                yield from strange(part, record, inner)
        elif isinstance(value, dict) and not _is_text(json.dumps(value, ensure_ascii=False)):
            yield Problem(f"{place}.{key}", "text", OwnWord("half of a surrogate pair"))


def _is_plain(row: dict[str, Any], kind: type[Record]) -> bool:
    """Whether a row has known keys, nothing nested and only texts that are some, as nearly every row has."""
    if not row.keys() <= _known(kind) or not _NESTED.isdisjoint(map(type, row.values())):
        return False
    texts = "".join([value for value in row.values() if type(value) is str])
    return texts.isascii() or _is_text(texts)


@cache
def _known(kind: type[Record]) -> frozenset[str]:
    return frozenset(kind.__struct_encode_fields__)


def out_of_range(row: dict[str, Any], kind: type[Record], place: str) -> Problem:
    """Which field of a row is out of range: the innermost record that refuses itself."""
    for key, value in row.items():
        record = nested(kind, key)
        if record is None:
            continue
        for inner, part in _parts(value, f"{place}.{key}"):
            try:
                msgspec.convert(part, record)
            except BadField:
                return out_of_range(part, record, inner)
    try:
        msgspec.convert(row, kind)
    except BadField as error:
        names = dict(zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True))
        return Problem(f"{place}.{names[error.field]}", error.expected, error.value)
    raise AssertionError  # pragma: no cover - the caller has seen it refuse


def misfit(row: dict[str, Any], kind: type[Record], place: str, message: str) -> Problem:
    """Which field of a row has the wrong type, by the message that says so."""
    found = _PLACE.search(message)
    path = found[1] if found else ""
    steps: list[str] = re.findall(r"[^.\[\]]+", path)
    if "missing required field" in message:
        steps.append(message.split("`")[1])
        return Problem(
            ".".join(part for part in (place, path, steps[-1]) if part), "a value", OwnWord("nothing")
        )
    return Problem(f"{place}.{path}", _words_for(kind, steps), _value_at(row, steps))


def _owner(kind: type[Record], steps: list[str]) -> type[Record]:
    """The record that those steps lead into."""
    for step in steps:
        kind = nested(kind, step) or kind
    return kind


def _value_at(value: Any, steps: list[str]) -> Any:  # noqa: ANN401 - any JSON value
    for step in steps:
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


def _words_for(kind: type[Record], steps: list[str]) -> str:
    if steps[-1].isdigit():  # one of a list
        return "an object" if nested(_owner(kind, steps[:-2]), steps[-2]) else "text"
    return " | ".join(map(_word, alternatives(_owner(kind, steps[:-1]), steps[-1])))


def _word(kind: Any) -> str:  # noqa: ANN401 - any type
    if kind in WORDS:
        return WORDS[kind]
    if get_origin(kind) is Literal:
        return " | ".join(get_args(kind))
    if get_origin(kind) is tuple:
        return "a list"
    if get_origin(kind) is dict:
        return "an object"
    return " | ".join(kind) if issubclass(kind, Enum) else "an object"


def _parts(value: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:  # noqa: ANN401 - any JSON value
    if isinstance(value, dict):
        yield place, value
    if isinstance(value, list):
        yield from ((f"{place}[{n}]", part) for n, part in enumerate(value) if isinstance(part, dict))


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _short(value: object) -> str:
    if isinstance(value, OwnWord):
        return value
    if isinstance(value, str):
        text = f'"{value[: LONGEST_VALUE * 2]}"'
    elif isinstance(value, date):
        text = f'"{value}"'
    else:
        # Piece by piece, for it may be as long as the file.
        pieces = json.JSONEncoder(ensure_ascii=False, default=msgspec.to_builtins).iterencode(value)
        text = "".join(piece[: LONGEST_VALUE * 2] for piece in islice(pieces, LONGEST_VALUE * 2))
    text = shown(text)
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "~"
