"""`detox` without a command: the screens, or Today in words where no terminal can show them."""

from detox.cli.call import Call
from detox.cli.console import has_terminal, speak_plainly
from detox.words import _


def open_diary(call: Call) -> int:
    """`detox` alone: the screens, or their text twin where no terminal can show them or words are wanted."""
    speak_plainly(on=call.plain)
    if has_terminal():
        return call.doors.own_screens()
    from detox.cli.journal_commands import open_or_print  # noqa: PLC0415 - the screens wait for no words

    return open_or_print(call, call.diary, _("There is no terminal for the screens here. See: detox --help"))
