"""The drawing of the people and the steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from detox.catalogue import labels
from detox.diary import Diary
from detox.domain.entries import Contact, ContactState, Step, StepState
from detox.sentences import short_day
from detox.tui.names import Names
from detox.tui.paint import Line
from detox.tui.signs import Signs
from detox.words import _, ngettext

STATE, HOW, REACH = 30, 42, 58


@dataclass(frozen=True)
class Item:
    """A person or a step."""

    contact: Contact | None = None
    step: Step | None = None


def items_of(diary: Diary) -> tuple[list[Item], int]:
    """The next to tell, everybody else, then the steps; and how many are next."""
    following = diary.people.next()
    ids = {contact.id for contact in following}
    rest = [contact for contact in diary.people.all() if contact.id not in ids]
    people = [Item(contact=contact) for contact in (*following, *rest)]
    return people + [Item(step=step) for step in diary.steps.all()], len(following)


def people_lines(
    items: Sequence[Item], following: int, cursor: int, diary: Diary, names: Names, signs: Signs, width: int
) -> list[Line]:
    """Three headings with their rows."""
    numbers = {contact.id: n for n, contact in enumerate(diary.people.all(), 1)}
    people = [item for item in items if item.contact is not None]
    lines: list[Line] = []
    for n, item in enumerate(items):
        if n == 0 and following:
            lines += [_heading(_("Next to tell"), _reached(people), width), Line()]
        if n == following and item.contact is not None:
            lines += [Line()] if lines else []
            lines += [_heading(_("Everybody"), "" if following else _reached(people), width), Line()]
        if n == len(people):
            lines += [Line()] if lines else []
            lines += [_heading(_("After leaving: what to do"), _done(items), width), Line()]
        here = n == cursor
        if item.contact is not None:
            lines.append(_person(item.contact, numbers[item.contact.id], n, here, names, signs, width))
        elif item.step is not None:
            lines.append(_step(item.step, n, here, diary, signs, width))
    return lines


def _heading(text: str, right: str, width: int) -> Line:
    line = Line().put(0, text, "bright bold")
    return line.right(width - 1, (right, "muted")) if right else line


def _reached(people: Sequence[Item]) -> str:
    held = [item.contact for item in people if item.contact is not None]
    good = sum(contact.state in (ContactState.REPLIED, ContactState.CONFIRMED) for contact in held)
    return _("{part} of {whole} reachable").format(part=good, whole=len(held))


def _done(items: Sequence[Item]) -> str:
    steps = [item.step for item in items if item.step is not None]
    done = sum(step.state is not StepState.OPEN for step in steps)
    return _("{part} of {whole} settled").format(part=done, whole=len(steps))


def _person(
    contact: Contact, number: int, n: int, here: bool, names: Names, signs: Signs, width: int  # noqa: FBT001 - drawing
) -> Line:
    line = Line(raised=here, key=n)
    line.put(0, signs.focus, "accent") if here else None
    line.put(2, "*" if contact.key else "", "accent")
    line.put(5, names.person(contact, number), "bright bold" if here else "text", room=STATE - 6)
    quiet = contact.state in (ContactState.LISTED, ContactState.LOST)
    line.put(STATE, _(labels.CONTACT_STATES[contact.state]), "muted" if quiet else "text", room=HOW - STATE - 1)
    how = _(labels.CONFIRMATIONS[contact.confirmed_by]) if contact.confirmed_by else ""
    line.put(HOW, how, "muted", room=REACH - HOW - 1)
    reach = names.channel(contact.reach)
    if contact.address and not names.hidden:
        reach = f"{reach} {names.note(contact.address)}".strip()
    return line.put(REACH, reach, "muted", room=max(0, width - 1 - REACH)) if width > REACH else line


def _step(step: Step, n: int, here: bool, diary: Diary, signs: Signs, width: int) -> Line:  # noqa: FBT001 - drawing
    line = Line(raised=here, key=n)
    line.put(0, signs.focus, "accent") if here else None
    settled = step.state is not StepState.OPEN
    mark = {StepState.DONE: signs.normal, StepState.SKIPPED: signs.nothing, StepState.OPEN: signs.not_normal}
    line.put(2, mark[step.state], "muted" if settled else "text")
    when = _when(step, diary.today)
    role = "bright bold" if here else "muted" if settled else "text"
    line.put(5, " ".join(diary.steps.spoken(step).split()), role, room=width - 8 - len(when) - 4)
    return line.right(width - 1, (when, "muted"), gap=1) if when else line


def _when(step: Step, today: date) -> str:
    if step.state is not StepState.OPEN:
        said = _(labels.STEP_STATES[step.state])
        return f"{said} {short_day(step.on)}" if step.on else said
    if step.due is None:
        return ""
    left = (step.due - today).days
    if left < 0:
        return _("was due {day}").format(day=short_day(step.due))
    return ngettext("{n} day left", "{n} days left", left).format(n=left) if left else _("today")


def empty_lines(width: int) -> list[Line]:
    """What will be here."""
    said = (
        (_("The people you want to keep will stand here."), "bright bold"),
        (_("a writes down a person, I takes in a list of names."), "muted"),
        ("", "muted"),
        (_("Nothing is missing."), "muted"),
    )
    return [Line(), *[Line().put(2, text, role, room=width - 2) for text, role in said]]
