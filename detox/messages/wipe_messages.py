"""Wiping as sentences: what will go, what stays, and what nobody can promise."""

from collections.abc import Sequence
from pathlib import Path

from detox.messages import listed
from detox.shown import shown
from detox.storage.wipe import WipePlan
from detox.words import _, ngettext

MOST = 8
"""So many files are named."""


def wipe_plan_text(plan: WipePlan) -> list[str]:
    """What will go, by folders, and what stays in them."""
    n = len(plan.files)
    lines = [
        ngettext(
            "This removes the whole diary from this machine: {n} file in",
            "This removes the whole diary from this machine: {n} files in",
            n,
        ).format(n=n)
    ]
    roots = [folder for folder in plan.folders if folder.parent not in plan.folders]
    lines += [f"  {shown(str(folder))}" for folder in sorted(roots)]
    if plan.foreign:
        lines.append(_("These are none of Detox's and stay:"))
        lines += [f"  {shown(str(path))}" for path in plan.foreign[:MOST]]
        more = len(plan.foreign) - MOST
        lines += [f"  {_('... and {n} more').format(n=more)}"] if more > 0 else []
    return lines


def left_of_wipe_text(left: Sequence[Path]) -> str:
    """What could not be removed."""
    return _("These could not be removed: {files}. Fix their permissions, then wipe again.").format(
        files=listed(shown(str(path)) for path in left)
    )


def no_promise_text() -> list[str]:
    """What stays possible after every file is gone."""
    return [
        _("What this cannot promise:"),
        "  " + _("Flash storage and many file systems keep what was deleted until it is written over."),
        "  " + _("If it was sealed, that is unreadable without the passphrase; if not, anybody can read it."),
        "  " + _("Exports, backups, snapshots, and what a terminal or a shell's history still shows."),
        "  " + _("Other machines: where the folder is synced, they may lose it too, or bring it back."),
    ]
