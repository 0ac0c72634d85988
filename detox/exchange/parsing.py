"""Bytes of any origin as JSON, or a plain word on why they are none; bounded in time and memory."""

import json
import math
import re
from typing import Any, NoReturn

from detox.errors import BadLog

MOST_DIGITS = 18
DEEPEST = 64
_MARKS = re.compile(r"^(<<<<<<<|=======|>>>>>>>)", re.MULTILINE)
_OTHER_ENCODINGS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"\x1f\x8b": "gzip", b"PK": "a zip archive"}


def parsed(data: bytes) -> dict[str, Any]:
    """The JSON object in `data`.

    Raises:
        BadLog: it is none; it says what it is instead, or where the text breaks.
    """
    text = _text(data)
    _check_depth(text)
    try:
        log = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_no_constant,
            parse_int=_whole_number,
            parse_float=_number,
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise BadLog((f"{place}: {_why(text, error)}",)) from None
    except RecursionError:
        _refuse("file: expected a log, got JSON nested too deep")
    if not isinstance(log, dict):
        _refuse("file: expected a JSON object, got another JSON value")
    return log


def _text(data: bytes) -> str:
    if not data.strip(b"\0 \t\r\n"):
        _refuse("file: expected a JSON log, got an empty file")
    for start, name in _OTHER_ENCODINGS.items():
        if data.startswith(start):
            _refuse(f"file: expected a JSON log in UTF-8, got {name}")
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse(f"byte {error.start}: expected UTF-8, got a byte that is none")
    if "\0" in text:
        _refuse(f"character {text.index(chr(0))}: expected a JSON log, got a NUL")
    if text.lstrip().startswith("<"):
        if _MARKS.search(text):
            _refuse("file: expected a JSON log, got the marks of a merge conflict: settle it first")
        _refuse("file: expected a JSON log, got HTML or XML")
    return text


def _why(text: str, error: json.JSONDecodeError) -> str:
    if _MARKS.search(text):
        return "the marks of a merge conflict stand in it: settle it first"
    if error.msg == "Extra data":
        return "expected the end of the log, got more text behind it"
    if error.pos >= len(text.rstrip()):
        return "the file ends in the middle: it was cut off"
    return f"expected JSON, got a mistake in it ({error.msg})"


def _check_depth(text: str) -> None:
    # A C-speed look that needs no stack: brackets inside texts can only make it stricter by their number.
    depth = deepest = 0
    for sign in re.findall(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', text) if _bracket_heavy(text) else ():
        if sign in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in "]}":
            depth -= 1
        if deepest > DEEPEST:
            _refuse("file: expected a log, got JSON nested too deep")


def _bracket_heavy(text: str) -> bool:
    return bool(re.search(r"[\[{]\s*[\[{]\s*[\[{]\s*[\[{]|(?:\{\s*\"[^\"]{0,80}\"\s*:\s*){8}", text))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        _refuse(f"{twice[:40]!a}: expected each key once, got it twice in one object")
    return found


def _no_constant(name: str) -> NoReturn:
    _refuse(f"file: expected finite numbers, got {name}")


def _whole_number(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        _refuse(f"file: expected numbers of at most {MOST_DIGITS} digits, got one of {len(digits)}")
    return int(digits)


def _number(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        _refuse(f"file: expected finite numbers, got {digits[:20]}")
    return value


def _refuse(problem: str) -> NoReturn:
    raise BadLog((problem,))
