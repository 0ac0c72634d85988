"""The command that removes a whole diary from this machine."""

import os
import sys
from argparse import ArgumentParser
from datetime import date

from detox.cli.call import Call, Exit
from detox.cli.command import Command
from detox.cli.console import typed_line
from detox.diary.forgetting import kept_by_others
from detox.errors import DetoxError
from detox.messages.forget_messages import out_of_reach_text
from detox.messages.wipe_messages import left_of_wipe_text, no_promise_text, wipe_plan_text
from detox.storage.known_exports import KnownExport
from detox.storage.wipe import carry_out, wipe_plan
from detox.words import N_, _

EXACT = N_("wipe everything")
"""What has to be typed, in the language spoken or in English."""


def _wipe_arguments(p: ArgumentParser) -> None:
    p.add_argument("--dry-run", action="store_true", help=_("say what would go, and change nothing"))
    p.add_argument(
        "--yes",
        action="store_true",
        help=_("do not ask the first time; a terminal asks for the words anyway"),
    )


def wipe(call: Call) -> int:
    """`detox wipe`: the whole diary, its state folder and its settings; asks twice."""
    home, state, settings = call.doors.folders()
    plan = wipe_plan(home, state, settings)
    if not plan.files and not plan.folders:
        call.say(_("There is no diary here."))
        return Exit.DONE
    call.say(*wipe_plan_text(plan))
    if call.is_locked:  # who has to be quick is not asked for a passphrase
        call.say(_("The diary is locked: the exports that it knows of cannot be listed."))
    reach = out_of_reach_text(_exports(call), kept_by_others(home, state), (), date.min)
    call.say(*([_("Known places that may still hold it:"), *reach] if reach else []))
    call.say(*no_promise_text())
    if call.args.dry_run:
        return Exit.DONE
    if not _agreed(call):
        call.say(_("Nothing was removed."))
        return Exit.REFUSED
    left = carry_out(plan, state)
    if left:
        call.say(left_of_wipe_text(left))
        return Exit.REFUSED
    call.say(_("The diary is gone from this machine."))
    return Exit.DONE


def _exports(call: Call) -> list[KnownExport]:
    if call.is_locked:
        return []
    try:
        return call.diary.exports.known()
    except DetoxError:  # damaged, newer: it is wiped all the same
        return []


def _agreed(call: Call) -> bool:
    """Asked twice; `--yes` answers the first, and both where nobody can be asked."""
    there = sys.stdin.isatty()
    if not call.args.yes and typed_line(_("Type yes to go on: ")).strip().lower() not in {"yes", _("yes")}:
        return False
    if call.args.yes and not there:
        return True
    asked = _("There is no way back. Type exactly: {words}").format(words=_(EXACT))
    return typed_line(f"{asked}{os.linesep}> ").strip() in {EXACT, _(EXACT)}


COMMANDS = (
    Command(
        "wipe",
        help=N_("remove the whole diary from this machine"),
        example="detox wipe --dry-run",
        arguments=_wipe_arguments,
        run=wipe,
    ),
)
