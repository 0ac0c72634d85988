"""Bytes of any origin as the parts of a log, or a plain word on why they are none."""

import json
import math
import re
from collections.abc import Collection, Iterator
from typing import Any, NoReturn

from detox.errors import BadLog

MOST_DIGITS = 18
MOST_VALUES = 12_000_000
MOST_VALUES_AT_ONCE = 2_000_000
"""Of one row, or of a whole file where it is held at once."""
DEEPEST = 16
FIRST_WINDOW = 1 << 20
BOM = b"\xef\xbb\xbf"
_SPACE = re.compile(r"[ \t\n\r]*")
_MARKS = re.compile(rb"^(<<<<<<<|=======|>>>>>>>)", re.MULTILINE)
_BLANK = re.compile(rb"[\0 \t\r\n]*")
_MARKUP = re.compile(rb"\s*<")
_OTHER_VALUES = {"[": "a list", '"': "a text"}
_NESTED = frozenset({dict, list})
_OTHER_KINDS = {
    b"\xff\xfe\0\0": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
    b"\x1f\x8b": "gzip",
    b"PK\x03": "a zip archive",
}


def walked(data: bytes, lists: Collection[str]) -> Iterator[tuple[str, int | None, Any]]:
    """The keys and values of the JSON object in `data`, one after the other.

    A key in `lists` whose value is a list gives its rows, numbered from 0, so that only one of them is
    held at a time; any other value comes whole, without a number.

    Raises:
        BadLog: it is no JSON object; it says what it is instead, or where the text breaks.
    """
    _check_kind(data)
    text = _Window(data)
    if other := _OTHER_VALUES.get(text.next_sign()):
        _refuse(f"file: expected a JSON object, got {other}")
    text.expect("{", "a JSON object")
    if not text.took("}"):
        yield from _members(text, lists)
    if text.next_sign():
        text.refuse("expected the end of the log, got more text behind it")


def parsed(data: bytes) -> dict[str, Any]:
    """The JSON object in `data`, whole.

    Raises:
        BadLog: as in `walked`.
    """
    return {key: value for key, _number, value in walked(data, ())}


def _members(text: "_Window", lists: Collection[str]) -> Iterator[tuple[str, int | None, Any]]:
    seen: set[str] = set()
    while True:
        key = text.key()
        if key in seen:
            _refuse_twice(key)
        seen.add(key)
        text.expect(":", "a colon")
        if key in lists and text.next_sign() == "[":
            yield from ((key, n, row) for n, row in enumerate(_rows(text)))
        else:
            yield key, None, text.value()
        if not text.took(","):
            text.expect("}", "a comma or }")
            return


def _rows(text: "_Window") -> Iterator[Any]:
    text.expect("[", "a list")
    if text.took("]"):
        return
    yield text.value()
    while text.took(","):
        yield text.value()
    text.expect("]", "a comma or ]")


