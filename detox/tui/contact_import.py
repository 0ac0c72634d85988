"""Many people at once: a file or pasted names, which column means what, a preview, then one transaction."""

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from msgspec import Struct
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from detox.diary import Diary
from detox.domain.namesakes import unlisted
from detox.domain.record import Record
from detox.errors import DetoxError, Forbidden
from detox.exchange.contact_columns import NAME_GROUPS, Columns, Kind
from detox.exchange.contact_lists import ListedPerson, PeopleList, decoded, read_people
from detox.exchange.contact_tables import TableHead, looks_like_table, table_outline
from detox.exchange.encodings import even_line_ends
from detox.exchange.named_files import MEGABYTE, read_file
from detox.messages import listed, quoted
from detox.messages.import_messages import people_text
from detox.tui.dialog import DialogHost, Keys
from detox.tui.refusals import refusal_text
from detox.tui.standard_dialogs import (
    ChoiceDialog,
    InfoDialog,
    NoteDialog,
    Option,
)
from detox.tui.styled_lines import Line, wrapped
from detox.tui.text_fields import NoteField
from detox.words import N_, _

FIRST_ROWS = 4
BACK = ("esc", N_("back"))
READ_KEYS: Keys = (("enter", N_("read it")), ("ctrl+j", N_("new line")), ("esc", N_("leave as it was")))
COLUMN_KEYS: Keys = (("enter", N_("choose")), BACK)
LIST_KEYS: Keys = (("enter", N_("list them")), BACK)
LINES = "\n"
"""The answer that there are no columns; no column is called that."""
QUESTIONS = {
    "name": N_("Which column is the name?"),
    "phone": N_("Which column is the number they are reached by?"),
    "email": N_("Which column is the e-mail address, or another handle?"),
}
LONGEST_LIST = 10 * MEGABYTE
"""A list of people is never as long as that."""
ENDINGS = (".csv", ".tsv", ".vcf", ".vcard", ".txt")
LONGEST_SAMPLE = 24


class ContactTable(Record, frozen=True, kw_only=True):
    """A table before anybody said what its columns mean."""

    heads: tuple[str, ...]
    """The columns that can be named: those that have a name, each name once."""
    found: dict[str, tuple[str, ...]]
    """For `name`, `phone` and `email` the columns that the reader takes by itself; may be empty."""
    samples: dict[str, str]
    """What stands in the first row."""

    @property
    def clear(self) -> bool:
        """Whether every column is the only one of a kind, so that there is nothing to ask."""
        taken = [columns[0] for columns in self.found.values() if len(columns) == 1]
        return bool(self.found["name"]) and sorted(taken) == sorted(self.heads)

    def without(self, taken: Sequence[str]) -> "ContactTable":
        """The table with the columns that are still to be given a meaning."""
        found = {
            kind: tuple(name for name in names if name not in taken) for kind, names in self.found.items()
        }
        return self.replace(heads=tuple(name for name in self.heads if name not in taken), found=found)


def contact_table(text: str) -> ContactTable | None:
    """The table that a text is; `None` where it is vCards or names, or its columns have none."""
    text = even_line_ends(text).lstrip("\ufeff \n")
    if text[:11].upper() == "BEGIN:VCARD" or "\nBEGIN:VCARD" in text.upper() or not looks_like_table(text):
        return None
    outline = table_outline(text)
    if outline is None:
        return None
    head, row = outline
    heads = tuple(dict.fromkeys(cell for cell in head.names if cell))
    if not heads:
        return None
    sample = dict(zip(reversed(head.names), reversed(_padded(row, len(head.names))), strict=True))
    shown = {name: _short(cell) for name, cell in sample.items() if cell}
    return ContactTable(heads=heads, found=_taken(head), samples=shown)


def _taken(head: TableHead) -> dict[str, tuple[str, ...]]:
    """What the reader takes each column for."""
    naming = next((group for group in NAME_GROUPS if group & set(head.kinds)), set())
    meant = {"name": naming, "phone": {Kind.PHONE}, "email": {Kind.EMAIL}}
    return {
        said: tuple(name for name, kind in zip(head.names, head.kinds, strict=True) if kind in kinds)
        for said, kinds in meant.items()
    }


def _padded(row: Sequence[str], cells: int) -> list[str]:
    return [*row[:cells], *[""] * (cells - len(row))]


