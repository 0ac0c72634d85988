"""Opening the screens; without a terminal, Today as text."""

import os
import sys
import tempfile
from pathlib import Path

from detox.cli.call import Call, Exit
from detox.cli.figure_commands import day_text
from detox.words import _, language

DUMB = ("", "dumb", "unknown")


def open_diary(call: Call) -> int:
    """`detox` alone: the screens, or their text twin where there is no terminal that can show them."""
    if not has_terminal():
        call.out(day_text(call.diary, call.diary.today))
        call.say(_("There is no terminal for the screens here. See: detox --help"))
        return Exit.DONE
    return call.doors.screens(call.diary)


def open_demo(call: Call) -> int:
    """`detox demo`: twelve made-up weeks in a folder that is thrown away afterwards."""
    from detox import demo  # noqa: PLC0415 - only this command needs it

    with tempfile.TemporaryDirectory(prefix="detox-demo-") as folder:
        diary = call.doors.throw_away(Path(folder), lambda: demo.MOMENT)
        diary.take_in(demo.demo_snapshot(language()))
        if not has_terminal():
            call.out(day_text(diary, diary.today))
            call.say(_("These weeks are made up. Open them in a terminal to see the screens."))
            return Exit.DONE
        return call.doors.screens(diary)


def has_terminal() -> bool:
    """Whether somebody sits before a terminal that can show the screens."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "") not in DUMB
