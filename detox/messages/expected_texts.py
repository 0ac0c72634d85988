"""What a value may be and what a system says, in the language spoken now; both come in English from below."""

import re

from detox.words import N_, _

EXPECTED = {
    said: said
    for said in (
        N_("a number like 2.50"),
        N_("three letters like CNY"),
        N_("a day not before `from`"),
        N_("weekdays like mon tue wed"),
        N_("a number"),
        N_("a number or all"),
        N_("a whole number"),
        N_("text"),
        N_("an object"),
        N_("a day to come, as 2026-11-22"),
        N_("a JSON object"),
        N_("a JSON log"),
        N_("a zip archive"),
        N_("something else, or a part of one"),
        N_("an empty file"),
        N_("bytes that are none"),
        N_("a text in UTF-8"),
        N_("vCards, CSV or a name a line"),
        N_("a date and a value"),
        N_("a day of the calendar"),
        N_("none of that name"),
        N_("the name of an encoding, like gb18030 or cp1252"),
        N_("a key that this version does not know"),
        N_("nothing"),
        N_("nothing but blanks"),
    )
}
"""Words for values, as the records and the readers of files say them."""
PATTERNS = (
    (re.compile(r"text up to (?P<n>\d+)"), N_("text up to {n}")),
    (re.compile(r"text of (?P<n>\d+\.\.\d+)"), N_("text of {n} signs")),
    (re.compile(r"a column (?P<n>.+)"), N_("a column {n}")),
    (re.compile(r"at most (?P<n>\d+) bytes"), N_("at most {n} bytes")),
)
SYSTEM = {
    said: said
    for said in (
        N_("No such file or directory"),
        N_("Permission denied"),
        N_("Is a directory"),
        N_("Not a directory"),
        N_("File exists"),
        N_("Read-only file system"),
        N_("No space left on device"),
        N_("Input/output error"),
        N_("Too many open files"),
    )
}
"""What POSIX systems say of a file they refuse."""
_PROBLEM = re.compile(r"(?P<place>.*?): expected (?P<expected>.*?)(?:, got (?P<got>.*))?", re.DOTALL)
_LINE = re.compile(r"line (?P<line>\d+)(?:, column (?P<column>\d+))?")


def expected_text(said: str) -> str:
    """What a value may be; what is no word of ours, like `0..10`, stays."""
    if said in EXPECTED:
        return _(said)
    for pattern, words in PATTERNS:
        if found := pattern.fullmatch(said):
            return _(words).format(n=found["n"])
    return said


def system_text(said: str) -> str:
    """Why the system refuses a file; what is not known here stays as the system says it."""
    return _(SYSTEM[said]) if said in SYSTEM else said


def problem_text(problem: str) -> str:
    """One problem of a file, `place: expected ..., got ...`; any other sentence stays."""
    found = _PROBLEM.fullmatch(problem)
    if found is None:
        return problem
    place, expected = _place_text(found["place"]), expected_text(found["expected"])
    if found["got"] is None:
        return _("{place}: expected {expected}").format(place=place, expected=expected)
    said = _("{place}: expected {expected}, got {value}")
    return said.format(place=place, expected=expected, value=expected_text(found["got"]))


def _place_text(place: str) -> str:
    found = _LINE.fullmatch(place)
    if found and found["column"]:
        return _("line {n}, column {m}").format(n=found["line"], m=found["column"])
    if found:
        return _("line {n}").format(n=found["line"])
    return _("file") if place == "file" else place
