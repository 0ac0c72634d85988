"""Bytes of any origin as text: UTF-8, what a file says of itself, or Chinese and Western told apart."""

import codecs
import re

from detox.domain.record import Record
from detox.exchange.foreign.source import refuse

UTF8, CHINESE, WESTERN = "utf-8", "gb18030", "cp1252"
"""What is told apart without being said: the encodings of phones, of Chinese and of Western spreadsheets."""
_WIDER = {"gb2312": CHINESE, "gbk": CHINESE, "hz": CHINESE, "iso8859-1": WESTERN, "ascii": UTF8}
"""Labels that are written on more than they name: the same signs and further ones (WHATWG, Encoding)."""
_NO_ENCODINGS = {"idna", "punycode", "undefined", "rot13", "raw-unicode-escape", "unicode-escape"}
_MOSTLY = 4
"""A text with so many good signs for each bad byte is UTF-8 with a fault in it, and nothing else."""
LONGEST_SAMPLE = 1_000
"""Bytes; an even number."""
_SHARE_OF_NULS = 3
"""At least every third byte of a Latin text in UTF-16 is a NUL."""
_LINE_END = re.compile(r"\r{1,2}\n|\r")
_UTF8_SIGN = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CHINESE_SIGN = re.compile(
    rb"[\x81-\xfe](?:[\x40-\x7e\x80-\xfe]|[\x30-\x39][\x81-\xfe][\x30-\x39])|[\x80-\xff]", re.DOTALL
)


class DecodedText(Record, frozen=True, kw_only=True):
    """A file's text, and how its bytes were understood."""

    text: str
    """U+FFFD stands where a byte made no sense; every line ends in LF."""
    encoding: str
    """Its name for Python: `utf-8`, `utf-16`, `gb18030`, `cp1252`, or the one that was named."""


def known_encoding(name: str) -> str | None:
    """Python's name of an encoding, or of the wider one that a label stands for; `None`: there is none."""
    try:
        found = codecs.lookup(name.strip().strip('"')).name
        b"\0\0\0\0".decode(found)
    except (LookupError, ValueError):
        return None
    return None if found.replace("_", "-") in _NO_ENCODINGS else _WIDER.get(found, found)


def decoded_text(data: bytes, encoding: str | None = None) -> DecodedText:
    """The text of a file; without an encoding it is judged over the whole of it.

    Raises:
        BadLog: it is no text: it holds a NUL.
    """
    encoding = encoding or _seen(data)
    text = data.decode("utf-8-sig" if encoding == UTF8 else encoding, errors="replace")
    if "\0" in text:
        refuse("file", "a text in UTF-8", "bytes that are none")
    return DecodedText(text=even_line_ends(text.removeprefix("\ufeff")), encoding=encoding)


def even_line_ends(text: str) -> str:
    """A text whose lines all end in LF, be it from CR LF, CR, or CR CR LF, a file converted twice."""
    return _LINE_END.sub("\n", text)


def judged(data: bytes) -> str:
    """UTF-8, GB 18030 or Windows-1252: what these bytes look like, taken together."""
    good = len(_UTF8_SIGN.findall(data))
    bad = sum(byte > 0x7F for byte in _UTF8_SIGN.sub(b"", data))  # noqa: PLR2004 - ASCII's last
    if good >= _MOSTLY * bad:
        return UTF8
    votes = sum(_vote(data, sign) for sign in _CHINESE_SIGN.finditer(data))
    return CHINESE if votes >= 0 else WESTERN


def _seen(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    wide = _wide(data)
    if wide is not None:
        return wide
    try:
        data.decode(UTF8)
    except UnicodeDecodeError:
        return judged(data)
    return UTF8


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark, by the empty half of each pair; `None` where it is not that."""
    nuls = data[:LONGEST_SAMPLE].count(0)
    if nuls * _SHARE_OF_NULS < len(data[:LONGEST_SAMPLE]) or not nuls:
        return None
    name = "utf-16-le" if data[1:LONGEST_SAMPLE:2].count(0) > nuls // 2 else "utf-16-be"
    said = data[:LONGEST_SAMPLE].decode(name, errors="replace")
    return name if all(sign.isprintable() or sign in "\t\r\n\ufeff" for sign in said) else None


def _vote(data: bytes, sign: re.Match[bytes]) -> int:
    """How much one sign speaks for Chinese; below zero it speaks for a Western language.

    The 3,755 common characters of GB 2312 would be two accented capitals or symbols in Windows-1252, which
    hardly ever meet; an accented letter among plain ones would be a character that hardly anybody uses.
    """
    said, before, after = sign[0], data[sign.start() - 1 : sign.start()], data[sign.end() : sign.end() + 1]
    if len(said) != 2:  # noqa: PLR2004 - a lone byte is no Chinese; four bytes in a row are nothing else
        return 1 if len(said) > 1 else -2
    lead, trail = said
    if trail >= 0xA1:  # noqa: PLR2004 - the square of GB 2312
        if 0xB0 <= lead <= 0xD7:  # noqa: PLR2004 - its common characters
            return 3
        if before.isalpha() and after.isalpha():
            return -1
        return 1 if lead <= 0xF7 else -1  # noqa: PLR2004 - its last row
    return -2 if said[1:].isalpha() and (before.isalpha() or before < b"\x80") else 0
