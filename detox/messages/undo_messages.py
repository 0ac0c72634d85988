"""Deeds as sentences: what was done, record by record."""

from collections.abc import Callable

from detox.domain.entries import CheckIn, Entry, Task
from detox.domain.record import Record
from detox.messages import KINDS, checkin_text, entry_text, titled
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
    "task move": N_("a new order"),
    "task add": N_("a change of your list"),
    "task edit": N_("a change of your list"),
    "contact add": N_("a change of the people"),
    "contact set": N_("a change of the people"),
    "contact remove": N_("a change of the people"),
}


def deed_name(deed: str) -> str:
    """What a deed of many records is called."""
    return _(DEEDS.get(deed, deed))


def deed_text(before: Record | None, after: Record | None, names: Callable[[str], str]) -> str:
    """What one change did, by the records before and after; `names` says what a task or channel is called."""
    record = after or before
    sign = "+" if before is None else "-" if after is None else "~"
    return f"{sign} {_record_text(record, names)}"


def plain_deed_text(before: Record | None, after: Record | None, names: Callable[[str], str]) -> str:
    """The same without a sign, which a voice cannot say: "new: ...", "changed: ...", "deleted: ..."."""
    done = _("new") if before is None else _("deleted") if after is None else _("changed")
    return titled(done, _record_text(after or before, names))


def _record_text(record: Record | None, names: Callable[[str], str]) -> str:
    if isinstance(record, Entry):
        channel = names(record.channel) if record.channel else None
        return f"{record.day} {entry_text(record, names(record.task), channel)}"
    if isinstance(record, CheckIn):
        return titled(f"{record.day} {_('check-in')}", checkin_text(record))
    if isinstance(record, Task):
        return titled(_("task"), shown(names(record.id)))
    name = getattr(record, "name", None) or getattr(record, "text", None) or getattr(record, "id", "")
    return titled(_(KINDS.get(record.kind, record.kind)) if record else "", shown(str(name)))
