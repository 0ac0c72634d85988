"""The command for prompts and timers: silent when today is written, one line when it is not."""

from argparse import ArgumentParser

from detox.cli.call import Call, Exit
from detox.cli.command import Command, as_json
from detox.errors import Forbidden
from detox.messages import day_heading
from detox.words import N_, _

TELLER = "notify-send"
"""The program of the desktop that shows a message (freedesktop.org's notifications)."""
WAIT = 5
"""Seconds it is waited for; a desktop that does not answer must not hold up a timer."""


def _status_arguments(p: ArgumentParser) -> None:
    p.add_argument(
        "--notify",
        action="store_true",
        help=_("tell the desktop, too; only where the setting notify is true"),
    )
    as_json(p)


def status(call: Call) -> int:
    """`detox status`: nothing and 0 when today is written or paused; else one line and 1; locked, 3.

    Raises:
        Forbidden: the desktop is to be told, and the person has not set that it may be; nothing was shown.
    """
    if call.is_locked:  # asked by a prompt or a timer: it must not ask back
        return Exit.LOCKED
    diary = call.diary
    if call.args.notify and not call.settings.notify:
        raise Forbidden("notify not set")
    today, written = diary.today, diary.is_written()
    paused = any(today in pause for pause in diary.pauses.all())
    if call.args.json:
        call.json({"day": today, "written": written, "paused": paused})
        return Exit.DONE if written or paused else Exit.REFUSED
    if written or paused:
        return Exit.DONE
    line = (
        _("{day} is not written yet: detox ask").format(day=day_heading(today))
        if diary.started()
        else _("Nothing has been written yet. Begin with: detox start")
    )
    if not call.quiet:
        call.out(line)
    if call.args.notify:
        _tell(call, line)
    return Exit.REFUSED


def _tell(call: Call, line: str) -> None:
    """Show a line on the desktop; where there is none that can, say so."""
    import shutil  # noqa: PLC0415 - only for those who set it
    import subprocess  # noqa: PLC0415 - only for those who set it

    program = shutil.which(TELLER)
    if program is None:
        call.say(_("There is no {program} here, so the desktop was told nothing.").format(program=TELLER))
        return
    try:
        subprocess.run([program, line], check=False, timeout=WAIT)  # noqa: S603 - a fixed program and our own line
    except (OSError, subprocess.TimeoutExpired):
        call.say(_("{program} did not answer.").format(program=TELLER))


COMMANDS = (
    Command(
        "status",
        help=N_("say whether today is written, for a prompt or a timer"),
        example="detox status",
        arguments=_status_arguments,
        run=status,
    ),
)
