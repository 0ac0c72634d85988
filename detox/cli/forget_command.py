"""The command that purges for good what an id, a day or a name stands for; and the list of exports."""

from argparse import ArgumentParser

from detox.cli.call import Call, Exit
from detox.cli.command import Command, as_json
from detox.cli.console import typed_line
from detox.diary.forgetting import Forgettable
from detox.errors import Forbidden
from detox.messages import listed, quoted
from detox.messages.file_messages import finding_text
from detox.messages.forget_messages import (
    export_line,
    going_text,
    helped_text,
    mentions_text,
    out_of_reach_text,
)
from detox.words import N_, _, ngettext


def _forget_arguments(p: ArgumentParser) -> None:
    p.add_argument(
        "what",
        nargs="?",
        metavar=_("ID|DATE|NAME"),
        help=_("an id, a day with all that was written on it, or a person's whole name"),
    )
    p.add_argument("--exports", action="store_true", help=_("forget which exports were written elsewhere"))
    p.add_argument("--yes", action="store_true", help=_("do not ask"))
    as_json(p)


def forget(call: Call) -> int:
    """`detox forget ID|DATE|NAME`: purge it from everywhere, for good; `--exports`: the list of exports.

    Raises:
        Forbidden: nothing was named.
    """
    if call.args.exports:
        return _forget_exports(call)
    if not call.args.what:
        raise Forbidden("nothing to forget")
    _repair_first(call)
    found = call.diary.forgetting.meant(call.args.what)
    call.say(*going_text(found, call.diary.name))
    if (found.records or found.deleted) and not _agreed(call, _("Type yes to go on: ")):
        call.say(_("Nothing was forgotten."))
        return Exit.REFUSED
    call.say(*helped_text(found, call.diary.name))
    question = _("Take the name out of them, too? Type yes, or Enter to leave it: ")
    helper = bool(found.helped) and _agreed(call, question)
    if not helper and not found.records and not found.deleted:
        call.say(_("Nothing was forgotten."))
        return Exit.REFUSED
    damaged = call.diary.forgetting.forget(found, helper=helper)
    if call.args.json:
        call.json(_forgotten_json(call, found, damaged, helper=helper))
    else:
        _say_done(call, found, damaged, helper=helper)
    return Exit.DONE


def _forgotten_json(
    call: Call, found: Forgettable, damaged: tuple[str, ...], *, helper: bool
) -> dict[str, object]:
    """What is purged by table and id, never by its words; and where it may still stand."""
    forgetting = call.diary.forgetting
    return {
        "records": [{"table": table, "id": id} for table, id in found.places],  # noqa: A001 - the record's own word
        "entries_without_the_name": len(found.helped) if helper else 0,
        "mentions": len(found.mentions),
        "damaged": damaged,
        "exports": [export.path for export in call.diary.exports.known()],
        "copies": [copy.facts() for copy in forgetting.out_of_reach()],
        "machines": forgetting.other_machines(),
    }


def _repair_first(call: Call) -> None:
    """What is damaged may hold pieces of it that nobody can find."""
    damaged = call.diary.forgetting.damaged()
    if not damaged:
        return
    call.say(_("Damaged files are repaired first, or they may keep pieces of it. Nothing is thrown away."))
    for finding in call.diary.forgetting.repair():
        call.say(_("Repaired: {finding}").format(finding=finding_text(finding)))


def _say_done(call: Call, found: Forgettable, damaged: tuple[str, ...], *, helper: bool) -> None:
    call.say(_("Forgotten. What this program cannot reach may still hold it: exports, other machines."))
    if helper:
        n = len(found.helped)
        said = ngettext("The name is gone from {n} entry.", "The name is gone from {n} entries.", n)
        call.say(said.format(n=n))
    elif found.helped:
        said = _("{name} still stands in them. To take the name out later: detox forget {name}")
        call.say(said.format(name=quoted(found.name)))
    call.say(*mentions_text(found, call.diary.name))
    forgetting, exports = call.diary.forgetting, call.diary.exports.known()
    reach = out_of_reach_text(
        exports, forgetting.out_of_reach(), forgetting.other_machines(), call.diary.today
    )
    call.say(*([_("Known places that may still hold it:"), *reach] if reach else []))
    if damaged:
        call.say(
            _(
                "Damaged files wait for repair and may hold pieces of it: {files}. "
                "Repair them with detox doctor --repair, then forget it again."
            ).format(files=listed(damaged))
        )


def _forget_exports(call: Call) -> int:
    held = call.diary.exports.known()
    if not held:
        call.wrote({"exports": 0}, _("No export is remembered."))
        return Exit.DONE
    call.say(*(export_line(export, call.diary.today) for export in held))
    call.say(_("This forgets the list alone. The files stay where they are: delete them yourself."))
    if not _agreed(call, _("Type yes to go on: ")):
        call.say(_("Nothing was forgotten."))
        return Exit.REFUSED
    call.diary.exports.forget()
    call.wrote({"exports": len(held)}, _("The list is gone."))
    return Exit.DONE


def _agreed(call: Call, question: str) -> bool:
    if call.args.yes:
        return True
    return typed_line(question).strip().lower() in {"yes", _("yes")}


COMMANDS = (
    Command(
        "forget",
        help=N_("purge a record, a day or a person for good"),
        example="detox forget 01a204a9-5984",
        arguments=_forget_arguments,
        run=forget,
    ),
)
