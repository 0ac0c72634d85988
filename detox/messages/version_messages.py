"""The versions of a record as lines: when and where each was written, what it says, and its note."""

from collections.abc import Callable, Iterable, Sequence

import msgspec

from detox.diary import Diary
from detox.diary.copies import Hiding
from detox.domain.entries import CheckIn, Entry
from detox.domain.record import Record
from detox.messages.file_messages import version_text
from detox.messages.review_messages import printed_note
from detox.messages.undo_messages import deed_text
from detox.shown import shown
from detox.storage.store import RecordVersion
from detox.words import N_, _, ngettext


def version_lines(versions: Sequence[RecordVersion], name: Callable[[str], str]) -> list[str]:
    """Each version on a line, numbered from 1, and below it what the line does not hold: its note.

    Of what is no part of the journal the fields that differ, by their names in the log.
    """
    lines: list[str] = []
    differing = _differing(versions)
    for number, version in enumerate(versions, start=1):
        said = deed_text(None, version.record, name)[2:] if version.record else ""
        note = printed_note(getattr(version.record, "note", ""))
        lines.append(version_text(number, version, said))
        lines += [f"     {line}" for line in note.splitlines()] if note not in said else []
        if version.record is not None and not isinstance(version.record, Entry | CheckIn):
            fields = msgspec.to_builtins(version.record)
            lines += [f"     {field}: {fields[field]}" for field in differing if fields.get(field) != note]
    return lines


def _differing(versions: Iterable[RecordVersion]) -> list[str]:
    """The fields that not all versions say alike; short ones only, as a list holds no rule to read."""
    found = [msgspec.to_builtins(version.record) for version in versions if version.record is not None]
    names = dict.fromkeys(field for fields in found for field in fields)
    return [
        field
        for field in names
        if field != "updated_at"
        and len({str(fields.get(field)) for fields in found}) > 1
        and not any(isinstance(fields.get(field), dict | list) for fields in found)
    ]


def settling_text(record: Record, known: str) -> str:
    """How one of the versions of a record is kept; `known` is what it is called by."""
    if hasattr(record, "note"):
        return _("  Keep one: detox edit {id} --keep 1; both texts: --keep both.").format(id=known)
    return _("  Keep one: detox edit {id} --keep 1.").format(id=known)


HIDDEN = {
    "forgotten": N_("{what}: forgotten there"),
    "deleted": N_("{what}: deleted there"),
    "emptied": N_("{what}: without its text there"),
}


def hiding_text(hiding: Hiding, name: Callable[[str], str]) -> str:
    """What one record says here, and what a file that waits would make of it."""
    said = deed_text(None, hiding.record, name)[2:] if hiding.record else f"{hiding.table} {shown(hiding.id)}"
    note = printed_note(getattr(hiding.record, "note", ""))
    what = said if not note or note in said else f"{said}, {' '.join(note.split())}"
    return _(HIDDEN[hiding.there]).format(what=what)


def begun_twice_text(settled: int) -> str:
    """That of so many tasks and steps the earlier day stands now."""
    return ngettext(
        "{n} task or step that differed only in its first day or deadline: the earlier day stands.",
        "{n} tasks and steps that differed only in their first day or deadline: the earlier day stands.",
        settled,
    ).format(n=settled)


def rivals_text(diary: Diary) -> list[str]:
    """That two machines had a trial of their own, one line each; nothing where there is one."""
    shown = diary.trial.current()
    if shown is None:
        return []
    several = _(
        "The trial from {first} stands in more than one version; all are kept. To choose one: detox doctor."
    )
    apart = [several.format(first=shown.start)] if diary.trial.versions() else []
    return apart + [
        _(
            "Two trials ran at the same time. The one from {first} stands, for it began first; "
            "the one from {other} is among the past ones."
        ).format(first=shown.start, other=rival.start)
        for rival in diary.trial.rivals()
    ]
