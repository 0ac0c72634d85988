"""HabitBull's CSV: a row a habit and day, with a number."""

from collections.abc import Iterable, Iterator

from detox.exchange.foreign.foreign_csv import heads, named_table, text_of
from detox.exchange.foreign.loop_marks import number_of
from detox.exchange.foreign.source import Habit, Mark, Source, SourceRow, source
from detox.exchange.foreign.written_dates import months_in, order_of, written_day

NAME, ABOUT, CATEGORY = "HabitName", "HabitDescription", "HabitCategory"
DAYS = ("CalendarDate", "Date")
VALUE, COMMENT = "Value", "CommentText"
START = b"HabitName,HabitDescription,HabitCategory"


def read(data: bytes) -> Source:
    """What an export holds; a number above one is kept as a text beside its yes.

    Raises:
        BadLog: it is none; the line is named.
    """
    text = text_of(data)
    day = next((name for name in DAYS if name in heads(text)), DAYS[0])
    table = list(named_table(text, (NAME, day, VALUE)))
    known = (NAME, ABOUT, CATEGORY, day, VALUE, COMMENT)
    aside = [
        f"{place}: {key} {cells[key].strip()}"
        for place, cells in table
        for key in cells
        if key not in known and cells[key].strip()
    ]
    habits = {cells[NAME].strip(): _habit(cells) for _place, cells in reversed(table)}
    return source("habitbull", reversed(habits.values()), _rows(table, day), aside)


def is_like(data: bytes) -> bool:
    """Whether the first look says so."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:80].replace(b'"', b"").startswith(START)


def _habit(cells: dict[str, str]) -> Habit:
    about = (cells.get(key, "").strip() for key in (ABOUT, CATEGORY))
    return Habit(name=cells[NAME].strip(), about="\n".join(text for text in about if text))


def _rows(table: Iterable[tuple[str, dict[str, str]]], day: str) -> Iterator[SourceRow]:
    texts = [cells[day] for _place, cells in table]
    order, months = order_of(texts), months_in(texts)
    for place, cells in table:
        number = number_of(cells[VALUE] or "0", place)
        amount = "" if number in (0, 1) else cells[VALUE].strip()
        text = "\n".join(part for part in (amount, cells.get(COMMENT, "").strip()) if part)
        yield SourceRow(
            place=place,
            day=written_day(cells[day], place, order=order, months=months),
            habit=cells[NAME].strip(),
            mark=Mark.YES if number > 0 else Mark.NO,
            text=text,
        )
