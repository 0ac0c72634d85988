"""The drawing of the people and the steps."""

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct
from rich.cells import cell_len

from detox.catalogue import labels
from detox.diary import Diary
from detox.domain.entries import Contact, ContactState, Step, StepState
from detox.messages.step_messages import due_text
from detox.tui.render_context import RenderContext
from detox.tui.styled_lines import Line, cut, wrapped
from detox.words import _

NAME = 5
LONGEST_NAME = 36
GAP = 2
"""Cells between two columns."""
FURTHEST_FIRST = (
    ContactState.CONFIRMED,
    ContactState.REPLIED,
    ContactState.TOLD,
    ContactState.LISTED,
    ContactState.LOST,
)
LEAST_REACH = 6
"""A column of fewer cells says nothing."""
LEAST_STEP = 12
"""A step's text in fewer cells says nothing either."""
HEADING_GAP = 3
TEXT = 4
"""The column at which the text of a step begins beside the people."""


class PeopleItem(Struct, frozen=True):
    """A person or a step."""

    contact: Contact | None = None
    step: Step | None = None
    number: int = 0
    """Of a person among all of them, for where names are hidden."""
    when: str = ""
    """By when the step is to be done, or what became of it."""


def people_items(diary: Diary, *, by_state: bool = False) -> tuple[list[PeopleItem], int]:
    """The next to tell, everybody else, then the steps, open ones first; and how many people are next.

    Everybody else stands by name, or by who was told: those nobody told yet on top.
    """
    following = diary.people.next()
    ids = {contact.id for contact in following}
    rest = [contact for contact in diary.people.all(by_state=by_state) if contact.id not in ids]
    numbers = {contact.id: n for n, contact in enumerate(diary.people.all(), 1)}
    people = [PeopleItem(contact=held, number=numbers[held.id]) for held in (*following, *rest)]
    steps = [PeopleItem(step=step, when=due_text(diary, step)) for step in diary.steps.all()]
    return people + steps, len(following)


def people_lines(
    items: Sequence[PeopleItem], following: int, cursor: int, context: RenderContext, *, due: bool
) -> list[Line]:
    """The next to tell, then everybody; the steps stand beside them or on a page of their own.

    Args:
        items: people, then steps.
        following: how many of the people are next to tell.
        cursor: the place of the item under the cursor; none of the people where it is on a step.
        context: how it is drawn.
        due: whether the heading says the next deadline, because the steps are not beside it.
    """
    people = [item.contact for item in items if item.contact is not None]
    rows = [_person_cells(item.contact, item.number, context) for item in items if item.contact is not None]
    at = person_columns(rows, context.width)
    lines: list[Line] = []
    for n, contact in enumerate(people):
        if n == 0 and following:
            lines.append(_first_heading(_("Next to tell"), items, context, due=due))
        if n == following:
            title = _("Everybody")
            if n == 0:
                lines.append(_first_heading(title, items, context, due=due))
            else:
                lines += [Line(), _counted_heading(title, people, context.width)]
        lines.append(_person(contact, rows[n], at, context.row(n, here=n == cursor)))
    return lines


class PersonCells(Struct, frozen=True, kw_only=True):
    """What the columns of a person say."""

    name: str
    state: str
    channel: str
    address: str
    how: str

    @property
    def reach(self) -> str:
        """Channel and address one after the other, where there is no room for two columns."""
        return f"{self.channel} {self.address}".strip()


class PersonColumns(Struct, frozen=True, kw_only=True):
    """Where the columns of the people stand."""

    names: int
    state: int
    channel: int
    address: int
    """0 where the address stands right behind its channel."""
    how: int
    """0 where there is no room for it."""
    end: int