def _short(cell: str) -> str:
    text = " ".join(cell.split())
    return text if len(text) <= LONGEST_SAMPLE else text[: LONGEST_SAMPLE - 1] + "~"


class ContactSource(Struct, frozen=True):
    """What somebody gave to be read."""

    text: str
    table: ContactTable | None
    """Its columns, where it is a table."""
    people: PeopleList | None
    """Everybody in it, where no column has to be asked for."""


def read_source(typed: str) -> ContactSource:
    """The text that was pasted, or that of the file that was named.

    Raises:
        Forbidden: the file is not there, cannot be read, is too big or no text; or nobody is in it.
        BadLog: it is no sound list; the line is named.
    """
    path = _path(typed)
    text = typed if path is None else _text_of(path)
    table = contact_table(text)
    if table is None:
        return ContactSource(text, None, contacts_in(text))
    return ContactSource(text, table, contacts_in(text, form="csv") if table.clear else None)


def contacts_in(text: str, columns: Columns | None = None, form: str | None = None) -> PeopleList:
    """Everybody in a text, as on the command line.

    Raises:
        Forbidden: nobody is in it.
        BadLog: it is no sound list; the line is named.
    """
    people = read_people(text.encode("utf-8", "replace"), form, columns)
    if not people.people:
        raise Forbidden("cannot read", why=_("nobody is in it"))
    return people


def _path(typed: str) -> Path | None:
    """The file that is meant, where one line names one: by its ending, or by how paths begin."""
    said = typed.strip()
    if said[:1] == said[-1:] and said[:1] in {"'", '"'}:  # as terminals write a file that is dropped on them
        said = said[1:-1]
    if "\n" in said or not (
        said.lower().endswith(ENDINGS) or said.startswith(("~", f".{os.sep}", f"..{os.sep}", os.sep))
    ):
        return None
    path = Path(os.path.expanduser(said))  # noqa: PTH111 - Path's own refuses an unknown user by crashing
    return path if os.path.lexists(path) else Path(str(path).replace("\\ ", " "))


def _text_of(path: Path) -> str:
    data = read_file(path, LONGEST_LIST)
    try:
        return decoded(data)
    except DetoxError:
        raise Forbidden("cannot read", name=path.name, why=_("it is no text in UTF-8")) from None


async def import_contacts(
    host: DialogHost, diary: Diary, say: Callable[[int], None], *, hidden: bool = False
) -> None:
    """Ask for a list, for its columns, and whether it is meant; `say` is told how many came in.

    Going back from a later question leads to the first one, with what was typed still there.
    """
    typed = ""
    while True:
        first = ListDialog(typed)
        answer: str | None = await host.push_screen_wait(first)
        if answer is None or first.found is None:
            return
        typed, people = answer, first.found.people or await _ask_columns(host, first.found, hidden=hidden)
        if people is None:
            continue
        known = set(people.people) - set(unlisted(people.people, diary.people.all()))
        preview = PreviewDialog(people, known, partial(_list_them, diary, people, say))
        if await host.push_screen_wait(preview) is not None:
            return


async def _ask_columns(host: DialogHost, found: ContactSource, *, hidden: bool) -> PeopleList | None:
    """Everybody in the table, by the columns that were chosen; `None` is a step back."""
    if found.table is None:
        return found.people
    table = found.table.replace(samples={}) if hidden else found.table

    def told(name: str, phone: str = "", email: str = "") -> PeopleList:
        if name == LINES:
            return contacts_in(found.text, form="lines")
        chosen = Columns(name=name or None, phone=phone or None, email=email or None)
        return contacts_in(found.text, chosen, "csv")

    async def ask(kind: str, submit: Callable[[str], object], *taken: str) -> str | None:
        # A row that cannot be read is said by the question, and the choice stays open.
        answer: str | None = await host.push_screen_wait(ColumnDialog(table.without(taken), kind, submit))
        return answer

    name = await ask("name", told)
    if name is None or name == LINES:
        return None if name is None else told(name)
    phone = await ask("phone", partial(told, name), name)
    if phone is None:
        return None
    email = await ask("email", partial(told, name, phone), name, phone)
    return None if email is None else told(name, phone, email)


