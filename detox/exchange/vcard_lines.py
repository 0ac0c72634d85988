"""The lines of vCards as telephones write them: folded, quoted-printable, base64, in any character set."""

import quopri
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from detox.exchange.encodings import UTF8, even_line_ends, judged, known_encoding

_HEAD = re.compile(
    r"[ \t]{0,9}(?:[A-Za-z0-9_-]+\.)?([A-Za-z][A-Za-z0-9_/-]*)[ \t]{0,9}"
    r"((?:;(?:\"[^\"]*\"|[^:\";])*)*):",
    re.DOTALL,
)
_PARAMETER = re.compile(r";\s*((?:\"[^\"]*\"|[^;\"])*)")
_QUOTED = re.compile(r"[^:\n]*;\s*(?:ENCODING\s*=\s*)?QUOTED-PRINTABLE\s*[;:]", re.IGNORECASE)
_BINARY = re.compile(r"[^:\n]*;\s*(?:ENCODING\s*=\s*(?:BASE64|B)|BASE64)\s*[;:]", re.IGNORECASE)
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
_FRAME = re.compile(r"\ufeff*\s*(BEGIN|END)\s*:\s*VCARD\s*", re.IGNORECASE)
_SOFT_END = re.compile(r"=\n")
_SOFT_END_AND_INDENT = re.compile(r"=\n[ \t]*")
FEW = 9
"""A property's name and parameters are never folded into more lines."""
BEGIN, END, STRAY = "BEGIN", "END", ""
"""The names of the lines around a card, and of a line that is none."""


class RawProperty(NamedTuple):
    """A line of a card before its bytes are understood."""

    line: int
    name: str
    """In capitals; `BEGIN`, `END`, or empty: no line of a card."""
    types: tuple[str, ...]
    """TYPE=... and bare words, in capitals."""
    parameters: dict[str, str]
    data: bytes
    """Its value, out of quoted-printable."""
    text: str | None
    """Its value, where the file's own bytes are UTF-8 and nothing was quoted."""


class Property(NamedTuple):
    """A line of a card."""

    line: int
    name: str
    types: tuple[str, ...]
    parameters: dict[str, str]
    value: str
    """U+FFFD stands where a byte made no sense."""


def properties(data: bytes, encoding: str | None) -> tuple[list[Property], str]:
    """Every line that says something, and the encoding of those that do not say theirs."""
    # What is not UTF-8 is carried through and understood line by line, by what that line says of itself.
    text = data.decode(UTF8, errors="surrogateescape").removeprefix("\ufeff")
    raw = [_raw(n, line) for n, line in _with_strays(_unfolded(text))]
    unsaid = [held.data for held in raw if held.text is None and not _utf8(held.data) and not _label(held)]
    usual = encoding or judged(b"\n".join(unsaid))
    return [_understood(held, usual, forced=encoding is not None) for held in raw], usual


def _raw(line: int, text: str) -> RawProperty:
    frame = _FRAME.fullmatch(text)
    if frame:
        return RawProperty(line, frame[1].upper(), (), {}, b"", "")
    found = _HEAD.match(text)
    if found is None:
        return RawProperty(line, STRAY, (), {}, text.encode(UTF8, "surrogateescape"), None)
    quoted = _QUOTED.match(text) is not None
    parameters: dict[str, str] = {}
    types: list[str] = []
    for part in _PARAMETER.findall(found[2]):
        key, equals, said = (word.strip() for word in part.partition("="))
        if not equals or key.upper() == "TYPE":
            # Version 2.1 also writes the value alone: TEL;CELL;QUOTED-PRINTABLE:
            types += [word for word in re.split(r'[,"\s]+', (said or key).upper()) if word]
        else:
            parameters[key.upper()] = said.strip('"')
    value = text[found.end() :]
    kept = None if quoted or _has_escapes(value) else value
    joined = _SOFT_END.sub("", value).encode(UTF8, "surrogateescape")
    plain = quopri.decodestring(joined) if quoted else value.encode(UTF8, "surrogateescape")
    if quoted and not _utf8(
        plain
    ):  # a soft break inside a sign, and the next line indented as if it was folded
        indented = _SOFT_END_AND_INDENT.sub("", value).encode(UTF8, "surrogateescape")
        plain = quopri.decodestring(indented) if _utf8(quopri.decodestring(indented)) else plain
    return RawProperty(line, found[1].upper(), tuple(types), parameters, plain, kept)


def _understood(held: RawProperty, usual: str, *, forced: bool) -> Property:
    value = held.text if held.text is not None else _decoded(held, usual, forced=forced)
    return Property(held.line, held.name, held.types, held.parameters, value.replace("\r\n", "\n"))


def _decoded(held: RawProperty, usual: str, *, forced: bool) -> str:
    """UTF-8, else what the line says of itself, else what the file looks like."""
    label = usual if forced else _label(held)
    if label in (None, UTF8) and _utf8(held.data):
        return held.data.decode(UTF8)
    said = held.data.decode(label or usual, errors="replace")
    broken = said.count("\ufffd")
    if broken and broken * 2 >= sum(not sign.isascii() for sign in said):  # the label lies
        return held.data.decode(judged(held.data) if label else usual, errors="replace")
    return said


def _label(held: RawProperty) -> str | None:
    return known_encoding(held.parameters["CHARSET"]) if held.parameters.get("CHARSET") else None


def _utf8(data: bytes) -> bool:
    try:
        data.decode(UTF8)
    except UnicodeDecodeError:
        return False
    return True


def _has_escapes(text: str) -> bool:
    return any("\ud800" <= sign <= "\udfff" for sign in text)


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """The lines that say something, each with its number, put together again where they were folded."""
    whole: list[str] = []
    begun = 1
    for n, line in enumerate(even_line_ends(text).split("\n"), start=1):
        framed = _FRAME.fullmatch(line) is not None
        if whole and not framed and line.strip() and line[0] in " \t":
            whole.append(line[1:] if not _soft(whole) else "\n" + line)
        elif whole and not framed and _soft(whole):
            whole.append("\n" + line)
        else:
            yield from _filled(begun, whole)
            whole, begun = [line], n
    yield from _filled(begun, whole)


def _soft(whole: list[str]) -> bool:
    """Whether the line so far ends in a soft line break of quoted-printable."""
    return whole[-1].rstrip(" \t").endswith("=") and _QUOTED.match("".join(whole[:FEW])) is not None


def _with_strays(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The lines of the cards; what is none belongs to the line before it.

    So it is with a text whose line ends nobody escaped, and with base64 that is not indented.
    """
    begun, whole = 1, [""]
    for n, line in lines:
        if not whole[0] or _FRAME.fullmatch(line) or _HEAD.match(line) or not _takes_more(whole[0]):
            yield from _filled(begun, whole)
            begun, whole = n, [line]
        elif not _BINARY.match(whole[0]) or not _BASE64.fullmatch(line):
            whole.append("\n" + line)
    yield from _filled(begun, whole)


def _takes_more(line: str) -> bool:
    return _HEAD.match(line) is not None and not _FRAME.fullmatch(line)


def _filled(begun: int, whole: Iterable[str]) -> Iterator[tuple[int, str]]:
    text = "".join(whole)
    if text.strip():
        yield begun, text
