"""What became of another program's rows, in words."""

from detox.catalogue.labels import outcome_name
from detox.domain.entries import Outcome
from detox.exchange.contact_lists import PeopleList
from detox.exchange.foreign.converting import Reconciliation
from detox.exchange.foreign.source import SourceRow
from detox.shown import shown
from detox.words import N_, _, ngettext

MOST_ASIDE = 12
LONGEST = 100

REASONS = {
    "empty": N_("without a word in them"),
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


def rows_text(counts: Reconciliation) -> str:
    """What becomes of each row: its place in the file, its day, what it is about, and where it goes.

    Each line begins with `#`, so that a plan printed before it stays a plan.
    """
    return "".join(f"# {_row_text(row, fate)}\n" for row, fate in counts.rows)


def _row_text(row: SourceRow, fate: str) -> str:
    about = _short(row.habit or row.mood or row.text.replace("\n", " "))
    return f"{row.place}  {row.day}  {about}  -> {_fate(fate)}"


def _fate(fate: str) -> str:
    if fate in REASONS:
        return _("left out: {why}").format(why=_(REASONS[fate]))
    kept = {"mood": _("the mood of that day's check-in"), "note": _("the note of that day's check-in")}
    return (
        kept[fate] if fate in kept else _("an entry: {outcome}").format(outcome=outcome_name(Outcome(fate)))
    )


def people_text(found: PeopleList, *, added: int) -> str:
    """How many people a list had, and what became of each of them."""
    known, joined = len(found.people) - added, found.rows - found.nameless - len(found.people)
    lines = [
        ngettext("{n} person read:", "{n} people read:", found.rows).format(n=found.rows),
        "  " + ngettext("{n} newly listed", "{n} newly listed", added).format(n=added),
        "  "
        + ngettext("{n} listed already, left as is", "{n} listed already, left as they are", known).format(
            n=known
        ),
    ]
    if joined:
        lines.append(
            "  "
            + ngettext(
                "{n} joined to one of the same name", "{n} joined to others of the same name", joined
            ).format(n=joined)
        )
    if found.nameless:
        lines.append("  " + _("{n} without a name or a number, left out").format(n=found.nameless))
    if found.aside:
        lines.append(_("Without a place in the diary:"))
        lines += [f"  {_short(name)}: {n}" for name, n in list(found.aside.items())[:MOST_ASIDE]]
    return "\n".join(lines)


def _short(line: str) -> str:
    text = shown(line)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "~"
