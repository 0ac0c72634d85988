"""The commands for two machines: other copies joined, what the brake holds, and git's merge driver."""

import gc
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

import msgspec

from detox.cli.call import Call, Exit
from detox.cli.command import Command, as_json, no_arguments
from detox.cli.console import LONG, answer, progress
from detox.cli.log_reading import read_log
from detox.diary.copies import Waiting
from detox.diary.sealing import keys_of_kit
from detox.errors import Forbidden, NewerDiary
from detox.exchange.file_kinds import is_own_log
from detox.exchange.named_files import read_file
from detox.messages import quoted
from detox.messages.version_messages import begun_twice_text, hiding_text, rivals_text
from detox.storage.age_format import KeyRing
from detox.storage.other_copies import Copy, CopyCounts
from detox.storage.paths import IDENTITY
from detox.words import N_, _, ngettext

_ATTRIBUTES = ("*.json merge=detox\n", "*.json.age merge=detox\n")
"""The lines that tell git which driver joins the files of a diary, in clear and sealed."""
_STATES = 3
"""So many states of a file git hands over: the common one, ours, theirs."""


def _merge_arguments(p: ArgumentParser) -> None:
    p.add_argument(
        "paths", nargs="*", metavar=_("PATH"), help=_("another copy: a folder, a file of it, or a log")
    )
    p.add_argument("--dry-run", action="store_true", help=_("only say what would come in"))
    p.add_argument("--yes", action="store_true", help=_("join it although it is another diary"))
    p.add_argument(
        "--kit",
        action="store_true",
        help=_("it is sealed with another key: ask for that of its recovery kit"),
    )
    alone = p.add_mutually_exclusive_group()
    alone.add_argument("--held", action="store_true", help=_("list what waits because it would hide much"))
    alone.add_argument("--accept", action="store_true", help=_("join what waits, and hide what it hides"))
    alone.add_argument("--refuse", action="store_true", help=_("join what waits, and hide nothing"))
    alone.add_argument(
        "--driver",
        nargs="+",
        metavar=_("FILE"),
        help=_("join two states of a file, for git: the common one, ours, theirs, its name"),
    )
    as_json(p)


def merge(call: Call) -> int:
    """`detox merge PATH...`: other copies of the diary joined into this one."""
    args = call.args
    if args.paths and (args.driver or args.held or args.accept or args.refuse):
        raise Forbidden("paths and more")
    if args.driver:
        if len(args.driver) < _STATES:
            raise Forbidden("driver needs states")
        return _drive(call, *map(Path, args.driver[1:]))
    if args.held:
        return _list_held(call)
    if args.accept or args.refuse:
        return _settle_held(call)
    return _join(call, [copy for path in args.paths for copy in _copies(call, Path(path))])


def _settle_held(call: Call) -> int:
    copies = call.diary.copies
    if call.args.accept:
        n = copies.accept()
        said = ngettext("{n} file joined.", "{n} files joined.", n)
    else:
        n = copies.refuse()
        said = ngettext(
            "{n} file joined, but for what it would hide.",
            "{n} files joined, but for what they would hide.",
            n,
        )
    lying = any(waiting.lying for waiting in copies.held())
    if call.args.json:
        call.json({"files": n, "lying": lying})
        return Exit.DONE
    if n or not lying:
        call.say(said.format(n=n) if n else _("Nothing waits."))
    if lying:
        call.say(
            _("What may be somebody else's stays where it lies and is never read; move it away yourself.")
        )
    return Exit.DONE


def _join(call: Call, found: list[Copy]) -> int:
    args, copies = call.args, call.diary.copies
    if not found:
        raise Forbidden("no copy")
    if not args.dry_run and not copies.is_same(found) and not args.yes:
        _ask_about_stranger()
    size = sum(len(copy.data) or LONG for copy in found)
    gc.disable()  # records hold no cycles; looking for some in ten years of them takes a fifth of the time
    try:
        with progress(call, _("Joining"), size=size, steps=len(found)) as seen:
            counts = copies.join(found, dry_run=args.dry_run, seen=seen)
    finally:
        gc.enable()
    settled = call.diary.maintenance.settle_begun_twice() if counts.several and not args.dry_run else 0
    if args.json:
        call.json(msgspec.structs.asdict(counts) | {"written": not args.dry_run, "settled": settled})
        return Exit.REFUSED if counts.held and not args.dry_run else Exit.DONE
    _say_counts(call, counts)
    if settled:
        call.say(begun_twice_text(settled))
    if args.dry_run:
        call.say(_("Nothing was written."))
        return Exit.DONE
    for line in rivals_text(call.diary):
        call.say(line)
    return Exit.REFUSED if counts.held else Exit.DONE


def _copies(call: Call, path: Path) -> list[Copy]:
    """The files of a diary that a path is: a folder, a conflict copy, or a log of `detox export`."""
    copies = call.diary.copies
    try:
        found = copies.found(path)
    except Forbidden as error:
        if error.reason != "another key" or not _can_ask(call):
            raise
        found = copies.found(path, _other_keys(call, path))
    if found or not path.is_file():
        return found
    data = read_file(path)
    return call.diary.copies.of_log(read_log(call, data)) if is_own_log(data) else []


def _can_ask(call: Call) -> bool:
    return call.doors.passphrases.is_given or call.doors.passphrases.can_ask


