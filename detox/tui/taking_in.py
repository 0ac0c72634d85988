"""Many people at once: a file or pasted names, which column means what, a preview, then one deed."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar, Protocol

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from detox.diary import Diary
from detox.domain.entries import Contact
from detox.domain.namesakes import unlisted
from detox.errors import DetoxError, Forbidden
from detox.exchange.contact_columns import Columns
from detox.exchange.contact_lists import ListedPerson, PeopleList
from detox.messages import listed, quoted
from detox.messages.import_messages import people_text
from detox.tui.choosing import Choice, ChoiceDialog
from detox.tui.columns import Table
from detox.tui.dialogs import InfoDialog, NoteDialog
from detox.tui.fields import NoteField
from detox.tui.given import Given, given, people_of
from detox.tui.paint import Line, wrapped
from detox.tui.question import Dialog, Keys
from detox.tui.refused import refused
from detox.tui.sheet import Sheet
from detox.words import N_, _

FIRST_ROWS = 4
AT_FIRST = 60
"""Cells of a line, until it is known how many there are."""
BACK = ("esc", N_("back"))
READ_KEYS: Keys = (("enter", N_("read it")), ("ctrl+j", N_("new line")), ("esc", N_("leave as it was")))
COLUMN_KEYS: Keys = (("enter", N_("choose")), BACK)
LIST_KEYS: Keys = (("enter", N_("list them")), BACK)


class Asker(Protocol):
    """Who can put a dialog on the screen and wait for its answer."""

    async def push_screen_wait(self, screen: Dialog[Any]) -> Any: ...  # noqa: ANN401, D102 - as Textual's


async def take_in(asker: Asker, diary: Diary, say: Callable[[int], None], *, hidden: bool = False) -> None:
    """Ask for a list, for its columns, and whether it is meant; `say` is told how many came in.

    Going back from a later question leads to the first one, with what was typed still there.
    """
    typed = ""
    while True:
        first = ListDialog(typed)
        answer: str | None = await asker.push_screen_wait(first)
        if answer is None or first.found is None:
            return
        typed, people = answer, first.found.people or await _ask_columns(asker, first.found, hidden=hidden)
        if people is None:
            continue
        known = set(people.people) - set(unlisted(people.people, diary.people.all()))
        preview = PreviewDialog(people, known, partial(_list_them, diary, people, say))
        if await asker.push_screen_wait(preview) is not None:
            return


async def _ask_columns(asker: Asker, found: Given, *, hidden: bool) -> PeopleList | None:
    """Everybody in the table, by the columns that were chosen; `None` is a step back."""
    if found.table is None:
        return found.people
    table = found.table.replace(samples={}) if hidden else found.table

    def told(name: str, phone: str = "", email: str = "") -> PeopleList:
        if name == LINES:
            return people_of(found.text, form="lines")
        chosen = Columns(name=name or None, phone=phone or None, email=email or None)
        return people_of(found.text, chosen, "csv")

    async def ask(kind: str, deed: Callable[[str], object], *taken: str) -> str | None:
        # A row that cannot be read is said by the question, and the choice stays open.
        answer: str | None = await asker.push_screen_wait(ColumnDialog(table.without(taken), kind, deed))
        return answer

    name = await ask("name", told)
    if name is None or name == LINES:
        return None if name is None else told(name)
    phone = await ask("phone", partial(told, name), name)
    if phone is None:
        return None
    email = await ask("email", partial(told, name, phone), name, phone)
    return None if email is None else told(name, phone, email)


LINES = "\n"
"""The answer that there are no columns; no column is called that."""
QUESTIONS = {
    "name": N_("Which column is the name?"),
    "phone": N_("Which column is the number they are reached by?"),
    "email": N_("Which column is the e-mail address, or another handle?"),
}


class ColumnDialog(ChoiceDialog):
    """One of the columns; the one that is likely meant is marked."""

    def __init__(self, table: Table, kind: str, deed: Callable[[str], object]) -> None:
        chosen = table.found[kind][0] if len(table.found[kind]) == 1 else ""
        super().__init__(
            _(QUESTIONS[kind]), _columns(table, kind), chosen=chosen, broad=True, keys=COLUMN_KEYS
        )
        self.deed = deed

    def why_not(self, error: DetoxError) -> str:
        """The refusal of a list."""
        return why_not(error)


def _columns(table: Table, kind: str) -> list[Choice]:
    found = table.found[kind]
    choices = [Choice(key=head, name=head, aside=table.samples.get(head, "")) for head in table.heads]
    if len(found) > 1:
        said = _("those meant for it: {columns}").format(columns=listed(found))
        return [Choice(key="", name=said), *choices]
    if found:
        return choices
    if kind == "name":
        return [*choices, Choice(key=LINES, name=_("none: it is one name a line"))]
    return [Choice(key="", name=_("none")), *choices]


def why_not(error: DetoxError) -> str:
    """A refusal as it is said here: of a list, not of a diary."""
    if isinstance(error, Forbidden) and error.reason == "cannot read":
        said = _("{name} cannot be read: {why}. Nobody was listed.")
        name = error.facts.get("name") or _("This list")
        return said.format(name=quoted(name), why=quoted(error.facts["why"]))
    return refused(error)


def _list_them(diary: Diary, people: PeopleList, say: Callable[[int], None], _yes: bool) -> None:  # noqa: FBT001
    context = diary.context
    made = (_contact(person, context.new_id(), context.moment()) for person in people.people)
    added = diary.people.add_all(made)
    say(len(added))


def _contact(person: ListedPerson, new_id: str, moment: Any) -> Contact:  # noqa: ANN401
    return Contact(
        id=new_id,
        name=person.name,
        reach=person.reach,
        address=person.address,
        note=person.note,
        updated_at=moment,
    )


class ListDialog(NoteDialog):
    """A file's path, or the names themselves."""

    DRAFT = False
    KEYS = READ_KEYS

    def __init__(self, typed: str) -> None:
        super().__init__(_("Take in a list of people"), typed, self.read)
        self.found: Given | None = None

    def read(self, typed: str) -> None:
        """Keep what was read; a refusal keeps what was typed.

        Raises:
            Forbidden: as `given`.
            BadLog: as `given`.
        """
        self.found = given(typed)

    def body(self) -> ComposeResult:
        """What may be given, and a field for it."""
        yield Static(
            _("A file's path (.csv, .vcf, .txt), or paste names, one a line."), classes="hint", markup=False
        )
        yield NoteField(self.text, soft_wrap=True, show_line_numbers=False)

    def why_not(self, error: DetoxError) -> str:
        """The refusal of a list."""
        return why_not(error)


class PreviewDialog(InfoDialog):
    """The first rows and what will become of all of them."""

    KEYS = LIST_KEYS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", N_("list them"), show=False, id="preview.keep"),
    ]

    def __init__(self, people: PeopleList, known: set[ListedPerson], deed: Callable[[bool], object]) -> None:
        super().__init__(_("Take in a list of people"), ())
        self.people, self.known, self.deed = people, known, deed

    def on_mount(self) -> None:
        """Draw the rows."""
        super().on_mount()
        self.call_after_refresh(self.show_rows)

    def on_resize(self) -> None:
        """Draw them at the new width."""
        self.call_after_refresh(self.show_rows)

    def show_rows(self) -> None:
        """The first rows, then the counts."""
        sheet = self.query_one("#info", Sheet)
        width = sheet.size.width or AT_FIRST
        sheet.show(
            [
                *self._first_rows(width),
                Line(),
                *_count_lines(self.people, self.known, width, hidden=self.house.hidden),
            ]
        )

    def _first_rows(self, width: int) -> list[Line]:
        if self.house.hidden:
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
