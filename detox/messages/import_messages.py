"""What became of another program's rows, in words."""

from collections import Counter
from collections.abc import Sequence

from detox.catalogue.labels import outcome_name
from detox.domain.entries import Outcome
from detox.exchange.contact_cards import Flaw, LeftOut
from detox.exchange.contact_lists import ListRemark, PeopleList
from detox.exchange.encodings import CHINESE, UTF8, WESTERN
from detox.exchange.foreign.converting import Reconciliation
from detox.exchange.foreign.source import SourceRow
from detox.messages import titled
from detox.shown import shown
from detox.words import N_, _, ngettext

MOST_ASIDE = 12
LONGEST = 100
LONGEST_NAME = 40

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


LEFT_OUT = {
    LeftOut.NAMELESS: N_("without a name or a number"),
    LeftOut.GROUP: N_("a group or a service, no person"),
    LeftOut.LONG: N_("a name of more than 200 signs"),
    LeftOut.CELLS: N_("more cells than there are columns"),
    LeftOut.QUOTE: N_("a quotation mark that is never closed"),
    LeftOut.HEADING: N_("the names of the columns once more"),
}
FLAWS = {
    Flaw.CUT: N_("the card is cut off; what was there is taken"),
    Flaw.BYTES: N_("some signs cannot be read"),
    Flaw.NUMBER: N_("no telephone number: {text}"),
    Flaw.EMAIL: N_("no e-mail address: {text}"),
    Flaw.NOTE: N_("more text than a note holds; the rest is left out"),
}


def people_text(found: PeopleList, *, added: int, hidden: bool = False) -> str:
    """How many people a list had, and what became of each of them; the numbers add up.

    Args:
        found: the list.
        added: how many of its people are new.
        hidden: whether no name is to be shown.
    """
    known = len(found.people) - added
    lines = [
        ngettext("{n} person read:", "{n} people read:", found.rows).format(n=found.rows),
        "  " + ngettext("{n} newly listed", "{n} newly listed", added).format(n=added),
        "  "
        + ngettext("{n} listed already, left as is", "{n} listed already, left as they are", known).format(
            n=known
        ),
    ]
    if found.joined:
        once_more = ngettext("{n} the same person once more", "{n} the same people once more", found.joined)
        lines.append("  " + once_more.format(n=found.joined))
    lines += [
        "  " + _("{n} left out: {why}").format(n=n, why=_(LEFT_OUT[why]))
        for why, n in Counter(LeftOut(remark.why) for remark in found.left_out).items()
    ]
    named = [remark for remark in found.left_out if remark.name]
    if named:
        lines += [_("Left out:"), *_remarks(named, hidden=hidden)]
    if found.flawed:
        lines += [_("Worth a second look:"), *_remarks(found.flawed, hidden=hidden)]
    if found.aside:
        lines.append(_("Without a place in the diary:"))
        lines += _cut([f"  {_short(name)}: {n}" for name, n in found.aside.items()])
    if found.encoding != UTF8:
        said = _("Read as {encoding}. If signs are wrong, name another encoding, like --encoding big5.")
        lines.append(said.format(encoding=ENCODINGS.get(found.encoding, found.encoding)))
    return "\n".join(lines)


ENCODINGS = {CHINESE: "GB 18030 (gb18030)", WESTERN: "Windows-1252 (cp1252)"}


def _remarks(remarks: Sequence[ListRemark], *, hidden: bool) -> list[str]:
    return _cut([f"  {remark.place}: {_remark(remark, hidden=hidden)}" for remark in remarks])


def _remark(remark: ListRemark, *, hidden: bool) -> str:
    if isinstance(remark.why, Flaw):
        why = _(FLAWS[remark.why]).format(text="..." if hidden else _short(remark.text))
    else:
        why = _(LEFT_OUT[remark.why])
    name = _short(remark.name)[:LONGEST_NAME]
    return why if hidden or not name else titled(name, why)


def _cut(lines: list[str]) -> list[str]:
    more = len(lines) - MOST_ASIDE
    if more <= 0:
        return lines
    return [*lines[:MOST_ASIDE], "  " + ngettext("and {n} more.", "and {n} more.", more).format(n=more)]


def _short(line: str) -> str:
    text = shown(line)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "~"