class _Window:
    """A part of the text at a time, decoded as it is needed: a whole one may be four times its bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._start = len(BOM) if data.startswith(BOM) else 0
        self._end = self._start
        """The bytes from `_start` to `_end` are those of `_text`."""
        self._text = ""
        self._place = 0
        self._size = FIRST_WINDOW
        self._decoder = json.JSONDecoder(
            object_pairs_hook=_object,
            parse_constant=_no_constant,
            parse_int=_whole_number,
            parse_float=_number,
        )

    def next_sign(self) -> str:
        """The next sign that is no space; nothing at the end."""
        while True:
            self._place = _SPACE.match(self._text, self._place).end()  # type: ignore[union-attr]
            if self._place < len(self._text):
                return self._text[self._place]
            if not self._more():
                return ""

    def took(self, sign: str) -> bool:
        """Whether that sign was next; then it is behind us."""
        found = self.next_sign() == sign
        self._place += found
        return found

    def expect(self, sign: str, name: str) -> None:
        """Go past that sign."""
        if not self.took(sign):
            self.refuse(f"expected {name}, got {self.next_sign()!a}")

    def key(self) -> str:
        """The key that is next."""
        if self.next_sign() != '"':
            self.refuse("expected a key in quotes")
        return str(self.value())

    def value(self) -> Any:  # noqa: ANN401 - any JSON value
        """The value that is next."""
        self.next_sign()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._place)
            except json.JSONDecodeError as error:
                self._check_few()
                if self._more():
                    continue
                self._place = error.pos
                self.refuse(
                    f"expected JSON, got a mistake in it ({error.msg})", cut_off=self._is_cut_off(error)
                )
            except RecursionError:
                _refuse("file: expected a log, got JSON nested too deep")
            if end < len(self._text) or not self._more():
                break
        self._place = end
        self._size = FIRST_WINDOW
        if _is_deep(value):
            _refuse("file: expected a log, got JSON nested too deep")
        return value

    def _check_few(self) -> None:
        """Refuse to read a value again and again that is longer than any row."""
        if sum(self._text.count(sign, self._place) for sign in ",[{") > MOST_VALUES_AT_ONCE:
            _refuse(f"file: expected at most {MOST_VALUES_AT_ONCE} values in one")

    def refuse(self, why: str, *, cut_off: bool = False) -> NoReturn:
        """Name the place and what is wrong there."""
        here = self._start + len(self._text[: self._place].encode())
        line = self._data.count(b"\n", 0, here) + 1
        column = len(self._data[self._data.rfind(b"\n", 0, here) + 1 : here].decode("utf-8-sig")) + 1
        if _MARKS.search(self._data):
            why = "the marks of a merge conflict stand in it: settle it first"
        elif cut_off or not self.next_sign():
            why = "the file ends in the middle: it was cut off"
        _refuse(f"line {line}, column {column}: {why}")

    def _is_cut_off(self, error: json.JSONDecodeError) -> bool:
        rest = self._text[error.pos : error.pos + 6]
        return error.msg.startswith("Unterminated string") or any(
            word.startswith(rest) for word in ("true", "false", "null")
        )

    def _more(self) -> bool:
        """Whether there was more to decode; what is behind us is let go, and the next part is larger."""
        if self._end == len(self._data):
            return False
        rest = self._text[self._place :]
        self._start = self._end - len(rest.encode())
        end = self._end + self._size
        for _ in range(3):  # a sign has at most three bytes after its first
            end += end < len(self._data) and self._data[end] & 0xC0 == 0x80  # noqa: PLR2004 - as UTF-8 marks them
        try:
            self._text = rest + self._data[self._end : end].decode()
        except UnicodeDecodeError as error:
            _refuse(f"byte {self._end + error.start}: expected UTF-8, got a byte that is none")
        self._end = min(end, len(self._data))
        self._place = 0
        self._size *= 2
        return True


def _check_kind(data: bytes) -> None:
    first = len(BOM) if data.startswith(BOM) else 0
    if _BLANK.fullmatch(data, first):
        _refuse("file: expected a JSON log, got an empty file")
    for start, name in _OTHER_KINDS.items():
        if data.startswith(start):
            _refuse(f"file: expected a JSON log in UTF-8, got {name}")
    if b"\0" in data:
        _refuse(f"byte {data.index(0)}: expected a JSON log, got a NUL")
    if _MARKUP.match(data, first):
        if _MARKS.search(data):
            _refuse("file: expected a JSON log, got the marks of a merge conflict: settle it first")
        _refuse("file: expected a JSON log, got HTML or XML")
    if sum(data.count(sign) for sign in (b",", b"[", b"{")) > MOST_VALUES:
        _refuse(f"file: expected at most {MOST_VALUES} values")


def _is_deep(value: object) -> bool:
    if type(value) is dict and _NESTED.isdisjoint(map(type, value.values())):  # as nearly every row
        return False
    level = [value]
    for _ in range(DEEPEST):
        level = [
            part
            for held in level
            for part in (held.values() if isinstance(held, dict) else held if isinstance(held, list) else ())
            if isinstance(part, dict | list)
        ]
        if not level:
            return False
    return True


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        for key, _value in pairs:
            if key in seen:
                _refuse_twice(key)
            seen.add(key)
    return found


def _refuse_twice(key: str) -> NoReturn:
    _refuse(f"{key[:40]!a}: expected each key once, got it twice in one object")


def _no_constant(name: str) -> NoReturn:
    _refuse(f"file: expected finite numbers, got {name}")


def _whole_number(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        _refuse(f"file: expected numbers of at most {MOST_DIGITS} digits, got one of {len(digits)}")
    return int(digits)


def _number(digits: str) -> float:
    if len(digits) > MOST_DIGITS * 2:
        _refuse(f"file: expected numbers of at most {MOST_DIGITS} digits, got one of {len(digits)}")
    value = float(digits)
    if not math.isfinite(value):
        _refuse(f"file: expected finite numbers, got {digits}")
    return value


def _refuse(problem: str) -> NoReturn:
    raise BadLog((problem,))
