"""The command that sets the program: config."""

import msgspec

from detox import settings as settings_file
from detox.cli.call import Call
from detox.cli.console import table
from detox.errors import BadField
from detox.words import _


def config(call: Call) -> None:
    """`detox config [KEY [VALUE]]`: see the settings, or change one."""
    held = msgspec.structs.asdict(call.settings)
    if call.args.key is None:
        call.out(table([(key, _said(value)) for key, value in held.items()]))
        return
    if call.args.value is None:
        if call.args.key not in held:
            raise BadField("config", "config", " | ".join(held), call.args.key)
        call.out(_said(held[call.args.key]))
        return
    changed = settings_file.changed(call.settings, call.args.key, call.args.value)
    call.doors.keep(changed)
    call.say(
        _("{key} is now {value}").format(key=call.args.key, value=_said(getattr(changed, call.args.key)))
    )


def _said(value: object) -> str:
    if value is None:
        return "auto"
    return str(value).lower() if isinstance(value, bool) else str(value)
