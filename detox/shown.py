"""User text made safe to show: no escapes, no hidden signs, no reversed order, no towers of accents."""

import re
import unicodedata
from functools import cache

MARKS_KEPT = 8
"""So many combining marks stay on one sign; real languages need three."""

_ORDER = {
    "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
    "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI",
}  # fmt: skip
_SYMBOLS = (
    {chr(n): chr(0x2400 + n) for n in range(0x20)}
    | {"\n": "↵", "\t": " ", "\x7f": "␡"}
    | {chr(n): f"‹{n:02X}›" for n in range(0x80, 0xA0)}
    | {sign: f"‹{name}›" for sign, name in _ORDER.items()}
    | {"\u2028": "‹LS›", "\u2029": "‹PS›"}
    | dict.fromkeys("\u115f\u1160\u3164\uffa0", "␣")  # letters that look like nothing
)
_HIDDEN = (
    "\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff0-\ufffb\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Signs without width or look: joiners, marks of direction, variation selectors, tags."""
_NO_SIGNS = (
    "\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
)  # fmt: skip
"""Surrogates, which no terminal can be sent, and code points that never are signs."""

_JOINED = "\u200c\u200d\ufe00-\ufe0f"
"""Those of them that make one sign out of several in ordinary text."""
_MARK = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_TOWER = rf"({_MARK}{{{MARKS_KEPT}}})({_MARK}+)"
_HIDDEN_RUN = f"[{_HIDDEN}]+"
_ONE = f"[{re.escape(''.join(_SYMBOLS))}]|[{_NO_SIGNS}]"
# A long run of signs that are no letters may be a tower of accents; the rest is unsafe by itself.
_UNSAFE = rf"[^\w\x00-\x7f\ud800-\udfff]{{{MARKS_KEPT + 1},}}|{_HIDDEN_RUN}|{_ONE}"


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """Compiled when it is first wanted: plain English never pays for it."""
    return re.compile(text)


def shown(text: str) -> str:
    """`text` as one line that is safe in a terminal; what was a line's end is seen as ↵."""
    if text.isascii() and text.isprintable():
        return text
    return _pattern(_UNSAFE).sub(_safe, text)


def shown_lines(text: str) -> str:
    """`text` as lines that are safe in a terminal."""
    return "\n".join(shown(line) for line in text.replace("\r\n", "\n").split("\n"))


def shown_in_place(text: str) -> str:
    """`text` sign for sign, each harmless: for a field in which it is edited."""
    if text.isascii() and text.isprintable():
        return text
    safe = _pattern(f"(?![{_JOINED}])(?:[{_HIDDEN}]|{_ONE})").sub(_one_symbol, text)
    return _pattern(_TOWER).sub(lambda found: found[1] + "\ufffd" * len(found[2]), safe)


def escaped_json(text: str) -> str:
    """JSON that steers no terminal: C0 is escaped already, C1 and marks of direction are not."""
    return _pattern("[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]").sub(
        lambda found: f"\\u{ord(found[0]):04x}", text
    )


def _one_symbol(found: re.Match[str]) -> str:
    symbol = _SYMBOLS.get(found[0], "\ufffd")
    return symbol if len(symbol) == 1 else "\ufffd"


def _safe(found: re.Match[str]) -> str:
    run = _pattern(_ONE).sub(_symbol, _pattern(_HIDDEN_RUN).sub("", found[0]))
    return _low(run) if len(run) > MARKS_KEPT else run


def _symbol(found: re.Match[str]) -> str:
    return _SYMBOLS.get(found[0], "\ufffd")


def _low(run: str) -> str:
    """A run of signs with its towers of combining marks cut."""
    kept = []
    height = 0
    for sign in run:
        height = height + 1 if unicodedata.category(sign)[0] == "M" else 0
        if height <= MARKS_KEPT:
            kept.append(sign)
    return "".join(kept)
