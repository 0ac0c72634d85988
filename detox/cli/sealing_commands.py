"""The commands of the seal: seal, unseal, passphrase, key."""

import sys
from argparse import ArgumentParser
from contextlib import suppress
from time import monotonic

from detox.cli.call import Call, Exit
from detox.cli.command import Command, as_json, no_arguments
from detox.cli.console import answer, private_screen, progress
from detox.cli.passphrase_sources import TRIES, unlock
from detox.diary.passphrase_words import suggested_passphrase
from detox.diary.sealing import RecoveryKit, check_passphrase
from detox.errors import Forbidden
from detox.messages import sentences, titled
from detox.messages.seal_messages import (
    FLASH,
    LOST_IS_LOST,
    NOT_IT,
    NOT_SEALED,
    OFFER,
    SLOW,
    SOME_SECONDS,
    check_question,
    copies_text,
    kit_text,
)
from detox.words import N_, _

_A_FILE = 20_000
"""Bytes that a file counts for a bar: about a month."""


def _yes_argument(p: ArgumentParser) -> None:
    p.add_argument(
        "--yes", action="store_true", help=_("print the recovery kit, and do not ask for its last characters")
    )


def _seal_arguments(p: ArgumentParser) -> None:
    _yes_argument(p)
    as_json(p)


def seal(call: Call) -> int:
    """`detox seal`: every file sealed by a passphrase, once the recovery kit stands on paper."""
    made, said = _sealed(call)
    call.wrote(made, *said)
    return Exit.DONE


def _sealed(call: Call) -> tuple[dict[str, object], list[str]]:
    """Seal the diary; what is printed of it as JSON, and what is said.

    Raises:
        Forbidden: it is sealed already, or the kit does not stand on paper; nothing was changed.
    """
    sealing = call.doors.sealing()
    if sealing.is_sealed:
        raise Forbidden("sealed already")
    kit = sealing.new_kit()
    call.diary.maintenance.examine()  # what a crash left is put right before anything is sealed
    with private_screen():
        passphrase = _new_passphrase(call, _(LOST_IS_LOST))
        _hand_over(call, kit)
    _print_unchecked(call, kit)
    _say_it_takes_a_while(call)
    n = sealing.files()
    with progress(call, _("Sealing"), size=n * _A_FILE, steps=n) as seen:
        sealing.seal(passphrase, kit, seen)
    began = monotonic()
    sealing.unlock(passphrase)  # what was promised, tried out
    seconds, copies = round(monotonic() - began, 1), sealing.copies_elsewhere()
    made: dict[str, object] = {
        "files": n,
        "seconds": seconds,
        "kit": kit.secret if call.args.yes else None,  # who copied it onto paper has it nowhere else
        "copies": [copy.facts() for copy in copies],
    }
    said = [_("Sealed: every file of the diary, in both folders."), _(SLOW).format(n=seconds), _(FLASH)]
    if elsewhere := copies_text(copies):
        said.append(elsewhere)
    return made, said


def offer_seal(call: Call) -> None:
    """Say what an unsealed diary is; where somebody sits at a terminal, offer to seal it now."""
    sealing = call.doors.sealing()
    if sealing.is_sealed:
        return
    if call.args.yes or not sys.stdin.isatty() or not sealing.can_seal:
        call.say(sentences(_(NOT_SEALED), _("Seal it with: detox seal.")))
        return
    call.tell(_(NOT_SEALED))
    with suppress(EOFError):
        if answer(f"{_(OFFER)} [{_('Y/n')}]").lower() in {"", "y", "yes", _("yes")}:
            call.say(*_sealed(call)[1])


def unseal(call: Call) -> int:
    """`detox unseal`: every file in clear again."""
    sealing = call.doors.sealing()
    if not sealing.is_sealed:
        raise Forbidden("not sealed")
    unlock(sealing, call.doors.passphrases)
    n = sealing.files()
    with progress(call, _("Taking the seal off"), size=n * _A_FILE, steps=n) as seen:
        sealing.unseal(seen)
    call.say(_("The seal is off: whoever can log in here can read the diary."))
    return Exit.DONE


