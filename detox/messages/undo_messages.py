"""Deeds as sentences: what was done, record by record."""

from collections.abc import Callable, Sequence
from datetime import date

from detox.catalogue.labels import ENDINGS, answer_label, outcome_name
from detox.domain.entries import CheckIn, Entry, Task
from detox.domain.questions import QUESTIONS
from detox.domain.record import Record
from detox.domain.trial import Trial
from detox.messages import (
    KINDS,
    answer_text,
    checkin_text,
    entry_text,
    full_day,
    listed,
    minutes_text,
    titled,
)
from detox.shown import shown
from detox.words import N_, _

DEEDS = {
    "start": N_("the beginning"),
    "log": N_("an entry"),
    "edit": N_("a change"),
    "delete": N_("a deletion"),
    "checkin": N_("check-in"),
    "import": N_("an import"),
    "contact import": N_("an import of people"),
    "trial new": N_("a new trial"),
    "sweep": N_("the weekly sweep"),
    "fill": N_("several days at once"),
    "task move": N_("a new order"),
    "task add": N_("a change of your list"),
    "task edit": N_("a change of your list"),
    "step clock": N_("the hours of a step"),
    "contact add": N_("a change of the people"),
    "contact set": N_("a change of the people"),
    "contact remove": N_("a change of the people"),
}


Changes = Sequence[tuple[Record | None, Record | None]]


def deed_name(deed: str) -> str:
    """What a deed of many records is called."""
    return _(DEEDS.get(deed, deed))


def turned_text(deed: str, changes: Changes, names: Callable[[str], str]) -> str:
    """The one thing a deed did, as undo and redo say it: the answer or the field, never the whole record.

    Args:
        deed: the word it was saved under; it stands for a deed of many records.
        changes: each record before and after.
        names: says what a task or channel is called.
    """
    entries = [pair for pair in changes if isinstance(pair[1] or pair[0], Entry)]
    one = changes[0] if len(changes) == 1 else entries[0] if len(entries) == 1 else None
    if one is None:
        return deed_name(deed)
    before, after = one
    if isinstance(before or after, CheckIn):
        return _answers_text(before, after)
    if isinstance(before, Entry) and isinstance(after, Entry):
        return titled(f"{after.day} {shown(names(after.task))}", _fields_text(before, after, names))
    return deed_text(before, after, names)[2:]


def _answers_text(before: Record | None, after: Record | None) -> str:
    record = after or before
    differing = [
        (name, getattr(record, name))
        for name in (*QUESTIONS, "note")
        if getattr(before, name, None) != getattr(after, name, None)
    ]
    said = listed(_("Note") if name == "note" else _answer_said(name, value) for name, value in differing)
    return titled(f"{getattr(record, 'day', '')} {_('check-in')}", said)


def _answer_said(name: str, value: bool | int | None) -> str:  # noqa: FBT001 - an answer
    label = answer_label(name)
    return label if value is None else f"{label} {answer_text(name, value)}"


def _fields_text(before: Entry, after: Entry, names: Callable[[str], str]) -> str:
    """What differs between two texts of one entry, as it was after; a field that was emptied by its name."""
    said = {
        "task": shown(names(after.task)),
        "day": str(after.day),
        "outcome": outcome_name(after.outcome),
        "channel": shown(names(after.channel)) if after.channel else _("without a channel"),
        "minutes": _("without minutes") if after.minutes is None else minutes_text(after.minutes),
        "cost": f"{after.cost.amount} {after.cost.currency}" if after.cost else _("Cost"),
        "helper": shown(after.helper or _("Who helped")),
        "note": _("Note"),
        "at": after.at or _("Hour"),
    }
    differing = [word for name, word in said.items() if getattr(before, name) != getattr(after, name)]
    return listed(differing or [_("its versions")])


def deed_text(before: Record | None, after: Record | None, names: Callable[[str], str]) -> str:
    """What one change did, by the records before and after; `names` says what a task or channel is called."""
    record = after or before
    sign = "+" if before is None else "-" if after is None else "~"
    return f"{sign} {_choice_text(before, after) or _record_text(record, names)}"


def _choice_text(before: Record | None, after: Record | None) -> str:
    """What was chosen, where that is what changed of a trial; else empty."""
    if not isinstance(before, Trial) or not isinstance(after, Trial) or before.choice == after.choice:
        return ""
    chosen = after.choice or before.choice
    return titled(_("what comes next"), _(ENDINGS[chosen.what])) if chosen else ""


def plain_deed_text(before: Record | None, after: Record | None, names: Callable[[str], str]) -> str:
    """The same without a sign, which a voice cannot say: "new: ...", "changed: ...", "deleted: ..."."""
    done = _("new") if before is None else _("deleted") if after is None else _("changed")
    said = _choice_text(before, after) or _record_text(after or before, names, full_day)
    return titled(done, said)


def _record_text(
    record: Record | None, names: Callable[[str], str], day: Callable[[date], str] = date.isoformat
) -> str:
    if isinstance(record, Entry):
        channel = names(record.channel) if record.channel else None
        return f"{day(record.day)} {entry_text(record, names(record.task), channel)}"
    if isinstance(record, CheckIn):
        return titled(f"{day(record.day)} {_('check-in')}", checkin_text(record))
    if isinstance(record, Task):
        return titled(_("task"), shown(names(record.id)))
    name = getattr(record, "name", None) or getattr(record, "text", None) or getattr(record, "id", "")
    return titled(_(KINDS.get(record.kind, record.kind)) if record else "", shown(str(name)))
