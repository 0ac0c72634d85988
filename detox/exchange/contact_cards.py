"""What a list says of one person, sorted but not yet a person; and where the columns of a table stand."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from detox.domain.record import Record
from detox.exchange.foreign.foreign_csv import table_of
from detox.exchange.foreign.source import refuse

FEWEST_CELLS = 3
"""A first line of so many cells is a table's, even where none of them is known."""
KINDS = {
    "name": r"name|full ?name|display ?name|file as|姓名|名字|名称|全名|显示名称?|备注名",
    "family": r"last name|family name|surname|姓氏?",
    "middle": r"middle name|additional name|中间名",
    "given": r"first name|given name|名",
    "nick": r"nick ?name|昵称",
    "phone": r"(?:.*\b(?:phone|mobile|tel|telephone|cell)\b.*)|.*(?:手机|电话|号码).*",
    "email": r"(?:.*\be-?mail\b.*)|.*(?:邮箱|邮件|电邮).*",
    "note": r"notes?|remarks?|comments?|organization(?: 1 - name| name)?|company|备注|说明|公司|单位",
}
"""Which columns are meant, in the words of the usual address books."""
_LABEL = re.compile(r".*\b(?:type|label|display name)$|.*(?:类型|标签)$", re.IGNORECASE)
_SEVERAL = re.compile(r"\s*:::\s*")


class Columns(Record, frozen=True, kw_only=True):
    """The columns of a table that a person named; `None` is looked for."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None


class ContactCard(Record, frozen=True, kw_only=True):
    """One row, one card or one line."""

    place: str
    name: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def full_name(family: str, given: str, middle: str = "") -> str:
    """A name from its parts: 王小明, Ann Lee."""
    parts = [part.strip() for part in (given, middle, family) if part.strip()]
    if parts and all(re.fullmatch(r"[\u3400-\u9fff\U00020000-\U0003ffff·]+", part) for part in parts):
        return "".join(reversed(parts))
    return " ".join(parts)


def looks_like_table(text: str) -> bool:
    """Whether the first line names columns."""
    head = _head(text)
    return len(head) >= FEWEST_CELLS or (len(head) > 1 and any(_kind(cell) == "name" for cell in head))


def table_cards(text: str, columns: Columns) -> tuple[list[ContactCard], Counter[str]]:
    """The rows of a table, and how often each column that has no place was filled.

    Raises:
        BadLog: a column that was named is not there, no column is a name's, or a row is too long.
    """
    rows = table_of(text, delimiter=_delimiter(text))
    place, head = next(rows, ("line 1", []))
    kinds = _kinds([cell.strip() for cell in head], columns, place)
    cards, aside = [], Counter[str]()
    for where, cells in rows:
        if len(cells) > len(head):
            refuse(where, f"at most {len(head)} cells", len(cells))
        cards.append(_card(where, list(zip(kinds, cells, strict=False))))
        aside.update(
            name for name, kind, cell in zip(head, kinds, cells, strict=False) if kind == "" and cell.strip()
        )
    return cards, aside


def _card(place: str, cells: Sequence[tuple[str, str]]) -> ContactCard:
    def all_of(kind: str) -> Iterator[str]:
        return (part for k, cell in cells if k == kind for part in _SEVERAL.split(cell.strip()) if part)

    def one(kind: str) -> str:
        return next(all_of(kind), "")

    name = one("name") or full_name(one("family"), one("given"), one("middle"))
    nick = one("nick")
    return ContactCard(
        place=place,
        name=name or nick,
        phones=tuple(all_of("phone")),
        emails=tuple(all_of("email")),
        notes=(*((nick,) if name and nick != name else ()), *all_of("note")),
    )


def _kinds(head: list[str], columns: Columns, place: str) -> list[str]:
    kinds = [_kind(cell) for cell in head]
    for kind, column in (("name", columns.name), ("phone", columns.phone), ("email", columns.email)):
        if column is None:
            continue
        if column.strip() not in head:
            refuse(place, f"a column {column}", ", ".join(head) or "an empty file")
        # Where a person says which column it is, no other is looked for.
        kinds = ["" if held == kind else held for held in kinds]
        kinds[head.index(column.strip())] = kind
    if not {"name", "given", "family", "nick"} & set(kinds):
        refuse(place, "a column with names; say which with --name", ", ".join(head) or "an empty file")
    return kinds


def _kind(column: str) -> str:
    said = column.strip().lower()
    if _LABEL.fullmatch(said) and not re.fullmatch(KINDS["name"], said):
        return ""
    return next((kind for kind, pattern in KINDS.items() if re.fullmatch(pattern, said)), "")


def _delimiter(text: str) -> str:
    line = _first_line(text.lstrip("\ufeff \r\n"))
    return max(",;\t", key=line.count)


def _head(text: str) -> list[str]:
    line = _first_line(text.lstrip("\r\n"))
    return next(csv.reader(io.StringIO(line), delimiter=_delimiter(text)), [])


def _first_line(text: str) -> str:
    return re.split(r"[\r\n]", text, maxsplit=1)[0]