def _passphrase_arguments(p: ArgumentParser) -> None:
    p.add_argument(
        "--kit", action="store_true", help=_("the old one is forgotten: ask for the key of the recovery kit")
    )


def passphrase(call: Call) -> int:
    """`detox passphrase`: another passphrase for the same keys."""
    sealing = call.doors.sealing()
    if not sealing.is_sealed:
        raise Forbidden("not sealed")
    if call.args.kit:
        key = call.doors.passphrases.key(_("The secret key, from your paper:"))
        sealing.open_with_kit(key)
    else:
        unlock(sealing, call.doors.passphrases)
    with private_screen():
        changed = _new_passphrase(call)
    _say_it_takes_a_while(call)
    sealing.change_passphrase(changed)
    call.say(_("The passphrase is changed, here and in the diary's folder. A backup still has the old one."))
    return Exit.DONE


def _key_arguments(p: ArgumentParser) -> None:
    p.add_argument("what", choices=("rotate",), help=_("make a new key, and write every file for it"))
    _yes_argument(p)


def key(call: Call) -> int:
    """`detox key rotate`: a new key for every file; the old ones still open older copies."""
    sealing, passphrases = call.doors.sealing(), call.doors.passphrases
    if not sealing.is_sealed:
        raise Forbidden("not sealed")
    held = unlock(sealing, passphrases)
    kit = sealing.new_kit()
    with private_screen():
        _hand_over(call, kit)
    _print_unchecked(call, kit)
    _say_it_takes_a_while(call)
    n = sealing.files()
    with progress(call, _("Sealing"), size=n * _A_FILE, steps=n) as seen:
        sealing.rotate(held, kit, seen)
    call.say(_("Every file is sealed for the new key. The old kit still opens older copies: keep it secret."))
    return Exit.DONE


def _new_passphrase(call: Call, warning: str = "") -> str:
    """A passphrase that shall be, with six words to take."""
    passphrases = call.doors.passphrases
    offered = "" if passphrases.is_given else suggested_passphrase()
    if offered and passphrases.can_ask:
        if warning:
            call.tell(warning)
        call.tell(_("Six random words make a good one:"))
        call.tell(f"\n  {offered}\n")
    said = passphrases.new(_("A new passphrase (Enter: these words):"), _("Type it once more:"), offered)
    check_passphrase(said)
    return said


def _hand_over(call: Call, kit: RecoveryKit) -> None:
    """Show the recovery kit, and see that it stands on paper; with `--yes` neither.

    Raises:
        Forbidden: nobody can be asked, or its last characters were not typed; nothing was changed.
    """
    if call.args.yes:
        return
    call.tell(titled(_("Recovery kit"), kit_text(kit)))
    if not call.doors.passphrases.can_ask:
        raise Forbidden("kit unseen")
    call.tell("")
    for _tries in range(TRIES):
        try:
            said = answer(check_question())
        except EOFError:
            break
        if said.strip().upper() == kit.checked:
            return
        call.tell(_(NOT_IT))
    raise Forbidden("kit not checked")


def _say_it_takes_a_while(call: Call) -> None:
    if sys.stderr.isatty():  # a script has nobody who waits
        call.say(_(SOME_SECONDS))


def _print_unchecked(call: Call, kit: RecoveryKit) -> None:
    """With `--yes` print the kit where it stays: a screen that closes at once would take it away."""
    if call.args.yes:
        call.tell(titled(_("Recovery kit"), kit_text(kit)))


COMMANDS = (
    Command(
        "seal",
        help=N_("seal the diary with a passphrase"),
        example="detox seal",
        arguments=_seal_arguments,
        run=seal,
    ),
    Command(
        "unseal",
        help=N_("take the seal off again"),
        example="detox unseal",
        arguments=no_arguments,
        run=unseal,
    ),
    Command(
        "passphrase",
        help=N_("change the passphrase"),
        example="detox passphrase",
        arguments=_passphrase_arguments,
        run=passphrase,
    ),
    Command(
        "key",
        help=N_("seal everything anew with another key"),
        example="detox key rotate",
        arguments=_key_arguments,
        run=key,
    ),
)
