"""Purging as sentences: what will go, what stays, and what no program of ours can reach."""

import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from detox.diary.forgetting import Forgettable
from detox.domain.entries import Entry, Pause
from detox.domain.record import Record
from detox.messages import listed, moment_text, quoted, titled
from detox.messages.undo_messages import deed_text
from detox.shown import shown
from detox.storage.copies_elsewhere import PlainCopy
from detox.storage.known_exports import KnownExport
from detox.words import N_, _, ngettext

ID_SHOWN = 13
AROUND = {
    "git": N_("{path}: earlier commits keep what the files were. Only a rewritten history forgets."),
    "versions": N_("{path}: earlier versions of the files are kept here."),
    "sync": N_("{path}: this folder is synced; other machines hold it until they have joined."),
    "cloud": N_("{path}: a cloud keeps this folder, and often earlier versions and deleted files of it."),
}


def going_text(what: Forgettable, names: Callable[[str], str]) -> list[str]:
    """What will go, a line each, the person's notes but named and not shown."""
    lines = [f"  {_record_line(record, names)}" for record in what.records]
    n = len(what.deleted)
    if n:
        said = ngettext(
            "{n} record that is deleted and can still be brought back",
            "{n} records that are deleted and can still be brought back",
            n,
        )
        lines.append(f"  {said.format(n=n)}")
    return (
        [_("This goes for good, from both copies, the history and the undo list:"), *lines] if lines else []
    )


def helped_text(what: Forgettable, names: Callable[[str], str]) -> list[str]:
    """Which entries say that the person helped, a line each."""
    n = len(what.helped)
    head = ngettext("{n} entry says that {name} helped:", "{n} entries say that {name} helped:", n).format(
        n=n, name=quoted(what.name)
    )
    return [head, *(f"  {_record_line(entry, names)}" for entry in what.helped)] if n else []


def mentions_text(what: Forgettable, names: Callable[[str], str]) -> list[str]:
    """Which texts name the person and stay as they are."""
    lines = [f"  {_record_line(record, names)}" for record in what.mentions]
    lines += [f"  {_('your own list of whom to ring: detox help --mine')}"] if what.in_help else []
    if what.in_sender:
        lines.append(f"  {_('what your texts to send say of you: detox contact message --ask NAME')}")
    if what.drafts:
        said = ngettext("{n} text that is not kept yet", "{n} texts that are not kept yet", what.drafts)
        lines.append(f"  {said.format(n=what.drafts)}")
    head = _("These name {name} too and stay as they are; change or forget them yourself:")
    return [head.format(name=quoted(what.name)), *lines] if lines else []


def out_of_reach_text(
    exports: Sequence[KnownExport],
    around: Iterable[PlainCopy],
    machines: Sequence[str],
    today: date,
) -> list[str]:
    """Where it may still stand, a line each."""
    lines = [export_line(export, today) for export in exports]
    lines += [_(AROUND[held.kind]).format(path=shown(str(held.path))) for held in around]
    if machines:
        names = listed(map(quoted, machines))
        lines.append(_("Other machines, until they sync: {names}").format(names=names))
    return [f"  {line}" for line in lines]


def export_line(export: KnownExport, today: date) -> str:
    """One export: where, when, and whether it is still there."""
    when = moment_text(export.at, today)
    said = _("{path}, written {when}").format(path=shown(export.path), when=when)
    return said if os.path.lexists(export.path) else titled(said, _("no longer there"))


def _record_line(record: Record, names: Callable[[str], str]) -> str:
    if isinstance(record, Pause):
        return titled(_("pause"), f"{record.first} - {record.last}")
    said = deed_text(None, record, names)[2:]
    if not isinstance(record, Entry):
        return titled(said, _("with a note")) if getattr(record, "note", "") else said
    noted = listed([said, _("with a note")]) if record.note or record.lapse else said
    return _("{line} ({id})").format(line=noted, id=record.id[:ID_SHOWN])