def person_columns(rows: Sequence[PersonCells], width: int) -> PersonColumns:
    """Each as wide as what stands in it; where that is too much, address behind channel, then no channel."""

    def longest(texts: Iterable[str], at_least: int = 0) -> int:
        return max([at_least, *map(cell_len, texts)])

    states = longest(row.state for row in rows)
    names = min(LONGEST_NAME, longest(row.name for row in rows), max(LEAST_STEP, width - NAME - GAP - states))
    state = NAME + names + GAP
    channel = state + states + GAP
    reached = [row for row in rows if row.address]
    widths = sorted((cell_len(row.channel) for row in reached), reverse=True)
    # A few long channels push their own address aside, and nobody else's.
    fitting = (
        cells
        for cells in widths[: len(widths) // 4 + 1]
        if all(_end_of(row, channel, channel + cells + GAP) < width for row in reached)
    )
    cells = next(fitting, None if widths else 0)
    if cells is None:
        return PersonColumns(names=names, state=state, channel=channel, address=0, how=0, end=width - 1)
    address = channel + cells + GAP
    how = max(_end_of(row, channel, address) for row in rows) + GAP if rows else address
    told = how + longest(row.how for row in rows) < width
    return PersonColumns(
        names=names, state=state, channel=channel, address=address, how=how if told else 0, end=width - 1
    )


def _end_of(row: PersonCells, channel: int, address: int) -> int:
    """The cell behind a person's channel and address."""
    if not row.address:
        return channel + cell_len(row.channel)
    return max(address, channel + cell_len(row.channel) + 1) + cell_len(row.address)


def _person_cells(contact: Contact, number: int, context: RenderContext) -> PersonCells:
    names = context.names
    return PersonCells(
        name=names.person(contact, number),
        state=_(labels.CONTACT_STATES[contact.state]),
        channel=names.channel(contact.reach),
        address=names.note(contact.address) if contact.address and not names.hidden else "",
        how=_(labels.CONFIRMATIONS[contact.confirmed_by]) if contact.confirmed_by else "",
    )


def _person(contact: Contact, cells: PersonCells, at: PersonColumns, line: Line) -> Line:
    line.put(2, "*" if contact.key else "", "accent")
    line.put(NAME, cells.name, "bright bold" if line.raised else "text", room=at.names)
    quiet = contact.state in (ContactState.LISTED, ContactState.LOST)
    line.put(at.state, cells.state, "muted" if quiet else "text", room=at.end - at.state + 1)
    if not at.address:
        room = at.end - at.channel + 1
        whole = (text for text in (cells.reach, cells.address, cells.channel) if cell_len(text) <= room)
        said = next(whole, cells.reach)  # half a number reaches nobody
        return line.put(at.channel, said, "muted", room=room) if room >= LEAST_REACH else line
    line.put(at.channel, cells.channel, "muted").put(at.address, cells.address)
    return line.put(at.how, cells.how, "muted") if at.how else line


def _counted_heading(title: str, people: Sequence[Contact], width: int) -> Line:
    """How many people are how far, as many as fit."""
    line = Line().put(0, title, "bright bold")
    counts = Counter(contact.state for contact in people)
    for state in FURTHEST_FIRST:
        said = f"{counts[state]} {_(labels.CONTACT_STATES[state])}"
        if counts[state] and line.width + HEADING_GAP + cell_len(said) < width:
            line.then(said, "muted", gap=HEADING_GAP)
    return line


def _first_heading(text: str, items: Sequence[PeopleItem], context: RenderContext, *, due: bool) -> Line:
    """The heading that is seen at once: with the next deadline, which is on another page."""
    line = Line().put(0, text, "bright bold")
    room = context.width - 1 - line.width - HEADING_GAP
    said = _next_due(items, context, room) if due else ""
    return line.right(context.width - 1, (said, "muted")) if said else line


def step_page_lines(items: Sequence[PeopleItem], cursor: int, context: RenderContext) -> list[Line]:
    """The steps: whole texts, the open ones first with their dates, then those that are settled."""
    steps = [(n, item.step, item.when) for n, item in enumerate(items) if item.step is not None]
    if not steps:
        return []
    lines = [_heading(_("Steps"), _done(items), context.width)]
    open_ones = [row for row in steps if row[1].state is StepState.OPEN]
    settled = [row for row in steps if row[1].state is not StepState.OPEN]
    for n, step, when in open_ones:
        lines += [Line(), *_step_rows(n, step, when, context, here=n == cursor)]
    if settled:
        lines += [Line(), Line().put(0, _("Settled"), "bright bold")]
    for n, step, when in settled:
        lines += _step_rows(n, step, when, context, here=n == cursor)
    return lines


def _step_rows(n: int, step: Step, when: str, context: RenderContext, *, here: bool) -> list[Line]:
    """A step with its mark, its whole text, and below an open one its date."""
    settled = step.state is not StepState.OPEN
    mark = {StepState.DONE: "[x]", StepState.SKIPPED: "[-]", StepState.OPEN: "[ ]"}[step.state]
    role = "muted" if settled else "text"
    rows: list[Line] = []
    for k, text in enumerate(wrapped(context.names.step(step), context.width - TEXT)):
        line = Line(raised=here, key=n)
        if k == 0:
            line.put(0, mark, "accent bold" if here else role)
        rows.append(line.put(TEXT, text, "bright bold" if here else role))
    if when:
        line = Line(raised=here, key=n)
        rows += [] if settled else [line.put(TEXT, when, "muted", room=context.width - TEXT)]
    return rows


def _heading(text: str, right: str, width: int) -> Line:
    line = Line().put(0, text, "bright bold")
    return line.right(width, (right, "muted")) if right else line


def _next_dated(items: Sequence[PeopleItem]) -> PeopleItem | None:
    return next(
        (item for item in items if item.step and item.step.state is StepState.OPEN and item.when), None
    )


def _next_due(items: Sequence[PeopleItem], context: RenderContext, room: int) -> str:
    """The open step whose deadline comes first, in at most `room` cells; nothing where that is too few."""
    item = _next_dated(items)
    if item is None or item.step is None:
        return ""
    said, when = _("next: {step}"), item.when
    name = context.names.step(item.step)
    room -= cell_len(said.format(step="")) + HEADING_GAP + cell_len(when)
    if room < min(LEAST_STEP, cell_len(name)):
        return ""
    return said.format(step=cut(name, room)) + " " * HEADING_GAP + when


def _done(items: Sequence[PeopleItem]) -> str:
    steps = [item.step for item in items if item.step is not None]
    done = sum(step.state is not StepState.OPEN for step in steps)
    return _("{part} of {whole} settled").format(part=done, whole=len(steps))


def empty_lines(width: int) -> list[Line]:
    """What will be here."""
    said = (
        (_("The people you want to keep will appear here."), "bright bold"),
        (_("a writes down a person, I takes in a list of names."), "muted"),
        ("", "muted"),
        (_("Nothing is missing."), "muted"),
    )
    return [Line(), *[Line().put(2, text, role, room=width - 2) for text, role in said]]
