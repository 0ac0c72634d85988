"""The versions of a record as lines: when and where each was written, what it says, and its note."""

from collections.abc import Callable, Iterable

from detox.diary import Diary
from detox.messages.file_messages import version_text
from detox.messages.undo_messages import deed_text
from detox.storage.store import RecordVersion
from detox.words import _


def version_lines(versions: Iterable[RecordVersion], name: Callable[[str], str]) -> list[str]:
    """Each version on a line, numbered from 1, and its note below it where the line does not hold it."""
    lines: list[str] = []
    for number, version in enumerate(versions, start=1):
        said = deed_text(None, version.record, name)[2:] if version.record else ""
        note = getattr(version.record, "note", "")
        lines.append(version_text(number, version, said))
        lines += [f"     {note}"] if note and note not in said else []
    return lines


def rivals_text(diary: Diary) -> list[str]:
    """That two machines had a trial of their own, one line each; nothing where there is one."""
    shown = diary.trial.current()
    if shown is None:
        return []
    return [
        _(
            "Two trials ran at the same time. The one from {first} stands, for it began first; "
            "the one from {other} is among the past ones."
        ).format(first=shown.start, other=rival.start)
        for rival in diary.trial.rivals()
    ]
