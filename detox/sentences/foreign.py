"""What became of another program's rows, in words."""

from detox.exchange.foreign.taking import Reconciliation
from detox.shown import shown
from detox.words import N_, _, ngettext

MOST_ASIDE = 12
LONGEST = 100

REASONS = {
    "unknown": N_("unknown in the file itself"),
    "replaced": N_("replaced by a later row of the file"),
    "plan": N_("left out by the plan"),
    "future": N_("on days that have not come yet"),
    "before 1970": N_("before 1970"),
    "too long": N_("too long for a note"),
}


def counts_text(counts: Reconciliation) -> str:
    """Where every row went, and what is no row: a few lines whose numbers add up."""
    lines = [
        ngettext("{n} row read:", "{n} rows read:", counts.read).format(n=counts.read),
        "  " + ngettext("{n} entry", "{n} entries", counts.entries).format(n=counts.entries),
        "  "
        + ngettext("{n} mood of a check-in", "{n} moods of check-ins", counts.moods).format(n=counts.moods),
        "  "
        + ngettext("{n} in the note of its day", "{n} in the notes of their days", counts.notes).format(
            n=counts.notes
        ),
    ]
    lines += [
        "  " + _("{n} left out: {why}").format(n=n, why=_(REASONS[reason]))
        for reason, n in counts.left_out.items()
    ]
    if counts.aside:
        lines.append(_("Without a place in the diary:"))
        lines += [f"  {_short(line)}" for line in counts.aside[:MOST_ASIDE]]
    more = len(counts.aside) - MOST_ASIDE
    if more > 0:
        lines.append("  " + ngettext("and {n} more.", "and {n} more.", more).format(n=more))
    return "\n".join(lines)


def _short(line: str) -> str:
    text = shown(line)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "~"
