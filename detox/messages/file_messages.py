"""The health of the files as sentences: what happened, what it means, what to do."""

from collections.abc import Sequence

from detox.messages import quoted, titled
from detox.messages.system_texts import system_text
from detox.shown import shown
from detox.storage.doctor import Finding
from detox.storage.machines import Machine
from detox.storage.paths import Notice
from detox.storage.store import RecordVersion
from detox.words import N_, _, ngettext

NOTICES = {
    "healed": N_(
        "{file}: one copy was damaged and was repaired from the other. The damaged one is kept in quarantine."
    ),
    "restored": N_("{file}: one copy was missing; it was made again from the other."),
    "doubt": N_("{file} was changed from outside. Both versions are kept; see: detox doctor."),
    "mirror": N_("{file} is saved, but its second copy could not be written ({detail}). See: detox doctor."),
    "history": N_("{file} is saved, but what it was before could not be kept ({detail})."),
    "damaged": N_(
        "{file} is damaged in both copies. You can go on writing. "
        "To get back what is left: detox doctor --repair."
    ),
    "unreadable": N_("One copy of {file} cannot be read ({detail}). Nothing is written to it until it can."),
    "odd": N_("{file} holds something this program does not know; it was left as it is."),
    "held": N_(
        "{file}: a synced copy would hide more than 20 records. It was put aside; nothing is hidden. "
        "See: detox merge --held"
    ),
    "joined": N_("What was kept while the diary was locked has been joined: {detail}."),
    "waits": N_("{detail} kept while the diary was locked could not be placed yet. See: detox inbox"),
    "stranger": N_(
        "{file} shares nothing with this diary: it may be somebody else's. Nothing of it was joined. "
        "See: detox merge --held"
    ),
    "newer": N_(
        "{file} was written by a newer Detox and was left as it is. Install that version here to join it."
    ),
    "conflict": N_(
        "{file}: a copy from another machine was joined in; the copy itself is kept in quarantine."
    ),
}
FINDINGS = {
    "damaged": N_("{file}: damaged in both copies; {n} records can be had back."),
    "lost": N_("{file}: was damaged in both copies and put aside; {n} records can be had back."),
    "one copy": N_("{file}: only one copy is intact."),
    "unreadable": N_("{file}: a copy cannot be read. Fix its permissions, or move away what is not a file."),
    "newer": N_("{file}: written by a newer Detox. Install that; its bytes are untouched."),
    "doubt": N_("{file}: changed from outside, {n} records have two versions."),
    "held": N_("{file}: a synced copy that would hide more than 20 records waits. See: detox merge --held"),
    "stranger": N_(
        "{file}: shares nothing with this diary and is passed by. To look, or to join it: detox merge --held"
    ),
    "stray": N_("{file}: is no file of a diary; it is passed by."),
    "other key": N_(
        "{file}: sealed with a key that is not here; it is passed by. To join it: detox merge PATH --kit"
    ),
    "open to others": N_("{file}: others on this machine may read it."),
}


def notice_text(notice: Notice) -> str:
    """What a person should hear of a file, once."""
    said = _(NOTICES.get(notice.kind, NOTICES["odd"]))
    file = notice.detail if notice.kind in {"stranger", "newer"} and notice.detail else notice.file
    return said.format(file=quoted(file), detail=quoted(system_text(notice.detail)))


def version_text(number: int, version: RecordVersion, said: str) -> str:
    """One of several versions of a record: when and where it was written, and what it says."""
    at = version.updated_at.replace("T", " ")[:16]
    what = said or _("deleted")
    doubt = " " + _("(from a damaged copy)") if version.doubt else ""
    device = _("this machine") if version.here else quoted(version.device)
    return f"  {number}  {at}  {device}  {what}{doubt}"


def machines_text(machines: Sequence[Machine]) -> list[str]:
    """Which machines have written here and when, a line each; what it goes by stands in front."""
    if not machines:
        return [_("Nothing has been written here yet.")]
    lines = []
    for machine in machines:
        said = ngettext(
            "{device}: {n} record, {first} to {last}",
            "{device}: {n} records, {first} to {last}",
            machine.records,
        ).format(
            device=quoted(machine.device),
            n=machine.records,
            first=_minute(machine.first),
            last=_minute(machine.last),
        )
        lines.append(titled(said, _("this machine")) if machine.here else said)
    return [_("The machines whose words stand here, by their own clocks, the latest first:"), *lines]


def _minute(moment: str) -> str:
    return quoted(moment.replace("T", " ")[:16])


def finding_text(finding: Finding) -> str:
    """One thing that is not as it should be, with the days that may be missing."""
    if finding.kind == "versions":
        text = ngettext(
            "{file}: {n} record has two versions.", "{file}: {n} records have two versions.", finding.count
        )
    else:
        text = _(FINDINGS[finding.kind])
    said = text.format(file=quoted(finding.file), n=finding.count)
    if finding.days is None:
        return said
    days = len(finding.days)
    missing = ngettext("{n} day may be missing:", "{n} days may be missing:", days).format(n=days)
    return f"{said} {missing} {finding.days.first} - {finding.days.last}"


def written_text(name: str, *, hidden: bool) -> str:
    """That a file was written, and how much it gives away; `hidden` is one without names and notes."""
    said = (
        _("Written to {name}, readable by you alone. Read it once before you hand it on.")
        if hidden
        else _("Written to {name}, readable by you alone. It holds everything you wrote, in clear.")
    )
    return said.format(name=shown(name))


def folders_text(home: str, state: str) -> list[str]:
    """Where the diary and its second copy lie, a line each."""
    return [
        _("The diary: {folder}").format(folder=shown(home)),
        _("Its second copy, and what concerns this machine alone: {folder}").format(folder=shown(state)),
        _("To take it elsewhere, copy the first folder whole."),
    ]
