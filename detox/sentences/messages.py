"""Texts to send to people: I am not on it, this is how you reach me, and it is really me."""

from detox.catalogue import app_name
from detox.domain.entries import Contact
from detox.shown import shown
from detox.words import _


def message_text(person: Contact | None, app: str | None, channel: str | None) -> str:
    """A short text for one person, or for anybody; it asks for a call, since such texts look like a fraud."""
    greeting = _("Hello {name},").format(name=shown(person.name)) if person else _("Hello,")
    reach = (
        _("you can reach me by {channel}.").format(channel=channel)
        if channel
        else _("you can reach me at this number.")
    )
    lines = [
        greeting,
        _("I am not on {app} any more; {reach}").format(app=app_name(app), reach=reach),
        _("If you are not sure that this is me, ring me and ask something that only I know."),
        _("I will never ask you for money or a code."),
    ]
    return "\n".join(lines)