def _other_keys(call: Call, path: Path) -> KeyRing:
    """The keys of a diary that was sealed apart from this one: by its passphrase, or by its kit.

    Raises:
        Locked: it was another passphrase, or no key.
    """
    passphrases = call.doors.passphrases
    around = (folder for folder in (path, path.parent, path.parent.parent) if (folder / IDENTITY).is_file())
    folder = next(around, None)
    if call.args.kit or folder is None:
        return keys_of_kit(passphrases.key(_("The secret key of the other diary, from its paper:")))
    return call.doors.sealing().keys_of(folder, passphrases.key(_("The passphrase of the other diary:")))


def _say_counts(call: Call, counts: CopyCounts) -> None:
    call.say(
        ngettext(
            "+{added} record, {several} with two versions, {hidden} hidden.",
            "+{added} records, {several} with two versions, {hidden} hidden.",
            counts.added,
        ).format(added=counts.added, several=counts.several, hidden=counts.hidden)
    )
    if counts.held:
        call.say(_("So much is not hidden unasked: it waits. To look: detox merge --held"))
    if n := counts.deleted:
        call.say(
            ngettext("{n} that you deleted stays deleted.", "{n} that you deleted stay deleted.", n).format(
                n=n
            )
        )
    if n := counts.forgotten:
        call.say(
            ngettext("{n} that you purged stays purged.", "{n} that you purged stay purged.", n).format(n=n)
        )


def _ask_about_stranger() -> None:
    """Ask before another person's diary is joined; without a terminal the answer is no.

    Raises:
        Forbidden: they do not want that; nothing was written.
    """
    if not sys.stdin.isatty():
        raise Forbidden("another diary")
    said = answer(_("This shares nothing with your diary: it may be somebody else's. Join it? [y/N]"))
    if said.lower() not in {"y", "yes", _("yes")}:
        raise Forbidden("another diary")


def _list_held(call: Call) -> int:
    held = call.diary.copies.held()
    if call.args.json:
        call.json({"waiting": list(map(_waiting_json, held))})
        return Exit.DONE
    for waiting in held:
        call.out(_waiting_text(waiting))
        for hiding in waiting.hidden if not waiting.stranger else ():
            call.out(f"  {hiding_text(hiding, call.diary.name)}")
    if held:
        call.say(_("To join it: detox merge --accept. To keep what is here: detox merge --refuse."))
    else:
        call.say(_("Nothing waits."))
    return Exit.DONE


def _waiting_json(waiting: Waiting) -> dict[str, object]:
    """A file that waits, without the words of what it would hide."""
    hidden = [{"table": each.table, "id": each.id, "there": each.there} for each in waiting.hidden]
    return msgspec.structs.asdict(waiting) | {"hidden": [] if waiting.stranger else hidden}


def _waiting_text(waiting: Waiting) -> str:
    """Why a file waits."""
    if waiting.stranger and waiting.lying:
        return _(
            "{file}: shares nothing with your diary, it may be somebody else's. It lies where it was."
        ).format(file=quoted(waiting.file))
    if waiting.stranger:
        return _(
            "{file}: shares nothing with your diary, it may be somebody else's. It was put aside."
        ).format(file=quoted(waiting.file))
    n = len(waiting.hidden)
    return ngettext("{file}: would hide {n} record:", "{file}: would hide {n} records:", n).format(
        file=quoted(waiting.file), n=n
    )


def _drive(call: Call, ours: Path, theirs: Path, named: Path | None = None, *_more: Path) -> int:
    """Join two states of a file; sealed ones wait beside it until the diary is unlocked the next time."""
    from detox.storage.file_format import BrokenFile  # noqa: PLC0415 - only for git
    from detox.storage.other_copies import is_sealed_file, merged_bytes, set_beside  # noqa: PLC0415 - only for git

    try:
        if named is not None and (is_sealed_file(ours) or is_sealed_file(theirs)):
            set_beside(theirs, named)
            return Exit.DONE
        data = merged_bytes(ours.read_bytes(), theirs.read_bytes())
    except (BrokenFile, NewerDiary, OSError):
        call.say(_("These are no two states of one file of a diary; git's own conflict stands."))
        return Exit.REFUSED
    ours.write_bytes(data)
    return Exit.DONE


def git_setup(call: Call) -> int:
    """`detox git-setup`: let git join the files of the diary by `detox merge --driver`.

    Raises:
        Forbidden: there is no git, or no repository of it that can be changed; nothing was.
    """
    home, git = call.diary.home, shutil.which("git")
    if git is None or not (home / ".git").exists():
        raise Forbidden("no git")
    program = Path(sys.argv[0])
    name = str(program.resolve()) if program.name == "detox" and program.exists() else "detox"
    for key, value in (
        ("merge.detox.name", "versions of a diary joined"),
        ("merge.detox.driver", f'"{name}" merge --driver %O %A %B %P'),
    ):
        try:
            subprocess.run([git, "-C", str(home), "config", key, value], check=True)  # noqa: S603 - our own words
        except (OSError, subprocess.CalledProcessError):  # what lies there is none; git has said why
            raise Forbidden("no git") from None
    attributes = home / ".gitattributes"
    held = attributes.read_text() if attributes.exists() else ""
    missing = [line for line in _ATTRIBUTES if line not in held]
    if missing:
        attributes.write_text(held + "".join(missing))
    call.say(_("git joins the files of this diary from now on. Commit .gitattributes."))
    return Exit.DONE


COMMANDS = (
    Command(
        "merge",
        help=N_("join another copy of the diary"),
        example="detox merge --held",
        arguments=_merge_arguments,
        run=merge,
    ),
    Command(
        "git-setup",
        help=N_("let git join two states of the diary"),
        example="detox git-setup",
        arguments=no_arguments,
        run=git_setup,
    ),
)
