"""The drawing of the people and the steps."""

from collections.abc import Sequence

from msgspec import Struct
from rich.cells import cell_len

from detox.catalogue import labels
from detox.diary import Diary
from detox.domain.entries import Contact, ContactState, Step, StepState
from detox.messages.step_messages import due_text
from detox.tui.render_context import RenderContext
from detox.tui.styled_lines import Line, cut
from detox.words import _

STATE, HOW, REACH = 27, 38, 54
LEAST_REACH = 6
"""A column of fewer cells says nothing."""
LEAST_STEP = 12
"""A step's text in fewer cells says nothing either."""
GAP = 3


class PeopleItem(Struct, frozen=True):
    """A person or a step."""

    contact: Contact | None = None
    step: Step | None = None
    when: str = ""
    """By when the step is to be done, or what became of it."""


def people_items(diary: Diary, *, by_state: bool = False) -> tuple[list[PeopleItem], int]:
    """The next to tell, everybody else, then the steps; and how many are next.

    Everybody else stands by name, or by who was told: those nobody told yet on top.
    """
    following = diary.people.next()
    ids = {contact.id for contact in following}
    rest = [contact for contact in diary.people.all(by_state=by_state) if contact.id not in ids]
    people = [PeopleItem(contact=contact) for contact in (*following, *rest)]
    steps = [PeopleItem(step=step, when=due_text(diary, step)) for step in diary.steps.all()]
    return people + steps, len(following)


def people_lines(
    items: Sequence[PeopleItem], following: int, cursor: int, diary: Diary, context: RenderContext
) -> list[Line]:
    """Three headings with their rows."""
    numbers = {contact.id: n for n, contact in enumerate(diary.people.all(), 1)}
    people = [item for item in items if item.contact is not None]
    apart = 0 < following < len(people) and _next_dated(items) is not None
    width, lines = context.width, list[Line]()
    for n, item in enumerate(items):
        if n == 0 and following:
            lines += [
                _first_heading(_("Next to tell"), items, "" if apart else _reached(people), context),
                Line(),
            ]
        if n == following == 0 and item.contact is not None:
            lines += [_first_heading(_("Everybody"), items, _reached(people), context), Line()]
        if n == following > 0 and item.contact is not None:
            lines += [Line(), _heading(_("Everybody"), _reached(people) if apart else "", width), Line()]
        if n == len(people):
            lines += [Line()] if lines else []
            lines += [_heading(_("After leaving: what to do"), _done(items), width), Line()]
        row = context.row(n, here=n == cursor)
        if item.contact is not None:
            lines.append(_person(item.contact, numbers[item.contact.id], row, context))
        elif item.step is not None:
            lines.append(_step(item.step, item.when, row, context))
    return lines


def _heading(text: str, right: str, width: int) -> Line:
    line = Line().put(0, text, "bright bold")
    return line.right(width - 1, (right, "muted")) if right else line


def _first_heading(text: str, items: Sequence[PeopleItem], reached: str, context: RenderContext) -> Line:
    """The heading that is seen at once: with the next deadline, which is far below, and who is reached."""
    line = Line().put(0, text, "bright bold")
    room = context.width - 1 - line.width - GAP
    for rest in (" " * GAP + reached if reached else "", ""):
        if due := _next_due(items, context, room - cell_len(rest)):
            return line.right(context.width - 1, (due + rest, "muted"))
    return line.right(context.width - 1, (reached, "muted"))


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
    room -= cell_len(said.format(step="")) + GAP + cell_len(when)
    if room < min(LEAST_STEP, cell_len(name)):
        return ""
    return said.format(step=cut(name, room)) + " " * GAP + when


def _reached(people: Sequence[PeopleItem]) -> str:
    held = [item.contact for item in people if item.contact is not None]
    good = sum(contact.state in (ContactState.REPLIED, ContactState.CONFIRMED) for contact in held)
    return _("{part} of {whole} reachable").format(part=good, whole=len(held))


def _done(items: Sequence[PeopleItem]) -> str:
    steps = [item.step for item in items if item.step is not None]
    done = sum(step.state is not StepState.OPEN for step in steps)
    return _("{part} of {whole} settled").format(part=done, whole=len(steps))


def _person(contact: Contact, number: int, line: Line, context: RenderContext) -> Line:
    names, width = context.names, context.width
    line.put(2, "*" if contact.key else "", "accent")
    line.put(5, names.person(contact, number), "bright bold" if line.raised else "text", room=STATE - 6)
    quiet = contact.state in (ContactState.LISTED, ContactState.LOST)
    line.put(
        STATE, _(labels.CONTACT_STATES[contact.state]), "muted" if quiet else "text", room=HOW - STATE - 1
    )
    how = _(labels.CONFIRMATIONS[contact.confirmed_by]) if contact.confirmed_by else ""
    line.put(HOW, how, "muted", room=REACH - HOW - 1)
    reach = names.channel(contact.reach)
    if contact.address and not names.hidden:
        reach = f"{reach} {names.note(contact.address)}".strip()
    room = width - 1 - REACH
    return line.put(REACH, reach, "muted", room=room) if room >= LEAST_REACH else line


def _step(step: Step, when: str, line: Line, context: RenderContext) -> Line:
    glyphs, width = context.glyphs, context.width
    settled = step.state is not StepState.OPEN
    mark = {
        StepState.DONE: glyphs.normal,
        StepState.SKIPPED: glyphs.nothing,
        StepState.OPEN: glyphs.not_normal,
    }
    line.put(2, mark[step.state], "muted" if settled else "text")
    role = "bright bold" if line.raised else "muted" if settled else "text"
    line.put(5, context.names.step(step), role, room=width - 8 - cell_len(when) - 4)
    return line.right(width - 1, (when, "muted"), gap=1) if when else line


def empty_lines(width: int) -> list[Line]:
    """What will be here."""
    said = (
        (_("The people you want to keep will appear here."), "bright bold"),
        (_("a writes down a person, I takes in a list of names."), "muted"),
        ("", "muted"),
        (_("Nothing is missing."), "muted"),
    )
    return [Line(), *[Line().put(2, text, role, room=width - 2) for text, role in said]]
