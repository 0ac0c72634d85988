"""The log of harsh and habitctl: a line a day and habit, split by " : "."""

import re

from detox.exchange.foreign.foreign_csv import lines, text_of
from detox.exchange.foreign.source import Mark, Source, SourceRow, day_of, refuse, source

MARKS = {"y": Mark.YES, "n": Mark.NO, "s": Mark.SKIP}
FEWEST, COMMENT, AMOUNT = 3, 3, 4
"""A line has a day, a habit and a mark at least; then a comment, then an amount."""
LONGEST_HEAD = 1024 * 1024
"""Bytes of comments that may stand before the first entry."""
_LINE = re.compile(rb"\s*\d{4}-\d\d?-\d\d?.{0,10} : .+ : [yns]\b", re.IGNORECASE | re.DOTALL)


def read(data: bytes) -> Source:
    """What a log holds; of several lines for one habit and day the last one counts.

    Raises:
        BadLog: it is none; the line is named.
    """
    rows: list[SourceRow] = []
    aside: list[str] = []
    last: dict[tuple[object, ...], int] = {}
    for place, line in lines(text_of(data)):
        if line.lstrip().startswith("#"):
            aside.append(f"{place}: {line.strip()}")
            continue
        row = _row(line, place)
        before = last.get((row.day, row.habit))
        if before is not None:
            rows[before] = rows[before].replace(mark=Mark.REPLACED)
        last[row.day, row.habit] = len(rows)
        rows.append(row)
    return source("harsh", (), rows, aside)


def is_like(data: bytes) -> bool:
    """Whether the first line that is no comment says so."""
    for line in data.removeprefix(b"\xef\xbb\xbf")[:LONGEST_HEAD].split(b"\n"):
        if line.strip() and not line.lstrip().startswith(b"#"):
            return bool(_LINE.match(line))
    return False


def _row(line: str, place: str) -> SourceRow:
    parts = [part.strip() for part in line.split(" : ", AMOUNT)]
    if len(parts) < FEWEST:
        refuse(place, "DAY : HABIT : y, n or s", line)
    mark = MARKS.get(parts[2].lower())
    if mark is None:
        refuse(place, "y, n or s", parts[2])
    if not parts[1]:
        refuse(place, "a habit's name", line)
    # habitctl once wrote days with a zone behind them: 2018-09-15+02:00
    texts = (part for part in (*parts[AMOUNT:], *parts[COMMENT:AMOUNT]) if part)
    return SourceRow(
        place=place, day=day_of(parts[0], place), habit=parts[1], mark=mark, text="\n".join(texts)
    )
