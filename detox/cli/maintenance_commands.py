"""The commands that look after the diary: doctor, forget, and the three minutes of an urge."""

import sys
import time

from detox import offline
from detox.cli.call import Call, Exit
from detox.messages import urge_text
from detox.messages.file_messages import finding_text, version_text
from detox.messages.undo_messages import deed_text
from detox.words import _, ngettext

MINUTES = 3
FAILING = ("damaged", "lost", "unreadable", "newer")


def doctor(call: Call) -> int:
    """`detox doctor [--repair]`: what is wrong with the files; 4 where something could not be made good."""
    if call.args.offline:
        return _offline(call)
    care = call.diary.maintenance
    if call.args.repair:
        for finding in care.repair():
            call.say(_("Made good: {finding}").format(finding=finding_text(finding)))
    left = care.examine()
    for finding in left:
        call.out(finding_text(finding))
    _versions(call)
    if not left:
        call.out(_("Every file is whole, in both copies."))
        return Exit.DONE
    if not call.args.repair:
        call.say(_("What can be made good: detox doctor --repair. Nothing is thrown away by it."))
    return Exit.DAMAGED if any(finding.kind in FAILING for finding in left) else Exit.DONE


def _versions(call: Call) -> None:
    name = call.diary.name
    for record, versions in call.diary.maintenance.several():
        n = len(versions)
        call.out(ngettext("{n} version of {id}:", "{n} versions of {id}:", n).format(n=n, id=record.id))
        for number, version in enumerate(versions, start=1):
            said = deed_text(None, version.record, name)[2:] if version.record else ""
            call.out(version_text(number, version, said))
        call.out(_("  Keep one: detox edit {id} --keep 1. Editing it settles it too.").format(id=record.id))


def _offline(call: Call) -> int:
    loaded = offline.telephones()
    stands = offline.stands()
    call.out(_("The guard stops every way to a network.") if stands else _("The guard does not stand."))
    call.out(_("Loaded modules that could reach one: {names}").format(names=", ".join(loaded) or _("none")))
    call.out(_("Attempts in this run: {n}").format(n=len(offline.attempts())))
    return Exit.DONE if stands and not offline.attempts() else Exit.DAMAGED


def help(call: Call) -> None:  # noqa: A001 - the command's own name
    """`detox help`: whom to talk to; `--mine` keeps one's own list, on this machine alone."""
    mine = call.note(call.args.mine)
    if mine is not None:
        call.diary.help.own(mine)
    call.out(call.diary.help.text(asked=True))


def forget(call: Call) -> int:
    """`detox forget ID`: purge a record from everywhere, for good."""
    if not call.args.yes:
        call.say(_("This purges it from both copies, the history and the undo list, for good."))
        sys.stderr.write(_("Type yes to go on: "))
        sys.stderr.flush()
        if sys.stdin.readline().strip().lower() not in {"yes", _("yes")}:
            call.say(_("Nothing was changed."))
            return Exit.REFUSED
    call.diary.maintenance.forget(_whole_id(call))
    call.say(_("Forgotten."))
    return Exit.DONE


def urge(call: Call) -> None:
    """`detox urge`: three minutes to watch an urge rise and fall; the ratings go into the check-in's note."""
    diary = call.diary
    call.say(_("Watch it rise and fall; there is no need to act."))
    call.say(
        _("This helped some smokers act less. It did not make urges smaller, and was never tested for apps.")
    )
    before = _rating(_("How strong is it now, 0-10?"))
    _wait(MINUTES * 60)
    after = _rating(_("And now, 0-10?"))
    if before is None and after is None:
        return
    said = urge_text(MINUTES, before, after)
    diary.urge_watched(before, after, said)
    call.say(said)


def _whole_id(call: Call) -> str:
    found = call.diary.journal.by_start_of_id(call.args.id)
    return found.id if found else str(call.args.id)


def _rating(question: str) -> int | None:
    sys.stderr.write(f"{question} ")
    sys.stderr.flush()
    given = sys.stdin.readline().strip()
    return int(given) if given.isdecimal() and int(given) <= 10 else None  # noqa: PLR2004 - the scale's end


def _wait(seconds: int) -> None:
    if not sys.stdin.isatty():
        return
    for left in range(seconds, 0, -1):
        said = ngettext("{n} second left", "{n} seconds left", left).format(n=left)
        sys.stderr.write(f"\r{said}   ")
        sys.stderr.flush()
        time.sleep(1)
    sys.stderr.write("\r\a\n")