class ColumnDialog(ChoiceDialog):
    """One of the columns; the one that is likely meant is marked."""

    def __init__(self, table: ContactTable, kind: str, submit: Callable[[str], object]) -> None:
        chosen = table.found[kind][0] if len(table.found[kind]) == 1 else ""
        super().__init__(
            _(QUESTIONS[kind]), _columns(table, kind), chosen=chosen, broad=True, keys=COLUMN_KEYS
        )
        self.submit = submit

    def refusal_for(self, error: DetoxError) -> str:
        """The refusal of a list."""
        return list_refusal(error)


def _columns(table: ContactTable, kind: str) -> list[Option]:
    found = table.found[kind]
    choices = [Option(key=head, name=head, aside=table.samples.get(head, "")) for head in table.heads]
    if len(found) > 1:
        said = _("those meant for it: {columns}").format(columns=listed(found))
        return [Option(key="", name=said), *choices]
    if found:
        return choices
    if kind == "name":
        return [*choices, Option(key=LINES, name=_("none: it is one name a line"))]
    return [Option(key="", name=_("none")), *choices]


def list_refusal(error: DetoxError) -> str:
    """A refusal as it is said here: of a list, not of a diary."""
    if isinstance(error, Forbidden) and error.reason == "cannot read":
        said = _("{name} cannot be read: {why}. Nobody was listed.")
        name = error.facts.get("name") or _("This list")
        return said.format(name=quoted(name), why=quoted(error.facts["why"]))
    return refusal_text(error)


def _list_them(diary: Diary, people: PeopleList, say: Callable[[int], None], _yes: bool) -> None:  # noqa: FBT001
    say(len(diary.people.add_listed(people.people)))


class ListDialog(NoteDialog):
    """A file's path, or the names themselves."""

    KEYS = READ_KEYS

    def __init__(self, typed: str) -> None:
        super().__init__(_("Take in a list of people"), typed, self.read, draft="people:")
        self.found: ContactSource | None = None

    def read(self, typed: str) -> None:
        """Keep what was read; a refusal keeps what was typed.

        Raises:
            Forbidden: as `read_source`.
            BadLog: as `read_source`.
        """
        self.found = read_source(typed)

    def body(self) -> ComposeResult:
        """What may be given, and a field for it."""
        yield Static(
            _("A file's path (.csv, .vcf, .txt), or paste names, one a line."), classes="hint", markup=False
        )
        yield NoteField(self.text, soft_wrap=True, show_line_numbers=False)

    def refusal_for(self, error: DetoxError) -> str:
        """The refusal of a list."""
        return list_refusal(error)


class PreviewDialog(InfoDialog):
    """The first rows and what will become of all of them."""

    KEYS = LIST_KEYS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", N_("list them"), show=False, id="preview.keep"),
    ]

    def __init__(
        self, people: PeopleList, known: set[ListedPerson], submit: Callable[[bool], object]
    ) -> None:
        super().__init__(_("Take in a list of people"), ())
        self.people, self.known, self.submit = people, known, submit

    def lines_in(self, width: int) -> list[Line]:
        """The first rows, then the counts."""
        counts = _count_lines(self.people, self.known, width, hidden=self.host.hidden)
        return [*self._first_rows(width), Line(), *counts]

    def _first_rows(self, width: int) -> list[Line]:
        if self.host.hidden:
            return [Line().put(0, _("names hidden   F2 shows them"), "muted")]
        rows, more = self.people.people[:FIRST_ROWS], len(self.people.people) - FIRST_ROWS
        lines = [_row(person, self.known, width) for person in rows]
        return [*lines, Line().put(0, "...", "muted")] if more > 0 else lines

    def answer(self) -> bool:
        """Yes: `enter` lists them."""
        return True


def _row(person: ListedPerson, known: set[ListedPerson], width: int) -> Line:
    half = width // 2
    line = Line().put(0, person.name, "text", room=half - 1)
    held = _("listed already") if person in known else ""
    return line.put(
        half, held or person.address or person.note.partition("\n")[0], "muted", room=width - half
    )


def _count_lines(people: PeopleList, known: set[ListedPerson], width: int, *, hidden: bool) -> Sequence[Line]:
    fresh = sum(person not in known for person in people.people)
    lines = []
    for said in people_text(people, added=fresh, hidden=hidden).split("\n"):
        indent = len(said) - len(said.lstrip())
        lines += [Line().put(indent, row, "muted") for row in wrapped(said.strip(), width - indent)]
    return lines
